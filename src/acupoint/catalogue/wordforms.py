"""What is typed -> words, each in the form that phrases are compared in: `Couldn't feel` -> can, not, feel."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

END, QUESTION, COMMA = ".", "?", ","  # the words that stand for the end of a sentence, and for a pause in one
ENDS = frozenset({END, QUESTION})
BREAKS = ENDS | {COMMA}

PAIR = "~"  # stands between two parts of a phrase that may be up to six words apart, in either order

Symbols = tuple[str, ...]  # the forms of words, and groups as `{numb}`
Parts = tuple[Symbols, ...]  # one, or one for each part of a pair

# Initials (`S.I. joint`) are one word. Those that end in m may end a sentence, too: `at 6 a.m. it is numb`.
_TOKEN = re.compile(
    r"""(?P<initials>(?<![^\W\d_])(?:[^\W\d_]\.)+[^\W\d_mM]\.(?=\ +[a-z]))
    |(?P<word>[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*)
    |(?P<number>\d+)(?:[.,:]\d+)*
    |(?P<question>\?+)
    |(?P<end>[.!;。！。]+|\n\s*\n)
    |(?P<comma>[,:()\[\]{}—–\n…、，]|(?<=\s)-+(?=\s)|^-+(?=\s))
    |(?P<plus>[&+])""",
    re.VERBOSE,
)
_QUOTES = str.maketrans("’ʼ`´", "''''")
_SHORT = {"'s": (), "'m": ("am",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'d": ("would",)}
_VOWELS = frozenset("aeiouy")
_UNDOUBLED = frozenset("bdgmnprt")
_SHORTEST = 3  # letters that an ending leaves


class Word(NamedTuple):
    """A word of a text, and where it stands there."""

    raw: str  # in small letters, without accents
    form: str  # what phrases are compared by: without its ending
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Forms:
    """How words are brought to one form, beyond the rules for endings."""

    short: Mapping[str, tuple[str, ...]]  # a word written short -> the words it stands for
    alike: Mapping[str, str]  # a word, or its form -> the form it is counted as
    whole: frozenset[str]  # words that keep their endings
    seen: dict[str, "Symbols"] = field(default_factory=dict, compare=False)  # what was made of phrases so far

    def of(self, raw: str) -> str:
        """The form of a word."""
        if raw in self.alike:
            return self.alike[raw]
        form = raw if raw in self.whole else stem(raw)
        return self.alike.get(form, form)


def stem(raw: str) -> str:
    """A word without its ending: `aches`, `aching`, and `ached` are `ach`, `numbness` is `numb`."""
    word = raw
    if len(word) > len("ness") + 2 and word.endswith("ness"):
        word = word[:-4]
        return word[:-1] + "y" if word.endswith("i") else _without_e(word)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST:
        word = word[:-1]
        if word.endswith("ie"):
            return word[:-2] + "y"
    elif word.endswith("ing"):
        word = _without(word, 3)
    elif word.endswith("ied") and len(word) > _SHORTEST + 1:
        return word[:-3] + "y"
    elif word.endswith("ed") and not word.endswith("eed"):
        word = _without(word, 2)
    return _without_e(word)


def _without(word: str, letters: int) -> str:
    rest = word[:-letters]
    if len(rest) < _SHORTEST or _VOWELS.isdisjoint(rest):
        return word
    return rest[:-1] if rest[-1] == rest[-2] and rest[-1] in _UNDOUBLED else rest


def _without_e(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word.endswith("e") and word[-2] not in _VOWELS else word


def words_in(text: str, forms: Forms, mended: Callable[[str], str] = str) -> list[Word]:
    """The words of *text* and its breaks, each word *mended* before it is brought to its form."""
    found: list[Word] = []
    known: dict[str, list[tuple[str, str]]] = {}
    for match in _TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind in {"word", "initials"}:
            written = match[0].replace(".", "")
            if written not in known:
                known[written] = [(raw, forms.of(raw)) for raw in _plain(written, forms, mended)]
            found += [Word(raw, form, start, end) for raw, form in known[written]]
        elif kind == "number":
            found.append(Word(match["number"], match["number"], start, end))
        elif kind == "plus":
            found.append(Word("and", "and", start, end))
        else:
            mark = {"question": QUESTION, "end": END}.get(kind or "", COMMA)
            found.append(Word(mark, mark, start, end))
    return found


def _plain(written: str, forms: Forms, mended: Callable[[str], str]) -> tuple[str, ...]:
    word = written.lower().translate(_QUOTES)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if word in forms.short:
        return forms.short[word]
    if "'" in word:
        if word.endswith("n't"):
            base = word[:-3]
            return (*forms.short.get(base, (base,)), "not")
        before, _, after = word.rpartition("'")
        if f"'{after}" in _SHORT:
            return (*_plain(before, forms, mended), *_SHORT[f"'{after}"])
        word = word.replace("'", "")
    word = mended(word)
    return forms.short.get(word, (word,))


def parts_of(phrase: str, forms: Forms) -> Parts:
    """The parts of *phrase*, one but for a pair, each as the symbols that are looked for."""
    return tuple(
        tuple(symbol for token in part.split() for symbol in _symbols(token, forms)) for part in phrase.split(PAIR)
    )


def _symbols(token: str, forms: Forms) -> Symbols:
    if token not in forms.seen:
        found = (token,) if token.startswith("{") else [word.form for word in words_in(token, forms)]
        forms.seen[token] = tuple(symbol for symbol in found if symbol != COMMA)
    return forms.seen[token]
