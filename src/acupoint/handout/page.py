"""The printed reading: one self-contained HTML page for paper, black on white.

It says nothing about the person it is for, neither a name nor a symptom; only whom to ask before pressing.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.drawing.model import Drawing
from acupoint.guide import wording
from acupoint.guide.gate import gate_lists
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.text import capitalized, listed

if TYPE_CHECKING:
    from jinja2 import Template

DAYS = range(1, 15)

_POINTS_A_SHEET = 2
# How many letters a sheet has room for, times the square of their size in points, by the number of points printed: what
# both A4 and Letter hold, measured in Chromium with the shipped points, less a little.
_ROOM = {1: 347_000, 2: 340_000, 3: 309_000, 4: 335_000}
_LINE = 60  # letters at least that a text counts for: a line to itself, in one of two columns
_SMALLEST, _LARGEST = 8.0, 13.0

MOST_POINTS = max(_ROOM)


@dataclass(frozen=True, slots=True)
class _PrintedPoint:
    # A point as the template prints it: step by step if it is the only one, otherwise in the one line to follow.
    id: str
    code: str
    pinyin: str
    chinese: str
    drawing: Drawing | None
    picture: str
    before: str
    cautions: tuple[str, ...]
    place: str
    do: str
    find: tuple[str, ...]
    press: tuple[str, ...]
    time: str
    feel: str


_WORDS_OF_A_POINT = ("before", "picture", "cautions", "place", "do", "find", "press", "time", "feel")


def page(
    catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing], *, version: str, today: date
) -> str:
    """The page for the answer's points, in its order, as HTML."""
    values = _template_values(catalogue, answer, drawings)
    about = {
        "days": DAYS,
        "version": version,
        "date": today.isoformat(),
        "sources": "; ".join(_publishers(catalogue, answer)),
        "addresses": "acupoint safety --full --plain, and acupoint show with a point and --plain",
    }
    return _template().render(**values, **about, type_size=_type_size(values, points=len(answer.suggestions)))


def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to import

    environment = Environment(
        loader=PackageLoader("acupoint", "handout"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("handout.html")


def _template_values(catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing]) -> dict[str, Any]:
    points = [suggestion.point for suggestion in answer.suggestions]
    return {
        "title": f"Acupressure: {listed(point.code for point in points)}",
        "no_doctor": wording.NO_DOCTOR,
        "press_nothing": wording.PRESS_NOTHING,
        "signs": [
            (advice.heading, [capitalized(item.text) for item in items])
            for advice, items in gate_lists(catalogue, answer.gate)
        ],
        "conditions": [capitalized(condition.text) for condition in catalogue.conditions],
        "audience": catalogue.audience.text if catalogue.audience else "",
        "checked": wording.review_words(catalogue)[:1],
        "points": [_printed(suggestion, drawings, in_steps=len(points) == 1) for suggestion in answer.suggestions],
        "cautions": _texts(catalogue.cautions),
        "stop": _texts(catalogue.stop),
    }


def _type_size(values: Mapping[str, object], *, points: int) -> float:
    """The size of the type, in points, at which the *values* fill their sheets: one for up to two points, else two.

    A letter's area grows with the square of its size, so a sheet has room for so many letters times that square.
    """
    sheets = math.ceil(points / _POINTS_A_SHEET)
    size = math.sqrt(_ROOM[points] * sheets / _length(values))
    return round(min(max(size, _SMALLEST), _LARGEST), 1)


def _length(value: object) -> int:
    if isinstance(value, str):
        return max(len(value), _LINE)
    if isinstance(value, Mapping):
        return _length(list(value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_length, value))
    return _length([getattr(value, name) for name in _WORDS_OF_A_POINT])


def _printed(suggestion: Suggestion, drawings: Mapping[str, Drawing], *, in_steps: bool) -> _PrintedPoint:
    point = suggestion.point
    return _PrintedPoint(
        id=point.id,
        code=point.code,
        pinyin=point.names.pinyin,
        chinese=point.names.chinese,
        drawing=drawings.get(point.id),
        picture=_picture_words(point, drawings),
        before=wording.before_words(suggestion),
        cautions=_texts((*point.cautions, *point.stop)),
        place=point.place.text,
        do="" if in_steps else point.do.text,
        find=_texts(point.find) if in_steps else (),
        press=_texts(point.press) if in_steps else (),
        time=capitalized(wording.dose_words(point.dose)),
        feel=" ".join(_texts((*point.feel, *((point.side_note,) if point.side_note else ())))),
    )


def _picture_words(point: Point, drawings: Mapping[str, Drawing]) -> str:
    # A drawing of the guide's speaks for itself; a clinic's needs the words that say whose it is.
    return point.picture.text if point.picture and (point.added_by or point.id not in drawings) else ""


def _texts(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(statement.text for statement in statements)


def _publishers(catalogue: Catalogue, answer: Suggestions) -> dict[str, None]:
    # Each once: the page has little room, and the program shows the rest.
    points = (suggestion.point for suggestion in answer.suggestions)
    sources = (source for point in points for source in wording.sources_of(catalogue, point))
    return dict.fromkeys(source.publisher for source in sources)
