import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.text import Text

from acupoint.errors import UsageError
from acupoint.terminal import output
from acupoint.terminal.output import Reading, choose_reading
from support.program import Run

NONE_WANTED = dict.fromkeys(Reading, False)


@pytest.mark.parametrize(
    ("on_terminal", "environment", "reading"),
    [
        (True, {}, Reading.SCREEN),
        (True, {"TERM": "xterm"}, Reading.SCREEN),
        (False, {}, Reading.PLAIN),
        (True, {"TERM": "dumb"}, Reading.PLAIN),
        (True, {"ACCESSIBLE": "1"}, Reading.PLAIN),
        (True, {"ACCESSIBLE": "yes"}, Reading.PLAIN),
        *((True, {"ACCESSIBLE": off}, Reading.SCREEN) for off in ("", " ", "0", "false", "False", "no", "NO")),
    ],
)
def test_the_reading_suits_the_terminal(on_terminal: bool, environment: dict[str, str], reading: Reading) -> None:  # noqa: FBT001 - a row of the table
    assert choose_reading(NONE_WANTED, terminal=on_terminal, environment=environment) is reading


@pytest.mark.parametrize("wanted", Reading)
def test_a_reading_that_is_asked_for_is_given_whatever_the_terminal(wanted: Reading) -> None:
    asked = {**NONE_WANTED, wanted: True}
    for on_terminal in (False, True):
        assert choose_reading(asked, terminal=on_terminal, environment={"ACCESSIBLE": "1"}) is wanted


def test_two_readings_at_once_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="choose one of --plain and --json"):
        choose_reading({Reading.PLAIN: True, Reading.SCREEN: False, Reading.JSON: True}, terminal=True, environment={})


def program(*arguments: str, encoding: str = "utf-8", shell: str = '"$@"') -> subprocess.CompletedProcess[bytes]:
    """The program run for real, with its streams as *shell* redirects them."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell, "bash", sys.executable, "-m", "acupoint", *arguments],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
@pytest.mark.parametrize("reading", ["--plain", "--pretty", "--json"])
def test_a_terminal_that_cannot_show_a_name_gets_plain_letters(encoding: str, reading: str) -> None:
    done = program("show", "ub60", "--full", reading, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "UB 60" in shown
    assert "Kunlun" in shown
    assert "昆" not in shown


def test_json_for_an_ascii_terminal_still_says_the_same() -> None:
    assert json.loads(program("show", "ub60", "--json", encoding="ascii").stdout) == json.loads(
        program("show", "ub60", "--json").stdout
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "code"),
    [
        *((f"show ub60 {reading}", 0) for reading in ("--plain", "--pretty", "--json")),
        *((f"suggest --fever {reading}", 3) for reading in ("--plain", "--pretty", "--json")),
        *((line, 0) for line in ("--help", "suggest --help", "--version", "--show-completion bash")),
    ],
)
def test_a_reader_that_goes_away_ends_it_quietly_with_the_usual_code(line: str, code: int) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "acupoint", *line.split()], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["list", "--help", "--version"])
def test_a_full_disk_is_one_error_line(command: str) -> None:
    done = program(command, shell='"$@" > /dev/full')
    assert done.returncode == 5
    assert done.stderr == b"error: the answer cannot be written: No space left on device\n"


def test_a_closed_stdout_is_one_error_line() -> None:
    done = program("list", shell='"$@" >&-')
    assert (done.returncode, done.stderr) == (5, b"error: the answer cannot be written: standard output is closed\n")


@pytest.mark.slow
@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full"])
def test_a_closed_or_full_stderr_changes_neither_the_answer_nor_the_code(where: str, run: Run) -> None:
    for line in ("show foo", "foo", "list"):
        done = program(*line.split(), shell=f'"$@" {where}')
        assert (done.returncode, done.stdout.decode()) == run(*line.split())[:2]


@pytest.mark.parametrize("columns", ["0", "-5", "x", ""])
def test_a_senseless_width_still_gets_an_answer(columns: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "Call your emergency number" in run("suggest", "--accident", "--pretty")[1]


def test_notes_are_wrapped_at_words_on_a_terminal_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    line = "  1. " + "word " * 9 + "end"
    output.say(line)
    assert capsys.readouterr().err == f"{line}\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    output.say(line)
    assert capsys.readouterr().err == "  1. word word word word word\n     word word word word end\n"


@contextmanager
def pseudo_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """A pseudo-terminal as stdout and stderr: what has come out of it so far. No fixture: pytest sets both anew."""
    outside, inside = pty.openpty()
    with open(inside, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor, no path
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", stream)

        def shown() -> str:
            stream.write("that is all")
            stream.flush()
            came = ""
            while not came.endswith("that is all"):
                came += os.read(outside, 100_000).decode()
            return came.removesuffix("that is all")

        yield shown
    os.close(outside)


def test_what_is_redrawn_stays_in_place_and_the_cursor_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with pseudo_terminal(monkeypatch) as shown:
        assert output.can_redraw()
        with output.redrawn() as draw:
            draw(Text("one"))
            draw(Text("two"))
        came = shown()
    hide, show, clear_line = "\x1b[?25l", "\x1b[?25h", "\x1b[2K"
    assert came.startswith(hide)
    assert came.count(show) == 1
    assert came.index("one") < came.index(clear_line) < came.index("two") < came.rindex(clear_line)


LISTED = "Call now:\n  Fainting.\n  A rash.\nfirst: None of these?"


def test_a_statement_has_several_lines_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo_terminal(monkeypatch) as shown:
        assert output.write(LISTED, wraps=True)
        assert shown().replace("\r\n", "\n") == f"{LISTED}\n"
    elsewhere = io.StringIO()
    monkeypatch.setattr(sys, "stdout", elsewhere)
    assert output.write(LISTED, wraps=True)
    assert elsewhere.getvalue() == "Call now: Fainting. A rash.\nfirst: None of these?\n"


def test_a_dumb_terminal_and_no_terminal_are_never_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo_terminal(monkeypatch):
        assert not output.can_redraw(), "TERM is dumb"
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not output.can_redraw()


def test_the_bell_rings_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo_terminal(monkeypatch) as shown:
        output.ring()
        assert shown() == "\a"
    elsewhere = io.StringIO()
    monkeypatch.setattr(sys, "stderr", elsewhere)
    output.ring()
    monkeypatch.setattr(sys, "stderr", None)
    output.ring()
    assert elsewhere.getvalue() == ""
