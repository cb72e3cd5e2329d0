"""An SVG file -> a drawing.

A drawing uses a small, plain part of SVG that any drawing program can edit. Anything else is refused, with its place.
The same file is shown in the terminal, on the handout, and in the documents.

The limits are several times what the guide's own drawings have. The worst file within them was measured to take 0.1
seconds to read, accepted or refused, 0.6 seconds to draw, and 5 MB.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from xml.parsers import expat

from acupoint.drawing.model import Drawing, Label, Line, Position
from acupoint.drawing.shapes import SHAPES, RefusedError, line, number
from acupoint.errors import CatalogueError, Problem
from acupoint.text import visible

MOST_BYTES = 200_000  # of the guide's own drawings, none has more than 2,100
MOST_ELEMENTS = 500  # none has more than 20
MOST_CORNERS = 24_000  # of all shapes together, a thousand curves; none has more than 725
MOST_LETTERS = {"title": 200, "desc": 2_000, "text": 60}  # none has more than 15, 191, and 10
LARGEST = 10_000  # of the sides, in units
LONGEST = 5  # times the other side, of the longer one
_ENCODINGS = {"UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "ISO-8859-1", "US-ASCII"}  # that expat itself can read
MOST_PROBLEMS = 100  # in one drawing, after which reading ends

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
    if not wrong:
        wrong = list(islice(_problems(elements, builder), MOST_PROBLEMS))
        if len(wrong) == MOST_PROBLEMS:
            wrong.append((*wrong[-1][:2], "nothing after this was checked"))
    if wrong:
        lines = ["", *data.decode("utf-8", errors="replace").splitlines()]
        raise CatalogueError(
            Problem(name, line, column, what, "".join(lines[line : line + 1])) for line, column, what in wrong
        )
    return builder.drawing()


def _problems(elements: Iterable["_Element"], builder: "_Builder") -> Iterator[tuple[int, int, str]]:
    is_wrong = False
    for element in elements:
        for what in builder.add(element):
            is_wrong = True
            yield *element.place, what
    if not is_wrong:  # otherwise what seems to be missing may be what was refused
        yield from ((0, 0, what) for what in builder.missing())


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
        if len(elements) == MOST_ELEMENTS:
            raise RefusedError(f"a drawing may have {MOST_ELEMENTS} elements at most")
        elements.append(element)
        inside.append(element)

    def words(text: str) -> None:
        inside[-1].text += text

    def doctype(*_: object) -> None:
        raise RefusedError("a drawing has no document type, and no entities")

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        # Others would be Python's codecs', some of which are none of a text, or take a letter for each byte of UTF-8.
        if encoding and encoding.upper() not in _ENCODINGS:
            raise RefusedError(f"the encoding '{visible(encoding[:40])}' cannot be read here; save it as UTF-8")

    parser.buffer_text = True
    parser.XmlDeclHandler = declaration
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword: this is all there is
    except RefusedError as error:
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
    corners: int = 0  # of all shapes so far

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
            except RefusedError as error:
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
        elif element.name in SHAPES:
            if self.corners <= MOST_CORNERS:  # else it was said of the shape before
                self._add_line(line(element.name, element.attributes))
        elif element.name == "text":
            self._add_label(_words(element), element.attributes)
        elif element.name == "style":
            if _FETCHES.search(element.text):
                raise RefusedError("a style may fetch nothing: no url(), no @import")
        else:
            self.texts[element.name] = _words(element)

    def _add_line(self, line: Line) -> None:
        self.corners += len(line.corners)
        if self.corners > MOST_CORNERS:
            raise RefusedError("a drawing may have a thousand curves and straight lines at most")
        if line.kind == "leader":
            self.leader = line
        else:
            self.lines.append(line)
        self._check_inside(line.corners)

    def _add_label(self, words: str, attributes: Mapping[str, str]) -> None:
        if self.leader is None:
            raise RefusedError("a label needs a line of class 'leader' before it, from the label to what it names")
        if not words:
            raise RefusedError("a label needs words")
        if any(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in words):
            raise RefusedError("a label may have no letters two columns wide")
        at = (number(attributes, "x"), number(attributes, "y"))
        self._check_inside([at])
        ends_there = _one_of(attributes, "text-anchor", {"start": False, "": False, "end": True})
        is_point = _one_of(attributes, "class", {"": False, "here": True})
        self.labels.append(Label(words, at, ends_there, self.leader.corners[-1], is_point))
        self.leader = None

    def _check_inside(self, places: Iterable[Position]) -> None:
        width, height = self.size
        if width and not all(0 <= x <= width and 0 <= y <= height for x, y in places):  # 0: refused already
            raise RefusedError("this leaves the drawing")


def _words(element: _Element) -> str:
    text = visible(" ".join(element.text.split()))
    most = MOST_LETTERS[element.name]
    if len(text) > most:
        raise RefusedError(f"<{element.name}> may have {most} letters at most")
    return text


def _size(view_box: str) -> Position:
    parts = view_box.split()
    if len(parts) != 4 or parts[:2] != ["0", "0"]:  # noqa: PLR2004 - left, top, width, height
        raise RefusedError("the viewBox must be '0 0', a width, and a height")
    box = {"width": parts[2], "height": parts[3]}
    width, height = number(box, "width"), number(box, "height")
    if not (1 <= width <= LARGEST and 1 <= height <= LARGEST):
        raise RefusedError(f"the viewBox must be at least 1 and at most {LARGEST} wide and high")
    if max(width, height) > LONGEST * min(width, height):
        raise RefusedError(
            f"the viewBox may be {LONGEST} times as wide as it is high at most, or as high as it is wide"
        )
    return width, height


def _one_of(attributes: Mapping[str, str], name: str, meanings: Mapping[str, bool]) -> bool:
    word = attributes.get(name, "")
    if word not in meanings:
        raise RefusedError(f"'{name}' may not be '{visible(word)}' here")
    return meanings[word]


def _middle(corners: tuple[Position, ...]) -> Position:
    across, down = zip(*corners, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
