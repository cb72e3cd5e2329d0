"""The plan of a session: which side is pressed when, for how long, and with which cues."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from acupoint.catalogue.model import Point, Side
from acupoint.errors import UsageError
from acupoint.guide.suggest import Suggestion
from acupoint.text import clinic_mark, counted

RAMP = 10  # seconds to build up in, and to ease off in, at most; no source gives either
_SHARE = 6  # the ramp's share of a short side: a sixth of it

# Seconds to get a hand in place where nobody presses a key: on the first side of a point there is much to read or to
# listen to.
FIRST_LEAD, LEAD = 120, 15


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How a person wants a session to go."""

    seconds: int | None = None  # a side, as far as a dose allows; None for the least of each
    sides: tuple[Side, ...] = tuple(Side)
    is_silent: bool = False
    asks: bool = True  # else it runs through by the clock
    is_logged: bool = True
    has_keys: bool = True  # whether single keys can be read
    is_full: bool = False  # whether everything is shown that there is to know


class Phase(StrEnum):
    """What a hand does during a part of a turn."""

    BUILD_UP = "build up"
    HOLD = "hold"
    EASE_OFF = "ease off"


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
    is_first: bool  # side of its point, so that its card is shown in full
    lead: int | None  # seconds after which it begins by itself; None if only a key starts it
    cues: tuple[Cue, ...]
    has_keys: bool = True  # whether a key can start it before the clock does

    @property
    def point(self) -> Point:
        """The point to press."""
        return self.suggestion.point

    @property
    def seconds(self) -> int:
        """How long the point is pressed on this side, building up and easing off included."""
        return sum(cue.seconds for cue in self.cues)


def turns(suggestions: Iterable[Suggestion], options: SessionOptions) -> tuple[Turn, ...]:
    """What to press, in order: each point on each side.

    A side lasts the least time of the point's dose, or the seconds asked for, as far as the dose allows. Raises
    UsageError if no dose allows that many.
    """
    chosen = list(suggestions)
    if options.seconds is not None:
        _check_some_dose_allows(options.seconds, [suggestion.point for suggestion in chosen])
    pairs = [(suggestion, side) for suggestion in chosen for side in options.sides]
    return tuple(
        Turn(
            suggestion,
            side,
            number=number,
            of=len(pairs),
            is_first=side is options.sides[0],
            lead=None if options.asks and options.has_keys else FIRST_LEAD if side is options.sides[0] else LEAD,
            cues=_cues(suggestion, _seconds(suggestion.point, options.seconds)),
            has_keys=options.has_keys,
        )
        for number, (suggestion, side) in enumerate(pairs, start=1)
    )


def suggestions_of(turns: Iterable[Turn]) -> tuple[Suggestion, ...]:
    """What is pressed, each point once, in order."""
    return tuple({turn.point.id: turn.suggestion for turn in turns}.values())


def points_of(turns: Iterable[Turn]) -> tuple[Point, ...]:
    """The points that are pressed, in order."""
    return tuple(suggestion.point for suggestion in suggestions_of(turns))


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
    lightly = ", and lightly" if suggestion.press_lightly else ""
    cues = (
        Cue(Phase.BUILD_UP, f"Press in slowly{lightly}.", ramp),
        *_shared_out([cue.text for cue in suggestion.point.cues], seconds - 2 * ramp),
        Cue(Phase.EASE_OFF, "Ease off slowly.", ramp),
    )
    return tuple(cue for cue in cues if cue.seconds)


def _shared_out(texts: Sequence[str], seconds: int) -> Iterator[Cue]:
    # No second is lost, and the cues differ by one second at most.
    for number, text in enumerate(texts):
        share = seconds * (number + 1) // len(texts) - seconds * number // len(texts)
        yield Cue(Phase.HOLD, text, share)
