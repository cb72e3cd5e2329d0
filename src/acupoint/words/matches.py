"""Words -> the phrases in them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from acupoint.catalogue.wordforms import COMMA, END, QUESTION, Word
from acupoint.words.vocabulary import HERE, PART, Head, Pair, Trie, Vocabulary

FARTHEST = 6  # words between two parts of a pair
_WORD, _FILLER = 4, 1  # how far a word sets them apart; fillers hardly do
_MOST_FILLERS = 5  # one after another, inside a phrase
_NEAREST = 2  # places of a part that are looked at on either side of the part before it
_MOST = 40  # places of one pair that are looked at in a text
_ENDS = frozenset({END, QUESTION})

Span = tuple[int, int]  # the number of the first word, and of the first after


class Match(NamedTuple):
    """A phrase that stands in a text."""

    head: Head
    spans: tuple[Span, ...]  # one, or one a part in the order of the text

    @property
    def whole(self) -> Span:
        """From the first word to the last."""
        return self.spans[0][0], max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True)
class Found:
    """The phrases in a text, and the parts of pairs."""

    words: Sequence[Word]
    phrases: list[Match] = field(default_factory=list)
    parts: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))  # by number, in order


def found_in(words: Sequence[Word], vocabulary: Vocabulary) -> Found:
    """Every phrase of the *vocabulary* that stands in *words* in one piece, and every part of a pair."""
    fillers, heads = vocabulary.fillers, vocabulary.heads
    groups: list[dict[str, list[int]]] = [{} for _ in words]
    for start, word in enumerate(words):
        if word.form in vocabulary.groups:
            for name, end in _from(start, words, vocabulary.groups, (), fillers):
                groups[start].setdefault(str(name), []).append(end)
    found = Found(words)
    for start, word in enumerate(words):
        if word.form in vocabulary.phrases or groups[start]:
            for number, end in set(_from(start, words, vocabulary.phrases, groups, fillers)):
                head = heads[int(number)]
                if head[0] == PART:
                    found.parts[int(number)].append((start, end))
                else:
                    found.phrases.append(Match(head, ((start, end),)))
        if word.form in vocabulary.idioms or groups[start]:
            for number, end in set(_from(start, words, vocabulary.idioms, groups, frozenset())):
                found.phrases.append(Match(heads[int(number)], ((start, end),)))
    return found


def _from(
    start: int, words: Sequence[Word], trie: Trie, groups: Sequence[Mapping[str, list[int]]], fillers: frozenset[str]
) -> list[tuple[int | str, int]]:
    # Each phrase that begins at *start*, and where it ends. Fillers in the text may stand between its words.
    found: list[tuple[int | str, int]] = []
    ways: list[tuple[Trie, int, int]] = [(trie, start, 0)]
    while ways:
        node, place, skipped = ways.pop()
        if not skipped and HERE in node:
            found += [(value, place) for value in node[HERE]]
        if place == len(words):
            continue
        form = words[place].form
        if form in node:
            ways.append((node[form], place + 1, 0))
        if groups:
            for name, ends in groups[place].items():
                if name in node:
                    ways += [(node[name], end, 0) for end in ends]
        if form in fillers and place > start and skipped < _MOST_FILLERS:
            ways.append((node, place + 1, skipped + 1))
    return found


def pairs_in(found: Found, vocabulary: Vocabulary) -> Iterator[tuple[Head, Iterator[Match]]]:
    """The pairs of the *vocabulary* whose parts were *found*, and the places of each, to be looked at if need be."""
    links = {match.spans[0][0] for match in found.phrases if match.head[0] == "links"}
    near, far = _places(found.words, vocabulary.fillers, links)
    for first in found.parts:
        for number in vocabulary.pairs_of.get(first, ()):
            pair = vocabulary.pairs[number]
            if all(part in found.parts for part in pair.parts):
                places = near if pair.head[1] in vocabulary.places else far
                yield pair.head, _matches_of(pair, found.parts, places)


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


def _matches_of(pair: Pair, parts: Mapping[int, Sequence[Span]], places: Sequence[int]) -> Iterator[Match]:
    for span in parts[pair.parts[0]][:_MOST]:
        groups: list[tuple[Span, ...]] = [(span,)]
        for number in pair.parts[1:]:
            groups = [
                tuple(sorted((*spans, other))) for spans in groups for other in _near(spans, parts[number], places)
            ]
        for spans in groups:
            yield Match(pair.head, spans)


def _near(spans: tuple[Span, ...], others: Sequence[Span], places: Sequence[int]) -> Iterator[Span]:
    middle = bisect_left(others, spans[0])
    for other in others[max(middle - _NEAREST, 0) : middle + _NEAREST + len(spans)]:
        if all(
            earlier[1] <= later[0] and places[later[0]] - places[earlier[1]] <= FARTHEST * _WORD
            for earlier, later in pairwise(sorted((*spans, other)))
        ):
            yield other
