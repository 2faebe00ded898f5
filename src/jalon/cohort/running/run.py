"""A run: read ahead, decide on every core, write in order; begun again where it was left."""

from __future__ import annotations

import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from jalon._version import __version__
from jalon.cohort.files.chunks import CHUNK, Chunk, Source
from jalon.cohort.files.writing import Sink, checked_extension, sink, written
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.digest import Digest
from jalon.cohort.running.keeping import InUseError, Keeping, lost_lines, settle
from jalon.cohort.running.rejects import REJECTS, rejects_table
from jalon.cohort.told.counts import Counts
from jalon.i18n import Speaker
from jalon.readings.decide.receipt import law_hash

if TYPE_CHECKING:
    from jalon.cohort.running.decided import Decided

SHAPE: Final = "jalon.cohort/1"
# Chunks read ahead, and chunks decided that wait to be written: memory is bounded by them.
_AHEAD: Final = 2
# Chunks decided at once: reading and telling a chunk is not all done on every core.
_DECIDERS: Final = min(os.cpu_count() or 1, 4)
Tell = Callable[[int], None]
_DIGEST: Final = "jalon.digest"
_JOURNAL: Final = "jalon.run"


@dataclass(frozen=True)
class Plan:
    """What a run writes, where and how."""

    output: Path
    rejects: Path
    always_rejects: bool = False
    chunk: int = CHUNK
    resume: bool = False
    force: bool = False


@dataclass
class Ran:
    """What a run did: rows read, those refused, lines that belong to nobody, counts and digest. `kept` rows of those read
    are decided and on the disk; `resumed` were so before, by the run that this one continues."""

    read: int = 0
    bad: int = 0
    lost: int = 0
    kept: int = 0
    resumed: int = 0
    seconds: float = 0.0
    digest: Digest = field(default_factory=Digest)
    counts: Counts = field(default_factory=Counts)
    rejects_written: bool = False
    ended_before: bool = False

    @property
    def decided(self) -> int:
        """Rows decided."""
        return self.read - self.bad


Finish = Callable[[Ran], None]


class InterruptedRunError(KeyboardInterrupt):
    """A run stopped by the person; `kept` rows are decided and kept."""

    def __init__(self, kept: int) -> None:
        super().__init__(kept)
        self.kept = kept


def run(
    source: Source,
    asked: Asked,
    plan: Plan,
    say: Speaker,
    *,
    tell: Tell = lambda _: None,
    finish: Finish = lambda _: None,
) -> Ran:
    """Decide every row of a source and write the decisions; `tell` is given the rows done so far, and `finish` what was
    done, once everything is written and before the run is held to be over.

    Bad rows go to the rejects file and stop nothing. Raises `CohortError` when the run cannot begin or go on, and
    `InterruptedRunError` when it was stopped: it then continues with `resume`.
    """
    started = time.perf_counter()
    read = {file.resolve() for file in source.files}
    for path in (plan.output, plan.rejects):
        checked_extension(path, say)
        if path.resolve() in read:
            raise CohortError(say("{file} est un fichier lu : les décisions ne peuvent le remplacer.", file=path))
    journal = _journal(source, asked, plan)
    parts = Keeping(plan.output)
    ran = Ran()
    try:
        if _begin(parts, plan, journal, say):
            ran.ended_before = True
            ran.digest = Digest.parse(written(plan.output).get(_DIGEST, str(ran.digest)))
            return ran
        try:
            _run(_Writer(parts, plan, journal, say, finish), source, asked, plan, ran, say, tell)
        except KeyboardInterrupt:
            raise InterruptedRunError(ran.kept) from None
        except ValueError:
            # What is wrong with the table itself (`CohortError`, `TableError`): nothing is left that could go on.
            if not ran.kept:
                parts.remove()
            raise
    except InUseError:
        raise CohortError(say("Une autre exécution écrit dans {folder}.", folder=parts.folder)) from None
    except OSError as error:
        raise CohortError(
            say("{file} : impossible d’écrire ({reason}).", file=error.filename or plan.output, reason=error.strerror)
        ) from error
    finally:
        parts.let_go()
    ran.seconds = time.perf_counter() - started
    return ran


