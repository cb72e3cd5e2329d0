"""What flags tell of a session that was held away from the machine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acupoint.catalogue.model import Side


@dataclass(frozen=True, slots=True)
class AwayFlags:
    """What the flags tell of a session; None, or no name, where they do not."""

    names: Sequence[str]  # of the points, in order
    when: str | None
    side: Side | None  # None: both
    seconds: int | None  # a side; None: the least that the guide gives
    before: int | None  # the pain
    after: int | None
    sharp_pain: bool | None  # or numbness or tingling, at the last point

    @property
    def flags(self) -> Iterator[str]:
        """The flags that were typed."""
        values = (self.when, self.side, self.seconds, self.before, self.after, self.sharp_pain)
        names = ("when", "one-side", "seconds", "before", "after", "sharp-pain")
        return (f"--{name}" for name, value in zip(names, values, strict=True) if value is not None)

    @property
    def missing(self) -> Iterator[str]:
        """What a session cannot be without, as it is typed."""
        if not self.names:
            yield "the points"
        if self.when is None:
            yield "--when"
        if self.sharp_pain is None:
            yield "--sharp-pain or --no-sharp-pain"
