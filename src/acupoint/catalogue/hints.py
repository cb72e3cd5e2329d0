"""What to write instead of a word that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

from acupoint.text import listed

MOST_COMPARED = 500  # words that one is compared with, to find the nearest
_FEW = 8  # choices that a message has room for
_ALIKE = 0.8  # how alike two words must be before one is taken for the other


def choices(words: Iterable[str]) -> str:
    """A hint that names *words*; nothing where they are too many."""
    there = sorted(words)
    return f"; write {listed(there, 'or')}" if len(there) <= _FEW else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint that names the one of *words* most like *word*; nothing where none is like it."""
    near = get_close_matches(word, _compared(word, words), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def misspelt(word: str, words: Iterable[str]) -> str:
    """The one of *words* that can only be *word* misspelt, or nothing."""
    there = _compared(word, words)
    without_space = [one for one in there if one.startswith(f"{word}:")]  # "text:foo" in braces
    near = without_space or get_close_matches(word, there, n=1, cutoff=_ALIKE)
    return near[0] if near else ""


def _compared(word: str, words: Iterable[str]) -> list[str]:
    # Of many, those that begin alike; none of so many that this would take long as well.
    there = sorted(words)
    if len(there) > MOST_COMPARED:
        there = [one for one in there if one[:1] == word[:1]]
    return there if len(there) <= MOST_COMPARED else []
