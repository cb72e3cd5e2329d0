"""What is wrong where a YAML text cannot be read, in plain words, with what to write instead."""

import re
from collections.abc import Sequence

Place = tuple[int, int]  # a line and a column, from 0

# The parser's words for common slips -> the same in plain words.
_SLIPS = {
    "mapping values are not allowed": "no field can begin here; put a text with a colon and a space in it in quotes",
    "found character that cannot start any token": "a text cannot begin with this character; put it in quotes",
    "found unexpected end of stream": "the quotation mark that opens here is not closed",
    "found unexpected document indicator": "the quotation mark that opens here is not closed",
    "found unknown escape character": "in double quotes a backslash is special; use single quotes",
    "did not find expected hexdecimal number": "in double quotes a backslash is special; use single quotes",
    "found invalid Unicode character": "in double quotes a backslash is special; use single quotes",
    "did not find expected key": "this does not fit the lines above; check its indentation and its quotes",
    "did not find expected <document start>": "this does not fit the lines above; check its indentation and its quotes",
    "did not find expected '-' indicator": "this does not fit the list above; begin an item with a hyphen and a space",
    "could not find expected ':'": "a field needs a colon and a space after its name, an item a hyphen and a space",
    "did not find expected ',' or ']'": "a list in [ ] lacks a comma before this, its ], or quotes around a text",
    "did not find expected ',' or '}'": "a group in { } lacks a comma before this, its }, or quotes around a text",
    "did not find expected node content": (
        "a text or a closing bracket is missing before this; put a text that begins with a sign in quotes"
    ),
    "block sequence entries are not allowed": "a list begins on the line after its field's name",
}
_OTHERS = "this cannot be read; check its indentation, and put a text that begins with a sign in quotes"

# The parser notices these at the end of the file, or far from what is wrong: the place to fix is where the text begins.
_NOTICED_LATE = {
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
}

# What the parser takes a sign at the beginning of a text for, and then cannot read.
_SIGN_FIRST = (
    "did not find expected alphabetic or numeric character",  # * and &: an alias, an anchor
    "did not find expected comment or line break",  # | and >: a text of several lines
    "found an indentation indicator equal to 0",
    "did not find the expected '>'",  # !: a tag
    "did not find expected whitespace or line break",
    "did not find expected tag URI",
    "did not find expected '!'",
    "found undefined tag handle",
    "found unknown directive name",  # %
    "found unexpected non-alphabetical character",
    "could not find expected directive name",
    "mapping keys are not allowed",  # ?
    "did not find expected key",  # [ and {: a list or a group, after which the text goes on
)
_SIGN = re.compile(r"(?:^|[:,\[{-])\s*([*&!|>?%@`\[{])")
_NO_SPACE = re.compile(r"^\s*(?:- +)*(\w+):(?=[^\s/])")


def explained(said: str, marks: Sequence[Place], lines: Sequence[str]) -> tuple[Place, str]:
    """Where the slip is that the parser *said* something of, and what to do; its *marks* lead to that place."""
    slip = next((slip for slip in _SLIPS if said.startswith(slip)), "")
    line, column = marks[0] if slip in _NOTICED_LATE else marks[-1]
    text = lines[line] if line < len(lines) else ""
    if said.startswith(_SIGN_FIRST) and (sign := _sign_before(text, column)):
        return (line, sign.start(1)), f"a text cannot begin with {sign[1]}; put it in quotes"
    if said.startswith("mapping values") and line and (name := _NO_SPACE.match(lines[line - 1])):
        return (line - 1, name.end()), _SLIPS["could not find expected ':'"]
    return (line, column), _SLIPS.get(slip, _OTHERS)


def _sign_before(text: str, column: int) -> re.Match[str] | None:
    found = None
    for sign in _SIGN.finditer(text):
        if sign.start(1) <= column:
            found = sign
    return found
