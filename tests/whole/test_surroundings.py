"""What the terminal and the environment ask for: a screen reader's way, the Linux console's font, colours."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from support.program import Run
from support.terminal import Terminal

pytestmark = pytest.mark.slow

COMMANDS = [
    *("", "--help", "help suggest", "list", "list --full", "show ub60", "show ub60 ub40 --full", "suggest --cold"),
    *("suggest --cold --morning --full", "suggest --lower-back --numb-saddle", "safety", "safety --full", "log"),
    *("log --full", "check", "show nowhere", "handout ub60", "--show-completion bash"),
]
ANSWERED = {"suggest": 5, "suggest --headache": 1}  # how many questions, each left at its default
DRAWN = re.compile(r"[\u2500-\u259f\u2800-\u28ff]")
CONTROLS = re.compile(r"\x1b|\x9b|\r(?!\n)|[\x00-\x06\x08\x0b-\x0c\x0e-\x1f]")  # all but a bell and the ends of lines


def shown(line: str, **environment: str) -> str:
    """Everything that a terminal shows, questions answered by Enter alone."""
    terminal = Terminal(*line.split(), **environment)
    seen = ""
    for _ in range(ANSWERED.get(line, 0)):
        terminal.child.expect_exact("leave: ")
        seen += f"{terminal.child.before}leave: "
        terminal.child.sendline("")
    return seen + terminal.rest()[0]


def session(**environment: str) -> str:
    """Everything that a terminal shows of a session that is stopped in its first turn."""
    child = Terminal("session", "ub60", "--no-log", **environment).child
    seen = ""
    answers = (
        ("leaves: ", "5\n"),
        (r"stops\)", "\n"),
        (r"\d left|\w left\.", "q"),
        (r"leaves\): ", "n\n"),
        ("leaves: ", "4\n"),
    )
    for prompt, typed in answers:
        child.expect(prompt)
        seen += f"{child.before}{child.after}"
        child.send(typed)
    child.expect(pexpect.EOF)
    return f"{seen}{child.before}"


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A pager that leaves a mark."""
    pager, file = tmp_path / "pager", tmp_path / "paged"
    pager.write_text(f"#!/bin/sh\ntouch {file}\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    yield {"PAGER": str(pager), "LINES": "10"}
    assert not file.exists()


class TestForAScreenReader:
    @pytest.mark.parametrize("line", [*COMMANDS, *ANSWERED])
    def test_nothing_is_drawn_paged_or_moved(self, line: str, mark: dict[str, str]) -> None:
        seen = shown(line, ACCESSIBLE="1", **mark)
        assert seen.strip()
        assert DRAWN.findall(seen) == []
        assert CONTROLS.findall(seen) == []

    def test_a_session_draws_and_moves_nothing_either(self, mark: dict[str, str]) -> None:
        seen = session(ACCESSIBLE="1", **mark)
        assert DRAWN.findall(seen) == []
        assert CONTROLS.findall(seen) == []

    def test_each_prompt_says_its_default(self) -> None:
        asked = [line for line in ANSWERED if "leave: " in shown(line, ACCESSIBLE="1")]
        prompts = [one for line in asked for one in re.findall(r"[^\n]*\n?[^\n]*leave: ", shown(line, ACCESSIBLE="1"))]
        assert len(prompts) == sum(ANSWERED.values())
        assert all("Enter for none" in " ".join(prompt.split()) for prompt in prompts)
        of_session = " ".join(session(ACCESSIBLE="1").split())
        assert of_session.count("Enter skips, q leaves: ") == 2
        assert "(y or n, no default, q leaves): " in of_session
        assert of_session.count(" leaves") == 3


class TestOnTheLinuxConsole:
    @pytest.mark.parametrize(
        "line", ["list --full", "show ub60", "suggest", "suggest --cold --full", "log --full", "-h"]
    )
    def test_there_is_nothing_that_its_font_has_not(self, line: str) -> None:
        seen = shown(line, TERM="linux", PAGER="cat")
        assert [one for one in seen if not is_in_font(one)] == []

    def test_a_session_has_nothing_that_its_font_has_not(self) -> None:
        assert [one for one in session(TERM="linux") if not is_in_font(one)] == []

    def test_a_picture_is_described_and_a_name_in_plain_letters(self) -> None:
        assert "Kunlún" in shown("show ub60 --no-pager", TERM="linux")
        assert "Kūnlún" in shown("show ub60 --no-pager", TERM="xterm-256color")

    def test_a_pipe_gets_every_character(self) -> None:
        command = [sys.executable, "-m", "acupoint", "show", "ub60", "--pretty"]
        environment = {**os.environ, "TERM": "linux", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
        assert "Kūnlún" in done.stdout
        assert DRAWN.search(done.stdout)


def is_in_font(one: str) -> bool:
    try:
        one.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [
        ({}, False),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "yes"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR_FORCE": ""}, False),
        ({"FORCE_COLOR": ""}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colours_are_forced_on_a_pipe_unless_none_are_wanted(
    environment: dict[str, str], *, is_coloured: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("show", "ub60", "--pretty")[1]) == is_coloured
    for line in ("show ub60", "list --json", "log --csv", "--help", "handout ub60 -o -"):  # these never have any
        assert "\x1b" not in run(*line.split())[1]
