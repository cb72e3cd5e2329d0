"""A session held away from the machine: as flags tell of it, and as a person at the terminal is asked for it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from acupoint.catalogue.model import Catalogue, Point, Side
from acupoint.catalogue.names import find_points
from acupoint.clock import in_local_zone
from acupoint.errors import NoSuchPointError, UsageError
from acupoint.log.away_flags import AwayFlags
from acupoint.log.exchange import made_id
from acupoint.log.record import MOST_SECONDS, Ending, PressedSide, Record, fault_of
from acupoint.session.run import ask_pain
from acupoint.session.wording import QUESTION
from acupoint.terminal.input import ask_yes, leave_if, read
from acupoint.terminal.output import say
from acupoint.text import listed, visible

T = TypeVar("T")

_SHOWN = 30  # characters of a wrong time that are shown again
_DAY = len("2026-01-31")  # which alone is no time


def session_away(catalogue: Catalogue, away: AwayFlags, now: datetime, *, asks: bool) -> Record:
    """The session that the flags tell of and, if it *asks*, what the person adds when asked for the rest.

    Raises UsageError for what is missing or cannot be, NoSuchPointError, and StoppedError if the person leaves.
    """
    if not asks and (missing := list(away.missing)):
        raise UsageError(f"to add a session, say {listed(missing)} too; 'acupoint log --help' shows how")
    points = find_points(catalogue, away.names) if away.names else _ask_again(partial(_ask_points, catalogue))
    began = _time(away.when, now) if away.when is not None else _ask_again(partial(_ask_time, now))
    seconds = _ask_again(_ask_seconds) if away.seconds is None and asks else away.seconds
    if seconds is not None:
        _need_a_time_pressed(seconds)
    before = ask_pain("before") if away.before is None and asks else away.before
    after = ask_pain("after") if away.after is None and asks else away.after
    was_felt = ask_yes(QUESTION) if away.sharp_pain is None else away.sharp_pain
    if was_felt and away.sharp_pain is None and len(points) > 1:
        points = _ask_again(partial(_ask_where, points, catalogue))
    sides = [away.side] if away.side else list(Side)
    record = Record(
        id="",
        began=began,
        points=tuple(point.id for point in points),
        flags=(),
        before=before,
        after=after,
        pressed=tuple(
            PressedSide(point.id, side, point.dose.seconds[0] if seconds is None else seconds)
            for point in points
            for side in sides
        ),
        ending=Ending.SENSATION if was_felt else Ending.DONE,
    )
    record = replace(record, id=made_id(record))
    if fault := fault_of(record):
        raise UsageError(fault)
    return record


def _ask_again(ask: Callable[[], T]) -> T:
    while True:
        try:
            return ask()
        except (UsageError, NoSuchPointError) as error:
            say(f"  {error}. Try again.")


def _ask_points(catalogue: Catalogue) -> list[Point]:
    typed = read("Which points were pressed, in order (q leaves)? ")
    leave_if(typed)
    if not typed:
        raise UsageError("name a point by its code or its name")
    return find_points(catalogue, [typed])


def _ask_where(points: Sequence[Point], catalogue: Catalogue) -> list[Point]:
    # In the log a session stops at its last point.
    typed = read(f"At which of {listed((point.code for point in points), 'or')} (q leaves)? ")
    leave_if(typed)
    found = find_points(catalogue, [typed]) if typed else []
    if len(found) != 1 or found[0] not in points:
        raise UsageError("name one of them")
    return [*(point for point in points if point != found[0]), *found]


def _ask_time(now: datetime) -> datetime:
    typed = read("When did it begin, as 2026-01-31 07:30? Enter says just now, q leaves: ")
    leave_if(typed)
    return _time(typed, now) if typed else now


def _time(text: str, now: datetime) -> datetime:
    shown = f"'{visible(text.strip()[:_SHOWN])}'"
    try:
        if len(text.strip()) > _DAY:
            began = datetime.fromisoformat(text.strip()).replace(microsecond=0)
            began = began if began.tzinfo else in_local_zone(began)
            if began > now:
                raise UsageError(f"{shown} is later than now")
            return began
    except ValueError:
        pass
    raise UsageError(f"{shown} is not a time; write it as 2026-01-31 07:30")


def _ask_seconds() -> int | None:
    typed = read("How many seconds a side? Enter says the time that the guide gives, q leaves: ")
    leave_if(typed)
    if not typed:
        return None
    seconds = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < _SHOWN else 0
    _need_a_time_pressed(seconds)
    return seconds


def _need_a_time_pressed(seconds: int) -> None:
    if not 1 <= seconds <= MOST_SECONDS:
        raise UsageError(f"a side is pressed for 1 to {MOST_SECONDS} seconds")
