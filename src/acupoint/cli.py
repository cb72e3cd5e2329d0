"""The command line: read what was typed, call the core, print. It decides nothing about points."""

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from acupoint import __version__, flags, terminal
from acupoint.ask import ask
from acupoint.catalogue import catalogue_file, read_catalogue
from acupoint.errors import AcupointError, OutputError, UsageError
from acupoint.model import Catalogue, Point
from acupoint.names import find_point
from acupoint.suggest import Suggestions, asked_for, suggest
from acupoint.terminal import Reading
from acupoint.text import visible

if TYPE_CHECKING:
    from acupoint.picture import Drawing

PROGRAM = "acupoint"

DONE = 0
NOTHING_FOUND = 1
WITHHELD = 3
STOPPED = 130

# Each is imported by those who read it alone: Rich takes longer to import than the answer takes to find.
_VIEWS = {Reading.SCREEN: "screen", Reading.PLAIN: "plain", Reading.JSON: "as_json"}

_PANEL = "How to print it"
_PLAIN_HELP = "One labelled statement a line: for screen readers and pipes."
_PRETTY_HELP = "For the eye, even where the output is no terminal."
Plain = Annotated[bool, typer.Option("--plain", help=_PLAIN_HELP, rich_help_panel=_PANEL)]
Pretty = Annotated[bool, typer.Option("--pretty", help=_PRETTY_HELP, rich_help_panel=_PANEL)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.", rich_help_panel=_PANEL)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program on *arguments* (the process's own when left out) and return its exit code."""
    terminal.prepare_streams()
    try:
        command = get_command(build_app(read_catalogue(catalogue_file())))
        return command.main(arguments, prog_name=PROGRAM, standalone_mode=False) or 0
    except typer.TyperException as error:
        return _failed(_usage_words(error), UsageError.exit_code)
    except AcupointError as error:
        return _failed(str(error), error.exit_code)
    except OSError as error:  # Typer prints help itself
        terminal.discard_what_is_left()
        return _failed(str(OutputError.of(error)), OutputError.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        terminal.say("")
        return STOPPED


def build_app(catalogue: Catalogue) -> typer.Typer:
    """The commands over *catalogue*. Each gives back its exit code."""
    on_screen = _reading() is Reading.SCREEN
    app = typer.Typer(
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode="rich" if on_screen else None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(_start)
    app.command("list")(_list_command(catalogue))
    app.command("show")(_show_command(catalogue))
    app.command("suggest")(_suggest_command(catalogue, markup=on_screen))
    app.command("safety")(_safety_command(catalogue))
    return app


def _start(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> int:
    """Which acupressure point to press for a sore back, where it is, how, and when not to."""
    if version:
        terminal.write(f"{PROGRAM} {__version__}")
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


def _show_command(catalogue: Catalogue) -> Callable[..., int]:
    def complete() -> list[tuple[str, str]]:
        return [(point.id, f"{point.names.pinyin}: {point.place.text}") for point in catalogue.points]

    def command(
        points: Annotated[
            list[str],
            typer.Argument(metavar="POINT...", help="A code or a name.", autocompletion=complete, show_default=False),
        ],
        *,
        no_picture: Annotated[bool, typer.Option("--no-picture", help="Leave the drawing out.")] = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """One card a point: where, how, what to be careful of, what it is for."""
        reading = _reading(plain=plain, pretty=pretty, json=json)
        found = [find_point(catalogue, typed) for typed in points]
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
            terminal.say(f"The same again: {PROGRAM} suggest {flags.as_flags(chosen)}")
        return _code(answer)

    own = [parameter for parameter in inspect.signature(command).parameters.values() if parameter.name != "values"]
    parameters = [*flags.vocabulary_parameters(catalogue, markup=markup), *own]
    command.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]  # inspect reads it
    return command


def _safety_command(catalogue: Catalogue) -> Callable[..., int]:
    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False) -> int:
        """When not to press, when to see a doctor, and what the evidence says."""
        reading = _reading(plain=plain, pretty=pretty, json=json)
        terminal.write(_view(reading).safety(catalogue))
        return DONE

    return command


def _ask(catalogue: Catalogue) -> list[str]:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(f"say what you feel with one or more of these flags: {flags.all_flags(catalogue)}")
    return ask(catalogue, terminal.say, terminal.read)


def _drawings(points: list[Point]) -> "dict[str, Drawing]":
    from acupoint.picture import SAMPLE  # noqa: PLC0415 - only who sees a drawing needs this
    from acupoint.svg import read_drawing  # noqa: PLC0415 - and this

    if not terminal.can_show(SAMPLE):
        return {}
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
    return f"{message[:1].lower()}{message[1:]}; '{command} --help' shows what there is"


def _failed(message: str, code: int) -> int:
    terminal.say(f"error: {visible(' '.join(message.split()))}")
    return code
