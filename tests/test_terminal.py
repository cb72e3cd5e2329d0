import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from acupoint import terminal
from acupoint.errors import StoppedError, UsageError
from acupoint.terminal import Reading, choose_reading

NONE_WANTED = dict.fromkeys(Reading, False)


@pytest.mark.parametrize(
    ("on_terminal", "environment", "reading"),
    [
        (True, {}, Reading.SCREEN),
        (True, {"TERM": "xterm"}, Reading.SCREEN),
        (False, {}, Reading.PLAIN),
        (True, {"TERM": "dumb"}, Reading.PLAIN),
        (True, {"ACCESSIBLE": "1"}, Reading.PLAIN),
        (True, {"ACCESSIBLE": ""}, Reading.SCREEN),
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


def test_a_prompt_goes_to_stderr_and_what_is_typed_comes_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("  1 2 \n"))
    assert terminal.read("Numbers: ") == "1 2"
    assert capsys.readouterr() == ("", "Numbers: ")


def test_the_end_of_stdin_stops_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(StoppedError, match="nothing is suggested"):
        terminal.read("Numbers: ")


def program(*arguments: str, encoding: str = "utf-8", shell: str = '"$@"') -> subprocess.CompletedProcess[bytes]:
    """The program run for real, with its streams as *shell* redirects them."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell, "bash", sys.executable, "-m", "acupoint", *arguments],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
@pytest.mark.parametrize("reading", ["--plain", "--pretty", "--json"])
def test_a_terminal_that_cannot_show_a_name_gets_plain_letters(encoding: str, reading: str) -> None:
    done = program("show", "ub60", reading, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "UB 60" in shown
    assert "Kunlun" in shown
    assert "昆" not in shown


def test_json_for_an_ascii_terminal_still_says_the_same() -> None:
    assert json.loads(program("show", "ub60", "--json", encoding="ascii").stdout) == json.loads(
        program("show", "ub60", "--json").stdout
    )


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    for reading in ("--plain", "--pretty", "--json"):
        done = program("show", "ub60", "ub40", "kd4", "gb41", reading, shell='"$@" | head -1')
        assert done.stderr == b""
        assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["list", "--help", "--version"])
def test_a_full_disk_is_one_error_line(command: str) -> None:
    done = program(command, shell='"$@" > /dev/full')
    assert done.returncode == 5
    assert done.stderr == b"error: the answer cannot be written: No space left on device\n"


def test_a_closed_stdout_is_one_error_line() -> None:
    done = program("list", shell='"$@" >&-')
    assert (done.returncode, done.stderr) == (5, b"error: the answer cannot be written: standard output is closed\n")


def test_a_closed_stderr_changes_nothing_on_stdout() -> None:
    assert program("show", "foo", shell='"$@" 2>&-').returncode == 1
    assert program("list", shell='"$@" 2>&-').stdout == program("list").stdout
