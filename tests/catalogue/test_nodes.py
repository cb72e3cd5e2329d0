"""The nodes of a YAML text, held against those that PyYAML composes."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue import yaml_file as document
from acupoint.catalogue.fields import Problems
from acupoint.catalogue.nodes import GROUP, LIST, Node, empty_group, is_text, scalars_under
from acupoint.catalogue.read import catalogue_file
from acupoint.catalogue.yaml_file import root_of

Told = tuple[Any, ...]

TEXT = "tag:yaml.org,2002:str"

scalars = st.text(max_size=8) | st.integers() | st.booleans() | st.none() | st.floats() | st.dates()
data = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4), max_leaves=20
)


def told(node: Node) -> Told:
    """What a node is, where it stands, and what is in it."""
    at = (node.start_mark.line, node.start_mark.column)
    if isinstance(node, GROUP):
        return ("group", *at, [(told(key), told(value)) for key, value in node.value])
    if isinstance(node, LIST):
        return ("list", *at, [told(item) for item in node.value])
    return ("scalar", *at, node.value, is_text(node))


def told_by_pyyaml(text: str) -> Told:
    """The same of PyYAML's nodes."""
    return _told_by_pyyaml(yaml.compose(text, yaml.SafeLoader))


def _told_by_pyyaml(node: yaml.Node | None) -> Told:
    assert node
    at = (node.start_mark.line, node.start_mark.column)
    if isinstance(node, yaml.MappingNode):
        return ("group", *at, [(_told_by_pyyaml(key), _told_by_pyyaml(value)) for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return ("list", *at, [_told_by_pyyaml(item) for item in node.value])
    return ("scalar", *at, node.value, node.tag == TEXT)


def nodes_of(text: str) -> Node:
    notebook = Problems("made up")
    notebook.text = text
    node = root_of(text, notebook)
    assert node
    assert not notebook.problems
    return node


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


@given(made=data, flow_style=st.sampled_from([None, True, False]), in_unicode=st.booleans())
def test_the_nodes_are_those_that_pyyaml_composes(made: object, *, flow_style: bool | None, in_unicode: bool) -> None:
    text = yaml.dump(made, Dumper=NoAliases, default_flow_style=flow_style, allow_unicode=in_unicode)
    assert told(nodes_of(text)) == told_by_pyyaml(text)


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["in C", "in Python"])
def test_the_nodes_of_the_shipped_catalogue_are_those_that_pyyaml_composes(
    loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "_LOADER", loader)
    text = catalogue_file().read_text(encoding="utf-8")
    assert told(nodes_of(text)) == told_by_pyyaml(text)


def test_the_scalars_under_a_node_are_told_in_order_without_the_names_of_fields() -> None:
    node = nodes_of("a: x\nb: [y, {c: z}]\n")
    assert [scalar.value for scalar in scalars_under(node)] == ["x", "y", "z"]


def test_an_empty_group_has_no_field() -> None:
    assert list(scalars_under(empty_group())) == []
