"""The printed reading: one self-contained HTML page for paper, black on white.

It holds nothing about who it is for: no name and nothing they said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from acupoint.model import Catalogue, Point, Statement
from acupoint.picture import Drawing
from acupoint.suggest import Suggestion, Suggestions
from acupoint.text import listed, sentence
from acupoint.views import wording

DAYS = range(1, 15)


@dataclass(frozen=True, slots=True)
class _Printed:
    # A point as the template prints it.
    id: str
    code: str
    pinyin: str
    chinese: str
    drawing: Drawing | None
    picture: str
    cautions: tuple[str, ...]
    place: str
    find: tuple[str, ...]
    press: tuple[str, ...]
    time: str
    feel: str


def page(
    catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing], *, version: str, today: date
) -> str:
    """The page for the answer's points, in its order, as HTML."""
    points = [suggestion.point for suggestion in answer.suggestions]
    environment = Environment(
        loader=PackageLoader("acupoint", "views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("handout.html").render(
        title=f"Acupressure: {listed(point.code for point in points)}",
        no_doctor=wording.NO_DOCTOR,
        not_asked=wording.PRESS_NOTHING,
        signs=[
            (advice.title, advice.act.text, sentence("; ".join(sign.short for sign in signs)))
            for advice, signs in wording.signs_by_urgency(catalogue)
            if advice.urgency.withholds
        ],
        points=[_printed(suggestion, drawings) for suggestion in answer.suggestions],
        cautions=_texts(catalogue.cautions),
        stop=_texts(catalogue.stop),
        left_out=[
            f"{held.point.code}: {wording.reason_words(applied)}"
            for held in answer.held_back
            for applied in held.because
        ],
        days=DAYS,
        version=version,
        date=today.isoformat(),
        sources="; ".join(_sources(catalogue, points)),
        command="acupoint safety --plain, and acupoint show with a point and --plain",
    )


def _printed(suggestion: Suggestion, drawings: Mapping[str, Drawing]) -> _Printed:
    point = suggestion.point
    rules = (*suggestion.ask_first, *suggestion.press_lightly)
    return _Printed(
        id=point.id,
        code=point.code,
        pinyin=point.names.pinyin,
        chinese=point.names.chinese,
        drawing=drawings.get(point.id),
        picture=point.picture.text if point.picture else "",
        cautions=(
            *(wording.rule_words(applied.condition, applied.rule) for applied in rules),
            *_texts(point.cautions),
            *_texts(point.stop),
        ),
        place=point.place.text,
        find=_texts(point.find),
        press=_texts(point.press),
        time=sentence(wording.dose_words(point.dose)),
        feel=" ".join(_texts((*point.feel, *((point.side_note,) if point.side_note else ())))),
    )


def _texts(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(statement.text for statement in statements)


def _sources(catalogue: Catalogue, points: Iterable[Point]) -> dict[str, None]:
    # Each publisher once: the page has little room, and the program tells the rest.
    return dict.fromkeys(source.publisher for point in points for source in wording.sources_of(catalogue, point))
