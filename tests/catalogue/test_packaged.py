"""The package run from a checkout, as it is installed, and from a zip with its data inside, and another's beside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support import made_up
from support.program import CHECKOUT

LINES = ("list", "show ub60 --pretty", "suggest --cold", "safety", "handout ub60 -o -", "check", "help show", "log")
WORDS = ("suggest sore-back", "suggest frozen elbow, feeling numb between my legs", "lsit")
EACH = (
    "import sys; from acupoint.cli.main import main; "
    "print([main(line.split()) for line in sys.argv[1:]], file=sys.stderr)"
)


def zipped(file: Path, *, has_data: bool = True) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for path in (CHECKOUT / "src" / "acupoint").rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(CHECKOUT / "src"))
        for path in (CHECKOUT / "data").rglob("*") if has_data else ():
            archive.write(path, "acupoint" / path.relative_to(CHECKOUT))
        archive.writestr("__main__.py", "import sys\nfrom acupoint.__main__ import run\nsys.exit(run())\n")
    return file


def answer(*command: str, **environment: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder in which another guide's data lies where the checkout has its own."""
    (tmp_path / "data").mkdir()
    made_up.written(tmp_path / "data")
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


@pytest.mark.slow
def test_a_zip_and_an_installation_say_what_the_checkout_says(beside: Path, installed: Path) -> None:
    file = zipped(beside / "acupoint.zip")
    lines = (*LINES, *WORDS)
    code, said, errors = answer("-c", EACH, *lines, PYTHONPATH=str(CHECKOUT / "src"))
    assert (code, errors.splitlines()[-1]) == (0, f"{[*[0] * len(LINES), 0, 3, 2]}")
    for data in (file / "acupoint" / "data", installed.parent):
        as_there = said.replace(str(CHECKOUT / "data"), str(data))
        assert answer("-c", EACH, *lines, PYTHONPATH=str(data.parents[1])) == (0, as_there, errors)
    assert answer(str(file), "show", "ub60", "--pretty")[0] == 0  # as a zipapp is run


def test_a_zip_without_data_takes_no_other(beside: Path) -> None:
    file = zipped(beside / "acupoint.zip", has_data=False)
    missing = file / "acupoint" / "data" / "points.yaml"
    assert answer(str(file), "list") == (4, "", f"error: {missing}: there is no such catalogue file\n")


def test_an_installation_without_data_takes_no_other(beside: Path) -> None:
    site = beside / "lib" / "site"
    with zipfile.ZipFile(zipped(beside / "acupoint.zip", has_data=False)) as archive:
        archive.extractall(site)
    (beside / "lib" / "data").symlink_to(beside / "data")
    code, said, errors = answer("-m", "acupoint", "list", PYTHONPATH=str(site))
    missing = site / "acupoint" / "data" / "points.yaml"
    assert (code, said, errors) == (4, "", f"error: {missing}: there is no such catalogue file\n")


@pytest.mark.slow
def test_a_clinics_file_is_laid_over_the_data_of_a_zip(tmp_path: Path) -> None:
    file = zipped(tmp_path / "acupoint.zip")
    clinic = tmp_path / "clinic.yaml"
    clinic.write_text("cautions:\n  - {text: Ours., sources: [many-lives]}\n", encoding="utf-8")
    assert "Ours. [clinic.yaml]" in answer(str(file), "show", "ub60", "--full", ACUPOINT_CATALOGUE=str(clinic))[1]
    assert answer(str(file), "check", str(clinic))[0] == 0


def test_a_plain_file_costs_no_time_for_zips() -> None:
    code = (
        "import sys; from acupoint.cli.main import main; main(['show', 'ub60', '--plain']); "
        "sys.exit(bool({'acupoint.catalogue.packaged', 'importlib.resources', 'zipfile'} & set(sys.modules)))"
    )
    assert answer("-c", code)[0] == 0
