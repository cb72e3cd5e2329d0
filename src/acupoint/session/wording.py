"""Sentences that both readings of a session share."""

from collections.abc import Iterable, Iterator, Sequence

from acupoint.catalogue.model import Catalogue, Point, Source, Statement
from acupoint.guide import short
from acupoint.guide.suggest import Suggestion
from acupoint.guide.wording import dose_words, lightly_words, rule_words, whom_to_ask
from acupoint.log.progress import advice_on, trend_of
from acupoint.log.record import MOST_PAIN, Record
from acupoint.log.wording import SENSATIONS, trend_line
from acupoint.session.concerns import Concern, Reason
from acupoint.session.plan import RAMP, Cue, Phase, SessionOptions, Turn, suggestions_of
from acupoint.session.play import Event, Key, Moment, Outcome
from acupoint.text import capitalized, clinic_mark, counted, listed

QUESTION = "Was there sharp pain, numbness, or tingling?"
RAMP_WORDS = (
    f"The first {RAMP} seconds at most build up, and the last ease off. No source gives these two: they are only there "
    "so that nothing is sudden."
)
MORE = "More: --full."
_PHASES = {Phase.BUILD_UP: "Build up", Phase.HOLD: "Hold", Phase.EASE_OFF: "Ease off"}


def phase_words(cue: Cue) -> str:
    """What the hand does, in one or two words."""
    return _PHASES[cue.phase]


def turn_words(turn: Turn) -> str:
    """Which turn it is: `1 of 4: UB 60, Kūnlún, left side`."""
    return f"{turn.number} of {turn.of}: {turn.point.code}, {turn.point.names.pinyin}, {turn.side.value} side"


def side_words(turn: Turn) -> str:
    """The point and the side: `UB 60, left side`."""
    return f"{turn.point.code}, {turn.side.value} side"


def how_long_words(turns: Sequence[Turn]) -> str:
    """How long it all takes: `4 minutes of pressing, in 4 turns, and the time you take to find each place`."""
    pressing = time_words(sum(turn.seconds for turn in turns))
    return f"{pressing} of pressing, in {counted(len(turns), 'turn')}, and the time you take to find each place."


