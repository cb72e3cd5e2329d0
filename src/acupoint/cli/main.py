"""The command line: build the command that was typed, run it, and turn every error into a line and an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from acupoint import __version__
from acupoint.catalogue import read
from acupoint.catalogue.model import Catalogue
from acupoint.cli import completion, flags, shells
from acupoint.cli.commands import Command, Group
from acupoint.cli.help import settings, start
from acupoint.cli.options import PROGRAM, CommandContext, reading_for
from acupoint.errors import DONE, AcupointError, CatalogueError, OutputError, StoppedError, UsageError
from acupoint.terminal import output, streams
from acupoint.terminal.output import Reading
from acupoint.text import capitalized, listed, visible

# Each command, in the order of help, and the module that has its function: `list_command`. A module is imported, and a
# command built, when the command is run or its help is shown.
COMMANDS = {
    "list": "guide",
    "show": "guide",
    "suggest": "guide",
    "safety": "guide",
    "session": "session",
    "log": "log",
    "handout": "handout",
    "check": "check",
    "help": "help",
}

_VERSION = f"{PROGRAM} {__version__}"

_HELP_OPTIONS = frozenset({"-h", "--help"})


def main(arguments: Sequence[str] | None = None, catalogue: Path | None = None) -> int:
    """Run the program and return its exit code.

    *arguments* are the process's own when left out, and *catalogue* is the shipped one.
    """
    streams.prepare()
    words = list(sys.argv[1:] if arguments is None else arguments)
    shell = os.environ.get(shells.COMPLETING)
    try:
        return _complete(words, shell, catalogue) if shell else _run_or_help(words, catalogue)
    except typer.TyperException as error:
        return _failed(_usage_message(error, words), UsageError.exit_code)
    except StoppedError as stopped:  # which the person chose, so it is no error
        output.say(f"{capitalized(str(stopped))}.")
        return stopped.exit_code
    except AcupointError as error:
        return _failed(str(error), error.exit_code)
    except OSError as error:  # Typer prints help itself
        is_gone = output.is_reader_gone(error)
        output.discard_what_is_left()
        return DONE if is_gone else _failed(str(OutputError.of(error)), OutputError.exit_code)
    except KeyboardInterrupt:
        return _stopped()


def _run_or_help(words: list[str], file: Path | None) -> int:
    # Help works over a broken catalogue as well, without what is in it.
    is_help = not words or words[0] == "help" or not _HELP_OPTIONS.isdisjoint(words)
    program = command_line(lambda: _catalogue(file), file)
    try:
        code = _run(program, words)
    except CatalogueError as error:
        if not is_help:
            raise
        code = _run(command_line(Catalogue), [*_command_typed(words), "--help"] if words else [])
        output.say(f"note: nothing of the catalogue is shown here: {error}")
    else:
        if is_help:
            program.context.say_what_is_left_out()
    return code


def _complete(words: list[str], shell: str, file: Path | None) -> int:
    if shell not in shells.SHELLS:  # an earlier version's script would run what it is told
        raise UsageError(f"completion was set up by another version; '{PROGRAM} --install-completion' sets it up again")
    try:
        offers = completion.offers(command_line(lambda: _catalogue(file), file), words, os.environ)
    except CatalogueError:  # a note would stand in the middle of what is being typed
        offers = completion.offers(command_line(Catalogue), words, os.environ)
    if offers:
        output.write(completion.lines(offers, shell, os.environ))
    return DONE


def _catalogue(file: Path | None) -> Catalogue:
    return read.load_usable(file or read.catalogue_file(), read.clinic_files(os.environ), flags.RESERVED_FLAGS)


def _command_typed(words: list[str]) -> list[str]:
    first = words[1:2] if words[:1] == ["help"] and not _HELP_OPTIONS.intersection(words) else words[:1]
    return [word for word in first if word in COMMANDS]


def _run(command: Any, words: list[str]) -> int:  # noqa: ANN401 - Typer's command class is private
    try:
        code: int = command.main(words, prog_name=PROGRAM, standalone_mode=False) or DONE
    except SystemExit as ending:  # Typer's own, after completion, or when the reader of help has gone away
        if output.is_reader_gone(ending.__context__):
            return DONE
        return ending.code if isinstance(ending.code, int) else DONE
    return _stopped() if code == StoppedError.exit_code else code


def _stopped() -> int:
    output.say("")  # the shell's prompt begins on a line of its own
    return StoppedError.exit_code


def command_line(load: Callable[[], Catalogue], file: Path | None = None) -> Any:  # noqa: ANN401 - as `_run`
    """The commands over the catalogue that *load* returns, from *file*. Each returns its exit code."""
    app = typer.Typer(cls=_LazyGroup, add_completion=False, rich_markup_mode=None, context_settings=settings())
    app.callback(invoke_without_command=True)(_start)
    group: Any = get_command(app)
    group.context = CommandContext(load, file)
    group.commands = dict.fromkeys(COMMANDS)  # "did you mean" needs no more than their names
    return group


class _LazyGroup(Group):
    """Imports and builds a command when it is asked for by name."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - Click passes it
        """Their names, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as `_run`, and above
        """The command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        build = getattr(import_module(f"acupoint.cli.{COMMANDS[cmd_name]}"), f"{cmd_name}_command")
        app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=settings())
        run = build(self.context)
        # A flag that the guide does not know may be one of a clinic's file that cannot be read. What is wrong then is
        # the file, and a sign beside it still has its answer.
        others = {"ignore_unknown_options": True, "allow_extra_args": True} if self.context.left_out else {}
        app.command(cmd_name, cls=Command, context_settings=others)(run)
        command: Any = get_command(app)
        command.context = self.context
        return command


def _for_a_shell(name: str, what: str) -> Any:  # noqa: ANN401 - as Typer types it
    return typer.Option(name, metavar="[SHELL]", help=f"{what}, in this shell or in {listed(shells.SHELLS, 'or')}.")


def _start(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
    install_completion: Annotated[str | None, _for_a_shell("--install-completion", "Set up completion")] = None,
    show_completion: Annotated[str | None, _for_a_shell("--show-completion", "Print the script for it")] = None,
) -> int:
    """Which acupressure point to press for a sore back: where, how, and when not to."""
    if version:
        output.write(_VERSION)
    elif install_completion is not None:
        output.write(shells.install(install_completion, os.environ))
    elif show_completion is not None:
        output.write(shells.script_for(show_completion)[1].removesuffix("\n"))
    elif context.invoked_subcommand is None:
        group: Any = context.command
        is_plain = reading_for() is Reading.PLAIN  # what is for the eye is wrapped already
        output.write(start(context, group.context.catalogue), wraps=is_plain)
    return DONE


def _usage_message(error: typer.TyperException, words: list[str]) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else " ".join((PROGRAM, *_command_typed(words)))
    message = error.format_message().rstrip(".")
    stop = "" if message.endswith("?") else ";"
    return f"{message[:1].lower()}{message[1:]}{stop} '{command} --help' shows what there is"


def _failed(message: str, code: int) -> int:
    output.say(f"error: {visible(' '.join(message.split()))}")
    return code
