"""What is built, unpacked and run far from the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from support.program import CHECKOUT

DATA = sorted(path.relative_to(CHECKOUT) for path in (CHECKOUT / "data").rglob("*") if path.is_file())
FILES = sorted(
    path.relative_to(CHECKOUT / "src")
    for path in (CHECKOUT / "src").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)


def built(kind: str, source: Path, folder: Path) -> Path:
    """The wheel or sdist that hatchling builds from *source*."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (file,) = folder.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_every_file_of_the_package_and_the_data_byte_for_byte_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == {*map(Path.as_posix, FILES), *(f"acupoint/{path.as_posix()}" for path in DATA)}
        for path in DATA:
            assert archive.read(f"acupoint/{path.as_posix()}") == (CHECKOUT / path).read_bytes()


def test_a_wheel_built_from_the_sdist_is_the_same(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    sdist = built("sdist", CHECKOUT, tmp_path_factory.mktemp("sdist"))
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    second = built("wheel", source, tmp_path_factory.mktemp("second"))
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
        "sys.exit(acupoint.cli.main.main(['suggest', '--cold', '--morning']))"
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
    assert "suggestion 1 of 1: UB 60" in done.stdout
