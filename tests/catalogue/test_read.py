import re
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue, Strength
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.errors import CatalogueError
from support import made_up
from support.program import CHECKOUT


def problems(folder: Path, text: str) -> list[tuple[str, str]]:
    """Each problem of the catalogue that *text* makes: what stands at its place, and what is wrong with it."""
    with pytest.raises(CatalogueError) as caught:
        made_up.read(folder, text)
    lines = text.splitlines()
    return [(lines[one.line - 1][one.column - 1 :], one.what) for one in caught.value.problems]


def test_the_shipped_file_is_the_checkouts() -> None:
    assert catalogue_file() == CHECKOUT / "data" / "points.yaml"


def test_an_entry_refers_to_the_entries_that_it_names(small: Catalogue) -> None:
    ub1, kd2 = small.points
    rain = ub1.claims[1]
    assert (ub1.channel.name, ub1.number, kd2.channel.name, kd2.number) == ("Bladder", 1, "Kidney", 2)
    assert rain.symptom is small.symptoms[2]
    assert rain.strength is Strength.KEY
    assert rain.sources == small.sources
    assert small.warnings[0].advice is small.advice[2]
    assert kd2.side_note is not None
    assert kd2.side_note.text == "The right one is the right one."
    assert ub1.side_note is None


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("symptom: knee,", "symptom: knees,", "knees,", "'knees' is not known here; did you mean 'knee'?"),
        ("knees., sources: [blog]", "knees.", "{symptom: knee", "the field 'sources' is missing"),
        ("knees., sources: [blog]", "knees., sources: []", "[]", "'sources' is empty; name at least one"),
        ("knees., sources: [blog]", "knees., sources: [web]", "web", "'web' is not known here; write blog or book"),
        ("strength: good", "strength: great", "great", "'great' is not known here; write also, good, or key"),
        (
            "symptom: rain",
            "symptom: knee",
            "knee, strength: key",
            "another of 'claims' is for 'knee' already; keep one",
        ),
        ("id: rain", "id: knee", "knee", "the id 'knee' is used twice in 'symptoms'"),
        ("id: itch", "id: knee", "knee", "the id 'knee' would be a second flag --knee; choose another"),
        ("id: kd2", "id: ub1", "ub1", "the id 'ub1' is used twice in 'points'"),
        ("who_code: BL1", "who_code: BL2", "BL2", "'UB 1' is BL1 in the WHO standard, not 'BL2'"),
        ("code: UB 1", "code: UB 4", "UB 4", "'UB 4' is not a point of the channels; "),
        ("code: UB 1", "code: UB1", "UB1", "'UB1' is not a point of the channels; "),
        ("code: UB 1", "code: XX 1", "XX 1", "'XX 1' is not a point of the channels; "),
        ('"https://example.org/book"', "example.org", "example.org", "'example.org' is not a web address; "),
        (
            "id: urgent, title",
            "id: routine, title",
            "- {id: emer",
            "'urgent' must be listed once, and is listed 0 times",
        ),
        ("kind: standard", "kind: rumour", "rumour", "'rumour' is not known here"),
        ("point: ub1", "point: ub9", "ub9", "'ub9' is not known here; did you mean 'ub1'?"),
        (", ask: [nurse, doctor]", "", "{action: ask-first", "the field 'ask' is missing"),
        ("symptom: night, s", "symptom: rain, s", "night, group: when", "no point answers the symptom 'night'; "),
        ("id: ub1", "id: ub9", "ub9", "the id of UB 1 must be 'ub1'"),
        ("pinyin: Ālpha", "pinyin: Bēta", "Bēta", "UB 1 is Alpha, not 'Bēta'"),
        ("[B-01]", "[Gamma]", "Gamma]", "'gamma' names UB 3, another point of the body"),
        ("[B-01]", "[KD 2]", "KD 2]", "'kd2' names KD 2, another point of the body"),
        ("[B-01]", "[KD 1]", "KD 1]", "'kd1' names KD 1, another point of the body"),
        ("[B-01]", "[Second Gate]", "Second Gate, sources", "'secondgate' names UB 1 too"),
        ("[B-01]", "[Twin]", "Twin]", "'twin' is listed under 'unclear' and cannot name a point"),
        ("[B-01]", "[KD]", "KD]", "'kd' is also how 'kd' begins"),
        ("[B-01]", "[Kid]", "Kid]", "'kid' is also how 'kidney' begins"),
        ("[B-01]", "[Second]", "Second]", "'second' is also how 'secondgate' begins"),
        ("[B-01]", "[Gam]", "Gam]", "'gam' is also how 'gamma' begins"),
        ("[B-01]", "['2']", "'2'", "'2' is a number alone, which names no point"),
        (
            "point: ub1, a",
            "point: ub1, action: avoid, reason: X., basis: trial, sources: [book]}\n      - {point: ub1, a",
            "ub1, action",
            "another of 'except' is for 'ub1' already; keep one",
        ),
        ("do: {text: Press", "doo: {text: Press", "doo: ", "unknown field 'doo'; write 'do'"),
        ("file: ub1.svg", "file: ub2.svg", "ub2.svg", "there is no picture 'ub2.svg' in the folder 'pictures'"),
        ("file: ub1.svg", "file: ../points.yaml", "../points.yaml", "there is no picture '../points.yaml'"),
        ("id: ub1", "id: ub1\n    id: ub2", "id: ub2", "'id' is here twice; keep one"),
    ],
)
def test_wrong_data_is_refused_with_its_place_and_what_to_do(
    tmp_path: Path, old: str, new: str, place: str, what: str
) -> None:
    found = problems(tmp_path, made_up.changed(old, new))
    assert any(where.startswith(place) and message.startswith(what) for where, message in found), found


