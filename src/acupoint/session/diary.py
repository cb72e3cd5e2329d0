"""The log, kept so that it never holds a session up."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from acupoint.errors import LogError
from acupoint.log import store
from acupoint.log.record import Ending, Record


class Diary:
    """Writes a session to the log. The first error is shown as a note; after it only the ending is tried again."""

    def __init__(self, find: Callable[[], Path], say: Callable[[str], None], *, writes: bool = True) -> None:
        """*find* gives the log's file (`log_file`), *say* shows a line. Without *writes* the log is only read."""
        self._find = find
        self._say = say
        self._writes = writes
        self._heard: set[str] = set()  # what the log had to say of itself
        self._is_begun = False
        self._has_failed = False

    def history(self) -> tuple[Record, ...]:
        """Every session so far, the oldest first, also what is doubtful of one; none if the log cannot be read."""
        try:
            return store.read_log(self._find(), self._note, with_doubtful=True)
        except LogError as error:
            lost = _THIS_SESSION if self._writes else "what was felt in earlier sessions is not known"
            self._say(f"note: {lost}: {error}")
            self._has_failed = True
            return ()

    def begin(self, record: Record) -> None:
        """Write a session down as it begins."""
        self._try(self._begin, record, _THIS_SESSION)

    def save(self, record: Record) -> None:
        """Write down how far the session has come."""
        self._try(store.save if self._is_begun else self._begin, record, _THE_REST)

    def _begin(self, file: Path, record: Record) -> None:
        store.begin(file, record, self._note)

    def _note(self, line: str) -> None:
        if line not in self._heard:
            self._heard.add(line)
            self._say(f"note: {line}")

    def _try(self, write: Callable[[Path, Record], None], record: Record, lost: str) -> None:
        if not self._writes or (self._has_failed and record.ending is None):
            return
        try:
            with _undisturbed():
                write(self._find(), record)
        except LogError as error:
            lost = _THE_STOP if record.ending is Ending.SENSATION else lost
            if lost == _THE_STOP or not self._has_failed:
                self._say(f"note: {lost}: {error}")
            self._has_failed = True
            return
        if self._has_failed:
            self._say(f"note: {_AFTER_ALL}")
        self._is_begun, self._has_failed = True, False


@contextmanager
def _undisturbed() -> Iterator[None]:
    # A signal that ends the program waits until what is being written is whole.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_ENDING = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
_THIS_SESSION = "this session is not written down"
_THE_STOP = "that you stopped at what you felt is not written down, and nothing will ask about it next time"
_AFTER_ALL = "this session is written down after all"
_THE_REST = "the rest of this session is not written down"
