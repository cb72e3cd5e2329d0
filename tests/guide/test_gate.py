"""The gate of what was said, over gates made up here."""

from dataclasses import replace

import pytest

from acupoint.catalogue.model import Advice, Catalogue, Gate, GateItem, Statement, Symptom, Urgency, WarningSign
from acupoint.guide.gate import MOST, best_places, gate_for, gate_lists, gates_of, signs_by_urgency, signs_for

GO = Advice(Urgency.EMERGENCY, "Emergency", "Go", Statement("Go.", ()))


def sign(name: str, *gates: str) -> WarningSign:
    return WarningSign(name, name, name, gates, GO, ())


def item(*signs: WarningSign, text: str = "") -> GateItem:
    return GateItem(text or " or ".join(one.id for one in signs), signs)


FEVER, FALL = sign("fever", "knee", "ear"), sign("fall", "knee")
BLIND, DEAF = sign("blind", "ear"), sign("deaf", "ear")
KNEE = Gate("knee", "a sore knee", (item(FALL), item(FEVER)), ())
EAR = Gate("ear", "an ear ache", (item(BLIND), item(DEAF, FEVER)), (item(DEAF),))


@pytest.fixture
def catalogue(small: Catalogue) -> Catalogue:
    """The made-up catalogue with a gate for the knee, and one for the ear."""
    return replace(small, gates=(KNEE, EAR))


@pytest.fixture
def places(small: Catalogue) -> tuple[Symptom, Symptom]:
    """A sore knee and an ear ache."""
    knee, elbow, _, _ = small.symptoms
    return replace(knee, gate="knee"), replace(elbow, id="ear", gate="ear")


def merged(small: Catalogue, knee: tuple[GateItem, ...], ear: tuple[GateItem, ...]) -> list[str]:
    gates = (Gate("knee", "knee", knee, ()), Gate("ear", "ear", ear, ()))
    symptoms = [replace(small.symptoms[0], gate=gate) for gate in ("knee", "ear")]
    return [one.text for one in gate_for(replace(small, gates=gates), symptoms).emergency]


def test_a_place_has_its_own_gate(catalogue: Catalogue, places: tuple[Symptom, Symptom]) -> None:
    knee, ear = places
    assert gate_for(catalogue, [knee]) is KNEE
    assert gate_for(catalogue, [ear]) is EAR
    assert gate_for(catalogue, [ear, ear]) is EAR


def test_without_a_place_the_first_gate_holds(catalogue: Catalogue, places: tuple[Symptom, Symptom]) -> None:
    rain = catalogue.symptoms[2]
    assert gate_for(catalogue, []) is KNEE
    assert gate_for(catalogue, [rain]) is KNEE
    assert gate_for(catalogue, [rain, places[1]]) is EAR


def test_the_gates_come_in_the_catalogues_order(catalogue: Catalogue, places: tuple[Symptom, Symptom]) -> None:
    assert gates_of(catalogue, reversed(places)) == (KNEE, EAR)


def test_in_a_merged_gate_the_most_general_item_comes_first(
    catalogue: Catalogue, places: tuple[Symptom, Symptom]
) -> None:
    together = gate_for(catalogue, places)
    assert together.title == "a sore knee and an ear ache"
    assert [one.text for one in together.emergency] == ["fever", "fall", "blind", "deaf or fever"]
    assert [one.text for one in together.urgent] == ["deaf"]


def test_an_item_whose_signs_other_gates_name_is_left_out(small: Catalogue) -> None:
    assert merged(small, (item(FEVER),), (item(FEVER, text="hot"), item(BLIND))) == ["fever", "blind"]


def test_two_items_of_one_gate_may_name_the_same_sign(small: Catalogue) -> None:
    looks = (item(BLIND, text="blind"), item(BLIND, text="dim"))
    assert merged(small, (item(FALL),), looks) == ["fall", "blind", "dim"]


def test_the_same_words_stand_once_for_the_signs_of_both_gates(small: Catalogue) -> None:
    both = sign("both", "knee", "ear")
    gates = (
        Gate("knee", "knee", (item(both, FALL, text="weak"),), ()),
        Gate("ear", "ear", (item(both, FEVER, text="weak"),), ()),
    )
    symptoms = [replace(small.symptoms[0], gate=gate.id) for gate in gates]
    (weak,) = gate_for(replace(small, gates=gates), symptoms).emergency
    assert {one.id for one in weak.signs} == {"both", "fall", "fever"}


def several(gate: str, count: int) -> tuple[GateItem, ...]:
    return tuple(item(sign(f"{gate}{number}", gate)) for number in range(count))


def test_a_merged_list_has_seven_items_of_each_gate_in_turn(small: Catalogue) -> None:
    words = merged(small, several("knee", 5), several("ear", 5))
    assert words == ["knee0", "ear0", "knee1", "ear1", "knee2", "ear2", "knee3"]
    assert len(words) == MOST


