import os
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.cli.main import main
from support import made_up
from support.golden import GOLDEN
from support.installed import install
from support.made_up_clock import MadeUpClock
from support.program import Run

# A machine that others use as well may be slow at any moment, which says nothing of the example it was at. A test of
# the time says how long.
settings.register_profile("acupoint", settings.default, deadline=None)
settings.load_profile("acupoint")


_CHANGES_ANSWERS = {"ACCESSIBLE", "FORCE_COLOR", "GITHUB_ACTIONS", "LESS", "PAGER"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue's file in an installed package, compiled just now from what is tested."""
    return install(tmp_path_factory.mktemp("site"))


@pytest.fixture(autouse=True)
def plain_surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, installed: Path
) -> None:
    """The same terminal and an empty log for every test, whatever the machine's environment says.

    The program is run as it is installed, here and in every child.
    """
    for name in list(os.environ):
        if name.startswith(("ACUPOINT", "_ACUPOINT")) or name in _CHANGES_ANSWERS:
            monkeypatch.delenv(name)
    monkeypatch.setattr("acupoint.cli.check.SYSTEM_CLOCK", MadeUpClock())  # the facts grow old by the system's
    monkeypatch.setattr("acupoint.catalogue.read.catalogue_file", lambda: installed)
    monkeypatch.setattr("acupoint.words.vocabulary.catalogue_file", lambda: installed)
    monkeypatch.setenv("PYTHONPATH", str(installed.parents[2]))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "50")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / f"data-{uuid4().hex}"))  # made if needed


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The real catalogue."""
    return read_catalogue(catalogue_file())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The made-up catalogue."""
    return made_up.read(tmp_path_factory.mktemp("small"))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process: its exit code, stdout, and stderr."""

    def run(*arguments: str, catalogue: Path | None = None) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(arguments, catalogue)
        sys.stdout.flush()
        return (code, *capfd.readouterr())

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name, or write it with --write-golden."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--write-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare
