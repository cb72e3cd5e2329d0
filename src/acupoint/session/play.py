"""Points -> turns to press, and the playing of them. Time comes from a clock that is handed in."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

from acupoint.catalogue.model import Point, Side
from acupoint.errors import UsageError
from acupoint.guide.suggest import Suggestion
from acupoint.text import clinic_mark, counted

RAMP = 10  # seconds to build up in, and to ease off in, at most; no source gives either
_SHARE = 6  # the ramp's share of a short side: a sixth of it
_INSTANT = 0.001  # seconds waited at least: less would be lost in a large clock's rounding, and the turn would not end
_UNSEEN = 1.0  # seconds between two looks at the clock beyond which nobody was there: the program had been stopped


class Phase(StrEnum):
    """What a hand does during a part of a turn."""

    BUILD_UP = "build up"
    HOLD = "hold"
    EASE_OFF = "ease off"


class Key(Enum):
    """What a person can say with one key."""

    START = "Enter"
    PAUSE = "space"
    NEXT = "n"
    STOP = "q"
    AWAY = "back from Ctrl-Z"


class Outcome(Enum):
    """How a turn ended."""

    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Cue:
    """What to do now, for how many seconds."""

    phase: Phase
    text: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One side of one point."""

    suggestion: Suggestion
    side: Side
    number: int  # counted from 1
    of: int
    is_first: bool  # of its point's sides, so that where the point lies must be told
    cues: tuple[Cue, ...]

    @property
    def point(self) -> Point:
        """The point to press."""
        return self.suggestion.point

    @property
    def seconds(self) -> int:
        """How long the point is pressed on this side, building up and easing off counted in."""
        return sum(cue.seconds for cue in self.cues)


class Event(Enum):
    """Why a moment is shown."""

    BEGIN = "begin"
    CUE = "cue"
    TICK = "tick"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a turn has come."""

    turn: Turn
    event: Event
    cue: Cue
    elapsed: float  # seconds pressed so far
    outcome: Outcome | None = None  # at the END
    is_paused: bool = False

    @property
    def left(self) -> int:
        """Whole seconds still to press, counted up: 0 at the very end alone."""
        return max(0, math.ceil(self.turn.seconds - self.elapsed))

    @property
    def pressed(self) -> int:
        """Whole seconds pressed: never more than the turn has, and one at least, for the hand was there."""
        return min(max(1, int(self.elapsed)), self.turn.seconds)


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How a person wants a session to go."""

    seconds: int | None = None  # a side, as far as a dose allows; None for the least of each
    sides: tuple[Side, ...] = tuple(Side)
    is_silent: bool = False
    asks: bool = True  # else it goes through by the clock
    is_logged: bool = True
    has_keys: bool = True  # whether there is a keyboard to press keys on


class Display(Protocol):
    """Where a session is played: what the person sees and hears, and the keys they press."""

    tick: float  # seconds between two moments shown while nothing else happens

    def get_ready(self, turn: Turn) -> Key:
        """Show where and how; give back START, NEXT or STOP once the person says so."""

    def show(self, moment: Moment) -> None:
        """Show how far the turn has come."""

    def key(self, seconds: float) -> Key | None:
        """The key pressed within *seconds*; None where they pass without one."""


def turns(
    suggestions: Iterable[Suggestion], *, sides: Sequence[Side] = tuple(Side), seconds: int | None = None
) -> tuple[Turn, ...]:
    """What to press, in order: each point on each of the *sides*.

    Each side lasts the least time of the point's dose, or *seconds* as far as the dose allows. Raises UsageError where
    no dose allows that many.
    """
    chosen = list(suggestions)
    if seconds is not None:
        _check_some_dose_allows(seconds, [suggestion.point for suggestion in chosen])
    pairs = [(suggestion, side) for suggestion in chosen for side in sides]
    return tuple(
        Turn(
            suggestion,
            side,
            number=number,
            of=len(pairs),
            is_first=side is sides[0],
            cues=_cues(suggestion, _seconds(suggestion.point, seconds)),
        )
        for number, (suggestion, side) in enumerate(pairs, start=1)
    )


