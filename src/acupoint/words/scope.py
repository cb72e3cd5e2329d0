"""Whether what was said is so: what a negation reaches, and what is past, supposed, or someone else's."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from acupoint.catalogue.wordforms import COMMA, END, QUESTION, Word
from acupoint.words.matches import Match, Span

_REACH = 9  # words after a negation
_SHORT_REACH = 4  # the same, for a condition
_BACK = 4  # words from what is fine to the word that says so
_AFTER = 8  # words after a sign in which it may be said to be over
_ENDS = frozenset({END, QUESTION})


class Said(IntEnum):
    """How one place of a text says an entry."""

    STATED = 0
    ASKED = 1
    DENIED = 2
    NAMED = 3  # stated, unless another place denies it
    SILENT = 4


class Scope:
    """What holds at each word of a text."""

    def __init__(self, words: Sequence[Word], speech: Iterable[Match], holding: Iterable[Span]) -> None:
        """Take in the *speech* found in *words*; *holding* are the spans of phrases that hold a negation themselves."""
        self._words = words
        self._marks: dict[str, list[Span]] = {}
        for match in speech:
            self._marks.setdefault(match.head[0], []).append(match.spans[0])
        self._starts = {name: {start for start, _ in spans} for name, spans in self._marks.items()}
        shielded = [*self._marks.get("not_negating", ()), *holding]
        self._stops = self._starts.get("turns", set()) | self._starts.get("subjects", set())
        self.negations = [
            span for span in self._marks.get("negations", ()) if not any(_is_within(span, other) for other in shielded)
        ]
        self._reached = self._reach()
        self._clauses = self._clause_numbers()

    def of(self, match: Match, *, is_sign: bool, is_condition: bool, is_ever: bool, holds: bool) -> Said:
        """How *match* is meant."""
        denial = Said.STATED if holds else self._negated(match, is_sign=is_sign, is_condition=is_condition)
        if denial is not Said.STATED:
            return denial
        start, end = match.whole
        if not is_ever and (self._is_near("past", start, end) or self._is_over(end)):
            return Said.ASKED if is_sign or is_condition else self._past_symptom(end)
        if (is_sign or is_condition) and (self._is_near("hypothetical", start, end) or self._is_relatives(start)):
            return Said.ASKED
        return Said.STATED

    def is_fine(self, match: Match) -> bool:
        """Whether *match* is said to be fine, at the end of the clause."""
        end = match.whole[1]
        for start, after in self._marks.get("fine", ()):
            if 0 <= start - end <= _BACK and self._ends_clause(after) and not self._breaks_between(end, start):
                return self._next_mark(after) != QUESTION
        return False

    def _past_symptom(self, end: int) -> Said:
        return Said.DENIED if self._is_over(end) else Said.SILENT

    def _negated(self, match: Match, *, is_sign: bool, is_condition: bool) -> Said:
        for start, _ in match.spans:
            distance, is_sure = self._reached[start]
            if not distance or (is_condition and distance > _SHORT_REACH):
                continue
            if not is_sign:
                return Said.DENIED
            if self._parts_at_comma(match):
                return Said.SILENT  # the negation is of another thing than the rest of the pair
            return Said.DENIED if is_sure and not self._is_unsure(match) else Said.ASKED  # to ask is safe
        return Said.STATED

    def _is_unsure(self, match: Match) -> bool:
        start, end = match.whole
        sentence_end = next(
            (one for one in range(end, len(self._words)) if self._words[one].form in _ENDS), len(self._words)
        )
        undone = any(start <= place < sentence_end for place in self._starts.get("undone", ()))
        return undone or self._clauses[start] != self._clauses[end - 1] or self._next_mark(end) == QUESTION

    def _parts_at_comma(self, match: Match) -> bool:
        start, end = match.whole
        between = range(start, end)
        return any(self._words[place].form == COMMA for place in between) and not any(
            place in between for place in self._starts.get("turns", ())
        )

    def _reach(self) -> list[tuple[int, bool]]:
        # For each word, how far it is from the negation that reaches it, 0 for none, and whether that is sure.
        reached = [(0, False)] * len(self._words)
        starts = {start for start, _ in self.negations}
        for _, end in self.negations:
            is_sure, count = True, 0
            for place in range(end, len(self._words)):
                form = self._words[place].form
                if place in starts or form in _ENDS or place in self._stops:
                    break
                if form == COMMA:
                    if not self._list_goes_on(place):
                        break
                    continue
                if form == "and":
                    is_sure = False
                count += 1
                if count > _REACH:
                    break
                if not reached[place][0]:
                    reached[place] = (count, is_sure)
        return reached

    def _list_goes_on(self, comma: int) -> bool:
        for place in range(comma + 1, min(comma + 1 + _REACH, len(self._words))):
            if self._words[place].form in {"or", "nor"}:
                return True
            if self._words[place].form in _ENDS or place in self._stops:
                return False
        return False

    def _clause_numbers(self) -> list[int]:
        numbers: list[int] = []
        number = 0
        for place, word in enumerate(self._words):
            if word.form in _ENDS or word.form == COMMA or place in self._starts.get("turns", ()):
                number += 1
            numbers.append(number)
        return numbers

    def _is_near(self, name: str, start: int, end: int) -> bool:
        # In the same clause.
        here = {self._clauses[start], self._clauses[end - 1]}
        return any(self._clauses[place] in here for place in self._starts.get(name, ()))

    def _is_over(self, end: int) -> bool:
        for start, _ in self._marks.get("over", ()):
            if 0 <= start - end <= _AFTER and not any(
                self._words[place].form in _ENDS or place in self._starts.get("own", ()) for place in range(end, start)
            ):
                return True
        return False

    def _is_relatives(self, start: int) -> bool:
        for _, end in self._marks.get("relatives", ()):
            if end <= start and not any(
                self._words[place].form in _ENDS or place in self._starts.get("own", ()) for place in range(end, start)
            ):
                return True
        return False

    def _ends_clause(self, place: int) -> bool:
        return (
            place >= len(self._words)
            or self._words[place].form in {COMMA, *_ENDS}
            or place in self._starts.get("turns", ())
        )

    def _breaks_between(self, start: int, end: int) -> bool:
        return any(self._ends_clause(place) for place in range(start, end))

    def _next_mark(self, place: int) -> str:
        return next((word.form for word in self._words[place:] if word.form in _ENDS), END)


def _is_within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
