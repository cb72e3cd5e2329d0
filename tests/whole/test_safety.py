"""Advice is held back when it should be: every warning sign and condition, with every symptom, in every reading."""

import io
import json
import re
from collections.abc import Callable, Iterable
from itertools import product

import pytest
from rich.console import Console
from rich.theme import Theme

from acupoint.catalogue.model import Action, Catalogue, Grade, Point, Source, Statement, Urgency
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.guide import as_json, plain, screen, short_plain, short_screen
from acupoint.guide.short import first_sentence
from acupoint.guide.suggest import Suggestions, self_report, suggest
from acupoint.guide.wording import rule_words
from acupoint.terminal.theme import STYLES
from acupoint.text import capitalized
from support.program import Run

SHIPPED = read_catalogue(catalogue_file())
SIGNS = [sign.id for sign in SHIPPED.warnings if sign.urgency.withholds]
CONDITIONS = [condition.id for condition in SHIPPED.conditions]


def on_screen(catalogue: Catalogue, answer: Suggestions) -> str:
    stream = io.StringIO()
    Console(file=stream, width=80, theme=Theme(STYLES)).print(screen.suggestions(catalogue, answer))
    return " ".join(re.sub("[│•]", " ", stream.getvalue()).split())


def short_on_screen(catalogue: Catalogue, answer: Suggestions) -> str:
    stream = io.StringIO()
    Console(file=stream, width=80, theme=Theme(STYLES)).print(short_screen.suggestions(catalogue, answer))
    return " ".join(re.sub("[│•]", " ", stream.getvalue()).split())


def short_text(answer: Suggestions) -> str:
    return short_plain.suggestions(SHIPPED, answer) + short_on_screen(SHIPPED, answer)


READINGS: dict[str, Callable[[Catalogue, Suggestions], str]] = {
    "screen": on_screen,
    "plain": plain.suggestions,
    "short screen": short_on_screen,
    "short plain": short_plain.suggestions,
    "json": lambda catalogue, answer: json.dumps(as_json.suggestions(catalogue, answer), ensure_ascii=False),
}


def names_of(point: Point) -> set[str]:
    names = point.names
    every = {point.id, point.code, point.who_code, names.pinyin, names.chinese, names.english, point.place.text}
    return every | {*names.traditional, *names.also_english, *names.spellings}


NAMES = {
    name: (name.casefold(), re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE))
    for point in SHIPPED.points
    for name in names_of(point)
}


def named(text: str) -> set[str]:
    """Every name of a point that *text* holds, as a word of its own."""
    folded = text.casefold()  # where a name is in no word it is no word, and that is far quicker to see
    return {name for name, (letters, word) in NAMES.items() if letters in folded and word.search(text)}


def test_the_search_for_names_would_find_one() -> None:
    answer = suggest(SHIPPED, self_report(SHIPPED, ["cold"]))
    for read in READINGS.values():
        assert {"UB 60", "ub60"} & named(read(SHIPPED, answer))


@pytest.mark.slow
@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_warning_sign_names_no_point_whatever_else_is_said(sign: str, reading: str) -> None:
    for symptom, condition in product(SHIPPED.symptoms, [*CONDITIONS, ""]):
        answer = suggest(SHIPPED, self_report(SHIPPED, [sign, symptom.id, condition]))
        text = READINGS[reading](SHIPPED, answer)
        assert answer.withheld
        assert named(text) == set()
        assert answer.advice[0].advice.act.text in text


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS)
def test_a_warning_sign_among_all_symptoms_exits_3_in_every_reading(sign: str, run: Run) -> None:
    symptoms = [f"--{symptom.id}" for symptom in SHIPPED.symptoms]
    for reading in ("--pretty", "--plain", "--json"):
        code, answer, errors = run("suggest", f"--{sign}", *symptoms, reading)
        assert (code, errors) == (3, "")
        assert named(answer) == set()


def test_the_most_urgent_advice_comes_first_in_any_order_of_flags(run: Run) -> None:
    _, answer, _ = run("suggest", "--weeks", "--fever", "--chest-pain", "--cold")
    assert [line.split(":")[0] for line in answer.splitlines()] == [
        *("emergency", "because you said", "urgent", "because you said", "routine", "because you said", "answer"),
    ]


