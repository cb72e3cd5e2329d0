"""The catalogue's vocabulary -> command-line flags."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import typer

from acupoint.model import Catalogue, Condition, Symptom, WarningSign
from acupoint.text import sentence


def vocabulary_parameters(catalogue: Catalogue, *, markup: bool) -> list[inspect.Parameter]:
    """One keyword-only boolean parameter for each symptom, condition, and warning sign, for a command's signature.

    They are named `flag_0`, `flag_1`, ..., since an id may be a word Python reserves. *markup* says whether Typer will
    read the help texts as Rich markup, in which case a bracket in the catalogue is kept a bracket.
    """
    return [
        inspect.Parameter(
            f"flag_{number}",
            inspect.Parameter.KEYWORD_ONLY,
            default=False,
            annotation=Annotated[bool, _option(entry, markup=markup)],
        )
        for number, entry in enumerate(catalogue.vocabulary)
    ]


def with_vocabulary(command: Callable[..., int], catalogue: Catalogue, *, markup: bool) -> Callable[..., int]:
    """*command*, which takes its flags as `**values`, with a signature that names each of them."""
    signature = inspect.signature(command)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    positional = [one for one in own if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    named = [one for one in own if one.kind is inspect.Parameter.KEYWORD_ONLY]
    parameters = [*positional, *vocabulary_parameters(catalogue, markup=markup), *named]
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # inspect reads it
    return command


def flags_given(catalogue: Catalogue, values: Mapping[str, object]) -> list[str]:
    """The ids whose parameters are true in *values*, in the catalogue's order."""
    return [entry.id for number, entry in enumerate(catalogue.vocabulary) if values[f"flag_{number}"]]


def all_flags(catalogue: Catalogue) -> str:
    """Every flag of the vocabulary, on one line."""
    return as_flags(entry.id for entry in catalogue.vocabulary)


def named(**flags: bool) -> list[str]:
    """The names of the flags that are true."""
    return [name for name, given in flags.items() if given]


def as_flags(ids: Iterable[str]) -> str:
    """The ids as they are typed: `--cold --morning`."""
    return " ".join(f"--{entry}" for entry in ids)


def _panel(entry: Symptom | Condition | WarningSign) -> str:
    if isinstance(entry, Symptom):
        return entry.group.title
    return "About you" if isinstance(entry, Condition) else f"Warning signs: {entry.advice.title.lower()}"


def _option(entry: Symptom | Condition | WarningSign, *, markup: bool) -> Any:  # noqa: ANN401 - as Typer types it
    show = literal if markup else str
    help_text, panel = show(sentence(entry.text)), show(_panel(entry))
    return typer.Option(f"--{entry.id}", help=help_text, rich_help_panel=panel)


def literal(text: str) -> str:
    """*text* as Rich markup that shows it as it stands: brackets are no tags, and colons no emoji."""
    from rich.markup import escape  # noqa: PLC0415 - only help on a screen needs it

    return re.sub(r":(?=\S+:)", "[default]:[/default]", escape(text))
