"""What a person has to read of the shipped catalogue: rows, words, and how hard they are; and that nothing is lost."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import combinations_with_replacement

import pytest

from acupoint.catalogue.model import Claim, Point, Rule, Statement
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.cli.request import read_drawings
from acupoint.guide import short_plain, short_screen
from acupoint.guide.suggest import Suggestions, self_report, suggest, suggest_named
from acupoint.session import plain as session_plain
from acupoint.session.plan import SessionOptions, turns
from support.program import Run
from support.screen import shown
from support.terminal import Terminal

SHIPPED = read_catalogue(catalogue_file())

# An answer, the most rows at 80 x 24, the most words in plain, and the most before "do this"; 0 where it has none.
ANSWERS = [
    ("suggest --cold --morning", 23, 260, 110),
    ("suggest --lower-back", 23, 350, 110),
    ("suggest --lower-back --dull-ache --cold", 23, 350, 110),
    ("suggest --side", 23, 260, 110),
    ("suggest --rotation --lower-back", 26, 395, 110),
    ("suggest --lower-back --pregnant", 23, 410, 170),
    ("suggest --lower-back --numb-saddle", 10, 90, 0),
    ("list", 16, 120, 0),
    *((f"show {point.id}", 46, 480, 120) for point in SHIPPED.points),
    ("safety", 48, 560, 0),
]
LABELLED = ("suggest --side --numb-feet", "suggest --hands --weeks", "suggest --cold --blood-clot", "safety --headache")
LONGEST, GRADE = 20, 6.5  # words of a sentence, and years of school
# What a session and the log tell.
ELSEWHERE = {"need", "cues", "ratings", "severe"}


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence, without labels, flags, and commands."""
    for line in text.splitlines():
        body = re.sub(r"acupoint [a-z].*$|--[a-z-]+", "", re.sub(r"^[^:]{1,40}: ", "", line))
        for sentence in re.split(r"(?<=[.!?])\s+|\t", body):
            if re.search(r"[A-Za-z]{2}", sentence):
                yield sentence.split()


