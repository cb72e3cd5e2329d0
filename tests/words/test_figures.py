"""How well labelled texts are heard. `python tests/support/scoring.py -v FILE` shows those that are not."""

from collections import Counter
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.words.vocabulary import Vocabulary
from support.scoring import Score, read_texts, score

FILES = ("everyday", "oblique", "signs", "plain")
TEXTS = {name: read_texts(Path(__file__).with_name(f"{name}.yaml")) for name in FILES}
ENOUGH = 8  # texts for each entry of the vocabulary


@pytest.fixture(scope="module", params=FILES)
def found(request: pytest.FixtureRequest, vocabulary: Vocabulary, shipped: Catalogue) -> Score:
    return score(TEXTS[request.param], vocabulary, shipped)


def test_symptoms_are_heard_and_no_others(found: Score) -> None:
    assert found.recall >= 0.97
    assert found.precision >= 0.97


def test_a_sign_in_plain_or_everyday_words_is_never_missed(found: Score) -> None:
    assert found.sign_recall("plain") == 1
    assert found.sign_recall("everyday") == 1


def test_most_signs_in_oblique_words_are_found(found: Score) -> None:
    assert found.sign_recall("oblique") >= 0.85


def test_a_harmless_text_alarms_nobody(found: Score) -> None:
    assert found.counts["alarms"] == 0, found.wrong


def test_a_sign_is_never_taken_as_denied(found: Score) -> None:
    assert found.counts["wrong denials"] == 0, found.wrong


def test_texts_that_it_was_not_made_with_are_heard_nearly_as_well(vocabulary: Vocabulary, shipped: Catalogue) -> None:
    found = score(read_texts(Path(__file__).with_name("others.yaml")), vocabulary, shipped)
    assert (found.recall >= 0.97, found.precision >= 0.95) == (True, True)
    assert (found.sign_recall("plain"), found.counts["wrong denials"]) == (1, 0)
    assert (found.sign_recall("everyday") >= 0.97, found.sign_recall("oblique") >= 0.85) == (True, True)
    assert found.share("alarms", "harmless texts") <= 0.01


def test_each_entry_has_enough_texts_in_different_words(shipped: Catalogue) -> None:
    labels: Counter[str] = Counter()
    for text in (text for texts in TEXTS.values() for text in texts):
        labels.update(one for kind in ("symptoms", "conditions", "warnings") for one in text.get(kind, ()))
    assert {entry.id: labels[entry.id] for entry in shipped.vocabulary if labels[entry.id] < ENOUGH} == {}
    every = [text["text"] for texts in TEXTS.values() for text in texts]
    assert len(every) == len(set(every))
