import io
import sys

import pytest

from acupoint.errors import StoppedError
from acupoint.terminal.input import ask_yes, can_ask, has_keyboard, read
from support.terminal import type_lines


def test_a_prompt_goes_to_stderr_and_the_line_typed_is_returned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, "  1 2 ")
    assert read("Numbers: ") == "1 2"
    assert capsys.readouterr() == ("", "Numbers: ")


def test_the_end_of_stdin_stops_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch)
    with pytest.raises(StoppedError, match="stopped before the questions were answered"):
        read("Numbers: ")


def test_yes_or_no_is_asked_until_it_is_one_of_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, "", "perhaps", "Y", "no")
    assert ask_yes("Well?")
    again = "Well? (y or n, q leaves):   Type y for yes or n for no.\n"
    assert capsys.readouterr().err == f"{again}{again}Well? (y or n, q leaves): "
    assert not ask_yes("Well?")


def test_nobody_is_asked_who_could_not_see_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch)
    assert can_ask()
    for unseen in (io.StringIO(), None):
        monkeypatch.setattr(sys, "stderr", unseen)
        assert not can_ask()
        assert has_keyboard()


@pytest.mark.parametrize("stdin", [None, io.StringIO("y\n")])
def test_nobody_is_asked_without_a_terminal(stdin: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert not can_ask()
