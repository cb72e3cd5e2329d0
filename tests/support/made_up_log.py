"""Made-up sessions, and a database that is not a log."""

import io
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

from acupoint.catalogue.model import Side
from acupoint.log.exchange import from_stream
from acupoint.log.record import MOST_SECONDS, Ending, PressedSide, Record

NOBODY = 4_000_000_000  # a user that the system does not know, as in some containers
HERE = timezone(timedelta(hours=1))
NEW_YEAR = datetime(2026, 1, 1, 7, 30, tzinfo=HERE)


def from_text(text: str, note: Callable[[str], object] = lambda _line: None) -> tuple[Record, ...]:
    """The records in the text of an exported file, as `from_stream` has them."""
    return from_stream(io.StringIO(text, newline=""), note)


def record(number: int, day: float = 0, before: int | None = 6, after: int | None = None) -> Record:
    """A session that has just begun, *day* days into the year."""
    return Record(f"{number:032x}", NEW_YEAR + timedelta(days=day), ("ub1", "kd2"), ("knee",), before, after)


def side(seconds: int = 60) -> PressedSide:
    """A side, pressed for so long."""
    return PressedSide("ub1", Side.LEFT, seconds)


def whole(number: int, day: float = 0, before: int | None = 6, after: int | None = 4) -> Record:
    """A session that is done."""
    pressed = (PressedSide("ub1", Side.LEFT, 90), PressedSide("ub1", Side.RIGHT, 85))
    return replace(record(number, day, before, after), pressed=pressed, ending=Ending.DONE)


def rated(*pains: tuple[float, int]) -> list[Record]:
    """Sessions from pairs of a day and the pain before."""
    return [record(number, day, before) for number, (day, before) in enumerate(pains)]


words = st.text("ab9-", max_size=4).map("k".__add__)
pains = st.none() | st.integers(0, 10)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=offsets)  # noqa: DTZ001 - hypothesis adds one
any_records = st.builds(
    Record,
    id=st.integers(0, 16**32 - 1).map("{:032x}".format),
    began=times.map(lambda time: time.replace(microsecond=0)),
    points=st.lists(words, min_size=1, max_size=4).map(tuple),
    flags=st.lists(words, max_size=4).map(tuple),
    before=pains,
    after=pains,
    pressed=st.lists(
        st.builds(PressedSide, words, st.sampled_from(Side), st.integers(0, MOST_SECONDS)), max_size=6
    ).map(tuple),
    ending=st.none() | st.sampled_from(Ending),
)  # fmt: skip
logs = st.lists(any_records, max_size=6, unique_by=lambda one: one.id).map(tuple)


def other_database(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE session (id TEXT)")
    connection.close()
