"""A drawing from outside is drawn or refused with one clear line, in bounded time and memory."""

import json
import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from acupoint.drawing.braille import in_text
from acupoint.drawing.svg import LARGEST, LONGEST, MOST_BYTES, MOST_ELEMENTS, MOST_LETTERS, MOST_PROBLEMS, read_drawing
from acupoint.errors import CatalogueError
from support import made_up
from support.child import Answer, answers

SECONDS, MEGABYTES = 20, 400  # for a command or two, over twice what it takes when others use the machine

TOP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
WORDS = "<title>t</title><desc>d</desc>"
POINT = '<circle class="point" cx="50" cy="50" r="3"/>'
QUOTES = '""'
LEADER = '<line class="leader" x1="1" y1="1" x2="2" y2="2"/>'


def svg(inside: str, view_box: str = "0 0 100 100") -> str:
    return f"{TOP.replace('0 0 100 100', view_box)}{WORDS}{inside}{POINT}</svg>"


def path(steps: str) -> str:
    return f'<path class="outline" d="{steps}"/>'


TOO_MUCH = {
    "elements on one line": svg("<x/>" * 20_000),
    "shapes": svg('<circle class="outline" cx="9" cy="9" r="1"/>' * 3_000),
    "nesting": svg("<x>" * 50_000),
    "nesting that is closed": svg("<desc>" * 10_000 + "</desc>" * 10_000),
    "attributes": svg(f"<path {' '.join(f'a{number}=_' for number in range(18_000)).replace('_', QUOTES)}/>"),
    "pieces of a path": svg(path("M0 0" + "h1" * 90_000)),
    "numbers in a path": svg(path("M0 0 " + "1 " * 90_000)),
    "arcs": svg(path("M50 50" + "a1 1 0 0 1 1 1" * 14_000)),
    "smooth curves": svg(path("M50 50" + "T5 5" * 45_000)),
    "pieces of all paths": svg(path("M0 0" + "h1h-1" * 100) * 340),
    "digits": svg(f'<line class="outline" x1="{"9" * 190_000}" y1="1" x2="1" y2="1"/>'),
    "digits after the point": svg(path(f"M0.{'0' * 190_000} 0h1.{'0' * 10}") + path(f"M{'1' * 300}e{'9' * 30} 0h1")),
    "words": svg(f"{LEADER}<text x='1' y='5'>{'a' * 150_000}</text>"),
    "a title": svg("").replace("t</title>", f"{'t' * 150_000}</title>"),
    "character data in pieces": svg("").replace("d</desc>", "<![CDATA[d]]>" * 14_000 + "</desc>"),
    "problems in one path": svg(path("M0 0" + "x" * 190_000)),
    "classes": svg(f'<path class="{"a" * 190_000}" d="M0 0h1"/>'),
}
ENTITIES = {
    "laughs": "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {two} '{f'&{one};' * 10}'>" for one, two in zip("abcdefgh", "bcdefghi", strict=True))
    + f"]>{svg('').replace('d</desc>', '&i;</desc>')}",
    "a file": f"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{svg('').replace('d</desc>', '&a;</desc>')}",
    "parameters": f"<!DOCTYPE svg [<!ENTITY % a 'x'> %a; %b;]>{svg('')}",
    "of a document type elsewhere": f"<!DOCTYPE svg SYSTEM 'http://127.0.0.1:1/x.dtd'>{svg('')}",
    "unknown": svg("").replace("d</desc>", "&nbsp;</desc>"),
}
SIZES = {
    size: svg("", f"0 0 {size}")
    for size in (
        *("0.1 10000", "10000 0.1", "2e-308 2e-308", "1e-5 1e-5", "0 0", "-5 5", "nan nan", "inf 5", "1e999 1e999"),
        *("0x10 5", "1_000 1000", "５ 5", f"{LARGEST + 1} {LARGEST}", f"1 {LONGEST}.1", "100,100", "100%25 100", "1e2"),
    )
}
PLACES = {
    place: svg(path(f"M50 50 L{place}"))
    for place in ("1e308 1", "-1e308 1", "1e999 1", "nan nan", "inf 1", "101 1", "1 -0.1", "1e-400 101", "1e", "-")
}
ROUND = {
    size: svg(f'<ellipse class="outline" cx="50" cy="50" rx="{size}" ry="1"/>')
    for size in ("1e308", "0", "-1", "nan", "inf", "51", "1e-999", "1_0", "٣", "")
}
REFUSED = {**TOO_MUCH, **ENTITIES, **SIZES, **PLACES, **ROUND}

