"""Whatever it is given, the program answers, or says in one line why not, in bounded time and memory."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from acupoint.catalogue.read import catalogue_file
from support import made_up
from support.child import Answer, answers
from support.program import NO_SOCKETS, Run
from support.thorough import rounds, rounds_apart, size

SHIPPED = catalogue_file().read_text(encoding="utf-8")

# Each command as it is typed over the shipped catalogue, and over the made-up one. A new command is a new line.
COMMANDS = {
    "list": ("list", "list"),
    "show": ("show ub40 kd4", "show ub1 kd2"),
    "suggest": ("suggest --cold --morning", "suggest --rain --sunburn"),
    "safety": ("safety", "safety"),
    "session": ("session ub40", "session ub1"),  # nobody is there to answer what it asks: usage, and one error line
    "log": ("log", "log"),
    "handout": ("handout ub60 --pregnant -o -", "handout ub1 --sunburn -o -"),
    "check": ("check", "check"),
}
ON_SCREEN = [f"{line} --pretty" for name, (_, line) in COMMANDS.items() if name not in {"handout", "session"}]
OVER_SHIPPED = [line for line, _ in COMMANDS.values()]
OVER_MADE_UP = [line for _, line in COMMANDS.values()]
ANSWERED = [line for name, (line, _) in COMMANDS.items() if name != "session"]

CODES = {0, 1, 2, 3, 4, 5}

pytestmark = pytest.mark.slow

MANY = settings(
    max_examples=rounds(40),
    deadline=timedelta(seconds=10),  # far more than any takes: this is what bounds the time
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The file of a made-up catalogue."""
    return made_up.written(tmp_path)


def assert_in_order(answered: tuple[int, str, str]) -> None:
    """An answer, or nothing but one error line; a code of the contract; and nothing a terminal would obey."""
    code, answer, errors = answered
    assert code in CODES
    assert all(one.isprintable() or one in "\n\t" for one in answer + errors)
    if errors.startswith("error: "):
        assert (code != 0, answer, errors.count("\n")) == (True, "", 1)
    else:
        assert "error: " not in errors
        assert answer
        assert code in {0, 1, 3, 4}  # 4: what a check has found, which is its answer


def test_every_command_has_a_line_here(run: Run) -> None:
    _, answer, _ = run("--help")
    assert re.findall(r"^  ([a-z]+) ", answer.partition("Commands:")[2], re.MULTILINE) == [
        *COMMANDS,
        "help",  # answers over any catalogue: tests/cli/test_help.py
    ]


YAML_SIGNS = st.text(alphabet="ab1:-?[]{}&*!|>%@`\"'#, \n\t\\~=<", max_size=60).map(str.encode)


@given(data=st.one_of(st.binary(max_size=300), YAML_SIGNS))
@MANY
def test_any_bytes_as_the_catalogue_are_one_error_line(run: Run, catalogue: Path, data: bytes) -> None:
    catalogue.write_bytes(data)
    for line in OVER_MADE_UP:
        answered = run(*line.split(), catalogue=catalogue)
        assert answered[0] == 4
        assert_in_order(answered)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """*text* with a few lines deleted, given twice, swapped, indented, or changed, or cut short."""
    lines = text.splitlines(keepends=True)
    places = st.integers(0, len(lines) - 1)
    for _ in range(draw(st.integers(1, 4))):
        one = min(draw(places), len(lines) - 1)
        other = min(draw(places), len(lines) - 1)
        match draw(st.sampled_from(["delete", "double", "swap", "indent", "change", "cut"])):
            case "delete" if len(lines) > 1:
                del lines[one]
            case "double":
                lines.insert(other, lines[one])
            case "swap":
                lines[one], lines[other] = lines[other], lines[one]
            case "indent":
                lines[one] = draw(st.sampled_from(["  ", "\t", "- ", " "])) + lines[one]
            case "change":
                column = draw(st.integers(0, len(lines[one])))
                sign = draw(
                    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("&*!:{}[]\x1b\x9b\u202e"))
                )
                lines[one] = lines[one][:column] + sign + lines[one][column + draw(st.integers(0, 3)) :]
            case _:
                lines[one] = lines[one][: draw(st.integers(0, len(lines[one])))]
                del lines[one + 1 :]
    return "".join(lines)


