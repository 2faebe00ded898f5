"""Functions compiled to machine code, which is kept for the next process.

Numba keeps what it compiles beside the file of each function, and looks at that file alone: a function that calls another
one of another file would stay as it was when that one changes. Here it is kept in the data folder, under a name drawn from
everything that machine code is made from.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numba

from jalon.registers.search.texts import data_folder

_HERE: Final = Path(__file__).parent
_PACKAGE: Final = _HERE.parents[1]
# What functions take numbers from.
_CONSTANTS: Final = (
    "language/bounds.py",
    "language/calendar.py",
    "language/vocabulary.py",
    "readings/columns/layout.py",
    "readings/decide/months.py",
    "cohort/schema.py",
)


@cache
def _folder() -> str:
    named = ("compiled.py", "machine.py", "memory.py", "vectors.py")
    sources = sorted([*_PACKAGE.rglob("*kernels.py"), *(_HERE / name for name in named)])
    digest = sha256(numba.__version__.encode())
    for path in [*sources, *(_PACKAGE / name for name in _CONSTANTS)]:
        digest.update(path.read_bytes())
    folder = data_folder() / "machine" / digest.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return str(folder)
    except OSError:
        pass
    return tempfile.mkdtemp(prefix="jalon-machine-")


def compiled(function: Any) -> Any:
    """A function that kept ones call; called by itself, it is compiled anew in each process."""
    return numba.njit(nogil=True)(function)


def kept(function: Any, signature: Any = None) -> Any:
    """A function whose machine code is kept, made when first called; at once, where its signature is given."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = _folder()
    try:
        options: dict[str, Any] = {"cache": True, "nogil": True}
        return numba.njit(signature, **options)(function) if signature else numba.njit(**options)(function)
    finally:
        numba.config.CACHE_DIR = before


def kept_for(signature: Any) -> Any:
    """The same, for arguments of some types."""
    return lambda function: kept(function, signature)
