"""What the program says about itself."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import acupoint
from acupoint.catalogue.model import Catalogue, WarningSign
from acupoint.cli.main import COMMANDS
from acupoint.text import columns_of
from support import made_up
from support.program import Run
from support.terminal import Terminal

TAKE_FLAGS = ["suggest", "session", "handout"]

in_every_command = pytest.mark.parametrize("command", COMMANDS)


def rows_shown(*arguments: str, columns: int = 80) -> list[str]:
    """The rows of an answer on a terminal."""
    shown, code = Terminal(*arguments, LINES="24", COLUMNS=str(columns)).rest()
    assert code == 0
    return [row.rstrip() for row in re.sub(r"\x1b\[[0-9;]*m", "", shown).rstrip().split("\n")]


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == (0, f"acupoint {acupoint.__version__}\n", "")


class TestHelp:
    @pytest.mark.parametrize("option", ["-h", "--help"])
    def test_it_names_every_command_and_the_whole_of_its_line(self, option: str, run: Run) -> None:
        code, answer, errors = run(option)
        assert (code, errors) == (0, "")
        for command in COMMANDS:
            assert f"  {command} " in answer
        assert "..." not in answer.partition("Commands:")[2]

    @pytest.mark.parametrize("command", ["safety", "handout"])  # what they are for has two sides: both, or neither
    def test_its_line_is_a_whole_sentence(self, command: str, run: Run) -> None:
        (line,) = re.findall(rf"^  {command} +(.*)$", run("--help")[1], re.MULTILINE)
        assert f" {line} " in " ".join(run(command, "--help")[1].split())

    @in_every_command
    def test_it_is_there_under_three_names_and_plain_in_a_pipe(self, command: str, run: Run) -> None:
        assert run(command, "-h") == run(command, "--help") == run("help", command)
        answer = run(command, "-h")[1]
        assert answer.startswith(f"Example: acupoint {command}")
        assert f"\nUsage: acupoint {command}" in answer
        assert "─" not in answer

    def test_help_of_no_command_is_that_of_the_program(self, run: Run) -> None:
        assert run("help") == run("--help")

    @pytest.mark.parametrize(
        ("line", "error"),
        [
            ("help sho", "no such command 'sho'. Did you mean 'show'? 'acupoint --help' shows what there is"),
            ("help nothing", "no such command 'nothing'; 'acupoint --help' shows what there is"),
            ("help show ub60", "got unexpected extra argument(s) (ub60); 'acupoint help --help' shows what there is"),
        ],
    )
    def test_help_of_an_unknown_command_is_wrong_usage(self, line: str, error: str, run: Run) -> None:
        assert run(*line.split()) == (2, "", f"error: {error}\n")

    @pytest.mark.parametrize("columns", [40, 50, 80, 120])
    def test_it_fits_every_width(self, columns: int, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        for command in ("", *COMMANDS):
            _example, *rows = run(*command.split(), "-h")[1].splitlines()
            assert max(map(len, rows)) <= columns

    @pytest.mark.parametrize("columns", [40, 60, 80])
    def test_it_counts_the_columns_that_chinese_takes(
        self, columns: int, monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        chinese = "膝盖痛，上下楼梯时更厉害，天冷时也是；休息以后就好一点。"
        file = made_up.written(tmp_path, made_up.changed("a sore knee", chinese))
        answer = run("suggest", "-h", catalogue=file)[1]
        assert chinese in "".join(answer.split())
        assert max(map(columns_of, answer.splitlines()[1:])) <= columns

    @pytest.mark.slow
    @pytest.mark.parametrize("columns", [50, 120])
    def test_a_terminal_gets_the_words_that_a_pipe_gets(
        self, columns: int, monkeypatch: pytest.MonkeyPatch, run: Run
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        answer = run("suggest", "--help")[1]
        assert rows_shown("suggest", "--help", columns=columns) == answer.splitlines()

    @pytest.mark.slow
    def test_a_terminal_gets_it_in_colour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR")
        heading, flag = "\x1b[1mWhere it hurts:\x1b[0m", "\x1b[1m--lower-back\x1b[0m"
        shown = Terminal("suggest", "--help").rest()[0]
        assert heading in shown
        assert flag in shown

    @pytest.mark.parametrize(
        "line", ["--help", "help", "help show", "suggest --cold -h", *(f"{command} -h" for command in COMMANDS)]
    )
    def test_it_is_there_whatever_is_wrong_with_the_catalogue(
        self, line: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = tmp_path / "broken.yaml"
        broken.write_text("about: 1\n", encoding="utf-8")
        monkeypatch.setenv("ACUPOINT_CATALOGUE", str(broken))
        code, answer, errors = run(*line.split())
        assert (code, answer.split()[0]) in {(0, "Usage:"), (0, "Example:")}
        what = f"{broken}:1:8: 'about' must be a list"
        assert errors in (
            "",
            f"note: this is answered without your clinic's file: {what}; ACUPOINT_CATALOGUE names this file\n",
        )
        code, answer, errors = run(*line.split(), catalogue=broken)
        assert (code, answer.split()[0]) in {(0, "Usage:"), (0, "Example:")}
        what = f"{broken}:1:1: the field 'sources' is missing (and 13 more problems)"
        assert errors in ("", f"note: nothing of the catalogue is shown here: {what}\n")


class TestTheExample:
    def example(self, command: str, run: Run) -> list[str]:
        """The words after the program's name."""
        program, *words = run("help", *command.split())[1].partition("\n")[0].removeprefix("Example: ").split()
        assert program == "acupoint"
        return words

    @pytest.mark.parametrize("command", ["", *(command for command in COMMANDS if command != "session")])
    def test_it_runs(self, command: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert run(*self.example(command, run))[0] == 0

    @pytest.mark.slow
    def test_it_runs_for_a_session_too(self, run: Run) -> None:
        terminal = Terminal(*self.example("session", run), "--no-log")
        terminal.child.expect_exact("Enter skips, q leaves: ")
        terminal.child.sendintr()
        assert terminal.rest()[1] == 130

    def test_it_names_what_the_catalogue_has(self, run: Run, made: Path) -> None:
        assert run("help", "show", catalogue=made)[1].startswith("Example: acupoint show ub1\n")
        assert run("help", "suggest", catalogue=made)[1].startswith("Example: acupoint suggest --knee --rain\n")


class TestHelpOfACommandThatTakesFlags:
    def test_it_says_what_each_flag_means_but_for_warning_signs(self, run: Run, small: Catalogue, made: Path) -> None:
        for command in TAKE_FLAGS:
            words = " ".join(run(command, "--help", catalogue=made)[1].split())
            for entry in small.vocabulary:
                meaning = f"--{entry.id} {entry.text[:1].upper()}{entry.text[1:]}"
                assert (meaning in words) != isinstance(entry, WarningSign)
            assert "Warning signs (see acupoint safety): --itch --rash --faint --pulse Options:" in words

    @pytest.mark.parametrize("command", TAKE_FLAGS)
    def test_it_begins_with_what_people_feel(self, command: str, run: Run) -> None:
        answer = run(command, "--help")[1]
        headings = [line for line in answer.splitlines() if line.endswith(":") and line[0] != " "]
        assert [heading for heading in headings if heading != "Arguments:"] == [
            "Where it hurts:",
            "When it is worse:",
            "What it feels like:",
            "About you:",
            "Warning signs (see acupoint safety):",
            "Options:",
        ]

    def test_it_names_every_warning_sign_unbroken(self, run: Run, shipped: Catalogue) -> None:
        for command in TAKE_FLAGS:
            words = run(command, "--help")[1].split()
            assert [word for word in words if word in {f"--{sign.id}" for sign in shipped.warnings}] == [
                f"--{sign.id}" for sign in shipped.warnings
            ]

    def test_that_of_suggest_is_at_most_48_rows(self) -> None:
        assert len(rows_shown("suggest", "--help")) <= 48


class TestTheNameAlone:
    def test_it_says_where_to_start(self, run: Run) -> None:
        code, answer, errors = run()
        assert (code, errors) == (0, "")
        assert "acupoint suggest: Which point for what hurts? It asks you.\n" in answer
        assert "acupoint help" in answer
        assert "not a doctor" in answer

    @pytest.mark.slow
    @pytest.mark.parametrize("columns", [50, 80, 120])
    def test_it_says_the_same_on_a_terminal(self, columns: int, run: Run) -> None:
        shown = " ".join(rows_shown(columns=columns))
        for line in run()[1].splitlines():
            command, _, text = line.rpartition(": ")
            assert text in " ".join(shown.split())
            assert command in shown

    @pytest.mark.parametrize("columns", [40, 50, 60])
    def test_no_row_ends_before_it_is_full(self, columns: int) -> None:
        for row, after in pairwise(rows_shown(columns=columns)):
            if row and after[:1].islower():
                assert len(f"{row} {after.split()[0]}") > columns

    @pytest.mark.parametrize("arguments", [(), ("--help",)])
    def test_it_and_help_are_at_most_23_rows(self, arguments: tuple[str, ...]) -> None:
        assert len(rows_shown(*arguments)) <= 23

    @pytest.mark.slow
    @pytest.mark.parametrize("columns", [30, 45, 80])
    def test_it_is_wrapped_at_words_for_who_hears_it(self, columns: int, run: Run) -> None:
        shown, code = Terminal(LINES="50", COLUMNS=str(columns), ACCESSIBLE="1").rest()
        assert (code, max(map(len, shown.splitlines())) <= columns) == (0, True)
        assert shown.split() == run()[1].split()

    def test_every_command_it_names_runs(self, run: Run) -> None:
        for line in run()[1].splitlines():
            words = line.partition(": ")[0].split()
            if words[0] == "acupoint" and words[1] not in {"session", "suggest"}:  # they ask
                assert run(*words[1:])[0] == 0

    def test_its_words_and_its_flags_say_the_same(self, run: Run) -> None:
        lines = dict(line.split(": acupoint ") for line in run()[1].splitlines() if ": acupoint " in line)
        by_words, by_flags = (run(*lines[way].split()) for way in ("In your words", "By flags"))
        assert by_words[0] == by_flags[0] == 0
        assert by_words[1].endswith(by_flags[1])

    def test_it_is_there_over_a_broken_catalogue(self, run: Run, tmp_path: Path) -> None:
        code, answer, errors = run(catalogue=tmp_path / "none.yaml")
        assert (code, errors.startswith("note: ")) == (0, True)
        assert "acupoint show: " in answer
