"""Words -> the phrases that stand in them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from acupoint.catalogue.phrases import IDIOMS, NOT_SAID, Head, Lines, Match, Phrases, Span
from acupoint.catalogue.wordforms import Word

_HERE = ""  # in a trie: what ends here
_MOST_FILLERS = 5  # one after another, inside a phrase

Trie = dict[str, Any]  # a symbol -> the trie of what may follow it; _HERE -> the numbers of what ends here
Standing = Mapping[str, Sequence[int]]  # the symbols that begin at a word, and where each may end


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a text in one piece."""

    words: Sequence[Word]
    phrases: list[Match] = field(default_factory=list)  # that say an entry
    idioms: list[Match] = field(default_factory=list)  # that mean no entry, or not that one
    speech: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))  # by the list they are in
    parts: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))  # of pairs, by number, in order

    def add(self, head: Head, span: Span) -> None:
        """Add a phrase."""
        name, entry = head
        if name in {IDIOMS, NOT_SAID}:
            self.idioms.append(Match(head, (span,)))
        elif entry:
            self.phrases.append(Match(head, (span,)))
        else:
            self.speech[name].append(span)


class Search:
    """Looks for *phrases*. A branch of their tries is read when it is first looked at."""

    def __init__(self, phrases: Phrases) -> None:
        """Start with no branch."""
        self._phrases = phrases
        self._groups, self._pieces = _Branches(phrases.groups), _Branches(phrases.phrases)
        self._idioms = _Branches(phrases.idioms)

    def found_in(self, words: Sequence[Word]) -> Found:
        """Every phrase that stands in *words* in one piece, and every part of a pair."""
        heads, names = self._phrases.heads, self._phrases.names
        past_fillers = _reaches(words, self._phrases.fillers)
        past_articles = _reaches(words, self._phrases.between)
        own: list[dict[str, list[int]]] = [*({word.form: [place + 1]} for place, word in enumerate(words)), {}]
        standing = [{**one} for one in own]
        for start in range(len(words)):
            for numbers, end in self._groups.found_at(start, own, past_fillers):
                for number in numbers:
                    standing[start].setdefault(names[number], []).append(end)
        found = Found(words)
        for start in range(len(words)):
            for number, end in _each(self._pieces.found_at(start, standing, past_fillers)):
                if number < 0:
                    found.parts[number].append((start, end))
                else:
                    found.add(heads[number], (start, end))
            for number, end in _each(self._idioms.found_at(start, standing, past_articles)):
                found.add(heads[number], (start, end))
        return found


class _Branches(dict[str, Trie]):
    # The trie of lines, by the first symbol of each.
    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, symbol: str) -> Trie:
        self[symbol] = _trie(self._lines[symbol]) if symbol in self._lines else {}
        return self[symbol]

    def found_at(
        self, start: int, standing: Sequence[Standing], reaches: Sequence[Sequence[int]]
    ) -> list[tuple[list[int], int]]:
        # The numbers of the phrases that begin at *start*, by their end. Most of a long text's time is spent here.
        ways = [(branch, end) for symbol, ends in standing[start].items() if (branch := self[symbol]) for end in ends]
        found: list[tuple[list[int], int]] = []
        for node, place in ways:  # which grow
            if _HERE in node:
                found.append((node[_HERE], place))
                if len(node) == 1:
                    continue
            for there in reaches[place]:
                here = standing[there]
                for symbol in node if len(node) < len(here) else here:
                    if symbol in node and symbol in here:
                        for end in here[symbol]:
                            ways.append((node[symbol], end))  # noqa: PERF401 - one end, mostly
        return found


def _each(found: list[tuple[list[int], int]]) -> set[tuple[int, int]]:
    # What was found in several ways is in it once.
    return {(number, end) for numbers, end in found for number in numbers} if found else set()


def _reaches(words: Sequence[Word], fillers: Collection[str]) -> list[tuple[int, ...]]:
    # For each place where the next word of a phrase may be, if *fillers* may stand before it.
    reaches: list[tuple[int, ...]] = [(len(words),)]
    many = 0
    for place in reversed(range(len(words))):
        many = min(many + 1, _MOST_FILLERS) if words[place].form in fillers else 0
        reaches.append(tuple(range(place, place + 1 + many)))
    return reaches[::-1]


def _trie(lines: str) -> Trie:
    top: Trie = {}
    for line in lines.split("\n"):
        *symbols, number = line.split(" ")
        trie = top
        for symbol in symbols:
            trie = trie.setdefault(symbol, {})
        trie.setdefault(_HERE, []).append(int(number))
    return top
