"""The log on a screen: a table, a chart, and what they show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue
from acupoint.guide.layout import OVERFLOW, Row, box, indented, page, quiet
from acupoint.guide.wording import NO_DOCTOR, source_words
from acupoint.log import wording
from acupoint.log.chart import ASCII, UNICODE, Marks, chart
from acupoint.log.progress import History, Trend, advice_on
from acupoint.log.record import Record

_ROOMY = 64  # columns that a table needs
_CHART_WIDEST = 76


@dataclass(frozen=True, slots=True)
class SessionTable:
    """One row per session, or two lines if there is no room for a table; *full* adds heads and how long it took."""

    catalogue: Catalogue
    records: Sequence[Record]
    full: bool

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the available width."""
        if options.max_width < _ROOMY:
            yield from self._lines()
            return
        yield self._table() if self.full else self._grid()

    def _table(self) -> Table:
        table = Table(box=SIMPLE_HEAD, header_style="acupoint.label", expand=True, padding=(0, 1), show_edge=False)
        table.add_column("Began", no_wrap=True)
        table.add_column("Points", ratio=3, overflow=OVERFLOW)
        table.add_column("Pressed", no_wrap=True)
        table.add_column("Pain", no_wrap=True)
        table.add_column("Ended", ratio=2, overflow=OVERFLOW)
        for record in self.records:
            table.add_row(*map(Text, self._cells(record)))
        return table

    def _grid(self) -> Table:
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1, overflow=OVERFLOW)
        grid.add_column(no_wrap=True)
        grid.add_column(no_wrap=True)
        for record in self.records:
            began, points, _, pain, ending = self._cells(record)
            grid.add_row(Text(began, "acupoint.name"), Text(points), Text(f"pain {pain}"), Text(ending))
        return grid

    def _lines(self) -> Iterator[RenderableType]:
        for record in self.records:
            began, points, pressed, pain, ending = self._cells(record)
            yield Text.assemble((began, "acupoint.name"), f"  pain {pain}")
            yield indented(Text("; ".join((points, *([pressed] if self.full else []), ending))))

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
        yield _legend(marks, is_merged=drawn.merged)
        yield from (_coloured(line, marks) for line in drawn.rows)
        yield from map(Text, drawn.below)


def sessions(catalogue: Catalogue, history: History, *, full: bool) -> RenderableType:
    """Pain over time, whether to see somebody, and the last sessions; the numbers too where it is *full*."""
    if not history.records and not history.left_out:
        return Text(wording.EMPTY)
    parts = (_full if full else _short)(catalogue, history)
    return page([PainChart(history.counted), *parts, quiet(NO_DOCTOR)])


def _short(catalogue: Catalogue, history: History) -> Iterator[RenderableType]:
    if trend := history.trend:
        yield Text(wording.trend_in_short(trend))
        if advice := advice_on(trend, catalogue):
            yield Text.assemble((advice.title, "acupoint.caution"), "  ", (advice.act.text, "acupoint.name"))
    if history.in_table:
        yield SessionTable(catalogue, history.in_table, full=False)
    yield from map(quiet, wording.not_counted(history))
    yield Text.assemble("More: ", (wording.where_more_is(history), "acupoint.command"))


def _full(catalogue: Catalogue, history: History) -> Iterator[RenderableType]:
    if trend := history.trend:
        if advice := advice_on(trend, catalogue):
            yield box(advice.title, "acupoint.caution", _advised(advice, trend))
        else:
            yield Row("Over time", Text(wording.trend_line(trend)))
    if listed := history.in_table:
        yield Text()
        yield SessionTable(catalogue, listed, full=True)
        yield Text()
    if note := wording.signs_note(listed):
        yield quiet(note)
    yield from map(quiet, wording.not_counted(history))
    if lines := list(wording.change_lines(history)):
        yield Row("Change", _change(catalogue, lines))
    yield Row("Next", Text(wording.SAFETY))


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


def _legend(marks: Marks, *, is_merged: bool) -> Text:
    return Text.assemble(
        ("Pain", "acupoint.label"),
        "  ",
        (marks.before, "acupoint.before"),
        " before  ",
        (marks.after, "acupoint.after"),
        " after  ",
        (marks.same, "acupoint.after"),
        " the same",
        ("  (close together: their mean)" if is_merged else "", "acupoint.quiet"),
    )


def _coloured(line: str, marks: Marks) -> Text:
    text = Text(line)
    text.highlight_words([marks.before], "acupoint.before")
    text.highlight_words([marks.after, marks.same], "acupoint.after")
    return text
