import json
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.phrases import words_beside
from acupoint.catalogue.yaml_file import MOST_BYTES
from acupoint.check.readings import excerpt
from acupoint.errors import Problem
from acupoint.text import columns_of
from support import made_up
from support.program import Run

REST = "nothing else in this file can be checked until that is fixed"


def plain_reading(run: Run, *files: Path) -> str:
    """The plain reading of a check, without the files' folders. Checks the exit code as well."""
    code, answer, errors = run("check", *map(str, files))
    assert errors == ""
    assert code == (4 if re.search(r"^\d+ problems?", answer, re.MULTILINE) else 0)
    for file in files:
        answer = answer.replace(f"{file.parent}{os.sep}", "")
    return answer


def lines_with_a_problem(answer: str) -> list[str]:
    return [line for line in answer.splitlines() if re.match(r"[\w./-]+(:\d+:\d+)?: ", line)]


def test_the_shipped_catalogue_is_right(run: Run, shipped: Catalogue, installed: Path) -> None:
    counts = (
        f"{len(shipped.points)} points, {len(shipped.symptoms)} symptoms, {len(shipped.conditions)} conditions, "
        f"{len(shipped.warnings)} warning signs, and {len(shipped.sources)} sources"
    )
    code, told, errors = run("check")
    words = f"no problem found in {words_beside(installed)}: "
    assert (code, errors) == (0, "")
    assert told.startswith(f"no problem found in {installed}: {counts}\n{words}")
    assert re.search(r": [1-9][0-9]+ phrases\n$", told)


def test_the_made_up_catalogue_and_clinic_are_right(tmp_path: Path, run: Run) -> None:
    assert plain_reading(run, made_up.written(tmp_path), made_up.written_clinic(tmp_path)) == (
        "no problem found in points.yaml: 2 points, 4 symptoms, 2 conditions, 4 warning signs, and 2 sources\n"
        "no problem found in clinic.yaml, laid over points.yaml: "
        "it adds 1 point, 2 symptoms, 1 condition, 1 warning sign, and 1 source\n"
    )


