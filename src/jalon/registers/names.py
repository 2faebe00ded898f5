"""Names in free text: folded to compare them, and told to be near or not.

Careful on purpose: a near name only makes a fact possible, but a name wrongly held to be far makes a firm "no".
"""

from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

from jalon.registers.tables import read_table

Words = frozenset[str]

MOST_WORDS = 30
"""Words of a name that are compared: twice as many as in any published name, so that a long text costs little."""

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae"})

_SAME_LETTERS = 0.85  # SequenceMatcher ratio: one letter wrong, missing or swapped in a word of seven or more
_SHORTEST = 6  # below that, one letter makes another word


def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents or punctuation, parted by one space."""
    plain = normalize("NFKD", text.casefold()).translate(_LETTERS)
    kept = "".join(c if c.isalnum() else " " for c in plain if not combining(c))
    return " ".join(kept.split())


def compact(text: str) -> str:
    """Return the folded text without spaces: the key under which two spellings of one name are equal."""
    return fold(text).replace(" ", "")


def significant_words(text: str) -> Words:
    """Return the words of a name, folded and in the singular, less the empty words and the generic ones.

    Generic are the words of so many names that sharing them means nothing: "techniques", "génie", "science"...
    """
    words = (word for word in fold(text).split()[:MOST_WORDS] if word not in _words("empty"))
    return frozenset(map(_singular, words)) - _words("generic")


def near(some: Words, others: Words) -> bool:
    """Tell whether two names, given by their significant words, may mean the same studies.

    They may when all the words of the shorter name are found in the other, or at least two thirds of three or more.
    Names without a significant word are near to nothing.
    """
    few, many = sorted((some, others), key=len)
    if not few:
        return False
    same = few & many
    found = len(same) + sum(any(_alike(word, other) for other in many) for word in few - same)
    return found == len(few) or (len(few) >= 3 and 3 * found >= 2 * len(few))


def _alike(word: str, other: str) -> bool:
    """Tell whether two words that are not the same are one but for an ending or a slip; the first letter is taken to be
    right."""
    if word[0] != other[0]:
        return False
    length, shortest = len(word) + len(other), min(len(word), len(other))
    # The ratio cannot reach the mark when one word is too short for the other: most pairs stop here.
    if shortest < _SHORTEST or 2 * shortest < _SAME_LETTERS * length:
        return False
    return _of_same_letters(word, other)


@lru_cache(maxsize=16384)
def _of_same_letters(word: str, other: str) -> bool:
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SAME_LETTERS


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@lru_cache(maxsize=2)
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("name_words") if row["kind"] == kind)
