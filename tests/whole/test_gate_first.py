"""The signs to look for stand before the first instruction, and a sign that was said leaves none, in every reading."""

import json
import re
from itertools import combinations

import pytest

from acupoint.catalogue.model import Condition, Gate, Point, Symptom, WarningSign
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.guide import as_json, plain, screen, short, short_plain, short_screen, wording
from acupoint.guide.gate import MOST, best_places, gate_for, signs_for
from acupoint.guide.questions import sign_questions
from acupoint.guide.suggest import Suggestions, self_report, suggest, suggest_named
from acupoint.session import plain as session_plain
from acupoint.session import screen as session_screen
from acupoint.session.plan import SessionOptions, turns
from acupoint.text import capitalized
from support.program import Run
from support.screen import shown

SHIPPED = read_catalogue(catalogue_file())
SYMPTOMS = {symptom.id: symptom for symptom in SHIPPED.symptoms}
PLACES = [symptom for symptom in SHIPPED.symptoms if symptom.gate]
NO_PLACES = [symptom for symptom in SHIPPED.symptoms if not symptom.gate]
WITHHOLDING = [sign for sign in SHIPPED.warnings if sign.urgency.withholds]
ROUTINE = [sign for sign in SHIPPED.warnings if not sign.urgency.withholds]
READINGS = ("pretty", "plain", "short pretty", "short plain", "json")

every_symptom = pytest.mark.parametrize("symptom", SHIPPED.symptoms, ids=SYMPTOMS)
every_point = pytest.mark.parametrize("point", SHIPPED.points, ids=[point.id for point in SHIPPED.points])


def on_one_line(text: str) -> str:
    return " ".join(re.sub("[│•╭╮╰╯─]", " ", text).split())


def suggested(answer: Suggestions, reading: str) -> str:
    """What `suggest` says, on one line."""
    match reading:
        case "pretty":
            return on_one_line(shown(screen.suggestions(SHIPPED, answer)))
        case "plain":
            return on_one_line(plain.suggestions(SHIPPED, answer))
        case "short pretty":
            return on_one_line(shown(short_screen.suggestions(SHIPPED, answer)))
        case "short plain":
            return on_one_line(short_plain.suggestions(SHIPPED, answer))
        case _:
            return json.dumps(as_json.suggestions(SHIPPED, answer), ensure_ascii=False)


def cards(points: list[Point], reading: str) -> str:
    """What `show` says, on one line."""
    match reading:
        case "pretty":
            return on_one_line(shown(screen.cards(SHIPPED, points, {})))
        case "plain":
            return on_one_line(plain.cards(SHIPPED, points, {}))
        case "short pretty":
            return on_one_line(shown(short_screen.cards(SHIPPED, points, {})))
        case "short plain":
            return on_one_line(short_plain.cards(SHIPPED, points, {}))
        case _:
            return json.dumps(as_json.cards(SHIPPED, points, {}), ensure_ascii=False)


def introduction(answer: Suggestions, reading: str) -> str:
    """What a session says before its first turn, on one line."""
    options = SessionOptions()
    plan = turns(answer.suggestions, options)
    if reading == "pretty":
        return on_one_line(shown(session_screen.introduction(SHIPPED, answer, plan, options)))
    return on_one_line(session_plain.introduction(SHIPPED, answer, plan, options))


def instructions(points: list[Point]) -> list[str]:
    return [statement.text for point in points for statement in (point.do, *point.find, *point.press)]


def starts_with(gate: Gate, text: str, points: list[Point]) -> bool:
    """Whether every item of *gate* stands in *text* before the first word on where or how to press."""
    later = [text.find(words) for words in (*instructions(points), *(point.place.text for point in points))]
    first = min((place for place in later if place >= 0), default=len(text))
    before = text[:first].casefold()
    return all(item.text.casefold() in before for item in (*gate.emergency, *gate.urgent))


