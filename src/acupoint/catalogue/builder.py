"""One catalogue file -> what it adds to what is known before it: nothing, or the catalogue it is laid over."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from acupoint.catalogue import entries as values
from acupoint.catalogue.entries import References
from acupoint.catalogue.fields import Fields
from acupoint.catalogue.model import Catalogue, Point, Statement, Unclear, Urgency
from acupoint.catalogue.name_checks import misnamed
from acupoint.text import name_key

ADDITIONS = "additions"  # the list of what a clinic's file adds to entries that are there already


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


class CatalogueBuilder:
    """A file as it is read: what is known by now, and the entries it adds."""

    def __init__(
        self, top: Fields, base: Catalogue, pictures: Path, *, whole: bool, reserved: Collection[str] = ()
    ) -> None:
        """Begin with what *base* knows; the file's pictures are in the folder *pictures*.

        No symptom, condition, or warning sign may have an id that is *reserved*.

        A *whole* catalogue must have every list, and has some that no other file may have.
        """
        self.top = top
        self._whole = whole
        self.known = References(base)
        self._base = base
        self._pictures = pictures
        self._flags = {*reserved, *(entry.id for entry in base.vocabulary)}
        self._symptoms: dict[str, Fields] = {}
        self._points: dict[str, Fields] = {}
        self._answered: set[str] = set()  # the ids of symptoms that any point here answers, even one that is refused

    def read(self) -> None:
        """Read the lists of entries."""
        known, whole = self.known, self._whole
        self._add("sources", values.source, known.sources, required=whole)
        if whole:
            self._add("channels", lambda entry: values.channel(entry, known), known.channels)
        self._add("groups", values.group, known.groups, required=whole)
        symptoms = self._add("symptoms", lambda entry: values.symptom(entry, known), known.symptoms, required=whole)
        if whole:
            self._read_advice()
        warnings = self._add("warnings", lambda entry: values.warning(entry, known), known.warnings, required=whole)
        points = self._add("points", self._point, known.points, required=whole)
        conditions = self._add(
            "conditions", lambda entry: values.condition(entry, known), known.conditions, required=whole
        )
        self._symptoms, self._points = symptoms, points
        for entries in (symptoms, conditions, warnings):
            self._check_flags(entries)

    def catalogue(self) -> Catalogue:
        """All that is known now, with the file's statements; notes what is wrong with it all together."""
        known, base, whole = self.known, self._base, self._whole
        unclear: Iterable[Unclear] = self.top.each("unclear", values.unclear, required=False) if whole else base.unclear
        catalogue = Catalogue(
            sources=tuple(known.sources.values()),
            channels=tuple(known.channels.values()),
            unclear=tuple(unclear),
            groups=tuple(known.groups.values()),
            symptoms=tuple(known.symptoms.values()),
            advice=tuple(known.advice.values()),
            warnings=tuple(known.warnings.values()),
            conditions=tuple(known.conditions.values()),
            cautions=self._with(base.cautions, "cautions", required=whole),
            stop=self._with(base.stop, "stop", required=whole),
            rules=self._with(base.rules, "rules"),
            evidence=self._with(base.evidence, "evidence"),
            ratings=self._with(base.ratings, "ratings"),
            about=self._with(base.about, "about", required=whole),
            points=tuple(known.points.values()),
        )
        self.top.end()
        self._check(catalogue)
        return catalogue

    def _add(
        self, field: str, build: Callable[[Fields], T], known: dict[str, T], *, required: bool = True
    ) -> dict[str, Fields]:
        before = frozenset(known)
        entries: dict[str, Fields] = {}

        def add(entry: Fields) -> None:
            value = build(entry)
            if value.id in before:
                hint = f"add to it under '{ADDITIONS}'" if field in {"points", "conditions"} else "choose another id"
                entry.note(f"'{value.id}' is in the catalogue already, and nothing there is changed; {hint}", "id")
            elif value.id in entries:
                entry.note(f"the id '{value.id}' is used twice in '{field}'; choose another", "id")
            elif value.id:
                known[value.id] = value
                entries[value.id] = entry

        self.top.each(field, add, required=required)
        return entries

    def _point(self, entry: Fields) -> Point:
        point = values.point(entry, self.known, self._pictures)
        self._answered.update(claim.symptom.id for claim in point.claims)
        return point

    def _check_flags(self, entries: dict[str, Fields]) -> None:
        for flag, entry in entries.items():
            if flag in self._flags:
                entry.note(f"the id '{flag}' would be a second flag --{flag}; choose another", "id")
            self._flags.add(flag)

    def _read_advice(self) -> None:
        built = self.top.each("urgencies", lambda entry: values.advice(entry, self.known))
        for urgency in Urgency if built else ():
            count = sum(advice.urgency is urgency for advice in built)
            if count != 1:
                self.top.note(f"'{urgency.word}' must be told once, and is told {count} times", "urgencies")
        self.known.advice.update({advice.urgency.word: advice for advice in built})

    def _with(self, before: tuple[Statement, ...], field: str, *, required: bool = False) -> tuple[Statement, ...]:
        return (*before, *values.statements(self.top, field, self.known, required=required))

    def _check(self, catalogue: Catalogue) -> None:
        answered = self._answered | {claim.symptom.id for point in catalogue.points for claim in point.claims}
        for symptom_id, entry in self._symptoms.items():
            if symptom_id not in answered:
                entry.note(f"no point answers the symptom '{symptom_id}'; add a claim or leave the symptom out", "id")
        self._check_doses()
        placed = tuple(point for point in catalogue.points if point.number)
        for point, name, what in misnamed(replace(catalogue, points=placed)):
            if point.id in self._points:
                self._points[point.id].note_text(what, ("id", "names"), _is_written(name))

    def _check_doses(self) -> None:
        # A clinic's point is pressed no longer and no more often than the longest and most that the guide has.
        doses = [point.dose for point in self._base.points]
        if not doses:
            return
        seconds, a_day = max(dose.seconds[1] for dose in doses), max(dose.a_day[1] for dose in doses)
        for point_id, entry in self._points.items():
            dose = self.known.points[point_id].dose
            if dose.seconds[1] > seconds or dose.a_day[1] > a_day:
                entry.note(
                    f"no point is pressed longer than {seconds} seconds or more often than {a_day} a day", "dose"
                )


def _is_written(name: str) -> Callable[[str], bool]:
    return lambda text: name_key(text) == name


def whole(top: Fields, pictures: Path, reserved: Collection[str] = ()) -> Catalogue:
    """The catalogue of a file that is one by itself, with stand-ins where there is a problem."""
    builder = CatalogueBuilder(top, Catalogue(), pictures, whole=True, reserved=reserved)
    builder.read()
    return builder.catalogue()
