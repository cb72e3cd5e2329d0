"""What a session shows before its first question, and at a turn, over the shipped catalogue: one screen each."""

import pytest
from rich.console import RenderableType

from acupoint.catalogue.model import Catalogue, Condition, Point
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.cli.request import read_drawings
from acupoint.guide import short_screen
from acupoint.guide.gate import best_places
from acupoint.guide.suggest import Suggestions, self_report, suggest_named
from acupoint.guide.wording import GO_ON_BRIEFLY
from acupoint.session import plain, screen
from acupoint.session.plan import SessionOptions, Turn, turns
from acupoint.session.play import Event, Moment
from acupoint.session.wording import find_lines
from support.screen import shown

SHIPPED = read_catalogue(catalogue_file())
OPTIONS = SessionOptions()

every_condition = pytest.mark.parametrize("condition", SHIPPED.conditions, ids=[one.id for one in SHIPPED.conditions])
every_point = pytest.mark.parametrize("point", SHIPPED.points, ids=[point.id for point in SHIPPED.points])


def answer_of(point: Point, *flags: str) -> Suggestions:
    """The answer a session begins with: the signs of a point that is pressed for a headache were asked for."""
    asks = any(symptom.asks for symptom in best_places([point]))
    return suggest_named(SHIPPED, [point], self_report(SHIPPED, flags, signs_asked=asks))


def turns_of(point: Point, *flags: str) -> tuple[Turn, ...]:
    return turns(answer_of(point, *flags).suggestions, OPTIONS)


def introduction_of(point: Point, *flags: str) -> str:
    return plain.introduction(SHIPPED, answer_of(point, *flags), turns_of(point, *flags), OPTIONS)


def turn_of(point: Point, *flags: str) -> str:
    """A turn for the ear, from its title to "Enter"."""
    turn = turns_of(point, *flags)[0]
    return f"{plain.card(turn, None, SHIPPED.stop)}\n{plain.ready(turn, None)}"


def rows(*parts: RenderableType) -> int:
    return sum(len(shown(part).splitlines()) for part in parts)


def card_of(turn: Turn) -> RenderableType:
    return screen.card(turn, read_drawings([turn.point]), SHIPPED.stop)


def is_braille(one: str) -> bool:
    return "\u2800" <= one <= "\u28ff"


def plain_words(text: str) -> int:
    return len(text.split())


@every_point
def test_up_to_the_first_prompt_it_has_16_rows_and_150_words(point: Point) -> None:
    introduction = screen.introduction(SHIPPED, answer_of(point), turns_of(point), OPTIONS)
    assert rows(introduction) + 1 <= 16
    assert plain_words(introduction_of(point)) <= 150


@every_condition
def test_a_condition_makes_the_introduction_little_longer(condition: Condition) -> None:
    for point in SHIPPED.points:
        if turns_of(point, condition.id):
            answer, plan = answer_of(point, condition.id), turns_of(point, condition.id)
            assert rows(screen.introduction(SHIPPED, answer, plan, OPTIONS)) + 1 <= 16 + 3
            assert plain_words(introduction_of(point, condition.id)) <= 150 + 60


@every_point
def test_each_condition_that_bears_on_the_point_is_named_before_it(point: Point) -> None:
    for reading in (plain, screen):
        text = " ".join(shown(reading.introduction(SHIPPED, answer_of(point), turns_of(point), OPTIONS)).split())
        for condition in SHIPPED.conditions:
            is_named = condition.short.casefold() in text.casefold()
            assert is_named == (condition.rule_for(point).action.value != "press-lightly"), condition.id


@every_point
def test_a_turn_has_22_rows_and_24_with_its_clock(point: Point, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    turn = turns_of(point)[0]
    card, ready = card_of(turn), screen.ready(turn, None)
    assert any(is_braille(one) for one in shown(card))
    clock = screen.block(Moment(turn, Event.BEGIN, turn.cues[0], 0))
    assert rows(card, ready) - 1 <= 22, "from its title"
    assert rows(card, ready, clock) - 1 <= 24


@pytest.mark.parametrize(("lines", "columns"), [("23", 80), ("24", 75)])
def test_on_a_smaller_terminal_the_drawing_goes_first(
    lines: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", lines)
    for point in SHIPPED.points:
        text = shown(card_of(turns_of(point)[0]), columns)
        assert not any(is_braille(one) for one in text)
        words = " ".join(text.split())
        assert all(step in words for step in find_lines(turns_of(point)[0]))


def test_below_76_columns_the_drawing_stands_above_where_rows_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "36")
    for point in SHIPPED.points:
        card = card_of(turns_of(point)[0])
        above, _, below = shown(card, 60).partition("1. ")
        assert any(map(is_braille, above))
        assert not any(map(is_braille, below))
        assert len(f"{above}{below}".splitlines()) <= 32
        assert not any(map(is_braille, shown(card, 55)))


@every_point
def test_a_turn_has_120_words_for_the_ear(point: Point) -> None:
    text = turn_of(point)
    assert plain_words(text) <= 120
    assert all(f": {step}" in text for step in find_lines(turns_of(point)[0]))


@every_condition
def test_a_condition_that_was_said_makes_a_turn_little_longer(condition: Condition) -> None:
    for point in SHIPPED.points:
        if turns_of(point, condition.id):
            assert plain_words(turn_of(point, condition.id)) <= 120 + 60


@every_point
def test_a_step_in_short_is_one_that_stands_in_full_on_the_card(point: Point) -> None:
    shorts = [step.short for step in point.find if step.short]
    assert find_lines(turns_of(point)[0]) == tuple(shorts or (step.text for step in point.find))
    card = " ".join(shown(short_screen.cards(SHIPPED, [point], {})).split())
    assert all(step.text in card for step in point.find)
    assert all(len(step.short.split()) <= len(step.text.split()) for step in point.find)


@every_point
def test_in_full_every_caution_and_step_is_there(point: Point) -> None:
    for reading in (plain, screen):
        text = shown(reading.full_introduction(SHIPPED, answer_of(point), turns_of(point), OPTIONS))
        text += shown(reading.full_card(turns_of(point)[0], {}, ()))
        words = " ".join(text.replace("\u2502", " ").split())
        for one in (*SHIPPED.cautions, *SHIPPED.stop, *point.cautions, *point.find, *point.press, *point.neighbours):
            assert one.text in words


def test_what_a_condition_changes_is_told_at_the_turn(shipped: Catalogue) -> None:
    point = next(one for one in shipped.points if one.id == "kd4")
    turn = turns_of(point, "pregnant")[0]
    text = plain.card(turn, None, shipped.stop)
    assert "caution: If you are pregnant" in text
    introduction = plain.introduction(SHIPPED, answer_of(point, "pregnant"), turns_of(point, "pregnant"), OPTIONS)
    assert "You are pregnant" not in introduction, "it was said"


def test_a_sign_stands_on_each_line(shipped: Catalogue) -> None:
    (point, *_) = shipped.points
    text = plain.introduction(shipped, answer_of(point), turns_of(point), OPTIONS)
    gate = answer_of(point).gate
    lines = [line.strip().rstrip(".").casefold() for line in text.partition(GO_ON_BRIEFLY)[0].splitlines()]
    assert [line for line in lines if not line.endswith(":")] == [one.text for one in (*gate.emergency, *gate.urgent)]
