"""What a session leaves behind."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from acupoint.model import Side

LEAST_PAIN, MOST_PAIN = 0, 10  # the scale a person rates pain on


class Ending(StrEnum):
    """How a session came to its end."""

    DONE = "done"
    CHOICE = "choice"  # the person stopped early, with none of the sensations below
    SENSATION = "sensation"  # the person stopped early at sharp pain, numbness, or tingling


@dataclass(frozen=True, slots=True)
class Pressed:
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
    pressed: tuple[Pressed, ...] = ()  # in the order they were pressed
    ending: Ending | None = None  # None: it was cut off, or still goes on
