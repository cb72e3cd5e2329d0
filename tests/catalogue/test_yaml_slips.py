"""Slips in the YAML of a file are told in our own words, with the place and what to write instead."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acupoint.catalogue.fields import open_document
from acupoint.catalogue.read import catalogue_file, read_alone, read_catalogue
from acupoint.errors import CatalogueError
from support import made_up

SIGN = "a text cannot begin with {}; put it in quotes"
NO_SPACE = "a field needs a colon and a space after its name, an item a hyphen and a space"
MISFIT = "this does not fit the lines above; check its indentation and its quotes"
NO_FIELD = "no field can begin here; put a text with a colon and a space in it in quotes"
NOT_CLOSED = "the quotation mark that opens here is not closed"
MISSING = "a text or a closing bracket is missing before this; put a text that begins with a sign in quotes"
BACKSLASH = "in double quotes a backslash is special; use single quotes"

# The parser's own words, which say nothing to who has never read a specification of YAML.
PARSERS = re.compile(
    r"while (?:pars|scann)ing|did not find|could not find|expected|token|directive|scalar|node|mapping"
)


def refusal(text: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "points.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError) as caught:
            open_document(file)
        return str(caught.value).replace(f"{file}:", "").replace("this is not YAML: ", "").split("; nothing else")[0]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("text: **a day**", f"1:7: {SIGN.format('*')}"),
        ("text: *emphasis* here", f"1:7: {SIGN.format('*')}"),
        ("text: * a day", f"1:7: {SIGN.format('*')}"),
        ("text: & Co", f"1:7: {SIGN.format('&')}"),
        ("text: @once", "1:7: a text cannot begin with this character; put it in quotes"),
        ("text: %50", "1:7: a text cannot begin with this character; put it in quotes"),
        ("text: `once`", "1:7: a text cannot begin with this character; put it in quotes"),
        ("text: !a!b c", f"1:7: {SIGN.format('!')}"),
        ("text: !<x", f"1:7: {SIGN.format('!')}"),
        ("text: > 5 minutes", f"1:7: {SIGN.format('>')}"),
        ("text: |x", f"1:7: {SIGN.format('|')}"),
        ("text: ? what", f"1:7: {SIGN.format('?')}"),
        ("text: [note] do this", f"1:7: {SIGN.format('[')}"),
        ("text: {time} a side", f"1:7: {SIGN.format('{')}"),
        ("a:\n  - **b**", f"2:5: {SIGN.format('*')}"),
        ("a:\n  - text: **b**", f"2:11: {SIGN.format('*')}"),
        ("a: {text: **b**, sources: [c]}", f"1:11: {SIGN.format('*')}"),
        ("a: [b, **c**]", f"1:8: {SIGN.format('*')}"),
        ("%50: x", f"1:1: {SIGN.format('%')}"),
        ("a: b\n%50: c", f"2:1: {SIGN.format('%')}"),
        ("text:foo\nb: 1", f"1:6: {NO_SPACE}"),
        ("a:\n  name:Foo\n  b: c", f"2:8: {NO_SPACE}"),
        ("a:\n  - name:Foo\n    b: c", f"2:10: {NO_SPACE}"),
        ("a: b: c", f"1:5: {NO_FIELD}"),
        ("text: Note: press", f"1:11: {NO_FIELD}"),
        ("text: see https://x.org/a\n more: b", f"2:6: {NO_FIELD}"),
        ("a: 'x", f"1:4: {NOT_CLOSED}"),
        ('a: "x\nb: c', f"1:4: {NOT_CLOSED}"),
        ("a: '--- \n---\nb'", f"1:4: {NOT_CLOSED}"),
        ("a: 'x\nb: 'y'", f"2:5: {MISFIT}"),
        ("a: 'it's'", f"1:8: {MISFIT}"),
        ("a: 1\n...\nb: 2", f"3:1: {MISFIT}"),
        ("a: b\n]", f"2:1: {MISFIT}"),
        ("a: [", f"1:5: {MISSING}"),
        ("a: ]", f"1:4: {MISSING}"),
        ("a: [b,,c]", f"1:7: {MISSING}"),
        ('a: "\\x"', f"1:7: {BACKSLASH}"),
        ('a: "C:\\Users"', f"1:9: {BACKSLASH}"),
        ("a:\n\tb: 1", "2:1: this line is indented with a tab; use plain spaces"),
        ("a: [\n\tb]", "2:1: this line is indented with a tab; use plain spaces"),
        ("a: 1\n  \tb: 2", "2:3: this line is indented with a tab; use plain spaces"),
    ],
)
def test_each_slip_has_its_place_and_its_remedy(text: str, answer: str) -> None:
    if "\t" in text and "[" in text:
        with TemporaryDirectory() as folder:
            (problem,) = open_document(made_up.written(Path(folder), text))[1].found
        assert f"{problem.line}:{problem.column}: {problem.what}" == answer
    else:
        assert refusal(f"{text}\n").split(" (and")[0] == answer


YAML_SIGNS = st.text(alphabet="ab1:-?[]{}&*!|>%@`\"'#, \n\t\\~=<", max_size=60)


@given(YAML_SIGNS)
@example("%")
@example("%a b")
@example("%YAML 9")
@example("%YAML 1.2\n---\na: b")
@example("a: |-5\n b")
@example("a: !<")
@example("a: !!")
@example("--- a\n--- b")
def test_no_answer_is_in_the_parsers_words(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = made_up.written(Path(folder), text)
        try:
            found = list(open_document(file)[1].found)
        except CatalogueError as error:
            found = list(error.problems)
    for problem in found:
        assert not PARSERS.search(problem.what), problem.what
        assert problem.what.isprintable()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "{text: Mind the nail., s",
            "{text:Mind the nail., s",
            "unknown field 'text:Mind the nail.'; write 'text', with a",
        ),
        (
            "need: {text: A thumb., sources: [book]}",
            "need: text:A thumb",
            "'need' must be a group of fields, with a sp",
        ),
        (
            "- {text: Mind the nail., sources: [book]}",
            "- text:Nail",
            "each item of 'cautions' must be a group of fields, w",
        ),
        ("    cues:\n      - {text: Softly., sources: [book]}", "    cues:text:x", ""),
    ],
)
def test_a_field_without_a_space_after_its_colon_is_told(old: str, new: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_alone(made_up.written(tmp_path, made_up.changed(old, new)))
    if what:
        (problem,) = caught.value.problems
        assert problem.what.startswith(what)
    assert "a space after" in str(caught.value)


def test_a_typo_in_a_symptom_is_one_problem(tmp_path: Path) -> None:
    for old, new in (("symptom: digging", "symptom: diging"), ("symptom: snow", "symptom: snwo")):
        with pytest.raises(CatalogueError) as caught:
            made_up.read(tmp_path, made_up.TEXT, made_up.clinic_changed(old, new))
        whats = [problem.what for problem in caught.value.problems]
        assert [what for what in whats if "already" in what or "cannot be changed" in what] == []
    clinic = (
        "additions:\n  - point: ub1\n    claims:\n"
        "      - {symptom: nee, strength: good, text: X., sources: [book]}\n"
        "      - {symptom: elbwo, strength: good, text: X., sources: [book]}\n"
    )
    with pytest.raises(CatalogueError) as caught:
        made_up.read(tmp_path, made_up.TEXT, clinic)
    assert [problem.what for problem in caught.value.problems] == [
        "'nee' is not known here; did you mean 'knee'?",
        "'elbwo' is not known here; did you mean 'elbow'?",
    ]


def test_a_typo_in_an_action_is_one_problem(tmp_path: Path) -> None:
    clinic = (
        "additions:\n  - condition: sunburn\n    except:\n"
        "      - {point: ub1, action: avoyd, reason: X., basis: advice, sources: [book]}\n"
        "      - {point: kd2, action: prss-lightly, reason: X., basis: advice, sources: [book]}\n"
    )
    with pytest.raises(CatalogueError) as caught:
        made_up.read(tmp_path, made_up.TEXT, clinic)
    assert [problem.what for problem in caught.value.problems] == [
        "'avoyd' is not known here; did you mean 'avoid'?",
        "'prss-lightly' is not known here; did you mean 'press-lightly'?",
    ]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        *(("BL 1", "write 'UB 1'"), ("BL1", "write 'UB 1'"), ("UB1", "write 'UB 1'"), ("ub 1", "write 'UB 1'")),
        *(("V 1", "write 'UB 1'"), ("1V", "write 'UB 1'"), ("Bladder 1", "write 'UB 1'"), ("UB-01", "write 'UB 1'")),
        *(
            ("UB 9", "write a channel's code, a space, and a number"),
            ("X 1", "write a channel's code, a space, and a nu"),
        ),
    ],
)
def test_a_code_in_another_spelling_says_how_it_is_written(code: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        made_up.read(tmp_path, made_up.changed("code: UB 1", f"code: {code}"))
    assert caught.value.problems[0].what.startswith(f"'{code}' is not a point of the channels; {hint}")


def test_a_shipped_code_in_the_standards_spelling_says_how_it_is_written(tmp_path: Path) -> None:
    clinic = made_up.written_clinic(tmp_path, "points:\n  - {id: ub57, code: BL 57}\n")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(catalogue_file(), [clinic])
    whats = [problem.what for problem in caught.value.problems]
    assert "'BL 57' is not a point of the channels; write 'UB 57'" in whats
