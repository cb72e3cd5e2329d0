"""A text -> what it says of the entries of the vocabulary, and what was not understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from acupoint.catalogue import said as lists
from acupoint.catalogue.wordforms import BREAKS, Word, words_in
from acupoint.words import scope
from acupoint.words.matches import Match, Span, matches_in
from acupoint.words.scope import Scope
from acupoint.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Said:
    """An entry of the vocabulary, and the person's own words for it."""

    id: str  # of a symptom, a condition, or a warning sign
    said: str  # as it stands in the text


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says. An id is in one of the three lists at most."""

    text: str  # the whole text
    stated: tuple[Said, ...] = ()  # acts as the flag does
    asked: tuple[Said, ...] = ()  # to be asked before a point is named
    denied: tuple[Said, ...] = ()  # said not to be so
    not_understood: tuple[str, ...] = ()  # the parts of the text that say none of these


def hear(text: str, vocabulary: Vocabulary) -> Heard:
    """What *text* says of the entries of the *vocabulary*."""
    words = words_in(text, vocabulary.forms)
    matches = matches_in(words, vocabulary)
    entries = [match for match in matches if match.head[1]]
    speech = [match for match in matches if not match.head[1]]
    entries = _without_idioms(entries, speech)
    negating = {match.spans[0] for match in speech if match.head[0] == "negations"}
    holding = {span for match in entries for span in match.spans if _holds(span, negating)}
    at = Scope(words, speech, holding)
    found: dict[str, dict[scope.Said, Match]] = {}
    for match in sorted(entries, key=lambda one: one.whole[0] - one.whole[1]):
        outcome = _outcome(match, at, vocabulary, holds=not holding.isdisjoint(match.spans))
        if outcome is not scope.Said.SILENT:
            found.setdefault(match.head[1], {}).setdefault(outcome, match)
    chosen = {entry: min(outcomes.items()) for entry, outcomes in found.items()}

    def told(outcome: scope.Said) -> tuple[Said, ...]:
        found = [(match.whole, entry) for entry, (of, match) in chosen.items() if of is outcome]
        return tuple(Said(entry, _slice(text, words, span)) for span, entry in sorted(found))

    understood = {
        place for match in [*entries, *speech_of(speech)] for start, end in match.spans for place in range(start, end)
    }
    return Heard(
        text,
        told(scope.Said.STATED),
        told(scope.Said.ASKED),
        told(scope.Said.DENIED),
        tuple(_not_understood(text, words, understood, vocabulary)),
    )


def speech_of(speech: Sequence[Match]) -> list[Match]:
    """The idioms in *speech*, which are understood."""
    return [match for match in speech if match.head[0] == "idioms"]


def _without_idioms(entries: Sequence[Match], speech: Sequence[Match]) -> list[Match]:
    idioms = [("", match.spans[0]) for match in speech if match.head[0] == "idioms"]
    idioms += [(match.head[1], match.spans[0]) for match in entries if match.head[0] == lists.NOT_SAID]
    return [
        match
        for match in entries
        if match.head[0] != lists.NOT_SAID
        and not any(entry in {"", match.head[1]} and _is_shielded(match, span) for entry, span in idioms)
    ]


def _is_shielded(match: Match, idiom: Span) -> bool:
    start, end = match.whole
    if len(match.spans) == 1 and start <= idiom[0] and idiom[1] <= end and (start, end) != idiom:
        return False
    return any(one[0] < idiom[1] and idiom[0] < one[1] for one in match.spans)


def _holds(span: Span, negating: set[Span]) -> bool:
    return any(span[0] <= start and end <= span[1] for start, end in negating)


def _outcome(match: Match, at: Scope, vocabulary: Vocabulary, *, holds: bool) -> scope.Said:
    name, entry = match.head
    is_sign = entry in vocabulary.signs
    if name == lists.WELL:
        return scope.Said.DENIED if at.is_fine(match) else scope.Said.SILENT
    if not is_sign and at.is_fine(match):
        return scope.Said.DENIED
    outcome = at.of(
        match,
        is_sign=is_sign,
        is_condition=entry in vocabulary.conditions,
        is_ever=name == lists.EVER,
        holds=holds,
    )
    return scope.Said.ASKED if name == lists.HINTED and outcome is scope.Said.STATED else outcome


def _slice(text: str, words: Sequence[Word], span: Span) -> str:
    return text[words[span[0]].start : words[span[1] - 1].end]


def _not_understood(text: str, words: Sequence[Word], understood: set[int], vocabulary: Vocabulary) -> list[str]:
    found: list[str] = []
    clause: list[int] = []
    for place in range(len(words) + 1):
        if place < len(words) and words[place].form not in BREAKS:
            clause.append(place)
            continue
        if any(words[one].form not in vocabulary.fillers for one in clause) and understood.isdisjoint(clause):
            found.append(_slice(text, words, (clause[0], clause[-1] + 1)))
        clause = []
    return found
