from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from acupoint.catalogue.model import Catalogue, Side
from acupoint.guide.suggest import Suggestion, self_report, suggest_named
from acupoint.log.record import UNKNOWN_TIME, Ending, PressedSide, Record
from acupoint.session.concerns import Concern, Reason, concerns_about
from acupoint.session.wording import concern_lines, concern_question, felt_question
from support.made_up_log import NEW_YEAR, record, side, whole

TODAY = NEW_YEAR.date()
EVENING = NEW_YEAR + timedelta(hours=12)


def suggested(small: Catalogue, *said: str) -> Suggestion:
    """The first point, which may be pressed twice a day, for whoever said that."""
    return suggest_named(small, small.points, self_report(small, said)).suggestions[0]


def test_without_a_condition_and_a_session_there_is_no_concern(small: Catalogue) -> None:
    assert list(concerns_about(suggested(small), EVENING, [])) == []


def test_whoever_must_be_asked_first_is_a_concern(small: Catalogue) -> None:
    kd2 = suggested(small, "sunburn")
    assert list(concerns_about(kd2, EVENING, [])) == [Concern(kd2, Reason.ASK_FIRST)]


def test_a_stop_for_what_was_felt_is_a_concern_at_that_point_alone(small: Catalogue) -> None:
    stopped = replace(record(1), pressed=(side(),), ending=Ending.SENSATION)
    ub1 = suggested(small)
    kd2 = suggest_named(small, small.points[1:], self_report(small, [])).suggestions[0]
    later = NEW_YEAR + timedelta(days=60)
    assert list(concerns_about(ub1, later, [stopped])) == [Concern(ub1, Reason.STOPPED, stopped=TODAY)]
    assert list(concerns_about(kd2, later, [stopped])) == []
    assert list(concerns_about(ub1, later, [replace(stopped, ending=Ending.CHOICE)])) == []


def test_a_stop_that_was_never_explained_is_perhaps_one(small: Catalogue) -> None:
    unsaid = replace(record(2, day=5), pressed=(side(),), ending=Ending.UNANSWERED)
    ub1, later = suggested(small), NEW_YEAR + timedelta(days=60)
    (concern,) = concerns_about(ub1, later, [unsaid])
    assert concern == Concern(ub1, Reason.STOPPED, stopped=unsaid.began.date(), is_unsaid=True)
    assert next(concern_lines(concern)) == (
        "UB 1: on 2026-01-06 you stopped here, perhaps at sharp pain, numbness, or tingling: it was not said."
    )
    assert felt_question(concern) == "UB 1: was it one of these, or are you not sure?"
    assert concern_question(concern) == "UB 1: has a clinician said since then that you may press it?"
    felt = replace(record(1), pressed=(side(),), ending=Ending.SENSATION)
    assert list(concerns_about(ub1, later, [felt, unsaid])) == [Concern(ub1, Reason.STOPPED, stopped=TODAY)]


def test_a_stop_whose_day_cannot_be_read_is_a_concern_without_one(small: Catalogue) -> None:
    stopped = replace(record(1), began=UNKNOWN_TIME, pressed=(side(),), ending=Ending.SENSATION)
    (concern,) = concerns_about(suggested(small), EVENING, [stopped])
    assert next(concern_lines(concern)) == "UB 1: once you stopped here at sharp pain, numbness, or tingling."


def test_a_stop_before_the_clock_is_a_concern_at_the_point_before_as_well(small: Catalogue) -> None:
    pressed = (side(), PressedSide("kd2", Side.LEFT, 0))
    stopped = replace(record(1), pressed=pressed, ending=Ending.SENSATION)
    for suggestion in suggest_named(small, small.points, self_report(small, [])).suggestions:
        assert [concern.reason for concern in concerns_about(suggestion, EVENING, [stopped])] == [Reason.STOPPED]


@pytest.mark.parametrize(
    ("sessions", "sessions_today"),
    [([], 0), ([whole(1)], 1), ([whole(1), whole(2)], 2), ([whole(1), whole(2, -1)], 1), ([whole(1), record(2)], 1)],
)
def test_as_many_sessions_in_a_day_as_the_dose_allows_are_a_concern(
    sessions: list[Record], sessions_today: int, small: Catalogue
) -> None:
    ub1 = suggested(small)
    enough = [Concern(ub1, Reason.ENOUGH, sessions=2)] if sessions_today == 2 else []
    assert list(concerns_about(ub1, EVENING, sessions)) == enough


def test_sessions_of_another_point_do_not_count(small: Catalogue) -> None:
    elsewhere = tuple(replace(one, point="kd2") for one in whole(1).pressed)
    sessions = [replace(whole(number), pressed=elsewhere) for number in range(3)]
    assert list(concerns_about(suggested(small), EVENING, sessions)) == []


@pytest.mark.parametrize(
    ("hours", "counts"), [(-0.4, True), (0.3, True), (17, True), (23.9, True), (24, False), (-24, False)]
)
def test_a_day_is_24_hours_in_whatever_zone(hours: float, counts: bool, small: Catalogue) -> None:  # noqa: FBT001
    sessions = [whole(1), whole(2, day=1 / 1440)]
    for zone in (9, -10):
        now = (sessions[1].began + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=zone)))
        assert bool(list(concerns_about(suggested(small), now, sessions[1:] * 2))) == counts
