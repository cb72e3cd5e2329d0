"""Whole answers in all three readings at eighty columns, compared with the files in tests/golden."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.drawing.svg import read_drawing
from acupoint.guide.suggest import self_report, suggest_named
from acupoint.handout import page as handout
from acupoint.log.exchange import COLUMNS
from support.program import Run

ANSWERS = {
    "list": "list",
    "show": "show ub40",
    "show-two": "show kd4 gb41 --no-picture",
    "safety": "safety",
    "suggest": "suggest --cold --morning",
    "suggest-several": "suggest --lower-back --dull-ache",
    "suggest-pregnant": "suggest --lower-back --cold --pregnant --varicose-veins",
    "suggest-routine": "suggest --rotation --weeks",
    "suggest-emergency": "suggest --lower-back --fever --numb-saddle",
    "suggest-nothing": "suggest --pregnant",
}
CODES = {"suggest-emergency": 3, "suggest-nothing": 1}


def test_a_handout_is_as_its_golden_file_has_it(small: Catalogue, golden: Callable[[str, str], None]) -> None:
    (drawn,) = [point.picture for point in small.points if point.picture]
    answer = suggest_named(small.points, self_report(small, ["sunburn"]))
    drawings = {"ub1": read_drawing(drawn.file)}
    golden("handout-one.html", handout.page(small, answer, drawings, version="1.2.3", today=date(2026, 1, 31)))
    answer = suggest_named(small.points, self_report(small, []))
    golden("handout-two.html", handout.page(small, answer, drawings, version="1.2.3", today=date(2026, 1, 31)))


@pytest.mark.parametrize("reading", ["pretty", "plain", "json"])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_reads_as_its_golden_file_has_it(
    name: str, reading: str, run: Run, golden: Callable[[str, str], None]
) -> None:
    code, answer, errors = run(*ANSWERS[name].split(), f"--{reading}")
    assert (code, errors) == (CODES.get(name, 0), "")
    golden(f"{name}.{reading}.txt", answer)


LOGS = {
    "log": """\
00000000000000000000000000000001,2026-01-01T07:30:00+01:00,ub60 kd4,cold,7,5,ub60 left 90; kd4 left 80,done
00000000000000000000000000000002,2026-01-03T21:05:10+01:00,ub40,,4,4,ub40 left 60; ub40 right 55,choice
00000000000000000000000000000003,2026-01-04T21:00:00+01:00,gb41 no-such-point,side rotation,6,,gb41 left 12,sensation
00000000000000000000000000000004,2026-01-06T08:00:00-05:00,ub60,cold,5,,,
""",
    "log-no-better": "".join(
        f"{day:032x},2026-01-{day:02}T08:00:00+00:00,ub60,,{5 + day % 2},4,ub60 left 90; ub60 right 90,done\n"
        for day in range(1, 32)
    ),
    "log-empty": "",
}  # fmt: skip


@pytest.mark.parametrize("reading", ["pretty", "plain", "json"])
@pytest.mark.parametrize("name", LOGS)
def test_a_log_reads_as_its_golden_file_has_it(
    name: str, reading: str, run: Run, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    file = tmp_path / "log.csv"
    file.write_text(f"{','.join(COLUMNS)}\n{LOGS[name]}", encoding="utf-8")
    assert run("log", "--import", str(file))[0] == 0
    code, answer, errors = run("log", f"--{reading}")
    assert (code, errors) == (0, "")
    golden(f"{name}.{reading}.txt", answer)
