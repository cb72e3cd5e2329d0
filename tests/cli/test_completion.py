"""What a shell is offered to complete a line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from acupoint.cli.main import COMMANDS
from support import made_up
from support.terminal import run_completion

Complete = Callable[..., str]
in_every_shell = pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])


@pytest.mark.slow
@in_every_shell
def test_a_shell_is_offered_every_command(shell: str) -> None:
    offered = run_completion("acupoint ", shell)
    assert all(command in offered for command in COMMANDS)


@in_every_shell
def test_a_shell_is_offered_points_and_flags(shell: str, complete: Complete) -> None:
    points = complete("acupoint show ", shell)
    assert all(point in points for point in ("ub1", "kd2"))
    flags = complete("acupoint suggest --", shell)
    assert all(flag in flags for flag in ("--knee", "--rain", "--night", "--sunburn", "--cold-hands", "--faint"))


@in_every_shell
def test_the_catalogues_text_is_shown_literally(shell: str, complete: Complete, tmp_path: Path) -> None:
    hostile = made_up.changed("On the left thumb.", "'[/] [bold]x[/bold] :smile:'")
    file = made_up.written(tmp_path, hostile.replace("text: a sore knee", "text: '[/] knee'"))
    assert "ub1" in complete("acupoint show ", shell, file)
    offered = complete("acupoint suggest --kn", shell, file)
    assert "--knee" in offered
    assert "[/] knee" in offered or shell == "bash"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_what_is_offered_is_described(shell: str, complete: Complete) -> None:
    assert "On the left thumb" in complete("acupoint show ub", shell)
    assert "Worse in the rain" in complete("acupoint suggest --rai", shell)
    assert "Fainting again and again" in complete("acupoint suggest --fa", shell)
    assert "Every point" in complete("acupoint li", shell)


@in_every_shell
def test_help_is_offered_the_commands(shell: str, complete: Complete) -> None:
    offered = complete("acupoint help s", shell)
    assert [command in offered for command in ("show", "suggest", "safety", "session", "list")] == [*[True] * 4, False]
    assert ("The points for what you feel" in offered) == (shell != "bash")


@pytest.mark.parametrize(("shell", "shown"), [("zsh", "\\$(touch x) \\`y\\`"), ("fish", "$(touch x) `y`")])
def test_a_shell_is_offered_nothing_to_run(shell: str, shown: str, complete: Complete, tmp_path: Path) -> None:
    file = made_up.written(tmp_path, made_up.changed("a sore knee", "a \\$(touch x) `y` knee"))
    assert f"A /{shown} knee" in complete("acupoint suggest --kn", shell, file)


def test_fish_gets_one_line_for_each_candidate_on_a_narrow_terminal(complete: Complete) -> None:
    lines = complete("acupoint show ", "fish").splitlines()
    assert [line.partition("\t")[0] for line in lines] == ["ub1", "kd2"]


def test_commands_are_offered_over_a_broken_catalogue_without_a_note(complete: Complete, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("about: 1\n", encoding="utf-8")
    assert "suggest" in complete("acupoint ", "bash", broken)
