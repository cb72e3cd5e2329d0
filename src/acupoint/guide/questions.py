"""The questions for somebody at a terminal: numbered lists, and what their own words leave open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from acupoint.catalogue.model import Catalogue, GateItem, Symptom
from acupoint.guide.answers import Choice, WrongAnswerError, chosen, numbers_and_words
from acupoint.guide.gate import gate_lists, gates_of
from acupoint.guide.own_words import Entry, Hear, Quote, is_understood, quoted, reading_lines
from acupoint.terminal.input import leave_if
from acupoint.text import capitalized, name_key

Say = Callable[[str], None]  # shows a line
Read = Callable[[str], str]  # shows a prompt and returns what was typed

_BACK = {"b", "back"}
_YES = {"y", "yes"}
_NO = {"n", "no"}
_NOT_SURE = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the lists to choose from, each under its heading; a list alone needs none."""

    title: str
    lists: tuple[tuple[str, tuple[Choice, ...]], ...]
    short: str = ""  # the title in a few words, for the prompt; without it, the title is repeated there
    is_gate: bool = False  # then own words answer it only with a sign that withholds

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lines of all lists, in the order of their numbers."""
        return tuple(choice for _, choices in self.lists for choice in choices)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked."""

    catalogue: Catalogue
    say: Say
    read: Read
    hear: Hear | None = None  # reads what is neither a number nor words of a list


def ask(person: Person) -> list[str]:
    """The ids chosen: where it hurts, then the signs to look for there, then everything else.

    A warning sign that withholds ends the questions, since no point can be named any more. Raises StoppedError if the
    person leaves.
    """
    catalogue = person.catalogue

    def questions(answers: Sequence[Sequence[Choice]]) -> Iterator[Question]:
        places = tuple(_places(catalogue))
        yield from places
        said = _symptoms(catalogue, answers[: len(places)])
        yield from sign_questions(catalogue, said)
        yield from _others(catalogue)
        asked = signs_in_gates(catalogue, said)
        for answer in answers[len(places) :]:  # a place may be said in own words at any later question
            said = [symptom for symptom in _symptoms(catalogue, [answer]) if symptom.gate]
            yield from sign_questions(catalogue, said, asked) if said else ()
            asked |= signs_in_gates(catalogue, said)

    return _ask_in_turn(questions, person)


def ask_signs(person: Person, symptoms: Iterable[Symptom], answered: Iterable[str] = ()) -> list[str]:
    """The ids of the warning signs chosen, of those to look for with *symptoms* that are not *answered* yet.

    Raises StoppedError as `ask` does.
    """
    questions = tuple(sign_questions(person.catalogue, symptoms, answered))
    return _ask_in_turn(lambda _: iter(questions), person)


def confirmed_ids(person: Person, quotes: Iterable[Quote]) -> list[str]:
    """The ids of those that are true of the *person*, whose words leave that open. Raises as `ask` does."""
    return _ids(_confirmed(person, quotes))


def sign_questions(
    catalogue: Catalogue, symptoms: Iterable[Symptom], answered: Iterable[str] = ()
) -> Iterator[Question]:
    """A question for each gate of *symptoms*: no sign is left out, however many places hurt, and none comes twice."""
    asked = set(answered)
    for gate in gates_of(catalogue, symptoms):
        lists = tuple(
            (advice.heading, choices)
            for advice, items in gate_lists(catalogue, gate)
            if (choices := tuple(_sign_choice(item) for item in items if not asked.issuperset(_sign_ids(item))))
        )
        if lists:
            yield Question(
                f"With {gate.title}, do you have any of these now?", lists, "Any of these now?", is_gate=True
            )
        asked.update(one for item in (*gate.emergency, *gate.urgent) for one in _sign_ids(item))


def signs_in_gates(catalogue: Catalogue, symptoms: Iterable[Symptom]) -> set[str]:
    """The ids of the signs that the gates of *symptoms* ask about."""
    gates = gates_of(catalogue, symptoms)
    return {one for gate in gates for item in (*gate.emergency, *gate.urgent) for one in _sign_ids(item)}


