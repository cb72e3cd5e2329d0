"""An SVG file -> a drawing.

A drawing uses a small, plain part of SVG that any drawing program can edit. Anything else is refused, with its place.
The same file is shown in the terminal, on the handout, and in the documents.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from acupoint.drawing.model import KINDS, Drawing, Label, Line, Position
from acupoint.errors import CatalogueError, Problem
from acupoint.text import visible

MOST_BYTES = 200_000

_ATTRIBUTES = {
    "svg": {"xmlns", "viewBox", "role"},
    "title": set[str](),
    "desc": set[str](),
    "style": set[str](),
    "path": {"class", "id", "d"},
    "circle": {"class", "id", "cx", "cy", "r"},
    "ellipse": {"class", "id", "cx", "cy", "rx", "ry"},
    "line": {"class", "id", "x1", "y1", "x2", "y2"},
    "text": {"class", "x", "y", "text-anchor"},
}
_STEPS = 24  # straight pieces a curve is drawn with
_MOST_PIECES = 200  # in one path

# Possessive throughout: a run of digits can be read in only one way, so a wrong letter after it is found at once.
_ONE_LINE = re.compile(r"M(?:[\s,LHVCSQTA]|[-+]?(?:\d++\.?+\d*+|\.\d++)(?:E[-+]?\d++)?+)++Z?", re.IGNORECASE)
_FETCHES = re.compile(r"url|@|\\|expression", re.IGNORECASE)


def read_drawing(file: Path) -> Drawing:
    """The drawing in *file*. Raises CatalogueError with every problem in it."""
    name = visible(str(file))
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CatalogueError([Problem(name, 0, 0, f"the drawing cannot be read: {error.strerror}")]) from None
    if len(data) > MOST_BYTES:
        raise CatalogueError([Problem(name, 0, 0, f"a drawing may have {MOST_BYTES // 1000} kB at most")])
    elements, wrong = _parse(data)
    builder = _Builder()
    for element in elements:
        wrong += [(*element.place, what) for what in builder.add(element)]
    if not wrong:  # otherwise what seems to be missing may be what was refused
        wrong += [(0, 0, what) for what in builder.missing()]
    if wrong:
        lines = ["", *data.decode("utf-8", errors="replace").splitlines()]
        raise CatalogueError(
            Problem(name, line, column, what, "".join(lines[line : line + 1])) for line, column, what in wrong
        )
    return builder.drawing()


class _RefusedError(Exception):
    """What is wrong with an element."""


@dataclass(slots=True)
class _Element:
    name: str
    attributes: Mapping[str, str]
    parent: str  # the element it is in; empty for the outermost
    place: tuple[int, int]  # line and column, from 1
    text: str = ""


def _parse(data: bytes) -> tuple[list[_Element], list[tuple[int, int, str]]]:
    # The elements in the order they begin; or, if the file is not XML, no elements but the place and the reason.
    parser = expat.ParserCreate()
    elements: list[_Element] = []
    inside: list[_Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        element = _Element(name, attributes, inside[-1].name if inside else "", place)
        elements.append(element)
        inside.append(element)

    def words(text: str) -> None:
        inside[-1].text += text

    def doctype(*_: object) -> None:
        raise _RefusedError("a drawing has no document type, and no entities")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword: this is all there is
    except _RefusedError as error:
        return [], [(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, str(error))]
    except expat.ExpatError as error:
        return [], [(error.lineno, error.offset + 1, f"this is not XML: {expat.ErrorString(error.code)}")]
    return elements, []


@dataclass(slots=True)
class _Builder:
    """The drawing as far as its elements have been read."""

    texts: dict[str, str] = field(default_factory=dict)  # the title and the description
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    size: Position = (0, 0)
    leader: Line | None = None  # of the label that comes next

    def add(self, element: _Element) -> Iterator[str]:
        """Take *element* in, and say what is wrong with it."""
        name = element.name
        if name not in _ATTRIBUTES:
            yield f"<{visible(name)}> is not used in drawings here"
        elif element.parent != ("" if name == "svg" else "svg"):
            yield f"<{name}> may not stand inside <{visible(element.parent) or 'nothing'}>"
        else:
            for unknown in sorted(element.attributes.keys() - _ATTRIBUTES[name]):
                yield f"<{name}> has no attribute '{visible(unknown)}' here"
            try:
                self._take(element)
            except _RefusedError as error:
                yield str(error)

    def missing(self) -> Iterator[str]:
        """What the drawing lacks, once all of it has been read."""
        yield from (f"the drawing has no <{name}>" for name in ("title", "desc") if not self.texts.get(name))
        points = sum(line.kind == "point" for line in self.lines)
        if points != 1:
            yield f"a drawing marks one point (class 'point'); this one marks {points}"

    def drawing(self) -> Drawing:
        """The drawing, if nothing in it is wrong or missing."""
        (point,) = [line for line in self.lines if line.kind == "point"]
        return Drawing(
            title=self.texts["title"],
            description=self.texts["desc"],
            width=self.size[0],
            height=self.size[1],
            lines=tuple(self.lines),
            labels=tuple(self.labels),
            point=_middle(point.corners),
        )

    def _take(self, element: _Element) -> None:
        if element.name == "svg":
            self.size = _size(element.attributes.get("viewBox", ""))
        elif element.name in _SHAPES:
            self._add_line(_line(element.name, element.attributes))
        elif element.name == "text":
            self._add_label(_words(element), element.attributes)
        elif element.name == "style":
            if _FETCHES.search(element.text):
                raise _RefusedError("a style may fetch nothing: no url(), no @import")
        else:
            self.texts[element.name] = _words(element)

    def _add_line(self, line: Line) -> None:
        if line.kind == "leader":
            self.leader = line
        else:
            self.lines.append(line)
        self._check_inside(line.corners)

    def _add_label(self, words: str, attributes: Mapping[str, str]) -> None:
        if self.leader is None:
            raise _RefusedError("a label needs a line of class 'leader' before it, from the label to what it names")
        if not words:
            raise _RefusedError("a label needs words")
        if any(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in words):
            raise _RefusedError("a label may have no letters two columns wide")
        at = (_number(attributes, "x"), _number(attributes, "y"))
        self._check_inside([at])
        ends_there = _one_of(attributes, "text-anchor", {"start": False, "": False, "end": True})
        is_point = _one_of(attributes, "class", {"": False, "here": True})
        self.labels.append(Label(words, at, ends_there, self.leader.corners[-1], is_point))
        self.leader = None

    def _check_inside(self, places: Iterable[Position]) -> None:
        width, height = self.size
        if width and not all(0 <= x <= width and 0 <= y <= height for x, y in places):  # 0: refused already
            raise _RefusedError("this leaves the drawing")


def _words(element: _Element) -> str:
    return visible(" ".join(element.text.split()))


def _size(view_box: str) -> Position:
    parts = view_box.split()
    if len(parts) != 4 or parts[:2] != ["0", "0"]:  # noqa: PLR2004 - left, top, width, height
        raise _RefusedError("the viewBox must be '0 0', a width, and a height")
    box = {"width": parts[2], "height": parts[3]}
    width, height = _number(box, "width"), _number(box, "height")
    if not (0 < width <= 10_000 and 0 < height <= 10_000):  # noqa: PLR2004 - far more than any drawing needs
        raise _RefusedError("the viewBox must be more than 0 and at most 10000 wide and high")
    return width, height


def _line(element: str, attributes: Mapping[str, str]) -> Line:
    kind = attributes.get("class", "")
    if kind not in KINDS:
        raise _RefusedError(f"<{element}> must be of class {', '.join(KINDS)}, not '{visible(kind)}'")
    return Line(attributes.get("id", ""), kind, tuple(_SHAPES[element](attributes)))


def _number(attributes: Mapping[str, str], name: str) -> float:
    try:
        number = float(attributes.get(name, ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _RefusedError(f"'{name}' must be a number")
    return number


def _size_of(attributes: Mapping[str, str], name: str) -> float:
    number = _number(attributes, name)
    if number <= 0:
        raise _RefusedError(f"'{name}' must be more than 0")
    return number


def _one_of(attributes: Mapping[str, str], name: str, meanings: Mapping[str, bool]) -> bool:
    word = attributes.get(name, "")
    if word not in meanings:
        raise _RefusedError(f"'{name}' may not be '{visible(word)}' here")
    return meanings[word]


def _straight(attributes: Mapping[str, str]) -> Iterator[Position]:
    yield _number(attributes, "x1"), _number(attributes, "y1")
    yield _number(attributes, "x2"), _number(attributes, "y2")


def _round(attributes: Mapping[str, str]) -> Iterator[Position]:
    across = _size_of(attributes, "r" if "r" in attributes else "rx")
    down = _size_of(attributes, "r" if "r" in attributes else "ry")
    x, y = _number(attributes, "cx"), _number(attributes, "cy")
    for step in range(_STEPS + 1):
        turn = 2 * math.pi * step / _STEPS
        yield x + across * math.cos(turn), y + down * math.sin(turn)


def _curved(attributes: Mapping[str, str]) -> Iterator[Position]:
    from svg.path import parse_path  # noqa: PLC0415 - slow to import, and only curves need it

    path = attributes.get("d", "").strip()
    if not _ONE_LINE.fullmatch(path):
        raise _RefusedError("'d' must be one line: M, then curves and straight lines, and Z at most at its end")
    try:
        start, *pieces = parse_path(path)
        yield _place(start.point(1))
        for piece in pieces[:_MOST_PIECES]:
            for step in range(_STEPS):
                yield _place(piece.point((step + 1) / _STEPS))
    except Exception as error:
        raise _RefusedError("'d' is not a valid path") from error
    if len(pieces) > _MOST_PIECES:
        raise _RefusedError(f"a path may have {_MOST_PIECES} pieces at most")


def _place(number: complex) -> Position:
    return number.real, number.imag


_SHAPES: Mapping[str, Callable[[Mapping[str, str]], Iterable[Position]]] = {
    "path": _curved,
    "line": _straight,
    "circle": _round,
    "ellipse": _round,
}


def _middle(corners: tuple[Position, ...]) -> Position:
    across, down = zip(*corners, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
