"""Write data/ordinary.txt, the ordinary words that look like a slip of the hand: `python docs/ordinary.py`.

A word of words.yaml is one letter away from each. They come from the list of frequent English words in wordfreq. To be
run again whenever words.yaml has changed.
"""

from pathlib import Path

from wordfreq import top_n_list, word_frequency

from acupoint.catalogue.read import catalogue_file, load_catalogue
from acupoint.catalogue.said import read_words
from acupoint.words.spelling import mended
from acupoint.words.vocabulary import ordinary_file, vocabulary_of, words_file

_MOST_FREQUENT = 40_000
_AS_FREQUENT = 200  # a word that is so much rarer than what it is mended to is a slip that many make


def ordinary_words() -> list[str]:
    """The words, in the order of the alphabet."""
    catalogue = load_catalogue(catalogue_file())
    lexicon = read_words(words_file(), {entry.id for entry in catalogue.vocabulary})
    vocabulary = vocabulary_of(lexicon, catalogue)
    found: list[str] = []
    for word in top_n_list("en", _MOST_FREQUENT):
        if not (word.isascii() and word.isalpha()):
            continue
        meant = mended(word, vocabulary.mends, (), vocabulary.known, vocabulary.forms)
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
