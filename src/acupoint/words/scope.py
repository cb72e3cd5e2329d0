"""Whether what was said is so: what a negation reaches, and what is past, supposed, or someone else's."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from acupoint.catalogue.phrases import Match, Span
from acupoint.catalogue.wordforms import COMMA, END, QUESTION, Word

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
        self._forms = [*(word.form for word in words), END]
        self._marks: dict[str, dict[int, int]] = {}  # where each begins, and where the longest there ends
        for (name, _), ((start, end), *_) in speech:
            of_name = self._marks.setdefault(name, {})
            of_name[start] = max(end, of_name.get(start, 0))
        self._clauses, self._ends = self._divide()
        self._near = {name: {self._clauses[start] for start in starts} for name, starts in self._marks.items()}
        self._undone = {self._ends[start]: start for start in sorted(self._at("undone"))}  # the last of each sentence
        self._over, self._relatives = self._overs(), self._relative()
        self._reached = self._reach(holding)

    def _at(self, name: str) -> dict[int, int]:
        return self._marks.get(name, {})

    def _divide(self) -> tuple[list[int], list[int]]:
        # For each word the number of its clause, and the end of its sentence.
        clauses: list[int] = []
        ends: list[int] = []
        for place in range(len(self._forms)):
            clauses.append((clauses[-1] if clauses else 0) + self._ends_clause(place))
            if self._forms[place] in _ENDS:
                ends += [place] * (place + 1 - len(ends))
        return clauses, ends

    def _overs(self) -> list[bool]:
        # For each word whether it is soon said to be over.
        over, left = [False] * len(self._forms), 0
        for place in reversed(range(len(self._forms))):
            if self._forms[place] in _ENDS or place in self._at("own"):
                left = 0
            elif place in self._at("over"):
                left = _AFTER + 1
            over[place] = left > 0
            left -= 1
        return over

    def _relative(self) -> list[bool]:
        # For each word whether a relative was named, and not oneself since.
        relatives, is_named = [], False
        ends = set(self._at("relatives").values())
        for place, form in enumerate(self._forms):
            is_named = is_named or place in ends
            relatives.append(is_named)
            is_named = is_named and form not in _ENDS and place not in self._at("own")
        return relatives

    def _reach(self, holding: Iterable[Span]) -> list[tuple[int, bool, bool]]:
        # For each word, how far it is from the negation that reaches it, 0 for none; whether that is sure, and plain.
        shields: dict[int, int] = {}
        for start, end in (*self._at("not_negating").items(), *holding):
            for place in range(start, end):
                shields[place] = max(end, shields.get(place, 0))
        negations = {start: end for start, end in self._at("negations").items() if shields.get(start, 0) < end}
        stops = {*self._at("turns"), *self._at("subjects"), *negations}
        reached = [(0, False, False)] * len(self._forms)
        for start, end in negations.items():
            is_sure, count, is_plain = True, 0, self._forms[start:end] != ["not"]
            for place in range(end, len(self._forms)):
                form = self._forms[place]
                if form in _ENDS or place in stops or (form == COMMA and not self._list_goes_on(place, stops)):
                    break
                if form == COMMA:
                    continue
                is_sure = is_sure and form != "and"
                count += 1
                if count > _REACH:
                    break
                reached[place] = reached[place] if reached[place][0] else (count, is_sure, is_plain)
        return reached

    def _list_goes_on(self, comma: int, stops: set[int]) -> bool:
        for place in range(comma + 1, min(comma + 1 + _REACH, len(self._forms))):
            if self._forms[place] in {"or", "nor"}:
                return True
            if self._forms[place] in _ENDS or place in stops:
                return False
        return False

    def of(self, match: Match, *, is_sign: bool, is_condition: bool, is_ever: bool, holds: bool) -> Said:
        """How *match* is meant."""
        denial = Said.STATED if holds else self._negated(match, is_sign=is_sign, is_condition=is_condition)
        if denial is not Said.STATED:
            return denial
        start, end = match.whole
        if not is_ever and (self._over[end] or self._is_in("past", start, end)):
            if is_sign or is_condition:
                return Said.ASKED
            return Said.DENIED if self._over[end] else Said.SILENT
        is_anothers = self._relatives[start] or self._is_in("hypothetical", start, end)
        return Said.ASKED if is_anothers and (is_sign or is_condition) else Said.STATED

    def _negated(self, match: Match, *, is_sign: bool, is_condition: bool) -> Said:
        start, end = match.whole
        for first, _ in match.spans:
            distance, is_sure, is_plain = self._reached[first]
            if not distance or (is_condition and distance > _SHORT_REACH):
                continue
            if not is_sign:
                return Said.DENIED
            turns = {self._forms[place] for place in range(start, end) if place in self._at("turns")}
            if COMMA in self._forms[start:end] and turns <= {"just"}:
                return Said.SILENT  # the negation is of another thing than the rest of the pair: `no heat, just stiff`
            is_undone = self._undone.get(self._ends[end - 1], -1) >= start
            is_sure = is_sure and self._clauses[start] == self._clauses[end - 1]
            if not is_sure or is_undone or self._forms[self._ends[end - 1]] == QUESTION:
                return Said.ASKED  # which is safe
            return Said.DENIED if is_plain and distance <= _SHORT_REACH else Said.SILENT
        return Said.STATED

    def is_fine(self, match: Match) -> bool:
        """Whether *match* is said to be fine, at the end of the clause."""
        for start in range(match.whole[1], min(match.whole[1] + _BACK + 1, len(self._forms))):
            if self._ends_clause(start):
                return False
            after = self._at("fine").get(start, 0)
            if after and self._ends_clause(after):
                return self._forms[self._ends[after]] != QUESTION
            if start in self._at("negations"):
                return False  # `not good`; what is fine and begins so is above: `no bother`
        return False

    def _is_in(self, name: str, start: int, end: int) -> bool:
        return not self._near.get(name, set()).isdisjoint((self._clauses[start], self._clauses[end - 1]))

    def _ends_clause(self, place: int) -> bool:
        return self._forms[place] in _ENDS or self._forms[place] == COMMA or place in self._at("turns")