def _begin(parts: Keeping, plan: Plan, journal: dict[str, Any], say: Speaker) -> bool:
    """Make the folder of the run ready; gives whether there is nothing left to do. Raises `CohortError`."""
    if plan.resume and parts.exists():
        parts.hold()
        _check_same(parts.journal(), journal, say)
        return False
    if plan.resume and plan.output.exists():
        before = written(plan.output).get(_JOURNAL)
        if before is not None:
            _check_same(json.loads(before), journal, say)
        # What the run had not the time to take away.
        parts.remove()
        return True
    if parts.exists() and not plan.force:
        raise CohortError(
            say(
                "Une exécution interrompue est dans {folder}. Continuez-la avec --resume, ou recommencez avec --force.",
                folder=parts.folder,
            )
        )
    for path in (plan.output, plan.rejects):
        if path.exists() and not plan.force:
            raise CohortError(say("{file} existe déjà. Choisissez un autre nom, ou remplacez avec --force.", file=path))
    parts.begin(journal)
    return False


def _journal(source: Source, asked: Asked, plan: Plan) -> dict[str, Any]:
    """Everything on which the output depends: a run continues only if none of it changed."""
    days = {name: day.isoformat() for name, day in vars(asked).items() if isinstance(day, date)}
    asked_for = {**vars(asked), **days}
    told = {
        "shape": SHAPE,
        "engine": __version__,
        "law": law_hash(),
        "asked": asked_for,
        "chunk": plan.chunk,
        "output": plan.output.suffix.lower(),
        "rejects": str(plan.rejects),
        "input": source.fingerprint(),
    }
    # As it will be read again.
    found: dict[str, Any] = json.loads(json.dumps(told, ensure_ascii=False))
    return found


def _check_same(before: dict[str, Any], now: dict[str, Any], say: Speaker) -> None:
    changed = [key for key in now if before.get(key) != now[key]]
    words = {
        "input": say("les fichiers lus"),
        "law": say("la loi"),
        "engine": say("la version de Jalon"),
        "shape": say("la version de Jalon"),
    }
    if changed:
        told = ", ".join(dict.fromkeys(words.get(key, say("les options")) for key in changed))
        raise CohortError(
            say(
                "Impossible de continuer : ont changé depuis l’interruption : {what}. Remettez tout en place, "
                "ou recommencez avec --force.",
                what=told,
            )
        )


def _run(writer: _Writer, source: Source, asked: Asked, plan: Plan, ran: Ran, say: Speaker, tell: Tell) -> None:
    index = writer.replay(ran)
    tell(ran.read)
    threads, deciders = ThreadPoolExecutor(1), ThreadPoolExecutor(_DECIDERS)
    deciding: deque[Future[Decided]] = deque()
    waiting: list[tuple[Future[None], Decided]] = []
    ahead = _Ahead(source.chunks(plan.chunk, index))

    def keep() -> None:
        """Hand the first chunk of those being decided to the writer."""
        nonlocal index
        decided = deciding.popleft().result()
        while len(waiting) >= _AHEAD:
            _written(waiting, ran, say)
        waiting.append((threads.submit(writer.add, index, decided), decided))
        index += 1
        tell(ran.read + sum(one.read for _, one in waiting))

    try:
        # The engine takes a while to import: the first people are being read meanwhile.
        from jalon.cohort.running.decided import decide_chunk, prepare

        deciders.submit(prepare, asked)
        for chunk in ahead:
            deciding.append(deciders.submit(decide_chunk, chunk, asked, say))
            if len(deciding) > _DECIDERS:
                keep()
        while deciding:
            keep()
        while waiting:
            _written(waiting, ran, say)
        threads.submit(writer.end, ran).result()
    finally:
        ahead.stop()
        deciders.shutdown(wait=True, cancel_futures=True)
        # What is being written is let through; what only waits is decided again by the next run.
        threads.shutdown(wait=True, cancel_futures=True)
        for future, decided in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                ran.kept += decided.read