def test_no_symptom_condition_or_sign_takes_an_id_that_is_reserved(tmp_path: Path) -> None:
    file, clinic = made_up.written(tmp_path), made_up.written_clinic(tmp_path)
    for taken in ("knee", "sunburn", "faint", "digging"):
        with pytest.raises(CatalogueError, match=f"'{taken}' would be a second flag --{taken}"):
            read_catalogue(file, [clinic], reserved={taken})


def test_every_problem_is_found_in_one_run(tmp_path: Path) -> None:
    text = made_up.changed("symptom: knee,", "symptom: knees,").replace("kind: standard", "kind: rumour")
    assert [what for _, what in problems(tmp_path, text)] == [
        (
            "'rumour' is not known here; "
            "write health-service, practitioner, report, review, standard, study, tradition, or trial"
        ),
        "'knees' is not known here; did you mean 'knee'?",
    ]


def test_a_missing_group_is_one_problem_and_hides_no_other(tmp_path: Path) -> None:
    text = made_up.changed("    category: {text: Gate point, sources: [book]}\n", "").replace(
        "text: Press it.", "tex: x"
    )
    assert [what for _, what in problems(tmp_path, text)] == [
        "the field 'category' is missing",
        "unknown field 'tex'; write 'text'",
        "unknown field 'tex'; write 'text'",
    ]


@pytest.mark.parametrize("field", re.findall(r"^(\w+):$", made_up.TEXT, re.MULTILINE))
def test_a_missing_misspelt_or_empty_list_is_a_problem(tmp_path: Path, field: str) -> None:
    if field in {"unclear", "rules", "evidence", "ratings"}:
        made_up.read(tmp_path, re.sub(rf"^{field}:\n(  .*\n)*", "", made_up.TEXT, flags=re.MULTILINE))
        return
    missing = f"the field '{field}' is missing"
    misspelt = made_up.changed(f"\n{field}:\n", f"\nx{field}:\n") if field != "sources" else f"x{made_up.TEXT}"
    assert f"unknown field 'x{field}'; write '{field}'" in [what for _, what in problems(tmp_path, misspelt)]
    removed = re.sub(rf"^{field}:\n(  .*\n)*", "", made_up.TEXT, flags=re.MULTILINE)
    assert missing in [what for _, what in problems(tmp_path, removed)]
    emptied = re.sub(rf"^{field}:\n(  .*\n)*", f"{field}: []\n", made_up.TEXT, flags=re.MULTILINE)
    assert f"'{field}' is empty; name at least one" in [what for _, what in problems(tmp_path, emptied)]


def test_a_character_that_cannot_be_shown_is_refused_and_never_written(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        made_up.read(tmp_path, made_up.changed("On the left thumb.", '"On \\e[31m [red]the[/red] thumb."'))
    assert [one.what for one in caught.value.problems] == [r"\x1b is a character that cannot be shown; leave it out"]
    assert str(caught.value).isprintable()


def test_what_looks_like_markup_is_text(tmp_path: Path) -> None:
    catalogue = made_up.read(tmp_path, made_up.changed("On the left thumb.", "'On [red]the[/red] :thumb: \\e[31m'"))
    assert catalogue.points[0].place.text == r"On [red]the[/red] :thumb: \e[31m"
