"""A clock for tests, by which what a session shows never depends on how busy the machine is."""

import math

from acupoint.session import Key
from acupoint.stage import Clock, Keys


class Waited(Clock):
    """Goes only while a key is waited for: by the whole wait, *pace* times as fast as the world, or in no time."""

    def __init__(self, pace: float = math.inf) -> None:
        self.pace = pace
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def key(self, keys: Keys, seconds: float) -> Key | None:
        self.seconds += seconds
        return keys.key(seconds / self.pace)
