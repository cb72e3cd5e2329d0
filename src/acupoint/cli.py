"""The command line: read what was typed, call the core, print. It decides nothing about points."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from acupoint import __version__, flags, terminal
from acupoint.ask import ask
from acupoint.catalogue import catalogue_file, read_catalogue
from acupoint.errors import AcupointError, OutputError, StoppedError, UsageError
from acupoint.model import Catalogue, Point
from acupoint.names import find_points
from acupoint.suggest import Asked, Suggestions, asked_for, suggest, suggest_named
from acupoint.terminal import Reading
from acupoint.text import visible
from acupoint.views.wording import notes_on

if TYPE_CHECKING:
    from acupoint.picture import Drawing

PROGRAM = "acupoint"
_VERSION = f"{PROGRAM} {__version__}"

DONE = 0
NOTHING_FOUND = 1
WITHHELD = 3

# Each is imported by those who read it alone: Rich takes longer to import than the answer takes to find.
_VIEWS = {Reading.SCREEN: "screen", Reading.PLAIN: "plain", Reading.JSON: "as_json"}

_ROOM_FOR_PANELS = 60  # columns

_POINT_HELP = "A code or a name."
_PANEL = "How to print it"
_PLAIN_HELP = "One labelled statement a line: for screen readers and pipes."
_PRETTY_HELP = "For the eye, even where the output is no terminal."
Plain = Annotated[bool, typer.Option("--plain", help=_PLAIN_HELP, rich_help_panel=_PANEL)]
Pretty = Annotated[bool, typer.Option("--pretty", help=_PRETTY_HELP, rich_help_panel=_PANEL)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.", rich_help_panel=_PANEL)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program on *arguments* (the process's own when left out) and return its exit code."""
    terminal.prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words == ["--version"]:  # told even where the catalogue is broken, for whoever reports that
            terminal.write(_VERSION)
            return DONE
        return _run(get_command(build_app(read_catalogue(catalogue_file()))), words)
    except typer.TyperException as error:
        return _failed(_usage_words(error), UsageError.exit_code)
    except AcupointError as error:
        return _failed(str(error), error.exit_code)
    except OSError as error:  # Typer prints help itself
        terminal.discard_what_is_left()
        return _failed(str(OutputError.of(error)), OutputError.exit_code)
    except KeyboardInterrupt:
        return _stopped()


def _run(command: Any, words: list[str]) -> int:  # noqa: ANN401 - Typer keeps its command class to itself
    try:
        code: int = command.main(words, prog_name=PROGRAM, standalone_mode=False) or DONE
    except SystemExit as ending:  # Typer's own, after completion or where the reader of help has gone away
        if isinstance(ending.__context__, BrokenPipeError):
            return DONE
        return ending.code if isinstance(ending.code, int) else DONE
    return _stopped() if code == StoppedError.exit_code else code


def _stopped() -> int:
    terminal.say("")  # the shell's prompt begins on a line of its own
    return StoppedError.exit_code


def build_app(catalogue: Catalogue) -> typer.Typer:
    """The commands over *catalogue*. Each gives back its exit code."""
    # Typer's panels need room: narrower, they would cut the flags.
    on_screen = _reading() is Reading.SCREEN and terminal.width() >= _ROOM_FOR_PANELS
    markup = on_screen or f"_{PROGRAM.upper()}_COMPLETE" in os.environ  # Typer reads completions as markup, too
    app = typer.Typer(
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode="rich" if on_screen else None,
    )
    app.callback(invoke_without_command=True)(_start)
    app.command("list")(_list_command(catalogue))
    app.command("show")(_show_command(catalogue))
    app.command("suggest")(_suggest_command(catalogue, markup=markup))
    app.command("safety")(_safety_command(catalogue))
    app.command("handout")(_handout_command(catalogue, markup=markup))
    return app


def _start(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> int:
    """Which acupressure point to press for a sore back, where it is, how, and when not to."""
    if version:
        terminal.write(_VERSION)
    elif context.invoked_subcommand is None and (help_text := context.get_help()):
        terminal.write(help_text)  # with Rich, Typer has printed it and gives back nothing
    return DONE


def _list_command(catalogue: Catalogue) -> Callable[..., int]:
    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False) -> int:
        """Every point: where it is and what it is for."""
        reading = _reading(plain=plain, pretty=pretty, json=json)
        terminal.write(_view(reading).point_list(catalogue))
        return DONE

    return command


def _completer(catalogue: Catalogue) -> Callable[[], list[tuple[str, str]]]:
    # Typer reads the words of a completion as markup, whatever it does with help.
    return lambda: [
        (point.id, flags.literal(f"{point.names.pinyin}: {point.place.text}")) for point in catalogue.points
    ]