ENCODINGS = [
    *("GBK", "GB18030", "Big5", "Shift_JIS", "EUC-KR", "UTF-7", "UTF-32", "UTF-16", "utf-16le", "made-up", "x"),
    *("idna", "punycode", "rot13", "hex", "zlib", "base64", "unicode_escape", "undefined", "utf-8-sig", "mbcs", "oem"),
    *("aliases", "cp65001", "-", "..", "__init__", "a" * 1000),
]


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "drawing.svg"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_drawn_is_refused(what: str, tmp_path: Path) -> None:
    assert len(REFUSED[what].encode()) <= MOST_BYTES
    with pytest.raises(CatalogueError) as caught:
        read_drawing(written(tmp_path, REFUSED[what]))
    assert len(caught.value.problems) <= MOST_PROBLEMS + 1
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400 or what == "classes"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_declared_encoding_is_read_or_refused(encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{svg("")}'
    with pytest.raises(CatalogueError) as caught:
        read_drawing(written(tmp_path, text))
    (problem,) = caught.value.problems
    told = f"the encoding '{encoding[:40]}' cannot be read here; save it as UTF-8"
    assert problem.what == told or problem.what.startswith("this is not XML: ")  # not even the name of one


@pytest.mark.parametrize(
    "data",
    [
        svg("").encode(),
        b"\xef\xbb\xbf" + svg("").encode(),
        b'<?xml version="1.0" encoding="utf-8"?>' + svg("").encode(),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + svg("").replace("d</", "\xe9</").encode("latin-1"),
        svg("").encode("utf-16"),
    ],
)
def test_an_encoding_that_can_be_read_is(data: bytes, tmp_path: Path) -> None:
    assert read_drawing(written(tmp_path, data)).title == "t"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"])
def test_bytes_in_another_encoding_are_one_problem_or_read(encoding: str, tmp_path: Path) -> None:
    try:
        found = read_drawing(written(tmp_path, svg("é").encode(encoding))).title
    except CatalogueError as error:
        (problem,) = error.problems
        found = problem.what
    assert found == "t" or found.startswith("this is not XML: ")


def test_the_first_problems_are_told_in_order(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_drawing(written(tmp_path, svg("<x/>" * (MOST_ELEMENTS - 10))))
    *problems, last = caught.value.problems
    assert {one.what for one in problems} == {"<x> is not used in drawings here"}
    assert (len(problems), last.what) == (MOST_PROBLEMS, "nothing after this was checked")


def zigzag(width: int, height: int) -> str:
    """As much as the limits let through, each line from one end of the drawing to the other."""
    there_and_back = (f"V{height}V0" if height > width else f"H{width}H0") * 100
    label = f"{LEADER}<text x='1' y='5'>{'a' * MOST_LETTERS['text']}</text>"
    return svg(path(f"M0 0{there_and_back}") * 4 + label * 200, f"0 0 {width} {height}")


LARGE = {
    "tall": zigzag(100, 100 * LONGEST),
    "wide": zigzag(100 * LONGEST, 100),
    "largest": zigzag(LARGEST, LARGEST),
    "smallest": svg(path("M0 0h1"), "0 0 1 1").replace(POINT, POINT.replace("50", ".5").replace('"3"', '".1"')),
}


@pytest.mark.parametrize("columns", [1, 32, 60])
@pytest.mark.parametrize("what", LARGE)
def test_what_is_accepted_can_be_drawn(what: str, columns: int, tmp_path: Path) -> None:
    rows = in_text(read_drawing(written(tmp_path, LARGE[what])), columns)
    assert 1 <= len(rows) <= columns * LONGEST
    assert {len(row) for row in rows} == {columns}


def within_limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS,) * 2)


Limited = Callable[..., list[Answer]]


@pytest.fixture
def limited(tmp_path: Path) -> Limited:
    """Runs commands over a made-up catalogue with a drawing, with little time and memory for all of them."""
    catalogue = made_up.written(tmp_path)

    def run(drawing: str | bytes, *lines: str) -> list[Answer]:
        (tmp_path / "pictures" / "ub1.svg").write_bytes(drawing if isinstance(drawing, bytes) else drawing.encode())
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return answers(catalogue, lines, env=environment, preexec_fn=within_limits)

    return run


GBK = '<?xml version="1.0" encoding="GBK"?>' + svg("")
HEAVY = {
    **{name: TOO_MUCH[name] for name in ("elements on one line", "attributes", "pieces of all paths", "words")},
    "laughs": ENTITIES["laughs"],
    "a thin strip": SIZES["0.1 10000"],
    "nearly nothing": SIZES["2e-308 2e-308"],
    "another encoding": GBK,
}


@pytest.mark.slow
@pytest.mark.parametrize("what", HEAVY)
def test_each_command_is_one_line_in_little_time_and_memory(what: str, limited: Limited) -> None:
    for code, answer, errors in limited(HEAVY[what], "show ub1 --pretty", "handout ub1 -o -"):
        assert (code, answer, errors.count("\n")) == (4, "", 1)
        assert errors.startswith("error: ")
    for code, answer, errors in limited(HEAVY[what], "check --plain", "check --json"):
        assert (code, errors) == (4, "")
        assert len(answer) < 100_000
    assert json.loads(answer)["count"] <= MOST_PROBLEMS + 1


@pytest.mark.slow
@pytest.mark.parametrize("what", LARGE)
def test_what_check_passes_is_shown_and_printed_in_little_time_and_memory(what: str, limited: Limited) -> None:
    for code, _, errors in limited(LARGE[what], "check", "show ub1 --pretty", "handout ub1 -o -"):
        assert (code, errors) == (0, "")
