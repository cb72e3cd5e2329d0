"""The screen reading: Rich renderables that fit any width from 40 columns up.

Colour is never the only carrier of meaning, and every text of the catalogue goes through `Text`, so that nothing in it
is taken for markup.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue, Claim, Condition, Point, Source, Symptom, WarningSign
from acupoint.drawing.braille import in_text
from acupoint.drawing.model import Drawing
from acupoint.guide import wording
from acupoint.guide.layout import (
    OVERFLOW,
    WIDEST,
    Footnotes,
    Row,
    box,
    bulleted,
    bullets,
    cited,
    commands,
    indented,
    marked,
    numbered,
    page,
)
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.text import capitalized, clinic_mark

# What a picture's cells show -> style. Landmarks and labels are as bright as text.
_PICTURE_STYLES = {"outline": "acupoint.quiet", "leader": "acupoint.quiet", "point": "acupoint.point"}

_PICTURE_ABOVE = 56  # columns from which a picture stands above the text
_PICTURE_BESIDE = 100  # and beside it
_TEXT_BESIDE = 52  # columns a picture must leave to the text beside it
_PICTURE_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Illustrated:
    """Text with a drawing: beside it where there is room, above it where there is less, else described in words."""

    text: RenderableType
    drawing: Drawing | None
    described: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit to the width there is."""
        width = options.max_width
        if self.drawing is None or width < _PICTURE_ABOVE:
            yield Constrain(Group(self.text, self.described), WIDEST)
        elif width < _PICTURE_BESIDE:
            yield from _drawn(self.drawing, min(width, _PICTURE_WIDEST))
            yield Text()
            yield Constrain(self.text, WIDEST)
        else:
            columns = min(width - _TEXT_BESIDE - 2, _PICTURE_WIDEST)
            grid = Table.grid(padding=(0, 2))
            grid.add_column(width=min(width - columns - 2, WIDEST), overflow=OVERFLOW)
            grid.add_column(width=columns, no_wrap=True)
            grid.add_row(self.text, Group(*_drawn(self.drawing, columns)))
            yield grid


def _drawn(drawing: Drawing, columns: int) -> Iterator[Text]:
    for row in in_text(drawing, columns):
        runs = groupby(row, key=lambda cell: cell.shows)
        line = Text.assemble(
            *(("".join(cell.character for cell in run), _PICTURE_STYLES.get(shows, "")) for shows, run in runs)
        )
        line.rstrip()
        yield line


def point_list(catalogue: Catalogue) -> RenderableType:
    """Every point: code, names, where it is, what it is for; then the frame they come in."""
    parts: list[RenderableType] = []
    for point in catalogue.points:
        parts += [heading(point), indented(_list_entry(point)), Text()]
    whose = wording.source_words({source.id: source for source in _whose_uses(catalogue)}.values())
    parts += [
        Row(
            "About",
            bulleted(
                [
                    *(Text(statement.text) for statement in catalogue.about),
                    Text(f"What a point is for is the word of {whose}."),
                ]
            ),
        ),
        Row("Next", commands(f"acupoint show {catalogue.points[0].id}", "acupoint suggest")),
        Text(wording.NO_DOCTOR, "acupoint.quiet"),
    ]
    return page(parts)


def cards(catalogue: Catalogue, points: Iterable[Point], drawings: Mapping[str, Drawing] | None) -> RenderableType:
    """A card a point, with its picture where *drawings* has it; without *drawings*, not even its description."""
    parts: list[RenderableType] = []
    for point in points:
        parts += [*_card(catalogue, point, drawings), Text()]
    return Group(*parts, Text(wording.NO_DOCTOR, "acupoint.quiet"))


def suggestions(catalogue: Catalogue, answer: Suggestions) -> RenderableType:
    """The ranked points with their reasons, or why there are none."""
    if answer.withheld:
        return page([*signs_named(answer), Text(wording.WITHHELD, "acupoint.name")])
    parts: list[RenderableType] = [*signs_named(answer)]
    if said := wording.asked_words(answer):
        parts += [Text.assemble(("You said: ", "acupoint.quiet"), said), Text()]
    for rank, suggestion in enumerate(answer.suggestions, start=1):
        parts += [*_suggestion(suggestion, rank), Text()]
    parts += _after_suggestions(catalogue, answer) if answer.suggestions else _nothing(catalogue, answer)
    if not answer.asked.signs_asked:
        parts += [*first(catalogue), Text()]
    parts.append(Text(wording.NO_DOCTOR, "acupoint.quiet"))
    return page(parts)


def safety(catalogue: Catalogue) -> RenderableType:
    """The warning signs by urgency, the conditions, the rules, when to stop, and what the evidence says."""
    notes = Footnotes()
    parts: list[RenderableType] = [
        _signs(advice, signs, notes) for advice, signs in wording.signs_by_urgency(catalogue)
    ]
    parts += [Text(), Text("If one of these is true of you", "acupoint.label")]
    for condition in catalogue.conditions:
        parts += _condition(catalogue, condition, notes)
    parts += [
        Text(),
        box("Take care", "acupoint.caution", bullets((*catalogue.cautions, *catalogue.rules), notes)),
        box("Stop", "acupoint.stop", bullets(catalogue.stop, notes)),
        Text(),
        Row("Evidence", bullets(catalogue.evidence, notes)),
        Row("About", bullets(catalogue.about, notes)),
        Text(),
        Row("Sources", _sources(notes, "acupoint safety")),
        Text(wording.NO_DOCTOR, "acupoint.quiet"),
    ]
    return page(parts)


