import io
import sys

import pytest

from acupoint.terminal import streams

TEXT = "Kūnlún 昆仑 ● ⠿ é ─ °"


class _Console(io.BytesIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "is_terminal", "encoding", "written"),
    [
        ("linux", True, "utf-8", "Kunlún ?? * ? é ─ °"),
        ("linux-16color", True, "utf-8", "Kunlún ?? * ? é ─ °"),
        ("linux", True, "latin-1", "Kunlún ?? * ? é ? °"),
        ("linux", False, "utf-8", TEXT),
        ("xterm", True, "utf-8", TEXT),
    ],
)
def test_the_linux_console_gets_what_its_font_has(
    term: str, encoding: str, written: str, *, is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = _Console() if is_terminal else io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding=encoding))
    monkeypatch.setenv("TERM", term)
    streams.prepare()
    streams.prepare()  # a second run in the same process
    sys.stdout.write(f"{TEXT}\n")
    sys.stdout.flush()
    assert raw.getvalue().decode(encoding) == f"{written}\n"
