"""The small rule in Polars: lazy expressions, on every core."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Final

import polars as pl
from contestant import Ready, Trials, main, three_columns, timed, verdicts
from population import (
    ADULT_MONTHS,
    FACTS,
    LEVELS,
    ONE_DAY,
    ORAL_LEVEL,
    QUALIFYING,
    SPELL_COLUMNS,
    SPELL_DAYS,
    SPELL_WINDOW_MONTHS,
    WINDOW_MONTHS,
    WORK_MONTHS,
    People,
    read,
)

_KIND: Final = pl.Enum(LEVELS)
_LABEL: Final = f"Polars, {pl.thread_pool_size()} threads"
_BY_DAY: Final = f"{_LABEL}, cut-offs by day"
# A day, so many months before filing; made anew in each run where it depends on the data.
Cutoff = Callable[[int], pl.Expr]


def _frame(columns: People) -> pl.DataFrame:
    """One row a person, with nulls where a fact is missing."""
    frame = pl.DataFrame({name: columns[name] for name in ("birth", "diploma", "months", "oral", "filed")})
    frame = frame.with_columns(pl.Series("level", columns["level"]).cat.to(_KIND))
    missing = [fact for fact in FACTS if f"{fact}_missing" in columns]
    return frame.with_columns(
        pl.when(~pl.lit(pl.Series(columns[f"{fact}_missing"]))).then(pl.col(fact)).alias(fact) for fact in missing
    )


def _one_day(_frame: pl.DataFrame) -> Cutoff:
    return lambda months: pl.lit(ONE_DAY.item()).dt.offset_by(f"-{months}mo")


def _row_by_row(_frame: pl.DataFrame) -> Cutoff:
    return lambda months: pl.col("filed").dt.offset_by(f"-{months}mo")


def _looked_up(frame: pl.DataFrame) -> Cutoff:
    days = pl.date_range(frame["filed"].min(), frame["filed"].max(), eager=True)
    place = pl.col("filed").to_physical() - days.to_physical()[0]
    return lambda months: pl.lit(days.dt.offset_by(f"-{months}mo")).gather(place)


def _conditions(cutoff: Cutoff) -> list[pl.Expr]:
    return [
        pl.col("birth") <= cutoff(ADULT_MONTHS),
        pl.col("level").is_in(pl.Series(QUALIFYING, dtype=_KIND).implode()),
        pl.col("diploma") >= cutoff(WINDOW_MONTHS),
        pl.col("months") >= WORK_MONTHS,
        pl.col("oral") >= ORAL_LEVEL,
    ]


def _bits(held: list[pl.Expr]) -> pl.Expr:
    zero = pl.lit(0, dtype=pl.UInt8)
    return reduce(
        operator.or_,
        [pl.when(one).then(pl.lit(1 << bit, dtype=pl.UInt8)).otherwise(zero) for bit, one in enumerate(held)],
    )


def _plain(label: str, cutoffs: Callable[[pl.DataFrame], Cutoff]) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        columns = read(folder, *FACTS, "filed")
        frame, ingest = timed(lambda: _frame(columns))

        def run() -> pl.Series:
            held = reduce(operator.and_, _conditions(cutoffs(frame)))
            return frame.lazy().select(eligible=held).collect()["eligible"]

        return Ready(label, ingest, run, verdicts, len(frame))

    return ready


def _missing(label: str, cutoffs: Callable[[pl.DataFrame], Cutoff]) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        columns = read(folder, *FACTS, *(f"{fact}_missing" for fact in FACTS), "filed")
        frame, ingest = timed(lambda: _frame(columns))

        def run() -> pl.DataFrame:
            # Each condition is found once, then read three times.
            names = [f"held_{fact}" for fact in FACTS]
            held = dict(zip(names, _conditions(cutoffs(frame)), strict=True))
            return (
                frame.lazy()
                .with_columns(**held)
                .select(
                    verdict=pl.all_horizontal(names).cast(pl.UInt8).fill_null(2),
                    failing=_bits([pl.col(name).not_().fill_null(False) for name in names]),
                    missing=_bits([pl.col(fact).is_null() for fact in FACTS]),
                )
                .collect()
            )

        return Ready(label, ingest, run, lambda made: three_columns(*made), len(frame))

    return ready


def _spells(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, float]:
    """People and jobs, sorted by person, and the seconds that making them took."""
    columns = read(folder, "filed", *(f"job_{name}" for name in SPELL_COLUMNS))

    def make() -> tuple[pl.DataFrame, pl.DataFrame]:
        people = pl.DataFrame({"filed": columns["filed"]}).with_row_index("person")
        jobs = pl.DataFrame({name: columns[f"job_{name}"] for name in SPELL_COLUMNS})
        return people, jobs.with_columns(pl.col("person").cast(pl.UInt32).set_sorted())

    (people, jobs), ingest = timed(make)
    return people, jobs, ingest


def _days(filed: pl.Expr, opens: pl.Expr) -> pl.Expr:
    inside = pl.min_horizontal(pl.col("ended"), filed) - pl.max_horizontal(pl.col("started"), opens)
    return inside.dt.total_days() + 1


def _joined(folder: Path) -> Ready:
    people, jobs, ingest = _spells(folder)

    def run() -> pl.Series:
        window = people.lazy().with_columns(opens=pl.col("filed").dt.offset_by(f"-{SPELL_WINDOW_MONTHS}mo"))
        worked = (
            jobs.lazy()
            .filter("qualifying")
            .join(window, on="person")
            .select("person", days=_days(pl.col("filed"), pl.col("opens")).clip(0))
            .group_by("person")
            .agg(pl.col("days").sum())
        )
        every = people.lazy().select("person").join(worked, on="person", how="left", maintain_order="left")
        return every.select(pl.col("days").fill_null(0) >= SPELL_DAYS).collect()["days"]

    return Ready(f"{_LABEL}, joins", ingest, run, verdicts, len(people))


def _gathered(label: str, cutoffs: Callable[[pl.DataFrame], Cutoff]) -> Callable[[Path], Ready]:
    """The number of a person is also the place of their row: their dates are looked up, not joined."""

    def ready(folder: Path) -> Ready:
        people, jobs, ingest = _spells(folder)

        def run() -> pl.Series:
            opens = people.select(cutoffs(people)(SPELL_WINDOW_MONTHS)).to_series()
            filed_of, opens_of = (pl.lit(column).gather(pl.col("person")) for column in (people["filed"], opens))
            enough = (
                jobs.lazy()
                .filter("qualifying")
                .select("person", days=_days(filed_of, opens_of))
                .filter(pl.col("days") > 0)
                .group_by("person")
                .agg(pl.col("days").sum())
                .filter(pl.col("days") >= SPELL_DAYS)
                .collect()["person"]
            )
            return people.select(pl.col("person").is_in(enough.implode())).to_series()

        return Ready(label, ingest, run, verdicts, len(people))

    return ready


TRIALS: Final[Trials] = {
    "S": _plain(_LABEL, _one_day),
    "R": _plain(_LABEL, _row_by_row),
    "R, by day": _plain(_BY_DAY, _looked_up),
    "U": _missing(_LABEL, _row_by_row),
    "U, by day": _missing(_BY_DAY, _looked_up),
    "J": _joined,
    "J, gathered": _gathered(f"{_LABEL}, dates by place", _row_by_row),
    "J, gathered by day": _gathered(f"{_LABEL}, dates by place, cut-offs by day", _looked_up),
}

if __name__ == "__main__":
    main("polars", TRIALS, ["polars", "numpy"])
