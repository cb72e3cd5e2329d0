"""A clinic's file that cannot be used costs points, and nothing that the guide says of an emergency."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Run
from support.terminal import Terminal, type_lines

SLIPS: dict[str, Callable[[Path], object]] = {
    "missing": lambda file: file.unlink(missing_ok=True),
    "a link to nothing": lambda file: file.symlink_to(file.with_name("gone.yaml")),
    "a link to itself": lambda file: file.symlink_to(file),
    "a folder": lambda file: file.mkdir(),
    "a pipe": os.mkfifo,
    "empty": lambda file: file.write_text(""),
    "not UTF-8": lambda file: file.write_bytes(b"about: \xff\n"),
    "not YAML": lambda file: file.write_text("additions: [\n"),
    "a misspelt field": lambda file: file.write_text("aditions: []\n"),
    "a wrong dose": lambda file: file.write_text(
        "additions:\n  - {point: ub60, dose: {seconds: [60, 300], a_day: [1, 1], sources: [many-lives]}}\n"
    ),
    "a missing drawing": lambda file: file.write_text("points:\n  - {id: x, picture: {file: x.svg}}\n"),
    "a guide of its own": lambda file: file.write_text("channels: []\nurgencies: []\n"),
}
NOTE = "note: this is answered without your clinic's file: "
NAMED = "; ACUPOINT_CATALOGUE names this file\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's file that is not there, named by a relative path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ACUPOINT_CATALOGUE", "clinic.yaml")
    return tmp_path / "clinic.yaml"


@pytest.mark.parametrize("slip", SLIPS)
class TestWhateverIsWrongWithIt:
    @pytest.mark.parametrize(
        "line",
        [
            "suggest --lower-back --numb-saddle",
            "suggest --numb-saddle --pretty",
            "suggest --flag-of-the-clinics --numb-saddle",
            "session ub60 --numb-saddle",
            "session --yes --lower-back --numb-saddle",
            "handout ub60 --numb-saddle -o page.html",
        ],
    )
    def test_a_sign_is_answered_by_the_guide(self, slip: str, line: str, file: Path, run: Run) -> None:
        SLIPS[slip](file)
        code, answer, errors = run(*line.split())
        assert code == 3
        assert "Call your emergency number" in " ".join(answer.split())
        assert errors.startswith(f"{NOTE}{file}:")
        assert errors.endswith(NAMED)
        assert errors.count("\n") == 1

    def test_safety_is_answered_by_the_guide(
        self, slip: str, file: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        SLIPS[slip](file)
        code, answer, errors = run("safety", "--headache", "--full")
        assert (code, errors.count("\n")) == (0, 1)
        assert errors.startswith(f"{NOTE}{file}:")
        monkeypatch.delenv("ACUPOINT_CATALOGUE")
        assert run("safety", "--headache", "--full") == (0, answer, "")

    @pytest.mark.parametrize(
        "line", ["suggest --lower-back", "suggest --flag-of-the-clinics", "list", "show ub60", "handout ub60 -o -"]
    )
    def test_points_are_refused(self, slip: str, line: str, file: Path, run: Run) -> None:
        SLIPS[slip](file)
        code, answer, errors = run(*line.split())
        assert (code, answer, errors.count("\n")) == (4, "", 1)
        assert errors.startswith(f"error: {file}:")
        assert errors.endswith(NAMED)


def test_json_of_a_sign_is_the_guides_too(file: Path, run: Run) -> None:
    code, answer, errors = run("suggest", "--numb-saddle", "--json")
    assert (code, json.loads(answer)["withheld"]) == (3, True)
    assert errors.startswith(f"{NOTE}{file}:")


def test_who_is_asked_hears_of_it_first_and_of_a_sign(file: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "1", "1")
    code, answer, errors = run("suggest")
    assert code == 3
    assert "Call your emergency number" in answer
    assert " ".join(errors.split()).startswith(f"{NOTE}{file}:")
    assert " ".join(errors.split()).count(NOTE) == 1


@pytest.mark.slow
def test_who_is_asked_and_has_no_sign_is_told_that_no_point_is_named(file: Path) -> None:
    terminal = Terminal("suggest")
    terminal.answer("1", *([""] * 4))
    shown, code = terminal.rest()
    assert code == 4
    assert f"error: {file}: " in " ".join(shown.split()).replace("\r", "")


def test_a_file_that_can_be_used_keeps_its_signs_beside_one_that_cannot(
    file: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = file.with_name("good.yaml")
    good.write_text(
        "warnings:\n  - {id: wound, urgency: emergency, text: a deep wound, short: a wound, for: [back], "
        "sources: [many-lives]}\n"
    )
    for names in ([file, good], [good, file]):
        monkeypatch.setenv("ACUPOINT_CATALOGUE", os.pathsep.join(map(str, names)))
        code, answer, errors = run("suggest", "--wound")
        assert (code, errors.count("\n")) == (3, 1)
        assert "a deep wound [good.yaml]".casefold() in answer.casefold()
        assert errors.startswith(f"{NOTE}{file}:")


def test_the_log_help_and_completion_do_without_it(file: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in ("log", "suggest --help", ""):
        code, answer, errors = run(*line.split())
        assert (code, errors.startswith(f"{NOTE}{file}:"), bool(answer)) == (0, True, True)
    monkeypatch.setenv("_ACUPOINT_COMPLETE", "bash")
    assert run("suggest", "--lower-b") == (0, "--lower-back\n", "")


def test_a_folder_that_was_deleted_costs_no_advice(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    monkeypatch.setenv("ACUPOINT_CATALOGUE", "clinic.yaml")
    (tmp_path / "gone").rmdir()
    code, answer, errors = run("suggest", "--numb-saddle")
    assert (code, "Call your emergency number" in answer) == (3, True)
    assert errors == f"{NOTE}clinic.yaml: there is no such catalogue file{NAMED}"


@pytest.mark.parametrize("setting", ["", ":", "::", " ", " : "])
def test_a_setting_that_names_nothing_is_none(setting: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACUPOINT_CATALOGUE", setting.replace(":", os.pathsep))
    code, _, errors = run("list")
    assert (code, errors) == (0, "")


EMPTY = ["additions", "sources", "symptoms", "conditions", "warnings", "points", "cautions", "stop", "about"]


@pytest.mark.parametrize("field", EMPTY)
def test_a_list_whose_items_are_all_commented_out_is_empty(field: str, file: Path, run: Run) -> None:
    file.write_text(f"{field}:\n#  - point: ub60\n#    cautions: []\n")
    code, _, errors = run("list")
    assert (code, errors) == (0, "")
    assert run("check", "clinic.yaml")[0] == 0


def test_a_list_within_an_entry_may_be_commented_out_too(file: Path, run: Run) -> None:
    file.write_text("additions:\n  - point: ub60\n    cautions:\n#      - text: Not today.\n")
    assert run("check", "clinic.yaml")[0] == 0
    file.write_text("about:\n  - text: Hello.\n    sources:\n#      - many-lives\n")
    assert "clinic.yaml:3:13: 'sources' is empty; name at least one\n" in run("check", "clinic.yaml")[1]
    file.write_text("additions: ''\n")
    assert "clinic.yaml:1:12: 'additions' must be a list\n" in run("check", "clinic.yaml")[1]
