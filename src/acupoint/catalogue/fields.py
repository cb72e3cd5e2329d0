"""A mapping of a catalogue file, whose fields can be asked for; each problem is noted with its line and column.

Nothing here knows about points: `values` and `layer` ask for the fields. Reading goes on after a problem, so that one
run can tell every problem; a field that is wrong gives a stand-in, and whoever reads must look at the notebook before
using what was read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from acupoint.catalogue.nodes import ALIAS, GROUP, LIST, SCALAR, Node, Place, empty_group, is_text, scalars_under
from acupoint.errors import CatalogueError, Problem
from acupoint.text import clinic_mark, listed, visible

T = TypeVar("T")

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ALIKE = 0.8  # how alike two field names must be before one is taken for the other
_MOST_COMPARED = 500  # words that one is compared with, to find the nearest
MOST_PROBLEMS = 1_000  # of one file, after which reading ends: nobody reads on, and a hostile file has millions
_FEW = 8  # choices that a message has room for
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class Problems:
    """The problems of one file, in the order they were found, and what marks the texts from it."""

    def __init__(self, file: str, added_by: str = "") -> None:
        """Start with no problem."""
        self.file = file
        self.added_by = added_by  # the name of a clinic's file; empty for the guide's own
        self.text = ""  # the whole file, once it is read
        self.problems: list[Problem] = []

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines, as YAML counts them."""
        return re.split(r"\r\n|\r|\n", self.text)

    def note(self, node: Node, what: str) -> None:
        """Add a problem at *node*."""
        self.note_at(node.start_mark.line + 1, node.start_mark.column + 1, what)

    def note_at(self, line: int, column: int, what: str) -> None:
        """Add a problem at a place, counted from 1; 0 for the file as a whole.

        Raises CatalogueError where there are too many to go on.
        """
        text = self.lines[line - 1] if line else ""
        self.problems.append(Problem(self.file, line, column, what, text))
        if len(self.problems) >= MOST_PROBLEMS:
            raise CatalogueError(self.problems)

    def stop(self, what: str, line: int = 0, column: int = 0) -> CatalogueError:
        """The error for a file in which nothing further can be read."""
        self.note_at(line, column, what)
        return CatalogueError(self.problems)

    def stop_at(self, clinic_mark: Place, what: str) -> CatalogueError:
        """The same, at a place of the YAML text; for one after the last words in it, at their end."""
        last = max((number for number, line in enumerate(self.lines, start=1) if line.strip()), default=1)
        if clinic_mark.line < last:
            return self.stop(what, clinic_mark.line + 1, clinic_mark.column + 1)
        return self.stop(what, last, len(self.lines[last - 1]) + 1)

    def check(self) -> None:
        """Raise CatalogueError if there is a problem."""
        if self.problems:
            raise CatalogueError(self.problems)


class _Muted(Problems):
    # For the empty stand-in of what is missing: that it is missing is noted once, not once a field.
    def note(self, node: Node, what: str) -> None:
        pass


