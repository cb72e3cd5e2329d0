"""Which reading suits, and how answers, notes, and the bell get to the person."""

import codecs
import errno
import io
import os
import re
import shutil
import stat
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from acupoint.errors import OutputError, UsageError
from acupoint.terminal.theme import STYLES
from acupoint.text import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    Renderable = RenderableType
    Answer = Renderable | str | dict[str, Any]


SCHEMA_VERSION = 1  # of every answer in JSON

_OFF = frozenset({"", "0", "false", "no"})  # values of ACCESSIBLE and CLICOLOR_FORCE
_MANY = 1000  # items of a list in JSON; in a longer one each has a line
_LATER = "\0"  # stands for such a list
_USUAL = 80  # columns
_NARROWEST = 20  # columns: notes are never wrapped to fewer


class Reading(StrEnum):
    """One of the three ways to read an answer."""

    SCREEN = "pretty"
    PLAIN = "plain"
    JSON = "json"


def choose_reading(wanted: Mapping[Reading, bool], *, terminal: bool, environment: Mapping[str, str]) -> Reading:
    """The reading asked for, or else the one that suits: plain off a terminal, on a dumb one, and for ACCESSIBLE.

    Raises UsageError if two are asked for.
    """
    chosen = [reading for reading, is_wanted in wanted.items() if is_wanted]
    if len(chosen) > 1:
        raise UsageError(f"choose one of --{' and --'.join(chosen)}")
    if chosen:
        return chosen[0]
    return Reading.SCREEN if terminal and not _is_simple(environment) else Reading.PLAIN


def is_accessible(environment: Mapping[str, str]) -> bool:
    """Whether the person asks for what a screen reader can follow."""
    return environment.get("ACCESSIBLE", "").strip().casefold() not in _OFF


def _is_simple(environment: Mapping[str, str]) -> bool:
    return environment.get("TERM") == "dumb" or is_accessible(environment)


def can_show(text: str) -> bool:
    """Whether stdout's encoding has every character of *text*."""
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True


def write(answer: "Answer", *, pages: bool = False, wraps: bool = False) -> bool:
    """Put *answer* on stdout, and return whether its reader is still there.

    Where it *pages*, one for the screen that is longer than the terminal goes through the pager. Where it *wraps*, a
    plain one is wrapped at words on a terminal, and elsewhere has each statement on one line. Raises OutputError if it
    cannot be written; a reader that has gone away is not an error.
    """
    try:
        text = _as_text(answer, sys.stdout)
        if wraps and isinstance(answer, str):
            text = _wrapped_plain(answer) if sys.stdout.isatty() else answer.replace("\n  ", " ") + "\n"
        if pages and not isinstance(answer, str | dict) and _is_too_long(text) and _is_paged(text):
            return True
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        is_gone = is_reader_gone(error)
        discard_what_is_left()
        if is_gone:
            return False
        raise OutputError.of(error) from None
    return True


def is_reader_gone(error: BaseException | None) -> bool:
    """Whether *error* says that nobody reads stdout any more. Windows says so of a pipe by EINVAL."""
    if isinstance(error, OSError) and error.errno == errno.EINVAL:
        with suppress(OSError):
            return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    return isinstance(error, BrokenPipeError)


def write_file(name: str | None, text: str, *, force: bool) -> None:
    """Put *text* in the file *name*, or on stdout for `-`, or for no name off a terminal.

    Raises UsageError if it would flood a terminal, and OutputError if the file exists (without *force*) or cannot be
    written.
    """
    if name == "" or (name is None and sys.stdout.isatty()):
        raise UsageError("say where to: -o FILE, or -o - for standard output")
    if name is None or name == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):  # what a file would hold, whatever the locale
            sys.stdout.reconfigure(encoding="utf-8", errors=sys.stdout.errors)
        write(text.removesuffix("\n"))
        return
    try:
        _put_in_file(Path(name), text, force=force)
    except FileExistsError:
        raise OutputError(f"'{visible(name)}' is there already; --force writes over it") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null in it
        reason = error.strerror if isinstance(error, OSError) else error
        raise OutputError(f"'{visible(name)}' cannot be written: {reason}") from None
    say(f"Written: {visible(name)}")


def _put_in_file(file: Path, text: str, *, force: bool) -> None:
    if file.exists() and not force:
        raise FileExistsError
    if file.exists() and not file.is_file():  # a device has room for no file beside it, nor loses one
        file.write_text(text, encoding="utf-8")
        return
    # A file beside it, renamed at the end: a disk that fills costs neither the earlier file nor leaves half a new one.
    file = file.resolve()
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with beside.open("x", encoding="utf-8") as new:
            new.write(text)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def is_at_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def _wrapped_plain(answer: str) -> str:
    return "".join(f"{_fitted(line)}\n" for line in answer.split("\n"))


def _fitted(line: str) -> str:
    columns = max(width(), _NARROWEST)
    lines = textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
    return "\n".join(lines)


