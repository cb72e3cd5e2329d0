"""How the pain changes over a session, and from session to session.

None of it shows what pressing did: there is nobody to compare with who did not press.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from acupoint.catalogue.model import Advice, Catalogue, Urgency
from acupoint.log.record import Ending, PressedSide, Record

FOUR_WEEKS = timedelta(days=28)
_WEEK = timedelta(days=7)
_DAY = timedelta(hours=24)
_A_STEP = 1.0  # the smallest difference on the scale, and so the smallest that counts
_A_LEAP = 2.0  # a difference from one week to the next that is more than ups and downs
_SEVERAL = 2  # sessions that a mean needs before it is called worse
_MAY_BE_FELT = (Ending.SENSATION, Ending.UNANSWERED)
SEVERE = 7  # the least pain that is called severe


class Direction(StrEnum):
    """Which way the pain before a session goes."""

    WORSE = "worse"
    NO_BETTER = "no-better"
    LOWER = "lower"
    UNCLEAR = "unclear"  # none of the above

    @property
    def needs_a_clinician(self) -> bool:
        """Whether health services say to see somebody about it."""
        return self in (Direction.WORSE, Direction.NO_BETTER)


@dataclass(frozen=True, slots=True)
class Change:
    """The mean pain before and after, over the sessions with both."""

    rated: int  # how many sessions have both; at least 1
    before: float
    after: float

    @property
    def points(self) -> float:
        """How much higher it was after; negative if it was lower."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Period:
    """The pain before the sessions of some days."""

    first: date
    last: date
    sessions: int
    mean: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The pain before sessions, then and now, and which way it goes."""

    direction: Direction
    then: Period
    now: Period
    is_early: bool = False  # less than a week of sessions: nothing can be said yet
    is_severe: bool = False  # the last two sessions began with severe pain
    is_rising: bool = False  # that pain is higher than in an earlier session, or did not fall in four weeks


@dataclass(frozen=True, slots=True)
class History:
    """The part of a log to show."""

    records: tuple[Record, ...]  # the oldest first
    listed: int  # how many of them, the last, the table lists
    left_out: int  # how many older ones are not shown
    trend: Trend | None  # of the whole log until now; None if no session has a pain before
    since: date | None = None  # the day from which they are shown, if one was named
    later: int = 0  # how many of the records shown are dated later than now, the last ones

    @property
    def in_table(self) -> tuple[Record, ...]:
        """The records that the table lists."""
        return self.records[len(self.records) - self.listed :]

    @property
    def counted(self) -> tuple[Record, ...]:
        """The records shown that are not dated later than now."""
        return self.records[: len(self.records) - self.later]

    @property
    def change(self) -> Change | None:
        """The change over the shown sessions; None if none has a pain before and after."""
        return change(self.counted)


def history(records: Sequence[Record], since: date | None, most: int | None, now: datetime) -> History:
    """The history of *records*, oldest first, *since* a day: a table of them all, or of the last *most*."""
    shown = tuple(one for one in records if since is None or one.began.date() >= since)
    listed = len(shown) if most is None else min(most, len(shown))
    later = sum(one.began > now for one in shown)
    return History(shown, listed, len(records) - len(shown), trend_of(until(now, records)), since, later)


def until(now: datetime, records: Iterable[Record]) -> list[Record]:
    """The *records* that are not dated later than *now*. A clock that was wrong once must not decide the trend."""
    return [one for one in records if one.began <= now]


def sessions_lately(now: datetime, point: str, records: Iterable[Record]) -> int:
    """How many of *records* pressed the point with that id within a day of *now*, whatever the zones of their dates."""
    return sum(
        abs(now - one.began) < _DAY and any(side.point == point and side.seconds for side in one.pressed)
        for one in records
    )


def last_stop_at(point: str, records: Iterable[Record]) -> Record | None:
    """The last session that a sensation stopped at that point, or else the last that one may have stopped."""
    stopped = [one for one in records if one.ending in _MAY_BE_FELT and point in _touched_last(one.pressed)]
    return max(stopped, key=lambda one: (one.ending is Ending.SENSATION, one.began), default=None)


def _touched_last(pressed: Sequence[PressedSide]) -> set[str]:
    # Where the session stopped and, if the clock had not started there, also the point pressed just before.
    before = [side.point for side in pressed[:-1] if side.seconds] if pressed and not pressed[-1].seconds else []
    return {*(side.point for side in pressed[-1:]), *before[-1:]}


def mean(pains: Sequence[int]) -> float:
    """The mean of one number or more."""
    return sum(pains) / len(pains)  # importing statistics takes longer than all the rest here


def change(records: Iterable[Record]) -> Change | None:
    """The change over the *records* that have a pain before and after; None if none has."""
    pairs = [(one.before, one.after) for one in records if one.before is not None and one.after is not None]
    if not pairs:
        return None
    return Change(len(pairs), mean([before for before, _ in pairs]), mean([after for _, after in pairs]))


def trend_of(records: Iterable[Record]) -> Trend | None:
    """Which way the pain before sessions goes; None if no session has one.

    It compares the first seven days with the last seven, or the first half of the time with the second if that is less
    than two weeks. Higher or lower means by a point with two sessions on each side, or by two points with one. Worse:
    higher, over at least a week; or by two points with two sessions on each side, over any time or against the seven
    days before. Lower: over at least a week. No better: over four weeks or more, not lower, and still a point or more.

    The sessions since the last break of four weeks are also judged alone, so that pain which went and came back does
    not count as pain that fell. If either says to see somebody, that one stands.
    """
    rated = sorted((one.began, one.before) for one in records if one.before is not None)
    if not rated:
        return None
    recent = _since_the_last_break(rated)
    whole, latest = _trend_over(rated), _trend_over(recent)
    trend = latest if latest.direction.needs_a_clinician and whole.direction is not Direction.WORSE else whole
    pains = [pain for _, pain in recent]
    is_severe = len(pains) >= _SEVERAL and min(pains[-_SEVERAL:]) >= SEVERE
    is_rising = is_severe and (trend.direction.needs_a_clinician or pains[-1] > min(pains[:-1]))
    return replace(trend, is_severe=is_severe, is_rising=is_rising)


def advice_on(trend: Trend | None, catalogue: Catalogue) -> Advice | None:
    """What *catalogue* says to do if the pain is severe, worse, or no better after four weeks; else None."""
    if trend is None or not (trend.is_severe or trend.direction.needs_a_clinician):
        return None
    if trend.is_rising and catalogue.severe:
        return catalogue.severe
    return next(advice for advice in catalogue.advice if advice.urgency is Urgency.ROUTINE)


Ratings = Sequence[tuple[datetime, int]]  # when each session began, and the pain before it; the oldest first


def _trend_over(rated: Ratings) -> Trend:
    first, last = rated[0][0], rated[-1][0]
    span = last - first
    window = min(_WEEK, span / 2)
    then = _period([one for one in rated if one[0] - first < window] or rated[:1])
    now = _period([one for one in rated if last - one[0] < window] or rated[-1:])
    week_before = [one for one in rated if _WEEK <= last - one[0] < 2 * _WEEK]
    if _higher(then, now, _A_LEAP if span < _WEEK else _A_STEP):
        return Trend(Direction.WORSE, then, now)
    if span < _WEEK:
        return Trend(Direction.UNCLEAR, then, now, is_early=True)
    if _rise(then, now) >= _A_LEAP:
        return Trend(Direction.WORSE, then, now)
    if week_before and _higher(_period(week_before), now, _A_LEAP):
        return Trend(Direction.WORSE, _period(week_before), now)
    if _higher(now, then, _A_STEP) or _rise(now, then) >= _A_LEAP:
        return Trend(Direction.LOWER, then, now)
    no_better = span >= FOUR_WEEKS and now.mean >= _A_STEP
    return Trend(Direction.NO_BETTER if no_better else Direction.UNCLEAR, then, now)


def _period(rated: Ratings) -> Period:
    return Period(rated[0][0].date(), rated[-1][0].date(), len(rated), mean([pain for _, pain in rated]))


def _higher(then: Period, now: Period, least: float) -> bool:
    return min(then.sessions, now.sessions) >= _SEVERAL and _rise(then, now) >= least


def _rise(then: Period, now: Period) -> float:
    return round(now.mean - then.mean, 6)  # two thirds and one third make one


def _since_the_last_break(rated: Ratings) -> Ratings:
    breaks = [number for number in range(1, len(rated)) if rated[number][0] - rated[number - 1][0] >= FOUR_WEEKS]
    return rated[max(breaks, default=0) :]
