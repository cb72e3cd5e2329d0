"""What several commands do between the words that were typed and an answer: ask, choose points, and draw them."""

from typing import TYPE_CHECKING

from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.names import find_points
from acupoint.cli import flags
from acupoint.errors import UsageError
from acupoint.guide.suggest import SelfReport, Suggestions, suggest, suggest_named
from acupoint.terminal import output as terminal
from acupoint.terminal.input import can_ask, read

if TYPE_CHECKING:
    from acupoint.drawing.model import Drawing


def suggestions_for(catalogue: Catalogue, named: list[str] | None, report: SelfReport) -> Suggestions:
    """The points *named*, less those held back; without a name, what suits what is asked for.

    A warning sign comes before every name, even a misspelt one. Raises NoSuchPointError for any other misspelt name.
    """
    answer = suggest(catalogue, report)
    return answer if answer.withheld or not named else suggest_named(find_points(catalogue, named), report)


def answers(catalogue: Catalogue) -> list[str]:
    """What a person who gave no flag says when asked. Raises UsageError where nobody is there to ask."""
    if not can_ask():
        raise UsageError(f"say what you feel with one or more of these flags: {flags.all_flags(catalogue)}")
    from acupoint.guide.questions import ask  # noqa: PLC0415 - only who is asked needs this

    return ask(catalogue, terminal.say, read)


def drawings_for(points: list[Point]) -> "dict[str, Drawing]":
    """The drawings of *points* by point id; none where the terminal cannot show them."""
    from acupoint.drawing.braille import SAMPLE  # noqa: PLC0415 - only who sees a drawing needs this

    return read_drawings(points) if terminal.can_show(SAMPLE) else {}


def read_drawings(points: list[Point]) -> "dict[str, Drawing]":
    """The drawings of *points* that have one, by point id."""
    from acupoint.drawing.svg import read_drawing  # noqa: PLC0415 - only who sees a drawing needs this

    return {point.id: read_drawing(point.picture.file) for point in points if point.picture}
