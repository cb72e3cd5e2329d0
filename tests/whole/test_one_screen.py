"""What a person has to read of the shipped catalogue: rows, words, and how hard they are; and that nothing is lost."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from acupoint.catalogue.model import Claim, Point, Rule, Statement
from acupoint.catalogue.read import catalogue_file, read_catalogue
from support.program import Run
from support.terminal import Terminal

SHIPPED = read_catalogue(catalogue_file())

# An answer, the most rows at 80 x 24, the most words in plain, and the most before "do this"; 0 where it has none.
ANSWERS = [
    ("suggest --cold --morning", 23, 260, 110),
    ("suggest --lower-back", 23, 350, 110),
    ("suggest --lower-back --dull-ache --cold", 23, 350, 110),
    ("suggest --side", 23, 260, 110),
    ("suggest --rotation --lower-back", 26, 395, 110),
    ("suggest --lower-back --pregnant", 27, 410, 170),
    ("suggest --lower-back --numb-saddle", 10, 90, 0),
    ("list", 16, 120, 0),
    *((f"show {point.id}", 46, 480, 120) for point in SHIPPED.points),
    ("safety", 48, 560, 0),
]
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
    shown, _ = Terminal(*line.split(), PAGER="cat", LINES="24").rest()
    assert len(shown.rstrip().splitlines()) <= rows


@pytest.mark.parametrize(("line", "_rows", "words", "before"), ANSWERS)
def test_an_answer_has_few_words(line: str, _rows: int, words: int, before: int, run: Run) -> None:
    text = run(*line.split(), "--plain")[1]
    assert len(text.split()) <= words
    if before:
        first, found, _ = text.partition("\ndo this")
        assert found
        assert len(first.split()) <= before


@pytest.mark.parametrize("line", [answer[0] for answer in ANSWERS])
def test_an_answer_is_easy_to_read(line: str, run: Run) -> None:
    text = run(*line.split(), "--plain")[1]
    assert max(map(len, sentences(text))) <= LONGEST
    assert grade(text) <= GRADE


def test_every_text_of_the_catalogue_stands_in_a_full_answer(run: Run) -> None:
    points = [point.id for point in SHIPPED.points]
    lines = (["show", *points], ["safety"], ["list"])
    full = "\n".join(run(*line, "--full", "--plain")[1] for line in lines)
    texts = list(texts_of(SHIPPED))
    assert len(texts) > 200
    assert [text for text in texts if text not in full] == []