class TestTheGateComesFirst:
    @pytest.mark.parametrize("reading", READINGS)
    @every_symptom
    def test_in_what_is_suggested(self, symptom: Symptom, reading: str) -> None:
        answer = suggest(SHIPPED, self_report(SHIPPED, [symptom.id]))
        text = suggested(answer, reading)
        assert answer.gate == gate_for(SHIPPED, [symptom])
        assert starts_with(answer.gate, text, [one.point for one in answer.suggestions])
        assert any(words in text for words in instructions([answer.suggestions[0].point]))

    @pytest.mark.parametrize("reading", READINGS)
    @every_point
    def test_on_a_card(self, point: Point, reading: str) -> None:
        assert starts_with(gate_for(SHIPPED, best_places([point])), cards([point], reading), [point])

    @pytest.mark.parametrize("reading", READINGS)
    def test_before_the_first_of_several_cards(self, reading: str) -> None:
        points = list(SHIPPED.points)
        assert starts_with(gate_for(SHIPPED, best_places(points)), cards(points, reading), points)

    @pytest.mark.parametrize("reading", ["pretty", "plain"])
    @every_symptom
    def test_in_a_session_that_symptoms_choose(self, symptom: Symptom, reading: str) -> None:
        answer = suggest(SHIPPED, self_report(SHIPPED, [symptom.id]))
        text = introduction(answer, reading)
        assert text.startswith(SHIPPED.advice[0].heading)
        then = wording.GO_ON_BRIEFLY if reading == "plain" else wording.NONE_OF_THESE
        assert starts_with(answer.gate, text.partition(then)[0], [])
        assert text.index(then) < text.index(answer.suggestions[0].point.code)

    @pytest.mark.parametrize("reading", ["pretty", "plain"])
    @every_point
    def test_in_a_session_with_points_named(self, point: Point, reading: str) -> None:
        answer = suggest_named(SHIPPED, [point], self_report(SHIPPED, []))
        assert answer.gate == gate_for(SHIPPED, best_places([point]))
        assert starts_with(answer.gate, introduction(answer, reading).partition(point.names.pinyin)[0], [])

    @every_symptom
    def test_on_paper(self, symptom: Symptom, run: Run) -> None:
        code, page, _ = run("handout", f"--{symptom.id}", "-o", "-")
        assert code == 0
        points = [one.point for one in suggest(SHIPPED, self_report(SHIPPED, [symptom.id])).suggestions]
        assert starts_with(gate_for(SHIPPED, [symptom]), page, points)

    @every_point
    def test_on_paper_with_points_named(self, point: Point, run: Run) -> None:
        _, page, _ = run("handout", point.id, "-o", "-")
        assert starts_with(gate_for(SHIPPED, best_places([point])), page, [point])

    @pytest.mark.parametrize("reading", ["--pretty", "--plain", ""])
    @pytest.mark.parametrize("command", ["suggest --headache", "suggest --lower-back --weeks", "show gb41 ub60"])
    def test_through_a_pipe(self, command: str, reading: str, run: Run) -> None:
        _, answer, _ = run(*command.split(), *reading.split())
        assert answer.startswith(("Call an emergency number now", f"first: {wording.PRESS_NOTHING}"))


class TestASignThatWasSaid:
    @pytest.mark.parametrize("sign", WITHHOLDING, ids=[sign.id for sign in WITHHOLDING])
    def test_withholds_by_its_urgency_with_every_symptom_in_every_reading(self, sign: WarningSign) -> None:
        for symptom in SHIPPED.symptoms:  # those it belongs to, and those it does not
            answer = suggest(SHIPPED, self_report(SHIPPED, [symptom.id, sign.id]))
            assert answer.withheld
            assert [one.urgency for one in answer.advice] == [sign.urgency]
            for reading in READINGS:
                text = suggested(answer, reading)
                assert sign.advice.act.text in text
                assert not points_in(text), (symptom.id, reading)
                assert not any(words in text for words in instructions(list(SHIPPED.points)))

    @pytest.mark.parametrize("sign", WITHHOLDING, ids=[sign.id for sign in WITHHOLDING])
    @pytest.mark.parametrize("command", ["suggest", "session ub60 --yes", "handout gb41 kd4 ub40 -o -"])
    def test_withholds_from_every_command_whatever_else_is_said(
        self, command: str, sign: WarningSign, run: Run
    ) -> None:
        everything = [f"--{entry.id}" for entry in SHIPPED.vocabulary if not isinstance(entry, WarningSign)]
        code, answer, errors = run(*command.split(), *everything, f"--{sign.id}")
        assert (code, errors) == (3, "")
        assert answer.startswith(f"{sign.urgency.word}: {sign.advice.act.text}\n")
        assert not points_in(answer)

    @pytest.mark.slow
    @pytest.mark.parametrize("sign", ROUTINE, ids=[sign.id for sign in ROUTINE])
    def test_that_is_routine_adds_its_advice_and_holds_nothing_back(self, sign: WarningSign) -> None:
        for symptom in SHIPPED.symptoms:
            answer = suggest(SHIPPED, self_report(SHIPPED, [symptom.id, sign.id]))
            without = suggest(SHIPPED, self_report(SHIPPED, [symptom.id]))
            assert (answer.withheld, answer.suggestions) == (False, without.suggestions)
            for reading in READINGS:
                assert sign.advice.act.text in suggested(answer, reading)