# Each problem: a change to the made-up catalogue, then what stands at each place, and the message.
PROBLEMS: dict[str, tuple[str, str, *tuple[tuple[str, str], ...]]] = {
    "no YAML": (
        "text: Nothing much.",
        "text: Nothing: much.",
        (
            ": much., sourc",
            "this is not YAML: a group in { } lacks a comma before this, its }, or quotes around a text; " + REST,
        ),
    ),
    "tab": (
        "  - {id: knee,",
        "\t- {id: knee,",
        ("\t- {id: knee,", "this line is indented with a tab; use plain spaces"),
    ),
    "anchor": (
        "chinese: 甲",
        "chinese: &a 甲",
        ("&a 甲, traditio", "anchors and aliases (& and *) are not used here; write it out"),
    ),
    "alias": (
        "text: Mind the nail.",
        "text: *a",
        ("*a, sources: [", "anchors and aliases (& and *) are not used here; write it out"),
    ),
    "control character": (
        "Nothing much.",
        "Nothing \x08much.",
        ("\x08much., source", "\\x08 is a character that cannot be shown; leave it out"),
    ),
    "escaped control character": (
        "Nothing much.",
        '"Nothing \\u202emuch."',
        ('"Nothing \\u202', "\\u202e is a character that cannot be shown; leave it out"),
    ),
    "key twice": (
        "code: KD 2",
        "code: KD 2\n    code: KD 2",
        ("code: KD 2", "'code' is here twice; keep one"),
    ),
    "id twice": (
        "id: rain",
        "id: knee",
        ("knee, group: w", "the id 'knee' is used twice in 'symptoms'; choose another"),
        ("rain, strength", "'rain' is not known here; write elbow, knee, or night"),
    ),
    "point twice": (
        "- id: kd2",
        "- id: ub1",
        ("ub1", "the id 'ub1' is used twice in 'points'; choose another"),
    ),
    "unknown field": (
        "who_code: BL1",
        "who_code: BL1\n    hwo: x",
        ("hwo: x", "unknown field 'hwo'; write about, neighbours, side_note, or stop"),
    ),
    "misspelt field": (
        "category: {text",
        "catgory: {text",
        ("catgory: {text", "unknown field 'catgory'; write 'category'"),
    ),
    "missing field": (
        "    need: {text: A thumb., sources: [book]}\n",
        "",
        ("id: ub1", "the field 'need' is missing"),
    ),
    "wrong type": (
        "text: Nothing much.",
        "text: 12",
        ("12, sources: [", "'text' must be text; put it in quotes if it is"),
    ),
    "no list": (
        "find:\n      - {text: Look at your right hand., sources: [book]}",
        "find: soon",
        ("soon", "'find' must be a list"),
    ),
    "no group": (
        "need: {text: A thumb., sources: [book]}",
        "need: a thumb",
        ("a thumb", "'need' must be a group of fields"),
    ),
    "unknown symptom": (
        "symptom: knee,",
        "symptom: knees,",
        ("knees, strengt", "'knees' is not known here; did you mean 'knee'?"),
    ),
    "misspelt field of a source": (
        "The Press, address",
        "The Press, adress",
        ('adress: "https', "unknown field 'adress'; write 'address'"),
    ),
    "unknown source": (
        "knees., sources: [blog]",
        "knees., sources: [web]",
        ("web]}", "'web' is not known here; write blog or book"),
    ),
    "unknown value": (
        "strength: good",
        "strength: great",
        ("great, text: I", "'great' is not known here; write also, good, or key"),
    ),
    "unknown point": (
        "point: ub1",
        "point: ub9",
        ("ub9, action: a", "'ub9' is not known here; did you mean 'ub1'?"),
    ),
    "claim without source": (
        "knees., sources: [blog]",
        "knees.",
        ("{symptom: knee", "the field 'sources' is missing"),
    ),
    "caution without source": (
        "Mind the nail., sources: [book]",
        "Mind the nail.",
        ("{text: Mind th", "the field 'sources' is missing"),
    ),
    "caution with no source in its list": (
        "Mind the nail., sources: [book]",
        "Mind the nail., sources: []",
        ("[]}", "'sources' is empty; name at least one"),
    ),
    "source without address": (
        'address: "https://example.org/book", ',
        "",
        ("{id: book, tit", "the field 'address' is missing"),
    ),
    "source without kind": (
        "kind: standard, ",
        "",
        ("{id: book, tit", "the field 'kind' is missing"),
    ),
    "source with no web address": (
        '"https://example.org/book"',
        "book",
        ("book, kind: st", "'book' is not a web address; begin it with https:// or http://"),
    ),
    "symptom no point answers": (
        "symptom: night, s",
        "symptom: rain, s",
        ("night, group:", "no point answers the symptom 'night'; add a claim or leave the symptom out"),
    ),
    "flag of a command": (
        "id: sunburn",
        "id: help",
        ("help", "the id 'help' would be a second flag --help; choose another"),
    ),
    "flag of another list": (
        "id: itch",
        "id: knee",
        ("knee, urgency:", "the id 'knee' would be a second flag --knee; choose another"),
    ),
    "name of two points": (
        "[B-01]",
        "[Second Gate]",
        ("Second Gate, s", "'secondgate' names UB 1 too; leave it out at one of them"),
    ),
    "name of a point of the body": (
        "[B-01]",
        "[Gamma]",
        ("Gamma], source", "'gamma' names UB 3, another point of the body; leave it out"),
    ),
    "code of a point of the body": (
        "[B-01]",
        "[KD 1]",
        ("KD 1], sources", "'kd1' names KD 1, another point of the body; leave it out"),
    ),
    "no picture": (
        "file: ub1.svg",
        "file: ub9.svg",
        ("ub9.svg, text:", "there is no picture 'ub9.svg' in the folder 'pictures' beside this file"),
    ),
    "picture elsewhere": (
        "file: ub1.svg",
        "file: ../points.yaml",
        ("../points.yaml", "there is no picture '../points.yaml' in the folder 'pictures' beside this file"),
    ),
    "empty text": (
        "text: Nothing much.",
        "text: ''",
        ("'', sources: [", "'text' is empty; fill it in"),
    ),
    "no range": (
        "[60, 120]",
        "[120, 60]",
        ("[120, 60], a_d", "'seconds' must be two whole numbers above zero, the least and the most"),
    ),
    "no id": (
        "id: night",
        "id: Night",
        ("Night, group:", "'Night' is not a valid id; use lower-case letters, digits, and hyphens, a letter first"),
        ("Night, group:", "no point answers the symptom 'Night'; add a claim or leave the symptom out"),
        ("night, strengt", "'night' is not known here; did you mean 'Night'?"),
    ),
    "wrong code": (
        "code: UB 1",
        "code: UB 9",
        ("UB 9", "'UB 9' is not a point of the channels; write a channel's code, a space, and a number"),
    ),
    "codes that differ": (
        "who_code: BL1",
        "who_code: BL2",
        ("BL2", "'UB 1' is BL1 in the WHO standard, not 'BL2'"),
    ),
    "two claims": (
        "symptom: rain",
        "symptom: knee",
        ("rain, group: w", "no point answers the symptom 'rain'; add a claim or leave the symptom out"),
        ("knee, strength", "another of 'claims' is for 'knee' already; keep one"),
    ),
    "wrong id of a point": (
        "id: kd2",
        "id: kd3",
        ("kd3", "the id of KD 2 must be 'kd2'"),
    ),
    "wrong pinyin": (
        "pinyin: Èpsilon",
        "pinyin: Zeta",
        ("Zeta, chinese:", "KD 2 is Epsilon, not 'Zeta'"),
    ),
    "two exceptions": (
        "point: ub1, a",
        "point: ub1, action: avoid, reason: X., basis: trial, sources: [book]}\n      - {point: ub1, a",
        ("ub1, action: a", "another of 'except' is for 'ub1' already; keep one"),
    ),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_each_kind_of_problem_has_its_place_and_what_to_write(kind: str, tmp_path: Path, run: Run) -> None:
    old, new, *problems = PROBLEMS[kind]
    text = made_up.changed(old, new)
    answer = plain_reading(run, made_up.written(tmp_path, text))
    lines = lines_with_a_problem(answer)
    assert [line.split(": ", 1)[1] for line in lines] == [what for _, what in problems]
    for line, (place, _) in zip(lines, problems, strict=True):
        row, column = map(int, re.findall(r":(\d+)", line)[:2])
        assert text.split("\n")[row - 1][column - 1 :].startswith(place)
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    assert answer.splitlines()[-1] == f"{count} in points.yaml"


def marked(answer: str) -> Iterator[str]:
    """The text above each mark, to the end of its line."""
    for above, line in pairwise(answer.splitlines()):
        if re.fullmatch(r" +\| *\^", line):
            yield above[len(line) - 1 :]


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("no YAML", ": much."),
        ("tab", r"\t- {id: knee,"),
        ("key twice", "code: KD 2"),
        ("unknown field", "hwo: x"),
        ("missing field", "id: ub1"),
        ("unknown symptom", "knees, strength"),
        ("claim without source", "{symptom: knee"),
        ("symptom no point answers", "night, group"),
        ("flag of a command", "help"),
        ("no picture", "ub9.svg"),
        ("control character", r"\x08much."),
    ],
)
def test_the_mark_stands_under_the_place(kind: str, place: str, tmp_path: Path, run: Run) -> None:
    old, new, *_ = PROBLEMS[kind]
    (there,) = marked(plain_reading(run, made_up.written(tmp_path, made_up.changed(old, new))))
    assert there.startswith(place)


