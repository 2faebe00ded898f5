"""Many people at once, in memory.

    import jalon.columns

    decided = jalon.columns.decide(frame, on=date(2024, 6, 3))

The frame may be of Polars, pandas, DuckDB or PyArrow; the same kind comes back. Files are for the command `jalon cohort`.
Needs the extra `cohort`.
"""

from __future__ import annotations

try:
    from jalon.cohort.errors import TableError
    from jalon.cohort.frames import decide
    from jalon.cohort.running.asked import CohortError
    from jalon.cohort.schema import people_schema
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("jalon"):
        raise
    raise ModuleNotFoundError(
        f"jalon.columns needs {error.name}: install the extra, pip install 'jalon[cohort]'", name=error.name
    ) from error

__all__ = ["CohortError", "TableError", "decide", "people_schema"]
