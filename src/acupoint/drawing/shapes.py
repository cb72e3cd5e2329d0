"""The shapes of an SVG file -> lines, as the corners of short straight pieces.

The limits are several times what the guide's own drawings have, so that no file takes long or much memory.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from acupoint.drawing.model import KINDS, Line, Position
from acupoint.text import visible

MOST_PIECES = 200  # curves and straight lines in one path; of the guide's, none has more than 10
_STEPS = 24  # straight pieces a curve is drawn with
_MOST_NUMBERS = 2 + 7 * MOST_PIECES  # where it begins, and an arc's seven for each piece

# Possessive throughout: a run of digits can be read in only one way, so a wrong letter after it is found at once.
_UNSIGNED = r"(?:\d++\.?+\d*+|\.\d++)(?:E[-+]?\d++)?+"
_NUMBER = re.compile(_UNSIGNED, re.IGNORECASE | re.ASCII)
_SIGNED = re.compile(rf"[-+]?{_UNSIGNED}", re.IGNORECASE | re.ASCII)
_ONE_LINE = re.compile(rf"M(?:[\s,LHVCSQTA]|[-+]?{_UNSIGNED})++Z?", re.IGNORECASE | re.ASCII)


class RefusedError(Exception):
    """What is wrong with an element."""


def line(element: str, attributes: Mapping[str, str]) -> Line:
    """The line that the *element* draws. Raises RefusedError."""
    kind = attributes.get("class", "")
    if kind not in KINDS:
        raise RefusedError(f"<{element}> must be of class {', '.join(KINDS)}, not '{visible(kind)}'")
    return Line(attributes.get("id", ""), kind, tuple(SHAPES[element](attributes)))


def number(attributes: Mapping[str, str], name: str) -> float:
    """The attribute as a number. Raises RefusedError."""
    word = attributes.get(name, "").strip()
    found = float(word) if _SIGNED.fullmatch(word) else math.nan  # Python itself would take `1_000` and other digits
    if not math.isfinite(found):
        raise RefusedError(f"'{name}' must be a number")
    return found


def _size_of(attributes: Mapping[str, str], name: str) -> float:
    found = number(attributes, name)
    if found <= 0:
        raise RefusedError(f"'{name}' must be more than 0")
    return found


def _straight(attributes: Mapping[str, str]) -> Iterator[Position]:
    yield number(attributes, "x1"), number(attributes, "y1")
    yield number(attributes, "x2"), number(attributes, "y2")


def _round(attributes: Mapping[str, str]) -> Iterator[Position]:
    across = _size_of(attributes, "r" if "r" in attributes else "rx")
    down = _size_of(attributes, "r" if "r" in attributes else "ry")
    x, y = number(attributes, "cx"), number(attributes, "cy")
    for step in range(_STEPS + 1):
        turn = 2 * math.pi * step / _STEPS
        yield x + across * math.cos(turn), y + down * math.sin(turn)


def _curved(attributes: Mapping[str, str]) -> Iterator[Position]:
    from svg.path import parse_path  # noqa: PLC0415 - slow to import, and only curves need it

    path = attributes.get("d", "").strip()
    if not _ONE_LINE.fullmatch(path):
        raise RefusedError("'d' must be one line: M, then curves and straight lines, and Z at most at its end")
    too_many = f"a path may have {MOST_PIECES} pieces at most"
    if len(_NUMBER.findall(path)) > _MOST_NUMBERS:  # found before they are parsed, which takes far longer
        raise RefusedError(too_many)
    try:
        start, *pieces = parse_path(path)
        yield _place(start.point(1))
        for piece in pieces[:MOST_PIECES]:
            for step in range(_STEPS):
                yield _place(piece.point((step + 1) / _STEPS))
    except Exception as error:
        raise RefusedError("'d' is not a valid path") from error
    if len(pieces) > MOST_PIECES:
        raise RefusedError(too_many)


def _place(point: complex) -> Position:
    return point.real, point.imag


SHAPES: Mapping[str, Callable[[Mapping[str, str]], Iterable[Position]]] = {
    "path": _curved,
    "line": _straight,
    "circle": _round,
    "ellipse": _round,
}
