"""What a shell offers for the word that is being typed."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from acupoint.cli import flags, shells
from acupoint.text import columns_of, visible

FILES = "/"  # the whole answer where the shell itself is to offer files

_NO_LETTER = ("", "-", "--")  # typed so far, where too much would begin with it
_DIGITS = 6  # of a number of rows or columns
_PROMPT = 2  # rows
_LISTS = {"9", "33", "63", "64"}  # COMP_TYPE where bash lists what fits, rather than putting each into the line in turn

_Private = Any  # Typer keeps Click's classes to itself


@dataclass(frozen=True, slots=True)
class Offer:
    """A word that may come next."""

    value: str
    text: str = ""  # what it means


def lines(offers: list[Offer], shell: str, environment: Mapping[str, str]) -> str:
    """The *offers* as the script of that *shell* reads them, a line each."""
    if offers == [Offer(FILES)]:
        return FILES
    match shell:
        case "bash":
            return "\n".join(_for_bash(offers, environment))
        case "zsh":  # the first colon that is not escaped ends the value
            return "\n".join(f"{_escaped(one.value)}:{_escaped(one.text)}" for one in offers)
        case _:
            return "\n".join(f"{one.value}\t{one.text}" for one in offers)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")


def _for_bash(offers: Sequence[Offer], environment: Mapping[str, str]) -> Iterator[str]:
    # Bash knows no descriptions. Where it lists several words, what stands behind them is shown and never typed: they
    # differ before it. One word goes into the line.
    if len(offers) <= 1 or environment.get("COMP_TYPE") not in _LISTS:
        yield from (one.value for one in offers)
        return
    longest = max(len(one.value) for one in offers)
    room = _number(environment, "COLUMNS", 80) - longest - 5  # two spaces, two brackets, and the margin
    for one in offers:
        yield f"{one.value:{longest}}  ({_shortened(one.text, room)})" if one.text and room > 0 else one.value


def _number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    number = environment.get(name, "")
    return int(number) if number.isdecimal() and len(number) <= _DIGITS else otherwise


def _shortened(text: str, room: int) -> str:
    if columns_of(text) <= room:
        return text
    while columns_of(text) >= room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def offers(program: _Private, words: Sequence[str], environment: Mapping[str, str]) -> list[Offer]:
    """What may stand in place of the last of the *words* after the program's name. [Offer(FILES)] means: files.

    Where no letter is typed, flags are offered that fit the rows which the *environment* says there are.
    """
    rows = _number(environment, "LINES", sys.maxsize) - _PROMPT
    *before, typed = [word for word in words if word != "="] or [""]  # bash takes `--one-side=left` apart
    if words and words[-1] == "=":
        before, typed = [*before, typed], ""
    typed = typed.lstrip("\"'")  # a quote that is still open
    name = next((word for word in before if not word.startswith("-")), None)
    if name is None or name in shells.SHELLS:
        found = _of_program(program, before, typed, rows)
    else:
        found = _of_command(program, name, before[before.index(name) + 1 :], typed, rows)
    if found == [Offer(FILES)]:
        return found
    return [Offer(one.value, visible(" ".join(one.text.split()))) for one in found if one.value.startswith(typed)]


def _of_program(program: _Private, before: Sequence[str], typed: str, rows: int) -> list[Offer]:
    context = program.make_context("", [], resilient_parsing=True)
    if before:
        return [Offer(shell) for shell in shells.SHELLS] if before[-1] in shells.OPTIONS else []
    if typed.startswith("-"):
        return _flags(program.get_params(context), before, typed, rows)
    names = program.list_commands(context)
    return [Offer(name, program.get_command(context, name).get_short_help_str()) for name in names]


def _of_command(program: _Private, name: str, before: Sequence[str], typed: str, rows: int) -> list[Offer]:
    command = program.get_command(None, name)
    if command is None:
        return []
    parent = program.make_context("", [], resilient_parsing=True)
    context = command.make_context(name, [*before], parent=parent, resilient_parsing=True)
    params = command.get_params(context)
    if "--" in before:
        return _arguments(params, context, before, typed)
    option, is_joined, start = typed.partition("=")
    if is_joined:
        return [Offer(f"{option}={one.value}", one.text) for one in _values(params, context, option, start)]
    if _takes_value(params, before[-1:]):
        return _values(params, context, before[-1], typed)
    if typed.startswith("-"):
        return _flags(params, before, typed, rows)
    return _arguments(params, context, before, typed) or _flags(params, before, typed, rows)


def _options(params: Iterable[_Private]) -> list[_Private]:
    return [param for param in params if param.param_type_name == "option" and not param.hidden]


def _takes_value(params: Iterable[_Private], last: Sequence[str]) -> bool:
    return any(not param.is_flag and name in param.opts for param in _options(params) for name in last)


def _values(params: Iterable[_Private], context: _Private, option: str, typed: str) -> list[Offer]:
    found = (param for param in _options(params) if option in param.opts and not param.is_flag)
    return [offer for param in found for offer in _values_of(param, context, typed)]


def _values_of(param: _Private, context: _Private, typed: str) -> list[Offer]:
    if "FILE" in (param.metavar or ""):
        return [Offer(FILES)]
    return [Offer(one.value, one.help or "") for one in param.shell_complete(context, typed)]


def _arguments(params: Iterable[_Private], context: _Private, before: Sequence[str], typed: str) -> list[Offer]:
    open_ones = [
        param
        for param in params
        if param.param_type_name == "argument" and (param.nargs < 0 or not context.params.get(param.name))
    ]
    return [one for param in open_ones[:1] for one in _values_of(param, context, typed) if one.value not in before]


def _flags(params: Iterable[_Private], before: Sequence[str], typed: str, rows: int) -> list[Offer]:
    options = [one for one in _options(params) if set(one.opts).isdisjoint(before)]
    if typed in _NO_LETTER:
        return _first_flags(options, rows)
    return [Offer(name, one.help or "") for one in options for name in one.opts]


def _first_flags(options: Iterable[_Private], rows: int) -> list[Offer]:
    # What people feel comes first, as in help, and then as many groups as fit: nobody is to be asked whether they want
    # to see them all. There are so many warning signs that each is offered once a letter of it is typed; they are to be
    # read in full, in `acupoint safety`.
    found: list[Offer] = []
    for panel, group in groupby(options, lambda one: one.rich_help_panel):
        offered = [Offer(name, one.help or "") for one in group for name in one.opts if name.startswith("--")]
        if panel == flags.WARNING_SIGNS:
            continue
        if found and len(found) + len(offered) > rows:
            break
        found += offered
    return found
