"""A clock for tests, by which what a session shows never depends on how busy the machine is."""

import math
from collections.abc import Callable

from acupoint.clock import Clock, T


class Waited(Clock):
    """Goes only while a key is waited for: by the whole wait, *pace* times as fast as the world, or in no time."""

    def __init__(self, pace: float = math.inf) -> None:
        self.pace = pace
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def wait(self, key: Callable[[float], T], seconds: float) -> T:
        self.seconds += seconds
        return key(seconds / self.pace)
