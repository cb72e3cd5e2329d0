"""A mapping of a catalogue file, whose fields can be asked for; each problem is noted with its line and column.

Nothing here knows about points: `catalogue` asks for the fields. Reading goes on after a problem, so that one run can
tell every problem; a field that is wrong gives a stand-in, and whoever reads must look at the notebook before using
what was read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Protocol, TypeVar

import yaml

from acupoint.errors import CatalogueError, Problem
from acupoint.text import listed, visible

T = TypeVar("T")

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ALIKE = 0.8  # how alike two field names must be before one is taken for the other
_FEW = 8  # choices that a message has room for
_MOST_COMPARED = 500  # words that one is compared with, to find the nearest
MOST_PROBLEMS = 1_000  # of one file, after which reading ends: nobody reads on, and a hostile file has millions
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class Place(Protocol):
    """Where something stands in a YAML text; *line* and *column* count from 0, as PyYAML has them."""

    line: int
    column: int


class Notebook:
    """The problems of one file, in the order they were found."""

    def __init__(self, file: str) -> None:
        """Start with none."""
        self.file = file
        self.problems: list[Problem] = []

    def note(self, node: yaml.Node, what: str) -> None:
        """Add a problem at *node*. Raises CatalogueError where there are too many to go on."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.problems.append(Problem(self.file, line, column, what))
        if len(self.problems) >= MOST_PROBLEMS:
            raise CatalogueError(self.problems)

    def stop(self, what: str, line: int = 0, column: int = 0) -> CatalogueError:
        """The error for a file in which nothing further can be read."""
        return CatalogueError([*self.problems, Problem(self.file, line, column, what)])

    def stop_at(self, mark: Place | None, what: str) -> CatalogueError:
        """The same, at a place of the YAML text where that is known."""
        return self.stop(what, mark.line + 1, mark.column + 1) if mark else self.stop(what)

    def check(self) -> None:
        """Raise CatalogueError if there is a problem."""
        if self.problems:
            raise CatalogueError(self.problems)


class _Muted(Notebook):
    # For the empty stand-in of a missing group: that it is missing is noted once, not once a field.
    def __init__(self, of: Notebook) -> None:
        self.file = of.file
        self.problems = of.problems

    def note(self, node: yaml.Node, what: str) -> None:
        pass


