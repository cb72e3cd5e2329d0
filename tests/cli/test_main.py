import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import acupoint
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file
from acupoint.cli.main import COMMANDS
from support import made_up
from support.program import CHECKOUT, Run
from support.terminal import Terminal, run_completion


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("show gb14", 1, "GB 14 is a point this guide does not cover"),
        ("show ub40 hegu", 1, "'hegu' (LI 4) is a point this guide does not cover"),
        ("show ub4o", 1, "no point is called 'ub4o'; did you mean ub40?"),
        ("show", 2, "missing argument 'POINT...'; 'acupoint show --help' shows what there is"),
        ("list --plain --json", 2, "choose one of --plain and --json"),
        ("list extra", 2, "got unexpected extra argument(s) (extra); 'acupoint list --help' shows what there is"),
        ("lst", 2, "no such command 'lst'. Did you mean 'list'? 'acupoint --help' shows what there is"),
        ("sugg", 2, "no such command 'sugg'"),
        ("suggest --colde", 2, "no such option: --colde (Possible options: --cold"),
        ("suggest --col", 2, "no such option: --col"),
        ("suggest --no-cold", 2, "no such option: --no-cold"),
        ("suggest cold", 2, "got unexpected extra argument(s) (cold)"),
        ("suggest --cold=yes", 2, "option '--cold' does not take a value"),
    ],
)
def test_what_is_wrong_is_one_line_on_stderr_with_its_exit_code(line: str, code: int, error: str, run: Run) -> None:
    found, answer, errors = run(*line.split())
    assert (found, answer) == (code, "")
    assert errors.startswith(f"error: {error}")
    assert errors.count("\n") == 1


def test_without_flag_and_terminal_suggest_is_wrong_usage_and_says_which_flags_there_are(
    run: Run, shipped: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    code, answer, errors = run("suggest")
    assert (code, answer) == (2, "")
    assert errors.count("\n") == 1
    for entry in shipped.vocabulary:
        assert f" --{entry.id}" in errors


def test_what_was_typed_cannot_reach_the_terminal_as_an_escape_code(run: Run) -> None:
    for arguments in (["show", "\x1b[31m"], ["\x1b[31m"], ["suggest", "--\x1b[31m"], ["list", "\x1b]0;x\x07"]):
        _, _, errors = run(*arguments)
        assert errors.removesuffix("\n").isprintable()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("suggest --cold", 0),
        ("suggest --pregnant", 1),
        ("suggest --weeks", 1),
        ("suggest --cold --weeks", 0),
        ("suggest --cold --fever", 3),
        ("suggest --chest-pain", 3),
        ("suggest --lower-back --cold --pregnant --varicose-veins --numb-feet", 1),
    ],
)
def test_the_exit_code_tells_a_script_what_came_of_it(line: str, code: int, run: Run) -> None:
    for reading in ("--plain", "--pretty", "--json"):
        assert run(*line.split(), reading)[::2] == (code, "")


@given(st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flags_mean_the_same_in_any_order(run: Run, shipped: Catalogue, data: st.DataObject) -> None:
    flags = data.draw(st.lists(st.sampled_from([f"--{entry.id}" for entry in shipped.vocabulary]), min_size=1))
    assert run("suggest", *flags, "--json") == run("suggest", "--json", *data.draw(st.permutations(flags)))


def test_points_are_shown_in_the_order_they_are_named(run: Run) -> None:
    _, answer, _ = run("show", "gb41", "委中", "--json")
    assert [point["id"] for point in json.loads(answer)["points"]] == ["gb41", "ub40"]


def test_off_a_terminal_the_plain_reading_is_given(run: Run) -> None:
    for line in (["list"], ["show", "ub60"], ["suggest", "--cold"]):
        assert run(*line) == run(*line, "--plain")


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help_names_every_command(arguments: tuple[str, ...], run: Run) -> None:
    code, answer, errors = run(*arguments)
    assert (code, errors) == (0, "")
    for command in ("list", "show", "suggest", "safety", "log", "check"):
        assert f"  {command} " in answer


@pytest.mark.parametrize("command", ["list", "show", "suggest", "safety", "log", "check"])
def test_every_command_has_help_under_both_names_without_boxes_off_a_terminal(command: str, run: Run) -> None:
    assert run(command, "-h") == run(command, "--help")
    _, answer, _ = run(command, "-h")
    assert answer.startswith(f"Usage: acupoint {command}")
    assert "─" not in answer


def test_help_of_suggest_says_what_every_flag_means(run: Run, shipped: Catalogue) -> None:
    _, answer, _ = run("suggest", "--help")
    words = " ".join(answer.split())
    for entry in shipped.vocabulary:
        assert f"--{entry.id} {entry.text[:1].upper()}{entry.text[1:]}" in words


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"acupoint {acupoint.__version__}\n", "")


