"""What the program prints can be typed: each code and each name, alone and together."""

import html
import re
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.names import find_points
from acupoint.text import in_ascii
from support import made_up
from support.program import CHECKOUT, Run

CODE = re.compile(r"\b(?:UB|BL|KD|KI|GB) ?\d+\b|\b(?:ub|kd|gb)\d+\b")


def ids(catalogue: Catalogue, *words: str) -> list[str]:
    return [point.id for point in find_points(catalogue, words)]


def test_each_line_that_names_a_point_is_understood(shipped: Catalogue) -> None:
    for point in shipped.points:
        names = point.names
        chinese = [names.chinese, *names.traditional]
        english = [names.english, *names.also_english]
        for line in (
            f"{point.code}, {names.pinyin}",
            f"{point.code} {names.pinyin}",
            f" {point.code}  {names.pinyin} {names.chinese}",
            f"{point.code}\t{names.pinyin}",
            f"{point.who_code}, {names.pinyin}, {', '.join(chinese)}",
            ", ".join(english),
            ", ".join(names.spellings),
            f"{point.code} ({names.pinyin}, {names.chinese})",
            f"{point.code}: {names.english}",
            in_ascii(f"{point.code}, {names.pinyin}"),
        ):
            assert ids(shipped, line) == [point.id], line
            assert ids(shipped, *line.split()) == [point.id], line


def test_each_code_in_an_answer_is_of_its_point_or_refused_as_one(shipped: Catalogue, run: Run) -> None:
    here = {code for point in shipped.points for code in (point.id, point.code, point.who_code, f"BL {point.number}")}
    for line in ("list", "show ub60 ub40 kd4 gb41", "suggest --lower-back", "handout ub60 ub40 -o -"):
        for reading in ("--plain", "--pretty") if "handout" not in line else ("",):
            _, answer, _ = run(*line.split(), *reading.split())
            found = set(CODE.findall(html.unescape(answer))) & here
            assert found
            for code in found:
                assert len(ids(shipped, code)) == 1, code


LABELS = ("point", "WHO code", "name", "Chinese", "English", "also written", "suggestion")


def test_each_whole_line_with_names_is_understood_with_its_label(shipped: Catalogue, run: Run) -> None:
    lines = [
        line
        for command in ("show ub60 --full", "show gb41 --full", "suggest --lower-back --full", "suggest --side --full")
        for line in run(*command.split(), "--plain")[1].splitlines()
        if line.startswith(LABELS) and ": " in line
    ]
    assert {label for label in LABELS for line in lines if line.startswith(label)} == set(LABELS)
    for line in lines:
        assert len(ids(shipped, line)) == 1, line


def test_the_commands_in_the_readme_name_points_that_there_are(shipped: Catalogue) -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^ *(?:\$ )?acupoint (?:show|handout|session) ([a-z ]*\w.*)$", text, re.MULTILINE)
    named = [re.split(r" -| *#|  ", words)[0] for words in found]
    refused = {"gb14"}  # shown to be refused
    assert named
    for words in named:
        assert words in refused or ids(shipped, *words.split()), words


@pytest.mark.parametrize("name", ["", "Example", "North Road [2] Clinic"])
def test_a_clinics_point_is_understood_with_its_mark(name: str, tmp_path: Path) -> None:
    clinic = f"clinic: {{name: '{name}'}}\n{made_up.CLINIC}" if name else made_up.CLINIC
    laid = made_up.read(tmp_path, made_up.TEXT, clinic)
    mark = name or "clinic.yaml"
    for line in (
        f"UB 2 [{mark}]",
        f"UB 2 [{mark}], Bēta",
        f"UB 2 [{mark}], UB 1, and KD 2",
        f"UB 2 [{mark}]  Bēta 丙",
        f"Third Gate [{mark}]",
    ):
        expected = ["ub2", "ub1", "kd2"] if "KD" in line else ["ub2"]
        assert ids(laid, line) == expected, line
        assert ids(laid, *line.split()) == expected, line