class Entry:
    """A mapping of the file. Ask for its fields, then call `end`, which notes the fields nobody asked for."""

    def __init__(self, node: yaml.MappingNode, notebook: Notebook) -> None:
        """Index the fields of *node*, noting keys that are no text or come twice."""
        self.node = node
        self._notebook = notebook
        self._asked: set[str] = set()
        self._fields: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                notebook.note(key, "a field name must be text")
            elif name in self._fields:
                notebook.note(key, f"'{visible(name)}' is given twice here; keep one")
            else:
                self._fields[name] = (key, value)

    def note(self, what: str, field: str = "") -> None:
        """Add a problem at *field*, or at the entry as a whole."""
        self._notebook.note(self._fields[field][1] if field in self._fields else self.node, what)

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        self._asked.add(field)
        return field in self._fields

    def text(self, field: str, default: str | None = None) -> str:
        """The field as one line of text, control characters spelled out."""
        node = self._value(field, required=default is None)
        return default or "" if node is None else self._text_of(node, field)

    def id(self, field: str = "id") -> str:
        """The field as an id: lower case letters, digits, and single hyphens."""
        text = self.text(field)
        if text and not _ID.fullmatch(text):
            self.note(f"'{text}' is no id; use lower-case letters, digits, and hyphens, a letter first", field)
        return text

    def texts(self, field: str) -> tuple[str, ...]:
        """The field as a list of lines of text, which may be empty or left out."""
        return tuple(self._text_of(node, field) for node in self._items(field, required=False))

    def words(self, field: str) -> tuple[str, ...]:
        """The field as a list of lines of text, one at least."""
        return tuple(self._text_of(node, field) for node in self._items(field))

    def range(self, field: str) -> tuple[int, int]:
        """The field as two whole numbers above zero, the least and the most."""
        nodes = self._items(field)
        numbers = [int(node.value) for node in nodes if _is_number(node)]
        if len(nodes) == len(numbers) == 2 and numbers[0] <= numbers[1]:  # noqa: PLR2004 - the least and the most
            return numbers[0], numbers[1]
        if nodes:
            self.note(f"'{field}' must be two whole numbers above zero, the least and the most", field)
        return 1, 1

    def one_of(self, field: str, known: Mapping[str, T]) -> T:
        """What the field's word stands for in *known*."""
        node = self._value(field)
        return self._known(node or self.node, self._text_of(node, field) if node else "", known)

    def some_of(self, field: str, known: Mapping[str, T]) -> tuple[T, ...]:
        """What each word of the field's list stands for in *known*: one at least, none twice."""
        nodes = self._items(field)
        words = [self._text_of(node, field) for node in nodes]
        times = Counter(words)
        for node, word in zip(nodes, words, strict=True):
            if times[word] > 1:
                self._notebook.note(node, f"'{word}' is listed twice; keep one")
        return tuple(self._known(node, word, known) for node, word in zip(nodes, words, strict=True))

    def any_of(self, known: Mapping[str, T]) -> T:
        """A stand-in for what should have been found in *known*. With none to stand in, reading ends here."""
        if not known:
            raise CatalogueError(self._notebook.problems)
        return next(iter(known.values()))

    def each(self, field: str, build: "Callable[[Entry], T]", *, required: bool = True) -> list[T]:
        """What *build* makes of each entry in the field's list, in order; each is ended once it is built."""
        built = []
        for node in self._items(field, required=required):
            if isinstance(node, yaml.MappingNode):
                built.append(self._built(Entry(node, self._notebook), build))
            else:
                self._notebook.note(node, f"each item of '{field}' must be a group of fields")
        return built

    def one(self, field: str, build: "Callable[[Entry], T]") -> T:
        """What *build* makes of the entry in the field; of an empty stand-in where it is left out or wrong."""
        node = self._value(field)
        if isinstance(node, yaml.MappingNode):
            return self._built(Entry(node, self._notebook), build)
        if node is not None:
            self.note(f"'{field}' must be a group of fields", field)
        return build(Entry(yaml.MappingNode("", []), _Muted(self._notebook)))

    def maybe(self, field: str, build: "Callable[[Entry], T]") -> T | None:
        """The same for a field that may be left out: then None."""
        return self.one(field, build) if self.has(field) else None

    def end(self) -> None:
        """Note every field that was not asked for, with the nearest one that was."""
        for name, (key, _) in self._fields.items():
            if name not in self._asked:
                self._notebook.note(key, f"unknown field '{visible(name)}'{_nearest(name, self._asked)}")

    @staticmethod
    def _built(entry: "Entry", build: "Callable[[Entry], T]") -> T:
        built = build(entry)
        entry.end()
        return built

    def _value(self, field: str, *, required: bool = True) -> yaml.Node | None:
        if self.has(field):
            return self._fields[field][1]
        if required:
            others = sorted(self._fields.keys() - self._asked)[:_MOST_COMPARED]
            near = get_close_matches(field, others, n=1, cutoff=_ALIKE)
            hint = f"; there is '{visible(near[0])}'" if near else ""
            self.note(f"the field '{field}' is missing{hint}")
        return None

    def _items(self, field: str, *, required: bool = True) -> list[yaml.Node]:
        node = self._value(field, required=required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.note(f"'{field}' must be a list", field)
            return []
        if required and not node.value:
            self.note(f"'{field}' is empty; name at least one", field)
        return list(node.value)

    def _text_of(self, node: yaml.Node, field: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
            self._notebook.note(node, f"'{field}' must be text; put it in quotes if it is")
            return ""
        text = " ".join(node.value.split())
        if not text:
            self._notebook.note(node, f"'{field}' is empty")
        return visible(text)

    def _known(self, node: yaml.Node, word: str, known: Mapping[str, T]) -> T:
        if word in known:
            return known[word]
        if word and known:
            hint = _nearest(word, known) or _choices(known)
            self._notebook.note(node, f"'{word}' is not known here{hint}")
        return self.any_of(known)


def _is_number(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and _NUMBER.fullmatch(node.value) is not None


def _choices(known: Iterable[str]) -> str:
    words = sorted(known)
    return f"; write {listed(words, 'or')}" if len(words) <= _FEW else ""


def _nearest(word: str, known: Iterable[str]) -> str:
    words = sorted(known)
    near = get_close_matches(word, words, n=1) if len(words) <= _MOST_COMPARED else []
    return f"; did you mean '{near[0]}'?" if near else ""
