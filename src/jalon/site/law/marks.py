"""Two texts side by side: what one has and the other has not, word by word. Knows no law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Under this likeness two lines are other lines, and words in common mean nothing.
_ALIKE = 0.45


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both texts, or in one of them only."""

    kind: Literal["same", "out", "in"]
    text: str


Line = tuple[Piece, ...]


def words_marked(before: str, after: str) -> tuple[Line, Line]:
    """Both texts with the words marked that only one of them has."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if gone:
            left.append(Piece("same" if kind == "equal" else "out", gone))
        if come:
            right.append(Piece("same" if kind == "equal" else "in", come))
    return tuple(left), tuple(right)


def lines_marked(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Both lists of lines, each line marked against the one that it became."""
    left: list[Line] = []
    right: list[Line] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            left += [(Piece("same", line),) for line in before[i:j]]
            right += [(Piece("same", line),) for line in after[k:m]]
            continue
        pairs = min(j - i, m - k)
        for old, new in zip(before[i : i + pairs], after[k : k + pairs], strict=True):
            was, now = _pair(old, new)
            left.append(was)
            right.append(now)
        left += [(Piece("out", line),) for line in before[i + pairs : j]]
        right += [(Piece("in", line),) for line in after[k + pairs : m]]
    return tuple(left), tuple(right)


def _pair(old: str, new: str) -> tuple[Line, Line]:
    if SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() < _ALIKE:
        return (Piece("out", old),), (Piece("in", new),)
    return words_marked(old, new)
