from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue, Side, Urgency
from acupoint.log.progress import (
    Change,
    Direction,
    Period,
    advice_on,
    change,
    history,
    last_stop_at,
    sessions_lately,
    trend_of,
)
from acupoint.log.record import Ending, PressedSide, Record
from support.made_up_log import NEW_YEAR, any_records, rated, record, side, whole

LATER = datetime(3000, 1, 1, tzinfo=UTC)


def direction(*pains: tuple[float, int]) -> Direction:
    found = trend_of(rated(*pains))
    assert found
    return found.direction


def daily(*pains: int, start: float = 0) -> list[tuple[float, int]]:
    return [(start + number, pain) for number, pain in enumerate(pains)]


def test_the_change_is_the_mean_over_the_sessions_with_both_ratings() -> None:
    records = [whole(1, before=6, after=4), whole(2, before=7, after=6), record(3, before=10), record(4, before=None)]
    assert change(records) == Change(rated=2, before=6.5, after=5)
    assert Change(2, 6.5, 5).points == -1.5


def test_without_ratings_there_is_no_change_and_no_trend() -> None:
    assert change([record(1), replace(record(2, before=None), after=3)]) is None
    assert trend_of([record(1, before=None)]) is None
    assert change([]) is None
    assert trend_of([]) is None


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        (daily(5), Direction.UNCLEAR),
        (daily(5, 5, 5), Direction.UNCLEAR),
        (daily(9, 1), Direction.UNCLEAR),
        (daily(3, 9, 9), Direction.UNCLEAR),  # not yet a week
        (daily(*[5] * 28), Direction.UNCLEAR),  # from day 0 to day 27
        (daily(*[5] * 29), Direction.NO_BETTER),
        ([(0, 5), (28, 5)], Direction.NO_BETTER),
        ([(0, 5), (27.9, 5)], Direction.UNCLEAR),
        ([(0, 6), (28, 5)], Direction.NO_BETTER),  # a point between two sessions is no real change
        ([(0, 6), (28, 4)], Direction.LOWER),
        ([*daily(*[8] * 35), (42, 7)], Direction.NO_BETTER),  # one better day after five weeks
        ([(0, 3), (7, 5), (14, 7), (21, 9)], Direction.WORSE),  # a session a week
        ([(0, 2), (20, 9)], Direction.WORSE),
        (daily(2, 4, 6, 7, 8, 9), Direction.WORSE),  # within a week
        (daily(4, 4, 5, 5), Direction.UNCLEAR),
        (daily(*[0] * 29), Direction.UNCLEAR),  # no pain to get better
        (daily(*[1] * 29), Direction.NO_BETTER),
        ([(0, 5), (28, 6)], Direction.NO_BETTER),  # higher, but one session on each side is too few
        ([(0, 5), (1, 5), (27, 6), (28, 6)], Direction.WORSE),
        (daily(7, 7, 6, 6, 5, 5, 4, 4), Direction.LOWER),
        (daily(4, 4, 4, 4, 5, 5, 5, 5), Direction.WORSE),  # after a week: its first half against its second
        (daily(4, 4, 4, 4, 5, 5, 5, 4), Direction.UNCLEAR),
        (daily(4, 4, 4, 4, 5, 5, 5), Direction.UNCLEAR),  # not yet a week
        (
            daily(*[8] * 7, *[3] * 7, *[5] * 7),
            Direction.WORSE,
        ),  # lower than at first, but two points above the week before
        (daily(*[8] * 7, *[3] * 7, *[4] * 7), Direction.LOWER),
        (daily(*[8] * 7, *[3] * 28), Direction.LOWER),
    ],
)
def test_the_trend_has_the_right_direction(pains: list[tuple[float, int]], expected: Direction) -> None:
    assert direction(*pains) is expected


def test_pain_that_went_and_came_back_does_not_count_as_lower() -> None:
    first = daily(*[9] * 7, *[1] * 7)
    assert direction(*first, *daily(*[6] * 29, start=60)) is Direction.NO_BETTER
    assert direction(*first, *daily(3, 3, 3, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, start=60)) is Direction.WORSE
    assert direction(*first, *daily(6, 6, 6, start=60)) is Direction.LOWER


def test_a_break_after_the_very_first_session_is_one() -> None:
    assert direction((0, 9), *daily(*[6] * 29, start=40)) is Direction.NO_BETTER


def test_after_two_breaks_the_sessions_since_the_last_are_judged_alone() -> None:
    before = [*daily(*[9] * 7), *daily(*[2] * 7, start=60)]
    assert direction(*before, *daily(*[6] * 29, start=120)) is Direction.NO_BETTER


def test_pain_that_is_worse_over_the_whole_time_is_told_of_the_whole() -> None:
    found = trend_of(rated(*daily(1, 1, 1), *daily(5, 5, 5, 9, 9, 9, 9, 9, start=60)))
    assert found
    assert (found.direction, found.then.first) == (Direction.WORSE, NEW_YEAR.date())


