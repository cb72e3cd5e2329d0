import dataclasses
import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import RenderableType

from acupoint.catalogue.model import Catalogue
from acupoint.guide import layout, screen
from acupoint.guide.suggest import self_report, suggest
from acupoint.text import capitalized
from support.screen import shown


def suggested(catalogue: Catalogue, *ids: str) -> RenderableType:
    return screen.suggestions(catalogue, suggest(catalogue, self_report(catalogue, ids)))


VIEWS: dict[str, Callable[[Catalogue], RenderableType]] = {
    "list": screen.point_list,
    "show": lambda catalogue: screen.cards(catalogue, catalogue.points, {}),
    "suggest": lambda catalogue: suggested(catalogue, "lower-back", "cold", "rotation", "pregnant", "weeks"),
    "safety": lambda catalogue: screen.safety(catalogue, ()),
    "safety --full": lambda catalogue: screen.safety(catalogue, ()),
    "withheld": lambda catalogue: suggested(catalogue, "fever", "accident"),
    "nothing": lambda catalogue: suggested(catalogue, "varicose-veins"),
}


@pytest.mark.parametrize("width", [40, 50, 59, 60, 80, 100, 200])
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut_short(shipped: Catalogue, view: str, width: int) -> None:
    text = shown(VIEWS[view](shipped), width)
    assert max(map(cell_len, text.splitlines())) <= min(width, layout.WIDEST)
    assert "…" not in text


@pytest.mark.parametrize("width", range(1, 40))
def test_even_a_sliver_of_a_terminal_gets_an_answer(small: Catalogue, width: int) -> None:
    assert shown(VIEWS["show"](small), width)


@pytest.mark.parametrize("view", VIEWS)
def test_every_word_is_the_same_with_and_without_colour(shipped: Catalogue, view: str) -> None:
    with_colour = shown(VIEWS[view](shipped), colour=True)
    assert "\x1b[" in with_colour
    assert re.sub(r"\x1b\[[0-9;]*m", "", with_colour) == shown(VIEWS[view](shipped))


def test_text_from_the_catalogue_is_shown_literally(small: Catalogue) -> None:
    hostile = r"[bold red]x[/] :smile: \[y] {z} \x1b[31m"
    point = small.points[0]
    place = dataclasses.replace(point.place, text=hostile)
    catalogue = dataclasses.replace(small, points=(dataclasses.replace(point, place=place),))
    assert hostile in shown(screen.point_list(catalogue))
    assert hostile in shown(screen.cards(catalogue, catalogue.points, {}))
    assert hostile in shown(suggested(catalogue, "knee"))


def test_the_first_thing_under_a_suggestion_is_the_line_to_follow(small: Catalogue) -> None:
    lines = shown(suggested(small, "night")).splitlines()
    heading = next(number for number, line in enumerate(lines) if line.startswith("1. "))
    assert lines[heading + 1].startswith("Do this     Press your right thumb.")


def test_the_list_ends_with_what_to_type_next(shipped: Catalogue) -> None:
    assert "acupoint show ub60 or acupoint suggest" in shown(screen.point_list(shipped))


def test_a_sign_of_several_sentences_ends_with_a_full_stop(shipped: Catalogue) -> None:
    text = " ".join(shown(screen.safety(shipped, ())).replace("│", " ").split())
    for sign in shipped.warnings:
        assert f"{capitalized(sign.text)}. --{sign.id}" in text