@given(text=mutated(made_up.TEXT))
@settings(MANY, max_examples=rounds(150))
def test_a_catalogue_changed_anywhere_is_an_answer_or_one_error_line(run: Run, catalogue: Path, text: str) -> None:
    catalogue.write_text(text, encoding="utf-8")
    for line in OVER_MADE_UP:
        assert_in_order(run(*line.split(), catalogue=catalogue))


FOUND_BY_FUZZING = {
    "a channel without its points": made_up.changed(", points: Alpha Beta Gamma", ""),
}


@pytest.mark.parametrize("what", FOUND_BY_FUZZING)
def test_what_fuzzing_found_is_one_error_line(run: Run, catalogue: Path, what: str) -> None:
    catalogue.write_text(FOUND_BY_FUZZING[what], encoding="utf-8")
    for line in OVER_MADE_UP:
        answered = run(*line.split(), catalogue=catalogue)
        assert answered[0] == 4
        assert_in_order(answered)


@given(text=mutated(SHIPPED))
@MANY
def test_the_shipped_catalogue_changed_anywhere_is_answered_or_one_error(run: Run, catalogue: Path, text: str) -> None:
    catalogue.write_text(text, encoding="utf-8")
    for line in OVER_SHIPPED:
        assert_in_order(run(*line.split(), catalogue=catalogue))


HOSTILE = "\x1b[31m\x1b]0;title\x07\x1b]8;;https://example.org\x1b\\ \x9b2J \u202e [red]x[/] \x00\x08\r\u2028 &amp; <b>"


def with_hostile_texts() -> str:
    """The made-up catalogue with an escape sequence of each kind in every text of a person's."""
    quoted = json.dumps(HOSTILE)
    texts = re.compile(r"\b((?:text|title|short|reason|note|question|act|english): )[^,}\n]+")
    return texts.sub(lambda match: match[1] + quoted, made_up.TEXT)


def with_hostile_text_each_once() -> Iterator[str]:
    """The made-up catalogue with such a text in one place, for every place."""
    for match in re.finditer(r": ([^,}\[\]\n{]+)(?=[,}\n])", made_up.TEXT):
        yield made_up.TEXT[: match.start(1)] + json.dumps(HOSTILE) + made_up.TEXT[match.end(1) :]


def test_no_escape_sequence_from_the_catalogue_reaches_the_terminal(run: Run, catalogue: Path) -> None:
    for text in (with_hostile_texts(), *islice(with_hostile_text_each_once(), None, None, rounds_apart(7))):
        catalogue.write_text(text, encoding="utf-8")
        for line in OVER_MADE_UP:
            assert_in_order(run(*line.split(), catalogue=catalogue))
    catalogue.write_text(with_hostile_texts(), encoding="utf-8")
    for line in ON_SCREEN:
        assert_in_order(run(*line.split(), catalogue=catalogue))


@pytest.mark.parametrize("line", ["show ub1", "suggest --rain", "list", "show \x1b]0;x\x07", "\x9b2J"])
def test_on_a_terminal_only_our_own_colours_are_escape_sequences(catalogue: Path, line: str) -> None:
    catalogue.write_text(with_hostile_texts(), encoding="utf-8")
    leader, follower = pty.openpty()
    command = in_a_child(catalogue, line)
    with subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env={**os.environ, "TERM": "xterm"}
    ) as child:
        os.close(follower)
        shown = b"".join(iter(lambda: read_from(leader), b""))
        child.wait(timeout=20)
    os.close(leader)
    rest = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode("utf-8"))
    assert rest.strip()
    assert all(one.isprintable() or one in "\r\n" for one in rest)


