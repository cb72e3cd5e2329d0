"""An SVG file -> a drawing.

A drawing keeps to a small plain part of SVG that any drawing program can edit; what is outside it is refused with its
place. The same file is shown in the terminal, on the handout, and in the documents.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from svg.path import parse_path

from acupoint.drawing.braille import KINDS, Drawing, Label, Line, Position
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

# Possessive throughout: a run of digits can be read in one way alone, and a wrong letter after it is found at once.
_ONE_LINE = re.compile(r"M(?:[\s,LHVCSQTA]|[-+]?(?:\d++\.?+\d*+|\.\d++)(?:E[-+]?\d++)?+)++Z?", re.IGNORECASE)
_FETCHES = re.compile(r"url|@|\\|expression", re.IGNORECASE)


def read_drawing(file: Path) -> Drawing:
    """The drawing in *file*. Raises CatalogueError, with file and line, where it is no such SVG."""
    return _Reader(file).read()


class _RefusedError(Exception):
    """What is wrong at the place the parser has come to."""


@dataclass(slots=True)
class _Reader:
    file: Path
    texts: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    size: Position = (0, 0)
    inside: list[str] = field(default_factory=list)
    leader: Line | None = None
    pending: Mapping[str, str] = field(default_factory=dict)
    data: bytes = b""
    problems: list[Problem] = field(default_factory=list)
    place: tuple[int, int] = (0, 0)  # line and column, from 1, of the element being read; 0 for the file as a whole

    def read(self) -> Drawing:
        try:
            self.data = self._data()
            self._parse(self.data)
        except _RefusedError as error:
            self._note(str(error))
        except expat.ExpatError as error:
            self.place = (error.lineno, error.offset + 1)
            self._note(f"this is not XML: {expat.ErrorString(error.code)}")
        except OSError as error:
            self._note(f"the drawing cannot be read: {error.strerror}")
        if self.problems:
            raise CatalogueError(self.problems)
        return self._drawing()

    def _parse(self, data: bytes) -> None:
        parser = expat.ParserCreate()

        def start(element: str, attributes: dict[str, str]) -> None:
            self.place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            self._noting(lambda: self._start(element, attributes))

        def doctype(*_: object) -> None:
            self.place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            raise _RefusedError("a drawing has no document type, and no entities")

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda element: self._noting(lambda: self._end(element))
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = doctype
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword: this is all there is
        self.place = (0, 0)
        if not self.problems:  # else what seems to be missing may be what is refused
            self._noting(lambda: self._text("title"))
            self._noting(lambda: self._text("desc"))
            self._noting(self._check_point)

    def _noting(self, step: Callable[[], object]) -> None:
        try:
            step()
        except _RefusedError as error:
            self._note(str(error))

    def _note(self, what: str) -> None:
        line, column = self.place
        lines = self.data.decode("utf-8", errors="replace").splitlines() if line else []
        self.problems.append(Problem(visible(str(self.file)), line, column, what, "".join(lines[line - 1 : line])))

    def _data(self) -> bytes:
        with self.file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise _RefusedError(f"a drawing may have {MOST_BYTES // 1000} kB at most")
        return data

    def _check_point(self) -> None:
        points = [line for line in self.lines if line.kind == "point"]
        if len(points) != 1:
            raise _RefusedError(f"a drawing marks one point (class 'point'); this one marks {len(points)}")

    def _drawing(self) -> Drawing:
        (point,) = [line for line in self.lines if line.kind == "point"]
        return Drawing(
            title=self._text("title"),
            description=self._text("desc"),
            width=self.size[0],
            height=self.size[1],
            lines=tuple(self.lines),
            labels=tuple(self.labels),
            point=_middle(point.corners),
        )

    def _text(self, element: str) -> str:
        text = " ".join(self.texts.get(element, "").split())
        if not text:
            raise _RefusedError(f"the drawing has no <{element}>")
        return visible(text)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        around, depth = self.inside[-1:], len(self.inside)
        self.inside.append(element)
        self.texts[element] = ""
        self.pending = attributes
        if element not in _ATTRIBUTES:
            raise _RefusedError(f"<{visible(element)}> is not used in drawings here")
        if (depth > 0) == (element == "svg") or depth > 1:
            raise _RefusedError(f"<{element}> may not stand inside <{visible(around[0]) if around else 'nothing'}>")
        for name in sorted(attributes.keys() - _ATTRIBUTES[element]):
            self._note(f"<{element}> has no attribute '{visible(name)}' here")
        if element == "svg":
            self.size = _size(attributes.get("viewBox", ""))
        elif element in _SHAPES:
            self._add(_line(element, attributes))

    def _add(self, line: Line) -> None:
        if line.kind == "leader":
            self.leader = line
        else:
            self.lines.append(line)
        self._keep_inside(line.corners)

    def _keep_inside(self, places: Iterable[Position]) -> None:
        width, height = self.size
        if width and not all(0 <= x <= width and 0 <= y <= height for x, y in places):  # 0: that is told already
            raise _RefusedError("this leaves the drawing")

    def _words(self, words: str) -> None:
        if self.inside:
            self.texts[self.inside[-1]] += words

    def _end(self, element: str) -> None:
        self.inside.pop()
        if element == "text":
            self._add_label()
        elif element == "style" and _FETCHES.search(self.texts["style"]):
            raise _RefusedError("a style may fetch nothing: no url(), no @import")

    def _add_label(self) -> None:
        if self.leader is None:
            raise _RefusedError("a label needs a line of class 'leader' before it, from the label to what it names")
        words = self._text("text")
        if any(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in words):
            raise _RefusedError("a label may have no letters two columns wide")
        at = (_number(self.pending, "x"), _number(self.pending, "y"))
        self._keep_inside([at])
        ends_there = _one_of(self.pending, "text-anchor", {"start": False, "": False, "end": True})
        is_point = _one_of(self.pending, "class", {"": False, "here": True})
        self.labels.append(Label(words, at, ends_there, self.leader.corners[-1], is_point))
        self.leader = None


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
        raise _RefusedError("'d' is no path") from error
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
