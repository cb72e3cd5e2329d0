"""The words file: what is read of it, and what is wrong with it."""

from pathlib import Path

import pytest

from acupoint.catalogue import compiled, phrases
from acupoint.catalogue.phrases import ordinary_file
from acupoint.catalogue.said import read_phrases, read_words
from acupoint.errors import CatalogueError

IDS = {"cold", "fever", "knee"}
TEXT = """\
spelling:
  short:
    - {short: cant, long: can not}
  alike: [fall fell fallen]
  whole: [legs]
groups:
  - id: pain
    said: [ache, hurt]
words:
  - id: cold
    said:
      - "{pain} ~ cold"
      - in the cold
    not_said: [cold feet]
  - ids: [fever, knee]
    said: [hot knee]
speech:
  fillers: [the]
  idioms: [cold sore]
  negations: ["no"]
"""


def written(folder: Path, text: str = TEXT) -> Path:
    file = folder / "words.yaml"
    file.write_text(text, encoding="utf-8")
    ordinary_file(file).write_text("hurst\n", encoding="utf-8")
    return file


def problems_in(folder: Path, old: str, new: str) -> list[str]:
    assert old in TEXT
    with pytest.raises(CatalogueError) as raised:
        read_words(written(folder, TEXT.replace(old, new, 1)), IDS)
    return [f"{problem.line}:{problem.column} {problem.what}" for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: cold", "id: colt", "10:9 'colt' is not known here; did you mean 'cold'?"),
        ('"{pain} ~ cold"', '"{pian} ~ cold"', "12:9 there is no group 'pian' above; did you mean 'pain'?"),
        ("in the cold", "fell? ~ cold", "13:9 'fell? ~ cold' can never be found: it has a mark in it; leave '?' out"),
        ("in the cold", '"..."', "13:9 '...' can never be found: it has a mark in it; leave '.' out"),
        ("in the cold", '", ,"', "13:9 ', ,' can never be found: there is no word in it"),
        ("in the cold", "hurt ~", "13:9 'hurt ~' can never be found: there is no word in a part of it"),
        ("in the cold", "Cold feet", "13:9 'Cold feet' can never be found: it is an idiom, too; keep one"),
        ("in the cold", "cold sores", "13:9 'cold sores' can never be found: it is an idiom, too; keep one"),
        ("in the cold", "cold sore ~ hurt", "13:9 'cold sore ~ hurt' can never be found: 'cold sor' in it is an idiom"),
        ("hot knee", "In the Colds", "16:12 'In the Colds' is said of cold, too; keep one, or list both under 'ids'"),
        ("in the cold", "cold ~ {pain}", "13:9 'cold ~ {pain}' is here twice; keep one, or list both under 'ids'"),
        ("ache, hurt", "ache ~ hurt", "8:12 'ache ~ hurt' is a pair; here a phrase is in one piece"),
        ("not_said", "notsaid", "14:5 unknown field 'notsaid'; did you mean 'not_said'?"),
    ],
)  # fmt: skip
def test_each_problem_is_found_where_it_is(old: str, new: str, problem: str, tmp_path: Path) -> None:
    assert problem in problems_in(tmp_path, old, new)


def test_a_file_without_a_problem_is_read(tmp_path: Path) -> None:
    lexicon = read_words(written(tmp_path), IDS)
    assert lexicon.groups == {"pain": ("ache", "hurt")}
    assert [entry.ids for entry in lexicon.entries] == [("cold",), ("fever", "knee")]
    assert lexicon.speech["idioms"] == ("cold sore",)


class TestCompiledWords:
    def test_are_those_of_the_file(self, tmp_path: Path) -> None:
        file = written(tmp_path)
        read = read_phrases(file, IDS)
        compiled.file_for(file).write_bytes(phrases.contents(read, file))
        assert phrases.load(file) == read

    def test_are_written_the_same_each_time(self, tmp_path: Path) -> None:
        file = written(tmp_path)
        assert phrases.contents(read_phrases(file, IDS), file) == phrases.contents(read_phrases(file, IDS), file)

    def test_are_not_used_when_the_words_or_the_ordinary_words_changed(self, tmp_path: Path) -> None:
        file = written(tmp_path)
        contents = phrases.contents(read_phrases(file, IDS), file)
        assert phrases.load(file) is None
        compiled.file_for(file).write_bytes(contents)
        ordinary_file(file).write_text("horst\n", encoding="utf-8")
        assert phrases.load(file) is None
        written(tmp_path, TEXT.replace("hot knee", "hot shin"))
        assert phrases.load(file) is None