class Fields:
    """A mapping of the file. Ask for its fields, then call `end`, which notes the fields nobody asked for."""

    __slots__ = ("_asked", "_fields", "_misspelt", "_notebook", "node")

    def __init__(self, node: Node, notebook: Problems) -> None:
        """Index the fields of *node*, noting keys that are no text or come twice."""
        self.node = node
        self._notebook = notebook
        self._asked: dict[str, None] = {}  # in the order they were asked for
        self._misspelt: dict[str, str] = {}  # the field that each seems to stand for, unless it is asked for itself
        self._fields: dict[str, tuple[Node, Node]] = {}
        fields = self._fields
        for field in node.value:
            key = field[0]
            if isinstance(key, SCALAR) and key.value and key.value not in fields:
                fields[key.value] = field
            else:
                self._note_key(key)

    def _note_key(self, key: Node) -> None:
        if isinstance(key, SCALAR) and key.value:
            self._notebook.note(key, f"'{visible(key.value)}' is given twice here; keep one")
        elif not isinstance(key, ALIAS):
            self._notebook.note(key, "a field name must be text")

    def note(self, what: str, field: str = "") -> None:
        """Add a problem at *field*, or at the entry as a whole."""
        self._notebook.note(self._fields[field][1] if field in self._fields else self.node, what)

    def note_text(self, what: str, fields: Iterable[str], is_meant: Callable[[str], bool]) -> None:
        """Add a problem at the first text in *fields* that *is_meant*, or at the entry where none is."""
        texts = (node for field in fields if field in self._fields for node in scalars_under(self._fields[field][1]))
        self._notebook.note(next((node for node in texts if is_meant(node.value)), self.node), what)

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        self._asked[field] = None
        return field in self._fields

    @property
    def added_by(self) -> str:
        """The name of the clinic's file this is from; empty for the guide's own."""
        return self._notebook.added_by

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields there are."""
        return tuple(self._fields)

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields asked for so far, in that order."""
        return tuple(self._asked)

    def text(self, field: str, default: str | None = None) -> str:
        """The field as one line of text, for what is looked up rather than read: names, codes, addresses."""
        node = self._value(field, required=default is None)
        return default or "" if node is None else self._text_of(node, field)

    def prose(self, field: str, default: str | None = None) -> str:
        """The field as one line of text for a person, with the mark of the clinic's file it is from."""
        text = self.text(field, default)
        return f"{text}{clinic_mark(self.added_by)}" if text and self.added_by else text

    def id(self, field: str = "id") -> str:
        """The field as an id: lower case letters, digits, and single hyphens."""
        text = self.text(field)
        if text and not _ID.fullmatch(text):
            self.note(f"'{text}' is no id; use lower-case letters, digits, and hyphens, a letter first", field)
        return text

    def texts(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """The field as a list of lines of text: one at least where it is *required*, else it may be left out."""
        return tuple(self._text_of(node, field) for node in self._items(field, required=required))

    def range(self, field: str) -> tuple[int, int]:
        """The field as two whole numbers above zero, the least and the most."""
        nodes = self._items(field)
        numbers = [int(node.value) for node in nodes if _is_number(node)]
        if len(nodes) == len(numbers) == 2 and numbers[0] <= numbers[1]:  # noqa: PLR2004 - the least and the most
            return numbers[0], numbers[1]
        if nodes:
            self.note(f"'{field}' must be two whole numbers above zero, the least and the most", field)
        return 1, 1

    def one_of(self, field: str, known: Mapping[str, T], build: "Callable[[Fields], T] | None" = None) -> T:
        """What the field's word stands for in *known*; with none known, what *build* makes of an empty entry."""
        node = self._value(field)
        if known or build is None:
            return self._known(node or self.node, self._text_of(node, field) if node else "", known)
        return build(self.blank())

    def key_of(self, field: str, known: Mapping[str, T]) -> str:
        """The field's word, where *known* has it; else it is empty."""
        node = self._value(field)
        word = self._text_of(node, field) if node else ""
        if known and word not in known:
            self._known(node or self.node, word, known)
            return ""
        return word if known else ""

    def some_of(self, field: str, known: Mapping[str, T]) -> tuple[T, ...]:
        """What each word of the field's list stands for in *known*: one at least, none twice."""
        nodes = self._items(field)
        words = [self._text_of(node, field) for node in nodes]
        if len(words) > 1 and len(frozenset(words)) < len(words):
            self._note_repeated(nodes, words)
        if not known:
            return ()
        return tuple([self._known(node, word, known) for node, word in zip(nodes, words, strict=True)])

    def _note_repeated(self, nodes: Sequence[Node], words: Sequence[str]) -> None:
        times = Counter(words)
        for node, word in zip(nodes, words, strict=True):
            if word and times[word] > 1:
                self._notebook.note(node, f"'{word}' is listed twice; keep one")

    def each(self, field: str, build: "Callable[[Fields], T]", *, required: bool = True, once: str = "") -> list[T]:
        """What *build* makes of each entry in the field's list, in order; each is ended once it is built.

        No two of them may have the same text in their field *once*.
        """
        built: list[T] = []
        seen: set[str] = set()
        for node in self._items(field, required=required):
            if not isinstance(node, GROUP):
                self._notebook.note(node, f"each item of '{field}' must be a group of fields")
                continue
            entry = Fields(node, self._notebook)
            built.append(self._built(entry, build))
            if once in entry._fields:
                word = _word_of(entry._fields[once][1])
                if word and word in seen:
                    entry.note(f"another of '{field}' is for '{visible(word)}' already; keep one", once)
                seen.add(word)
        return built

    def one(self, field: str, build: "Callable[[Fields], T]") -> T:
        """What *build* makes of the entry in the field; of an empty stand-in where it is left out or wrong."""
        node = self._value(field)
        if isinstance(node, GROUP):
            return self._built(Fields(node, self._notebook), build)
        if node is not None:
            self.note(f"'{field}' must be a group of fields", field)
        return build(self.blank())

    def maybe(self, field: str, build: "Callable[[Fields], T]") -> T | None:
        """The same for a field that may be left out: then None."""
        return self.one(field, build) if self.has(field) else None

    def end(self) -> None:
        """Note every field that was not asked for, with the nearest one that was, or those not used yet."""
        unknown = [name for name in self._fields if name not in self._asked]
        for name in unknown:
            hint = self._instead_of(name) if len(unknown) <= _MOST_COMPARED else ""
            self._notebook.note(self._fields[name][0], f"unknown field '{visible(name)}'{hint or '; leave it out'}")
        for field in self._misspelt.values():
            self._note_missing(field)

    def _instead_of(self, unknown: str) -> str:
        if meant := self._misspelt.pop(unknown, ""):
            return f"; write '{meant}'"
        free = self._asked.keys() - self._fields.keys()
        return _nearest(unknown, self._asked) or (_choices(free) if free else "")

    @staticmethod
    def _built(entry: "Fields", build: "Callable[[Fields], T]") -> T:
        built = build(entry)
        entry.end()
        return built

    def blank(self) -> "Fields":
        """An empty entry, for a stand-in: what it lacks is not noted."""
        return Fields(empty_group(), _Muted(self._notebook.file, self._notebook.added_by))

    def _value(self, field: str, *, required: bool = True) -> Node | None:
        self._asked[field] = None
        if field in self._fields:
            value = self._fields[field][1]
            return None if isinstance(value, ALIAS) else value
        if required:
            free = self._fields.keys() - self._asked.keys() - self._misspelt.keys()
            near = get_close_matches(field, sorted(free), n=1, cutoff=_ALIKE) if len(free) <= _MOST_COMPARED else []
            if near:
                self._misspelt[near[0]] = field
            else:
                self._note_missing(field)
        return None

    def _note_missing(self, field: str) -> None:
        self.note(f"the field '{field}' is missing")

    def _items(self, field: str, *, required: bool = True) -> list[Node]:
        node = self._value(field, required=required)
        if node is None:
            return []
        if not isinstance(node, LIST):
            self.note(f"'{field}' must be a list", field)
            return []
        if required and not node.value:
            self.note(f"'{field}' is empty; name at least one", field)
        items: list[Node] = node.value
        if self._notebook.problems:  # an alias would be one
            items = [item for item in items if not isinstance(item, ALIAS)]
        return items

    def _text_of(self, node: Node, field: str) -> str:
        if not is_text(node):
            self._notebook.note(node, f"'{field}' must be text; put it in quotes if it is")
            return ""
        text = " ".join(node.value.split())
        if not text:
            self._notebook.note(node, f"'{field}' is empty; fill it in")
        if text.isprintable():
            return text
        for one in dict.fromkeys(text):
            if not one.isprintable():
                self._notebook.note(node, f"{visible(one)} is a character that cannot be shown; leave it out")
        return visible(text)  # the notes are one guard, this is the other

    def _known(self, node: Node, word: str, known: Mapping[str, T]) -> T:
        if word in known:
            return known[word]
        if word:
            hint = _nearest(word, known) or _choices(known) or f"; write one of the {len(known)} there are"
            self._notebook.note(node, f"'{word}' is not known here{hint}")
        return next(iter(known.values()))  # a stand-in


def _word_of(node: Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, SCALAR) else ""


def _is_number(node: Node) -> bool:
    return isinstance(node, SCALAR) and node.tag is None and _NUMBER.fullmatch(node.value) is not None


def _choices(known: Iterable[str]) -> str:
    words = sorted(known)
    return f"; write {listed(words, 'or')}" if len(words) <= _FEW else ""


def _nearest(word: str, known: Iterable[str]) -> str:
    words = sorted(known)
    near = get_close_matches(word, words, n=1) if len(words) <= _MOST_COMPARED else []
    return f"; did you mean '{near[0]}'?" if near else ""
