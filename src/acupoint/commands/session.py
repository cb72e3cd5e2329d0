"""The command that counts the seconds while both hands are busy."""

import datetime as dt
import gc
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from acupoint import flags, terminal
from acupoint.ask import ask_pain, ask_yes
from acupoint.commands.guide import answer_for, answers, drawings_for
from acupoint.errors import StoppedError, UsageError
from acupoint.frozen import frozen
from acupoint.keyboard import Keyboard, NoKeys
from acupoint.log import Diary, log_file
from acupoint.model import Catalogue, Side
from acupoint.options import (
    DONE,
    NOTHING_FOUND,
    PROGRAM,
    Given,
    Plain,
    Pretty,
    code_of,
    points_argument,
    reading_for,
    view,
)
from acupoint.records import Ending, Pressed, Record
from acupoint.session import Outcome, Turn, Wishes, play, turns
from acupoint.stage import WORLD, Clock, ReaderGoneError, Stage
from acupoint.suggest import Suggestion, Suggestions, asked_for
from acupoint.terminal import Reading
from acupoint.views import session_words as words


def session_command(given: Given, clock: Clock = WORLD) -> Callable[..., int]:
    """The command `acupoint session`, which goes by *clock*."""
    catalogue = given.catalogue

    def command(
        points: Annotated[list[str] | None, points_argument(given, "[POINT...]")] = None,
        *,
        seconds: Annotated[
            int | None,
            typer.Option("--seconds", metavar="N", help="How long to press a side, as far as the guide allows."),
        ] = None,
        one_side: Annotated[Side | None, typer.Option("--one-side", help="Press this side alone.")] = None,
        silent: Annotated[bool, typer.Option("--silent", help="Ring no bell.")] = False,
        yes: Annotated[bool, typer.Option("--yes", help="Ask nothing, and run through by the clock.")] = False,
        no_log: Annotated[bool, typer.Option("--no-log", help="Write nothing down.")] = False,
        plain: Plain = False,
        pretty: Pretty = False,
        **values: bool,
    ) -> int:
        """Press points by the clock, a side at a time, with a bell: points you name, or that your flags choose."""
        reading = reading_for(plain=plain, pretty=pretty)
        sides = (one_side,) if one_side else tuple(Side)
        wishes = Wishes(seconds, sides, is_silent=silent, asks=not yes, is_logged=not no_log)
        typed = flags.flags_given(catalogue, values)
        said = typed if typed or points else _ask(catalogue, wishes)
        asked = asked_for(catalogue, said, signs_asked=not (typed or points))
        answer = answer_for(catalogue, points, asked)
        if not answer.suggestions:
            terminal.write(view(reading).suggestions(catalogue, answer))
            return code_of(answer)
        return _session(catalogue, answer, wishes, reading, clock)

    return flags.with_vocabulary(command, catalogue, markup=given.markup)


def _ask(catalogue: Catalogue, wishes: Wishes) -> list[str]:
    if not wishes.asks:
        raise UsageError(f"name the points to press, or say what you feel; '{PROGRAM} session --help' shows how")
    return answers(catalogue)


def _session(catalogue: Catalogue, answer: Suggestions, wishes: Wishes, reading: Reading, clock: Clock) -> int:
    if wishes.asks and not terminal.can_ask():
        raise UsageError("a session asks you things; where nobody can answer, --yes runs it through by the clock")
    # Wrong seconds are told before any question.
    turns(answer.suggestions, sides=wishes.sides, seconds=wishes.seconds)
    diary = Diary(log_file if wishes.is_logged else None, terminal.say)
    so_far = diary.so_far()
    kept = tuple(one for one in answer.suggestions if _is_kept(one, so_far, wishes))
    if not kept:
        return NOTHING_FOUND
    stage = _stage(kept, wishes, reading, clock)
    try:
        return _played(catalogue, replace(answer, suggestions=kept), diary, so_far, stage, wishes)
    except ReaderGoneError:
        return DONE


def _is_kept(suggestion: Suggestion, so_far: Sequence[Record], wishes: Wishes) -> bool:
    # Where there is a reason to leave a point out, only the person can say to press it all the same.
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    for doubt in words.doubts(suggestion, today, so_far):
        for line in doubt.lines:
            terminal.say(line)
        if not (wishes.asks and ask_yes(doubt.question, terminal.say, terminal.read)):
            terminal.say(words.left_out(suggestion))
            return False
    return True


