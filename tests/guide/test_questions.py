import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.guide.questions import Question, ask, ask_signs, sign_questions
from acupoint.guide.suggest import self_report
from acupoint.text import visible


def answers(catalogue: Catalogue, *typed: str) -> tuple[list[str], list[str]]:
    """What was chosen, and every line shown, when these answers are typed."""
    lines: list[str] = []
    replies = iter(typed)

    def read(prompt: str) -> str:
        lines.append(prompt)
        return next(replies)

    return ask(catalogue, lines.append, read), lines


def questions(catalogue: Catalogue, *places: str) -> list[Question]:
    return list(sign_questions(catalogue, self_report(catalogue, places).symptoms))


def test_places_are_asked_first_then_their_signs_then_all_else(small: Catalogue) -> None:
    _, lines = answers(small, "1", "", "", "")
    assert [line for line in lines if line.endswith("?")] == [
        "Where does it hurt?",
        "With a sore leg, do you have any of these now?",
        "When is it worse?",
        "Is one of these true of you?",
    ]


def test_a_question_is_a_numbered_list_and_one_prompt(small: Catalogue) -> None:
    _, lines = answers(small, "", "", "", "")
    assert lines[:5] == [
        "",
        "Where does it hurt?",
        "   1. A sore knee",
        "   2. A sore elbow",
        "Numbers, or Enter for none: ",
    ]


def test_signs_come_in_two_lists_with_headings_and_one_count(small: Catalogue) -> None:
    _, lines = answers(small, "", "", "", "")
    assert lines[5:12] == [
        "",
        "With a sore leg, do you have any of these now?",
        "Call now:",
        "   1. Fainting",
        "Go today:",
        "   2. A rash that spreads",
        "Numbers, or Enter for none: ",
    ]


def test_every_place_has_its_signs_asked_and_no_sign_is_asked_twice(small: Catalogue) -> None:
    legs, arms = questions(small, "knee", "elbow")
    assert [choice.ids for choice in legs.choices] == [("faint",), ("rash",)]
    assert [(heading, [choice.ids for choice in choices]) for heading, choices in arms.lists] == [
        ("Call now", [("faint", "pulse")]),
    ]
    assert [choice.ids for (only,) in [questions(small, "elbow")] for choice in only.choices] == [
        ("faint", "pulse"),
        ("rash",),
    ]


@pytest.mark.parametrize("every", [(), ("knee",), ("elbow", "knee", "rain", "night")])
def test_the_signs_asked_are_all_those_of_the_gates(small: Catalogue, every: tuple[str, ...]) -> None:
    asked = {one for question in questions(small, *every) for choice in question.choices for one in choice.ids}
    assert asked == ({"faint", "rash", "pulse"} if "elbow" in every else {"faint", "rash"})


def test_enter_skips_and_numbers_choose(small: Catalogue) -> None:
    assert answers(small, "1", "", "2, 1", "2")[0] == ["knee", "rain", "night", "cold-hands"]


@pytest.mark.parametrize("typed", ["2 1", "1,2", " 2;1. ", "1 2 2", "01 002"])
def test_numbers_may_be_separated_as_people_do_it(small: Catalogue, typed: str) -> None:
    assert answers(small, "", "", typed, "")[0] == ["rain", "night"]


@pytest.mark.parametrize("wrong", ["3", "x", "-1", "1-2", "²", "9" * 5000, "knee", "\x1b[31m"])
def test_what_is_not_a_number_of_the_list_is_asked_again(small: Catalogue, wrong: str) -> None:
    chosen, lines = answers(small, "", "", wrong, "1", "")
    assert chosen == ["rain"]
    shown = visible(wrong[:20])
    assert f"  '{shown}' is not one of 1 to 2. Try again, for example: 1 2" in lines


@pytest.mark.parametrize("typed", ["", " ", "0", "no", "None", "N"])
def test_people_say_none_in_several_ways(small: Catalogue, typed: str) -> None:
    assert answers(small, typed, typed, "1", typed)[0] == ["rain"]


@pytest.mark.parametrize(
    ("typed", "chosen"), [("1", ["knee", "faint"]), ("2", ["knee", "rash"]), ("1 2", ["knee", "faint", "rash"])]
)
def test_nothing_more_is_asked_after_a_sign_that_withholds(small: Catalogue, typed: str, chosen: list[str]) -> None:
    assert answers(small, "1", typed)[0] == chosen


def test_a_sign_of_one_place_ends_the_questions_before_the_next_place(small: Catalogue) -> None:
    chosen, lines = answers(small, "1 2", "2")
    assert chosen == ["knee", "elbow", "rash"]
    assert "With a sore arm, do you have any of these now?" not in lines


def test_a_routine_sign_ends_nothing(shipped: Catalogue) -> None:
    place = [one.id for one in shipped.symptoms if one.group.id == "where"].index("hands") + 1
    (joints,) = questions(shipped, "hands")
    sign = [choice.ids for choice in joints.choices].index(("stiff-joints",)) + 1
    chosen, _ = answers(shipped, str(place), str(sign), "2", "", "")
    assert chosen == ["hands", "stiff-joints", "morning"]


def test_the_signs_alone_can_be_asked(small: Catalogue) -> None:
    symptoms = self_report(small, ["elbow"]).symptoms
    assert ask_signs(small, symptoms, lambda _: None, lambda _: "1") == ["faint", "pulse"]
    assert ask_signs(small, symptoms, lambda _: None, lambda _: "") == []
