"""Stdout, stderr, and stdin, made ready for whatever is at their other end."""

import codecs
import errno
import io
import os
import sys
from collections.abc import Mapping

from acupoint.text import in_ascii

_PLAIN = "acupoint"  # the error handler that writes plain letters
_CONSOLE = "acupoint-console"  # the encoding
_FONT = "cp437"  # the characters that every font of the Linux console has: those of the kernel's own


class _Closed(io.TextIOBase):
    # Stands in for a stdout that was closed before the program began, so that Typer's help fails as other answers do.
    encoding = "utf-8"

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def prepare() -> None:
    """Have stdout and stderr show plain letters for what they cannot show, and stdin accept any bytes."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    codecs.register_error(_PLAIN, _plain_letters)
    codecs.register(_codec)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None where it was closed before the program began
            stream.reconfigure(encoding=_encoding_of(stream, os.environ), errors=_PLAIN)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def _plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]), error.end


def _encoding_of(stream: io.TextIOWrapper, environment: Mapping[str, str]) -> str | None:
    # The Linux console reads UTF-8, and shows a box for what its font of 256 or 512 characters lacks.
    is_console = environment.get("TERM", "").startswith("linux") and stream.isatty()
    return _CONSOLE if is_console and codecs.lookup(stream.encoding).name == "utf-8" else None


def _encoded(text: str, errors: str = "strict") -> tuple[bytes, int]:
    # UTF-8, of which only what the font has counts as encodable.
    shown = text if text.isascii() else text.encode(_FONT, errors).decode(_FONT)
    return shown.encode(), len(text)


class _Encoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - as codecs calls it
        return _encoded(text, self.errors)[0]


def _codec(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _CONSOLE:
        return None
    utf_8 = codecs.lookup("utf-8")
    return codecs.CodecInfo(
        _encoded, utf_8.decode, incrementalencoder=_Encoder, incrementaldecoder=utf_8.incrementaldecoder, name=_CONSOLE
    )
