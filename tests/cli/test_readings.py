"""Which reading a person gets, and which module tells it."""

import re
from pathlib import Path

import pytest

from acupoint.cli.readings import check_reading, guide_reading, log_reading, session_reading
from acupoint.terminal.output import Reading
from support.program import Run
from support.terminal import Terminal


@pytest.mark.parametrize("line", ["list", "show ub1", "suggest --rain", "safety"])
def test_a_pipe_gets_the_plain_reading(line: str, run: Run, made: Path) -> None:
    assert run(*line.split(), catalogue=made) == run(*line.split(), "--plain", catalogue=made)


def test_a_terminal_gets_the_screen_reading_without_colour_for_no_color() -> None:
    shown = Terminal("suggest", "--cold").rest()[0]
    assert "Not if   you" in shown
    assert not _COLOUR.search(shown)


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    assert _COLOUR.search(Terminal("suggest", "--cold").rest()[0])


@pytest.mark.parametrize("environment", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_an_accessible_or_a_dumb_terminal_gets_the_plain_one(environment: dict[str, str]) -> None:
    assert "\r\nnot if: " in Terminal("suggest", "--cold", **environment).rest()[0]


class TestTheTypeOfAView:
    """mypy reports an ignored error that is none, so that these lines fail the type check once a view is untyped."""

    @pytest.mark.parametrize("reading", Reading)
    def test_a_function_that_no_view_has_is_an_error_of_mypy(self, reading: Reading) -> None:
        with pytest.raises(AttributeError):
            guide_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say
        with pytest.raises(AttributeError):
            log_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say
        with pytest.raises(AttributeError):
            check_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say
        with pytest.raises(AttributeError):
            session_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say

    @pytest.mark.parametrize("reading", Reading)
    def test_a_call_without_its_argument_is_an_error_of_mypy(self, reading: Reading) -> None:
        with pytest.raises(TypeError):
            guide_reading(reading).safety()  # type: ignore[call-arg]  # as mypy must say


_COLOUR = re.compile(r"\x1b\[(\d+;)*(3[0-7]|9[0-7])m")
