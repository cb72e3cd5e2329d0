"""The record of one session."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from acupoint.catalogue.model import Side

LEAST_PAIN, MOST_PAIN = 0, 10  # the scale on which a person rates pain
MOST_SECONDS = 24 * 60 * 60  # on one side: a day
MOST_SESSIONS = 250_000  # in a log: eight a day for eighty years
_MOST = 1000  # points of a session, its flags, or its sides
_LONGEST_WORD = 100  # characters of an id; so a session is never too long to be taken from a file

_ID = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(
    rf"[a-z][a-z0-9-]{{0,{_LONGEST_WORD - 1}}}"
)  # the id of a point or a flag; never a formula to a spreadsheet
_NO_WORD = "a point or flag is not an id of lowercase letters, digits, and hyphens"  # or a very long one
_YEARS = range(1970, 3000)
UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)  # of what is left of a session whose time cannot be read


class Ending(StrEnum):
    """How a session ended."""

    DONE = "done"
    CHOICE = "choice"  # the person stopped early or skipped every side, but felt none of the sensations below
    SENSATION = "sensation"  # the person stopped early because of sharp pain, numbness, or tingling
    UNANSWERED = "unanswered"  # the person stopped early and did not say why: it may have been one of these


@dataclass(frozen=True, slots=True)
class PressedSide:
    """One side of a point, and how long it was pressed."""

    point: str  # its id
    side: Side
    seconds: int


@dataclass(frozen=True, slots=True)
class Record:
    """One session. Pain is rated from 0 to 10; None if the person did not rate it."""

    id: str  # 32 hexadecimal digits, unique
    began: datetime  # with a time zone, in whole seconds
    points: tuple[str, ...]  # the ids of the points to press, in order
    flags: tuple[str, ...]  # the ids of the flags the person gave
    before: int | None
    after: int | None = None
    pressed: tuple[PressedSide, ...] = ()  # in order; the last for 0 seconds if the session stopped before it began
    ending: Ending | None = None  # None: it was cut off, or is still going on

    @property
    def seconds(self) -> int:
        """How long all sides were pressed, in total."""
        return sum(side.seconds for side in self.pressed)


def fault_of(record: Record) -> str:
    """The first thing wrong with a record from a file, in a few words; empty if nothing is."""
    return next(_faults(record), "")


def _faults(record: Record) -> Iterator[str]:
    if not _ID.fullmatch(record.id):
        yield "the id is not 32 hexadecimal digits"
    if record.began.tzinfo is None or record.began.microsecond or record.began.year not in _YEARS:
        yield f"the time must have a zone, whole seconds, and a year from {_YEARS[0]} to {_YEARS[-1]}"
    if not record.points:
        yield "it has no points"
    if max(len(record.points), len(record.flags), len(record.pressed)) > _MOST:
        yield f"it has more than {_MOST} points, flags, or sides"
    for word in (*record.points, *record.flags):
        if not is_word(word):
            yield _NO_WORD
    for pain in (record.before, record.after):
        if pain is not None and not LEAST_PAIN <= pain <= MOST_PAIN:
            yield f"pain must be a whole number from {LEAST_PAIN} to {MOST_PAIN}, or left out"
    yield from filter(None, map(fault_of_side, record.pressed))


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether *word* can be the id of a point or a flag."""
    return bool(_WORD.fullmatch(word))


def fault_of_side(side: PressedSide) -> str:
    """The first thing wrong with a side from a file, in a few words; empty if nothing is."""
    if not is_word(side.point):
        return _NO_WORD
    return "" if 0 <= side.seconds <= MOST_SECONDS else f"a side must be pressed for 0 to {MOST_SECONDS} seconds"


def completed(record: Record, copy: Record) -> Record:
    """*record*, with what it lacks filled in from a *copy* of it. A copy of another session fills in nothing."""
    if (record.id, record.began, record.points) != (copy.id, copy.began, copy.points):
        return record
    goes_on = copy.pressed[: len(record.pressed)] == record.pressed
    return replace(
        record,
        before=copy.before if record.before is None else record.before,
        after=copy.after if record.after is None else record.after,
        pressed=copy.pressed if goes_on else record.pressed,
        ending=record.ending or copy.ending,
    )
