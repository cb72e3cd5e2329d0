"""What somebody types at a list -> the lines of it that they mean: by numbers, or by words of the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from acupoint.text import listed, name_key, visible

_NONE = {"0", "n", "no", "none", "noneofthese", "noneofthem", "nothing"}
_SHOWN = 20  # characters of a wrong answer that are shown again
_FEWEST = 3  # letters of a word that stand for the whole of it
_BETWEEN = r"[,，、،;；；.。\n]"
_DASH = r"[-‐‑‒–—―−－~～]"
_NUMBER = rf"\d{{1,4}}(?:{_DASH}\d{{1,4}})?"  # or a range; \d: also full-width digits
_NUMBERS = rf"{_NUMBER}(?:\s+{_NUMBER})*"
_BESIDE_WORDS = r"([,，、،;；\n]|[.。](?!\d)|(?<=\d)\s+(?:and|&|\+)\s)"  # "1, worse at night", but not "1.5 hours"


class WrongAnswerError(Exception):
    """A line of help for an answer that is not understood."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: what it says, and the ids it stands for."""

    words: str
    ids: tuple[str, ...]
    withholds: bool = False  # whether nothing more is asked once it is chosen


def chosen(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """The *choices* that were *typed*, in the order of the list; none where none of them is meant.

    Raises WrongAnswerError if any part of it is no number and no words of the list, or may mean several lines of it.
    """
    if not typed.strip() or name_key(typed) in _NONE:
        return []
    whole = _with_words(typed, choices)  # a line of the list may have a comma in it
    numbers = whole if len(whole) == 1 else {one for part in _parts(typed) for one in _of_part(part, choices)}
    return [choices[number - 1] for number in sorted(numbers)]


def numbers_and_words(typed: str, choices: Sequence[Choice]) -> tuple[list[Choice], str]:
    """The *choices* whose numbers stand beside words, and those words: `1, worse at night`.

    Raises WrongAnswerError for a number that is not in the list.
    """
    *pairs, last = re.split(_BESIDE_WORDS, typed)
    pieces = [*zip(pairs[::2], pairs[1::2], strict=True), (last, "")]
    is_number = [bool(re.fullmatch(_NUMBERS, piece.strip())) for piece, _ in pieces]
    words = "".join(piece + end for (piece, end), skips in zip(pieces, is_number, strict=True) if not skips)
    numbers = {
        number
        for (piece, _), found in zip(pieces, is_number, strict=True)
        if found
        for number in _of_part(piece.strip(), choices)
    }
    return [choices[number - 1] for number in sorted(numbers)], words


def _parts(typed: str) -> list[str]:
    joined = re.sub(rf"(?<=\d)\s*({_DASH})\s*(?=\d)", r"\1", typed)
    return [part.strip() for part in re.split(_BETWEEN, joined) if part.strip()] or [typed]


def _of_part(part: str, choices: Sequence[Choice]) -> set[int]:
    if re.fullmatch(_NUMBERS, part):
        return {number for word in part.split() for number in _range(word, len(choices))}
    found = _with_words(part, choices)
    if not found and len(both := re.split(r"\s+and\s+", part)) > 1:
        return {number for one in both for number in _of_part(one, choices)}
    if not found:
        raise _wrong(part, len(choices))
    if len(found) > 1:
        raise WrongAnswerError(f"'{_shown(part)}' may be {listed(map(str, sorted(found)), 'or')}. Type the number.")
    return found


def _range(word: str, most: int) -> range:
    first, *rest = (int(number) for number in re.split(_DASH, word))
    last = rest[0] if rest else first
    if not 1 <= first <= last <= most:
        raise _wrong(word, most)
    return range(first, last + 1)


def _with_words(part: str, choices: Sequence[Choice]) -> set[int]:
    # The lines that are called so, otherwise those in which a word begins so.
    key = _key(part)
    exact = {number for number, choice in enumerate(choices, start=1) if key in _names(choice)}
    if exact or len(key) < _FEWEST or not any(map(str.isalpha, key)):
        return exact
    return {number for number, choice in enumerate(choices, start=1) if _has(choice, key)}


def _names(choice: Choice) -> set[str]:
    names = {choice.words, *(choice.ids if len(choice.ids) == 1 and not choice.withholds else ())}
    return {_key(name) for name in names}


def _has(choice: Choice, key: str) -> bool:
    words = re.split(r"[\s-]+", choice.words)
    return any(_key("".join(words[start:])).startswith(key) for start in range(len(words)))


def _key(words: str) -> str:
    return name_key(re.sub(_BETWEEN, "", words))


def _wrong(part: str, most: int) -> WrongAnswerError:
    return WrongAnswerError(f"'{_shown(part)}' is not one of 1 to {most}. Type numbers or words of the list.")


def _shown(part: str) -> str:
    return visible(part[:_SHOWN])
