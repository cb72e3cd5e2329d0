"""The lists of one catalogue file -> the catalogue they make, or what they add to the one the file is laid over."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from acupoint.catalogue import entries, signs
from acupoint.catalogue.entries import References
from acupoint.catalogue.fields import Fields
from acupoint.catalogue.model import Catalogue, Statement, Urgency, WarningSign
from acupoint.catalogue.name_checks import misnamed
from acupoint.text import name_key

ADDITIONS = "additions"  # the list in which a clinic's file adds to earlier entries


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


class CatalogueBuilder:
    """The entries of the catalogue so far, and what one file adds to them."""

    def __init__(
        self, top: Fields, base: Catalogue, pictures: Path, *, whole: bool, reserved: Collection[str] = ()
    ) -> None:
        """Start with the entries of *base*. The file's pictures are in the folder *pictures*.

        No symptom, condition, or warning sign may have a *reserved* id. A file that is a *whole* catalogue must have
        every list, and may have some that a clinic's file may not.
        """
        self.top = top
        self._whole = whole
        self.references = References(base)
        self._base = base
        self._pictures = pictures
        self._flags = {*reserved, *(flag for entry in base.vocabulary for flag in _flags_of(entry.id))}
        self._symptoms: dict[str, Fields] = {}
        self._points: dict[str, Fields] = {}
        self._gates: dict[str, Fields] = {}
        self._answered: set[str] = set()  # the symptoms that a point of this file answers, even a point with a problem

    def read(self) -> None:
        """Read the lists of entries."""
        references = self.references
        self._add("sources", [(item, entries.source(item)) for item in self._items("sources")], references.sources)
        if self._whole:
            channels = [(item, entries.channel(item, references)) for item in self._items("channels")]
            self._add("channels", channels, references.channels)
        self._add("groups", [(item, entries.group(item)) for item in self._items("groups")], references.groups)
        if self._whole:
            gates = [(item, signs.gate(item)) for item in self._items("gates")]
            self._gates = self._add("gates", gates, references.gates)
        symptoms = [(item, entries.symptom(item, references)) for item in self._items("symptoms")]
        self._symptoms = self._add("symptoms", symptoms, references.symptoms)
        if self._whole:
            self._read_advice()
        warnings = [(item, signs.warning(item, references)) for item in self._items("warnings")]
        added_warnings = self._add("warnings", warnings, references.warnings)
        self._fill_gates(added_warnings)
        points = [(item, entries.point(item, references, self._pictures)) for item in self._items("points")]
        self._points = self._add("points", points, references.points)
        self._answered = {claim.symptom.id for _, point in points for claim in point.claims}
        conditions = [(item, entries.condition(item, references)) for item in self._items("conditions")]
        added_conditions = self._add("conditions", conditions, references.conditions)
        for added in (self._symptoms, added_conditions, added_warnings):
            self._check_flags(added)

    def catalogue(self) -> Catalogue:
        """All entries, with the file's statements. Adds the problems that only show in the whole."""
        references, base, whole = self.references, self._base, self._whole
        unclear = [entries.unclear(fields) for fields in self.top.groups("unclear", required=False)] if whole else ()
        catalogue = Catalogue(
            sources=tuple(references.sources.values()),
            channels=tuple(references.channels.values()),
            unclear=(*base.unclear, *unclear),
            groups=tuple(references.groups.values()),
            gates=tuple(references.gates.values()),
            symptoms=tuple(references.symptoms.values()),
            advice=tuple(references.advice.values()),
            severe=signs.severe(self.top.group("severe"), references) if self.top.has("severe") else base.severe,
            warnings=tuple(references.warnings.values()),
            conditions=tuple(references.conditions.values()),
            cautions=self._with(base.cautions, "cautions", required=whole),
            stop=self._with(base.stop, "stop", required=whole),
            rules=self._with(base.rules, "rules"),
            evidence=self._with(base.evidence, "evidence"),
            ratings=self._with(base.ratings, "ratings"),
            about=self._with(base.about, "about", required=whole),
            audience=entries.statement(self.top.group("audience"), references) if whole else base.audience,
            review=entries.review(self.top.group("review")) if whole else base.review,
            points=tuple(references.points.values()),
            clinics=base.clinics,
        )
        self.top.end()
        self._check(catalogue)
        return catalogue

    def _items(self, field: str) -> Iterator[Fields]:
        return self.top.groups(field, required=self._whole)

    def _add(self, field: str, read: Iterable[tuple[Fields, T]], entries_by_id: dict[str, T]) -> dict[str, Fields]:
        # Adds what was read to the earlier entries, and returns the fields of each entry added, by id.
        before = frozenset(entries_by_id)
        added: dict[str, Fields] = {}
        for fields, entry in read:
            if entry.id in before:
                hint = f"add to it under '{ADDITIONS}'" if field in {"points", "conditions"} else "choose another id"
                what = f"'{entry.id}' is in the catalogue already, and cannot be changed; {hint}"
                fields.add_problem(what, "id")
            elif entry.id in added:
                fields.add_problem(f"the id '{entry.id}' is used twice in '{field}'; choose another", "id")
            elif entry.id:
                entries_by_id[entry.id] = entry
                added[entry.id] = fields
        return added

    def _check_flags(self, added: dict[str, Fields]) -> None:
        for entry_id, fields in added.items():
            if taken := next((flag for flag in _flags_of(entry_id) if flag in self._flags), ""):
                fields.add_problem(f"the id '{entry_id}' would be a second flag --{taken}; choose another", "id")
            self._flags.update(_flags_of(entry_id))

    def _read_advice(self) -> None:
        built = [signs.advice(fields, self.references) for fields in self.top.groups("urgencies")]
        for urgency in Urgency if built else ():
            count = sum(advice.urgency is urgency for advice in built)
            if count != 1:
                self.top.add_problem(f"'{urgency.word}' must be listed once, and is listed {count} times", "urgencies")
        self.references.advice.update({advice.urgency.word: advice for advice in built})

    def _fill_gates(self, added_warnings: dict[str, Fields]) -> None:
        references = self.references
        for gate_id, fields in self._gates.items():
            references.gates[gate_id] = signs.with_items(references.gates[gate_id], fields, references)
        asked = {
            gate.id: {sign.id for item in gate.emergency for sign in item.signs} for gate in references.gates.values()
        }
        joining: dict[str, list[WarningSign]] = {}
        for sign_id, fields in added_warnings.items():
            sign = references.warnings[sign_id]
            for gate_id in sign.gates:
                if fields.added_by:
                    joining.setdefault(gate_id, []).append(sign)
                elif fields.written("urgency") == Urgency.EMERGENCY.word and sign_id not in asked[gate_id]:
                    fields.add_problem(f"no item of the gate '{gate_id}' stands for this emergency; add one", "for")
        for gate_id, added in joining.items():
            references.gates[gate_id] = signs.joined(references.gates[gate_id], added)

    def _with(self, before: tuple[Statement, ...], field: str, *, required: bool = False) -> tuple[Statement, ...]:
        return (*before, *entries.statements(self.top, field, self.references, required=required))

    def _check(self, catalogue: Catalogue) -> None:
        answered = self._answered | {claim.symptom.id for point in catalogue.points for claim in point.claims}
        for symptom_id, fields in self._symptoms.items():
            if symptom_id not in answered:
                what = f"no point answers the symptom '{symptom_id}'; add a claim or leave the symptom out"
                fields.add_problem(what, "id")
        if self._whole:
            self._check_places()
        self._check_doses()
        if self._points:
            self._check_names(catalogue)

    def _check_names(self, catalogue: Catalogue) -> None:
        placed = tuple(point for point in catalogue.points if point.number)
        for point_id, found in groupby(misnamed(replace(catalogue, points=placed)), lambda one: one[0].id):
            if fields := self._points.get(point_id):
                places = {name_key(text.value): text for text in reversed(fields.texts_under("id", "names"))}
                for _, name, what in found:
                    fields.add_problem_at(what, places.get(name))

    def _check_places(self) -> None:
        # A place without a gate would have that of who names none: where one symptom of a group has a gate, each has.
        places = {fields.written("group") for fields in self._symptoms.values() if fields.has("gate")}
        for fields in self._symptoms.values():
            if fields.written("group") in places and not fields.has("gate"):
                fields.add_problem("the other symptoms of this group have a gate; name one here, too")

    def _check_doses(self) -> None:
        # The most that a clinic's point may be pressed is the most of any point of the guide.
        doses = [point.dose for point in self._base.points]
        if not doses:
            return
        seconds, a_day = max(dose.seconds[1] for dose in doses), max(dose.a_day[1] for dose in doses)
        for point_id, fields in self._points.items():
            dose = self.references.points[point_id].dose
            if dose.seconds[1] > seconds or dose.a_day[1] > a_day:
                most = f"{seconds} seconds or more often than {a_day} a day"
                fields.add_problem(f"no point is pressed longer than {most}", "dose")


def _flags_of(entry_id: str) -> tuple[str, str]:
    return entry_id, f"no-{entry_id}"  # the second is for a no to it


def whole(top: Fields, pictures: Path, reserved: Collection[str] = ()) -> Catalogue:
    """The catalogue of a file that is a whole one, with stand-ins where there is a problem."""
    builder = CatalogueBuilder(top, Catalogue(), pictures, whole=True, reserved=reserved)
    builder.read()
    return builder.catalogue()
