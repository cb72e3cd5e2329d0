"""A drawing that says it is of another point is refused, in check and wherever it is shown."""

from pathlib import Path

import pytest

from acupoint.catalogue.body import Body
from acupoint.catalogue.model import Catalogue
from acupoint.check.pictures import drawing_of
from support import made_up
from support.program import Run

HERE = (
    '<line class="leader" x1="95" y1="50" x2="55" y2="50"/>\n  <text class="here" x="100" y="65">{}</text>\n  <circle'
)


def written(folder: Path, label: str) -> Path:
    file = made_up.written(folder)
    drawing = made_up.DRAWING.replace("<circle", HERE.format(label), 1)
    (folder / "pictures" / "ub1.svg").write_text(drawing, encoding="utf-8")
    return file


@pytest.mark.parametrize("label", ["UB 2", "KD 1", "UB 2, Beta", "Beta", "Bēta", "BL2", "V 3", "GB 41", "2V", "UB 11"])
def test_a_drawing_that_names_another_point_is_refused(label: str, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path, label)
    code, answer, _ = run("check", str(file))
    assert code == 4
    what = f"the label of class 'here' says '{label}', and this is the drawing of UB 1"
    assert answer.startswith(f"{tmp_path}/pictures/ub1.svg:8:9: {what}\n")
    if label not in {"Bēta", "Beta"}:  # a name alone is known in check, which has the whole body
        code, answer, errors = run("handout", "ub1", "-o", "-", catalogue=file)
        assert (code, answer) == (4, "")
        assert what in errors


@pytest.mark.parametrize("label", ["UB 1", "BL1", "UB 1, Alpha", "Ālpha", "here", "press here", "First Gate", "V1"])
def test_a_drawing_that_names_its_own_point_or_none_is_shown(label: str, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path, label)
    assert run("check", str(file))[0] == 0
    assert run("handout", "ub1", "-o", "-", catalogue=file)[0] == 0


def test_every_shipped_drawing_names_its_own_point(shipped: Catalogue) -> None:
    for point in shipped.points:
        drawing = drawing_of(point, Body(shipped.channels))
        assert drawing
        assert [label.words for label in drawing.labels if label.is_point] == [point.code]
