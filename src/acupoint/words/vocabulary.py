"""The phrases of words.yaml, ready to be looked for in a text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from acupoint.catalogue import said
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file
from acupoint.catalogue.said import Lexicon, Symbols
from acupoint.catalogue.wordforms import Forms, words_in
from acupoint.words import spelling

_IN_GROUP = re.compile(r"\{[^{}]*\}")

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
    idioms: Trie  # the same, of what is not meant as it sounds
    heads: tuple[Head, ...]
    pairs: tuple[Pair, ...]
    pairs_of: Mapping[int, tuple[int, ...]]  # the number of a head -> those of the pairs that it is the first part of
    mends: Mapping[str, str]  # a word less one letter -> the word
    ordinary: frozenset[str]  # words that look like a slip, and are none
    known: frozenset[str]  # the forms of the words in phrases
    places: frozenset[str] = frozenset()  # the ids of symptoms that say where it hurts
    signs: frozenset[str] = frozenset()  # the ids of warning signs
    conditions: frozenset[str] = frozenset()

    def mended(self, word: str) -> str:
        """The word that *word* stands for, if there is a slip in it."""
        return spelling.mended(word, self.mends, self.ordinary, self.known, self.forms)


def words_file() -> Path:
    """The shipped words, beside the shipped catalogue."""
    return catalogue_file().with_name("words.yaml")


def load_vocabulary(catalogue: Catalogue, file: Path | None = None, clinics: Sequence[Path] = ()) -> Vocabulary:  # noqa: ARG001 - clinics' lines are still to come
    """How people say what *catalogue* has flags for. Raises CatalogueError where a file has a problem."""
    file = file or words_file()
    lexicon = said.read_words(file, {entry.id for entry in catalogue.vocabulary})
    return vocabulary_of(lexicon, catalogue, ordinary_file(file).read_text(encoding="utf-8").split())


def ordinary_file(words: Path) -> Path:
    """The ordinary words that look like a slip, beside the file of *words*."""
    return words.with_name("ordinary.txt")


def vocabulary_of(lexicon: Lexicon, catalogue: Catalogue, ordinary: Iterable[str] = ()) -> Vocabulary:
    """The phrases of *lexicon*, for the entries of *catalogue*. No *ordinary* word is mended."""
    builder = _Builder(lexicon)
    for entry in lexicon.entries:
        for entry_id in entry.ids:
            for name, phrases in entry.phrases.items():
                builder.add((name, entry_id), phrases)
    for name, phrases in lexicon.speech.items():
        builder.add((name, ""), phrases)
    return Vocabulary(
        forms=lexicon.forms,
        fillers=lexicon.fillers,
        groups=builder.groups,
        phrases=builder.phrases,
        idioms=builder.idioms,
        heads=tuple(builder.heads),
        pairs=tuple(builder.pairs),
        pairs_of={number: tuple(pairs) for number, pairs in builder.pairs_of.items()},
        mends=spelling.index_of(builder.raw),
        ordinary=frozenset(ordinary),
        known=frozenset(_forms_in(builder.groups)) | frozenset(_forms_in(builder.phrases)) | lexicon.fillers,
        places=frozenset(symptom.id for symptom in catalogue.symptoms if symptom.gate),
        signs=frozenset(sign.id for sign in catalogue.warnings),
        conditions=frozenset(condition.id for condition in catalogue.conditions),
    )


class _Builder:
    def __init__(self, lexicon: Lexicon) -> None:
        self._forms = lexicon.forms
        self.heads: list[Head] = []
        self.pairs: list[Pair] = []
        self.pairs_of: dict[int, list[int]] = {}
        self.phrases: Trie = {}
        self.groups: Trie = {}
        self.idioms: Trie = {}
        self.raw: set[str] = set()  # the words of all phrases, with their endings
        self._numbers: dict[Head, int] = {}
        flat: dict[str, list[Symbols]] = {}
        for name, phrases in lexicon.groups.items():
            self._take_words(phrases)
            flat[f"{{{name}}}"] = [one for phrase in phrases for one in self._flat(phrase, flat)]
            for symbols in flat[f"{{{name}}}"]:
                _put(self.groups, symbols, f"{{{name}}}")

    def _take_words(self, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            self.raw.update(word.raw for word in words_in(_IN_GROUP.sub(" ", phrase), self._forms))

    def add(self, head: Head, phrases: Sequence[str]) -> None:
        self._take_words(phrases)
        for phrase in phrases:
            parts = said.parts_of(phrase, self._forms)
            if len(parts) == 1:
                trie = self.idioms if head[0] in {said.NOT_SAID, "idioms"} else self.phrases
                _put(trie, parts[0], self._number(head))
            else:
                numbers = tuple(self._number((PART, " ".join(part))) for part in parts)
                for part, number in zip(parts, numbers, strict=True):
                    _put(self.phrases, part, number)
                self.pairs_of.setdefault(numbers[0], []).append(len(self.pairs))
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
