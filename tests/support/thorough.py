"""How far the slowest tests go: in the gate all the way, elsewhere a few seconds' worth.

ACUPOINT_THOROUGH=1 is all the way. What a test looks for is the same; only how often, or at how large a size, differs.
"""

import os

THOROUGH = bool(os.environ.get("ACUPOINT_THOROUGH"))


def rounds(number: int) -> int:
    """The *number* of examples, or a quarter of it."""
    return number if THOROUGH else number // 4


def size(number: int) -> int:
    """A size of *number*, or a sixteenth of it."""
    return number if THOROUGH else number // 16


def rounds_apart(number: int) -> int:
    """How many steps to go at once where each costs as much as the next: one, or *number*."""
    return 1 if THOROUGH else number
