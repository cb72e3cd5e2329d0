"""Bytes parsed into keys, and single keys from a real pseudo-terminal in this process."""

import os
import pty
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.errors import StoppedError
from acupoint.session.keyboard import Keyboard, KeyParser, NoKeys, has_keys, open_keys
from acupoint.session.play import Key

SOON = 5.0  # seconds a key may take; none does

SEQUENCES = {
    "arrow": b"\x1b[A",
    "F12": b"\x1b[24~",
    "Alt-F2": b"\x1b[1;3Q",
    "keypad": b"\x1bOq",
    "space of a keypad": b"\x1bO ",
    "keypad with Alt": b"\x1bO3n",
    "F1 of the Linux console": b"\x1b[[A",
    "Q with the kitty protocol": b"\x1b[113;2u",
    "where the cursor is": b"\x1b[12;40R",
    "what the terminal is": b"\x1b[?1;2c",
    "a mode": b"\x1b[?2026;2$y",
    "focus": b"\x1b[I",
    "mouse": b"\x1b[<0;10;20M",
    "mouse, as it was once": b"\x1b[M qn",
    "a colour": b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "a colour, ended by BEL": b"\x1b]11;no quick answer\x07",
    "a name": b"\x1bP>|xterm n q\x1b\\",
    "pasted": b"\x1b[200~n q\r\nn\x1b[A q\x1b[201~",
    "Escape": b"\x1b",
    "Escape twice": b"\x1b\x1b",
    "Alt-arrow": b"\x1b\x1b[D",
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_an_escape_sequence_is_no_key_and_the_next_key_is_one(name: str) -> None:
    parser = KeyParser()
    assert parser.keys(b" " + SEQUENCES[name]) == [*b" "]
    assert parser.keys(b"q") == [*b"q"]


def in_pieces(data: bytes, ends: list[int]) -> list[bytes]:
    cuts = [0, *sorted(end % (len(data) + 1) for end in ends), len(data)]
    return [data[start:end] for start, end in pairwise(cuts)]


CONTROL = st.from_regex(rb"\x1b\[[0-?]{0,9}[ -/]?[@-~]", fullmatch=True)
STREAMS = st.lists(
    st.one_of(
        st.sampled_from([*SEQUENCES.values()]), CONTROL, st.binary(max_size=9), st.sampled_from([b"\x1b", b"[200~"])
    )
)


@given(stream=STREAMS.map(b"".join), ends=st.lists(st.integers(0, 200)))
def test_any_division_of_a_stream_gives_the_same_keys(stream: bytes, ends: list[int]) -> None:
    whole, parser = KeyParser(), KeyParser()
    assert [key for piece in in_pieces(stream, ends) for key in parser.keys(piece)] == whole.keys(stream)


@given(typed=st.lists(st.one_of(st.sampled_from([*SEQUENCES.values()]), st.sampled_from([b"q", b"n", b" ", b"\r"]))))
def test_keys_between_sequences_are_all_heard(typed: list[bytes]) -> None:
    keys = b"".join(one for one in typed if one not in SEQUENCES.values())
    assert bytes(KeyParser().keys(b"".join(typed))) == keys


@pytest.mark.parametrize("key", [b"\x03", b"\x04", b"\x1a", b"\x1c"])
@given(stream=STREAMS.map(b"".join))
def test_ctrl_keys_are_heard_whatever_came_before(key: bytes, stream: bytes) -> None:
    parser = KeyParser()
    parser.keys(stream)
    assert parser.keys(key + b"q") == [*key, *b"q"]


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
        (b"\x1b", None),
        *((sequence, None) for sequence in SEQUENCES.values()),
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


def test_a_sequence_in_pieces_is_still_no_key(desk: Desk) -> None:
    with Keyboard(lambda: None, now=lambda: 0.0) as keyboard:
        for piece in (b"\x1b", b"[1;", b"3", b"Q"):
            desk.types(piece)
            assert keyboard.key(SOON) is None
        desk.types(b"n")
        assert keyboard.key(SOON) is Key.NEXT


def test_a_sequence_that_does_not_end_is_over_after_half_a_second(desk: Desk) -> None:
    seconds = iter([0.0, 1.0, 1.6, 1.7])
    with Keyboard(lambda: None, now=lambda: next(seconds)) as keyboard:
        desk.types(b"\x1b[")
        assert keyboard.key(SOON) is None
        desk.types(b"q")
        assert keyboard.key(SOON) is Key.STOP


def test_what_was_typed_before_is_dropped_and_keys_are_not_shown(desk: Desk) -> None:
    desk.types(b"q")
    assert os.read(desk.hand, 10) == b"q", "shown, as ever"
    with desk.keyboard as keyboard:
        assert keyboard.key(0) is None
        desk.types(b"n\x03")
        assert [keyboard.key(SOON), keyboard.key(SOON)] == [Key.NEXT, Key.STOP]
    desk.types(b"!")
    assert os.read(desk.hand, 10) == b"!"


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


def test_without_keys_an_interrupt_is_a_stop_at_whatever_moment_it_comes() -> None:
    before = signal.getsignal(signal.SIGINT)  # ignored, where a shell runs the tests in the background
    with NoKeys(sleep=lambda _: None) as keys:
        assert keys.key(1) is None
        signal.raise_signal(signal.SIGINT)
        assert keys.key(1) is Key.STOP
        assert keys.was_interrupted
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_without_keys_a_signal_that_ends_the_program_unwinds_it(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as ended, NoKeys():
        signal.raise_signal(number)
    assert ended.value.code == 128 + number


@pytest.fixture
def set_signal() -> Iterator[Callable[[int, signal.Handlers], object]]:
    found = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield signal.signal
    for number, handler in found.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_nohup_has_ignored_stays_ignored(
    number: int, desk: Desk, set_signal: Callable[[int, signal.Handlers], object]
) -> None:
    set_signal(number, signal.SIG_IGN)
    with desk.keyboard, NoKeys():
        signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_IGN
    assert signal.getsignal(number) is signal.SIG_IGN


def hung_up(second: int, unwound: list[bool]) -> None:
    with NoKeys():
        try:
            signal.raise_signal(signal.SIGHUP)
        finally:
            signal.raise_signal(second)
            unwound.append(True)


@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGHUP])
def test_a_second_signal_does_not_disturb_what_the_first_unwinds(second: int) -> None:
    unwound: list[bool] = []
    before = signal.getsignal(second)
    with pytest.raises(SystemExit) as ended:
        hung_up(second, unwound)
    assert unwound
    assert ended.value.code == 128 + signal.SIGHUP
    assert signal.getsignal(second) is before


def test_keys_are_read_only_where_somebody_can_be_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.keyboard
    assert isinstance(open_keys(lambda: None), Keyboard)
    monkeypatch.setattr(sys, "stdin", None)
    assert isinstance(open_keys(lambda: None), NoKeys)


@pytest.mark.parametrize("module", ["termios", "select"])
def test_a_system_that_lacks_a_module_for_keys_has_none(
    module: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.keyboard
    assert has_keys()
    monkeypatch.setitem(sys.modules, module, None)
    assert not has_keys()
    assert isinstance(open_keys(lambda: None), NoKeys)


def test_a_system_that_lacks_a_signal_for_keys_has_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.keyboard
    monkeypatch.delattr(signal, "SIGTSTP")
    assert not has_keys()
