"""The questions for somebody at a terminal who gave no flag: numbered lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from acupoint.catalogue.model import Catalogue, GateItem, Symptom
from acupoint.errors import StoppedError
from acupoint.guide.answers import Choice, WrongAnswerError, chosen
from acupoint.guide.gate import gate_lists, gates_of
from acupoint.text import capitalized, name_key

Say = Callable[[str], None]  # shows a line
Read = Callable[[str], str]  # shows a prompt and returns what was typed

_LEAVE = {"q", "quit"}
_BACK = {"b", "back"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the lists to choose from, each under its heading; a list alone needs none."""

    title: str
    lists: tuple[tuple[str, tuple[Choice, ...]], ...]
    short: str = ""  # the title in a few words, for the prompt; without it, the title is repeated there

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lines of all lists, in the order of their numbers."""
        return tuple(choice for _, choices in self.lists for choice in choices)


def ask(catalogue: Catalogue, say: Say, read: Read) -> list[str]:
    """The ids chosen: where it hurts, then the signs to look for there, then everything else.

    A warning sign that withholds ends the questions, since no point can be named any more. Raises StoppedError if the
    person leaves.
    """

    def questions(answers: Sequence[Sequence[Choice]]) -> Iterator[Question]:
        places = tuple(_places(catalogue))
        yield from places
        said = _ids(choice for answer in answers[: len(places)] for choice in answer)
        yield from sign_questions(catalogue, [symptom for symptom in catalogue.symptoms if symptom.id in said])
        yield from _others(catalogue)

    return _ask_each(questions, say, read)


def ask_signs(catalogue: Catalogue, symptoms: Iterable[Symptom], say: Say, read: Read) -> list[str]:
    """The ids of the warning signs chosen, of those to look for with *symptoms*. Raises StoppedError as `ask` does."""
    questions = tuple(sign_questions(catalogue, symptoms))
    return _ask_each(lambda _: iter(questions), say, read)


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
            yield Question(f"With {gate.title}, do you have any of these now?", lists, "Any of these now?")
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
    yield Question("Is one of these true of you?", (("", conditions),), "Any of these true of you?")


def _of_groups(catalogue: Catalogue, *, are_places: bool) -> Iterator[Question]:
    # A group of places is one in which a symptom has a gate.
    for group in catalogue.groups:
        symptoms = [symptom for symptom in catalogue.symptoms if symptom.group.id == group.id]
        if any(symptom.gate for symptom in symptoms) is are_places:
            yield Question(group.question, (("", tuple(Choice(one.text, (one.id,)) for one in symptoms)),))


def _ask_each(questions: Callable[[Sequence[Sequence[Choice]]], Iterator[Question]], say: Say, read: Read) -> list[str]:
    # What is asked next depends on the answers so far; who goes back takes the last of them away.
    answers: list[list[Choice]] = []
    while not any(choice.withholds for answer in answers for choice in answer):
        question = next(islice(questions(answers), len(answers), None), None)
        if question is None:
            break
        answer = _ask_one(question, say, read, is_first=not answers)
        if answer is None:
            answers.pop()
        else:
            answers.append(answer)
    return _ids(choice for answer in answers for choice in answer)


def _ask_one(question: Question, say: Say, read: Read, *, is_first: bool) -> list[Choice] | None:
    # None: back to the question before. At the first question "back" can only be a word of its list.
    _show(question, say)
    while True:
        typed = read(_prompt(question, is_first=is_first))
        key = name_key(typed)
        if key in _LEAVE:
            raise StoppedError("stopped before the questions were answered")
        if key in _BACK and not is_first:
            return None
        try:
            return chosen(typed, question.choices)
        except WrongAnswerError as wrong:
            say(f"  {wrong}")


def _prompt(question: Question, *, is_first: bool) -> str:
    back = "" if is_first else "b back, "
    return f"{question.short or question.title} Numbers or words, Enter for none, {back}q leave: "


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
