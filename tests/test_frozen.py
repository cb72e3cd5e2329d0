from dataclasses import FrozenInstanceError, asdict, dataclass, fields, replace

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
    pair = Pair(1)
    with pytest.raises(FrozenInstanceError):
        pair.one = 3  # type: ignore[misc]  # mypy knows
    with pytest.raises(FrozenInstanceError):
        pair.third = 3  # type: ignore[attr-defined]  # as above
    with pytest.raises(FrozenInstanceError):
        del pair.one
    assert pair == Pair(1)
    assert not hasattr(pair, "__dict__")


def test_a_value_is_made_as_a_dataclass_is() -> None:
    assert Pair(1, 3) == Pair(1, other=3) == Pair(other=3, one=1)
    for made in (Pair, Usual):
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'one'"):
            made()  # type: ignore[call-arg]  # as above
        with pytest.raises(TypeError, match="unexpected keyword argument 'third'"):
            made(1, third=3)  # type: ignore[call-arg]  # as above


def test_what_python_asks_of_a_dataclass_is_the_same() -> None:
    assert (asdict(Pair(1)), Pair.__match_args__) == (asdict(Usual(1)), Usual.__match_args__)
    assert [field.name for field in fields(Pair)] == ["one", "other"]
    match Pair(1):
        case Pair(one, other):
            assert (one, other) == (1, 2)
