import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pypdf
import pytest

from acupoint.catalogue.model import WarningSign
from acupoint.catalogue.read import catalogue_file, read_catalogue
from support import made_up
from support.program import CHECKOUT, Run

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# .ci/run installs one and says so; who has none at home is not kept from the other tests.
if os.environ.get("ACUPOINT_NEEDS_BROWSER"):
    assert BROWSER, "the gate runs these tests in a real browser"
needs_browser = pytest.mark.skipif(not BROWSER, reason="no Chromium here; .ci/run has one")

POINTS = [point.id for point in read_catalogue(catalogue_file()).points]
HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def page_for(run: Run, *arguments: str) -> str:
    code, page, errors = run("handout", *arguments, "-o", "-")
    assert (code, errors) == (0, "")
    return page


def tree_of(page: str) -> Element:
    """The page as a browser reads it. Raises where it is not correct HTML."""
    return html5lib.HTMLParser(strict=True).parse(page)  # type: ignore[no-any-return]  # an element, says its manual


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_page_is_correct_html_with_a_language_a_title_and_headings_in_order(count: int, run: Run) -> None:
    tree = tree_of(page_for(run, *POINTS[:count]))
    assert tree.get("lang") == "en"
    title = tree.find(f".//{HTML}title")
    assert title is not None
    assert words_of(title).startswith("Acupressure: UB 60")
    levels = [int(element.tag[-1]) for element in tree.iter() if re.fullmatch(rf"{HTML}h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_every_picture_has_its_alternative_text(run: Run) -> None:
    tree = tree_of(page_for(run, *POINTS))
    pictures = list(tree.iter(f"{SVG}svg"))
    assert len(pictures) == 4
    for picture in pictures:
        assert picture.get("role") == "img"
        named = str(picture.get("aria-labelledby")).split()
        described = {element.get("id"): words_of(element) for element in picture}
        assert all(described[one] for one in named)
        assert [str(element.tag) for element in picture][:2] == [f"{SVG}title", f"{SVG}desc"]


def test_each_point_has_where_how_how_long_and_what_to_be_careful_of(run: Run) -> None:
    for catalogue_point in read_catalogue(catalogue_file()).points:
        words = words_of(tree_of(page_for(run, catalogue_point.id)))
        told = (catalogue_point.place, *catalogue_point.find, *catalogue_point.press, *catalogue_point.cautions)
        assert all(statement.text in words for statement in told)
        assert "a side" in words
    words = words_of(tree_of(page_for(run, *POINTS)))
    assert all(point.do.text in words for point in read_catalogue(catalogue_file()).points)


def test_the_page_has_the_warning_signs_when_to_stop_two_weeks_to_tick_version_date_and_sources(run: Run) -> None:
    catalogue = read_catalogue(catalogue_file())
    tree = tree_of(page_for(run, "ub60", "ub40"))
    words = words_of(tree)
    for sign in catalogue.warnings:
        if sign.urgency.withholds:
            assert sign.short.lower() in words.lower()
    assert all(statement.text in words for statement in (*catalogue.stop, *catalogue.cautions))
    boxes = list(tree.iter(f"{HTML}td"))
    assert len(boxes) == 2 * 14
    assert re.search(r"acupoint \d+\.\d+\.\d+, \d{4}-\d\d-\d\d\. Sources: World Health Organization;", words)


def test_the_page_asks_no_address_for_anything_and_has_no_script(run: Run) -> None:
    page = page_for(run, *POINTS)
    assert not re.search(r"<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\bon\w+=", page)


def test_the_page_tells_nothing_of_who_it_is_for(run: Run) -> None:
    code, page, errors = run("handout", "--lower-back", "--cold", "--pregnant", "-o", "-")
    assert code == 0
    (main,) = tree_of(page).iter(f"{HTML}main")
    said = words_of(main).lower()
    for entry in read_catalogue(catalogue_file()).vocabulary:
        if not isinstance(entry, WarningSign):
            assert entry.text.lower() not in said
    assert "pregnan" not in said
    assert "Left out: UB 60: You are pregnant." in errors
    assert "KD 4: If you are pregnant: ask your midwife or doctor first." in errors


def test_a_routine_signs_advice_goes_to_whoever_prints_and_changes_nothing_on_the_page(run: Run) -> None:
    code, page, errors = run("handout", "ub60", "--weeks", "-o", "-")
    assert (code, page) == (0, page_for(run, "ub60"))
    assert errors.startswith("Routine: Book a visit to a doctor or another clinician. You said: back pain that is no")


def test_points_are_those_named_or_else_those_the_flags_choose(run: Run) -> None:
    assert "<h1>Acupressure: GB 41 and UB 60</h1>" in page_for(run, "gb41", "UB", "60")
    assert "<h1>Acupressure: UB 40, UB 60, and KD 4</h1>" in page_for(run, "--lower-back")


def test_whom_to_ask_comes_before_what_to_do(run: Run) -> None:
    for points in (["kd4"], ["kd4", "gb41"]):
        _, page, _ = run("handout", *points, "--pregnant", "-o", "-")
        words = words_of(tree_of(page))
        assert words.count("First ask your midwife or doctor, and go on only if they agree.") == len(points)
        assert words.index("First ask your midwife") < words.index("How")


@pytest.mark.parametrize("sign", ["--fever", "--numb-saddle", "--calf-swelling"])
def test_a_warning_sign_withholds_the_page_and_names_no_point(sign: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    code, answer, errors = run("handout", "--lower-back", sign, "-o", str(file))
    assert (code, errors) == (3, "")
    assert not re.search(r"UB|KD|GB", answer)
    assert not file.exists()
    for name in ("ub60", "wezhong", "bl54", "ub6O", "linqi", "gb14", "foo"):
        code, answer, errors = run("handout", name, sign, "-o", str(file))
        assert (code, errors) == (3, "")
        assert not re.search(r"UB|KD|GB|ub|weizhong", answer)


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        ([], 2, "name the points to print, or say what you feel; 'acupoint handout --help' shows how"),
        (["ub60", "-o", ""], 2, "say where to: -o FILE, or -o - for standard output"),
        (["gb14"], 1, "GB 14 is a point this guide does not cover"),
        (["ub60", "-o", "/no/such/folder/page.html"], 5, "'/no/such/folder/page.html' cannot be written: No such file"),
        (["ub60", "-o", "/"], 5, "'/' is there already; --force writes over it"),
        (["ub60", "-o", "/", "--force"], 5, "'/' cannot be written: Is a directory"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_exit_code(arguments: list[str], code: int, error: str, run: Run) -> None:
    found, answer, errors = run("handout", *arguments)
    assert (found, answer) == (code, "")
    assert errors.startswith(f"error: {error}")
    assert errors.count("\n") == 1


def test_a_file_that_is_there_is_written_over_only_with_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("mine", encoding="utf-8")
    code, _, errors = run("handout", "ub60", "-o", str(file))
    assert code == 5
    assert errors == f"error: '{file}' is there already; --force writes over it\n"
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("handout", "ub60", "-o", str(file), "--force") == (0, "", f"Written: {file}\n")
    assert file.read_text(encoding="utf-8") == page_for(run, "ub60")


def test_a_point_that_is_held_back_is_not_printed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    code, answer, _ = run("handout", "ub60", "--pregnant", "-o", str(file))
    assert code == 1
    assert "answer: Every point that would do is held back." in answer
    assert "held back: UB 60: You are pregnant." in answer
    assert "covers" not in answer
    assert not file.exists()


def test_text_from_a_hostile_catalogue_stays_text(tmp_path: Path) -> None:
    hostile = made_up.changed("On the left thumb.", "'<script>alert(1)</script> {{ 7 * 7 }} \" & </p>'")
    data = tmp_path / "data"
    data.mkdir()
    made_up.written(data, hostile)
    shutil.copytree(CHECKOUT / "src", tmp_path / "src")
    done = subprocess.run(
        [sys.executable, "-m", "acupoint", "handout", "ub1"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    tree = tree_of(done.stdout)
    assert not list(tree.iter(f"{HTML}script"))
    assert '<script>alert(1)</script> {{ 7 * 7 }} " & </p>' in words_of(tree)


def browse(folder: Path, *options: str) -> str:
    """Run the browser, with no way to any other machine, and give back what it says."""
    done = subprocess.run(
        [
            str(BROWSER),
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}"),
            *options,
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout


def cases() -> Iterator[tuple[str, int]]:
    """What is printed, and on how many sheets at the most."""
    for count in (1, 2, 3, 4):
        yield " ".join(POINTS[:count]), 1 if count <= 2 else 2
    yield "ub40 gb41", 1
    yield "kd4 gb41 --pregnant --blood-thinner --leg-injury", 1
    yield "ub60 gb41 --varicose-veins --blood-thinner --leg-injury", 1
    yield "ub60 ub40 kd4 gb41 --blood-thinner", 2
    yield "kd4 ub60 gb41 --varicose-veins --blood-thinner --leg-injury", 2


@needs_browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("line", "sheets"), list(cases()))
def test_two_points_print_on_one_sheet_and_four_on_two(
    line: str, sheets: int, paper: str, run: Run, tmp_path: Path
) -> None:
    code, page, _ = run("handout", *line.split(), "-o", "-")
    assert code == 0
    (size,) = re.findall(r'<body style="font-size: ([\d.]+)pt">', page)
    assert float(size) >= 9
    file, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(page.replace("@page {", f"@page {{ size: {paper};", 1), encoding="utf-8")
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri())
    pages = pypdf.PdfReader(printed).pages
    assert len(pages) == sheets
    text = " ".join(page.extract_text() for page in pages)
    assert "acupoint 0." in text, "the last line is printed too"


@needs_browser
def test_the_page_in_a_browser_is_as_wide_as_its_window_and_says_all_it_should(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    measure = "<script>document.title = JSON.stringify([document.documentElement.scrollWidth, innerWidth])</script>"
    file.write_text(page_for(run, *POINTS).replace("</body>", f"{measure}</body>"), encoding="utf-8")
    shown = browse(tmp_path, "--window-size=600,800", "--dump-dom", file.as_uri())
    (title,) = re.findall(r"<title>(\[.*?\])</title>", shown)
    content, window = json.loads(title)
    assert content <= window
    for code in ("UB 60", "UB 40", "KD 4", "GB 41"):
        assert shown.count(code) >= 3
