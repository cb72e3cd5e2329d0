"""A symptom and a point more in the shipped catalogue: everything computed from it follows, and no code is needed."""

import json
import shutil
from pathlib import Path

import pytest

from acupoint.catalogue.read import catalogue_file
from support.program import Run

SYMPTOM = "  - {id: kneeling, group: when, text: worse when you kneel}\n"
POINT = """
  - id: ub57
    code: UB 57
    who_code: BL57
    names: {pinyin: Chéngshān, chinese: 承山, english: Support the Mountain, sources: [who-points]}
    category: {text: A point of the Bladder channel, sources: [who-points]}
    place: {text: "Back of the calf, in the dip below its muscle.", sources: [who-points]}
    picture: {file: ub57.svg, text: The back of the calf., sources: [who-points]}
    do: {text: "Sit down. Press the calf gently for 1 to 2 minutes. Then do the other knee.", sources: [who-points]}
    find: [{text: Rise on your toes and feel for the dip., sources: [who-points]}]
    press: [{text: Press gently., sources: [roswell-park]}]
    feel: [{text: "Firm, never painful.", sources: [msk-pain]}]
    need: {text: A chair., sources: [many-lives]}
    cues: [{text: Breathe., sources: [msk-pain]}]
    dose: {seconds: [60, 120], a_day: [1, 2], sources: [msk-pain]}
    cautions: [{text: Press no sore calf., sources: [red-flag-symptoms]}]
    claims: [{symptom: kneeling, strength: key, text: It is named for kneeling., sources: [many-lives]}]
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 225">
  <title>UB 57, Chéngshān</title>
  <desc>The back of the calf.</desc>
  <path class="outline" d="M100,10 L130,215 L210,215 L240,10"/>
  <line class="leader" x1="280" y1="110" x2="180" y2="110"/>
  <text class="here" x="285" y="117">UB 57</text>
  <circle class="point" id="point" cx="170" cy="110" r="8"/>
</svg>
"""


def grow(data: Path) -> Path:
    """The catalogue's file in the folder *data*, with the symptom and the point added."""
    file = data / "points.yaml"
    text = file.read_text(encoding="utf-8").replace("symptoms:\n", f"symptoms:\n{SYMPTOM}", 1)
    file.write_text(text + POINT, encoding="utf-8")
    (data / "pictures" / "ub57.svg").write_text(PICTURE, encoding="utf-8")
    return file


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue with the two added."""
    shutil.copytree(catalogue_file().parent, tmp_path / "data")
    return grow(tmp_path / "data")


@pytest.mark.slow
def test_the_two_are_no_problem(run: Run, grown: Path) -> None:
    code, answer, _ = run("check", "--json", catalogue=grown)
    before = json.loads(run("check", "--json")[1])["files"][0]["adds"]
    added = json.loads(answer)["files"][0]["adds"]
    assert (code, added) == (0, {**before, "points": before["points"] + 1, "symptoms": before["symptoms"] + 1})


@pytest.mark.parametrize(
    ("line", "follows"),
    [
        ("list", "\nUB 57\tChéngshān\tBack of the calf, in the dip below its muscle.\tWorse when you kneel.\n"),
        ("list --pretty", " UB 57  Chéngshān 承山"),
        ("list --json", '"flag": "--kneeling"'),
        ("show BL-57 --full", "where: Back of the calf, in the dip below its muscle.\n"),
        ("show chengshan --pretty", "●"),
        ("suggest --kneeling", "why: UB 57, Chéngshān: "),
        ("suggest --kneeling --pretty", "\n UB 57   Chéngshān 承山"),
        ("suggest --kneeling --varicose-veins", "do this at UB 57: Press lightly. Sit down."),
        ("suggest --cold --full", "\nnot matched: UB 57 would match --kneeling\n"),
        ("handout --kneeling -o -", "<p>Back of the calf, in the dip below its muscle.</p>"),
        ("safety", "UB 57"),
        *((f"{command} --help", "--kneeling") for command in ("suggest", "session", "handout")),
    ],
)
def test_every_answer_follows(line: str, follows: str, run: Run, grown: Path) -> None:
    code, answer, _ = run(*line.split(), catalogue=grown)
    assert code == 0
    assert follows in answer


def test_a_session_goes_by_the_new_dose(run: Run, grown: Path) -> None:
    code, _, error = run("session", "--kneeling", "--seconds", "9", "--yes", catalogue=grown)
    assert code == 2
    assert "(UB 57: 60 to 120)" in error


@pytest.mark.parametrize("words", ["show u", "suggest --kn"])
def test_completion_follows(words: str, run: Run, grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ACUPOINT_COMPLETE", "bash")
    assert {"ub57", "--kneeling"} & set(run(*words.split(), catalogue=grown)[1].splitlines())
