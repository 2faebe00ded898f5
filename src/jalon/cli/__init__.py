"""The commands. `main` is the entry point of `jalon`."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from jalon.cli import starting


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point; without arguments, those of the process, which is then ours alone (see `starting`)."""
    starting.is_ours = arguments is None
    if starting.is_ours:
        # What is imported stays to the end: nobody need look for garbage among it.
        gc.disable()
    from jalon.cli.commands import main as run

    if starting.is_ours:
        gc.freeze()
        gc.enable()
    run(arguments)


__all__ = ["main"]
