"""The plain reading in full: one labelled statement a line, for screen readers, pipes, and dumb terminals.

No boxes, no colour, no wrapping. Cautions come before the technique.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from acupoint.catalogue.model import Catalogue, Gate, Point, Source, Statement, Symptom
from acupoint.guide import no_point, wording
from acupoint.guide.gate import best_places, gate_for, gate_lists, signs_by_urgency
from acupoint.guide.suggest import Suggestion, Suggestions
from acupoint.text import capitalized, clinic_mark


def point_list(catalogue: Catalogue) -> str:
    """One point a line, tab-separated: code, name, where it is, what it is for."""
    rows = (
        (point.code, point.names.pinyin, point.place.text, "; ".join(map(wording.use_words, point.claims)))
        for point in catalogue.points
    )
    return "\n".join("\t".join(row) for row in rows)


def cards(catalogue: Catalogue, points: Iterable[Point], drawings: Mapping[str, object] | None) -> str:
    """A card a point, an empty line between two. Pictures are described; without *drawings* they are left out."""
    with_pictures = drawings is not None
    shown = list(points)
    places = best_places(shown)
    first = "\n".join(gate_first(catalogue, gate_for(catalogue, places), places))
    texts = ("\n".join(_card(catalogue, point, with_pictures=with_pictures)) for point in shown)
    return "\n\n".join((first, *texts)) + f"\nnote: {wording.NO_DOCTOR}"


def suggestions(catalogue: Catalogue, answer: Suggestions, _drawings: Mapping[str, object] | None = None) -> str:
    """The ranked points with their reasons, or why there are none."""
    return "\n".join(_withheld(answer) if answer.withheld else _suggestions(catalogue, answer))


def safety(catalogue: Catalogue, _symptoms: Sequence[Symptom]) -> str:
    """Every warning sign, the conditions, when to stop, the rules, and what the evidence says."""
    return "\n".join(_safety(catalogue))


def _safety(catalogue: Catalogue) -> Iterator[str]:
    for advice, of_urgency in signs_by_urgency(catalogue, catalogue.warnings):
        yield f"{advice.urgency.word}: {advice.act.text}"
        for sign in of_urgency:
            yield f"{advice.urgency.word} sign: {wording.flag(sign)}: {capitalized(sign.text)}."
    for condition in catalogue.conditions:
        for codes, rule in wording.rules_of(catalogue, condition):
            yield f"condition: {wording.flag(condition)}: {codes}: {wording.rule_words(condition, rule)}"
    yield from each("rule", (*catalogue.cautions, *catalogue.rules))
    yield from each("stop", catalogue.stop)
    yield from each("for whom", (catalogue.audience,) if catalogue.audience else ())
    yield from (f"checked: {words}" for words in wording.review_words(catalogue))
    yield from each("evidence", catalogue.evidence)
    yield from each("about", catalogue.about)
    yield from _sources(wording.sources_of_safety(catalogue))
    yield f"note: {wording.NO_DOCTOR}"


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        extent = wording.extent_words(source)
        yield f"source: {wording.title_words(source)}; {source.address}{f'; {extent}' if extent else ''}"


def _card(catalogue: Catalogue, point: Point, *, with_pictures: bool) -> Iterator[str]:
    names, whose = point.names, clinic_mark(point.added_by)
    yield f"point: {point.code}"
    yield f"WHO code: {point.who_code}"
    yield f"name: {names.pinyin}"
    yield f"Chinese: {', '.join(dict.fromkeys((names.chinese, *names.traditional)))}{whose}"
    yield f"English: {', '.join((names.english, *names.also_english))}{whose}"
    if names.spellings:
        yield f"also written: {', '.join(names.spellings)}{whose}"
    yield f"channel: {wording.channel_words(point)}"
    yield f"category: {point.category.text}"
    yield f"where: {point.place.text}"
    if point.picture and with_pictures:
        yield f"picture: {point.picture.text}"
    yield from each("caution", catalogue.cautions_for(point))
    for condition in catalogue.conditions:
        yield f"caution: {wording.rule_words(condition, condition.rule_for(point))}"
    yield from each("stop", catalogue.stop_signs_for(point))
    yield f"do this: {point.do.text}"
    yield from steps("find", point.find)
    yield from each("not to be mistaken for", point.neighbours)
    yield from steps("press", point.press)
    yield f"how long: {wording.dose_words(point.dose)}"
    if point.dose.note:
        yield f"how long, note: {point.dose.note}"
    yield from each("feels like", point.feel)
    if point.side_note:
        yield f"which side: {point.side_note.text}"
    for words, claims in wording.by_source(point.claims):
        for claim in claims:
            yield f"for: {wording.strength_words(claim)} {claim.text} Source: {words}"
    yield from each("about", point.about)
    yield from _sources(wording.sources_of(catalogue, point))


def _suggestions(catalogue: Catalogue, answer: Suggestions) -> Iterator[str]:
    yield from safety_first(catalogue, answer)
    yield from signs_named(answer)
    if said := wording.report_words(answer.report):
        yield f"you said: {said}"
    yield from _ranked(catalogue, answer) if answer.suggestions else _nothing(catalogue, answer)
    yield f"note: {wording.NO_DOCTOR}"


def safety_first(catalogue: Catalogue, answer: Suggestions) -> Iterator[str]:
    """For who was not asked: the signs that need help before any pressing, and what changes what may be pressed."""
    if not answer.report.signs_asked:
        yield from gate_first(catalogue, answer.gate, answer.places)
    if not answer.report.conditions_asked:
        yield f"first: {wording.SAY_FIRST}"
        for condition in catalogue.conditions:
            yield f"first: {wording.flag(condition)}: {capitalized(condition.text)}."


def gate_first(catalogue: Catalogue, gate: Gate, symptoms: Iterable[Symptom]) -> Iterator[str]:
    """The signs of *gate*, an item a line, each list after what to do about it."""
    yield f"first: {wording.PRESS_NOTHING}"
    for advice, items in gate_lists(catalogue, gate):
        yield f"first, {advice.urgency.word}: {advice.heading}:"
        yield from (f"first, {advice.urgency.word} sign: {capitalized(item.text)}" for item in items)
    yield f"first: {wording.GO_ON} All signs: {wording.safety_command(symptoms)}"


def _ranked(catalogue: Catalogue, answer: Suggestions) -> Iterator[str]:
    yield from each("caution", catalogue.cautions)
    for rank, suggestion in enumerate(answer.suggestions, start=1):
        yield from _suggestion(suggestion, f"{rank} of {len(answer.suggestions)}")
    yield from each("stop", catalogue.stop)
    yield from held_back(answer)
    yield f"press them by the clock: {wording.session_command(answer)}"
    for point in answer.not_matched:
        yield f"not matched: {point.code} would match {wording.flags_of(point)}"


def _nothing(catalogue: Catalogue, answer: Suggestions) -> Iterator[str]:
    """Why there is no point, and what the guide covers."""
    yield f"answer: {no_point.nothing_matches(answer)}"
    yield from held_back(answer)
    yield from covered(catalogue, answer)


def covered(catalogue: Catalogue, answer: Suggestions) -> Iterator[str]:
    """What the guide covers, where nothing matches."""
    for group, symptoms in no_point.covered(catalogue, answer):
        for symptom in symptoms:
            yield f"this guide covers: {group.title}: {wording.flag(symptom)}: {symptom.text}"


def held_back(answer: Suggestions) -> Iterator[str]:
    """Each point held back, and why."""
    return (f"held back: {code}: {why}" for code, why in wording.reasons_held_back(answer))


def _suggestion(suggestion: Suggestion, rank: str) -> Iterator[str]:
    point = suggestion.point
    yield f"suggestion {rank}: {point.code}, {point.names.pinyin}"
    yield f"do this: {wording.do_words(suggestion)}"
    for words, claims in wording.by_source(suggestion.matched):
        for claim in claims:
            yield f"why: {wording.strength_words(claim)} {claim.text} Source: {words}"
    for applied in suggestion.rules:
        yield f"caution: {wording.rule_words(applied.condition, applied.rule)}"
    yield from each("caution", point.cautions)
    yield from each("stop", point.stop)
    yield f"where: {point.place.text}"
    yield from steps("press", point.press)
    yield f"how long: {wording.dose_words(point.dose)}"
    yield from each("feels like", point.feel)
    if point.side_note:
        yield f"which side: {point.side_note.text}"
    yield f"more: acupoint show {point.id}"


def _withheld(answer: Suggestions) -> Iterator[str]:
    yield from signs_named(answer)
    yield from (f"question: {question} {how}" for question, how in no_point.unanswered(answer))
    yield f"answer: {no_point.withheld_words(answer)}"


def signs_named(answer: Suggestions) -> Iterator[str]:
    """What to do about the warning signs somebody has."""
    for advice, signs in wording.advice_with_signs(answer):
        yield f"{advice.urgency.word}: {advice.act.text}"
        yield from (f"because you said: {no_point.sign_words(answer, sign)}" for sign in signs)


def labelled(lines: Iterable[tuple[str, str]]) -> str:
    """A line a statement, each after its label."""
    return "\n".join(f"{label}: {text}" for label, text in lines)


def each(label: str, statements: Iterable[Statement]) -> Iterator[str]:
    """A line a statement, after the label."""
    return (f"{label}: {statement.text}" for statement in statements)


def steps(label: str, statements: Iterable[Statement]) -> Iterator[str]:
    """A line a statement, after the label and its number."""
    return (f"{label} {number}: {statement.text}" for number, statement in enumerate(statements, start=1))
