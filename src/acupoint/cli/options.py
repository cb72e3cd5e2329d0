"""Options that commands share, and CommandContext, what a command is built from."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from acupoint.catalogue.model import Catalogue
from acupoint.clock import Clock, zone_fault
from acupoint.errors import ClinicFileError, Problem
from acupoint.terminal import output
from acupoint.terminal.output import Reading
from acupoint.text import visible

if TYPE_CHECKING:
    from acupoint.guide.own_words import Hear

PROGRAM = "acupoint"

READINGS = "How to print it"  # the options that choose a reading, which help shows together
_PLAIN_HELP = "One labelled statement a line: for screen readers and pipes."
_PRETTY_HELP = "For the eye, even where the output is no terminal."
Plain = Annotated[bool, typer.Option("--plain", help=_PLAIN_HELP, rich_help_panel=READINGS)]
Pretty = Annotated[bool, typer.Option("--pretty", help=_PRETTY_HELP, rich_help_panel=READINGS)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.", rich_help_panel=READINGS)]
_NO_PAGER_HELP = "Print it at once, however long it is."
NoPager = Annotated[bool, typer.Option("--no-pager", help=_NO_PAGER_HELP)]


_SAY_HELP = "What you feel, in your own words."
Say = Annotated[list[str] | None, typer.Option("--say", metavar="WORDS", help=_SAY_HELP)]


class CommandContext:
    """What a command is built from. *file* is None if shipped."""

    def __init__(self, load: Callable[[], Catalogue], file: Path | None = None) -> None:
        self._load = load  # may raise CatalogueError
        self.file = file
        self.hear: Hear | None = None  # what reads words, once there were any
        self.left_out: tuple[Problem, ...] = ()  # the problems of a clinic's file, once the catalogue was read

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, read on first use, so that a command that needs none works over a broken one.

        A clinic's file that cannot be used is not in it.
        """
        catalogue = self._load()
        self.left_out = catalogue.left_out
        return catalogue

    def leave_out(self, problems: tuple[Problem, ...]) -> None:
        """Go on without a clinic's file, which has these *problems*."""
        self.catalogue = replace(self.catalogue, left_out=problems)
        self.left_out = problems

    def say_what_is_left_out(self) -> None:
        """As the function, of the catalogue if it was read."""
        say_what_is_left_out(self.left_out)


def say_what_is_left_out(problems: Sequence[Problem]) -> None:
    """Tell that an answer is the guide's alone, if there are *problems* with a clinic's file."""
    if problems:
        output.say(f"note: this is answered without your clinic's file: {ClinicFileError(problems)}")


def need_all(catalogue: Catalogue) -> None:
    """Raise ClinicFileError if a clinic's file is left out: it may say more of a point, or hold it back."""
    if catalogue.left_out:
        raise ClinicFileError(catalogue.left_out)


def points_argument(context: CommandContext, metavar: str) -> Any:  # noqa: ANN401 - as Typer types it
    """The argument that names points, shown in help as *metavar*. Completion shows each id with its name and place."""

    def complete() -> list[tuple[str, str]]:
        return [(point.id, f"{point.names.pinyin}: {point.place.text}") for point in context.catalogue.points]

    return typer.Argument(metavar=metavar, help="A code or a name.", autocompletion=complete, show_default=False)


def reading_for(*, plain: bool = False, pretty: bool = False, json: bool = False) -> Reading:
    """The reading that was asked for, or the one that suits stdout."""
    wanted = {Reading.PLAIN: plain, Reading.SCREEN: pretty, Reading.JSON: json}
    return output.choose_reading(wanted, terminal=sys.stdout.isatty(), environment=os.environ)


def local_time(clock: Clock) -> datetime:
    """The local time by *clock*, with a note if TZ names no zone that it can be in."""
    if fault := zone_fault(os.environ):
        output.say(f"note: {visible(fault)}")
    return clock.local()
