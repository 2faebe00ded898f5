"""Written functions compiled and kept: machine code for each stretch of the calendar, made when first asked for.

Over a stretch, the same versions of the streams govern and no comparison of the filing day with a fixed day turns. One
function decides a person under every stream asked for, so that what two streams have in common is found once.

What is written goes to a folder of its own, under a name drawn from its content, where Numba keeps the machine code
beside it: the next process finds it there. Where nothing can be written, a temporary folder serves.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.calendar import NEVER
from jalon.language.statutes import Condition, Programme, Version
from jalon.language.vocabulary import PERSON
from jalon.readings.columns import kernels
from jalon.readings.columns.layout import layout
from jalon.readings.columns.measuring import WRITERS
from jalon.readings.columns.operators import OPERATORS
from jalon.readings.columns.running import CONDITION_BITS, exception_run, stretch_run
from jalon.readings.columns.simplifying import Simplifier, thresholds
from jalon.readings.columns.writing import TRUTHS, Library
from jalon.readings.decide.decision import VIEWS
from jalon.registers.search.texts import data_folder

TRUTHS.update(OPERATORS)
TRUTHS.update(WRITERS)

HEAD: Final = '''"""Written from the law; not to be changed by hand."""
from math import inf
from numba import njit
from jalon.readings.columns.kernels import add_months, address, byte, covers, cut, merge, months_of, pool, put, real
from jalon.readings.columns.kernels import recall, scratch, set_byte, set_long, set_short
from jalon.readings.columns.kernels import set_whole, short, total_days, whole

inner = njit(cache=True, nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)
outer = njit(cache=True, nogil=True, no_cfunc_wrapper=True)

'''
Run = Callable[..., None]


@dataclass(frozen=True)
class Stretch:
    """Filing days over which one function decides; `versions` has the one in force for each stream, if any."""

    first: int
    last: int
    versions: tuple[Version | None, ...]
    run: Run | None


@dataclass(frozen=True)
class CompiledLaw:
    """The stretches of some streams under each view, oldest first, and the function of each period of intake with
    exceptions, by stream and place. `moves` and `kept` are those of the library of functions."""

    stretches: dict[str, tuple[Stretch, ...]]
    exceptions: dict[tuple[int, int], Run]
    moves: NDArray[np.int64]
    kept: int


def condition_bits() -> dict[str, int]:
    """The bit of each condition in the sets of failing and undetermined ones, by id."""
    return dict(CONDITION_BITS)


_laws: dict[tuple[int, ...], tuple[tuple[Programme, ...], CompiledLaw]] = {}


def compiled_law(programmes: Sequence[Programme]) -> CompiledLaw:
    """The functions of some streams, under every view."""
    key = tuple(map(id, programmes))
    if key not in _laws:
        # Kept with the streams themselves, so that their identities stay theirs.
        _laws[key] = tuple(programmes), _compiled(tuple(programmes))
    return _laws[key][1]


def _compiled(programmes: tuple[Programme, ...]) -> CompiledLaw:
    spans = {view: stretches_of(programmes, view) for view in VIEWS}
    # Views differ for some days only: what they share is written once.
    names = {
        key: f"stretch_{place}" for place, key in enumerate(dict.fromkeys(_key(s) for v in spans.values() for s in v))
    }
    made = {
        _key(span): [simplified_version(version, span[0], span[1]) for version in span[2]]
        for view in spans.values()
        for span in view
    }
    unless = {
        (place, number): period.unless
        for place, programme in enumerate(programmes)
        for number, period in enumerate(programme.intake)
        if period.unless is not None
    }
    conditions = [c.expr for some in made.values() for version in some for c in (version.conditions if version else ())]
    library = Library([*conditions, *unless.values()])
    runs = [stretch_run(names[key], versions, library) for key, versions in made.items() if any(versions)]
    runs += [exception_run(f"exception_{a}_{b}", node, library) for (a, b), node in unless.items()]
    module = written_module("\n\n".join([HEAD, library.source, *runs]))
    return CompiledLaw(
        {
            view: tuple(Stretch(*span, getattr(module, names[_key(span)], None)) for span in found)
            for view, found in spans.items()
        },
        {(a, b): getattr(module, f"exception_{a}_{b}") for a, b in unless},
        np.array(library.moves, np.int64).reshape(-1, 3),
        library.kept,
    )


Span = tuple[int, int, tuple[Version | None, ...]]


def _key(span: Span) -> tuple[int, ...]:
    """A span of days and the versions in force, by which two are the same."""
    return (span[0], span[1], *map(id, span[2]))


def stretches_of(programmes: tuple[Programme, ...], view: str) -> list[Span]:
    """Where a version begins or ends for some stream, or a comparison with a fixed day turns inside one."""
    edges = {1, NEVER + 1}
    for programme in programmes:
        for version in all_versions(programme):
            inside = thresholds(c.expr for c in version.conditions)
            edges |= {version.first, version.last + 1}
            edges |= {day for day in inside if version.first < day <= version.last}
    return [
        (first, after - 1, tuple(programme.version_on(first, view) for programme in programmes))
        for first, after in pairwise(sorted(edge for edge in edges if 1 <= edge <= NEVER + 1))
    ]


def simplified_version(version: Version | None, first: int, last: int) -> Version | None:
    """A version as it stands over some filing days, both inside (see `simplifying`)."""
    if version is None:
        return None
    short = Simplifier((first, last))
    return replace(version, conditions=tuple(_shorter(condition, short) for condition in version.conditions))


def _shorter(condition: Condition, short: Simplifier) -> Condition:
    return replace(condition, expr=short.truth(condition.expr))


def all_versions(programme: Programme) -> tuple[Version, ...]:
    """The versions of a programme, then those of its views."""
    return (*programme.versions, *(version for _, versions in programme.views for version in versions))


@cache
def _folder() -> Path:
    folder = data_folder() / "columns"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="jalon-columns-"))


def written_module(source: str) -> ModuleType:
    """The module of a source, kept under a name drawn from it and from the kernels, whose machine code it takes in."""
    digest = sha256(source.encode() + Path(kernels.__file__).read_bytes() + str(layout(PERSON.name).dtype).encode())
    name = f"jalon_law_{digest.hexdigest()[:16]}"
    path = _folder() / f"{name}.py"
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(source, encoding="utf-8")
        try:
            # The first of two processes wins: a file written anew would make Numba compile once more.
            os.link(part, path)
        except FileExistsError:
            pass
        except OSError:
            part.replace(path)
        part.unlink(missing_ok=True)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Machine code read back from the disk looks for its module by name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
