"""What the program says about itself: help, one layout for every width and reading, and where to start."""

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from acupoint.catalogue.model import Catalogue, Symptom
from acupoint.cli import flags, shells
from acupoint.cli.guesses import Flag, command_guesses, fitting_flags, flag_guesses, other_dash
from acupoint.cli.options import PROGRAM, READINGS, CommandContext, reading_for
from acupoint.errors import DONE, AcupointError, CatalogueError, UsageError
from acupoint.terminal import output
from acupoint.terminal.output import Reading
from acupoint.text import capitalized, listed

_Private = Any  # Typer keeps Click's classes to itself

_EXAMPLES = {
    "": "suggest {flags}",
    "show": "show {point}",
    "suggest": "suggest {flags}",
    "session": "session {point}",
    "log": "log --since 4w",
    "handout": "handout {point} -o {point}.html",
    "help": "help suggest",
}  # of the other commands, the name alone

_START = {
    "suggest": "Which point for what hurts? It asks you.",
    "safety": "When not to press, and when to see a doctor.",
    "show {point}": "Where the point is, and how to press it.",
    "session {point}": "Press it by the clock, with a bell.",
    "list": "Every point.",
}
_HELP = f"Help: {PROGRAM} help, or for one command, {PROGRAM} {_EXAMPLES['help']}"
_NO_DOCTOR = "It is not a doctor and does not know you. If you are worried, see somebody."

_WIDEST = 80  # columns
_MOST_SHOWN = 60  # characters of what is no command
_BY_NAME_ALONE = f"{flags.WARNING_SIGNS} (see {PROGRAM} safety)"
_READINGS = {"--plain": "for the ear or a pipe", "--pretty": "for the eye", "--json": "as JSON"}

_STYLES = {
    r"(?m)^(Example|Usage|Help)(?=: )": "acupoint.label",
    r"(?m)^\S.*:$": "acupoint.label",
    r"(?<=^Example: ).*": "acupoint.do",
    r"(?m)^  [a-z]+(?=  )": "acupoint.command",
    rf"(?m)^  {PROGRAM}( \S+)+(?=  )": "acupoint.command",
    r"(?<![\w-])--?[a-z][a-z-]*": "acupoint.command",
}


def settings() -> dict[str, Any]:
    """What Typer is told of the help: its options, and how wide it is."""
    return {"help_option_names": ["-h", "--help"], "terminal_width": min(output.width(), _WIDEST)}


class _Help:
    """Help that begins with an example, and has the same words in both readings."""

    context: CommandContext

    def get_help(self: _Private, ctx: _Private) -> str:
        """The help as the terminal or the pipe shows it."""
        formatter = ctx.make_formatter()
        self.format_help(ctx, formatter)
        return _shown(formatter.getvalue())

    def format_help(self: _Private, ctx: _Private, formatter: _Private) -> None:
        """The example first."""
        if line := example(self.name or "", self.context):
            formatter.write(f"Example: {PROGRAM} {line}\n")
        self.format_usage(ctx, formatter)
        formatter.write_text(self.help)
        self.format_options(ctx, formatter)


class _Denial:
    """`--no-ID`, as Typer's parser has its options."""

    takes_value = False

    def __init__(self, entry_id: str, denied: list[str]) -> None:
        self._id = entry_id
        self._denied = denied

    def process(self, _value: None, _state: _Private) -> None:
        """Note that it was typed."""
        self._denied.append(self._id)


