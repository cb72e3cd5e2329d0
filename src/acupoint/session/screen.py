"""The screen reading of a session, with a clock that stays in one place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.progress_bar import ProgressBar
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.drawing.model import Drawing
from acupoint.guide import blocks, short
from acupoint.guide.layout import (
    OVERFLOW,
    PICTURE_ABOVE,
    PICTURE_BESIDE,
    PICTURE_WIDTH,
    Footnotes,
    HangingIndent,
    Row,
    TextWithDrawing,
    box,
    bulleted,
    bullets,
    cited,
    drawn_rows,
    marked,
    numbered,
    page,
)
from acupoint.guide.suggest import Suggestions
from acupoint.guide.wording import NO_DOCTOR, report_words, rule_words, source_words
from acupoint.log.record import Record
from acupoint.session import wording
from acupoint.session.plan import SessionOptions, Turn, points_of, suggestions_of
from acupoint.session.play import Moment

_BAR = 24  # columns; a longer bar says no more, and would leave traces when a window is made narrower
_LABEL = 10  # columns
_HIGH = 24  # rows from which a drawing stands beside the steps
_HIGHER = 36  # and above them


def introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
) -> RenderableType:
    """What comes, how long it takes, what it needs, and what to be careful of."""
    return page(list(_introduction(catalogue, answer, turns, options)))


def full_introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
) -> RenderableType:
    """The same, with every caution and source."""
    return page(list(_full_introduction(catalogue, answer, turns, options)))


def card(turn: Turn, drawings: Mapping[str, Drawing], stop: Sequence[Statement]) -> RenderableType:
    """How to find the point, what to be careful of, and at what to *stop*; on its second side only what changes."""
    if not turn.is_first:
        return page([*_second_side(turn)])
    steps = StepsBesideDrawing(wording.find_lines(turn), drawings.get(turn.point.id))
    return page([Text(), _title(turn), steps, *_care(turn, stop)])


def full_card(turn: Turn, drawings: Mapping[str, Drawing], _stop: object) -> RenderableType:
    """The same, with how to press it, and every caution."""
    if not turn.is_first:
        return page([*_second_side(turn), Text()])
    return Group(page([Text(), _title(turn), Text()]), _place(turn.point, drawings), page([*_how(turn), Text()]))


def ready(turn: Turn, left: int | None) -> RenderableType:
    """What starts the turn: a key, or the clock when no seconds are *left*."""
    return page([Text(wording.ready_words(turn, left), "acupoint.do")])


def line(moment: Moment) -> RenderableType:
    """The moment in a line; an empty string if nothing happens at it."""
    said = wording.moment_words(moment)
    return page([Text(said)]) if said else ""


def block(moment: Moment) -> RenderableType:
    """The clock: what to do now, how far the turn has come, and the keys."""
    state = "Paused" if moment.is_paused else wording.phase_words(moment.cue)
    clock = Table.grid(padding=(0, 1))
    clock.add_column(ratio=1, max_width=_BAR)
    clock.add_column(no_wrap=True)
    clock.add_row(
        ProgressBar(
            total=moment.turn.seconds,
            completed=moment.elapsed,
            style="acupoint.quiet",
            complete_style="acupoint.bar",
            finished_style="acupoint.bar",
        ),
        Text(f"{wording.clock_words(moment.left)} left"),
    )
    return page(
        [
            Text(wording.side_words(moment.turn), "acupoint.name"),
            Text.assemble((f"{state}: ", "acupoint.label"), (moment.cue.text, "acupoint.do")),
            clock,
            Text(wording.short_key_words(is_paused=moment.is_paused), "acupoint.quiet"),
        ]
    )


def stopped(statements: Iterable[Statement]) -> RenderableType:
    """What to do after stopping early."""
    return page([box("Stop", "acupoint.stop", bullets(statements))])


def finished(record: Record, points: Iterable[Point], see_somebody: str) -> RenderableType:
    """What was pressed, the pain before and after, and why to *see_somebody*, if there is a reason."""
    rows: list[RenderableType] = [Text(), Row("Pressed", Text(wording.summary_words(record, points)))]
    if pain := wording.pain_words(record):
        rows.append(Row("Pain", Text(pain)))
    if see_somebody:
        rows.append(box("See somebody", "acupoint.caution", Text(see_somebody)))
    return page([*rows, Text(NO_DOCTOR, "acupoint.quiet")])


def _introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
) -> Iterator[RenderableType]:
    if not answer.report.signs_asked:
        yield from blocks.gate_first(catalogue, answer.gate, answer.places)
    yield from blocks.signs_named(answer)
    yield Text(wording.title_words(turns), "acupoint.name")
    points = points_of(turns)
    avoid = "; ".join(short.not_if(catalogue, points, answer.report))
    ask = "; ".join(short.ask_first_if(catalogue, points, answer.report))
    asks = Text.assemble(("Ask first if", "acupoint.caution"), f" {ask}.") if ask else Text()
    if avoid:
        yield HangingIndent("Not if", _LABEL, Text(f"{avoid}. ") + asks, "acupoint.caution")
    elif ask:
        yield asks
    yield from (_line("Care", text, "acupoint.caution") for text in short.general_cautions(catalogue))
    yield from (_line("Left out", f"{codes}: {why}", "acupoint.caution") for codes, why in short.left_out(answer))
    yield from (_line("How long", text) for text in wording.changed_time_lines(turns, options.seconds))
    if not options.has_keys:
        yield _line("Keys", wording.key_words(options))
    yield _line("Log", f"{wording.kept_words(options)} {wording.MORE}")


def _second_side(turn: Turn) -> Iterator[RenderableType]:
    yield from (Text(), _title(turn))
    yield Row("Where", Text(f"{wording.same_place_words(turn)} {turn.point.place.text}"))


def _care(turn: Turn, stop: Sequence[Statement]) -> Iterator[RenderableType]:
    if care := " ".join(wording.care_lines(turn)):
        yield _line("Care", care, "acupoint.caution")
    if signs := " ".join(wording.stop_lines(turn, stop)):
        yield _line("Let go", signs, "acupoint.stop")


def _line(label: str, text: str, style: str = "acupoint.label") -> RenderableType:
    return HangingIndent(label, _LABEL, Text(text), style)


@dataclass(frozen=True, slots=True)
class StepsBesideDrawing:
    """How to find a point, beside its drawing as far down as that goes, and below it.

    Where there is not enough room for both, the drawing is left out.
    """

    steps: Sequence[str]
    drawing: Drawing | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the width and the height."""
        marks = [(f"{number}.", Text(step)) for number, step in enumerate(self.steps, start=1)]
        rows = list(drawn_rows(self.drawing, PICTURE_WIDTH)) if self.drawing else []
        if options.max_width < PICTURE_BESIDE or console.size.height < _HIGH:
            is_above = options.max_width >= PICTURE_ABOVE and console.size.height >= _HIGHER
            yield from rows if is_above else ()
            yield marked(marks)
            return
        room = options.update(width=options.max_width - PICTURE_WIDTH - 2, overflow=OVERFLOW)
        lines: list[list[Segment]] = []
        while marks and len(lines) < len(rows):
            lines += console.render_lines(marked([marks.pop(0)]), room, pad=False)
        for row, line in zip_longest(rows, lines):
            shown = console.render_lines(row or Text(), options.update(width=PICTURE_WIDTH + 2))[0]
            yield from (*shown, *(line or ()), Segment.line())
        yield marked(marks)


