"""The session log's file: there or not, made, and closed to everybody but its owner."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from acupoint.log.faults import LEFT_ALONE, as_log_errors, log_error
from acupoint.text import visible

FOLDER, FILE = 0o700, 0o600  # their permissions
_OTHERS = 0o077

Note = Callable[[str], object]  # is called with a line that a person should see


def is_there(file: Path) -> bool:
    """Whether there is a log. Raises LogError if something else has its name."""
    with as_log_errors(file):
        try:
            mode = file.lstat().st_mode
        except FileNotFoundError:
            return False
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "not a regular file"
            raise log_error(file, f"is {kind}; {LEFT_ALONE}")
    return True


def make(file: Path, note: Note) -> None:
    """Make an empty file that only its owner can read, or close an existing one to others. Raises LogError."""
    with as_log_errors(file):
        if not is_there(file):
            for folder in reversed((file.parent, *file.parent.parents)):
                if not folder.is_dir():
                    folder.mkdir(FOLDER, exist_ok=True)
            # Created with its permissions in one step, before SQLite sees it: nobody else can open it in between.
            with suppress(FileExistsError):  # another session was quicker
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))
        close_to_others(file, note)


def close_to_others(file: Path, note: Note) -> None:
    """Let only its owner read *file*, which may be a restored copy, or call *note* with a line if that cannot be."""
    if os.name == "nt":  # where these permissions say nothing
        return
    with as_log_errors(file), suppress(FileNotFoundError):  # others may delete it
        if not file.stat().st_mode & _OTHERS:
            return
        with suppress(OSError):  # another owner's, or a file system without owners
            file.chmod(FILE)
        if file.stat().st_mode & _OTHERS:
            note(
                f"others may be able to read the session log '{visible(str(file))}': its permissions cannot be changed"
            )
