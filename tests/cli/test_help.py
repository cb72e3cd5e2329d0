"""What the program says about itself."""

from pathlib import Path

import pytest

import acupoint
from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS
from support.program import Run


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == (0, f"acupoint {acupoint.__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help_names_every_command(arguments: tuple[str, ...], run: Run) -> None:
    code, answer, errors = run(*arguments)
    assert (code, errors) == (0, "")
    for command in COMMANDS:
        assert f"  {command} " in answer


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_help_under_both_names_and_plain_in_a_pipe(command: str, run: Run) -> None:
    assert run(command, "-h") == run(command, "--help")
    _, answer, _ = run(command, "-h")
    assert answer.startswith(f"Usage: acupoint {command}")
    assert "─" not in answer


def test_help_of_suggest_says_what_every_flag_means(run: Run, small: Catalogue, made: Path) -> None:
    _, answer, _ = run("suggest", "--help", catalogue=made)
    words = " ".join(answer.split())
    for entry in small.vocabulary:
        assert f"--{entry.id} {entry.text[:1].upper()}{entry.text[1:]}" in words


@pytest.mark.parametrize("line", ["", "--help", "suggest --cold -h", *(f"{command} -h" for command in COMMANDS)])
def test_help_is_there_whatever_is_wrong_with_the_catalogue(
    line: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("about: 1\n", encoding="utf-8")
    monkeypatch.setenv("ACUPOINT_CATALOGUE", str(broken))
    code, answer, errors = run(*line.split())
    assert (code, answer.split()[0]) == (0, "Usage:")
    assert errors in ("", f"note: nothing of the catalogue is shown here: {broken}:1:8: 'about' must be a list\n")
