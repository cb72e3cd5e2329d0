"""Single keys from a real pseudo-terminal in this process."""

import os
import pty
import signal
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from acupoint.errors import StoppedError
from acupoint.session.keyboard import Keyboard
from acupoint.session.play import Key

SOON = 5.0  # seconds a key may take; none does


@dataclass
class Desk:
    """A keyboard, and the other end of its terminal."""

    keyboard: Keyboard
    hand: int
    cleared: list[bool]

    def types(self, keys: bytes) -> None:
        os.write(self.hand, keys)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    hand, terminal = pty.openpty()
    with open(terminal, encoding="utf-8") as stdin:  # noqa: PTH123 - a descriptor, no path
        monkeypatch.setattr(sys, "stdin", stdin)
        cleared: list[bool] = []
        yield Desk(Keyboard(lambda: cleared.append(True)), hand, cleared)
    with os.fdopen(hand):
        pass


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (b"\r", Key.START),
        (b"\n", Key.START),
        (b" ", Key.PAUSE),
        (b"n", Key.NEXT),
        (b"N", Key.NEXT),
        (b"q", Key.STOP),
        (b"Q", Key.STOP),
        (b"\x03", Key.STOP),
        (b"\x04", Key.STOP),
        (b"\x1c", Key.STOP),
        (b"x", None),
        (b"\x1b[A", None),
        (b"\x1b[24~", None),
        ("委".encode(), None),
        (b"\xff", None),
    ],
)
def test_each_key_means_what_it_says_and_others_mean_nothing(typed: bytes, key: Key | None, desk: Desk) -> None:
    with desk.keyboard as keyboard:
        desk.types(typed)
        assert keyboard.key(SOON) is key
        assert keyboard.was_interrupted == (typed == b"\x03")


def test_no_key_within_the_time_is_none(desk: Desk) -> None:
    with desk.keyboard as keyboard:
        assert keyboard.key(0) is None


def test_keys_typed_at_once_come_one_by_one(desk: Desk) -> None:
    with desk.keyboard as keyboard:
        desk.types(b" nq")
        assert [keyboard.key(SOON) for _ in range(3)] == [Key.PAUSE, Key.NEXT, Key.STOP]
        assert keyboard.key(0) is None


def handlers() -> list[object]:
    return [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGTSTP, signal.SIGHUP)]


def test_the_terminal_is_left_as_it_was_even_by_an_exception(desk: Desk) -> None:
    before = termios.tcgetattr(desk.hand), handlers()

    def fail() -> None:
        assert termios.tcgetattr(desk.hand) != before[0]
        assert handlers() != before[1]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), desk.keyboard:
        fail()
    assert (termios.tcgetattr(desk.hand), handlers()) == before


def test_an_interrupt_from_elsewhere_is_the_stop_key(desk: Desk) -> None:
    with desk.keyboard as keyboard:
        signal.raise_signal(signal.SIGINT)
        assert keyboard.key(SOON) is Key.STOP
        assert keyboard.was_interrupted


def test_ctrl_z_stops_the_job_with_the_terminal_put_back_and_then_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = termios.tcgetattr(desk.hand)
    stopped: list[tuple[int, int, bool]] = []

    def kill(process: int, number: int) -> None:  # to stop the tests themselves would help nobody
        stopped.append((process, number, termios.tcgetattr(desk.hand) == before))

    monkeypatch.setattr(os, "kill", kill)
    with desk.keyboard as keyboard:
        desk.types(b"\x1a")
        assert keyboard.key(SOON) is Key.AWAY
        assert termios.tcgetattr(desk.hand) != before
    assert stopped == [(0, signal.SIGTSTP, True)]
    assert desk.cleared == [True]


def test_a_terminal_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    hand, terminal = pty.openpty()
    with open(terminal, encoding="utf-8") as stdin:  # noqa: PTH123 - a descriptor, no path
        monkeypatch.setattr(sys, "stdin", stdin)
        with Keyboard(lambda: None) as keyboard:
            os.close(hand)
            with pytest.raises(StoppedError, match="the terminal has gone away"):
                keyboard.key(SOON)
