"""What goes wrong is one line and an exit code, and nothing that was typed or read reaches a terminal as a command."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from support import made_up
from support.program import Run


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("show ub2", 1, "UB 2 is a point this guide does not cover"),
        ("show ub1 delta", 1, "'delta' (KD 1) is a point this guide does not cover"),
        ("show ub1o", 1, "this guide has no point called 'ub1o'; did you mean ub1?"),
        ("show", 2, "missing argument 'POINT...'; 'acupoint show --help' shows what there is"),
        ("list --plain --json", 2, "choose one of --plain and --json"),
        ("list extra", 2, "got unexpected extra argument(s) (extra); 'acupoint list --help' shows what there is"),
        ("lst", 2, "no such command 'lst'. Did you mean 'list'? 'acupoint --help' shows what there is"),
        ("sugg", 2, "no such command 'sugg'"),
        ("suggest --raim", 2, "no such option: --raim (Possible options: --rain)"),
        ("suggest --rai", 2, "no such option: --rai"),
        ("suggest --no-rain", 2, "no such option: --no-rain"),
        ("safety rain", 2, "got unexpected extra argument(s) (rain)"),
        (
            "suggest --rain=1",
            2,
            "option '--rain' does not take a value; 'acupoint suggest --help' shows what there is",
        ),
    ],
)
def test_a_mistake_is_one_line_on_stderr(line: str, code: int, error: str, run: Run, made: Path) -> None:
    found, answer, errors = run(*line.split(), catalogue=made)
    assert (found, answer) == (code, "")
    assert errors.startswith(f"error: {error}")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("show", "\x1b[31m"), ("\x1b[31m",), ("suggest", "--\x1b[31m"), ("list", "\x1b]0;x\x07")]
)
def test_no_escape_code_that_was_typed_reaches_the_terminal(arguments: tuple[str, ...], run: Run) -> None:
    _, _, errors = run(*arguments)
    assert errors.removesuffix("\n").isprintable()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("suggest --rain", 0),
        ("suggest --cold-hands", 1),
        ("suggest --itch", 1),
        ("suggest --rain --itch", 0),
        ("suggest --rain --rash", 3),
        ("suggest --faint", 3),
        ("suggest --rain --sunburn", 1),
    ],
)
def test_the_exit_code_tells_a_script_what_came_of_it(line: str, code: int, run: Run, made: Path) -> None:
    for reading in ("--plain", "--pretty", "--json"):
        assert run(*line.split(), reading, catalogue=made)[::2] == (code, "")


@given(st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flags_mean_the_same_in_any_order(run: Run, small: Catalogue, made: Path, data: st.DataObject) -> None:
    flags = data.draw(st.lists(st.sampled_from([f"--{entry.id}" for entry in small.vocabulary]), min_size=1))
    answer = run("suggest", *flags, "--json", catalogue=made)
    assert answer == run("suggest", "--json", *data.draw(st.permutations(flags)), catalogue=made)


def test_points_are_shown_in_the_order_they_are_named(run: Run, made: Path) -> None:
    _, answer, _ = run("show", "kd2", "甲", "--json", catalogue=made)
    assert [point["id"] for point in json.loads(answer)["points"]] == ["kd2", "ub1"]


class TestACatalogueThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("catalogue", "error"),
        [
            (b"", "the catalogue is empty"),
            (b"points: [\n", "this is not YAML"),
            (b"points: \xff\n", "the catalogue file is not UTF-8"),
            (made_up.changed("id: ub1\n", "id: ub1\n    id: ub2\n").encode(), "'id' is here twice"),
            (made_up.changed("symptom: knee,", "symptom: knees,").encode(), "'knees' is not known here"),
            (made_up.changed("knees., sources: [blog]", "knees.").encode(), "the field 'sources' is missing"),
        ],
    )
    @pytest.mark.parametrize("line", ["list", "show ub1", "suggest --rain"])
    def test_it_is_one_line(self, line: str, catalogue: bytes, error: str, run: Run, made: Path) -> None:
        made.write_bytes(catalogue)
        code, answer, errors = run(*line.split(), catalogue=made)
        assert (code, answer) == (4, "")
        assert errors.startswith(f"error: {made}")
        assert error in errors
        assert errors.count("\n") == 1

    def test_it_is_one_line_where_there_is_no_such_file(self, run: Run, tmp_path: Path) -> None:
        code, answer, errors = run("list", catalogue=tmp_path / "none.yaml")
        assert (code, answer, errors.count("\n")) == (4, "", 1)
        assert errors.endswith("there is no such catalogue file\n")

    def test_it_is_one_line_where_the_file_may_not_be_read(self, run: Run, tmp_path: Path) -> None:
        # root may read any file, but nobody reads a folder as one
        code, answer, errors = run("list", catalogue=tmp_path)
        assert (code, answer, errors.count("\n")) == (4, "", 1)
        assert errors.endswith("the catalogue file cannot be read: Is a directory\n")

    def test_the_version_is_shown_all_the_same(self, run: Run, tmp_path: Path) -> None:
        # whoever reports a fault is asked for it first
        assert run("--version", catalogue=tmp_path / "none.yaml")[0] == 0


@pytest.mark.parametrize("reading", ["--plain", "--pretty", "--json"])
def test_markup_in_a_catalogue_stays_text(reading: str, run: Run, tmp_path: Path) -> None:
    markup = r"[bold red]x[/] \e[31m \u202e \x1b[1m :smile: {{ 7*7 [link=https://example.org]y[/link]"
    file = made_up.written(tmp_path, made_up.changed("On the left thumb.", f"'{markup}'"))
    code, answer, errors = run("show", "ub1", "--full", "--no-picture", reading, catalogue=file)
    assert (code, errors) == (0, "")
    assert markup in " ".join(answer.replace("\\\\", "\\").split())
    assert not _OBEYED.search(answer)


@pytest.mark.parametrize("text", ["a \x1b[31m \u202e \x07 b", r'"a \e[31m \u202e \a b"'])
@pytest.mark.parametrize("line", ["show ub1", "list --json", "check", "check --pretty", "check --json"])
def test_an_escape_code_in_a_catalogue_is_refused(line: str, text: str, run: Run, tmp_path: Path) -> None:
    file = made_up.written(tmp_path, made_up.changed("On the left thumb.", text))
    code, answer, errors = run(*line.split(), catalogue=file)
    assert code == 4
    assert not _OBEYED.search(answer + errors)
    assert "is a character that cannot be shown" in answer + errors


@pytest.mark.slow
def test_python_dash_m_is_the_program_from_any_folder(tmp_path: Path) -> None:
    def outcome(*words: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    command = str(Path(sys.executable).with_name("acupoint"))
    for line in (["suggest", "--cold", "--morning"], ["show", "foo"], ["--help"]):
        assert outcome(sys.executable, "-m", "acupoint", *line) == outcome(command, *line)


_OBEYED = re.compile("[\x1b\u202e\x07]")
