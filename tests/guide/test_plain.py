import re
from itertools import chain

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.guide import plain
from acupoint.guide.suggest import self_report, suggest


def suggested(catalogue: Catalogue, *ids: str) -> list[str]:
    return plain.suggestions(catalogue, suggest(catalogue, self_report(catalogue, ids))).splitlines()


def labels(lines: list[str]) -> list[str]:
    """The labels in the order they come, each run of one label once, step numbers left out."""
    found = [re.sub(r" \d+( of \d+)?$", "", line.split(":")[0]) for line in lines]
    return [label for number, label in enumerate(found) if number == 0 or label != found[number - 1]]


FIRST = ("first", "first, emergency", "first, emergency sign", "first, urgent", "first, urgent sign", "first")


def test_a_list_is_one_record_a_line_with_tabs_between(small: Catalogue) -> None:
    assert plain.point_list(small) == (
        "UB 1\tĀlpha\tOn the left thumb.\ta sore knee; worse in the rain\n"
        "KD 2\tÈpsilon\tOn the right thumb.\ta sore knee; a sore elbow; worse at night"
    )


def test_every_line_but_the_list_and_the_empty_ones_is_labelled(shipped: Catalogue) -> None:
    lines = chain(
        plain.cards(shipped, shipped.points, {}).splitlines(),
        suggested(shipped, "cold", "lower-back", "pregnant", "weeks"),
        suggested(shipped, "fever"),
        plain.safety(shipped, ()).splitlines(),
        suggested(shipped, "pregnant"),
    )
    assert [line for line in lines if line and not re.match(r"[A-Za-z][A-Za-z ,]*( \d+( of \d+)?)?: \S", line)] == []


def test_there_are_no_boxes_and_no_escape_codes(shipped: Catalogue) -> None:
    text = "\n".join([plain.cards(shipped, shipped.points, {}), *suggested(shipped, "cold", "pregnant")])
    assert not re.search(r"[\x1b\u2500-\u257f]", text)


def test_cautions_and_when_to_stop_come_before_the_technique_on_a_card(small: Catalogue) -> None:
    assert labels(plain.cards(small, small.points[1:], {}).splitlines()) == [
        *(*FIRST, "", "point", "WHO code", "name", "Chinese", "English", "channel", "category", "where"),
        *("caution", "stop", "do this", "find", "not to be mistaken for", "press", "how long", "feels like"),
        *("which side", "for", "about", "source", "note"),
    ]


def test_the_signs_come_first_then_the_line_to_follow(small: Catalogue) -> None:
    assert labels(suggested(small, "night", "sunburn")) == [
        *(*FIRST, "you said", "caution", "suggestion", "do this"),
        *("why", "caution", "stop", "where", "press", "how long", "feels like", "which side", "more", "stop"),
        *("held back", "press them by the clock", "note"),
    ]


def test_after_a_warning_sign_there_is_advice_alone(small: Catalogue) -> None:
    assert suggested(small, "knee", "itch", "faint") == [
        "emergency: Go now.",
        "because you said: Fainting again and again.",
        "routine: Go soon.",
        "because you said: An itch that stays.",
        "answer: This guide names no point until a doctor or nurse has seen you.",
    ]


def test_safety_goes_from_signs_to_conditions_to_rules_to_evidence(small: Catalogue) -> None:
    lines = plain.safety(small, ()).splitlines()
    assert lines[:2] == ["emergency: Go now.", "emergency sign: --faint: Fainting again and again."]
    assert labels(lines) == [
        *("emergency", "emergency sign", "urgent", "urgent sign", "routine", "routine sign", "condition", "rule"),
        *("stop", "for whom", "checked", "evidence", "about", "source", "note"),
    ]


def test_where_nothing_matches_it_says_so_and_what_is_covered(small: Catalogue) -> None:
    lines = suggested(small, "sunburn")
    assert "answer: You named no symptom, so there is nothing to match." in lines
    assert "this guide covers: Where it hurts: --knee: a sore knee" in lines


@pytest.mark.parametrize("ids", [("rain",), ("cold-hands",)])
def test_who_was_asked_about_every_sign_does_not_read_them_again(small: Catalogue, ids: tuple[str, ...]) -> None:
    answer = suggest(small, self_report(small, ids, signs_asked=True))
    assert plain.suggestions(small, answer).startswith("first: Say so first if one of these is true of you")
    answer = suggest(small, self_report(small, ids, signs_asked=True, conditions_asked=True))
    assert not plain.suggestions(small, answer).startswith("first")
