"""The command that counts the seconds while both hands are busy."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from acupoint.catalogue.model import Catalogue, Side
from acupoint.cli import flags
from acupoint.cli.options import CommandContext, Plain, Pretty, points_argument, reading_for
from acupoint.cli.readings import guide_reading, session_reading
from acupoint.cli.request import code_of, drawings_for, need_something, report_for, suggestions_for
from acupoint.clock import SYSTEM_CLOCK, Clock
from acupoint.errors import DONE, NOTHING_FOUND, StoppedError, UsageError
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.log.database import log_file
from acupoint.session.diary import Diary
from acupoint.session.display import Display, ReaderGoneError
from acupoint.session.play import SessionOptions, turns
from acupoint.session.run import Sitting, kept
from acupoint.terminal import output as terminal
from acupoint.terminal.input import can_ask
from acupoint.terminal.output import Reading


def session_command(context: CommandContext, clock: Clock = SYSTEM_CLOCK) -> Callable[..., int]:
    """The command `acupoint session`, which goes by *clock*."""
    catalogue = context.catalogue

    def command(
        points: Annotated[list[str] | None, points_argument(context, "[POINT...]")] = None,
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
        wishes = SessionOptions(
            seconds, sides, is_silent=silent, asks=not yes, is_logged=not no_log, has_keys=can_ask()
        )
        if yes:
            need_something("session", "press", points, values)
        answer = suggestions_for(catalogue, points, report_for(catalogue, values, points))
        if not answer.suggestions:
            terminal.write(guide_reading(reading).suggestions(catalogue, answer))
            return code_of(answer)
        return _session(catalogue, answer, wishes, reading, clock)

    return flags.with_vocabulary(command, catalogue, context.describe)


def _session(catalogue: Catalogue, answer: Suggestions, wishes: SessionOptions, reading: Reading, clock: Clock) -> int:
    if wishes.asks and not can_ask():
        raise UsageError("a session asks you things; where nobody can answer, --yes runs it through by the clock")
    # Wrong seconds are told before any question.
    turns(answer.suggestions, sides=wishes.sides, seconds=wishes.seconds)
    diary = Diary(log_file, terminal.say, writes=wishes.is_logged)
    so_far = diary.history()
    suggestions = tuple(kept(answer.suggestions, so_far, clock.local().date(), wishes))
    if not suggestions:
        return NOTHING_FOUND
    stage = _stage(suggestions, wishes, reading, clock)
    sitting = Sitting(catalogue, replace(answer, suggestions=suggestions), wishes, stage, diary, so_far)
    try:
        return StoppedError.exit_code if sitting.hold() else DONE
    except ReaderGoneError:
        return DONE


def _stage(suggestions: Sequence[Suggestion], wishes: SessionOptions, reading: Reading, clock: Clock) -> Display:
    return Display(
        session_reading(reading),
        clock,
        drawings_for([suggestion.point for suggestion in suggestions], reading),
        redraws=reading is Reading.SCREEN and wishes.has_keys and terminal.can_redraw(),
        is_silent=wishes.is_silent,
        waits=wishes.asks,
    )
