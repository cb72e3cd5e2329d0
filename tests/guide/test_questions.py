import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.guide.questions import ask, questions
from acupoint.text import visible


def answers(catalogue: Catalogue, *typed: str) -> tuple[list[str], list[str]]:
    """What was chosen, and every line shown, when these answers are typed."""
    lines: list[str] = []
    replies = iter(typed)

    def read(prompt: str) -> str:
        lines.append(prompt)
        return next(replies)

    return ask(catalogue, lines.append, read), lines


def test_signs_are_asked_first_then_conditions_then_each_symptom_group(small: Catalogue) -> None:
    assert [question.title for question in questions(small)] == [
        "Do you have any of these? Most need a doctor first, and some are an emergency.",
        "Is one of these true of you?",
        "Where does it hurt?",
        "When is it worse?",
    ]


def test_a_question_is_a_numbered_list_and_one_prompt(small: Catalogue) -> None:
    _, lines = answers(small, "", "", "", "")
    assert lines[:6] == [
        "",
        "Do you have any of these? Most need a doctor first, and some are an emergency.",
        "   1. An itch",
        "   2. A rash",
        "   3. Fainting",
        "Numbers, or Enter for none: ",
    ]


def test_enter_skips_and_numbers_choose(small: Catalogue) -> None:
    assert answers(small, "1", "", "1", "2, 1")[0] == ["itch", "knee", "rain", "night"]


@pytest.mark.parametrize("typed", ["2 1", "1,2", " 2;1. ", "1 2 2", "01 002"])
def test_numbers_may_be_separated_as_people_do_it(small: Catalogue, typed: str) -> None:
    assert answers(small, "", "", "", typed)[0] == ["rain", "night"]


@pytest.mark.parametrize("wrong", ["3", "x", "-1", "1-2", "²", "9" * 5000, "knee", "\x1b[31m"])
def test_what_is_not_a_number_of_the_list_is_asked_again(small: Catalogue, wrong: str) -> None:
    chosen, lines = answers(small, "", "", "", wrong, "1")
    assert chosen == ["rain"]
    shown = visible(wrong[:20])
    assert f"  '{shown}' is not one of 1 to 2. Try again, for example: 1 2" in lines


@pytest.mark.parametrize("typed", ["", " ", "0", "no", "None", "N"])
def test_people_say_none_in_several_ways(small: Catalogue, typed: str) -> None:
    assert answers(small, typed, "", "", "1")[0] == ["rain"]


def test_nothing_more_is_asked_after_a_sign_that_withholds(small: Catalogue) -> None:
    assert answers(small, "1 3")[0] == ["itch", "faint"]
