"""Reading the registers' CSV files, which travel inside the package."""

import csv
from importlib.resources import files
from io import StringIO

_PACKAGE = "jalon.registers"


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<name>.csv``, each as a mapping from column to text, in the file's order.

    The file is read at each call: callers keep what they need. Raises FileNotFoundError for a name that is no register.
    """
    text = files(_PACKAGE).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(StringIO(text, newline="")))
