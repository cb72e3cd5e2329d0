"""What may be meant by a flag or a command that there is not. A warning sign is never guessed."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from acupoint.text import visible

# What word processors, telephones, and web pages make of a hyphen, and what cannot be seen.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―⁃−─⸺⸻﹘﹣－\xad"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FLAGS = re.compile(r"-+[a-z0-9]\S*(\s+-+[a-z0-9]\S*)*", re.IGNORECASE)

_CLOSE = 0.7  # how much of two names is alike, from 0 to 1, for one to be meant by the other
_SLIP = 0.85  # as much, for one letter or two to be a slip
_PERHAPS = 0.6  # as much, for a warning sign to be perhaps meant
_MOST = 6  # guesses
_STEM = 4  # letters at the beginning of two words that are forms of one
_SHORT = 3  # letters of words that say little beside longer ones: of, the, my


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag that there is."""

    name: str  # without its hyphens
    text: str = ""  # what it means, if it says what somebody feels or what is so with them
    is_condition: bool = False
    is_sign: bool = False


def other_dash(words: Iterable[str], known: Collection[str]) -> str:
    """What is wrong with the first of the *words* that has another dash where flags have hyphens; empty if none has.

    It is one if that makes it a flag of those *known*, or nearly so: in a text, words may begin with any dash.
    """
    for word in words:
        if word == "--":
            break
        name, value = re.fullmatch("([^=]*)(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]  # all match
        plain = " ".join(_with_hyphens(part) for part in _as_typed(name).split())
        if not name.isascii() and plain.isascii() and _FLAGS.fullmatch(plain) and _is_flag(plain, known):
            return _what_to_type(word, f"{plain}{visible(value)}")
    return ""


def _as_typed(name: str) -> str:
    name = name.translate(_UNSEEN).translate(_DASHES)
    return unicodedata.normalize("NFKC", name).translate(_DASHES)


def _with_hyphens(name: str) -> str:
    letters = name.lstrip("-")
    return letters if letters == name else f"{'-' if len(letters) == 1 else '--'}{letters}"


def _is_flag(plain: str, known: Collection[str]) -> bool:
    name = plain.split(maxsplit=1)[0].lstrip("-").lower()
    return (len(name) == 1 and name.isalpha()) or bool(get_close_matches(name, known, cutoff=_SLIP))


def _what_to_type(word: str, plain: str) -> str:
    if word.startswith("--"):
        return f"'{visible(word)}' has a character that no flag has; type hyphens and plain letters: {plain}"
    how = "two hyphens" if plain.startswith("--") else "a hyphen"
    return f"'{visible(word)}' begins with a dash of another kind; type {how}: {plain}"


def flag_guesses(typed: str, flags: Sequence[Flag]) -> list[str]:
    """The flags that *typed* may mean: those whose text it fits, or else those that are spelled much as it is.

    None where it is nearest to a warning sign: a person who has one is to look for it, and never to pick another flag.
    """
    name = _as_typed(typed).strip("-").replace("_", "-").lower()
    if name.startswith("no-"):
        return []
    if same := [flag for flag in flags if flag.name.replace("-", "") == name.replace("-", "")]:
        return [flag.name for flag in same if not flag.is_sign]
    fitting = fitting_flags(name, [flag for flag in flags if flag.text])
    if felt := [flag for flag in fitting if not flag.is_condition and not flag.is_sign]:
        return [flag.name for flag in felt[:_MOST]]
    if any(flag.is_sign for flag in fitting) or _nearest_is_sign(name, flags):
        return []
    names = [flag.name for flag in flags if not flag.is_sign]
    return [flag.name for flag in fitting[:_MOST]] or get_close_matches(name, names, cutoff=_CLOSE)


def as_words(typed: str, flags: Iterable[Flag]) -> str:
    """What *typed* says as words: `--neck` is neck, and `--chestpain` chest pain where that is a flag but for hyphens.

    Empty where it says no to something, or is a letter.
    """
    name = _as_typed(typed).strip("-").replace("_", "-").lower()
    same = (flag.name for flag in flags if flag.name.replace("-", "") == name.replace("-", ""))
    words = next(same, name).replace("-", " ")
    return words if len(words) > 1 and not name.startswith("no-") else ""


def fitting_flags(typed: str, flags: Iterable[Flag]) -> list[Flag]:
    """The *flags* whose text has every word of *typed*, which has hyphens between them."""
    words = [word for word in typed.split("-") if len(word) > _SHORT] or [typed]
    return [flag for flag in flags if all(_is_in(word, f"{flag.name} {flag.text}") for word in words)]


def _is_in(word: str, text: str) -> bool:
    found = re.findall("[a-z]+", text.lower())
    return word in found or any(_are_forms_of_one(*sorted((word, one), key=len)) for one in found)


def _are_forms_of_one(short: str, long: str) -> bool:
    return len(short) >= _STEM and long.startswith(short)


def _nearest_is_sign(typed: str, flags: Sequence[Flag]) -> bool:
    signs = [flag.name for flag in flags if flag.is_sign]
    others = [flag.name for flag in flags if not flag.is_sign]
    likeness = max((SequenceMatcher(None, name, typed).ratio() for name in signs), default=0)
    return likeness >= _PERHAPS and likeness >= max(SequenceMatcher(None, name, typed).ratio() for name in others)


def command_guesses(typed: str, commands: Sequence[str]) -> list[str]:
    """The *commands* that are spelled much as *typed* is, or begin so."""
    name = _as_typed(typed).strip("-").lower()
    begin = [one for one in commands if len(name) > 1 and one.startswith(name)]
    return begin or get_close_matches(name, commands, cutoff=_CLOSE)
