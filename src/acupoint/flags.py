"""The catalogue's vocabulary -> command-line flags."""

import inspect
from collections.abc import Iterable, Mapping
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


def flags_given(catalogue: Catalogue, values: Mapping[str, object]) -> list[str]:
    """The ids whose parameters are true in *values*, in the catalogue's order."""
    return [entry.id for number, entry in enumerate(catalogue.vocabulary) if values[f"flag_{number}"]]


def all_flags(catalogue: Catalogue) -> str:
    """Every flag of the vocabulary, on one line."""
    return as_flags(entry.id for entry in catalogue.vocabulary)


def as_flags(ids: Iterable[str]) -> str:
    """The ids as they are typed: `--cold --morning`."""
    return " ".join(f"--{entry}" for entry in ids)


def _panel(entry: Symptom | Condition | WarningSign) -> str:
    if isinstance(entry, Symptom):
        return entry.group.title
    return "About you" if isinstance(entry, Condition) else f"Warning signs: {entry.advice.title.lower()}"


def _option(entry: Symptom | Condition | WarningSign, *, markup: bool) -> Any:  # noqa: ANN401 - as Typer types it
    text = sentence(entry.text)
    help_text = text.replace("[", r"\[") if markup else text
    return typer.Option(f"--{entry.id}", help=help_text, rich_help_panel=_panel(entry))
