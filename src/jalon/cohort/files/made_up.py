"""Whether a file of people says that they are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from jalon.cohort.files.writing import ARROW, PARQUET

_MADE_UP: Final = b"jalon:synthetic"


def made_up(read: str) -> bool:
    """Whether a file of people says that they are made up (see `jalon.cohort.synthetic`)."""
    path = Path(read)
    if path.suffix.lower() not in (*PARQUET, *ARROW) or not path.is_file():
        return False
    if path.suffix.lower() in PARQUET:
        metadata = pq.read_schema(path).metadata
    else:
        with pa.memory_map(str(path)) as file:
            metadata = pa.ipc.open_file(file).schema.metadata
    return _MADE_UP in (metadata or {})
