"""Files as Spark sees them: a path of this machine, or the address of a shared store (`hdfs://…`, `s3a://…`)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlparse

import pyarrow.parquet as pq

from jalon.cohort.files.csv_tables import holds_tables
from jalon.cohort.files.writing import CSV, PARQUET
from jalon.cohort.running.asked import CohortError
from jalon.i18n import Speaker

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_PATTERN: Final = "*?["
# What Spark writes in a folder, and nothing else.
_WRITTEN: Final = re.compile(r"_SUCCESS|_temporary.*|_committed_.*|_started_.*|\.?part-.*|\..*\.crc")
_TO_ESCAPE: Final = re.compile(r"([\\*?\[\]{}])")


def is_address(given: str) -> bool:
    """Whether a place is the address of a store, rather than a path of this machine."""
    return _ADDRESS.match(given) is not None


def local(given: str) -> Path | None:
    """The path of this machine that is meant, None for the address of another store."""
    if is_address(given):
        return Path(unquote(urlparse(given).path)) if given.startswith("file:") else None
    return Path(given)


def as_address(path: Path) -> str:
    """The address of a path of this machine."""
    return f"file://{os.path.abspath(path)}"


def people_address(given: str, say: Speaker) -> str:
    """The address of people to read. Raises `CohortError` when no Parquet is there; an address
    of another store is looked at by Spark alone."""
    if is_address(given):
        return given
    path = Path(given)
    if path.exists():
        if path.is_dir() and holds_tables(path):
            raise CohortError(_only_parquet(given, say))
        found = list(path.rglob("*")) if path.is_dir() else [path]
        if not any(file.suffix.lower() in PARQUET for file in found):
            raise CohortError(_only_parquet(given, say))
        return as_address(Path(_TO_ESCAPE.sub(r"\\\1", str(path))))
    if not any(mark in given for mark in _PATTERN):
        raise CohortError(say("{file} : ce fichier n’existe pas.", file=given))
    matching = glob(given, recursive=True)
    if not matching:
        raise CohortError(say("{pattern} : aucun fichier de ce nom.", pattern=given))
    if not all(Path(file).suffix.lower() in PARQUET for file in matching):
        raise CohortError(_only_parquet(given, say))
    return as_address(path)


def _only_parquet(given: str, say: Speaker) -> str:
    return say(
        "{file} : avec Spark, les personnes sont en Parquet (un fichier, un dossier ou un motif). "
        "Pour le reste, retirez --engine spark.",
        file=given,
    )


def in_order(addresses: Iterable[str]) -> list[str]:
    """Files in the order in which one machine alone reads them."""
    return sorted(addresses, key=lambda address: Path(unquote(urlparse(address).path)))


def sort_of(output: str, allowed: tuple[str, ...], say: Speaker) -> str:
    """The extension of a place to write. Raises `CohortError` when it is not one of those that Spark writes."""
    extension = Path(output.rstrip("/")).suffix.lower()
    if extension not in allowed:
        raise CohortError(
            say(
                "{file} : avec Spark, extensions possibles : {allowed}. C’est un dossier qui est écrit.",
                file=output,
                allowed=", ".join(allowed),
            )
        )
    return extension


DECISIONS: Final = PARQUET
REJECTED: Final = (*PARQUET, *CSV)


def rejects_beside(output: str) -> str:
    """Where refused rows go unless told otherwise: beside the decisions."""
    return f"{output.rstrip('/')}.rejects.parquet"


@dataclass(frozen=True)
class Place:
    """Where Spark writes a folder of parts; `path` is there when it is on this machine, or seen from it."""

    given: str

    @property
    def path(self) -> Path | None:
        """The path of this machine, None for another store."""
        return local(self.given)

    @property
    def address(self) -> str:
        """What Spark is told."""
        return self.given if is_address(self.given) else as_address(Path(self.given))

    def check_free(self, spark: SparkSession | None, say: Speaker, *, force: bool) -> None:
        """See that nothing is there, or only what a run wrote if it may be replaced; without a session, another store is not
        looked at. Raises `CohortError`."""
        if (self.path is None and spark is None) or not self.exists(spark):
            return
        if not force:
            raise CohortError(
                say("{file} existe déjà. Choisissez un autre nom, ou remplacez avec --force.", file=self.given)
            )
        strangers = [name for name in self._names(spark) if not _WRITTEN.fullmatch(name)]
        if strangers:
            raise CohortError(
                say(
                    "{folder} contient autre chose que des décisions ({name}) : Jalon n’efface pas ce dossier. "
                    "Choisissez un autre nom.",
                    folder=self.given,
                    name=min(strangers),
                )
            )

    def exists(self, spark: SparkSession | None) -> bool:
        """Whether something is there."""
        if self.path is not None:
            return self.path.exists()
        store, path = self._store(spark)
        return bool(store.exists(path))

    def remove(self, spark: SparkSession) -> None:
        """Take away what is there."""
        store, path = self._store(spark)
        store.delete(path, True)

    def check_whole(self, count: int, say: Speaker) -> None:
        """See that so many rows are there, where this machine can see them. Raises `CohortError`."""
        if self.path is None:
            return
        found = sum(pq.read_metadata(file).num_rows for file in self.path.glob("part-*.parquet"))
        if found != count:
            raise CohortError(
                say(
                    "{folder} : {found} lignes écrites sur {count}. Toutes les machines doivent voir ce dossier : donnez "
                    "un dossier partagé, ou une adresse (hdfs://…, s3a://…).",
                    folder=self.given,
                    found=say.number(found),
                    count=say.number(count),
                )
            )

    def _names(self, spark: SparkSession | None) -> list[str]:
        if self.path is not None:
            return [one.name for one in self.path.iterdir()] if self.path.is_dir() else []
        store, path = self._store(spark)
        if not store.getFileStatus(path).isDirectory():
            return []
        return [status.getPath().getName() for status in store.listStatus(path)]

    def _store(self, spark: SparkSession | None) -> tuple[Any, Any]:
        assert spark is not None
        context: Any = spark.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(self.address)
        return path.getFileSystem(context._jsc.hadoopConfiguration()), path


def overlap(first: str, second: str) -> bool:
    """Whether one place is the other, or inside it."""
    one, other = (f"{_resolved(place)}/" for place in (first, second))
    return one.startswith(other) or other.startswith(one)


def _resolved(place: str) -> str:
    path = local(place)
    return place.rstrip("/") if path is None else as_address(path.resolve())
