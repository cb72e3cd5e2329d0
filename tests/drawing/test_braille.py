import math
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.drawing.braille import Cell, in_text
from acupoint.drawing.model import Drawing, Position
from acupoint.drawing.svg import read_drawing
from support import made_up

POINTS = read_catalogue(catalogue_file()).points
DRAWN = [point.id for point in POINTS if point.picture]


def drawing_of(point_id: str) -> Drawing:
    (picture,) = [point.picture for point in POINTS if point.id == point_id]
    assert picture is not None
    return read_drawing(picture.file)


def as_text(cells: list[list[Cell]]) -> str:
    return "".join("".join(cell.character for cell in row).rstrip() + "\n" for row in cells)


def line_of(drawing: Drawing, line_id: str) -> tuple[Position, ...]:
    (corners,) = [line.corners for line in drawing.lines if line.id == line_id]
    return corners


def at_height(corners: tuple[Position, ...], height: float) -> list[float]:
    """How far from the left a line is at *height*, once for each time that it passes it."""
    return [
        x1 + (x2 - x1) * (height - y1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(corners)
        if min(y1, y2) <= height < max(y1, y2)
    ]


def middle_of(corners: tuple[Position, ...]) -> Position:
    """The middle of a closed line."""
    across, down = zip(*corners, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def near(one: Position, corners: tuple[Position, ...]) -> float:
    """The distance from a place to the nearest corner of a line."""
    return min(math.dist(one, corner) for corner in corners)


@pytest.mark.parametrize("columns", [32, 46, 60])
def test_a_drawing_in_text_is_as_its_golden_file(columns: int, golden: Callable[[str, str], None]) -> None:
    golden(f"picture-ub60-{columns}.txt", as_text(in_text(drawing_of("ub60"), columns)))


def test_the_made_up_drawing_in_text_is_as_its_golden_file(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    drawing = read_drawing(made_up.written(tmp_path).parent / "pictures" / "ub1.svg")
    golden("picture-made-up.txt", as_text(in_text(drawing, 46)))


@pytest.mark.parametrize("columns", range(30, 61))
@pytest.mark.parametrize("point_id", DRAWN)
def test_every_label_is_whole_and_the_point_is_marked_once(point_id: str, columns: int) -> None:
    drawing = drawing_of(point_id)
    cells = in_text(drawing, columns)
    text = as_text(cells)
    assert [label.words for label in drawing.labels if label.words not in text] == []
    assert [cell.shows for row in cells for cell in row if cell.character == "●"] == ["point"]
    assert all(len(row) == columns for row in cells)


@pytest.mark.parametrize("point_id", DRAWN)
def test_beside_text_a_drawing_takes_nine_rows(point_id: str) -> None:
    assert len(in_text(drawing_of(point_id), 32)) == 9


@pytest.mark.parametrize("point_id", DRAWN)
def test_on_a_page_labels_are_legible_and_apart(point_id: str) -> None:
    drawing = drawing_of(point_id)
    assert 20 / drawing.width * 70 / 25.4 * 72 >= 8, "points, where the drawing is 70 mm wide"
    boxes = []
    for label in drawing.labels:
        size = 24 if label.is_point else 20  # in the drawing's units, as the handout sets them
        width = 0.6 * size * len(label.words)
        left = label.at[0] - width if label.ends_there else label.at[0]
        assert left >= 0
        assert left + width <= drawing.width
        boxes.append((left, left + width, label.at[1] - 0.75 * size, label.at[1]))
    x, y = drawing.point
    boxes.append((x - 9, x + 9, y - 9, y + 9))
    for one, other in combinations(boxes, 2):
        assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


@given(st.integers(1, 200))
def test_any_width_gives_a_picture_of_that_width(columns: int) -> None:
    cells = in_text(drawing_of("ub60"), columns)
    assert {len(row) for row in cells} == {columns}


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_its_words_say_what_the_catalogue_says(point: Point) -> None:
    assert point.picture is not None
    drawing = read_drawing(point.picture.file)
    assert drawing.title == f"{point.code}, {point.names.pinyin}"
    assert drawing.description == point.picture.text
    assert [label.words for label in drawing.labels if label.is_point] == [point.code]


def test_ub60_lies_half_way_between_tip_and_tendon_level_with_the_tip() -> None:
    drawing = drawing_of("ub60")
    x, y = drawing.point
    tip, tip_height = middle_of(line_of(drawing, "tip"))
    (tendon,) = at_height(line_of(drawing, "achilles-tendon"), y)
    back = min(at_height(line_of(drawing, "outer-ankle-bone"), y))
    assert tendon < x < back, "in the dip, behind the bone and in front of the tendon"
    assert abs(x - (tip + tendon) / 2) < 0.05 * (tip - tendon), "half way"
    assert abs(y - tip_height) < 3, "level with the tip"


def test_ub40_lies_on_the_middle_of_the_crease_between_the_tendons() -> None:
    drawing = drawing_of("ub40")
    x, y = drawing.point
    crease = line_of(drawing, "crease")
    left, right = min(across for across, _ in crease), max(across for across, _ in crease)
    assert near(drawing.point, crease) < 6
    assert abs(x - (left + right) / 2) < 0.03 * (right - left)
    (inner,) = at_height(line_of(drawing, "inner-hamstring-tendon"), y)
    (outer,) = at_height(line_of(drawing, "outer-hamstring-tendon"), y)
    assert abs(x - (inner + outer) / 2) < 0.03 * (outer - inner)


def test_kd4_lies_in_front_of_the_tendon_and_above_the_heel_bone() -> None:
    drawing = drawing_of("kd4")
    x, y = drawing.point
    heel, ankle = line_of(drawing, "heel-bone"), line_of(drawing, "inner-ankle-bone")
    (tendon,) = at_height(line_of(drawing, "achilles-tendon"), y)
    assert 0 < tendon - x < 20, "right in front of the tendon (the toes are to the left)"
    assert y < min(height for _, height in heel), "above the heel bone"
    assert near(drawing.point, heel) < 25
    assert y > max(height for _, height in ankle), "below the ankle bone"
    assert x > max(across for across, _ in ankle), "and behind it"
    _, tip_height = middle_of(line_of(drawing, "tip"))
    sole = max(height for _, height in line_of(drawing, "foot"))
    cun = (sole - tip_height) / 3  # the WHO standard counts three from the ankle bone to the sole
    assert 0.3 < (y - tip_height) / cun < 0.7, "about half a cun below the tip"


def test_gb41_lies_between_the_metatarsals_just_past_the_tendon() -> None:
    drawing = drawing_of("gb41")
    x, y = drawing.point
    fourth, fifth = line_of(drawing, "fourth-metatarsal"), line_of(drawing, "fifth-metatarsal")
    (tendon,) = at_height(line_of(drawing, "little-toe-tendon"), y)
    assert max(at_height(fourth, y)) < x < min(at_height(fifth, y)), (
        "between the bones (the little toe is to the right)"
    )
    assert 0 < x - tendon < 25, "just past the tendon"
    for bone in (fourth, fifth):
        top, base = min(height for _, height in bone), max(height for _, height in bone)
        assert y > top + 0.7 * (base - top), "near the bases (the toes are up)"
        assert y < base
    assert min(near(corner, fifth) for corner in fourth) < 3, "the bases meet"


def test_where_lines_meet_the_landmark_shows(tmp_path: Path) -> None:
    file = tmp_path / "drawing.svg"
    crossing = (
        '<path class="bone" d="M10,20 L190,20"/><path class="outline" d="M10,20 L190,20"/>\n  <circle class="point"'
    )
    file.write_text(made_up.DRAWING.replace('<circle class="point"', crossing), encoding="utf-8")
    shown = {cell.shows for cell in in_text(read_drawing(file), 50)[2]}
    assert "bone" in shown


def test_every_point_of_the_guide_is_drawn(shipped: Catalogue) -> None:
    assert all(point.picture for point in shipped.points)
    drawn = {point.picture.file.name for point in shipped.points if point.picture}
    assert drawn == {path.name for path in (catalogue_file().parent / "pictures").iterdir()}