def _signs(advice: Advice, signs: Iterable[WarningSign], notes: Footnotes) -> RenderableType:
    act = Text(advice.act.text, "acupoint.name") + notes.cite(advice.act.sources)
    texts = (
        Text.assemble(capitalized(sign.text), "  ", (wording.flag(sign), "acupoint.command")) + notes.cite(sign.sources)
        for sign in signs
    )
    return box(advice.title, _style_of(advice), Group(act, bulleted(texts)))


def _condition(catalogue: Catalogue, condition: Condition, notes: Footnotes) -> Iterator[RenderableType]:
    yield Text.assemble(
        (f"{capitalized(condition.text)}  ", "acupoint.name"), (wording.flag(condition), "acupoint.command")
    )
    yield bulleted(
        Text.assemble((f"{capitalized(codes)}: ", "acupoint.name"), wording.order_words(rule))
        + notes.cite(wording.sources_of_rule(rule))
        for codes, rule in wording.rules_of(catalogue, condition)
    )


def heading(point: Point, rank: str = "") -> Text:
    """A point by its code and names, after its *rank*."""
    names = point.names
    return Text.assemble(
        rank,
        (f" {point.code} ", "acupoint.code"),
        "  ",
        (names.pinyin, "acupoint.name"),
        f" {names.chinese}  ",
        (names.english, "acupoint.quiet"),
    )


def _list_entry(point: Point) -> RenderableType:
    uses = (Text.assemble((f"{heading}: ", "acupoint.label"), texts) for heading, texts in wording.by_strength(point))
    return Group(Text(point.place.text), *uses)


def _whose_uses(catalogue: Catalogue) -> Iterator[Source]:
    return (source for point in catalogue.points for claim in point.claims for source in claim.sources)


def _card(catalogue: Catalogue, point: Point, drawings: Mapping[str, Drawing] | None) -> Iterator[RenderableType]:
    notes = Footnotes()
    yield page([heading(point), Text()])
    yield _place(point, drawings, notes)
    yield page([*_card_below(catalogue, point, notes)])


def _place(point: Point, drawings: Mapping[str, Drawing] | None, notes: Footnotes) -> RenderableType:
    beside = Group(
        Row("First", Text(wording.SIGNS_FIRST, "acupoint.name"), "acupoint.emergency"),
        Row("Do this", Text(point.do.text, "acupoint.do") + notes.cite(point.do.sources)),
        Row("Where", cited(point.place, notes)),
    )
    below = [Row("Find it", numbered(point.find, notes))]
    if point.neighbours:
        below.append(Row("Not this", bullets(point.neighbours, notes)))
    if point.picture is None or drawings is None:
        return page([beside, *below])
    described = Row("Picture", Text(point.picture.text) + notes.cite(point.picture.sources))
    if point.added_by:  # the description has the mark of whose picture it is
        return Group(Illustrated(Group(beside, described), drawings.get(point.id), Text()), page(below))
    return Group(Illustrated(beside, drawings.get(point.id), described), page(below))


def _card_below(catalogue: Catalogue, point: Point, notes: Footnotes) -> Iterator[RenderableType]:
    yield Text()
    yield box("Take care", "acupoint.caution", _cautions(catalogue, point, notes))
    yield box("Stop", "acupoint.stop", bullets(catalogue.stop_signs_for(point), notes))
    yield Text()
    yield Row("Press", numbered(point.press, notes))
    yield Row("How long", _how_long(point, notes))
    yield Row("Feels like", bullets(point.feel, notes))
    if point.side_note:
        yield Row("Which side", cited(point.side_note, notes))
    yield Text()
    yield Row("For", _uses(point, notes))
    if point.about:
        yield Row("About", bullets(point.about, notes))
    yield Row("Names", _names(point, notes))
    yield Text()
    yield Row("Sources", _sources(notes, f"acupoint show {point.id}"))


def _cautions(catalogue: Catalogue, point: Point, notes: Footnotes) -> RenderableType:
    rules = [(condition, condition.rule_for(point)) for condition in catalogue.conditions]
    texts = [cited(caution, notes) for caution in catalogue.cautions_for(point)]
    texts += [
        Text(wording.rule_words(condition, rule)) + notes.cite(wording.sources_of_rule(rule))
        for condition, rule in rules
    ]
    return bulleted(texts)


def _how_long(point: Point, notes: Footnotes) -> Text:
    words = capitalized(wording.dose_words(point.dose))
    return Text(f"{words}. {point.dose.note}".strip()) + notes.cite(point.dose.sources)


