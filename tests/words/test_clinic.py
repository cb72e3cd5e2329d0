"""What a clinic's file adds to the words."""

from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.errors import CatalogueError
from acupoint.words.hear import hear
from acupoint.words.vocabulary import load_vocabulary
from support.program import Run

FILE = """\
words:
  - id: lower-back
    said:
      - attack of the loaf
      - "{pain} ~ loaf"
"""


def written(folder: Path, text: str = FILE) -> Path:
    file = folder / "clinic.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("text", ["an attack of my loaf", "the loaf hurts"])
def test_it_adds_how_people_say_an_entry(text: str, shipped: Catalogue, tmp_path: Path) -> None:
    heard = hear(text, load_vocabulary(shipped, clinics=[written(tmp_path)]))
    assert [one.id for one in heard.stated] == ["lower-back"]
    assert hear(text, load_vocabulary(shipped)).stated == ()


def test_it_takes_no_phrase_of_the_guide_away(shipped: Catalogue, tmp_path: Path) -> None:
    heard = hear("no fever but my bum is numb", load_vocabulary(shipped, clinics=[written(tmp_path)]))
    assert [one.id for one in heard.stated] == ["numb-saddle"]


def test_it_may_have_nothing_but_said_lines(tmp_path: Path, run: Run) -> None:
    code, told, _ = run("check", str(written(tmp_path, FILE + "    not_said: [loaf of bread]\n")))
    assert code == 4
    assert "6:5: unknown field 'not_said'" in told


@pytest.mark.slow
def test_a_check_counts_its_phrases_and_finds_a_wrong_group(tmp_path: Path, run: Run) -> None:
    code, told, _ = run("check", str(written(tmp_path)))
    assert (code, told.endswith("laid over points.yaml: it adds 2 phrases\n")) == (0, True)
    code, told, _ = run("check", str(written(tmp_path, FILE.replace("{pain}", "{pian}"))))
    assert code == 4
    assert "5:9: there is no group 'pian' above; did you mean 'pain'?" in told


def test_a_problem_in_it_is_told_when_words_are_read(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="'lower-bak' is not known here"):
        load_vocabulary(shipped, clinics=[written(tmp_path, FILE.replace("lower-back", "lower-bak"))])
