"""Records, kept whole in the log's database.

Once a function here returns, what it wrote is on the disk: a power cut loses nothing that was acknowledged.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from acupoint.catalogue.model import Side
from acupoint.log import database
from acupoint.log.record import Ending, PressedSide, Record, completed, fault_of, fault_of_side
from acupoint.text import visible

_SHOWN, _SHOWN_WHY = 32, 120  # letters of what is set aside that a note shows


@dataclass(frozen=True, slots=True)
class Imported:
    """How many sessions an import changed."""

    new: int
    completed: int  # existed already, but lacked something


@dataclass(frozen=True, slots=True)
class _Found:
    # What the file holds.
    records: dict[str, Record]  # by id, without what breaks the rules
    set_aside: dict[str, str]  # the id of each session that has something set aside -> what, and why


def begin(file: Path, record: Record) -> None:
    """Write a session down as it begins, in a new log if there is none yet. Raises LogError."""
    add(file, [record])


def save(file: Path, record: Record) -> None:
    """Write down how far a session has come; what the log has beyond *record* stays. Raises LogError."""
    _refuse_faults(file, record)
    with database.opened(file) as connection, database.transaction(connection):
        found = _read(connection, record.id)
        if record.id in found.set_aside:
            raise database.log_error(file, f"cannot keep this session: {found.set_aside[record.id]}")
        if record.id not in found.records:
            raise database.log_error(file, "no longer has this session")
        _replace(connection, completed(record, found.records[record.id]))


def read_log(file: Path, note: Callable[[str], object] = lambda _line: None) -> tuple[Record, ...]:
    """Every session, the oldest first; none if there is no file. Creates nothing. Raises LogError.

    What breaks the rules is left as it is, and *note* is called with a line about each such session.
    """
    if not database.is_there(file):
        return ()
    with database.opened(file) as connection:
        if 0 < database.version(connection) < len(database.MIGRATIONS):  # reading an up-to-date file writes nothing
            with database.transaction(connection):
                database.bring_up_to_date(connection)
        found = _sound(connection, file)
    for line in found.set_aside.values():
        note(f"set aside in the session log, and left as it is: {line}")
    return tuple(sorted(found.records.values(), key=lambda record: (record.began, record.id)))


def add(file: Path, records: Iterable[Record]) -> Imported:
    """Add *records*, all or none. One that is there already is only completed. Raises LogError."""
    listed = tuple(records)
    for record in listed:
        _refuse_faults(file, record)
    database.make(file)
    new = more = 0
    with database.opened(file) as connection, database.transaction(connection):
        database.bring_up_to_date(connection)
        found = _sound(connection, file)
        for record in listed:
            kept = found.records.get(record.id)
            if record.id in found.set_aside:  # its row is left as it is
                continue
            if kept is None:
                _insert(connection, record)
                new += 1
            elif (whole := completed(kept, record)) != kept:
                _replace(connection, whole)
                more += 1
    return Imported(new, more)


def _refuse_faults(file: Path, record: Record) -> None:
    # What is written keeps to the rules by which it will be read: a clock before 1970 does not.
    if fault := fault_of(record):
        raise database.log_error(file, f"cannot keep this session: {fault}")


def _sound(connection: sqlite3.Connection, file: Path) -> _Found:
    # The check takes its time before a session or an answer, never between two sides.
    database.check(connection, file)
    return _read(connection) if database.version(connection) else _Found({}, {})


def _read(connection: sqlite3.Connection, record_id: str | None = None) -> _Found:
    # Every session, or the one with that id. Text that is no UTF-8 breaks the rules of its row, and of no other.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    set_aside: dict[str, str] = {}
    sides: dict[str, list[PressedSide]] = {}
    for session, *values in connection.execute(
        "SELECT session, point, side, seconds FROM pressed WHERE session = coalesce(?, session)"
        " ORDER BY session, number",
        (record_id,),
    ):
        try:
            sides.setdefault(session, []).append(_side(*values))
        except _NO_SUCH_VALUE as error:
            set_aside[session] = _named(session, f"a side: {error}")
    rows = connection.execute(
        "SELECT id, began, points, flags, before, after, ending FROM session WHERE id IS coalesce(?, id)",
        (record_id,),
    )
    records: dict[str, Record] = {}
    for row in rows:
        try:
            records[row[0]] = _record(row, sides.pop(row[0], ()))
        except _NO_SUCH_VALUE as error:
            set_aside[row[0]] = _named(row[0], f"{row[1]}: {error}")
    for session in sides:
        set_aside.setdefault(session, _named(session, "its sides are there without it"))
    return _Found(records, set_aside)


_NO_SUCH_VALUE = (ValueError, TypeError, AttributeError)  # we write no such values: a byte was changed


def _named(session: object, why: str) -> str:
    return visible(f"session {str(session)[:_SHOWN]}: {why[:_SHOWN_WHY]}")


def _side(point: str, side: str, seconds: int) -> PressedSide:
    if type(seconds) is not int:
        raise ValueError("its seconds are not a whole number")
    pressed = PressedSide(point, Side(side), seconds)
    if fault := fault_of_side(pressed):
        raise ValueError(fault)
    return pressed


def _record(row: tuple[Any, ...], sides: Iterable[PressedSide]) -> Record:
    record_id, began, points, flags, before, after, ending = row
    record = Record(
        id=record_id,
        began=datetime.fromisoformat(began),
        points=tuple(points.split()),
        flags=tuple(flags.split()),
        before=before,
        after=after,
        pressed=tuple(sides),
        ending=None if ending is None else Ending(ending),
    )
    if not all(pain is None or type(pain) is int for pain in (before, after)):
        raise ValueError("pain is not a whole number")
    if fault := fault_of(record):
        raise ValueError(fault)
    return record


def _insert(connection: sqlite3.Connection, record: Record) -> None:
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


def _replace(connection: sqlite3.Connection, record: Record) -> None:
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
