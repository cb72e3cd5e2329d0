"""The session log's SQLite file: private to its owner, and never overwritten if it is damaged or not ours."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from acupoint.errors import DamagedLogError, LogError
from acupoint.log.faults import LEFT_ALONE, as_log_errors, damaged, gone, kind_of, log_error
from acupoint.log.file import FILE, is_there
from acupoint.text import visible

_APPLICATION = 0x6163_7570  # "acup": marks the file as ours (PRAGMA application_id)

# Each entry brings a file from one schema version to the next; PRAGMA user_version counts the entries a file has had.
# Only ever append: files of every earlier version exist.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {_APPLICATION}",
        """CREATE TABLE session (
            id TEXT PRIMARY KEY NOT NULL,
            began TEXT NOT NULL,  -- ISO 8601, local time with its offset from UTC
            points TEXT NOT NULL,  -- ids separated by spaces
            flags TEXT NOT NULL,  -- ids separated by spaces
            before INTEGER CHECK (before IS NULL OR typeof(before) = 'integer'),
            after INTEGER CHECK (after IS NULL OR typeof(after) = 'integer'),
            ending TEXT
        )""",
        """CREATE TABLE pressed (
            session TEXT NOT NULL REFERENCES session (id),
            number INTEGER NOT NULL,  -- from 0, in the order they were pressed
            point TEXT NOT NULL,
            side TEXT NOT NULL,
            seconds INTEGER NOT NULL CHECK (typeof(seconds) = 'integer'),
            PRIMARY KEY (session, number)
        )""",
    ),
)

_LOCK_TIMEOUT = 10.0  # seconds to wait while another session writes
_LOCK_PAUSE = 0.005  # seconds between two looks
_BUSY = "SQLITE_BUSY"
_BESIDE = ("-journal", "-wal", "-shm")  # suffixes of the files SQLite may keep beside its own

_MAY_ONLY_BE_READ = {"SQLITE_READONLY", "SQLITE_CANTOPEN"}  # what SQLite says where it can make no file beside the log

T = TypeVar("T")


def log_file() -> Path:
    """Where the log is or will be; creates nothing. Raises LogError if the user has no folder for it."""
    from platformdirs import user_data_path  # noqa: PLC0415 - a test of the log needs no such folder

    try:
        return user_data_path("acupoint", appauthor=False) / "sessions.sqlite3"
    except RuntimeError:  # HOME is not a full path, and the system does not know the user
        raise LogError("there is no folder for the session log; set HOME or XDG_DATA_HOME to a full path") from None


def forget(file: Path) -> int | None:
    """Delete the log and what SQLite left beside it; how many sessions were in it, as `count` has it. Raises LogError.

    A session that is just being written down is waited for, and one that waits meanwhile begins a new log.
    """
    if not is_there(file):
        return 0
    number = None
    with as_log_errors(file):
        with suppress(OSError):
            file.chmod(FILE)  # to lock it, it must be writable
        try:
            with opened(file) as connection, _without_journal(connection), transaction(connection, "EXCLUSIVE"):
                number = _count(connection, file)
                if os.name != "nt":
                    _delete(file)
                    return number
        except DamagedLogError:  # nobody can use it
            pass
        _delete(file)  # Windows deletes no open file
    return number


def count(file: Path) -> int | None:
    """How many sessions the log has, those set aside as well; None if it is damaged. Raises LogError."""
    try:
        with opened(file, to_read=True) as connection, transaction(connection, "DEFERRED"):
            return _count(connection, file)
    except DamagedLogError:
        return None


def _count(connection: sqlite3.Connection, file: Path) -> int | None:
    if not version(connection):
        return 0
    try:
        check(connection, file)
    except DamagedLogError:
        return None
    return number_of_sessions(connection)


@contextmanager
def _without_journal(connection: sqlite3.Connection) -> Iterator[None]:
    # At the end it would be deleted by its name, and by then the next log may have one.
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = OFF")
    yield


def _delete(file: Path) -> None:
    # The journal first: left without its file, it would be taken for one of the next.
    for beside in _BESIDE:
        file.with_name(file.name + beside).unlink(missing_ok=True)
    file.unlink(missing_ok=True)


class _Log(sqlite3.Connection):
    # A connection that knows which file it was opened for.
    file: Path
    identity: tuple[int, int]


@contextmanager
def opened(file: Path, *, to_read: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to an existing log. Everything that goes wrong inside is raised as a LogError.

    *to_read*: also a log where nothing can be written.
    """
    with as_log_errors(file), closing(_once_free(partial(_connect, file, to_read=to_read))) as connection:
        # EXTRA: the journal's folder is synced as well, or a power cut could undo what was acknowledged.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


