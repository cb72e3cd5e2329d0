"""The program as a person runs it, on a pseudo-terminal, and as a shell asks it for completions."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pexpect
import pytest


class _Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


def type_lines(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Have stdin and stderr be a terminal at which these lines are typed."""
    monkeypatch.setattr(sys, "stdin", _Typed("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


def type_lines_and_read(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """The same, and have stdout be that terminal as well."""
    type_lines(monkeypatch, *lines)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def heed_ctrl_c() -> None:
    """A shell that runs the tests in the background has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def end(child: "pexpect.spawn[str]") -> None:
    """Wait for *child*, which has nothing more to show, however busy the machine is, and no longer than that."""
    child.wait()
    process: Any = vars(child)["ptyproc"]
    process.delayafterclose = 0  # else pexpect waits a tenth of a second for one that has ended
    child.close()


class Terminal:
    """The program on a real pseudo-terminal of 80 columns."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "acupoint", *arguments],
            env={**os.environ, "TERM": "xterm-256color", **environment},
            dimensions=(int(environment.get("LINES", "50")), 80),
            encoding="utf-8",
            timeout=20,
            preexec_fn=heed_ctrl_c,
        )
        self.child.delaybeforesend = None
        self.seen = ""  # what was shown up to the last answer

    def answer(self, *typed: str) -> None:
        """Type each line once the program asks."""
        for line in typed:
            self.child.expect_exact("q leave: ")
            self.seen += str(self.child.before)
            self.child.sendline(line)

    def rest(self) -> tuple[str, int]:
        """What is shown until the program ends, and its exit code."""
        self.child.expect(pexpect.EOF)
        shown = str(self.child.before)
        end(self.child)
        assert self.child.exitstatus is not None, "it was ended by a signal"
        return shown, self.child.exitstatus


def typed(line: str) -> list[str]:
    """The words after the program's name, as a shell's script gives them; the last is empty after a space."""
    return line.split(" ")[1:]


def run_completion(line: str, shell: str, surroundings: Mapping[str, str] = os.environ) -> str:
    """What the program offers a *shell* for the *line* typed so far."""
    command = [sys.executable, "-m", "acupoint", *typed(line)]
    environment = {**surroundings, "_ACUPOINT_COMPLETE": shell}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout
