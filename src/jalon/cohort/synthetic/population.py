"""The population as record batches and as one table: facts in the schema of people, a key, a filing day, groups."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jalon._version import __version__
from jalon.cohort.schema import people_schema
from jalon.cohort.synthetic.columns import Columns
from jalon.cohort.synthetic.draws import Draws
from jalon.cohort.synthetic.filing import GROUPS, REGIONS, STREAMS
from jalon.cohort.synthetic.french import own_proofs, proof_counts
from jalon.cohort.synthetic.jobs import job_counts, jobs
from jalon.cohort.synthetic.life import births, lives
from jalon.cohort.synthetic.person import person
from jalon.cohort.synthetic.studies import studies, study_counts
from jalon.language.statutes import Words

ROWS: Final = 65_536
"""People in a batch. A batch is drawn by itself, whatever the others."""

NOTICE: Final = Words(
    "PERSONNES INVENTÉES : elles ne représentent personne, et aucun chiffre qu’on en tire ne décrit une population réelle.",
    "MADE-UP PEOPLE: they stand for nobody, and no figure drawn from them describes a real population.",
)

MOST_PEOPLE: Final = 999_999_999
MOST_ELEMENTS: Final = 50
"""People, and jobs, studies or proofs of one person, that may be asked for at most."""

_METADATA: Final = b"jalon:synthetic"
_KIND: Final = pa.dictionary(pa.int8(), pa.string())


@dataclass(frozen=True)
class Exact:
    """How many jobs, studies and proofs of French each person has exactly; None for a mix."""

    jobs: int | None = None
    studies: int | None = None
    proofs: int | None = None


def population_schema(count: int = 0, seed: int = 0, *, missing: float = 0.0, exact: Exact | None = None) -> pa.Schema:
    """The columns: a key, the filing day, the stream aimed at, two groups, then the facts. The metadata hold the notice
    in both languages, and what made the population."""
    made = {"count": count, "seed": seed, "missing": missing, **asdict(exact or Exact()), "version": __version__}
    metadata = {
        _METADATA: f"{NOTICE.text('fr')} / {NOTICE.text('en')}".encode(),
        _METADATA + b":made": json.dumps(made).encode(),
    }
    beside = [
        pa.field("id", pa.string()),
        pa.field("filed_on", pa.date32()),
        *(pa.field(name, _KIND) for name in ("aims_at", "region", "group")),
    ]
    return pa.schema([*beside, *people_schema()], metadata=metadata)


def synthetic_batches(
    count: int,
    seed: int,
    *,
    missing: float = 0.0,
    jobs: int | None = None,
    studies: int | None = None,
    proofs: int | None = None,
) -> Iterator[pa.RecordBatch]:
    """So many made-up people, in batches of `ROWS`.

    `missing` is the share (0 to 1) of each fact that is unknown; `jobs`, `studies` and `proofs` are how many of each
    everybody has. Person k is the same whatever the count. Raises ValueError for a number that makes no sense.
    """
    exact = Exact(jobs, studies, proofs)
    _check(count, seed, missing, exact)
    schema = population_schema(count, seed, missing=missing, exact=exact)
    return (_batch(first, min(ROWS, count - first), seed, missing, exact, schema) for first in range(0, count, ROWS))


def synthetic_table(
    count: int,
    seed: int,
    *,
    missing: float = 0.0,
    jobs: int | None = None,
    studies: int | None = None,
    proofs: int | None = None,
) -> pa.Table:
    """The same as one table; see `synthetic_batches`."""
    batches = synthetic_batches(count, seed, missing=missing, jobs=jobs, studies=studies, proofs=proofs)
    schema = population_schema(count, seed, missing=missing, exact=Exact(jobs, studies, proofs))
    return pa.Table.from_batches(batches, schema)


def _check(count: int, seed: int, missing: float, exact: Exact) -> None:
    if not 0 <= count <= MOST_PEOPLE:
        raise ValueError(f"count is a number of people from 0 to {MOST_PEOPLE}, not {count}")
    if seed < 0:
        raise ValueError(f"seed is a whole number from 0 up, not {seed}")
    if not 0 <= missing <= 1:
        raise ValueError(f"missing is a share from 0 to 1, not {missing}")
    for name, value in asdict(exact).items():
        if value is not None and not 0 <= value <= MOST_ELEMENTS:
            raise ValueError(f"{name} is a number from 0 to {MOST_ELEMENTS} for each person, not {value}")


def _batch(first: int, count: int, seed: int, missing: float, exact: Exact, schema: pa.Schema) -> pa.RecordBatch:
    """The people from the `first` one on, who begin a batch."""
    draws = Draws(seed, first // ROWS, missing)
    columns, life = Columns(draws), lives(draws, count)
    studied, first_study = studies(columns, life, study_counts(draws, life, exact.studies))
    worked, first_work = jobs(columns, life, job_counts(draws, life, exact.jobs))
    birth = births(draws, np.minimum.reduce([first_study, first_work, life.arrived, life.began]), life.filed)
    made = {
        "id": _keys(first, count),
        "filed_on": pa.array(life.filed.astype(np.int32)).cast(pa.date32()),
        "aims_at": _group(life.stream, STREAMS),
        "region": _group(draws.choose("region", REGIONS, count), REGIONS),
        "group": _group(draws.choose("group", GROUPS, count), GROUPS),
        **person(columns, life, birth),
        "studies": studied,
        "jobs": worked,
        "french": own_proofs(columns, life, proof_counts(draws, count, exact.proofs)),
    }
    return pa.RecordBatch.from_arrays([made[name] for name in schema.names], schema=schema)


def _keys(first: int, count: int) -> pa.Array:
    """S000000001 for the first person of all."""
    digits = pc.utf8_lpad(pa.array(np.arange(first + 1, first + count + 1)).cast(pa.string()), 9, "0")
    return pc.binary_join_element_wise("S", digits, "")


def _group(codes: Any, words: Any) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(list(words)))
