"""What the values of this program are: frozen, slotted dataclasses, made in two thirds of the time.

`dataclass` writes and compiles six methods for each class. Comparing, hashing, and showing need none of their own: here
one of each serves all.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(made: type[T]) -> type[T]:
    """*made* as a frozen, slotted dataclass, whose values are equal if their fields are."""
    made = dataclass(frozen=True, slots=True, eq=False, repr=False)(made)
    made.__eq__ = _is_equal  # type: ignore[method-assign]  # the same for every class, which is what this is for
    made.__hash__ = _hash_of  # type: ignore[assignment]  # as above
    made.__repr__ = _shown  # type: ignore[method-assign]  # as above
    return made


def _fields(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in type(one).__match_args__)  # type: ignore[attr-defined]  # has its fields


def _is_equal(one: object, other: object) -> bool:
    return _fields(one) == _fields(other) if type(other) is type(one) else NotImplemented


def _hash_of(one: object) -> int:
    return hash(_fields(one))


def _shown(one: object) -> str:
    fields = zip(type(one).__match_args__, _fields(one), strict=True)  # type: ignore[attr-defined]  # has its fields
    return f"{type(one).__name__}({', '.join(f'{name}={field!r}' for name, field in fields)})"
