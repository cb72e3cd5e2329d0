import pytest
from rich.text import Text

from acupoint.catalogue.model import Catalogue
from acupoint.drawing.svg import read_drawing
from acupoint.guide.layout import Footnotes, Row, TextWithDrawing, marked
from support.screen import shown


def test_a_label_stands_beside_its_text_if_there_is_room_else_above() -> None:
    row = Row("Where", Text("On the left thumb."))
    assert shown(row, 52).rstrip() == "Where       On the left thumb."
    assert [line.rstrip() for line in shown(row, 51).splitlines()] == ["Where", "  On the left thumb."]


def test_lines_after_the_first_begin_beside_the_mark_however_wide_it_is() -> None:
    rows = marked([("1.", Text("one two")), ("足.", Text("three four"))])
    lines = [line.rstrip() for line in shown(rows, 9).splitlines()]
    assert lines == ["1.  one", "    two", "足. three", "    four"]


@pytest.mark.parametrize(("width", "place"), [(55, "in words"), (56, "above"), (75, "above"), (76, "beside")])
def test_a_drawing_is_beside_its_text_above_it_or_in_words(small: Catalogue, width: int, place: str) -> None:
    picture = small.points[0].picture
    assert picture
    both = TextWithDrawing(Text("the text"), read_drawing(picture.file), Text("its description"))
    lines = [line.strip() for line in shown(both, width).splitlines()]
    if place == "in words":
        assert lines == ["the text", "its description"]
    else:
        assert any("●" in line for line in lines)
        assert ("the text" in lines[0], "the text" in lines[-1]) == (place == "beside", place == "above")


def test_sources_are_numbered_in_the_order_they_are_cited(small: Catalogue) -> None:
    notes = Footnotes()
    book, blog = small.sources
    assert notes.cite([blog]).plain == " [1]"
    assert notes.cite([book, blog]).plain == " [1, 2]"
    assert notes.sources == [blog, book]
