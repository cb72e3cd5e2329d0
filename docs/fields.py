"""Write the tables of docs/catalogue.md, which explain every field of a catalogue: `python docs/fields.py`.

The loader says which fields there are and which are required, the comments in the model what they mean. The examples
are from the shipped catalogue.
"""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from acupoint.catalogue import entries, model, signs
from acupoint.catalogue.builder import CatalogueBuilder
from acupoint.catalogue.fields import Fields
from acupoint.catalogue.problems import Problems
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.catalogue.yaml_file import GroupNode, root_of

FILE = Path(__file__).with_name("catalogue.md")
BEGIN, END = "<!-- fields: written by docs/fields.py -->\n", "<!-- end of the fields -->\n"

_WIDEST = 72  # letters of an example
_IN_FILE = re.compile(r" \(`(\w+)` in the file\)")  # in a field's comment: its other name in the file


@dataclass(frozen=True, slots=True)
class _Section:
    # A kind of entry: its heading, its class in the model, and the function that reads one.
    heading: str
    model: type
    build: Callable[[Fields], object]
    start: str = "{}"  # an entry in which every field is asked for


@dataclass(frozen=True, slots=True)
class _Field:
    type: str
    meaning: str


_TYPES = {
    "str": "text",
    "Path": "file name",
    "tuple[str, ...]": "list of texts",
    "tuple[int, int]": "two whole numbers",
    "tuple[Source, ...]": "list of [source](#source) ids",
    "Group": "[group](#group) id",
    "Symptom": "[symptom](#symptom) id",
    "bool": "true or false",
    "tuple[tuple[str, Rule], ...]": "list of [rules](#rule), each with a `point`",
}
# Fields that are flatter in the file than in the model.
_FLATTER = {
    ("Advice", "act"): "text",
    ("Channel", "point_names"): "text, a word each",
    ("Channel", "characters"): "text, a word each",
    ("Catalogue", "sources"): "list of [sources](#source)",
    ("Catalogue", "severe"): "an [urgency](#urgency), without its `id`",
    ("GateItem", "signs"): "list of [warning sign](#warning-sign) ids",
    ("Review", "checked"): "a day",
    ("Review", "again"): "a day",
    ("Symptom", "gate"): "[gate](#gate) id",
    ("WarningSign", "gates"): "list of [gate](#gate) ids",
}
_HEADINGS = {"GateItem": "gate item", "WarningSign": "warning sign", "Advice": "urgency", "Unclear": "unclear name"}


def tables() -> str:
    """The tables, as Markdown."""
    documented = dict(_documented(Path(model.__file__).read_text(encoding="utf-8")))
    shipped = yaml.safe_load(catalogue_file().read_text(encoding="utf-8"))
    return "\n".join("\n".join(_table(section, documented, shipped)) for section in _sections())


def page() -> str:
    """The page with its tables as they must be."""
    before, _, rest = FILE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{tables()}\n{END}{rest.partition(END)[2]}"


def _sections() -> Iterator[_Section]:
    catalogue = read_catalogue(catalogue_file())
    references = entries.References(catalogue)
    pictures = catalogue_file().parent / "pictures"
    yield _Section("File", model.Catalogue, _read_whole)
    yield _Section("Source", model.Source, entries.source)
    yield _Section("Statement", model.Statement, lambda fields: entries.statement(fields, references))
    yield _Section("Group", model.Group, entries.group)
    yield _Section("Gate", model.Gate, lambda fields: signs.with_items(signs.gate(fields), fields, references))
    yield _Section("Gate item", model.GateItem, lambda fields: signs.gate_item(fields, catalogue.gates[0], references))
    yield _Section("Symptom", model.Symptom, lambda fields: entries.symptom(fields, references))
    yield _Section("Warning sign", model.WarningSign, lambda fields: signs.warning(fields, references))
    yield _Section("Condition", model.Condition, lambda fields: entries.condition(fields, references))
    yield _Section("Rule", model.Rule, lambda fields: entries.rule(fields, references), "{action: ask-first}")
    yield _Section("Point", model.Point, lambda fields: entries.point(fields, references, pictures))
    yield _Section("Names", model.Names, lambda fields: entries.names(fields, references))
    yield _Section("Picture", model.Picture, lambda fields: entries.picture(fields, references, pictures))
    yield _Section("Dose", model.Dose, lambda fields: entries.dose(fields, references))
    yield _Section("Claim", model.Claim, lambda fields: entries.claim(fields, references))
    yield _Section("Channel", model.Channel, lambda fields: entries.channel(fields, references))
    yield _Section("Unclear name", model.Unclear, entries.unclear)
    yield _Section("Urgency", model.Advice, lambda fields: signs.advice(fields, references))
    yield _Section("Review", model.Review, entries.review)


