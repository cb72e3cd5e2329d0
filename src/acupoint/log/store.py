"""Records, kept whole in the log's database.

Once a function here returns, what it wrote is on the disk: a power cut loses nothing that was acknowledged.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from acupoint.catalogue.model import Side
from acupoint.log import database
from acupoint.log.record import Ending, PressedSide, Record, completed, fault_of


@dataclass(frozen=True, slots=True)
class Imported:
    """How many sessions an import changed."""

    new: int
    completed: int  # existed already, but lacked something


def begin(file: Path, record: Record) -> None:
    """Write a session down as it begins, in a new log if there is none yet. Raises LogError."""
    add(file, [record])


def save(file: Path, record: Record) -> None:
    """Write down how far a session has come; what the log has beyond *record* stays. Raises LogError."""
    with database.opened(file) as connection, database.transaction(connection):
        kept = _records(connection, file, record.id)
        if not kept:
            raise database.log_error(file, "no longer has this session")
        _replace(connection, completed(record, kept[0]))


def read_log(file: Path) -> tuple[Record, ...]:
    """Every session, the oldest first; none if there is no file. Creates nothing. Raises LogError."""
    if not database.is_there(file):
        return ()
    with database.opened(file) as connection:
        if 0 < database.version(connection) < len(database.MIGRATIONS):  # reading an up-to-date file writes nothing
            with database.transaction(connection):
                database.bring_up_to_date(connection)
        return tuple(sorted(_sound_records(connection, file), key=lambda record: (record.began, record.id)))


def add(file: Path, records: Iterable[Record]) -> Imported:
    """Add *records*, all or none. One that is there already is only completed. Raises LogError."""
    database.make(file)
    new = more = 0
    with database.opened(file) as connection, database.transaction(connection):
        database.bring_up_to_date(connection)
        here = {record.id: record for record in _sound_records(connection, file)}
        for record in records:
            kept = here.get(record.id)
            if kept is None:
                _insert(connection, record)
                new += 1
            elif (whole := completed(kept, record)) != kept:
                _replace(connection, whole)
                more += 1
    return Imported(new, more)


def _sound_records(connection: sqlite3.Connection, file: Path) -> list[Record]:
    # The check takes its time before a session or an answer, never between two sides.
    database.check(connection, file)
    return _records(connection, file) if database.version(connection) else []


def _records(connection: sqlite3.Connection, file: Path, record_id: str | None = None) -> list[Record]:
    # Every record, or the one with that id.
    try:
        sides: dict[str, list[PressedSide]] = {}
        for session, point, side, seconds in connection.execute(
            "SELECT session, point, side, seconds FROM pressed WHERE session = coalesce(?, session)"
            " ORDER BY session, number",
            (record_id,),
        ):
            sides.setdefault(session, []).append(PressedSide(point, Side(side), seconds))
        rows = connection.execute(
            "SELECT id, began, points, flags, before, after, ending FROM session WHERE id = coalesce(?, id)",
            (record_id,),
        )
        return [_record(row, sides.get(row[0], ())) for row in rows]
    except (ValueError, TypeError, AttributeError):  # we write no such values: a byte was changed
        raise database.damaged(file) from None


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
