"""A turn as it is played: keys in, moments out."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from acupoint.session.plan import Cue, Turn

_INSTANT = 0.001  # seconds to wait at least: less is lost in the rounding of a large clock, and a turn would not end
_UNSEEN = 1.0  # seconds over the wait after which nobody was there: the program, or the machine, had been stopped


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
        """Whole seconds still to press, rounded up: 0 at the very end alone."""
        return max(0, math.ceil(self.turn.seconds - self.elapsed))

    @property
    def pressed(self) -> int:
        """Whole seconds pressed."""
        return _whole_seconds(self.elapsed, self.turn)


class TurnDisplay(Protocol):
    """What shows a turn."""

    tick: float  # seconds between two moments shown while nothing else happens

    def show_card(self, turn: Turn) -> None:
        """Show where and how to press."""

    def show_ready(self, turn: Turn, left: int | None) -> None:
        """Show what starts the turn: a key, or the clock when no seconds are *left*."""

    def show(self, moment: Moment) -> None:
        """Show how far the turn has come."""


class Keys(Protocol):
    """What keys come from."""

    was_interrupted: bool  # whether Ctrl-C was among them

    def key(self, seconds: float) -> Key | None:
        """The key pressed within *seconds*; None if there is none."""


def play(
    turn: Turn,
    display: TurnDisplay,
    keys: Keys,
    now: Callable[[], float],
    keep: Callable[[int], object] = lambda _seconds: None,
) -> tuple[Outcome, int]:
    """How the turn ended, and how many seconds it was pressed: 0 if it was left at its card.

    *now* gives seconds that never run backwards. *keep* is called with the seconds it had so far: one, once the clock
    runs, for nothing may be heard of a program that is killed; and all, if a signal or a reader that goes away ends it.
    """
    key = _wait_for_start(turn, display, keys, now)
    if key is not Key.START:
        return (Outcome.STOPPED if key is Key.STOP else Outcome.SKIPPED), 0
    watch = _Watch(now)
    try:
        return _Player(turn, display, keys, watch, lambda: keep(_whole_seconds(0, turn))).play()
    except BaseException:
        keep(_whole_seconds(watch.elapsed, turn))
        raise


def _whole_seconds(elapsed: float, turn: Turn) -> int:
    # Never more than the turn has, and one at least, for the hand was there.
    return min(max(1, int(elapsed)), turn.seconds)


def _wait_for_start(turn: Turn, display: TurnDisplay, keys: Keys, now: Callable[[], float]) -> Key:
    """START, NEXT, or STOP: what the person says at the card. A turn with a lead starts by itself."""
    display.show_card(turn)
    display.show_ready(turn, turn.lead)
    shown = now()
    while turn.lead is None or now() - shown < turn.lead:
        if turn.lead is not None:
            display.show_ready(turn, math.ceil(turn.lead - (now() - shown)))
        key = keys.key(display.tick)
        if key in (Key.START, Key.NEXT, Key.STOP):
            return key
        if key is Key.AWAY:
            display.show_ready(turn, turn.lead)
            shown = now()
    return Key.START


class _Watch:
    # A stopwatch that skips the time during which the program was stopped: nobody was told to press then.
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._seen = now()
        self.elapsed = 0.0

    def look(self, waited: float) -> None:
        now = self._now()
        self.elapsed += min(now - self._seen, waited + _UNSEEN)
        self._seen = now

    def restart(self) -> None:
        self._seen = self._now()


@dataclass(frozen=True, slots=True)
class _Player:
    turn: Turn
    display: TurnDisplay
    keys: Keys
    watch: _Watch
    begun: Callable[[], object]

    def play(self) -> tuple[Outcome, int]:
        self._show(Event.BEGIN, self.turn.cues[0])
        self.begun()
        until = 0
        for cue in self.turn.cues:
            if until:
                self._show(Event.CUE, cue)
            until += cue.seconds
            outcome = self._play_cue(cue, until)
            if outcome is not Outcome.DONE:
                break
        end = Moment(self.turn, Event.END, cue, self.watch.elapsed, outcome)
        self.display.show(end)
        return outcome, end.pressed

    def _play_cue(self, cue: Cue, until: int) -> Outcome:
        while self.watch.elapsed < until:
            wait = min(self.display.tick, max(until - self.watch.elapsed, _INSTANT))
            key = self.keys.key(wait)
            self.watch.look(wait)
            if key in (Key.PAUSE, Key.AWAY):
                key = self._pause(cue)
            if key in (Key.NEXT, Key.STOP):
                return Outcome.SKIPPED if key is Key.NEXT else Outcome.STOPPED
            if self.watch.elapsed < until:
                self._show(Event.TICK, cue)
        return Outcome.DONE

    def _pause(self, cue: Cue) -> Key | None:
        self._show(Event.PAUSE, cue, is_paused=True)
        while (key := self.keys.key(self.display.tick)) in (None, Key.AWAY):
            self._show(Event.PAUSE if key else Event.TICK, cue, is_paused=True)
        self.watch.restart()
        if key in (Key.NEXT, Key.STOP):
            return key
        self._show(Event.RESUME, cue)
        return None

    def _show(self, event: Event, cue: Cue, *, is_paused: bool = False) -> None:
        self.display.show(Moment(self.turn, event, cue, self.watch.elapsed, is_paused=is_paused))
