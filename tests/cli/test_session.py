"""Whole sessions through the command: in this process by a made-up clock, and on real pseudo-terminals."""

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
from typing import Protocol

import pexpect
import pytest
from rich.cells import cell_len

from acupoint.catalogue.model import Side
from acupoint.cli import session as command
from acupoint.log import store
from acupoint.log.record import Ending, PressedSide, Record
from acupoint.log.store import read_log
from acupoint.session.play import Key
from support import made_up
from support.made_up_clock import NOON, MadeUpClock, MadeUpKeys
from support.program import CHECKOUT, NO_SOCKETS, Run
from support.terminal import end, heed_ctrl_c, type_lines

# The command by the system's clock, or by one that goes only while a key is waited for.
PROGRAM = f"""
import sys
sys.path.append({str(CHECKOUT / "tests")!r})
from functools import partial
from acupoint.cli import session
from acupoint.cli.main import main
if sys.argv[1] == "quick":
    from support.made_up_clock import MadeUpClock
    clock = MadeUpClock()
    session.session_command = partial(session.session_command, clock=clock, open_keys=clock.open_keys)
sys.exit(main(sys.argv[2:]))
"""

READY = "Press Enter once your hand is in place"
SIGNS = "Enter for none"
PAIN = "Enter skips, q leaves: "
FELT = "Was there sharp pain, numbness, or tingling? (y or n, q leaves): "
ADVICE = "Let go at once at sharp or shooting pain"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that sessions of this test are kept in."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "acupoint" / "sessions.sqlite3"


class Played(Protocol):
    """Plays a session in this process."""

    def __call__(
        self,
        line: str,
        lines: tuple[str, ...] | None = None,
        keys: tuple[tuple[float, Key], ...] = (),
        catalogue: Path | None = None,
    ) -> tuple[int, str, str]:
        """With *lines* typed at the questions and *keys* pressed at the turns; without *lines*, nobody is there."""


