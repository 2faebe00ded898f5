"""Remedies: for each condition that is not met on a day, what would change it: time, an act, a fact of the file, or nothing
in this stream. `acts` holds the hypothetical changes of a file, `completing` the facts that are missing, `search` finds the
smallest sets that work, `report` says them."""
