"""The stage, with a keyboard that is made up."""

import signal
import sys
from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.theme import Theme

from acupoint.catalogue.model import Catalogue
from acupoint.clock import SYSTEM_CLOCK, Clock
from acupoint.guide.suggest import self_report, suggest_named
from acupoint.session import plain as session_plain
from acupoint.session import screen as session_screen
from acupoint.session.display import FIRST_LEAD, LEAD, Display, ReaderGoneError
from acupoint.session.keyboard import NoKeys
from acupoint.session.play import Event, Key, Moment, Outcome, Turn, play, turns
from acupoint.terminal import output as terminal
from acupoint.terminal.theme import STYLES
from support.made_up_clock import Waited


class Typist:
    """Presses the keys it was given, one each time it is waited for."""

    was_interrupted = False

    def __init__(self, *keys: Key | None) -> None:
        self.keys = list(keys)
        self.waited: list[float] = []

    def key(self, seconds: float) -> Key | None:
        self.waited.append(seconds)
        return self.keys.pop(0) if self.keys else None


@pytest.fixture
def made(small: Catalogue) -> tuple[Turn, ...]:
    return turns(suggest_named(small.points, self_report(small, [])).suggestions)


def stage_with(*keys: Key | None, waits: bool = True, clock: Clock | None = None) -> Display:
    stage = Display(session_plain, clock or Waited(), {}, redraws=False, is_silent=True, waits=waits)
    stage.keys = Typist(*keys)
    return stage


@pytest.mark.parametrize("key", [Key.START, Key.NEXT, Key.STOP])
def test_a_turn_waits_for_a_key_that_says_what_to_do(key: Key, made: tuple[Turn, ...]) -> None:
    assert stage_with(None, Key.PAUSE, None, key).get_ready(made[0]) is key


def test_who_comes_back_is_told_again_what_starts_the_turn(
    made: tuple[Turn, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    stage_with(Key.AWAY, Key.START).get_ready(made[0])
    assert capfd.readouterr().out.count("ready: Press Enter once your hand is in place") == 2


@pytest.mark.parametrize(("number", "lead"), [(0, FIRST_LEAD), (1, LEAD)], ids=["first side", "second side"])
def test_with_nobody_there_a_turn_begins_after_a_lead(
    number: int, lead: int, made: tuple[Turn, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    stage = stage_with(waits=False)
    assert stage.get_ready(made[number]) is Key.START
    assert f"ready: It begins by itself in {lead} seconds." in capfd.readouterr().out


def test_a_key_is_waited_for_as_long_as_is_asked() -> None:
    stage = stage_with(clock=SYSTEM_CLOCK)
    stage.key(5)
    assert isinstance(stage.keys, Typist)
    assert stage.keys.waited == [5]


def test_without_keys_an_interrupt_is_a_stop_at_whatever_moment_it_comes() -> None:
    with NoKeys(sleep=lambda _: None) as keys:
        assert keys.key(1) is None
        signal.raise_signal(signal.SIGINT)
        assert keys.key(1) is Key.STOP
        assert keys.was_interrupted
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_without_keys_a_signal_that_ends_the_program_unwinds_what_is_open(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as ended, NoKeys():
        signal.raise_signal(number)
    assert ended.value.code == 128 + number


@pytest.mark.parametrize(("is_silent", "rings"), [(False, 2), (True, 0)])
def test_the_bell_rings_at_the_beginning_and_the_end_of_a_turn_that_is_done(
    made: tuple[Turn, ...], monkeypatch: pytest.MonkeyPatch, *, is_silent: bool, rings: int
) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(terminal, "ring", lambda: rung.append(True))
    stage = Display(session_plain, Waited(), {}, redraws=False, is_silent=is_silent, waits=True)
    stage.keys = Typist(Key.START)
    play(made[0], stage, stage.clock.now)
    assert len(rung) == rings


def test_a_turn_that_is_stopped_rings_no_second_bell(made: tuple[Turn, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(terminal, "ring", lambda: rung.append(True))
    stage = Display(session_plain, Waited(), {}, redraws=False, is_silent=False, waits=True)
    stage.keys = Typist(Key.START, Key.STOP)
    assert play(made[0], stage, stage.clock.now)[0] is Outcome.STOPPED
    assert len(rung) == 1


def test_where_it_can_the_clock_is_drawn_anew_in_its_place_and_cleared_for_the_last_line(
    made: tuple[Turn, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def wrote(_: object) -> bool:
        shown.append("line")
        return True

    monkeypatch.setattr(terminal, "redrawn", lambda: Chart(shown.append))
    monkeypatch.setattr(terminal, "write", wrote)
    with Display(session_screen, Waited(), {}, redraws=True, is_silent=True, waits=True) as stage:
        first = Moment(made[0], Event.BEGIN, made[0].cues[0], 0)
        stage.show(first)
        stage.show(Moment(made[0], Event.TICK, made[0].cues[0], 1))
        stage.show(Moment(made[0], Event.END, made[0].cues[0], 2, Outcome.DONE))
        stage.show(first)
    assert shown == ["open", "drawn", "drawn", "closed", "line", "open", "drawn", "closed"]


class Chart:
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

        def write(self, _: str) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            raise OSError

    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(ReaderGoneError):
        stage_with().write("a line")


@pytest.mark.parametrize("columns", [12, 40, 80])
def test_the_drawn_clock_fits_and_names_the_point_the_cue_the_time_and_the_keys(
    columns: int, made: tuple[Turn, ...]
) -> None:
    stream = StringIO()
    console = Console(file=stream, width=columns, theme=Theme(STYLES))
    console.print(session_screen.block(Moment(made[0], Event.CUE, made[0].cues[1], 12.4)))
    lines = stream.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= columns
    words = " ".join(stream.getvalue().split())
    assert words.startswith("UB 1, left side Hold: Softly. ")
    assert "0:48 left" in words or columns < 40
    assert words.endswith("space pauses, n next, q stops")
