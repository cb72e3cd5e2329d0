"""The phrases of words.yaml, ready to be looked for in a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from acupoint.catalogue import said
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file
from acupoint.catalogue.said import Lexicon, Symbols
from acupoint.catalogue.wordforms import Forms

HERE = ""  # in a trie: what ends here
PART = "part"

Trie = dict[str, Any]  # a symbol -> the trie of what may follow it; HERE -> the numbers of what ends here
Head = tuple[str, str]  # the list a phrase is in, and the id of its entry; of speech, the list alone


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts that stand near each other, in any order."""

    head: Head
    parts: tuple[int, ...]  # numbers of heads


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a text is searched for."""

    forms: Forms
    fillers: frozenset[str]  # forms of words that may stand inside a phrase
    groups: Trie  # ends with the names of groups
    phrases: Trie  # ends with numbers of heads
    heads: tuple[Head, ...]
    pairs: tuple[Pair, ...]
    mends: Mapping[str, str]  # a word less one letter -> the word
    ordinary: frozenset[str]  # words that look like a slip, and are none
    known: frozenset[str]  # the forms of the words in phrases
    signs: frozenset[str] = frozenset()  # the ids of warning signs
    conditions: frozenset[str] = frozenset()


def words_file() -> Path:
    """The shipped words, beside the shipped catalogue."""
    return catalogue_file().with_name("words.yaml")


def load_vocabulary(catalogue: Catalogue, file: Path | None = None, clinics: Sequence[Path] = ()) -> Vocabulary:  # noqa: ARG001 - clinics' lines are still to come
    """How people say what *catalogue* has flags for. Raises CatalogueError where a file has a problem."""
    lexicon = said.read_words(file or words_file(), {entry.id for entry in catalogue.vocabulary})
    return vocabulary_of(lexicon, catalogue)


def vocabulary_of(lexicon: Lexicon, catalogue: Catalogue) -> Vocabulary:
    """The phrases of *lexicon*, for the entries of *catalogue*."""
    builder = _Builder(lexicon)
    for entry in lexicon.entries:
        for name, phrases in entry.phrases.items():
            builder.add((name, entry.id), phrases)
    for name, phrases in lexicon.speech.items():
        builder.add((name, ""), phrases)
    return Vocabulary(
        forms=lexicon.forms,
        fillers=lexicon.fillers,
        groups=builder.groups,
        phrases=builder.phrases,
        heads=tuple(builder.heads),
        pairs=tuple(builder.pairs),
        mends={},
        ordinary=frozenset(),
        known=frozenset(_forms_in(builder.groups)) | frozenset(_forms_in(builder.phrases)) | lexicon.fillers,
        signs=frozenset(sign.id for sign in catalogue.warnings),
        conditions=frozenset(condition.id for condition in catalogue.conditions),
    )


class _Builder:
    def __init__(self, lexicon: Lexicon) -> None:
        self._forms = lexicon.forms
        self.heads: list[Head] = []
        self.pairs: list[Pair] = []
        self.phrases: Trie = {}
        self.groups: Trie = {}
        self._numbers: dict[Head, int] = {}
        flat: dict[str, list[Symbols]] = {}
        for name, phrases in lexicon.groups.items():
            flat[f"{{{name}}}"] = [one for phrase in phrases for one in self._flat(phrase, flat)]
            for symbols in flat[f"{{{name}}}"]:
                _put(self.groups, symbols, f"{{{name}}}")

    def add(self, head: Head, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            parts = said.parts_of(phrase, self._forms)
            if len(parts) == 1:
                _put(self.phrases, parts[0], self._number(head))
            else:
                numbers = tuple(self._number((PART, " ".join(part))) for part in parts)
                for part, number in zip(parts, numbers, strict=True):
                    _put(self.phrases, part, number)
                self.pairs.append(Pair(head, numbers))

    def _number(self, head: Head) -> int:
        if head not in self._numbers:
            self._numbers[head] = len(self.heads)
            self.heads.append(head)
        return self._numbers[head]

    def _flat(self, phrase: str, flat: Mapping[str, list[Symbols]]) -> Iterable[Symbols]:
        symbols = said.parts_of(phrase, self._forms)[0]
        for choice in product(*(flat.get(symbol, [(symbol,)]) for symbol in symbols)):
            yield tuple(form for one in choice for form in one)


def _put(trie: Trie, symbols: Symbols, value: int | str) -> None:
    for symbol in symbols:
        trie = trie.setdefault(symbol, {})
    here: list[int | str] = trie.setdefault(HERE, [])
    if value not in here:
        here.append(value)


def _forms_in(trie: Trie) -> Iterable[str]:
    for symbol, rest in trie.items():
        if symbol != HERE:
            yield symbol
            yield from _forms_in(rest)
