"""What several commands share: the options that choose a reading, the names of points, and the exit codes."""

import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from acupoint.cli import flags
from acupoint.terminal import output as terminal
from acupoint.terminal.output import Reading

if TYPE_CHECKING:
    from acupoint.catalogue.model import Catalogue
    from acupoint.guide.suggest import Suggestions

PROGRAM = "acupoint"

DONE = 0
NOTHING_FOUND = 1
WITHHELD = 3

_PANEL = "How to print it"
_PLAIN_HELP = "One labelled statement a line: for screen readers and pipes."
_PRETTY_HELP = "For the eye, even where the output is no terminal."
Plain = Annotated[bool, typer.Option("--plain", help=_PLAIN_HELP, rich_help_panel=_PANEL)]
Pretty = Annotated[bool, typer.Option("--pretty", help=_PRETTY_HELP, rich_help_panel=_PANEL)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.", rich_help_panel=_PANEL)]


class CommandContext:
    """What a command is built from. *describe* makes help of a text of the catalogue; no *file* is the shipped one."""

    def __init__(self, read: "Callable[[], Catalogue]", describe: flags.Describe, file: Path | None = None) -> None:
        """Keep *read*, which reads the catalogue and may raise CatalogueError."""
        self._read = read
        self.describe = describe
        self.file = file

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The catalogue, read when it is first asked for: a command that needs none works over a broken one."""
        return self._read()


def completer(given: CommandContext) -> Callable[[], list[tuple[str, str]]]:
    """What completes a point's name: each id, with its name and place."""
    return lambda: [
        (point.id, given.describe(f"{point.names.pinyin}: {point.place.text}")) for point in given.catalogue.points
    ]


def points_argument(given: CommandContext, metavar: str) -> Any:  # noqa: ANN401 - as Typer types it
    """The argument that names points, shown in help as *metavar*."""
    return typer.Argument(
        metavar=metavar, help="A code or a name.", autocompletion=completer(given), show_default=False
    )


def reading_for(*, plain: bool = False, pretty: bool = False, json: bool = False) -> Reading:
    """The reading asked for, or the one that suits where stdout goes."""
    wanted = {Reading.PLAIN: plain, Reading.SCREEN: pretty, Reading.JSON: json}
    return terminal.choose_reading(wanted, terminal=sys.stdout.isatty(), environment=os.environ)


def code_of(answer: "Suggestions") -> int:
    """The exit code that tells a script what came of it."""
    if answer.withheld:
        return WITHHELD
    return DONE if answer.suggestions else NOTHING_FOUND
