"""The nodes that a YAML text is made of. Each is the event that PyYAML's parser has for where it begins.

The event of a scalar has its value; that of a list or a group is given one while it is read: the nodes in it, or the
pairs of nodes. To make nodes of them as well, as PyYAML does, would take as long as parsing.
"""

from collections.abc import Iterator
from typing import Any, Protocol

import yaml
from yaml.resolver import Resolver

SCALAR = yaml.ScalarEvent
LIST = yaml.SequenceStartEvent
GROUP = yaml.MappingStartEvent
ALIAS = yaml.AliasEvent  # has no value, and nothing is read of it: that it is there is a problem

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER = Resolver()
_PERHAPS_NO_TEXT = frozenset(_RESOLVER.yaml_implicit_resolvers)  # what a number or a boolean can begin with


class Place(Protocol):
    """Where something stands in a YAML text; *line* and *column* count from 0, as PyYAML has them."""

    line: int
    column: int


class Node(Protocol):
    """A scalar, a list, or a group of fields."""

    start_mark: Place
    value: Any


def empty_group() -> Node:
    """A group without a field, which stands nowhere."""
    return with_room(GROUP(anchor=None, tag=None, implicit=True))


def with_room(event: Any) -> Node:  # noqa: ANN401 - PyYAML's events have no value of their own
    """The event that a list or a group begins with, as a node that has nothing in it so far."""
    event.value = []
    node: Node = event
    return node


def is_text(node: Node) -> bool:
    """Whether the node is a scalar that stands for itself, and not for a number, say, or a date."""
    if not isinstance(node, SCALAR):
        return False
    # Most texts begin otherwise than all that is none: they need not be looked at any further.
    if node.tag is None and node.value[:1] not in _PERHAPS_NO_TEXT:
        return True
    return (node.tag or _RESOLVER.resolve(yaml.ScalarNode, node.value, node.implicit)) == _TEXT


def scalars_under(node: Node) -> Iterator[Node]:
    """The node itself, if it is a scalar; else every one in it, but for the names of fields."""
    if isinstance(node, SCALAR):
        yield node
    elif isinstance(node, LIST):
        for item in node.value:
            yield from scalars_under(item)
    elif isinstance(node, GROUP):
        for _, item in node.value:
            yield from scalars_under(item)
