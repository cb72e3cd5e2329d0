"""Catalogue + self-report -> which points to press, which are held back, or why no point is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from acupoint.catalogue.model import Action, Catalogue, Claim, Condition, Gate, Point, Rule, Symptom, WarningSign
from acupoint.guide.gate import best_places, gate_for
from acupoint.guide.own_words import Entry, OwnWords


@dataclass(frozen=True, slots=True)
class SelfReport:
    """What a person says about themselves, each part in the catalogue's order."""

    symptoms: tuple[Symptom, ...] = ()
    conditions: tuple[Condition, ...] = ()
    warnings: tuple[WarningSign, ...] = ()
    signs_asked: bool = False  # whether the person was asked about the signs of each gate of the symptoms
    conditions_asked: bool = False  # whether the person was asked about every condition
    words: OwnWords | None = None  # what they said in their own words
    unanswered: tuple[Entry, ...] = ()  # what those words may mean, which nobody has answered yet
    perhaps: tuple[Symptom, ...] = ()  # the same, of what withholds nothing: only its signs are to be looked for

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything in it, one by one."""
        return (*self.symptoms, *self.conditions, *self.warnings)

    @property
    def places(self) -> tuple[Symptom, ...]:
        """The symptoms whose signs are to be looked for."""
        return (*self.symptoms, *self.perhaps)

    @property
    def is_withheld(self) -> bool:
        """Whether a warning sign withholds every point."""
        return any(sign.urgency.withholds for sign in self.warnings)


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """What one condition does to one point."""

    condition: Condition
    rule: Rule


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A point to press, and why."""

    point: Point
    matched: tuple[Claim, ...]
    ask_first: tuple[AppliedRule, ...]
    press_lightly: tuple[AppliedRule, ...]

    @property
    def rules(self) -> tuple[AppliedRule, ...]:
        """The rules to know before pressing: first those about whom to ask."""
        return (*self.ask_first, *self.press_lightly)

    @property
    def score(self) -> int:
        """The sum of the matched claims' strengths."""
        return sum(claim.strength for claim in self.matched)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A point that a condition rules out, whether or not it matches a symptom."""

    point: Point
    because: tuple[AppliedRule, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer. If *withheld* is true, nothing in it names a point."""

    report: SelfReport
    places: tuple[Symptom, ...]  # those whose signs are to be looked for first
    gate: Gate  # those signs
    advice: tuple[WarningSign, ...]  # the most urgent first
    withheld: bool
    suggestions: tuple[Suggestion, ...]  # the highest score first
    held_back: tuple[HeldBack, ...]
    not_matched: tuple[Point, ...]
    are_named: bool = False  # whether the person named the points

    @property
    def held_matches(self) -> tuple[HeldBack, ...]:
        """The points held back that match a symptom."""
        wanted = {symptom.id for symptom in self.report.symptoms}
        return tuple(held for held in self.held_back if any(claim.symptom.id in wanted for claim in held.point.claims))

    @property
    def holds_back_all(self) -> bool:
        """Whether conditions hold back every point that would do."""
        return not self.suggestions and bool(self.held_matches or (self.held_back and not self.not_matched))


def self_report(
    catalogue: Catalogue, ids: Iterable[str], *, signs_asked: bool = False, conditions_asked: bool = False
) -> SelfReport:
    """The symptoms, conditions, and warning signs whose ids are among *ids*, in the catalogue's order."""
    wanted = frozenset(ids)
    return SelfReport(
        symptoms=tuple(entry for entry in catalogue.symptoms if entry.id in wanted),
        conditions=tuple(entry for entry in catalogue.conditions if entry.id in wanted),
        warnings=tuple(entry for entry in catalogue.warnings if entry.id in wanted),
        signs_asked=signs_asked,
        conditions_asked=conditions_asked,
    )


def suggest(catalogue: Catalogue, report: SelfReport) -> Suggestions:
    """The points that match *report*, ranked by score, ties in the catalogue's order.

    A warning sign that withholds, or that may be there, leaves no point in the answer. A condition that says avoid
    beats every match.
    """
    answer = _suggestions(catalogue, catalogue.points, report, report.places)
    return replace(
        answer,
        suggestions=tuple(sorted((one for one in answer.suggestions if one.matched), key=lambda one: -one.score)),
        not_matched=tuple(one.point for one in answer.suggestions if not one.matched),
    )


def suggest_named(catalogue: Catalogue, points: Sequence[Point], report: SelfReport) -> Suggestions:
    """The *points* somebody named, in their order and each once, without those that *report* holds back.

    As `suggest`, but every named point is in the answer, whether or not it matches. Without a symptom, the gate is that
    of the points.
    """
    answer = _suggestions(catalogue, points, report, report.places or best_places(points))
    return replace(answer, are_named=True)


def _suggestions(
    catalogue: Catalogue, points: Sequence[Point], report: SelfReport, places: tuple[Symptom, ...]
) -> Suggestions:
    advice = tuple(sorted(report.warnings, key=lambda sign: sign.urgency))
    withheld = report.is_withheld or bool(report.unanswered)
    once = () if withheld else tuple({point.id: point for point in points}.values())
    held_back = tuple(held for point in once if (held := _held_back(point, report)))
    out = {held.point.id for held in held_back}
    return Suggestions(
        report,
        places,
        gate_for(catalogue, places),
        advice,
        withheld=withheld,
        suggestions=tuple(_suggestion(point, report) for point in once if point.id not in out),
        held_back=held_back,
        not_matched=(),
    )


def _held_back(point: Point, report: SelfReport) -> HeldBack | None:
    because = _rules(point, report, Action.AVOID)
    return HeldBack(point, because) if because else None


def _suggestion(point: Point, report: SelfReport) -> Suggestion:
    wanted = {symptom.id for symptom in report.symptoms}
    return Suggestion(
        point=point,
        matched=tuple(claim for claim in point.claims if claim.symptom.id in wanted),
        ask_first=_rules(point, report, Action.ASK_FIRST),
        press_lightly=_rules(point, report, Action.PRESS_LIGHTLY),
    )


def _rules(point: Point, report: SelfReport, action: Action) -> tuple[AppliedRule, ...]:
    # What a milder rule says still holds under a stricter one: whom to ask, and then to press lightly.
    applied = (
        AppliedRule(condition, rule) for condition in report.conditions for rule in condition.rule_for(point).layers
    )
    return tuple(one for one in applied if one.rule.action is action)
