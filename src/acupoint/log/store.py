"""Records, kept whole in the log's database.

Once a function here returns, what it wrote is on the disk: a power cut loses nothing that was acknowledged.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from acupoint.errors import GoneLogError
from acupoint.log import database, rows
from acupoint.log.faults import log_error
from acupoint.log.file import Note, close_to_others, is_there, make
from acupoint.log.record import MOST_SESSIONS, Record, completed, fault_of

_NAMED = 20  # sessions that are set aside of which each has a line
_TRIES = 5  # to find a log that others delete


@dataclass(frozen=True, slots=True)
class Imported:
    """How many sessions an import changed."""

    new: int
    completed: int  # existed already, but lacked something


def _unheard(_line: str) -> None:
    pass


def begin(file: Path, record: Record, note: Note = _unheard) -> None:
    """Write a session down as it begins, in a new log if there is none yet. Raises LogError."""
    add(file, [record], note)


def save(file: Path, record: Record) -> None:
    """Write down how far a session has come; what the log has beyond *record* stays. Raises LogError."""
    _refuse_faults(file, record)
    with database.opened(file) as connection, database.transaction(connection):
        found = rows.read(connection, record.id)
        if record.id in found.set_aside:
            raise log_error(file, f"cannot keep this session: {found.set_aside[record.id]}")
        if record.id not in found.records:
            raise log_error(file, "no longer has this session")
        rows.replace(connection, completed(record, found.records[record.id]))


def read_log(file: Path, note: Note = _unheard, *, with_doubtful: bool = False) -> tuple[Record, ...]:
    """Every session, the oldest first; none if there is no file. Creates nothing. Raises LogError.

    What breaks the rules is left as it is, and *note* is called with a line about each such session.

    *with_doubtful*: also what a session must ask about of what is set aside. No such record says how strong pain was.
    """
    if not is_there(file):
        return ()
    close_to_others(file, note)
    try:
        found = _read(file)
    except GoneLogError:  # somebody has just deleted it
        return ()
    _name(list(found.set_aside.values()), note)
    doubtful = found.doubtful if with_doubtful else []
    return tuple(sorted((*found.records.values(), *doubtful), key=lambda record: (record.began, record.id)))


def _read(file: Path) -> rows.Found:
    with database.opened(file, to_read=True) as connection:
        with database.transaction(connection, "DEFERRED"):
            is_outdated = 0 < database.version(connection) < len(database.MIGRATIONS)
        if is_outdated:  # reading an up-to-date file writes nothing
            with database.transaction(connection):
                database.bring_up_to_date(connection)
        with database.transaction(connection, "DEFERRED"):
            database.check(connection, file)
            return rows.read(connection) if database.version(connection) else rows.Found()


def _name(set_aside: Sequence[str], note: Note) -> None:
    for line in set_aside[:_NAMED]:
        note(f"set aside in the session log, and left as it is: {line}")
    if more := len(set_aside[_NAMED:]):
        note(f"set aside in the session log, and left as they are: {more} more")


def add(file: Path, records: Iterable[Record], note: Note = _unheard) -> Imported:
    """Add *records*, all or none. One that is there already is only completed. Raises LogError."""
    listed = tuple(records)
    for record in listed:
        _refuse_faults(file, record)
    for _ in range(_TRIES - 1):
        try:
            return _add(file, listed, note)
        except GoneLogError:  # somebody deletes the log; this is the first of the next
            continue
    return _add(file, listed, note)


def _add(file: Path, records: Sequence[Record], note: Note) -> Imported:
    make(file, note)
    new = more = 0
    with database.opened(file) as connection, database.transaction(connection):
        database.bring_up_to_date(connection)
        # The check takes its time before a session or an answer, never between two sides.
        database.check(connection, file)
        for record in records:
            match _change(connection, record):
                case "new":
                    new += 1
                case "completed":
                    more += 1
        if new and database.number_of_sessions(connection) > MOST_SESSIONS:
            raise log_error(file, f"has no room for more than {MOST_SESSIONS} sessions")
    return Imported(new, more)


def _change(connection: sqlite3.Connection, record: Record) -> str:
    found = rows.read(connection, record.id)
    if record.id in found.set_aside:  # its row is left as it is
        return ""
    if (kept := found.records.get(record.id)) is None:
        rows.insert(connection, record)
        return "new"
    if (whole := completed(kept, record)) == kept:
        return ""
    rows.replace(connection, whole)
    return "completed"


def _refuse_faults(file: Path, record: Record) -> None:
    # What is written keeps to the rules by which it will be read: a clock before 1970 does not.
    if fault := fault_of(record):
        raise log_error(file, f"cannot keep this session: {fault}")
