from pathlib import Path

import pytest

from acupoint.catalogue.fields import Fields, open_document
from acupoint.catalogue.problems import Problems
from support import made_up


def opened(folder: Path, text: str) -> tuple[Fields, Problems]:
    return open_document(made_up.written(folder, text))


def as_lines(problems: Problems) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.what}" for problem in problems.found]


def test_text_is_one_line(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, 'a: >-\n  two\n  lines\nb: "tab\\tand\\u00a0space"\n')
    assert top.text("a") == "two lines"
    assert top.text("b") == "tab and space"
    assert not problems.found


def test_a_character_that_cannot_be_shown_is_a_problem_and_spelled_out(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, 'a: "bell \\a bell \\a \\u202e"\n')
    assert top.text("a") == r"bell \x07 bell \x07 \u202e"
    assert as_lines(problems) == [
        r"1:4 \x07 is a character that cannot be shown; leave it out",
        r"1:4 \u202e is a character that cannot be shown; leave it out",
    ]


def test_a_clinics_prose_has_its_mark_and_a_looked_up_text_has_none(tmp_path: Path) -> None:
    top, _ = open_document(made_up.written(tmp_path, "a: x\nb: y\nc: ''\n"))
    top.added_by = "clinic.yaml"
    assert (top.prose("a"), top.text("b"), top.prose("c"), top.prose("d", "")) == ("x [clinic.yaml]", "y", "", "")


def test_text_that_yaml_takes_for_something_else_is_refused(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "a: yes\nb: 12\nc: [x]\nd: ''\n")
    assert [top.text(field) for field in "abcd"] == ["", "", "", ""]
    assert as_lines(problems) == [
        "1:4 'a' must be text; put it in quotes if it is",
        "2:4 'b' must be text; put it in quotes if it is",
        "3:4 'c' must be text; put it in quotes if it is",
        "4:4 'd' is empty; fill it in",
    ]


def test_a_missing_field_is_a_problem_unless_it_has_a_default(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "a: b\n")
    assert top.text("x", "default") == "default"
    assert top.text("y") == ""
    assert as_lines(problems) == ["1:1 the field 'y' is missing"]


def test_a_field_that_comes_twice_is_a_problem(tmp_path: Path) -> None:
    _, problems = opened(tmp_path, "a: 1\nb: 2\na: 3\n? [x]\n: 4\n")
    assert as_lines(problems) == ["3:1 'a' is here twice; keep one", "4:3 a field name must be text"]


def test_an_unknown_field_is_a_problem_with_the_nearest_field_there_is(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "title: x\npublishr: y\nzzz: z\n")
    top.text("title")
    top.has("publisher")
    top.end()
    assert as_lines(problems) == [
        "2:1 unknown field 'publishr'; did you mean 'publisher'?",
        "3:1 unknown field 'zzz'; write publisher",
    ]


def test_a_misspelt_field_is_one_problem_and_hides_no_missing_field(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "titel: x\n")
    top.text("title")
    top.end()
    assert as_lines(problems) == ["1:1 unknown field 'titel'; write 'title'"]
    top, problems = opened(tmp_path, "titles: x\n")
    top.text("title")
    top.text("titles")
    top.end()
    assert as_lines(problems) == ["1:1 the field 'title' is missing"]


def test_an_id_is_lower_case_with_single_hyphens(tmp_path: Path) -> None:
    for wrong in ("Cold", "-cold", "cold--er", "4ever", "co_ld", "kälte"):
        top, problems = opened(tmp_path, f"id: {wrong}\n")
        top.id()
        assert len(problems.found) == 1, wrong
    top, problems = opened(tmp_path, "id: lower-back-2\n")
    assert top.id() == "lower-back-2"
    assert not problems.found


def test_a_range_is_two_whole_numbers_the_least_first(tmp_path: Path) -> None:
    for wrong in ("[2, 1]", "[1]", "[1, 2, 3]", "[0, 1]", "[-1, 1]", "[1.5, 2]", "[a, b]", "[]", "7"):
        top, problems = opened(tmp_path, f"n: {wrong}\n")
        top.range("n")
        assert len(problems.found) == 1, wrong
    top, problems = opened(tmp_path, "n: [60, 120]\n")
    assert top.range("n") == (60, 120)
    assert not problems.found


def test_an_unknown_word_is_a_problem_with_the_nearest_choice(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "one: kei\nsome: [good, good, goood]\nnone: []\n")
    known = {"key": 3, "good": 2}
    top.one_of("one", known)
    top.references("some", known)
    top.references("none", known)
    assert as_lines(problems) == [
        "1:6 'kei' is not known here; did you mean 'key'?",
        "2:8 'good' is listed twice; keep one",
        "2:14 'good' is listed twice; keep one",
        "2:20 'goood' is not known here; did you mean 'good'?",
        "3:7 'none' is empty; name at least one",
    ]


def test_a_wrong_list_or_group_is_a_problem_and_reading_goes_on(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "items:\n  - {a: x}\n  - plain\n  - {a: y, b: z}\nlist: {}\ngroup: text\n")
    assert [group.text("a") for group in top.groups("items")] == ["x", "y"]
    assert [group.text("a") for group in top.groups("list")] == []
    assert top.group("group").text("a") == ""
    top.end()
    assert as_lines(problems) == [
        "3:5 each item of 'items' must be a group of fields",
        "5:7 'list' must be a list",
        "6:8 'group' must be a group of fields",
        "4:12 unknown field 'b'; leave it out",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [("x", "x"), ("!!str 1", "1"), ("!alias x", ""), ("!!int x", ""), ("yes", ""), ("1.5", "")]
)
def test_a_scalar_is_text_or_a_problem_whatever_its_tag(value: str, text: str, tmp_path: Path) -> None:
    top, problems = opened(tmp_path, f"a: {value}\nb: [{value}]\n")
    assert [top.text("a"), *top.texts("b")] == [text, text]
    assert len(problems.found) == (0 if text else 2)


def test_items_that_are_not_text_are_not_listed_twice(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "a: [1, 2, x, x]\n")
    top.references("a", {"x": "X"})
    assert [what.partition(" ")[2] for what in as_lines(problems)] == [
        *["'a' must be text; put it in quotes if it is"] * 2,
        *["'x' is listed twice; keep one"] * 2,
    ]


def test_an_alias_is_one_problem_and_no_other_follows_from_it(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, "a: &x word\nb: *x\nc: [*x, *x]\nd: [{e: *x}, {e: *x}, *x]\n*x : 1\n")
    count = len(problems.found)
    assert count == 8
    assert (top.text("a"), top.text("b"), top.texts("c", required=True)) == ("word", "", ())
    assert [group.text("e") for group in top.groups("d", once="e")] == ["", ""]
    top.end()
    assert len(problems.found) == count


def test_an_entry_is_the_same_with_a_space_more_or_less(tmp_path: Path) -> None:
    top, problems = opened(tmp_path, 'a:\n  - {e: x}\n  - {e: "x "}\n')
    assert [group.text("e") for group in top.groups("a", once="e")] == ["x", "x"]
    assert as_lines(problems) == ["3:9 another of 'a' is for 'x' already; keep one"]
