"""The questions for somebody at a terminal who gave no flag: numbered lists."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from acupoint.catalogue.model import Catalogue
from acupoint.guide.wording import symptoms_by_group
from acupoint.text import capitalized, visible

_NONE = {"0", "n", "no", "none"}  # what some people type instead of Enter
_SHOWN = 20  # characters of a wrong answer that are repeated


@dataclass(frozen=True, slots=True)
class Question:
    """A list to choose from."""

    title: str
    choices: tuple[tuple[str, str], ...]  # each an id and its words
    withholds: frozenset[str] = frozenset()  # ids that end the questions


def questions(catalogue: Catalogue) -> Iterator[Question]:
    """The warning signs, then the conditions, then the symptoms by group."""
    signs = catalogue.warnings
    yield Question(
        "Do you have any of these? Most need a doctor first, and some are an emergency.",
        tuple((sign.id, sign.short) for sign in signs),
        frozenset(sign.id for sign in signs if sign.urgency.withholds),
    )
    yield Question(
        "Is one of these true of you?", tuple((condition.id, condition.text) for condition in catalogue.conditions)
    )
    for group, symptoms in symptoms_by_group(catalogue):
        yield Question(group.question, tuple((symptom.id, symptom.text) for symptom in symptoms))


def ask(catalogue: Catalogue, say: Callable[[str], None], read: Callable[[str], str]) -> list[str]:
    """The ids chosen. *say* shows a line; *read* shows a prompt and returns what was typed.

    A warning sign that withholds ends the questions, since no point can be named any more.
    """
    chosen: list[str] = []
    for question in questions(catalogue):
        picked = _ask_one(question, say, read)
        chosen += picked
        if question.withholds.intersection(picked):
            break
    return chosen


def _ask_one(question: Question, say: Callable[[str], None], read: Callable[[str], str]) -> list[str]:
    say("")
    say(question.title)
    for number, (_, words) in enumerate(question.choices, start=1):
        say(f"{number:4}. {capitalized(words)}")
    while True:
        numbers = _numbers(read("Numbers, or Enter for none: "))
        wrong = [word for word in numbers if not _is_choice(word, question)]
        if not wrong:
            return [question.choices[number - 1][0] for number in sorted({int(word) for word in numbers})]
        say(f"  '{visible(wrong[0][:_SHOWN])}' is not one of 1 to {len(question.choices)}. Try again, for example: 1 2")


def _numbers(answer: str) -> list[str]:
    return [] if answer.strip().casefold() in _NONE else re.findall(r"[^\s,;.]+", answer)


def _is_choice(word: str, question: Question) -> bool:
    return re.fullmatch(r"[0-9]{1,4}", word) is not None and 1 <= int(word) <= len(question.choices)
