"""What can be wrong with the session log's file, in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from acupoint.errors import DamagedLogError, GoneLogError, LogError
from acupoint.text import visible

LEFT_ALONE = "it is left as it is; move it away to begin a new one"
_REASONS = {
    "SQLITE_BUSY": "is in use by another program; try again",
    "SQLITE_FULL": "cannot be written: the disk is full",
    "SQLITE_READONLY": "is read-only",
    "SQLITE_CANTOPEN": "cannot be opened",
    "SQLITE_NOTADB": f"is damaged or not a session log; {LEFT_ALONE}",
    "SQLITE_CORRUPT": f"is damaged; {LEFT_ALONE}",
}
_JOURNAL_GONE = "SQLITE_IOERR_DELETE_NOENT"  # who deleted the log found it; nothing was written
_DAMAGED = {"SQLITE_NOTADB", "SQLITE_CORRUPT"}


def log_error(file: Path, what: str) -> LogError:
    """The error that names *file* and says *what* is wrong with it."""
    return LogError(f"the session log '{visible(str(file))}' {what}")


def gone(file: Path) -> GoneLogError:
    """The error for a file that others have deleted."""
    return GoneLogError(str(log_error(file, "is gone")))


def damaged(file: Path, kind: str = "SQLITE_CORRUPT") -> DamagedLogError:
    """The error for a file that can never be read."""
    return DamagedLogError(str(log_error(file, _REASONS[kind])))


@contextmanager
def as_log_errors(file: Path) -> Iterator[None]:
    """Turn errors of the system and of SQLite into a LogError about *file*."""
    try:
        yield
    except OSError as error:
        raise log_error(file, f"cannot be used: {error.strerror}") from None
    except UnicodeDecodeError:  # SQLite's message about a damaged file may quote the damage
        raise damaged(file) from None
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == _JOURNAL_GONE:
            raise gone(file) from None
        kind = kind_of(error)
        if kind in _DAMAGED:
            raise damaged(file, kind) from None
        raise log_error(file, _REASONS.get(kind, f"cannot be used: {visible(str(error))}")) from None


def kind_of(error: sqlite3.Error) -> str:
    """SQLite's name for the kind of error."""
    name = getattr(error, "sqlite_errorname", "")  # SQLITE_READONLY_DIRECTORY is a kind of SQLITE_READONLY
    return "_".join(name.split("_")[:2])
