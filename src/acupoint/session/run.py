"""One session with one person: what is asked before and after, the turns between, and what is written down of it."""

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from acupoint.catalogue.model import Catalogue
from acupoint.errors import StoppedError
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.log.record import LEAST_PAIN, MOST_PAIN, Ending, PressedSide, Record
from acupoint.session import wording as words
from acupoint.session.concerns import Concern, doubts
from acupoint.session.diary import Diary
from acupoint.session.display import Display
from acupoint.session.keyboard import Keyboard, NoKeys
from acupoint.session.play import Outcome, SessionOptions, Turn, play, turns
from acupoint.terminal import output as terminal
from acupoint.terminal.input import ask_yes, can_ask, read
from acupoint.text import visible

_SHOWN = 20  # characters of a wrong answer that are shown again


def kept(
    suggestions: Sequence[Suggestion], so_far: Sequence[Record], today: date, wishes: SessionOptions
) -> Iterator[Suggestion]:
    """The *suggestions* to press *today*, after the sessions *so_far*.

    Where there is a reason to leave a point out, only the person can say to press it all the same.
    """
    for suggestion in suggestions:
        if all(_is_settled(doubt, wishes) for doubt in doubts(suggestion, today, so_far)):
            yield suggestion
        else:
            terminal.say(words.left_out(suggestion))


def _is_settled(doubt: Concern, wishes: SessionOptions) -> bool:
    for line in words.doubt_lines(doubt):
        terminal.say(line)
    return wishes.asks and ask_yes(words.doubt_question(doubt))


@dataclass(frozen=True, slots=True)
class _Played:
    record: Record
    stopped_at: Turn | None
    was_interrupted: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a session is of, where it is played, and where it is written down."""

    catalogue: Catalogue
    answer: Suggestions  # the points to press
    wishes: SessionOptions
    stage: Display
    diary: Diary
    so_far: tuple[Record, ...]  # the sessions before, the oldest first

    def hold(self) -> bool:
        """Hold the session, and tell whether Ctrl-C broke it off. Raises ReaderGoneError where nobody reads it."""
        to_press = turns(self.answer.suggestions, sides=self.wishes.sides, seconds=self.wishes.seconds)
        self.stage.write(self.stage.view.introduction(self.catalogue, self.answer, to_press, self.wishes))
        record = self._begun()
        self.diary.begin(record)
        played = self._press(to_press, record)
        ending, is_broken_off = self._ending(played)
        record = replace(played.record, ending=ending)
        self.diary.save(record)
        if played.stopped_at:
            self.stage.write(self.stage.view.stopped(self.catalogue.stop_signs_for(played.stopped_at.point)))
        if not is_broken_off:
            after, is_broken_off = self._pain_after()
            record = replace(record, after=after)
            self.diary.save(record)
        self._finish(record)
        return is_broken_off

    def _begun(self) -> Record:
        return Record(
            id=uuid.uuid4().hex,
            began=self.stage.clock.local(),
            points=tuple(suggestion.point.id for suggestion in self.answer.suggestions),
            flags=tuple(entry.id for entry in self.answer.report.entries),
            before=self._pain(),
        )

    def _pain(self) -> int | None:
        return ask_pain() if self.wishes.asks else None

    def _pain_after(self) -> tuple[int | None, bool]:
        # The pain, and whether Ctrl-C was the answer. What is left to be said is said all the same.
        try:
            return self._pain(), False
        except (KeyboardInterrupt, StoppedError) as stopped:  # StoppedError: Ctrl-D, for nothing more to say
            terminal.say("")
            return None, isinstance(stopped, KeyboardInterrupt)

    def _press(self, to_press: Sequence[Turn], record: Record) -> _Played:
        stopped_at = None
        with self.stage as stage, _keys(stage.clear) as stage.keys:
            for turn in to_press:
                outcome, seconds = play(turn, stage, stage.clock.now)
                if seconds or outcome is Outcome.STOPPED:  # where it was stopped must be known next time
                    side = PressedSide(turn.point.id, turn.side, seconds)
                    record = replace(record, pressed=(*record.pressed, side))
                    self.diary.save(record)
                if outcome is Outcome.STOPPED:
                    stopped_at = turn
                    break
            return _Played(record, stopped_at, stage.keys.was_interrupted)

    def _ending(self, played: _Played) -> tuple[Ending, bool]:
        # How it ended, and whether by Ctrl-C. Whoever stops the question as well gets the same advice.
        if not played.stopped_at:
            return (Ending.DONE if played.record.pressed else Ending.CHOICE), False
        try:
            was_felt = self.wishes.asks and ask_yes(words.QUESTION)
        except (KeyboardInterrupt, StoppedError) as stopped:
            terminal.say("")
            return Ending.CHOICE, played.was_interrupted or isinstance(stopped, KeyboardInterrupt)
        return (Ending.SENSATION if was_felt else Ending.CHOICE), played.was_interrupted

    def _finish(self, record: Record) -> None:
        points = [suggestion.point for suggestion in self.answer.suggestions]
        see_somebody = words.see_somebody(self.catalogue, [*self.so_far, record])
        self.stage.write(self.stage.view.finished(record, points, see_somebody))


def ask_pain() -> int | None:
    """How strong the pain is now, from 0 to 10; None where the person presses Enter."""
    while answer := read(f"Pain now, {LEAST_PAIN} (none) to {MOST_PAIN} (the worst); Enter skips: "):
        if re.fullmatch("[0-9]{1,2}", answer) and LEAST_PAIN <= int(answer) <= MOST_PAIN:
            return int(answer)
        wrong = visible(answer[:_SHOWN])
        terminal.say(f"  '{wrong}' is not a whole number from {LEAST_PAIN} to {MOST_PAIN}. Try again.")
    return None


def _keys(before_stop: Callable[[], None]) -> Keyboard | NoKeys:
    return Keyboard(before_stop) if can_ask() else NoKeys()
