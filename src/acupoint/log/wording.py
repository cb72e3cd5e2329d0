"""Phrases for more than one reading of a log. They claim no more than the numbers show."""

from collections.abc import Iterator, Mapping, Sequence

from acupoint.catalogue.model import Catalogue
from acupoint.log.progress import SEVERE, Change, Direction, History, Period, Trend
from acupoint.log.record import MOST_PAIN, Ending, Record
from acupoint.text import capitalized, counted

EMPTY = "No session is written down yet. 'acupoint session' starts one."
SAFETY = "'acupoint safety' says when to stop, and when to see somebody."

ENDINGS = {
    Ending.DONE: "done",
    Ending.CHOICE: "stopped early",
    Ending.SENSATION: "at a stop sign",
    Ending.UNANSWERED: "stopped, unsaid",
    None: "cut off",
}
SENSATIONS = "sharp pain, numbness, or tingling"
_FELT: dict[Ending | None, str] = {
    Ending.SENSATION: f": {SENSATIONS}",
    Ending.UNANSWERED: f": perhaps at {SENSATIONS}",
}
_DIRECTIONS = {
    Direction.WORSE: "It has become worse.",
    Direction.NO_BETTER: "After four weeks or more it is no better.",
    Direction.LOWER: "It is lower than it was. That is no all-clear.",
    Direction.UNCLEAR: "That is no clear change.",
}
_FEW = 5  # sessions; fewer say little


def when(record: Record) -> str:
    """When it began, local time: `2026-01-31 07:30`."""
    return record.began.replace(tzinfo=None).isoformat(" ", "minutes")


def codes_in(catalogue: Catalogue) -> dict[str, str]:
    """The code of each point by its id."""
    return {point.id: point.code for point in catalogue.points}


def points(codes: Mapping[str, str], record: Record) -> str:
    """The *codes* of the points, or the ids of those no longer in the catalogue."""
    return ", ".join(codes.get(point, point) for point in record.points)


def time_pressed(record: Record) -> str:
    """How long all sides were pressed, in total: `5 min 30 s`."""
    minutes, seconds = divmod(record.seconds, 60)
    parts = [f"{minutes} min"] if minutes else []
    return " ".join([*parts, f"{seconds} s"] if seconds or not minutes else parts)


def pain(record: Record) -> str:
    """Pain before and after, for a narrow cell: `6 to 4`."""
    if record.before is None and record.after is None:
        return "not said"
    return f"{'?' if record.before is None else record.before} to {'?' if record.after is None else record.after}"


def pain_in_words(record: Record) -> str:
    """Pain before and after: `pain 6 before, not said after`."""
    before, after = ("not said" if pain is None else str(pain) for pain in (record.before, record.after))
    return f"pain {before} before, {after} after"


def ending_in_words(record: Record) -> str:
    """How it ended, and what at."""
    return f"{ENDINGS[record.ending]}{_FELT.get(record.ending, '')}"


def session(codes: Mapping[str, str], record: Record) -> str:
    """Everything about a session, in a line."""
    said = [f"you said {', '.join(record.flags)}"] if record.flags else []
    return "; ".join(
        (
            when(record),
            points(codes, record),
            f"pressed {time_pressed(record)}",
            pain_in_words(record),
            ending_in_words(record),
            *said,
        )
    )


def signs_note(records: Sequence[Record]) -> str:
    """What a stop sign is, if one of *records* ended at one; else empty."""
    at_one = any(record.ending is Ending.SENSATION for record in records)
    return f"{capitalized(ENDINGS[Ending.SENSATION])}: {SENSATIONS}." if at_one else ""


def not_counted(history: History) -> Iterator[str]:
    """How many sessions are left out of what is shown, and why."""
    if history.left_out:
        yield f"{counted(history.left_out, 'session')} before that day left out."
    if history.later:
        are = "is" if history.later == 1 else "are"
        yield f"{counted(history.later, 'session')} {are} dated later than now, and left out of how the pain goes."


def where_more_is(history: History) -> str:
    """How many sessions are not listed, and which command tells the rest."""
    earlier = len(history.records) - history.listed
    before = f"{counted(earlier, 'session')} before {'this' if earlier == 1 else 'these'}: " if earlier else ""
    since = f" --since {history.since.isoformat()}" if history.since else ""
    return f"{before}acupoint log --full{since}"


def trend_in_short(trend: Trend) -> str:
    """Which way the pain before sessions goes, in a line; the dates are for the full reading."""
    if trend.is_early:
        return _too_early(trend)
    return f"Pain before: {trend.then.mean:.1f}, then {trend.now.mean:.1f}. {_DIRECTIONS[trend.direction]}"


def change_lines(history: History) -> Iterator[str]:
    """How pain after compares with pain before."""
    if (change := history.change) is None:
        return
    of = f"Rated before and after in {change.rated} of {counted(len(history.counted), 'session')}"
    yield f"{of}: {change.before:.1f} before and {change.after:.1f} after, on average. {_direction(change)}"
    if change.rated < _FEW:
        yield "So few sessions say little."


def _direction(change: Change) -> str:
    points = round(abs(change.points), 1)
    if not points:
        return "That is no change."
    return f"That is {points:.1f} point{'' if points == 1 else 's'} {'lower' if change.points < 0 else 'higher'}."


def trend_line(trend: Trend) -> str:
    """Which way the pain before sessions goes."""
    if trend.is_early:
        return _too_early(trend)
    return (
        f"Pain before a session was {_mean(trend.then)}. Then it was {_mean(trend.now)}. {_DIRECTIONS[trend.direction]}"
    )


def _too_early(trend: Trend) -> str:
    if trend.is_severe:
        return f"Pain before the last two sessions was {SEVERE} or more, of {MOST_PAIN}."
    return "It is too early to say how it is going."


def _mean(period: Period) -> str:
    days = period.first.isoformat()
    if period.last != period.first:
        days = f"{days} to {period.last.isoformat()}"
    return f"{period.mean:.1f} on average ({days}, {counted(period.sessions, 'session')})"
