"""Where a session meets its person: what is shown and rung while it is played, and what waits for a key."""

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from acupoint.clock import Clock
from acupoint.session.play import Event, Key, Moment, Outcome, Turn
from acupoint.terminal import output as terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import RenderableType

    from acupoint.catalogue.model import Catalogue, Point, Statement
    from acupoint.drawing.model import Drawing
    from acupoint.guide.suggest import Suggestions
    from acupoint.log.record import Record
    from acupoint.session.play import SessionOptions

# Seconds to get a hand in place where nobody presses a key: on the first side of a point there is much to be read, or
# to be listened to.
FIRST_LEAD, LEAD = 120, 15

_REDRAWN = 0.2  # seconds between two drawings of the clock
_APPENDED = 1.0  # seconds between two looks at the clock where only events are shown


class Keys(Protocol):
    """What keys come from."""

    was_interrupted: bool

    def key(self, seconds: float) -> Key | None:
        """The key pressed within *seconds*; None where there is none."""


class SessionView(Protocol):
    """A reading of a session."""

    def introduction(
        self, catalogue: "Catalogue", answer: "Suggestions", turns: "Sequence[Turn]", wishes: "SessionOptions", /
    ) -> "RenderableType":
        """What comes, how long it takes, what it needs, and what to be careful of."""

    def card(self, turn: Turn, drawings: Mapping[str, "Drawing"], /) -> "RenderableType":
        """Where the point is and how to press it."""

    def ready(self, seconds: int | None, /) -> "RenderableType":
        """What starts the turn: a key, or the clock after some *seconds*."""

    def line(self, moment: Moment, /) -> "RenderableType":
        """The moment in a line; an empty string where nothing happens."""

    def block(self, moment: Moment, /) -> "RenderableType":
        """The clock, where it is drawn anew in its place."""

    def stopped(self, statements: "Iterable[Statement]", /) -> "RenderableType":
        """The signs to stop at."""

    def finished(self, record: "Record", points: "Iterable[Point]", see_somebody: str, /) -> "RenderableType":
        """What was pressed, what became of the pain, and whether to see somebody."""


class ReaderGoneError(Exception):
    """Who read the session has gone away, so that it ends without a word."""


class Display:
    """A stage as `session.play` wants it, for a *view* that words the turns and moments."""

    keys: Keys  # set before a turn is played

    def __init__(  # noqa: PLR0913 - each is a choice of its own
        self,
        view: SessionView,
        clock: Clock,
        drawings: Mapping[str, "Drawing"],
        *,
        redraws: bool,
        is_silent: bool,
        waits: bool,
    ) -> None:
        """*drawings* are by point id. Without *waits*, each turn begins by itself after some seconds."""
        self.tick = _REDRAWN if redraws else _APPENDED
        self.view = view
        self.clock = clock
        self._drawings = drawings
        self._redraws = redraws
        self._is_silent = is_silent
        self._waits = waits
        self._open = ExitStack()
        self._draw: Callable[[RenderableType], None] | None = None

    def __enter__(self) -> Self:
        """Nothing is drawn before the first moment."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear what is redrawn."""
        self.clear()

    def clear(self) -> None:
        """Clear what is redrawn; the next moment draws it again."""
        self._draw = None
        self._open.close()

    def get_ready(self, turn: Turn) -> Key:
        """Show where and how; give back START, NEXT or STOP once the person says so, or time has gone by."""
        lead = FIRST_LEAD if turn.is_first else LEAD
        ready = self.view.ready(None if self._waits else lead)
        self.write(self.view.card(turn, self._drawings))
        self.write(ready)
        until = self.clock.now() + lead
        while self._waits or self.clock.now() < until:
            key = self.key(self.tick)
            if key in (Key.START, Key.NEXT, Key.STOP):
                return key
            if key is Key.AWAY:
                self.write(ready)
                until = self.clock.now() + lead
        return Key.START

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

    def key(self, seconds: float) -> Key | None:
        """The key pressed within *seconds* of the clock; None where there is none."""
        return self.clock.wait(self.keys.key, seconds)

    def write(self, answer: "RenderableType") -> None:
        """Put *answer* on stdout. Raises ReaderGoneError where nobody reads it any more."""
        if not terminal.write(answer):
            raise ReaderGoneError

    def _redraw(self, block: "RenderableType") -> None:
        if self._draw is None:
            self._draw = self._open.enter_context(terminal.redrawn())
        self._draw(block)

    def _ring(self) -> None:
        if not self._is_silent:
            terminal.ring()