def tree_with(folder: Path, catalogue: bytes | None) -> dict[str, str]:
    """A copy of the program over another catalogue: the environment to run it with."""
    shutil.copytree(CHECKOUT / "src", folder / "src")
    if catalogue is not None:
        shutil.copytree(CHECKOUT / "data", folder / "data")
        made_up.written(folder / "data")
        (folder / "data" / "points.yaml").write_bytes(catalogue)
    return {**os.environ, "PYTHONPATH": str(folder / "src")}


@pytest.mark.parametrize(
    ("catalogue", "error"),
    [
        (None, "there is no such catalogue file"),
        (b"", "the catalogue is empty"),
        (b"points: [\n", "this is not YAML"),
        (b"points: \xff\n", "the catalogue file is not UTF-8"),
        (catalogue_file().read_bytes().replace(b"id: ub40", b"id: ub40\n    id: ub41"), "'id' is given twice here"),
        (made_up.changed("symptom: knee,", "symptom: knees,").encode(), "'knees' is not known here"),
        (made_up.changed("knees., sources: [blog]", "knees.").encode(), "the field 'sources' is missing"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_one_error_line_and_exit_code_4(
    tmp_path: Path, catalogue: bytes | None, error: str
) -> None:
    environment = tree_with(tmp_path, catalogue)
    for line in (["list"], ["show", "ub40"], ["suggest", "--cold"]):
        done = subprocess.run(
            [sys.executable, "-m", "acupoint", *line], env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr.startswith(f"error: {tmp_path}/data/points.yaml")
        assert error in done.stderr
        assert done.stderr.count("\n") == 1
    version = [sys.executable, "-m", "acupoint", "--version"]
    told = subprocess.run(version, env=environment, capture_output=True, text=True, check=True)
    assert told.stdout == f"acupoint {acupoint.__version__}\n", "whoever reports it is asked for this first"


def test_a_catalogue_that_may_not_be_read_is_one_error_line(tmp_path: Path) -> None:
    environment = tree_with(tmp_path, b"")
    (tmp_path / "data" / "points.yaml").unlink()
    (tmp_path / "data" / "points.yaml").mkdir()  # root may read any file, but nobody reads a folder as one
    done = subprocess.run(
        [sys.executable, "-m", "acupoint", "list"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 4
    assert done.stderr.endswith("the catalogue file cannot be read: Is a directory\n")


def test_text_from_a_hostile_catalogue_stays_text_in_every_reading(tmp_path: Path) -> None:
    hostile = made_up.changed(
        "On the left thumb.",
        r"'[bold red]x[/] \e[31m \u202e \x1b[1m :smile: {{ 7*7 }} [link=https://example.org]y[/link]'",
    )
    environment = tree_with(tmp_path, hostile.encode())
    for reading in ("--plain", "--pretty", "--json"):
        done = subprocess.run(
            [sys.executable, "-m", "acupoint", "show", "ub1", reading],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        shown = " ".join(done.stdout.replace("\\\\", "\\").split())
        assert r"[bold red]x[/] \e[31m \u202e \x1b[1m :smile: {{ 7*7 }} [link=https://example.org]y[/link]" in shown
        assert not re.search("[\x1b\u202e\x07]", done.stdout)


def test_a_catalogue_with_what_a_terminal_would_obey_is_refused_without_a_trace_of_it(tmp_path: Path) -> None:
    raw = made_up.changed("On the left thumb.", "a \x1b[31m \u202e \x07 b")
    escaped = made_up.changed("On the left thumb.", r'"a \e[31m \u202e \a b"')
    for number, hostile in enumerate((raw, escaped)):
        (tmp_path / str(number)).mkdir()
        environment = tree_with(tmp_path / str(number), hostile.encode())
        for line in (["show", "ub1"], ["list", "--json"], ["check"], ["check", "--pretty"], ["check", "--json"]):
            done = subprocess.run(
                [sys.executable, "-m", "acupoint", *line], env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 4
            assert not re.search("[\x1b\u202e\x07]", done.stdout + done.stderr)
            assert "is a character that cannot be shown" in done.stdout + done.stderr


def test_on_a_terminal_suggest_asks_signs_then_conditions_then_symptoms_and_says_how_to_ask_again() -> None:
    program = Terminal("suggest")
    for title in (
        "Do you have any of these? Most need a doctor first, and some are an emergency.",
        "Is one of these true of you?",
        "Where does it hurt?",
        "When is it worse?",
        "What does it feel like?",
    ):
        program.child.expect_exact(title)
        program.answer("1, 2" if title.startswith("When") else "")
    shown, code = program.rest()
    assert code == 0
    assert "UB 60" in shown
    assert " ".join(shown.split()).endswith("The same again: acupoint suggest --cold --morning")


def test_a_warning_sign_ends_the_questions_and_no_point_is_named() -> None:
    program = Terminal("suggest")
    program.answer("1")
    shown, code = program.rest()
    assert code == 3
    assert "Call your emergency number" in shown
    assert "UB" not in shown


def test_what_is_wrong_is_asked_again() -> None:
    program = Terminal("suggest")
    program.answer("99", "", "", "", "1", "")
    shown, code = program.rest()
    assert code == 0
    assert "UB 60" in shown


def test_nothing_chosen_matches_nothing() -> None:
    program = Terminal("suggest")
    program.answer("", "", "", "", "")
    shown, code = program.rest()
    assert code == 1
    assert "You named no symptom" in shown
    assert "The same again" not in shown


def test_ctrl_c_stops_the_questions_without_a_word() -> None:
    program = Terminal("suggest")
    program.child.expect_exact("Enter for none: ")
    program.child.sendintr()
    shown, code = program.rest()
    assert code == 130
    assert "Traceback" not in shown


def test_ctrl_d_stops_the_questions_and_suggests_nothing() -> None:
    program = Terminal("suggest")
    program.child.expect_exact("Enter for none: ")
    program.child.sendeof()
    shown, code = program.rest()
    assert code == 130
    assert "error: stopped before the questions were answered" in shown


def test_a_terminal_gets_the_screen_reading_and_an_accessible_or_dumb_one_the_plain_reading() -> None:
    assert "╭─ Take care" in Terminal("suggest", "--cold").rest()[0]
    for environment in ({"ACCESSIBLE": "1"}, {"TERM": "dumb"}):
        assert "\r\ncaution: " in Terminal("suggest", "--cold", **environment).rest()[0]


def test_no_color_is_obeyed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    colour = re.compile(r"\x1b\[(\d+;)*(3[0-7]|9[0-7])m")
    assert not colour.search(Terminal("suggest", "--cold").rest()[0])
    monkeypatch.delenv("NO_COLOR")
    assert colour.search(Terminal("suggest", "--cold").rest()[0])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_commands_points_and_flags(shell: str, shipped: Catalogue) -> None:
    commands = run_completion("acupoint ", shell)
    assert all(command in commands for command in ("list", "show", "suggest", "safety"))
    points = run_completion("acupoint show ", shell)
    assert all(point.id in points for point in shipped.points)
    flags = run_completion("acupoint suggest --", shell)
    assert all(f"--{entry.id}" in flags for entry in shipped.vocabulary)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_shows_the_catalogues_text_literally(shell: str, tmp_path: Path) -> None:
    hostile = made_up.changed("On the left thumb.", "'[/] [bold]x[/bold] :smile:'")
    hostile = hostile.replace("text: a sore knee", "text: '[/] knee'")
    environment = tree_with(tmp_path, hostile.encode())
    assert "ub1" in run_completion("acupoint show ", shell, environment)
    shown = run_completion("acupoint suggest --kn", shell, environment)
    assert "--knee" in shown
    assert "[/] knee" in shown or shell == "bash"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_describes_what_it_offers(shell: str) -> None:
    assert "Back of the knee" in run_completion("acupoint show ub4", shell)
    assert "Worse in the cold" in run_completion("acupoint suggest --col", shell)


@pytest.mark.parametrize(("shell", "shown"), [("zsh", "\\$(touch x) \\`y\\`"), ("fish", "$(touch x) `y`")])
def test_completion_gives_a_shell_nothing_to_run(shell: str, shown: str, tmp_path: Path) -> None:
    environment = tree_with(tmp_path, made_up.changed("a sore knee", "a \\$(touch x) `y` knee").encode())
    assert f"A /{shown} knee" in run_completion("acupoint suggest --kn", shell, environment)


def test_completion_gives_fish_one_line_for_each_candidate(shipped: Catalogue) -> None:
    lines = run_completion("acupoint show ", "fish", {**os.environ, "COLUMNS": "40"}).splitlines()
    assert [line.partition("\t")[0] for line in lines] == [point.id for point in shipped.points]


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


@pytest.mark.parametrize(("line", "command"), [("suggest --cold=1", "acupoint suggest"), ("sugest", "acupoint")])
def test_wrong_usage_points_to_the_help_of_the_command_that_was_typed(line: str, command: str, run: Run) -> None:
    code, _, errors = run(*line.split())
    assert code == 2
    assert f"'{command} --help' shows what there is" in errors


def test_completion_over_a_broken_catalogue_still_offers_the_commands_and_says_nothing_between(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("about: 1\n", encoding="utf-8")
    assert "suggest" in run_completion("acupoint ", "bash", {**os.environ, "ACUPOINT_CATALOGUE": str(broken)})
