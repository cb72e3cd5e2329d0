"""Whole answers in all three readings at eighty columns, compared with the files in tests/golden."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import Run

from acupoint.model import Catalogue
from acupoint.suggest import asked_for, suggest_named
from acupoint.svg import read_drawing
from acupoint.views import handout

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
    answer = suggest_named(small.points, asked_for(small, ["sunburn"]))
    drawings = {"ub1": read_drawing(drawn.file)}
    golden("handout-one.html", handout.page(small, answer, drawings, version="1.2.3", today=date(2026, 1, 31)))
    answer = suggest_named(small.points, asked_for(small, []))
    golden("handout-two.html", handout.page(small, answer, drawings, version="1.2.3", today=date(2026, 1, 31)))


@pytest.mark.parametrize("reading", ["pretty", "plain", "json"])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_reads_as_its_golden_file_has_it(
    name: str, reading: str, run: Run, golden: Callable[[str, str], None]
) -> None:
    code, answer, errors = run(*ANSWERS[name].split(), f"--{reading}")
    assert (code, errors) == (CODES.get(name, 0), "")
    golden(f"{name}.{reading}.txt", answer)
