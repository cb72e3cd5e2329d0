"""Points -> turns."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue, Side
from acupoint.errors import UsageError
from acupoint.guide.suggest import Suggestion, self_report, suggest_named
from acupoint.session.plan import FIRST_LEAD, LEAD, Phase, SessionOptions, Turn, suggestions_of, turns

USUAL = SessionOptions()


def suggested(catalogue: Catalogue, *ids: str) -> tuple[Suggestion, ...]:
    return suggest_named(catalogue, catalogue.points, self_report(catalogue, ids)).suggestions


def lasting(of: Iterable[Turn]) -> list[tuple[str, Side, int]]:
    return [(turn.point.id, turn.side, turn.seconds) for turn in of]


def test_each_point_is_pressed_left_then_right_for_the_least_of_its_dose(small: Catalogue) -> None:
    made = turns(suggested(small), USUAL)
    assert lasting(made) == [
        ("ub1", Side.LEFT, 60),
        ("ub1", Side.RIGHT, 60),
        ("kd2", Side.LEFT, 45),
        ("kd2", Side.RIGHT, 45),
    ]
    assert [turn.number for turn in made] == [1, 2, 3, 4]
    assert {turn.of for turn in made} == {4}
    assert [turn.is_first for turn in made] == [True, False, True, False]


def test_one_side_alone_can_be_pressed_and_is_then_told_in_full(small: Catalogue) -> None:
    made = turns(suggested(small), SessionOptions(sides=(Side.RIGHT,)))
    assert lasting(made) == [("ub1", Side.RIGHT, 60), ("kd2", Side.RIGHT, 45)]
    assert all(turn.is_first for turn in made)


def test_seconds_hold_as_far_as_each_dose_allows(small: Catalogue) -> None:
    assert [turn.seconds for turn in turns(suggested(small), SessionOptions(100))] == [100, 100, 45, 45]
    assert [turn.seconds for turn in turns(suggested(small), SessionOptions(45))] == [60, 60, 45, 45]


@pytest.mark.parametrize("seconds", [-1, 0, 44, 46, 59, 121, 10**9])
def test_seconds_that_no_dose_allows_are_wrong_usage(seconds: int, small: Catalogue) -> None:
    with pytest.raises(UsageError) as caught:
        turns(suggested(small), SessionOptions(seconds))
    assert str(caught.value) == f"{seconds} seconds a side is outside the times given here (UB 1: 60 to 120; KD 2: 45)"


@given(seconds=st.integers(1, 600))
def test_no_side_exceeds_or_misses_its_dose_and_no_second_is_lost(shipped: Catalogue, seconds: int) -> None:
    try:
        made = turns(suggested(shipped), SessionOptions(seconds))
    except UsageError:
        made = turns(suggested(shipped), USUAL)
    for turn in made:
        least, most = turn.point.dose.seconds
        assert least <= turn.seconds <= most
        phases = [cue.phase for cue in turn.cues]
        assert phases == sorted(phases, key=list(Phase).index)
        holds = [cue.seconds for cue in turn.cues if cue.phase is Phase.HOLD]
        assert max(holds) - min(holds) <= 1


def test_a_turn_builds_up_holds_with_the_points_cues_and_eases_off(small: Catalogue) -> None:
    turn = turns(suggested(small), USUAL)[0]
    assert [(cue.phase, cue.text, cue.seconds) for cue in turn.cues] == [
        (Phase.BUILD_UP, "Press in slowly.", 10),
        (Phase.HOLD, "Softly.", 20),
        (Phase.HOLD, "Breathe.", 20),
        (Phase.EASE_OFF, "Ease off slowly.", 10),
    ]


@pytest.mark.parametrize(("seconds", "ramp"), [(120, 10), (60, 10), (59, 9), (45, 7), (12, 2)])
def test_a_hand_builds_up_for_ten_seconds_or_a_sixth_of_a_short_side(seconds: int, ramp: int, small: Catalogue) -> None:
    (ub1, *_) = suggested(small)
    dose = replace(ub1.point.dose, seconds=(seconds, seconds))
    cues = turns([replace(ub1, point=replace(ub1.point, dose=dose))], USUAL)[0].cues
    assert (cues[0].seconds, cues[-1].seconds) == (ramp, ramp)
    assert sum(cue.seconds for cue in cues) == seconds


def test_no_cue_is_said_that_lasts_no_time(small: Catalogue) -> None:
    (ub1, *_) = suggested(small)
    dose = replace(ub1.point.dose, seconds=(1, 1))
    (left, _) = turns([replace(ub1, point=replace(ub1.point, dose=dose))], SessionOptions(has_keys=False))
    assert [(cue.phase, cue.seconds) for cue in left.cues] == [(Phase.HOLD, 1)]
    assert left.has_keys is False


def test_where_a_condition_says_lightly_the_first_cue_says_so(small: Catalogue) -> None:
    assert turns(suggested(small, "cold-hands"), USUAL)[0].cues[0].text == "Press in slowly, and lightly."


def test_a_turn_waits_for_a_key_unless_none_is_read_or_nothing_is_asked(small: Catalogue) -> None:
    assert {turn.lead for turn in turns(suggested(small), USUAL)} == {None}
    by_itself = turns(suggested(small), SessionOptions(asks=False))
    assert [turn.lead for turn in by_itself] == [FIRST_LEAD, LEAD, FIRST_LEAD, LEAD]
    without_keys = turns(suggested(small), SessionOptions(has_keys=False))
    assert [turn.lead for turn in without_keys] == [FIRST_LEAD, LEAD, FIRST_LEAD, LEAD]


def test_each_suggestion_of_the_turns_comes_once(small: Catalogue) -> None:
    assert suggestions_of(turns(suggested(small), USUAL)) == suggested(small)
