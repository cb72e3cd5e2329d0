"""A YAML file -> its outermost entry, or one clear reason why nothing in it can be read."""

from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from acupoint.entry import Entry, Notebook
from acupoint.text import visible

TEXT = "tag:yaml.org,2002:str"
MOST_BYTES = 5_000_000
DEEPEST = 40  # levels of nesting; the catalogue needs eight

# The C loader is some ten times quicker, but PyYAML can be built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        return _composed(text, notebook)
    except yaml.MarkedYAMLError as error:
        what = f"this is not YAML: {visible(', '.join(filter(None, (error.context, error.problem))))}"
        raise notebook.stop_at(error.problem_mark or error.context_mark, what) from None
    except yaml.YAMLError as error:
        raise notebook.stop(f"this is not YAML: {visible(' '.join(str(error).split()))}") from None


def _composed(text: str, notebook: Notebook) -> yaml.Node | None:
    # PyYAML's own composer overruns the C stack on a deep file, and lets aliases make a small file enormous. A
    # catalogue needs neither depth nor aliases, so this one refuses both as it goes.
    resolver = Resolver()
    root: yaml.Node | None = None
    above: list[yaml.CollectionNode] = []
    for event in iter(_LOADER(text).get_event, None):
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, resolver, notebook)
            if above:
                above[-1].value.append(node)
            else:
                root = node
            if isinstance(node, yaml.CollectionNode):
                above.append(node)
                if len(above) > DEEPEST:
                    raise notebook.stop_at(event.start_mark, f"nested more than {DEEPEST} levels deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            _close(above.pop())
        elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise notebook.stop_at(event.start_mark, "a second document begins here; keep to one")
    return root


def _node(event: yaml.NodeEvent, resolver: Resolver, notebook: Notebook) -> yaml.Node:
    if event.anchor:
        raise notebook.stop_at(event.start_mark, "anchors and aliases (& and *) are not used here; write it out")
    mark: Any = event.start_mark  # of the C parser or of the other, which are the same to a node
    if isinstance(event, yaml.ScalarEvent):
        return yaml.ScalarNode(_tag(event, resolver), event.value, mark)
    kind = yaml.MappingNode if isinstance(event, yaml.MappingStartEvent) else yaml.SequenceNode
    return kind("", [], mark)


def _tag(event: yaml.ScalarEvent, resolver: Resolver) -> str:
    # Most scalars are text, as quotes or a first letter tell; the resolver takes longer to find that out.
    if event.tag:
        return str(event.tag)
    if event.implicit[0] and event.value[:1] in resolver.yaml_implicit_resolvers:
        return str(resolver.resolve(yaml.ScalarNode, event.value, event.implicit))  # type: ignore[no-untyped-call]  # no stub
    return TEXT


def _close(node: yaml.CollectionNode) -> None:
    if isinstance(node, yaml.MappingNode):
        children = iter(node.value)  # so far keys and values in turn
        node.value = list(zip(children, children, strict=True))
