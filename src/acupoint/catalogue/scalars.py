"""What a word of a catalogue file can be besides text: an id, a number, a day."""

import re
from datetime import date

from acupoint.catalogue.yaml_file import Node, ScalarNode

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def is_id(word: str) -> bool:
    """Whether *word* is an id: lower-case letters, digits, and single hyphens."""
    return bool(_ID.fullmatch(word))


def number_in(node: Node) -> int:
    """The whole number above zero in *node*, or 0."""
    if isinstance(node, ScalarNode) and node.tag is None and _NUMBER.fullmatch(node.value):
        return int(node.value)
    return 0


def is_day(word: str) -> bool:
    """Whether *word* is a day, as in 2026-11-27."""
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False
