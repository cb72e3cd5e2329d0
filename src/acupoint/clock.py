"""Time, as an argument: the world's clock, which tests replace by one of their own."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """The world's own time."""

    def now(self) -> float:
        """Seconds since some time in the past; they never run backwards."""
        return time.monotonic()

    def local(self) -> datetime:
        """The time on the wall, in whole seconds, with its distance from UTC."""
        return datetime.now(tz=UTC).astimezone().replace(microsecond=0)

    def wait(self, key: Callable[[float], T], seconds: float) -> T:
        """What *key* gives, which takes *seconds* at most."""
        return key(seconds)


SYSTEM_CLOCK = Clock()
