from collections.abc import Callable
from pathlib import Path

import pytest

from support import made_up
from support.program import Run

Complete = Callable[..., str]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The made-up catalogue's file."""
    return made_up.written(tmp_path)


@pytest.fixture
def complete(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """What the program offers a *shell* for the *words* typed so far, over the made-up catalogue or another."""

    def complete(words: str, shell: str, catalogue: Path = made) -> str:
        with monkeypatch.context() as asking:
            asking.setenv("COLUMNS", "40")
            asking.setenv("_ACUPOINT_COMPLETE", f"complete_{shell}")
            asking.setenv("_TYPER_COMPLETE_ARGS", words)
            asking.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
            asking.setenv("COMP_WORDS", words)
            asking.setenv("COMP_CWORD", str(len(words.split()) - (not words.endswith(" "))))
            code, offered, errors = run(catalogue=catalogue)
        assert (code, errors) == (0, "")
        return offered

    return complete
