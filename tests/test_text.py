import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.text import capitalized, columns_of, counted, in_ascii, listed, visible, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kūnlún 昆仑", "Kūnlún 昆仑"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("bell\x07", r"bell\x07"),
        ("c1\x9b31m", r"c1\x9b31m"),
        ("right\u202eleft", r"right\u202eleft"),
        ("\udcff", r"\udcff"),
    ],
)
def test_control_characters_are_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_is_printable(text: str) -> None:
    assert visible(text).isprintable()


@given(st.text())
def test_ascii_text_is_ascii(text: str) -> None:
    assert in_ascii(text).isascii()


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_text_stays_as_it_is(text: str) -> None:
    assert in_ascii(text) == text


def test_tone_marks_dashes_and_bullets_have_plain_twins() -> None:
    assert in_ascii("Wěizhōng – ‘point’ • 委") == "Weizhong - 'point' * ?"


@pytest.mark.parametrize(
    ("items", "phrase"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_items_are_listed_with_a_serial_comma(items: list[str], phrase: str) -> None:
    assert listed(items) == phrase


def test_a_list_of_choices_ends_in_or() -> None:
    assert listed(["a", "b", "c"], "or") == "a, b, or c"


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert capitalized("wHO says") == "WHO says"
    assert capitalized("") == ""


@pytest.mark.parametrize(("number", "words"), [(0, "0 turns"), (1, "1 turn"), (2, "2 turns")])
def test_a_noun_is_plural_unless_there_is_one(number: int, words: str) -> None:
    assert counted(number, "turn") == words


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two", "three"]),
        ("self-care over there", 6, ["self-care", "over", "there"]),
        ("委中穴在腘横纹", 6, ["委中穴", "在腘横", "纹"]),
        ("在，横纹。纹", 4, ["在，", "横", "纹。", "纹"]),
        ("UB 40 委中 knee", 8, ["UB 40 委", "中 knee"]),
        ("Wěizhōng Kūnlún", 8, ["Wěizhōng", "Kūnlún"]),
    ],
)
def test_a_text_is_wrapped_by_the_columns_it_takes(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


@given(st.text("ab -委中，é", max_size=60), st.integers(4, 20))
def test_wrapping_loses_nothing_and_keeps_to_its_columns(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns_of(line) <= columns or len(line.split()) == 1 for line in lines)
