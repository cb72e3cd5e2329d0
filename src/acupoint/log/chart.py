"""Pain before and after each session over time, drawn in characters: one row per step of the scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from acupoint.log.progress import mean
from acupoint.log.record import LEAST_PAIN, MOST_PAIN, Record

_MARGIN = 4  # columns for the scale and its axis
_LEAST_COLUMNS = 10  # for the sessions: a date below needs them
_HOUR = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of a chart."""

    before: str
    after: str
    same: str  # before and after are equal
    between: str
    axis: str
    corner: str
    floor: str


UNICODE = Marks(before="○", after="●", same="◉", between="│", axis="┤", corner="└", floor="─")
ASCII = Marks(before="o", after="x", same="=", between=":", axis="|", corner="+", floor="-")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the mean pain, in whole steps, of the sessions whose time falls in it."""

    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as lines of text."""

    rows: tuple[str, ...]  # one per step of the scale, the highest first
    below: tuple[str, ...]  # the floor with the first and last day in it, or both below it if there is no room
    merged: bool  # whether a column shows more than one session


def chart(records: Sequence[Record], width: int, marks: Marks) -> Chart | None:
    """The chart of the *records* that rate pain, at most *width* columns wide; None if there are none."""
    rated = [one for one in records if one.before is not None or one.after is not None]
    if not rated:
        return None
    columns = _columns(rated, max(width - _MARGIN, _LEAST_COLUMNS))
    length = max(columns) + 1
    rows = (
        f"{pain:>2} {marks.axis}{''.join(_mark(columns.get(number), pain, marks) for number in range(length))}"
        for pain in range(MOST_PAIN, LEAST_PAIN - 1, -1)
    )
    return Chart(
        rows=tuple(row.rstrip() for row in rows),
        below=_below(rated, max(length, _LEAST_COLUMNS), marks),
        merged=len(columns) < len(rated),
    )


def _below(rated: Sequence[Record], length: int, marks: Marks) -> tuple[str, ...]:
    first, last = (one.began.date().isoformat() for one in (rated[0], rated[-1]))
    if first == last:
        return (f"   {marks.corner}{marks.floor * length}", f"    {first}")
    between = length - len(f"{first}  {last}") - 1
    if between > 0:
        return (f"   {marks.corner} {first} {marks.floor * between} {last}",)
    return (f"   {marks.corner}{marks.floor * length}", f"    {first} to {last}")


def _columns(rated: Sequence[Record], most: int) -> dict[int, Column]:
    # A column for each hour begun, or as many as there is room for.
    start, seconds = rated[0].began, (rated[-1].began - rated[0].began).total_seconds()
    count = min(most, int(seconds / _HOUR) + 1)
    step = seconds / (count - 1) if count > 1 else 1.0
    placed = groupby(rated, lambda one: round((one.began - start).total_seconds() / step) if count > 1 else 0)
    return {number: _column(list(sessions)) for number, sessions in placed}


def _column(sessions: Sequence[Record]) -> Column:
    return Column(
        _mean([one.before for one in sessions if one.before is not None]),
        _mean([one.after for one in sessions if one.after is not None]),
    )


def _mean(pains: Sequence[int]) -> int | None:
    return int(mean(pains) + 0.5) if pains else None


def _mark(column: Column | None, pain: int, marks: Marks) -> str:
    if column is None:
        return " "
    if column.before == column.after == pain:
        return marks.same
    if pain == column.before:
        return marks.before
    if pain == column.after:
        return marks.after
    if column.before is None or column.after is None:
        return " "
    between = min(column.before, column.after) < pain < max(column.before, column.after)
    return marks.between if between else " "