def _symptoms(catalogue: Catalogue, answers: Iterable[Sequence[Choice]]) -> list[Symptom]:
    said = _ids(choice for answer in answers for choice in answer)
    return [symptom for symptom in catalogue.symptoms if symptom.id in said]


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


def _ask_in_turn(questions: Callable[[Sequence[Sequence[Choice]]], Iterator[Question]], person: Person) -> list[str]:
    # What is asked next depends on the answers so far; who goes back takes the last of them away.
    answers: list[list[Choice]] = []
    while not any(choice.withholds for answer in answers for choice in answer):
        question = next(islice(questions(answers), len(answers), None), None)
        if question is None:
            break
        answer = _ask_one(question, person, is_first=not answers)
        if answer is None:
            answers.pop()
        else:
            answers.append(answer)
    return _ids(choice for answer in answers for choice in answer)


def _ask_one(question: Question, person: Person, *, is_first: bool) -> list[Choice] | None:
    # None: back to the question before. At the first question "back" can only be a word of its list.
    _show(question, person.say)
    heard: list[Choice] = []
    while True:
        typed = person.read(_prompt(question, is_first=is_first))
        key = name_key(typed)
        leave_if(typed)
        if key in _BACK and not is_first:
            return None
        try:
            return [*heard, *chosen(typed, question.choices)]
        except WrongAnswerError as wrong:
            numbers, said = _heard(typed, question.choices, person)
            if not numbers and said is None:
                person.say(f"  {wrong}")
            heard += [*numbers, *(said or ())]
            if numbers or (said and (not question.is_gate or any(choice.withholds for choice in said))):
                return heard


def _heard(typed: str, choices: Sequence[Choice], person: Person) -> tuple[list[Choice], list[Choice] | None]:
    # The lines whose numbers stand beside own words, and what those words say; None if they are not understood.
    try:
        numbers, words = numbers_and_words(typed, choices)
    except WrongAnswerError:
        return [], None
    said = _understood(words, person)
    return (numbers if said is not None else []), said


def _understood(text: str, person: Person) -> list[Choice] | None:
    words = person.hear(text) if person.hear else None
    if words is None or not is_understood(words):
        return None
    lines = reading_lines(person.catalogue, words, quotes_signs=True)
    person.say(f"  {capitalized('; '.join(f'{label}: {text}' for label, text in lines))}.")
    stated = _choices(person.catalogue, [one.id for one in words.stated])
    return stated if any(choice.withholds for choice in stated) else [*stated, *_confirmed(person, words.asked)]


def _confirmed(person: Person, quotes: Iterable[Quote]) -> list[Choice]:
    entries = {entry.id: entry for entry in person.catalogue.vocabulary}
    found: list[Choice] = []
    for quote in quotes:
        if any(choice.withholds for choice in found):
            break
        found += _ask_whether(entries[quote.id], quote.said, person)
    return found


def _ask_whether(entry: Entry, said: str, person: Person) -> list[Choice]:
    # Who is not sure of a sign or a condition has it: somebody sees the sign, and the condition leaves points out. A
    # symptom would bring points in.
    if_not_sure = "no" if isinstance(entry, Symptom) else "yes"
    person.say("")
    person.say(f"You said {quoted(said)}. Is this true of you? {capitalized(entry.text)}.")
    heard: list[Choice] = []
    while not any(choice.withholds or entry.id in choice.ids for choice in heard):
        typed = person.read(f"Is it so? y or n, Enter for {if_not_sure} or not sure, q leave: ")
        leave_if(typed)
        key = typed.strip().casefold()
        if key == _NOT_SURE:
            key = if_not_sure
        if key in _YES:
            return [*heard, *_choices(person.catalogue, [entry.id])]
        if key in _NO:
            break
        said_more = _understood(typed, person)
        if said_more is None:
            person.say("  Type y for yes or n for no.")
        heard += said_more or ()
    return heard


def _choices(catalogue: Catalogue, ids: Sequence[str]) -> list[Choice]:
    withholding = {sign.id for sign in catalogue.warnings if sign.urgency.withholds}
    return [Choice(one, (one,), one in withholding) for one in ids]


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
