"""The rooms of the house: what each module may import, read from its source."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acupoint.cli import COMMANDS
from acupoint.model import Catalogue

SOURCE = Path(__file__).parents[1] / "src" / "acupoint"

# Module: what it may import beside the standard library. Arrows point down only. By name, and only when it is needed,
# cli also imports the module of a command, and the commands import the view of a reading.
ROOMS = {
    "__init__": set[str](),
    "__main__": {"cli"},
    "errors": {"frozen"},
    "text": set[str](),
    "frozen": set[str](),
    "model": {"frozen"},
    "nodes": {"yaml"},
    "entry": {"errors", "nodes", "text"},
    "document": {"yaml", "entry", "errors", "nodes", "text"},
    "values": {"entry", "model", "text"},
    "layer": {"entry", "model", "names", "text", "values"},
    "dose": {"model", "text"},
    "overlay": {"document", "dose", "entry", "errors", "layer", "model", "text", "values"},
    "catalogue": {"document", "entry", "errors", "layer", "model", "overlay"},
    "check": {"catalogue", "document", "entry", "errors", "frozen", "model", "overlay", "svg", "text"},
    "names": {"errors", "model", "text"},
    "records": {"frozen", "model"},
    "log": {"frozen", "platformdirs", "errors", "model", "records", "text"},
    "exchange": {"errors", "model", "records", "text"},
    "clock": set[str](),
    "progress": {"frozen", "model", "records"},
    "suggest": {"frozen", "model"},
    "ask": {"frozen", "model", "records", "text"},
    "session": {"frozen", "errors", "model", "suggest", "text"},
    "keyboard": {"prompt_toolkit", "errors", "session"},
    "stage": {"rich", "clock", "picture", "session", "terminal"},
    "doubts": {"frozen", "progress", "records", "suggest"},
    "flags": {"rich", "typer", "model", "text"},
    "picture": {"frozen"},
    "svg": {"svg", "errors", "picture", "text"},
    "terminal": {"rich", "errors", "text", "views.parts"},
    "views.__init__": set[str](),
    "views.wording": {"dose", "model", "suggest", "text"},
    "views.plain": {"model", "suggest", "text", "views.wording"},
    "views.as_json": {"model", "suggest", "views.wording"},
    "views.session_words": {
        "doubts",
        "model",
        "progress",
        "records",
        "session",
        "suggest",
        "text",
        "views.log_words",
        "views.wording",
    },
    "views.session_plain": {
        "model",
        "records",
        "session",
        "suggest",
        "views.plain",
        "views.session_words",
        "views.wording",
    },
    "views.session_screen": {
        "picture",
        *("rich", "model", "records", "session", "suggest", "views.parts", "views.screen", "views.session_words"),
        "views.wording",
    },
    "views.check_words": {"check", "entry", "errors", "text"},
    "views.check_plain": {"check", "views.check_words"},
    "views.check_screen": {"frozen", "rich", "check", "errors", "views.check_words"},
    "views.check_as_json": {"check", "errors", "views.as_json", "views.check_words"},
    "views.handout": {"frozen", "jinja2", "model", "picture", "suggest", "text", "views.wording"},
    "views.parts": {"frozen", "rich", "model", "text"},
    "views.screen": {"frozen", "rich", "model", "picture", "suggest", "text", "views.parts", "views.wording"},
    "views.log_words": {"model", "progress", "records", "text"},
    "views.log_chart": {"frozen", "progress", "records"},
    "views.log_plain": {"model", "progress", "records", "views.log_words", "views.wording"},
    "views.log_as_json": {"exchange", "model", "progress", "views.as_json"},
    "views.log_screen": {
        "frozen",
        *("rich", "model", "progress", "records", "views.log_chart", "views.log_words", "views.parts"),
        "views.wording",
    },
    "answering": {"ask", "errors", "flags", "model", "names", "picture", "suggest", "svg", "terminal"},
    "sitting": {
        *("frozen", "ask", "doubts", "errors", "keyboard", "log", "model", "records", "session", "stage", "suggest"),
        *("terminal", "views.session_words"),
    },
    "options": {"typer", "flags", "model", "suggest", "terminal"},
    "commands.__init__": set[str](),
    "commands.guide": {
        *("typer", "answering", "flags", "model", "names", "options", "picture", "suggest", "terminal"),
    },
    "commands.session": {
        *("typer", "answering", "clock", "errors", "flags", "log", "model", "options", "session", "sitting", "stage"),
        *("suggest", "terminal"),
    },
    "commands.handout": {
        *("typer", "__init__", "answering", "clock", "errors", "flags", "model", "options", "suggest", "terminal"),
        *("views.handout", "views.wording"),
    },
    "commands.log": {
        *("typer", "ask", "clock", "errors", "exchange", "flags", "log", "options", "progress", "terminal", "text"),
    },
    "commands.check": {"typer", "catalogue", "check", "errors", "options", "terminal"},
    "cli": {
        *("typer", "__init__", "catalogue", "errors", "flags", "model", "options", "terminal", "text"),
    },
}
LOGS_OWN = {"sqlite3", "platformdirs", "csv", "acupoint.log", "acupoint.exchange", "acupoint.commands.log"}
MODULES = sorted(SOURCE.rglob("*.py"))


def name_of(module: Path) -> str:
    return ".".join(module.relative_to(SOURCE).with_suffix("").parts)


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports_of(module: Path) -> Iterator[str]:
    """Every import of a module, ours by room, others by package, the standard library left out."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from rooms_of(node)


