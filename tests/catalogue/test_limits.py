"""A file of any allowed size is read or refused in bounded time and memory, and twice as much takes twice as long."""

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from time import process_time

import pytest

from acupoint.catalogue import yaml_file
from acupoint.catalogue.fields import open_document
from acupoint.catalogue.problems import MOST_LETTERS, MOST_PROBLEMS
from acupoint.catalogue.read import read_catalogue
from acupoint.catalogue.yaml_file import MOST_BYTES, MOST_NODES
from acupoint.errors import CatalogueError
from support import made_up
from support.thorough import rounds, size

SOURCES = "sources: [book]"
RULE = f"rule: {{action: press-lightly, reason: r, basis: trial, {SOURCES}}}"


def many(heading: str, item: str) -> tuple[str, str]:
    return f"{heading}\n", f"{item}\n"


# Lists that may be long, each as a heading and an item, in which N is the item's number. Those of a group are one file.
LONG = {
    "additions": [many("additions:", f"  - {{point: ub1, cautions: [{{text: x, {SOURCES}}}], stop: [], notes: []}}")],
    "notes": [many("additions:\n  - point: ub1\n    notes:", f"      - {{text: x, {SOURCES}}}")],
    "symptoms": [
        many("symptoms:", "  - {id: sN, group: where, text: t N, gate: legs}"),
        many("additions:", f"  - {{point: ub1, claims: [{{symptom: sN, strength: also, text: x, {SOURCES}}}]}}"),
    ],
    "signs": [many("warnings:", f"  - {{id: wN, urgency: urgent, text: t, short: t, for: [legs, arms], {SOURCES}}}")],
    "exceptions": [
        many("conditions:", f"  - {{id: cN, text: t, short: t, {RULE}}}"),
        many(
            "additions:",
            f"  - {{condition: cN, except: [{{point: ub1, action: avoid, reason: r, basis: trial, {SOURCES}}}]}}",
        ),
    ],
    "sources": [
        many("sources:", "  - {id: oN, title: t, publisher: p, address: 'https://x.org', kind: trial, grade: A}"),
        many("additions:", "  - {point: ub1, notes: [{text: x, sources: [oN]}]}"),
    ],
    "problems": [many("additions:", "  - {point: ub1, cautions: [{text: x, sources: [bok]}]}")],
    "comments": [
        many("about:", "  - {text: x, sources: [book]} # c"),
        many("stop:", f"  # c\n  - {{text: 'x', {SOURCES}}}"),
    ],
    "doses": [many("additions:", f"  - {{point: ub1, dose: {{seconds: [1, 1], a_day: [1, 1], note: x, {SOURCES}}}}}")],
}

HAS_PROBLEMS = {"problems", "doses"}


def seconds(folder: Path, kind: str, count: int) -> float:
    text = "".join(
        heading + "".join(item.replace("N", str(number)) for number in range(count)) for heading, item in LONG[kind]
    )
    clinic = made_up.written_clinic(folder, text)
    began = process_time()
    with pytest.raises(CatalogueError) if kind in HAS_PROBLEMS else nullcontext():
        read_catalogue(made_up.written(folder), [clinic])
    return process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("kind", LONG)
def test_a_list_twice_as_long_takes_twice_the_time(kind: str, tmp_path: Path) -> None:
    # In a quadratic one, as each of these was once, the second would take four times as long.
    # What else runs may slow one of the two down, though not each time.
    assert any(seconds(tmp_path, kind, 1_400) < 3 * seconds(tmp_path, kind, 700) + 0.1 for _ in range(4))


@pytest.mark.slow
def test_fifty_thousand_additions_to_one_point_are_read(tmp_path: Path) -> None:
    count = rounds(50_000)
    item = "  - {point: ub1, notes: [{text: x, sources: [book]}]}\n"
    clinic = made_up.written_clinic(tmp_path, f"additions:\n{item * count}")
    began = process_time()
    catalogue = read_catalogue(made_up.written(tmp_path), [clinic])
    assert len(catalogue.points[0].about) == count
    assert process_time() - began < count / 5_000  # some 3 for all where nothing else runs; it was 17


