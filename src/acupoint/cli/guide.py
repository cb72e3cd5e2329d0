"""The commands that show what the catalogue says: list, show, suggest, and safety."""

from collections.abc import Callable
from typing import Annotated

import typer

from acupoint.cli import flags
from acupoint.cli.options import (
    CommandContext,
    Json,
    NoPager,
    Plain,
    Pretty,
    need_all,
    points_argument,
    reading_for,
    say_what_is_left_out,
)
from acupoint.cli.own_words import points_named, show_in
from acupoint.cli.readings import guide_reading, spoken_list
from acupoint.cli.request import check_whole, code_of, drawings_for, report_for, say_again, typed_line
from acupoint.errors import DONE
from acupoint.guide.suggest import self_report, suggest
from acupoint.terminal import output
from acupoint.terminal.output import Reading


def list_command(context: CommandContext) -> Callable[..., int]:
    """The command `acupoint list`."""
    catalogue = context.catalogue

    def command(
        *,
        full: Annotated[
            bool, typer.Option("--full", help="The places and uses in full, and what guide this is.")
        ] = False,
        no_pager: NoPager = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """Every point: where it is and what it is for."""
        need_all(catalogue)
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        is_heard = reading is Reading.PLAIN and not full and output.is_at_terminal()
        answer = spoken_list(catalogue) if is_heard else guide_reading(reading, full=full).point_list(catalogue)
        output.write(answer, pages=not no_pager, wraps=True)
        return DONE

    return command


def show_command(context: CommandContext) -> Callable[..., int]:
    """The command `acupoint show`."""
    catalogue = context.catalogue

    def command(
        points: Annotated[list[str], points_argument(context, "POINT...")],
        *,
        full: Annotated[bool, typer.Option("--full", help="Names, rules and reasons, and the sources.")] = False,
        no_picture: Annotated[bool, typer.Option("--no-picture", help="Leave the drawing out.")] = False,
        no_pager: NoPager = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """One card a point: where, how, what to be careful of, what it is for."""
        need_all(catalogue)
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        found = points_named(context, "show", points)
        drawings = None if no_picture else drawings_for(found, reading)
        output.write(
            guide_reading(reading, full=full).cards(catalogue, found, drawings), pages=not no_pager, wraps=True
        )
        return DONE

    return command


def suggest_command(context: CommandContext) -> Callable[..., int]:
    """The command `acupoint suggest`."""
    catalogue = context.catalogue

    def command(
        words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS...]", hidden=True)] = None,
        *,
        full: Annotated[bool, typer.Option("--full", help="Every reason, caution, and step.")] = False,
        no_pager: NoPager = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
        say: Annotated[list[str] | None, typer.Option("--say", metavar="WORDS", hidden=True)] = None,  # as elsewhere
        **values: object,
    ) -> int:
        """The points for what you feel, in your words or by flags. With neither, it asks."""
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        typed = typed_line(catalogue, "suggest", values, [*(words or ()), *(say or ())])
        report = report_for(context, typed, show_in(reading), asks=reading is not Reading.JSON)
        answer = suggest(catalogue, report)
        check_whole(context.catalogue, answer)
        drawings = drawings_for([found.point for found in answer.suggestions[:1]], reading)
        shown = guide_reading(reading, full=full).suggestions(catalogue, answer, drawings)
        output.write(shown, pages=not no_pager, wraps=True)
        say_again(report, typed, flags.true_names(full=full, plain=plain, pretty=pretty, json=json))
        return code_of(answer)

    return flags.with_vocabulary(command, catalogue)


def safety_command(context: CommandContext) -> Callable[..., int]:
    """The command `acupoint safety`."""
    catalogue = context.catalogue

    def command(
        *,
        full: Annotated[
            bool, typer.Option("--full", help="Every sign and rule, the evidence, and the sources.")
        ] = False,
        no_pager: NoPager = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
        **values: bool,
    ) -> int:
        """When not to press, and when to see a doctor. For what hurts or, without a flag, for back pain."""
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        report = self_report(catalogue, flags.true_flags(catalogue, values))
        say_what_is_left_out(catalogue.left_out)
        answer = guide_reading(reading, full=full).safety(catalogue, report.symptoms)
        output.write(answer, pages=not no_pager, wraps=True)
        return DONE

    return flags.with_symptoms(command, catalogue)
