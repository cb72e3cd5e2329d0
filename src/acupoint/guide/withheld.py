"""Why no point is named: the signs somebody has, and what their own words leave open."""

from collections.abc import Iterator

from acupoint.catalogue.model import WarningSign
from acupoint.guide import wording
from acupoint.guide.own_words import quoted
from acupoint.guide.suggest import Suggestions
from acupoint.text import capitalized

_UNANSWERED = "This guide names no point until you have answered that."


def sign_words(answer: Suggestions, sign: WarningSign) -> str:
    """A sign somebody has, after their own words for it if it was in them."""
    words = answer.report.words
    quotes = [one.said for one in (*words.stated, *words.asked) if one.id == sign.id] if words else []
    return "".join(f"{quoted(said)}: " for said in quotes) + capitalized(sign.text)


def withheld_words(answer: Suggestions) -> str:
    """Why no point is named."""
    return wording.WITHHELD if answer.report.is_withheld else _UNANSWERED


def unanswered(answer: Suggestions) -> Iterator[tuple[str, str]]:
    """Each question that is to be answered before a point is named, and how; none where a sign withholds them all."""
    for entry in () if answer.report.is_withheld else answer.report.unanswered:
        yield f"Is this true of you? {capitalized(entry.text)}.", f"If so, add --{entry.id}. If not, --no-{entry.id}."
