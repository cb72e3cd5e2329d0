"""Sessions in this process: what is asked, what comes of each key, and what is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue, Side
from acupoint.guide.suggest import self_report, suggest_named
from acupoint.log.record import Ending, Record
from acupoint.log.store import read_log
from acupoint.session import plain
from acupoint.session.diary import Diary
from acupoint.session.display import Display
from acupoint.session.plan import SessionOptions, Turn
from acupoint.session.play import Key, Moment
from acupoint.session.run import Session, ask_pain
from support.made_up_clock import NOON, MadeUpClock, MadeUpKeys
from support.terminal import type_lines

FELT = "Was there sharp pain, numbness, or tingling? (y or n, q leaves): "
STOP_SIGN = "stop: Stop when it hurts."
START = (0.0, Key.START)


@dataclass
class Held:
    """What came of a session: what was shown, what was asked, and what was written down."""

    is_broken_off: bool
    shown: str
    asked: str
    record: Record

    @property
    def pressed(self) -> list[tuple[Side, int]]:
        return [(one.side, one.seconds) for one in self.record.pressed]


Hold = Callable[..., Held]


@pytest.fixture
def hold(small: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hold:
    """A session of a point of a minute a side, with keys pressed at times, and lines typed at the questions."""

    def hold(
        *keys: tuple[float, Key],
        lines: tuple[str, ...] = ("", "", ""),
        was_interrupted: bool = False,
        asks: bool = True,
    ) -> Held:
        type_lines(monkeypatch, *lines)
        clock = MadeUpClock()
        session = Session(
            small,
            suggest_named(small, small.points[:1], self_report(small, ["knee"])),
            SessionOptions(asks=asks),
            (),
            Diary(lambda: tmp_path / "log", lambda _: None),
            Display(plain, {}, redraws=False, is_silent=True),
            clock,
            lambda _: MadeUpKeys(clock, *keys, was_interrupted=was_interrupted),
        )
        is_broken_off = session.run()
        (record,) = read_log(tmp_path / "log")
        return Held(is_broken_off, *capsys.readouterr(), record)

    return hold


def test_a_session_to_its_end_is_written_down_with_the_pain(hold: Hold) -> None:
    held = hold(START, (61, Key.START), lines=("7", "5"))
    assert held.pressed == [(Side.LEFT, 60), (Side.RIGHT, 60)]
    record = held.record
    assert (record.began, record.points, record.flags) == (NOON, ("ub1",), ("knee",))
    assert (record.before, record.after, record.ending) == (7, 5, Ending.DONE)
    assert "pain: 7 before, 5 after, of 10." in held.shown
    assert FELT not in held.asked
    assert not held.is_broken_off


def test_a_pause_does_not_count_as_pressed(hold: Hold) -> None:
    held = hold(START, (20, Key.PAUSE), (500, Key.PAUSE), (545, Key.NEXT))
    assert held.pressed == [(Side.LEFT, 60)]
    assert "Paused: 40 seconds left." in held.shown
    assert "On: Softly. 40 seconds left." in held.shown
    assert "Done: UB 1, left side, 1 minute. Let go." in held.shown


def test_n_goes_on_before_and_during_a_side(hold: Hold) -> None:
    held = hold((0, Key.NEXT), (5, Key.START), (17, Key.NEXT))
    assert (held.pressed, held.record.ending) == ([(Side.RIGHT, 12)], Ending.DONE)
    assert "Left early: UB 1, right side, 12 seconds. Let go slowly." in held.shown
    assert FELT not in held.asked


def test_where_no_side_is_pressed_it_was_left_by_choice(hold: Hold) -> None:
    held = hold((0, Key.NEXT), (5, Key.NEXT))
    assert (held.pressed, held.record.ending) == ([], Ending.CHOICE)


@pytest.mark.parametrize("was_interrupted", [False, True], ids=["q", "ctrl-c"])
def test_a_stop_that_nobody_was_asked_about_is_not_by_choice(hold: Hold, *, was_interrupted: bool) -> None:
    held = hold(START, (20, Key.STOP), was_interrupted=was_interrupted, asks=False)
    assert FELT not in held.asked
    assert (held.record.ending, held.is_broken_off) == (Ending.UNANSWERED, was_interrupted)


@pytest.mark.parametrize("was_interrupted", [False, True], ids=["q", "ctrl-c"])
@pytest.mark.parametrize(("answer", "ending"), [("y", Ending.SENSATION), ("n", Ending.CHOICE)])
def test_a_stop_asks_what_was_felt_and_gives_the_advice_either_way(
    answer: str, ending: Ending, hold: Hold, *, was_interrupted: bool
) -> None:
    held = hold(START, (9, Key.STOP), lines=("3", answer, "8"), was_interrupted=was_interrupted)
    assert held.asked.count(FELT) == 1
    assert STOP_SIGN in held.shown.partition("Stopped: UB 1, left side, 9 seconds. Let go.")[2]
    assert held.is_broken_off == was_interrupted
    assert (held.record.ending, held.record.before) == (ending, 3)
    assert held.record.after == (None if was_interrupted else 8), "after Ctrl-C nothing more is asked"


def test_a_stop_at_the_card_is_kept_with_no_seconds(hold: Hold) -> None:
    assert hold((0, Key.STOP), lines=("", "n", "")).pressed == [(Side.LEFT, 0)]


def test_the_end_of_stdin_at_a_question_is_no_answer(hold: Hold) -> None:
    held = hold(START, (9, Key.STOP), lines=("3",))
    assert (held.record.ending, held.record.after) == (Ending.UNANSWERED, None)
    assert STOP_SIGN in held.shown
    assert "pressed: UB 1: left 9 seconds." in held.shown
    assert not held.is_broken_off


def test_a_window_closed_at_the_question_counts_as_perhaps_felt(
    hold: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class ClosedError(BaseException):
        """The process ends here."""

    def closed(_question: str) -> bool:
        raise ClosedError

    monkeypatch.setattr("acupoint.session.run.ask_yes", closed)
    with pytest.raises(ClosedError):
        hold(START, (9, Key.STOP), lines=("3",))
    (record,) = read_log(tmp_path / "log")
    assert (record.ending, [one.seconds for one in record.pressed]) == (Ending.UNANSWERED, [9])


class CutOffError(BaseException):
    """Ends a session from outside, as a signal does."""


@pytest.mark.parametrize(("tick", "seconds"), [(1, 1), (20, 20), (45, 45)])
def test_a_side_that_is_cut_off_counts_with_the_seconds_it_had(
    tick: int, seconds: int, hold: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Display.show

    def cut_off(display: Display, moment: Moment) -> None:
        if moment.elapsed >= tick:
            raise CutOffError
        show(display, moment)

    monkeypatch.setattr(Display, "show", cut_off)
    with pytest.raises(CutOffError):
        hold(START)
    (record,) = read_log(tmp_path / "log")
    assert [(one.side, one.seconds) for one in record.pressed] == [(Side.LEFT, seconds)]
    assert record.ending is None


def test_a_side_counts_from_its_start_even_if_the_program_is_killed(
    hold: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show(display: Display, moment: Moment) -> None:
        real(display, moment)
        kept.append([(one.side, one.seconds) for one in read_log(tmp_path / "log")[0].pressed])

    real, kept = Display.show, list[list[tuple[Side, int]]]()
    monkeypatch.setattr(Display, "show", show)
    held = hold(START, (61, Key.START), (70, Key.NEXT))
    assert [before for before, after in pairwise([*kept, held.pressed]) if before != after] == [
        [],
        [(Side.LEFT, 1)],
        [(Side.LEFT, 60)],
        [(Side.LEFT, 60), (Side.RIGHT, 1)],
    ]


def test_a_session_cut_off_at_a_card_has_no_side(hold: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(_display: Display, _turn: Turn) -> None:
        raise CutOffError

    monkeypatch.setattr(Display, "show_card", cut_off)
    with pytest.raises(CutOffError):
        hold(START)
    assert read_log(tmp_path / "log")[0].pressed == ()


@pytest.mark.parametrize(("answer", "pain"), [("", None), ("0", 0), ("10", 10), ("07", 7)])
def test_pain_is_rated_from_0_to_10_and_enter_skips(
    answer: str, pain: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, answer)
    assert ask_pain() == pain
    assert capsys.readouterr().err == "Pain now, 0 (none) to 10 (the worst)? Enter skips, q leaves: "


@pytest.mark.parametrize("wrong", ["11", "-1", "3.5", "six", "٣", "1 0", "007"])
def test_anything_else_is_not_a_pain_rating_and_is_asked_again(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, wrong, "6")
    assert ask_pain() == 6
    assert f"  '{wrong}' is not a whole number from 0 to 10. Try again.\n" in capsys.readouterr().err
