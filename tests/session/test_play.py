"""Turns, played over a clock that goes only when a key is waited for."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.guide.suggest import Suggestion, self_report, suggest_named
from acupoint.session.plan import FIRST_LEAD, SessionOptions, Turn, turns
from acupoint.session.play import Event, Key, Moment, Outcome, play
from support.made_up_clock import MadeUpClock, MadeUpKeys

BEGINNING = 1000.0  # what the clock shows when the card is shown
READY = 60.0  # seconds after which the turn is started, which must not count


@dataclass
class Rehearsal:
    """A display that keeps what it was to show, and how the turn on it ended."""

    tick: float = 0.5
    cards: list[str] = field(default_factory=list)
    shown: list[Moment] = field(default_factory=list)
    outcome: Outcome | None = None
    seconds: int = 0
    lasted: float = 0.0  # seconds by the clock, from the start of the turn

    def show_card(self, _turn: Turn) -> None:
        self.cards.append("card")

    def show_ready(self, _turn: Turn, _left: int | None) -> None:
        self.cards.append("ready")

    def show(self, moment: Moment) -> None:
        self.shown.append(moment)

    def events(self, *left_out: Event) -> list[Event]:
        return [moment.event for moment in self.shown if moment.event not in left_out]


def rehearse(
    turn: Turn,
    *keys: tuple[float, Key],
    first: Key = Key.START,
    ready: float = READY,
    tick: float = 0.5,
    start: float = BEGINNING,
) -> Rehearsal:
    """The turn, with *first* pressed at the card, and *keys* so many seconds after it."""
    clock = MadeUpClock(start)
    display = Rehearsal(tick)
    pressed = MadeUpKeys(clock, (ready, first), *((ready + at, key) for at, key in keys))
    display.outcome, display.seconds = play(turn, display, pressed, clock.now)
    display.lasted = clock.now() - start - ready
    return display


def suggested(catalogue: Catalogue, *ids: str) -> tuple[Suggestion, ...]:
    return suggest_named(catalogue, catalogue.points, self_report(catalogue, ids)).suggestions


@pytest.fixture
def turn(small: Catalogue) -> Turn:
    """A turn of a minute, whose cues last 10, 20, 20, and 10 seconds."""
    return turns(suggested(small), SessionOptions())[0]


def test_the_least_dose_there_can_be_still_has_every_second(small: Catalogue) -> None:
    (first, *_) = suggested(small)
    dose = replace(first.point.dose, seconds=(1, 1))
    (tiny, _) = turns([replace(first, point=replace(first.point, dose=dose))], SessionOptions())
    assert tiny.seconds == 1
    display = rehearse(tiny)
    assert (display.outcome, display.seconds) == (Outcome.DONE, 1)


def test_a_turn_that_nobody_disturbs_is_played_to_the_second(turn: Turn) -> None:
    display = rehearse(turn)
    assert (display.outcome, display.seconds, display.lasted) == (Outcome.DONE, 60, 60)
    assert display.cards == ["card", "ready"]
    assert display.events(Event.TICK) == [Event.BEGIN, Event.CUE, Event.CUE, Event.CUE, Event.END]
    at = [(moment.elapsed, moment.left) for moment in display.shown if moment.event is not Event.TICK]
    assert at == [(0, 60), (10, 50), (30, 30), (50, 10), (60, 0)]
    assert display.shown[-1].outcome is Outcome.DONE


def test_the_clock_is_shown_at_every_tick_and_never_runs_backwards(turn: Turn) -> None:
    display = rehearse(turn, tick=0.25)
    elapsed = [moment.elapsed for moment in display.shown]
    assert all(0 <= later - earlier <= 0.25 for earlier, later in pairwise(elapsed))


@pytest.mark.parametrize("tick", [0.2, 7.0, 1000.0])
def test_a_turn_lasts_no_longer_than_its_time_however_seldom_it_is_shown(tick: float, turn: Turn) -> None:
    display = rehearse(turn, tick=tick)
    assert display.seconds == 60
    assert display.lasted == pytest.approx(60)
    assert [moment.cue for moment in display.shown if moment.event in {Event.BEGIN, Event.CUE}] == list(turn.cues)


@pytest.mark.parametrize(
    ("first", "outcome"), [(Key.NEXT, Outcome.SKIPPED), (Key.STOP, Outcome.STOPPED)], ids=["next", "stop"]
)
def test_a_turn_left_before_it_began_was_not_pressed(first: Key, outcome: Outcome, turn: Turn) -> None:
    display = rehearse(turn, first=first)
    assert (display.outcome, display.seconds) == (outcome, 0)
    assert display.shown == []


@pytest.mark.parametrize(
    ("key", "outcome"), [(Key.NEXT, Outcome.SKIPPED), (Key.STOP, Outcome.STOPPED)], ids=["next", "stop"]
)
def test_a_turn_left_early_tells_how_long_it_was_pressed(key: Key, outcome: Outcome, turn: Turn) -> None:
    display = rehearse(turn, (25.9, key))
    assert (display.outcome, display.seconds) == (outcome, 25)
    assert display.shown[-1].event is Event.END
    assert display.shown[-1].outcome is outcome


@pytest.mark.parametrize(("key", "outcome"), [(Key.NEXT, Outcome.SKIPPED), (Key.STOP, Outcome.STOPPED)])
def test_a_turn_left_at_the_first_touch_was_pressed_for_a_second(key: Key, outcome: Outcome, turn: Turn) -> None:
    display = rehearse(turn, (0.2, key))
    assert (display.outcome, display.seconds) == (outcome, 1)
    assert display.shown[-1].pressed == 1


@pytest.mark.parametrize("again", [Key.PAUSE, Key.START], ids=["space", "enter"])
def test_a_pause_does_not_count(again: Key, turn: Turn) -> None:
    display = rehearse(turn, (12, Key.PAUSE), (500, again))
    assert (display.outcome, display.seconds) == (Outcome.DONE, 60)
    assert display.lasted == 60 + (500 - 12)
    paused = [moment for moment in display.shown if moment.is_paused]
    assert {moment.elapsed for moment in paused} == {12}
    events = [moment.event for moment in display.shown]
    assert paused == display.shown[events.index(Event.PAUSE) : events.index(Event.RESUME)]
    assert {moment.cue for moment in (*paused, display.shown[events.index(Event.RESUME)])} == {turn.cues[1]}
    assert display.events(Event.TICK, Event.CUE) == [Event.BEGIN, Event.PAUSE, Event.RESUME, Event.END]


@pytest.mark.parametrize("key", [Key.NEXT, Key.STOP], ids=["next", "stop"])
def test_a_pause_can_be_left_for_good(key: Key, turn: Turn) -> None:
    display = rehearse(turn, (12, Key.PAUSE), (20, key))
    assert (display.outcome is Outcome.STOPPED, display.seconds) == (key is Key.STOP, 12)


def test_who_comes_back_from_ctrl_z_finds_a_pause(turn: Turn) -> None:
    display = rehearse(turn, (12, Key.AWAY), (40, Key.AWAY), (90, Key.PAUSE))
    assert (display.outcome, display.seconds) == (Outcome.DONE, 60)
    assert display.events(Event.TICK, Event.CUE) == [Event.BEGIN, Event.PAUSE, Event.PAUSE, Event.RESUME, Event.END]


def test_enter_while_the_clock_runs_changes_nothing(turn: Turn) -> None:
    display = rehearse(turn, (5, Key.START), (30, Key.START))
    assert (display.outcome, display.seconds) == (Outcome.DONE, 60)


def test_a_turn_waits_for_a_key_that_says_what_to_do(turn: Turn) -> None:
    clock, display = MadeUpClock(), Rehearsal()
    keys = MadeUpKeys(clock, (5, Key.PAUSE), (3000, Key.NEXT))
    assert play(turn, display, keys, clock.now) == (Outcome.SKIPPED, 0)
    assert clock.now() == 3000


def test_who_comes_back_to_the_card_is_told_again_what_starts_the_turn(turn: Turn) -> None:
    clock, display = MadeUpClock(), Rehearsal()
    keys = MadeUpKeys(clock, (5, Key.AWAY), (6, Key.STOP))
    assert play(turn, display, keys, clock.now) == (Outcome.STOPPED, 0)
    assert display.cards == ["card", "ready", "ready"]


@pytest.mark.parametrize(("keys", "lead"), [((), FIRST_LEAD), (((100.0, Key.AWAY),), 100 + FIRST_LEAD)])
def test_with_nobody_there_a_turn_begins_after_a_lead(
    keys: tuple[tuple[float, Key], ...], lead: int, small: Catalogue
) -> None:
    turn = turns(suggested(small), SessionOptions(asks=False))[0]
    clock, display = MadeUpClock(), Rehearsal()
    assert play(turn, display, MadeUpKeys(clock, *keys), clock.now) == (Outcome.DONE, 60)
    assert clock.now() == lead + 60


class Counting(Rehearsal):
    """A display that keeps the seconds that were left at the card, and whose card it was."""

    def show_card(self, turn: Turn) -> None:
        self.turns = {turn.number}
        self.left: list[int | None] = []

    def show_ready(self, turn: Turn, left: int | None) -> None:
        self.turns.add(turn.number)
        self.left.append(left)


def test_a_lead_is_counted_down_and_begins_anew_after_an_absence(small: Catalogue) -> None:
    turn = turns(suggested(small), SessionOptions(asks=False))[1]
    clock, display = MadeUpClock(BEGINNING), Counting(tick=1)
    assert play(turn, display, MadeUpKeys(clock, (3, Key.AWAY)), clock.now) == (Outcome.DONE, 60)
    assert display.left == [15, 15, 14, 13, 12, 15, *range(15, 0, -1)]
    assert display.turns == {2}


class CutOff(MadeUpKeys):
    """Keys of a terminal that is closed at the card, or so many waits after it."""

    waits = 20

    def key(self, seconds: float) -> Key | None:
        self.waits -= 1
        if self.waits < 0:
            raise SystemExit
        return super().key(seconds)


def test_a_turn_that_is_cut_off_says_how_long_it_was_pressed(turn: Turn) -> None:
    cut: list[int] = []
    for waits, pressed in ((0, []), (1, [1, 1]), (21, [1, 10])):  # a second as soon as the clock runs
        keys = CutOff(clock := MadeUpClock(), (0, Key.START))
        keys.waits = waits
        with pytest.raises(SystemExit):
            play(turn, Rehearsal(), keys, clock.now, cut.append)
        assert cut == pressed
        cut.clear()


class Sleeper(MadeUpKeys):
    """Keys of a machine that sleeps for an hour at the third wait."""

    waits = 0

    def key(self, seconds: float) -> Key | None:
        self.waits += 1
        self.clock.advance(3600 if self.waits == 3 else 0)
        return super().key(seconds)


def test_time_that_nobody_saw_is_not_counted_as_pressed(turn: Turn) -> None:
    clock = MadeUpClock()
    assert play(turn, Rehearsal(), Sleeper(clock, (0, Key.START)), clock.now) == (Outcome.DONE, 60)
    assert clock.now() == 60 + 3600 - 1, "but for a second, beyond which the machine had stood still"


class Counted(MadeUpKeys):
    """Keys that are waited for no more often than a turn can need."""

    waits = 0

    def key(self, seconds: float) -> Key | None:
        self.waits += 1
        assert self.waits < 1_000
        return super().key(seconds)


@given(start=st.floats(0, 1e9), tick=st.floats(0.1, 1.0))
def test_a_turn_ends_whatever_the_clock_shows_when_it_begins(small: Catalogue, start: float, tick: float) -> None:
    (turn, *_) = turns(suggested(small), SessionOptions())
    clock = MadeUpClock(start)
    assert play(turn, Rehearsal(tick), Counted(clock, (0, Key.START)), clock.now) == (Outcome.DONE, 60)


def keys_at_times() -> st.SearchStrategy[list[tuple[float, Key]]]:
    # The last one ends a pause, if there is one.
    pairs = st.lists(st.tuples(st.floats(0, 200), st.sampled_from(Key)), max_size=12)
    return pairs.map(lambda keys: [*sorted(keys, key=lambda pair: pair[0]), (300.0, Key.STOP), (400.0, Key.STOP)])


@given(keys=keys_at_times(), tick=st.sampled_from([0.2, 1.0, 7.0]))
def test_whatever_keys_are_pressed_no_side_is_pressed_over_its_time(
    shipped: Catalogue, keys: list[tuple[float, Key]], tick: float
) -> None:
    for turn in turns(suggested(shipped), SessionOptions()):
        display = rehearse(turn, *keys, ready=0, tick=tick)
        assert 0 <= display.seconds <= turn.seconds
        assert display.seconds == turn.seconds or display.outcome is not Outcome.DONE
        assert [moment.pressed for moment in display.shown if moment.event is Event.END] == [display.seconds]


def test_every_turn_of_the_shipped_points_is_played_to_its_end(shipped: Catalogue) -> None:
    for turn in turns(suggested(shipped), SessionOptions()):
        display = rehearse(turn, tick=1)
        assert (display.outcome, display.seconds) == (Outcome.DONE, turn.seconds)
