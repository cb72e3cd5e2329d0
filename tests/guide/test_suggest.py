import random
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue, Strength
from acupoint.guide.suggest import SelfReport, Suggestions, self_report, suggest, suggest_named


def answer(catalogue: Catalogue, *ids: str) -> Suggestions:
    return suggest(catalogue, self_report(catalogue, ids))


def ranking(catalogue: Catalogue, *ids: str) -> list[tuple[str, int]]:
    return [(one.point.id, one.score) for one in answer(catalogue, *ids).suggestions]


@pytest.mark.parametrize(
    ("ids", "ranked"),
    [
        ("cold morning", [("ub60", 6)]),
        ("lower-back", [("ub40", 3), ("ub60", 2), ("kd4", 1)]),
        ("lower-back dull-ache", [("kd4", 4), ("ub40", 3), ("ub60", 2)]),
        ("rotation", [("gb41", 2)]),
        ("side", [("gb41", 2)]),
        ("hip-flexors", [("kd4", 3), ("gb41", 2)]),
        ("ticklish", [("gb41", 1)]),
    ],
)
def test_the_strength_table_ranks_the_points(shipped: Catalogue, ids: str, ranked: list[tuple[str, int]]) -> None:
    found = ranking(shipped, *ids.split())
    assert [pair for pair in found if pair in ranked] == ranked


def test_ties_keep_the_catalogues_order(small: Catalogue) -> None:
    assert ranking(small, "knee") == [("ub1", 2), ("kd2", 2)]


def test_the_order_of_the_symptoms_does_not_matter(shipped: Catalogue) -> None:
    # Every set of up to four, and all at once, in a random order, against scores summed here by hand from the claims.
    ids = [symptom.id for symptom in shipped.symptoms]
    strengths = [
        (point.id, {claim.symptom.id: int(claim.strength) for claim in point.claims}) for point in shipped.points
    ]
    chance = random.Random(20)
    for wanted in chain(*(combinations(ids, size) for size in (0, 1, 2, 3, 4, len(ids)))):
        scores = [(point_id, sum(table.get(one, 0) for one in wanted)) for point_id, table in strengths]
        expected = sorted((pair for pair in scores if pair[1]), key=lambda pair: -pair[1])
        assert ranking(shipped, *chance.sample(wanted, len(wanted))) == expected


@given(st.data())
def test_a_further_matching_symptom_raises_its_point_and_lowers_none(shipped: Catalogue, data: st.DataObject) -> None:
    ids = [symptom.id for symptom in shipped.symptoms]
    added = data.draw(st.sampled_from(ids))
    before = data.draw(st.sets(st.sampled_from(ids))) - {added}
    old, new = dict(ranking(shipped, *before)), dict(ranking(shipped, *before, added))
    for point in shipped.points:
        strength = sum(claim.strength for claim in point.claims if claim.symptom.id == added)
        assert new.get(point.id, 0) == old.get(point.id, 0) + strength


@given(st.data())
def test_a_further_condition_or_sign_adds_no_point(shipped: Catalogue, data: st.DataObject) -> None:
    said = data.draw(st.sets(st.sampled_from([entry.id for entry in shipped.vocabulary])))
    symptoms = {symptom.id for symptom in shipped.symptoms}
    more = data.draw(st.sampled_from([entry.id for entry in shipped.vocabulary if entry.id not in symptoms]))
    before = {one.point.id for one in answer(shipped, *said).suggestions}
    after = {one.point.id for one in answer(shipped, *said, more).suggestions}
    assert after <= before


def test_no_claim_is_dead(shipped: Catalogue) -> None:
    for point in shipped.points:
        for claim in point.claims:
            (found,) = [one for one in answer(shipped, claim.symptom.id).suggestions if one.point is point]
            assert found.matched == (claim,)


def test_points_that_match_nothing_are_listed_as_such(small: Catalogue) -> None:
    assert [point.id for point in answer(small, "rain").not_matched] == ["kd2"]
    assert [point.id for point in answer(small).not_matched] == ["ub1", "kd2"]


