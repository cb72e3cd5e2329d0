"""The catalogue's vocabulary -> command-line flags."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import typer

from acupoint.catalogue.model import Catalogue, Condition, Symptom, WarningSign
from acupoint.text import capitalized

# The options of the commands themselves, whose names no entry of the vocabulary may take. They are listed here so that
# one command need not build all others to find them; a test compares them with what the commands have.
RESERVED_FLAGS = frozenset(
    {
        *("help", "plain", "pretty", "json", "version", "install-completion", "show-completion"),
        *("no-picture", "output", "force", "full"),
        *("since", "csv", "import", "where", "forget", "yes"),
        *("add", "when", "before", "after", "sharp-pain", "no-sharp-pain"),
        *("no-log", "seconds", "one-side", "silent"),
        *("no-pager", "say"),
    }
)

DENIED = "denied"  # the value that holds the ids after `--no-`

WARNING_SIGNS = "Warning signs"  # the panel of their flags
CONDITIONS = "About you"  # that of the conditions

Entry = Symptom | Condition | WarningSign


def is_of_an_entry(parameter: str) -> bool:
    """Whether that is the name of a parameter of `parameters_for`, rather than one of a command's own."""
    return re.fullmatch("flag_[0-9]+", parameter) is not None


def parameters_for(entries: Iterable[Entry]) -> list[inspect.Parameter]:
    """A keyword-only boolean parameter for each of *entries*, for a command's signature.

    They are named `flag_0`, `flag_1`, ..., since an id may be a Python keyword.
    """
    return [
        inspect.Parameter(
            f"flag_{number}",
            inspect.Parameter.KEYWORD_ONLY,
            default=False,
            annotation=Annotated[bool, _option(entry)],
        )
        for number, entry in enumerate(entries)
    ]


def with_vocabulary(command: Callable[..., int], catalogue: Catalogue) -> Callable[..., int]:
    """*command*, which takes its flags as `**values`, with a signature that names them all."""
    return _with_flags(command, catalogue.vocabulary)


def with_symptoms(command: Callable[..., int], catalogue: Catalogue) -> Callable[..., int]:
    """As `with_vocabulary`, with the flags of the symptoms alone."""
    return _with_flags(command, catalogue.symptoms)


def _with_flags(command: Callable[..., int], entries: Iterable[Entry]) -> Callable[..., int]:
    signature = inspect.signature(command)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    positional = [one for one in own if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    keyword = [one for one in own if one.kind is inspect.Parameter.KEYWORD_ONLY]
    parameters = [*positional, *parameters_for(entries), *keyword]
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # inspect reads it
    return command


def true_flags(catalogue: Catalogue, values: Mapping[str, object]) -> list[str]:
    """The ids whose flags are true in *values*, in the catalogue's order."""
    return [entry.id for number, entry in enumerate(catalogue.vocabulary) if values.get(f"flag_{number}")]


class _Denial:
    """`--no-ID`, as Typer's parser has its options."""

    takes_value = False

    def __init__(self, entry_id: str, denied: list[str]) -> None:
        self._id = entry_id
        self._denied = denied

    def process(self, _value: None, _state: object) -> None:
        """Note that it was typed."""
        self._denied.append(self._id)


def denials(catalogue: Catalogue) -> dict[str, str]:
    """The flag for a no to each condition and warning sign, `--no-fever`, with the id."""
    entries: tuple[Entry, ...] = (*catalogue.conditions, *catalogue.warnings)
    return {f"--no-{entry.id}": entry.id for entry in entries}


def add_denials(parser: Any, values: dict[str, Any], catalogue: Catalogue) -> None:  # noqa: ANN401 - Typer's is private
    """Have the *parser* take the flags for a no, and put the ids of those that are typed into *values*."""
    denied = values.setdefault(DENIED, [])
    for name, entry_id in denials(catalogue).items():
        parser._long_opt.setdefault(name, _Denial(entry_id, denied))  # noqa: SLF001 - as above


def all_flags(catalogue: Catalogue) -> str:
    """Every flag of the vocabulary, on one line."""
    return as_flags(entry.id for entry in catalogue.vocabulary)


def true_names(**flags: bool) -> list[str]:
    """The names of the flags that are true."""
    return [name for name, is_true in flags.items() if is_true]


def as_flags(ids: Iterable[str]) -> str:
    """The *ids* as a person types them: `--cold --morning`."""
    return " ".join(f"--{entry}" for entry in ids)


def _panel(entry: Entry) -> str:
    if isinstance(entry, Symptom):
        return entry.group.title
    return CONDITIONS if isinstance(entry, Condition) else WARNING_SIGNS


def _option(entry: Entry) -> Any:  # noqa: ANN401 - as Typer types it
    return typer.Option(f"--{entry.id}", help=capitalized(entry.text), rich_help_panel=_panel(entry))