def _show_command(catalogue: Catalogue) -> Callable[..., int]:
    def command(
        points: Annotated[
            list[str],
            typer.Argument(
                metavar="POINT...", help=_POINT_HELP, autocompletion=_completer(catalogue), show_default=False
            ),
        ],
        *,
        no_picture: Annotated[bool, typer.Option("--no-picture", help="Leave the drawing out.")] = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """One card a point: where, how, what to be careful of, what it is for."""
        reading = _reading(plain=plain, pretty=pretty, json=json)
        found = find_points(catalogue, points)
        drawings = None if no_picture else _drawings(found) if reading is Reading.SCREEN else {}
        terminal.write(_view(reading).cards(catalogue, found, drawings))
        return DONE

    return command


def _suggest_command(catalogue: Catalogue, *, markup: bool) -> Callable[..., int]:
    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False, **values: bool) -> int:
        """The points for what you feel, and why. With no flag, on a terminal, it asks."""
        reading = _reading(plain=plain, pretty=pretty, json=json)
        given = flags.flags_given(catalogue, values)
        chosen = given or _ask(catalogue)
        answer = suggest(catalogue, asked_for(catalogue, chosen, signs_asked=not given))
        terminal.write(_view(reading).suggestions(catalogue, answer))
        if chosen and not given:
            again = flags.as_flags([*chosen, *flags.named(plain=plain, pretty=pretty, json=json)])
            terminal.say(f"The same again: {PROGRAM} suggest {again}")
        return _code(answer)

    return flags.with_vocabulary(command, catalogue, markup=markup)


def _safety_command(catalogue: Catalogue) -> Callable[..., int]:
    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False) -> int:
        """When not to press, when to see a doctor, and what the evidence says."""
        reading = _reading(plain=plain, pretty=pretty, json=json)
        terminal.write(_view(reading).safety(catalogue))
        return DONE

    return command


def _handout_command(catalogue: Catalogue, *, markup: bool) -> Callable[..., int]:
    def command(
        points: Annotated[
            list[str] | None,
            typer.Argument(metavar="[POINT...]", help=_POINT_HELP, autocompletion=_completer(catalogue)),
        ] = None,
        *,
        output: Annotated[
            str | None, typer.Option("-o", "--output", metavar="FILE", help="The file to write, or - for stdout.")
        ] = None,
        force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
        **values: bool,
    ) -> int:
        """One page to print, for up to four points that you name, or that your flags choose."""
        asked = asked_for(catalogue, flags.flags_given(catalogue, values))
        answer = suggest(catalogue, asked)
        if points and not answer.withheld:  # a warning sign comes before every name, even a misspelt one
            answer = suggest_named(find_points(catalogue, points), asked)
        if not answer.suggestions:
            _need_something_asked(points, asked)
            terminal.write(_view(_reading()).suggestions(catalogue, answer))
            return _code(answer)
        terminal.write_file(output, _handout(catalogue, answer), force=force)
        for note in notes_on(answer):  # not on the page, which tells nothing of who it is for
            terminal.say(note)
        return DONE

    return flags.with_vocabulary(command, catalogue, markup=markup)


def _need_something_asked(named: list[str] | None, asked: Asked) -> None:
    if not (named or asked.symptoms or asked.conditions or asked.warnings):
        raise UsageError(f"name the points to print, or say what you feel; '{PROGRAM} handout --help' shows how")


def _handout(catalogue: Catalogue, answer: Suggestions) -> str:
    from acupoint.views import handout  # noqa: PLC0415 - its template engine is needed by nothing else

    points = [suggestion.point for suggestion in answer.suggestions]
    if len(points) > handout.MOST_POINTS:
        raise UsageError(f"a handout has room for {handout.MOST_POINTS} points; you asked for {len(points)}")
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    return handout.page(catalogue, answer, _read_drawings(points), version=__version__, today=today)


def _ask(catalogue: Catalogue) -> list[str]:
    if not terminal.can_ask():
        raise UsageError(f"say what you feel with one or more of these flags: {flags.all_flags(catalogue)}")
    return ask(catalogue, terminal.say, terminal.read)


def _drawings(points: list[Point]) -> "dict[str, Drawing]":
    from acupoint.picture import SAMPLE  # noqa: PLC0415 - only who sees a drawing needs this

    return _read_drawings(points) if terminal.can_show(SAMPLE) else {}


def _read_drawings(points: list[Point]) -> "dict[str, Drawing]":
    from acupoint.svg import read_drawing  # noqa: PLC0415 - only who sees a drawing needs this

    return {point.id: read_drawing(point.picture.file) for point in points if point.picture}


def _code(answer: Suggestions) -> int:
    if answer.withheld:
        return WITHHELD
    return DONE if answer.suggestions else NOTHING_FOUND


def _reading(*, plain: bool = False, pretty: bool = False, json: bool = False) -> Reading:
    wanted = {Reading.PLAIN: plain, Reading.SCREEN: pretty, Reading.JSON: json}
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal.choose_reading(wanted, terminal=on_terminal, environment=os.environ)


def _view(reading: Reading) -> ModuleType:
    return import_module(f"acupoint.views.{_VIEWS[reading]}")


def _usage_words(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    message = error.format_message().rstrip(".")
    stop = "" if message.endswith("?") else ";"
    return f"{message[:1].lower()}{message[1:]}{stop} '{command} --help' shows what there is"


def _failed(message: str, code: int) -> int:
    terminal.say(f"error: {visible(' '.join(message.split()))}")
    return code
