"""The fields of a warning sign, an urgency, or a gate -> its value."""

from collections.abc import Sequence
from dataclasses import replace

from acupoint.catalogue import entries
from acupoint.catalogue.entries import References
from acupoint.catalogue.fields import Fields
from acupoint.catalogue.model import Advice, Gate, GateItem, Statement, Urgency, WarningSign
from acupoint.text import clinic_mark

MOST_ITEMS = 5  # in a list of a gate
MOST_LETTERS = 40  # of an item: more is not taken in at a glance

_URGENCIES = {urgency.word: urgency for urgency in Urgency}
_NO_ADVICE = Advice(Urgency.EMERGENCY, "", "", Statement("", ()))  # a stand-in where the list is missing


def advice(fields: Fields, references: References) -> Advice:
    """What to do at one urgency."""
    return _advice(fields.one_of("id", _URGENCIES), fields, references)


def severe(fields: Fields, references: References) -> Advice:
    """What to do about severe pain that rises: a visit, and sooner than a routine one."""
    return _advice(Urgency.ROUTINE, fields, references)


def _advice(urgency: Urgency, fields: Fields, references: References) -> Advice:
    return Advice(
        urgency=urgency,
        title=fields.text("title"),
        heading=fields.text("heading"),
        act=Statement(fields.text("act"), entries.sources(fields, references)),
    )


def warning(fields: Fields, references: References) -> WarningSign:
    """A warning sign."""
    return WarningSign(
        id=fields.id(),
        text=fields.prose("text"),
        short=_brief(fields, "short"),
        gates=tuple(gate.id for gate in fields.references("for", references.gates)),
        advice=fields.reference("urgency", references.advice, _NO_ADVICE),
        sources=entries.sources(fields, references),
        added_by=fields.added_by,
    )


def gate(fields: Fields) -> Gate:
    """A gate, without its items, which name signs that are read later."""
    return Gate(id=fields.id(), title=fields.prose("title"), emergency=(), urgent=())


def with_items(gate: Gate, fields: Fields, references: References) -> Gate:
    """*gate* with its items."""
    return replace(
        gate,
        emergency=_gate_items(gate, "emergency", fields, references),
        urgent=_gate_items(gate, "urgent", fields, references),
    )


def _gate_items(gate: Gate, field: str, fields: Fields, references: References) -> tuple[GateItem, ...]:
    items = tuple(gate_item(item, gate, references) for item in fields.groups(field))
    if len(items) > MOST_ITEMS:
        fields.add_problem(f"a list of a gate has at most {MOST_ITEMS} items, and this has {len(items)}", field)
    return items


def gate_item(fields: Fields, gate: Gate, references: References) -> GateItem:
    """An item of *gate*, whose signs must be for it."""
    signs = fields.references("signs", references.warnings)
    for sign in signs:
        if gate.id not in sign.gates:
            fields.add_problem(f"'{sign.id}' is not for '{gate.id}'; add that to the sign's 'for'", "signs")
    return GateItem(_brief(fields, "text"), signs)


def joined(gate: Gate, added: Sequence[WarningSign]) -> Gate:
    """*gate* with an item for each sign that a clinic has *added*; a routine sign is in no gate."""
    items = {urgency: [GateItem(one.short, (one,)) for one in added if one.urgency is urgency] for urgency in Urgency}
    return replace(
        gate,
        emergency=(*gate.emergency, *items[Urgency.EMERGENCY]),
        urgent=(*gate.urgent, *items[Urgency.URGENT]),
    )


def _brief(fields: Fields, field: str) -> str:
    text = fields.text(field)
    if len(text) > MOST_LETTERS:
        fields.add_problem(f"'{field}' has {len(text)} letters, and at most {MOST_LETTERS} fit in a gate", field)
    return f"{text}{clinic_mark(fields.added_by)}"
