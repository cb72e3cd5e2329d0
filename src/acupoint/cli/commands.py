"""The program and its commands, as Typer runs them: help, and what is said of a flag or command that there is not."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from acupoint.catalogue.model import Symptom
from acupoint.cli import flags, shells
from acupoint.cli.guesses import Flag, as_words, command_guesses, fitting_flags, flag_guesses, other_dash
from acupoint.cli.help import help_of, settings
from acupoint.cli.options import PROGRAM, CommandContext
from acupoint.errors import AcupointError, CatalogueError, UsageError
from acupoint.text import listed

_MOST_SHOWN = 60  # characters of what is no command
_EXTRA = "Got unexpected extra argument"  # how Typer's message of them begins
_BESIDE = 4  # columns beside a command's name and text: a margin, and what is between them

_Private = Any  # Typer keeps Click's classes to itself


class Command(TyperCommand):
    """A command, which never guesses at a warning sign."""

    context: CommandContext

    def get_help(self, ctx: _Private) -> str:
        """The help as the terminal or the pipe shows it."""
        return help_of(self, ctx, self.context)

    def make_parser(self, ctx: _Private) -> _Private:
        """As Typer does it, with the flag for a no to each sign and condition: hidden, and cheaper than a parameter."""
        parser: _Private = super().make_parser(ctx)
        params: list[_Private] = self.params
        if any(param.rich_help_panel == flags.WARNING_SIGNS for param in params):
            flags.add_denials(parser, ctx.params, self.context.catalogue)
        return parser

    def parse_args(self, ctx: _Private, args: list[str]) -> list[str]:
        """As Typer does it, but for the flags that an unknown one may have meant."""
        try:
            return super().parse_args(ctx, [*args])  # which empties the list that it is given
        except typer.TyperException as error:
            if hasattr(error, "possibilities") and hasattr(error, "option_name"):
                error.possibilities = None
                known = _flags_of(self.get_params(ctx))
                hint = _hint(error.option_name, args, known) or self._in_words(as_words(error.option_name, known))
                _replace(error, error.message + hint)
            elif error.message.startswith(_EXTRA) and (meant := _commands_meant(self.context, args, ())):
                _replace(error, f"{error.message}. Did you mean '{meant[0]}'?")
            raise

    def _in_words(self, said: str) -> str:
        from acupoint.cli.own_words import as_typed  # noqa: PLC0415 - only an unknown flag waits for it

        takes: set[_Private] = {param.name for param in self.params}
        if not said or len(said) > _MOST_SHOWN or takes.isdisjoint({"words", "say"}):
            return ""
        words = as_typed(said.split() if "words" in takes else ["--say", said])
        return f" (or say it in words: {PROGRAM} {self.name} {words})"

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence or, where it is longer than *limit*, as many of its clauses as fit."""
        sentence = str(self.help).partition(".")[0]
        while len(sentence) >= limit and re.search("[,:]", sentence):
            sentence = re.sub("[,:][^,:]*$", "", sentence)
        return f"{sentence}."


class Group(TyperGroup):
    """The program itself."""

    context: CommandContext

    def get_help(self, ctx: _Private) -> str:
        """As a command's, with all commands."""
        names = self.list_commands(ctx)
        limit = settings()["terminal_width"] - max(map(len, names)) - _BESIDE
        commands: list[_Private] = [self.get_command(ctx, name) for name in names]
        rows = [(command.name, command.get_short_help_str(limit)) for command in commands]
        return help_of(self, ctx, self.context, rows)

    def parse_args(self, ctx: _Private, args: list[str]) -> list[str]:
        """As Typer does it, but for the shell, which may be left out, and for dashes that are no hyphens."""
        if not ctx.resilient_parsing and not "".join(args).isascii() and (wrong := other_dash(args, self._flags())):
            raise UsageError(wrong)
        try:
            return super().parse_args(ctx, _with_shells(args))
        except typer.TyperException as error:
            if hasattr(error, "possibilities") and hasattr(error, "option_name"):
                error.possibilities = None
                _replace(error, error.message + self._after_a_command(error.option_name))
            raise

    def _after_a_command(self, typed: str) -> str:
        name = typed.removeprefix("--")
        if name in flags.RESERVED_FLAGS:
            return " (a flag comes after its command)"
        is_felt = any(entry.id == name for entry in self._vocabulary())
        return f" (a flag comes after its command: '{PROGRAM} suggest {typed}')" if is_felt else ""

    def _flags(self) -> set[str]:
        ids = {entry.id for entry in self._vocabulary()}
        return {*flags.RESERVED_FLAGS, *ids, *(f"no-{entry}" for entry in ids)}

    def _vocabulary(self) -> Sequence[flags.Entry]:
        with suppress(CatalogueError):
            return self.context.catalogue.vocabulary
        return ()

    def resolve_command(self, ctx: _Private, args: list[str]) -> _Private:
        """As Typer does it, but for what an unknown command may have meant."""
        self.suggest_commands = False
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            # Typer has taken a lone `--` out of them.
            if args and not args[0].startswith("-") and (guesses := self._guesses(ctx, args)):
                meant = listed((f"'{one}'" for one in guesses), "or")
                _replace(error, f"No such command {args[0][:_MOST_SHOWN]!r}. Did you mean {meant}?")
            raise

    def _guesses(self, ctx: _Private, args: Sequence[str]) -> list[str]:
        named = _commands_meant(self.context, args, command_guesses(args[0], self.list_commands(ctx)))
        entries = [Flag(one.id, one.text) for one in self._vocabulary() if isinstance(one, Symptom)]
        fitting = [] if named else fitting_flags("-".join(args).lower(), entries)
        return list(named) or [f"{PROGRAM} suggest --{flag.name}" for flag in fitting[:1]]


def _commands_meant(context: CommandContext, args: Sequence[str], named: Sequence[str]) -> Sequence[str]:
    from acupoint.cli.own_words import commands_meant  # noqa: PLC0415 - only what is no command waits for it

    with suppress(AcupointError):
        return commands_meant(context, args, named)
    return named


def _with_shells(args: list[str]) -> list[str]:
    is_left_out = args[-1:] and args[-1] in shells.OPTIONS
    return [*args, ""] if is_left_out else args


def _replace(error: typer.TyperException, message: str) -> None:
    error.message = message


def _flags_of(params: Iterable[_Private]) -> list[Flag]:
    names = [(param, name.removeprefix("--")) for param in params for name in param.opts if name.startswith("--")]
    return [_flag(param, name) for param, name in names]


def _flag(param: _Private, name: str) -> Flag:
    panel = param.rich_help_panel
    text = param.help if flags.is_of_an_entry(param.name) else ""
    return Flag(name, text, panel == flags.CONDITIONS, panel == flags.WARNING_SIGNS)


def _hint(unknown: str, args: Sequence[str], known: Sequence[Flag]) -> str:
    names = [flag.name for flag in known]
    if typed := next((word[1:] for word in args if word.startswith("-") and word[1:] in names), ""):
        return f" ('-{typed}' needs two hyphens: --{typed})"
    guesses = ", ".join(f"--{name}" for name in flag_guesses(unknown, known))
    return f" (Possible options: {guesses})" if guesses else ""
