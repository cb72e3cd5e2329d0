"""What is built, unpacked and run far from the checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from acupoint import __version__
from acupoint.catalogue import compiled
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file, load_catalogue, read_alone
from support.program import CHECKOUT

pytestmark = pytest.mark.slow

DATA = sorted(path.relative_to(CHECKOUT) for path in (CHECKOUT / "data").rglob("*") if path.is_file())
FILES = sorted(
    path.relative_to(CHECKOUT / "src")
    for path in (CHECKOUT / "src").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)


COMPILED = "acupoint/data/points.compiled"
MANUAL = f"acupoint-{__version__}.data/data/share/man/man1/acupoint.1"
COMPILED_WORDS = "acupoint/data/words.compiled"


def build(kind: str, source: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Have hatchling build that from *source*."""
    line = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    return subprocess.run(line, cwd=source, check=False, capture_output=True, text=True)


def built(kind: str, source: Path, folder: Path) -> Path:
    """The wheel or sdist that hatchling builds from *source*."""
    done = build(kind, source, folder)
    assert done.returncode == 0, done.stderr
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_the_package_the_data_and_it_compiled_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        data = (f"acupoint/{path.as_posix()}" for path in DATA)
        assert names == {*map(Path.as_posix, FILES), *data, COMPILED, COMPILED_WORDS, MANUAL}
        for path in DATA:
            assert archive.read(f"acupoint/{path.as_posix()}") == (CHECKOUT / path).read_bytes()


def test_the_compiled_catalogue_says_the_same_and_names_no_build_path(
    wheel: Path, tmp_path: Path, shipped: Catalogue
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    data = tmp_path / "acupoint" / "data"
    loaded = compiled.load(data / "points.yaml")
    assert loaded
    pictures = [(point.id, point.picture.file) for point in loaded.points if point.picture]
    assert all(file.is_relative_to(data) and file.is_file() for _, file in pictures)
    assert repr(loaded).replace(str(data), str(CHECKOUT / "data")) == repr(read_alone(catalogue_file()))
    in_use = load_catalogue(data / "points.yaml")
    assert repr(in_use).replace(str(data), str(CHECKOUT / "data")) == repr(shipped)
    assert os.fsencode(CHECKOUT) not in (tmp_path / COMPILED).read_bytes()


def test_a_catalogue_with_problems_builds_no_wheel_and_they_are_listed(tmp_path: Path) -> None:
    source = tmp_path / "source"
    hidden = shutil.ignore_patterns(".*", "tests", "__pycache__")
    shutil.copytree(CHECKOUT, source, ignore=hidden)
    yaml = source / "data" / "points.yaml"
    yaml.write_text(yaml.read_text(encoding="utf-8") + "further: 1\nunknown: 2\n", encoding="utf-8")
    done = build("wheel", source, tmp_path / "dist")
    assert done.returncode == 1
    assert f"{yaml}:" in done.stderr
    assert "unknown field 'further'" in done.stderr
    assert "unknown field 'unknown'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "dist").glob("*.whl"))


def test_a_wheel_built_from_the_sdist_is_the_same(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    sdist = built("sdist", CHECKOUT, tmp_path_factory.mktemp("sdist"))
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    second = built("wheel", source, tmp_path_factory.mktemp("second"))
    assert second.read_bytes() == wheel.read_bytes()
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(second) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_the_installed_wheel_does_the_main_job_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    code = (
        "import acupoint.catalogue.read, acupoint.cli.main, sys;"
        f"assert acupoint.catalogue.read.catalogue_file().is_relative_to({str(target)!r});"
        "code = acupoint.cli.main.main(['suggest', '--cold', '--morning']);"
        "assert 'yaml' not in sys.modules;"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "do this at UB 60: " in done.stdout
