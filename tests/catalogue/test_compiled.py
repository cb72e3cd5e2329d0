"""The compiled catalogue says what the YAML says, or is not used."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue import compiled, model, read
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file, load_catalogue, read_alone, read_catalogue
from acupoint.errors import CatalogueError
from support import made_up


def compile_beside(yaml: Path) -> Path:
    file = compiled.file_for(yaml)
    file.write_bytes(compiled.contents(read_alone(yaml), yaml))
    return file


@pytest.fixture
def yaml(tmp_path: Path) -> Path:
    """The made-up catalogue, compiled."""
    file = made_up.written(tmp_path)
    compile_beside(file)
    return file


def test_both_ways_give_the_same_values(yaml: Path) -> None:
    assert compiled.load(yaml) == read_alone(yaml)


def test_both_ways_give_the_same_values_for_the_load_catalogue(tmp_path: Path, shipped: Catalogue) -> None:
    data = tmp_path / "data"
    shutil.copytree(catalogue_file().parent, data)
    compile_beside(data / "points.yaml")
    loaded = compiled.load(data / "points.yaml")
    assert loaded == read_alone(data / "points.yaml")
    assert [source.id for source in loaded.sources] == [source.id for source in shipped.sources]


def test_values_point_at_the_entries_they_name(yaml: Path) -> None:
    loaded = compiled.load(yaml)
    assert loaded
    rain = loaded.points[0].claims[1]
    assert rain.symptom is loaded.symptoms[2]
    assert rain.strength is model.Strength.KEY
    assert all(one is other for one, other in zip(rain.sources, loaded.sources, strict=True))
    assert loaded.warnings[0].advice is loaded.advice[2]
    assert loaded.points[0].channel is loaded.channels[0]


def test_pictures_are_found_wherever_the_folder_is(yaml: Path, tmp_path: Path) -> None:
    assert os.fsencode(tmp_path) not in compiled.file_for(yaml).read_bytes()
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("points.yaml", "points.compiled"):
        (tmp_path / name).rename(moved / name)
    loaded = compiled.load(moved / "points.yaml")
    assert loaded
    assert loaded.points[0].picture
    assert loaded.points[0].picture.file == moved / "pictures" / "ub1.svg"


class TestAStaleFileIsNeverUsed:
    @given(data=st.data())
    def test_whatever_byte_of_the_yaml_changed(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        yaml = made_up.written(tmp_path_factory.getbasetemp())
        compile_beside(yaml)
        text = yaml.read_bytes()
        place = data.draw(st.integers(0, len(text)))
        yaml.write_bytes(text[:place] + data.draw(st.binary(max_size=2)) + text[place + data.draw(st.integers(0, 2)) :])
        assert (compiled.load(yaml) is None) == (yaml.read_bytes() != text)

    def test_and_the_edited_yaml_is_read(self, yaml: Path) -> None:
        text = made_up.TEXT.replace("The right one is the right one.", "The left one is.")
        yaml.write_text(text, encoding="utf-8")
        note = load_catalogue(yaml).points[1].side_note
        assert note
        assert note.text == "The left one is."


class TestAFileThatCannotBeUsedIsNoError:
    def test_missing(self, yaml: Path) -> None:
        compiled.file_for(yaml).unlink()
        assert compiled.load(yaml) is None
        assert load_catalogue(yaml) == read_catalogue(yaml)

    def test_a_folder(self, yaml: Path) -> None:
        compiled.file_for(yaml).unlink()
        compiled.file_for(yaml).mkdir()
        assert load_catalogue(yaml) == read_catalogue(yaml)

    @given(data=st.data())
    def test_truncated_or_damaged(self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
        yaml = made_up.written(tmp_path_factory.getbasetemp())
        file = compile_beside(yaml)
        whole = file.read_bytes()
        place = data.draw(st.integers(0, len(whole) - 1))
        file.write_bytes(whole[:place])
        assert compiled.load(yaml) is None
        file.write_bytes(whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :])
        assert compiled.load(yaml) is None

    def test_of_another_version(self, yaml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(compiled, "__version__", "0.0.1")
        assert compiled.load(yaml) is None

    @pytest.mark.parametrize("name", ["Rule", "Grade"])
    def test_of_another_model(self, name: str, yaml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(model, name, lambda: None)
        assert compiled.load(yaml) is None
        monkeypatch.delattr(model, name)
        assert compiled.load(yaml) is None

    def test_made_to_run_something_else(self, yaml: Path, tmp_path: Path) -> None:
        class Harm:
            def __reduce__(self) -> tuple[object, ...]:
                return os.mkdir, (str(tmp_path / "harm"),)

        harm: Any = Harm()
        compiled.file_for(yaml).write_bytes(compiled.contents(harm, yaml))
        assert compiled.load(yaml) is None
        assert not (tmp_path / "harm").exists()


class TestACompiledCatalogue:
    def test_is_not_read_from_yaml_where_it_is_compiled(self, yaml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        expected = read_catalogue(yaml)
        monkeypatch.delattr(read, "read_catalogue")
        assert load_catalogue(yaml) == expected

    def test_has_clinics_files_laid_over_it_either_way(self, yaml: Path) -> None:
        clinic = made_up.written_clinic(yaml.parent)
        assert load_catalogue(yaml, [clinic]) == read_catalogue(yaml, [clinic])
        clinic.write_text("points: 1\n", encoding="utf-8")
        with pytest.raises(CatalogueError, match=r"clinic\.yaml:1:9: 'points' must be a list"):
            load_catalogue(yaml, [clinic])

    def test_may_not_have_a_reserved_id_either_way(self, yaml: Path) -> None:
        with pytest.raises(CatalogueError, match="the id 'knee' would be a second flag --knee"):
            load_catalogue(yaml, reserved={"knee"})

    def test_is_not_looked_for_beside_a_clinics_file(self, yaml: Path) -> None:
        clinic = made_up.written_clinic(yaml.parent)
        compiled.file_for(clinic).write_bytes(compiled.contents(Catalogue(), clinic))
        assert load_catalogue(yaml, [clinic]) == read_catalogue(yaml, [clinic])
