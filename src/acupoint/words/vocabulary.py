"""All that a text is searched for, and what of it is a sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from acupoint.catalogue import phrases
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.phrases import Phrases
from acupoint.catalogue.read import catalogue_file
from acupoint.catalogue.search import Search


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How people say the entries of a catalogue."""

    phrases: Phrases
    search: Search
    places: frozenset[str]  # the ids of the symptoms that say where it hurts
    conditions: frozenset[str]  # the ids of conditions
    signs: frozenset[str]  # the ids of warning signs


def words_file() -> Path:
    """The shipped words, beside the shipped catalogue."""
    return phrases.words_beside(catalogue_file())


def load_vocabulary(catalogue: Catalogue, file: Path | None = None, clinics: Sequence[Path] = ()) -> Vocabulary:
    """How people say the entries of *catalogue*: the words in *file*, or the shipped ones, and what *clinics* add.

    The compiled words are used where they are up to date. Raises CatalogueError where a file has a problem.
    """
    file = file or words_file()
    ids = {entry.id for entry in catalogue.vocabulary}
    found = phrases.load(file)
    if found is None or not found.ids <= ids or clinics:
        from acupoint.catalogue import said  # noqa: PLC0415 - it imports PyYAML

        found = said.with_clinics(found if found and found.ids <= ids else said.read_phrases(file, ids), clinics, ids)
    return vocabulary_of(found, catalogue)


def vocabulary_of(found: Phrases, catalogue: Catalogue) -> Vocabulary:
    """The phrases *found*, for the entries of *catalogue*."""
    places = frozenset(symptom.id for symptom in catalogue.symptoms if symptom.gate)
    conditions = frozenset(condition.id for condition in catalogue.conditions)
    return Vocabulary(found, Search(found), places, conditions, frozenset(sign.id for sign in catalogue.warnings))
