"""How people say what the catalogue has flags for: words.yaml -> phrases, with every check on them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from acupoint.catalogue import hints
from acupoint.catalogue.fields import Fields, open_document
from acupoint.catalogue.phrases import (
    ALONE,
    EVER,
    HINTED,
    IDIOMS,
    LISTS,
    NAMED,
    NOT_SAID,
    STATED,
    Collector,
    Phrases,
    no_phrases,
    ordinary_file,
    with_groups,
)
from acupoint.catalogue.wordforms import BREAKS, PAIR, Forms, Parts, Symbols, parts_of, stem, words_in
from acupoint.text import listed

_SAYING = {STATED, EVER, NAMED, ALONE, HINTED}  # those that say that it is so, or may be

# The lists of phrases of `speech`.
NEAR = "near"
SPEECH = (
    *(IDIOMS, "negations", "not_negating", "lifted", "barely", "turns", "subjects", "links", "near", "organs"),
    *("fine", "past", "over", "undone", "hypothetical", "dismissed", "relatives", "own", "things", "upon"),
)

_WORDS_FILE = {"speech", "spelling"}  # what only words.yaml has

_GROUP = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class EntryWords:
    """How people say an entry of the vocabulary, or several at once."""

    ids: tuple[str, ...]  # of symptoms, conditions, or warning signs
    phrases: Mapping[str, tuple[str, ...]]  # by the list they are in


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole of words.yaml."""

    forms: Forms
    fillers: frozenset[str]  # words that may stand inside a phrase
    articles: frozenset[str]  # those of them that a phrase is looked for without, but for its first word
    between: frozenset[str]  # words that may stand inside an idiom
    groups: Mapping[str, tuple[str, ...]]  # the phrases of each, by its name
    entries: tuple[EntryWords, ...]
    speech: Mapping[str, tuple[str, ...]]  # the phrases of each list


def is_words_file(top: Fields) -> bool:
    """Whether *top* are the fields of words.yaml, not of a catalogue."""
    return not _WORDS_FILE.isdisjoint(top.names)


def read_words(file: Path, ids: Collection[str]) -> Lexicon:
    """The words in *file*, for entries with these *ids*. Raises CatalogueError with every problem found."""
    top, problems = open_document(file)
    lexicon = words_of(top, ids)
    problems.check()
    return lexicon


def words_of(top: Fields, ids: Collection[str]) -> Lexicon:
    """The words of a file whose outermost fields are *top*. Its problems are added to those of the file."""
    spelling = top.group("spelling")
    forms = Forms(
        short={
            item.text("short"): tuple(item.text("long").split())
            for item in spelling.groups("short", required=False, once="short")
        },
        alike=_alike(spelling.texts("alike")),
        whole=frozenset(spelling.texts("whole")),
    )
    groups: dict[str, tuple[str, ...]] = {}
    for item in top.groups("groups", required=False, once="id"):
        phrases = item.texts("said", required=True)
        _Check(item, forms, groups).phrases("said", phrases, pairs=False)
        groups[item.id()] = phrases
    fields = top.group("speech")
    speech = {name: fields.texts(name) for name in SPEECH}
    for name, phrases in speech.items():
        _Check(fields, forms, groups).phrases(name, phrases, pairs=False)
    fillers = frozenset(forms.of(word) for word in fields.texts("fillers"))
    articles = frozenset(forms.of(word) for word in fields.texts("articles"))
    between = articles | {forms.of(word) for word in fields.texts("between")}
    entries = _entries(top, forms, groups, ids, speech[IDIOMS])
    top.end()
    return Lexicon(forms, fillers, articles, between, groups, entries, speech)


def added_words(top: Fields, ids: Collection[str], phrases: Phrases) -> list[EntryWords]:
    """What a clinic's file adds to these *phrases*: more ways to say an entry, some of them with their groups."""
    forms, groups = phrases.forms, {name[1:-1] for name in phrases.names}
    added: list[EntryWords] = []
    for item in top.groups("words", required=False, once="id"):
        entry_id = item.reference_id("id", {one: one for one in ids})
        lines = item.texts(STATED, required=True)
        _Check(item, forms, groups).phrases(STATED, lines)
        added.append(EntryWords((entry_id,), {STATED: lines}))
        item.end()
    return added


def _alike(lines: Iterable[str]) -> dict[str, str]:
    # In each line the words count as the first.
    return {form: stem(line.split()[0]) for line in lines for word in line.split() for form in (word, stem(word))}


def _entries(
    top: Fields, forms: Forms, groups: Collection[str], ids: Collection[str], idioms: Sequence[str]
) -> tuple[EntryWords, ...]:
    known = {entry_id: entry_id for entry_id in ids}
    everywhere = {parts_of(idiom, forms)[0] for idiom in idioms}
    taken: dict[Parts, str] = {}
    entries: list[EntryWords] = []
    for item in top.groups("words", once="id"):
        of = item.references("ids", known) if item.has("ids") else (item.reference_id("id", known),)
        check = _Check(item, forms, groups)
        found = {name: item.texts(name) for name in LISTS if item.has(name)}
        shields = everywhere | {parts_of(phrase, forms)[0] for phrase in found.get(NOT_SAID, ()) if PAIR not in phrase}
        for name, phrases in found.items():
            check.phrases(name, phrases)
            if name in _SAYING:
                check.saying(name, phrases, listed(of), taken, shields)
        entries.append(EntryWords(of, found))
    return tuple(entries)


