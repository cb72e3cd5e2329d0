"""Time, as an argument: the system's clock, which tests replace with one of their own."""

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_WITHOUT_FILE = frozenset({"", "UTC", "GMT", "UCT", "Universal", "Zulu"})  # zones that a system without a list knows
_WITH_OFFSET = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?[0-9]")  # as POSIX writes it: `XXX3`, `<+03>-3`
_NO_SUCH_TIME = (ValueError, OverflowError, OSError)  # an offset of a day or more, or a year that no date has
_SHOWN = 40  # characters of a wrong zone that a note shows


class Clock:
    """The system's time."""

    def now(self) -> float:
        """Seconds since some time in the past; they never run backwards."""
        return time.monotonic()

    def local(self) -> datetime:
        """The local time in whole seconds, with its offset from UTC."""
        return in_local_zone(datetime.now(tz=UTC)).replace(microsecond=0)


def in_local_zone(moment: datetime) -> datetime:
    """*moment* in the system's time zone, or in UTC where no date can have that zone, as with `TZ=XXX24`.

    A *moment* without a zone is taken to be there already.
    """
    try:
        return moment.astimezone()
    except _NO_SUCH_TIME:
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def zone_fault(environment: Mapping[str, str]) -> str:
    """Why times are in UTC although TZ names something else; empty if they are in that zone."""
    name = environment.get("TZ", "").removeprefix(":")
    if name in _WITHOUT_FILE or _is_zone(name, environment):
        return ""
    return f"TZ='{name[:_SHOWN]}' is not a time zone that can be used here; times are in UTC"


def _is_zone(name: str, environment: Mapping[str, str]) -> bool:
    try:
        offset = datetime.now(tz=UTC).astimezone().utcoffset()
    except _NO_SUCH_TIME:
        return False
    # A zone that the system does not know has the time of UTC. So have some that it knows.
    return bool(offset or _WITH_OFFSET.match(name)) or _has_file(name, environment)


def _has_file(name: str, environment: Mapping[str, str]) -> bool:
    from zoneinfo import TZPATH  # noqa: PLC0415 - only where TZ is set, and seldom then

    try:
        files = [Path(folder, name) for folder in (environment.get("TZDIR", ""), *TZPATH)]
        return any(file.is_file() and file.read_bytes().startswith(b"TZif") for file in files)
    except (OSError, ValueError):  # ValueError: a null in its name
        return False


SYSTEM_CLOCK = Clock()
