"""Tables of people read back as plain values, to be compared."""

from __future__ import annotations

from typing import Any

from jalon.cohort.people import People
from jalon.language.vocabulary import CREDENTIAL, ENTITIES, PERSON
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, PART_SINCE, START
from jalon.readings.columns.tables import Tables


def unpacked(tables: Tables) -> list[dict[str, Any]]:
    """Every person of some tables, with everything that is theirs."""
    columns = {name: {one: table[one].tolist() for one in table.of.types} for name, table in tables.records.items()}
    return [_record(PERSON.name, row, columns) for row in range(len(tables))]


def _record(entity: str, row: int, columns: dict[str, dict[str, list[Any]]]) -> dict[str, Any]:
    values = {name: column[row] for name, column in columns[entity].items()}
    found: dict[str, Any] = {}
    for field in ENTITIES[entity].fields:
        if field.sort in ("day", "number"):
            found[field.name] = (values[field.name + LEAST], values[field.name + MOST])
        elif field.sort == "list":
            start, count = values[field.name + START], values[field.name + COUNT]
            inner = [_record(field.entity, start + place, columns) for place in range(count)]
            found[field.name] = (values[field.name + COMPLETE], inner)
        else:
            found[field.name] = values[field.name]
    if entity == CREDENTIAL.name:
        found[PART_SINCE] = values[PART_SINCE]
    return found


def by_row(people: People) -> dict[int, dict[str, Any]]:
    """The people of a batch that could be read, by row."""
    return {
        int(row): person for part in people.parts for row, person in zip(part.rows, unpacked(part.tables), strict=True)
    }
