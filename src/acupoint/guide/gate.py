"""What is felt -> the few warning signs to look for before a point is named.

A long list gates nobody: most people have one of its signs, and few have anything serious. A gate is two short lists.
"""

from collections.abc import Iterable, Iterator, Sequence

from acupoint.catalogue.model import Advice, Catalogue, Gate, GateItem, Point, Symptom, Urgency, WarningSign
from acupoint.text import listed

MOST = 7  # items in a list of several gates together

_Merged = tuple[set[int], GateItem]  # an item, with the numbers of the gates that have it


def gate_for(catalogue: Catalogue, symptoms: Iterable[Symptom], most: int = MOST) -> Gate:
    """The gate of the places among *symptoms*, several merged into one; without a place, the catalogue's first gate.

    A merged list has at most *most* items, but for what clinics add.

    When the pain is worse and how it feels add no gate of their own beside a place.
    """
    gates = gates_of(catalogue, symptoms)
    if len(gates) == 1:
        return gates[0]
    return Gate(
        id=" ".join(gate.id for gate in gates),
        title=listed(gate.title for gate in gates),
        emergency=_merged(gates, [gate.emergency for gate in gates], most),
        urgent=_merged(gates, [gate.urgent for gate in gates], most),
    )


def gates_of(catalogue: Catalogue, symptoms: Iterable[Symptom]) -> tuple[Gate, ...]:
    """The gate of each place among *symptoms*; without a place, the catalogue's first gate."""
    wanted = {symptom.gate for symptom in symptoms if symptom.gate}
    return tuple(gate for gate in catalogue.gates if gate.id in wanted) or catalogue.gates[:1]


def best_places(points: Iterable[Point]) -> tuple[Symptom, ...]:
    """The places that each of *points* is named for most strongly."""
    return tuple(symptom for point in points for symptom in _best_places(point))


def signs_by_urgency(
    catalogue: Catalogue, signs: Iterable[WarningSign]
) -> Iterator[tuple[Advice, tuple[WarningSign, ...]]]:
    """Each urgency's advice with those of *signs* that have it, the most urgent first."""
    found = list(signs)
    for advice in sorted(catalogue.advice, key=lambda advice: advice.urgency):
        yield advice, tuple(sign for sign in found if sign.urgency is advice.urgency)


def gate_lists(catalogue: Catalogue, gate: Gate) -> Iterator[tuple[Advice, tuple[GateItem, ...]]]:
    """The lists of *gate*, the more urgent first, each with what to do about its signs; no empty one."""
    advice = {one.urgency: one for one in catalogue.advice}
    for urgency, items in ((Urgency.EMERGENCY, gate.emergency), (Urgency.URGENT, gate.urgent)):
        if items:
            yield advice[urgency], items


def signs_for(catalogue: Catalogue, symptoms: Iterable[Symptom]) -> tuple[WarningSign, ...]:
    """The warning signs that belong to the gates of *symptoms*."""
    gates = {gate.id for gate in gates_of(catalogue, symptoms)}
    return tuple(sign for sign in catalogue.warnings if not gates.isdisjoint(sign.gates))


def _best_places(point: Point) -> list[Symptom]:
    places = [claim for claim in point.claims if claim.symptom.gate]
    strongest = max((claim.strength for claim in places), default=None)
    return [claim.symptom for claim in places if claim.strength is strongest]


def _merged(gates: Sequence[Gate], lists: Sequence[tuple[GateItem, ...]], most: int) -> tuple[GateItem, ...]:
    # A clinic's items stand after the guide's, and take no room from them.
    own = [tuple(item for item in items if not _is_clinics(item)) for items in lists]
    clinics = {item.text: item for items in lists for item in items if _is_clinics(item)}
    return (*_merged_own(gates, own, most), *clinics.values())


def _is_clinics(item: GateItem) -> bool:
    return any(sign.added_by for sign in item.signs)


def _merged_own(gates: Sequence[Gate], lists: Sequence[tuple[GateItem, ...]], most: int) -> tuple[GateItem, ...]:
    # What belongs to most of the gates comes first, then what is first in each.
    ranked = sorted(
        (
            (-_shared_by(item, gates), place, number, item)
            for number, items in enumerate(lists)
            for place, item in enumerate(items)
        ),
        key=lambda ranks: ranks[:3],
    )
    merged: dict[str, _Merged] = {}  # by its words
    for _, _, number, item in ranked:
        numbers, same = merged.get(item.text, (set(), GateItem(item.text, ())))
        signs = {sign.id: sign for sign in (*same.signs, *item.signs)}
        if item.text in merged or not _is_named(item, number, merged.values()):
            merged[item.text] = ({*numbers, number}, GateItem(item.text, tuple(signs.values())))
    return tuple(item for _, item in _shortened(list(merged.values()), most))


def _shortened(merged: list[_Merged], most: int) -> list[_Merged]:
    # As long as there are too many, an item that says nothing new among those that stay makes room for the next.
    while len(merged) > most:
        stay = merged[:most]
        spare = [one for one in stay if _is_spare(one, stay)]
        if not spare:
            return stay
        merged = [one for one in merged if one is not spare[-1]]
    return merged


def _is_spare(one: _Merged, among: Sequence[_Merged]) -> bool:
    numbers, item = one
    others = [other for other in among if other is not one]
    return all(_is_named(item, number, others) for number in numbers)


def _is_named(item: GateItem, number: int, items: Iterable[_Merged]) -> bool:
    # Whether the items of other gates than that *number* name each sign: within one gate, two items may well name the
    # same sign by two of its looks.
    named = {sign.id for numbers, one in items if numbers - {number} for sign in one.signs}
    return all(sign.id in named for sign in item.signs)


def _shared_by(item: GateItem, gates: Sequence[Gate]) -> int:
    return sum(all(gate.id in sign.gates for sign in item.signs) for gate in gates)
