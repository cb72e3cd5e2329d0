"""A group of fields of a catalogue file. Each problem is added with its line and column.

Nothing here knows about points. Reading goes on after a problem, so that one run finds every problem. A wrong field
gives a stand-in: check the problems before you use what was read.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from acupoint.catalogue import hints, scalars
from acupoint.catalogue.problems import MutedProblems, Problems
from acupoint.catalogue.yaml_file import AliasNode, GroupNode, ListNode, Node, ScalarNode, group_in, scalars_under
from acupoint.text import clinic_mark, listed, visible

T = TypeVar("T")

_FIELD = re.compile(r"\w+:\S")  # a field without the space after its colon
_A_SPACE = ", with a space after the colon"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def open_document(file: Path) -> "tuple[Fields, Problems]":
    """The outermost fields of the *file*, and its problems.

    Raises CatalogueError where nothing can be read at all.
    """
    problems = Problems(visible(str(file)))
    return Fields(group_in(file, problems), problems), problems


class Fields:
    """A group of fields. Ask for each; at last call `end` on the outermost, which adds the fields nobody asked for."""

    __slots__ = ("_asked", "_fields", "_groups", "_misspelt", "_problems", "added_by", "node")

    def __init__(self, node: GroupNode, problems: Problems, added_by: str = "") -> None:
        """Index the fields of *node*, with a problem for each name that is not text or comes twice."""
        self.node = node
        self.added_by = added_by  # the mark of the clinic's file; empty for the guide's own
        self._problems = problems
        self._asked: dict[str, None] = {}  # the names asked for, in order
        self._misspelt: dict[str, str] = {}  # a name in the file -> the name it seems to stand for
        self._groups: list[Fields] = []  # the groups asked for
        self._fields: dict[str, tuple[Node, Node]] = {}
        fields = self._fields
        for field in node.items:
            name = field[0]
            if isinstance(name, ScalarNode) and name.value and name.value not in fields:
                fields[name.value] = field
            else:
                self._add_wrong_name(name)

    def _add_wrong_name(self, name: Node) -> None:
        if isinstance(name, ScalarNode) and name.value:
            self._add(f"'{visible(name.value)}' is here twice; keep one", name)
        elif not isinstance(name, AliasNode):
            self._add("a field name must be text", name)

    def _add(self, what: str, node: Node) -> None:
        self._problems.add(what, node.line, node.column)

    def add_problem(self, what: str, field: str = "") -> None:
        """Add a problem at *field*, or at the whole group."""
        self._add(what, self._fields[field][1] if field in self._fields else self.node)

    def texts_under(self, *fields: str) -> list[ScalarNode]:
        """Every scalar in *fields*, in order."""
        return [node for field in fields if field in self._fields for node in scalars_under(self._fields[field][1])]

    def add_problem_at(self, what: str, node: Node | None) -> None:
        """Add a problem at *node*, which is in this group, or at the whole group."""
        self._add(what, node or self.node)

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        self._asked[field] = None
        return field in self._fields

    @property
    def names(self) -> tuple[str, ...]:
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

    def prose(self, field: str, default: str | None = None, *, takes: Collection[str] = ()) -> str:
        """The field as one line of text to read, with the mark of the clinic's file it is from.

        The only placeholders it may have are those it *takes*.
        """
        text = self.text(field, default)
        for placeholder in _PLACEHOLDER.findall(text):
            if placeholder not in takes:
                hint = f"write {listed(takes, 'or')}" if takes else "leave it out"
                self.add_problem(f"'{placeholder}' stands for nothing here; {hint}", field)
        return f"{text}{clinic_mark(self.added_by)}" if text and self.added_by else text

    def written(self, field: str) -> str:
        """The words in the field as they are written, without asking for it; nothing where they are not a scalar."""
        node = self._fields[field][1] if field in self._fields else None
        return " ".join(node.value.split()) if isinstance(node, ScalarNode) else ""

    def id(self, field: str = "id") -> str:
        """The field as an id: lower-case letters, digits, and single hyphens."""
        text = self.text(field)
        if text and not scalars.is_id(text):
            self.add_problem(
                f"'{text}' is not a valid id; use lower-case letters, digits, and hyphens, a letter first", field
            )
        return text

    def texts(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """The field as a list of lines of text; one at least if it is *required*."""
        return tuple(self._text_of(node, field) for node in self._items(field, required=required))

    def range(self, field: str) -> tuple[int, int]:
        """The field as two whole numbers above zero, the least and the most."""
        nodes = self._items(field)
        numbers = [number for node in nodes if (number := scalars.number_in(node))]
        if len(nodes) == len(numbers) == 2 and numbers[0] <= numbers[1]:  # noqa: PLR2004 - the least and the most
            return numbers[0], numbers[1]
        if nodes:
            self.add_problem(f"'{field}' must be two whole numbers above zero, the least and the most", field)
        return 1, 1

    def is_true(self, field: str) -> bool:
        """Whether the field says true; false where it is left out."""
        node = self._value(field, required=False)
        word = self.written(field)
        if node is not None and word not in {"true", "false"}:
            self.add_problem(f"'{field}' must be true or false", field)
        return word == "true"

    def day(self, field: str) -> str:
        """The field as a day, as in 2026-11-27; empty where it is none."""
        node = self._value(field)
        word = self.written(field)
        if scalars.is_day(word):
            return word
        if node is not None:
            self.add_problem(f"'{field}' must be a day, as in 2026-11-27", field)
        return ""

    def one_of(self, field: str, choices: Mapping[str, T]) -> T:
        """What the field's word stands for in *choices*, of which there must be one at least."""
        node = self._value(field)
        return self._choice(node or self.node, self._text_of(node, field) if node else "", choices)

    def reference(self, field: str, entries: Mapping[str, T], stand_in: T) -> T:
        """The entry that the field names; the *stand_in* where there are no *entries*, which is a problem elsewhere."""
        if entries:
            return self.one_of(field, entries)
        self._value(field)
        return stand_in

    def reference_id(self, field: str, entries: Mapping[str, T]) -> str:
        """The id in the field, or nothing where none of the *entries* has it."""
        node = self._value(field)
        word = self._text_of(node, field) if node else ""
        if entries and word not in entries:
            self._choice(node or self.node, word, entries)
        return word if word in entries else ""

    def references(self, field: str, entries: Mapping[str, T]) -> tuple[T, ...]:
        """The entries that the field's list names: one at least, none twice, and no stand-in."""
        nodes = self._items(field)
        words = [self._text_of(node, field) for node in nodes]
        if len(words) > 1 and len(frozenset(words)) < len(words):
            self._add_repeated(nodes, words)
        if not entries:
            return ()
        choices = [self._choice(node, word, entries) for node, word in zip(nodes, words, strict=True)]
        return tuple(choice for choice, word in zip(choices, words, strict=True) if word in entries)

    def _add_repeated(self, nodes: Sequence[Node], words: Sequence[str]) -> None:
        times = Counter(words)
        for node, word in zip(nodes, words, strict=True):
            if word and times[word] > 1:
                self._add(f"'{word}' is listed twice; keep one", node)

    def groups(self, field: str, *, required: bool = True, once: str = "") -> "Iterator[Fields]":
        """Each group in the field's list. No two may have the same text in their field *once*."""
        seen: set[str] = set()
        for node in self._items(field, required=required):
            if not isinstance(node, GroupNode):
                self._add(f"each item of '{field}' must be a group of fields{_colon_in(node)}", node)
                continue
            group = self._group_of(node)
            yield group
            word = group.written(once)
            if word and word in seen:
                group.add_problem(f"another of '{field}' is for '{visible(word)}' already; keep one", once)
            seen.add(word)

    def group(self, field: str) -> "Fields":
        """The group in the field; an empty stand-in where there is none, in which nothing is a problem."""
        node = self._value(field)
        if isinstance(node, GroupNode):
            return self._group_of(node)
        if node is not None:
            self.add_problem(f"'{field}' must be a group of fields{_colon_in(node)}", field)
        return Fields(GroupNode([], 0, 0), MutedProblems(self._problems.file), self.added_by)

    def end(self) -> None:
        """Add each field that nobody asked for, here and in the groups asked for, and what it seems to stand for."""
        for group in self._groups:
            group.end()
        unknown = [name for name in self._fields if name not in self._asked]
        for name in unknown:
            hint = self._instead_of(name) if len(unknown) <= hints.MOST_COMPARED else ""
            self._add(f"unknown field '{visible(name)}'{hint or '; leave it out'}", self._fields[name][0])
        for field in self._misspelt.values():
            self._add_missing(field)

    def _instead_of(self, unknown: str) -> str:
        if meant := self._misspelt.pop(unknown, ""):
            return f"; write '{meant}'{_A_SPACE if unknown.startswith(f'{meant}:') else ''}"
        free = self._asked.keys() - self._fields.keys()
        return hints.nearest(unknown, self._asked) or (hints.choices(free) if free else "")

    def _group_of(self, node: GroupNode) -> "Fields":
        group = Fields(node, self._problems, self.added_by)
        self._groups.append(group)
        return group

    def _value(self, field: str, *, required: bool = True) -> Node | None:
        self._asked[field] = None
        if field in self._fields:
            value = self._fields[field][1]
            return None if isinstance(value, AliasNode) else value
        if required:
            free = self._fields.keys() - self._asked.keys() - self._misspelt.keys()
            if near := hints.misspelt(field, free):
                self._misspelt[near] = field  # a problem of `end`, unless that name is asked for itself
            else:
                self._add_missing(field)
        return None

    def _add_missing(self, field: str) -> None:
        self.add_problem(f"the field '{field}' is missing")

    def _items(self, field: str, *, required: bool = True) -> list[Node]:
        node = self._value(field, required=required)
        if node is None:
            return []
        if isinstance(node, ScalarNode) and not node.value and node.is_plain and node.tag is None:
            node = ListNode([], node.line, node.column)  # a list whose items are all commented out
        if not isinstance(node, ListNode):
            self.add_problem(f"'{field}' must be a list{_colon_in(node)}", field)
            return []
        if required and not node.items:
            self.add_problem(f"'{field}' is empty; name at least one", field)
        if self._problems.found:  # an alias would be one
            return [item for item in node.items if not isinstance(item, AliasNode)]
        return node.items

    def _text_of(self, node: Node, field: str) -> str:
        if not isinstance(node, ScalarNode) or not node.is_text:
            hint = f"put it in quotes if it is{self._comment_at(node)}"
            self._add(f"'{field}' must be text; {hint}", node)
            return ""
        text = " ".join(node.value.split())
        if not text:
            self._add(f"'{field}' is empty; fill it in", node)
        if text.isprintable():
            return text
        for one in dict.fromkeys(text):
            if not one.isprintable():
                self._add(f"{visible(one)} is a character that cannot be shown; leave it out", node)
        return visible(text)  # the problems are one guard, this is the other

    def _comment_at(self, node: Node) -> str:
        # A text that begins with a # is a comment, and what is left is nothing.
        line = self._problems.lines[node.line - 1][node.column - 1 :] if node.line else ""
        is_comment = isinstance(node, ScalarNode) and not node.value and line.lstrip()[:1] == "#"
        return ", as what follows a # is a comment" if is_comment else ""

    def _choice(self, node: Node, word: str, choices: Mapping[str, T]) -> T:
        if word in choices:
            return choices[word]
        if word:
            hint = hints.nearest(word, choices) or hints.choices(choices)
            self._add(f"'{word}' is not known here{hint or f'; write one of the {len(choices)} there are'}", node)
        return next(iter(choices.values()))  # a stand-in


def _colon_in(node: Node) -> str:
    # What to write for "name:Example", which is a text to YAML.
    return _A_SPACE if isinstance(node, ScalarNode) and node.is_plain and _FIELD.match(node.value) else ""
