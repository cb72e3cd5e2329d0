"""Write data/ordinary.txt, the ordinary words that look like a slip of the hand: `python docs/ordinary.py`.

A word of words.yaml is one letter away from each. They come from the list of frequent English words in wordfreq. To be
run again whenever words.yaml has changed.
"""

from pathlib import Path

from wordfreq import top_n_list, word_frequency

from acupoint.catalogue.phrases import ordinary_file
from acupoint.catalogue.read import catalogue_file, load_catalogue
from acupoint.catalogue.said import phrases_of, read_words
from acupoint.catalogue.spelling import mended
from acupoint.words.vocabulary import words_file

_MOST_FREQUENT = 40_000
_AS_FREQUENT = 200  # a word that is so much rarer than what it is mended to is a slip that many make


def ordinary_words() -> list[str]:
    """The words, in the order of the alphabet."""
    catalogue = load_catalogue(catalogue_file())
    phrases = phrases_of(read_words(words_file(), {entry.id for entry in catalogue.vocabulary}))
    found: list[str] = []
    for word in top_n_list("en", _MOST_FREQUENT):
        if not (word.isascii() and word.isalpha()):
            continue
        meant = mended(word, phrases.mends, (), phrases.known, phrases.forms)
        if meant != word and word_frequency(meant, "en") < _AS_FREQUENT * word_frequency(word, "en"):
            found.append(word)
    return sorted(found)


def text() -> str:
    """The file as it must be."""
    return "".join(f"{word}\n" for word in ordinary_words())


def file() -> Path:
    """Where it is."""
    return ordinary_file(words_file())


if __name__ == "__main__":
    file().write_text(text(), encoding="utf-8")
