"""What a drawing is made of."""

from dataclasses import dataclass

Position = tuple[float, float]  # in the drawing's own units, from its left and from its top

# What a line may show, the quietest first: where two meet in one cell, the later one lends the cell its style.
KINDS = ("leader", "outline", "crease", "tendon", "bone", "point")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a drawing, as the corners of short straight pieces."""

    id: str
    kind: str  # one of KINDS
    corners: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a drawing, and the place they name."""

    words: str
    at: Position  # where the words begin, or where they end if *ends_there*
    ends_there: bool
    about: Position
    is_point: bool  # whether it names the point itself


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of *width* by *height* units that marks one point."""

    title: str
    description: str
    width: float
    height: float
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    point: Position