def _full_introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
) -> Iterator[RenderableType]:
    yield from blocks.gate_first_unless_asked(catalogue, answer)
    yield from blocks.signs_named(answer)
    if said := report_words(answer.report):
        yield Text.assemble(("You said: ", "acupoint.quiet"), said)
    for suggestion in suggestions_of(turns):
        yield blocks.heading(suggestion.point)
    yield Text()
    notes = Footnotes()
    times = [Text(wording.how_long_words(turns), "acupoint.do")]
    times += [Text(text) + notes.cite(sources) for text, sources in wording.time_lines(turns)]
    times += [Text(text) for text in (*wording.changed_time_lines(turns, options.seconds), wording.RAMP_WORDS)]
    yield Row("How long", bulleted(times))
    yield Row("You need", bulleted(Text(need) for need in wording.needs_of(turns)))
    yield Row("Times from", _sources(notes))
    yield Text()
    first = [Text(said, "acupoint.do") for said in wording.lightly_lines(turns)]
    yield from blocks.held_back(answer)
    yield box("Take care", "acupoint.caution", bulleted([*first, *(cited(one, None) for one in catalogue.cautions)]))
    yield box("Stop", "acupoint.stop", bullets(catalogue.stop))
    if not answer.report.conditions_asked:
        yield from blocks.conditions_first(catalogue)
    yield Text()
    yield Row("Log", Text(wording.log_words(options)))
    yield Row("Keys", Text(wording.key_words(options)))


def _sources(notes: Footnotes) -> RenderableType:
    rows = (
        Text(f"[{number}] {source_words([source])}", "acupoint.quiet")
        for number, source in enumerate(notes.sources, start=1)
    )
    return Group(*rows)


def _place(point: Point, drawings: Mapping[str, Drawing]) -> RenderableType:
    rows: list[RenderableType] = [Row("Where", Text(point.place.text)), Row("Find it", numbered(point.find))]
    if point.neighbours:
        rows.append(Row("Not this", bullets(point.neighbours)))
    if point.picture is None:
        return page(rows)
    rows.append(Row("Picture", Text(point.picture.text)))  # also where it is drawn: it says which side that shows
    return TextWithDrawing(Group(*rows), drawings.get(point.id), Text())


def _how(turn: Turn) -> Iterator[RenderableType]:
    point = turn.point
    texts = [Text(rule_words(applied.condition, applied.rule)) for applied in turn.suggestion.rules]
    texts += [Text(statement.text) for statement in (*point.cautions, *point.stop)]
    yield box("Take care", "acupoint.caution", bulleted(texts))
    yield Row("Press", numbered(point.press))
    yield Row("Feels like", bullets(point.feel))
    if point.side_note:
        yield Row("Which side", Text(point.side_note.text))


def _title(turn: Turn) -> Text:
    return Text.assemble(
        blocks.heading(turn.point, f"{turn.number} of {turn.of}  "), "  ", (f"{turn.side.value} side", "acupoint.do")
    )
