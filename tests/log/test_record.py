from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from acupoint.log.record import MOST_SECONDS, Ending, PressedSide, Record, completed, fault_of
from support.made_up_log import any_records, record, side, whole


@given(any_records)
def test_a_record_made_by_a_session_has_no_fault(one: Record) -> None:
    assert fault_of(one) == ""


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (replace(whole(1), id="1"), "the id is not 32 hexadecimal digits"),
        (replace(whole(1), id="=" * 32), "the id is not 32 hexadecimal digits"),
        (replace(whole(1), began=datetime(2026, 1, 31)), "the time must have a zone"),  # noqa: DTZ001 - that is the fault
        (replace(whole(1), began=datetime(2026, 1, 31, microsecond=1, tzinfo=UTC)), "the time must have a zone"),
        (replace(whole(1), began=datetime(9999, 1, 31, tzinfo=UTC)), "and a year from 1970 to 2999"),
        (replace(whole(1), points=()), "it has no points"),
        (replace(whole(1), points=("UB1",)), "a point or flag is not an id"),
        (replace(whole(1), flags=("=cmd",)), "a point or flag is not an id"),
        (replace(whole(1), pressed=(replace(side(), point="a b"),)), "a point or flag is not an id"),
        (replace(whole(1), before=11), "pain must be a whole number from 0 to 10"),
        (replace(whole(1), after=-1), "pain must be a whole number from 0 to 10"),
        (replace(whole(1), pressed=(side(-1),)), "a side must be pressed for 0 to 86400 seconds"),
        (replace(whole(1), pressed=(side(MOST_SECONDS + 1),)), "a side must be pressed for 0 to 86400 seconds"),
    ],
)
def test_a_fault_is_named_in_a_few_words(wrong: Record, what: str) -> None:
    assert what in fault_of(wrong)


def test_a_copy_fills_in_what_is_missing_and_nothing_else() -> None:
    begun, ended = record(1, before=None), whole(1)
    assert completed(begun, ended) == ended
    assert completed(ended, begun) == ended
    assert completed(ended, replace(ended, before=1, after=1, ending=Ending.CHOICE)) == ended


def test_a_copy_adds_sides_only_if_it_begins_with_the_same_ones() -> None:
    one, two, other = side(1), side(2), side(3)
    begun = replace(record(1), pressed=(one,))
    assert completed(begun, replace(begun, pressed=(one, two))).pressed == (one, two)
    assert completed(begun, replace(begun, pressed=(other, two))).pressed == (one,)


def test_a_copy_of_another_session_under_the_same_id_adds_nothing() -> None:
    begun = record(1)
    for other in (
        replace(whole(1), began=begun.began + timedelta(days=1)),
        replace(whole(1), points=("ub1",)),
    ):
        assert completed(begun, other) == begun


@given(any_records, any_records)
def test_completing_twice_is_completing_once(one: Record, other: Record) -> None:
    copy = replace(other, id=one.id, began=one.began, points=one.points)
    once = completed(one, copy)
    assert completed(once, copy) == once
    assert once.pressed[: len(one.pressed)] == one.pressed


def test_the_seconds_of_all_sides_are_summed() -> None:
    assert record(1).seconds == 0
    assert replace(record(1), pressed=(side(30), PressedSide("kd2", side().side, 45))).seconds == 75
