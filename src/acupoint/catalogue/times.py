"""The time of a point's dose, in the texts that take it: a clinic's shorter dose then changes every one of them."""

from collections.abc import Iterable
from dataclasses import replace

from acupoint.catalogue.model import Catalogue, Dose, Point, Source, Statement
from acupoint.text import clinic_mark

TIME = "{time}"  # what stands for the time in a text


def with_times(catalogue: Catalogue) -> Catalogue:
    """*catalogue* with the times put in. No dose may change afterwards."""
    return replace(catalogue, points=tuple(map(_with_time, catalogue.points)))


def _with_time(point: Point) -> Point:
    limit, dose = _limit(point), point.dose
    do, press = _filled(point.do, dose), _all_filled(point.press, dose)
    return replace(
        point,
        do=replace(do, text=f"{do.text} {limit.text}", sources=_together(do.sources, limit.sources)) if limit else do,
        press=(*press, limit) if limit else press,
        cues=_all_filled(point.cues, dose),
        cautions=_all_filled(point.cautions, dose),
    )


def _limit(point: Point) -> Statement | None:
    # What a clinic's dose changes, and the texts do not say by themselves.
    dose, is_timed = point.dose, TIME in point.do.text
    if dose.over is None or (is_timed and dose.a_day == dose.first.a_day):
        return None
    limit = f"No more often than {dose.often}" if is_timed else f"No longer or more often than this: {dose.words}"
    return Statement(f"{limit}.{clinic_mark(dose.added_by)}", dose.sources, dose.added_by)


def _all_filled(statements: Iterable[Statement], dose: Dose) -> tuple[Statement, ...]:
    return tuple(_filled(statement, dose) for statement in statements)


def _filled(statement: Statement, dose: Dose) -> Statement:
    if TIME not in statement.text:
        return statement
    mark = clinic_mark(dose.added_by) if dose.added_by != statement.added_by else ""
    text = statement.text.replace(TIME, f"{dose.time}{mark}")
    return replace(statement, text=text, sources=_together(statement.sources, dose.sources))


def _together(some: Iterable[Source], more: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({source.id: source for source in (*some, *more)}.values())
