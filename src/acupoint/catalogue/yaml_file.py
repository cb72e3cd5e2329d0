"""A YAML file -> its text -> nodes, or one clear reason why nothing in it can be read."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from acupoint.catalogue.problems import Problems
from acupoint.catalogue.yaml_slips import Place, explained
from acupoint.errors import CatalogueError
from acupoint.text import visible

# What a file may be at most, and what the shipped one is. Whatever is in a file, at these limits it is read or refused
# in 5 seconds and 210 MB, measured with the parser in C over some forty kinds of nasty file of 5 MB: a
# million commas, names, anchors, tags, nulls, brackets; one text, one key, one line. In Python the parser is ten times
# slower, and needs as much again.
MOST_BYTES = 5_000_000  # shipped: 90_000
DEEPEST = 40  # levels of nesting; shipped: 6
MOST_NODES = 1_000_000  # texts, lists, and groups; shipped: 4_700

# The C loader is some ten times quicker, but PyYAML can be built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER: Any = Resolver()
_PERHAPS_NOT_TEXT = frozenset(_RESOLVER.yaml_implicit_resolvers)  # what a number, a date, or a boolean can begin with

# The characters that may stand in a line although Python calls them unprintable, and the plain space.
_SPACES = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_NOT_UTF8 = "the catalogue file is not UTF-8; save it as UTF-8"
_NO_ANCHORS = "anchors and aliases (& and *) are not used here; write it out"
_NO_TAGS = "tags (!) are not used here; leave it out"
_COMMENT = (
    "a # after a space begins a comment, so what follows it here is not read; "
    "put the text in quotes, or the comment on a line of its own"
)
_NO_FURTHER = "nothing else in this file can be checked until that is fixed"
_TOO_DEEP = f"nested more than {DEEPEST} levels deep; {_NO_FURTHER}"
_TOO_MANY = f"the file has more than {MOST_NODES} texts, lists, and groups; {_NO_FURTHER}"
_FAR_TOO_DEEP = "exceeded maximum nesting depth"  # from libyaml 0.2.6 on, which reads ahead of its events


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text, or what YAML takes for a number, a date, or a boolean. Lines and columns count from 1."""

    value: str
    line: int
    column: int
    tag: str | None
    is_plain: bool  # without quotes

    @property
    def is_text(self) -> bool:
        """Whether YAML takes it for text."""
        if self.tag is None and self.value[:1] not in _PERHAPS_NOT_TEXT:  # most texts: a quick answer
            return True
        tag = self.tag or _RESOLVER.resolve(yaml.ScalarNode, self.value, (self.is_plain, not self.is_plain))
        return bool(tag == _TEXT)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    items: "list[Node]"
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class GroupNode:
    """A group of fields, each with the node of its name and that of its value."""

    items: "list[tuple[Node, Node]]"
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class AliasNode:
    """An alias. That it is there is a problem, and nothing else is read of it."""

    line: int
    column: int


Node = ScalarNode | ListNode | GroupNode | AliasNode
_WITH_ITEMS = (ListNode, GroupNode)


