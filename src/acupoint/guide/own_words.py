"""What somebody said in their own words, shown back: how it was read, in a few labelled lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from acupoint.catalogue.model import Catalogue, Condition, Symptom, WarningSign
from acupoint.text import visible

Entry = Symptom | Condition | WarningSign

NO_CHECK = "Reading words is no check. Look for the signs first."

_MOST_TEXT = 140  # characters of a text that are shown again
_MOST_QUOTE = 60  # of a part of it
_MOST_PARTS = 4  # parts that are not understood


class Quote(Protocol):
    """An entry of the vocabulary, and the person's own words for it."""

    @property
    def id(self) -> str:
        """Of a symptom, a condition, or a warning sign."""

    @property
    def said(self) -> str:
        """As it stands in the text."""


class OwnWords(Protocol):
    """What a text says. An id is in one of the three lists at most."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def stated(self) -> Sequence[Quote]:
        """What acts as its flag does."""

    @property
    def asked(self) -> Sequence[Quote]:
        """What is to be asked; of signs and conditions, before a point is named."""

    @property
    def denied(self) -> Sequence[Quote]:
        """What is said not to be so."""

    @property
    def not_understood(self) -> Sequence[str]:
        """The parts of the text that say none of these."""


Hear = Callable[[str], OwnWords]  # reads a text


def is_understood(words: OwnWords) -> bool:
    """Whether the text says anything of the vocabulary."""
    return bool(words.stated or words.asked or words.denied)


def own_words_lines(catalogue: Catalogue, words: OwnWords) -> Iterator[tuple[str, str]]:
    """Each label with what is shown after it: what was said, and how it was read. Nothing empty is shown."""
    yield "you said", quoted(words.text, _MOST_TEXT)
    yield from reading_lines(catalogue, words)


def reading_lines(catalogue: Catalogue, words: OwnWords, *, quotes_signs: bool = False) -> Iterator[tuple[str, str]]:
    """The same without what was said; if it *quotes_signs*, with the person's words for each that is understood."""
    entries = {entry.id: entry for entry in catalogue.vocabulary}
    stated = ((entries[one.id], one.said) for one in words.stated)
    understood = (
        f"{quoted(said)}: {name_of(entry)}" if quotes_signs and isinstance(entry, WarningSign) else name_of(entry)
        for entry, said in stated
    )
    yield from _listed("understood", understood)
    yield from _listed("understood as not so", (name_of(entries[one.id]) for one in words.denied))
    parts = [quoted(part) for part in words.not_understood or ([] if is_understood(words) else [words.text])]
    more = [f"{len(parts) - _MOST_PARTS} more"] if len(parts) > _MOST_PARTS else []
    yield from _listed("not understood", (*parts[:_MOST_PARTS], *more))
    for one in words.asked:
        entry = entries[one.id]
        yield _perhaps(entry), f"{quoted(one.said)}: {name_of(entry)}"


def _perhaps(entry: Entry) -> str:
    if isinstance(entry, Symptom):
        return "perhaps meant"
    return "perhaps a warning sign" if isinstance(entry, WarningSign) else "perhaps true of you"


def name_of(entry: Entry) -> str:
    """An entry in few words."""
    return entry.text if isinstance(entry, Symptom) else entry.short


def quoted(text: str, most: int = _MOST_QUOTE) -> str:
    """*text* between quotation marks, on one line, with no more than *most* characters."""
    line = visible(" ".join(text.split()))
    return f'"{line}"' if len(line) <= most else f'"{line[: most - 3].rstrip()}..."'


def _listed(label: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    if text := "; ".join(dict.fromkeys(texts)):
        yield label, text
