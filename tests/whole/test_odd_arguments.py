"""Whatever is typed or set in the environment is answered, or refused in one line."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from acupoint.cli.main import COMMANDS
from support.program import Run

ODD = ["a\0b", "\udcff", "a\ud800b", "\x1b[31m", "", "a" * 5_000, "--"]
WITH_VALUES = ["session --seconds", "session ub60 --one-side", "log --since", "log --import", "handout ub60 -o"]
FLAGS = [f"{command} {flag}" for command in ("suggest", "log") for flag in ("--plain=", "--", "-")]
CODES = {0, 1, 2, 3, 4, 5}


def assert_in_order(answered: tuple[int, str, str]) -> None:
    code, answer, errors = answered
    assert code in CODES
    assert all(one.isprintable() or one in "\n\t" for one in answer + errors)
    assert "Traceback" not in errors
    assert errors.count("error: ") <= 1
    assert not errors.startswith("error: ") or errors.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_argument_is_answered_or_refused(
    odd: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_in_order(run(odd))
    assert_in_order(run(odd, "list"))
    assert_in_order(run("help", "--", odd))
    assert_in_order(run("suggest", "--", odd))
    for command in COMMANDS:
        assert_in_order(run(command, odd))
    for line in WITH_VALUES:
        assert_in_order(run(*line.split(), odd))
    for line in FLAGS:
        assert_in_order(run(*f"{line}{odd}".split(" ")))
    for shell in ("bash", "zsh", "fish"):
        with monkeypatch.context() as asking:
            asking.setenv("_ACUPOINT_COMPLETE", shell)
            assert_in_order(run("show", odd))


VARIABLES = [
    *("COLUMNS", "LINES", "TERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "ACCESSIBLE", "PAGER", "HOME", "TZ"),
    *("XDG_DATA_HOME", "ACUPOINT_CATALOGUE", "LANG", "LC_ALL", "TMPDIR", "TTY_COMPATIBLE", "GITHUB_ACTIONS"),
]
VALUES = [b"\xff", b"-1", b"9" * 30]


@pytest.mark.slow
def test_an_odd_variable_is_answered_or_refused() -> None:
    # All in one process of its own: only a new process finds a value in its environment that is no text.
    code = (
        "import os, sys; from acupoint.cli.main import main\n"
        "for name in os.environ['NAMES'].split():\n"
        "    os.environb[name.encode()] = os.environb[b'VALUE']\n"
        "    for line in ('log --pretty',):\n"
        "        code = main(line.split())\n"
        "        assert code in (0, 3, 4, 5), (name, line, code)\n"
        "    del os.environ[name]\n"
    )
    for value in VALUES:
        environment = {**os.environb, b"VALUE": value, b"NAMES": " ".join(VARIABLES).encode()}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr[-500:]


OLD = ["bash_complete", "complete_bash", "complete_zsh", "complete_fish", "source_bash", "complete_x", "x", "\udcff"]


@pytest.mark.parametrize(("asks", "cword"), list(product(OLD, [None, "", "x", "-5", "99"])))
def test_an_earlier_completion_is_one_line_whatever_it_lacks(
    asks: str, cword: str | None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_ACUPOINT_COMPLETE", asks)
    if cword is not None:
        monkeypatch.setenv("COMP_CWORD", cword)
        monkeypatch.setenv("COMP_WORDS", "acupoint 'never closed")
    code, answer, errors = run()
    assert (code, answer, errors.count("\n")) == (2, "", 1)
    assert errors.startswith("error: completion was set up by another version; ")
