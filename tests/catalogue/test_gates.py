"""Signs, gates, and what a file must say of them; each problem with its place and what to write."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue, Gate
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.errors import CatalogueError
from acupoint.guide.gate import gate_for
from support import made_up

LONG = "a rash that spreads and spreads and spreads"
MARK = " [clinic.yaml]"


def problems(text: str, folder: Path, clinic: str = "") -> list[tuple[str, str]]:
    """What stands at the place of each problem, and what is wrong with it, in the clinic's file if there is one."""
    file = made_up.written(folder, text)
    clinics = [made_up.written_clinic(folder, clinic)] if clinic else []
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(file, clinics)
    lines = (clinic or text).split("\n")
    return [(lines[one.line - 1][one.column - 1 :], one.what) for one in caught.value.problems]


# A change to the made-up catalogue, what stands at the place of the one problem, and what is told.
PROBLEMS = {
    "an unknown gate of a symptom": (
        "a sore knee, gate: legs",
        "a sore knee, gate: lgs",
        "lgs}",
        "'lgs' is not known here; did you mean 'legs'?",
    ),
    "an unknown gate of a sign": (
        "short: no pulse, for: [arms]",
        "short: no pulse, for: [arms, heads]",
        "heads]",
        "'heads' is not known here; write arms or legs",
    ),
    "an unknown sign of an item": (
        "{text: a rash, signs: [rash]}",
        "{text: a rash, signs: [rasch]}",
        "rasch]",
        "'rasch' is not known here; did you mean 'rash'?",
    ),
    "an item that stands for nothing": (
        "{text: a rash, signs: [rash]}",
        "{text: a rash, signs: []}",
        "[]}",
        "'signs' is empty; name at least one",
    ),
    "an emergency in no item of its gate": (
        "{text: fainting or no pulse, signs: [faint, pulse]}",
        "{text: fainting or no pulse, signs: [faint]}",
        "[arms], sources",
        "no item of the gate 'arms' stands for this emergency; add one",
    ),
    "an emergency among what is urgent": (
        "{text: fainting or no pulse, signs: [faint, pulse]}\n    urgent:",
        "{text: fainting, signs: [faint]}\n    urgent:\n      - {text: no pulse, signs: [pulse]}",
        "[arms], sources",
        "no item of the gate 'arms' stands for this emergency; add one",
    ),
    "a long item": (
        "{text: a rash that spreads, signs",
        f"{{text: {LONG}, signs",
        LONG,
        "'text' has 43 letters, and at most 40 fit in a gate",
    ),
    "long words of a sign": (
        "short: a rash,",
        f"short: {LONG},",
        LONG,
        "'short' has 43 letters, and at most 40 fit in a gate",
    ),
    "a long list": (
        "      - {text: a rash, signs: [rash]}\n",
        "".join(f"      - {{text: a rash {number}, signs: [rash]}}\n" for number in range(6)),
        "- {text: a rash 0",
        "a list of a gate has at most 5 items, and this has 6",
    ),
    "a sign of another gate": (
        "{text: a rash, signs: [rash]}",
        "{text: a rash, signs: [rash, itch]}",
        "[rash, itch]",
        "'itch' is not for 'arms'; add that to the sign's 'for'",
    ),
    "a gate without a list": (
        "    urgent:\n      - {text: a rash, signs: [rash]}\n",
        "",
        "id: arms",
        "the field 'urgent' is missing",
    ),
    "a gate with an empty list": (
        "    urgent:\n      - {text: a rash, signs: [rash]}\n",
        "    urgent: []\n",
        "[]",
        "'urgent' is empty; name at least one",
    ),
    "a gate twice": ("id: arms", "id: legs", "legs", "the id 'legs' is used twice in 'gates'; choose another"),
    "a place without a gate": (
        "a sore knee, gate: legs",
        "a sore knee",
        "{id: knee",
        "the other symptoms of this group have a gate; name one here, too",
    ),
    "a sign without a gate": (
        "short: an itch, for: [legs]",
        "short: an itch",
        "{id: itch",
        "the field 'for' is missing",
    ),
    "neither true nor false": ("asks: true", "asks: yes", "yes}", "'asks' must be true or false"),
    "no day": ("again: 2027-01-01", "again: 2027-02-30", "2027-02-30", "'again' must be a day, as in 2026-11-27"),
    "a day in other words": (
        "checked: 2026-01-01",
        "checked: 20260101",
        "20260101",
        "'checked' must be a day, as in 2026-11-27",
    ),
    "an unknown extent": (
        "kind: standard, grade: A}",
        "kind: standard, grade: A, read: half}",
        "half}",
        "'half' is not known here; write abstract, list, part, or whole",
    ),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_each_problem_of_a_gate_has_its_place_and_what_to_write(kind: str, tmp_path: Path) -> None:
    old, new, place, what = PROBLEMS[kind]
    found = problems(made_up.changed(old, new), tmp_path)
    if kind == "a gate twice":
        found = found[:1]  # its signs and symptoms are for a gate that is not there
    assert [told for _, told in found] == [what]
    assert found[0][0].startswith(place)


def test_a_catalogue_without_gates_has_one_problem(tmp_path: Path) -> None:
    text = re.sub(r"^gates:\n(  .*\n)*", "", made_up.TEXT, flags=re.MULTILINE)
    assert [what for _, what in problems(text, tmp_path)] == ["the field 'gates' is missing"]


def test_an_unknown_urgency_is_one_problem(tmp_path: Path) -> None:
    text = made_up.changed("{id: itch, urgency: routine", "{id: itch, urgency: rutine")
    assert [what for _, what in problems(text, tmp_path)] == ["'rutine' is not known here; did you mean 'routine'?"]


CLINICS_PROBLEMS = {
    "a symptom without a gate": (
        "worse after digging, gate: legs",
        "worse after digging",
        "{id: digging",
        r"the field 'gate' is missing",
    ),
    "a sign without a gate": (
        "short: dizziness, for: [legs]",
        "short: dizziness",
        "{id: dizzy",
        "field 'for' is missing",
    ),
    "a sign in no few words": ("short: dizziness, ", "", "{id: dizzy", "the field 'short' is missing"),
    "long words of a sign": ("short: dizziness", f"short: {LONG}", LONG, "'short' has 43 letters"),
    "an unknown gate": (
        "short: dizziness, for: [legs]",
        "short: dizziness, for: [lags]",
        "lags]",
        "did you mean 'legs'",
    ),
    "a gate": ("groups:\n", "gates: []\ngroups:\n", "[]", "'gates': a sign joins the gates that its 'for' names"),
    "an audience": ("groups:\n", "audience: {}\ngroups:\n", "{}", "'audience': whom the guide is for stays so"),
    "a review": ("groups:\n", "review: {}\ngroups:\n", "{}", "'review': it tells of the guide's own facts"),
}


@pytest.mark.parametrize("kind", CLINICS_PROBLEMS)
def test_each_problem_of_a_clinics_file_has_its_place_too(kind: str, tmp_path: Path) -> None:
    old, new, place, what = CLINICS_PROBLEMS[kind]
    ((there, told),) = problems(made_up.TEXT, tmp_path, made_up.clinic_changed(old, new))
    assert there.startswith(place)
    assert re.search(what, told)


def items(gate: Gate) -> tuple[list[str], list[str]]:
    return [item.text for item in gate.emergency], [item.text for item in gate.urgent]


@pytest.mark.parametrize(
    ("urgency", "emergency", "urgent"),
    [("emergency", ["dizziness"], []), ("urgent", [], ["dizziness"]), ("routine", [], [])],
)
def test_a_clinics_sign_joins_its_gate_under_its_urgency_alone(
    urgency: str, emergency: list[str], urgent: list[str], small: Catalogue, tmp_path: Path
) -> None:
    clinic = made_up.clinic_changed("{id: dizzy, urgency: urgent", f"{{id: dizzy, urgency: {urgency}")
    legs, arms = made_up.read(tmp_path, made_up.TEXT, clinic).gates
    before = items(small.gates[0])
    assert items(legs) == (
        [*before[0], *(f"{text}{MARK}" for text in emergency)],
        [*before[1], *(f"{text}{MARK}" for text in urgent)],
    )
    assert arms == small.gates[1]


def test_a_clinics_sign_joins_each_gate_that_it_names(tmp_path: Path) -> None:
    clinic = made_up.clinic_changed("short: dizziness, for: [legs]", "short: dizziness, for: [arms, legs]")
    for gate in made_up.read(tmp_path, made_up.TEXT, clinic).gates:
        assert gate.urgent[-1].text == f"dizziness{MARK}"
        assert [sign.id for sign in gate.urgent[-1].signs] == ["dizzy"]


def test_a_clinics_sign_may_be_the_sixth_item(tmp_path: Path) -> None:
    five = "".join(f"      - {{text: a rash {number}, signs: [rash]}}\n" for number in range(5))
    text = made_up.changed("      - {text: a rash that spreads, signs: [rash]}\n", five)
    assert len(made_up.read(tmp_path, text, made_up.CLINIC).gates[0].urgent) == 6


def test_the_signs_of_two_clinics_join_in_turn(tmp_path: Path) -> None:
    second = (
        "warnings:\n  - {id: shaky, urgency: urgent, text: shaking, short: shaking, for: [legs], sources: [leaflet]}\n"
    )
    legs, _ = made_up.read(tmp_path, made_up.TEXT, made_up.CLINIC, second).gates
    assert items(legs)[1] == ["a rash that spreads", f"dizziness{MARK}", "shaking [clinic1.yaml]"]


def test_a_clinics_signs_push_no_item_of_the_guide_out_of_merged_gates(shipped: Catalogue, tmp_path: Path) -> None:
    gates = "[back, head, side, joints, anywhere]"
    sign = f"  - {{{{id: {{}}, for: {gates}, urgency: {{}}, text: x, short: {{}}, sources: [msk-pain]}}}}\n"
    signs = [sign.format(f"shaky-{number}", ["emergency", "urgent"][number % 2], f"x{number}") for number in range(8)]
    clinic = made_up.written_clinic(tmp_path, f"warnings:\n{''.join(signs)}")
    laid = read_catalogue(catalogue_file(), [clinic])
    places = [symptom for symptom in shipped.symptoms if symptom.gate]
    for said in (places[:1], *combinations(places, 2), *combinations(places, 3), places):
        before, after = items(gate_for(shipped, said)), items(gate_for(laid, said))
        assert after == (
            [*before[0], *(f"x{number}{MARK}" for number in (0, 2, 4, 6))],
            [*before[1], *(f"x{number}{MARK}" for number in (1, 3, 5, 7))],
        )


def test_a_clinics_symptom_names_a_gate_and_may_ask(tmp_path: Path) -> None:
    clinic = made_up.clinic_changed("worse in the snow, gate: arms", "worse in the snow, gate: arms, asks: true")
    symptoms = made_up.read(tmp_path, made_up.TEXT, clinic).symptoms
    assert [(one.id, one.gate, one.asks) for one in symptoms if one.added_by] == [
        ("digging", "legs", False),
        ("snow", "arms", True),
    ]


def test_what_the_file_says_of_its_reader_and_its_age_is_kept(small: Catalogue) -> None:
    assert small.audience is not None
    assert small.review is not None
    assert small.audience.text == "It is for testers."
    assert (small.review.checked, small.review.again, small.review.text) == (
        "2026-01-01",
        "2027-01-01",
        "Nobody has read it.",
    )
