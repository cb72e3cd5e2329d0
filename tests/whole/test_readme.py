"""What the README shows is what happens."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from acupoint import __version__
from support.program import CHECKOUT

pytestmark = pytest.mark.slow

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def shown() -> list[tuple[str, str]]:
    """Every command of the README's console blocks with the output shown under it."""
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [
        (command, output)
        for block in blocks
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


@pytest.mark.parametrize(("command", "output"), shown())
def test_every_command_shown_prints_what_is_shown_under_it(command: str, output: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == output


def test_the_readme_shows_every_command() -> None:
    named = {name for command, _ in shown() for name in re.findall(r"\bacupoint (\w+)", command)}
    assert named == {"list", "show", "suggest", "safety", "session", "log", "handout", "check"}


@pytest.mark.parametrize("heading", ["Quick start", "Tests"])
def test_each_section_that_a_newcomer_follows_begins_with_one_command(heading: str) -> None:
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert [len(block.splitlines()) for block in blocks] == [1]


def test_every_file_the_documents_link_to_is_there() -> None:
    for document in CHECKOUT.glob("*.md"):
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text) + re.findall(r'src="([^"]+)"', text):
            assert (CHECKOUT / target).is_file(), target


def drawn() -> ModuleType:
    specification = importlib.util.spec_from_file_location("picture", CHECKOUT / "docs" / "picture.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def lines_of(svg: str) -> list[str]:
    """The text of a picture: another version of Rich may draw the same words with other shapes."""
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_is_what_the_program_shows() -> None:
    module = drawn()
    assert lines_of(module.FILE.read_text(encoding="utf-8")) == lines_of(module.picture())


def test_the_picture_fetches_nothing() -> None:
    picture = (CHECKOUT / "docs" / "suggest.svg").read_text(encoding="utf-8")
    assert not re.search(r"(href|src|url)\s*[=(]\s*[\"']?https?:", picture)
    assert "@font-face" not in picture


def test_the_version_in_the_changelog_is_the_programs() -> None:
    assert f"\n## {__version__}" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
