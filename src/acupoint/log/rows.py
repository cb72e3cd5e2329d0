"""Records to and from the rows of the log's database.

A row that breaks the rules is set aside, and left as it is. What a session must ask about is still taken from it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from acupoint.catalogue.model import Side
from acupoint.clock import in_local_zone
from acupoint.log.record import UNKNOWN_TIME, Ending, PressedSide, Record, fault_of, fault_of_side, is_word
from acupoint.text import visible

_SHOWN, _SHOWN_WHY = 32, 120  # letters of what is set aside that a note shows
_NO_SUCH_VALUE = (ValueError, TypeError, AttributeError)  # we write no such values: a byte was changed

_SESSIONS = "SELECT id, began, points, flags, before, after, ending FROM session"
_SIDES = "SELECT session, point, side, seconds FROM pressed"
_ORDER = " ORDER BY session, number"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows hold."""

    records: dict[str, Record] = field(default_factory=dict)  # by id, without what breaks the rules
    set_aside: dict[str, str] = field(default_factory=dict)  # the id of a session that has something set aside -> why
    doubtful: list[Record] = field(default_factory=list)  # what a session must ask about of what is set aside


def read(connection: sqlite3.Connection, record_id: str | None = None) -> Found:
    """Every session, or the one with that id."""
    # Text that is no UTF-8 breaks the rules of its row, and of no other.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    if record_id is None:
        rows, sides = connection.execute(_SESSIONS), connection.execute(_SIDES + _ORDER)
    else:
        rows = connection.execute(f"{_SESSIONS} WHERE id = ?", (record_id,))
        sides = connection.execute(f"{_SIDES} WHERE session = ?{_ORDER}", (record_id,))
    return _Reader().read(rows, sides)


class _Reader:
    # Most sessions share their points, flags, and sides, which are checked and kept once.
    def __init__(self) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._sides: dict[Row, PressedSide] = {}

    def read(self, rows: Iterable[Row], side_rows: Iterable[Row]) -> Found:
        found = Found()
        sides: dict[Any, list[Row]] = {
            session: [row[1:] for row in group] for session, group in groupby(side_rows, itemgetter(0))
        }
        for row in rows:
            its_sides = sides.pop(row[0], [])
            wrong, pressed = self._pressed(its_sides)
            try:
                record = self._record(row, pressed)
            except _NO_SUCH_VALUE as error:
                wrong = f"{row[1]}: {error}"
            else:
                if found.records.setdefault(record.id, record) is not record:
                    wrong = f"{row[1]}: its id is that of another"
            if wrong:
                found.set_aside[row[0]] = _named(row[0], wrong)
                found.doubtful.extend(_doubtful(row, its_sides))
        for session in sides:
            found.set_aside.setdefault(session, _named(session, "its sides are there without it"))
        return found

    def _pressed(self, rows: Iterable[Row]) -> tuple[str, tuple[PressedSide, ...]]:
        # What is wrong with a side, if anything is, and the sides that are sound.
        wrong, sound = "", []
        for row in rows:
            try:
                sound.append(self._sides.get(row) or self._sides.setdefault(row, _side(*row)))
            except _NO_SUCH_VALUE as error:
                wrong = wrong or f"a side: {error}"
        return wrong, tuple(sound)

    def _record(self, row: Row, pressed: tuple[PressedSide, ...]) -> Record:
        record_id, began, points, flags, before, after, ending = row
        if not all(pain is None or type(pain) is int for pain in (before, after)):
            raise ValueError("pain is not a whole number")
        record = Record(
            id=record_id,
            began=datetime.fromisoformat(began),
            points=self._split(points),
            flags=self._split(flags),
            before=before,
            after=after,
            pressed=pressed,
            ending=None if ending is None else Ending(ending),
        )
        if fault := fault_of(record):
            raise ValueError(fault)
        return record

    def _split(self, words: str) -> tuple[str, ...]:
        return self._words.get(words) or self._words.setdefault(words, tuple(words.split()))


def _named(session: object, why: str) -> str:
    return visible(f"session {str(session)[:_SHOWN]}: {why[:_SHOWN_WHY]}")


def _side(point: str, side: str, seconds: int) -> PressedSide:
    if type(seconds) is not int:
        raise ValueError("its seconds are not a whole number")
    pressed = PressedSide(point, Side(side), seconds)
    if fault := fault_of_side(pressed):
        raise ValueError(fault)
    return pressed


def _doubtful(row: Row, sides: Sequence[Row]) -> Iterator[Record]:
    # A record for each point at which the session may have stopped for what was felt, or which it pressed.
    record_id, began, points, *_, ending = row
    named = [point for point in str(points).split() if is_word(point)]
    touched = [point if isinstance(point, str) and is_word(point) else "" for point, *_ in sides]
    stopped_at = {*named, *touched}
    if touched and touched[-1] and sides[-1][-1]:  # it was pressed when the session stopped
        stopped_at = {touched[-1]}
    ending = _doubtful_ending(ending)
    for point in sorted({*named, *touched} - {""}):
        pressed = (PressedSide(point, Side.LEFT, int(point in touched)),)
        yield Record(
            id=str(record_id),
            began=_doubtful_time(began),
            points=(point,),
            flags=(),
            before=None,
            pressed=pressed,
            ending=ending if point in stopped_at else Ending.DONE,
        )


def _doubtful_ending(ending: object) -> Ending | None:
    try:
        return None if ending is None else Ending(str(ending))
    except ValueError:
        return Ending.UNANSWERED


def _doubtful_time(began: object) -> datetime:
    try:
        return in_local_zone(datetime.fromisoformat(str(began)))
    except ValueError:
        return UNKNOWN_TIME


def insert(connection: sqlite3.Connection, record: Record) -> None:
    """Add a record that is not there yet."""
    connection.execute(
        "INSERT INTO session (id, began, points, flags, before, after, ending) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            record.id,
            record.began.isoformat(),
            " ".join(record.points),
            " ".join(record.flags),
            record.before,
            record.after,
            record.ending,
        ),
    )
    _insert_sides(connection, record)


def replace(connection: sqlite3.Connection, record: Record) -> None:
    """Write down what may have changed of a record that is there."""
    connection.execute(
        "UPDATE session SET before = ?, after = ?, ending = ? WHERE id = ?",
        (record.before, record.after, record.ending, record.id),
    )
    connection.execute("DELETE FROM pressed WHERE session = ?", (record.id,))
    _insert_sides(connection, record)


def _insert_sides(connection: sqlite3.Connection, record: Record) -> None:
    connection.executemany(
        "INSERT INTO pressed (session, number, point, side, seconds) VALUES (?, ?, ?, ?, ?)",
        [(record.id, number, one.point, one.side, one.seconds) for number, one in enumerate(record.pressed)],
    )
