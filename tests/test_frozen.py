from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from acupoint.frozen import frozen


@frozen
class Pair:
    """Two numbers."""

    one: int
    other: int = 2


@dataclass(frozen=True, slots=True)
class Usual:
    """The same as Python makes it."""

    one: int
    other: int = 2


@frozen
class Other:
    """Another class with the same fields."""

    one: int
    other: int = 2


def test_values_are_equal_if_they_are_of_one_class_and_their_fields_are_equal() -> None:
    assert Pair(1) == Pair(1, 2) == replace(Pair(3), one=1)
    assert Pair(1) != Pair(2)
    others: list[object] = [Other(1), (1, 2)]
    assert Pair(1) not in others


def test_equal_values_are_one_key() -> None:
    assert {Pair(1): "a", Pair(2): "b"} | {Pair(1, 2): "c"} == {Pair(1): "c", Pair(2): "b"}


def test_a_value_is_shown_as_a_dataclass_is() -> None:
    assert repr(Pair(1)) == repr(Usual(1)).replace("Usual", "Pair") == "Pair(one=1, other=2)"


def test_a_value_cannot_be_changed_and_has_no_other_fields() -> None:
    with pytest.raises(FrozenInstanceError):
        Pair(1).one = 3  # type: ignore[misc]  # mypy knows
    assert not hasattr(Pair(1), "__dict__")