def test_an_item_that_says_nothing_new_goes_before_a_sign_does(small: Catalogue) -> None:
    # "fever" is the most general, but "ear4 or fever" says it too, and a place is short.
    ear = (*several("ear", 4)[:3], item(sign("ear4", "ear"), FEVER))
    words = merged(small, (item(FEVER), *several("knee", 3)), ear)
    assert words == ["fever", "ear0", "knee0", "ear1", "knee1", "ear2", "knee2"]
    words = merged(small, (item(FEVER), *several("knee", 3)), (ear[3], *ear[:3]))
    assert words == ["ear4 or fever", "knee0", "ear0", "knee1", "ear1", "knee2", "ear2"]


def test_seven_items_all_stay_even_where_one_says_nothing_new(small: Catalogue) -> None:
    words = merged(small, (item(FEVER), *several("knee", 3)), (item(sign("ear4", "ear"), FEVER), *several("ear", 2)))
    assert words == ["fever", "ear4 or fever", "knee0", "ear0", "knee1", "ear1", "knee2"]


def test_of_two_items_that_say_nothing_new_the_later_one_goes(small: Catalogue) -> None:
    chill = sign("chill", "knee", "ear")
    ear = (item(sign("ear3", "ear"), FEVER), item(sign("ear4", "ear"), chill), *several("ear", 3))
    words = merged(small, (item(FEVER), item(chill), *several("knee", 1)), ear)
    assert words == ["fever", "ear3 or fever", "ear4 or chill", "knee0", "ear0", "ear1", "ear2"]


def test_an_item_of_both_gates_goes_only_if_each_names_its_signs_otherwise(small: Catalogue) -> None:
    # "weak" is of both, and so the most general; in the ear's gate, "numb or weak" may be another of its looks.
    weak = sign("weak", "knee", "ear")
    for other in (item(sign("ear4", "ear")), item(sign("numb", "ear"), weak)):
        words = merged(small, (item(weak), *several("knee", 4)), (item(weak), other, *several("ear", 3)))
        assert words == ["weak", "knee0", other.text, "knee1", "ear0", "knee2", "ear1"]


def test_two_looks_of_a_sign_in_one_gate_both_stay_in_a_long_list(small: Catalogue) -> None:
    looks = (item(BLIND, text="blind"), item(BLIND, text="dim"))
    words = merged(small, several("knee", 4), (*looks, *several("ear", 2)))
    assert words == ["knee0", "blind", "knee1", "dim", "knee2", "ear0", "knee3"]


def test_a_gate_of_one_place_keeps_all_its_items(small: Catalogue) -> None:
    long = Gate("knee", "knee", several("knee", 9), ())
    assert gate_for(replace(small, gates=(long,)), []) is long


def test_a_point_has_the_gate_of_the_places_it_is_best_for(small: Catalogue, places: tuple[Symptom, Symptom]) -> None:
    knee, ear = places
    (ub1, kd2), rain = small.points, small.symptoms[2]
    good, key = ub1.claims  # rain, which is no place, is key
    point = replace(ub1, claims=(replace(good, symptom=knee), replace(key, symptom=rain)))
    other = replace(kd2, claims=(replace(kd2.claims[1], symptom=ear), replace(good, symptom=knee)))
    catalogue = replace(small, gates=(EAR, KNEE), points=(point, other))
    assert best_places([point, other]) == (knee, knee)
    assert gate_for(catalogue, best_places([point])) is KNEE
    assert gate_for(catalogue, best_places([other])) is KNEE
    assert gate_for(catalogue, best_places([replace(point, claims=())])) is EAR


def test_each_sign_of_a_place_and_no_other_is_told_the_most_urgent_first(small: Catalogue) -> None:
    knee, elbow, _, _ = small.symptoms
    mixed = replace(small, advice=(small.advice[1], small.advice[2], small.advice[0]))
    found = [
        [
            (advice.urgency, [sign.id for sign in signs])
            for advice, signs in signs_by_urgency(mixed, signs_for(mixed, at))
        ]
        for at in ([knee], [elbow])
    ]
    emergency, urgent, routine = Urgency.EMERGENCY, Urgency.URGENT, Urgency.ROUTINE
    assert found[0] == [(emergency, ["faint"]), (urgent, ["rash"]), (routine, ["itch"])]
    assert found[1] == [(emergency, ["faint", "pulse"]), (urgent, ["rash"]), (routine, [])]
    assert signs_for(mixed, [knee, elbow]) == mixed.warnings


def test_a_gate_tells_the_more_urgent_list_first_and_no_empty_one(small: Catalogue) -> None:
    legs = small.gates[0]
    assert [advice.urgency for advice, _ in gate_lists(small, legs)] == [Urgency.EMERGENCY, Urgency.URGENT]
    assert [items for _, items in gate_lists(small, replace(legs, emergency=()))] == [legs.urgent]
