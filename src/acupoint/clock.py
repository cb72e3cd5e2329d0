"""Time, as an argument: the system's clock, which tests replace with one of their own."""

import time
from datetime import UTC, datetime


class Clock:
    """The system's time."""

    def now(self) -> float:
        """Seconds since some time in the past; they never run backwards."""
        return time.monotonic()

    def local(self) -> datetime:
        """The local time in whole seconds, with its offset from UTC."""
        return datetime.now(tz=UTC).astimezone().replace(microsecond=0)


SYSTEM_CLOCK = Clock()
