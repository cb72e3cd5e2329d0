"""The log on a screen: a table, a chart, and what they show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue
from acupoint.guide.layout import OVERFLOW, Row, box, indented, page
from acupoint.guide.wording import NO_DOCTOR, source_words
from acupoint.log import wording
from acupoint.log.chart import ASCII, UNICODE, Marks, chart
from acupoint.log.progress import History, Trend, advice_on
from acupoint.log.record import Record

_ROOMY = 64  # columns that a table needs
_CHART_WIDEST = 76


@dataclass(frozen=True, slots=True)
class SessionTable:
    """One row per session, or two lines if there is no room for a table."""

    catalogue: Catalogue
    records: Sequence[Record]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the available width."""
        if options.max_width < _ROOMY:
            yield from self._lines()
            return
        table = Table(box=SIMPLE_HEAD, header_style="acupoint.label", expand=True, padding=(0, 1), show_edge=False)
        table.add_column("Began", no_wrap=True)
        table.add_column("Points", ratio=3, overflow=OVERFLOW)
        table.add_column("Pressed", no_wrap=True)
        table.add_column("Pain", no_wrap=True)
        table.add_column("Ended", ratio=2, overflow=OVERFLOW)
        for record in self.records:
            table.add_row(*map(Text, self._cells(record)))
        yield table

    def _lines(self) -> Iterator[RenderableType]:
        for record in self.records:
            began, points, pressed, pain, ending = self._cells(record)
            yield Text.assemble((began, "acupoint.name"), f"  pain {pain}")
            yield indented(Text(f"{points}; {pressed}; {ending}"))

    def _cells(self, record: Record) -> tuple[str, str, str, str, str]:
        points, pressed = wording.points(self.catalogue, record), wording.time_pressed(record)
        return wording.when(record), points, pressed, wording.pain(record), wording.ENDINGS[record.ending]


@dataclass(frozen=True, slots=True)
class PainChart:
    """Pain before and after over time, in ASCII if the stream can show no more."""

    records: Sequence[Record]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the available width."""
        marks = ASCII if options.ascii_only else UNICODE
        drawn = chart(self.records, min(options.max_width, _CHART_WIDEST), marks)
        if drawn is None:
            return
        yield Text()
        yield _legend(marks)
        yield from (_coloured(line, marks) for line in drawn.rows)
        yield from map(Text, drawn.below)
        if drawn.merged:
            yield Text("Sessions close together are drawn as one: their mean.", "acupoint.quiet")
        yield Text()


def sessions(catalogue: Catalogue, history: History) -> RenderableType:
    """The last sessions, pain over time, the change over a session, the trend, and whether to see somebody."""
    if not history.records and not history.left_out:
        return Text(wording.EMPTY)
    return page(list(_parts(catalogue, history)))


def _parts(catalogue: Catalogue, history: History) -> Iterator[RenderableType]:
    listed = history.in_table
    if listed:
        yield SessionTable(catalogue, listed)
    if note := wording.signs_note(listed):
        yield Text(note, "acupoint.quiet")
    yield from (Text(line, "acupoint.quiet") for line in wording.not_listed(history))
    yield PainChart(history.records)
    if lines := list(wording.change_lines(history)):
        yield Row("Change", _change(catalogue, lines))
    trend = history.trend
    advice = advice_on(trend, catalogue)
    if trend and advice:
        yield box(advice.title, "acupoint.caution", _advised(advice, trend))
    elif trend:
        yield Row("Over time", Text(wording.trend_line(trend)))
    yield Row("Next", Text(wording.SAFETY))
    yield Text(NO_DOCTOR, "acupoint.quiet")


def _change(catalogue: Catalogue, lines: Sequence[str]) -> RenderableType:
    said = " ".join((*lines, *(statement.text for statement in catalogue.ratings)))
    sources = {source.id: source for statement in catalogue.ratings for source in statement.sources}
    whose = f"On the word of {source_words(sources.values())}."
    return Group(Text(said), Text(whose if sources else "", "acupoint.quiet"))


def _advised(advice: Advice, trend: Trend) -> RenderableType:
    return Group(
        Text(wording.trend_line(trend)),
        Text(advice.act.text, "acupoint.name"),
        Text(f"On the word of {source_words(advice.act.sources)}.", "acupoint.quiet"),
    )


def _legend(marks: Marks) -> Text:
    return Text.assemble(
        ("Pain", "acupoint.label"),
        "  ",
        (marks.before, "acupoint.before"),
        " before  ",
        (marks.after, "acupoint.after"),
        " after  ",
        (marks.same, "acupoint.after"),
        " the same",
    )


def _coloured(line: str, marks: Marks) -> Text:
    text = Text(line)
    text.highlight_words([marks.before], "acupoint.before")
    text.highlight_words([marks.after, marks.same], "acupoint.after")
    return text