def test_the_whole_answer_is_each_problem_with_its_line_and_a_count(tmp_path: Path, run: Run) -> None:
    text = made_up.changed("symptom: knee,", "symptom: knees,").replace("kind: standard", "kind: rumour")
    kinds = "write health-service, practitioner, report, review, standard, study, tradition, or trial"
    assert plain_reading(run, made_up.written(tmp_path, text)) == (
        f"points.yaml:2:96: 'rumour' is not known here; {kinds}\n"
        '    2 | … A Book, publisher: The Press, address: "https://example.org/book", kind: rumour, grade: A}\n'
        f"      | {' ' * 75}^\n"
        "points.yaml:88:19: 'knees' is not known here; did you mean 'knee'?\n"
        "   88 |       - {symptom: knees, strength: good, text: It is said to help knees., sources: [blog]}\n"
        "      |                   ^\n"
        "2 problems in points.yaml\n"
    )


def test_every_problem_is_found_in_one_run_in_the_order_of_the_lines(tmp_path: Path, run: Run) -> None:
    text = made_up.TEXT
    changes = ["key twice", "unknown value", "missing field", "no picture", "unknown point", "flag of another list"]
    for old, new, *_ in map(PROBLEMS.__getitem__, changes):
        text = text.replace(old, new, 1)
    answer = plain_reading(run, made_up.written(tmp_path, text))
    places = [tuple(map(int, line.split(":")[1:3])) for line in lines_with_a_problem(answer)]
    assert places == sorted(places)
    assert answer.endswith(f"\n{len(changes)} problems in points.yaml\n")


