"""Single keys from a terminal, which is always left as it was found.

This alone needs what only POSIX systems have. Where that is missing, a session goes by the clock.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from types import FrameType
from typing import Self

from acupoint.errors import StoppedError
from acupoint.session.play import Key
from acupoint.terminal.input import descriptor, has_keyboard

_CTRL_C, _CTRL_D, _CTRL_Z, _CTRL_BACKSLASH = b"\x03\x04\x1a\x1c"
_BELL, _ESCAPE = b"\x07\x1b"
_MEANING = {
    **dict.fromkeys(b"\r\n", Key.START),
    **dict.fromkeys(b" ", Key.PAUSE),
    **dict.fromkeys(b"nN", Key.NEXT),
    **dict.fromkeys(b"qQ", Key.STOP),
    **dict.fromkeys((_CTRL_C, _CTRL_D, _CTRL_BACKSLASH), Key.STOP),
    _CTRL_Z: Key.AWAY,
}
_NEVER_IN_A_SEQUENCE = {_CTRL_C, _CTRL_D, _CTRL_Z, _CTRL_BACKSLASH}  # so they work even where one does not end
_SEQUENCE_TIME = 0.5  # seconds without a byte after which a sequence is over
_GONE = "the terminal has gone away; the session ends here"
# By default these end the program before it can put the terminal back. Not every system has the second.
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class _In(Enum):
    """What the next byte is part of."""

    KEYS = "keys of one byte each"
    ESCAPE = "what follows an Escape byte"
    BRACKET = "ESC [, parameters, and a last byte: named keys, a terminal's replies, a mouse"
    LETTER_O = "ESC O, parameters, and a last byte: keypads, some named keys"
    TEXT = "ESC ] or the like, text, and BEL or ESC \\: a terminal's longer replies"


_BEGINS = {ord("["): _In.BRACKET, ord("O"): _In.LETTER_O, **dict.fromkeys(b"]P^_X", _In.TEXT)}
_PARAMETERS = {_In.BRACKET: range(0x20, 0x40), _In.LETTER_O: range(0x30, 0x40)}
_LENGTHS = {
    b"[M": 5,
    b"[[": 3,
}  # old reports of a mouse and F1 to F5 of the Linux console have no last byte of their own
_PASTES = {b"[200~": True, b"[201~": False}  # what stands before and after pasted text
_TOLD_APART = 6  # bytes by which the sequences above are told from all others


class KeyParser:
    """Tells keys from escape sequences in a stream of bytes. Nothing that a session listens for sends a sequence."""

    def __init__(self) -> None:
        """Begin between two keys."""
        self._in = _In.KEYS
        self._sequence = b""  # its first bytes, without the Escape byte
        self._is_pasting = False

    def keys(self, data: bytes) -> list[int]:
        """The keys in *data* that mean something. A sequence may begin in one call and end in another."""
        return [byte for byte in data if self._is_key(byte) and byte in _MEANING]

    def _is_key(self, byte: int) -> bool:
        if byte in _NEVER_IN_A_SEQUENCE:
            self._in, self._is_pasting = _In.KEYS, False
        elif byte == _ESCAPE:
            self._in = _In.ESCAPE
        elif self._in is _In.ESCAPE:
            self._in, self._sequence = _BEGINS.get(byte, _In.KEYS), bytes([byte])
        elif self._in is not _In.KEYS:
            if self._is_last(byte):
                self._in, self._is_pasting = _In.KEYS, _PASTES.get(self._sequence, self._is_pasting)
            return False
        return self._in is _In.KEYS and not self._is_pasting

    def _is_last(self, byte: int) -> bool:
        if self._in is _In.TEXT:
            return byte == _BELL
        self._sequence = (self._sequence + bytes([byte]))[:_TOLD_APART]
        if length := _LENGTHS.get(self._sequence[:2]):
            return len(self._sequence) == length
        return byte not in _PARAMETERS[self._in]


def has_keys() -> bool:
    """Whether somebody is at a keyboard whose single keys this system can read."""
    if not has_keyboard() or not hasattr(signal, "SIGTSTP"):
        return False
    try:
        import select  # noqa: F401, PLC0415 - some systems lack it, and only a session's keys need it
        import termios  # noqa: F401, PLC0415 - as above
    except ImportError:
        return False
    return True


def open_keys(before_stop: Callable[[], None]) -> "Keyboard | NoKeys":
    """The keyboard, if it has keys. *before_stop* is called when Ctrl-Z is about to stop the program."""
    return Keyboard(before_stop) if has_keys() else NoKeys()


class Keyboard(ExitStack):
    """Keys that are read one by one inside a `with` block, at whose end the terminal is put back."""

    def __init__(self, before_stop: Callable[[], None], now: Callable[[], float] = time.monotonic) -> None:
        """Call *before_stop* when Ctrl-Z is about to stop the program. *now* gives seconds."""
        super().__init__()
        self._terminal = descriptor()
        self._before_stop = before_stop
        self._now = now
        self._parser = KeyParser()
        self._heard = now()
        self._raw = ExitStack()
        self._pending: list[int] = []
        self.was_interrupted = False  # whether Ctrl-C was among the keys

    def __enter__(self) -> Self:
        """Read single keys from now on, without showing them."""
        for number, handler in self._handlers().items():
            self.callback(signal.signal, number, signal.signal(number, handler))
        self.enter_context(self._raw).enter_context(_single_keys(self._terminal))
        return self

    def key(self, seconds: float) -> Key | None:
        """The next key that means something; None if none comes within *seconds*, or another key does.

        Raises StoppedError if the terminal has gone away.
        """
        import select  # noqa: PLC0415 - as in `has_keys`

        if not self._pending and select.select([self._terminal], [], [], seconds)[0]:
            self._pending += self._parser_now().keys(self._read())
        return self._heed(self._pending.pop(0)) if self._pending else None

    def _read(self) -> bytes:
        with suppress(OSError):
            if data := os.read(self._terminal, 1024):
                return data
        raise StoppedError(_GONE)

    def _parser_now(self) -> KeyParser:
        now = self._now()
        if now - self._heard > _SEQUENCE_TIME:
            self._parser = KeyParser()
        self._heard = now
        return self._parser

    def _handlers(self) -> "dict[int, Callable[[int, FrameType | None], None]]":
        # Keys make no signals now: these come from elsewhere and mean what the keys mean. One may come in the middle of
        # a drawing, so that it only counts as a key, to be read next.
        return {
            signal.SIGINT: lambda *_: self._pending.append(_CTRL_C),
            signal.SIGTSTP: lambda *_: self._pending.append(_CTRL_Z),
            **_ending_handlers(),
        }

    def _heed(self, key: int) -> Key:
        if key == _CTRL_C:
            self.was_interrupted = True
        if key == _CTRL_Z:
            self._stop()
        return _MEANING[key]

    def _stop(self) -> None:
        self._before_stop()
        self._raw.close()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)  # as a terminal does: to the whole job, which waits here until `fg`
        signal.signal(signal.SIGTSTP, handler)
        self._raw.enter_context(_single_keys(self._terminal))


@contextmanager
def _single_keys(terminal: int) -> Iterator[None]:
    """Get each key of *terminal* at once, neither shown nor made a signal of. What was typed before is dropped."""
    import termios  # noqa: PLC0415 - as in `has_keys`

    try:
        found = termios.tcgetattr(terminal)
        inputs, outputs, controls, locals_, *speeds, characters = found
        inputs &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
        locals_ &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
        characters = [*characters]
        characters[termios.VMIN], characters[termios.VTIME] = 1, 0
        try:
            termios.tcsetattr(terminal, termios.TCSANOW, [inputs, outputs, controls, locals_, *speeds, characters])
            termios.tcflush(terminal, termios.TCIFLUSH)
            yield
        finally:
            with suppress(termios.error):
                termios.tcsetattr(terminal, termios.TCSANOW, found)
    except termios.error:
        raise StoppedError(_GONE) from None


class NoKeys(ExitStack):
    """No key can be read: time goes by, and only a signal ends it."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """*sleep* lets seconds go by."""
        super().__init__()
        self.was_interrupted = False
        self._sleep = sleep

    def __enter__(self) -> Self:
        """Keep an interrupt in mind, and exit in good order at the other signals."""
        for number, handler in {signal.SIGINT: self._interrupt, **_ending_handlers()}.items():
            self.callback(signal.signal, number, signal.signal(number, handler))
        return self

    def key(self, seconds: float) -> Key | None:
        """None after *seconds*; STOP after an interrupt."""
        if not self.was_interrupted:
            self._sleep(seconds)
        return Key.STOP if self.was_interrupted else None

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.was_interrupted = True


def _ending_handlers() -> "dict[int, Callable[[int, FrameType | None], None]]":
    # `nohup` has a hang-up ignored, and so it stays.
    return {number: _end for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN}


def _end(number: int, _frame: FrameType | None) -> None:
    for one in _ENDING:  # a closed window may send several, and the first has everything unwound
        signal.signal(one, signal.SIG_IGN)
    raise SystemExit(128 + number)  # the exit code that shells give for the signal; unwinds what is open
