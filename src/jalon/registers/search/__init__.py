"""From a person's own words to the right code: a search that forgives accents, case, gender, plurals, typos, word order.

A first hit never decides anything: the person confirms, with the main duties of the group in words of ours.
"""
