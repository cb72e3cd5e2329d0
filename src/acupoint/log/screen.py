"""The log on a screen: a table, a chart, and what they show."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import zip_longest

from rich.cells import set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue
from acupoint.guide.layout import OVERFLOW, Row, box, page, quiet
from acupoint.guide.wording import NO_DOCTOR, source_words
from acupoint.log import wording
from acupoint.log.chart import ASCII, UNICODE, Marks, chart
from acupoint.log.progress import History, Trend, advice_on
from acupoint.log.record import Record

_ROOMY = 64  # columns that a table needs
_CHART_WIDEST = 76
_FITTED = 4096  # cells that are fitted once: many rows have the same


@dataclass(frozen=True, slots=True)
class SessionTable:
    """One row per session, or two lines if there is no room for a table; *full* adds heads and how long it took."""

    catalogue: Catalogue
    records: Sequence[Record]
    full: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the available width. A full table may be long, and Rich's own take a hundred times as long to draw."""
        codes = wording.codes_in(self.catalogue)
        rows = [_cells(codes, record) for record in self.records]
        fit = lru_cache(maxsize=_FITTED)(partial(_fitted, console))
        if options.max_width < _ROOMY:
            return _two_lines(rows, options.max_width, console, fit, full=self.full)
        return _table(rows, options.max_width, console, fit) if self.full else iter([_grid(rows)])


Cells = tuple[str, str, str, str, str]  # when it began, points, how long they were pressed, pain, and how it ended
Fit = Callable[[str, int], Sequence[str]]  # a cell and its width -> its lines, each as wide as that

_HEADS: Cells = ("Began", "Points", "Pressed", "Pain", "Ended")
_GAP = 3  # columns between two cells, and one on either side


def _cells(codes: Mapping[str, str], record: Record) -> Cells:
    points, pressed = wording.points(codes, record), wording.time_pressed(record)
    return wording.when(record), points, pressed, wording.pain(record), wording.ENDINGS[record.ending]


def _fitted(console: Console, text: str, width: int) -> Sequence[str]:
    if text.isascii() and len(text) <= width:
        return (text.ljust(width),)
    lines = Text(text).wrap(console, width, overflow=OVERFLOW)
    return [set_cell_size(line.plain.rstrip(), width) for line in lines]


def _grid(rows: Iterable[Cells]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow=OVERFLOW)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    for began, points, _, pain, ending in rows:
        grid.add_row(Text(began, "acupoint.name"), Text(points), Text(f"pain {pain}"), Text(ending))
    return grid


def _table(rows: Sequence[Cells], width: int, console: Console, fit: Fit) -> Iterator[Segment]:
    widths = _widths(rows, width)
    for line in _lines(_HEADS, widths, fit):
        yield Segment(line, console.get_style("acupoint.label"))
        yield Segment.line()
    yield from (Segment(("-" if console.options.ascii_only else "─") * width), Segment.line())
    for row in rows:
        for line in _lines(row, widths, fit):
            yield from (Segment(line), Segment.line())


def _widths(rows: Sequence[Cells], width: int) -> tuple[int, ...]:
    # The points and how it ended share what the others leave.
    began, _, pressed, pain, _ = (max(map(len, column)) for column in zip(_HEADS, *rows, strict=True))
    room = max(2, width - began - pressed - pain - _GAP * len(_HEADS) + 1)
    points = -(-room * 3 // 5)
    return began, points, pressed, pain, room - points


def _lines(row: Cells, widths: Sequence[int], fit: Fit) -> Iterator[str]:
    for cells in zip_longest(*map(fit, row, widths)):
        filled = (" " * width if cell is None else cell for cell, width in zip(cells, widths, strict=True))
        yield f" {(' ' * _GAP).join(filled)} "


def _two_lines(rows: Iterable[Cells], width: int, console: Console, fit: Fit, *, full: bool) -> Iterator[Segment]:
    name = console.get_style("acupoint.name")
    for began, points, pressed, pain, ending in rows:
        yield from (Segment(began, name), Segment(f"  pain {pain}"), Segment.line())
        for line in fit("; ".join((points, *([pressed] if full else []), ending)), max(1, width - 2)):
            yield from (Segment(f"  {line.rstrip()}"), Segment.line())


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
