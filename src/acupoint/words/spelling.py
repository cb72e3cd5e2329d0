"""A word with one slip in it -> the word of a phrase that was meant."""

from collections.abc import Collection, Iterable, Mapping

from acupoint.catalogue.wordforms import Forms

SHORTEST = 5  # letters of a word that is mended to
_SHORTEST_SWAPPED = 4  # the same, where two letters changed places
_FEWEST, _MOST = 4, 20  # letters of a word that is mended

Index = dict[str, str]  # a word with a letter left out, and the word itself -> the words, with spaces between


def index_of(words: Iterable[str]) -> Index:
    """What `mended` looks words up in."""
    index: dict[str, dict[str, None]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST_SWAPPED:
            for key in (word, *_shortened(word)):
                index.setdefault(key, {})[word] = None
    return {key: " ".join(found) for key, found in index.items()}


def mended(word: str, index: Mapping[str, str], ordinary: Collection[str], known: Collection[str], forms: Forms) -> str:
    """The word that *word* stands for, if that is one slip away and begins with the same letter; else *word*.

    A slip is a letter too many, too few, or another, or two letters that changed places.
    """
    if not _FEWEST <= len(word) <= _MOST or word in ordinary or forms.of(word) in known:
        return word
    for key in (word, *_shortened(word)):
        for meant in index.get(key, "").split():
            if _is_slip(word, meant):
                return meant
    return word


def _shortened(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _is_slip(word: str, meant: str) -> bool:
    if len(word) != len(meant):
        return len(meant) >= SHORTEST  # one is the other with a letter left out
    differ = [place for place, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
    if len(differ) == 1:
        return len(meant) >= SHORTEST
    return (
        len(differ) == 2  # noqa: PLR2004 - the two that changed places
        and differ[1] == differ[0] + 1
        and word[differ[0]] == meant[differ[1]]
        and word[differ[1]] == meant[differ[0]]
    )
