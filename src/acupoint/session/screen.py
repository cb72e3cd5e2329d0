"""The screen reading of a session, with a clock that is drawn anew in its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.drawing.model import Drawing
from acupoint.guide import screen, wording
from acupoint.guide.layout import Footnotes, Illustrated, Row, box, bulleted, bullets, cited, numbered, page
from acupoint.guide.suggest import Suggestions
from acupoint.log.record import Record
from acupoint.session import wording as words
from acupoint.session.play import Moment, SessionOptions, Turn

_BAR = 24  # columns; a longer bar tells no more, and would leave its traces where a window is made narrow


def introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], wishes: SessionOptions
) -> RenderableType:
    """What comes, how long it takes, what it needs, and what to be careful of."""
    return page(list(_introduction(catalogue, answer, turns, wishes)))


def card(turn: Turn, drawings: Mapping[str, Drawing]) -> RenderableType:
    """Where the point is and how to press it, with its drawing; on its second side no more than what changes."""
    if not turn.is_first:
        place = f"{words.same_place(turn)} {turn.point.place.text}"
        return page([Text(), _title(turn), Row("Where", Text(place)), Text()])
    return Group(page([Text(), _title(turn), Text()]), _place(turn.point, drawings), page([*_how(turn), Text()]))


def ready(seconds: int | None) -> RenderableType:
    """What starts the turn: a key, or the clock after some *seconds*."""
    return page([Text(words.ready(seconds), "acupoint.do")])


def line(moment: Moment) -> RenderableType:
    """The moment in a line; an empty string where nothing happens."""
    said = words.line(moment)
    return page([Text(said)]) if said else ""


def block(moment: Moment) -> RenderableType:
    """The clock: what to do now, how far the turn has come, and the keys."""
    state = "Paused" if moment.is_paused else words.phase_words(moment.cue)
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
        Text(f"{words.clock_words(moment.left)} left"),
    )
    return page(
        [
            Text(words.short_title(moment.turn), "acupoint.name"),
            Text.assemble((f"{state}: ", "acupoint.label"), (moment.cue.text, "acupoint.do")),
            clock,
            Text(words.short_keys(is_paused=moment.is_paused), "acupoint.quiet"),
        ]
    )


def stopped(statements: Iterable[Statement]) -> RenderableType:
    """What to do after stopping early."""
    return page([box("Stop", "acupoint.stop", bullets(statements))])


def finished(record: Record, points: Iterable[Point], see_somebody: str) -> RenderableType:
    """What was pressed, the pain before and after, and why to *see_somebody*, where there is a reason."""
    rows: list[RenderableType] = [Text(), Row("Pressed", Text(words.summary(record, points)))]
    if pain := words.pain_words(record):
        rows.append(Row("Pain", Text(pain)))
    if see_somebody:
        rows.append(box("See somebody", "acupoint.caution", Text(see_somebody)))
    return page([*rows, Text(wording.NO_DOCTOR, "acupoint.quiet")])


def _introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], wishes: SessionOptions
) -> Iterator[RenderableType]:
    yield from screen.signs_named(answer)
    if said := wording.report_words(answer.report):
        yield Text.assemble(("You said: ", "acupoint.quiet"), said)
    for suggestion in words.suggestions_of(turns):
        yield screen.heading(suggestion.point)
    yield Text()
    notes = Footnotes()
    times = [Text(words.how_long(turns), "acupoint.do")]
    times += [Text(text) + notes.cite(sources) for text, sources in words.times(turns)]
    times += [Text(text) for text in (*words.changed_times(turns, wishes.seconds), words.RAMP_WORDS)]
    yield Row("How long", bulleted(times))
    yield Row("You need", bulleted(Text(need) for need in words.needs(turns)))
    yield Row("Times from", _sources(notes))
    yield Text()
    first = [Text(said, "acupoint.do") for said in words.lightly(turns)]
    yield from screen.held_back(answer)
    yield box("Take care", "acupoint.caution", bulleted([*first, *(cited(one, None) for one in catalogue.cautions)]))
    yield box("Stop", "acupoint.stop", bullets(catalogue.stop))
    if not answer.report.signs_asked:
        yield from screen.safety_first(catalogue)
    yield Text()
    yield Row("Log", Text(words.written_down(wishes)))
    yield Row("Keys", Text(words.keys(wishes)))


def _sources(notes: Footnotes) -> RenderableType:
    listed = (
        Text(f"[{number}] {wording.source_words([source])}", "acupoint.quiet")
        for number, source in enumerate(notes.sources, start=1)
    )
    return Group(*listed)


def _place(point: Point, drawings: Mapping[str, Drawing]) -> RenderableType:
    rows: list[RenderableType] = [Row("Where", Text(point.place.text)), Row("Find it", numbered(point.find))]
    if point.neighbours:
        rows.append(Row("Not this", bullets(point.neighbours)))
    if point.picture is None:
        return page(rows)
    rows.append(Row("Picture", Text(point.picture.text)))  # also where it is drawn: it says which side that shows
    return Illustrated(Group(*rows), drawings.get(point.id), Text())


def _how(turn: Turn) -> Iterator[RenderableType]:
    point = turn.point
    rules = (*turn.suggestion.ask_first, *turn.suggestion.press_lightly)
    texts = [Text(wording.rule_words(applied.condition, applied.rule)) for applied in rules]
    texts += [Text(statement.text) for statement in (*point.cautions, *point.stop)]
    yield box("Take care", "acupoint.caution", bulleted(texts))
    yield Row("Press", numbered(point.press))
    yield Row("Feels like", bullets(point.feel))
    if point.side_note:
        yield Row("Which side", Text(point.side_note.text))


def _title(turn: Turn) -> Text:
    return Text.assemble(
        screen.heading(turn.point, f"{turn.number} of {turn.of}  "), "  ", (f"{turn.side.value} side", "acupoint.do")
    )
