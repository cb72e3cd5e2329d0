"""Turns and the playing of them, over a clock that goes only when a key is waited for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue, Side
from acupoint.errors import UsageError
from acupoint.guide.suggest import Suggestion, self_report, suggest_named
from acupoint.session.play import Event, Key, Moment, Outcome, Phase, Turn, play, turns


@dataclass
class Rehearsal:
    """A stage whose person presses keys at set times, and whose clock goes only while it waits for one."""

    keys: list[tuple[float, Key]] = field(default_factory=list)  # seconds since the start, and the key
    first: Key = Key.START
    tick: float = 0.5
    now: float = 1000.0
    shown: list[Moment] = field(default_factory=list)
    got_ready: list[Turn] = field(default_factory=list)

    def get_ready(self, turn: Turn) -> Key:
        self.now += 60  # which must not count
        self.got_ready.append(turn)
        return self.first

    def show(self, moment: Moment) -> None:
        self.shown.append(moment)

    def key(self, seconds: float) -> Key | None:
        passed = self.now - 1060
        if self.keys and self.keys[0][0] < passed + seconds:
            at, key = self.keys.pop(0)
            self.now += max(0.0, at - passed)
            return key
        self.now += seconds
        return None

    def clock(self) -> float:
        return self.now

    def events(self, *left_out: Event) -> list[Event]:
        return [moment.event for moment in self.shown if moment.event not in left_out]


def suggested(catalogue: Catalogue, *ids: str) -> tuple[Suggestion, ...]:
    return suggest_named(catalogue.points, self_report(catalogue, ids)).suggestions


@pytest.fixture
def turn(small: Catalogue) -> Turn:
    return turns(suggested(small))[0]


def lasting(of: Iterable[Turn]) -> list[tuple[str, Side, int]]:
    return [(turn.point.id, turn.side, turn.seconds) for turn in of]


def test_each_point_is_pressed_on_the_left_then_on_the_right_for_the_least_of_its_dose(small: Catalogue) -> None:
    made = turns(suggested(small))
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
    made = turns(suggested(small), sides=(Side.RIGHT,))
    assert lasting(made) == [("ub1", Side.RIGHT, 60), ("kd2", Side.RIGHT, 45)]
    assert all(turn.is_first for turn in made)


def test_seconds_hold_as_far_as_each_dose_allows(small: Catalogue) -> None:
    assert [turn.seconds for turn in turns(suggested(small), seconds=100)] == [100, 100, 45, 45]
    assert [turn.seconds for turn in turns(suggested(small), seconds=45)] == [60, 60, 45, 45]


@pytest.mark.parametrize("seconds", [-1, 0, 44, 46, 59, 121, 10**9])
def test_seconds_that_no_dose_allows_are_wrong_usage(seconds: int, small: Catalogue) -> None:
    with pytest.raises(UsageError) as caught:
        turns(suggested(small), seconds=seconds)
    assert str(caught.value) == f"{seconds} seconds a side is outside the times given here (UB 1: 60 to 120; KD 2: 45)"


@given(seconds=st.integers(1, 600))
def test_no_side_is_ever_pressed_longer_or_shorter_than_its_dose_and_no_second_is_lost(
    shipped: Catalogue, seconds: int
) -> None:
    try:
        made = turns(suggested(shipped), seconds=seconds)
    except UsageError:
        made = turns(suggested(shipped))
    for turn in made:
        least, most = turn.point.dose.seconds
        assert least <= turn.seconds <= most
        phases = [cue.phase for cue in turn.cues]
        assert phases == sorted(phases, key=list(Phase).index)
        holds = [cue.seconds for cue in turn.cues if cue.phase is Phase.HOLD]
        assert max(holds) - min(holds) <= 1


def test_a_turn_builds_up_holds_with_the_points_own_cues_and_eases_off(turn: Turn) -> None:
    assert [(cue.phase, cue.text, cue.seconds) for cue in turn.cues] == [
        (Phase.BUILD_UP, "Press in slowly.", 10),
        (Phase.HOLD, "Softly.", 20),
        (Phase.HOLD, "Breathe.", 20),
        (Phase.EASE_OFF, "Ease off slowly.", 10),
    ]


def test_where_a_condition_says_lightly_the_first_cue_says_so(small: Catalogue) -> None:
    assert turns(suggested(small, "cold-hands"))[0].cues[0].text == "Press in slowly, and lightly."


def test_the_least_dose_there_can_be_still_has_every_second(small: Catalogue) -> None:
    (first, *_) = suggested(small)
    dose = replace(first.point.dose, seconds=(1, 1))
    (tiny, _) = turns([replace(first, point=replace(first.point, dose=dose))])
    assert tiny.seconds == 1
    stage = Rehearsal()
    assert play(tiny, stage, stage.clock) == (Outcome.DONE, 1)


def test_a_turn_that_nobody_disturbs_is_played_to_the_second(turn: Turn) -> None:
    stage = Rehearsal()
    assert play(turn, stage, stage.clock) == (Outcome.DONE, 60)
    assert stage.now == 1000 + 60 + 60
    assert stage.events(Event.TICK) == [Event.BEGIN, Event.CUE, Event.CUE, Event.CUE, Event.END]
    at = [(moment.elapsed, moment.left) for moment in stage.shown if moment.event is not Event.TICK]
    assert at == [(0, 60), (10, 50), (30, 30), (50, 10), (60, 0)]
    assert stage.shown[-1].outcome is Outcome.DONE


def test_between_events_the_clock_is_shown_at_every_tick_and_never_runs_backwards(turn: Turn) -> None:
    stage = Rehearsal(tick=0.25)
    play(turn, stage, stage.clock)
    elapsed = [moment.elapsed for moment in stage.shown]
    assert all(0 <= later - earlier <= 0.25 for earlier, later in pairwise(elapsed))


@pytest.mark.parametrize(
    ("first", "outcome"), [(Key.NEXT, Outcome.SKIPPED), (Key.STOP, Outcome.STOPPED)], ids=["next", "stop"]
)
def test_a_turn_left_before_it_began_was_not_pressed(first: Key, outcome: Outcome, turn: Turn) -> None:
    stage = Rehearsal(first=first)
    assert play(turn, stage, stage.clock) == (outcome, 0)
    assert stage.shown == []


@pytest.mark.parametrize(
    ("key", "outcome"), [(Key.NEXT, Outcome.SKIPPED), (Key.STOP, Outcome.STOPPED)], ids=["next", "stop"]
)
def test_a_turn_left_early_tells_how_long_it_was_pressed(key: Key, outcome: Outcome, turn: Turn) -> None:
    stage = Rehearsal([(25.9, key)])
    assert play(turn, stage, stage.clock) == (outcome, 25)
    assert stage.shown[-1].event is Event.END
    assert stage.shown[-1].outcome is outcome


@pytest.mark.parametrize(("key", "outcome"), [(Key.NEXT, Outcome.SKIPPED), (Key.STOP, Outcome.STOPPED)])
def test_a_turn_left_at_the_first_touch_was_pressed_for_a_second(key: Key, outcome: Outcome, turn: Turn) -> None:
    stage = Rehearsal([(0.2, key)])
    assert play(turn, stage, stage.clock) == (outcome, 1)
    assert stage.shown[-1].pressed == 1


@pytest.mark.parametrize("again", [Key.PAUSE, Key.START], ids=["space", "enter"])
def test_a_pause_does_not_count(again: Key, turn: Turn) -> None:
    stage = Rehearsal([(12, Key.PAUSE), (500, again)])
    assert play(turn, stage, stage.clock) == (Outcome.DONE, 60)
    assert stage.now == 1060 + 60 + (500 - 12)
    paused = [moment for moment in stage.shown if moment.is_paused]
    assert {moment.elapsed for moment in paused} == {12}
    assert stage.events(Event.TICK, Event.CUE) == [Event.BEGIN, Event.PAUSE, Event.RESUME, Event.END]


@pytest.mark.parametrize("key", [Key.NEXT, Key.STOP], ids=["next", "stop"])
def test_a_pause_can_be_left_for_good(key: Key, turn: Turn) -> None:
    stage = Rehearsal([(12, Key.PAUSE), (20, key)])
    outcome, seconds = play(turn, stage, stage.clock)
    assert (outcome is Outcome.STOPPED, seconds) == (key is Key.STOP, 12)


def test_who_comes_back_from_ctrl_z_finds_a_pause(turn: Turn) -> None:
    stage = Rehearsal([(12, Key.AWAY), (40, Key.AWAY), (90, Key.PAUSE)])
    assert play(turn, stage, stage.clock) == (Outcome.DONE, 60)
    assert stage.events(Event.TICK, Event.CUE) == [Event.BEGIN, Event.PAUSE, Event.PAUSE, Event.RESUME, Event.END]


def test_enter_while_the_clock_runs_changes_nothing(turn: Turn) -> None:
    stage = Rehearsal([(5, Key.START), (30, Key.START)])
    assert play(turn, stage, stage.clock) == (Outcome.DONE, 60)


class Sleeper(Rehearsal):
    """A stage whose machine sleeps for an hour at the third wait."""

    waits = 0

    def key(self, seconds: float) -> Key | None:
        self.waits += 1
        self.now += 3600 if self.waits == 3 else 0
        return super().key(seconds)


def test_time_that_nobody_saw_is_not_counted_as_pressed(turn: Turn) -> None:
    stage = Sleeper()
    assert play(turn, stage, stage.clock) == (Outcome.DONE, 60)
    assert stage.now == 1060 + 60 + 3600 - 1, "but for a second, beyond which the machine had stood still"


class Counted(Rehearsal):
    """A stage that is waited at no more often than a turn can need."""

    waits = 0

    def key(self, seconds: float) -> Key | None:
        self.waits += 1
        assert self.waits < 1_000
        return super().key(seconds)


@given(start=st.floats(0, 1e9), tick=st.floats(0.1, 1.0))
def test_a_turn_ends_whatever_the_clock_shows_when_it_begins(small: Catalogue, start: float, tick: float) -> None:
    (turn, *_) = turns(suggested(small))
    stage = Counted(now=start, tick=tick)
    assert play(turn, stage, stage.clock) == (Outcome.DONE, 60)


def keys_at_times() -> st.SearchStrategy[list[tuple[float, Key]]]:
    # A key at times that only grow; a last one that ends a pause, if there is one.
    pairs = st.lists(st.tuples(st.floats(0, 200), st.sampled_from(Key)), max_size=12)
    return pairs.map(lambda keys: [*sorted(keys, key=lambda pair: pair[0]), (300.0, Key.STOP), (400.0, Key.STOP)])


@given(keys=keys_at_times(), tick=st.sampled_from([0.2, 1.0, 7.0]))
def test_whatever_keys_are_pressed_no_side_is_pressed_over_its_time(
    shipped: Catalogue, keys: list[tuple[float, Key]], tick: float
) -> None:
    for turn in turns(suggested(shipped)):
        stage = Rehearsal(list(keys), tick=tick)
        outcome, seconds = play(turn, stage, stage.clock)
        assert 0 <= seconds <= turn.seconds
        assert seconds == turn.seconds or outcome is not Outcome.DONE
        assert [moment.pressed for moment in stage.shown if moment.event is Event.END] == [seconds]
        assert [moment.event for moment in stage.shown].count(Event.END) == 1


def test_a_session_of_four_points_is_played_in_no_time(shipped: Catalogue) -> None:
    made = turns(suggested(shipped))
    assert list(played(made)) == [(Outcome.DONE, 60)] * 8


def played(made: Iterable[Turn]) -> Iterator[tuple[Outcome, int]]:
    for turn in made:
        stage = Rehearsal(tick=1)
        yield play(turn, stage, stage.clock)
