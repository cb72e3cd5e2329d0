"""A YAML file -> its outermost entry, or one clear reason why nothing in it can be read."""

import codecs
from pathlib import Path
from typing import Any

import yaml
from yaml import DocumentStartEvent, MappingEndEvent, SequenceEndEvent, StreamEndEvent

from acupoint.catalogue.fields import Fields, Problems
from acupoint.catalogue.nodes import ALIAS, GROUP, LIST, SCALAR, Node, with_room
from acupoint.errors import CatalogueError
from acupoint.text import visible

MOST_BYTES = 5_000_000
DEEPEST = 40  # levels of nesting; the catalogue needs eight

# The C loader is some ten times quicker, but PyYAML can be built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NODES = {SCALAR, LIST, GROUP, ALIAS}
_ENDS = {SequenceEndEvent, MappingEndEvent}

# What may stand in a line beside what can be shown: a tab, and the spaces that are not the plain one.
_SPACES = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

# What PyYAML says of the slips people make -> the same in plain words, with what to write instead.
_SLIPS = {
    "mapping values are not allowed": "no field can begin here; put a text with a colon and a space in it in quotes",
    "found character that cannot start any token": "no text begins with this character; put the text in quotes",
    "found unexpected end of stream": "the quotation mark that opens here is not closed",
    "found unknown escape character": "in double quotes a backslash is special; use single quotes",
    "did not find expected key": "this does not fit the lines above; mind how far it is indented, and its quotes",
    "did not find expected '-' indicator": "this does not fit the list above; begin an item with a hyphen and a space",
    "could not find expected ':'": "a field needs a colon and a space after its name, an item a hyphen and a space",
    "did not find expected ',' or ']'": "a list in [ ] lacks a comma before this, its ], or quotes about a text",
    "did not find expected ',' or '}'": "a group in { } lacks a comma before this, its }, or quotes about a text",
    "block sequence entries are not allowed": "a list begins on the line after its field's name",
}
# Slips that PyYAML notices at the end of the file: the place to mend is where it began to read on.
_NOTICED_LATE = {"found unexpected end of stream", "could not find expected ':'"}
_NO_ANCHORS = "anchors and aliases (& and *) are not used here; write it out"
_NO_TAGS = "tags (!) are not used here; leave it out"
_NO_FURTHER = "nothing else in this file can be checked until that is mended"
_TOO_DEEP = f"nested more than {DEEPEST} levels deep; {_NO_FURTHER}"
_FAR_TOO_DEEP = "exceeded maximum nesting depth"  # what libyaml says from 0.2.6 on, which reads ahead of its events


def open_document(file: Path, *, added_by: str = "") -> tuple[Fields, Problems]:
    """The file's outermost entry, and the notebook its problems go to. *added_by* marks every text from the file.

    Raises CatalogueError where nothing can be read at all: no such file, no UTF-8, no YAML, no mapping, too large, or
    too deep.
    """
    notebook = Problems(visible(str(file)), added_by)
    root = root_of(_text_in(file, notebook), notebook)
    if root is None:
        raise notebook.stop("the catalogue is empty")
    if not isinstance(root, GROUP):
        raise notebook.stop("a catalogue must be a group of fields, such as 'points:'", 1, 1)
    return Fields(root, notebook), notebook


def _text_in(file: Path, notebook: Problems) -> str:
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):  # a pipe would have us wait for ever
            raise notebook.stop("the catalogue file is no ordinary file")
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise notebook.stop("there is no such catalogue file") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null in it
        reason = error.strerror if isinstance(error, OSError) else error
        raise notebook.stop(f"the catalogue file cannot be read: {reason}") from None
    if len(data) > MOST_BYTES:
        raise notebook.stop(f"the catalogue file is larger than {MOST_BYTES // 1_000_000} MB")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        notebook.text = data.decode(errors="backslashreplace")
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise notebook.stop("the catalogue file is not UTF-8; save it as UTF-8", line, column) from None
    notebook.text = text
    return _without_what_cannot_be_shown(text, notebook)


def _without_what_cannot_be_shown(text: str, notebook: Problems) -> str:
    # PyYAML stops at the first control character, and has only riddles for a tab: both are told here, every one.
    if text.replace("\n", "").isprintable():
        return text
    for number, line in enumerate(notebook.lines, start=1):
        before = line[: len(line) - len(line.lstrip(_SPACES))].replace(" ", "")
        if before and line.strip():
            what = "a tab" if before[0] == "\t" else f"an odd space ({visible(before[0])})"
            column = line.index(before[0]) + 1
            notebook.note_at(number, column, f"{what} stands before the text of this line; use plain spaces")
        for one in dict.fromkeys(line if not line.isprintable() else ""):  # each once a line
            if not _can_stay(one):
                what = f"{visible(one)} is a character that cannot be shown; leave it out"
                notebook.note_at(number, line.index(one) + 1, what)
    return "\n".join("".join(one if _can_stay(one) else " " for one in line) for line in notebook.lines)


def _can_stay(character: str) -> bool:
    return character.isprintable() or character in _SPACES


def root_of(text: str, notebook: Problems) -> Node | None:
    """The outermost node of a YAML *text*, none where it is empty. Raises CatalogueError where it cannot be read."""
    try:
        return _root_of(text, notebook)
    except yaml.MarkedYAMLError as error:
        problem = str(error.problem)
        if problem == _FAR_TOO_DEEP and error.problem_mark:
            raise notebook.stop_at(error.problem_mark, _TOO_DEEP) from None
        slip = next((slip for slip in _SLIPS if problem.startswith(slip)), "")
        marks = (error.context_mark, error.problem_mark)
        place = next(mark for mark in (marks if slip in _NOTICED_LATE else reversed(marks)) if mark)
        if any(noted.line == place.line + 1 for noted in notebook.problems):  # a tab, told already in plainer words
            raise CatalogueError(notebook.problems) from None
        words = _SLIPS.get(slip) or visible(", ".join(filter(None, (error.context, problem))))
        raise notebook.stop_at(place, f"this is not YAML: {words}; {_NO_FURTHER}") from None


def _root_of(text: str, notebook: Problems) -> Node | None:
    # PyYAML's own composer overruns the C stack on a deep file, and lets aliases make a small file enormous. A
    # catalogue needs neither depth nor aliases, so this stops at the first and follows none of the others.
    next_event: Any = _LOADER(text).get_event  # of the C parser or the other, which are the same to what follows
    outermost: list[Any] = []
    inside = outermost  # what the innermost list or group holds so far
    around: list[list[Any]] = []  # what those around it do
    while (kind := type(event := next_event())) is not StreamEndEvent:
        if kind in _NODES:
            inside.append(event)
            event.end_mark = None  # nobody asks for it, and there are many
            if event.anchor:
                notebook.note(event, _NO_ANCHORS)
            if kind is GROUP or kind is LIST:
                if event.tag:
                    notebook.note(event, _NO_TAGS)
                around.append(inside)
                inside = with_room(event).value
                if len(around) > DEEPEST:
                    raise notebook.stop_at(event.start_mark, _TOO_DEEP)
        elif kind in _ENDS:
            if kind is MappingEndEvent:  # so far keys and values in turn
                inside[:] = zip(inside[::2], inside[1::2], strict=True)
            inside = around.pop()
        elif kind is DocumentStartEvent and outermost:
            raise notebook.stop_at(event.start_mark, f"a second document begins here; keep to one; {_NO_FURTHER}")
    return outermost[0] if outermost else None
