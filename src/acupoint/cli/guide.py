"""The commands that tell what the catalogue says: list, show, suggest, and safety."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from acupoint.catalogue.names import find_points
from acupoint.cli import flags
from acupoint.cli.options import (
    DONE,
    PROGRAM,
    CommandContext,
    Json,
    Plain,
    Pretty,
    code_of,
    points_argument,
    reading_for,
)
from acupoint.cli.readings import guide_reading
from acupoint.terminal import output as terminal
from acupoint.terminal.output import Reading

if TYPE_CHECKING:
    from acupoint.catalogue.model import Point
    from acupoint.drawing.model import Drawing


def list_command(given: CommandContext) -> Callable[..., int]:
    """The command `acupoint list`."""
    catalogue = given.catalogue

    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False) -> int:
        """Every point: where it is and what it is for."""
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        terminal.write(guide_reading(reading).point_list(catalogue))
        return DONE

    return command


def show_command(given: CommandContext) -> Callable[..., int]:
    """The command `acupoint show`."""
    catalogue = given.catalogue

    def command(
        points: Annotated[list[str], points_argument(given, "POINT...")],
        *,
        no_picture: Annotated[bool, typer.Option("--no-picture", help="Leave the drawing out.")] = False,
        plain: Plain = False,
        pretty: Pretty = False,
        json: Json = False,
    ) -> int:
        """One card a point: where, how, what to be careful of, what it is for."""
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        found = find_points(catalogue, points)
        terminal.write(
            guide_reading(reading).cards(catalogue, found, None if no_picture else _drawings(found, reading))
        )
        return DONE

    return command


def _drawings(points: "list[Point]", reading: Reading) -> "dict[str, Drawing]":
    if reading is not Reading.SCREEN:
        return {}
    from acupoint.cli.request import drawings_for  # noqa: PLC0415 - the other readings have the description alone

    return drawings_for(points)


def suggest_command(given: CommandContext) -> Callable[..., int]:
    """The command `acupoint suggest`."""
    from acupoint.cli.request import answers  # noqa: PLC0415 - the commands above need none of it
    from acupoint.guide.suggest import self_report, suggest  # noqa: PLC0415 - as above

    catalogue = given.catalogue

    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False, **values: bool) -> int:
        """The points for what you feel, and why. With no flag, on a terminal, it asks."""
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        typed = flags.flags_given(catalogue, values)
        chosen = typed or answers(catalogue)
        answer = suggest(catalogue, self_report(catalogue, chosen, signs_asked=not typed))
        terminal.write(guide_reading(reading).suggestions(catalogue, answer))
        if chosen and not typed:
            again = flags.as_flags([*chosen, *flags.named(plain=plain, pretty=pretty, json=json)])
            terminal.say(f"The same again: {PROGRAM} suggest {again}")
        return code_of(answer)

    return flags.with_vocabulary(command, catalogue, given.describe)


def safety_command(given: CommandContext) -> Callable[..., int]:
    """The command `acupoint safety`."""
    catalogue = given.catalogue

    def command(*, plain: Plain = False, pretty: Pretty = False, json: Json = False) -> int:
        """When not to press, when to see a doctor, and what the evidence says."""
        reading = reading_for(plain=plain, pretty=pretty, json=json)
        terminal.write(guide_reading(reading).safety(catalogue))
        return DONE

    return command
