from collections.abc import Callable
from pathlib import Path

import pytest

from support import made_up
from support.program import Run
from support.terminal import typed

Complete = Callable[..., str]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The made-up catalogue's file."""
    return made_up.written(tmp_path)


@pytest.fixture
def complete(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """What the program offers a *shell* for the line typed so far, over the made-up catalogue or another."""

    def complete(line: str, shell: str, catalogue: Path = made) -> str:
        with monkeypatch.context() as asking:
            asking.setenv("_ACUPOINT_COMPLETE", shell)
            code, offered, errors = run(*typed(line), catalogue=catalogue)
        assert (code, errors) == (0, "")
        return offered

    return complete
