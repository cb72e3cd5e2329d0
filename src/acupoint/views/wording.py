"""Sentences that more than one reading says, made from the catalogue's values."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from acupoint.model import Action, Basis, Catalogue, Claim, Condition, Dose, Point, Rule, Source, Strength, Symptom
from acupoint.suggest import AppliedRule, Suggestion, Suggestions
from acupoint.text import listed, sentence

NOTHING_MATCHES = "Nothing in this guide matches what you said."
WITHHELD = "This guide names no point until a clinician has looked at that."
NO_DOCTOR = "A self-care guide, not a doctor."

STRENGTHS = {Strength.KEY: "Best for", Strength.GOOD: "Good for", Strength.ALSO: "Also for"}

_BASES = {
    Basis.TRADITION: "tradition",
    Basis.ANATOMY: "anatomy",
    Basis.INFERENCE: "our inference",
    Basis.TRIAL: "a trial",
    Basis.ADVICE: "a health service's advice",
}
_TIMES = {1: "once", 2: "twice"}


def dose_words(dose: Dose) -> str:
    """How long and how often: `1 to 2 minutes a side, once or twice a day`."""
    least, most = dose.seconds
    fewest, top = dose.a_day
    how_long = f"{_time(most)} a side at most" if least == most else f"{_time_range(least, most)} a side"
    how_often = _times(top) if fewest == top else f"{_times(fewest, bare=True)} or {_times(top)}"
    return f"{how_long}, {how_often} a day"


def _time(seconds: int) -> str:
    count, unit = (seconds // 60, "minute") if seconds % 60 == 0 else (seconds, "second")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _time_range(least: int, most: int) -> str:
    if least % 60 == most % 60 == 0:
        return f"{least // 60} to {_time(most)}"
    return f"{least} to {most} seconds"


def _times(count: int, *, bare: bool = False) -> str:
    return _TIMES.get(count, f"{count}" if bare else f"{count} times")


def source_words(sources: Iterable[Source]) -> str:
    """On whose word: `Many Lives Chinese Medicine (practitioner)`."""
    return listed(f"{source.publisher} ({source.kind.words})" for source in sources)


def title_words(source: Source) -> str:
    """A source by its title, who published it, and of what kind it is."""
    return f"{source.title}; {source.publisher} ({source.kind.words})"


def do_words(suggestion: Suggestion) -> str:
    """The one line to follow, with whom to ask, and how lightly to press, before anything else."""
    words = suggestion.point.do.text
    if suggestion.press_lightly:
        words = f"Press lightly. {words}"
    if suggestion.ask_first:
        whom = listed(dict.fromkeys(applied.rule.ask for applied in suggestion.ask_first))
        words = f"First ask {whom}. Only if they agree: {words[:1].lower()}{words[1:]}"
    return words


def rule_words(condition: Condition, rule: Rule) -> str:
    """What a condition does to a point, why, and what that rests on."""
    orders = {
        Action.AVOID: "leave this point out",
        Action.ASK_FIRST: f"ask {rule.ask} first",
        Action.PRESS_LIGHTLY: "press lightly",
    }
    return f"If {condition.text}: {orders[rule.action]}. {rule.reason} (This rests on {_BASES[rule.basis]}.)"


def reason_words(applied: AppliedRule) -> str:
    """Why a condition holds a point back: what was said, the reason, and what it rests on."""
    return f"{sentence(applied.condition.text)}. {applied.rule.reason} (This rests on {_BASES[applied.rule.basis]}.)"


def strength_words(claim: Claim) -> str:
    """A matched symptom and how strongly the point is named for it: `worse in the cold (key)`."""
    return f"{claim.symptom.text} ({claim.strength.word})"


def by_source(claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Neighbouring claims that rest on the same word, each run with that word."""
    for sources, run in groupby(claims, key=lambda claim: claim.sources):
        yield source_words(sources), tuple(run)


def by_strength(point: Point) -> Iterator[tuple[str, str]]:
    """What a point is for, the strongest uses first: a heading and the symptoms under it."""
    for strength, heading in STRENGTHS.items():
        texts = [claim.symptom.text for claim in point.claims if claim.strength is strength]
        if texts:
            yield heading, "; ".join(texts)


def flag(symptom: Symptom) -> str:
    """The symptom's flag."""
    return f"--{symptom.id}"


def flags_of(point: Point) -> str:
    """The flags that a point answers: `--side --rotation`."""
    return " ".join(flag(claim.symptom) for claim in point.claims)


def covered(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Symptom, ...]]]:
    """Everything the guide answers: each group's title and its symptoms."""
    for group in catalogue.groups:
        yield group.title, tuple(symptom for symptom in catalogue.symptoms if symptom.group.id == group.id)


def signs_line(catalogue: Catalogue) -> str:
    """One line: the signs to see a doctor for before pressing anything."""
    signs = "; ".join(sign.short for sign in catalogue.warnings if sign.urgency.withholds)
    return f"See a doctor before you press anything if you have any of these: {signs}."


def asked_words(answer: Suggestions) -> str:
    """What was said, as one phrase."""
    symptoms = (symptom.text for symptom in answer.asked.symptoms)
    conditions = (condition.text for condition in answer.asked.conditions)
    return "; ".join((*symptoms, *conditions))


def nothing_matches(answer: Suggestions) -> str:
    """Why no point is suggested, though none is withheld."""
    wanted = {symptom.id for symptom in answer.asked.symptoms}
    held_a_match = any(claim.symptom.id in wanted for held in answer.held_back for claim in held.point.claims)
    if held_a_match:
        return "Every point that matches what you said is held back."
    return NOTHING_MATCHES if wanted else "You named no symptom, so there is nothing to match."


def sources_of(catalogue: Catalogue, point: Point) -> tuple[Source, ...]:
    """Every source a point's card rests on, each once, in the order the card comes to them."""
    parts = (
        point.names,
        point.channel,
        point.category,
        point.place,
        *catalogue.cautions_for(point),
        *(condition.rule_for(point) for condition in catalogue.conditions),
        *catalogue.stop_signs_for(point),
        point.do,
        *point.find,
        *point.neighbours,
        *point.press,
        point.dose,
        *point.feel,
        *((point.side_note,) if point.side_note else ()),
        *point.claims,
        *point.about,
    )
    found = {source.id: source for part in parts for source in part.sources}
    return tuple(found.values())