def test_a_routine_sign_adds_its_advice_and_holds_nothing_back(run: Run) -> None:
    code, with_sign, _ = run("suggest", "--cold", "--weeks", "--json")
    _, without, _ = run("suggest", "--cold", "--json")
    one, other = json.loads(with_sign), json.loads(without)
    assert code == 0
    assert [advice["warning"] for advice in one.pop("advice")] == ["weeks"]
    assert other.pop("advice") == []
    assert one.pop("asked")["warnings"] == ["weeks"]
    del other["asked"]
    assert one == other


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_does_to_each_point_what_its_rule_says(condition: str) -> None:
    (rules,) = [one for one in SHIPPED.conditions if one.id == condition]
    for symptom in SHIPPED.symptoms:
        answer = suggest(SHIPPED, self_report(SHIPPED, [condition, symptom.id]))
        suggested = {one.point.id: one for one in answer.suggestions}
        held = {one.point.id for one in answer.held_back}
        for point in SHIPPED.points:
            action = rules.rule_for(point).action
            assert (point.id in held) == (action is Action.AVOID)
            if found := suggested.get(point.id):
                assert action is not Action.AVOID
                assert bool(found.ask_first) == (action is Action.ASK_FIRST)
                assert bool(found.press_lightly) == (action is Action.PRESS_LIGHTLY)


def test_what_is_held_back_comes_with_its_reason_in_every_reading() -> None:
    for condition in SHIPPED.conditions:
        answer = suggest(SHIPPED, self_report(SHIPPED, [condition.id, "lower-back"]))
        for held, (name, read) in product(answer.held_back, READINGS.items()):
            reason = condition.rule_for(held.point).reason
            assert (first_sentence(reason) if "short" in name else reason) in read(SHIPPED, answer)


def test_only_somebody_who_was_not_asked_is_told_the_signs(run: Run) -> None:
    signs = [item.text for item in (*SHIPPED.gates[0].emergency, *SHIPPED.gates[0].urgent)]
    for reading in ("--plain", "--pretty"):
        _, short, _ = run("suggest", "--cold", reading)
        assert " ".join(short.split()).startswith("Call an emergency number now")
        assert all(capitalized(sign) in short for sign in signs)
        _, full, _ = run("suggest", "--cold", reading, "--full")
        told = " ".join(full.split())
        assert all(capitalized(sign) in told for sign in signs)
        for condition in SHIPPED.conditions:
            assert f" --{condition.id}" in told
            assert f"{capitalized(condition.text)}." in told
    asked = suggest(SHIPPED, self_report(SHIPPED, ["cold"], signs_asked=True))
    for text in (plain.suggestions(SHIPPED, asked), on_screen(SHIPPED, asked), short_text(asked)):
        assert not any(capitalized(sign) in text for sign in signs)
    assert as_json.suggestions(SHIPPED, asked)["asked"]["signs_asked"] is True


def test_every_card_has_the_stop_signs_and_the_caution_of_every_condition(run: Run) -> None:
    for point in SHIPPED.points:
        _, card, _ = run("show", point.id, "--plain", "--full")
        lines = card.splitlines()
        assert all(f"stop: {sign.text}" in lines for sign in SHIPPED.stop)
        assert all(f"caution: {rule_words(one, one.rule_for(point))}" in lines for one in SHIPPED.conditions)
        assert max(map(number_of(lines), ("caution: ", "stop: "))) < number_of(lines)("do this: ")
        _, short, _ = run("show", point.id, "--plain")
        assert all(f" {capitalized(condition.short)}." in short for condition in SHIPPED.conditions)
        assert all(f"caution: {caution.text}" in lines for caution in point.cautions)
        of_its_own = [caution.text for caution in point.cautions if caution.short]  # what no other line says
        assert of_its_own
        assert all(f"caution: {caution}\n" in short for caution in of_its_own)
        assert "\nstop: At sharp pain, tingling, numbness, or a bruise. Breathless" in short


def number_of(lines: list[str]) -> Callable[[str], int]:
    return lambda label: max(number for number, line in enumerate(lines) if line.startswith(label))


