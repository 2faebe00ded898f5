"""Written functions compiled and kept: one module of machine code a law, each function made when first asked for.

What is written goes to a folder of its own, under a name drawn from its content, where Numba keeps the machine code
beside it: the next process finds it there. Where nothing can be written, a temporary folder serves.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Final

from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.statutes import Programme, Version
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.language.walk import per_credential
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.columns import kernels
from jalon.readings.columns.layout import PART_SINCE, layout
from jalon.readings.columns.measuring import MONTHS_BASE, WRITERS, months_function
from jalon.readings.columns.writing import TRUTHS, Library, arguments
from jalon.readings.decide.months import main_measure
from jalon.registers.search.texts import data_folder

TRUTHS.update(WRITERS)

_HEAD: Final = '''"""Written from the law; not to be changed by hand."""
from math import inf
from numba import njit
from jalon.readings.columns.kernels import add_months, covers, cut, merge, months_of, pool, put, real, scratch
from jalon.readings.columns.kernels import total_days, whole

inner = njit(cache=True, nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)
outer = njit(cache=True, nogil=True, no_cfunc_wrapper=True)

'''
_RUN: Final = "I, F, D, X, width, first_day, people, days, value, failing, open_, needed, least, most"
Run = Callable[..., None]


@dataclass(frozen=True)
class CompiledLaw:
    """The functions of a programme: one a version (by its place), one a period of intake with exceptions. `shifts` are
    the numbers of months by which filing days are moved."""

    versions: tuple[Run, ...]
    exceptions: dict[int, Run]
    shifts: tuple[int, ...]


def condition_bits() -> dict[str, int]:
    """The bit of each condition in the sets of failing and undetermined ones, by id."""
    return {id: place for place, id in enumerate(CONDITION_NAMES)}


@cache
def compiled_law(programme: Programme) -> CompiledLaw:
    """The functions of a programme, its views included."""
    versions = all_versions(programme)
    unless = {place: period.unless for place, period in enumerate(programme.intake) if period.unless is not None}
    library = Library([*(c.expr for version in versions for c in version.conditions), *unless.values()])
    runs = [_version_run(f"version_{place}", version, library) for place, version in enumerate(versions)]
    for place, node in unless.items():
        name, slots = library.function(node)
        runs.append(
            f"@outer\ndef exception_{place}({_RUN}):\n{_person_loop()}  value[k] = {name}({arguments(slots)})\n"
        )
    module = _module("\n\n".join([_HEAD, library.source, *runs]))
    return CompiledLaw(
        tuple(getattr(module, f"version_{place}") for place in range(len(versions))),
        {place: getattr(module, f"exception_{place}") for place in unless},
        tuple(library.shifts),
    )


def all_versions(programme: Programme) -> tuple[Version, ...]:
    """The versions of a programme, then those of its views."""
    return (*programme.versions, *(version for _, versions in programme.views for version in versions))


def _person_loop() -> str:
    of = layout(PERSON.name)
    return (
        " for k in range(len(people)):\n"
        "  p = people[k]\n"
        "  day = days[k]\n"
        "  d = (day - first_day) * width\n"
        f"  i0 = p * {of.int_width}\n"
        f"  f0 = p * {of.float_width}\n"
        "  i1 = 0\n"
        "  f1 = 0\n"
    )


def _version_run(name: str, version: Version, library: Library) -> str:
    """The loop over people: every condition of the version, then the study that serves best (see `decide`)."""
    bits = condition_bits()
    of_person: list[tuple[str, int]] = []
    of_credential: list[tuple[str, int]] = []
    for condition in version.conditions:
        function, slots = library.function(condition.expr)
        call = f"{function}({arguments(slots)})"
        (of_credential if per_credential(condition) else of_person).append((call, bits[condition.id]))
    measured = main_measure(version)
    out = []
    if measured:
        source, slots = months_function(f"{name}_months", measured[1], library)
        out.append(source + "\n\n")
    out.append(f"@outer\ndef {name}({_RUN}):\n{_person_loop()}")
    out += [f"  worst = {YES}\n  fail = 0\n  unsure = 0\n"]
    for call, bit in of_person:
        out.append(
            f"  v = {call}\n"
            f"  worst = v if v < worst else worst\n"
            f"  if v == {NO}:\n   fail |= {1 << bit}\n"
            f"  elif v == {MAYBE}:\n   unsure |= {1 << bit}\n"
        )
    if of_credential:
        out.append(_best_study(of_credential))
    if measured:
        out.append(
            f"  months = {name}_months({arguments(slots)})\n  needed[k] = {measured[1].months}\n"
            f"  least[k] = months // {MONTHS_BASE}\n  most[k] = months % {MONTHS_BASE}\n"
        )
    out.append("  value[k] = worst\n  failing[k] = fail\n  open_[k] = unsure\n")
    return "".join(out)


def _best_study(conditions: list[tuple[str, int]]) -> str:
    """The studies of a person, each tried alone: the best verdict is the person's, the best rank tells which conditions
    are spoken of. The rank is that of `decide._rank` as one whole number: a part that fails, failures, which ones (the
    first weighs most), unknowns, which ones."""
    at, of = layout(PERSON.name).ints["credentials"], layout(CREDENTIAL.name)
    count = len(conditions)
    out = [
        f"  start = whole(I, i0 + {at})\n  begin = whole(I, i0 + {at + 1})\n"
        "  best = -1\n  best_fail = 0\n  best_unsure = 0\n  top = 0\n  which = 0\n"
        f"  for j in range(whole(I, i0 + {at + 2})):\n"
        f"   i1 = start + j * {of.int_width}\n   f1 = begin + j * {of.float_width}\n"
        f"   low = {YES}\n   cfail = 0\n   cunsure = 0\n   failed = 0\n   unknown = 0\n   nf = 0\n   nu = 0\n"
    ]
    for place, (call, bit) in enumerate(conditions):
        weight = 1 << (count - 1 - place)
        out.append(
            f"   v = {call}\n"
            "   low = v if v < low else low\n"
            f"   if v == {NO}:\n    cfail |= {1 << bit}\n    failed |= {weight}\n    nf += 1\n"
            f"   elif v == {MAYBE}:\n    cunsure |= {1 << bit}\n    unknown |= {weight}\n    nu += 1\n"
        )
    part = f"whole(I, i1 + {of.ints[PART_SINCE]}) <= day and nf > 0"
    out.append(
        f"   rank = 1 if {part} else 0\n"
        f"   rank = (((rank * 64 + nf) * {1 << count} + failed) * 64 + nu) * {1 << count} + unknown\n"
        "   top = low if low > top else top\n"
        "   if best < 0 or rank < best:\n    best = rank\n    best_fail = cfail\n    best_unsure = cunsure\n    which = j\n"
        f"  i1 = start + which * {of.int_width}\n  f1 = begin + which * {of.float_width}\n"
        "  worst = top if top < worst else worst\n  fail |= best_fail\n  unsure |= best_unsure\n"
    )
    return "".join(out)


def _folder() -> Path:
    folder = data_folder() / "columns"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="jalon-columns-"))


def _module(source: str) -> ModuleType:
    """The module of a source, kept under a name drawn from it and from the kernels, whose machine code it takes in."""
    digest = sha256(source.encode() + Path(kernels.__file__).read_bytes())
    name = f"jalon_law_{digest.hexdigest()[:16]}"
    path = _folder() / f"{name}.py"
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(source, encoding="utf-8")
        part.replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Machine code read back from the disk looks for its module by name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
