"""The command that makes a page to print."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from acupoint import __version__
from acupoint.catalogue.model import Catalogue
from acupoint.cli import flags
from acupoint.cli.options import CommandContext, Say, local_time, points_argument, reading_for
from acupoint.cli.own_words import say_lines
from acupoint.cli.request import (
    check_whole,
    need_something,
    read_drawings,
    report_for,
    suggestions_for,
    typed_line,
    write_no_point,
)
from acupoint.clock import SYSTEM_CLOCK
from acupoint.errors import DONE, UsageError
from acupoint.guide.suggest import Suggestions
from acupoint.guide.wording import notes_on
from acupoint.handout.page import MOST_POINTS, page
from acupoint.terminal import output

# Endings that say what the page is not.
_OTHER_FORMATS = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".ps", ".png", ".jpg", ".jpeg", ".svg", ".txt", ".md"}


def handout_command(context: CommandContext) -> Callable[..., int]:
    """The command `acupoint handout`."""
    catalogue = context.catalogue

    def command(
        points: Annotated[list[str] | None, points_argument(context, "[POINT...]")] = None,
        *,
        file: Annotated[
            str | None, typer.Option("-o", "--output", metavar="FILE", help="The file to write, or - for stdout.")
        ] = None,
        force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
        say: Say = None,
        **values: object,
    ) -> int:
        """Pages to print, for up to four points. You name them, or your flags choose them."""
        _refuse_other_formats(file)
        typed = typed_line(catalogue, "handout", values, say, points)
        need_something("print", typed)
        answer = suggestions_for(context, typed, report_for(context, typed, say_lines))
        check_whole(context.catalogue, answer)
        if not answer.suggestions:
            return write_no_point(catalogue, answer, reading_for())
        output.write_file(file, _handout(catalogue, answer), force=force)
        for note in notes_on(answer):  # not on the page, which does not say who it is for
            output.say(note)
        return DONE

    return flags.with_vocabulary(command, catalogue)


def _refuse_other_formats(file: str | None) -> None:
    ending = Path(file or "").suffix.lower()
    if ending in _OTHER_FORMATS:
        what = "write a file that ends in .html, and print that from a browser"
        raise UsageError(f"the page is HTML, not {ending[1:].upper()}; {what}")


def _handout(catalogue: Catalogue, answer: Suggestions) -> str:
    points = [suggestion.point for suggestion in answer.suggestions]
    if len(points) > MOST_POINTS:
        raise UsageError(f"a handout has room for {MOST_POINTS} points; you asked for {len(points)}")
    return page(catalogue, answer, read_drawings(points), version=__version__, today=local_time(SYSTEM_CLOCK).date())
