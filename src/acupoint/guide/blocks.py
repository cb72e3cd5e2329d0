"""Blocks that the screens of several answers have: a point's heading, the signs to look for, what is held back."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue, Gate, Point, Symptom
from acupoint.guide import no_point, wording
from acupoint.guide.gate import gate_lists
from acupoint.guide.layout import SideBySide, Spread, box, bulleted, indented, marked, page
from acupoint.guide.suggest import Suggestions
from acupoint.text import capitalized


def heading(point: Point, rank: str = "") -> Text:
    """A point's code and names, after its *rank*."""
    names = point.names
    return Text.assemble(
        rank,
        (f" {point.code} ", "acupoint.code"),
        "  ",
        (names.pinyin, "acupoint.name"),
        f" {names.chinese}  ",
        (names.english, "acupoint.quiet"),
    )


def signs_named(answer: Suggestions) -> Iterator[RenderableType]:
    """What to do about the warning signs somebody has, a box for each urgency."""
    for advice, signs in wording.advice_with_signs(answer):
        said = bulleted(Text(no_point.sign_words(answer, sign)) for sign in signs)
        body = Group(Text(advice.act.text, "acupoint.name"), Text("Because you said:"), said)
        yield box(advice.title, style_of(advice), body)


def withheld(answer: Suggestions) -> Iterator[RenderableType]:
    """Why no point is named: what to do about the signs somebody has, or the questions that are to be answered."""
    yield from signs_named(answer)
    for question, how in no_point.unanswered(answer):
        yield Text.assemble((question, "acupoint.name"), " ", how)
    yield Text(no_point.withheld_words(answer), "acupoint.name")


def labelled(lines: Iterable[tuple[str, str]]) -> RenderableType:
    """A paragraph for each label."""
    return page([Text.assemble((f"{label}: ", "acupoint.label"), text) for label, text in lines])


def gate_first(catalogue: Catalogue, gate: Gate, symptoms: Iterable[Symptom]) -> Iterator[RenderableType]:
    """The signs of *gate*, in a list for each thing to do about them."""
    lists = [
        Group(Text(advice.heading, style_of(advice)), bulleted(Text(capitalized(item.text)) for item in items))
        for advice, items in gate_lists(catalogue, gate)
    ]
    yield SideBySide(lists)
    yield Spread(
        Text(f"{wording.NONE_OF_THESE} {wording.IF_WORRIED}", "acupoint.name"),
        Text.assemble(("All: ", "acupoint.quiet"), (wording.safety_command(symptoms), "acupoint.command")),
    )


def gate_first_unless_asked(catalogue: Catalogue, answer: Suggestions) -> Iterator[RenderableType]:
    """The signs of the answer's gate for who was not asked about them."""
    if not answer.report.signs_asked:
        yield from gate_first(catalogue, answer.gate, answer.places)
        yield Text()


def conditions_first(catalogue: Catalogue) -> Iterator[RenderableType]:
    """For who was not asked: the conditions, which change what may be pressed."""
    yield Text()
    yield Text(wording.SAY_FIRST, "acupoint.name")
    yield marked(
        ((wording.flag(condition), Text(f"{capitalized(condition.text)}.")) for condition in catalogue.conditions),
        "acupoint.command",
    )


def held_back(answer: Suggestions) -> list[RenderableType]:
    """The points that are held back, and why; nothing if there are none."""
    texts = [Text.assemble((f"{code}: ", "acupoint.name"), why) for code, why in wording.reasons_held_back(answer)]
    return [box("Held back", "acupoint.caution", bulleted(texts))] if texts else []


def style_of(advice: Advice) -> str:
    """The style of what to do about signs of that urgency."""
    return "acupoint.emergency" if advice.urgency.withholds else "acupoint.caution"


def nothing(catalogue: Catalogue, answer: Suggestions) -> Iterator[RenderableType]:
    """Why there is no point, and what the guide covers."""
    yield Text(no_point.nothing_matches(answer), "acupoint.name")
    covered = tuple(no_point.covered(catalogue, answer))
    if covered:
        yield Text()
        yield Text("This guide covers", "acupoint.label")
    for group, symptoms in covered:
        yield indented(Text(group.title, "acupoint.name"))
        for symptom in symptoms:
            words = Text.assemble((f"{wording.flag(symptom)}  ", "acupoint.command"), symptom.text)
            yield indented(indented(words))
