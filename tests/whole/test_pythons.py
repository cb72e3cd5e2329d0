"""Which Pythons are supported is said in four places, and they agree."""

import re
import tomllib

from acupoint.text import listed
from support.program import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def versions() -> list[str]:
    """The versions that the noxfile runs the tests on, where the machine has them."""
    found = re.search(r"^PYTHONS = \[(.+)\]", (CHECKOUT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return found[1].replace('"', "").split(", ")


def test_the_readme_names_the_pythons_that_are_versions() -> None:
    section = README.split("## Tests\n", 1)[1].split("\n## ", 1)[0]
    assert f"\nTested on Python {listed(versions())}.\n" in section


def test_the_package_names_the_pythons_that_are_versions() -> None:
    prefix = "Programming Language :: Python :: 3."
    named = [one.rpartition(" ")[2] for one in PROJECT["project"]["classifiers"] if one.startswith(prefix)]
    assert named == versions()


def test_the_oldest_python_that_is_tested_is_the_oldest_that_is_required() -> None:
    oldest = versions()[0]
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert f"With Python {oldest} or later" in README
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
