"""`acupoint log`: show the sessions so far, export them, import them, add one, or delete them."""

import datetime as dt
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from acupoint.catalogue.model import Catalogue, Side
from acupoint.cli import flags
from acupoint.cli.options import (
    CommandContext,
    Json,
    NoPager,
    Plain,
    Pretty,
    local_time,
    points_argument,
    reading_for,
    say_what_is_left_out,
)
from acupoint.cli.readings import log_reading
from acupoint.clock import SYSTEM_CLOCK
from acupoint.errors import DONE, InputError, StoppedError, UsageError
from acupoint.log.away_flags import AwayFlags
from acupoint.log.database import count, forget, log_file
from acupoint.log.exchange import as_csv, from_stream
from acupoint.log.faults import log_error
from acupoint.log.file import is_there
from acupoint.log.progress import History, history
from acupoint.log.record import LEAST_PAIN, MOST_PAIN, Ending, Record
from acupoint.log.store import add, read_log
from acupoint.log.wording import SAFETY, codes_in, session, when
from acupoint.terminal import output
from acupoint.terminal.input import ask_yes, can_ask
from acupoint.text import counted, listed, visible

_LISTED = 5  # sessions in the table without --full
_LARGEST = 250_000_000  # bytes of a file to import; the most sessions that a log has room for have fewer
_UNKNOWN = "whatever is in it"  # in a log that is damaged
_DAYS = {"d": 1, "w": 7}
_SHOWN = 30  # characters of a wrong value that an error shows

_ADDING = "With --add"
_SINCE = "From this day on: 2026-01-31, or 30d or 4w for so many days or weeks ago."
_IMPORT = "Take the sessions in a file that --csv or --json wrote. None is doubled or overwritten."
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help=_SINCE)]
Csv = Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet, on stdout.")]
Import = Annotated[str | None, typer.Option("--import", metavar="FILE", help=_IMPORT)]
Where = Annotated[bool, typer.Option("--where", help="Say which file the log is in.")]
_ADD = "Write down a session that was held away from here: its points, and the flags below. It asks for the rest."
Add = Annotated[bool, typer.Option("--add", help=_ADD)]
_WHEN = "When it began: '2026-01-31 07:30', local time."
When = Annotated[str | None, typer.Option("--when", metavar="TIME", help=_WHEN, rich_help_panel=_ADDING)]
_ONE_SIDE = "This side alone was pressed."
OneSide = Annotated[Side | None, typer.Option("--one-side", help=_ONE_SIDE, rich_help_panel=_ADDING)]
_SECONDS = "How long a side was pressed; else the least that the guide gives."
Seconds = Annotated[int | None, typer.Option("--seconds", metavar="N", help=_SECONDS, rich_help_panel=_ADDING)]
_BEFORE, _AFTER = (f"Pain {when} it, {LEAST_PAIN} to {MOST_PAIN}." for when in ("before", "after"))
Before = Annotated[int | None, typer.Option("--before", metavar="N", help=_BEFORE, rich_help_panel=_ADDING)]
After = Annotated[int | None, typer.Option("--after", metavar="N", help=_AFTER, rich_help_panel=_ADDING)]
_SHARP = "Sharp pain, numbness, or tingling, at the last of the points."
SharpPain = Annotated[bool, typer.Option("--sharp-pain", help=_SHARP, rich_help_panel=_ADDING)]
NoSharpPain = Annotated[bool, typer.Option("--no-sharp-pain", help="None of these.", rich_help_panel=_ADDING)]
Forget = Annotated[bool, typer.Option("--forget", help="Delete the log, once you say yes.")]
_FULL_HELP = "Every session that --since leaves, the numbers, and what a rating shows."
Full = Annotated[bool, typer.Option("--full", help=_FULL_HELP)]
Yes = Annotated[bool, typer.Option("--yes", help="With --forget: do not ask.")]


