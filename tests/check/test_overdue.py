"""A catalogue whose facts were to be checked again by now: a warning, and no problem."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from acupoint.check.check import check
from acupoint.clock import Clock
from support import made_up
from support.program import Run

WARNING = "warning: the facts in points.yaml were to be checked again by 2027-01-01"


class Later(Clock):
    """The day after the made-up catalogue's facts were to be checked again."""

    def local(self) -> datetime:
        return datetime(2027, 1, 2, 9, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("acupoint.cli.check.SYSTEM_CLOCK", Later())
    return made_up.written(tmp_path)


@pytest.mark.parametrize(("day", "overdue"), [("2026-12-31", ""), ("2027-01-01", ""), ("2027-01-02", "2027-01-01")])
def test_facts_are_overdue_once_their_day_has_passed(day: str, overdue: str, tmp_path: Path) -> None:
    (report,) = check([made_up.written(tmp_path)], tmp_path / "none.yaml", date.fromisoformat(day))
    assert report.overdue == overdue


@pytest.mark.parametrize("reading", ["--plain", "--pretty"])
def test_the_last_line_warns_and_the_exit_code_is_zero(
    reading: str, file: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    code, answer, errors = run("check", file.name, reading)
    *_, last = " ".join(answer.split()).partition("warning: ")
    assert (code, errors, f"warning: {last}") == (0, "", WARNING)


def test_the_json_has_the_day(file: Path, run: Run) -> None:
    code, answer, errors = run("check", str(file), str(made_up.written_clinic(file.parent)), "--json")
    assert (code, errors) == (0, "")
    assert [one["overdue"] for one in json.loads(answer)["files"]] == ["2027-01-01", None]


def test_problems_come_before_the_warning(file: Path, run: Run) -> None:
    file.write_text(made_up.changed("kind: standard", "kind: rumour"), encoding="utf-8")
    code, answer, _ = run("check", str(file), "--plain")
    assert code == 4
    assert answer.replace(f"{file.parent}/", "").endswith(f"\n1 problem in points.yaml\n{WARNING}\n")


def test_a_day_that_cannot_be_read_is_a_problem_alone(file: Path, run: Run) -> None:
    file.write_text(made_up.changed("again: 2027-01-01", "again: 1999-99-99"), encoding="utf-8")
    code, answer, _ = run("check", str(file), "--plain")
    assert code == 4
    assert "'again' must be a day" in answer
    assert "warning" not in answer