def _connect(file: Path, *, to_read: bool) -> _Log:
    if not is_there(file):
        raise gone(file)
    identity = _identity(file)
    try:
        connection = _sqlite(file, "mode=rw")  # even to read: SQLite first undoes what a killed session left half done
    except sqlite3.OperationalError as error:
        if not file.exists():
            raise gone(file) from None
        if not to_read or kind_of(error) not in _MAY_ONLY_BE_READ:
            raise
        _need_nothing_unfinished(file)
        connection = _sqlite(file, "mode=ro&immutable=1")
    connection.file, connection.identity = file, identity
    return connection


def _once_free(attempt: Callable[[], T]) -> T:
    # SQLite itself would wait for a lock on a file that is deleted meanwhile, and then take the journal of the next
    # log for that of its own. So each *attempt* looks first whether the file is still there.
    until = time.monotonic() + _LOCK_TIMEOUT
    while True:
        try:
            return attempt()
        except sqlite3.OperationalError as error:
            if kind_of(error) != _BUSY or time.monotonic() > until:
                raise
        time.sleep(_LOCK_PAUSE)


def _need_nothing_unfinished(file: Path) -> None:
    # A log that may only be read can be read as it stands, unless a part of it stands elsewhere.
    for suffix in ("-wal", "-journal"):
        beside = file.with_name(file.name + suffix)
        if beside.exists() and beside.stat().st_size:
            where = f"some of it is still in '{visible(beside.name)}' beside it"
            raise log_error(file, f"may only be read here, and {where}; copy both to a folder of your own")


def _sqlite(file: Path, how: str) -> _Log:
    # It creates no file.
    name = f"{file.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(name, uri=True, timeout=0, isolation_level=None, factory=_Log)
    try:
        _number(connection, "page_count")
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        raise gone(file) from None
    return found.st_dev, found.st_ino


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All the changes inside, or none of them. To read, *kind* is DEFERRED: all as it was at one moment."""
    try:
        _once_free(partial(_begin, connection, kind))
        connection.execute(f"PRAGMA busy_timeout = {int(_LOCK_TIMEOUT * 1000)}")  # for readers, at the end
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _begin(connection: sqlite3.Connection, kind: str) -> None:
    if connection.in_transaction:  # an attempt before this one
        connection.execute("ROLLBACK")
    _need_same_file(connection)
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute(f"BEGIN {kind}")
    _number(connection, "page_count")  # locks the file, even if it is only to be read
    _need_same_file(connection)
    if isinstance(connection, _Log):
        _recognise(connection, connection.file)


def _need_same_file(connection: sqlite3.Connection) -> None:
    if isinstance(connection, _Log) and _identity(connection.file) != connection.identity:
        raise gone(connection.file)


def version(connection: sqlite3.Connection) -> int:
    """The version of the file's schema; 0 if it is empty."""
    return _number(connection, "user_version")


def number_of_sessions(connection: sqlite3.Connection) -> int:
    """How many sessions have a row."""
    return _first(connection, "SELECT count(*) FROM session")


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the migrations that the file lacks; call it in a transaction."""
    for number in range(version(connection), len(MIGRATIONS)):
        for statement in MIGRATIONS[number]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number + 1}")


def check(connection: sqlite3.Connection, file: Path) -> None:
    """Raise DamagedLogError if SQLite finds the file damaged; a row that breaks a rule of its table is no such damage.

    For years of sessions it takes a tenth of a second.
    """
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if not str(line).startswith(("ok", "CHECK constraint failed in ", "NULL value in ")):
            raise damaged(file)


def _recognise(connection: sqlite3.Connection, file: Path) -> None:
    if not file.stat().st_size:  # a session was killed before it wrote anything
        return
    if _number(connection, "application_id") != _APPLICATION:
        raise log_error(file, f"is another program's database; {LEFT_ALONE}")
    if version(connection) < 1:
        raise damaged(file)
    if version(connection) > len(MIGRATIONS):
        raise log_error(file, "was written by a newer acupoint; update this one")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return _first(connection, f"PRAGMA {pragma}")


def _first(connection: sqlite3.Connection, statement: str) -> int:
    (number,) = connection.execute(statement).fetchone()
    return int(number)