def _played(  # noqa: PLR0917 - what a session is of, where it is written down, and where it is played
    catalogue: Catalogue, answer: Suggestions, diary: Diary, so_far: Sequence[Record], stage: Stage, wishes: Wishes
) -> int:
    to_press = turns(answer.suggestions, sides=wishes.sides, seconds=wishes.seconds)
    points = [suggestion.point for suggestion in answer.suggestions]
    gc.enable()  # off for a run that is over at once, as the others are; this one lasts minutes and draws meanwhile
    stage.write(stage.view.introduction(catalogue, answer, to_press, wishes))
    record = _begun(answer, wishes)
    diary.begin(record)
    played = _press(to_press, stage, lambda pressed: diary.pressed(record.id, pressed))
    ending, is_broken_off = _ending(played, wishes)
    diary.end(record.id, ending)
    if played.stopped_at:
        stage.write(stage.view.stopped(catalogue.stop_signs_for(played.stopped_at.point)))
    if not is_broken_off:
        after, is_broken_off = _pain_after(wishes)
        diary.felt(record.id, after)
        record = replace(record, after=after)
    whole = replace(record, pressed=played.pressed, ending=ending)
    stage.write(stage.view.finished(whole, points, words.see_somebody(catalogue, [*so_far, whole])))
    return StoppedError.exit_code if is_broken_off else DONE


def _stage(suggestions: Sequence[Suggestion], wishes: Wishes, reading: Reading, clock: Clock) -> Stage:
    on_screen = reading is Reading.SCREEN
    return Stage(
        view(reading, "session_"),
        clock,
        drawings_for([suggestion.point for suggestion in suggestions]) if on_screen else {},
        redraws=on_screen and terminal.can_redraw(),
        is_silent=wishes.is_silent,
        waits=wishes.asks,
    )


def _begun(answer: Suggestions, wishes: Wishes) -> Record:
    asked = answer.asked
    return Record(
        id=uuid.uuid4().hex,
        began=dt.datetime.now(tz=dt.UTC).astimezone().replace(microsecond=0),
        points=tuple(suggestion.point.id for suggestion in answer.suggestions),
        flags=tuple(entry.id for group in (asked.symptoms, asked.conditions, asked.warnings) for entry in group),
        before=_pain(wishes),
    )


def _pain(wishes: Wishes) -> int | None:
    return ask_pain("now", terminal.say, terminal.read) if wishes.asks else None


def _pain_after(wishes: Wishes) -> tuple[int | None, bool]:
    # The pain, and whether Ctrl-C was the answer. What is left to be said is said all the same.
    try:
        return _pain(wishes), False
    except (KeyboardInterrupt, StoppedError) as stopped:  # StoppedError: Ctrl-D, for nothing more to say
        terminal.say("")
        return None, isinstance(stopped, KeyboardInterrupt)


@frozen
class _Played:
    pressed: tuple[Pressed, ...]
    stopped_at: Turn | None
    was_interrupted: bool


def _press(to_press: Sequence[Turn], stage: Stage, keep: Callable[[Pressed], None]) -> _Played:
    pressed: list[Pressed] = []
    stopped_at = None
    with stage, _keys(stage) as stage.keys:
        for turn in to_press:
            outcome, seconds = play(turn, stage, stage.clock.now)
            if seconds:
                pressed.append(Pressed(turn.point.id, turn.side, seconds))
                keep(pressed[-1])
            if outcome is Outcome.STOPPED:
                stopped_at = turn
                break
    return _Played(tuple(pressed), stopped_at, stage.keys.was_interrupted)


def _keys(stage: Stage) -> Keyboard | NoKeys:
    return Keyboard(stage.clear) if terminal.can_ask() else NoKeys()


def _ending(played: _Played, wishes: Wishes) -> tuple[Ending, bool]:
    # How it ended, and whether by Ctrl-C. Whoever stops the question as well gets the same advice.
    if not played.stopped_at:
        return (Ending.DONE if played.pressed else Ending.CHOICE), False
    try:
        was_felt = wishes.asks and ask_yes(words.QUESTION, terminal.say, terminal.read)
    except (KeyboardInterrupt, StoppedError):
        terminal.say("")
        return Ending.CHOICE, True
    return (Ending.SENSATION if was_felt else Ending.CHOICE), played.was_interrupted