class _Check:
    # Adds the problems of phrases to those of the file.
    def __init__(self, fields: Fields, forms: Forms, groups: Collection[str]) -> None:
        self._fields = fields
        self._forms = forms
        self._groups = groups

    def _add(self, what: str, name: str, phrase: str) -> None:
        nodes = reversed(self._fields.texts_under(name))  # of two that are the same, it is the second
        self._fields.add_problem_at(
            what, next((node for node in nodes if " ".join(node.value.split()) == phrase), None)
        )

    def phrases(self, name: str, phrases: Sequence[str], *, pairs: bool = True) -> None:
        for phrase in phrases:
            for what in self._wrong_in(phrase, pairs=pairs):
                self._add(what, name, phrase)

    def _wrong_in(self, phrase: str, *, pairs: bool) -> Iterator[str]:
        parts = parts_of(phrase, self._forms) if phrase else ()
        if PAIR in phrase and not pairs:
            yield f"'{phrase}' is a pair; here a phrase is in one piece"
        if not all(parts):
            yield f"'{phrase}' can never be found: there is no word in {'a part of ' if len(parts) > 1 else ''}it"
        for symbol in (symbol for part in parts for symbol in part):
            if symbol.startswith("{") and symbol[1:-1] not in self._groups:
                yield f"there is no group '{symbol[1:-1]}' above{hints.nearest(symbol[1:-1], self._groups)}"
            elif symbol in BREAKS or (not symbol.isalnum() and not symbol.startswith("{")):
                yield f"'{phrase}' can never be found: it has a mark in it; leave '{symbol}' out"

    def saying(
        self, name: str, phrases: Sequence[str], of: str, taken: dict[Parts, str], shields: Collection[Symbols]
    ) -> None:
        for phrase in phrases:
            parts = tuple(sorted(parts_of(phrase, self._forms)))
            if parts in taken:
                twice = "is here twice" if taken[parts] == of else f"is said of {taken[parts]}, too"
                self._add(f"'{phrase}' {twice}; keep one, or list both under 'ids'", name, phrase)
            elif len(parts) == 1 and parts[0] in shields:
                self._add(f"'{phrase}' can never be found: it is an idiom, too; keep one", name, phrase)
            elif len(parts) > 1 and (
                idiom := next((one for part in parts for one in _runs_in(part) if one in shields), ())
            ):
                self._add(f"'{phrase}' can never be found: '{' '.join(idiom)}' in it is an idiom", name, phrase)
            taken.setdefault(parts, of)


def _runs_in(part: Symbols) -> Iterator[Symbols]:
    return (part[start:end] for start in range(len(part)) for end in range(start + 1, len(part) + 1))


def read_phrases(file: Path, ids: Collection[str]) -> Phrases:
    """The phrases in *file*, for entries with these *ids*. Raises CatalogueError with every problem found."""
    return phrases_of(read_words(file, ids), ordinary_file(file).read_text(encoding="utf-8").split())


def phrases_of(lexicon: Lexicon, ordinary: Iterable[str] = ()) -> Phrases:
    """The phrases of *lexicon*. No *ordinary* word is mended."""
    raw = _raw_words(lexicon)
    near = frozenset(lexicon.speech[NEAR])
    start = no_phrases(lexicon.forms, lexicon.fillers, lexicon.articles, lexicon.between, near)
    collector = Collector(with_groups(start, lexicon.groups, raw, ordinary))
    for name, phrases in lexicon.speech.items():
        collector.add((name, ""), phrases if name != NEAR else (), idioms=True)  # to the letter
    ids = frozenset(entry_id for entry in lexicon.entries for entry_id in entry.ids)
    return replace(_with(collector, lexicon.entries), ids=ids)


def with_clinics(phrases: Phrases, files: Iterable[Path], ids: Collection[str]) -> Phrases:
    """*phrases* with those that clinics' *files* add. Raises CatalogueError with every problem of a file."""
    for file in files:
        top, problems = open_document(file)
        added = added_words(top, ids, phrases)
        problems.check()
        phrases = _with(Collector(phrases), added)
    return phrases


def _with(collector: Collector, entries: Iterable[EntryWords]) -> Phrases:
    for entry in entries:
        for entry_id in entry.ids:
            for name, lines in entry.phrases.items():
                collector.add((name, entry_id), lines, idioms=name == NOT_SAID)
    return collector.phrases()


def _raw_words(lexicon: Lexicon) -> set[str]:
    # The words of all phrases, with their endings.
    lines: list[str] = [line for lines in (*lexicon.groups.values(), *lexicon.speech.values()) for line in lines]
    lines += [line for entry in lexicon.entries for lines in entry.phrases.values() for line in lines]
    words = {word for line in lines for word in _GROUP.sub(" ", line).split()}
    return {word.raw for one in words for word in words_in(one, lexicon.forms)}