class Command(_Help, TyperCommand):
    """A command, which never guesses at a warning sign."""

    def make_parser(self, ctx: _Private) -> _Private:
        """As Typer does it, with the flag for a no to each sign and condition: hidden, and cheaper than a parameter."""
        parser: _Private = super().make_parser(ctx)
        params: list[_Private] = self.params
        if any(param.rich_help_panel == flags.WARNING_SIGNS for param in params):
            denied = ctx.params.setdefault(flags.DENIED, [])
            for name, entry_id in flags.denials(self.context.catalogue).items():
                parser._long_opt.setdefault(name, _Denial(entry_id, denied))  # noqa: SLF001 - it is Typer's own
        return parser

    def parse_args(self, ctx: _Private, args: list[str]) -> list[str]:
        """As Typer does it, but for the flags that an unknown one may have meant."""
        try:
            return super().parse_args(ctx, [*args])  # which empties the list that it is given
        except typer.TyperException as error:
            if hasattr(error, "possibilities") and hasattr(error, "option_name"):
                error.possibilities = None
                _replace(error, error.message + _hint(error.option_name, args, _flags_of(self.get_params(ctx))))
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence or, where it is longer than *limit*, as many of its clauses as fit."""
        sentence = str(self.help).partition(".")[0]
        while len(sentence) >= limit and re.search("[,:]", sentence):
            sentence = re.sub("[,:][^,:]*$", "", sentence)
        return f"{sentence}."

    def format_options(self, ctx: _Private, formatter: _Private) -> None:
        """A heading for each group of flags."""
        formatter.write_paragraph()
        _write_sections(_sections(self.get_params(ctx), ctx), formatter)


class Group(_Help, TyperGroup):
    """The program itself."""

    def parse_args(self, ctx: _Private, args: list[str]) -> list[str]:
        """As Typer does it, but for the shell, which may be left out, and for dashes that are no hyphens."""
        if not ctx.resilient_parsing and (wrong := other_dash(args)):
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
            if not args[0].startswith("-") and (guesses := self._guesses(ctx, args)):
                meant = listed((f"'{one}'" for one in guesses), "or")
                _replace(error, f"No such command {args[0][:_MOST_SHOWN]!r}. Did you mean {meant}?")
            raise

    def _guesses(self, ctx: _Private, args: Sequence[str]) -> list[str]:
        from acupoint.cli.own_words import commands_meant  # noqa: PLC0415 - only what is no command waits for it

        named = command_guesses(args[0], self.list_commands(ctx))
        with suppress(AcupointError):
            named = commands_meant(self.context, args, named)
        entries = [Flag(one.id, one.text) for one in self._vocabulary() if isinstance(one, Symptom)]
        fitting = [] if named else fitting_flags("-".join(args).lower(), entries)
        return named or [f"{PROGRAM} suggest --{flag.name}" for flag in fitting[:1]]

    def format_options(self, ctx: _Private, formatter: _Private) -> None:
        """The commands first."""
        self.format_commands(ctx, formatter)
        _write_sections(_sections(self.get_params(ctx), ctx), formatter)


def _with_shells(args: list[str]) -> list[str]:
    is_left_out = args[-1:] and args[-1] in shells.OPTIONS
    return [*args, ""] if is_left_out else args


def _shown(text: str) -> str:
    text = text.rstrip("\n")
    return output.coloured(text, _STYLES) if reading_for() is Reading.SCREEN else text


def _replace(error: typer.TyperException, message: str) -> None:
    error.message = message


def _flags_of(params: Iterable[_Private]) -> list[Flag]:
    names = [(param, name.removeprefix("--")) for param in params for name in param.opts if name.startswith("--")]
    return [_flag(param, name) for param, name in names]


def _flag(param: _Private, name: str) -> Flag:
    panel = param.rich_help_panel
    is_own = panel in (None, READINGS)
    return Flag(name, "" if is_own else param.help, panel == flags.CONDITIONS, panel == flags.WARNING_SIGNS)


def _hint(unknown: str, args: Sequence[str], known: Sequence[Flag]) -> str:
    names = [flag.name for flag in known]
    if typed := next((word[1:] for word in args if word.startswith("-") and word[1:] in names), ""):
        return f" ('-{typed}' needs two hyphens: --{typed})"
    guesses = ", ".join(f"--{name}" for name in flag_guesses(unknown, known))
    return f" (Possible options: {guesses})" if guesses else ""


def _write_sections(sections: dict[str, list[tuple[str, str]]], formatter: _Private) -> None:
    for heading, rows in sections.items():
        formatter.write_heading(heading)
        with formatter.indentation():
            if heading == _BY_NAME_ALONE:
                _write_names(rows, formatter)
            else:
                formatter.write_dl(rows)


def _sections(params: list[_Private], ctx: _Private) -> dict[str, list[tuple[str, str]]]:
    """Each heading, in the order of the options, with the name and the help of each of them."""
    sections: dict[str, list[tuple[str, str]]] = {}
    readings = [name for param in params if param.rich_help_panel == READINGS for name in param.opts]
    all_readings = (", ".join(readings), capitalized(f"{', '.join(_READINGS[one] for one in readings)}."))
    for param in (one for one in params if not one.hidden):
        panel = param.rich_help_panel
        heading = {None: f"{param.param_type_name.capitalize()}s", READINGS: "Options"}.get(panel, panel)
        row = all_readings if panel == READINGS else param.get_help_record(ctx)
        rows = sections.setdefault(_BY_NAME_ALONE if panel == flags.WARNING_SIGNS else heading, [])
        if row not in rows:
            rows.append(row)
    return sections


def _write_names(rows: list[tuple[str, str]], formatter: _Private) -> None:
    names = " ".join(name for name, _ in rows)
    indent = " " * formatter.current_indent
    for line in textwrap.wrap(
        names, formatter.width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    ):
        formatter.write(f"{line}\n")


def example(command: str, context: CommandContext) -> str:
    """The words after the program's name, of an example of the *command*; of the program's for no name."""
    line = _EXAMPLES.get(command, command)
    return _with_names(line, context.catalogue) if "{" in line else line


def _with_names(line: str, catalogue: Catalogue) -> str:
    """*line* with the catalogue's first point and first flags; empty where it has none."""
    firsts = {symptom.group.id: symptom.id for symptom in reversed(catalogue.symptoms)}
    of_two_groups = [firsts[group] for group in dict.fromkeys(one.group.id for one in catalogue.symptoms)][:2]
    point = next((point.id for point in catalogue.points), "")
    return line.format(flags=flags.as_flags(of_two_groups), point=point) if point and of_two_groups else ""


