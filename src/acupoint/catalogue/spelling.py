"""A word with one slip in it -> the word of a phrase that was meant."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from acupoint.catalogue.wordforms import Forms

_SHORTEST = 5  # letters of a word that is mended to
_SHORTEST_SWAPPED = 4  # the same, where two letters changed places
_FEWEST, _MOST = 4, 20  # letters of a word that is mended


def index_of(words: Iterable[str]) -> dict[str, str]:
    """What `mended` looks words up in: the *words* that have a half in common, with spaces between."""
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST_SWAPPED:
            for key in _halves(word, len(word)):
                index.setdefault(key, []).append(word)
    return {key: " ".join(found) for key, found in index.items()}


def mended(word: str, index: Mapping[str, str], ordinary: Collection[str], known: Collection[str], forms: Forms) -> str:
    """The word that *word* stands for, if that is one slip away and begins with the same letter; else *word*.

    A slip is a letter too many, too few, or another, or two letters that changed places.
    """
    if not _FEWEST <= len(word) <= _MOST or word in ordinary or forms.of(word) in known:
        return word
    near = (one for length in range(len(word) - 1, len(word) + 2) for one in _sharing(word, length, index))
    slips = (meant for meant in near if meant[0] == word[0] and _is_slip(word, meant))
    # All letters of `wakling` are those of walking, but not of waking.
    return min(slips, key=lambda meant: (sorted(meant) != sorted(word), meant), default=word)


def _halves(word: str, length: int) -> tuple[str, str]:
    # The halves of *word*, if it has that *length*. One slip leaves one of them whole, but for two letters that changed
    # places in the middle.
    half = length // 2
    return f"{length} {word[:half]}-", f"{length} -{word[half - length :]}"


def _sharing(word: str, length: int, index: Mapping[str, str]) -> Iterator[str]:
    keys: tuple[str, ...] = _halves(word, length)
    if length == len(word):
        half = length // 2
        swapped = f"{word[: half - 1]}{word[half]}{word[half - 1]}{word[half + 1 :]}"
        keys = (*keys, _halves(swapped, length)[0])
    for key in keys:
        yield from index.get(key, "").split()


def _is_slip(word: str, meant: str) -> bool:
    if len(word) != len(meant):
        longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
        return len(meant) >= _SHORTEST and any(
            longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer))
        )
    differ = [place for place, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
    if len(differ) == 1:
        return len(meant) >= _SHORTEST
    return (
        len(differ) == 2  # noqa: PLR2004 - the two that changed places
        and differ[1] == differ[0] + 1
        and word[differ[0]] == meant[differ[1]]
        and word[differ[1]] == meant[differ[0]]
    )
