"""The sessions in a JSON file, one at a time: as one value, a file of some megabytes could take gigabytes."""

import json
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Any, TextIO

from acupoint.errors import InputError

LONGEST = 1_000_000  # characters of a session, or of any other field of the file
MOST_FIELDS = 100  # of the file; a log has a handful
_CHUNK = 1 << 16  # characters to read at once
_LITERAL = len("-Infinity")  # the longest that is wrong at its beginning if its end is missing
_EXPONENT = len("e+1")  # what a number may go on with that is not read yet
_NO_LOG = "this is not an acupoint log"
_WRITES_ONE = f"{_NO_LOG}; 'acupoint log --json' writes one"
_SPACE = " \t\n\r"


def sessions(head: str, stream: TextIO) -> Iterator[Any]:
    """Each item of the list that the field `sessions` has, in a file that begins with *head*. Raises InputError."""
    text = _Text(head, stream)
    if text.next_character() != "{":
        raise InputError(_WRITES_ONE)
    seen: dict[str, Any] = {}
    for name in text.names():
        if name == "sessions":
            if name in seen or text.next_character() != "[":
                raise InputError(_WRITES_ONE)
            yield from text.items()
            seen[name] = True
        else:
            value = text.value("a field")
            seen[name] = value if name == "schema_version" else None
        if len(seen) > MOST_FIELDS:
            raise InputError(_WRITES_ONE)
    if text.next_character():
        raise text.wrong("Extra data")
    if seen.get("schema_version") != 1 or "sessions" not in seen:
        raise InputError(_WRITES_ONE)


class _Text:
    """A text that is read piece by piece, and forgotten as it is parsed."""

    def __init__(self, head: str, stream: TextIO) -> None:
        self._text, self._at = head, 0
        self._stream = stream
        self._lines = 1  # of the text that is forgotten, and one
        self._decode = json.JSONDecoder().raw_decode

    def next_character(self) -> str:
        """What comes after white space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read():
                return ""

    def names(self) -> Iterator[str]:
        """Go through an object: each field's name, before its value is asked for."""
        for _ in self._members("{", "}"):
            name = self.value("a name") if self.next_character() == '"' else None
            if not isinstance(name, str):
                raise self.wrong("Expecting property name enclosed in double quotes")
            if self.next_character() != ":":
                raise self.wrong("Expecting ':' delimiter")
            self._at += 1
            yield name

    def items(self) -> Iterator[Any]:
        """Go through a list."""
        for number in self._members("[", "]"):
            yield self.value(f"session {number}")

    def _members(self, first: str, last: str) -> Iterator[int]:
        self._at += len(first)
        number = 0
        while self.next_character() != last or number:
            number += 1
            yield number
            if self.next_character() == last:
                break
            if self.next_character() != ",":
                raise self.wrong("Expecting ',' delimiter")
            self._at += 1
        self._at += len(last)

    def value(self, what: str) -> Any:  # noqa: ANN401 - any JSON value
        """The value that comes next."""
        self.next_character()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except JSONDecodeError as error:
                if error.pos < len(self._text) - _LITERAL and not error.msg.startswith("Unterminated"):
                    raise self.wrong(error.msg, error.pos) from None
                found = error  # perhaps only because the rest is not read yet
            except (ValueError, RecursionError):  # a number or a nesting that no log has
                raise InputError(_NO_LOG) from None
            else:
                if end + _EXPONENT <= len(self._text) or not self._read():
                    self._at = end
                    return value
                continue
            if len(self._text) - self._at > LONGEST:
                raise InputError(f"{what}: it is longer than {LONGEST} characters")
            if not self._read():
                raise self.wrong(found.msg, found.pos)

    def wrong(self, what: str, at: int | None = None) -> InputError:
        """The error that says *what* is wrong, and in which line."""
        line = self._lines + self._text.count("\n", 0, self._at if at is None else at)
        return InputError(f"line {line}: this is not JSON: {what}")

    def _read(self) -> bool:
        # As much again as there is already, so that a long value is not parsed all too often.
        more = self._stream.read(max(_CHUNK, len(self._text) - self._at))
        if more:
            self._lines += self._text.count("\n", 0, self._at)
            self._text, self._at = self._text[self._at :] + more, 0
        return bool(more)
