"""Why no point is named: the signs somebody has, what their own words leave open, or that nothing matches."""

from collections.abc import Iterator

from acupoint.catalogue.model import Catalogue, Group, Symptom, WarningSign
from acupoint.guide import wording
from acupoint.guide.own_words import is_understood, quoted
from acupoint.guide.suggest import Suggestions
from acupoint.text import capitalized

_WITHHELD = "This guide names no point until a doctor or nurse has seen you."
_UNANSWERED = "This guide names no point until you have answered that."
_NOTHING_MATCHES = "Nothing in this guide matches what you said."
_NOT_ALONE = "This guide has no point for that alone. Say where it hurts as well."
_NO_SYMPTOM = "You named no symptom, so there is nothing to match."
_NOT_UNDERSTOOD = "Nothing you said is understood. Say it in other words, in English, or with these flags."


def sign_words(answer: Suggestions, sign: WarningSign) -> str:
    """A sign somebody has, after their own words for it if it was in them."""
    words = answer.report.words
    quotes = [one.said for one in (*words.stated, *words.asked) if one.id == sign.id] if words else []
    return "".join(f"{quoted(said)}: " for said in quotes) + f"{capitalized(sign.text)}."


def withheld_words(answer: Suggestions) -> str:
    """Why no point is named."""
    return _WITHHELD if answer.report.is_withheld else _UNANSWERED


def unanswered(answer: Suggestions) -> Iterator[tuple[str, str]]:
    """Each question that is to be answered before a point is named, and how; none where a sign withholds them all."""
    for entry in () if answer.report.is_withheld else answer.report.unanswered:
        yield f"Is this true of you? {capitalized(entry.text)}.", f"If so, add --{entry.id}. If not, --no-{entry.id}."


def nothing_matches(answer: Suggestions) -> str:
    """Why no point is suggested when none is withheld."""
    if answer.holds_back_all:
        return "Every point that would do is held back."
    if answer.report.words and not answer.report.entries and not is_understood(answer.report.words):
        return _NOT_UNDERSTOOD
    if answer.report.places:
        return _NOTHING_MATCHES
    return _NOT_ALONE if answer.report.warnings else _NO_SYMPTOM


def covered(catalogue: Catalogue, answer: Suggestions) -> Iterator[tuple[Group, tuple[Symptom, ...]]]:
    """What may be said instead where nothing matches, by group; to a mere warning sign, only the places."""
    if not answer.not_matched or answer.holds_back_all:
        return
    needs_place = answer.report.warnings and not answer.report.places
    for group, symptoms in wording.symptoms_by_group(catalogue):
        if not needs_place or any(symptom.gate for symptom in symptoms):
            yield group, symptoms
