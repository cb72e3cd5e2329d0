"""The screen reading in full: Rich renderables that fit any width from 40 columns.

Colour is never the only carrier of meaning, and every text of the catalogue goes through `Text`, so that nothing in it
is taken for markup.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue, Claim, Condition, Point, Symptom, WarningSign
from acupoint.drawing.model import Drawing
from acupoint.guide import blocks, wording
from acupoint.guide.gate import best_places, gate_for, signs_by_urgency
from acupoint.guide.layout import (
    Footnotes,
    Row,
    TextWithDrawing,
    box,
    bulleted,
    bullets,
    cited,
    commands,
    indented,
    marked,
    numbered,
    page,
    quiet,
)
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.text import capitalized, clinic_mark


def point_list(catalogue: Catalogue) -> RenderableType:
    """Every point: code, names, where it is, what it is for; then the frame they come in."""
    parts: list[RenderableType] = []
    for point in catalogue.points:
        parts += [blocks.heading(point), indented(_list_entry(point)), Text()]
    whose = wording.source_words(wording.each_source(claim for point in catalogue.points for claim in point.claims))
    about = [cited(statement) for statement in catalogue.about]
    parts += [
        Row("About", bulleted([*about, Text(f"What a point is for is the word of {whose}.")])),
        Row("Next", commands(f"acupoint show {catalogue.points[0].id}", "acupoint suggest")),
        quiet(wording.NO_DOCTOR),
    ]
    return page(parts)


def cards(catalogue: Catalogue, points: Iterable[Point], drawings: Mapping[str, Drawing] | None) -> RenderableType:
    """A card a point, with its picture where *drawings* has it; without *drawings*, not even its description."""
    shown = list(points)
    places = best_places(shown)
    parts: list[RenderableType] = [page([*blocks.gate_first(catalogue, gate_for(catalogue, places), places), Text()])]
    for point in shown:
        notes = Footnotes()
        parts += [page([blocks.heading(point), Text()]), _place(point, drawings, notes)]
        parts += [page([*_card_below(catalogue, point, notes)]), Text()]
    return Group(*parts, quiet(wording.NO_DOCTOR))


def suggestions(
    catalogue: Catalogue, answer: Suggestions, _drawings: Mapping[str, Drawing] | None = None
) -> RenderableType:
    """The ranked points with their reasons, or why there are none."""
    if answer.withheld:
        return page([*blocks.withheld(answer)])
    parts = [*blocks.gate_first_unless_asked(catalogue, answer), *blocks.signs_named(answer)]
    if said := wording.report_words(answer.report):
        parts += [Text.assemble(("You said: ", "acupoint.quiet"), said), Text()]
    for rank, suggestion in enumerate(answer.suggestions, start=1):
        parts += [*_suggestion(suggestion, rank), Text()]
    parts += (
        _after_suggestions(catalogue, answer)
        if answer.suggestions
        else [*blocks.nothing(catalogue, answer), *blocks.held_back(answer)]
    )
    if not answer.report.conditions_asked:
        parts += blocks.conditions_first(catalogue)
    return page([*parts, Text(), quiet(wording.NO_DOCTOR)])


def safety(catalogue: Catalogue, _symptoms: Sequence[Symptom]) -> RenderableType:
    """Every warning sign, the conditions, when to stop, the rules, and what the evidence says."""
    notes = Footnotes()
    parts: list[RenderableType] = [
        _signs(advice, of_urgency, notes) for advice, of_urgency in signs_by_urgency(catalogue, catalogue.warnings)
    ]
    parts += [Text(), Text("If one of these is true of you", "acupoint.label")]
    for condition in catalogue.conditions:
        parts += _condition(catalogue, condition, notes)
    parts += [
        Text(),
        box("Take care", "acupoint.caution", bullets((*catalogue.cautions, *catalogue.rules), notes)),
        box("Stop", "acupoint.stop", bullets(catalogue.stop, notes)),
        Text(),
    ]
    if catalogue.audience:
        parts.append(Row("For whom", cited(catalogue.audience, notes)))
    parts += [
        Row("Checked", Text(" ".join(wording.review_words(catalogue)))),
        Row("Evidence", bullets(catalogue.evidence, notes)),
        Row("About", bullets(catalogue.about, notes)),
        Text(),
        Row("Sources", _sources(notes, "acupoint safety --full")),
        quiet(wording.NO_DOCTOR),
    ]
    return page(parts)


def _list_entry(point: Point) -> RenderableType:
    uses = (Text.assemble((f"{title}: ", "acupoint.label"), texts) for title, texts in wording.by_strength(point))
    return Group(Text(point.place.text), *uses)


def _place(point: Point, drawings: Mapping[str, Drawing] | None, notes: Footnotes) -> RenderableType:
    beside = Group(
        Row("Do this", cited(point.do, notes, "acupoint.do")),
        Row("Where", cited(point.place, notes)),
    )
    below = [Row("Find it", numbered(point.find, notes))]
    if point.neighbours:
        below.append(Row("Not this", bullets(point.neighbours, notes)))
    if point.picture is None or drawings is None:
        return page([beside, *below])
    described = Row("Picture", Text(point.picture.text) + notes.cite(point.picture.sources))
    if point.added_by:  # the description has the mark of whose picture it is
        return Group(TextWithDrawing(Group(beside, described), drawings.get(point.id), Text()), page(below))
    return Group(TextWithDrawing(beside, drawings.get(point.id), described), page(below))


def _card_below(catalogue: Catalogue, point: Point, notes: Footnotes) -> Iterator[RenderableType]:
    yield Text()
    yield box("Take care", "acupoint.caution", _cautions(catalogue, point, notes))
    yield box("Stop", "acupoint.stop", bullets(catalogue.stop_signs_for(point), notes))
    yield Text()
    yield Row("Press", numbered(point.press, notes))
    yield Row("How long", Text(f"{_dose(point)} {point.dose.note}".strip()) + notes.cite(point.dose.sources))
    yield Row("Feels like", bullets(point.feel, notes))
    if point.side_note:
        yield Row("Which side", cited(point.side_note, notes))
    yield Text()
    yield Row("For", _uses(point.claims, notes))
    if point.about:
        yield Row("About", bullets(point.about, notes))
    yield Row("Names", _names(point, notes))
    yield Text()
    yield Row("Sources", _sources(notes, f"acupoint show {point.id}"))


def _cautions(catalogue: Catalogue, point: Point, notes: Footnotes) -> RenderableType:
    texts = [cited(caution, notes) for caution in catalogue.cautions_for(point)]
    for condition in catalogue.conditions:
        rule = condition.rule_for(point)
        texts.append(Text(wording.rule_words(condition, rule)) + notes.cite(wording.each_source(rule.layers)))
    return bulleted(texts)


def _dose(point: Point) -> str:
    return f"{capitalized(wording.dose_words(point.dose))}."


def _uses(claims: Iterable[Claim], notes: Footnotes) -> RenderableType:
    parts: list[RenderableType] = []
    for words, run in wording.by_source(claims):
        texts = [_claim(claim) + notes.cite(claim.sources) for claim in run]
        parts += [bulleted(texts), quiet(f"On the word of {words}.")]
    return Group(*parts)


def _claim(claim: Claim) -> Text:
    return Text.assemble((f"{wording.strength_words(claim)} ", "acupoint.name"), claim.text)


def _names(point: Point, notes: Footnotes) -> RenderableType:
    names = point.names
    chinese = " / ".join(dict.fromkeys((names.chinese, *names.traditional)))
    english = ", ".join((names.english, *names.also_english))
    whose = clinic_mark(point.added_by)
    written = f" Also written {', '.join(names.spellings)}{whose}." if names.spellings else ""
    return Group(
        Text(f"{names.pinyin}, {chinese}. {english}{whose}.") + notes.cite(names.sources),
        Text(f"{point.who_code} in the WHO standard.{written}"),
        Text(f"{wording.channel_words(point)}.") + notes.cite(point.channel.sources),
        Text(f"{point.category.text}.") + notes.cite(point.category.sources),
    )


def _sources(notes: Footnotes, command: str) -> RenderableType:
    width = len(f"[{len(notes.sources)}]")
    rows = (
        (
            f"[{number}]".rjust(width),
            quiet("; ".join(filter(None, (wording.title_words(source), wording.extent_words(source))))),
        )
        for number, source in enumerate(notes.sources, start=1)
    )
    # Addresses would fill the last screen, which is the one a reader sees first.
    return Group(marked(rows, "acupoint.quiet"), quiet(f"Their addresses: {command} --plain"))


def _suggestion(suggestion: Suggestion, rank: int) -> Iterator[RenderableType]:
    point = suggestion.point
    yield blocks.heading(point, f"{rank}. ")
    yield Row("Do this", Text(wording.do_words(suggestion), "acupoint.do"))
    yield Row("Why", _why(suggestion))
    cautions = [Text(wording.rule_words(applied.condition, applied.rule)) for applied in suggestion.rules]
    cautions += [cited(caution) for caution in (*point.cautions, *point.stop)]
    yield box("Take care", "acupoint.caution", bulleted(cautions))
    yield Row("Where", cited(point.place))
    yield Row("How", numbered(point.press))
    yield Row("How long", Text(_dose(point)))
    yield Row("Feels like", Group(*map(cited, point.feel)))
    if point.side_note:
        yield Row("Which side", cited(point.side_note))
    yield Row("More", commands(f"acupoint show {point.id}"))


def _why(suggestion: Suggestion) -> RenderableType:
    parts: list[RenderableType] = []
    for words, claims in wording.by_source(suggestion.matched):
        parts += [*map(_claim, claims), quiet(f"On the word of {words}.")]
    return Group(*parts)


def _after_suggestions(catalogue: Catalogue, answer: Suggestions) -> Iterator[RenderableType]:
    yield box("Take care at every point", "acupoint.caution", bullets(catalogue.cautions))
    yield box("Stop", "acupoint.stop", bullets(catalogue.stop))
    yield from blocks.held_back(answer)
    yield Text()
    yield Text("Press them by the clock", "acupoint.label")
    yield indented(commands(wording.session_command(answer)))
    if answer.not_matched:
        yield Text()
        yield Text("Not matched", "acupoint.label")
    for point in answer.not_matched:
        yield indented(Text.assemble(f"{point.code} would match ", (wording.flags_of(point), "acupoint.command")))


def _signs(advice: Advice, signs: Iterable[WarningSign], notes: Footnotes) -> RenderableType:
    act = cited(advice.act, notes, "acupoint.name")
    texts = (
        Text.assemble(f"{capitalized(sign.text)}.  ", (wording.flag(sign), "acupoint.command"))
        + notes.cite(sign.sources)
        for sign in signs
    )
    return box(advice.title, blocks.style_of(advice), Group(act, bulleted(texts)))


def _condition(catalogue: Catalogue, condition: Condition, notes: Footnotes) -> Iterator[RenderableType]:
    yield Text.assemble(
        (f"{capitalized(condition.text)}  ", "acupoint.name"), (wording.flag(condition), "acupoint.command")
    )
    yield bulleted(
        Text.assemble((f"{capitalized(codes)}: ", "acupoint.name"), wording.order_words(rule))
        + notes.cite(wording.each_source(rule.layers))
        for codes, rule in wording.rules_of(catalogue, condition)
    )