def _uses(point: Point, notes: Footnotes) -> RenderableType:
    parts: list[RenderableType] = []
    for words, claims in wording.by_source(point.claims):
        texts = [_claim(claim) + notes.cite(claim.sources) for claim in claims]
        parts += [bulleted(texts), Text(f"On the word of {words}.", "acupoint.quiet")]
    return Group(*parts)


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
        (f"[{number}]".rjust(width), Text(wording.title_words(source), "acupoint.quiet"))
        for number, source in enumerate(notes.sources, start=1)
    )
    # Addresses would fill the last screen, which is the one a reader sees first.
    return Group(marked(rows, "acupoint.quiet"), Text(f"Their addresses: {command} --plain", "acupoint.quiet"))


def _suggestion(suggestion: Suggestion, rank: int) -> Iterator[RenderableType]:
    point = suggestion.point
    yield heading(point, f"{rank}. ")
    yield Row("Do this", Text(wording.do_words(suggestion), "acupoint.do"))
    yield Row("Why", _why(suggestion))
    rules = [*suggestion.ask_first, *suggestion.press_lightly]
    cautions = [Text(wording.rule_words(applied.condition, applied.rule)) for applied in rules]
    cautions += [Text(caution.text) for caution in (*point.cautions, *point.stop)]
    yield box("Take care", "acupoint.caution", bulleted(cautions))
    yield Row("Where", Text(point.place.text))
    yield Row("How", numbered(point.press))
    yield Row("How long", Text(capitalized(wording.dose_words(point.dose)) + "."))
    yield Row("Feels like", Group(*(Text(statement.text) for statement in point.feel)))
    if point.side_note:
        yield Row("Which side", Text(point.side_note.text))
    yield Row("More", commands(f"acupoint show {point.id}"))


def _why(suggestion: Suggestion) -> RenderableType:
    texts: list[RenderableType] = []
    for words, claims in wording.by_source(suggestion.matched):
        texts += [*map(_claim, claims), Text(f"On the word of {words}.", "acupoint.quiet")]
    return Group(*texts)


def _claim(claim: Claim) -> Text:
    return Text.assemble((f"{wording.strength_words(claim)} ", "acupoint.name"), claim.text)


def _after_suggestions(catalogue: Catalogue, answer: Suggestions) -> list[RenderableType]:
    parts: list[RenderableType] = [
        box("Take care at every point", "acupoint.caution", bullets(catalogue.cautions)),
        box("Stop", "acupoint.stop", bullets(catalogue.stop)),
    ]
    parts += held_back(answer)
    parts += [Text(), Text("Press them by the clock", "acupoint.label")]
    parts.append(indented(commands(wording.session_command(answer))))
    if answer.not_matched:
        parts += [Text(), Text("Not matched", "acupoint.label")]
        parts += [
            indented(Text.assemble(f"{point.code} would match ", (wording.flags_of(point), "acupoint.command")))
            for point in answer.not_matched
        ]
    return parts


def _nothing(catalogue: Catalogue, answer: Suggestions) -> list[RenderableType]:
    why = [Text(wording.nothing_matches(answer), "acupoint.name"), *held_back(answer)]
    if not answer.not_matched:
        return why
    return [
        *why,
        Text(),
        Text("This guide covers", "acupoint.label"),
        *(indented(_flags(title, symptoms)) for title, symptoms in wording.covered(catalogue)),
    ]


def _flags(title: str, symptoms: Iterable[Symptom]) -> RenderableType:
    rows = (Text.assemble((f"{wording.flag(one)}  ", "acupoint.command"), one.text) for one in symptoms)
    return Group(Text(title, "acupoint.name"), *map(indented, rows))


def first(catalogue: Catalogue) -> Iterator[RenderableType]:
    """For whoever was not asked: the signs that need help before any pressing, and what changes what may be pressed."""
    yield Text()
    yield Text(f"{wording.PRESS_NOTHING} {wording.MORE}", "acupoint.name")
    for advice, signs in wording.signs_to_heed(catalogue):
        yield Row(advice.title, Text.assemble((advice.act.text, "acupoint.name"), f" {signs}."), _style_of(advice))
    yield Text()
    yield Text(wording.SAY_FIRST, "acupoint.name")
    yield marked(
        ((wording.flag(condition), Text(f"{capitalized(condition.text)}.")) for condition in catalogue.conditions),
        "acupoint.command",
    )


def held_back(answer: Suggestions) -> list[RenderableType]:
    """The points that are held back, and why; nothing where none is."""
    texts = [
        Text.assemble((f"{held.point.code}: ", "acupoint.name"), wording.reason_words(applied))
        for held in answer.held_back
        for applied in held.because
    ]
    return [box("Held back", "acupoint.caution", bulleted(texts))] if texts else []


def signs_named(answer: Suggestions) -> Iterator[RenderableType]:
    """What to do about the warning signs that were named, a box an urgency."""
    for advice, signs in wording.advice_given(answer):
        said = bulleted(Text(capitalized(sign.text)) for sign in signs)
        body = Group(Text(advice.act.text, "acupoint.name"), Text("Because you said:"), said)
        yield box(advice.title, _style_of(advice), body)


def _style_of(advice: Advice) -> str:
    return "acupoint.emergency" if advice.urgency.withholds else "acupoint.caution"
