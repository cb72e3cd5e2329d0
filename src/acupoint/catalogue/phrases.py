"""Phrases, ready to be looked for in a text: what is compiled of words.yaml."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from acupoint.catalogue import compiled, spelling
from acupoint.catalogue.wordforms import Forms, Symbols, parts_of

# The lists of phrases that an entry may have. A clinic's file may have the first alone.
STATED, EVER, NAMED, ALONE, HINTED, WELL, NOT_SAID = "said", "ever", "named", "alone", "hinted", "well", "not_said"
LISTS = (STATED, EVER, NAMED, ALONE, HINTED, WELL, NOT_SAID)
IDIOMS = "idioms"  # a list of speech

Head = tuple[str, str]  # the list a phrase is in, and the id of its entry; of speech, the list alone
Span = tuple[int, int]  # the number of the first word, and of the first after
Lines = dict[str, str]  # the first symbol of phrases -> what follows it in each, a line each, with a number at the end


class Match(NamedTuple):
    """A phrase that stands in a text."""

    head: Head
    spans: tuple[Span, ...]  # one, or one a part in the order of the text

    @property
    def whole(self) -> Span:
        """From the first word to the last."""
        if len(self.spans) == 1:
            return self.spans[0]
        return self.spans[0][0], max(end for _, end in self.spans)

    @property
    def length(self) -> int:
        """How many words it spans."""
        start, end = self.whole
        return end - start


@dataclass(frozen=True, slots=True)
class Phrases:
    """All that a text is searched for. It is kept as text, most of which no single text makes us read."""

    short: Mapping[str, tuple[str, ...]]  # these three are Forms
    alike: Mapping[str, str]
    whole: frozenset[str]
    fillers: frozenset[str]  # forms of words that may stand inside a phrase
    articles: frozenset[str]  # those of them that a phrase is looked for without, but for its first word
    between: frozenset[str]  # forms of words that may stand inside an idiom
    near: frozenset[str]  # groups that a pair joins to nothing beyond a comma
    names: tuple[str, ...]  # of the groups; the numbers that end the lines of the groups
    groups: Lines
    heads: tuple[Head, ...]
    phrases: Lines  # a number is that of a head; below zero, that of a part of a pair
    idioms: Lines  # the same, of what is not meant as it sounds
    pairs: Mapping[int, str]  # a part -> the heads of its pairs, a line each, with the other parts; below zero if near
    parts: int  # how many there are
    mends: Mapping[str, str]  # what a slip is looked up in
    known: frozenset[str]  # the forms of all words here
    ordinary: frozenset[str]  # words that look like a slip, and are none
    ids: frozenset[str]  # of the entries that are said

    @property
    def forms(self) -> Forms:
        """How words are brought to one form."""
        return Forms(self.short, self.alike, self.whole)

    def mended(self, word: str) -> str:
        """The word that *word* stands for, if there is a slip in it."""
        return spelling.mended(word, self.mends, self.ordinary, self.known, self.forms)


def words_beside(catalogue: Path) -> Path:
    """The words for the *catalogue* in that file."""
    return catalogue.with_name("words.yaml")


def ordinary_file(words: Path) -> Path:
    """The ordinary words that look like a slip, beside the file of *words*."""
    return words.with_name("ordinary.txt")


def contents(phrases: Phrases, words: Path) -> bytes:
    """What to write to the compiled file for *phrases*, which were read from the file of *words*."""
    values = [getattr(phrases, field.name) for field in fields(phrases)]
    # A set would be written in another order each time.
    values = [sorted(value) if isinstance(value, frozenset) else value for value in values]
    return compiled.contents((ordinary_file(words).read_bytes(), values), words)


def load(words: Path) -> Phrases | None:
    """The phrases of the file of *words* from its compiled file; None if that cannot be used."""
    match compiled.load_value(words):
        case (ordinary, list(values)) if ordinary == ordinary_file(words).read_bytes():
            found: list[Any] = [frozenset(value) if isinstance(value, list) else value for value in values]
            return Phrases(*found)
    return None


class Collector:
    """Phrases as they come, on the way to `Phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        """Start with those there are."""
        self._start = phrases
        self._forms = phrases.forms
        self._numbers = {head: number for number, head in enumerate(phrases.heads)}
        self._parts: dict[Symbols, int] = {}
        self._phrases: dict[str, dict[str, None]] = {}
        self._idioms: dict[str, dict[str, None]] = {}
        self._pairs: dict[int, list[str]] = {}
        self._known: set[str] = set()

    def add(self, head: Head, lines: Iterable[str], *, idioms: bool = False) -> None:
        """Add the phrases in *lines*, in one piece or in parts, under *head*."""
        number = self._numbers.setdefault(head, len(self._numbers))
        into = self._idioms if idioms else self._phrases
        for line in lines:
            parts = parts_of(line, self._forms)
            if head[1] and not idioms:
                parts = tuple(self._without_articles(part) for part in parts)
            if len(parts) == 1:
                self._put(into, parts[0], number)
                continue
            of = [self._part(part) for part in parts]
            is_two = len(parts) == 2  # noqa: PLR2004 - three things said together belong together
            is_near = is_two and any(len(part) == 1 and part[0] in self._start.near for part in parts)
            head_number = -1 - number if is_near else number
            self._pairs.setdefault(of[0], []).append(" ".join(map(str, (head_number, *of[1:]))))

    def _without_articles(self, symbols: Symbols) -> Symbols:
        return (symbols[0], *(symbol for symbol in symbols[1:] if symbol not in self._start.articles))

    def _part(self, part: Symbols) -> int:
        if part not in self._parts:
            self._parts[part] = -1 - self._start.parts - len(self._parts)
            self._put(self._phrases, part, self._parts[part])
        return self._parts[part]

    def _put(self, into: dict[str, dict[str, None]], symbols: Symbols, number: int) -> None:
        self._known.update(symbols)
        into.setdefault(symbols[0], {})[" ".join((*symbols[1:], str(number)))] = None

    def phrases(self) -> Phrases:
        """All of them."""
        return replace(
            self._start,
            heads=tuple(self._numbers),
            phrases=_joined(self._start.phrases, self._phrases),
            idioms=_joined(self._start.idioms, self._idioms),
            pairs={**self._start.pairs, **{part: "\n".join(lines) for part, lines in self._pairs.items()}},
            parts=self._start.parts + len(self._parts),
            known=self._start.known | self._known,
        )


def _joined(lines: Lines, more: Mapping[str, Iterable[str]]) -> Lines:
    return {**lines, **{one: "\n".join(filter(None, (lines.get(one), *more[one]))) for one in more}}


def with_groups(
    start: Phrases, groups: Mapping[str, Sequence[str]], raw: Iterable[str], ordinary: Iterable[str]
) -> Phrases:
    """*start*, which has no phrase, with the *groups*. The *raw* words are those that are mended to."""
    forms = start.forms
    flat: dict[str, list[Symbols]] = {}
    lines: dict[str, dict[str, None]] = {}
    for number, (name, phrases) in enumerate(groups.items()):
        symbols = [one for phrase in phrases for one in _flat(parts_of(phrase, forms)[0], flat)]
        flat[f"{{{name}}}"] = symbols
        for one in symbols:
            lines.setdefault(one[0], {})[" ".join((*one[1:], str(number)))] = None
    return replace(
        start,
        names=tuple(f"{{{name}}}" for name in groups),
        groups=_joined({}, lines),
        mends=spelling.index_of(raw),
        known=start.fillers | {form for found in flat.values() for symbols in found for form in symbols},
        ordinary=frozenset(ordinary),
    )


def no_phrases(
    forms: Forms, fillers: frozenset[str], articles: frozenset[str], between: frozenset[str], near: frozenset[str]
) -> Phrases:
    """No phrase yet."""
    nothing: frozenset[str] = frozenset()
    words = (forms.short, forms.alike, forms.whole, fillers, articles, between, near)
    return Phrases(*words, (), {}, (), {}, {}, {}, 0, {}, nothing, nothing, nothing)


def _flat(symbols: Symbols, flat: Mapping[str, Sequence[Symbols]]) -> Iterator[Symbols]:
    for choice in product(*(flat.get(symbol, [(symbol,)]) for symbol in symbols)):
        yield tuple(form for one in choice for form in one)
