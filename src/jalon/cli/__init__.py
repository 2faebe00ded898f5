"""The commands. `main` is the entry point of `jalon`."""

from jalon.cli.main import main

__all__ = ["main"]
