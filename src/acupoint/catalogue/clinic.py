"""A clinic's file laid over a catalogue: it adds to the catalogue, and takes no safety away."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from acupoint.catalogue import entries
from acupoint.catalogue.builder import ADDITIONS, CatalogueBuilder
from acupoint.catalogue.entries import References
from acupoint.catalogue.fields import Fields, open_document
from acupoint.catalogue.model import (
    Action,
    Catalogue,
    Claim,
    Clinic,
    Condition,
    Dose,
    Point,
    Rule,
    Statement,
)
from acupoint.errors import CatalogueError, Problem
from acupoint.text import listed, name_key, visible

# The fields that can be added to an earlier entry.
OF_A_POINT = ("claims", "cautions", "stop", "notes", "dose")
OF_A_CONDITION = ("except",)

WORDS = "words"  # the list in which a clinic's file adds how people say an entry

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
    for name, why in _NOT_HERE.items():
        if top.has(name):
            top.add_problem(f"a clinic's file may not have '{name}': {why}; leave it out", name)
    builder.read()
    additions = _Additions(builder.references)
    top.has(WORDS)  # which is read where words are given
    for fields in top.groups(ADDITIONS, required=False):
        additions.add(fields)
    additions.end()
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


class _PointAdditions:
    # What has been added to one point so far.
    def __init__(self, point: Point) -> None:
        self.answered = {claim.symptom.id for claim in point.claims}
        self.doses = [point.dose]  # each lower than the one before
        self.claims: list[Claim] = []
        self.cautions: list[Statement] = []
        self.stop: list[Statement] = []
        self.notes: list[Statement] = []


class _Additions:
    """The additions of one file. There may be many to one point: each is kept, and all are joined at the end."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._points: dict[str, _PointAdditions] = {}
        self._rules: dict[str, dict[str, Rule]] = {}  # the exceptions of a condition, by point, by the condition

    def add(self, fields: Fields) -> None:
        """Take an addition in, with a problem for each thing in it that cannot be added."""
        if fields.has("point") != fields.has("condition"):
            add = self._add_to_point if fields.has("point") else self._add_to_condition
            add(fields)
            return
        what = "an addition is to a point or to a condition; write either 'point' or 'condition', and its id"
        fields.add_problem(what)
        for name in fields.names:
            fields.has(name)

    def end(self) -> None:
        """Put what was added into the entries."""
        points, conditions = self._references.points, self._references.conditions
        for point_id, added in self._points.items():
            point = points[point_id]
            points[point_id] = replace(
                point,
                dose=_lowest(added.doses),
                claims=(*point.claims, *added.claims),
                cautions=(*point.cautions, *added.cautions),
                stop=(*point.stop, *added.stop),
                about=(*point.about, *added.notes),
            )
        for condition_id, rules in self._rules.items():
            conditions[condition_id] = replace(conditions[condition_id], exceptions=tuple(rules.items()))

    def _add_to_point(self, fields: Fields) -> None:
        references = self._references
        _refuse_others(fields, "point", OF_A_POINT)
        added = self._added(references.points.get(fields.reference_id("point", references.points)))
        answered = added.answered if added else set()
        claims = entries.claims(fields, references, answered=answered, required=False)
        cautions = entries.statements(fields, "cautions", references, required=False, timed=True)
        stop = entries.statements(fields, "stop", references, required=False)
        notes = entries.statements(fields, "notes", references, required=False)
        of_dose = fields.group("dose") if fields.has("dose") else None
        dose = entries.dose(of_dose, references) if of_dose else None
        if added:
            added.claims += [claim for claim in claims if claim.symptom.id not in answered]
            added.answered |= {claim.symptom.id for claim in claims}
            added.cautions += cautions
            added.stop += stop
            added.notes += notes
            if of_dose and dose:
                _check_less(of_dose, dose, added.doses[-1])
                added.doses.append(dose)

    def _added(self, point: Point | None) -> _PointAdditions | None:
        if point is None:
            return None
        if point.id not in self._points:
            self._points[point.id] = _PointAdditions(point)
        return self._points[point.id]

    def _add_to_condition(self, fields: Fields) -> None:
        _refuse_others(fields, "condition", OF_A_CONDITION)
        conditions = self._references.conditions
        condition = conditions.get(fields.reference_id("condition", conditions))
        rules: dict[str, Rule] = {}
        if condition:
            rules = self._rules.setdefault(condition.id, dict(condition.exceptions))
        added = [self._stricter(item, condition, rules) for item in fields.groups("except", once="point")]
        rules |= {point_id: rule for point_id, rule in added if point_id}

    def _stricter(self, fields: Fields, condition: Condition | None, rules: Mapping[str, Rule]) -> tuple[str, Rule]:
        point_id = fields.reference_id("point", self._references.points)
        rule = entries.rule(fields, self._references)
        if not point_id or condition is None:
            return "", rule
        now = rules.get(point_id, condition.rule)
        is_known = fields.written("action") == rule.action.value  # it is a stand-in for a word that is not
        if is_known and rule.action.strictness <= now.action.strictness:
            hint = "leave it out" if now.action is Action.AVOID else "add a stricter one alone"
            what = f"'{now.action}' holds for '{point_id}' already, and '{rule.action}' is not stricter; {hint}"
            fields.add_problem(what, "action")
        return point_id, replace(rule, over=now)


def _refuse_others(fields: Fields, what: str, allowed: Sequence[str]) -> None:
    for name in fields.names:
        if name not in {what, *allowed}:
            fields.add_problem(f"'{visible(name)}' of a {what} cannot be changed; add {listed(allowed, 'or')}", name)
            fields.has(name)


def _check_less(fields: Fields, new: Dose, now: Dose) -> None:
    # A dose may only shrink: neither the least nor the most may grow.
    _check_numbers(fields, "seconds", new.seconds, now.seconds)
    _check_numbers(fields, "a_day", new.a_day, now.a_day)
    if (new.seconds, new.a_day) == (now.seconds, now.a_day):
        fields.add_problem("this dose is no lower than the one so far; write lower numbers, or leave it out")


def _check_numbers(fields: Fields, name: str, new: tuple[int, int], now: tuple[int, int]) -> None:
    if new[0] > now[0] or new[1] > now[1]:
        what = f"{list(new)} is more than the dose so far; neither number may be above that of {list(now)}"
        fields.add_problem(what, name)


def _lowest(doses: Sequence[Dose]) -> Dose:
    # The last dose, with the notes and sources of all.
    if len(doses) == 1:
        return doses[0]
    note = " ".join(dose.note for dose in doses if dose.note)
    sources = {source.id: source for dose in doses for source in dose.sources}
    return replace(doses[-1], note=note, sources=tuple(sources.values()), over=doses[0].first)
