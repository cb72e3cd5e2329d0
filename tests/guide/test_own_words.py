"""What somebody says in their own words: shown back, and taken at every question of the dialogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.errors import StoppedError
from acupoint.guide.own_words import own_words_lines, quoted
from acupoint.guide.questions import Person, ask, ask_signs, confirmed_ids
from acupoint.guide.suggest import self_report
from acupoint.words.hear import Heard, Said

SAYINGS = {
    "sore knee": ("stated", "knee"),
    "bad elbow": ("stated", "elbow"),
    "in the rain": ("stated", "rain"),
    "spots": ("stated", "rash"),
    "itchy": ("stated", "itch"),
    "burnt": ("stated", "sunburn"),
    "odd skin": ("asked", "rash"),
    "dizzy": ("asked", "faint"),
    "mum is burnt": ("asked", "sunburn"),
    "not itchy": ("denied", "itch"),
}


def hear(text: str) -> Heard:
    """A reader of a few phrases, with a plus between two."""
    found: dict[str, list[Said]] = {"stated": [], "asked": [], "denied": []}
    rest = []
    for part in text.split("+"):
        if (said := part.strip(" ;")) in SAYINGS:
            outcome, entry = SAYINGS[said]
            found[outcome].append(Said(entry, said))
        else:
            rest.append(part)
    return Heard(text, tuple(found["stated"]), tuple(found["asked"]), tuple(found["denied"]), tuple(rest))


class Dialogue:
    """What is shown to somebody who types these answers; each is needed, and no more are."""

    def __init__(self, catalogue: Catalogue, *typed: str) -> None:
        self.lines: list[str] = []
        self._replies = list(typed)
        self.person = Person(catalogue, self.lines.append, self._read, hear)

    def _read(self, prompt: str) -> str:
        self.lines.append(prompt)
        return self._replies.pop(0)

    def ask(self) -> list[str]:
        chosen = ask(self.person)
        assert not self._replies
        return chosen

    @property
    def titles(self) -> list[str]:
        return [line for line in self.lines if line.endswith("?")]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        (["sore knee", "", "in the rain", "burnt"], ["knee", "rain", "sunburn"]),
        (["sore knee+in the rain+burnt", "", "", ""], ["knee", "rain", "sunburn"]),
        (["1, in the rain", "", "", ""], ["knee", "rain"]),
        (["in the rain; 1", "", "", ""], ["knee", "rain"]),
        (["1 and in the rain", "", "", ""], ["knee", "rain"]),
        (["1 2, in the rain", "", "", "", ""], ["knee", "elbow", "rain"]),
        (["1", "itchy", "", "", ""], ["knee", "itch"]),
        (["1", "in the rain", "", "", ""], ["knee", "rain"]),
        (["sore knee", "b", "2", "", "", ""], ["elbow"]),
        (["the moon", "not itchy", "1.5 in the rain", "2", "", "", ""], ["elbow"]),
        (["7, in the rain", "2", "", "", ""], ["elbow"]),
    ],
)
def test_words_are_taken_at_every_question(small: Catalogue, typed: list[str], chosen: list[str]) -> None:
    assert Dialogue(small, *typed).ask() == chosen


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        (["spots"], ["rash"]),
        (["sore knee+spots"], ["knee", "rash"]),
        (["1", "spots"], ["knee", "rash"]),
        (["1", "", "spots"], ["knee", "rash"]),
        (["1", "", "", "spots"], ["knee", "rash"]),
        (["1", "", "2, spots"], ["knee", "night", "rash"]),
        (["odd skin", "y"], ["rash"]),
        (["odd skin", ""], ["rash"]),
        (["1", "", "", "odd skin+dizzy", "n", "yes"], ["knee", "faint"]),
        (["odd skin", "spots"], ["rash"]),
        (["dizzy", "spots"], ["rash"]),
    ],
)
def test_a_sign_said_at_any_question_ends_them(small: Catalogue, typed: list[str], chosen: list[str]) -> None:
    assert Dialogue(small, *typed).ask() == chosen


def test_what_was_understood_is_shown_in_a_line(small: Catalogue) -> None:
    asked = Dialogue(small, "sore knee+not itchy+odd skin+the moon", "n", "", "", "")
    asked.ask()
    assert (
        '  Understood: a sore knee; understood as not so: an itch; not understood: "the moon"; '
        'perhaps a warning sign: "odd skin": a rash.'
    ) in asked.lines
    assert 'You said "odd skin". Is this true of you? A rash that spreads.' in asked.lines
    assert "Is it so? y or n, Enter for yes or not sure, q leave: " in asked.lines


def test_the_words_of_a_sign_are_quoted(small: Catalogue) -> None:
    asked = Dialogue(small, "sore knee+spots")
    assert asked.ask() == ["knee", "rash"]
    assert '  Understood: a sore knee; "spots": a rash.' in asked.lines


def test_an_idiom_alone_is_quoted_as_not_understood(small: Catalogue) -> None:
    assert list(own_words_lines(small, Heard("toothache")))[1:] == [("not understood", '"toothache"')]


def test_words_are_never_a_none_to_the_gate(small: Catalogue) -> None:
    for said in ("not itchy", "in the rain", "itchy", "odd skin"):
        replies = ["n"] if said == "odd skin" else []
        gate = Dialogue(small, "1", said, *replies, "2")
        assert gate.ask()[-1] == "rash"
        assert sum(line.startswith("Any of these now?") for line in gate.lines) == 2


def test_a_place_said_late_has_its_gate_asked_at_the_end(small: Catalogue) -> None:
    asked = Dialogue(small, "1", "", "bad elbow", "", "")
    assert asked.ask() == ["knee", "elbow"]
    assert asked.titles == [
        "Where does it hurt?",
        "With a sore leg, do you have any of these now?",
        "When is it worse?",
        "Is one of these true of you?",
        "With a sore arm, do you have any of these now?",
    ]
    nowhere = Dialogue(small, "", "", "bad elbow+sore knee", "", "1")
    assert nowhere.ask() == ["elbow", "knee", "faint", "pulse"]
    known = Dialogue(small, "1", "", "sore knee", "")
    assert known.ask() == ["knee"]


def test_a_condition_left_open_is_asked_about(small: Catalogue) -> None:
    assert Dialogue(small, "1", "", "", "mum is burnt", "y").ask() == ["knee", "sunburn"]
    assert Dialogue(small, "1", "", "", "mum is burnt", "n", "").ask() == ["knee"]


def test_q_leaves_at_what_is_left_open(small: Catalogue) -> None:
    for typed in (" Q ", "q."):
        with pytest.raises(StoppedError):
            Dialogue(small, "odd skin", typed).ask()


def test_without_a_reader_words_are_a_wrong_answer(small: Catalogue) -> None:
    lines: list[str] = []
    replies = iter(["spots", "1", "", "", ""])
    assert ask(Person(small, lines.append, lambda _: next(replies))) == ["knee"]
    assert "  'spots' is not one of 1 to 2. Type numbers or words of the list." in lines


def test_only_what_nobody_answered_is_asked_before_a_point(small: Catalogue) -> None:
    symptoms = self_report(small, ["knee", "elbow"]).symptoms
    gates = Dialogue(small, "1")
    assert ask_signs(gates.person, symptoms, answered=["faint", "rash"]) == ["faint", "pulse"]
    assert gates.titles == ["With a sore arm, do you have any of these now?"]
    assert ask_signs(Dialogue(small).person, symptoms, answered=["faint", "rash", "pulse"]) == []


def test_what_is_left_open_is_asked_until_a_sign_withholds(small: Catalogue) -> None:
    quotes = [Said("sunburn", "x"), Said("rash", "y"), Said("faint", "z")]
    assert confirmed_ids(Dialogue(small, "y", "n", "n").person, quotes) == ["sunburn"]
    assert confirmed_ids(Dialogue(small, "n", "").person, quotes) == ["rash"]
    assert confirmed_ids(Dialogue(small, "in the rain", "n", "n", "n").person, quotes) == ["rain"]


@given(st.text())
def test_a_quote_is_one_line_that_a_terminal_can_show(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 62


def test_nothing_empty_is_shown(small: Catalogue) -> None:
    assert list(own_words_lines(small, hear("spots"))) == [("you said", '"spots"'), ("understood", "a rash")]
    parts = Heard("x", not_understood=tuple("abcdef"))
    assert list(own_words_lines(small, parts))[1:] == [("not understood", '"a"; "b"; "c"; "d"; 2 more')]