def scalars_under(node: Node) -> Iterator[ScalarNode]:
    """The node itself, if it is a scalar; else every scalar in it but the names of fields."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from scalars_under(item)
    elif isinstance(node, GroupNode):
        for _, item in node.items:
            yield from scalars_under(item)


def group_in(file: Path, problems: Problems) -> GroupNode:
    """The outermost group of the *file*.

    Raises CatalogueError where nothing can be read at all: no such file, not UTF-8, not YAML, not a group, too large,
    or too deep.
    """
    root = root_of(_text_in(file, problems), problems)
    if root is None:
        raise problems.error("the catalogue is empty")
    if not isinstance(root, GroupNode):
        raise problems.error("a catalogue must be a group of fields, such as 'points:'", 1, 1)
    return root


def _text_in(file: Path, problems: Problems) -> str:
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):  # a pipe would make us wait for ever
            raise problems.error("the catalogue file is not a regular file")
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise problems.error("there is no such catalogue file") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null in it
        reason = error.strerror if isinstance(error, OSError) else error
        raise problems.error(f"the catalogue file cannot be read: {reason}") from None
    if len(data) > MOST_BYTES:
        raise problems.error(f"the catalogue file is larger than {MOST_BYTES // 1_000_000} MB")
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.count(0) > len(data) // 4:  # UTF-16 or UTF-32 without a mark, which could be read as UTF-8 with nulls
        raise problems.error(_NOT_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        problems.text = data.decode(errors="backslashreplace")
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise problems.error(_NOT_UTF8, line, column) from None
    problems.text = text
    return _without_what_cannot_be_shown(text, problems)


def _without_what_cannot_be_shown(text: str, problems: Problems) -> str:
    # PyYAML stops at the first control character, and its words for a tab are hard to follow: this finds them all.
    if text.replace("\n", "").isprintable():
        return text
    for number, line in enumerate(problems.lines, start=1):
        before = line[: len(line) - len(line.lstrip(_SPACES))].replace(" ", "")
        if before and line.strip():
            what = "a tab" if before[0] == "\t" else f"an odd space ({visible(before[0])})"
            column = line.index(before[0]) + 1
            problems.add(f"this line is indented with {what}; use plain spaces", number, column)
        for one in dict.fromkeys(line if not line.isprintable() else ""):  # once a line
            if not _can_stay(one):
                what = f"{visible(one)} is a character that cannot be shown; leave it out"
                problems.add(what, number, line.index(one) + 1)
    return "\n".join("".join(one if _can_stay(one) else " " for one in line) for line in problems.lines)


def _can_stay(character: str) -> bool:
    return character.isprintable() or character in _SPACES


def root_of(text: str, problems: Problems) -> Node | None:
    """The outermost node of a YAML *text*, or None where it is empty. Raises CatalogueError where it cannot be read."""
    try:
        return _root_of(text, problems)
    except yaml.MarkedYAMLError as error:
        said = str(error.problem)
        marks = [(mark.line, mark.column) for mark in (error.context_mark, error.problem_mark) if mark]
        if said == _FAR_TOO_DEEP:
            raise _error_at(marks[-1], _TOO_DEEP, problems) from None
        place, words = explained(said, marks, problems.lines)
        if any(one.line == place[0] + 1 or (one.what == _COMMENT and one.line >= place[0]) for one in problems.found):
            raise CatalogueError(problems.found) from None  # a tab, or a comment in a text: that problem is plainer
        raise _error_at(place, f"this is not YAML: {words}; {_NO_FURTHER}", problems) from None


def _root_of(text: str, problems: Problems) -> Node | None:
    # PyYAML's own composer overruns the C stack on a deep file, and lets aliases make a small file enormous. A
    # catalogue needs neither depth nor aliases, so this stops at a level too deep and follows no alias.
    next_event: Any = _LOADER(text).get_event
    commented = _lines_with_comments(text)
    left = MOST_NODES
    outermost: list[Any] = []
    inside = outermost  # the items so far of the innermost list or group
    around: list[list[Any]] = []  # those of the lists and groups around it
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if issubclass(kind, yaml.NodeEvent):
            node = _node_of(event)
            inside.append(node)
            left -= 1
            if not left:
                raise _error_at(_start_of(event), _TOO_MANY, problems)
            _check(event, node, commented, problems)
            if isinstance(node, _WITH_ITEMS):
                around.append(inside)
                inside = node.items
                if len(around) > DEEPEST:
                    raise _error_at(_start_of(event), _TOO_DEEP, problems)
        elif issubclass(kind, yaml.CollectionEndEvent):
            if kind is yaml.MappingEndEvent:  # so far names and values in turn
                inside[:] = zip(inside[::2], inside[1::2], strict=True)
            inside = around.pop()
        elif kind is yaml.DocumentStartEvent and outermost:
            raise _error_at(_start_of(event), f"a second document begins here; keep to one; {_NO_FURTHER}", problems)
    return outermost[0] if outermost else None


def _node_of(event: Any) -> Node:  # noqa: ANN401 - PyYAML's events are of the C loader or the other
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if isinstance(event, yaml.ScalarEvent):
        return ScalarNode(event.value, line, column, event.tag, event.implicit[0])
    if isinstance(event, yaml.SequenceStartEvent):
        return ListNode([], line, column)
    return GroupNode([], line, column) if isinstance(event, yaml.MappingStartEvent) else AliasNode(line, column)


def _start_of(event: Any) -> Place:  # noqa: ANN401 - as above
    return event.start_mark.line, event.start_mark.column


def _lines_with_comments(text: str) -> dict[int, str]:
    # Each line that may have a comment after something else, by its number from 0.
    if "#" not in text:
        return {}
    return {number: line for number, line in enumerate(text.split("\n")) if " #" in line or "\t#" in line}


def _check(event: Any, node: Node, commented: Mapping[int, str], problems: Problems) -> None:  # noqa: ANN401 - as above
    if event.anchor:
        problems.add(_NO_ANCHORS, node.line, node.column)
    if isinstance(node, ScalarNode):
        if not event.style and event.end_mark.line in commented:
            _check_comment(node, event.end_mark, commented[event.end_mark.line], problems)
    elif isinstance(node, _WITH_ITEMS) and event.tag:
        problems.add(_NO_TAGS, node.line, node.column)


def _check_comment(node: ScalarNode, end: yaml.Mark, line: str, problems: Problems) -> None:
    # A text without quotes ends where a comment begins, which is easily not meant: "after operation #2".
    place = len(line) - len(line[end.column :].lstrip(" \t"))
    is_comment = line[place : place + 1] == "#" and line[place - 1 : place] in {" ", "\t"}
    if is_comment and node.value and node.is_text:
        problems.add(_COMMENT, end.line + 1, place + 1)


def _error_at(place: Place, what: str, problems: Problems) -> CatalogueError:
    # At a place after the last words of the file, the error is at their end.
    last = max((number for number, line in enumerate(problems.lines, start=1) if line.strip()), default=1)
    if place[0] < last:
        return problems.error(what, place[0] + 1, place[1] + 1)
    return problems.error(what, last, len(problems.lines[last - 1]) + 1)