def grade(text: str) -> float:
    """The reading grade by Flesch and Kincaid, a syllable being a group of vowels."""
    told = [re.findall(r"[A-Za-z']+", " ".join(sentence)) for sentence in sentences(text)]
    words = [word for sentence in told for word in sentence]
    syllables = sum(max(1, len(re.findall("[aeiouy]+", re.sub("e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / len(told) + 11.8 * syllables / len(words) - 15.59


def texts_of(value: object, name: str = "") -> Iterator[str]:
    """Every text of the catalogue that says something, but for what is told elsewhere."""
    if isinstance(value, Statement | Claim):
        yield value.text
    elif isinstance(value, Rule):
        yield value.reason
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one, name)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ELSEWHERE:
                yield from texts_of(getattr(value, field.name), field.name)
    if isinstance(value, Point):
        yield value.dose.note


@pytest.mark.slow
@pytest.mark.parametrize(("line", "rows"), [answer[:2] for answer in ANSWERS])
def test_an_answer_has_few_rows_on_a_terminal(line: str, rows: int) -> None:
    text, _ = Terminal(*line.split(), PAGER="cat", LINES="24").rest()
    assert len(text.rstrip().splitlines()) <= rows


@pytest.mark.parametrize(("line", "_rows", "words", "before"), ANSWERS)
def test_an_answer_has_few_words(line: str, _rows: int, words: int, before: int, run: Run) -> None:
    text = run(*line.split(), "--plain")[1]
    assert len(text.split()) <= words
    if before:
        first, found, _ = text.partition("\ndo this")
        assert found
        assert len(first.split()) <= before


def asked_for(*ids: str) -> Suggestions:
    """The answer to these ids; on a terminal, the signs of a symptom that asks for them were asked for."""
    asks = any(symptom.asks for symptom in SHIPPED.symptoms if symptom.id in ids)
    return suggest(SHIPPED, self_report(SHIPPED, ids, signs_asked=asks))


def rows_of(answer: Suggestions, columns: int) -> list[str]:
    """The rows of an answer in short on a terminal."""
    drawings = read_drawings([one.point for one in answer.suggestions[:1]])
    return shown(short_screen.suggestions(SHIPPED, answer, drawings), columns).rstrip().split("\n")


every_symptom = pytest.mark.parametrize("symptom", [symptom.id for symptom in SHIPPED.symptoms])
CONDITIONS = [condition.id for condition in SHIPPED.conditions]


@every_symptom
def test_with_any_condition_all_of_it_is_on_24_rows(symptom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    for condition in ("", *CONDITIONS):
        assert len(rows_of(asked_for(symptom, condition), 80)) <= 23, condition


@pytest.mark.slow
@every_symptom
def test_on_24_narrow_rows_the_gate_stands_with_what_to_do(symptom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    for condition in ("", *CONDITIONS):
        answer = asked_for(symptom, condition)
        first = " ".join(" ".join(rows_of(answer, 50)[:23]).split())
        assert all(one.point.do.text in first for one in answer.suggestions[:1]), condition


@pytest.mark.slow
@pytest.mark.parametrize("line", ["lower-back --pregnant", "hip-flexors --leg-circulation", "cold --morning"])
def test_the_last_24_rows_of_a_terminal_begin_with_the_gate(line: str) -> None:
    text, _ = Terminal("suggest", *f"--{line}".split(), LINES="24").rest()
    rows = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).rstrip().split("\n")[-23:]
    assert rows[0].startswith("Call an emergency number now")


@pytest.mark.slow
def test_an_answer_that_cannot_fit_is_paged_from_its_gate() -> None:
    pages = {"LINES": "20", "PAGER": "sed s/^/PAGED/"}
    line = ("suggest", "--lower-back", "--pregnant")
    assert "PAGED" in Terminal(*line, **pages).rest()[0]
    assert "PAGED" not in Terminal(*line, "--no-pager", **pages).rest()[0]
    assert "PAGED" not in Terminal(*line, **{**pages, "LINES": "24"}).rest()[0]
    assert "PAGED" not in Terminal(*line, "--plain", **pages).rest()[0]


@pytest.mark.parametrize("line", [*(answer[0] for answer in ANSWERS if answer[0] != "list"), *LABELLED])
def test_in_a_pipe_each_line_is_a_labelled_statement(line: str, run: Run) -> None:
    lines = run(*line.split(), "--plain")[1].splitlines()
    assert [one for one in lines if not re.match(r"[A-Za-z][^:]{1,40}: \S", one)] == []


@pytest.mark.parametrize("line", [answer[0] for answer in ANSWERS])
def test_an_answer_is_easy_to_read(line: str, run: Run) -> None:
    text = run(*line.split(), "--plain")[1]
    assert max(map(len, sentences(text))) <= LONGEST
    assert grade(text) <= GRADE


def is_easy(text: str, most: float = 6) -> bool:
    """Whether no sentence is too long, and all of it is for who had so many years of school."""
    return max(map(len, sentences(text))) <= LONGEST and grade(text) <= most


@every_symptom
class TestItIsEasyToReadForEverySymptom:
    def test_with_any_condition_or_two(self, symptom: str) -> None:
        for conditions in ((), *combinations_with_replacement(CONDITIONS, 2)):
            assert is_easy(short_plain.suggestions(SHIPPED, asked_for(symptom, *conditions))), conditions

    def test_with_any_other_symptom(self, symptom: str) -> None:
        for other in (one.id for one in SHIPPED.symptoms):
            answer = asked_for(symptom, other)
            assert is_easy(short_plain.suggestions(SHIPPED, answer)), other
            assert is_easy(short_plain.safety(SHIPPED, answer.report.symptoms)), other

    def test_with_any_sign(self, symptom: str) -> None:
        for sign in (one.id for one in SHIPPED.warnings):
            assert is_easy(short_plain.suggestions(SHIPPED, asked_for(symptom, sign)), GRADE), sign


@pytest.mark.parametrize("point", SHIPPED.points, ids=[point.id for point in SHIPPED.points])
def test_a_card_and_a_session_are_easy_to_read(point: Point) -> None:
    options = SessionOptions()
    assert is_easy(short_plain.cards(SHIPPED, [point], {}))
    assert is_easy(short_plain.spoken_list(SHIPPED))
    for condition in ("", *CONDITIONS):
        answer = suggest_named(SHIPPED, [point], self_report(SHIPPED, [condition]))
        for plan in filter(None, [turns(answer.suggestions, options)]):
            assert is_easy(session_plain.introduction(SHIPPED, answer, plan, options)), condition
            turn = f"{session_plain.card(plan[0], None, SHIPPED.stop)}\n{session_plain.ready(plan[0], None)}"
            assert is_easy(turn), condition


def test_every_text_of_the_catalogue_stands_in_a_full_answer(run: Run) -> None:
    points = [point.id for point in SHIPPED.points]
    lines = (["show", *points], ["safety"], ["list"])
    full = "\n".join(run(*line, "--full", "--plain")[1] for line in lines)
    texts = list(texts_of(SHIPPED))
    assert len(texts) > 200
    assert [text for text in texts if text not in full] == []
