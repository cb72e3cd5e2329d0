"""The rooms of the house: what each module may import, read from its source."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS
from support.program import CHECKOUT

SOURCE = CHECKOUT / "src" / "acupoint"

# Module: what it may import beside the standard library. Arrows point down only. By name, and only when it is needed,
# cli also imports the module of a command, and the commands import the view of a reading.
ROOMS = {
    "__init__": set[str](),
    "__main__": {"cli.main"},
    "errors": set[str](),
    "text": set[str](),
    "catalogue.model": {"text"},
    "catalogue.problems": {"errors"},
    "catalogue.yaml_file": {"yaml", "catalogue.problems", "errors", "text"},
    "catalogue.fields": {"catalogue.problems", "catalogue.yaml_file", "text"},
    "catalogue.entries": {"catalogue.fields", "catalogue.model", "text"},
    "catalogue.builder": {"catalogue.fields", "catalogue.model", "catalogue.name_checks", "text", "catalogue.entries"},
    "catalogue.clinic": {
        "catalogue.fields",
        "errors",
        "catalogue.builder",
        "catalogue.model",
        "text",
        "catalogue.entries",
    },
    "catalogue.compiled": {"__init__", "catalogue.model"},
    "catalogue.read": {
        "catalogue.compiled",
        "catalogue.fields",
        "catalogue.builder",
        "catalogue.model",
        "catalogue.clinic",
    },
    "check.check": {
        "catalogue.builder",
        "catalogue.problems",
        "catalogue.fields",
        "errors",
        "catalogue.model",
        "catalogue.clinic",
        "drawing.svg",
        "text",
    },
    "catalogue.names": {"errors", "catalogue.model", "text"},
    "catalogue.name_checks": {"catalogue.model", "catalogue.names", "text"},
    "log.record": {"catalogue.model"},
    "log.database": {"platformdirs", "errors", "text"},
    "log.store": {"catalogue.model", "log.database", "log.record"},
    "session.diary": {"errors", "log.record", "log.store"},
    "log.exchange": {"errors", "catalogue.model", "log.record", "text"},
    "clock": set[str](),
    "log.progress": {"catalogue.model", "log.record"},
    "guide.suggest": {"catalogue.model"},
    "guide.questions": {"catalogue.model", "guide.wording", "text"},
    "session.play": {"session.plan"},
    "session.plan": {"catalogue.model", "errors", "guide.suggest", "text"},
    "session.keyboard": {"errors", "session.play", "terminal.input"},
    "session.display": {
        "catalogue.model",
        "drawing.model",
        "guide.suggest",
        "log.record",
        "rich",
        "session.plan",
        "session.play",
        "terminal.output",
    },
    "session.concerns": {"guide.suggest", "log.progress", "log.record"},
    "cli.flags": {"rich", "typer", "catalogue.model", "text"},
    "drawing.model": set[str](),
    "drawing.braille": {"drawing.model"},
    "drawing.svg": {"svg", "errors", "drawing.model", "text"},
    "terminal.output": {"errors", "rich", "terminal.theme", "text"},
    "terminal.input": {"errors", "terminal.output"},
    "terminal.theme": set[str](),
    "guide.wording": {"catalogue.model", "guide.suggest", "text"},
    "guide.plain": {"catalogue.model", "guide.suggest", "text", "guide.wording"},
    "guide.as_json": {"catalogue.model", "guide.suggest", "guide.wording", "terminal.output"},
    "session.wording": {
        "catalogue.model",
        "guide.suggest",
        "guide.wording",
        "log.progress",
        "log.record",
        "log.wording",
        "session.concerns",
        "session.plan",
        "session.play",
        "text",
    },
    "session.plain": {
        "catalogue.model",
        "guide.plain",
        "guide.suggest",
        "guide.wording",
        "log.record",
        "session.plan",
        "session.play",
        "session.wording",
    },
    "session.screen": {
        "catalogue.model",
        "drawing.model",
        "guide.layout",
        "guide.screen",
        "guide.suggest",
        "guide.wording",
        "log.record",
        "rich",
        "session.plan",
        "session.play",
        "session.wording",
    },
    "check.readings": {"rich", "check.check", "catalogue.problems", "errors", "terminal.output", "text"},
    "handout.page": {
        "jinja2",
        "catalogue.model",
        "drawing.model",
        "guide.suggest",
        "text",
        "guide.wording",
    },
    "guide.layout": {"rich", "catalogue.model", "drawing.braille", "drawing.model", "text"},
    "guide.screen": {
        "rich",
        "catalogue.model",
        "drawing.model",
        "guide.suggest",
        "text",
        "guide.layout",
        "guide.wording",
    },
    "log.wording": {"catalogue.model", "log.progress", "log.record", "text"},
    "log.chart": {"log.progress", "log.record"},
    "log.plain": {"catalogue.model", "log.progress", "log.record", "log.wording", "guide.wording"},
    "log.as_json": {"log.exchange", "catalogue.model", "log.progress", "guide.as_json", "terminal.output"},
    "log.screen": {
        *("rich", "catalogue.model", "log.progress", "log.record", "log.chart", "log.wording", "guide.layout"),
        "guide.wording",
    },
    "cli.request": {
        *("catalogue.model", "catalogue.names", "cli.flags", "cli.options", "drawing.braille"),
        *("drawing.model", "drawing.svg", "errors", "guide.questions", "guide.suggest"),
        *("terminal.input", "terminal.output"),
    },
    "session.run": {
        "catalogue.model",
        "clock",
        "errors",
        "guide.suggest",
        "log.record",
        "session.concerns",
        "session.diary",
        "session.display",
        "session.plan",
        "session.play",
        "session.wording",
        "terminal.input",
        "terminal.output",
        "text",
    },
    "cli.readings": {
        *("catalogue.model", "check.check", "check.readings", "drawing.model"),
        *("guide.as_json", "guide.plain", "guide.screen", "guide.suggest", "log.as_json", "log.plain", "log.progress"),
        *("log.screen", "session.display", "session.plain", "session.screen", "terminal.output"),
    },
    "cli.options": {
        *("catalogue.model", "cli.flags", "terminal.output", "typer"),
    },
    "catalogue.__init__": set[str](),
    "check.__init__": set[str](),
    "cli.__init__": set[str](),
    "drawing.__init__": set[str](),
    "guide.__init__": set[str](),
    "handout.__init__": set[str](),
    "log.__init__": set[str](),
    "session.__init__": set[str](),
    "terminal.__init__": set[str](),
    "cli.guide": {
        *("catalogue.names", "cli.flags", "cli.options", "cli.readings", "cli.request"),
        *("errors", "guide.suggest", "terminal.output", "typer"),
    },
    "cli.session": {
        "catalogue.model",
        "cli.flags",
        "cli.options",
        "cli.readings",
        "cli.request",
        "clock",
        "errors",
        "guide.suggest",
        "log.database",
        "session.diary",
        "session.display",
        "session.keyboard",
        "session.plan",
        "session.run",
        "terminal.input",
        "terminal.output",
        "typer",
    },
    "cli.handout": {
        *(
            "typer",
            "cli.readings",
            "__init__",
            "cli.request",
            "clock",
            "errors",
            "cli.flags",
            "catalogue.model",
            "cli.options",
            "guide.suggest",
            "terminal.output",
        ),
        *("handout.page", "guide.wording"),
    },
    "cli.log": {
        *(
            "typer",
            "cli.readings",
            "terminal.input",
            "clock",
            "errors",
            "log.exchange",
            "cli.flags",
            "log.database",
            "log.store",
            "cli.options",
            "log.progress",
            "terminal.output",
            "text",
        ),
    },
    "cli.check": {
        *("typer", "cli.flags", "cli.readings", "catalogue.read", "check.check", "errors", "cli.options"),
        "terminal.output",
    },
    "cli.main": {
        *(
            "typer",
            "__init__",
            "catalogue.read",
            "errors",
            "cli.flags",
            "catalogue.model",
            "cli.options",
            "terminal.output",
            "text",
        ),
    },
}
LOGS_OWN = {"sqlite3", "platformdirs", "csv", "acupoint.log.database", "acupoint.log.exchange", "acupoint.cli.log"}
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
    assert not used & forbidden or name_of(module) in {"terminal.output", "terminal.input", "cli.options"}
    made = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "Console" not in made or name_of(module) == "terminal.output"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "guide.suggest",
            "catalogue.names",
            "guide.questions",
            "drawing.braille",
            "guide.plain",
            "guide.as_json",
            "guide.wording",
        ),
        *("guide.screen", "log.wording", "log.chart", "log.plain", "log.as_json", "log.screen"),
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
    code = "import sys; from acupoint.cli.main import main; main([]); sys.exit('rich' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert "ub40" in done.stdout


@pytest.mark.slow
def test_the_plain_and_json_readings_import_no_rich() -> None:
    for line in ("list", "show ub40", "suggest --cold", "show ub40 --json", "--version", "log"):
        code = (
            f"import sys; from acupoint.cli.main import main; main({line.split()!r}); sys.exit('rich' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "unneeded"),
    [
        ("--version", {"yaml", "acupoint.cli.guide"}),
        ("list", {"jinja2", "svg", "acupoint.cli.handout"}),
        ("handout", {"jinja2", "svg"}),
        *((line, LOGS_OWN) for line in ("list", "show ub40", "suggest --cold", "safety --pretty", "handout -h")),
        ("log --where", {"yaml", "rich"}),
        ("list", {"acupoint.catalogue.clinic", "acupoint.check.check"}),
        ("check --help", {"yaml", "svg"}),
    ],
)
def test_a_command_imports_no_other_commands_modules(line: str, unneeded: set[str]) -> None:
    code = f"import sys; from acupoint.cli.main import main; main({line.split()!r}); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not unneeded & set(done.stdout.splitlines())


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    others = {"__init__", "main", "flags", "options", "readings", "request"}
    modules = {name.removeprefix("cli.") for name in ROOMS if name.startswith("cli.")}
    assert set(COMMANDS.values()) == modules - others
