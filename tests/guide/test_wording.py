import dataclasses

import pytest

from acupoint.catalogue.model import Catalogue, Dose
from acupoint.guide import no_point, wording
from acupoint.guide.gate import gate_lists, signs_by_urgency, signs_for
from acupoint.guide.suggest import self_report, suggest


@pytest.mark.parametrize(
    ("seconds", "a_day", "words"),
    [
        ((60, 120), (1, 2), "1 to 2 minutes a side, once or twice a day"),
        ((60, 60), (1, 1), "1 minute a side at most, once a day"),
        ((120, 120), (2, 2), "2 minutes a side at most, twice a day"),
        ((45, 90), (2, 3), "45 to 90 seconds a side, twice or 3 times a day"),
        ((1, 1), (3, 4), "1 second a side at most, 3 or 4 times a day"),
        ((1, 1), (1, 3), "1 second a side at most, 1 to 3 times a day"),
    ],
)
def test_a_dose_reads_as_how_long_a_side_and_how_often_a_day(
    seconds: tuple[int, int], a_day: tuple[int, int], words: str
) -> None:
    assert wording.dose_words(Dose(seconds, a_day, "", ())) == words


def test_the_line_to_follow_begins_with_whom_to_ask(small: Catalogue) -> None:
    (found,) = suggest(small, self_report(small, ["night", "sunburn", "cold-hands"])).suggestions
    assert wording.do_words(found) == (
        "First ask your nurse or doctor, and go on only if they agree. Press lightly. Press your right thumb."
    )
    (found,) = suggest(small, self_report(small, ["night"])).suggestions
    assert wording.do_words(found) == "Press your right thumb."


def test_a_rule_says_when_what_why_and_what_it_rests_on(small: Catalogue) -> None:
    ub1, kd2 = small.points
    sunburn, cold_hands = small.conditions
    assert wording.rule_words(sunburn, sunburn.rule_for(ub1)) == (
        "If you have a sunburn: leave this point out. It lies where the sun burns. (This rests on anatomy.)"
    )
    assert wording.rule_words(sunburn, sunburn.rule_for(kd2)) == (
        "If you have a sunburn: ask your nurse or doctor first. Burnt skin is sore. "
        "(This rests on a health service's advice.)"
    )
    assert wording.rule_words(cold_hands, cold_hands.rule_for(ub1)) == (
        "If your hands are cold, even in summer: press lightly. Cold hands press hard. (This rests on our inference.)"
    )


def test_the_strongest_uses_come_first(small: Catalogue) -> None:
    assert list(wording.by_strength(small.points[0])) == [
        ("Best for", "worse in the rain"),
        ("Good for", "a sore knee"),
    ]


def test_claims_of_the_same_sources_come_together(small: Catalogue) -> None:
    claims = small.points[0].claims
    assert list(wording.by_source([*claims, claims[1]])) == [
        ("A Clinic (practitioner)", (claims[0],)),
        ("The Press (standard) and A Clinic (practitioner)", (claims[1], claims[1])),
    ]


def test_the_lists_of_a_gate_each_come_with_what_to_do(small: Catalogue) -> None:
    lists = gate_lists(small, small.gates[1])
    found = [(advice.heading, [item.text for item in items]) for advice, items in lists]
    assert found == [("Call now", ["fainting or no pulse"]), ("Go today", ["a rash"])]
    only_urgent = dataclasses.replace(small.gates[1], emergency=())
    assert [advice.heading for advice, _ in gate_lists(small, only_urgent)] == ["Go today"]


@pytest.mark.parametrize(
    ("places", "signs"),
    [
        ([], ["itch", "rash", "faint"]),
        (["night"], ["itch", "rash", "faint"]),
        (["elbow", "night"], ["rash", "faint", "pulse"]),
        (["knee", "elbow"], ["itch", "rash", "faint", "pulse"]),
    ],
)
def test_the_signs_of_what_was_said_are_those_of_its_gates(
    small: Catalogue, places: list[str], signs: list[str]
) -> None:
    symptoms = self_report(small, places).symptoms
    assert [sign.id for sign in signs_for(small, symptoms)] == signs


