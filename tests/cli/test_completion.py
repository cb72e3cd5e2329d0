"""What a shell is offered to complete a line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS
from support import made_up
from support.program import Run
from support.terminal import run_completion

Complete = Callable[..., str]
FISH_FILE = ".config/fish/completions/acupoint.fish"

WORDS = [
    "",
    "-",
    "--",
    "--kn",
    "--knee",
    "--one-side",
    "--one-side=",
    "=",
    "-o",
    "--seconds",
    "ub1",
    "'u",
    "x",
    "é",
    "~",
    "委",
]

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
    assert all(flag in flags for flag in ("--knee", "--rain", "--night", "--sunburn", "--cold-hands"))
    assert "--faint" in complete("acupoint suggest --f", shell)


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


class TestTheFlagsOffered:
    def flags(self, line: str, complete: Complete) -> list[str]:
        return complete(line, "bash").splitlines()

    @pytest.mark.parametrize("line", ["acupoint suggest ", "acupoint suggest -", "acupoint suggest --"])
    def test_they_begin_with_what_is_felt_and_are_no_signs(
        self, line: str, complete: Complete, small: Catalogue
    ) -> None:
        offered = self.flags(line, complete)
        assert offered[:4] == ["--knee", "--elbow", "--rain", "--night"]
        assert offered[4:6] == ["--sunburn", "--cold-hands"]
        assert offered[-1] == "--help"
        assert not {f"--{sign.id}" for sign in small.warnings}.intersection(offered)

    @pytest.mark.slow
    @in_every_shell
    def test_a_letter_brings_every_flag_that_begins_so(self, shell: str, run: Run, shipped: Catalogue) -> None:
        for entry in shipped.vocabulary:
            with pytest.MonkeyPatch.context() as asking:
                asking.setenv("_ACUPOINT_COMPLETE", shell)
                answer = run("suggest", f"--{entry.id[:2]}")[1].splitlines()
            (line,) = [line for line in answer if re.split("[:\t]", line)[0] == f"--{entry.id}"]
            assert entry.text[1:] in line or shell == "bash"

    def test_one_that_is_typed_is_not_offered_again(self, complete: Complete) -> None:
        assert "--rain" not in self.flags("acupoint suggest --rain --", complete)

    @pytest.mark.parametrize(("rows", "last"), [(7, "--night"), (8, "--cold-hands"), (40, "--help")])
    def test_they_fit_the_terminal_by_whole_groups(
        self, rows: int, last: str, complete: Complete, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LINES", str(rows))
        offered = [line.partition(":")[0] for line in complete("acupoint suggest --", "zsh").splitlines()]
        assert (offered[0], offered[-1], len(offered) < rows) == ("--knee", last, True)

    def test_bash_lists_each_with_its_text(self, complete: Complete, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COMP_TYPE", "63")
        monkeypatch.setenv("COLUMNS", "40")
        offered = self.flags("acupoint suggest --", complete)
        assert "--rain        (Worse in the rain)" in offered
        assert max(map(len, offered)) < 40
        assert self.flags("acupoint suggest --rai", complete) == ["--rain"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("acupoint show 'u", ["ub1"]),
        ('acupoint show "k', ["kd2"]),
        ("acupoint show ub1 ", ["kd2"]),
        ("acupoint show -- ", ["ub1", "kd2"]),
        ("acupoint session ub1 --one-side ", ["left", "right"]),
        ("acupoint session ub1 --one-side r", ["right"]),
        ("acupoint session ub1 --one-side=r", ["--one-side=right"]),
        ("acupoint session ub1 --one-side = r", ["right"]),
        ("acupoint session ub1 --one-side =", ["left", "right"]),
        ("acupoint session ub1 --seconds ", []),
        ("acupoint handout ub1 -o ", ["/"]),
        ("acupoint handout ub1 -o a", ["/"]),
        ("acupoint log --import ", ["/"]),
        ("acupoint check ", ["/"]),
        ("acupoint help show ", ["--help"]),
        ("acupoint nothing ", []),
        ("acupoint --ver", ["--version"]),
        ("acupoint --install-completion ", ["bash", "zsh", "fish"]),
        ("acupoint --show-completion f", ["fish"]),
        ("acupoint --unknown ", []),
        ("acupoint suggest --rain --unknown --kn", ["--knee"]),
        ("acupoint suggest \u2014kn", []),
    ],
)
def test_what_is_offered_fits_its_place(line: str, offered: list[str], complete: Complete) -> None:
    assert complete(line, "bash").splitlines() == offered


@pytest.mark.parametrize(
    ("shell", "shown"),
    [("zsh", 'it\'s a\\: $(touch x) `y` \\\\ "knee"'), ("fish", 'it\'s a: $(touch x) `y` \\ "knee"')],
)
def test_a_text_keeps_every_character(shell: str, shown: str, complete: Complete, tmp_path: Path) -> None:
    text = "'it''s a: $(touch x) `y` \\ \"knee\"'"
    file = made_up.written(tmp_path, made_up.changed("a sore knee", text))
    assert complete("acupoint suggest --kn", shell, file).rstrip("\n").endswith(shown[1:])


@in_every_shell
def test_every_candidate_is_a_line_on_a_narrow_terminal(
    shell: str, complete: Complete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = complete("acupoint show ", shell).splitlines()
    assert [re.split("[:\t]", line)[0] for line in lines] == ["ub1", "kd2"]


@in_every_shell
def test_commands_are_offered_over_a_broken_catalogue_without_a_note(
    shell: str, complete: Complete, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("about: 1\n", encoding="utf-8")
    assert "suggest" in complete("acupoint ", shell, broken)
    assert "--json" in complete("acupoint suggest --js", shell, broken)


@pytest.mark.parametrize("asked", ["complete_zsh", "complete_bash", "source_bash", "powershell", "x\x1b"])
def test_a_script_of_another_kind_is_told_nothing_to_run(asked: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ACUPOINT_COMPLETE", asked)
    code, answer, errors = run()
    assert (code, answer, errors.count("\n")) == (2, "", 1)


@given(words=st.lists(st.sampled_from([*WORDS, *COMMANDS]), max_size=5), shell=st.sampled_from(["bash", "zsh", "fish"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_each_line_is_an_offer(words: list[str], shell: str, complete: Complete) -> None:
    typed = words[-1].lstrip("\"'") if words else ""
    for line in complete(" ".join(["acupoint", *words]), shell).splitlines():
        assert line == "/" or line.startswith((typed, ":", typed.rpartition("=")[0])) or typed == "="


class TestSettingItUp:
    @pytest.fixture(autouse=True)
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("ZDOTDIR", raising=False)
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
        return tmp_path

    @in_every_shell
    def test_it_is_for_the_shell_that_is_named_and_says_where(self, shell: str, home: Path, run: Run) -> None:
        code, answer, errors = run("--install-completion", shell)
        file = {"bash": ".bash_completions/acupoint.sh", "zsh": ".zfunc/_acupoint", "fish": FISH_FILE}[shell]
        assert (code, errors) == (0, "")
        assert answer.startswith(f"Completion for {shell} is in {home / file}")
        assert (home / file).read_text(encoding="utf-8") == run("--show-completion", shell)[1]

    def test_settings_keep_what_they_have_and_get_a_line_once(self, home: Path, run: Run) -> None:
        (home / ".bashrc").write_bytes(b"caf\xe9=1")
        for _ in range(2):
            run("--install-completion=bash")
        line = f"source '{home}/.bash_completions/acupoint.sh'"
        assert (home / ".bashrc").read_bytes() == b"caf\xe9=1\n" + line.encode() + b"\n"

    @pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
    @pytest.mark.parametrize("name", ["powershell", "list", "BASH"])
    def test_another_shell_is_refused_by_name(self, option: str, name: str, home: Path, run: Run) -> None:
        error = f"error: completion is there for bash, zsh, and fish, not for '{name}'\n"
        assert run(option, name) == (2, "", error)
        assert not list(home.iterdir())

    @pytest.mark.parametrize("folder", ["", "somewhere"])
    def test_without_a_home_it_is_one_line_and_writes_nothing(
        self, folder: str, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(home)
        monkeypatch.setenv("HOME", folder)
        error = "error: there is no home folder to set completion up in; set HOME to a full path\n"
        assert run("--install-completion", "bash") == (5, "", error)
        assert not list(home.iterdir())

    def test_a_file_that_cannot_be_written_is_one_line(self, home: Path, run: Run) -> None:
        (home / ".bash_completions").write_text("", encoding="utf-8")
        code, answer, errors = run("--install-completion", "bash")
        assert (code, answer) == (5, "")
        assert errors == f"error: '{home}/.bash_completions' cannot be written: File exists\n"