@pytest.mark.slow
def test_many_clinics_files_take_each_the_same_time(tmp_path: Path) -> None:
    def seconds_for(count: int) -> float:
        item = "additions:\n  - {point: ub1, notes: [{text: x, sources: [book]}]}\n"
        files = [made_up.written_clinic(tmp_path, item, f"c{number}.yaml") for number in range(count)]
        began = process_time()
        read_catalogue(made_up.written(tmp_path), files)
        return process_time() - began

    assert seconds_for(200) < 3 * min(seconds_for(100), seconds_for(100)) + 0.1


# The beginning, the middle, which is repeated up to the most bytes, and the end of a nasty file.
NASTY = {
    "commas": ("a: [", ",", "]"),
    "texts": ("sources: [", "a,", "]"),
    "lists": ("points: [", "[],", "]"),
    "groups": ("points: [", "{},", "]"),
    "items with comments": ("a:\n", "- a #\n", ""),
    "brackets": ("", "[", ""),
    "hyphens": ("", "- ", ""),
    "indents": ("a:\n", "  a:\n    b:\n", ""),
    "anchors": ("a:\n", "- &a b\n", ""),
    "aliases": ("a: &a b\nc:\n", "- *a\n", ""),
    "tags": ("a:\n", "- !a b\n", ""),
    "a long key": ("? ", "k", "\n: 1\n"),
    "a long id": ("symptoms:\n  - {id: ", "x", "}"),
    "a long text": ("about:\n  - {text: ", "x ", "}"),
    "a long escaped text": ('about:\n  - {text: "', "x\\n", '"}'),
    "braces": ("cautions:\n  - {text: '", "{x}", "'}"),
    "spellings": ("points:\n  - {id: ub2, code: UB 2, names: {spellings: [", "ab cd,", "]}}"),
    "numbers as names": ("points:\n  - {id: ub2, code: UB 2, names: {spellings: [", "'1',", "]}}"),
    "a long number": ("points:\n  - {dose: {seconds: [1, ", "9", "]}}"),
    "nulls": ("", "\0", ""),
    "lines with a null": ("", "a: \0\n", ""),
    "bells": ("a: ", "\x07", ""),
    "tabs": ("", "\t", ""),
    "an open quote": ("a: '", "x\n", ""),
    "directives": ("", "%TAG !a! b\n", ""),
    "documents": ("", "---\n", ""),
    "marks": ("a: e", "\u0301", ""),
    "byte order marks": ("", "\ufeff", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", NASTY)
def test_a_nasty_file_is_read_or_refused_in_little_time_and_memory(kind: str, tmp_path: Path) -> None:
    before, middle, after = NASTY[kind]
    # A part, as each takes a time in line with its size.
    room = size(MOST_BYTES // 4) - len((before + after).encode())
    file = made_up.written_clinic(tmp_path, before + middle * (room // len(middle.encode())) + after)
    began = process_time()
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(made_up.written(tmp_path), [file])
    assert process_time() - began < 0.5 + size(6)  # a few times what it takes where nothing else runs
    assert len(caught.value.problems) <= MOST_PROBLEMS
    assert all(len(problem.what) <= MOST_LETTERS for problem in caught.value.problems)
    assert len(str(caught.value)) < MOST_LETTERS + 300


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    file.write_bytes(made_up.TEXT.encode(encoding))
    with pytest.raises(CatalogueError, match=r"the catalogue file is not UTF-8; save it as UTF-8$"):
        open_document(file)


def test_a_file_of_too_many_nodes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MOST_NODES", 8)
    monkeypatch.setattr(yaml_file, "_TOO_MANY", "too many")
    open_document(made_up.written(tmp_path, "a: [b, c, d, e]\n"))  # with the two groups, seven
    with pytest.raises(CatalogueError, match=r"1:17: too many"):
        open_document(made_up.written(tmp_path, "a: [b, c, d, e, f]\n"))
    assert MOST_NODES >= 1_000_000, "fifty thousand additions are a tenth of it"


_MEASURE = """
import resource, sys
from pathlib import Path
from acupoint.catalogue.fields import open_document
from acupoint.errors import CatalogueError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    open_document(Path(sys.argv[1]))
except CatalogueError:
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.slow
def test_a_large_file_takes_no_more_memory_than_is_written_down(tmp_path: Path) -> None:
    file = tmp_path / "points.yaml"
    count = rounds(MOST_NODES)
    file.write_text("a:\n" + "- a\n" * (count - 10))
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(file)], capture_output=True, text=True, check=True, timeout=120
    )
    assert int(done.stdout) < 210 * count / MOST_NODES + 20  # 210 are written beside the limits
