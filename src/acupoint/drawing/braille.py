"""A drawing -> cells of text: lines in braille dots, the point as a disc, labels in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from acupoint.drawing.model import KINDS, Drawing, Label, Line, Position


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of a drawing in text, and what it shows: a kind, `label`, or nothing."""

    character: str
    shows: str


_DOTS_ACROSS, _DOTS_DOWN = 2, 4  # in one braille cell
_BRAILLE = 0x2800
# The bit of each dot of a braille cell, by row and column, as Unicode numbers them.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_MARK = "●"
SAMPLE = f"{chr(_BRAILLE)}{_MARK}"  # what a terminal must be able to show
# How many dots a line of a kind draws, and how many it leaves out; lines of other kinds are solid.
_DASHES = {"bone": (2, 1), "crease": (2, 1), "leader": (1, 1)}
_BLANK = Cell(" ", "")


def in_text(drawing: Drawing, columns: int) -> list[list[Cell]]:
    """The drawing as rows of *columns* cells: lines in braille dots, the point as a disc, labels in words.

    No label covers a line; a label without room is left out, and its leader with it.
    """
    scale = columns * _DOTS_ACROSS / drawing.width
    rows = math.ceil(drawing.height * scale / _DOTS_DOWN)
    canvas = _Canvas(columns, rows)
    for line in sorted(drawing.lines, key=lambda line: KINDS.index(line.kind)):
        if line.kind != "point":
            canvas.draw(line, scale)
    canvas.mark(drawing.point, scale)
    for label in sorted(drawing.labels, key=lambda label: not label.is_point):
        canvas.write(label, scale)
    return canvas.cells()


class _Canvas:
    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.dots: dict[tuple[int, int], dict[tuple[int, int], str]] = {}
        self.words: dict[tuple[int, int], Cell] = {}

    def draw(self, line: Line, scale: float) -> None:
        corners = [(x * scale, y * scale) for x, y in line.corners]
        drawn, left_out = _DASHES.get(line.kind, (1, 0))
        for number, dot in enumerate(_along(corners)):
            if number % (drawn + left_out) < drawn:
                self._dot(dot, line.kind)

    def mark(self, point: Position, scale: float) -> None:
        x, y = point[0] * scale, point[1] * scale
        column, row = int(x) // _DOTS_ACROSS, int(y) // _DOTS_DOWN
        self.words[column, row] = Cell(_MARK, "point")

    def write(self, label: Label, scale: float) -> None:
        place = self._room_for(label, scale)
        if place is None:
            return
        column, row = place
        shows = "point" if label.is_point else "label"
        for offset, character in enumerate(label.words):
            self.words[column + offset, row] = Cell(character, shows)
        near = column + len(label.words) if label.ends_there else column - 1
        start = (near * _DOTS_ACROSS + 0.5, row * _DOTS_DOWN + 1.5)
        self.draw(Line("", "leader", (start, (label.about[0] * scale, label.about[1] * scale))), 1)

    def _room_for(self, label: Label, scale: float) -> tuple[int, int] | None:
        x, y = label.at[0] * scale / _DOTS_ACROSS, label.at[1] * scale / _DOTS_DOWN
        wanted = round(x) - len(label.words) if label.ends_there else round(x)
        row = int(y - 0.3)  # a text stands on its y
        places = ((wanted + across, row + down) for across in range(-8, 9) for down in range(-3, 4))
        near = sorted(places, key=lambda place: (place[0] - wanted) ** 2 + 6 * (place[1] - row) ** 2)
        return next((place for place in near if self._is_free(place, len(label.words))), None)

    def _is_free(self, place: tuple[int, int], length: int) -> bool:
        column, row = place
        if column < 0 or column + length > self.columns or not 0 <= row < self.rows:
            return False
        around = [(column + offset, row) for offset in range(-1, length + 1)]
        return not any(cell in self.words or cell in self.dots for cell in around)

    def _dot(self, dot: tuple[int, int], kind: str) -> None:
        x, y = dot
        column, row = x // _DOTS_ACROSS, y // _DOTS_DOWN
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self.dots.setdefault((column, row), {})[x % _DOTS_ACROSS, y % _DOTS_DOWN] = kind

    def cells(self) -> list[list[Cell]]:
        return [[self._cell(column, row) for column in range(self.columns)] for row in range(self.rows)]

    def _cell(self, column: int, row: int) -> Cell:
        if cell := self.words.get((column, row)):
            return cell
        dots = self.dots.get((column, row))
        if not dots:
            return _BLANK
        bits = sum(_BITS[down][across] for across, down in dots)
        return Cell(chr(_BRAILLE + bits), max(dots.values(), key=KINDS.index))


def _along(corners: list[Position]) -> Iterator[tuple[int, int]]:
    # Every dot on the line, without repeating a dot at once.
    last: tuple[int, int] | None = None
    for (x1, y1), (x2, y2) in pairwise(corners):
        steps = max(1, math.ceil(max(abs(x2 - x1), abs(y2 - y1))))
        for step in range(steps + 1):
            dot = int(x1 + (x2 - x1) * step / steps), int(y1 + (y2 - y1) * step / steps)
            if dot != last:
                yield dot
                last = dot
