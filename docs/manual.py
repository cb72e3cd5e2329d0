"""Write the manual page acupoint(1) from the commands themselves: `python docs/manual.py > acupoint.1`.

The build of a wheel puts it where `man acupoint` finds it.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from acupoint import __version__
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file, read_alone
from acupoint.cli import flags
from acupoint.cli.help import example
from acupoint.cli.main import COMMANDS, command_line
from acupoint.cli.options import PROGRAM, READINGS
from acupoint.guide.wording import NO_DOCTOR
from acupoint.text import capitalized, listed

EXIT_CODES = {
    0: "Done.",
    1: "Nothing was found: there is no such point, or none that fits.",
    2: "Wrong usage.",
    3: "No point is named, since a warning sign was given.",
    4: "The catalogue, or a clinic's file, cannot be used.",
    5: "A file or the log cannot be read or written.",
    130: "Stopped: by Ctrl-C, or at a question.",
}
ENVIRONMENT = {
    "ACUPOINT_CATALOGUE": "Clinics' files that are laid over the guide: full paths, with colons between, as in PATH.",
    "ACCESSIBLE": "Where it is set, but to 0, false, or no, answers are one labelled statement a line, as for --plain.",
    "TERM": "Where it is dumb, the same; where it is linux, only what the font of that console has.",
    "NO_COLOR": "Where it is set, nothing is coloured.",
    "FORCE_COLOR": "Where it is set and NO_COLOR is not, --pretty is coloured in a pipe, too.",
    "CLICOLOR_FORCE": "The same, unless it is 0.",
    "PAGER": "The program that shows what is longer than the terminal; less, if it is not set; empty for none.",
    "COLUMNS": "How wide answers are, in place of what the terminal says.",
    "LINES": "How many rows fit, in place of what the terminal says.",
    "XDG_DATA_HOME": f"The folder of the log's folder. '{PROGRAM} log --where' says which file the log is.",
    "TZ": "The time zone that times are told in.",
}
_DESCRIPTION = (
    "Every answer begins with the signs that need a doctor instead, and says on whose word it is.",
    "Answers go to standard output; errors, notes, and questions to standard error. It uses no network.",
    NO_DOCTOR,
)

_ESCAPES = {
    "\\": r"\(rs",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
}

_Private = Any  # Typer keeps Click's classes to itself


def page(catalogue: Catalogue) -> str:
    """The page, in ASCII."""
    return "\n".join(_lines(command_line(lambda: catalogue))) + "\n"


def _lines(program: _Private) -> Iterator[str]:
    top = program.make_context(PROGRAM, [], resilient_parsing=True)
    commands = {name: program.get_command(top, name) for name in COMMANDS}
    contexts = {
        name: command.make_context(name, [], parent=top, resilient_parsing=True) for name, command in commands.items()
    }
    yield f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {__version__}" "User Commands"'
    yield from (".ad l", ".nh")  # words neither spread nor broken
    yield from (".SH NAME", roff(f"{PROGRAM} - {_clause(program.help)}"))
    yield ".SH SYNOPSIS"
    for context in contexts.values():
        yield from (roff(_usage(context)), ".br")
    yield from (roff(f"{PROGRAM} --help"), ".br", roff(f"{PROGRAM} --version"))
    yield ".SH DESCRIPTION"
    yield from _paragraphs((program.help, *_DESCRIPTION))
    yield ".SH COMMANDS"
    for name, command in commands.items():
        yield from _command(command, contexts[name])
    yield from (".SH FLAGS THAT SAY HOW YOU ARE", *_vocabulary(commands["suggest"], contexts["suggest"]))
    yield from (".SH OPTIONS", *_records(program.get_params(top), top))
    yield ".SH EXIT STATUS"
    for code, meaning in EXIT_CODES.items():
        yield from _item(bold(str(code)), meaning)
    yield ".SH ENVIRONMENT"
    for name, meaning in ENVIRONMENT.items():
        yield from _item(bold(name), meaning)
    yield ".SH EXAMPLES"
    for name in ("", *COMMANDS):
        if line := example(name, program.context):
            yield from (".PP", bold(f"{PROGRAM} {line}"))


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def _usage(context: _Private) -> str:
    return " ".join(context.get_usage().removeprefix("Usage: ").split())


def _command(command: _Private, context: _Private) -> Iterator[str]:
    params = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    felt = dict.fromkeys(one.rich_help_panel for one in params if _is_felt(one))
    yield f".SS {roff(command.name)}"
    yield from _paragraphs([_usage(context), command.help])
    for panel, group in groupby((one for one in params if not _is_felt(one)), lambda one: one.rich_help_panel):
        if panel not in (None, READINGS):
            yield from _paragraphs([f"{panel}:"])
        yield from _records(group, context)
    if felt:
        yield from _paragraphs([f"Also the flags below, under {listed(felt)}."])


def _is_felt(param: _Private) -> bool:
    return flags.is_of_an_entry(param.name)


def _vocabulary(command: _Private, context: _Private) -> Iterator[str]:
    params = [one for one in command.get_params(context) if _is_felt(one)]
    for panel, group in groupby(params, lambda one: str(one.rich_help_panel)):
        yield from (f".SS {roff(panel)}", *_records(group, context))
    no = next(iter(flags.denials(command.context.catalogue)), "")
    yield from _paragraphs([f"Each condition and warning sign has a flag that says it is not so: {no}."] if no else [])


def _records(params: Iterable[_Private], context: _Private) -> Iterator[str]:
    for param in params:
        if record := param.get_help_record(context):
            yield from _item(bold(record[0]), capitalized(record[1]))


def _item(term: str, meaning: str) -> tuple[str, ...]:
    return ".TP", term, roff(meaning)


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (".PP", roff(text))


def bold(text: str) -> str:
    """*text* in bold."""
    return rf"\fB{roff(text)}\fR"


def roff(text: str) -> str:
    """*text* on a line of its own, as the formatter of manual pages takes it literally."""
    line = "".join(
        _ESCAPES.get(one, one if one.isascii() else rf"\[u{ord(one):04X}]") for one in " ".join(text.split())
    )
    return rf"\&{line}" if line.startswith(".") else line


if __name__ == "__main__":
    sys.stdout.write(page(read_alone(catalogue_file())))
