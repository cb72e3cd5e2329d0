"""Sentences that several readings share, made from the catalogue's values."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol

from acupoint.catalogue.model import (
    Action,
    Advice,
    Basis,
    Catalogue,
    Claim,
    Condition,
    Dose,
    Extent,
    Group,
    Point,
    Rule,
    Source,
    Strength,
    Symptom,
    WarningSign,
)
from acupoint.guide.own_words import Entry
from acupoint.guide.suggest import AppliedRule, SelfReport, Suggestion, Suggestions
from acupoint.text import capitalized, clinic_mark, listed


class _Sourced(Protocol):
    @property
    def sources(self) -> tuple[Source, ...]: ...


PRESS_NOTHING = "Press nothing yet if you have any of these."
NONE_OF_THESE = "None of these now?"  # on a screen, where the answer is seen to go on below
GO_ON = "If you have none of these now, go on."  # for the ear, which takes a question for the end
GO_ON_BRIEFLY = "If none, go on."
IF_WORRIED = "If worried, see a doctor."
SAY_FIRST = "Say so first if one of these is true of you, for it changes what you may press."
NO_DOCTOR = "A self-care guide, not a doctor. If you are worried, see somebody."

STRENGTHS = {Strength.KEY: "Best for", Strength.GOOD: "Good for", Strength.ALSO: "Also for"}

_BASES = {
    Basis.TRADITION: "tradition",
    Basis.ANATOMY: "anatomy",
    Basis.INFERENCE: "our inference",
    Basis.TRIAL: "a trial",
    Basis.ADVICE: "a health service's advice",
}
_CLINICS_BASES = {Basis.INFERENCE: "the clinic's inference", Basis.ADVICE: "the clinic's advice"}


def dose_words(dose: Dose) -> str:
    """How long and how often, marked with the clinic that says so."""
    return f"{dose.words}{clinic_mark(dose.added_by)}"


def source_words(sources: Iterable[Source]) -> str:
    """Who says so: `Many Lives Chinese Medicine (practitioner)`."""
    return listed(f"{source.publisher} ({source.kind.words})" for source in sources)


_EXTENTS = {
    Extent.WHOLE: "read whole",
    Extent.LIST: "its list of signs read",
    Extent.PART: "read in part",
    Extent.ABSTRACT: "abstract read",
}


def extent_words(source: Source) -> str:
    """How much of a source was read; empty where that is not said."""
    return _EXTENTS[source.read] if source.read else ""


def review_words(catalogue: Catalogue) -> tuple[str, ...]:
    """How far the guide was checked, when, and when it is to be checked again."""
    review = catalogue.review
    if review is None:
        return ()
    return (f"Facts last checked on {review.checked}, to be checked again by {review.again}.", review.text)


def title_words(source: Source) -> str:
    """A source's title, publisher, and kind."""
    return f"{source.title}; {source.publisher} ({source.kind.words})"


def do_words(suggestion: Suggestion) -> str:
    """The one line to follow, after whom to ask and how lightly to press."""
    return f"{before_words(suggestion)} {suggestion.point.do.text}".strip()


def before_words(suggestion: Suggestion) -> str:
    """Whom to ask before pressing, and how lightly to press; empty where no condition asks for either."""
    ask = ""
    if suggestion.ask_first:
        whom = whom_to_ask([applied.rule for applied in suggestion.ask_first])
        ask = f"First ask {whom}, and go on only if they agree."
    return f"{ask} {lightly_words(suggestion)}".strip()


def lightly_words(suggestion: Suggestion) -> str:
    """`Press lightly.`; empty where no condition says so."""
    marks = _marks(applied.rule for applied in suggestion.press_lightly)
    return f"Press lightly.{marks}" if suggestion.press_lightly else ""


def _marks(rules: Iterable[Rule]) -> str:
    return "".join(dict.fromkeys(clinic_mark(rule.added_by) for rule in rules))


def whom_to_ask(rules: Sequence[Rule]) -> str:
    """Whom to ask about *rules*: somebody who can answer for all of them, otherwise somebody for each."""
    for_all = [whom for whom in rules[0].ask if all(whom in rule.ask for rule in rules)]
    groups = [tuple(for_all)] if for_all else dict.fromkeys(rule.ask for rule in rules)
    whom = listed(f"your {listed(group, 'or')}" for group in groups)
    return f"{whom}{_marks(rules)}"


def rule_words(condition: Condition, rule: Rule) -> str:
    """What a condition means for a point, why, and what that rests on."""
    return f"If {condition.text}: {order_words(rule)}"


def order_words(rule: Rule) -> str:
    """What a rule says to do about a point, why, and what that rests on."""
    milder = f" The guide itself says: {order_words(rule.over)}" if rule.over else ""
    return f"{order(rule)}. {_because(rule)}{milder}"


def order(rule: Rule) -> str:
    """What a rule says to do about a point."""
    orders = {
        Action.AVOID: "leave this point out",
        Action.ASK_FIRST: f"ask your {listed(rule.ask, 'or')} first",
        Action.PRESS_LIGHTLY: "press lightly",
    }
    return orders[rule.action]


def _because(rule: Rule) -> str:
    basis = _CLINICS_BASES.get(rule.basis, _BASES[rule.basis]) if rule.added_by else _BASES[rule.basis]
    return f"{rule.reason} (This rests on {basis}.)"


def rules_of(catalogue: Catalogue, condition: Condition) -> Iterator[tuple[str, Rule]]:
    """Each rule of a condition once, with the points it holds for: `UB 60`, `KD 4 and GB 41`, or `every point`."""
    pairs = [(point.code, condition.rule_for(point)) for point in catalogue.points]
    rules = list(dict.fromkeys(rule for _, rule in pairs))
    for rule in rules:
        codes = listed(code for code, of_point in pairs if of_point == rule)
        yield codes if len(rules) > 1 else "every point", rule


