"""The plain reading of a short answer, ordered for the ear: one thing after the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from acupoint.catalogue.model import Catalogue, Gate, Point, Symptom
from acupoint.guide import no_point, plain, short, wording
from acupoint.guide.gate import best_places, gate_for, gate_lists, signs_by_urgency, signs_for
from acupoint.guide.suggest import SelfReport, Suggestion, Suggestions
from acupoint.text import capitalized


def point_list(catalogue: Catalogue) -> str:
    """One point a line, tab-separated: code, name, where it is, what it is for."""
    rows = (
        (point.code, point.names.pinyin, short.place_words(point), short.uses_words(point))
        for point in catalogue.points
    )
    return "\n".join("\t".join(row) for row in rows)


def spoken_list(catalogue: Catalogue) -> str:
    """The list for the ear: a labelled sentence for each thing to know."""
    lines = [
        f"point: {point.code}, {point.names.pinyin}. {capitalized(short.place_words(point))}. "
        f"For: {short.uses_words(point)}"
        for point in catalogue.points
    ]
    return "\n".join([*lines, "what hurts: acupoint suggest", "more: acupoint list --full"])


def suggestions(catalogue: Catalogue, answer: Suggestions, _drawings: Mapping[str, object] | None = None) -> str:
    """The first point and how to press it, the others in a line or two each; or why there are none."""
    return plain.suggestions(catalogue, answer) if answer.withheld else "\n".join(_suggestions(catalogue, answer))


def _suggestions(catalogue: Catalogue, answer: Suggestions) -> Iterator[str]:
    if not answer.report.signs_asked:
        yield from gate_lines(catalogue, answer.gate)
    yield from plain.signs_named(answer)
    if not answer.suggestions:
        yield f"answer: {no_point.nothing_matches(answer)}"
        yield from (f"left out: {codes}: {why}" for codes, why in short.left_out(answer))
        yield from plain.covered(catalogue, answer)
        yield from _last(answer.places)
        return
    first, *others = answer.suggestions
    point, report = first.point, answer.report
    yield from clauses("not if", short.not_if(catalogue, [point], report))
    yield from (f"caution: {short.reason(applied)}" for applied in first.rules)
    yield from (f"caution: {text}" for text in short.further_cautions(catalogue, point))
    yield f"do this at {point.code}: {wording.do_words(first)} {short.how_often(point, first.matched)}"
    yield f"why: {point.code}, {point.names.pinyin}: {short.best_words(first.matched)}."
    yield from clauses("ask first if", short.ask_first_if(catalogue, [point], report))
    yield from clauses("press lightly if", short.lightly_if(catalogue, [point], report))
    yield f"stop: {capitalized(short.stop_words(catalogue))}"
    yield from (f"stop: {text}" for text in short.further_stops(catalogue, point))
    if others:
        yield f"several points: {short.begin_words(answer)}"
    said = {short.reason(applied) for applied in first.rules}
    for suggestion in others:
        yield _further(suggestion, first)
        reasons = [short.reason(applied) for applied in suggestion.rules]
        yield from (f"caution: {reason}" for reason in reasons if reason not in said)
        said.update(reasons)
    yield from (f"left out: {codes}: {why}" for codes, why in short.left_out(answer))
    show, session = short.more_words(answer)
    yield f"more: {show}"
    yield f"by the clock: {session}"
    yield from _last(answer.places)


def _last(symptoms: Iterable[Symptom]) -> Iterator[str]:
    yield f"all signs: {wording.safety_command(symptoms)}"
    yield f"note: {wording.NO_DOCTOR}"


def _further(suggestion: Suggestion, first: Suggestion) -> str:
    point = suggestion.point
    named = f"{point.code}, {point.names.pinyin}, {short.place_words(point)}"
    return f"then: {named}: {short.further_words(suggestion, first)}"


def gate_lines(catalogue: Catalogue, gate: Gate) -> Iterator[str]:
    """The signs of *gate*: each list is one statement, whose indented lines stand one below another on a terminal."""
    for advice, items in gate_lists(catalogue, gate):
        yield f"{advice.heading}:"
        yield from (f"  {capitalized(item.text)}." for item in items)
    yield f"first: {wording.GO_ON_BRIEFLY}"


def clauses(label: str, phrases: Iterable[str]) -> Iterator[str]:
    """The *phrases* as sentences after the label; no line where there are none."""
    if text := " ".join(f"{capitalized(phrase)}." for phrase in phrases):
        yield f"{label}: {text}"


def cards(catalogue: Catalogue, points: Iterable[Point], _drawings: Mapping[str, object] | None) -> str:
    """A card a point: what to do well."""
    shown = list(points)
    places = best_places(shown)
    lines = [*gate_lines(catalogue, gate_for(catalogue, places))]
    for point in shown:
        lines += _card(catalogue, point)
    ids = " ".join(point.id for point in shown)
    return "\n".join([*lines, f"more: acupoint show {ids} --full", *_last(places)])


def _card(catalogue: Catalogue, point: Point) -> Iterator[str]:
    nobody = SelfReport()
    yield f"point: {point.code}, {point.names.pinyin}"
    yield from clauses("not if", short.not_if(catalogue, [point], nobody))
    yield f"do this: {point.do.text} {short.how_often(point, point.claims)}"
    yield from clauses("ask first if", short.ask_first_if(catalogue, [point], nobody))
    yield from clauses("press lightly if", short.lightly_if(catalogue, [point], nobody))
    yield from (f"caution: {text}" for text in short.cares(catalogue, point))
    yield from plain.steps("find", point.find)
    yield from plain.each("feels like", point.feel)
    yield f"stop: {capitalized(short.stop_words(catalogue))}"
    yield from (f"stop: {text}" for text in short.further_stops(catalogue, point))
    yield f"for: {short.uses_words(point)}"


def safety(catalogue: Catalogue, symptoms: Sequence[Symptom]) -> str:
    """The warning signs of *symptoms* in a few words, the conditions, and when to stop."""
    return "\n".join(_safety(catalogue, symptoms))


def _safety(catalogue: Catalogue, symptoms: Sequence[Symptom]) -> Iterator[str]:
    for advice, signs in signs_by_urgency(catalogue, signs_for(catalogue, symptoms)):
        if signs:
            yield f"{advice.urgency.word}: {advice.heading} for:"
        yield from (f"{advice.urgency.word} sign: {capitalized(sign.short)}. {wording.flag(sign)}" for sign in signs)
    yield f"note: {short.NOT_ALL_WELL}"
    for condition in catalogue.conditions:
        flag, orders = wording.flag(condition), short.condition_orders(catalogue, condition)
        yield f"condition: {flag}: {capitalized(condition.short)}. {orders}"
    for caution in catalogue.cautions:
        yield f"not if: {capitalized(caution.short)}." if caution.short else f"caution: {caution.text}"
    yield from plain.each("stop", catalogue.stop)
    yield from (f"checked: {words}" for words in wording.review_words(catalogue)[:1])
    yield "more: acupoint safety --full"
    yield f"note: {wording.NO_DOCTOR}"
