"""What is longer than the terminal goes through the pager, and nothing is lost."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pexpect
import pytest

from acupoint.terminal import pager
from support.terminal import Terminal, heed_ctrl_c

SHORT, TALL = "24", "500"  # rows: fewer and more than two cards take
CARDS = ["show", "ub60", "ub40"]

pytestmark = pytest.mark.slow

needs_less = pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")


@pytest.fixture
def noting(tmp_path: Path) -> str:
    """A pager that says it was run, and shows nothing of the answer."""
    script = tmp_path / "noting pager.py"
    script.write_text("import sys; print('PAGED', *sys.argv[1:], len(sys.stdin.read()) > 0)", encoding="utf-8")
    return shlex.join([sys.executable, str(script), "a b"])


def cards(*flags: str, rows: str = SHORT, **environment: str) -> str:
    """What is shown of two cards on a terminal of so many rows."""
    shown, code = Terminal(*CARDS, *flags, LINES=rows, **environment).rest()
    assert code == 0
    return shown


@cache
def unpaged() -> str:
    return cards("--no-pager")


@pytest.fixture
def whole() -> str:
    """The two cards without a pager."""
    return unpaged()


@pytest.fixture
def last(whole: str) -> str:
    """Their last row."""
    return whole.rstrip().splitlines()[-1]


class TestTheTerminalDecides:
    def test_a_short_one_pages_by_the_pager_with_its_arguments(self, noting: str) -> None:
        assert cards(PAGER=noting) == "PAGED a b True\r\n"

    @pytest.mark.parametrize(
        ("flags", "environment"),
        [
            ((), {"rows": TALL}),
            (("--no-pager",), {}),
            (("--plain",), {}),
            (("--json",), {}),
            ((), {"ACCESSIBLE": "1"}),
            (("--pretty",), {"ACCESSIBLE": "1"}),
            ((), {"TERM": "dumb"}),
            (("--pretty",), {"TERM": "dumb"}),
        ],
    )
    def test_nothing_else_does(self, flags: tuple[str, ...], environment: dict[str, str], noting: str) -> None:
        shown = cards(*flags, PAGER=noting, **environment)
        assert "PAGED" not in shown

    def test_a_pipe_does_not(self, noting: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAGER", noting)
        monkeypatch.setenv("LINES", SHORT)
        monkeypatch.setenv("TERM", "xterm")
        command = [sys.executable, "-m", "acupoint", *CARDS, "--pretty"]
        assert b"PAGED" not in subprocess.run(command, capture_output=True, check=True).stdout

    def test_an_accessible_terminal_that_is_switched_off_pages(self, noting: str) -> None:
        assert "PAGED" in cards(PAGER=noting, ACCESSIBLE="0")

    def test_an_answer_with_just_room_for_the_prompt_is_not_paged(self, noting: str) -> None:
        rows = cards(rows=TALL, PAGER=noting).count("\n")
        assert "PAGED" not in cards(rows=str(rows + 1), PAGER=noting)
        assert "PAGED" in cards(rows=str(rows), PAGER=noting)


class TestNothingIsLost:
    @pytest.mark.parametrize(
        "broken", ["false", "/nonexistent", "/", "", " ", "cat", "'", "less | cat", "less; touch x"]
    )
    def test_by_a_pager_that_is_missing_or_fails_or_is_none(
        self, broken: str, whole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert cards(PAGER=broken).endswith(whole)
        assert list(tmp_path.iterdir()) == []

    def test_where_no_pager_is_named_and_less_is_missing(self, whole: str, tmp_path: Path) -> None:
        assert cards(PATH=str(tmp_path)) == whole

    @pytest.mark.parametrize("early", ["true", "head -1"])
    def test_a_pager_that_ends_early_is_no_error(self, early: str, last: str) -> None:
        shown = cards(PAGER=early)
        assert last not in shown
        assert "rror" not in shown


@needs_less
class TestLess:
    def test_it_is_left_with_q(self, last: str) -> None:
        terminal = Terminal(*CARDS, LINES=SHORT)
        terminal.child.expect("\r\n:")
        shown = str(terminal.child.before)
        assert 0 < shown.count("\n") <= 24
        terminal.child.send("q")
        rest, code = terminal.rest()
        assert (code, last in shown + rest) == (0, False)

    def test_it_keeps_colours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR")
        for chosen in ("less", "less -R", "less -X"):
            terminal = Terminal(*CARDS, LINES=SHORT, PAGER=chosen)
            terminal.child.expect_exact("\x1b[")
            terminal.child.send("q")
            shown, code = terminal.rest()
            assert (code, "ESC[" in shown) == (0, False)

    @pytest.mark.parametrize(("options", "keys"), [("-K", "\x03"), ("", "\x03q"), ("", "\x03\x03q")])
    def test_ctrl_c_leaves_the_terminal_as_it_was(self, options: str, keys: str, last: str) -> None:
        line = f"stty -g; {shlex.join([sys.executable, '-m', 'acupoint', *CARDS])}; echo code $?; stty -g"
        environment = {**os.environ, "TERM": "xterm-256color", "LINES": SHORT, "PAGER": f"less {options}"}
        child = pexpect.spawn(
            "bash", ["-c", line], env=environment, dimensions=(24, 80), encoding="utf-8", preexec_fn=heed_ctrl_c
        )
        child.delaybeforesend = 0.3  # Ctrl-C drops what was typed after it and is not read yet
        child.expect("\r\n:")
        shown = str(child.before)
        for key in keys:
            child.send(key)
        child.expect(pexpect.EOF)
        shown += str(child.before)
        assert "code 0\r\n" in shown
        assert last not in shown, "who stops the pager has seen enough"
        before, after = re.findall("[0-9a-f]+:[0-9a-f:]{20,}", shown)
        assert before == after


class TestThePager:
    @pytest.mark.parametrize(
        ("chosen", "words"),
        [
            ("most -s", ["most", "-s"]),
            ("'my pager' 'a b'", ["my pager", "a b"]),
            ("less", ["less", "-R"]),
            ("/usr/bin/less -S", ["/usr/bin/less", "-R", "-S"]),
            ("", []),
            ("cat", []),
            ("cat -v", ["cat", "-v"]),
            ("'", []),
        ],
    )
    def test_it_is_the_one_the_person_chose(self, chosen: str, words: list[str]) -> None:
        assert pager.pager_words({"PAGER": chosen}) == words

    def test_it_is_less_where_none_is_chosen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
        assert pager.pager_words({}) == ["less", "-FRX"]
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        assert pager.pager_words({}) == []
