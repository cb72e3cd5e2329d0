"""What a session leaves behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from acupoint.catalogue.model import Side

LEAST_PAIN, MOST_PAIN = 0, 10  # the scale a person rates pain on
MOST_SECONDS = 24 * 60 * 60  # nobody presses a side for longer than a day

_ID = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[a-z][a-z0-9-]*")  # the id of a point or a flag; a spreadsheet takes none of them for a formula
_YEARS = range(1970, 3000)


class Ending(StrEnum):
    """How a session came to its end."""

    DONE = "done"
    CHOICE = "choice"  # the person stopped early, or left every side out, and told of none of the sensations below
    SENSATION = "sensation"  # the person stopped early at sharp pain, numbness, or tingling


@dataclass(frozen=True, slots=True)
class PressedSide:
    """A side of a point that was pressed, for how many seconds."""

    point: str  # its id
    side: Side
    seconds: int


@dataclass(frozen=True, slots=True)
class Record:
    """One session. Pain is rated from 0 to 10, and None where it was not said."""

    id: str  # 32 hexadecimal digits, no two records alike
    began: datetime  # with a time zone, in whole seconds
    points: tuple[str, ...]  # the ids of the points that were to be pressed, in order
    flags: tuple[str, ...]  # the ids of what the person said of themselves
    before: int | None
    after: int | None = None
    pressed: tuple[
        PressedSide, ...
    ] = ()  # in the order they were pressed; the last for 0 seconds if stopped before it began
    ending: Ending | None = None  # None: it was cut off, or still goes on

    @property
    def seconds(self) -> int:
        """How long was pressed, all sides together."""
        return sum(side.seconds for side in self.pressed)


def fault_of(record: Record) -> str:
    """What is wrong with a record that came from a file, the first fault in a few words; empty where nothing is."""
    return next(_faults(record), "")


def _faults(record: Record) -> Iterator[str]:
    if not _ID.fullmatch(record.id):
        yield "the id is not 32 hexadecimal digits"
    if record.began.tzinfo is None or record.began.microsecond or record.began.year not in _YEARS:
        yield f"the time must have a zone, whole seconds, and a year from {_YEARS[0]} to {_YEARS[-1]}"
    if not record.points:
        yield "it has no point"
    for word in (*record.points, *record.flags, *(side.point for side in record.pressed)):
        if not _WORD.fullmatch(word):
            yield "a point or flag is not an id of small letters, digits, and hyphens"
    for pain in (record.before, record.after):
        if pain is not None and not LEAST_PAIN <= pain <= MOST_PAIN:
            yield f"pain is a whole number from {LEAST_PAIN} to {MOST_PAIN}, or left out"
    if any(not 0 <= side.seconds <= MOST_SECONDS for side in record.pressed):
        yield f"a side is pressed for 0 to {MOST_SECONDS} seconds"


def completed(kept: Record, copy: Record) -> Record:
    """*kept*, with what it lacks filled in from a *copy* of it. What it has stays, and of another session stays all."""
    if (kept.id, kept.began, kept.points) != (copy.id, copy.began, copy.points):
        return kept
    longer = copy.pressed[: len(kept.pressed)] == kept.pressed
    return replace(
        kept,
        before=copy.before if kept.before is None else kept.before,
        after=copy.after if kept.after is None else kept.after,
        pressed=copy.pressed if longer else kept.pressed,
        ending=kept.ending or copy.ending,
    )