def test_a_condition_that_says_avoid_beats_every_match(small: Catalogue) -> None:
    found = answer(small, "knee", "rain", "sunburn")
    assert [one.point.id for one in found.suggestions] == ["kd2"]
    ((held,),) = [found.held_back]
    assert held.point.id == "ub1"
    assert [applied.condition.id for applied in held.because] == ["sunburn"]


def test_a_point_to_avoid_is_held_back_even_where_it_matches_nothing(small: Catalogue) -> None:
    found = answer(small, "night", "sunburn")
    assert [held.point.id for held in found.held_back] == ["ub1"]
    assert found.not_matched == ()


def test_a_condition_that_says_ask_or_press_lightly_is_in_the_suggestion(small: Catalogue) -> None:
    (found,) = answer(small, "night", "sunburn", "cold-hands").suggestions
    assert [applied.condition.id for applied in found.ask_first] == ["sunburn"]
    assert [applied.condition.id for applied in found.press_lightly] == ["cold-hands"]
    assert found.rules == (*found.ask_first, *found.press_lightly)


@pytest.mark.parametrize("sign", ["rash", "faint"])
def test_an_urgent_or_emergency_sign_leaves_no_point_in_the_answer(small: Catalogue, sign: str) -> None:
    found = answer(small, "knee", "sunburn", sign)
    assert found.withheld
    assert (found.suggestions, found.held_back, found.not_matched) == ((), (), ())


def test_a_routine_sign_adds_its_advice_and_holds_nothing_back(small: Catalogue) -> None:
    found = answer(small, "knee", "itch")
    assert not found.withheld
    assert [sign.id for sign in found.advice] == ["itch"]
    assert len(found.suggestions) == 2


def test_the_most_urgent_sign_comes_first(small: Catalogue) -> None:
    assert [sign.id for sign in answer(small, "itch", "faint", "rash").advice] == ["faint", "rash", "itch"]


def test_a_score_adds_three_for_key_two_for_good_and_one_for_also(small: Catalogue) -> None:
    found = answer(small, "knee", "rain", "night").suggestions
    assert [(one.score, [claim.strength for claim in one.matched]) for one in found] == [
        (5, [Strength.GOOD, Strength.KEY]),
        (3, [Strength.GOOD, Strength.ALSO]),
    ]


def test_points_somebody_named_keep_their_order_and_come_once(small: Catalogue) -> None:
    ub1, kd2 = small.points
    found = suggest_named(small, [kd2, ub1, kd2], self_report(small, []))
    assert [one.point for one in found.suggestions] == [kd2, ub1]
    assert (found.held_back, found.not_matched) == ((), ())


def test_conditions_and_signs_hold_for_named_points_too(small: Catalogue) -> None:
    found = suggest_named(small, small.points, self_report(small, ["sunburn", "knee"]))
    assert [one.point.id for one in found.suggestions] == ["kd2"]
    assert [applied.condition.id for applied in found.suggestions[0].ask_first] == ["sunburn"]
    assert [held.point.id for held in found.held_back] == ["ub1"]
    found = suggest_named(small, small.points, self_report(small, ["rash"]))
    assert found.withheld
    assert (found.suggestions, found.held_back) == ((), ())


def test_named_points_have_the_gate_of_what_is_said_or_else_their_own(small: Catalogue) -> None:
    ub1, kd2 = small.points  # the one is for the knee, which has the gate of legs
    elbows = replace(kd2, claims=kd2.claims[1:2])
    assert suggest_named(small, [ub1], self_report(small, [])).gate.id == "legs"
    assert suggest_named(small, [elbows], self_report(small, ["night"])).gate.id == "legs"
    assert suggest_named(small, [elbows], self_report(small, [])).gate.id == "arms"
    assert suggest_named(small, [ub1], self_report(small, ["elbow"])).gate.id == "arms"


def test_a_report_has_every_entry_and_was_asked_nothing_unless_it_says_so(small: Catalogue) -> None:
    said = ["knee", "night", "sunburn", "cold-hands", "itch"]
    assert [entry.id for entry in self_report(small, reversed(said)).entries] == said
    assert SelfReport() == self_report(small, [], signs_asked=False, conditions_asked=False)
