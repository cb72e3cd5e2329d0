"""Whole answers in all three readings at eighty columns, compared with the files in tests/golden."""

from collections.abc import Callable

import pytest
from conftest import Run

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


@pytest.mark.parametrize("reading", ["pretty", "plain", "json"])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_reads_as_its_golden_file_has_it(
    name: str, reading: str, run: Run, golden: Callable[[str, str], None]
) -> None:
    code, answer, errors = run(*ANSWERS[name].split(), f"--{reading}")
    assert (code, errors) == (CODES.get(name, 0), "")
    golden(f"{name}.{reading}.txt", answer)
