"""What docs/catalogue.md says of a catalogue is so."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from acupoint.catalogue.clinic import OF_A_CONDITION, OF_A_POINT
from acupoint.errors import CatalogueError
from support import made_up
from support.program import CHECKOUT

pytestmark = pytest.mark.slow

DOCS = CHECKOUT / "docs"
PAGE = (DOCS / "catalogue.md").read_text(encoding="utf-8")


def script() -> ModuleType:
    specification = importlib.util.spec_from_file_location("fields", DOCS / "fields.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["fields"] = module  # a dataclass looks for the module it is in
    specification.loader.exec_module(module)
    return module


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The worked example's files, as the page has them."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "clinic.yaml").write_text(block("yaml"), encoding="utf-8")
    (tmp_path / "pictures" / "kd3.svg").write_text(block("svg"), encoding="utf-8")
    return tmp_path


def test_the_tables_are_those_of_the_loader_and_the_model() -> None:
    assert script().page() == PAGE


def test_every_field_has_a_meaning() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| .*\|$", PAGE, re.MULTILINE)
    assert len(rows) > 80
    assert [name for name, kind, meaning in rows if not kind or not meaning] == []


def test_every_link_leads_to_a_heading_or_a_file() -> None:
    headings = {title.lower().replace(" ", "-") for title in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= headings
    assert [target for target in re.findall(r"\]\(([^)#]+)\)", PAGE) if not (DOCS / target).is_file()] == []


def test_every_field_of_an_addition_is_in_the_table() -> None:
    told = re.findall(r"^\| `(point|condition)` \| (.*?) \|", PAGE, re.MULTILINE)
    fields = {
        what: {name for of, names in told if of == what for name in re.findall(r"`(\w+)`", names)} for what, _ in told
    }
    assert fields == {"point": set(OF_A_POINT), "condition": set(OF_A_CONDITION)}


def test_every_list_that_a_clinics_file_may_not_have_is_named(tmp_path: Path) -> None:
    def is_refused(field: str) -> bool:
        try:
            made_up.read(tmp_path, made_up.TEXT, f"{field}: []\n")
        except CatalogueError:
            return True
        return False

    refused = set(filter(is_refused, re.findall(r"^(\w+):", made_up.TEXT, re.MULTILINE)))
    (named,) = re.findall(r"\[below\]\(#file\) except (.*?)\. ", PAGE, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", named)) == refused


def shown() -> list[tuple[str, str]]:
    """Every command of the console blocks with the output shown under it."""
    return [
        (command, output)
        for text in re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
    ]


@pytest.mark.parametrize(("command", "output"), shown())
def test_the_worked_example_does_what_the_page_shows(command: str, output: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={
            **os.environ,
            "PATH": path,
            "PYTHONIOENCODING": "utf-8",
            "ACUPOINT_CATALOGUE": str(folder / "clinic.yaml"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == output
