"""The folder of a run under way: a journal that says what is being run, and a part for each chunk decided.

Every file of it is written under another name, put on the disk, then renamed: whatever happens, a part is whole or is
not there. Parts follow one another without a hole; what comes after a hole is decided again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyarrow as pa

from jalon.cohort.files.chunks import Refusal
from jalon.cohort.running.digest import Digest
from jalon.cohort.running.rejects import rejects_table
from jalon.cohort.told.counts import Counts

if TYPE_CHECKING:
    from jalon.cohort.running.decided import Decided

_META: Final = b"jalon.part"
_JOURNAL: Final = "journal.json"
_UNDER_WAY: Final = ".tmp"


@dataclass(frozen=True)
class Kept:
    """A chunk that was decided and kept."""

    folder: Path
    index: int
    read: int
    bad: int
    lost: int
    digest: Digest
    counts: Counts

    def decisions(self) -> pa.Table:
        """Its rows of decisions."""
        return _read(_decisions(self.folder, self.index))

    def rejects(self) -> pa.Table | None:
        """Its refusals, where there are any."""
        path = _rejects(self.folder, self.index)
        return _read(path) if path.exists() else None


class InUseError(RuntimeError):
    """Another run is writing to the folder."""


class Keeping:
    """The folder of a run, beside its output."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(f"{output.name}.parts")
        self._leaving = output.with_name(f"{output.name}.parts-done")
        self._lock: BinaryIO | None = None

    def exists(self) -> bool:
        """Whether a run was begun here and not ended."""
        return (self.folder / _JOURNAL).exists()

    def journal(self) -> dict[str, Any]:
        """What is being run here."""
        found: dict[str, Any] = json.loads((self.folder / _JOURNAL).read_text(encoding="utf-8"))
        return found

    def begin(self, journal: dict[str, Any]) -> None:
        """Start anew. Raises `InUseError`."""
        if self.exists():
            self.hold()
        self.remove()
        self.folder.mkdir(parents=True)
        self.hold()
        text = json.dumps(journal, ensure_ascii=False, indent=2).encode()
        whole(self.folder / _JOURNAL, lambda file: file.write(text))

    def hold(self) -> None:
        """Keep other runs away from the folder while this one lasts. Raises `InUseError`."""
        try:
            import fcntl
        except ImportError:  # pragma: no cover - other systems have no such lock
            return
        if self._lock is None:
            self._lock = (self.folder / "lock").open("wb")
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.let_go()
                raise InUseError(str(self.folder)) from None

    def let_go(self) -> None:
        """Let other runs have the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def kept(self) -> Iterator[Kept]:
        """The parts kept, in order, up to the first that is missing or unreadable; those after it are removed."""
        index = 0
        while (part := _part(self.folder, index)) is not None:
            yield part
            index += 1
        for path in self.folder.iterdir():
            later = path.name.split(".")[0]
            if later.isdigit() and (path.suffix == _UNDER_WAY or int(later) >= index):
                path.unlink()

    def keep(self, index: int, decided: Decided) -> None:
        """Keep a chunk. Its refusals go first: where the decisions are, everything is."""
        if decided.refusals:
            rejects = rejects_table(decided.refusals)
            whole(_rejects(self.folder, index), lambda file: _write(rejects, file))
        told = {
            "read": decided.read,
            "bad": decided.bad,
            "lost": lost_lines(decided.refusals),
            "digest": str(decided.digest),
            "counts": decided.counts.to_json(),
        }
        rows = pa.Table.from_batches([decided.decisions]).replace_schema_metadata({_META: json.dumps(told)})
        whole(_decisions(self.folder, index), lambda file: _write(rows, file))

    def remove(self) -> None:
        """Take the folder away: it is renamed first, so that what is left of it is never taken for a run."""
        self.let_go()
        shutil.rmtree(self._leaving, ignore_errors=True)
        if self.folder.exists():
            self.folder.replace(self._leaving)
            shutil.rmtree(self._leaving, ignore_errors=True)


def lost_lines(refusals: list[Refusal]) -> int:
    """How many refusals are of lines that belong to nobody."""
    return sum(1 for refusal in refusals if refusal.row is None)


def whole(path: Path, write: Callable[[BinaryIO], Any]) -> None:
    """Write a file that is either whole and on the disk, or not there."""
    part = path.with_name(path.name + _UNDER_WAY)
    with part.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Put the names of a folder on the disk, where the system knows how."""
    if os.name != "posix":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _decisions(folder: Path, index: int) -> Path:
    return folder / f"{index:06d}.arrow"


def _rejects(folder: Path, index: int) -> Path:
    return folder / f"{index:06d}.rejects.arrow"


def _write(table: pa.Table, file: BinaryIO) -> None:
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_file(file, table.schema, options=options) as writer:
        writer.write_table(table)


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
        return reader.read_all()


def _part(folder: Path, index: int) -> Kept | None:
    path = _decisions(folder, index)
    try:
        with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
            told = json.loads(reader.schema.metadata[_META])
    except (OSError, pa.ArrowInvalid, KeyError, TypeError, ValueError):
        # Not there, or cut short by a failure of the disk: decided again.
        return None
    digest, counts = Digest.parse(told["digest"]), Counts.from_json(told["counts"])
    return Kept(folder, index, told["read"], told["bad"], told["lost"], digest, counts)
