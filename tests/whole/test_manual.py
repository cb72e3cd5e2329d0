"""The manual page says what the commands say, and `man` shows it."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from acupoint import errors
from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS, command_line
from support import made_up
from support.program import CHECKOUT, Run

# What a person does not set for this program: how shells ask, and where they keep their settings.
OF_SHELLS = {"_ACUPOINT_COMPLETE", "COMP_TYPE", "SHELL", "ZDOTDIR", "XDG_CONFIG_HOME", "TZDIR"}

needs_man = pytest.mark.skipif(
    not shutil.which("man") and not os.environ.get("ACUPOINT_NEEDS_MAN"), reason="man is not installed"
)


@pytest.fixture(scope="module")
def manual() -> ModuleType:
    specification = importlib.util.spec_from_file_location("manual", CHECKOUT / "docs" / "manual.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(manual: ModuleType, shipped: Catalogue) -> str:
    return str(manual.page(shipped))


def words_of(page: str) -> str:
    """The page without its marks, on one line."""
    text = re.sub(r"(?m)^\.(?:SH|SS) |^\.[A-Za-z].*$|\\f[BR]|\\&", "", page)
    for escape, letter in {r"\-": "-", r"\(aq": "'", r"\(dq": '"', r"\(ga": "`", r"\(ha": "^", r"\(ti": "~"}.items():
        text = text.replace(escape, letter)
    return " ".join(re.sub(r"\\\[u([0-9A-F]+)\]", lambda found: chr(int(found[1], 16)), text).split())


def options_of(command: Any) -> list[Any]:  # noqa: ANN401 - Typer's command class is private
    params = command.get_params(command.make_context("", [], resilient_parsing=True))
    return [param for param in params if not getattr(param, "hidden", False)]


def test_it_has_every_command_and_every_option_with_its_help(page: str, shipped: Catalogue) -> None:
    words = words_of(page)
    program = command_line(lambda: shipped)
    for command in (program, *(program.get_command(None, name) for name in COMMANDS)):
        assert " ".join(command.help.split()) in words
        for option in options_of(command):
            names = ", ".join(sorted(option.opts, key=len)) if option.param_type_name == "option" else option.metavar
            assert names in words
            assert option.help in words


@pytest.mark.parametrize("command", COMMANDS)
def test_what_help_says_of_a_command_stands_in_it(command: str, page: str, run: Run) -> None:
    answer = run("help", command)[1].partition("Warning signs")[0]
    rows = [line.strip() for line in answer.splitlines() if line.strip() and not line.endswith(":")]
    said = set(re.findall("[A-Za-z-]+", words_of(page)))
    folded = {"For", "the", "ear", "or", "a", "pipe", "for", "eye", "as"}  # the readings, which help tells in a row
    assert set(re.findall("[A-Za-z-]+", " ".join(rows))) - said - folded <= {"Example", "Usage"}


def test_it_has_every_exit_code(manual: ModuleType) -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.AcupointError)]
    codes = {errors.DONE, errors.NOTHING_FOUND, errors.WITHHELD, *(one.exit_code for one in classes)}
    assert set(manual.EXIT_CODES) == codes


def test_it_has_every_variable_that_the_program_reads(manual: ModuleType) -> None:
    found = set()
    for file in (CHECKOUT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("environ.get", "environment.get")):
                found |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
    of_libraries = {"COLUMNS", "LINES", "XDG_DATA_HOME"}
    assert found - OF_SHELLS <= set(manual.ENVIRONMENT) - of_libraries
    assert set(manual.ENVIRONMENT) - of_libraries <= found | {"TZ"}


def test_any_text_is_one_literal_line(manual: ModuleType) -> None:
    assert manual.roff(".SH x") == r"\&.SH x"
    assert manual.roff("'br\n.x\\n\\f(aq") == r"\(aqbr .x\(rsn\(rsf(aq"
    assert manual.roff("a-b 委 “x”") == r"a\-b \[u59D4] \[u201C]x\[u201D]"


def test_it_is_the_same_whatever_the_surroundings(page: str) -> None:
    for environment in ({"COLUMNS": "30", "LANG": "C"}, {"FORCE_COLOR": "1", "ACUPOINT_CATALOGUE": "/none"}):
        command = [sys.executable, str(CHECKOUT / "docs" / "manual.py")]
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
        assert done.stdout == page


@needs_man
@pytest.mark.slow
class TestMan:
    def shown(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            ["man", *arguments],
            env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "500", "MAN_KEEP_FORMATTING": "", **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return " ".join(done.stdout.split())

    def test_it_shows_every_word_and_warns_of_nothing(self, page: str, tmp_path: Path) -> None:
        file = tmp_path / "acupoint.1"
        file.write_text(page, encoding="ascii")
        shown = self.shown("--warnings", "-l", str(file))
        for line in page.splitlines():
            assert words_of(line) in shown

    def test_it_shows_a_hostile_text_literally(self, manual: ModuleType, tmp_path: Path) -> None:
        text = r".so x \fBb\n'; \*[x] ^~`\"\" -- \e 委中 \[u4E2D] é"
        file = made_up.changed("a sore knee", json.dumps(text))
        page = tmp_path / "page.1"
        page.write_text(manual.page(made_up.read(tmp_path, file)), encoding="ascii")
        assert text in self.shown("--warnings", "-l", str(page))

    def test_it_is_found_once_the_wheel_is_installed(self, tmp_path: Path) -> None:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
        subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
        (wheel,) = tmp_path.glob("*.whl")
        place = tmp_path / "venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(place / "bin" / "python")]
        subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
        for arguments, path in (
            (["acupoint"], f"{place / 'bin'}{os.pathsep}"),
            (["-M", f"{place}/share/man", "acupoint"], ""),
        ):
            assert "acupoint suggest [OPTIONS]" in self.shown(*arguments, PATH=f"{path}{os.environ['PATH']}")
