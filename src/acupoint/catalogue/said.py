"""How people say what the catalogue has flags for: words.yaml -> phrases, with every check on them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from acupoint.catalogue.fields import Fields, open_document
from acupoint.catalogue.wordforms import COMMA, Forms, stem, words_in

PAIR = "~"  # stands between two parts of a phrase that may be up to six words apart, in either order

# The lists of phrases that an entry may have, and what a phrase in each does.
STATED, EVER, NAMED, HINTED, WELL, NOT_SAID = "said", "ever", "named", "hinted", "well", "not_said"
LISTS = (STATED, EVER, NAMED, HINTED, WELL, NOT_SAID)

# The lists of phrases of `speech`.
SPEECH = (
    "idioms",
    "negations",
    "not_negating",
    "turns",
    "fine",
    "past",
    "over",
    "undone",
    "hypothetical",
    "relatives",
    "own",
    "subjects",
    "links",
)

_SYMBOL = re.compile(r"\{[^{}]*\}|[^\s{}]+")

Symbols = tuple[str, ...]  # the forms of words, and groups as `{numb}`


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
    groups: Mapping[str, tuple[str, ...]]  # the phrases of each, by its name
    entries: tuple[EntryWords, ...]
    speech: Mapping[str, tuple[str, ...]]  # the phrases of each list


def read_words(file: Path, ids: Collection[str]) -> Lexicon:
    """The words in *file*, for entries with these *ids*. Raises CatalogueError with every problem found."""
    top, problems = open_document(file)
    lexicon = words_of(top, ids)
    problems.check()
    return lexicon


def words_of(top: Fields, ids: Collection[str]) -> Lexicon:
    """The words of a file whose outermost fields are *top*."""
    spelling = top.group("spelling")
    forms = Forms(
        short={
            item.text("short"): tuple(item.text("long").split())
            for item in spelling.groups("short", required=False, once="short")
        },
        alike=_alike(spelling.texts("alike")),
        whole=frozenset(spelling.texts("whole")),
    )
    groups = {item.id(): item.texts("said", required=True) for item in top.groups("groups", once="id")}
    entries = tuple(_entry(item, ids) for item in top.groups("words", once="id"))
    fields = top.group("speech")
    speech = {name: fields.texts(name) for name in SPEECH}
    fillers = frozenset(forms.of(word) for word in fields.texts("fillers"))
    top.end()
    return Lexicon(forms, fillers, groups, entries, speech)


def _entry(fields: Fields, ids: Collection[str]) -> EntryWords:
    known = {entry_id: entry_id for entry_id in ids}
    of = fields.references("ids", known) if fields.has("ids") else (fields.reference_id("id", known),)
    return EntryWords(of, {name: fields.texts(name) for name in LISTS if fields.has(name)})


def _alike(lines: Iterable[str]) -> dict[str, str]:
    # In each line the words count as the first.
    return {form: stem(line.split()[0]) for line in lines for word in line.split() for form in (word, stem(word))}


def parts_of(phrase: str, forms: Forms) -> tuple[Symbols, ...]:
    """The parts of *phrase*, one but for a pair, each as the symbols that are looked for."""
    return tuple(_symbols(part, forms) for part in phrase.split(PAIR))


def _symbols(part: str, forms: Forms) -> Symbols:
    found: list[str] = []
    for token in _SYMBOL.findall(part):
        if token.startswith("{"):
            found.append(token)
        else:
            found += [word.form for word in words_in(token, forms) if word.form != COMMA]
    return tuple(found)