@pytest.mark.parametrize(("days", "compared"), [(8, 4), (11, 5), (15, 7), (30, 7)])
def test_the_first_seven_days_are_compared_with_the_last_or_half_with_half(days: int, compared: int) -> None:
    found = trend_of(rated(*daily(*[5] * days)))
    assert found
    assert (found.then.sessions, found.now.sessions) == (compared, compared)
    assert found.then.first == NEW_YEAR.date()
    assert found.now.last == NEW_YEAR.date() + timedelta(days=days - 1)


def test_a_session_a_week_before_the_last_is_of_the_seven_days_before() -> None:
    # In all it is lower than at first, but two points higher than in those days: with two sessions, not with one.
    assert direction((0, 8), (1, 8), (20, 3), (21, 3), (27, 6), (28, 6)) is Direction.WORSE
    assert direction((0, 8), (1, 8), (14, 3), (20, 3), (27, 6), (28, 6)) is Direction.LOWER


@pytest.mark.parametrize(("gap", "expected"), [(27.9, Direction.LOWER), (28, Direction.NO_BETTER)])
def test_a_break_is_28_days_or_more(gap: float, expected: Direction) -> None:
    assert direction(*daily(*[9] * 7), *daily(*[6] * 29, start=6 + gap)) is expected


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        ([(0, 3), (7, 5)], Direction.WORSE),
        ([(0, 3), (7, 4)], Direction.UNCLEAR),
        ([(0, 3), (6.99, 5)], Direction.UNCLEAR),
        ([(0, 5), (7, 3)], Direction.LOWER),
        ([(0, 5), (7, 4)], Direction.UNCLEAR),
        ([(0, 3), (1, 3), (5, 5), (6, 5)], Direction.WORSE),
        ([(0, 3), (1, 4), (5, 5), (6, 5)], Direction.UNCLEAR),
    ],
)
def test_the_edges_of_a_week_and_of_two_points(pains: list[tuple[float, int]], expected: Direction) -> None:
    assert direction(*pains) is expected


def test_a_session_a_week_before_the_last_is_in_the_week_before() -> None:
    assert direction((0, 8), (14, 3), (14, 3), (20, 5), (21, 5)) is Direction.WORSE
    assert direction((0, 8), (14.1, 3), (14.1, 3), (20, 5), (21, 5)) is Direction.LOWER


def test_where_all_is_worse_and_the_latest_no_better_it_is_worse() -> None:
    found = trend_of(rated(*daily(*[2] * 7), *daily(*[6] * 29, start=60)))
    assert found
    assert (found.direction, found.then.mean) == (Direction.WORSE, 2)


def test_thirds_make_a_whole_point() -> None:
    assert direction(*daily(1, 1, 2), *daily(2, 2, 3, start=20)) is Direction.WORSE
    assert direction(*daily(2, 2, 3), *daily(1, 1, 2, start=30)) is Direction.LOWER


def test_a_trend_has_the_days_and_sessions_it_compares() -> None:
    found = trend_of(rated((0, 6), (3, 4), (20, 5), (30, 5), (31, 6)))
    assert found
    assert found.then == Period(date(2026, 1, 1), date(2026, 1, 4), 2, 5)
    assert found.now == Period(date(2026, 1, 31), date(2026, 2, 1), 2, 5.5)
    assert found.direction is Direction.NO_BETTER


def test_a_session_of_the_seventh_day_is_in_neither_period() -> None:
    found = trend_of(rated((0, 6), (6.9, 6), (7, 2), (21, 2), (21.1, 5), (28, 5)))
    assert found
    assert (found.then.sessions, found.then.mean) == (2, 6)
    assert (found.now.sessions, found.now.mean) == (2, 5)


def test_only_worse_and_no_better_need_a_clinician() -> None:
    assert [one for one in Direction if one.needs_a_clinician] == [Direction.WORSE, Direction.NO_BETTER]


@given(st.lists(any_records))
def test_the_order_of_records_does_not_change_the_trend(records: list[Record]) -> None:
    found = trend_of(records)
    assert found == trend_of(reversed(records))
    assert (found is None) == all(one.before is None for one in records)
    if found:
        assert 0 <= found.then.mean <= 10
        assert 0 <= found.now.mean <= 10


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), min_size=2))
def test_four_weeks_of_pain_that_never_falls_need_a_clinician(
    pains: list[tuple[int, int]],
) -> None:
    days = sorted(day for day, _ in pains)
    found = direction(*((day, pain) for day, pain in zip(days, sorted(pain for _, pain in pains), strict=True)))
    assert found is not Direction.LOWER
    assert found.needs_a_clinician or days[-1] - days[0] < 28


