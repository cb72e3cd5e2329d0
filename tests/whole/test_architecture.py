"""How the house is built, as far as import-linter's contracts in pyproject.toml cannot say it."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS
from support.program import CHECKOUT

SOURCE = CHECKOUT / "src" / "acupoint"
TREES = {
    ".".join(module.relative_to(SOURCE).with_suffix("").parts): ast.parse(module.read_text(encoding="utf-8"))
    for module in SOURCE.rglob("*.py")
}

LONGEST_NAME = 70  # letters
SPEAKING = {"terminal.output", "terminal.input", "terminal.streams", "cli.options"}
LOGS_OWN = {"sqlite3", "platformdirs", "csv", "acupoint.log.database", "acupoint.log.exchange", "acupoint.cli.log"}


def test_every_import_keeps_to_its_contract() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


def test_every_tests_name_is_short_enough_to_read() -> None:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (CHECKOUT / "tests").rglob("test_*.py")]
    names = [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [name for name in names if len(name) > LONGEST_NAME] == []


def names_in(tree: ast.Module) -> set[str]:
    nodes = list(ast.walk(tree))
    read = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return read | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def test_only_the_terminal_reads_and_prints() -> None:
    streams = {"print", "input", "echo", "secho", "stdout", "stderr", "stdin"}
    assert [name for name, tree in TREES.items() if names_in(tree) & streams and name not in SPEAKING] == []


def test_only_the_terminal_makes_a_console() -> None:
    calls = {
        (name, node.func.id)
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert {name for name, called in calls if called == "Console"} == {"terminal.output"}


def strings_of(tree: ast.Module) -> Iterator[str]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield node.value


def test_no_word_of_the_catalogue_is_spelled_in_python(shipped: Catalogue) -> None:
    spelled = {
        *(f"--{entry.id}" for entry in shipped.vocabulary),
        *(word for point in shipped.points for word in (point.id, point.code, point.who_code, point.names.pinyin)),
        *(word for point in shipped.points for word in (point.names.chinese, point.names.english)),
        *(channel.name for channel in shipped.channels),
        *(entry.text for entry in shipped.vocabulary),
        *(source.publisher for source in shipped.sources),
    }
    strings = {name: " ".join(strings_of(tree)) for name, tree in TREES.items()}
    assert [(name, word) for name, text in strings.items() for word in spelled if word in text] == []


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    shared = {
        "__init__",
        "main",
        "flags",
        "options",
        "own_words",
        "readings",
        "request",
        "completion",
        "shells",
        "guesses",
        "commands",
    }
    modules = {name.removeprefix("cli.") for name in TREES if name.startswith("cli.")}
    assert set(COMMANDS.values()) == modules - shared


@cache
def modules_imported_by(line: str, **environment: str) -> set[str]:
    code = f"import sys; from acupoint.cli.main import main; main({line.split()!r}); print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_imports_no_rich(shell: str) -> None:
    modules = modules_imported_by("show u", _ACUPOINT_COMPLETE=shell)
    assert any(line.startswith("ub40") for line in modules), "the answer is among them"
    assert "rich" not in modules


@pytest.mark.slow
@pytest.mark.parametrize("line", ["list", "show ub40", "suggest --cold", "show ub40 --json", "--version", "log"])
def test_the_plain_and_json_readings_import_no_rich(line: str) -> None:
    assert "rich" not in modules_imported_by(line)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "unneeded"),
    [
        ("--version", {"yaml", "acupoint.cli.guide"}),
        ("list", {"jinja2", "svg", "acupoint.cli.handout"}),
        ("handout --help", {"jinja2", "svg"}),
        *((line, LOGS_OWN) for line in ("list", "show ub40", "suggest --cold", "safety --pretty", "handout -h")),
        ("log --where", {"yaml", "rich"}),
        ("list", {"acupoint.catalogue.clinic", "acupoint.check.check"}),
        ("check --help", {"yaml", "svg"}),
        *(
            (line, {"acupoint.words", "acupoint.words.hear"})
            for line in ("list", "suggest --cold", "handout ub40 -o -")
        ),
    ],
)
def test_a_command_imports_no_other_commands_modules(line: str, unneeded: set[str]) -> None:
    assert not unneeded & modules_imported_by(line)


@pytest.mark.slow
def test_words_are_heard_without_the_reader_of_yaml() -> None:
    code = "import sys, acupoint.words.hear, acupoint.words.vocabulary; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0, "compiled words need none of it"


def test_the_reader_of_words_stays_small() -> None:
    files = (CHECKOUT / "src" / "acupoint" / "words").glob("*.py")
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) <= 450, "its rules are data"