def read_from(terminal: int) -> bytes:
    """What is there next; nothing once the other side is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def in_a_child(catalogue: Path, line: str, first: str = "") -> list[str]:
    """The words that run the program, with *line* typed, over *catalogue*, after the Python statement *first*."""
    code = (
        f"import sys; from pathlib import Path\n{first}\n"
        "file = Path(sys.argv.pop(1)); from acupoint.cli.main import main; sys.exit(main(catalogue=file))"
    )
    # -P: as for the installed command, the current folder is no place to import from.
    return [sys.executable, "-P", "-c", code, str(catalogue), *line.split(" ")]


SIZE = size(4_000_000)  # characters
SECONDS = rounds(40)
BOUNDS = (
    f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS})); "
    "resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))"
)
EXCEPTION = (
    "      - {point: ub1, action: avoid, reason: It lies where the sun burns., basis: anatomy, sources: [book]}\n"
)
ALIASES = "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(20))
BOMBS = {
    "aliases of aliases": f"a: &a [x, x, x, x, x, x, x, x, x]\n{ALIASES}",
    "ten thousand nested lists": "[" * 10_000,
    "ten thousand nested lists, closed": "[" * 10_000 + "]" * 10_000,
    "ten thousand nested items": "- " * 10_000 + "x\n",
    "ten thousand nested groups": "{a: " * 10_000,
    "a long text": made_up.changed("On the left thumb.", f"'{'word ' * (SIZE // 5)}'"),
    "a long word": made_up.changed("First Gate", "x" * SIZE),
    "a long id": made_up.changed("id: knee", f"id: {'x' * SIZE}"),
    "a long number": made_up.changed("[60, 120]", f"[{'6' * SIZE}, 120]"),
    "a long field name": f"{'x' * SIZE}: 1\n",
    "many field names": "".join(f"k{number}: 1\n" for number in range(SIZE // 20)),
    "many empty lists": f"points: [{'[], ' * (SIZE // 4)}]\n",
    "many empty points": made_up.TEXT + "  - {}\n" * (SIZE // 7),
    "the same source again and again": made_up.changed("[book, blog]", f"[{'book, ' * (SIZE // 6)}]"),
    "many unknown sources": made_up.changed("[book, blog]", f"[{', '.join(f'b{n}' for n in range(SIZE // 10))}]"),
    "many spellings": made_up.changed("[B-01]", f"[{', '.join(f'b{number}' for number in range(SIZE // 10))}]"),
    "the same exception again and again": made_up.changed(EXCEPTION, EXCEPTION * (SIZE // len(EXCEPTION))),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_catalogue_made_to_exhaust_the_machine_stays_within_bounds(tmp_path: Path, bomb: str) -> None:
    file = made_up.written(tmp_path, BOMBS[bomb])
    done = subprocess.run(in_a_child(file, "list", BOUNDS), capture_output=True, text=True, check=False)
    assert done.returncode in {0, 4}
    assert_in_order((done.returncode, done.stdout, done.stderr))


def test_a_text_of_three_hundred_thousand_letters_is_shown_on_the_screen(tmp_path: Path) -> None:
    file = made_up.written(tmp_path, made_up.changed("On the left thumb.", "quark " * 50_000))
    line = "show ub1 --full --pretty"
    done = subprocess.run(in_a_child(file, line, BOUNDS), capture_output=True, text=True, check=True)
    assert done.stdout.count("quark") == 50_000


@given(words=st.lists(st.text(max_size=40), min_size=1, max_size=4))
@settings(MANY, max_examples=rounds(80))
def test_any_text_as_a_points_name_is_an_answer_or_one_error_line(run: Run, words: list[str]) -> None:
    for command in ("show", "handout"):
        assert_in_order(run(command, "--", *words))


@given(words=st.lists(st.one_of(st.text(max_size=20), st.sampled_from(list(COMMANDS))), max_size=4))
@settings(MANY, max_examples=rounds(150))
def test_any_words_as_a_command_line_are_an_answer_or_one_error_line(run: Run, words: list[str]) -> None:
    assert_in_order(run(*words))


@pytest.mark.parametrize("line", [*ANSWERED, "--help", "--version", "suggest --help"])
@pytest.mark.parametrize("closed", ["closed", "full"])
def test_an_answer_that_cannot_be_written_is_one_error_line_and_code_5(line: str, closed: str) -> None:
    where = ">&-" if closed == "closed" else ">/dev/full"
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m acupoint {line} {where}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 5
    assert re.fullmatch("error: the answer cannot be written: .+\n", done.stderr)


def test_a_terminal_that_knows_ascii_alone_gets_ascii(installed: Path) -> None:
    lines = [*OVER_SHIPPED, "list --pretty", "safety --pretty", "show foo", "suggest --help"]
    in_ascii, usual = (
        answers(installed, lines, env={**os.environ, "PYTHONIOENCODING": encoding}) for encoding in ("ascii", "utf-8")
    )
    assert any(not answer.isascii() for _, answer, _ in usual)
    for (code, answer, errors), (usual_code, usual_answer, _) in zip(in_ascii, usual, strict=True):
        assert (answer + errors).isascii()
        assert code == usual_code
        assert len(answer.splitlines()) == len(usual_answer.splitlines())


def test_every_width_from_1_to_500_is_filled_and_not_exceeded(
    run: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in range(1, 501, rounds_apart(7)):
        monkeypatch.setenv("COLUMNS", str(width))
        answered = run(*ON_SCREEN[width % len(ON_SCREEN)].split(), catalogue=catalogue)
        assert_in_order(answered)
        widest = max(map(cell_len, answered[1].splitlines()))
        assert widest <= width or width < 40


EVERYWHERE = [*OVER_SHIPPED, "suggest --cold --pretty", "--help", "show foo"]
NOWHERE = Path("/proc")  # where nobody can make a file, not even root


@pytest.fixture
def usual(installed: Path) -> list[Answer]:
    """What the shipped catalogue's commands answer in the usual surroundings."""
    return usual_answers(installed)


