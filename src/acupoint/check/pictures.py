"""The drawing of a point, which must be of that point."""

import re
from pathlib import Path

from acupoint.catalogue.body import NO_CODE, Body, code_parts
from acupoint.catalogue.model import Point
from acupoint.catalogue.names import name_keys
from acupoint.drawing.model import Drawing
from acupoint.drawing.svg import read_drawing
from acupoint.errors import CatalogueError, Problem
from acupoint.text import name_key, visible

_HERE = re.compile(r"""class\s*=\s*["']here["']""")


def drawing_of(point: Point, body: Body | None = None) -> Drawing | None:
    """The drawing of *point*, or None where it has none.

    Raises CatalogueError with every problem in it: it may not say of the place that it marks that another point is
    there. Names of points in other channels are known only with the whole *body*.
    """
    if point.picture is None:
        return None
    drawing = read_drawing(point.picture.file)
    for label in drawing.labels:
        is_here = label.is_point and point.number  # a stand-in for a point that is not known has none
        if is_here and _is_of_another(label.words, point, body or Body((point.channel,))):
            raise CatalogueError([_problem(label.words, point, point.picture.file)])
    return drawing


def _is_of_another(words: str, point: Point, body: Body) -> bool:
    for name in (name_key(words), *map(name_key, re.split(r"[,;()/]", words))):
        meant = [*body.by_code(name), *body.by_name(name)]
        is_own = name in name_keys(point) or (point.channel.id, point.number) in meant
        if not is_own and (meant or code_parts(name) != NO_CODE):
            return True
    return False


def _problem(words: str, point: Point, file: Path) -> Problem:
    what = f"the label of class 'here' says '{visible(words)}', and this is the drawing of {point.plain_code}"
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        if found := _HERE.search(line):
            return Problem(visible(str(file)), number, found.start() + 1, what, line)
    return Problem(visible(str(file)), 0, 0, what)
