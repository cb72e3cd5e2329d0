"""A clock for tests, and keys that it goes by: what a session shows never depends on how busy the machine is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from acupoint.clock import Clock
from acupoint.session.keyboard import Keyboard, NoKeys
from acupoint.session.play import Key
from acupoint.terminal.input import has_keyboard

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_DAY = 86_400  # seconds
_PACE = 1000  # times as fast as the system's clock


class MadeUpClock(Clock):
    """Goes only when it is told to."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds

    def now(self) -> float:
        return self.seconds

    def local(self) -> datetime:
        return NOON + timedelta(seconds=int(self.seconds))

    def advance(self, seconds: float) -> None:
        self.seconds += seconds

    def open_keys(self, before_stop: Callable[[], None]) -> Keyboard | NoKeys:
        """The real keyboard, by this clock; without one, time goes by at once."""
        return _QuickKeyboard(before_stop, self) if has_keyboard() else NoKeys(self.advance)


class _QuickKeyboard(Keyboard):
    def __init__(self, before_stop: Callable[[], None], clock: MadeUpClock) -> None:
        super().__init__(before_stop)
        self._clock = clock

    def key(self, seconds: float) -> Key | None:
        self._clock.advance(seconds)
        return super().key(seconds / _PACE)


class MadeUpKeys:
    """Keys pressed at set times, in seconds since the first was waited for; the clock goes while one is waited for."""

    def __init__(self, clock: MadeUpClock, *keys: tuple[float, Key], was_interrupted: bool = False) -> None:
        self.clock = clock
        self.was_interrupted = was_interrupted
        self._keys = list(keys)
        self._start: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def key(self, seconds: float) -> Key | None:
        start = self._start = self.clock.seconds if self._start is None else self._start
        assert self.clock.seconds - start < _DAY, "no key is pressed any more"
        if self._keys and self._keys[0][0] < self.clock.seconds - start + seconds:
            at, key = self._keys.pop(0)
            self.clock.seconds = max(self.clock.seconds, start + at)
            return key
        self.clock.advance(seconds)
        return None
