import itertools
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pypdf
import pytest

from acupoint import __version__
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.guide.suggest import self_report, suggest_named
from acupoint.handout import page as handout
from acupoint.handout.page import MOST_POINTS
from acupoint.text import capitalized
from support.program import Run

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# .ci/run installs one and says so; who has none at home is not kept from the other tests.
if os.environ.get("ACUPOINT_NEEDS_BROWSER"):
    assert BROWSER, "the gate runs these tests in a real browser"
needs_browser = pytest.mark.skipif(not BROWSER, reason="no Chromium here; .ci/run has one")

POINTS = [point.id for point in read_catalogue(catalogue_file()).points][:MOST_POINTS]
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


@pytest.mark.parametrize("count", range(1, len(POINTS) + 1))
def test_it_is_correct_html_with_language_title_and_headings_in_order(count: int, run: Run) -> None:
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
    pictures = list(tree_of(page_for(run, *POINTS)).iter(f"{SVG}svg"))
    assert len(pictures) == len(POINTS)
    for picture in pictures:
        assert picture.get("role") == "img"
        named = str(picture.get("aria-labelledby")).split()
        described = {element.get("id"): words_of(element) for element in picture}
        assert all(described[one] for one in named)
        assert [str(element.tag) for element in picture][:2] == [f"{SVG}title", f"{SVG}desc"]


def test_each_point_has_its_place_its_technique_and_its_cautions(shipped: Catalogue, run: Run) -> None:
    for point in shipped.points:
        words = words_of(tree_of(page_for(run, point.id)))
        statements = (point.place, *point.find, *point.press, *point.cautions)
        assert all(statement.text in words for statement in statements)
        assert "a side" in words
    words = words_of(tree_of(page_for(run, *POINTS)))
    assert all(point.do.text in words for point in shipped.points if point.id in POINTS)


def test_it_has_signs_cautions_days_to_tick_version_date_and_sources(shipped: Catalogue, run: Run) -> None:
    tree = tree_of(page_for(run, "ub60", "ub40"))
    words = words_of(tree)
    back = shipped.gates[0]
    assert all(capitalized(item.text) in words for item in (*back.emergency, *back.urgent))
    assert all(capitalized(condition.text) in words for condition in shipped.conditions)
    assert all(statement.text in words for statement in (*shipped.stop, *shipped.cautions))
    assert len(list(tree.iter(f"{HTML}td"))) == 2 * 14
    assert re.search(r"acupoint \d+\.\d+\.\d+, \d{4}-\d\d-\d\d\. Sources: World Health Organization;", words)


def test_it_asks_no_address_for_anything_and_has_no_script(run: Run) -> None:
    page = page_for(run, *POINTS)
    assert not re.search(r"<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\bon\w+=", page)


def test_it_says_nothing_about_the_person_it_is_for(shipped: Catalogue, run: Run) -> None:
    code, page, errors = run("handout", "--lower-back", "--cold", "--pregnant", "-o", "-")
    assert code == 0
    (main,) = tree_of(page).iter(f"{HTML}main")
    said = words_of(main).lower()
    for symptom in shipped.symptoms:
        assert symptom.text.lower() not in said
    _, without, _ = run("handout", "ub40", "kd4", "-o", "-")
    assert conditions_in(page) == conditions_in(without) == [capitalized(one.text) for one in shipped.conditions]
    assert "Left out: UB 60: You are pregnant, or gave birth in the last six weeks." in errors
    assert "KD 4: If you are pregnant, or gave birth in the last six weeks: ask your midwife or doctor first." in errors


def conditions_in(page: str) -> list[str]:
    """What the page says to leave a point out for, or to ask about first."""
    (ask,) = [section for section in tree_of(page).iter(f"{HTML}section") if section.get("class") == "ask"]
    assert words_of(ask).startswith("Leave out, or ask first, if ")
    return [words_of(item) for item in ask.iter(f"{HTML}li")]


@pytest.mark.parametrize("points", [["kd4"], ["kd4", "gb41"]])
def test_whom_to_ask_comes_before_what_to_do(points: list[str], run: Run) -> None:
    _, page, _ = run("handout", *points, "--pregnant", "-o", "-")
    words = words_of(tree_of(page))
    assert words.count("First ask your midwife or doctor, and go on only if they agree.") == len(points)
    assert words.index("First ask your midwife") < words.index("How")


def test_text_from_a_hostile_catalogue_stays_text(small: Catalogue) -> None:
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} " & </p>'
    ub1 = small.points[0]
    point = replace(ub1, place=replace(ub1.place, text=hostile))
    page = handout.page(
        small, suggest_named(small, [point], self_report(small, ())), {}, version="1", today=date(2026, 1, 31)
    )
    tree = tree_of(page)
    assert not list(tree.iter(f"{HTML}script"))
    assert hostile in words_of(tree)


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


# What is printed, and on how many sheets.
SHEETS = {
    **{" ".join(POINTS[:count]): 1 if count <= 2 else 2 for count in range(1, len(POINTS) + 1)},
    "ub40 gb41": 1,
    "kd4 gb41 --pregnant --blood-thinner --leg-injury": 1,
    "ub60 gb41 --varicose-veins --blood-thinner --leg-injury": 1,
    "ub60 ub40 kd4 gb41 --blood-thinner": 2,
    "kd4 ub60 gb41 --varicose-veins --blood-thinner --leg-injury": 2,
}


def one_after_another(pages: list[str], paper: str) -> str:
    """The pages as one document, so that the browser starts once: each body begins on a sheet of its own."""
    (style,) = re.findall(r"<style>.*</style>", pages[0], re.DOTALL)
    style = style.replace("@page {", f"@page {{ size: {paper};", 1)
    style = style.replace("\nbody {", "\n.page { break-before: page; }\nbody, .page {", 1)
    bodies = [re.findall(r'<body style="(.*?)">(.*)</body>', page, re.DOTALL)[0] for page in pages]
    inner = "".join(f'<div class="page" style="{size}">{body}</div>' for size, body in bodies)
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{style}</head><body>{inner}</body></html>'


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_two_points_print_on_one_sheet_and_four_on_two(paper: str, run: Run, tmp_path: Path) -> None:
    pages = [run("handout", *line.split(), "-o", "-")[1] for line in SHEETS]
    assert all(float(size) >= 9 for page in pages for size in re.findall(r'<body style="font-size: ([\d.]+)pt">', page))
    file, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(one_after_another(pages, paper), encoding="utf-8")
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri())
    handouts: list[list[str]] = []
    for text in (sheet.extract_text() for sheet in pypdf.PdfReader(printed).pages):
        if "Acupressure:" in text:
            handouts.append([])
        handouts[-1].append(text)
    assert dict(zip(SHEETS, map(len, handouts), strict=True)) == SHEETS
    assert all(f"acupoint {__version__}" in sheets[-1] for sheets in handouts), "the last line is printed too"


@pytest.mark.slow
@needs_browser
def test_in_a_browser_it_is_as_wide_as_its_window_and_complete(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    measure = "<script>document.title = JSON.stringify([document.documentElement.scrollWidth, innerWidth])</script>"
    file.write_text(page_for(run, *POINTS).replace("</body>", f"{measure}</body>"), encoding="utf-8")
    shown = browse(tmp_path, "--window-size=600,800", "--dump-dom", file.as_uri())
    (title,) = re.findall(r"<title>(\[.*?\])</title>", shown)
    content, window = json.loads(title)
    assert content <= window
    for code in ("UB 60", "UB 40", "KD 4", "GB 41"):
        assert shown.count(code) >= 3
