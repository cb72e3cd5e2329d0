"""Whole answers in every reading at eighty columns, compared with the files in tests/golden."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.drawing.svg import read_drawing
from acupoint.guide.suggest import self_report, suggest_named
from acupoint.handout import page as handout
from acupoint.log.exchange import COLUMNS
from support import made_up
from support.golden import laid_out
from support.program import Run

Golden = Callable[[str, str], None]

# Over the made-up catalogue, so that an edit of the shipped one leaves them as they are.
ANSWERS = {
    "list": "list",
    "show": "show ub1 kd2",
    "safety": "safety",
    "suggest": "suggest --rain",
    "suggest-careful": "suggest --knee --night --sunburn --cold-hands --itch",
    "suggest-emergency": "suggest --knee --rash --faint",
    "suggest-nothing": "suggest --sunburn",
}
CODES = {"suggest-emergency": 3, "suggest-nothing": 1}

LOGS = {
    "log": """\
00000000000000000000000000000001,2026-01-01T07:30:00+01:00,ub1 kd2,rain,7,5,ub1 left 90; kd2 left 45,done
00000000000000000000000000000002,2026-01-03T21:05:10+01:00,ub1,,4,4,ub1 left 60; ub1 right 55,choice
00000000000000000000000000000003,2026-01-04T21:00:00+01:00,kd2 no-such-point,knee rain,6,,kd2 left 12,sensation
00000000000000000000000000000004,2026-01-06T08:00:00-05:00,ub1,rain,5,,,
""",
    "log-no-better": "".join(
        f"{day:032x},2026-01-{day:02}T08:00:00+00:00,ub1,,{5 + day % 2},4,,choice\n"
        for day in (1, 2, 5, 7, 10, 12, 16, 20, 23, 28, 31)
    ),
    "log-empty": "",
}  # fmt: skip

readings = pytest.mark.parametrize("reading", ["pretty", "plain", "json"])


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up catalogue's file, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(made_up.written(tmp_path).name)


def readable(answer: str, reading: str) -> str:
    """What the golden file holds of an *answer*: the same, but JSON in fewer lines."""
    if reading != "json":
        return answer
    value = json.loads(answer)
    assert answer == f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"
    return f"{laid_out(value)}\n"


@readings
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_reads_as_its_golden_file(name: str, reading: str, run: Run, golden: Golden, catalogue: Path) -> None:
    code, answer, errors = run(*ANSWERS[name].split(), f"--{reading}", catalogue=catalogue)
    assert (code, errors) == (CODES.get(name, 0), "")
    golden(f"{name}.{reading}.txt", readable(answer, reading))


@readings
def test_a_shipped_card_reads_as_its_golden_file(reading: str, run: Run, golden: Golden) -> None:
    code, answer, errors = run("show", "ub60", f"--{reading}")
    assert (code, errors) == (0, "")
    golden(f"show-ub60.{reading}.txt", readable(answer, reading))


@readings
def test_a_check_reads_as_its_golden_file(reading: str, run: Run, golden: Golden, catalogue: Path) -> None:
    made_up.written_clinic(
        Path(), "about: 1\nsymptoms:\n  - {id: mud, group: wehn, text: worse in mud}\n", "wrong.yaml"
    )
    made_up.written_clinic(Path())
    files = (str(catalogue), "clinic.yaml", "wrong.yaml")
    code, answer, errors = run("check", *files, f"--{reading}", catalogue=catalogue)
    assert (code, errors) == (4, "")
    golden(f"check.{reading}.txt", readable(answer, reading))


@readings
@pytest.mark.parametrize("name", LOGS)
def test_a_log_reads_as_its_golden_file(name: str, reading: str, run: Run, golden: Golden, catalogue: Path) -> None:
    Path("log.csv").write_text(f"{','.join(COLUMNS)}\n{LOGS[name]}", encoding="utf-8")
    assert run("log", "--import", "log.csv")[0] == 0
    code, answer, errors = run("log", f"--{reading}", catalogue=catalogue)
    assert (code, errors) == (0, "")
    golden(f"{name}.{reading}.txt", readable(answer, reading))
    if reading != "json":  # which is always full
        assert run("log", "--full", "--json", catalogue=catalogue)[1] == run("log", "--json", catalogue=catalogue)[1]
        golden(f"{name}-full.{reading}.txt", run("log", "--full", f"--{reading}", catalogue=catalogue)[1])


@pytest.mark.parametrize(("name", "conditions"), [("one", ["sunburn"]), ("two", [])])
def test_a_handout_reads_as_its_golden_file(name: str, conditions: list[str], small: Catalogue, golden: Golden) -> None:
    answer = suggest_named(small, small.points, self_report(small, conditions))
    drawings = {point.id: read_drawing(point.picture.file) for point in small.points if point.picture}
    golden(f"handout-{name}.html", handout.page(small, answer, drawings, version="1.2.3", today=date(2026, 1, 31)))