def log_command(context: CommandContext) -> Callable[..., int]:
    """The command `acupoint log`. It needs the catalogue only to show the log, and to add to it."""

    def command(
        points: Annotated[list[str] | None, points_argument(context, "[POINT...]")] = None,
        *,
        since: Since = None,
        csv: Csv = False,
        import_: Import = None,
        add: Add = False,
        when: When = None,
        one_side: OneSide = None,
        seconds: Seconds = None,
        before: Before = None,
        after: After = None,
        sharp_pain: SharpPain = False,
        no_sharp_pain: NoSharpPain = False,
        where: Where = False,
        forget: Forget = False,
        yes: Yes = False,
        full: Full = False,
        no_pager: NoPager = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """Your sessions so far: pain before and after over time, whether to see somebody, and the last sessions."""
        readings = flags.true_names(plain=plain, pretty=pretty, json=json)
        if sharp_pain and no_sharp_pain:
            raise UsageError("choose one of --sharp-pain and --no-sharp-pain")
        felt = sharp_pain if sharp_pain or no_sharp_pain else None
        away = AwayFlags(points or (), when, one_side, seconds, before, after, felt)
        actions = flags.true_names(csv=csv, add=add, where=where, forget=forget)
        actions += ["import"] if import_ is not None else []
        _need_one_action(actions, readings, since=since, yes=yes, full=full)
        _need_no_away_flags(away, actions)
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        file = log_file()
        if where:
            output.write(visible(str(file)))
        elif forget:
            _forget(file, yes=yes)
        elif import_ is not None:
            _import(file, import_)
        elif add:
            _add(context.catalogue, file, away)
        elif csv:
            output.write(as_csv(_history_since(file, since, None).records).removesuffix("\n"))
        else:
            found = _history_since(file, since, None if full else _LISTED)
            say_what_is_left_out(context.catalogue.left_out)
            output.write(log_reading(reading).sessions(context.catalogue, found, full=full), pages=not no_pager)
        return DONE

    return command


def first_day(since: str, today: dt.date) -> dt.date:
    """The day that *since* means: `2026-01-31`, or `30d` or `4w` before *today*. Raises UsageError."""
    ago = re.fullmatch(r"([0-9]{1,4})([dw])", since.strip().lower())
    try:
        if ago:
            return today - dt.timedelta(days=int(ago[1]) * _DAYS[ago[2]])
        return dt.date.fromisoformat(since.strip())
    except (ValueError, OverflowError):
        what = f"'{visible(since[:_SHOWN])}' is not a valid day"
        raise UsageError(f"{what}; write --since 2026-01-31, or --since 4w for four weeks ago") from None


def _need_one_action(actions: list[str], readings: list[str], *, since: str | None, yes: bool, full: bool) -> None:
    if len(actions) > 1 or (actions and readings):
        raise UsageError(f"choose one of {listed((f'--{one}' for one in (*actions, *readings)), 'or')}")
    if since is not None and actions and actions != ["csv"]:
        raise UsageError(f"--since does not go with --{actions[0]}")
    if full and actions:
        raise UsageError(f"--full does not go with --{actions[0]}")
    if yes and actions != ["forget"]:
        raise UsageError("--yes goes with --forget alone")


def _need_no_away_flags(away: AwayFlags, actions: list[str]) -> None:
    if actions == ["add"]:
        return
    if away.names:
        names = visible(" ".join(away.names))
        raise UsageError(f"got unexpected extra argument(s) ({names}); points go with --add alone")
    for flag in away.flags:
        raise UsageError(f"{flag} goes with --add alone")


def _history_since(file: Path, since: str | None, most: int | None) -> History:
    now = local_time(SYSTEM_CLOCK)
    first = None if since is None else first_day(since, now.date())
    return history(read_log(file, _say_note), first, most, now)


def _say_note(line: str) -> None:
    output.say(f"note: {line}")


def _add(catalogue: Catalogue, file: Path, away: AwayFlags) -> None:
    from acupoint.session.away import session_away  # noqa: PLC0415 - nothing else here needs what a session needs

    record = session_away(catalogue, away, local_time(SYSTEM_CLOCK), asks=can_ask())
    added = add(file, [record], _say_note)
    if added.new:
        output.say(f"Session added: {session(codes_in(catalogue), record)}")
    else:
        what = "Completed" if added.completed else "There already, and left as it is"
        output.say(f"{what}: the session of {when(record)}")
    if record.ending is Ending.SENSATION:
        output.say(SAFETY)


def _import(file: Path, name: str) -> None:
    try:
        records = _records(Path(name))
    except InputError as error:
        raise InputError(f"'{visible(name)}' cannot be imported: {error}") from None
    added = add(file, records, _say_note)
    here = len(records) - added.new - added.completed
    output.say(f"Sessions imported: {added.new} new, {added.completed} completed, {here} already there")


def _records(file: Path) -> tuple[Record, ...]:
    try:
        if file.exists() and not file.is_file():
            raise InputError("it is not a regular file")
        with file.open(encoding="utf-8", newline="") as stream:
            if os.fstat(stream.fileno()).st_size > _LARGEST:
                raise InputError("it is too large for a log")
            return from_stream(stream, _say_note)
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError("it is not UTF-8 text; save it from the spreadsheet as CSV, in UTF-8") from None
    except ValueError:  # a null character in its name
        raise InputError("there is no such file") from None


def _forget(file: Path, *, yes: bool) -> None:
    if not is_there(file):
        output.say("There is no log to delete.")
        return
    if not yes and not can_ask():
        raise UsageError("--forget deletes the log for good; add --yes if nobody is there to be asked")
    sessions = _sessions(count(file))  # raises an error for one in use, or another program's: it is left alone
    if sessions == _UNKNOWN:
        output.say(f"note: {log_error(file, 'is damaged, or not a session log')}")
    if yes or _agrees(f"Delete the log for good, with {sessions}?"):
        output.say(f"Deleted: {_sessions(forget(file))}")
    else:
        output.say("Nothing was deleted.")


def _sessions(number: int | None) -> str:
    return _UNKNOWN if number is None else counted(number, "session")


def _agrees(question: str) -> bool:
    try:
        return ask_yes(question)
    except StoppedError:
        raise StoppedError("stopped; nothing was deleted") from None