@cache
def usual_answers(catalogue: Path) -> list[Answer]:
    return answers(catalogue, EVERYWHERE)


def test_without_a_home_every_command_answers_the_same(installed: Path, usual: list[Answer]) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"HOME", "USER", "LOGNAME"}}
    assert answers(installed, EVERYWHERE, env=bare) == usual


def test_in_a_read_only_folder_every_command_answers_the_same(installed: Path, usual: list[Answer]) -> None:
    assert answers(installed, EVERYWHERE, cwd=NOWHERE) == usual


def test_in_a_folder_that_is_gone_every_command_answers_the_same(
    installed: Path, usual: list[Answer], tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    leave = f"import os; os.mkdir({str(gone)!r}); os.chdir({str(gone)!r}); os.rmdir({str(gone)!r})"
    assert answers(installed, EVERYWHERE, leave) == usual


def test_a_page_that_cannot_be_written_is_one_error_line_and_exit_code_5() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "acupoint", "handout", "ub60", "-o", "page.html"],
        cwd=NOWHERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert re.fullmatch("error: 'page.html' cannot be written: .+\n", done.stderr)


def test_with_sockets_forbidden_every_command_answers_the_same(installed: Path, usual: list[Answer]) -> None:
    assert answers(installed, EVERYWHERE, f"import sys\n{NO_SOCKETS}") == usual


def test_the_hook_that_forbids_sockets_does_so() -> None:
    code = f"import sys, socket\n{NO_SOCKETS}\nsocket.socket()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.startswith("socket.__new__")
