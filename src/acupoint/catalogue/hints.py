"""What to write instead of a word that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

from acupoint.text import listed

MOST_COMPARED = 800  # words that one is compared with, to find the nearest
_FEW = 8  # choices that a message has room for
_ALIKE = 0.8  # how alike two words must be before one is taken for the other


def choices(words: Iterable[str]) -> str:
    """A hint that names *words*; nothing where they are too many."""
    there = sorted(words)
    return f"; write {listed(there, 'or')}" if len(there) <= _FEW else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint that names the one of *words* most like *word*; nothing where none is like it."""
    there = sorted(words)
    near = get_close_matches(word, there, n=1) if len(there) <= MOST_COMPARED else []
    return f"; did you mean '{near[0]}'?" if near else ""


def misspelt(word: str, words: Iterable[str]) -> str:
    """The one of *words* that can only be *word* misspelt, or nothing."""
    there = sorted(words)
    if len(there) > MOST_COMPARED:
        return ""
    without_space = [one for one in there if one.startswith(f"{word}:")]  # "text:foo" in braces
    near = without_space or get_close_matches(word, there, n=1, cutoff=_ALIKE)
    return near[0] if near else ""
