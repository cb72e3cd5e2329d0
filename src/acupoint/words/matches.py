"""Words -> the phrases in them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from acupoint.catalogue.phrases import Head, Match, Span
from acupoint.catalogue.wordforms import COMMA, END, QUESTION, Word
from acupoint.words.vocabulary import Vocabulary

FARTHEST = 6  # words between two parts of a pair
_WORD, _FILLER = 4, 1  # how far a word sets them apart; fillers hardly do
_NEAREST = 2  # places of a part that are looked at on either side of the part before it
_MOST = 40  # places of one pair that are looked at in a text
_ENDS = frozenset({END, QUESTION})


@dataclass(frozen=True, slots=True)
class Found:
    """The phrases in a text, and the parts of pairs."""

    words: Sequence[Word]
    phrases: list[Match] = field(default_factory=list)
    parts: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))  # by number, in order


def found_in(words: Sequence[Word], vocabulary: Vocabulary) -> Found:
    """Every phrase of the *vocabulary* that stands in *words* in one piece, and every part of a pair."""
    phrases = vocabulary.phrases
    names, heads = phrases.names, phrases.heads
    groups: list[dict[str, list[int]]] = [{} for _ in words]
    for start in range(len(words)):
        for number, end in vocabulary.groups.found_at(start, words, (), phrases.fillers):
            groups[start].setdefault(names[number], []).append(end)
    found = Found(words)
    for start in range(len(words)):
        for number, end in vocabulary.pieces.found_at(start, words, groups, phrases.fillers):
            if number < 0:
                found.parts[number].append((start, end))
            else:
                found.phrases.append(Match(heads[number], ((start, end),)))
        for number, end in vocabulary.idioms.found_at(start, words, groups, phrases.between):
            found.phrases.append(Match(heads[number], ((start, end),)))
    return found


def pairs_in(found: Found, vocabulary: Vocabulary) -> Iterator[tuple[Head, Iterator[Match]]]:
    """The pairs of the *vocabulary* whose parts were *found*, and the places of each, to be looked at if need be."""
    phrases = vocabulary.phrases
    links = {match.spans[0][0] for match in found.phrases if match.head[0] == "links"}
    near, far = _places(found.words, phrases.fillers, links)
    for first in found.parts:
        for line in phrases.pairs.get(first, "").splitlines():
            number, *others = map(int, line.split(" "))
            if all(part in found.parts for part in others):
                head = phrases.heads[number if number >= 0 else -1 - number]
                places = near if number < 0 or head[1] in vocabulary.places else far
                yield head, _matches_of(head, [found.parts[part] for part in (first, *others)], places)


def _places(words: Sequence[Word], fillers: frozenset[str], links: Collection[int]) -> tuple[list[int], list[int]]:
    # How far into the text each word stands. No pair reaches over a break; for a place alone a comma is one, unless
    # the next word takes up what stands before it: `my wrists, they seize`.
    near, far = [0], [0]
    beyond = (FARTHEST + 1) * _WORD
    for place, word in enumerate(words):
        is_comma = word.form == COMMA
        step = _FILLER if is_comma or word.form in fillers else _WORD
        far.append(far[-1] + (beyond if word.form in _ENDS else step))
        is_break = word.form in _ENDS or (is_comma and place + 1 not in links)
        near.append(near[-1] + (beyond if is_break else step))
    return near, far


def _matches_of(head: Head, parts: Sequence[Sequence[Span]], places: Sequence[int]) -> Iterator[Match]:
    for span in parts[0][:_MOST]:
        groups: list[tuple[Span, ...]] = [(span,)]
        for others in parts[1:]:
            groups = [tuple(sorted((*spans, other))) for spans in groups for other in _near(spans, others, places)]
        for spans in groups:
            yield Match(head, spans)


def _near(spans: tuple[Span, ...], others: Sequence[Span], places: Sequence[int]) -> Iterator[Span]:
    middle = bisect_left(others, spans[0])
    for other in others[max(middle - _NEAREST, 0) : middle + _NEAREST + len(spans)]:
        if all(
            earlier[1] <= later[0] and places[later[0]] - places[earlier[1]] <= FARTHEST * _WORD
            for earlier, later in pairwise(sorted((*spans, other)))
        ):
            yield other
