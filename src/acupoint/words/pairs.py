"""Phrases in several parts: pairs whose parts stand near each other."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from acupoint.catalogue.phrases import Head, Match, Span
from acupoint.catalogue.search import Found
from acupoint.catalogue.wordforms import COMMA, ENDS, Word
from acupoint.words.vocabulary import Vocabulary

FARTHEST = 6  # words between two parts of a pair
_WORD, _FILLER = 4, 1  # how far a word sets them apart; fillers hardly do
_NEAREST = 2  # places of a part that are looked at on either side of the part before it
_MOST = 40  # places of one pair that are looked at in a text


def pairs_in(found: Found, vocabulary: Vocabulary) -> Iterator[tuple[Head, Iterator[Match]]]:
    """The pairs of the *vocabulary* whose parts were *found*, and the places of each, to be looked at if need be."""
    phrases = vocabulary.phrases
    near, far = _places(found.words, phrases.fillers, {start for start, _ in found.speech["links"]})
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
        far.append(far[-1] + (beyond if word.form in ENDS else step))
        is_break = word.form in ENDS or (is_comma and place + 1 not in links)
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
        at = bisect_left(spans, other)
        if (at == 0 or _joins(spans[at - 1], other, places)) and (at == len(spans) or _joins(other, spans[at], places)):
            yield other


def _joins(one: Span, other: Span, places: Sequence[int]) -> bool:
    return one[1] <= other[0] and places[other[0]] - places[one[1]] <= FARTHEST * _WORD
