"""Whether what was said is so: what a negation reaches, and what is past, supposed, a thing's, or someone else's."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import IntEnum
from itertools import accumulate

from acupoint.catalogue import phrases as lists
from acupoint.catalogue.phrases import Match, Span
from acupoint.catalogue.search import Found
from acupoint.catalogue.wordforms import COMMA, END, ENDS, QUESTION
from acupoint.words.vocabulary import Vocabulary

_REACH = 9  # words after a negation
_SHORT_REACH = 4  # the same, for a condition
_BEFORE = 3  # words before a thing that belong to it
_BACK = 4  # words from what is fine to the word that says so
_AFTER = 8  # words after a sign in which it may be said to be over
_JOINS = frozenset({*ENDS, COMMA, "and", "or", "nor", "but"})


class Meaning(IntEnum):
    """How one place of a text says an entry."""

    STATED = 0
    ASKED = 1
    DENIED = 2
    NAMED = 3  # stated, unless another place denies it
    SILENT = 4


class Scope:
    """What holds at each word of a text."""

    def __init__(self, found: Found, holding: Iterable[Span], known: Vocabulary) -> None:
        """Take in the speech *found*; *holding* are the spans of phrases that hold a negation themselves."""
        self._known = known
        self._forms = forms = [*(word.form for word in found.words), END]
        marks = {name: dict(sorted(spans)) for name, spans in found.speech.items()}  # the longest last: it stays
        self._at: Callable[[str], dict[int, int]] = defaultdict(dict, marks).__getitem__  # where each begins and ends
        self._clauses = list(accumulate(map(self._ends_clause, range(len(forms)))))  # the number of each word's clause
        self._ends: list[int] = []  # of each word's sentence
        for place in (place for place, form in enumerate(forms) if form in ENDS):
            self._ends += [place] * (place + 1 - len(self._ends))
        self._near = {name: {self._clauses[start] for start in starts} for name, starts in marks.items()}
        # `when I was nine` is of the clause before it, too.
        self._near["past"] = {self._clauses[max(start - far, 0)] for start in self._at("past") for far in (0, 1)}
        self._undone = {self._ends[start]: start for start in self._at("undone")}  # the last of each sentence
        self._relatives, self._of_things = self._relative(), self._of_thing()
        self._reached = self._reach(holding)

    def _ends_clause(self, place: int) -> bool:
        return self._forms[place] in ENDS or self._forms[place] == COMMA or place in self._at("turns")

    def _is_in(self, name: str, start: int, end: int) -> bool:
        return not self._near.get(name, set()).isdisjoint((self._clauses[start], self._clauses[end - 1]))

    def _relative(self) -> list[bool]:
        # For each word whether a relative was named, and not oneself since.
        relatives, is_named = [], False
        ends = set(self._at("relatives").values())
        for place, form in enumerate(self._forms):
            is_named = is_named or place in ends
            relatives.append(is_named)
            is_named = is_named and form not in ENDS and place not in self._at("own")
        return relatives

    def _of_thing(self) -> set[int]:
        # Where that begins which is said of a thing that a clause begins with: `the kitchen tap's really leaking`.
        articles, fillers = self._known.phrases.articles, self._known.phrases.fillers
        said: set[int] = set()
        for thing, end in self._at("things").items():
            if thing in said or any(
                self._clauses[start] == self._clauses[thing]
                and (start == 0 or self._ends_clause(start - 1) or self._forms[start - 1] in _JOINS)
                and (start == thing or self._forms[start] in articles)
                for start in range(max(thing - _BEFORE, 0), thing + 1)
            ):
                for place in range(end, len(self._forms)):
                    said.add(place)
                    if self._forms[place] not in fillers or place in self._at("own") or self._ends_clause(place):
                        break
        return said

    def _is_of_thing(self, match: Match) -> bool:
        # `my laptop has a fever`, `a leg of the table`, but not `the dog knocked me over`.
        after = {end + far for _, end in match.spans if self._forms[end] == "of" for far in range(1, _BEFORE + 1)}
        if match.spans[0][0] not in self._of_things and after.isdisjoint(self._at("things")):
            return False
        return not any(place in self._at("own") or place in self._at("upon") for place in range(*match.whole))

    def _reach(self, holding: Iterable[Span]) -> list[tuple[int, bool, bool]]:
        # For each word, how far it is from the negation that reaches it, 0 for none; whether that is sure, and plain.
        shields: dict[int, int] = {}
        for start, end in (*self._at("not_negating").items(), *holding):
            for place in range(start, end):
                shields[place] = max(end, shields.get(place, 0))
        doubled = self._doubled()
        self._lifted = lifted = doubled & self._at("lifted").keys()  # `not a night without`
        negations = {
            start: end
            for start, end in self._at("negations").items()
            if shields.get(start, 0) < end and start not in lifted
        }
        stops = {*self._at("turns"), *self._at("subjects"), *negations, *lifted}
        reached = [(0, False, False)] * len(self._forms)
        for start, end in negations.items():
            is_sure, count, is_plain = start not in doubled, 0, self._forms[start:end] != ["not"]
            reached[start + 1 : end] = [(1, is_sure, is_plain)] * (end - start - 1)
            for place in range(end, len(self._forms)):
                form = self._forms[place]
                is_break = form == COMMA and not self._list_goes_on(place, stops)
                if count == _REACH or form in ENDS or place in stops or is_break:
                    break
                if form == COMMA:
                    continue
                is_sure = is_sure and form != "and"
                count += 1
                reached[place] = reached[place] if reached[place][0] else (count, is_sure, is_plain)
        return reached

    def _doubled(self) -> set[int]:
        # Where a negation begins that another before it may undo: `not that I do not`, `never not`, `hardly without`.
        doubled: set[int] = set()
        first, is_other = -1, False  # where the one before ends, and whether a subject stands between
        firsts = {**self._at("barely"), **self._at("negations")}
        for place, form in enumerate(self._forms):
            if form in _JOINS:
                first = -1
            elif first >= 0 and place in self._at("negations") and (is_other or place in {first, *self._at("lifted")}):
                doubled.add(place)
            is_other = is_other or place in self._at("subjects")
            if place in firsts:
                first, is_other = firsts[place], False
        return doubled

    def _list_goes_on(self, comma: int, stops: set[int]) -> bool:
        ahead = range(comma + 1, min(comma + 1 + _REACH, self._ends[comma]))
        stop = next((place for place in ahead if place in stops or self._forms[place] in {"or", "nor"}), comma)
        return self._forms[stop] in {"or", "nor"}

    def of(self, match: Match, *, holds: bool) -> Meaning:
        """How *match* is meant. Whether it *holds* a negation itself: `can not feel`."""
        name, entry = match.head
        is_sign = entry in self._known.signs
        is_symptom = not is_sign and entry not in self._known.conditions
        start, end = match.whole
        is_named = self._at("organs").get(start) == end  # `temperature is fine`
        if (not is_sign or is_named or name == lists.WELL) and self._is_fine(end):
            return Meaning.DENIED
        if name == lists.WELL or (is_sign and self._at("things") and self._is_of_thing(match)):
            return Meaning.SILENT
        outcome = Meaning.STATED if holds else self._negated(match, is_sign=is_sign)
        if outcome is Meaning.STATED:
            outcome = self._whose(start, end, is_symptom=is_symptom, is_ever=name == lists.EVER)
        weaker = {lists.HINTED: Meaning.ASKED, lists.NAMED: Meaning.NAMED}
        return weaker.get(name, outcome) if outcome is Meaning.STATED else outcome

    def _whose(self, start: int, end: int, *, is_symptom: bool, is_ever: bool) -> Meaning:
        # Whether it is of now, and one's own.
        if not is_ever and self._is_over(end):
            return Meaning.DENIED if is_symptom else Meaning.ASKED
        if not is_ever and self._is_in("past", start, end):
            return Meaning.SILENT if is_symptom else Meaning.ASKED
        is_supposed = self._is_in("hypothetical", start, end)
        if is_supposed and self._is_dismissed(end):
            return Meaning.SILENT
        return Meaning.ASKED if (is_supposed or self._relatives[start]) and not is_symptom else Meaning.STATED

    def _is_over(self, end: int) -> bool:
        own, over = self._at("own"), self._at("over")
        for place in range(end, min(end + _AFTER, self._ends[end]) + 1):
            if place in own or place in over:
                return place not in own
        return False

    def _is_dismissed(self, end: int) -> bool:
        # Whether the sentence goes on with `none`, or `all good`.
        return any(
            end < start <= self._ends[end] and self._forms[start - 1] == COMMA and self._forms[after] in {COMMA, *ENDS}
            for start, after in self._at("dismissed").items()
        )

    def _negated(self, match: Match, *, is_sign: bool) -> Meaning:
        start, end = match.whole
        turns = {self._forms[place] for place in range(start, end) if place in self._at("turns")}
        for first, _ in match.spans:
            distance, is_sure, is_plain = self._reached[first]
            is_far = match.head[1] in self._known.conditions and distance > _SHORT_REACH
            if not distance or is_far or not self._lifted.isdisjoint(range(first, end)):
                continue
            if not is_sign:
                return Meaning.DENIED
            if COMMA in self._forms[start:end] and turns <= {"just", "only"}:
                return Meaning.SILENT  # it is of another thing than the rest of the pair: `no heat, just stiff`
            if first > start and distance == 1 and is_sure and self._clauses[first] != self._clauses[start]:
                return Meaning.SILENT  # of the rest alone: `my pee is clear and there's no burning`
            is_undone = self._undone.get(self._ends[end - 1], -1) >= start
            is_sure = is_sure and (self._clauses[start] == self._clauses[end - 1] or turns == {"when"})
            if not is_sure or is_undone or self._forms[self._ends[end - 1]] == QUESTION:
                return Meaning.ASKED  # which is safe
            return Meaning.DENIED if is_plain and distance <= _SHORT_REACH else Meaning.SILENT
        return Meaning.STATED

    def _is_fine(self, end: int) -> bool:
        # Whether what ends there is said to be fine, at the end of the clause.
        for start in range(end, min(end + _BACK + 1, len(self._forms))):
            after = self._at("fine").get(start, 0)
            if after and self._ends_clause(after):
                return self._forms[self._ends[after]] != QUESTION
            if self._ends_clause(start) or start in self._at("negations"):  # `not good`, but not `no bother`
                break
        return False
