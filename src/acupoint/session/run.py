"""One session with one person: asked before, played, asked after, and written down as it goes."""

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from acupoint.catalogue.model import Catalogue
from acupoint.clock import Clock
from acupoint.errors import StoppedError
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.log.progress import until
from acupoint.log.record import LEAST_PAIN, MOST_PAIN, Ending, PressedSide, Record
from acupoint.session.concerns import Concern, concerns_about
from acupoint.session.diary import Diary
from acupoint.session.display import Display
from acupoint.session.plan import SessionOptions, Turn, turns
from acupoint.session.play import Keys, Outcome, play
from acupoint.session.wording import (
    QUESTION,
    concern_lines,
    concern_question,
    felt_question,
    left_out_words,
    see_somebody_words,
)
from acupoint.terminal.input import ask_yes, leave_if, read
from acupoint.terminal.output import say
from acupoint.text import visible

OpenKeys = Callable[
    [Callable[[], None]], AbstractContextManager[Keys]
]  # what to call before Ctrl-Z stops the program -> the keys
T = TypeVar("T")

_SHOWN = 20  # characters of a wrong answer that are shown again


def points_to_press(
    suggestions: Sequence[Suggestion], history: Sequence[Record], now: datetime, options: SessionOptions
) -> Iterator[Suggestion]:
    """The *suggestions* to press *now*, after the sessions in *history*.

    Where there is a concern, only the person can say to press the point all the same.
    """
    for suggestion in suggestions:
        if all(_is_settled(concern, options) for concern in concerns_about(suggestion, now, history)):
            yield suggestion
        else:
            say(left_out_words(suggestion))


def _is_settled(concern: Concern, options: SessionOptions) -> bool:
    for line in concern_lines(concern):
        say(line)
    if not options.asks:
        return False
    if concern.is_unsaid and not ask_yes(felt_question(concern)):
        return True
    return ask_yes(concern_question(concern))


def ask_pain(when: str = "now") -> int | None:
    """How strong the pain is *when*, from 0 to 10; None for Enter alone. Raises StoppedError if the person leaves."""
    while answer := read(f"Pain {when}, {LEAST_PAIN} (none) to {MOST_PAIN} (the worst)? Enter skips, q leaves: "):
        leave_if(answer)
        if re.fullmatch("[0-9]{1,2}", answer) and LEAST_PAIN <= int(answer) <= MOST_PAIN:
            return int(answer)
        wrong = visible(answer[:_SHOWN])
        say(f"  '{wrong}' is not a whole number from {LEAST_PAIN} to {MOST_PAIN}. Try again.")
    return None


def _ask_after(ask: Callable[[], T]) -> tuple[T | None, bool]:
    # The answer, and whether Ctrl-C came instead: either way the session goes on to what is left to say.
    try:
        return ask(), False
    except (KeyboardInterrupt, StoppedError) as stopped:  # StoppedError: Ctrl-D, which is no answer
        say("")
        return None, isinstance(stopped, KeyboardInterrupt)


@dataclass(frozen=True, slots=True)
class _Played:
    record: Record
    stopped_at: Turn | None
    was_interrupted: bool


@dataclass(frozen=True, slots=True)
class Session:
    """What a session is made of."""

    catalogue: Catalogue
    answer: Suggestions  # the points to press
    options: SessionOptions
    history: tuple[Record, ...]  # the sessions before, the oldest first
    diary: Diary
    display: Display
    clock: Clock
    open_keys: OpenKeys

    def run(self) -> bool:
        """Hold the session, and return whether Ctrl-C broke it off. Raises ReaderGoneError if nobody reads it."""
        plan = turns(self.answer.suggestions, self.options)
        self.display.show_introduction(self.catalogue, self.answer, plan, self.options)
        record = self._begin()
        self.diary.begin(record)
        return self._end(self._play(plan, record))

    def _begin(self) -> Record:
        return Record(
            id=uuid.uuid4().hex,
            began=self.clock.local(),
            points=tuple(suggestion.point.id for suggestion in self.answer.suggestions),
            flags=tuple(entry.id for entry in self.answer.report.entries),
            before=ask_pain() if self.options.asks else None,
        )

    def _play(self, plan: Sequence[Turn], record: Record) -> _Played:
        stopped_at = None
        with ExitStack() as stack:
            stack.callback(self.display.clear)
            keys = stack.enter_context(self.open_keys(self.display.clear))
            for turn in plan:
                keep = partial(self._with_side, record, turn)
                outcome, seconds = play(turn, self.display, keys, self.clock.now, keep)
                if seconds or outcome is Outcome.STOPPED:  # a stop at the card too: next time the point is asked about
                    record = self._with_side(record, turn, seconds)
                if outcome is Outcome.STOPPED:
                    stopped_at = turn
                    break
            return _Played(record, stopped_at, keys.was_interrupted)

    def _with_side(self, record: Record, turn: Turn, seconds: int) -> Record:
        side = PressedSide(turn.point.id, turn.side, seconds)
        longer = replace(record, pressed=(*record.pressed, side))
        self.diary.save(longer)
        return longer

    def _end(self, played: _Played) -> bool:
        if played.stopped_at and self.options.asks:  # a window closed at the question must not lose the stop
            self.diary.save(replace(played.record, ending=Ending.UNANSWERED))
        ending, is_broken_off = self._ending(played)
        record = replace(played.record, ending=ending)
        self.diary.save(record)
        if played.stopped_at:
            self.display.write(self.display.view.stopped(self.catalogue.stop_signs_for(played.stopped_at.point)))
        if self.options.asks and not is_broken_off:
            after, is_broken_off = _ask_after(ask_pain)
            record = replace(record, after=after)
            self.diary.save(record)
        points = [suggestion.point for suggestion in self.answer.suggestions]
        see_somebody = see_somebody_words(self.catalogue, until(self.clock.local(), [*self.history, record]))
        self.display.write(self.display.view.finished(record, points, see_somebody))
        return is_broken_off

    def _ending(self, played: _Played) -> tuple[Ending, bool]:
        # How it ended, and whether by Ctrl-C. Stopping the question as well leads to the same advice.
        if not played.stopped_at:
            return (Ending.DONE if played.record.pressed else Ending.CHOICE), False
        if not self.options.asks:
            return Ending.UNANSWERED, played.was_interrupted
        was_felt, was_interrupted = _ask_after(lambda: ask_yes(QUESTION))
        endings = {True: Ending.SENSATION, False: Ending.CHOICE, None: Ending.UNANSWERED}
        return endings[was_felt], played.was_interrupted or was_interrupted