def points_in(text: str) -> list[str]:
    """The codes, ids, names, and places of points in *text*."""
    words = [
        word
        for point in SHIPPED.points
        for word in (point.code, point.id, point.who_code, point.names.pinyin, point.names.chinese, point.place.text)
    ]
    return [word for word in words if word.casefold() in text.casefold()]


class TestGates:
    @every_symptom
    def test_every_emergency_sign_of_a_symptom_stands_in_its_gate(self, symptom: Symptom) -> None:
        gate = gate_for(SHIPPED, [symptom])
        signs = signs_for(SHIPPED, [symptom])
        emergencies = {sign.id for sign in signs if sign.urgency.word == "emergency"}
        assert {sign.id for item in gate.emergency for sign in item.signs} == emergencies
        assert len(gate.emergency) <= 5
        assert len(gate.urgent) <= 5

    @pytest.mark.parametrize("symptom", NO_PLACES)
    def test_when_and_how_it_hurts_count_as_back_pain_but_beside_a_place(self, symptom: Symptom) -> None:
        back = SHIPPED.gates[0]
        assert back.id == "back"
        assert gate_for(SHIPPED, [symptom]) == back
        for place in PLACES:
            assert gate_for(SHIPPED, [symptom, place]) == gate_for(SHIPPED, [place])

    @pytest.mark.parametrize("count", [2, 3, 4, 5])
    def test_merged_lists_have_seven_items_at_most_and_none_twice(self, count: int) -> None:
        one_of_each = {symptom.gate: symptom for symptom in PLACES}.values()
        for places in combinations(one_of_each, count):
            merged = gate_for(SHIPPED, places)
            for items in (merged.emergency, merged.urgent):
                assert 5 <= len(items) <= MOST
                assert len({item.text for item in items}) == len(items)

    @pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
    def test_what_is_asked_leaves_out_no_sign_of_any_gate(self, count: int) -> None:
        one_of_each = {symptom.gate: symptom for symptom in PLACES}.values()
        for places in combinations(one_of_each, count):
            asked = [choice.ids for question in sign_questions(SHIPPED, places) for choice in question.choices]
            gates = [gate for gate in SHIPPED.gates if gate.id in {place.gate for place in places}]
            of_gates = {one.id for gate in gates for item in (*gate.emergency, *gate.urgent) for one in item.signs}
            assert {one for ids in asked for one in ids} == of_gates


def rows(lines: list[str], columns: int) -> int:
    """How many rows of a terminal the lines take at least."""
    return sum(max(1, -(-len(line) // columns)) for line in lines)


@pytest.mark.parametrize("columns", [80, 50])
@pytest.mark.parametrize("places", [[place.id] for place in PLACES] + [[place.id for place in PLACES]])
def test_no_question_has_more_than_16_rows(places: list[str], columns: int) -> None:
    for question in sign_questions(SHIPPED, self_report(SHIPPED, places).symptoms):
        lines = ["", question.title, f"{question.short} Numbers or words, Enter for none, b back, q leave: "]
        for heading, choices in question.lists:
            lines += [f"{heading}:", *(f"   1. {capitalized(choice.words)}" for choice in choices)]
        assert rows(lines, columns) <= 16


@pytest.mark.slow
@pytest.mark.parametrize("condition", SHIPPED.conditions, ids=[one.id for one in SHIPPED.conditions])
@pytest.mark.parametrize("reading", READINGS)
def test_a_condition_with_any_symptom_is_told_in_every_reading(reading: str, condition: Condition) -> None:
    for symptom in SHIPPED.symptoms:
        answer = suggest(SHIPPED, self_report(SHIPPED, [symptom.id, condition.id]))
        text = suggested(answer, reading)
        held_back = answer.held_matches if "short" in reading else answer.held_back
        told = [(held.point, applied.rule) for held in held_back for applied in held.because]
        first = answer.suggestions[:1] if "short" in reading else answer.suggestions
        told += [(one.point, applied.rule) for one in first for applied in one.rules]
        assert told
        for point, rule in told:
            assert rule == condition.rule_for(point)
            assert (short.first_sentence(rule.reason) if "short" in reading else rule.reason) in text


def test_headache_and_pain_anywhere_ask_about_their_signs() -> None:
    assert [symptom.id for symptom in SHIPPED.symptoms if symptom.asks] == ["headache", "anywhere"]
