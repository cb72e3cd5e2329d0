"""A clinic's file laid over a catalogue: it adds to the catalogue, and takes no safety away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from acupoint.catalogue import entries
from acupoint.catalogue.builder import ADDITIONS, CatalogueBuilder
from acupoint.catalogue.entries import References
from acupoint.catalogue.fields import Fields, open_document
from acupoint.catalogue.model import Action, Catalogue, Clinic, Condition, Dose, Point, Rule, Source
from acupoint.errors import CatalogueError, Problem
from acupoint.text import listed, name_key, visible

# The fields that can be added to an earlier entry.
OF_A_POINT = ("claims", "cautions", "stop", "notes", "dose")
OF_A_CONDITION = ("except",)

MOST_LETTERS = 40  # of a clinic's name

# The lists that a clinic's file may not have, and why.
_NOT_HERE = {
    "channels": "the channels are the WHO standard's",
    "unclear": "names with two meanings stay so",
    "urgencies": "what to do at each urgency stays as it is",
    "severe": "what to do about severe pain stays as it is",
    "gates": "a sign joins the gates that its 'for' names",
    "audience": "whom the guide is for stays so",
    "review": "it tells of the guide's own facts",
}


def read_over(base: Catalogue, files: Sequence[Path], reserved: Collection[str] = ()) -> Catalogue:
    """*base* with the *files* laid over it in turn. Raises CatalogueError with every problem found in them."""
    found: list[Problem] = []
    for file in files:
        try:
            top, problems = open_document(file)
            base = laid_over(base, top, file, reserved)
            problems.check()
        except CatalogueError as error:
            found += error.problems
    if found:
        raise CatalogueError(found)
    return base


def laid_over(base: Catalogue, top: Fields, file: Path, reserved: Collection[str] = ()) -> Catalogue:
    """*base* with a clinic's *file*, whose fields are *top*, laid over it; with stand-ins where there is a problem."""
    clinic = _clinic(top, file, base.clinics)
    base = replace(base, clinics=(*base.clinics, clinic))
    top.added_by = clinic.mark
    builder = CatalogueBuilder(top, base, file.parent / "pictures", whole=False, reserved=reserved)
    for field, why in _NOT_HERE.items():
        if top.has(field):
            top.add_problem(f"a clinic's file may not have '{field}': {why}; leave it out", field)
    builder.read()
    for fields in top.groups(ADDITIONS, required=False):
        _add(fields, builder.references)
    return builder.catalogue()


def clinic(fields: Fields) -> Clinic:
    """The clinic that a file is from. Its name is its mark."""
    name, telephone = fields.text("name"), fields.text("telephone", "")
    if len(name) > MOST_LETTERS:
        fields.add_problem(
            f"'name' has {len(name)} letters; it marks every text, so write {MOST_LETTERS} at most", "name"
        )
    return Clinic(name, name, telephone)


def _clinic(top: Fields, file: Path, others: Iterable[Clinic]) -> Clinic:
    # Without a name, the file's name is the mark. Its path would tell of the machine.
    fields = top.group("clinic") if top.has("clinic") else None
    named = clinic(fields) if fields else None
    found = named if named and named.mark else Clinic(visible(file.name))
    if name_key(found.mark) in {name_key(other.mark) for other in others}:
        what = f"another clinic's file is marked '{found.mark}', too; give one of them another name under 'clinic'"
        (fields or top).add_problem(what, "name")
    return found


def _add(fields: Fields, references: References) -> None:
    if fields.has("point") != fields.has("condition"):
        add = _add_to_point if fields.has("point") else _add_to_condition
        add(fields, references)
        return
    fields.add_problem("an addition is to a point or to a condition; write either 'point' or 'condition', and its id")
    for field in fields.names:
        fields.has(field)


def _refuse_others(fields: Fields, what: str, allowed: Sequence[str]) -> None:
    for field in fields.names:
        if field not in {what, *allowed}:
            fields.add_problem(f"'{visible(field)}' of a {what} cannot be changed; add {listed(allowed, 'or')}", field)
            fields.has(field)


def _add_to_point(fields: Fields, references: References) -> None:
    _refuse_others(fields, "point", OF_A_POINT)
    point = references.points.get(fields.reference_id("point", references.points))
    answered = {claim.symptom.id for claim in point.claims} if point else set()
    claims = entries.claims(fields, references, answered=answered, required=False)
    cautions = entries.statements(fields, "cautions", references, required=False, timed=True)
    stop = entries.statements(fields, "stop", references, required=False)
    notes = entries.statements(fields, "notes", references, required=False)
    dose = _less(fields.group("dose"), point, references) if fields.has("dose") else None
    if point:
        references.points[point.id] = replace(
            point,
            dose=dose or point.dose,
            claims=(*point.claims, *(claim for claim in claims if claim.symptom.id not in answered)),
            cautions=(*point.cautions, *cautions),
            stop=(*point.stop, *stop),
            about=(*point.about, *notes),
        )


def _less(fields: Fields, point: Point | None, references: References) -> Dose:
    # A dose may only shrink: neither the least nor the most may grow. The earlier note and sources stay.
    dose = entries.dose(fields, references)
    if point is None:
        return dose
    _check_less(fields, "seconds", dose.seconds, point.dose.seconds)
    _check_less(fields, "a_day", dose.a_day, point.dose.a_day)
    if (dose.seconds, dose.a_day) == (point.dose.seconds, point.dose.a_day):
        fields.add_problem("this dose is no lower than the one so far; write lower numbers, or leave it out")
    note = f"{point.dose.note} {dose.note}".strip()
    return replace(dose, note=note, sources=_together(point.dose.sources, dose.sources), over=point.dose)


def _check_less(fields: Fields, field: str, new: tuple[int, int], now: tuple[int, int]) -> None:
    if new[0] > now[0] or new[1] > now[1]:
        what = f"{list(new)} is more than the dose so far; neither number may be above that of {list(now)}"
        fields.add_problem(what, field)


def _together(some: Sequence[Source], more: Sequence[Source]) -> tuple[Source, ...]:
    return tuple({source.id: source for source in (*some, *more)}.values())


def _add_to_condition(fields: Fields, references: References) -> None:
    _refuse_others(fields, "condition", OF_A_CONDITION)
    condition = references.conditions.get(fields.reference_id("condition", references.conditions))
    added = [_stricter(item, condition, references) for item in fields.groups("except", once="point")]
    if condition is None:
        return
    rules = {**dict(condition.exceptions), **{point_id: rule for point_id, rule in added if point_id}}
    references.conditions[condition.id] = replace(condition, exceptions=tuple(rules.items()))


def _stricter(fields: Fields, condition: Condition | None, references: References) -> tuple[str, Rule]:
    point = references.points.get(fields.reference_id("point", references.points))
    rule = entries.rule(fields, references)
    if point is None or condition is None:
        return "", rule
    now = condition.rule_for(point)
    if rule.action.strictness <= now.action.strictness:
        hint = "leave it out" if now.action is Action.AVOID else "add a stricter one alone"
        what = f"'{now.action}' holds for '{point.id}' already, and '{rule.action}' is not stricter; {hint}"
        fields.add_problem(what, "action")
    return point.id, replace(rule, over=now)