def test_the_command_for_all_signs_names_a_place_of_each_gate(small: Catalogue) -> None:
    knee, elbow, rain, _ = small.symptoms
    shin = dataclasses.replace(knee, id="shin")
    assert wording.safety_command([rain]) == "acupoint safety"
    assert wording.safety_command([elbow, rain]) == "acupoint safety --elbow"
    assert wording.safety_command([knee, shin, elbow]) == "acupoint safety --knee --elbow"


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        ([], "You named no symptom, so there is nothing to match."),
        (["sunburn"], "You named no symptom, so there is nothing to match."),
        (["itch"], "This guide has no point for that alone. Say where it hurts as well."),
        (["itch", "sunburn"], "This guide has no point for that alone. Say where it hurts as well."),
        (["rain", "sunburn"], "Every point that would do is held back."),
    ],
)
def test_an_answer_without_a_point_says_why(small: Catalogue, ids: list[str], why: str) -> None:
    answer = suggest(small, self_report(small, ids))
    assert no_point.nothing_matches(answer) == why


def test_a_symptom_that_no_point_answers_matches_nothing(small: Catalogue) -> None:
    only_kd2 = dataclasses.replace(small, points=small.points[1:])
    answer = suggest(only_kd2, self_report(only_kd2, ["rain"]))
    assert no_point.nothing_matches(answer) == "Nothing in this guide matches what you said."


def test_symptoms_come_by_group(small: Catalogue) -> None:
    assert [
        (group.title, [wording.flag(one) for one in symptoms]) for group, symptoms in wording.symptoms_by_group(small)
    ] == [
        ("Where it hurts", ["--knee", "--elbow"]),
        ("When it is worse", ["--rain", "--night"]),
    ]


def test_a_cards_sources_come_once_each_in_the_order_of_the_card(small: Catalogue) -> None:
    assert [source.id for source in wording.sources_of(small, small.points[1])] == ["book", "blog"]


def test_a_conditions_rules_come_once_each_with_the_points_they_hold_for(small: Catalogue) -> None:
    sunburn, cold_hands = small.conditions
    assert [points for points, _ in wording.rules_of(small, sunburn)] == ["UB 1", "KD 2"]
    assert [points for points, _ in wording.rules_of(small, cold_hands)] == ["every point"]


def test_the_most_urgent_signs_come_first(small: Catalogue) -> None:
    assert [
        (advice.urgency.word, [sign.id for sign in signs]) for advice, signs in signs_by_urgency(small, small.warnings)
    ] == [
        ("emergency", ["faint", "pulse"]),
        ("urgent", ["rash"]),
        ("routine", ["itch"]),
    ]


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ([("doctor",)], "your doctor"),
        ([("midwife", "doctor")], "your midwife or doctor"),
        ([("midwife", "doctor"), ("doctor",)], "your doctor"),
        ([("midwife",), ("podiatrist", "doctor")], "your midwife and your podiatrist or doctor"),
    ],
)
def test_whom_to_ask_is_who_can_answer_for_every_rule(
    small: Catalogue, roles: list[tuple[str, ...]], words: str
) -> None:
    rule = small.conditions[0].rule
    assert wording.whom_to_ask([dataclasses.replace(rule, ask=ask) for ask in roles]) == words


def test_signs_of_one_urgency_come_together(small: Catalogue) -> None:
    answer = suggest(small, self_report(small, ["itch", "faint", "rash"]))
    found = [(advice.title, [sign.id for sign in signs]) for advice, signs in wording.advice_with_signs(answer)]
    assert found == [("Emergency", ["faint"]), ("Urgent", ["rash"]), ("Routine", ["itch"])]


def test_the_session_command_repeats_every_flag(small: Catalogue) -> None:
    answer = suggest(small, self_report(small, ["knee", "rain", "cold-hands", "itch"]))
    assert wording.session_command(answer) == "acupoint session --knee --rain --cold-hands --itch"
