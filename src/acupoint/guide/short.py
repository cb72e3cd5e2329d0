"""The words of a short answer: what nobody may miss, made from the short words of the catalogue."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from acupoint.catalogue.model import Action, Catalogue, Claim, Condition, Kind, Point, Rule, Source, Statement
from acupoint.guide import wording
from acupoint.guide.suggest import AppliedRule, HeldBack, SelfReport, Suggestion, Suggestions
from acupoint.text import capitalized, clinic_mark, listed

NOT_ALL_WELL = "Having none of them does not mean that all is well."
_STRENGTHS = {strength: words.removesuffix(" for").lower() for strength, words in wording.STRENGTHS.items()}


def place_words(point: Point) -> str:
    """Where a point is, in few words where the catalogue has them."""
    return point.place.short or point.place.text


def uses_words(point: Point) -> str:
    """The names of what a point is for, the strongest first."""
    uses: dict[str, list[str]] = {}
    for claim in sorted(point.claims, key=lambda claim: -claim.strength):
        uses.setdefault(claim.strength.word, []).append(_marked(claim.symptom.short, claim))
    return " ".join(f"{capitalized(', '.join(texts))}." for texts in uses.values())


def best_words(claims: Iterable[Claim]) -> str:
    """What a point is best, good, and also for: `best when cold makes it worse`."""
    uses: dict[str, list[str]] = {}
    for claim in sorted(claims, key=lambda claim: -claim.strength):
        uses.setdefault(_STRENGTHS[claim.strength], []).append(_marked(claim.symptom.use, claim))
    return "; ".join(f"{strength} {listed(_without_repeats(texts))}" for strength, texts in uses.items())


def _marked(text: str, claim: Claim) -> str:
    return f"{text}{clinic_mark(claim.added_by) if claim.added_by != claim.symptom.added_by else ''}"


def _without_repeats(texts: Iterable[str]) -> Iterator[str]:
    # "when cold makes it worse and mornings are worst": the first word is said once as long as it stays the same.
    before = ""
    for text in texts:
        first, _, rest = text.partition(" ")
        yield rest if first == before else text
        before = first


def how_often(point: Point, claims: Iterable[Claim]) -> str:
    """How often to press *point*, and on whose word it is named in *claims*."""
    often = f"{capitalized(point.dose.often)}{clinic_mark(point.dose.added_by)}."
    return f"{often} {whose_word(wording.each_source(claims))}".strip()


def whose_word(sources: Sequence[Source]) -> str:
    """`On one practitioner's word, not on a trial.`; with more or other sources, on whose."""
    if not sources:
        return ""
    if len(sources) == 1 and sources[0].kind is Kind.PRACTITIONER and not sources[0].added_by:
        return "On one practitioner's word, not on a trial."
    return f"On the word of {wording.source_words(sources)}."


def not_if(catalogue: Catalogue, points: Sequence[Point], report: SelfReport) -> tuple[str, ...]:
    """When to leave which of *points* out: the conditions that nobody spoke of, then what holds for every point."""
    conditions = _unsaid(catalogue, points, report, Action.AVOID)
    return (*conditions, *(caution.short for caution in catalogue.cautions if caution.short))


def ask_first_if(catalogue: Catalogue, points: Sequence[Point], report: SelfReport) -> tuple[str, ...]:
    """When to ask before which of *points* is pressed: the conditions that nobody spoke of."""
    return tuple(_unsaid(catalogue, points, report, Action.ASK_FIRST))


def lightly_if(catalogue: Catalogue, points: Sequence[Point], report: SelfReport) -> tuple[str, ...]:
    """When to press which of *points* lightly: the conditions that nobody spoke of."""
    return tuple(_unsaid(catalogue, points, report, Action.PRESS_LIGHTLY))


def _unsaid(catalogue: Catalogue, points: Sequence[Point], report: SelfReport, action: Action) -> Iterator[str]:
    said = {condition.id for condition in report.conditions}
    for condition in () if report.conditions_asked else catalogue.conditions:
        codes = [point.code for point in points if condition.rule_for(point).action is action]
        if codes and condition.id not in said:
            yield condition.short if len(codes) == len(points) else f"{condition.short} ({listed(codes)})"


def general_cautions(catalogue: Catalogue) -> tuple[str, ...]:
    """The cautions for every point that have no short words."""
    return tuple(caution.text for caution in catalogue.cautions if not caution.short)


def further_cautions(catalogue: Catalogue, point: Point) -> tuple[str, ...]:
    """The cautions for every point that have no short words, and those of a clinic for this one."""
    return (*general_cautions(catalogue), *_of_clinics(point.cautions))


def cares(catalogue: Catalogue, point: Point) -> tuple[str, ...]:
    """What else to be careful of at a point: what nothing else on its card says, and all that a clinic says."""
    are_short = any(one.short for one in point.cautions)
    of_point = (one.text for one in point.cautions if one.short or one.added_by or not are_short)
    return (*general_cautions(catalogue), *of_point)


def stop_words(catalogue: Catalogue) -> str:
    """When to let go: `at sharp pain or a bruise. Faint: an emergency.`; in full where there are no short words."""
    return short_stops(catalogue.stop) or " ".join(one.text for one in catalogue.stop)


def short_stops(stop: Iterable[Statement]) -> str:
    """The short words of *stop* as one phrase, then those that are a sentence; empty where none has any."""
    shorts = [one.short for one in stop if one.short]
    signs = [sign for short in shorts if not short.endswith(".") for sign in short.split(", ")]
    sentences = [short for short in shorts if short.endswith(".")]
    return " ".join((f"at {listed(signs, 'or')}.", *sentences)) if signs else " ".join(sentences)


def further_stops(catalogue: Catalogue, point: Point) -> tuple[str, ...]:
    """When else to let go: what is said of this point alone, and by a clinic."""
    general = catalogue.stop if any(one.short for one in catalogue.stop) else ()
    return (*(one.text for one in point.stop), *_of_clinics(general))


def _of_clinics(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(one.text for one in statements if one.added_by and not one.short)


def because(applied: AppliedRule, *, is_last_word: bool = False) -> str:
    """Which condition bears on a point, and why: in a sentence, and with the last of the reason if *is_last_word*."""
    return f"{capitalized(applied.condition.short)}. {reason(applied, is_last_word=is_last_word)}"


def reason(applied: AppliedRule, *, is_last_word: bool = False) -> str:
    """The same for whoever has said it, who need not be told of it."""
    mark = clinic_mark(applied.rule.added_by)
    text = applied.rule.reason.removesuffix(mark)
    first = first_sentence(text)
    last = text.rpartition(". ")[2] if is_last_word else first
    return f"{first}{f' {last}' if last != first else ''}{mark}"


def first_sentence(text: str) -> str:
    """The first sentence of *text*."""
    first, stop, _ = text.partition(". ")
    return f"{first}." if stop else text


def order(applied: AppliedRule) -> str:
    """What a condition says to do about a point: `If you have varicose veins: press lightly.`."""
    return f"If {applied.condition.short}: {wording.order(applied.rule)}.{clinic_mark(applied.rule.added_by)}"


def left_out(answer: Suggestions) -> Iterator[tuple[str, str]]:
    """Each reason for which points are held back, after the codes of those that would do or were named.

    A reason is told in a sentence; where no point is left, also whom to ask, which is its last.
    """
    codes: dict[str, list[str]] = {}
    for held in _to_tell(answer):
        for applied in held.because:
            codes.setdefault(because(applied, is_last_word=not answer.suggestions), []).append(held.point.code)
    yield from ((listed(of_reason), why) for why, of_reason in codes.items())


def _to_tell(answer: Suggestions) -> Sequence[HeldBack]:
    # Who said what hurts need not hear of points for something else.
    if answer.are_named or not answer.report.symptoms:
        return answer.held_back
    return answer.held_matches or (answer.held_back if answer.holds_back_all else ())


def begin_words(answer: Suggestions) -> str:
    """Where to begin with several points, and how long all take."""
    points = [suggestion.point for suggestion in answer.suggestions]
    least = sum(2 * point.dose.seconds[0] for point in points) // 60
    most = ceil(sum(2 * point.dose.seconds[1] for point in points) / 60)
    time = f"{least} to {most}" if least < most else f"{most}"
    return f"Begin with {points[0].code}: you need not press them all. All take {time} minutes."


def further_words(suggestion: Suggestion, first: Suggestion) -> str:
    """What a point after the *first* is best for, and whom to ask about it or how to press it."""
    strongest = max(claim.strength for claim in suggestion.matched)
    best = best_words(claim for claim in suggestion.matched if claim.strength is strongest)
    ask = _ask(suggestion)
    ask = "Ask first too." if ask and ask == _ask(first) else ask
    return " ".join(filter(None, (f"{best}.", ask, wording.lightly_words(suggestion))))


def _ask(suggestion: Suggestion) -> str:
    rules = [applied.rule for applied in suggestion.ask_first]
    return f"Ask {wording.whom_to_ask(rules)} first." if rules else ""


def more_words(answer: Suggestions) -> tuple[str, str]:
    """The commands for more on each point, and for a session."""
    points = " ".join(suggestion.point.id for suggestion in answer.suggestions)
    return f"acupoint show {points}", wording.session_command(answer)


def condition_orders(catalogue: Catalogue, condition: Condition) -> str:
    """What a condition does to each point, in a sentence for each: `Leave out UB 60. Press UB 40 lightly.`."""
    return " ".join(_order(codes, rule) for codes, rule in wording.rules_of(catalogue, condition))


def _order(codes: str, rule: Rule) -> str:
    orders = {
        Action.AVOID: f"Leave out {codes}.",
        Action.ASK_FIRST: f"Ask your {listed(rule.ask, 'or')} first about {codes}.",
        Action.PRESS_LIGHTLY: f"Press {codes} lightly.",
    }
    return f"{orders[rule.action]}{clinic_mark(rule.added_by)}"