@pytest.mark.parametrize("field", re.findall(r"^(\w+):$", made_up.TEXT, re.MULTILINE))
def test_a_missing_list_hides_no_other_problem(field: str, tmp_path: Path, run: Run) -> None:
    text = re.sub(rf"^{field}:\n(  .*\n)*", "", made_up.TEXT, flags=re.MULTILINE)
    text = f"{text}zzz: 1\n"
    (last,) = [
        one for one in plain_reading(run, made_up.written(tmp_path, text)).splitlines() if "unknown field 'zzz'" in one
    ]
    assert last.startswith(f"points.yaml:{len(text.splitlines())}:1: ")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "points.yaml: the catalogue is empty"),
        (b"- a\n", "points.yaml:1:1: a catalogue must be a group of fields, such as 'points:'"),
        (b"a: \xff\n", "points.yaml:1:4: the catalogue file is not UTF-8; save it as UTF-8"),
        (b"#" * (MOST_BYTES + 1), "points.yaml: the catalogue file is larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(data: bytes, line: str, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(data)
    answer = plain_reading(run, file)
    assert lines_with_a_problem(answer) == [line]
    assert answer.endswith("\n1 problem in points.yaml\n")


def test_a_file_with_too_many_problems_is_left_and_the_next_one_is_read(tmp_path: Path, run: Run) -> None:
    file = made_up.written_clinic(tmp_path, "".join(f"k{number}: 1\n" for number in range(2_000)))
    code, answer, _ = run("check", str(file), str(made_up.written(tmp_path)))
    assert code == 4
    assert answer.endswith(f"\n1000 problems in {file}, which was read no further\n")
    assert "\nno problem found in " in answer


def test_a_missing_file_and_a_folder_are_problems_like_any_other(tmp_path: Path, run: Run) -> None:
    broken = made_up.written_clinic(tmp_path, "a: [", "broken.yaml")
    right = made_up.written(tmp_path)
    code, answer, errors = run("check", str(tmp_path / "none.yaml"), str(tmp_path), str(broken), str(right))
    assert (code, errors) == (4, "")
    assert answer.replace(f"{tmp_path}{os.sep}", "").replace(str(tmp_path), "FOLDER") == (
        "none.yaml: there is no such catalogue file\n"
        "FOLDER: the catalogue file cannot be read: Is a directory\n"
        "broken.yaml:1:5: this is not YAML: a text or a closing bracket is missing before this; "
        f"put a text that begins with a sign in quotes; {REST}\n"
        "    1 | a: [\n"
        "      |     ^\n"
        "no problem found in points.yaml: 2 points, 4 symptoms, 2 conditions, 4 warning signs, and 2 sources\n"
        "3 problems: 1 in none.yaml, 1 in FOLDER, and 1 in broken.yaml\n"
    )


def test_a_picture_outside_the_subset_is_a_problem_of_the_picture(tmp_path: Path, run: Run) -> None:
    file = made_up.written(tmp_path)
    picture = tmp_path / "pictures" / "ub1.svg"
    picture.write_text(made_up.DRAWING.replace("<circle", '<image href="x"/>\n  <circle'), encoding="utf-8")
    assert plain_reading(run, file) == (
        "pictures/ub1.svg:7:3: <image> is not used in drawings here\n"
        '    7 |   <image href="x"/>\n'
        "      |   ^\n"
        "1 problem in pictures/ub1.svg\n"
    )
    assert run("show", "ub40")[0] == 0, "no other command reads every picture"


def test_the_json_reading_has_the_same_problems(tmp_path: Path, run: Run) -> None:
    clinic = made_up.written_clinic(
        tmp_path, made_up.clinic_changed("Mind the polish., sources", "甲乙 polish., source")
    )
    code, answer, errors = run("check", str(made_up.written(tmp_path)), str(clinic), "--json")
    assert (code, errors) == (4, "")
    counts = {"points": 2, "symptoms": 4, "conditions": 2, "warnings": 4, "sources": 2}
    more = {"points": 1, "symptoms": 2, "conditions": 1, "warnings": 1, "sources": 1}
    assert json.loads(answer) == {
        "schema_version": 1,
        "files": [
            {"file": f"{tmp_path}/points.yaml", "over": None, "adds": counts, "problems": 0, "overdue": None},
            {"file": f"{tmp_path}/clinic.yaml", "over": "points.yaml", "adds": more, "problems": 1, "overdue": None},
        ],
        "problems": [
            {
                "file": f"{tmp_path}/clinic.yaml",
                "line": 18,
                "column": 24,
                "what": "unknown field 'source'; write 'sources'",
                "text": "  - {text: 甲乙 polish., source: [leaflet]}",
            }
        ],
        "count": 1,
    }
    _, answer, _ = run("check", str(tmp_path / "none.yaml"), "--json")
    (problem,) = json.loads(answer)["problems"]
    assert (problem["line"], problem["column"], problem["text"]) == (None, None, "")


def test_the_screen_reading_fits_and_marks_the_same_places(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made_up.written(tmp_path, made_up.changed("kind: standard", "kind: rumour"))
    for columns in (40, 80, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        code, answer, errors = run("check", str(file), "--pretty")
        assert (code, errors) == (4, "")
        assert all(columns_of(line) <= columns for line in answer.splitlines())
        assert [place[:6] for place in marked(answer)] == ["rumour"]


@pytest.mark.parametrize(
    ("text", "column", "line", "mark"),
    [
        ("a: b", 4, "    1 | a: b", "      |    ^"),
        ("甲: 乙丙", 5, "    1 | 甲: 乙丙", "      |       ^"),
        ("\ta: b", 2, r"    1 | \ta: b", "      |   ^"),
        ("a\u0300: b", 5, "    1 | a\u0300: b", "      |    ^"),
        ("a: \x1bb", 5, r"    1 | a: \x1bb", "      |        ^"),
        ("x" * 50 + "!" + "y" * 50, 51, "    1 | …" + "x" * 20 + "!" + "y" * 9 + "…", "      | " + " " * 21 + "^"),
        ("甲" * 50, 26, "    1 | …" + "甲" * 15 + "…", "      | " + " " * 21 + "^"),
        ("!" + "y" * 50, 1, "    1 | !" + "y" * 30 + "…", "      | ^"),
        ("y" * 50, 51, "    1 | …" + "y" * 30, "      | " + " " * 31 + "^"),
    ],
)
def test_a_long_line_is_cut_on_both_sides_and_the_mark_is_under_the_place(
    text: str, column: int, line: str, mark: str
) -> None:
    assert excerpt(Problem("f", 1, column, "", text), 40) == (line, mark)


@given(
    st.text(st.sampled_from("ab甲\t\u0300\x1b\u202e…"), max_size=300),
    st.integers(1, 301),
    st.integers(20, 120),
)
def test_no_line_shown_is_wider_than_the_room_there_is(text: str, column: int, width: int) -> None:
    for line in excerpt(Problem("f", 1, min(column, len(text) + 1), "", text), width):
        assert columns_of(line) <= width
        assert "\x1b" not in line


def test_a_clinics_file_is_laid_over_the_files_before_it(tmp_path: Path, run: Run) -> None:
    first = made_up.written_clinic(
        tmp_path,
        "symptoms:\n  - {id: stairs, group: when, text: worse on stairs, gate: back}\n"
        "additions:\n  - point: ub60\n    claims:\n"
        "      - {symptom: stairs, strength: also, text: It may help., sources: [many-lives]}\n",
        "first.yaml",
    )
    second = made_up.written_clinic(
        tmp_path,
        "additions:\n  - point: ub40\n    claims:\n"
        "      - {symptom: stairs, strength: also, text: It may help., sources: [many-lives]}\n",
        "second.yaml",
    )
    assert plain_reading(run, first, second) == (
        "no problem found in first.yaml, laid over points.yaml: it adds 1 symptom\n"
        "no problem found in second.yaml, laid over first.yaml: it adds to what is there\n"
    )
    assert "second.yaml:4:19: 'stairs' is not known here; " in plain_reading(run, second, first)


def test_without_a_name_the_files_in_use_are_checked(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, installed: Path
) -> None:
    files = [made_up.written_clinic(tmp_path, "about: 1\n", name) for name in ("one.yaml", "two.yaml")]
    monkeypatch.setenv("ACUPOINT_CATALOGUE", os.pathsep.join(map(str, files)))
    code, answer, _ = run("check")
    assert code == 4
    assert [line.rsplit("/", 1)[1] for line in lines_with_a_problem(answer)] == [
        "one.yaml:1:8: 'about' must be a list",
        "two.yaml:1:8: 'about' must be a list",
    ]
    assert f"no problem found in {installed}: " in answer


def test_a_problem_of_the_shipped_catalogue_is_reported_as_well(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = made_up.written(tmp_path, made_up.changed("kind: standard", "kind: rumour"))
    monkeypatch.setattr("acupoint.catalogue.read.catalogue_file", lambda: shipped)
    assert run("list")[0] == 4
    clinic = made_up.written_clinic(tmp_path)
    assert [line.split(":")[0] for line in lines_with_a_problem(plain_reading(run))] == [str(shipped)]
    answer = plain_reading(run, clinic)
    assert "points.yaml:2:96: 'rumour' is not known here" in answer
    assert "no problem found in clinic.yaml, laid over points.yaml" in answer
    shipped.write_text("a: [", encoding="utf-8")
    answer = plain_reading(run, clinic, clinic)
    assert (
        answer.count("clinic.yaml: the file that this one is laid over cannot be read, so the check ends here\n") == 2
    )
    assert answer.endswith("\n3 problems: 1 in points.yaml and 2 in clinic.yaml\n")


def test_a_clinics_file_in_use_is_checked_as_one_even_if_it_is_whole(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made_up.written(tmp_path)
    assert plain_reading(run, file).startswith("no problem found in points.yaml: ")
    monkeypatch.setenv("ACUPOINT_CATALOGUE", str(file))
    assert run("list")[0] == 4
    code, answer, _ = run("check")
    assert code == 4
    assert "a clinic's file may not have 'channels'" in answer


@pytest.mark.parametrize("field", ["channels", "urgencies"])
def test_the_shipped_catalogue_is_a_whole_one_whatever_it_lacks(
    field: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = made_up.written(tmp_path, re.sub(rf"^{field}:\n(  .*\n)*", "", made_up.TEXT, flags=re.MULTILINE))
    monkeypatch.setattr("acupoint.catalogue.read.catalogue_file", lambda: shipped)
    missing = f"points.yaml:1:1: the field '{field}' is missing"
    assert lines_with_a_problem(plain_reading(run, shipped)) == [missing]
    answer = plain_reading(run, made_up.written_clinic(tmp_path, "about: 1\n"))
    assert lines_with_a_problem(answer) == [
        missing,
        "clinic.yaml:1:8: 'about' must be a list",
    ]


def test_help_of_check_needs_no_catalogue(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acupoint.catalogue.read.catalogue_file", lambda: Path("none.yaml"))
    code, answer, errors = run("check", "--help")
    assert (code, errors) == (0, "")
    assert answer.startswith("Example: acupoint check\nUsage: acupoint check [OPTIONS] [FILE...]")


@pytest.mark.parametrize("name", ["\0", "\0/b", "", "x" * 300, "\udcff"])
def test_a_name_that_no_file_has_is_a_problem_like_any_other(name: str, run: Run) -> None:
    code, answer, errors = run("check", name)
    assert (code, errors, len(answer.splitlines())) == (4, "", 2)


def test_control_characters_in_a_files_name_are_spelled_out(tmp_path: Path, run: Run) -> None:
    for reading in ("--plain", "--pretty", "--json"):
        code, answer, _ = run("check", str(tmp_path / "\x1b[31m.yaml"), reading)
        assert code == 4
        assert "\x1b" not in answer


@pytest.mark.parametrize(
    ("field", "there", "left"),
    [
        ("id", "  - id: ub1\n    code", "  - code"),
        ("code", "    code: UB 1\n", ""),
        ("who_code", "    who_code: BL1\n", ""),
    ],
)
def test_a_missing_field_of_a_point_is_one_problem(field: str, there: str, left: str, tmp_path: Path, run: Run) -> None:
    answer = plain_reading(run, made_up.written(tmp_path, made_up.changed(there, left)))
    assert answer.count(f"the field '{field}' is missing") == 1
