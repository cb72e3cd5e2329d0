"""The command line: build the commands, run the one that was typed, and turn every error into a line and a code."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from acupoint import __version__
from acupoint.cli import flags
from acupoint.cli.options import DONE, PROGRAM, CommandContext, reading_for
from acupoint.errors import AcupointError, CatalogueError, OutputError, StoppedError, UsageError
from acupoint.terminal import output as terminal
from acupoint.terminal.output import Reading
from acupoint.text import visible

if TYPE_CHECKING:
    from acupoint.catalogue.model import Catalogue

# Each command, in the order of help, and the module that builds it, with a function of that name: `list_command`. A
# module is imported, and its command built, only for who runs that command or reads of it.
COMMANDS = {
    "list": "guide",
    "show": "guide",
    "suggest": "guide",
    "safety": "guide",
    "session": "session",
    "log": "log",
    "handout": "handout",
    "check": "check",
}

_VERSION = f"{PROGRAM} {__version__}"

_ROOM_FOR_PANELS = 60  # columns
_COMPLETING = f"_{PROGRAM.upper()}_COMPLETE"  # what a shell sets to ask for a completion
_ONE_LINE = "100000"  # columns


def main(arguments: Sequence[str] | None = None, catalogue: Path | None = None) -> int:
    """Run the program and return its exit code.

    Its *arguments* are the process's own when left out, and its *catalogue* file the shipped one.
    """
    terminal.prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if _COMPLETING in os.environ:
        os.environ["COLUMNS"] = _ONE_LINE  # Typer breaks descriptions, and a shell takes a line for a candidate
    try:
        return _answer(words, catalogue)
    except typer.TyperException as error:
        return _failed(_usage_words(error, words), UsageError.exit_code)
    except AcupointError as error:
        return _failed(str(error), error.exit_code)
    except OSError as error:  # Typer prints help itself
        terminal.discard_what_is_left()
        return _failed(str(OutputError.of(error)), OutputError.exit_code)
    except KeyboardInterrupt:
        return _stopped()


def _answer(words: list[str], file: Path | None) -> int:
    try:
        return _run(command_line(lambda: _catalogue(file), file), words)
    except CatalogueError as error:
        if words and not {"-h", "--help"}.intersection(words):
            raise
        from acupoint.catalogue.model import Catalogue  # noqa: PLC0415 - an empty one, for help without what is in it

        typed = [word for word in words[:1] if word in COMMANDS]
        code = _run(command_line(Catalogue), [*typed, "--help"])
        if _COMPLETING not in os.environ:  # a line about it would stand in the middle of what is being typed
            terminal.say(f"note: nothing of the catalogue is shown here: {error}")
        return code


def _catalogue(file: Path | None) -> "Catalogue":
    from acupoint.catalogue import read as catalogue  # noqa: PLC0415 - not every command reads it

    clinics = catalogue.clinic_files(os.environ)
    return catalogue.load_catalogue(file or catalogue.catalogue_file(), clinics, flags.RESERVED_FLAGS)


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


def command_line(read: "Callable[[], Catalogue]", file: Path | None = None) -> Any:  # noqa: ANN401 - as `_run`
    """The commands over the catalogue that *read* gives, from *file*. Each gives back its exit code."""
    # Typer's panels need room: narrower, they would cut the flags.
    on_screen = reading_for() is Reading.SCREEN and terminal.width() >= _ROOM_FOR_PANELS
    # Typer reads the descriptions in a completion as markup, too; bash shows none.
    completing = os.environ.get(_COMPLETING, "")
    in_shell = completing != "" and not completing.endswith("bash")
    describe = flags.for_shell if in_shell else flags.literal if on_screen else str
    style: Any = {
        "context_settings": {"help_option_names": ["-h", "--help"]},
        "rich_markup_mode": "rich" if on_screen else None,
    }
    app = typer.Typer(cls=_LazyGroup, **style)
    app.callback(invoke_without_command=True)(_start)
    group: Any = get_command(app)
    group.context, group.style = CommandContext(read, describe, file), style
    group.commands = dict.fromkeys(COMMANDS)  # their names are all that Typer's "did you mean" asks for
    return group


class _LazyGroup(TyperGroup):
    """The commands by name, each imported and built when it is asked for."""

    context: CommandContext
    style: Mapping[str, Any]

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - as Click calls it
        """The names of the commands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as `command_line`, and Click
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        build = getattr(import_module(f"acupoint.cli.{COMMANDS[cmd_name]}"), f"{cmd_name}_command")
        app = typer.Typer(add_completion=False, **self.style)
        app.command(cmd_name)(build(self.context))
        return get_command(app)


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


def _usage_words(error: typer.TyperException, words: list[str]) -> str:
    context = getattr(error, "ctx", None)
    typed = [word for word in words[:1] if word in COMMANDS]
    command = context.command_path if context else " ".join((PROGRAM, *typed))
    message = error.format_message().rstrip(".")
    stop = "" if message.endswith("?") else ";"
    return f"{message[:1].lower()}{message[1:]}{stop} '{command} --help' shows what there is"


def _failed(message: str, code: int) -> int:
    terminal.say(f"error: {visible(' '.join(message.split()))}")
    return code
