"""What a command over tables does first, where the whole process is its own: half a second less of the few that a million
people take."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import Any, Final

is_ours = False
"""Whether the process was begun by the command, and does nothing else."""
# Objects made between two looks for garbage: programs of the law are many, and all stay.
_OBJECTS: Final = 100_000
# Seconds: those who read people wait for those who write programs no longer than that.
_TURN: Final = 0.001


def start_tables() -> None:
    """Make the process ready for tables."""
    if not is_ours:
        return
    gc.set_threshold(_OBJECTS, 20, 50)
    sys.setswitchinterval(_TURN)
    import pyarrow as pa

    # PyArrow imports pandas, where it is installed, to tell its series from other things: no command has any.
    if "pandas" not in sys.modules:
        without = _Without()
        sys.meta_path.insert(0, without)
        try:
            pa.scalar(0)
        finally:
            sys.meta_path.remove(without)


class _Without:
    """Finds no pandas."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: Any = None) -> None:  # noqa: ARG002
        """As if it were not installed."""
        if name == "pandas":
            raise ModuleNotFoundError(name)
