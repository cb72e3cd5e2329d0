"""Words -> the phrases in them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from acupoint.catalogue.wordforms import END, QUESTION, Word
from acupoint.words.vocabulary import HERE, PART, Head, Trie, Vocabulary

FARTHEST = 6  # words between the two parts of a pair
_ENDS = frozenset({END, QUESTION})

Span = tuple[int, int]  # the number of the first word, and of the first after


class Match(NamedTuple):
    """A phrase that stands in a text."""

    head: Head
    spans: tuple[Span, ...]  # one, or one a part in the order of the text

    @property
    def whole(self) -> Span:
        """From the first word to the last."""
        return min(start for start, _ in self.spans), max(end for _, end in self.spans)


def matches_in(words: Sequence[Word], vocabulary: Vocabulary) -> list[Match]:
    """Every phrase of the *vocabulary* that stands in *words*."""
    fillers = vocabulary.fillers
    groups: list[dict[str, list[int]]] = [{} for _ in words]
    for start in range(len(words)):
        for name, end in _from(start, words, vocabulary.groups, (), fillers):
            groups[start].setdefault(str(name), []).append(end)
    found: list[Match] = []
    parts: dict[int, list[Span]] = defaultdict(list)
    heads = vocabulary.heads
    for start in range(len(words)):
        for number, end in set(_from(start, words, vocabulary.phrases, groups, fillers)):
            if heads[int(number)][0] == PART:
                parts[int(number)].append((start, end))
            else:
                found.append(Match(heads[int(number)], ((start, end),)))
    return found + list(_pairs(words, parts, vocabulary))


def _from(
    start: int, words: Sequence[Word], trie: Trie, groups: Sequence[dict[str, list[int]]], fillers: frozenset[str]
) -> Iterator[tuple[int | str, int]]:
    # Each phrase that begins at *start*, and where it ends. Fillers in the text may stand between its words.
    open_ends: list[tuple[Trie, int]] = [(trie, start)]
    while open_ends:
        node, place = open_ends.pop()
        if place > start and HERE in node:
            for value in node[HERE]:
                yield value, place
        if place >= len(words):
            continue
        form = words[place].form
        if form in node:
            open_ends.append((node[form], place + 1))
        if groups:
            for name, ends in groups[place].items():
                if name in node:
                    open_ends += [(node[name], end) for end in ends]
        if place > start and form in fillers and not (len(node) == 1 and HERE in node):
            # a phrase does not end in the fillers after it
            rest = {symbol: after for symbol, after in node.items() if symbol != HERE} if HERE in node else node
            open_ends.append((rest, place + 1))


def _pairs(words: Sequence[Word], parts: dict[int, list[Span]], vocabulary: Vocabulary) -> Iterator[Match]:
    sentence: list[int] = []
    for word in words:
        sentence.append(sentence[-1] + (word.form in _ENDS) if sentence else 0)
    for pair in vocabulary.pairs:
        if all(number in parts for number in pair.parts):
            for spans in _together(parts, pair.parts):
                first, last = spans[0][0], spans[-1][1] - 1
                if sentence[first] == sentence[last]:
                    yield Match(pair.head, spans)


def _together(parts: dict[int, list[Span]], numbers: Sequence[int]) -> Iterator[tuple[Span, ...]]:
    groups: list[tuple[Span, ...]] = [(span,) for span in parts[numbers[0]]]
    for number in numbers[1:]:
        groups = [
            tuple(sorted((*spans, span))) for spans in groups for span in parts[number] if _is_near((*spans, span))
        ]
    yield from groups


def _is_near(spans: Sequence[Span]) -> bool:
    return all(0 <= later[0] - earlier[1] <= FARTHEST for earlier, later in pairwise(sorted(spans)))
