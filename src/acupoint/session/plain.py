"""The plain reading of a session: a labelled statement a line, and a line for each event."""

from collections.abc import Iterable, Iterator, Sequence

from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.guide import plain, short
from acupoint.guide.short_plain import clauses, gate_lines
from acupoint.guide.suggest import Suggestions
from acupoint.guide.wording import NO_DOCTOR, report_words, rule_words, source_words
from acupoint.log.record import Record
from acupoint.session import wording
from acupoint.session.plan import SessionOptions, Turn, points_of, suggestions_of
from acupoint.session.play import Moment


def introduction(catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions) -> str:
    """What comes, how long it takes, what it needs, and what to be careful of."""
    return "\n".join(_introduction(catalogue, answer, turns, options))


def full_introduction(catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions) -> str:
    """The same, with every caution and source."""
    return "\n".join(_full_introduction(catalogue, answer, turns, options))


def card(turn: Turn, _drawings: object, stop: Sequence[Statement]) -> str:
    """How to find the point, what to be careful of, and at what to *stop*; on its second side only what changes."""
    return "\n".join(_card(turn, stop) if turn.is_first else _second_side(turn))


def full_card(turn: Turn, _drawings: object, _stop: object) -> str:
    """The same, with how to press it, and every caution. A picture is described."""
    return "\n".join(_full_card(turn) if turn.is_first else _second_side(turn))


def ready(turn: Turn, left: int | None) -> str:
    """What starts the turn: a key, or the clock when no seconds are *left*."""
    return f"ready: {wording.ready_words(turn, left)}"


def line(moment: Moment) -> str:
    """The moment in a line; empty if nothing happens at it."""
    return wording.moment_words(moment)


block = line  # no clock is drawn here


def stopped(statements: Iterable[Statement]) -> str:
    """What to do after stopping early."""
    return "\n".join(plain.each("stop", statements))


def finished(record: Record, points: Iterable[Point], see_somebody: str) -> str:
    """What was pressed, the pain before and after, and why to *see_somebody*, if there is a reason."""
    said = [f"pressed: {wording.summary_words(record, points)}"]
    if pain := wording.pain_words(record):
        said.append(f"pain: {pain}")
    if see_somebody:
        said.append(f"see somebody: {see_somebody}")
    return "\n".join([*said, f"note: {NO_DOCTOR}"])


def _introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
) -> Iterator[str]:
    if not answer.report.signs_asked:
        yield from gate_lines(catalogue, answer.gate)
    yield from plain.signs_named(answer)
    yield f"session: {wording.title_words(turns)}"
    points = points_of(turns)
    yield from clauses("not if", short.not_if(catalogue, points, answer.report))
    yield from clauses("ask first if", short.ask_first_if(catalogue, points, answer.report))
    yield from (f"caution: {text}" for text in short.general_cautions(catalogue))
    yield from (f"left out: {codes}: {why}" for codes, why in short.left_out(answer))
    yield from (f"how long: {text}" for text in wording.changed_time_lines(turns, options.seconds))
    if not options.has_keys:
        yield f"keys: {wording.key_words(options)}"
    yield f"written down: {wording.kept_words(options)} {wording.MORE}"


def _second_side(turn: Turn) -> Iterator[str]:
    yield f"turn {wording.turn_words(turn)}"
    yield f"where: {wording.same_place_words(turn)} {turn.point.place.text}"


def _card(turn: Turn, stop: Sequence[Statement]) -> Iterator[str]:
    yield f"turn {wording.turn_words(turn)}"
    yield from (f"caution: {text}" for text in wording.care_lines(turn))
    yield from (f"stop: {text}" for text in wording.stop_lines(turn, stop))
    steps = enumerate(wording.find_lines(turn), start=1)
    yield from (f"find {number}: {step}" for number, step in steps)


def _full_introduction(
    catalogue: Catalogue, answer: Suggestions, turns: Sequence[Turn], options: SessionOptions
) -> Iterator[str]:
    yield from plain.safety_first(catalogue, answer)
    yield from plain.signs_named(answer)
    if said := report_words(answer.report):
        yield f"you said: {said}"
    for suggestion in suggestions_of(turns):
        yield f"session: {suggestion.point.code}, {suggestion.point.names.pinyin}"
    yield f"how long: {wording.how_long_words(turns)}"
    for text, sources in wording.time_lines(turns):
        yield f"how long: {text} Source: {source_words(sources)}"
    yield from (f"how long: {text}" for text in wording.changed_time_lines(turns, options.seconds))
    yield f"how long: {wording.RAMP_WORDS}"
    yield from (f"you need: {need}" for need in wording.needs_of(turns))
    yield from (f"caution: {said}" for said in wording.lightly_lines(turns))
    yield from plain.each("caution", catalogue.cautions)
    yield from plain.each("stop", catalogue.stop)
    yield from plain.held_back(answer)
    yield f"written down: {wording.log_words(options)}"
    yield f"keys: {wording.key_words(options)}"


def _full_card(turn: Turn) -> Iterator[str]:
    point = turn.point
    yield f"turn {wording.turn_words(turn)}"
    for applied in turn.suggestion.rules:
        yield f"caution: {rule_words(applied.condition, applied.rule)}"
    yield from plain.each("caution", point.cautions)
    yield from plain.each("stop", point.stop)
    yield f"where: {point.place.text}"
    if point.picture:
        yield f"picture: {point.picture.text}"
    yield from plain.steps("find", point.find)
    yield from plain.each("not to be mistaken for", point.neighbours)
    yield from plain.steps("press", point.press)
    yield from plain.each("feels like", point.feel)
    if point.side_note:
        yield f"which side: {point.side_note.text}"
