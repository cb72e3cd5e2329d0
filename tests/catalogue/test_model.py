import dataclasses
import inspect
from importlib import import_module
from pkgutil import walk_packages

import pytest

import acupoint
from acupoint.catalogue.model import Action, Catalogue, Strength, Urgency

CHANGING = {"acupoint.drawing.svg._Builder", "acupoint.drawing.svg._Element"}  # what a file is read with
MODULES = [
    import_module(found.name) for found in walk_packages(acupoint.__path__, "acupoint.") if found.name[-2:] != "__"
]
VALUES = {
    value
    for module in MODULES
    for name, value in inspect.getmembers(module, inspect.isclass)
    if dataclasses.is_dataclass(value)
    and value.__module__.startswith("acupoint.")
    and f"{value.__module__}.{name}" not in CHANGING
}


@pytest.mark.parametrize("value", sorted(VALUES, key=str), ids=lambda value: value.__name__)
def test_every_value_is_frozen_and_slotted(value: type) -> None:
    one: object = object.__new__(value)
    for field in dataclasses.fields(value):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(one, field.name, None)
    assert not hasattr(one, "__dict__")


def test_strengths_count_three_two_and_one() -> None:
    assert {strength.word: int(strength) for strength in Strength} == {"key": 3, "good": 2, "also": 1}


def test_every_urgency_but_routine_withholds() -> None:
    assert [urgency.word for urgency in Urgency if urgency.withholds] == ["emergency", "urgent"]


def test_an_exception_is_for_its_point_and_the_rule_for_the_others(small: Catalogue) -> None:
    ub1, kd2 = small.points
    sunburn = small.conditions[0]
    assert sunburn.rule_for(ub1).action is Action.AVOID
    assert sunburn.rule_for(kd2).action is Action.ASK_FIRST


def test_cautions_for_every_point_come_first_and_its_stop_signs_last(small: Catalogue) -> None:
    kd2 = small.points[1]
    assert [caution.text for caution in small.cautions_for(kd2)] == ["Do not press on a wound.", "Mind the ring."]
    assert [sign.text for sign in small.stop_signs_for(kd2)] == ["Stop when it tickles.", "Stop when it hurts."]
