"""The nodes of a YAML text, compared with those that PyYAML composes."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue import yaml_file
from acupoint.catalogue.problems import Problems
from acupoint.catalogue.read import catalogue_file
from acupoint.catalogue.yaml_file import GroupNode, ListNode, Node, ScalarNode, root_of, scalars_under

Plain = tuple[Any, ...]

TEXT = "tag:yaml.org,2002:str"

scalars = st.text(max_size=8) | st.integers() | st.booleans() | st.none() | st.floats() | st.dates()
data = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4), max_leaves=20
)


def plain(node: Node) -> Plain:
    """What a node is, where it stands, and what is in it."""
    if isinstance(node, GroupNode):
        return ("group", node.line, node.column, [(plain(name), plain(value)) for name, value in node.items])
    if isinstance(node, ListNode):
        return ("list", node.line, node.column, [plain(item) for item in node.items])
    assert isinstance(node, ScalarNode)
    return ("scalar", node.line, node.column, node.value, node.is_text)


def plain_by_pyyaml(node: yaml.Node | None) -> Plain:
    """The same of PyYAML's nodes."""
    assert node
    at = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return ("group", *at, [(plain_by_pyyaml(name), plain_by_pyyaml(value)) for name, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return ("list", *at, [plain_by_pyyaml(item) for item in node.value])
    return ("scalar", *at, node.value, node.tag == TEXT)


def composed(text: str) -> Plain:
    return plain_by_pyyaml(yaml.compose(text, yaml.SafeLoader))


def nodes_of(text: str) -> Node:
    problems = Problems("made up")
    problems.text = text
    node = root_of(text, problems)
    assert node
    assert not problems.found
    return node


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


@given(made=data, flow_style=st.sampled_from([None, True, False]), in_unicode=st.booleans())
def test_any_nodes_are_those_that_pyyaml_composes(made: object, *, flow_style: bool | None, in_unicode: bool) -> None:
    text = yaml.dump(made, Dumper=NoAliases, default_flow_style=flow_style, allow_unicode=in_unicode)
    assert plain(nodes_of(text)) == composed(text)


@pytest.mark.slow
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["in C", "in Python"])
def test_the_shipped_nodes_are_those_that_pyyaml_composes(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "_LOADER", loader)
    text = catalogue_file().read_text(encoding="utf-8")
    assert plain(nodes_of(text)) == composed(text)


def test_the_scalars_under_a_node_come_in_order_without_fields_names() -> None:
    node = nodes_of("a: x\nb: [y, {c: z}]\n")
    assert [scalar.value for scalar in scalars_under(node)] == ["x", "y", "z"]
    assert list(scalars_under(GroupNode([], 0, 0))) == []