def rooms_of(node: ast.ImportFrom) -> Iterator[str]:
    package, _, room = str(node.module).partition(".")
    if package != "acupoint":
        yield package
        return
    for alias in node.names:
        imported = f"{room}.{alias.name}".removeprefix(".")
        yield imported if imported in ROOMS else room or "__init__"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_row_allows(module: Path) -> None:
    assert name_of(module) in ROOMS, "give the module a row"
    third_party_and_ours = {name for name in imports_of(module) if name not in sys.stdlib_module_names}
    assert third_party_and_ours <= ROOMS[name_of(module)]


def test_every_row_has_a_module_and_needs_all_it_allows() -> None:
    assert set(ROOMS) == set(map(name_of, MODULES))
    for module in MODULES:
        assert ROOMS[name_of(module)] <= set(imports_of(module)), name_of(module)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_terminal_prints_and_makes_a_console(module: Path) -> None:
    nodes = list(ast.walk(tree_of(module)))
    used = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    forbidden = {"print", "input", "echo", "secho", "stdout", "stderr", "stdin"}
    assert not used & forbidden or name_of(module) in {"terminal", "options"}
    made = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "Console" not in made or name_of(module) == "terminal"


@pytest.mark.parametrize(
    "name",
    [
        *("suggest", "names", "ask", "picture", "views.plain", "views.as_json", "views.wording", "views.screen"),
        *("views.log_words", "views.log_chart", "views.log_plain", "views.log_as_json", "views.log_screen"),
    ],
)
def test_the_core_and_the_views_know_no_environment_no_path_and_no_clock(name: str) -> None:
    module = SOURCE.joinpath(*name.split(".")).with_suffix(".py")
    assert not {"os", "sys", "pathlib", "time", "datetime", "random"} & set(imports_of(module))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_word_of_the_catalogue_is_spelled_in_python(module: Path, shipped: Catalogue) -> None:
    spelled = {
        *(f"--{entry.id}" for entry in shipped.vocabulary),
        *(word for point in shipped.points for word in (point.id, point.code, point.who_code, point.names.pinyin)),
        *(word for point in shipped.points for word in (point.names.chinese, point.names.english)),
        *(channel.name for channel in shipped.channels),
        *(entry.text for entry in shipped.vocabulary),
        *(source.publisher for source in shipped.sources),
    }
    strings = " ".join(string for string in strings_of(module))
    assert [word for word in sorted(spelled) if word in strings] == []


def strings_of(module: Path) -> Iterator[str]:
    tree = tree_of(module)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield node.value


def test_a_completion_in_bash_which_shows_no_descriptions_imports_no_rich() -> None:
    asked = {"_ACUPOINT_COMPLETE": "complete_bash", "COMP_WORDS": "acupoint show ", "COMP_CWORD": "2"}
    code = "import sys; from acupoint.cli import main; main([]); sys.exit('rich' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert "ub40" in done.stdout


def test_the_plain_and_json_readings_import_no_rich() -> None:
    for line in ("list", "show ub40", "suggest --cold", "show ub40 --json", "--version", "log"):
        code = f"import sys; from acupoint.cli import main; main({line.split()!r}); sys.exit('rich' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("line", "unneeded"),
    [
        ("--version", {"yaml", "acupoint.catalogue", "acupoint.commands.guide"}),
        ("list", {"jinja2", "svg", "acupoint.commands.handout"}),
        ("handout", {"jinja2", "svg"}),
        *((line, LOGS_OWN) for line in ("list", "show ub40", "suggest --cold", "safety --pretty", "handout -h")),
        ("log --where", {"yaml", "acupoint.catalogue", "rich"}),
        ("list", {"acupoint.overlay", "acupoint.check"}),
        ("check --help", {"yaml", "svg", "acupoint.catalogue"}),
    ],
)
def test_a_command_imports_no_other_commands_modules(line: str, unneeded: set[str]) -> None:
    code = f"import sys; from acupoint.cli import main; main({line.split()!r}); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not unneeded & set(done.stdout.splitlines())


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    modules = {name.removeprefix("commands.") for name in ROOMS if name.startswith("commands.")} - {"__init__"}
    assert set(COMMANDS.values()) == modules
