"""What screens are made of: rows, boxes, lists, footnotes, and text beside a drawing, at any width from 40 columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from rich.box import ROUNDED
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, OverflowMethod, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.panel import Panel
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from acupoint.catalogue.model import Source, Statement
from acupoint.drawing.braille import in_text
from acupoint.drawing.model import Drawing
from acupoint.text import listed

WIDEST = 92  # columns; longer lines are hard to read
_ROOMY = 52  # columns from which labels stand beside their text
_LABEL = 12
_COLUMNS = 76  # columns from which two lists stand side by side

# What a picture's cells show -> style. Landmarks and labels are as bright as text.
_PICTURE_STYLES = {"outline": "acupoint.quiet", "leader": "acupoint.quiet", "point": "acupoint.point"}

PICTURE_ABOVE = 56  # columns from which a picture stands above its text
PICTURE_BESIDE = 76  # columns from which it stands beside it
PICTURE_WIDTH = 32  # columns: the drawings are made for this size

# Nothing may be cut off, addresses least of all; Rich also cuts a line with Chinese in it one column too early unless
# it is folded.
OVERFLOW: OverflowMethod = "fold"


@dataclass(frozen=True, slots=True)
class HangingIndent:
    """A body whose lines are all indented, the first of them after a mark."""

    mark: str  # no wider than the margin
    margin: int  # columns
    body: RenderableType
    style: str = ""  # the mark's

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the width. Rich's tables measure all they hold first, which takes as long as showing it."""
        margin = min(self.margin, options.max_width - 1)
        room = options.update(width=options.max_width - margin, overflow=OVERFLOW)
        mark = set_cell_size(self.mark, min(margin, cell_len(self.mark)))
        before = [Segment(mark, console.get_style(self.style)), Segment(" " * (margin - cell_len(mark)))]
        for line in console.render_lines(self.body, room, pad=False):
            yield from (*before, *line, Segment.line())
            before = [Segment(" " * margin)]


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what it labels: side by side if there is room, otherwise one above the other."""

    label: str
    body: RenderableType
    style: str = "acupoint.label"

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the width."""
        if options.max_width < _ROOMY:
            yield Text(self.label, self.style)
            yield indented(self.body)
        else:
            yield HangingIndent(self.label, _LABEL, self.body, self.style)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Bodies in two columns if there is room, each in the shorter one so far; otherwise one above the other."""

    bodies: Sequence[RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the width."""
        if options.max_width < _COLUMNS or len(self.bodies) == 1:
            yield from self.bodies
            return
        width = options.max_width // 2
        room = options.update(width=width - 1, overflow=OVERFLOW)
        left: list[list[Segment]] = []
        right: list[list[Segment]] = []
        for body in self.bodies:
            column = right if len(right) < len(left) else left
            column += console.render_lines(body, room, pad=False)
        empty: list[Segment] = []
        for line, beside in zip_longest(left, right, fillvalue=empty):
            yield from Segment.adjust_line_length(line, width) if beside else line
            yield from beside
            yield Segment.line()


@dataclass(frozen=True, slots=True)
class Spread:
    """Two texts on one row, the second at its right end, if there is room; otherwise one above the other."""

    left: Text
    right: Text

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the width."""
        room = options.max_width - self.left.cell_len - self.right.cell_len
        if room < 1:
            yield self.left
            yield self.right
        else:
            yield Text.assemble(self.left, " " * room, self.right)


@dataclass(frozen=True, slots=True)
class FirstThatFits:
    """The first of several that has fewer rows than the terminal, which needs one for the prompt; else the last."""

    bodies: Sequence[RenderableType]  # one at least

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the height."""
        for body in self.bodies[:-1]:
            lines = console.render_lines(body, options, pad=False)
            if len(lines) < console.height:
                for line in lines:
                    yield from line
                    yield Segment.line()
                return
        yield self.bodies[-1]


@dataclass(frozen=True, slots=True)
class TextWithDrawing:
    """A text and a drawing: beside it if there is room, above it if there is less, otherwise the drawing in words."""

    text: RenderableType
    drawing: Drawing | None
    described: RenderableType
    columns: int = PICTURE_WIDTH  # of the drawing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit the width."""
        width = options.max_width
        if self.drawing is None or width < PICTURE_ABOVE:
            described = () if self.described == Text() else (self.described,)
            yield Constrain(Group(self.text, *described), WIDEST)
        elif width < PICTURE_BESIDE:
            yield from drawn_rows(self.drawing, self.columns)
            yield Text()
            yield Constrain(self.text, WIDEST)
        else:
            grid = Table.grid(padding=(0, 2))
            grid.add_column(width=self.columns, no_wrap=True)
            grid.add_column(width=min(width, WIDEST) - self.columns - 2, overflow=OVERFLOW)
            grid.add_row(Group(*drawn_rows(self.drawing, self.columns)), self.text)
            yield grid


def drawn_rows(drawing: Drawing, columns: int) -> Iterator[Text]:
    """The rows of a drawing that is as wide as *columns*."""
    for row in in_text(drawing, columns):
        runs = groupby(row, key=lambda cell: cell.shows)
        line = Text.assemble(
            *(("".join(cell.character for cell in run), _PICTURE_STYLES.get(shows, "")) for shows, run in runs)
        )
        line.rstrip()
        yield line


class Footnotes:
    """Sources, numbered in the order they are first cited."""

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
        return quiet(f" [{', '.join(map(str, numbers))}]")


def page(parts: Sequence[RenderableType]) -> RenderableType:
    """The parts one below another, no wider than is easy to read."""
    return Constrain(Group(*parts), WIDEST)


def box(title: str, style: str, body: RenderableType) -> RenderableType:
    """A frame with a title."""
    return Panel(body, title=Text(title, style), title_align="left", border_style=f"{style}.frame", box=ROUNDED)


def quiet(text: str) -> Text:
    """What may be read last."""
    return Text(text, "acupoint.quiet")


def cited(statement: Statement, notes: Footnotes | None = None, style: str = "") -> Text:
    """The statement, with the numbers of its sources if there are *notes*."""
    text = Text(statement.text, style)
    return text + notes.cite(statement.sources) if notes else text


def bullets(statements: Iterable[Statement], notes: Footnotes | None = None) -> RenderableType:
    """The statements as a list."""
    return bulleted([cited(statement, notes) for statement in statements])


def bulleted(texts: Iterable[Text]) -> RenderableType:
    """The texts as a list."""
    return marked(("•", text) for text in texts)


def numbered(statements: Iterable[Statement], notes: Footnotes | None = None) -> RenderableType:
    """The statements as numbered steps."""
    return marked((f"{number}.", cited(one, notes)) for number, one in enumerate(statements, start=1))


def marked(rows: Iterable[tuple[str, Text]], style: str = "") -> RenderableType:
    """The texts one below another, each after its mark in *style*."""
    items = list(rows)
    margin = max((cell_len(mark) for mark, _ in items), default=0) + 1
    return Group(*(HangingIndent(mark, margin, text, style) for mark, text in items))


def indented(body: RenderableType) -> RenderableType:
    """The body, indented by two columns."""
    return HangingIndent("", 2, body)


def commands(*commands: str) -> Text:
    """Commands to type."""
    return Text(listed(commands, "or"), "acupoint.command")
