"""The parts that screens are made of: rows, boxes, lists, and footnotes that fit any width from 40 columns up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import ROUNDED
from rich.console import Console, ConsoleOptions, Group, OverflowMethod, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.panel import Panel
from rich.segment import Segment
from rich.text import Text

from acupoint.catalogue.model import Source, Statement
from acupoint.text import listed

WIDEST = 92  # columns; longer lines are hard to read
_ROOMY = 52  # columns from which labels stand beside their text
_LABEL = 12

# Nothing may be cut off, addresses least of all; Rich also cuts a line with Chinese in it one column too early unless
# it is folded.
OVERFLOW: OverflowMethod = "fold"


@dataclass(frozen=True, slots=True)
class HangingIndent:
    """A body whose lines all begin some columns in, the first of them after a mark."""

    mark: str  # no wider than the margin
    margin: int  # columns
    body: RenderableType
    style: str = ""  # the mark's

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit to the width there is. Rich's tables measure all they hold first, which takes as long as showing it."""
        margin = min(self.margin, options.max_width - 1)
        room = options.update(width=options.max_width - margin, overflow=OVERFLOW)
        before = Segment(self.mark[:margin].ljust(margin), console.get_style(self.style))
        for line in console.render_lines(self.body, room, pad=False):
            yield before
            yield from line
            yield Segment.line()
            before = Segment(" " * margin)


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what it labels: side by side where there is room, else one above the other."""

    label: str
    body: RenderableType
    style: str = "acupoint.label"

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit to the width there is."""
        if options.max_width < _ROOMY:
            yield Text(self.label, self.style)
            yield indented(self.body)
        else:
            yield HangingIndent(self.label, _LABEL, self.body, self.style)


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


def page(parts: Sequence[RenderableType]) -> RenderableType:
    """The parts one below the other, no wider than is easy to read."""
    return Constrain(Group(*parts), WIDEST)


def box(title: str, style: str, body: RenderableType) -> RenderableType:
    """A frame with a title."""
    return Panel(body, title=Text(title, style), title_align="left", border_style=style, box=ROUNDED)


def cited(statement: Statement, notes: Footnotes | None) -> Text:
    """The statement, with the numbers of its sources where there are *notes*."""
    text = Text(statement.text)
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
    """The texts one below the other, each after its mark, which is shown in *style*."""
    listed = list(rows)
    margin = max((len(mark) for mark, _ in listed), default=0) + 1
    return Group(*(HangingIndent(mark, margin, text, style) for mark, text in listed))


def indented(body: RenderableType) -> RenderableType:
    """The body, two columns further in."""
    return HangingIndent("", 2, body)


def commands(*commands: str) -> Text:
    """The commands, as something to type."""
    return Text(listed(commands, "or"), "acupoint.command")