def start(ctx: _Private, catalogue: Catalogue) -> str:
    """Where to start, for who typed the program's name alone."""
    commands = [_with_names(line, catalogue) or line.split()[0] for line in _START]
    rows = [(f"{PROGRAM} {command}", text) for command, text in zip(commands, _START.values(), strict=True)]
    flags_typed = _with_names(_EXAMPLES[""], catalogue)
    more = [*([f"Without questions: {PROGRAM} {flags_typed}"] if flags_typed else []), _HELP, _NO_DOCTOR]
    if reading_for() is Reading.PLAIN:
        return "\n".join([ctx.command.help, *(f"{line}: {text}" for line, text in rows), *more])
    formatter = ctx.make_formatter()
    formatter.write_text(ctx.command.help)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_dl(rows)
    formatter.write_paragraph()
    for line in more:
        formatter.write_text(line)
    return _shown(formatter.getvalue())


def help_command(_context: CommandContext) -> Callable[..., int]:
    """The command `acupoint help`."""

    def names(context: typer.Context) -> list[tuple[str, str]]:
        group: _Private = context.parent and context.parent.command
        return [(name, group.get_command(context, name).get_short_help_str()) for name in group.list_commands(context)]

    def command(
        context: typer.Context,
        name: Annotated[
            str | None,
            typer.Argument(metavar="[COMMAND]", help="One of the commands.", autocompletion=names, show_default=False),
        ] = None,
    ) -> int:
        """What a command answers, and its options."""
        program: _Private = context.parent
        if name is None:
            output.write(program.get_help())
            return DONE
        _, found, _ = program.command.resolve_command(program, [name])
        output.write(found.make_context(name, [], parent=program, resilient_parsing=True).get_help())
        return DONE

    return command
