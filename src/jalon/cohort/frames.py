"""Deciding a frame of people: any frame that Arrow can read goes in, and one of the same kind comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from typing import Any, Final

import narwhals as nw
import numpy as np
import pyarrow as pa

from jalon.cohort.files.chunks import CHUNK, Chunk, rechunked
from jalon.cohort.files.columns_check import check_columns, check_parts, decision_names
from jalon.cohort.running.asked import FILED_ON, Asked, CohortError, Sets
from jalon.cohort.running.decided import Found, find, told_columns
from jalon.cohort.schema import people_schema
from jalon.facts import Lang
from jalon.i18n import Speaker, speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import VIEWS, View

ERROR: Final = "error"
"""The column that says why a row was refused; null where it was decided."""


def decide(
    frame: Any,
    *,
    on: date | None = None,
    on_column: str = FILED_ON,
    programmes: Iterable[str] | None = None,
    view: View = "as-applied",
    key: str | None = None,
    sets: Sets = "bits",
    first_day_to: date | None = None,
    lang: Lang = "en",
) -> Any:
    """Decide people, a row each, as `jalon.cohort.schema` lays them out; a frame of the same kind comes back.

    `frame` may be of Polars (eager or lazy), pandas, DuckDB or PyArrow (Table, RecordBatch, RecordBatchReader), or of
    any library that narwhals knows; anything else that gives an Arrow stream comes back as a PyArrow table. Rows keep
    their order. The columns are: the key, the other columns that are no facts, ``filed_on``, the decisions under each
    stream (see docs/cohorts.md), and ``error``: why a row could not be decided, null where it was.

    Everybody files on `on`, or on the day that `on_column` gives. `sets` are numbers whose bits are conditions, or lists
    of their names. With `first_day_to`, the first day on which each person would qualify is looked for too, from their
    filing day to that one. `lang` is the language of errors. Raises `CohortError` (a ValueError) when what is asked for is
    not there or a column looks like a slip, and `TableError` when a column cannot hold what it should.
    """
    say = speaker(lang)
    asked = Asked(_programmes(programmes, say), view, on, on_column, key, sets, first_day_to=first_day_to)
    if view not in VIEWS:
        raise CohortError(say("{value} : valeurs possibles : {allowed}.", value=view, allowed=", ".join(VIEWS)))
    if sets not in ("bits", "names"):
        raise CohortError(say("{value} : valeurs possibles : {allowed}.", value=sets, allowed="bits, names"))
    return _of_frame(frame, _Deciding(asked, say))


def _programmes(given: Iterable[str] | None, say: Speaker) -> tuple[str, ...]:
    chosen = tuple(PROGRAMMES) if given is None else tuple(dict.fromkeys([given] if isinstance(given, str) else given))
    for programme in chosen:
        if programme not in PROGRAMMES:
            allowed = ", ".join(PROGRAMMES)
            raise CohortError(say("{value} : valeurs possibles : {allowed}.", value=programme, allowed=allowed))
    return chosen


class _Deciding:
    """Batches of people in, batches of decisions out."""

    def __init__(self, asked: Asked, say: Speaker) -> None:
        self._asked, self._say = asked, say

    def kept(self, names: Iterable[str]) -> list[str]:
        """The columns that stay, in their order: the key first, no fact, and no filing day, which is told again."""
        here = list(names)
        asked, facts = self._asked, people_schema().names
        out = {*facts, FILED_ON, *([] if asked.on else [asked.on_column])}
        head = [asked.key] if asked.key else []
        return [*head, *(name for name in here if name not in out and name not in head)]

    def check(self, schema: pa.Schema) -> None:
        """See that the columns can be decided. Raises `CohortError`."""
        say, asked = self._say, self._asked
        check_columns(schema.names, asked, people_schema().names, say)
        check_parts(schema, say)
        for name in self.kept(schema.names):
            if name in (ERROR, *decision_names(asked)):
                raise CohortError(
                    say("{column} : ce nom est celui d’une colonne des décisions. Renommez la colonne.", column=name)
                )

    def table(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, *, facts_only: bool = False) -> pa.Table:
        """The decisions of batches; when `facts_only`, without the columns that stay, and checked before."""
        return pa.Table.from_batches(self.batches(batches, schema, facts_only=facts_only))

    def batches(
        self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, *, facts_only: bool = False
    ) -> Iterator[pa.RecordBatch]:
        """The decisions of batches, one at least."""
        if not facts_only:
            self.check(schema)
        kept = [] if facts_only else self.kept(schema.names)
        empty = True
        for batch in rechunked(batches, CHUNK):
            empty = False
            yield self._decided(batch, kept)
        if empty:
            yield self._decided(pa.RecordBatch.from_pylist([], schema), kept)

    def _decided(self, batch: pa.RecordBatch, kept: list[str]) -> pa.RecordBatch:
        numbers = np.arange(1, batch.num_rows + 1)
        found = find(Chunk(batch, numbers, batch.num_rows), self._asked, self._say)
        columns = {name: batch.column(name) for name in kept}
        columns |= told_columns(found, self._asked)
        columns[ERROR] = self._errors(found, batch.num_rows)
        return pa.RecordBatch.from_pydict(columns)

    def _errors(self, found: Found, count: int) -> pa.Array:
        told: list[str | None] = [None] * count
        for row, problems in found.problems.items():
            told[row] = "; ".join(problem.text(self._say.lang) for problem in problems)
        return pa.array(told, pa.string())

    @property
    def say(self) -> Speaker:
        """The language."""
        return self._say


def _of_frame(frame: Any, deciding: _Deciding) -> Any:
    if isinstance(frame, pa.RecordBatch):
        decided = deciding.table([frame], frame.schema).combine_chunks().to_batches()
        return decided[0] if decided else next(deciding.batches([], frame.schema))
    if isinstance(frame, pa.RecordBatchReader):
        first = next(deciding.batches([], frame.schema))
        return pa.RecordBatchReader.from_batches(first.schema, deciding.batches(frame, frame.schema))
    if isinstance(frame, pa.Table):
        return _of_table(frame, deciding)
    known = nw.from_native(frame, pass_through=True)
    if isinstance(known, nw.LazyFrame):
        return _of_lazy(frame, known, deciding)
    if isinstance(known, nw.DataFrame):
        if known.implementation.is_pandas():
            return _of_pandas(frame, deciding)
        decided = _of_table(known.to_arrow(), deciding)
        return nw.from_arrow(decided, backend=known.implementation).to_native()
    if hasattr(frame, "__arrow_c_stream__"):
        return _of_table(pa.table(frame), deciding)
    raise CohortError(
        deciding.say(
            "{kind} : ce n’est pas une table que l’on sait lire. Donnez une table Polars, pandas, DuckDB ou PyArrow.",
            kind=type(frame).__name__,
        )
    )


def _of_table(table: pa.Table, deciding: _Deciding) -> pa.Table:
    return deciding.table(table.to_batches(), table.schema)


def _of_lazy(frame: Any, known: nw.LazyFrame[Any], deciding: _Deciding) -> Any:
    """What is only asked for later is decided now, and given back in the same form."""
    decided = _of_table(known.collect("pyarrow").to_native(), deciding)
    if known.implementation.is_duckdb():
        # By the relation itself, so that the decisions are on its own connection.
        return frame.query("jalon_people", "select * from decided")
    lazy: Callable[..., Any] = nw.from_arrow(decided, backend="pyarrow").lazy
    return lazy(backend=known.implementation).to_native()


def _of_pandas(frame: Any, deciding: _Deciding) -> Any:
    """The index and the columns that stay are those of the frame itself."""
    names = [str(name) for name in frame.columns]
    wanted = {*people_schema().names, *(set(names) - set(deciding.kept(names)))}
    arrays = {}
    for place, name in enumerate(names):
        if name in arrays:
            raise CohortError(deciding.say("{column} : cette colonne est là deux fois.", column=name))
        if name in wanted:
            arrays[name] = _array(frame.iloc[:, place], name, deciding)
    schema = pa.schema(
        [
            (name, arrays[name].type if name in arrays else pa.null()) for name in names
        ]  # a column that stays is not read
    )
    table = pa.table(arrays) if arrays else pa.table({})
    deciding.check(schema)
    decided = deciding.table(table.to_batches(), table.schema, facts_only=True)
    kept = [frame.columns[names.index(name)] for name in deciding.kept(names)]
    told = decided.to_pandas(types_mapper=_pandas_types(), date_as_object=False)
    told.index = frame.index
    return frame[kept].join(told) if frame.index.is_unique else _beside(frame[kept], told)


def _beside(left: Any, right: Any) -> Any:
    out = left.copy()
    for name in right.columns:
        out[name] = right[name].array
    return out


def _array(values: Any, name: str, deciding: _Deciding) -> pa.Array:
    try:
        found = pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise CohortError(
            deciding.say(
                "{column} : les valeurs ne sont pas d’une seule sorte ({reason}).", column=name, reason=str(error)
            )
        ) from None
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _pandas_types() -> Callable[[pa.DataType], Any]:
    """Whole numbers that may be missing stay whole."""
    pandas: Any = import_module("pandas")
    whole = {pa.int16(): pandas.Int16Dtype(), pa.int64(): pandas.Int64Dtype()}
    return whole.get