def _read_whole(top: Fields) -> None:
    builder = CatalogueBuilder(top, model.Catalogue(), Path(), whole=True)
    builder.read()
    builder.catalogue()


def _table(section: _Section, documented: Mapping[str, Mapping[str, _Field]], shipped: object) -> Iterator[str]:
    fields, required = _asked(section)
    of_model = documented[section.model.__name__]
    yield f"### {section.heading}"
    yield ""
    yield f"{section.model.__doc__}"
    yield ""
    yield "| Field | Type | Meaning | Example |"
    yield "|---|---|---|---|"
    for name in sorted(fields, key=[*of_model, *fields].index):
        field = of_model.get(name) or documented["Statement"][name]
        needed = "" if name in required else ", may be left out"
        example = _example(name, _entries(section.heading, shipped))
        yield f"| `{name}` | {field.type}{needed} | {field.meaning} | {example} |"
    yield ""


def _asked(section: _Section) -> tuple[tuple[str, ...], set[str]]:
    # The fields the loader asks for, and those it requires.
    def read(start: str) -> tuple[Fields, Problems]:
        problems = Problems("")
        problems.text = start
        node = root_of(start, problems)
        assert isinstance(node, GroupNode)  # noqa: S101 - each start is one
        fields = Fields(node, problems)
        section.build(fields)
        return fields, problems

    whole, _ = read(section.start)
    _, empty = read("{}")
    missing = {problem.what.split("'")[1] for problem in empty.found if problem.what.endswith("is missing")}
    return whole.asked, missing | ({"ask"} & set(whole.asked))


def _documented(source: str) -> Iterator[tuple[str, dict[str, _Field]]]:
    # Each class of the model, with its fields' types and comments by their names in the file.
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {token.start[0]: token.string.removeprefix("# ") for token in tokens if token.type == tokenize.COMMENT}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, dict(_fields_of(node, comments))


def _fields_of(node: ast.ClassDef, comments: Mapping[int, str]) -> Iterator[tuple[str, _Field]]:
    for item in node.body:
        if isinstance(item, ast.AnnAssign):
            name = ast.unparse(item.target)
            comment = comments.get(item.lineno, "")
            other = _IN_FILE.search(comment)
            meaning = _IN_FILE.sub("", comment)
            kind = _FLATTER.get((node.name, name)) or _type(ast.unparse(item.annotation))
            yield other[1] if other else name, _Field(kind, meaning[:1].upper() + meaning[1:])


def _type(annotation: str) -> str:
    annotation = annotation.removesuffix(" | None")
    if annotation in _TYPES:
        return _TYPES[annotation]
    if match := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", annotation):
        return f"list of {_link(match[1], plural=True)}"
    found = getattr(model, annotation, None)
    if isinstance(found, type) and issubclass(found, Enum):
        return "one of " + ", ".join(f"`{getattr(one, 'word', one.value)}`" for one in found)
    if annotation == "Advice":
        return "one of " + ", ".join(f"`{one.word}`" for one in model.Urgency)
    return _link(annotation)


def _link(name: str, *, plural: bool = False) -> str:
    heading = _HEADINGS.get(name, name.lower())
    words = (f"{heading[:-1]}ies" if heading.endswith("cy") else f"{heading}s") if plural else heading
    return f"[{words}](#{heading.replace(' ', '-')})"


def _entries(heading: str, shipped: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - what YAML holds
    # The shipped entries of a kind.
    points, conditions = shipped["points"], shipped["conditions"]
    kinds: dict[str, list[Mapping[str, Any]]] = {
        "File": [],  # a list is too long for an example
        "Source": shipped["sources"],
        "Statement": [point["need"] for point in points],
        "Group": shipped["groups"],
        "Gate": shipped["gates"],
        "Gate item": shipped["gates"][0]["emergency"],
        "Symptom": shipped["symptoms"],
        "Warning sign": shipped["warnings"],
        "Condition": conditions,
        "Rule": [condition["rule"] for condition in conditions],
        "Point": points,
        "Names": [point["names"] for point in points],
        "Picture": [point["picture"] for point in points],
        "Dose": [point["dose"] for point in points],
        "Claim": [claim for point in points for claim in point["claims"]],
        "Channel": [one for one in shipped["channels"] if "chinese" in one],
        "Unclear name": shipped["unclear"],
        "Urgency": shipped["urgencies"],
        "Review": [shipped["review"]],
    }
    return kinds[heading]


def _example(name: str, entries: list[Mapping[str, Any]]) -> str:
    value = next((entry[name] for entry in entries if entry.get(name)), None)
    if value is None:
        return ""
    if isinstance(value, list) and isinstance(value[0], dict):
        return f"`- {_cut(_in_flow(value[0]))}`"
    return f"`{_cut(_in_flow(value))}`"


def _in_flow(value: object) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False)
    return text.removesuffix("...\n").strip().replace("|", r"\|")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1].rstrip()}…"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
