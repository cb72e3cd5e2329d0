import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.said import Lexicon, read_words
from acupoint.words.vocabulary import Vocabulary, load_vocabulary, words_file


@pytest.fixture(scope="session")
def vocabulary(shipped: Catalogue) -> Vocabulary:
    """The shipped words."""
    return load_vocabulary(shipped)


@pytest.fixture(scope="session")
def lexicon(shipped: Catalogue) -> Lexicon:
    """The same as they are written."""
    return read_words(words_file(), {entry.id for entry in shipped.vocabulary})