def _check_some_dose_allows(seconds: int, points: Sequence[Point]) -> None:
    if not any(point.dose.seconds[0] <= seconds <= point.dose.seconds[1] for point in points):
        bounds = "; ".join(dict.fromkeys(_bounds(point) for point in points))
        raise UsageError(f"{counted(seconds, 'second')} a side is outside the times given here ({bounds})")


def _bounds(point: Point) -> str:
    least, most = point.dose.seconds
    return f"{point.code}: {least if least == most else f'{least} to {most}'}{clinic_mark(point.dose.added_by)}"


def _seconds(point: Point, wanted: int | None) -> int:
    least, most = point.dose.seconds
    return least if wanted is None else min(max(wanted, least), most)


def _cues(suggestion: Suggestion, seconds: int) -> tuple[Cue, ...]:
    ramp = min(RAMP, seconds // _SHARE)
    texts = [cue.text for cue in suggestion.point.cues]
    lightly = ", and lightly" if suggestion.press_lightly else ""
    return (
        *_lasting(Cue(Phase.BUILD_UP, f"Press in slowly{lightly}.", ramp)),
        *_shared_out(texts, seconds - 2 * ramp),
        *_lasting(Cue(Phase.EASE_OFF, "Ease off slowly.", ramp)),
    )


def _lasting(cue: Cue) -> Iterator[Cue]:
    if cue.seconds:
        yield cue


def _shared_out(texts: Sequence[str], seconds: int) -> Iterator[Cue]:
    # Every second is used, and no cue gets more than one second less than another.
    for number, text in enumerate(texts):
        share = seconds * (number + 1) // len(texts) - seconds * number // len(texts)
        yield from _lasting(Cue(Phase.HOLD, text, share))


def play(turn: Turn, stage: Display, clock: Callable[[], float]) -> tuple[Outcome, int]:
    """How the turn ended, and how many seconds it was pressed: 0 where it was left before it began.

    *clock* gives seconds that never run backwards.
    """
    key = stage.get_ready(turn)
    if key is not Key.START:
        return (Outcome.STOPPED if key is Key.STOP else Outcome.SKIPPED), 0
    watch = _Watch(clock)
    stage.show(Moment(turn, Event.BEGIN, turn.cues[0], 0))
    until = 0
    for cue in turn.cues:
        if until:
            stage.show(Moment(turn, Event.CUE, cue, watch.elapsed))
        until += cue.seconds
        outcome = _play_cue(turn, cue, until, stage, watch)
        if outcome is not Outcome.DONE:
            break
    end = Moment(turn, Event.END, cue, watch.elapsed, outcome)
    stage.show(end)
    return outcome, end.pressed


class _Watch:
    # A stopwatch that does not count what nobody saw: while the program was stopped, nobody was told to press.
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seen = clock()
        self.elapsed = 0.0

    def look(self, waited: float) -> None:
        now = self._clock()
        self.elapsed += min(now - self._seen, waited + _UNSEEN)
        self._seen = now

    def restart(self) -> None:
        self._seen = self._clock()


def _play_cue(turn: Turn, cue: Cue, until: int, stage: Display, watch: _Watch) -> Outcome:
    while watch.elapsed < until:
        wait = min(stage.tick, max(until - watch.elapsed, _INSTANT))
        key = stage.key(wait)
        watch.look(wait)
        if key in (Key.PAUSE, Key.AWAY):
            key = _pause(turn, cue, stage, watch)
        if key in (Key.NEXT, Key.STOP):
            return Outcome.SKIPPED if key is Key.NEXT else Outcome.STOPPED
        if watch.elapsed < until:
            stage.show(Moment(turn, Event.TICK, cue, watch.elapsed))
    return Outcome.DONE


def _pause(turn: Turn, cue: Cue, stage: Display, watch: _Watch) -> Key | None:
    stage.show(Moment(turn, Event.PAUSE, cue, watch.elapsed, is_paused=True))
    while (key := stage.key(stage.tick)) in (None, Key.AWAY):
        stage.show(Moment(turn, Event.PAUSE if key else Event.TICK, cue, watch.elapsed, is_paused=True))
    watch.restart()
    if key in (Key.NEXT, Key.STOP):
        return key
    stage.show(Moment(turn, Event.RESUME, cue, watch.elapsed))
    return None
