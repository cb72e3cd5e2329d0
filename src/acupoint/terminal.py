"""What a person reads on: which reading suits it, and how an answer gets onto it."""

import codecs
import io
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TextIO

from acupoint.errors import OutputError, StoppedError, UsageError
from acupoint.text import in_ascii

if TYPE_CHECKING:
    from rich.console import RenderableType

    Answer = RenderableType | str | dict[str, Any]


class Reading(StrEnum):
    """One of the three ways an answer can be read."""

    SCREEN = "pretty"
    PLAIN = "plain"
    JSON = "json"


def choose_reading(wanted: Mapping[Reading, bool], *, terminal: bool, environment: Mapping[str, str]) -> Reading:
    """The reading asked for, else the one that suits: plain off a terminal, on a dumb one, and for ACCESSIBLE.

    Raises UsageError where two are asked for.
    """
    chosen = [reading for reading, is_wanted in wanted.items() if is_wanted]
    if len(chosen) > 1:
        raise UsageError(f"choose one of --{' and --'.join(chosen)}")
    if chosen:
        return chosen[0]
    simple = not terminal or environment.get("TERM") == "dumb" or bool(environment.get("ACCESSIBLE"))
    return Reading.PLAIN if simple else Reading.SCREEN


def prepare_streams() -> None:
    """Have stdout and stderr show plain letters for what their encoding lacks, and stdin take any bytes."""
    codecs.register_error("acupoint", _plain_letters)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "acupoint"), (sys.stderr, "acupoint")):
        if isinstance(stream, io.TextIOWrapper):  # None where it was closed before the program began
            stream.reconfigure(errors=errors)


def _plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]), error.end


def can_show(text: str) -> bool:
    """Whether stdout's encoding has every character of *text*."""
    if sys.stdout is None:
        return False
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True


def write(answer: "Answer") -> None:
    """Put *answer* on stdout. Raises OutputError where it cannot be written; a reader that went away is no error."""
    if sys.stdout is None:
        raise OutputError("the answer cannot be written: standard output is closed")
    try:
        _write(answer, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_what_is_left()
    except OSError as error:
        discard_what_is_left()
        raise OutputError.of(error) from None


def _write(answer: "Answer", stream: TextIO) -> None:
    if isinstance(answer, dict):
        in_unicode = codecs.lookup(stream.encoding).name.startswith("utf")
        stream.write(json.dumps(answer, ensure_ascii=not in_unicode, indent=2) + "\n")
    elif isinstance(answer, str):
        stream.write(answer + "\n")
    else:
        _print(answer, stream)


def _print(answer: "RenderableType", stream: TextIO) -> None:
    # Rich is imported by those who read on a screen alone: it takes longer to import than the answer takes to find.
    from rich.console import Console  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    from acupoint.views.screen import STYLES  # noqa: PLC0415

    Console(file=stream, theme=Theme(STYLES), highlight=False, markup=False, emoji=False).print(answer)


def discard_what_is_left() -> None:
    """Send what stdout still holds nowhere: Python flushes it on its way out, which would fail again, aloud."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    """Put a note or a question on stderr."""
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - the one place that prints notes


def read(prompt: str) -> str:
    """Show *prompt* on stderr and give back the line typed. Raises StoppedError where stdin ends instead."""
    print(prompt, end="", file=sys.stderr, flush=True)  # noqa: T201 - the one place that asks
    line = sys.stdin.readline()
    if not line:
        say("")
        raise StoppedError("stopped before the questions were answered; nothing is suggested")
    return line.strip()
