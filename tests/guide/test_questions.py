import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.errors import StoppedError
from acupoint.guide.answers import Choice, WrongAnswerError, chosen
from acupoint.guide.questions import (
    Person,
    Question,
    _others,
    _places,
    _prompt,
    _show,
    ask,
    ask_signs,
    sign_questions,
)
from acupoint.guide.suggest import self_report
from acupoint.text import visible


def answers(catalogue: Catalogue, *typed: str) -> tuple[list[str], list[str]]:
    """What was chosen, and every line shown, when these answers are typed."""
    lines: list[str] = []
    replies = iter(typed)

    def read(prompt: str) -> str:
        lines.append(prompt)
        return next(replies)

    return ask(Person(catalogue, lines.append, read)), lines


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
        "Where does it hurt? Numbers or words, Enter for none, q leave: ",
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
        "Any of these now? Numbers or words, Enter for none, b back, q leave: ",
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


@pytest.mark.parametrize(
    "typed", ["2 1", "1,2", " 2;1. ", "1 2 2", "01 002", "1-2", "1 - 2", "1–2", "1、2", "１，２", "１ ２"]
)
def test_numbers_may_be_separated_as_people_do_it(small: Catalogue, typed: str) -> None:
    assert answers(small, "", "", typed, "")[0] == ["rain", "night"]


@pytest.mark.parametrize(
    "wrong",
    ["3", "x", "-1", "2-1", "1-3", "0-1", "²", ".", "-", "9" * 5000, "9-" * 99, "knee", "1 rain knee", "\x1b[31m"],
)
def test_what_the_list_does_not_have_is_asked_again(small: Catalogue, wrong: str) -> None:
    chosen, lines = answers(small, "", "", wrong, "1", "")
    assert chosen == ["rain"]
    shown = visible(wrong[:20])
    assert f"  '{shown}' is not one of 1 to 2. Type numbers or words of the list." in lines


@pytest.mark.parametrize("typed", ["", " ", "0", "no", "None", "N", "none of these", "None of these."])
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
    assert ask_signs(Person(small, lambda _: None, lambda _: "1"), symptoms) == ["faint", "pulse"]
    assert ask_signs(Person(small, lambda _: None, lambda _: ""), symptoms) == []


class TestWords:
    @pytest.mark.parametrize("typed", ["rain", "RAIN", "in the rain", "the rain", "Inthe-rain", "rai"])
    def test_a_line_is_chosen_by_its_words_or_a_part_of_them(self, small: Catalogue, typed: str) -> None:
        assert answers(small, "", "", typed, "")[0] == ["rain"]

    @pytest.mark.parametrize("typed", ["rain, night", "night and rain", "1 、night", "rain;2"])
    def test_several_are_taken_together(self, small: Catalogue, typed: str) -> None:
        assert answers(small, "", "", typed, "")[0] == ["rain", "night"]

    def test_what_fits_several_lines_is_asked_again(self, small: Catalogue) -> None:
        found, lines = answers(small, "sore", "1", "", "", "")
        assert found == ["knee"]
        assert "  'sore' may be 1 or 2. Type the number." in lines

    def test_a_line_with_a_comma_can_be_typed_as_it_stands(self, shipped: Catalogue) -> None:
        assert answers(shipped, "", "Cancer ever, or weight loss")[0] == ["cancer", "weight-loss"]

    @pytest.mark.parametrize("typed", ["fever", "no fever", "not weak", "leg"])
    def test_no_sign_is_guessed(self, shipped: Catalogue, typed: str) -> None:
        assert answers(shipped, "", typed, "", "", "", "")[0] == []

    def test_every_line_of_the_guide_can_be_typed_as_it_is_shown(self, shipped: Catalogue) -> None:
        for question in every_question(shipped):
            for choice in question.choices:
                assert chosen(choice.words.upper(), question.choices) == [choice]


@given(typed=st.text(st.sampled_from("0123456789 -,、.ab１²\x1bcoldrain and"), max_size=30) | st.text(max_size=30))
def test_whatever_is_typed_is_understood_or_helped_in_a_line(small: Catalogue, typed: str) -> None:
    *_, question = every_question(small)
    help_line, found = "one line", list[Choice]()
    try:
        found = chosen(typed, question.choices)
    except WrongAnswerError as wrong:
        help_line = str(wrong)
    assert set(found) <= set(question.choices)
    assert len(help_line.splitlines()) == 1


class TestBack:
    def test_the_question_before_is_answered_anew(self, small: Catalogue) -> None:
        found, lines = answers(small, "1", "", "1", "b", "back", "B", "2", "", "2", "")
        assert found == ["elbow", "night"]
        assert lines.count("With a sore arm, do you have any of these now?") == 1

    def test_at_the_first_question_back_is_a_part_of_the_body(self, shipped: Catalogue) -> None:
        assert answers(shipped, "back", "", "", "", "")[0] == ["back"]
        _, lines = answers(shipped, "b", "", "", "", "", "")
        assert "  'b' is not one of 1 to 8. Type numbers or words of the list." in lines


@pytest.mark.parametrize("typed", ["q", "quit", "Q", "q."])
def test_q_leaves_at_every_question(small: Catalogue, typed: str) -> None:
    for number in range(4):
        with pytest.raises(StoppedError):
            answers(small, *[""] * number, typed)


def every_question(catalogue: Catalogue) -> list[Question]:
    shown: list[Question] = []
    for places in ([], *([one.id] for one in catalogue.symptoms if one.gate)):
        shown += questions(catalogue, *places)
    return [*_places(catalogue), *shown, *_others(catalogue)]


def test_no_question_takes_more_than_16_rows_or_110_words(shipped: Catalogue) -> None:
    for question in every_question(shipped):
        lines: list[str] = []
        _show(question, lines.append)
        prompt = _prompt(question, is_first=False)
        rows = sum(max(1, -(-len(line) // 76)) for line in (*lines, prompt))  # a word may go to the next row
        assert 1 + rows <= 16, "with the row of the answer before"
        assert len(" ".join((*lines, prompt)).split()) <= 110
