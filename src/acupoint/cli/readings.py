"""The module for each reading of an answer, typed: to call a function that it does not have is an error of mypy.

A module is imported only when it is read: Rich takes longer to import than an answer takes to find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from acupoint.terminal.output import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from acupoint.catalogue.model import Catalogue, Point, Symptom
    from acupoint.check.check import FileReport
    from acupoint.drawing.model import Drawing
    from acupoint.guide.suggest import Suggestions
    from acupoint.log.progress import History
    from acupoint.session.display import SessionView
    from acupoint.terminal.output import Answer


class GuideView(Protocol):
    """What the catalogue says."""

    def point_list(self, catalogue: Catalogue, /) -> Answer:
        """Every point: where it is and what it is for."""

    def cards(self, catalogue: Catalogue, points: Sequence[Point], drawings: Mapping[str, Drawing] | None, /) -> Answer:
        """A card a point; without *drawings* not even the description of a picture."""

    def suggestions(
        self, catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing] | None = None, /
    ) -> Answer:
        """The ranked points with their reasons, or why there are none."""

    def safety(self, catalogue: Catalogue, symptoms: Sequence[Symptom], /) -> Answer:
        """The warning signs, those of *symptoms* alone where it is short, the conditions, and when to stop."""


class LogView(Protocol):
    """The sessions so far."""

    def sessions(self, catalogue: Catalogue, history: History, /, *, full: bool) -> Answer:
        """What became of the pain, and the last sessions; all of them and the numbers where it is *full*."""


def guide_reading(reading: Reading, *, full: bool = False) -> GuideView:
    """The module that shows what the catalogue says, in short or in *full*; JSON is always full."""
    match reading, full:
        case Reading.SCREEN, True:
            from acupoint.guide import screen

            return screen
        case Reading.SCREEN, False:
            from acupoint.guide import short_screen

            return short_screen
        case Reading.PLAIN, True:
            from acupoint.guide import plain

            return plain
        case Reading.PLAIN, False:
            from acupoint.guide import short_plain

            return short_plain
        case _:
            from acupoint.guide import as_json

            return as_json


def spoken_list(catalogue: Catalogue) -> str:
    """The short list for the ear."""
    from acupoint.guide import short_plain

    return short_plain.spoken_list(catalogue)


def labelled(reading: Reading) -> Callable[[Iterable[tuple[str, str]]], Answer]:
    """What shows texts after their labels."""
    if reading is Reading.SCREEN:
        from acupoint.guide import blocks

        return blocks.labelled
    from acupoint.guide import plain

    return plain.labelled


def log_reading(reading: Reading) -> LogView:
    """The module that shows the sessions so far."""
    match reading:
        case Reading.SCREEN:
            from acupoint.log import screen

            return screen
        case Reading.PLAIN:
            from acupoint.log import plain

            return plain
        case Reading.JSON:
            from acupoint.log import as_json

            return as_json


def check_reading(reading: Reading) -> Callable[[Sequence[FileReport]], Answer]:
    """The function that shows what is wrong with a catalogue."""
    from acupoint.check import readings

    match reading:
        case Reading.SCREEN:
            return readings.screen
        case Reading.PLAIN:
            return readings.plain
        case Reading.JSON:
            return readings.as_json


def session_reading(reading: Reading) -> SessionView:
    """The module that shows a session, which has no JSON."""
    if reading is Reading.SCREEN:
        from acupoint.session import screen

        return screen
    from acupoint.session import plain

    return plain