def _written(waiting: list[tuple[Future[None], Decided]], ran: Ran, say: Speaker) -> None:
    """Wait until the first chunk is on the disk, then count it."""
    future, decided = waiting[0]
    future.result()
    del waiting[0]
    ran.read += decided.read
    ran.kept += decided.read
    ran.bad += decided.bad
    ran.lost += lost_lines(decided.refusals)
    ran.digest += decided.digest
    ran.counts.add(decided.counts, say)


class _Writer:
    """Keeps each chunk as a part, and writes the output beside it as it goes."""

    def __init__(self, parts: Keeping, plan: Plan, journal: dict[str, Any], say: Speaker, finish: Finish) -> None:
        self._parts, self._plan, self._journal, self._say, self._finish = parts, plan, journal, say, finish
        self._decisions = parts.folder / f"decisions{plan.output.suffix.lower()}.tmp"
        self._rejects = parts.folder / f"rejects{plan.rejects.suffix.lower()}.tmp"
        self._extensions = plan.output.suffix.lower(), plan.rejects.suffix.lower()
        self._sinks: dict[Path, Sink] = {}

    def replay(self, ran: Ran) -> int:
        """Take in the parts that were kept; gives how many there are."""
        index = 0
        for part in self._parts.kept():
            self._write(self._decisions, self._extensions[0], part.decisions())
            rejects = part.rejects()
            if rejects is not None:
                self._write(self._rejects, self._extensions[1], rejects)
            ran.read += part.read
            ran.bad += part.bad
            ran.lost += part.lost
            ran.digest += part.digest
            ran.counts.add(part.counts, self._say)
            index += 1
        ran.kept = ran.resumed = ran.read
        return index

    def add(self, index: int, decided: Decided) -> None:
        """Keep a chunk."""
        self._parts.keep(index, decided)
        self._write(self._decisions, self._extensions[0], pa.Table.from_batches([decided.decisions]))
        if decided.refusals:
            self._write(self._rejects, self._extensions[1], rejects_table(decided.refusals))

    def _write(self, path: Path, extension: str, table: pa.Table) -> None:
        if path not in self._sinks:
            self._sinks[path] = sink(path, extension, table.schema.remove_metadata())
        self._sinks[path].write(table.replace_schema_metadata(None))

    def end(self, ran: Ran) -> None:
        """End the files, put them in their places and take the parts away. Done again from the start when cut short."""
        if self._plan.always_rejects and self._rejects not in self._sinks:
            self._write(self._rejects, self._extensions[1], REJECTS.empty_table())
        told = {_DIGEST: str(ran.digest), _JOURNAL: json.dumps(self._journal, ensure_ascii=False)}
        for file in self._sinks.values():
            file.close(told)
        ran.rejects_written = self._rejects in self._sinks
        if ran.rejects_written:
            _put(self._rejects, self._plan.rejects)
        else:
            self._plan.rejects.unlink(missing_ok=True)
        _put(self._decisions, self._plan.output)
        self._finish(ran)
        self._parts.remove()


def _put(path: Path, place: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.replace(place)
    settle(place.parent)


class _Ahead:
    """Chunks read by a thread of its own, a few ahead of whoever takes them."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._queue: Queue[Chunk | BaseException | None] = Queue(_AHEAD)
        self._stopped = Event()
        self._thread = Thread(target=self._read, args=(chunks,), daemon=True)
        self._thread.start()

    def _read(self, chunks: Iterator[Chunk]) -> None:
        last: BaseException | None = None
        try:
            for chunk in chunks:
                if not self._offer(chunk):
                    return
        except BaseException as error:
            last = error
        self._offer(last)

    def _offer(self, item: Chunk | BaseException | None) -> bool:
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.1)
            except Full:
                continue
            return True
        return False

    def __iter__(self) -> Iterator[Chunk]:
        while True:
            item = self._queue.get()
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item

    def stop(self) -> None:
        """Read no further, and wait for the thread."""
        self._stopped.set()
        while True:
            try:
                self._queue.get_nowait()
            except Empty:
                break
        self._thread.join()