@pytest.fixture
def played(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    assert not log.exists()
    build = command.session_command

    def played(
        line: str,
        lines: tuple[str, ...] | None = None,
        keys: tuple[tuple[float, Key], ...] = (),
        catalogue: Path | None = None,
    ) -> tuple[int, str, str]:
        clock = MadeUpClock()
        open_keys = clock.open_keys if lines is None else lambda _: MadeUpKeys(clock, *keys)
        monkeypatch.setattr(command, "session_command", partial(build, clock=clock, open_keys=open_keys))
        with monkeypatch.context() as stdin:
            if lines is not None:
                type_lines(stdin, *lines)
            return run("session", *line.split(), catalogue=catalogue)

    return played


START = (0.0, Key.START)
ONE_SIDE = "--plain --one-side left"


@pytest.mark.parametrize("reading", ["plain", "pretty"])
def test_a_session_reads_as_its_golden_file(
    reading: str, played: Played, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    line = f"ub1 kd2 --itch --cold-hands --knee --yes --{reading}"
    code, answer, errors = played(line, catalogue=made_up.written(tmp_path))
    assert (code, errors) == (0, "")
    golden(f"session.{reading}.txt", answer)
    code, answer, errors = played(f"{line} --full --no-log", catalogue=made_up.written(tmp_path))
    assert (code, errors) == (0, "")
    golden(f"session-full.{reading}.txt", answer)


@pytest.mark.parametrize("columns", [1, 7, 12, 40, 50, 120, 500])
@pytest.mark.parametrize("reading", ["plain", "pretty"])
def test_a_session_is_played_at_any_width(
    columns: int, reading: str, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, answer, errors = played(f"kd4 --yes --no-log --{reading}")
    assert (code, errors) == (0, "")
    if reading == "pretty" and columns >= 40:
        assert max(map(cell_len, answer.splitlines())) <= columns


def test_without_a_terminal_yes_runs_it_through_by_the_clock(played: Played, log: Path) -> None:
    code, answer, errors = played("--dull-ache --yes")
    assert (code, errors) == (0, "")
    assert "ready: It begins by itself in 120 seconds." in answer
    assert "ready: It begins by itself in 15 seconds." in answer
    assert answer.count("\nDone: KD 4") == 2
    (record,) = read_log(log)
    assert (record.points, record.flags, record.ending) == (("kd4",), ("dull-ache",), Ending.DONE)
    assert record.pressed == (PressedSide("kd4", Side.LEFT, 60), PressedSide("kd4", Side.RIGHT, 60))


@pytest.mark.parametrize("lines", [("q",), ("Quit",), ("99", "q")])
def test_q_at_the_first_question_leaves_with_nothing_written(lines: tuple[str, ...], played: Played, log: Path) -> None:
    code, answer, errors = played(f"ub60 {ONE_SIDE}", lines, (START,))
    assert code == 130
    assert "turn 1" not in answer
    assert errors.endswith("Stopped before the questions were answered.\n")
    assert "error" not in errors
    assert not log.exists()


def test_q_leaves_where_somebody_must_agree(played: Played, log: Path) -> None:
    assert played(f"kd4 --pregnant {ONE_SIDE}", ("q",))[0] == 130
    assert not log.exists()


def test_q_at_the_last_question_still_ends_with_what_was_pressed(played: Played, log: Path) -> None:
    code, answer, _ = played(f"ub60 {ONE_SIDE}", ("3", "q"), (START,))
    assert code == 0
    assert "pressed: UB 60: left 1 minute." in answer
    (record,) = read_log(log)
    assert (record.before, record.after, record.ending) == (3, None, Ending.DONE)


def test_a_countdown_says_that_enter_ends_it_and_enter_does(played: Played) -> None:
    code, answer, _ = played("kd4 --yes --no-log --one-side left --plain", (), ((95.0, Key.START),))
    assert code == 0
    ready = [line for line in answer.splitlines() if line.startswith("ready: ")]
    assert [int(re.findall(r"[0-9]+", line)[0]) for line in ready] == [120, 60, 30]
    assert all("Enter begins now (n next side, q stops)." in line for line in ready)


def test_a_bell_is_promised_only_where_one_rings(played: Played) -> None:
    assert "A bell rings" in played(f"ub60 --full --no-log {ONE_SIDE}", ("", ""), (START,))[1]
    assert "A bell rings" not in played(f"ub60 --full --no-log --silent {ONE_SIDE}", ("", ""), (START,))[1]
    code, answer, errors = played(f"ub60 --full --no-log --yes {ONE_SIDE}")
    assert (code, "A bell rings" in answer, errors) == (0, False, "")


def test_without_a_point_or_a_flag_it_asks_as_suggest_does(played: Played) -> None:
    code, answer, errors = played(f"--no-log {ONE_SIDE}", ("", "", "1", "", "", "", ""), (START,))
    assert code == 0
    assert "session: UB 60" in answer
    assert errors.startswith("\nWhere does it hurt?")
    assert errors.count("q leave: ") == 5


def test_a_point_for_headaches_is_pressed_once_their_signs_were_asked(
    played: Played, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, answer, errors = played(f"gb41 --no-log {ONE_SIDE}", ("", "", "", ""), (START,))
    assert code == 0
    assert "Call an emergency number now" not in answer
    assert errors.index("With a headache, do you have any of these now?") < errors.index("Pain now")
    code, answer, _ = played("gb41 --plain", ("sudden, worst-ever headache",))
    assert (code, answer.partition(":")[0]) == (3, "emergency")
    assert "GB 41" not in answer
    assert not log.exists()


@pytest.mark.parametrize("line", ["gb41 --side", "gb41 --rotation", "ub60", "ub40 kd4"])
def test_no_signs_are_asked_where_nothing_said_asks_for_them(line: str, played: Played) -> None:
    _, answer, errors = played(f"{line} --no-log --plain", ("q",))
    assert "do you have any of these now?" not in errors
    assert answer.startswith("Call an emergency number now: ")


@pytest.mark.parametrize(
    ("option", "words"),
    [("", "written down: On this machine, not with --no-log."), ("--no-log", "written down: Nothing is")],
)
def test_what_is_written_down_is_said_first_and_true(option: str, words: str, played: Played, log: Path) -> None:
    code, answer, _ = played(f"ub60 --yes --plain {option}")
    assert code == 0
    assert words in answer.partition("turn 1 of 2")[0]
    assert log.parent.exists() != bool(option)


def test_a_log_that_cannot_be_written_is_told_once_and_it_goes_on(played: Played, log: Path) -> None:
    log.parent.write_text("a file where a folder is wanted")
    code, answer, errors = played("ub60 --yes")
    assert code == 0
    assert errors.startswith("note: this session is not written down: ")
    assert errors.count("\n") == 1
    assert answer.count("\nDone: ") == 2


def test_the_last_of_a_days_doses_is_the_last_unless_the_person_agrees(played: Played) -> None:
    for _ in range(2):
        assert played("ub60 --yes --plain")[::2] == (0, "")
    code, answer, errors = played("ub60 --yes --plain")
    most = "the dose is 1 to 2 minutes a side, once or twice a day"
    assert (code, answer) == (1, "")
    assert errors == f"UB 60 was pressed in 2 sessions in the last 24 hours; {most}.\nUB 60 is left out.\n"
    assert played("ub40 --yes --plain")[::2] == (0, "")
    assert played("ub60 --yes --plain --no-log")[0] == 1, "what is not written down is read all the same"
    assert played(f"ub60 {ONE_SIDE}", ("y", "", ""), (START,))[0] == 0


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_a_point_stopped_at_for_what_was_felt_is_asked_about_next_time(
    answer: str, code: int, played: Played, log: Path
) -> None:
    began = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
    pressed = (PressedSide("ub60", Side.LEFT, 60), PressedSide("kd4", Side.LEFT, 9))
    before = Record("a" * 32, began, ("ub60", "kd4"), (), None, pressed=pressed, ending=Ending.SENSATION)
    store.begin(log, before)
    assert played("kd4 --yes --plain")[0] == 1
    assert played("ub60 --yes --plain")[0] == 0
    found, _, errors = played(f"kd4 {ONE_SIDE}", (answer, "", ""), (START,))
    assert found == code
    assert "KD 4: on 2026-01-31 you stopped here at sharp pain, numbness, or tingling." in errors


@pytest.mark.parametrize(
    ("answers", "code"),
    [(("n",), 0), (("y", "y"), 0), (("y", "n"), 1), (("no idea", "y", "n"), 1), (("y", "", "n"), 1)],
)
def test_after_a_stop_nobody_explained_one_question_is_asked_at_a_time(
    answers: tuple[str, ...], code: int, played: Played, log: Path
) -> None:
    began = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
    pressed = (PressedSide("kd4", Side.LEFT, 9),)
    store.begin(log, Record("a" * 32, began, ("kd4",), (), None, pressed=pressed, ending=Ending.UNANSWERED))
    assert played("kd4 --yes --plain")[0] == 1
    found, _, errors = played(f"kd4 {ONE_SIDE}", (*answers, "", ""), (START,))
    assert found == code
    assert "KD 4: was it one of these, or are you not sure? (y or n" in errors
    assert ("has a clinician said since then that you may press it?" in errors) == ("y" in answers)


def test_a_stop_at_the_card_is_kept_with_the_point_it_was_at(played: Played, log: Path) -> None:
    keys = (START, (61.0, Key.STOP))
    code, answer, _ = played(f"ub60 ub40 {ONE_SIDE}", ("", "y", ""), keys)
    assert code == 0
    assert "pressed: UB 60: left 1 minute." in answer
    (record,) = read_log(log)
    assert record.pressed == (PressedSide("ub60", Side.LEFT, 60), PressedSide("ub40", Side.LEFT, 0))
    assert "UB 40 is left out." in played("ub60 ub40 --yes")[2]
    assert "UB 40 is left out." in played("ub60 ub40 --yes --no-log")[2]


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_a_point_that_somebody_must_agree_to_is_pressed_only_if_they_do(
    answer: str, code: int, played: Played, log: Path
) -> None:
    found, _, errors = played(f"kd4 --pregnant {ONE_SIDE}", (answer, "", ""), (START,))
    assert "have you asked your midwife or doctor, and do they agree? (y or n, q leaves): " in " ".join(errors.split())
    assert ("KD 4 is left out." in errors) == (answer == "n") != log.exists()
    assert found == code


def test_where_nobody_can_say_that_somebody_agrees_the_point_is_left_out(played: Played) -> None:
    code, answer, errors = played("kd4 ub40 --numb-feet --yes --plain")
    assert (code, answer) == (1, "")
    assert errors.endswith("UB 40 is left out.\n")


@pytest.mark.parametrize(("reading", "words"), [("plain", "see somebody: Pain"), ("pretty", "See somebody")])
def test_where_four_weeks_made_it_no_better_it_ends_with_see_somebody(
    reading: str, words: str, played: Played, log: Path
) -> None:
    long_ago = NOON - dt.timedelta(days=30)
    store.begin(log, Record(id="a" * 32, began=long_ago, points=("ub60",), flags=(), before=6))
    line = f"ub60 --one-side left --{reading}"
    _, answer, _ = played(line, ("6", "2"), (START,))
    assert words in answer
    assert "no better" in " ".join(answer.split())
    assert "Book a visit to a doctor" in " ".join(answer.split())
    assert words not in played(f"{line} --no-log", ("2", "2"), (START,))[1]


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
    assert "left out: UB 40" in answer


def in_a_child(home: Path, *arguments: str, first: str = "") -> subprocess.CompletedProcess[str]:
    """A session off a terminal, after the statements *first*."""
    return subprocess.run(
        [sys.executable, "-c", f"{first}\n{PROGRAM}", "quick", "session", *arguments],
        env={**os.environ, "XDG_DATA_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_with_sockets_forbidden_a_session_is_the_same(tmp_path: Path) -> None:
    done = in_a_child(tmp_path / "a", "ub60", "--yes", first=f"import sys\n{NO_SOCKETS}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == in_a_child(tmp_path / "b", "ub60", "--yes").stdout


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    words = f"{shlex.join([sys.executable, '-c', PROGRAM, 'quick'])} session ub60 --yes --no-log | head -n 1"
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert done.stderr == ""


class Session:
    """`acupoint session` on a pseudo-terminal."""

    def __init__(self, home: Path, *arguments: str, clock: str = "real", rows: str = "50", **environment: str) -> None:
        self.log = home / "acupoint" / "sessions.sqlite3"
        surroundings = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, clock, "session", *arguments],
            env={**surroundings, "XDG_DATA_HOME": str(home), "TERM": "xterm-256color", **environment},
            dimensions=(int(rows), 80),
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
        end(self.child)
        return " ".join(shown.split()), self.child.exitstatus

    @property
    def record(self) -> Record:
        (record,) = read_log(self.log)
        return record


@pytest.mark.slow
@pytest.mark.parametrize(("options", "rings"), [("--pretty", 4), ("--plain --silent", 0)])
def test_a_whole_session_is_played_and_leaves_the_terminal_as_it_was(options: str, rings: int, tmp_path: Path) -> None:
    arguments = f"ub60 ub40 --lower-back --one-side left {options}".split()
    session = Session(tmp_path, *arguments, clock="quick")
    session.sees("2 minutes, in 2 turns")
    session.starts("6")
    session.sees("Done: UB 60, left side, 1 minute. Let go.")
    session.begins()
    session.sees("Done: UB 40, left side, 1 minute. Let go.")
    session.sees(PAIN)
    assert termios.tcgetattr(session.child.child_fd) == session.modes
    session.types("4\n")
    shown, code = session.ends()
    assert code == 0
    assert "UB 60: left 1 minute; UB 40: left 1 minute." in shown
    assert "6 before, 4 after, of 10." in shown
    record = session.record
    assert (record.points, record.flags) == (("ub60", "ub40"), ("lower-back",))
    assert (record.before, record.after, record.ending) == (6, 4, Ending.DONE)
    assert record.pressed == (PressedSide("ub60", Side.LEFT, 60), PressedSide("ub40", Side.LEFT, 60))
    assert session.shown.getvalue().count("\a") == rings, "at each start and end of a side"


CUES = [
    "Build up: Press in slowly. 1 minute left.",
    "Hold: Small circles. 50 seconds left.",
    "Hold: Gently move the part that hurts. 37 seconds left.",
    "Hold: Firm, never painful. 24 seconds left.",
    "Ease off: Ease off slowly. 10 seconds left.",
    "Done: UB 60, right side, 1 minute. Let go.",
]


@pytest.mark.slow
@pytest.mark.parametrize("surroundings", [{"ACCESSIBLE": "1"}, {"TERM": "unknown"}])
def test_where_nothing_is_redrawn_every_cue_is_a_line(surroundings: dict[str, str], tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--one-side", "right", "--silent", clock="quick", **surroundings)
    session.starts()
    session.sees(PAIN)
    session.types("\n")
    session.ends()
    shown = session.shown.getvalue().replace("\r", "")
    assert re.findall(r"^(?:Build|Hold|Ease|Done).*", shown, re.MULTILINE) == CUES
    if "ACCESSIBLE" in surroundings:
        assert re.sub(r"[^\x00-\x1f\x7f]", "", shown.replace("\n", "")) == "", "the plain reading only ever appends"


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["question", "ready", "clock", "pause", "second ready", "felt", "after"])
def test_ctrl_c_at_every_stage_ends_with_130_and_the_terminal_as_it_was(stage: str, tmp_path: Path) -> None:
    clock = "quick" if stage in {"second ready", "after"} else "real"
    session = Session(tmp_path, "ub60", "--plain", clock=clock)
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
        assert session.record.ending is {"after": Ending.DONE, "felt": Ending.UNANSWERED}.get(stage, Ending.CHOICE)
    assert ("pressed: UB 60: left 1 minute, right 1 minute." in shown) == (stage == "after")


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


@pytest.mark.parametrize("point", ["ub60", "ub40", "kd4", "gb41"])
def test_on_24_rows_the_steps_are_still_there_beside_the_clock(point: str, tmp_path: Path) -> None:
    session = Session(tmp_path, point, "--no-log", rows="24")
    for _ in range(2 if point == "gb41" else 0):  # the signs of pain in the side, and of a headache
        session.sees(SIGNS)
        session.types("\n")
    session.starts()
    session.sees("q stops")
    session.sees("q stops")
    _, _, turn = session.shown.getvalue().partition("1 of 2")
    rows = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", turn).split("\n")
    assert any("\u2800" <= one <= "\u28ff" for one in turn)
    assert len(rows) <= 24
    session.types("q")
    session.sees(FELT)
    session.types("n\n")
    session.sees(PAIN)
    session.types("q\n")
    assert session.ends()[1] == 0


@pytest.mark.slow
def test_enter_ends_the_countdown_of_a_turn(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--yes", "--no-log", "--one-side", "left")
    session.sees("It begins by itself in 119 seconds. Enter begins now (n next side, q stops).")
    session.types("\r")
    session.sees("Build up")
    session.types("n")
    shown, code = session.ends()
    assert code == 0
    assert "Left early: UB 60, left side" in shown


def test_ctrl_d_is_a_stop_at_the_clock_and_no_answer_to_a_question(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain")
    session.starts("3")
    session.sees("Build up:")
    session.types("\x04")
    session.sees(FELT)
    session.types("\x04")
    session.sees(ADVICE)
    session.sees(PAIN)
    session.types("\x04")
    session.sees("pressed: UB 60: left ")
    assert session.ends()[1] == 0
    assert (session.record.ending, session.record.after) == (Ending.UNANSWERED, None)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_it_finds_the_terminal_put_back_and_a_record(number: signal.Signals, tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60")
    session.starts()
    session.sees("Build up:")
    assert termios.tcgetattr(session.child.child_fd) != session.modes
    session.child.kill(number)
    assert session.ends()[1] == 128 + number
    assert session.record.ending is None
    (side,) = session.record.pressed
    assert (side.point, side.side) == ("ub60", Side.LEFT)
    assert 1 <= side.seconds <= 20, "it counts with the seconds it had"


@pytest.mark.slow
def test_an_interrupt_from_elsewhere_is_a_stop(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60")
    session.starts()
    session.sees("Build up:")
    session.child.kill(signal.SIGINT)
    session.sees(FELT)
    session.types("y\n")
    assert session.ends()[1] == 130
    assert session.record.ending is Ending.SENSATION


def test_a_terminal_that_is_closed_ends_it_and_the_session_is_kept(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60")
    session.starts("5")
    session.sees("Build up:")
    session.child.close(force=False)
    assert not session.child.isalive()
    assert session.record.before == 5


@pytest.mark.slow
def test_a_window_made_smaller_while_the_clock_runs_does_no_harm(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--one-side", "left")
    session.starts()
    for columns in (50, 12, 120):
        session.sees("left")
        session.child.setwinsize(24, columns)
    session.sees("left")
    session.types("n")
    session.sees(PAIN)
    session.types("\n")
    assert session.ends()[1] == 0


def test_ctrl_z_puts_the_terminal_back_and_whoever_returns_finds_a_pause(tmp_path: Path) -> None:
    shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], encoding="utf-8", timeout=60, dimensions=(50, 200))
    shell.delaybeforesend = None
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    line = f"XDG_DATA_HOME={tmp_path} TERM=xterm {sys.executable} {program} real session ub60 --no-log"
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


def test_a_key_typed_before_the_card_is_shown_starts_no_turn(tmp_path: Path) -> None:
    session = Session(tmp_path, "ub60", "--plain")
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


def test_on_a_terminal_without_a_keyboard_no_keys_are_promised(tmp_path: Path) -> None:
    words = shlex.join([sys.executable, "-c", PROGRAM, "quick", "session", "ub60", "--yes", "--no-log"])
    child = pexpect.spawn(
        "bash",
        ["-c", f"{words} < /dev/null"],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    shown = " ".join(str(child.before).split())
    assert "It goes by the clock, without keys; Ctrl-C stops at once." in shown
    assert "space pauses" not in shown
    assert "\x1b[?25l" not in shown, "the cursor is not hidden, for nothing is redrawn"
