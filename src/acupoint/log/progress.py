"""What the sessions show, and no more: the change over a session, and whether the pain they begin with has fallen.

None of it tells what pressing did. There is nobody here to compare with who did not press.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from acupoint.catalogue.model import Advice, Catalogue, Urgency
from acupoint.log.record import Ending, PressedSide, Record

FOUR_WEEKS = timedelta(days=28)
_WEEK = timedelta(days=7)
_A_STEP = 1.0  # the smallest difference a person can say on the scale, and so the smallest that counts as one
_A_LEAP = 2.0  # what one week must differ from the week before to be more than ups and downs
_SEVERAL = 2  # sessions that a mean must rest on before it is called worse


class Direction(StrEnum):
    """How the pain before a session has gone."""

    WORSE = "worse"
    NO_BETTER = "no-better"
    LOWER = "lower"
    UNCLEAR = "unclear"  # none of the others can be said

    @property
    def needs_a_clinician(self) -> bool:
        """Whether it is one of those that health services say to see somebody for."""
        return self in (Direction.WORSE, Direction.NO_BETTER)


@dataclass(frozen=True, slots=True)
class Change:
    """The mean pain before and after, over the sessions that have both."""

    rated: int  # how many have both; at least 1
    before: float
    after: float

    @property
    def points(self) -> float:
        """How much higher it was after; below 0 where it was lower."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Period:
    """The pain that the sessions of some days began with."""

    first: date
    last: date
    sessions: int
    mean: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The pain that sessions began with, early and late, and what is to be said of it."""

    direction: Direction
    then: Period
    now: Period
    is_early: bool = False  # whether nothing can be said since there is less than a week to look back on


@dataclass(frozen=True, slots=True)
class History:
    """What is told of a log."""

    records: tuple[Record, ...]  # the oldest first
    listed: int  # how many of them a table has: the last
    left_out: int  # how many older ones are not told of
    trend: Trend | None  # of the whole log, whatever is left out; None where no session has a pain before

    @property
    def in_table(self) -> tuple[Record, ...]:
        """The records that a table has."""
        return self.records[len(self.records) - self.listed :]

    @property
    def change(self) -> Change | None:
        """Over the sessions told of; None where none has a pain before and one after."""
        return change(self.records)


def history(records: Sequence[Record], since: date | None, most: int) -> History:
    """What is told of *records*, which are in order: those since a day, all in the table, or the last *most* in it."""
    told = tuple(one for one in records if since is None or one.began.date() >= since)
    listed = len(told) if since else min(most, len(told))
    return History(told, listed, len(records) - len(told), trend_of(records))


def sessions_on(day: date, point: str, records: Iterable[Record]) -> int:
    """In how many of *records* the point of that id was pressed on that *day*, by the clock on the wall."""
    return sum(
        one.began.date() == day and any(side.point == point and side.seconds for side in one.pressed) for one in records
    )


def last_stop_at(point: str, records: Iterable[Record]) -> date | None:
    """The day of the last session that was stopped at that point for what was felt there; None where none was."""
    days = [
        one.began.date() for one in records if one.ending is Ending.SENSATION and point in _touched_last(one.pressed)
    ]
    return max(days, default=None)


def _touched_last(pressed: Sequence[PressedSide]) -> set[str]:
    # Where it was stopped; if before the clock began there, also the point pressed before, which was felt last.
    before = [side.point for side in pressed[:-1] if side.seconds] if pressed and not pressed[-1].seconds else []
    return {*(side.point for side in pressed[-1:]), *before[-1:]}


def mean(pains: Sequence[int]) -> float:
    """The mean of one number or more."""
    return sum(pains) / len(pains)  # the statistics module takes longer to import than all the rest here


def change(records: Iterable[Record]) -> Change | None:
    """The mean pain before and after, over the *records* that have both; None where none has."""
    pairs = [(one.before, one.after) for one in records if one.before is not None and one.after is not None]
    if not pairs:
        return None
    return Change(len(pairs), mean([before for before, _ in pairs]), mean([after for _, after in pairs]))


def trend_of(records: Iterable[Record]) -> Trend | None:
    """How the pain before sessions has gone; None where none has a pain before.

    The first seven days of sessions are held against the last seven, or the first half of the time against the second
    where it is less than two weeks. Higher or lower means by a point with two sessions on each side, or by two points
    with one. Worse: higher, over a week at least; or by two points with two sessions on each side, over any time or
    against the seven days before. Lower: over a week at least. No better: over four weeks or more, not lower, and a
    point or more still.

    The same is asked of the last stretch alone, the sessions since a break of four weeks, so that pain which went and
    came back is not taken for pain that fell. Where one of the two says to see somebody, that one stands.
    """
    rated = sorted((one.began, one.before) for one in records if one.before is not None)
    if not rated:
        return None
    whole, latest = _trend(rated), _trend(_since_the_last_break(rated))
    return latest if latest.direction.needs_a_clinician and whole.direction is not Direction.WORSE else whole


def advice_on(trend: Trend | None, catalogue: Catalogue) -> Advice | None:
    """What to do where the pain is worse, or no better after four weeks: what *catalogue* has for such a sign."""
    if trend is None or not trend.direction.needs_a_clinician:
        return None
    return next(advice for advice in catalogue.advice if advice.urgency is Urgency.ROUTINE)


Rated = Sequence[tuple[datetime, int]]  # when a session began, and the pain before it; the oldest first


def _trend(rated: Rated) -> Trend:
    first, last = rated[0][0], rated[-1][0]
    span = last - first
    window = min(_WEEK, span / 2)
    then = _stretch([one for one in rated if one[0] - first < window] or rated[:1])
    now = _stretch([one for one in rated if last - one[0] < window] or rated[-1:])
    week_before = [one for one in rated if _WEEK <= last - one[0] < 2 * _WEEK]
    if _higher(then, now, _A_LEAP if span < _WEEK else _A_STEP):
        return Trend(Direction.WORSE, then, now)
    if span < _WEEK:
        return Trend(Direction.UNCLEAR, then, now, is_early=True)
    if _rise(then, now) >= _A_LEAP:
        return Trend(Direction.WORSE, then, now)
    if week_before and _higher(_stretch(week_before), now, _A_LEAP):
        return Trend(Direction.WORSE, _stretch(week_before), now)
    if _higher(now, then, _A_STEP) or _rise(now, then) >= _A_LEAP:
        return Trend(Direction.LOWER, then, now)
    no_better = span >= FOUR_WEEKS and now.mean >= _A_STEP
    return Trend(Direction.NO_BETTER if no_better else Direction.UNCLEAR, then, now)


def _stretch(rated: Rated) -> Period:
    return Period(rated[0][0].date(), rated[-1][0].date(), len(rated), mean([pain for _, pain in rated]))


def _higher(then: Period, now: Period, least: float) -> bool:
    return min(then.sessions, now.sessions) >= _SEVERAL and _rise(then, now) >= least


def _rise(then: Period, now: Period) -> float:
    return round(now.mean - then.mean, 6)  # two thirds and one third make one


def _since_the_last_break(rated: Rated) -> Rated:
    breaks = [number for number in range(1, len(rated)) if rated[number][0] - rated[number - 1][0] >= FOUR_WEEKS]
    return rated[max(breaks, default=0) :]
