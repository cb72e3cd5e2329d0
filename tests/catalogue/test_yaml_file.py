import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.fields import open_document
from acupoint.catalogue.yaml_file import DEEPEST, MOST_BYTES
from acupoint.errors import CatalogueError

REST = "nothing else in this file can be checked until that is fixed"


def refusal(file: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        open_document(file)
    return str(caught.value).replace(str(file), "FILE")


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"", "FILE: the catalogue is empty"),
        (b"# only a comment\n", "FILE: the catalogue is empty"),
        (b"- a list\n", "FILE:1:1: a catalogue must be a group of fields, such as 'points:'"),
        (b"one: 1\ntwo: \xff\n", "FILE:2:6: the catalogue file is not UTF-8; save it as UTF-8"),
        (b"a: 1\n---\nb: 2\n", f"FILE:2:1: a second document begins here; keep to one; {REST}"),
        (b"a: 1\n\tb: 2\n", "FILE:2:1: this line is indented with a tab; use plain spaces"),
        (
            b"a:\n\tb: 1\n\tc: 2\n",
            "FILE:2:1: this line is indented with a tab; use plain spaces (and 1 more problem)",
        ),
        (
            "a:\n\xa0 b: [\n".encode(),
            r"FILE:2:1: this line is indented with an odd space (\xa0); use plain spaces (and 1 more problem)",
        ),
    ],
)
def test_a_file_in_which_nothing_can_be_read_is_refused_in_one_line(tmp_path: Path, data: bytes, answer: str) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(data)
    assert refusal(file) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a: b: c\n", "1:5: no field can begin here; put a text with a colon and a space in it in quotes"),
        ("a: @x\n", "1:4: a text cannot begin with this character; put it in quotes"),
        ("a: 1\nb: 'x\nc: 2\n", "2:4: the quotation mark that opens here is not closed"),
        ('a: "\\q"\n', "1:5: in double quotes a backslash is special; use single quotes"),
        ("a: 'it's'\n", "1:8: this does not fit the lines above; check its indentation and its quotes"),
        ("a:\n  b: 1\n c: 2\n", "3:2: this does not fit the lines above; check its indentation and its quotes"),
        ("- a\nb: 1\n", "2:1: this does not fit the list above; begin an item with a hyphen and a space"),
        (
            "a:\n- b\n-c\n",
            "3:1: a field needs a colon and a space after its name, an item a hyphen and a space",
        ),
        (
            "a: [1, 2\nb: 1\n",
            "2:2: a list in [ ] lacks a comma before this, its ], or quotes around a text",
        ),
        (
            "a: {x: 1\nb: 1\n",
            "2:2: a group in { } lacks a comma before this, its }, or quotes around a text",
        ),
        ("a: - b\n", "1:4: a list begins on the line after its field's name"),
        (
            "甲: [乙, 丙: x: y]\n",
            "1:12: a list in [ ] lacks a comma before this, its ], or quotes around a text",
        ),
        ("%TAG x\n", "1:1: a text cannot begin with %; put it in quotes"),
    ],
)
def test_a_slip_in_the_yaml_is_explained_in_plain_words(tmp_path: Path, text: str, answer: str) -> None:
    file = tmp_path / "points.yaml"
    file.write_text(text, encoding="utf-8")
    place, what = answer.split(": ", 1)
    assert refusal(file) == f"FILE:{place}: this is not YAML: {what}; {REST}"


def problems_in(file: Path) -> list[str]:
    _, problems = open_document(file)
    return [f"{one.line}:{one.column} {one.what}" for one in problems.found]


def test_every_anchor_and_alias_is_a_problem_and_reading_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_text("a: &x 1\nb: [*x, y]\n? *x\n: z\n")
    what = "anchors and aliases (& and *) are not used here; write it out"
    assert problems_in(file) == [f"1:4 {what}", f"2:5 {what}", f"3:3 {what}"]
    top, problems = open_document(file)
    assert (top.text("a", "none"), top.texts("b")) == ("", ("y",))
    assert len(problems.found) == 4, "that 1 is no text; nothing follows from the aliases"