def _as_text(answer: "Answer", stream: TextIO) -> str:
    if isinstance(answer, dict):
        import json  # noqa: PLC0415 - only this reading needs it

        in_unicode = codecs.lookup(stream.encoding).name.startswith("utf")
        long = {name: items for name, items in answer.items() if isinstance(items, list) and len(items) > _MANY}
        text = json.dumps({**answer, **dict.fromkeys(long, _LATER)}, ensure_ascii=not in_unicode, indent=2) + "\n"
        for items in long.values():  # indented, it would take ten times the memory
            listed = ",\n    ".join(json.dumps(item, ensure_ascii=not in_unicode) for item in items)
            text = text.replace(json.dumps(_LATER), f"[\n    {listed}\n  ]", 1)
        return text
    return answer + "\n" if isinstance(answer, str) else _drawn(answer, stream)


def _drawn(answer: "Renderable", stream: TextIO) -> str:
    # Rich itself would end the program if the reader has gone away; as text it is written like any other answer.
    console = _console(stream)
    with console.capture() as shown:
        console.print(answer, highlight=False)
    return shown.get()


def _is_too_long(text: str) -> bool:
    # One row is for the prompt. Where the terminal does not say how many rows it has, nothing is too long.
    rows = shutil.get_terminal_size((_USUAL, 0)).lines
    return sys.stdout.isatty() and not _is_simple(os.environ) and 0 < rows <= text.count("\n")


def _is_paged(text: str) -> bool:
    from acupoint.terminal import pager  # noqa: PLC0415 - it imports subprocess, which only a long answer needs

    sys.stdout.flush()
    return pager.page(text.encode(sys.stdout.encoding, sys.stdout.errors or "strict"), os.environ)


def coloured(text: str, styles: Mapping[str, str]) -> str:
    """*text* as a terminal shows it: what matches a pattern of *styles* in the style that the pattern has there."""
    from rich.text import Text  # noqa: PLC0415 - only the screen reading needs Rich

    styled = Text(text)
    for pattern, style in styles.items():
        styled.highlight_regex(pattern, style)
    return _drawn(styled, sys.stdout).removesuffix("\n")


def _console(stream: TextIO) -> "Console":
    # Only the screen reading imports Rich: that takes longer than finding the answer.
    from rich.console import Console  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    console = Console(file=stream, theme=Theme(STYLES), force_terminal=_is_coloured(stream, os.environ))
    if console.width < 1:
        console.width = _USUAL
    return console


def _is_coloured(stream: TextIO, environment: Mapping[str, str]) -> bool | None:
    # FORCE_COLOR or CLICOLOR_FORCE colours a pipe, too; NO_COLOR is stronger. None: Rich finds out by itself.
    forced = environment.get("FORCE_COLOR", ""), environment.get("CLICOLOR_FORCE", "0").strip()
    if not forced[0] and forced[1] in _OFF:
        return None
    return not environment.get("NO_COLOR") or stream.isatty()


def can_redraw() -> bool:
    """Whether stdout is a terminal that can redraw in place."""
    if not sys.stdout.isatty():
        return False
    console = _console(sys.stdout)  # Rich knows other names of dumb terminals, and switches
    return console.is_interactive and console.is_terminal and not console.is_dumb_terminal


@contextmanager
def redrawn() -> "Iterator[Callable[[RenderableType], None]]":
    """A function that draws its argument over what it drew before; at the end the place is cleared."""
    from rich.live import Live  # noqa: PLC0415 - only a session's clock needs this

    live = Live(
        console=_console(sys.stdout), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    with live:
        yield lambda renderable: live.update(renderable, refresh=True)


def can_ring() -> bool:
    """Whether there is a terminal to ring the bell of."""
    return sys.stderr is not None and sys.stderr.isatty()


def ring() -> None:
    """Ring the terminal's bell, if there is a terminal."""
    if can_ring():
        _on_stderr("\a")


def discard_what_is_left() -> None:
    """Drop what stdout still holds: Python flushes it on exit, which would fail again, with a traceback."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str, end: str = "\n") -> None:
    """Put a note or a question on stderr, wrapped at words on a terminal. Errors while writing are ignored."""
    _on_stderr("\n".join(_wrapped(line)) + end)


def _on_stderr(text: str) -> None:
    # A note that cannot be shown must change neither what the program does nor what a script sees.
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _wrapped(line: str) -> list[str]:
    if sys.stderr is None or not sys.stderr.isatty():
        return [line]
    text = re.sub(r"^ *(?:[0-9]+\. )?", "", line)  # what comes after a number stays beside it
    before = len(line) - len(text)
    indent = " " * (before if line[:before].strip() else before + 2)
    columns = max(width(), _NARROWEST)
    # A path or a flag with a hyphen in it can be copied only where it stays in one piece.
    return textwrap.wrap(line, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [
        ""
    ]


def width() -> int:
    """How many columns the terminal or COLUMNS says there are; 80 if neither says anything useful."""
    columns = shutil.get_terminal_size().columns
    return columns if columns > 0 else _USUAL
