"""Every command that an answer, an error, or a note names is there, and runs."""

import re
import shlex
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS
from support import made_up
from support.program import CHECKOUT, Run

pytestmark = pytest.mark.slow

ERRORS = [
    "nothing",
    "sho",
    "ub40",
    "back pain",
    "headache",
    "--cold",
    "--json",
    "—cold",
    "list extra",
    "list --plain --json",
    "show",
    "show gb14",
    "show ub 54",
    "show nothing-like-it",
    "show ub4o",
    "suggest",
    "suggest --pain",
    "suggest --chest",
    "suggest -cold",
    "suggest --cold=1",
    "safety --fever",
    "session",
    "session ub40",
    "session --yes",
    "session ub40 --seconds 900 --yes",
    "session ub40 --seconds x",
    "session ub40 --one-side up",
    "handout",
    "handout ub60 -o x.pdf",
    "handout ub60 -o /none/x.html",
    "log --since never",
    "log --csv --where",
    "log --full --csv",
    "log --yes",
    "log --import /none",
    "check /none.yaml",
    "help nothing",
    "--install-completion nothing",
    "--show-completion nothing",
]
OF_EACH_READING = ["list", "show ub60 ub40", "safety", "safety --headache", "log"]
IN_TEXT = re.compile(
    r"(?<!Usage: )\bacupoint((?: (?!acupoint\b)(?:--?[a-z][a-z-]*(?:=\S+)?|[a-z]+\d*|\d[\d-]*w?|\w+\.html))+)"
)
WITH_A_VALUE = {"--since", "--seconds", "-o"}


def named(text: str) -> Iterator[str]:
    """Each command that *text* names: a whole quotation, or else the words that a command may have."""
    yield from re.findall(r"(?<!\w)['`](acupoint(?: [^'`]+)?)['`]", text)
    for found in IN_TEXT.finditer(text):
        words = found[1].split()
        is_labelled = text[: found.start()].endswith(": ")
        if is_labelled or words[0] in COMMANDS or words[0].startswith("-"):
            yield " ".join(("acupoint", words[0], *_rest(words)))


def _rest(words: list[str]) -> Iterator[str]:
    # In running text a command ends where neither a flag, nor its value, nor a point or a command follows.
    for before, word in pairwise(words):
        is_point = re.fullmatch(r"[a-z]+\d+", word)
        if not (word.startswith("-") or before in WITH_A_VALUE or is_point or (before == "help" and word in COMMANDS)):
            return
        yield word


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("more: acupoint show ub40 --full", ["acupoint show ub40 --full"]),
        ("more: acupoint shw ub40", ["acupoint shw ub40"]),
        ("'acupoint log' shows it, and `acupoint safety --x`.", ["acupoint log", "acupoint safety --x"]),
        ("Help: acupoint help, or acupoint help suggest", ["acupoint help", "acupoint help suggest"]),
        ("a log of acupoint says acupoint log --since 4w tells it", ["acupoint log --since 4w"]),
        ("Usage: acupoint show [OPTIONS] of acupoint 0.1.0", []),
    ],
)
def test_a_command_is_found_in_a_text(text: str, commands: list[str]) -> None:
    assert list(dict.fromkeys(named(text))) == commands


class Named:
    """The commands named so far, and which of them do not run."""

    def __init__(self, run: Run, catalogue: Path | None = None) -> None:
        self.run = run
        self.catalogue = catalogue
        self.seen: set[str] = set()
        self.wrong: dict[str, str] = {}

    def look_at(self, texts: Iterable[str]) -> None:
        for text in texts:
            for line in named(" ".join(text.split())):
                if line not in self.seen:
                    self.seen.add(line)
                    self._try(line)

    def _try(self, line: str) -> None:
        _, *words = shlex.split(line)
        asks = words[:1] == ["session"] or words == ["suggest"] or "--forget" in words
        code, _, errors = self.run(*words, *(["--help"] if asks else []), catalogue=self.catalogue)
        if asks and words[1:2] and not words[1].startswith("-"):
            code, _, errors = self.run("show", *(word for word in words[1:] if re.fullmatch(r"[a-z]+\d+", word)))
        if code not in ((0, 1, 3) if words[:1] == ["suggest"] else (0,)):
            self.wrong[line] = errors


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("COLUMNS", "300")


def test_those_of_errors_and_notes_run(run: Run) -> None:
    found = Named(run)
    for line in ERRORS:
        code, answer, errors = run(*line.split())
        assert code, line
        found.look_at([answer, errors])
    assert found.wrong == {}
    assert {"acupoint --help", "acupoint show ub40", "acupoint --install-completion"} & found.seen


def test_those_of_answers_run(run: Run, shipped: Catalogue) -> None:
    found = Named(run)
    for line in ("", "--help", *(f"help {command}" for command in COMMANDS), "handout ub60", "check", "log --forget"):
        found.look_at(run(*line.split())[1:])
    for line in OF_EACH_READING:
        for how in ("--plain", "--pretty", "--json", "--full --plain", "--full --pretty"):
            code, answer, errors = run(*line.split(), *how.split())
            assert (code, errors) == (0, ""), line
            found.look_at([answer])
    for entry in shipped.vocabulary:
        for how in ("--plain", "--pretty") if entry not in shipped.warnings else ("--plain",):
            found.look_at(run("suggest", f"--{entry.id}", how)[1:])
    for line in ("suggest --lower-back --pregnant --varicose-veins", "suggest --cold --pregnant --fever --full"):
        found.look_at(run(*line.split())[1:])
    assert found.wrong == {}
    assert {"list", "show", "suggest", "safety", "session", "log", "handout", "check", "help"} <= {
        line.split()[1] for line in found.seen
    }


def test_those_of_the_golden_files_and_the_docs_run(run: Run, tmp_path: Path) -> None:
    made = Named(run, made_up.written(tmp_path))
    for file in sorted((CHECKOUT / "tests" / "golden").glob("*.txt")):
        if "ub60" not in file.name:
            made.look_at([file.read_text(encoding="utf-8")])
    assert made.wrong == {}
    assert any(line.startswith("acupoint session") for line in made.seen)
    shipped = Named(run)
    quoted = re.findall("`(acupoint [^`]+)`", (CHECKOUT / "README.md").read_text(encoding="utf-8"))
    shipped.look_at(f"'{line}'" for line in quoted)
    assert shipped.wrong == {}
