"""A clinic's shorter dose leaves no old time in any reading."""

import html
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.text import counted
from support import made_up
from support.program import Run
from support.thorough import rounds

pytestmark = pytest.mark.slow

LINES = (
    *("list --full", "show ub60 ub40 kd4 gb41", "show ub60 ub40 kd4 gb41 --full", "suggest --lower-back --side"),
    *("suggest --lower-back --side --psoas --full", "handout ub60 ub40 -o -", "handout kd4 gb41 -o -", "safety --full"),
    "session ub40 --seconds 1000",  # refused, with the times there are
)
READINGS = ("--plain", "--pretty", "--json")

# A time to press, and how often: what is meant is before it, as "for" or "take", so that "in 30 minutes" is none.
TIME = re.compile(r"\b(\d+ to \d+ (?:seconds|minutes)|(?:\d+|a|one|two|half a) (?:seconds?|minutes?)(?: at most)?)\b")
OFTEN = re.compile(r"\b(?:once|twice|\d+ times?)(?: or (?:once|twice|\d+ times?))? a day\b")
NOT_OF_A_DOSE = {"30 minutes"}  # of stiff joints, which is a sign


def clinic(folder: Path, seconds: tuple[int, int], name: str) -> Path:
    additions = "".join(
        f"  - point: {point}\n    dose: {{seconds: {list(seconds)}, a_day: [1, 1], sources: [msk-pain]}}\n"
        for point in ("ub60", "ub40", "kd4", "gb41")
    )
    return made_up.written_clinic(folder, f"additions:\n{additions}", name)


@st.composite
def doses(draw: st.DrawFn) -> list[tuple[int, int]]:
    """The seconds of one dose, or of one and a lower one: the least and the most."""
    least, most = draw(st.integers(1, 29)), draw(st.integers(30, 59))
    if draw(st.booleans()):
        return [(least, most)]
    lower = draw(st.integers(1, least))
    return [(least, most), (lower, draw(st.integers(lower, most - 1)))]


@given(drawn=doses())
@example(drawn=[(20, 59), (19, 58)])
@settings(
    max_examples=rounds(4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_answer_has_another_time_than_the_last_dose(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, drawn: list[tuple[int, int]]
) -> None:
    files = [clinic(tmp_path, dose, f"{number}.yaml") for number, dose in enumerate(drawn)]
    seconds = drawn[-1]
    monkeypatch.setenv("ACUPOINT_CATALOGUE", os.pathsep.join(map(str, files)))
    most = counted(seconds[1], "second")
    times = {f"{seconds[0]} to {most}"} if seconds[0] < seconds[1] else {most, f"{most} at most"}
    for line in LINES:
        for reading in READINGS if "handout" not in line and "session" not in line else ("",):
            _, answer, errors = run(*line.split(), *reading.split())
            said = " ".join(re.sub(r"[│╭╮╰╯─]|[⠀-⣿]+ ?", " ", html.unescape(answer + errors)).split())
            said = re.sub(r"All take [\w ]+ minutes|Both take [\w ]+ minutes", "", said)  # reckoned, for all of them
            assert set(TIME.findall(said)) - NOT_OF_A_DOSE <= times, (line, reading)
            assert set(OFTEN.findall(said)) <= {"once a day"}, (line, reading)


def test_no_text_of_the_guide_has_a_time_but_by_its_dose(shipped: Catalogue) -> None:
    from acupoint.catalogue.read import catalogue_file, read_alone  # noqa: PLC0415 - before the times are put in

    for point in read_alone(catalogue_file()).points:
        own = (*point.find, *point.press, *point.feel, *point.cues, *point.cautions, *point.stop, *point.about)
        for statement in (point.do, point.need, point.place, *own, *shipped.cautions, *shipped.stop):
            for text in (statement.text, statement.short):
                assert not TIME.search(text), text
                assert not OFTEN.search(text), text