def reason_words(applied: AppliedRule) -> str:
    """Why a condition holds a point back, and what that rests on."""
    reasons = " ".join(map(_because, applied.rule.layers))
    return f"{capitalized(applied.condition.text)}. {reasons}"


def reasons_held_back(answer: Suggestions) -> Iterator[tuple[str, str]]:
    """The code of each point held back, with each reason why."""
    for held in answer.held_back:
        for applied in held.because:
            yield held.point.code, reason_words(applied)


def notes_on(answer: Suggestions) -> Iterator[str]:
    """What a handout does not print but whoever prints it should know: advice, and what the conditions change."""
    for advice, signs in advice_with_signs(answer):
        yield f"{advice.title}: {advice.act.text} You said: {'; '.join(sign.text for sign in signs)}."
    for suggestion in answer.suggestions:
        for applied in suggestion.rules:
            yield f"{suggestion.point.code}: {rule_words(applied.condition, applied.rule)}"
    for code, why in reasons_held_back(answer):
        yield f"Left out: {code}: {why}"


def strength_words(claim: Claim) -> str:
    """How strongly a point is named for a symptom: `Best for: worse in the cold.`."""
    return f"{STRENGTHS[claim.strength]}: {claim.symptom.text}."


def use_words(claim: Claim) -> str:
    """What a point is for, marked with the clinic that says so unless its symptom is marked already."""
    return f"{claim.symptom.text}{clinic_mark(claim.added_by) if claim.added_by != claim.symptom.added_by else ''}"


def by_source(claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """The claims in runs that rest on the same sources, each after the words for those sources."""
    for sources, run in groupby(claims, key=lambda claim: claim.sources):
        yield source_words(sources), tuple(run)


def channel_words(point: Point) -> str:
    """A point's channel, also in Chinese where the catalogue has that."""
    return ", ".join(filter(None, (point.channel.full_name, point.channel.chinese)))


def by_strength(point: Point) -> Iterator[tuple[str, str]]:
    """What a point is for, the strongest uses first: each heading with its symptoms."""
    for strength, heading in STRENGTHS.items():
        texts = [use_words(claim) for claim in point.claims if claim.strength is strength]
        if texts:
            yield heading, "; ".join(texts)


def flag(entry: Entry) -> str:
    """The flag to type: `--cold`."""
    return f"--{entry.id}"


def flags_of(point: Point) -> str:
    """The flags of the symptoms a point is for: `--side --rotation`."""
    return " ".join(f"{flag(claim.symptom)}{clinic_mark(claim.added_by)}" for claim in point.claims)


def symptoms_by_group(catalogue: Catalogue) -> Iterator[tuple[Group, tuple[Symptom, ...]]]:
    """Each group with its symptoms."""
    for group in catalogue.groups:
        yield group, tuple(symptom for symptom in catalogue.symptoms if symptom.group.id == group.id)


def advice_with_signs(answer: Suggestions) -> Iterator[tuple[Advice, tuple[WarningSign, ...]]]:
    """What to do about the signs somebody has, the most urgent first, each advice once with its signs."""
    for _, run in groupby(answer.advice, key=lambda sign: sign.urgency):
        signs = tuple(run)
        yield signs[0].advice, signs


def safety_command(symptoms: Iterable[Symptom]) -> str:
    """What to type for every sign of these *symptoms*: `acupoint safety --headache`. One of each gate says enough."""
    places = {symptom.gate: symptom for symptom in reversed(list(symptoms)) if symptom.gate}
    return " ".join(("acupoint safety", *map(flag, reversed(places.values()))))


def report_words(report: SelfReport) -> str:
    """The symptoms and conditions somebody has, as one phrase."""
    entries: tuple[Symptom | Condition, ...] = (*report.symptoms, *report.conditions)
    return "; ".join(entry.text for entry in entries)


def session_command(answer: Suggestions) -> str:
    """What to type for a session with these points, with every flag, so that the same cautions hold there."""
    return " ".join(("acupoint session", *map(flag, answer.report.entries)))


def sources_of_safety(catalogue: Catalogue) -> tuple[Source, ...]:
    """Every source of the safety page, each once, in the order of the page."""
    rules = (
        layer
        for condition in catalogue.conditions
        for point in catalogue.points
        for layer in condition.rule_for(point).layers
    )
    advice = (advice.act for advice in catalogue.advice)
    audience = (catalogue.audience,) if catalogue.audience else ()
    general = (*catalogue.cautions, *catalogue.rules, *catalogue.stop, *catalogue.evidence, *catalogue.about, *audience)
    return each_source((*advice, *catalogue.warnings, *rules, *general))


def sources_of(catalogue: Catalogue, point: Point) -> tuple[Source, ...]:
    """Every source of a point's card, each once, in the order of the card."""
    parts = (
        point.names,
        point.channel,
        point.category,
        point.place,
        *((point.picture,) if point.picture else ()),
        *catalogue.cautions_for(point),
        *(layer for condition in catalogue.conditions for layer in condition.rule_for(point).layers),
        *catalogue.stop_signs_for(point),
        point.do,
        *point.find,
        *point.neighbours,
        *point.press,
        point.dose,
        *point.feel,
        point.need,
        *point.cues,
        *((point.side_note,) if point.side_note else ()),
        *point.claims,
        *point.about,
    )
    return each_source(parts)


def each_source(parts: Iterable[_Sourced]) -> tuple[Source, ...]:
    """Every source of *parts*, each once, in the order they come."""
    found = {source.id: source for part in parts for source in part.sources}
    return tuple(found.values())
