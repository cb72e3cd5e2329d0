"""Sessions <-> one SQLite file that nobody but its owner can read.

What a method was given is on the disk once it returns: a power cut loses nothing that was acknowledged. A file that is
damaged, another program's, or of a newer acupoint is left as it is.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from acupoint.catalogue.model import Side
from acupoint.errors import DamagedLogError, LogError
from acupoint.log.record import Ending, PressedSide, Record, completed, fault_of
from acupoint.text import visible

_APPLICATION = 0x6163_7570  # "acup": how we know our own file (PRAGMA application_id)

# What brings a file from one schema version to the next; how many of them it has had is its PRAGMA user_version.
# Only ever add to the end: files of every earlier version are about.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {_APPLICATION}",
        """CREATE TABLE session (
            id TEXT PRIMARY KEY NOT NULL,
            began TEXT NOT NULL,  -- ISO 8601, as the clock on the wall read, with its distance from UTC
            points TEXT NOT NULL,  -- ids with a space between
            flags TEXT NOT NULL,  -- ids with a space between
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

_PATIENCE = 10.0  # seconds to wait for another session that is writing
_FOLDER, _FILE = 0o700, 0o600
_OTHERS = 0o077
_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite may have beside its file

_LEFT_ALONE = "it is left as it is; move it away to begin a new one"
_REASONS = {
    "SQLITE_BUSY": "is in use by another program; try again",
    "SQLITE_FULL": "cannot be written: the disk is full",
    "SQLITE_READONLY": "may not be written",
    "SQLITE_CANTOPEN": "cannot be opened",
    "SQLITE_NOTADB": f"is damaged, or no session log; {_LEFT_ALONE}",
    "SQLITE_CORRUPT": f"is damaged; {_LEFT_ALONE}",
}
_DAMAGED = {"SQLITE_NOTADB", "SQLITE_CORRUPT"}


def log_file() -> Path:
    """Where the log is, or will be; creates nothing. Raises LogError where the user has no folder for it."""
    from platformdirs import user_data_path  # noqa: PLC0415 - a test of the log needs no such folder

    try:
        return user_data_path("acupoint", appauthor=False) / "sessions.sqlite3"
    except RuntimeError:  # no HOME that is a full path, and no entry for the user
        raise LogError("there is no folder for the session log; set HOME or XDG_DATA_HOME to a full path") from None


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import, in sessions."""

    new: int
    completed: int  # were here, and lacked something


class Log:
    """The log in a file, which is made when the first session begins. Every method raises LogError where it fails."""

    def __init__(self, file: Path) -> None:
        """Touch nothing yet."""
        self.file = file

    def begin(self, record: Record) -> None:
        """Write a session down as it begins."""
        _make(self.file)
        with _opened(self.file) as connection, _transaction(connection):
            _bring_up(connection)
            _sound_records(connection, self.file)
            _insert(connection, record)

    def pressed(self, record_id: str, side: PressedSide) -> None:
        """Add a side that was pressed."""
        number = "(SELECT count(*) FROM pressed WHERE session = session.id)"
        self._change(
            f"INSERT INTO pressed SELECT id, {number}, ?, ?, ? FROM session WHERE id = ?",  # noqa: S608 - no value in it
            (side.point, side.side.value, side.seconds, record_id),
        )

    def end(self, record_id: str, ending: Ending) -> None:
        """Say how the session came to its end."""
        self._change("UPDATE session SET ending = ? WHERE id = ?", (ending.value, record_id))

    def felt(self, record_id: str, after: int | None) -> None:
        """Say what the pain was after the session."""
        self._change("UPDATE session SET after = ? WHERE id = ?", (after, record_id))

    def _change(self, statement: str, values: tuple[object, ...]) -> None:
        with _opened(self.file) as connection, _transaction(connection):
            if connection.execute(statement, values).rowcount != 1:
                raise _error(self.file, "no longer has this session")


class Diary:
    """A session's log that does not hold the session up: what goes wrong is said once, and then nothing is written."""

    def __init__(self, find: Callable[[], Path], say: Callable[[str], None], *, writes: bool = True) -> None:
        """*find* gives the log's file (`log_file`), *say* shows a line. Without *writes* it is read alone."""
        self._find = find
        self._say = say
        self._writes = writes

    def so_far(self) -> tuple[Record, ...]:
        """As `read_log`; none where it cannot be read."""
        try:
            return read_log(self._find())
        except LogError as error:
            lost = _THIS_SESSION if self._writes else "what was felt in earlier sessions is not known"
            self._say(f"note: {lost}: {error}")
            self._writes = False
            return ()

    def begin(self, record: Record) -> None:
        """As `Log.begin`."""
        self._try(_THIS_SESSION, lambda log: log.begin(record))

    def pressed(self, record_id: str, side: PressedSide) -> None:
        """As `Log.pressed`."""
        self._try(_THE_REST, lambda log: log.pressed(record_id, side))

    def end(self, record_id: str, ending: Ending) -> None:
        """As `Log.end`."""
        self._try(_THE_REST, lambda log: log.end(record_id, ending))

    def felt(self, record_id: str, after: int | None) -> None:
        """As `Log.felt`."""
        self._try(_THE_REST, lambda log: log.felt(record_id, after))

    def _try(self, lost: str, write: Callable[[Log], None]) -> None:
        if not self._writes:
            return
        try:
            write(Log(self._find()))
        except LogError as error:
            self._writes = False
            self._say(f"note: {lost}: {error}")


_THIS_SESSION = "this session is not written down"
_THE_REST = "the rest of this session is not written down"


def is_there(file: Path) -> bool:
    """Whether there is a log. Raises LogError where something else is in its place."""
    with _told(file):
        try:
            mode = file.lstat().st_mode
        except FileNotFoundError:
            return False
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "no ordinary file"
            raise _error(file, f"is {kind}; {_LEFT_ALONE}")
    return True


def read_log(file: Path) -> tuple[Record, ...]:
    """Every session, the oldest first; none where there is no file. Creates nothing. Raises LogError."""
    if not is_there(file):
        return ()
    with _opened(file) as connection:
        if 0 < _version(connection) < len(MIGRATIONS):  # where there is nothing to bring up, reading writes nothing
            with _transaction(connection):
                _bring_up(connection)
        return tuple(sorted(_sound_records(connection, file), key=lambda record: (record.began, record.id)))


def add(file: Path, records: Iterable[Record]) -> Imported:
    """Take *records* in, all or none. One that is there already is only completed. Raises LogError."""
    _make(file)
    new = more = 0
    with _opened(file) as connection, _transaction(connection):
        _bring_up(connection)
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


def forget(file: Path) -> None:
    """Delete the log, with what SQLite left beside it. One that cannot be read goes, too. Raises LogError."""
    if not is_there(file):
        return
    with _told(file):
        # The journal first: left without its file, it would be taken for one of the next.
        for beside in _BESIDE:
            file.with_name(file.name + beside).unlink(missing_ok=True)
        file.unlink()


def _make(file: Path) -> None:
    # The file with its permissions in one step, before SQLite sees it: nobody else can open it in between.
    with _told(file):
        if not is_there(file):
            for folder in reversed((file.parent, *file.parent.parents)):
                if not folder.is_dir():
                    folder.mkdir(_FOLDER, exist_ok=True)
            with suppress(FileExistsError):  # another session was quicker
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE))
        elif file.stat().st_mode & _OTHERS:
            file.chmod(_FILE)  # a copy put back, say


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with _told(file):
        if not is_there(file):
            raise _error(file, "is gone")
        # `rw`, to read as well: what a killed session left half done is undone first. It makes no file.
        name = f"{file.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(name, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
            # EXTRA: the journal's folder is synced as well, or a power cut could undo what was acknowledged.
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA trusted_schema = OFF")
            _recognise(connection, file)
            yield connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """What the system or SQLite has against *file*, as a LogError."""
    try:
        yield
    except OSError as error:
        raise _error(file, f"cannot be used: {error.strerror}") from None
    except UnicodeDecodeError:  # what SQLite says of a damaged file may hold the damage
        raise _damaged(file) from None
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")  # SQLITE_READONLY_DIRECTORY is a kind of SQLITE_READONLY
        kind = "_".join(name.split("_")[:2])
        if kind in _DAMAGED:
            raise _damaged(file, kind) from None
        raise _error(file, _REASONS.get(kind, f"cannot be used: {error}")) from None


