"""What the values of this program are: frozen, slotted dataclasses, whose classes take a third of the time to make.

`dataclass` writes and compiles every method of every class, which would take longer than the catalogue takes to read.
Of ours, only `__init__` differs from class to class; the other methods are the same functions for all.
"""

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(made: type[T]) -> type[T]:
    """*made* as a frozen, slotted dataclass, whose values are equal if their fields are. A default is a value."""
    finished: Any = dataclass(slots=True, init=False, eq=False, repr=False)(made)
    finished.__init__ = _init_of(finished)
    for name, method in _OF_ALL.items():
        setattr(finished, name, method)
    return finished  # type: ignore[no-any-return]  # it is *made*, but for its methods


def _init_of(made: Any) -> Any:  # noqa: ANN401 - a class, whose slots mypy does not know of
    # As `dataclass` writes it, but that each slot is filled without looking for it.
    names: dict[str, object] = {}
    parameters, body = [], []
    for field in fields(made):
        has_default = field.default is not MISSING
        parameters.append(f"{field.name}=default_{field.name}" if has_default else field.name)
        body.append(f"set_{field.name}(self, {field.name})")
        names |= {f"default_{field.name}": field.default, f"set_{field.name}": getattr(made, field.name).__set__}
    exec(f"def __init__(self, {', '.join(parameters)}): {'; '.join(body)}", names)  # noqa: S102 - only field names in it
    return names["__init__"]


def _fields(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in type(one).__match_args__)  # type: ignore[attr-defined]  # has its fields


def _is_equal(one: object, other: object) -> bool:
    return _fields(one) == _fields(other) if type(other) is type(one) else NotImplemented


def _hash_of(one: object) -> int:
    return hash(_fields(one))


def _shown(one: object) -> str:
    fields = zip(type(one).__match_args__, _fields(one), strict=True)  # type: ignore[attr-defined]  # has its fields
    return f"{type(one).__name__}({', '.join(f'{name}={field!r}' for name, field in fields)})"


def _refuse(_one: object, name: str, _value: object = None) -> None:
    raise FrozenInstanceError(f"'{name}' cannot be changed: make a new value of it, with dataclasses.replace")


_OF_ALL = {
    "__eq__": _is_equal,
    "__hash__": _hash_of,
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
