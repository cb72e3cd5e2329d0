"""The catalogue's vocabulary -> command-line flags."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

import typer

from acupoint.model import Catalogue
from acupoint.text import sentence


def vocabulary_parameters(catalogue: Catalogue) -> list[inspect.Parameter]:
    """One keyword-only boolean parameter for each symptom, condition, and warning sign, for a command's signature.

    They are named `flag_0`, `flag_1`, ..., since an id may be a word Python reserves.
    """
    return [
        inspect.Parameter(
            f"flag_{number}",
            inspect.Parameter.KEYWORD_ONLY,
            default=False,
            annotation=Annotated[bool, typer.Option(f"--{flag}", help=_help(text), rich_help_panel=panel)],
        )
        for number, (flag, text, panel) in enumerate(_vocabulary(catalogue))
    ]


def flags_given(catalogue: Catalogue, values: Mapping[str, object]) -> list[str]:
    """The ids whose parameters are true in *values*, in the catalogue's order."""
    numbered = enumerate(_vocabulary(catalogue))
    return [flag for number, (flag, _, _) in numbered if values[f"flag_{number}"]]


def all_flags(catalogue: Catalogue) -> str:
    """Every flag of the vocabulary, on one line."""
    return as_flags(flag for flag, _, _ in _vocabulary(catalogue))


def as_flags(ids: Iterable[str]) -> str:
    """The ids as they are typed: `--cold --morning`."""
    return " ".join(f"--{entry}" for entry in ids)


def _vocabulary(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    # Each flag with its help and the panel it stands under.
    for symptom in catalogue.symptoms:
        yield symptom.id, symptom.text, symptom.group.title
    for condition in catalogue.conditions:
        yield condition.id, condition.text, "About you"
    for sign in catalogue.warnings:
        yield sign.id, sign.text, f"Warning signs: {sign.advice.title.lower()}"


def _help(text: str) -> str:
    # Typer reads Rich markup in help texts; a bracket in the catalogue is only a bracket.
    return sentence(text).replace("[", r"\[")