def time_words(seconds: int) -> str:
    """A length of time: `40 seconds`, `1 minute`, `2 minutes 30 seconds`."""
    minutes, rest = divmod(seconds, 60)
    parts = [counted(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(counted(rest, "second"))
    return " ".join(parts)


def needs_of(turns: Iterable[Turn]) -> tuple[str, ...]:
    """What to have at hand, each thing once."""
    return tuple(dict.fromkeys(suggestion.point.need.text for suggestion in suggestions_of(turns)))


def time_lines(turns: Sequence[Turn]) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """How long each point is pressed, with the note on its dose, and the sources of the dose."""
    for turn in turns:
        if turn.is_first:
            dose = turn.point.dose
            words = f"{turn.point.code}: {time_words(turn.seconds)} a side; the dose is {dose_words(dose)}."
            yield f"{words} {dose.note}".strip(), dose.sources


def changed_time_lines(turns: Sequence[Turn], wanted: int | None) -> Iterator[str]:
    """Each point whose dose does not allow the seconds *wanted*, and what it gets instead."""
    for turn in turns:
        if wanted is not None and turn.is_first and turn.seconds != wanted:
            yield f"{turn.point.code} gets {time_words(turn.seconds)} a side, {_bound(turn, wanted)} given here."


def _bound(turn: Turn, wanted: int) -> str:
    return f"the {'most' if turn.seconds < wanted else 'least'}{clinic_mark(turn.point.dose.added_by)}"


def key_words(options: SessionOptions) -> str:
    """What each key does, and when a bell rings."""
    if not options.has_keys:
        return f"It goes by the clock, without keys; Ctrl-C stops at once.{_bell(options)}"
    start = f"{Key.START.value} starts a turn" if options.asks else f"{Key.START.value} starts a turn at once"
    others = f"{Key.PAUSE.value} pauses, {Key.NEXT.value} goes on to the next, {Key.STOP.value} stops at once"
    return f"{start}, {others}.{_bell(options)}"


def _bell(options: SessionOptions) -> str:
    return "" if options.is_silent else " A bell rings when you start and when you let go: you can close your eyes."


def log_words(options: SessionOptions) -> str:
    """What is written down and where, or that nothing is."""
    if not options.is_logged:
        return "Nothing is written down."
    what = "when, which points, how long, what you said, and your pain"
    return f"In one file on this machine, for you alone: {what}. 'acupoint log' shows it; --no-log writes nothing."


def short_key_words(*, is_paused: bool) -> str:
    """What each key does while the clock runs or is paused."""
    return f"{Key.PAUSE.value} {'goes on' if is_paused else 'pauses'}, {Key.NEXT.value} next, {Key.STOP.value} stops"


def ready_words(turn: Turn, left: int | None) -> str:
    """What starts the turn: a key, or the clock when no seconds are *left*."""
    others = f"{Key.NEXT.value} next side, {Key.STOP.value} stops"
    if left is None:
        return f"Press {Key.START.value} once your hand is in place ({others})."
    now = f" {Key.START.value} begins now ({others})." if turn.has_keys else ""
    return f"It begins by itself in {counted(left, 'second')}.{now}"


def title_words(turns: Sequence[Turn]) -> str:
    """What is pressed, and how long: `UB 60, Kūnlún: 2 minutes, in 2 turns.`."""
    points = listed(f"{one.point.code}, {one.point.names.pinyin}" for one in suggestions_of(turns))
    return f"{points}: {time_words(sum(turn.seconds for turn in turns))}, in {counted(len(turns), 'turn')}."


def care_lines(turn: Turn) -> Iterator[str]:
    """What to be careful of at the point: what the conditions change, then its cautions in short, all of a clinic's."""
    yield from (short.order(applied) for applied in turn.suggestion.rules)
    yield from _in_short(turn.point.cautions)


def find_lines(turn: Turn) -> tuple[str, ...]:
    """How to find the point, in short where that is said."""
    return tuple(_in_short(turn.point.find))


def stop_lines(turn: Turn, stop: Sequence[Statement]) -> Iterator[str]:
    """When to let go: in short at any point, then at this one, and all of a clinic's."""
    signs = short.short_stops(stop)
    if signs:
        yield capitalized(signs)
    yield from (one.text for one in stop if not one.short and (one.added_by or not signs))
    yield from _in_short(turn.point.stop)


def _in_short(statements: Sequence[Statement]) -> Iterator[str]:
    # Those with short words, and those of a clinic; where none has short words, all.
    are_short = any(one.short for one in statements)
    yield from (one.short or one.text for one in statements if one.short or one.added_by or not are_short)


def kept_words(options: SessionOptions) -> str:
    """Where the session is written down, in short."""
    if not options.is_logged:
        return log_words(options)
    return "On this machine, not with --no-log."


def concern_lines(concern: Concern) -> Iterator[str]:
    """Why the point should perhaps not be pressed."""
    point = concern.suggestion.point
    match concern.reason:
        case Reason.ASK_FIRST:
            for applied in concern.suggestion.ask_first:
                yield f"{point.code}: {rule_words(applied.condition, applied.rule)}"
        case Reason.STOPPED:
            felt = f", perhaps at {SENSATIONS}: it was not said" if concern.is_unsaid else f" at {SENSATIONS}"
            when = f"on {concern.stopped}" if concern.stopped else "once"
            yield f"{point.code}: {when} you stopped here{felt}."
            yield f"{point.code}: the guide says not to press there again."
        case Reason.ENOUGH:
            already = f"{point.code} was pressed in {counted(concern.sessions, 'session')} in the last 24 hours"
            yield f"{already}; the dose is {dose_words(point.dose)}."


def felt_question(concern: Concern) -> str:
    """The question after a stop of which it was not said what was felt: it is of no concern only if this is a no."""
    return f"{concern.suggestion.point.code}: was it one of these, or are you not sure?"


def concern_question(concern: Concern) -> str:
    """The question: the point is pressed only if the answer is yes."""
    code = concern.suggestion.point.code
    match concern.reason:
        case Reason.ASK_FIRST:
            whom = whom_to_ask([applied.rule for applied in concern.suggestion.ask_first])
            return f"{code}: have you asked {whom}, and do they agree?"
        case Reason.STOPPED:
            return f"{code}: has a clinician said since then that you may press it?"
        case Reason.ENOUGH:
            return f"{code}: press it all the same?"


def lightly_lines(turns: Iterable[Turn]) -> Iterator[str]:
    """Each point that is to be pressed lightly."""
    for suggestion in suggestions_of(turns):
        if said := lightly_words(suggestion):
            yield f"{suggestion.point.code}: {said}"


def left_out_words(suggestion: Suggestion) -> str:
    """A note that the point is not pressed."""
    return f"{suggestion.point.code} is left out."


def moment_words(moment: Moment) -> str:
    """A moment in one line: `Hold: Small circles. 50 seconds left.`; empty if nothing happens at it."""
    left = f"{time_words(moment.left)} left."
    match moment.event:
        case Event.BEGIN | Event.CUE:
            return f"{phase_words(moment.cue)}: {moment.cue.text} {left}"
        case Event.PAUSE:
            return f"Paused: {left} {short_key_words(is_paused=True).capitalize()}."
        case Event.RESUME:
            return f"On: {moment.cue.text} {left}"
        case Event.END:
            return _end(moment)
        case Event.TICK:
            return ""


def _end(moment: Moment) -> str:
    pressed = f"{side_words(moment.turn)}, {time_words(moment.pressed)}"
    match moment.outcome:
        case Outcome.STOPPED:
            return f"Stopped: {pressed}. Let go."
        case Outcome.SKIPPED:
            return f"Left early: {pressed}. Let go slowly."
        case _:
            return f"Done: {pressed}. Let go."


def same_place_words(turn: Turn) -> str:
    """A note that the second side goes like the first."""
    return f"The same point, now on the {turn.side.value}."


def clock_words(seconds: int) -> str:
    """Seconds as a clock shows them: `0:40`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def see_somebody_words(catalogue: Catalogue, records: Iterable[Record]) -> str:
    """What to do if the pain is severe, has risen, or has not fallen in four weeks; empty otherwise."""
    trend = trend_of(records)
    advice = advice_on(trend, catalogue)
    return f"{trend_line(trend)} {advice.act.text}" if trend and advice else ""


def summary_words(record: Record, points: Iterable[Point]) -> str:
    """What was pressed and for how long: `UB 60: left 1 minute, right 1 minute`."""
    parts = []
    for point in points:
        sides = [
            f"{one.side.value} {time_words(one.seconds)}"
            for one in record.pressed
            if one.point == point.id and one.seconds
        ]
        if sides:
            parts.append(f"{point.code}: {', '.join(sides)}")
    return f"{'; '.join(parts)}." if parts else "Nothing."


def pain_words(record: Record) -> str:
    """The pain before and after, with no word on why it changed; empty unless both were rated."""
    if record.before is None or record.after is None:
        return ""
    return f"{record.before} before, {record.after} after, of {MOST_PAIN}."
