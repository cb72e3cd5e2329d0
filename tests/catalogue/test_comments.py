"""A comment that swallows the end of a text without quotes is told with its place; every other one stays a comment."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.fields import open_document
from acupoint.catalogue.problems import Problems
from acupoint.catalogue.read import read_alone
from acupoint.catalogue.yaml_file import GroupNode, root_of, scalars_under
from acupoint.errors import CatalogueError
from support import made_up

WHAT = "a # after a space begins a comment, so what follows it here is not read; put the text in quotes, or"


def found(text: str) -> list[str]:
    """Where in *text* a comment is told of."""
    problems = Problems("made up")
    problems.text = text
    try:
        root_of(text, problems)
    except CatalogueError as error:
        problems.found[:] = error.problems
    assert all(one.what.startswith(WHAT) for one in problems.found), problems.found
    return [f"{one.line}:{one.column}" for one in problems.found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: Do not press after operation #2, or if swollen.\n", "1:33"),
        ("a: one # c\n", "1:8"),
        ("a: one\t#c\n", "1:8"),
        ("a: one  #\n", "1:9"),
        ("a: one\n  two # c\nb: x\n", "2:7"),
        ("a: one\n  two # c\n  three\n", "2:7"),
        ("a: one # c\n  two\nb: 1\n", "1:8"),
        ("a: one\n  # c\n  two\n", ""),
        ("a:\n  - text # c\n  - other\n", "2:10"),
        ("a:\n  - text: x #1\n", "2:13"),
        ("a: [x, y # c\n  , z]\n", "1:10"),
        ("a: {b: x #1\n  , c: y}\n", "1:10"),
        ("a: {b: Mind #2, sources: [s]}\n", "1:13"),
        ("a: !!str one # c\n", "1:14"),
        ("a: one # two # three\n", "1:8"),
        ("a: it's #1\n", "1:9"),
        ("a: 甲 # 乙\n", "1:6"),
        ("a: x # c\nb: y # d\nc: z\n", "1:6 2:6"),
        ("a: x #c\r\nb: y\r\n", "1:6"),
    ],
)
def test_a_comment_that_ends_a_text_without_quotes_is_told(text: str, places: str) -> None:
    if places:
        assert found(text) == places.split()
    else:
        with pytest.raises(AssertionError, match="this does not fit the lines above"):
            found(text)


@pytest.mark.parametrize(
    "text",
    [
        "# c\na: x\n  # c\nb: y\n",
        "a: # c\n  b: x\n",
        "a: # c\n  - x\n",
        "a: [x, y] # c\n",
        "a: [x, # c\n  y]\n",
        "a: {b: x} # c\n",
        "a: 'x' # c\n",
        'a: "x # y" # c\n',
        "a: >- # c\n  x # y\n  z\n",
        "a: |\n  # x\n  y # z\n",
        "a: x#y\n",
        "a: C#\nb: #\n",
        "a: 12 # c\nb: true # c\nc: 2026-11-27 # c\nd: 1.5 # c\n",
        "a:\n  - 'x' # c\n  - y\n",
        "a: 'x' #c\n# d\n",
        "? a\n: 'x' # c\n",
    ],
)
def test_every_other_comment_stays_one(text: str) -> None:
    assert found(text) == []


@given(st.sampled_from(["a", "op", "it's"]), st.sampled_from([" #2", " # two", "\t#2", "#2", " 2"]), st.booleans())
def test_nothing_of_a_text_is_lost_without_a_word(before: str, after: str, in_list: bool) -> None:  # noqa: FBT001 - the case
    text = f"a:\n  - {before}{after} b\n" if in_list else f"a: {before}{after} b\nb: c\n"
    problems = Problems("made up")
    problems.text = text
    root = root_of(text, problems)
    assert isinstance(root, GroupNode)
    texts = [node.value for node in scalars_under(root)]
    assert problems.found or f"{before}{after} b" in texts


@pytest.mark.slow
def test_each_text_of_a_catalogue_is_told_of(tmp_path: Path) -> None:
    as_blocks = yaml.safe_dump(
        yaml.load(made_up.TEXT, yaml.CSafeLoader), allow_unicode=True, sort_keys=False, width=10_000
    )
    lines = as_blocks.splitlines()
    for number, line in enumerate(lines):
        name, colon, value = line.partition(": ")
        is_item = not colon and line.lstrip().startswith("- ")
        if (
            not (value or is_item)
            or value == "true"
            or line[-1] in "'\"}]:"
            or (value or line).lstrip("- ")[:1].isdigit()
        ):
            continue
        text = "\n".join([*lines[:number], f"{line} # more", *lines[number + 1 :]])
        with pytest.raises(CatalogueError) as caught:
            read_alone(made_up.written(tmp_path, text))
        problem = caught.value.problems[0]
        assert problem.what.startswith(WHAT), name
        assert (problem.line, problem.column) == (number + 1, len(line) + 2)


def test_a_text_that_is_all_comment_is_told_to_be_put_in_quotes(tmp_path: Path) -> None:
    for text in ("a: #2 is sore\nb:\n  - c\n", "a: x\nb:\n  - #1\n  - y\n"):
        top, problems = open_document(made_up.written(tmp_path, text))
        top.text("a")
        top.texts("b")
        (problem,) = problems.found
        assert problem.what.endswith("must be text; put it in quotes if it is, as what follows a # is a comment")
