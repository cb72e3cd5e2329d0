"""The command that counts the seconds while both hands are busy."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from acupoint.catalogue.model import Catalogue, Side
from acupoint.cli import flags
from acupoint.cli.options import CommandContext, Plain, Pretty, Say, local_time, points_argument, reading_for
from acupoint.cli.own_words import show_in
from acupoint.cli.readings import session_reading
from acupoint.cli.request import (
    after_signs,
    check_whole,
    drawings_for,
    need_something,
    report_for,
    suggestions_for,
    typed_line,
    write_no_point,
)
from acupoint.clock import SYSTEM_CLOCK, Clock
from acupoint.errors import DONE, NOTHING_FOUND, StoppedError, UsageError
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.log.database import log_file
from acupoint.session import keyboard
from acupoint.session.diary import Diary
from acupoint.session.display import Display, ReaderGoneError
from acupoint.session.plan import SessionOptions, turns
from acupoint.session.run import OpenKeys, Session, points_to_press
from acupoint.terminal import output
from acupoint.terminal.input import can_ask
from acupoint.terminal.output import Reading


def session_command(
    context: CommandContext, clock: Clock = SYSTEM_CLOCK, open_keys: OpenKeys = keyboard.open_keys
) -> Callable[..., int]:
    """The command `acupoint session`, which goes by *clock* and listens to *open_keys*."""
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
        full: Annotated[bool, typer.Option("--full", help="Every caution, step, and source as it goes.")] = False,
        plain: Plain = False,
        pretty: Pretty = False,
        say: Say = None,
        **values: object,
    ) -> int:
        """Press points by the clock, a side at a time, with a bell: points you name, or that your flags choose."""
        reading = reading_for(plain=plain, pretty=pretty)
        sides = (one_side,) if one_side else tuple(Side)
        options = SessionOptions(
            seconds,
            sides,
            is_silent=silent or not output.can_ring(),
            asks=not yes,
            is_logged=not no_log,
            has_keys=keyboard.has_keys(),
            is_full=full,
        )
        typed = typed_line(catalogue, "session", values, say, points)
        if yes:
            need_something("press", typed)
        report = report_for(context, typed, show_in(reading), asks=not yes)
        answer = suggestions_for(context, typed, report)
        check_whole(context.catalogue, answer)
        if answer.suggestions and not yes:
            answer = after_signs(context, typed, answer)
        if not answer.suggestions:
            return write_no_point(catalogue, answer, reading)
        return _session(catalogue, answer, options, reading, clock=clock, open_keys=open_keys)

    return flags.with_vocabulary(command, catalogue)


def _session(
    catalogue: Catalogue,
    answer: Suggestions,
    options: SessionOptions,
    reading: Reading,
    *,
    clock: Clock,
    open_keys: OpenKeys,
) -> int:
    if options.asks and not can_ask():
        raise UsageError("a session asks you things; where nobody can answer, --yes runs it through by the clock")
    turns(answer.suggestions, options)  # wrong seconds are an error before any question
    diary = Diary(log_file, output.say, writes=options.is_logged)
    history = diary.history()
    chosen = tuple(points_to_press(answer.suggestions, history, local_time(clock), options))
    if not chosen:
        return NOTHING_FOUND
    display = _display(catalogue, chosen, options, reading)
    session = Session(
        catalogue, replace(answer, suggestions=chosen), options, history, diary, display, clock, open_keys
    )
    try:
        return StoppedError.exit_code if session.run() else DONE
    except ReaderGoneError:
        return DONE


def _display(
    catalogue: Catalogue, suggestions: Sequence[Suggestion], options: SessionOptions, reading: Reading
) -> Display:
    return Display(
        session_reading(reading),
        drawings_for([suggestion.point for suggestion in suggestions], reading),
        redraws=reading is Reading.SCREEN and options.has_keys and output.can_redraw(),
        is_silent=options.is_silent,
        is_full=options.is_full,
        stop=catalogue.stop,
    )
