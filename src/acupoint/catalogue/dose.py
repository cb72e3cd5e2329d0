"""A dose in words."""

from acupoint.catalogue.model import Dose
from acupoint.text import counted

_TIMES = {1: "once", 2: "twice"}


def in_words(dose: Dose) -> str:
    """How long and how often: `1 to 2 minutes a side, once or twice a day`."""
    least, most = dose.seconds
    fewest, top = dose.a_day
    how_long = f"{_time(most)} a side at most" if least == most else f"{_time_range(least, most)} a side"
    return f"{how_long}, {_how_often(fewest, top)} a day"


def _how_often(fewest: int, top: int) -> str:
    if fewest == top:
        return _times(top)
    if top == fewest + 1:
        return f"{_TIMES.get(fewest, fewest)} or {_times(top)}"
    return f"{fewest} to {top} times"


def _time(seconds: int) -> str:
    count, unit = (seconds // 60, "minute") if seconds % 60 == 0 else (seconds, "second")
    return counted(count, unit)


def _time_range(least: int, most: int) -> str:
    if least % 60 == most % 60 == 0:
        return f"{least // 60} to {_time(most)}"
    return f"{least} to {most} seconds"


def _times(count: int) -> str:
    return _TIMES.get(count, f"{count} times")
