"""The command that finds every problem of a catalogue. It works over a broken one."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from acupoint.catalogue import read
from acupoint.catalogue.phrases import words_beside
from acupoint.cli import flags
from acupoint.cli.options import CommandContext, Json, Plain, Pretty, local_time, reading_for
from acupoint.cli.readings import check_reading
from acupoint.clock import SYSTEM_CLOCK
from acupoint.errors import DONE, CatalogueError
from acupoint.terminal import output

_FILE_HELP = "A catalogue, or a clinic's file; where you name none, those in use."


def check_command(context: CommandContext) -> Callable[..., int]:
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
        from acupoint.check.check import check  # noqa: PLC0415 - it imports PyYAML, which help does not need

        reading = reading_for(plain=plain, pretty=pretty, json=json)
        shipped = context.file or read.catalogue_file()
        named = [Path(name) for name in files or ()]  # as a Path, Typer would ask the system about each
        clinics = [] if named else read.clinic_files(os.environ)
        words = words_beside(shipped)
        checked = check(
            named or [shipped, *([words] if words.is_file() else [])],
            shipped,
            local_time(SYSTEM_CLOCK).date(),
            clinics,
            flags.RESERVED_FLAGS,
        )
        output.write(check_reading(reading)(checked))
        return CatalogueError.exit_code if any(one.problems for one in checked) else DONE

    return command
