from pathlib import Path

import pytest

from acupoint.document import DEEPEST, MOST_BYTES, open_document
from acupoint.errors import CatalogueError


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
        (b"a: [1, 2\n", "FILE:2:1: this is not YAML: while parsing a flow sequence, did not find expected ',' or ']'"),
        (
            b"a: 1\n\tb: 2\n",
            (
                "FILE:2:1: this is not YAML: while scanning a plain scalar, "
                "found a tab character that violates indentation"
            ),
        ),
        (b"a: &x 1\n", "FILE:1:4: anchors and aliases (& and *) are not used here; write it out"),
        (b"a: [*x]\n", "FILE:1:5: anchors and aliases (& and *) are not used here; write it out"),
        (
            b"a: 1\n---\nb: 2\n",
            "FILE:2:1: a second document begins here; keep to one",
        ),
    ],
)
def test_a_file_in_which_nothing_can_be_read_is_refused_in_one_line(tmp_path: Path, data: bytes, answer: str) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(data)
    assert refusal(file) == answer


def test_control_characters_are_no_yaml(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(b"a: \x07\n")
    assert refusal(file).startswith("FILE: this is not YAML: ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "points.yaml") == "FILE: there is no such catalogue file"


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


def test_an_ampersand_or_a_star_within_a_text_is_no_anchor(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_text("a: this & that\nb: '&quoted *star'\nc: x*y\n")
    top, notebook = open_document(file)
    assert (top.text("a"), top.text("b"), top.text("c")) == ("this & that", "&quoted *star", "x*y")
    assert not notebook.problems


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert open_document(file)[0].text("a") == "b"


def test_a_name_with_an_escape_code_is_spelled_out(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"\\x1b\[31m"):
        open_document(tmp_path / "\x1b[31m.yaml")
