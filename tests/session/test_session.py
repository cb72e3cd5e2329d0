"""Whole sessions on real pseudo-terminals, and off them, most by a clock that runs faster than the world's."""

import datetime as dt
import io
import os
import re
import shlex
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len

from acupoint.catalogue.model import Side
from acupoint.cli import session as command
from acupoint.log.record import Ending, PressedSide, Record
from acupoint.log.store import begin, read_log
from acupoint.session import run as sitting
from acupoint.session.display import Display
from acupoint.session.keyboard import NoKeys
from acupoint.session.play import Key
from support import made_up
from support.made_up_clock import Waited
from support.program import CHECKOUT, NO_SOCKETS, Run
from support.terminal import heed_ctrl_c, type_lines

PROGRAM = f"""
import sys
sys.path.append({str(CHECKOUT / "tests")!r})
from functools import partial
from support.made_up_clock import Waited
from acupoint.cli.main import main
from acupoint.cli import session
from acupoint.clock import SYSTEM_CLOCK
pace = float(sys.argv[1])
session.session_command = partial(session.session_command, clock=SYSTEM_CLOCK if pace == 1 else Waited(pace))
sys.exit(main(sys.argv[2:]))
"""
QUICK = 100  # times as fast as the world
SLOW = 1  # the world's own clock, for a turn that must not end by itself while a key is on its way
AT_ONCE = "inf"

READY = "Press Enter once your hand is in place"
PAIN = "Enter skips: "
FELT = "Was there sharp pain, numbness, or tingling? (y or n): "
ADVICE = "Let go at once at sharp or shooting pain"


class Session:
    """`acupoint session` on a pseudo-terminal."""

    def __init__(self, home: Path, *arguments: str, pace: float = QUICK, **environment: str) -> None:
        self.log = home / "acupoint" / "sessions.sqlite3"
        surroundings = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, str(pace), "session", *arguments],
            env={**surroundings, "XDG_DATA_HOME": str(home), "TERM": "xterm-256color", **environment},
            dimensions=(50, 80),
            encoding="utf-8",
            timeout=60,
            preexec_fn=heed_ctrl_c,
        )
        self.child.delaybeforesend = None
        self.shown = io.StringIO()
        self.child.logfile_read = self.shown
        self.modes = termios.tcgetattr(self.child.child_fd)

    def sees(self, text: str) -> None:
        """Wait until *text* is shown; the spaces and line ends in it may be any."""
        self.child.expect(r"\s+".join(map(re.escape, text.split())))

    def types(self, keys: str) -> None:
        self.child.send(keys)

    def starts(self, pain: str = "") -> None:
        """Answer the first question, and start the first turn."""
        self.sees(PAIN)
        self.types(f"{pain}\n")
        self.begins()

    def begins(self) -> None:
        """Start a turn."""
        self.sees(READY)
        self.types("\r")

    def ends(self) -> tuple[str, int | None]:
        """What is shown until the end, on one line without the terminal's orders, and the exit code."""
        self.child.expect(pexpect.EOF)
        shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", str(self.child.before))
        self.child.close()
        return " ".join(shown.split()), self.child.exitstatus

    @property
    def record(self) -> Record:
        (record,) = read_log(self.log)
        return record


def seconds_of(record: Record) -> list[tuple[str, Side, int]]:
    return [(pressed.point, pressed.side, pressed.seconds) for pressed in record.pressed]


@pytest.mark.parametrize("reading", ["--pretty", "--plain"])
def test_a_whole_session_is_played_written_down_and_leaves_the_terminal_as_it_was(reading: str, tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "ub40", "--lower-back", reading)
    session.sees("4 minutes of pressing, in 4 turns")
    session.starts("6")
    for side in ("UB 60, left", "UB 60, right", "UB 40, left"):
        session.sees(f"Done: {side} side, 1 minute. Let go.")
        session.begins()
    session.sees("Done: UB 40, right side, 1 minute. Let go.")
    session.sees(PAIN)
    assert termios.tcgetattr(session.child.child_fd) == session.modes
    session.types("4\n")
    shown, code = session.ends()
    assert code == 0
    assert "UB 60: left 1 minute, right 1 minute; UB 40: left 1 minute, right 1 minute." in shown
    assert "6 before, 4 after, of 10." in shown
    record = session.record
    assert (record.points, record.flags) == (("ub60", "ub40"), ("lower-back",))
    assert (record.before, record.after, record.ending) == (6, 4, Ending.DONE)
    assert seconds_of(record) == [(point, side, 60) for point in ("ub60", "ub40") for side in Side]


