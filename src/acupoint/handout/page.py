"""The printed reading: one self-contained HTML page for paper, black on white.

The first side is for every point: the signs, the conditions, and the grid to fill in. Then each point has a side.

It says nothing about the person it is for, neither a name nor a symptom; only whom to ask before pressing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.drawing.model import Drawing
from acupoint.guide import wording
from acupoint.guide.gate import gate_for, gate_lists
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.text import capitalized, listed

if TYPE_CHECKING:
    from jinja2 import Template

MOST_POINTS = 4
_MOST_SIGNS = 11  # in a list: every emergency of every place; on a screen there is no room for them
WEEKS = (range(1, 8), range(8, 15))


@dataclass(frozen=True, slots=True)
class _PrintedPoint:
    # A point as the template prints it.
    id: str
    code: str
    pinyin: str
    chinese: str
    drawing: Drawing | None
    picture: str
    place: str
    before: str
    find: tuple[str, ...]
    press: tuple[str, ...]
    time: str
    feel: str
    cautions: tuple[str, ...]
    stop: tuple[str, ...]
    sources: str


def page(
    catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing], *, version: str, today: date
) -> str:
    """The page for the answer's points, in its order, as HTML."""
    values = _template_values(catalogue, answer, drawings)
    return _template().render(**values, weeks=WEEKS, version=version, date=today.isoformat())


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
    return {
        "title": f"Acupressure: {listed(suggestion.point.code for suggestion in answer.suggestions)}",
        "clinic": listed(clinic.name for clinic in catalogue.clinics if clinic.name),
        "telephone": "; ".join(clinic.telephone for clinic in catalogue.clinics if clinic.telephone),
        "no_doctor": wording.NO_DOCTOR,
        "press_nothing": wording.PRESS_NOTHING,
        "signs": [
            (advice.heading, [capitalized(item.text) for item in items])
            for advice, items in gate_lists(catalogue, gate_for(catalogue, answer.places, _MOST_SIGNS))
        ],
        "conditions": [capitalized(condition.text) for condition in catalogue.conditions],
        "audience": catalogue.audience.text if catalogue.audience else "",
        "evidence": " ".join(_texts(catalogue.evidence[:1])),
        "checked": wording.review_words(catalogue)[:1],
        "cautions": _texts(catalogue.cautions),
        "times_a_day": max(suggestion.point.dose.a_day[1] for suggestion in answer.suggestions),
        "points": [_printed(catalogue, suggestion, drawings) for suggestion in answer.suggestions],
    }


def _printed(catalogue: Catalogue, suggestion: Suggestion, drawings: Mapping[str, Drawing]) -> _PrintedPoint:
    point = suggestion.point
    return _PrintedPoint(
        id=point.id,
        code=point.code,
        pinyin=point.names.pinyin,
        chinese=point.names.chinese,
        drawing=drawings.get(point.id),
        picture=_picture_words(point, drawings),
        place=point.place.text,
        before=wording.before_words(suggestion),
        find=_texts(point.find),
        press=_texts(point.press),
        time=capitalized(wording.dose_words(point.dose)),
        feel=" ".join(_texts((*point.feel, *((point.side_note,) if point.side_note else ())))),
        cautions=_texts(point.cautions),
        stop=_texts(catalogue.stop_signs_for(point)),
        sources="; ".join(_publishers(catalogue, point)),
    )


def _picture_words(point: Point, drawings: Mapping[str, Drawing]) -> str:
    # A drawing of the guide's speaks for itself; a clinic's needs the words that say whose it is.
    return point.picture.text if point.picture and (point.added_by or point.id not in drawings) else ""


def _texts(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(statement.text for statement in statements)


def _publishers(catalogue: Catalogue, point: Point) -> dict[str, None]:
    # Of what this side says, each once.
    cautions, stop = catalogue.cautions_for(point), catalogue.stop_signs_for(point)
    said = wording.each_source((point.place, *point.find, *point.press, *point.feel, *cautions, *stop))
    rules = [layer for condition in catalogue.conditions for layer in condition.rule_for(point).layers]
    return dict.fromkeys(source.publisher for source in (*said, *point.dose.sources, *wording.each_source(rules)))
