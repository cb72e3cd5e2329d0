"""A text -> what it says of the entries of the vocabulary, and what was not understood."""

from collections.abc import Iterator
from dataclasses import dataclass

from acupoint.catalogue import phrases as lists
from acupoint.catalogue.phrases import Match, Span
from acupoint.catalogue.search import Found
from acupoint.catalogue.wordforms import BREAKS, words_in
from acupoint.words import scope
from acupoint.words.pairs import pairs_in
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
    words = words_in(text, vocabulary.phrases.forms, vocabulary.phrases.mended)
    found = vocabulary.search.found_in(words)
    pairs = list(pairs_in(found, vocabulary))
    found.idioms.extend(match for (name, _), matches in pairs if name == lists.NOT_SAID for match in matches)
    hearing = _Hearing(found, vocabulary)
    for match in sorted(found.phrases, key=lambda one: -one.length):
        hearing.take(match)
    for (_, entry), matches in pairs:
        while not hearing.is_stated(entry) and (one := next(matches, None)):
            hearing.take(one)
    return hearing.heard(text)


class _Hearing:
    # What was heard so far.
    def __init__(self, found: Found, vocabulary: Vocabulary) -> None:
        self._words = found.words
        self._fillers = vocabulary.phrases.fillers
        bare = {place for match in found.phrases if match.head[0] == lists.ALONE for place in range(*match.whole)}
        little = BREAKS | self._fillers | {"and"}
        self._is_bare = all(place in bare or word.form in little for place, word in enumerate(found.words))
        self._own = {start for start, _ in found.speech["own"]}
        self._negations: dict[int, list[int]] = {}  # where each begins, and where it may end
        for start, end in found.speech["negations"]:
            self._negations.setdefault(start, []).append(end)
        self._scope = scope.Scope(found, (match.spans[0] for match in found.phrases if self._holds(match)), vocabulary)
        self._idioms: dict[str, dict[int, Span]] = {}
        for match in sorted(found.idioms, key=lambda one: one.length):  # the longest last: it wins
            of_entry = self._idioms.setdefault(match.head[1], {})
            of_entry.update((place, match.whole) for span in match.spans for place in range(*span))
        self._outcomes: dict[str, dict[scope.Meaning, Match]] = {}
        self._understood = set(self._idioms.get("", ()))

    def is_stated(self, entry: str) -> bool:
        return scope.Meaning.STATED in self._outcomes.get(entry, ())

    def take(self, match: Match) -> None:
        is_old = self.is_stated(match.head[1]) and self._understood.issuperset(range(*match.whole))
        if is_old or self._is_shielded(match) or (match.head[0] == lists.ALONE and not self._is_bare):
            return
        outcome = self._scope.of(match, holds=self._holds(match))
        if outcome is not scope.Meaning.SILENT:
            self._understood.update(place for span in match.spans for place in range(*span))
            self._outcomes.setdefault(match.head[1], {}).setdefault(outcome, match)

    def _holds(self, match: Match) -> bool:
        # Whether it has a negation in itself: `can not feel`.
        return any(
            end <= span[1] and (start, end) != span
            for span in match.spans
            for start in range(*span)
            for end in self._negations.get(start, ())
        )

    def _is_shielded(self, match: Match) -> bool:
        # Whether it is part of an idiom. A phrase in one piece that is longer than the idiom is what was meant, as is
        # one that begins with `my` after the first word of an idiom of its entry: `put my back out` is no `put back`.
        for name in ("", match.head[1]):
            idioms = self._idioms.get(name, {})
            for start, end in match.spans:
                for first, last in (idioms[place] for place in range(start, end) if place in idioms):
                    if name and first + 1 == start and start in self._own:
                        continue
                    if len(match.spans) > 1 or not start <= first < last <= end or (first, last) == (start, end):
                        return True
        return False

    def heard(self, text: str) -> Heard:
        chosen = {entry: min(outcomes.items()) for entry, outcomes in self._outcomes.items()}

        def told(*outcomes: scope.Meaning) -> tuple[Said, ...]:
            found = sorted((match.whole, entry) for entry, (of, match) in chosen.items() if of in outcomes)
            return tuple(Said(entry, self._slice(text, span)) for span, entry in found)

        stated, asked = told(scope.Meaning.STATED, scope.Meaning.NAMED), told(scope.Meaning.ASKED)
        return Heard(text, stated, asked, told(scope.Meaning.DENIED), tuple(self._not_understood(text)))

    def _slice(self, text: str, span: Span) -> str:
        return text[self._words[span[0]].start : self._words[span[1] - 1].end]

    def _not_understood(self, text: str) -> Iterator[str]:
        clause: list[int] = []
        for place in range(len(self._words) + 1):
            if place < len(self._words) and self._words[place].form not in BREAKS:
                clause.append(place)
                continue
            is_new = self._understood.isdisjoint(clause)
            if is_new and any(self._words[one].form not in self._fillers for one in clause):
                yield self._slice(text, (clause[0], clause[-1] + 1))
            clause = []
