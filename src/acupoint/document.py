"""A YAML file -> its outermost entry, or one clear reason why nothing in it can be read."""

import re
from pathlib import Path

import yaml

from acupoint.entry import Entry, Notebook
from acupoint.text import visible

MOST_BYTES = 5_000_000
DEEPEST = 40  # levels of nesting; the catalogue needs eight

# The C loader is some ten times quicker, but PyYAML can be built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What may be an anchor or an alias. Only a file that has one, or may be deep, is parsed once more to be sure.
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*][^\s\[\]{},]", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_FAR_IN = re.compile(rf"^[ ?:-]{{{DEEPEST},}}", re.MULTILINE)


def open_document(file: Path) -> tuple[Entry, Notebook]:
    """The file's outermost entry, and the notebook its problems go to.

    Raises CatalogueError where nothing can be read at all: no such file, no UTF-8, no YAML, no mapping, too large, too
    deep, or with anchors.
    """
    notebook = Notebook(visible(str(file)))
    root = _root_of(_text_in(file, notebook), notebook)
    if root is None:
        raise notebook.stop("the catalogue is empty")
    if not isinstance(root, yaml.MappingNode):
        raise notebook.stop("a catalogue must be a group of fields, such as 'points:'", 1, 1)
    return Entry(root, notebook), notebook


def _text_in(file: Path, notebook: Notebook) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise notebook.stop("there is no such catalogue file") from None
    except OSError as error:
        raise notebook.stop(f"the catalogue file cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise notebook.stop(f"the catalogue file is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise notebook.stop("the catalogue file is not UTF-8; save it as UTF-8", line, column) from None


def _root_of(text: str, notebook: Notebook) -> yaml.Node | None:
    try:
        if _MAYBE_ANCHOR.search(text) or _may_be_deep(text):
            _refuse_anchors_and_depth(text, notebook)
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        what = f"this is not YAML: {visible(', '.join(filter(None, (error.context, error.problem))))}"
        raise notebook.stop_at(error.problem_mark or error.context_mark, what) from None
    except yaml.YAMLError as error:
        raise notebook.stop(f"this is not YAML: {visible(' '.join(str(error).split()))}") from None


def _may_be_deep(text: str) -> bool:
    # An upper bound that needs no parsing: brackets open at once, and how far any line is indented.
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST or _FAR_IN.search(text) is not None


def _refuse_anchors_and_depth(text: str, notebook: Notebook) -> None:
    # Aliases can make a small file enormous, and composing a deep one overruns the C stack. A catalogue needs neither.
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None):
            what = "anchors and aliases (& and *) are not used here; write it out"
            raise notebook.stop_at(event.start_mark, what)
        if depth > DEEPEST:
            raise notebook.stop_at(event.start_mark, f"nested more than {DEEPEST} levels deep")