def test_a_table_lists_the_last_sessions_or_all_since_a_day() -> None:
    records = [record(number, day=number) for number in range(15)]
    found = history(records, None, 10, LATER)
    assert (len(found.records), found.listed, found.left_out) == (15, 10, 0)
    found = history(records, date(2026, 1, 3), None, LATER)
    assert (found.records, found.listed, found.left_out) == (tuple(records[2:]), 13, 2)
    found = history([], None, 10, LATER)
    assert (found.records, found.listed, found.left_out, found.trend) == ((), 0, 0, None)


def test_sessions_left_out_of_the_table_still_count_for_the_trend() -> None:
    records = [record(number, day=number) for number in range(29)]
    found = history(records, date(2026, 1, 25), 10, LATER)
    assert found.trend
    assert found.trend.direction is Direction.NO_BETTER


@pytest.mark.parametrize(
    ("pains", "severe_and_rising"),
    [
        (daily(7), (False, False)),
        (daily(7, 7), (True, False)),
        (daily(6, 7), (False, False)),
        (daily(8, 6), (False, False)),
        (daily(9, 8, 7), (True, False)),
        (daily(7, 8), (True, True)),
        (daily(9, 7, 8), (True, True)),  # higher than in one earlier session
        (daily(3, 7, 7), (True, True)),
        (daily(*[7] * 29), (True, True)),  # no better in four weeks
    ],
)
def test_pain_is_severe_from_seven_in_the_last_two_sessions(
    pains: list[tuple[float, int]], severe_and_rising: tuple[bool, bool]
) -> None:
    found = trend_of(rated(*pains))
    assert found
    assert (found.is_severe, found.is_rising) == severe_and_rising


def test_the_advice_is_sooner_where_severe_pain_rises(small: Catalogue) -> None:
    rising, severe = trend_of(rated(*daily(7, 8))), trend_of(rated(*daily(8, 7)))
    worse, lower = trend_of(rated((0, 3), (7, 5))), trend_of(rated((0, 5), (7, 3)))
    routine = small.advice[-1]
    assert routine.urgency is Urgency.ROUTINE
    assert small.severe
    assert [advice_on(trend, small) for trend in (rising, severe, worse)] == [small.severe, routine, routine]
    assert [advice_on(trend, replace(small, severe=None)) for trend in (rising, severe)] == [routine, routine]
    assert [advice_on(trend, small) for trend in (lower, None)] == [None, None]


def test_sessions_later_than_now_are_listed_and_count_for_nothing() -> None:
    records = [record(number, day=day, before=pain, after=pain - 1) for number, day, pain in ((1, 0, 3), (2, 9, 6))]
    later = record(3, day=9.5, before=0, after=0)
    found = history([*records, later], None, None, records[-1].began)
    assert (found.in_table, found.later, found.counted) == ((*records, later), 1, tuple(records))
    assert found.trend == trend_of(records)
    assert found.trend
    assert found.trend.direction is Direction.WORSE
    assert found.change == Change(rated=2, before=4.5, after=3.5)


def stopped(number: int, *pressed: tuple[str, int], ending: Ending = Ending.SENSATION, day: float = 0) -> Record:
    sides = tuple(PressedSide(point, Side.LEFT, seconds) for point, seconds in pressed)
    return replace(record(number, day), pressed=sides, ending=ending)


@pytest.mark.parametrize(
    ("pressed", "points"),
    [
        ([], ""),
        ([("a", 60)], "a"),
        ([("a", 60), ("b", 60)], "b"),
        ([("a", 0)], "a"),
        ([("a", 0), ("b", 0)], "b"),
        ([("a", 60), ("b", 0)], "ab"),  # before the clock ran, what was felt may be of the point before
        ([("a", 60), ("b", 60), ("c", 0)], "bc"),
        ([("a", 60), ("b", 0), ("c", 0)], "ac"),  # and b was not touched
    ],
)
def test_a_stop_is_at_the_last_point_touched(pressed: list[tuple[str, int]], points: str) -> None:
    assert [point for point in "abc" if last_stop_at(point, [stopped(1, *pressed)])] == list(points)


def test_of_several_stops_at_a_point_the_last_that_was_felt_is_told() -> None:
    first, last = stopped(1, ("a", 60)), stopped(2, ("a", 60), day=3)
    perhaps = stopped(3, ("a", 60), ending=Ending.UNANSWERED, day=5)
    for records in ([first, last, perhaps], [perhaps, last, first]):
        assert last_stop_at("a", records) == last
    assert last_stop_at("a", [perhaps, stopped(4, ("a", 60), ending=Ending.CHOICE, day=9)]) == perhaps


def test_a_session_counts_for_the_day_once_the_point_was_pressed() -> None:
    now = NEW_YEAR + timedelta(hours=1)
    sessions = [whole(1), replace(record(2), pressed=(side(0),)), replace(record(3), pressed=(side(0), side(1)))]
    assert sessions_lately(now, "ub1", sessions) == 2
    assert sessions_lately(now, "kd2", sessions) == 0
