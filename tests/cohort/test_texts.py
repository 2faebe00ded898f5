"""Texts of a column looked at together: what is refused of one does not depend on what stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from jalon.cohort.laying.kernels import odd_texts

pytestmark = pytest.mark.xdist_group("columns")

LONGEST = 300


def marks(texts: list[bytes]) -> list[int]:
    """Which of some texts the reader of files is to look at."""
    odd = np.zeros(len(texts), np.uint8)
    ends = np.array([0, *np.cumsum([len(text) for text in texts])], np.int32)
    odd_texts(odd, ends, np.frombuffer(b"".join(texts), np.uint8), 0, 0, LONGEST)
    return odd.tolist()


def test_beside_any_other_text() -> None:
    """Every byte, first, last and alone; beside an ordinary text and beside one that is refused."""
    wrong = 0
    for byte in range(256):
        one = bytes([byte])
        for text in (one, one + b"a", b"a" + one, b" " + one, one + b"\x80\xae"):
            (beside_good,), (beside_bad,) = marks([text, b"Soudeuse"])[:1], marks([text, b"\x00"])[:1]
            assert beside_good == beside_bad == marks([text])[0], text
            wrong += beside_good
    assert wrong > 5 * 32
    assert marks([b"Soudeuse", b"a\x00", b"x" * (LONGEST + 1), b" ", b""]) == [0, 1, 1, 1, 1]
