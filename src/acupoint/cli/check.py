"""The command that tells what is wrong with a catalogue. It needs none that is right."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from acupoint.cli import flags
from acupoint.cli.options import DONE, CommandContext, Json, Plain, Pretty, reading_for
from acupoint.cli.readings import check_reading
from acupoint.errors import CatalogueError
from acupoint.terminal import output as terminal

_FILE_HELP = "A catalogue, or a clinic's file; where you name none, those in use."


def check_command(given: CommandContext) -> Callable[..., int]:
    """The command `acupoint check`."""

    def command(
        files: Annotated[
            list[str] | None, typer.Argument(metavar="[FILE...]", help=_FILE_HELP, show_default=False)
        ] = None,
        *,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """Every problem in a catalogue, with file, line, and column."""
        from acupoint.catalogue.read import catalogue_file, clinic_files  # noqa: PLC0415 - its help needs neither these
        from acupoint.check.check import check  # noqa: PLC0415 - nor what reads drawings

        reading = reading_for(plain=plain, pretty=pretty, json=json)
        shipped = given.file or catalogue_file()
        named = [Path(name) for name in files or ()]  # Typer would ask the system about each, whatever it holds
        clinics = [] if named else clinic_files(os.environ)
        checked = check(named or [shipped], shipped, clinics, flags.RESERVED_FLAGS)
        terminal.write(check_reading(reading).problems(checked))
        return CatalogueError.exit_code if any(one.problems for one in checked) else DONE

    return command