@pytest.mark.parametrize(("arguments", "rings"), [((), 4), (("--silent",), 0)])
def test_the_bell_rings_at_each_start_and_end_of_a_side(arguments: tuple[str, ...], rings: int, tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", *arguments)
    session.starts()
    session.begins()
    session.sees(PAIN)
    session.types("\n")
    session.ends()
    assert session.shown.getvalue().count("\a") == rings


def test_the_plain_reading_only_ever_appends(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--one-side", "right", "--silent", ACCESSIBLE="1")
    session.starts()
    session.sees(PAIN)
    session.types("\n")
    session.ends()
    shown = session.shown.getvalue()
    assert re.sub(r"[^\x00-\x1f\x7f]", "", shown.replace("\r\n", "")) == ""
    assert re.findall(r"^(?:Build|Hold|Ease|Done).*", shown.replace("\r", ""), re.MULTILINE) == [
        "Build up: Press in slowly. 1 minute left.",
        "Hold: Small circles. 50 seconds left.",
        "Hold: Gently move the part that hurts. 37 seconds left.",
        "Hold: Firm, never painful. 24 seconds left.",
        "Ease off: Ease off slowly. 10 seconds left.",
        "Done: UB 60, right side, 1 minute. Let go.",
    ]


def test_space_pauses_and_goes_on(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", "--one-side", "left", pace=10)
    session.starts()
    session.sees("Build up:")
    session.types(" ")
    session.sees("Paused:")
    session.types(" ")
    session.sees("On: Press in slowly.")
    session.sees("Done: UB 60, left side, 1 minute.")
    session.sees(PAIN)
    session.types("\n")
    assert session.ends()[1] == 0
    assert seconds_of(session.record) == [("ub60", Side.LEFT, 60)]


def test_n_goes_on_before_and_during_a_side(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", pace=SLOW)
    session.sees(PAIN)
    session.types("\n")
    session.sees(READY)
    session.types("n")
    session.sees("turn 2 of 2")
    session.begins()
    session.sees("Build up:")
    session.types("n")
    session.sees("Left early: UB 60, right side")
    session.sees(PAIN)
    session.types("\n")
    assert session.ends()[1] == 0
    assert session.record.ending is (Ending.DONE if session.record.pressed else Ending.CHOICE)
    assert all(pressed.side is Side.RIGHT for pressed in session.record.pressed)


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130), ("\x04", 0)], ids=["q", "ctrl-c", "ctrl-d"])
@pytest.mark.parametrize(("answer", "ending"), [("y", Ending.SENSATION), ("n", Ending.CHOICE)])
def test_a_stop_asks_what_was_felt_and_gives_the_advice_either_way(
    key: str, code: int, answer: str, ending: Ending, tmp_path: Path
) -> None:
    session = Session(tmp_path, "ub60", pace=SLOW)
    session.starts("3")
    session.sees("Build up:")
    session.types(key)
    session.sees("Stopped: UB 60, left side")
    session.sees(FELT)
    session.types(f"{answer}\n")
    session.sees(ADVICE)
    if key != "\x03":
        session.sees(PAIN)
        session.types("8\n")
    assert session.ends()[1] == code
    assert session.record.ending is ending
    assert session.record.after == (None if key == "\x03" else 8)


@pytest.mark.parametrize("stage", ["question", "ready", "clock", "pause", "second ready", "felt", "after"])
def test_ctrl_c_at_every_stage_ends_with_130_and_the_terminal_as_it_was(stage: str, tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", pace=QUICK if stage in {"second ready", "after"} else SLOW)
    for step in steps_to(stage):
        step(session)
    session.types("\x03")
    if stage in {"ready", "clock", "pause", "second ready"}:
        session.sees(FELT)
        assert termios.tcgetattr(session.child.child_fd) == session.modes
        session.types("n\n")
        session.sees(ADVICE)
    if stage == "felt":
        session.sees(ADVICE)
    shown, code = session.ends()
    assert code == 130
    assert "Traceback" not in shown
    if stage == "question":
        assert read_log(session.log) == ()
    else:
        assert session.record.ending is (Ending.DONE if stage == "after" else Ending.CHOICE)


def steps_to(stage: str) -> list[Callable[[Session], None]]:
    """What happens in a session of two sides until that stage is there."""
    asked, answered, ready, begun, clock, felt = (
        sees(PAIN),
        types("\n"),
        sees(READY),
        types("\r"),
        sees("Build up:"),
        sees(FELT),
    )
    running = [asked, answered, ready, begun, clock]
    stages = {
        "question": [asked],
        "ready": [asked, answered, ready],
        "clock": running,
        "pause": [*running, types(" "), sees("Paused:")],
        "second ready": [*running, ready],
        "felt": [*running, types("q"), felt],
        "after": [*running, ready, begun, asked],
    }
    return stages[stage]


def sees(text: str) -> Callable[[Session], None]:
    return lambda session: session.sees(text)


def types(keys: str) -> Callable[[Session], None]:
    return lambda session: session.types(keys)


def test_ctrl_d_at_a_question_is_no_answer_and_nothing_is_broken_off(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", pace=SLOW)
    session.starts("3")
    session.sees("Build up:")
    session.types("q")
    session.sees(FELT)
    session.types("\x04")
    session.sees(ADVICE)
    session.sees(PAIN)
    session.types("\x04")
    session.sees("pressed: UB 60: left ")
    assert session.ends()[1] == 0
    assert (session.record.ending, session.record.after) == (Ending.CHOICE, None)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_it_finds_the_terminal_put_back_and_the_session_written_down(
    number: signal.Signals, tmp_path: Path
) -> None:
    session = Session(tmp_path, "ub60", pace=SLOW)
    session.starts()
    session.sees("Build up:")
    assert termios.tcgetattr(session.child.child_fd) != session.modes
    session.child.kill(number)
    session.child.expect(pexpect.EOF)
    session.child.close()
    assert session.child.exitstatus == 128 + number
    assert session.record.ending is None


def test_an_interrupt_from_elsewhere_is_a_stop(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", pace=SLOW)
    session.starts()
    session.sees("Build up:")
    session.child.kill(signal.SIGINT)
    session.sees(FELT)
    session.types("y\n")
    assert session.ends()[1] == 130
    assert session.record.ending is Ending.SENSATION


def test_a_terminal_that_is_closed_ends_it_and_the_session_stays_written_down(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", pace=SLOW)
    session.starts("5")
    session.sees("Build up:")
    session.child.close(force=False)
    assert not session.child.isalive()
    assert session.record.before == 5


def test_a_window_made_smaller_while_the_clock_runs_does_no_harm(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", pace=20)
    session.starts()
    for columns in (50, 30, 12, 120):
        session.sees("left")
        session.child.setwinsize(24, columns)
    session.begins()
    session.sees(PAIN)
    session.types("\n")
    assert session.ends()[1] == 0
    assert seconds_of(session.record) == [("ub60", side, 60) for side in Side]


def test_ctrl_z_puts_the_terminal_back_and_whoever_returns_finds_a_pause(tmp_path: Path) -> None:
    shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], encoding="utf-8", timeout=60, dimensions=(50, 200))
    shell.delaybeforesend = None
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    line = f"XDG_DATA_HOME={tmp_path} TERM=xterm {sys.executable} {program} {SLOW} session ub60 --no-log"
    shell.sendline("PS1='shell> '; bind 'set enable-bracketed-paste off'")
    shell.expect_exact("\nshell> ")
    shell.sendline("stty -a")
    shell.expect_exact("\nshell> ")
    before = str(shell.before)
    shell.sendline(line)
    shell.expect_exact(PAIN)
    shell.sendline("")
    shell.expect_exact(READY)
    shell.send("\r")
    shell.expect_exact("Build up:")
    shell.send("\x1a")
    shell.expect("Stopped.*shell> ")
    shell.sendline("stty -a")
    shell.expect_exact("\nshell> ")
    assert str(shell.before) == before
    shell.sendline("fg")
    shell.expect_exact("Paused:")
    shell.send(" ")
    shell.expect_exact("Build up:")
    shell.send("q")
    shell.expect_exact(FELT)
    shell.sendline("n")
    shell.expect_exact(PAIN)
    shell.sendline("")
    shell.expect_exact("shell> ")
    shell.close()


def quick(home: Path, *arguments: str, program: str = PROGRAM, **environment: str) -> subprocess.CompletedProcess[str]:
    """A session off a terminal."""
    return subprocess.run(
        [sys.executable, "-c", program, AT_ONCE, "session", *arguments],
        env={**os.environ, "XDG_DATA_HOME": str(home), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_stop_before_the_clock_begins_is_kept_with_the_point_it_was_at(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "ub40", "--plain", "--one-side", "left", pace=QUICK)
    session.starts()
    session.sees("turn 2 of 2")
    session.types("q")
    session.sees(FELT)
    session.types("y\n")
    session.sees(PAIN)
    session.types("\n")
    session.sees("pressed: UB 60: left 1 minute.")
    assert session.ends()[1] == 0
    assert seconds_of(session.record) == [("ub60", Side.LEFT, 60), ("ub40", Side.LEFT, 0)]
    assert "UB 40 is left out." in quick(tmp_path, "ub60", "ub40", "--yes").stderr
    assert "UB 40 is left out." in quick(tmp_path, "ub60", "ub40", "--yes", "--no-log").stderr


def test_without_a_terminal_yes_runs_it_through_by_the_clock(tmp_path: Path) -> None:
    done = quick(tmp_path, "--dull-ache", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "ready: It begins by itself in 120 seconds." in done.stdout
    assert "ready: It begins by itself in 15 seconds." in done.stdout
    assert done.stdout.count("\nDone: KD 4") == 2
    (record,) = read_log(tmp_path / "acupoint" / "sessions.sqlite3")
    assert (record.points, record.flags, record.ending) == (("kd4",), ("dull-ache",), Ending.DONE)
    assert record.pressed == (PressedSide("kd4", Side.LEFT, 60), PressedSide("kd4", Side.RIGHT, 60))


def test_with_sockets_forbidden_a_session_is_the_same(tmp_path: Path) -> None:
    forbidden = f"import sys\n{NO_SOCKETS}\n{PROGRAM}"
    done = quick(tmp_path / "a", "ub60", "--yes", program=forbidden)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == quick(tmp_path / "b", "ub60", "--yes").stdout


def test_no_log_writes_nothing(tmp_path: Path) -> None:
    assert quick(tmp_path, "ub60", "--yes", "--no-log").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_is_told_once_and_the_session_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file where a folder is wanted")
    done = quick(home, "ub60", "--yes")
    assert done.returncode == 0
    assert done.stderr.startswith("note: this session is not written down: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout.count("\nDone: ") == 2


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = f"{shlex.join([sys.executable, '-c', PROGRAM, AT_ONCE])} session ub60 --yes --no-log | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert done.stderr == ""


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sessions in this process take no time, and keep their own log."""
    monkeypatch.setattr(command, "session_command", partial(command.session_command, clock=Waited()))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def typist(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Somebody who types these lines when asked, and no keys."""
    type_lines(monkeypatch, *typed)
    monkeypatch.setattr(sitting, "_keys", lambda _: NoKeys())
    monkeypatch.setattr(Display, "get_ready", lambda *_: Key.START)


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize("reading", ["plain", "pretty"])
def test_a_session_reads_as_its_golden_file(
    reading: str, run: Run, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    line = "session ub1 kd2 --itch --cold-hands --knee --yes"
    code, answer, errors = run(*line.split(), f"--{reading}", catalogue=made_up.written(tmp_path))
    assert (code, errors) == (0, "")
    golden(f"session.{reading}.txt", answer)


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize("columns", [1, 7, 12, 40, 50, 120, 500])
@pytest.mark.parametrize("reading", ["plain", "pretty"])
def test_a_session_is_played_at_any_width(
    columns: int, reading: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, answer, errors = run("session", "kd4", "--yes", "--no-log", f"--{reading}")
    assert (code, errors) == (0, "")
    if reading == "pretty" and columns >= 40:
        assert max(map(cell_len, answer.splitlines())) <= columns


@pytest.mark.usefixtures("swift")
def test_pain_before_and_after_is_asked_for_and_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    typist(monkeypatch, "7", "5")
    code, answer, _ = run("session", "gb41", "--plain")
    assert code == 0
    assert "pain: 7 before, 5 after, of 10." in answer
    (record,) = read_log(tmp_path / "acupoint" / "sessions.sqlite3")
    assert (record.before, record.after) == (7, 5)


@pytest.mark.usefixtures("swift")
def test_a_point_pressed_as_often_today_as_its_dose_allows_is_left_out_unless_the_person_says_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        assert run("session", "ub60", "--yes", "--plain")[::2] == (0, "")
    code, answer, errors = run("session", "ub60", "--yes", "--plain")
    most = "the dose is 1 to 2 minutes a side, once or twice a day"
    assert (code, answer) == (1, "")
    assert errors == f"UB 60 was pressed in 2 sessions today already; {most}.\nUB 60 is left out.\n"
    assert run("session", "ub40", "--yes", "--plain")[::2] == (0, "")
    assert run("session", "ub60", "--yes", "--plain", "--no-log")[0] == 1, (
        "what is not written down is read all the same"
    )
    typist(monkeypatch, "y", "", "")
    assert run("session", "ub60", "--plain")[0] == 0


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_a_point_that_was_stopped_at_for_what_was_felt_is_asked_about_before_it_is_pressed_again(
    answer: str, code: int, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    began = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
    pressed = (PressedSide("ub60", Side.LEFT, 60), PressedSide("kd4", Side.LEFT, 9))
    begin(
        tmp_path / "acupoint" / "sessions.sqlite3",
        Record("a" * 32, began, ("ub60", "kd4"), (), None, pressed=pressed, ending=Ending.SENSATION),
    )
    assert run("session", "kd4", "--yes", "--plain")[0] == 1
    assert run("session", "ub60", "--yes", "--plain")[0] == 0
    typist(monkeypatch, answer, "", "")
    found, _, errors = run("session", "kd4", "--plain")
    assert found == code
    assert "KD 4: on 2026-01-31 you stopped here at sharp pain, numbness, or tingling." in errors


@pytest.mark.usefixtures("swift")
def test_where_nobody_can_say_that_somebody_agrees_the_point_is_left_out(run: Run) -> None:
    code, answer, errors = run("session", "kd4", "ub40", "--numb-feet", "--yes", "--plain")
    assert (code, answer) == (1, "")
    assert errors.endswith("UB 40 is left out.\n")


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize("option", ["", "--no-log"])
def test_it_is_said_first_what_is_written_down(option: str, run: Run) -> None:
    _, answer, _ = run(*f"session ub60 --yes --plain {option}".split())
    assert ("written down: Nothing is written down." in answer) == bool(option)
    assert ("written down: In one file on this machine, for you alone:" in answer) != bool(option)


def test_ctrl_c_at_the_last_question_still_tells_what_was_pressed(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", "--one-side", "left")
    session.starts()
    session.sees(PAIN)
    session.types("\x03")
    session.sees("pressed: UB 60: left 1 minute.")
    assert session.ends()[1] == 130


def test_a_key_typed_before_the_card_is_shown_starts_no_turn(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain", pace=SLOW)
    session.sees(PAIN)
    session.types("\n\n\n")
    session.sees(READY)
    session.types("n")
    session.sees("turn 2 of 2")
    session.types("q")
    session.sees(FELT)
    session.types("n\n")
    session.sees(PAIN)
    session.types("\n")
    session.ends()
    assert session.record.pressed == (PressedSide("ub60", Side.RIGHT, 0),), "stopped there, before the clock began"


@pytest.mark.parametrize("surroundings", [{"TERM": "unknown"}, {"TTY_INTERACTIVE": "0"}, {"TTY_COMPATIBLE": "0"}])
def test_a_terminal_on_which_nothing_can_be_redrawn_gets_every_cue_as_a_line(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    session = Session(tmp_path, "ub60", "--one-side", "left", pace=QUICK, **surroundings)
    session.starts()
    for cue in ("Build up: Press in slowly.", "Hold: Small circles.", "Ease off: Ease off slowly.", "Done: UB 60"):
        session.sees(cue)
    session.sees(PAIN)
    session.types("\n")
    assert session.ends()[1] == 0


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize(("reading", "words"), [("plain", "see somebody: Pain"), ("pretty", "See somebody")])
def test_where_four_weeks_made_it_no_better_the_session_ends_with_see_somebody(
    reading: str, words: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    long_ago = dt.datetime.now(tz=dt.UTC).replace(microsecond=0) - dt.timedelta(days=30)
    before = Record(id="a" * 32, began=long_ago, points=("ub60",), flags=(), before=6)
    begin(tmp_path / "acupoint" / "sessions.sqlite3", before)
    typist(monkeypatch, "6", "2")
    _, answer, _ = run("session", "ub60", f"--{reading}")
    assert words in answer
    assert "no better" in " ".join(answer.split())
    assert "Book a visit to a doctor" in " ".join(answer.split())
    typist(monkeypatch, "2", "2")
    assert words not in run("session", "ub60", f"--{reading}", "--no-log")[1]


@pytest.mark.usefixtures("swift")
def test_whoever_agrees_to_no_point_presses_none(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    typist(monkeypatch, "n", "n")
    code, answer, errors = run("session", "kd4", "gb41", "--pregnant", "--plain")
    assert (code, answer) == (1, "")
    assert "KD 4 is left out." in errors
    assert "GB 41 is left out." in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("session ub60", 2, "a session asks you things; where nobody can answer, --yes runs it through by the clock"),
        ("session --yes", 2, "name the points to press, or say what you feel; 'acupoint session --help' shows how"),
        (
            "session ub60 --yes --seconds 121",
            2,
            "121 seconds a side is outside the times given here (UB 60: 60 to 120)",
        ),
        ("session ub40 --yes --seconds 61", 2, "61 seconds a side is outside the times given here (UB 40: 60)"),
        ("session ub60 --yes --seconds 0", 2, "0 seconds a side is outside the times given here (UB 60: 60 to 120)"),
        ("session gb14 --yes", 1, "GB 14 is a point this guide does not cover"),
        ("session ub60 --yes --one-side up", 2, "invalid value for '--one-side'"),
    ],
)
def test_what_cannot_be_played_is_one_line(line: str, code: int, error: str, run: Run) -> None:
    found, answer, errors = run(*line.split())
    assert (found, answer) == (code, "")
    assert errors.startswith(f"error: {error}")
    assert errors.count("\n") == 1


def test_a_warning_sign_withholds_a_session_even_of_points_that_are_named(run: Run) -> None:
    for named in (("ub60",), (), ("nonsense",)):
        code, answer, errors = run("session", *named, "--cold", "--fever", "--yes")
        assert (code, errors) == (3, "")
        assert answer == run("suggest", "--cold", "--fever")[1]


def test_a_condition_holds_a_point_back_from_a_session(run: Run) -> None:
    code, answer, _ = run("session", "ub40", "--varicose-veins", "--yes")
    assert code == 1
    assert "held back: UB 40" in answer


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_a_point_that_somebody_must_agree_to_first_is_pressed_only_if_they_do(
    answer: str, code: int, tmp_path: Path
) -> None:
    session = Session(tmp_path, "kd4", "--pregnant", "--plain", "--one-side", "left")
    session.sees("have you asked your midwife or doctor, and do they agree? (y or n): ")
    session.types(f"{answer}\n")
    if answer == "n":
        session.sees("KD 4 is left out.")
    else:
        session.starts()
        session.sees(PAIN)
        session.types("\n")
    assert session.ends()[1] == code


def test_without_a_point_or_a_flag_it_asks_as_suggest_does(tmp_path: Path) -> None:
    session = Session(tmp_path, "--one-side", "left", "--no-log", "--plain")
    session.sees("Do you have any of these?")
    for answer in ("", "", "", "1", ""):
        session.sees("Enter for none: ")
        session.types(f"{answer}\n")
    session.sees("session: UB 60")
    session.starts()
    session.sees(PAIN)
    session.types("\n")
    assert session.ends()[1] == 0


def test_on_a_terminal_without_a_keyboard_nothing_is_redrawn_and_no_keys_are_promised(tmp_path: Path) -> None:
    words = shlex.join([sys.executable, "-c", PROGRAM, AT_ONCE, "session", "ub60", "--yes", "--no-log"])
    child = pexpect.spawn(
        "bash",
        ["-c", f"{words} < /dev/null"],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    shown = " ".join(str(child.before).split())
    assert "There is no keyboard to pause or go on with; Ctrl-C stops at once." in shown
    assert "space pauses" not in shown
    assert "\x1b[?25l" not in shown, "the cursor is not hidden"
