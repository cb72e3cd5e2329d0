"""The screen reading: Rich renderables that fit any width from 40 columns up.

Colour is never the only carrier of meaning, and every text of the catalogue goes through `Text`, so that nothing in it
is taken for markup. Only the terminal's own sixteen colours are used, which its owner chose to be readable.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.box import ROUNDED
from rich.console import Console, ConsoleOptions, Group, OverflowMethod, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from acupoint.model import Advice, Catalogue, Claim, Condition, Point, Source, Statement, Symptom, WarningSign
from acupoint.picture import Drawing, in_text
from acupoint.suggest import Suggestion, Suggestions
from acupoint.text import listed, sentence
from acupoint.views import wording

STYLES = {
    "acupoint.code": "bold reverse",
    "acupoint.name": "bold",
    "acupoint.label": "bold cyan",
    "acupoint.do": "bold",
    "acupoint.quiet": "dim",
    "acupoint.caution": "yellow",
    "acupoint.stop": "red",
    "acupoint.emergency": "bold red",
    "acupoint.command": "cyan",
    "acupoint.point": "bold red",
}

# What a picture's cells show -> style. Landmarks and labels are as bright as text.
_PICTURE_STYLES = {"outline": "acupoint.quiet", "leader": "acupoint.quiet", "point": "acupoint.point"}

WIDEST = 92  # columns; longer lines are hard to read
_ROOMY = 52  # columns from which labels stand beside their text
_LABEL = 12
_PICTURE_ABOVE = 56  # columns from which a picture stands above the text
_PICTURE_BESIDE = 100  # and beside it
_TEXT_BESIDE = 52  # columns a picture must leave to the text beside it
_PICTURE_WIDEST = 60

# Nothing may be cut off, addresses least of all; Rich also cuts a line with Chinese in it one column too early unless
# it is folded.
_OVERFLOW: OverflowMethod = "fold"


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what it labels: side by side where there is room, else one above the other."""

    label: str
    body: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit to the width there is."""
        label = Text(self.label, "acupoint.label")
        if options.max_width < _ROOMY:
            yield label
            yield Padding(self.body, (0, 0, 0, 2))
            return
        grid = Table.grid(expand=True)
        grid.add_column(width=_LABEL)
        grid.add_column(ratio=1, overflow=_OVERFLOW)
        grid.add_row(label, self.body)
        yield grid


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
            grid.add_column(width=min(width - columns - 2, WIDEST), overflow=_OVERFLOW)
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


class Footnotes:
    """Numbers for sources, given in the order they are first cited."""

    def __init__(self) -> None:
        """Start at 1."""
        self._numbers: dict[str, int] = {}
        self.sources: list[Source] = []

    def cite(self, sources: Sequence[Source]) -> Text:
        """The numbers of *sources*, as ` [1, 2]`."""
        for source in sources:
            if source.id not in self._numbers:
                self.sources.append(source)
                self._numbers[source.id] = len(self.sources)
        numbers = sorted(self._numbers[source.id] for source in sources)
        return Text(f" [{', '.join(map(str, numbers))}]", "acupoint.quiet")


def point_list(catalogue: Catalogue) -> RenderableType:
    """Every point: code, names, where it is, what it is for; then the frame they come in."""
    parts: list[RenderableType] = []
    for point in catalogue.points:
        parts += [_heading(point), _indented(_list_entry(point)), Text()]
    whose = wording.source_words({source.id: source for source in _whose_uses(catalogue)}.values())
    parts += [
        Row(
            "About",
            _bulleted(
                [
                    *(Text(statement.text) for statement in catalogue.about),
                    Text(f"What a point is for is the word of {whose}."),
                ]
            ),
        ),
        Row("Next", _commands(f"acupoint show {catalogue.points[0].id}", "acupoint suggest")),
        Text(wording.NO_DOCTOR, "acupoint.quiet"),
    ]
    return _page(parts)


def cards(catalogue: Catalogue, points: Iterable[Point], drawings: Mapping[str, Drawing] | None) -> RenderableType:
    """A card a point, with its picture where *drawings* has it; without *drawings*, not even its description."""
    parts: list[RenderableType] = []
    for point in points:
        parts += [*_card(catalogue, point, drawings), Text()]
    return Group(*parts[:-1])


def suggestions(catalogue: Catalogue, answer: Suggestions) -> RenderableType:
    """The ranked points with their reasons, or why there are none."""
    if answer.withheld:
        return _page([*_advice(answer), Text(wording.WITHHELD, "acupoint.name")])
    parts: list[RenderableType] = [*_advice(answer)]
    if said := wording.asked_words(answer):
        parts += [Text.assemble(("You said: ", "acupoint.quiet"), said), Text()]
    for rank, suggestion in enumerate(answer.suggestions, start=1):
        parts += [*_suggestion(suggestion, rank), Text()]
    parts += _after_suggestions(catalogue, answer) if answer.suggestions else _nothing(catalogue, answer)
    if not answer.asked.signs_asked:
        parts += [Text(), Text(wording.signs_line(catalogue))]
    parts.append(Text(wording.NO_DOCTOR, "acupoint.quiet"))
    return _page(parts)


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
        _box("Take care", "acupoint.caution", _bullets((*catalogue.cautions, *catalogue.rules), notes)),
        _box("Stop", "acupoint.stop", _bullets(catalogue.stop, notes)),
        Text(),
        Row("Evidence", _bullets(catalogue.evidence, notes)),
        Row("About", _bullets(catalogue.about, notes)),
        Text(),
        Row("Sources", _sources(notes, "acupoint safety")),
        Text(wording.NO_DOCTOR, "acupoint.quiet"),
    ]
    return _page(parts)


def _signs(advice: Advice, signs: Iterable[WarningSign], notes: Footnotes) -> RenderableType:
    act = Text(advice.act.text, "acupoint.name") + notes.cite(advice.act.sources)
    texts = (
        Text.assemble(sentence(sign.text), "  ", (wording.flag(sign), "acupoint.command")) + notes.cite(sign.sources)
        for sign in signs
    )
    return _box(advice.title, _style_of(advice), Group(act, _bulleted(texts)))


def _condition(catalogue: Catalogue, condition: Condition, notes: Footnotes) -> Iterator[RenderableType]:
    yield Text.assemble(
        (f"{sentence(condition.text)}  ", "acupoint.name"), (wording.flag(condition), "acupoint.command")
    )
    yield _bulleted(
        Text.assemble((f"{sentence(codes)}: ", "acupoint.name"), wording.order_words(rule)) + notes.cite(rule.sources)
        for codes, rule in wording.rules_of(catalogue, condition)
    )


def _page(parts: Sequence[RenderableType]) -> RenderableType:
    return Constrain(Group(*parts), WIDEST)


def _heading(point: Point, rank: str = "") -> Text:
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
    yield _page([_heading(point), Text()])
    yield _place(point, drawings, notes)
    yield _page([*_card_below(catalogue, point, notes)])


def _place(point: Point, drawings: Mapping[str, Drawing] | None, notes: Footnotes) -> RenderableType:
    rows: list[RenderableType] = [
        Row("Do this", Text(point.do.text, "acupoint.do") + notes.cite(point.do.sources)),
        Row("Where", _cited(point.place, notes)),
        Row("Find it", _numbered(point.find, notes)),
    ]
    if point.neighbours:
        rows.append(Row("Not this", _bullets(point.neighbours, notes)))
    if point.picture is None or drawings is None:
        return _page(rows)
    described = Row("Picture", Text(point.picture.text) + notes.cite(point.picture.sources))
    return Illustrated(Group(*rows), drawings.get(point.id), described)


def _card_below(catalogue: Catalogue, point: Point, notes: Footnotes) -> Iterator[RenderableType]:
    yield Text()
    yield _box("Take care", "acupoint.caution", _cautions(catalogue, point, notes))
    yield _box("Stop", "acupoint.stop", _bullets(catalogue.stop_signs_for(point), notes))
    yield Text()
    yield Row("Press", _numbered(point.press, notes))
    yield Row("How long", _how_long(point, notes))
    yield Row("Feels like", _bullets(point.feel, notes))
    if point.side_note:
        yield Row("Which side", _cited(point.side_note, notes))
    yield Text()
    yield Row("For", _uses(point, notes))
    if point.about:
        yield Row("About", _bullets(point.about, notes))
    yield Row("Names", _names(point, notes))
    yield Text()
    yield Row("Sources", _sources(notes, f"acupoint show {point.id}"))


def _cautions(catalogue: Catalogue, point: Point, notes: Footnotes) -> RenderableType:
    rules = [(condition, condition.rule_for(point)) for condition in catalogue.conditions]
    texts = [_cited(caution, notes) for caution in catalogue.cautions_for(point)]
    texts += [Text(wording.rule_words(condition, rule)) + notes.cite(rule.sources) for condition, rule in rules]
    return _bulleted(texts)


def _how_long(point: Point, notes: Footnotes) -> Text:
    words = sentence(wording.dose_words(point.dose))
    return Text(f"{words}. {point.dose.note}".strip()) + notes.cite(point.dose.sources)


def _uses(point: Point, notes: Footnotes) -> RenderableType:
    parts: list[RenderableType] = []
    for words, claims in wording.by_source(point.claims):
        texts = [_claim(claim) + notes.cite(claim.sources) for claim in claims]
        parts += [_bulleted(texts), Text(f"On the word of {words}.", "acupoint.quiet")]
    return Group(*parts)


def _names(point: Point, notes: Footnotes) -> RenderableType:
    names = point.names
    chinese = " / ".join(dict.fromkeys((names.chinese, *names.traditional)))
    english = ", ".join((names.english, *names.also_english))
    written = f" Also written {', '.join(names.spellings)}." if names.spellings else ""
    channel = ", ".join(filter(None, (point.channel.full_name, point.channel.chinese)))
    return Group(
        Text(f"{names.pinyin}, {chinese}. {english}.") + notes.cite(names.sources),
        Text(f"{point.who_code} in the WHO standard.{written}"),
        Text(f"{channel}.") + notes.cite(point.channel.sources),
        Text(f"{point.category.text}.") + notes.cite(point.category.sources),
    )


def _sources(notes: Footnotes, command: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    grid.add_column(overflow=_OVERFLOW)
    for number, source in enumerate(notes.sources, start=1):
        grid.add_row(Text(f"[{number}]", "acupoint.quiet"), Text(wording.title_words(source), "acupoint.quiet"))
    # Addresses would fill the last screen, which is the one a reader sees first.
    return Group(grid, Text(f"Their addresses: {command} --plain", "acupoint.quiet"))


def _suggestion(suggestion: Suggestion, rank: int) -> Iterator[RenderableType]:
    point = suggestion.point
    yield _heading(point, f"{rank}. ")
    yield Row("Do this", Text(wording.do_words(suggestion), "acupoint.do"))
    yield Row("Why", _why(suggestion))
    rules = [*suggestion.ask_first, *suggestion.press_lightly]
    cautions = [Text(wording.rule_words(applied.condition, applied.rule)) for applied in rules]
    cautions += [Text(caution.text) for caution in (*point.cautions, *point.stop)]
    yield _box("Take care", "acupoint.caution", _bulleted(cautions))
    yield Row("Where", Text(point.place.text))
    yield Row("How", _numbered(point.press))
    yield Row("How long", Text(sentence(wording.dose_words(point.dose)) + "."))
    yield Row("Feels like", Group(*(Text(statement.text) for statement in point.feel)))
    if point.side_note:
        yield Row("Which side", Text(point.side_note.text))
    yield Row("More", _commands(f"acupoint show {point.id}"))


def _why(suggestion: Suggestion) -> RenderableType:
    texts: list[RenderableType] = []
    for words, claims in wording.by_source(suggestion.matched):
        texts += [*map(_claim, claims), Text(f"On the word of {words}.", "acupoint.quiet")]
    return Group(*texts)


def _claim(claim: Claim) -> Text:
    return Text.assemble((f"{wording.strength_words(claim)} ", "acupoint.name"), claim.text)


def _after_suggestions(catalogue: Catalogue, answer: Suggestions) -> list[RenderableType]:
    parts: list[RenderableType] = [
        _box("Take care at every point", "acupoint.caution", _bullets(catalogue.cautions)),
        _box("Stop", "acupoint.stop", _bullets(catalogue.stop)),
    ]
    parts += _held_back(answer)
    if answer.not_matched:
        parts += [Text(), Text("Not matched", "acupoint.label")]
        parts += [
            _indented(Text.assemble(f"{point.code} would match ", (wording.flags_of(point), "acupoint.command")))
            for point in answer.not_matched
        ]
    return parts


def _nothing(catalogue: Catalogue, answer: Suggestions) -> list[RenderableType]:
    why = [Text(wording.nothing_matches(answer), "acupoint.name"), *_held_back(answer)]
    if not answer.not_matched:
        return why
    return [
        *why,
        Text(),
        Text("This guide covers", "acupoint.label"),
        *(_indented(_flags(title, symptoms)) for title, symptoms in wording.covered(catalogue)),
    ]


def _flags(title: str, symptoms: Iterable[Symptom]) -> RenderableType:
    rows = (Text.assemble((f"{wording.flag(one)}  ", "acupoint.command"), one.text) for one in symptoms)
    return Group(Text(title, "acupoint.name"), *map(_indented, rows))


def _held_back(answer: Suggestions) -> list[RenderableType]:
    texts = [
        Text.assemble((f"{held.point.code}: ", "acupoint.name"), wording.reason_words(applied))
        for held in answer.held_back
        for applied in held.because
    ]
    return [_box("Held back", "acupoint.caution", _bulleted(texts))] if texts else []


def _advice(answer: Suggestions) -> Iterator[RenderableType]:
    for advice, signs in wording.advice_given(answer):
        said = _bulleted(Text(sentence(sign.text)) for sign in signs)
        body = Group(Text(advice.act.text, "acupoint.name"), Text("Because you said:"), said)
        yield _box(advice.title, _style_of(advice), body)


def _style_of(advice: Advice) -> str:
    return "acupoint.emergency" if advice.urgency.withholds else "acupoint.caution"


def _box(title: str, style: str, body: RenderableType) -> RenderableType:
    return Panel(body, title=Text(title, style), title_align="left", border_style=style, box=ROUNDED)


def _cited(statement: Statement, notes: Footnotes | None) -> Text:
    text = Text(statement.text)
    return text + notes.cite(statement.sources) if notes else text


def _bullets(statements: Iterable[Statement], notes: Footnotes | None = None) -> RenderableType:
    return _bulleted([_cited(statement, notes) for statement in statements])


def _bulleted(texts: Iterable[Text]) -> RenderableType:
    return _marked(("•", text) for text in texts)


def _numbered(statements: Iterable[Statement], notes: Footnotes | None = None) -> RenderableType:
    return _marked((f"{number}.", _cited(one, notes)) for number, one in enumerate(statements, start=1))


def _marked(rows: Iterable[tuple[str, Text]]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow=_OVERFLOW)
    for mark, text in rows:
        grid.add_row(mark, text)
    return grid


def _indented(body: RenderableType) -> RenderableType:
    return Padding(body, (0, 0, 0, 2))


def _commands(*commands: str) -> Text:
    return Text(listed(commands, "or"), "acupoint.command")
