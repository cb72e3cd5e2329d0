"""What the program says about itself: help, one layout for every width and reading, and where to start."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any

import typer

from acupoint.catalogue.model import Catalogue, Symptom
from acupoint.cli import flags
from acupoint.cli.options import PROGRAM, READINGS, CommandContext, reading_for
from acupoint.errors import DONE
from acupoint.terminal import output
from acupoint.terminal.output import Reading
from acupoint.text import capitalized, columns_of, wrapped

_Private = Any  # Typer keeps Click's classes to itself
_Row = tuple[str, str]  # a name, and what it means

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
_OTHER_WAYS = {"In your words": "suggest {words}", "By flags": "suggest {flags}"}  # than to be asked
_HELP = f"Help: {PROGRAM} help, or for one command, {PROGRAM} {_EXAMPLES['help']}"
_NO_DOCTOR = "It is not a doctor and does not know you. If you are worried, see somebody."

_WIDEST = 80  # columns
_NAME = 30  # columns of a name beside which there is its text
_ROOM = 20  # columns that a text needs beside names; where there are fewer it stands under its name
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


def help_of(command: _Private, ctx: _Private, context: CommandContext, commands: Sequence[_Row] = ()) -> str:
    """The help of *command* as the terminal or the pipe shows it, the example first, and the *commands* that it has."""
    width = ctx.terminal_width
    line = example(command.name or "", context)
    sections = {**({"Commands": [*commands]} if commands else {}), **_sections(command.get_params(ctx), ctx)}
    return _shown(
        [
            *([f"Example: {PROGRAM} {line}"] if line else ()),
            command.get_usage(ctx),
            *wrapped(command.help, width),
            "",
            *(line for heading, rows in sections.items() for line in (f"{heading}:", *_section(heading, rows, width))),
        ]
    )


def _shown(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return output.coloured(text, _STYLES) if reading_for() is Reading.SCREEN else text


def _section(heading: str, rows: Sequence[_Row], width: int) -> Iterable[str]:
    if heading == _BY_NAME_ALONE:
        return (f"  {line}" for line in wrapped(" ".join(name for name, _ in rows), width - 2))
    return _rows(rows, width)


def _rows(rows: Sequence[_Row], width: int) -> Iterator[str]:
    beside = min(max(columns_of(name) for name, _ in rows), _NAME) + 2
    if width - beside - 2 < _ROOM:
        beside = 2
    for name, text in rows:
        lines = wrapped(text, width - beside - 2)
        if columns_of(name) + 2 <= beside:
            yield f"  {name}{' ' * (beside - columns_of(name))}{lines.pop(0)}"
        else:
            yield f"  {name}"
        yield from (f"{'':{beside + 2}}{line}" for line in lines)


def _sections(params: list[_Private], ctx: _Private) -> dict[str, list[_Row]]:
    """Each heading, in the order of the options, with the name and the help of each of them."""
    sections: dict[str, list[_Row]] = {}
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


def example(command: str, context: CommandContext) -> str:
    """The words after the program's name, of an example of the *command*; of the program's for no name."""
    line = _EXAMPLES.get(command, command)
    return _with_names(line, context.catalogue) if "{" in line else line


def _with_names(line: str, catalogue: Catalogue) -> str:
    """*line* with the catalogue's first point and first flags; empty where it has none."""
    felt = _first_symptoms(catalogue)
    point = next((point.id for point in catalogue.points), "")
    if not point or not felt:
        return ""
    words = shlex.join(", ".join(symptom.text for symptom in felt).split())
    return line.format(flags=flags.as_flags(symptom.id for symptom in felt), point=point, words=words)


def _first_symptoms(catalogue: Catalogue) -> list[Symptom]:
    firsts = {symptom.group.id: symptom for symptom in reversed(catalogue.symptoms)}
    groups = dict.fromkeys(symptom.group.id for symptom in catalogue.symptoms)
    return [firsts[group] for group in groups][:2]


def start(ctx: _Private, catalogue: Catalogue) -> str:
    """Where to start, for who typed the program's name alone."""
    commands = [_with_names(line, catalogue) or line.split()[0] for line in _START]
    rows = [(f"{PROGRAM} {command}", text) for command, text in zip(commands, _START.values(), strict=True)]
    others = [
        f"{how}: {PROGRAM} {line}" for how, typed in _OTHER_WAYS.items() if (line := _with_names(typed, catalogue))
    ]
    more = [*others, _HELP, _NO_DOCTOR]
    if reading_for() is Reading.PLAIN:
        return "\n".join([ctx.command.help, *(f"{line}: {text}" for line, text in rows), *more])
    width = ctx.terminal_width
    below = [part for line in more for part in wrapped(line, width)]
    return _shown([*wrapped(ctx.command.help, width), "", *_rows(rows, width), "", *below])


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
