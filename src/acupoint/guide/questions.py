"""The questions for somebody at a terminal who gave no flag: numbered lists."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from acupoint.catalogue.model import Catalogue, GateItem, Symptom
from acupoint.guide.gate import gate_lists, gates_of
from acupoint.text import capitalized, visible

Say = Callable[[str], None]  # shows a line
Read = Callable[[str], str]  # shows a prompt and returns what was typed

_NONE = {"0", "n", "no", "none"}  # what people type who do not just press Enter
_SHOWN = 20  # characters of a wrong answer that are shown again


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: what it says, and the ids it stands for."""

    words: str
    ids: tuple[str, ...]
    withholds: bool = False  # whether nothing more is asked once it is chosen


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the lists to choose from, each under its heading; a list alone needs none."""

    title: str
    lists: tuple[tuple[str, tuple[Choice, ...]], ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lines of all lists, in the order of their numbers."""
        return tuple(choice for _, choices in self.lists for choice in choices)


def ask(catalogue: Catalogue, say: Say, read: Read) -> list[str]:
    """The ids chosen: where it hurts, then the signs to look for there, then everything else.

    A warning sign that withholds ends the questions, since no point can be named any more.
    """
    chosen: list[str] = []
    for question in _places(catalogue):
        chosen += _ids(_ask_one(question, say, read))
    symptoms = [symptom for symptom in catalogue.symptoms if symptom.id in chosen]
    asked = _ask_each(sign_questions(catalogue, symptoms), say, read)
    chosen += _ids(asked)
    if not any(choice.withholds for choice in asked):
        chosen += _ids(_ask_each(_others(catalogue), say, read))
    return chosen


def ask_signs(catalogue: Catalogue, symptoms: Iterable[Symptom], say: Say, read: Read) -> list[str]:
    """The ids of the warning signs chosen, of those to look for with *symptoms*."""
    return _ids(_ask_each(sign_questions(catalogue, symptoms), say, read))


def sign_questions(catalogue: Catalogue, symptoms: Iterable[Symptom]) -> Iterator[Question]:
    """A question for each gate of *symptoms*: no sign is left out, however many places hurt, and none comes twice."""
    asked: set[str] = set()
    for gate in gates_of(catalogue, symptoms):
        lists = tuple(
            (advice.heading, choices)
            for advice, items in gate_lists(catalogue, gate)
            if (choices := tuple(_sign_choice(item) for item in items if not asked.issuperset(_sign_ids(item))))
        )
        if lists:
            yield Question(f"With {gate.title}, do you have any of these now?", lists)
        asked.update(one for item in (*gate.emergency, *gate.urgent) for one in _sign_ids(item))


def _sign_choice(item: GateItem) -> Choice:
    return Choice(item.text, _sign_ids(item), any(sign.urgency.withholds for sign in item.signs))


def _sign_ids(item: GateItem) -> tuple[str, ...]:
    return tuple(sign.id for sign in item.signs)


def _places(catalogue: Catalogue) -> Iterator[Question]:
    return _of_groups(catalogue, are_places=True)


def _others(catalogue: Catalogue) -> Iterator[Question]:
    yield from _of_groups(catalogue, are_places=False)
    conditions = tuple(Choice(condition.text, (condition.id,)) for condition in catalogue.conditions)
    yield Question("Is one of these true of you?", (("", conditions),))


def _of_groups(catalogue: Catalogue, *, are_places: bool) -> Iterator[Question]:
    # A group of places is one in which a symptom has a gate.
    for group in catalogue.groups:
        symptoms = [symptom for symptom in catalogue.symptoms if symptom.group.id == group.id]
        if any(symptom.gate for symptom in symptoms) is are_places:
            yield Question(group.question, (("", tuple(Choice(one.text, (one.id,)) for one in symptoms)),))


def _ask_each(questions: Iterable[Question], say: Say, read: Read) -> list[Choice]:
    chosen: list[Choice] = []
    for question in questions:
        chosen += _ask_one(question, say, read)
        if any(choice.withholds for choice in chosen):
            break
    return chosen


def _ask_one(question: Question, say: Say, read: Read) -> list[Choice]:
    _show(question, say)
    choices = question.choices
    while True:
        numbers = _numbers(read("Numbers, or Enter for none: "))
        wrong = [word for word in numbers if not _is_choice(word, len(choices))]
        if not wrong:
            return [choices[number - 1] for number in sorted({int(word) for word in numbers})]
        say(f"  '{visible(wrong[0][:_SHOWN])}' is not one of 1 to {len(choices)}. Try again, for example: 1 2")


def _show(question: Question, say: Say) -> None:
    say("")
    say(question.title)
    number = 0
    for heading, choices in question.lists:
        if heading:
            say(f"{heading}:")
        for choice in choices:
            number += 1
            say(f"{number:4}. {capitalized(choice.words)}")


def _ids(choices: Iterable[Choice]) -> list[str]:
    return list(dict.fromkeys(one for choice in choices for one in choice.ids))


def _numbers(answer: str) -> list[str]:
    return [] if answer.strip().casefold() in _NONE else re.findall(r"[^\s,;.]+", answer)


def _is_choice(word: str, most: int) -> bool:
    return re.fullmatch(r"[0-9]{1,4}", word) is not None and 1 <= int(word) <= most