def test_every_control_character_is_a_problem_and_reading_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes("a: \x07\n# \x1b[31m\r\n甲: x\u202ey\x85\n".encode())
    assert problems_in(file) == [
        r"1:4 \x07 is a character that cannot be shown; leave it out",
        r"2:3 \x1b is a character that cannot be shown; leave it out",
        r"3:5 \u202e is a character that cannot be shown; leave it out",
        r"3:7 \x85 is a character that cannot be shown; leave it out",
    ]
    assert open_document(file)[0].text("甲") == "x y"


def test_the_line_of_a_problem_is_right_with_every_kind_of_line_ending(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(b"a: 1\r\nb: 2\rc: &x 3\n")
    (problem,) = open_document(file)[1].found
    assert (problem.line, problem.column, problem.text) == (3, 4, "c: &x 3")


@given(st.text(st.one_of(st.characters(), st.sampled_from("&*[]{}:-'\"\\\t\n ab"))))
def test_any_text_is_read_or_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "points.yaml"
        file.write_text(text, encoding="utf-8", errors="replace")
        try:
            _, problems = open_document(file)
            found = problems.found
        except CatalogueError as error:
            found = list(error.problems)
        assert all(problem.what.isprintable() for problem in found)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "points.yaml") == "FILE: there is no such catalogue file"


def test_a_name_with_a_null_in_it_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b").endswith("the catalogue file cannot be read: embedded null byte")


def test_the_column_of_a_wrong_byte_is_counted_in_characters(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes("a: 甲乙".encode() + b"\xff\n")
    with pytest.raises(CatalogueError) as caught:
        open_document(file)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.text) == (1, 6, r"a: 甲乙\xff")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "FILE: the catalogue file cannot be read: Is a directory"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(b"#" * (MOST_BYTES + 1))
    assert refusal(file) == "FILE: the catalogue file is larger than 5 MB"


@pytest.mark.parametrize(
    "text",
    [
        "# " + "]" * 100_000 + "\na: " + "[" * 100_000,
        "a: " + '["]", ' * 20_000 + "]" * 20_000,
        "[" * 100_000,
        "- " * 100_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
        "{a: " * 99,
    ],
)
def test_a_file_nested_too_deep_is_refused_before_it_can_overrun_the_stack(tmp_path: Path, text: str) -> None:
    file = tmp_path / "points.yaml"
    file.write_text(text)
    assert f"nested more than {DEEPEST} levels deep" in refusal(file)


def test_an_ampersand_or_a_star_within_a_text_is_text(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_text("a: this & that\nb: '&quoted *star'\nc: x*y\n")
    top, problems = open_document(file)
    assert (top.text("a"), top.text("b"), top.text("c")) == ("this & that", "&quoted *star", "x*y")
    assert not problems.found


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert open_document(file)[0].text("a") == "b"


def test_a_name_with_an_escape_code_is_spelled_out(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"\\x1b\[31m"):
        open_document(tmp_path / "\x1b[31m.yaml")


def test_a_byte_order_mark_does_not_move_the_place_of_a_wrong_byte(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    for mark in (b"", b"\xef\xbb\xbf"):
        file.write_bytes(mark + "\u00e9: b\nlong line here: ".encode() + b"\xff")
        with pytest.raises(CatalogueError) as caught:
            open_document(file)
        (problem,) = caught.value.problems
        assert (problem.line, problem.column) == (2, 17)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    os.mkfifo(file)
    with pytest.raises(CatalogueError, match="not a regular file"):
        open_document(file)


def test_a_tag_on_a_list_or_a_group_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_text("a: !!null [b]\nc: !alias {d: e}\n")
    assert problems_in(file) == [f"{place} tags (!) are not used here; leave it out" for place in ("1:4", "2:4")]
