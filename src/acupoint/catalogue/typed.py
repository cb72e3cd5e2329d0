"""Words as they were typed or pasted -> the words of each name.

Paste `UB 40 [Hillside], Wěizhōng` or `ub60, ub40`, and these are names with commas and marks between them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

# What lists have between their items. A space is not among these, as it is in many names.
_BETWEEN_ITEMS = re.compile(r"[,;|/\n\t\r，；、／｜]")
_AROUND = " .:;,!?\"'“”‘’«»()[]{}<>*`（）【】「」。，：；＂＇"  # what may stand around a name
_DASH = "[-‐‑‒–—−_.]"
_JOINS = re.compile(
    rf"[()\[\]{{}}:=（）【】：]|[^\W\d_]+(?:{_DASH}|\s)*\d+\s*{_DASH}|{_DASH}\s*[^\W\d_]+(?:{_DASH}|\s)*\d"
)
_NO_JOINS = str.maketrans("", "", f"{_AROUND}=/|／、｜")
_WORDS_BETWEEN = {"", "and", "&", "+", "-", "–", "—", "point", "points"}
# As in "WHO code: BL40". It has bounds, or each place of a long text would be looked at up to the text's end.
_LABEL = re.compile(r"\s{0,9}[^\W\d][^\W\d ]{0,30}(?: [^\W\d]{1,30}| \d{1,3} of \d{1,3}){0,9}:(?:\s+|$)")
_NEXT = "\x1f"  # between what the shell took for words


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name."""

    text: str
    typed: str  # all that was typed between two commas, of which it is a part; at its later words, the word


def listed_words(words: Sequence[str], marks: Iterable[str], is_one: Callable[[str], bool]) -> Iterator[list[Word]]:
    """The words of each item of a list: no name goes on from one item to the next.

    The *marks* of clinics, as they stand after a code, are left out. What *is_one* name stays one word.
    """
    part: list[Word] = []
    for argument in _without(marks, words):
        pieces = [argument] if is_one(argument) else _BETWEEN_ITEMS.split(argument)
        if not any(map(bare, pieces)):  # nothing but commas, or nothing at all
            part.append(Word(argument, argument))
            continue
        for number, piece in enumerate(pieces):
            if number:
                yield part
                part = []
            part += [Word(piece.strip(), piece.strip())] if is_one(piece) else _words_of(piece)
    yield part


def bare(typed: str) -> str:
    """*typed* without the quotes, brackets, and stops around it."""
    return typed.strip(_AROUND)


def together(typed: str) -> str:
    """*typed* without what joins its parts or separates them."""
    return typed.translate(_NO_JOINS)


def is_between(word: str) -> bool:
    """Whether *word* is one that stands before or between names: `and`, `point:`."""
    is_label = bool(_LABEL.fullmatch(word))
    return is_label or (bare(word).casefold() in _WORDS_BETWEEN and bool(word.strip()))


def is_joined(typed: str) -> bool:
    """Whether *typed* has more than spaces and commas between its parts, and so means one point: `B40-Weizhong`."""
    return bool(_JOINS.search(bare(typed))) and not _BETWEEN_ITEMS.search(typed)


def _words_of(piece: str) -> list[Word]:
    words = _LABEL.sub("", piece, count=1).split() or piece.split()
    return [Word(word, word if number else piece.strip()) for number, word in enumerate(words)]


def _without(marks: Iterable[str], words: Sequence[str]) -> list[str]:
    text = _NEXT.join(words)
    for mark in marks:
        spaced = rf"[\s{_NEXT}]+".join(map(re.escape, mark.split()))
        text = re.sub(rf"(?<![\s{_NEXT}])[\s{_NEXT}]*\[{spaced}\]", "", text)
    return text.split(_NEXT) if text else list(words)
