from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.log.chart import ASCII, UNICODE, chart
from acupoint.log.record import Record
from support.made_up_log import any_records, record, whole


def drawn(records: Sequence[Record], width: int = 24) -> list[str]:
    found = chart(records, width, UNICODE)
    assert found
    return [*found.rows, *found.below]


def test_the_chart_has_a_row_per_step_and_a_column_per_session() -> None:
    records = [
        whole(1, day=0, before=8, after=5),
        whole(2, day=1, before=6, after=6),
        whole(3, day=2, before=4, after=7),
    ]
    assert drawn(records) == [
        "10 ┤",
        " 9 ┤",
        " 8 ┤○",
        " 7 ┤│                  ●",
        " 6 ┤│         ◉        │",
        " 5 ┤●                  │",
        " 4 ┤                   ○",
        " 3 ┤",
        " 2 ┤",
        " 1 ┤",
        " 0 ┤",
        "   └────────────────────",
        "    2026-01-01 to 2026-01-03",
    ]


def test_pain_that_was_not_rated_is_not_drawn() -> None:
    assert chart([record(1, before=None)], 40, UNICODE) is None
    assert chart([], 40, UNICODE) is None
    rows = drawn([record(1, before=6), replace(record(2, day=1, before=None), after=3)], 14)
    assert [row for row in rows if set(row) & set("○●◉│")] == [" 6 ┤○", " 3 ┤         ●"]


def test_sessions_in_one_column_are_drawn_as_their_mean() -> None:
    records = [whole(number, day=number / 100, before=5 + number % 2 * 3, after=2) for number in range(4)]
    found = chart(records, 40, UNICODE)
    assert found
    assert found.merged
    assert [row for row in found.rows if set(row) & set("○●◉")] == [" 7 ┤○", " 2 ┤●"]


@pytest.mark.parametrize(("hours", "columns"), [(0.5, 1), (1, 2), (1.5, 2), (2.9, 3)])
def test_an_hour_begun_has_a_column_of_its_own(hours: float, columns: int) -> None:
    found = chart([whole(1, before=8, after=8), whole(2, day=hours / 24, before=2, after=2)], 40, UNICODE)
    assert found
    assert found.merged == (columns == 1)
    assert max(len(row.partition("┤")[2]) for row in found.rows) == columns


def test_where_there_is_room_the_days_stand_in_the_floor() -> None:
    records = [whole(1), whole(2, day=30)]
    assert drawn(records, 44)[-1] == "   └ 2026-01-01 ───────────────── 2026-01-31"


@given(st.lists(any_records, max_size=30), st.integers(1, 200), st.sampled_from([UNICODE, ASCII]))
def test_the_chart_of_any_log_is_at_most_thirteen_lines_in_the_width(
    records: list[Record], width: int, marks: object
) -> None:
    ordered = sorted(records, key=lambda one: one.began)
    found = chart(ordered, width, marks)  # type: ignore[arg-type]  # hypothesis joins the two to an object
    if found is None:
        assert all(one.before is one.after is None for one in records)
        return
    assert len(found.rows) == 11
    assert len(found.below) in (1, 2)
    assert max(map(len, (*found.rows, found.below[0]))) <= max(width, 14)
    assert marks is UNICODE or all(line.isascii() for line in (*found.rows, *found.below))
