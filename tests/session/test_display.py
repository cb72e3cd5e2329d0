"""What is shown and rung while a turn is played."""

import sys
from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.theme import Theme

from acupoint.catalogue.model import Catalogue
from acupoint.guide.suggest import self_report, suggest_named
from acupoint.session import plain, screen
from acupoint.session.display import Display, ReaderGoneError
from acupoint.session.plan import SessionOptions, Turn, turns
from acupoint.session.play import Event, Moment, Outcome
from acupoint.terminal import output
from acupoint.terminal.theme import STYLES


@pytest.fixture
def turn(small: Catalogue) -> Turn:
    return turns(suggest_named(small, small.points, self_report(small, [])).suggestions, SessionOptions())[0]


@pytest.mark.parametrize(
    ("outcome", "is_silent", "rings"),
    [(Outcome.DONE, False, 2), (Outcome.STOPPED, False, 1), (Outcome.SKIPPED, False, 1), (Outcome.DONE, True, 0)],
)
def test_the_bell_rings_at_the_beginning_of_a_turn_and_when_it_is_done(
    outcome: Outcome, turn: Turn, monkeypatch: pytest.MonkeyPatch, *, is_silent: bool, rings: int
) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(output, "ring", lambda: rung.append(True))
    display = Display(plain, {}, redraws=False, is_silent=is_silent)
    for event in (Event.BEGIN, Event.CUE, Event.TICK, Event.PAUSE, Event.RESUME):
        display.show(Moment(turn, event, turn.cues[0], 0))
    display.show(Moment(turn, Event.END, turn.cues[0], 60, outcome))
    assert len(rung) == rings


def test_the_clock_is_redrawn_in_place_and_cleared_for_the_last_line(
    turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def wrote(_: object, **_how: bool) -> bool:
        shown.append("line")
        return True

    monkeypatch.setattr(output, "redrawn", lambda: Redrawn(shown.append))
    monkeypatch.setattr(output, "write", wrote)
    display = Display(screen, {}, redraws=True, is_silent=True)
    first = Moment(turn, Event.BEGIN, turn.cues[0], 0)
    display.show(first)
    display.show(Moment(turn, Event.TICK, turn.cues[0], 1))
    display.show(Moment(turn, Event.END, turn.cues[0], 2, Outcome.DONE))
    display.show(first)
    display.clear()
    assert shown == ["open", "drawn", "drawn", "closed", "line", "open", "drawn", "closed"]


class Redrawn:
    """Stands in for what is drawn anew in its place."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self.note = note

    def __enter__(self) -> Callable[[object], None]:
        self.note("open")
        return lambda _: self.note("drawn")

    def __exit__(self, *_: object) -> None:
        self.note("closed")


def test_a_reader_that_has_gone_away_ends_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(SimpleNamespace):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return False

        def write(self, _: str) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            raise OSError

    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(ReaderGoneError):
        Display(plain, {}, redraws=False, is_silent=True).write("a line")


@pytest.mark.parametrize("columns", [12, 40, 80])
def test_the_drawn_clock_fits_and_names_point_cue_time_and_keys(columns: int, turn: Turn) -> None:
    stream = StringIO()
    console = Console(file=stream, width=columns, theme=Theme(STYLES))
    console.print(screen.block(Moment(turn, Event.CUE, turn.cues[1], 12.4)))
    lines = stream.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= columns
    words = " ".join(stream.getvalue().split())
    assert words.startswith("UB 1, left side Hold: Softly. ")
    assert "0:48 left" in words or columns < 40
    assert words.endswith("space pauses, n next, q stops")
