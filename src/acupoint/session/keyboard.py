"""Single keys from a terminal, which is left as it was found whatever happens."""

import os
import select
import signal
import termios
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType, TracebackType
from typing import Self

from prompt_toolkit.input import create_input
from prompt_toolkit.keys import Keys

from acupoint.errors import StoppedError
from acupoint.session.play import Key

_MEANING = {
    Keys.ControlM: Key.START,
    Keys.ControlJ: Key.START,
    " ": Key.PAUSE,
    "n": Key.NEXT,
    "N": Key.NEXT,
    "q": Key.STOP,
    "Q": Key.STOP,
    Keys.ControlC: Key.STOP,
    Keys.ControlD: Key.STOP,
    Keys.ControlBackslash: Key.STOP,
}
_ENDING = (signal.SIGTERM, signal.SIGHUP)  # would end the program without a chance to put the terminal back


class Keyboard:
    """The keyboard, from which keys are read one by one inside a `with` block."""

    def __init__(self, before_stop: Callable[[], None]) -> None:
        """Call *before_stop* whenever Ctrl-Z is about to stop the program."""
        self._input = create_input()
        self._before_stop = before_stop
        self._raw = ExitStack()
        self._undo = ExitStack()
        self._pending: list[str] = []
        self.was_interrupted = False  # whether Ctrl-C was among the keys

    def __enter__(self) -> Self:
        """Read single keys from now on, without showing them. What was typed before is let go: it answered no card."""
        for number, handler in self._handling().items():
            self._undo.callback(signal.signal, number, signal.signal(number, handler))
        self._raw.enter_context(self._input.raw_mode())
        termios.tcflush(self._input.fileno(), termios.TCIFLUSH)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the terminal back."""
        self._raw.close()
        self._undo.close()

    def key(self, seconds: float) -> Key | None:
        """The key pressed within *seconds* that means something; None where there is none.

        Raises StoppedError where the terminal has gone away.
        """
        if not self._pending:
            select.select([self._input.fileno()], [], [], seconds)
            self._pending += [press.key for press in self._input.read_keys()]
            if self._input.closed:
                raise StoppedError("the terminal has gone away; the session ends here")
        return self._meaning(self._pending.pop(0)) if self._pending else None

    def _handling(self) -> "dict[int, Callable[[int, FrameType | None], None]]":
        # The terminal sends no signal for a key meanwhile; these come from elsewhere, and mean what the keys do. They
        # come at any moment, in the midst of a drawing: noted here, they are heeded when the next key is asked for.
        return {
            signal.SIGINT: lambda *_: self._pending.append(Keys.ControlC),
            signal.SIGTSTP: lambda *_: self._pending.append(Keys.ControlZ),
            **dict.fromkeys(_ENDING, _end),
        }

    def _meaning(self, key: str) -> Key | None:
        if key == Keys.ControlC:
            self.was_interrupted = True
        if key == Keys.ControlZ:
            self._stop()
            return Key.AWAY
        return _MEANING.get(key)

    def _stop(self) -> None:
        self._before_stop()
        self._raw.close()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)  # as a terminal does, to every process of the job; here it stands until `fg`
        signal.signal(signal.SIGTSTP, handler)
        self._raw.enter_context(self._input.raw_mode())


class NoKeys:
    """Nobody is there: time goes by, and only a signal ends it."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """Nothing has happened yet. *sleep* lets seconds go by."""
        self.was_interrupted = False
        self._sleep = sleep
        self._undo = ExitStack()

    def __enter__(self) -> Self:
        """Note an interrupt, and end in good order for the other signals."""
        for number, handler in {signal.SIGINT: self._interrupt, **dict.fromkeys(_ENDING, _end)}.items():
            self._undo.callback(signal.signal, number, signal.signal(number, handler))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Heed signals as before."""
        self._undo.close()

    def key(self, seconds: float) -> Key | None:
        """None, once *seconds* have gone by; STOP after an interrupt."""
        if not self.was_interrupted:
            self._sleep(seconds)
        return Key.STOP if self.was_interrupted else None

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.was_interrupted = True


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # as a shell tells of a program that a signal ended; unwinds what is open
