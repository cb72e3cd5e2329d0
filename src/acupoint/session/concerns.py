"""Reasons why a point should perhaps not be pressed now. Only the person can settle them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from acupoint.guide.suggest import Suggestion
from acupoint.log.progress import last_stop_at, sessions_lately
from acupoint.log.record import UNKNOWN_TIME, Ending, Record


class Reason(Enum):
    """Why a point should perhaps be left out."""

    ASK_FIRST = "somebody must agree first"
    STOPPED = "a session was stopped there for what was felt"
    ENOUGH = "it was pressed as often in a day as its dose allows"


@dataclass(frozen=True, slots=True)
class Concern:
    """A reason to leave a point out."""

    suggestion: Suggestion
    reason: Reason
    stopped: date | None = None  # the day of the last such stop, if it is known
    is_unsaid: bool = False  # whether it was never said what was felt at that stop
    sessions: int = 0  # in the last 24 hours, with this point


def concerns_about(suggestion: Suggestion, now: datetime, history: Sequence[Record]) -> Iterator[Concern]:
    """Every concern about pressing the point *now*, after the sessions in *history*."""
    point = suggestion.point
    if suggestion.ask_first:
        yield Concern(suggestion, Reason.ASK_FIRST)
    if last := last_stop_at(point.id, history):
        is_unsaid = last.ending is Ending.UNANSWERED
        stopped = None if last.began == UNKNOWN_TIME else last.began.date()
        yield Concern(suggestion, Reason.STOPPED, stopped=stopped, is_unsaid=is_unsaid)
    if (sessions := sessions_lately(now, point.id, history)) >= point.dose.a_day[1]:
        yield Concern(suggestion, Reason.ENOUGH, sessions=sessions)