@pytest.mark.parametrize(
    "words",
    [
        "Press no point on your legs if a leg is hot, swollen, red, or newly painful",
        "fingertips",
        "1 minute at most",
        "knee a little bent",
        "Do not hunt for tenderness",
        "sharp pain, numbness, or tingling",
        "lightly",
    ],
)
def test_the_cautions_behind_the_knee_say_how_and_when_not(words: str) -> None:
    (ub40,) = [point for point in SHIPPED.points if point.id == "ub40"]
    assert words.lower() in " ".join(caution.text for caution in SHIPPED.cautions_for(ub40)).lower()


def everything() -> Iterable[Statement]:
    """Every statement of the catalogue that has sources, whatever it is called there."""
    for point in SHIPPED.points:
        yield from (point.category, point.place, point.do, *point.find, *point.neighbours, *point.press, *point.feel)
        yield from (*point.cautions, *point.stop, *point.about)
        yield from (Statement(claim.text, claim.sources) for claim in point.claims)
        yield Statement("dose", point.dose.sources)
        if point.picture:
            yield Statement(point.picture.text, point.picture.sources)
        if point.side_note:
            yield point.side_note
    for condition in SHIPPED.conditions:
        for rule in (condition.rule, *(rule for _, rule in condition.exceptions)):
            yield Statement(rule.reason, rule.sources)
    yield from (Statement(sign.text, sign.sources) for sign in SHIPPED.warnings)
    yield from (advice.act for advice in SHIPPED.advice)
    yield from (*SHIPPED.cautions, *SHIPPED.rules, *SHIPPED.stop, *SHIPPED.evidence, *SHIPPED.ratings, *SHIPPED.about)


def test_every_statement_rests_on_grade_a_or_b_or_on_the_article() -> None:
    def is_trusted(source: Source) -> bool:
        return source.grade in {Grade.A, Grade.B} or source.id == "many-lives"

    for statement in everything():
        assert statement.sources, statement.text
        assert all(map(is_trusted, statement.sources)), statement.text


def test_every_source_has_an_address_and_a_kind() -> None:
    for source in SHIPPED.sources:
        assert re.fullmatch(r"https?://[\w.-]+/\S+", source.address), source.id
        assert source.kind.words


PAGES = [
    *(f"show {point.id}" for point in SHIPPED.points),
    "list",
    "safety",
    "safety --full",
    "suggest --cold --lower-back --rotation --weeks",
    "suggest --cold --varicose-veins",
    "suggest --fever",
    "suggest --pregnant",
    "suggest --help",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "word", [r"cures?", "cured", r"safe(ly)?", "all[- ]clear", "guarantee[ds]?", "harmless", "heals?"]
)
def test_no_page_promises_a_cure_or_calls_anything_safe(word: str, page: str, run: Run) -> None:
    _, answer, _ = run(*page.split(), *([] if "--help" in page else ["--plain"]))
    said = "\n".join(line for line in answer.splitlines() if not line.startswith("source: "))
    assert not re.search(rf"(?<![\w-]){word}(?![\w-])", said, re.IGNORECASE)


def test_no_page_says_that_no_sign_means_all_is_well(run: Run) -> None:
    _, answer, _ = run("safety", "--full", "--plain")
    assert "Having none of them does not mean that all is well" in answer


def test_the_safety_page_tells_everything_that_the_catalogue_says_of_it(run: Run) -> None:
    _, answer, _ = run("safety", "--full", "--plain")
    for sign in SHIPPED.warnings:
        assert f"{sign.urgency.word} sign: --{sign.id}: {sign.text[:1].upper()}{sign.text[1:]}" in answer
    for condition in SHIPPED.conditions:
        assert f"condition: --{condition.id}: " in answer
    for statement in (*SHIPPED.cautions, *SHIPPED.rules, *SHIPPED.stop, *SHIPPED.evidence):
        assert f": {statement.text}\n" in answer
    urgencies = [
        line.split(":")[0] for line in answer.splitlines() if line.split(":")[0] in {"emergency", "urgent", "routine"}
    ]
    assert urgencies == [urgency.word for urgency in Urgency]


@pytest.mark.parametrize(
    "finding",
    ["23 trials", "2,400 people", "-0.32", "67 people", "84 people", "129 people", "no trial of the four", "NICE"],
)
def test_the_evidence_is_told_with_its_numbers(finding: str) -> None:
    assert finding in " ".join(statement.text for statement in SHIPPED.evidence)