def _error(file: Path, what: str) -> LogError:
    return LogError(f"the session log '{visible(str(file))}' {what}")


def _recognise(connection: sqlite3.Connection, file: Path) -> None:
    if _number(connection, "page_count") == 0:  # a session was killed before it wrote
        return
    if _number(connection, "application_id") != _APPLICATION:
        raise _error(file, f"is another program's database; {_LEFT_ALONE}")
    if _version(connection) < 1:
        raise _damaged(file)
    if _version(connection) > len(MIGRATIONS):
        raise _error(file, "was written by a newer acupoint; update this one")


def _sound_records(connection: sqlite3.Connection, file: Path) -> list[Record]:
    # A tenth of a second for years of sessions, spent before a session or an answer, and never between two sides.
    for pragma, sound in (("integrity_check(1)", [("ok",)]), ("foreign_key_check", [])):
        if connection.execute(f"PRAGMA {pragma}").fetchall() != sound:
            raise _damaged(file)
    try:
        return list(_records(connection)) if _version(connection) else []
    except (ValueError, TypeError, AttributeError):  # not what we write: a byte of it was changed
        raise _damaged(file) from None


def _damaged(file: Path, kind: str = "SQLITE_CORRUPT") -> LogError:
    return DamagedLogError(str(_error(file, _REASONS[kind])))


def _version(connection: sqlite3.Connection) -> int:
    return _number(connection, "user_version")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


def _bring_up(connection: sqlite3.Connection) -> None:
    for number in range(_version(connection), len(MIGRATIONS)):
        for statement in MIGRATIONS[number]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number + 1}")


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


def _insert_sides(connection: sqlite3.Connection, record: Record) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO pressed (session, number, point, side, seconds) VALUES (?, ?, ?, ?, ?)",
        [(record.id, number, one.point, one.side, one.seconds) for number, one in enumerate(record.pressed)],
    )


def _replace(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        "UPDATE session SET before = ?, after = ?, ending = ? WHERE id = ?",
        (record.before, record.after, record.ending, record.id),
    )
    _insert_sides(connection, record)


def _records(connection: sqlite3.Connection) -> Iterator[Record]:
    sides: dict[str, list[PressedSide]] = {}
    for session, point, side, seconds in connection.execute(
        "SELECT session, point, side, seconds FROM pressed ORDER BY session, number"
    ):
        sides.setdefault(session, []).append(PressedSide(point, Side(side), seconds))
    for session, began, points, flags, before, after, ending in connection.execute(
        "SELECT id, began, points, flags, before, after, ending FROM session"
    ):
        record = Record(
            id=session,
            began=datetime.fromisoformat(began),
            points=tuple(points.split()),
            flags=tuple(flags.split()),
            before=before,
            after=after,
            pressed=tuple(sides.get(session, ())),
            ending=None if ending is None else Ending(ending),
        )
        if fault := fault_of(record):
            raise ValueError(fault)
        yield record
