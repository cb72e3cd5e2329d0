"""What a person sees and hears during a session."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol

from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.drawing.model import Drawing
from acupoint.guide.suggest import Suggestions
from acupoint.log.record import Record
from acupoint.session.plan import SessionOptions, Turn
from acupoint.session.play import Event, Moment, Outcome
from acupoint.terminal import output

if TYPE_CHECKING:
    from acupoint.terminal.output import Renderable

_REDRAWN = 0.2  # seconds between two drawings of the clock
_APPENDED = 1.0  # seconds between two looks at the clock where only events are shown
_TOLD = (60, 30, 10)  # seconds before a turn begins by itself at which that is told there


class SessionView(Protocol):
    """A reading of a session."""

    def introduction(
        self, catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions, /
    ) -> "Renderable":
        """What comes, how long it takes, what it needs, and what to be careful of."""

    def full_introduction(
        self, catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions, /
    ) -> "Renderable":
        """The same, with every caution and source."""

    def card(self, turn: Turn, drawings: Mapping[str, Drawing], stop: Sequence[Statement], /) -> "Renderable":
        """Where the point is, what to be careful of, and at what to *stop*."""

    def full_card(self, turn: Turn, drawings: Mapping[str, Drawing], stop: Sequence[Statement], /) -> "Renderable":
        """The same, with how to press it, and every caution."""

    def ready(self, turn: Turn, left: int | None, /) -> "Renderable":
        """What starts the turn: a key, or the clock when no seconds are *left*."""

    def line(self, moment: Moment, /) -> "Renderable":
        """The moment in a line; an empty string if nothing happens at it."""

    def block(self, moment: Moment, /) -> "Renderable":
        """The clock, drawn again and again in one place."""

    def stopped(self, statements: Iterable[Statement], /) -> "Renderable":
        """What to do after stopping early."""

    def finished(self, record: Record, points: Iterable[Point], see_somebody: str, /) -> "Renderable":
        """What was pressed, the pain before and after, and why to *see_somebody*, if there is a reason."""


class ReaderGoneError(Exception):
    """Nobody reads the session any more; it ends without a word."""


class Display:
    """Shows turns and moments as a *view* words them, and rings a bell at them."""

    def __init__(  # noqa: PLR0913 - all but two are named
        self,
        view: SessionView,
        drawings: Mapping[str, Drawing],
        *,
        redraws: bool,
        is_silent: bool,
        is_full: bool = False,
        stop: Sequence[Statement] = (),
    ) -> None:
        """*drawings* are by point id. With *redraws* the clock stays in one place, else every cue is a line.

        *stop* is when to let go of any point.
        """
        self.tick = _REDRAWN if redraws else _APPENDED
        self.view = view
        self._drawings = drawings
        self._redraws = redraws
        self._is_silent = is_silent
        self._is_full = is_full
        self._stop = stop
        self._told: int | None = None  # the seconds left that were told last
        self._open = ExitStack()
        self._draw: Callable[[Renderable], None] | None = None

    def clear(self) -> None:
        """Clear what is redrawn; the next moment draws it again."""
        self._draw = None
        self._told = None
        self._open.close()

    def show_introduction(
        self, catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
    ) -> None:
        """Show what comes."""
        introduction = self.view.full_introduction if options.is_full else self.view.introduction
        self.write(introduction(catalogue, answer, turns, options))

    def show_card(self, turn: Turn) -> None:
        """Show where and how to press."""
        self.clear()
        card = self.view.full_card if self._is_full else self.view.card
        self.write(card(turn, self._drawings, self._stop))

    def show_ready(self, turn: Turn, left: int | None) -> None:
        """Show what starts the turn, and count down the seconds *left* where the clock does."""
        if left is not None and self._redraws:
            self._redraw(self.view.ready(turn, left))
        elif left is None or (left in (turn.lead, *_TOLD) and left != self._told):
            self._told = left
            self.write(self.view.ready(turn, left))

    def show(self, moment: Moment) -> None:
        """Show how far the turn has come, and ring at its beginning and end."""
        if moment.event is Event.BEGIN or moment.outcome is Outcome.DONE:
            self._ring()
        if self._redraws and moment.event is not Event.END:
            self._redraw(self.view.block(moment))
            return
        self.clear()
        if line := self.view.line(moment):
            self.write(line)

    def write(self, answer: "Renderable") -> None:
        """Put *answer* on stdout. Raises ReaderGoneError if nobody reads it any more."""
        if not output.write(answer, wraps=True):
            raise ReaderGoneError

    def _redraw(self, block: "Renderable") -> None:
        if self._draw is None:
            self._draw = self._open.enter_context(output.redrawn())
        self._draw(block)

    def _ring(self) -> None:
        if not self._is_silent:
            output.ring()
