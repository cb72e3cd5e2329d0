import html
import itertools
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pypdf
import pytest

from acupoint import __version__
from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.guide import wording
from acupoint.guide.gate import best_places, gates_of
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


def page_of(catalogue: Catalogue, *points: Point) -> str:
    """The page of these points of a made-up catalogue, without drawings."""
    answer = suggest_named(catalogue, points, self_report(catalogue, ()))
    return handout.page(catalogue, answer, {}, version="1", today=date(2026, 1, 31))


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


def sides_of(page: str) -> list[Element]:
    """The sides it is printed on: the first for every point, then one a point."""
    return [element for element in tree_of(page).iter(f"{HTML}article") if element.get("class") == "side"]


def test_each_point_has_a_side_with_its_place_steps_care_and_sources(shipped: Catalogue, run: Run) -> None:
    _, *sides = sides_of(page_for(run, *POINTS))
    for point, side in zip(shipped.points, sides, strict=True):
        words = words_of(side)
        statements = (point.place, *point.find, *point.press, *point.cautions, *point.stop, *shipped.stop)
        assert all(statement.text in words for statement in statements)
        assert words.startswith(f"{point.code} {point.names.pinyin}")
        assert "Read the side with the warning signs before you press." in words
        assert f"{capitalized(wording.dose_words(point.dose))}." in words
        assert " Sources: World Health Organization; " in words
        numbered = [words_of(step) for steps in side.iter(f"{HTML}ol") for step in steps]
        assert numbered == [step.text for step in (*point.find, *point.press)]


def test_the_first_side_has_signs_conditions_and_what_to_write(shipped: Catalogue, run: Run) -> None:
    first, _, _ = sides_of(page_for(run, "ub60", "ub40"))
    words = words_of(first)
    back = shipped.gates[0]
    lists = [[words_of(item) for item in items] for items in first.iter(f"{HTML}ul")]
    assert lists[:2] == [[capitalized(item.text) for item in items] for items in (back.emergency, back.urgent)]
    assert "Call an emergency number now" in words
    assert "See a doctor today" in words
    assert all(statement.text in words for statement in shipped.cautions)
    assert shipped.audience is not None
    assert shipped.audience.text in words
    assert f"0 is no pain, 10 is the worst. {shipped.evidence[0].text}" in words
    assert re.search(r"checked on \S+, to be checked again by \S+\. acupoint \d+\.\d+\.\d+, \d{4}-\d\d-\d\d\.$", words)
    assert "acupoint s" not in words, "a patient has no use for a command"


def test_the_grid_has_a_row_a_time_of_day_and_two_weeks(shipped: Catalogue, run: Run) -> None:
    weeks = list(tree_of(page_for(run, "ub60", "ub40")).iter(f"{HTML}table"))
    rows = [[words_of(cell) for cell in row] for week in weeks for row in week.iter(f"{HTML}tr")]
    times = [["Morning", *["/"] * 7], ["Evening", *["/"] * 7]]
    assert rows == [
        ["Day", *map(str, range(1, 8))],
        *times,
        ["Day", *map(str, range(8, 15))],
        *times,
    ]
    assert max(point.dose.a_day[1] for point in shipped.points) == 2


@pytest.mark.parametrize(
    ("most", "rows"),
    [(1, ["Once"]), (3, ["Morning", "Noon", "Evening"]), (4, ["Time 1", "Time 2", "Time 3", "Time 4"])],
)
def test_a_dose_of_other_times_a_day_has_other_rows(most: int, rows: list[str], small: Catalogue) -> None:
    ub1 = small.points[0]
    point = replace(ub1, dose=replace(ub1.dose, a_day=(1, most)))
    page = page_of(small, point)
    headings = [words_of(cell) for cell in tree_of(page).iter(f"{HTML}th") if cell.get("scope") == "row"]
    assert headings == rows * 2


def test_there_are_lines_for_clinic_telephone_patient_and_date(run: Run) -> None:
    first, *_ = sides_of(page_for(run, "ub60"))
    (whose,) = [element for element in first if element.get("class") == "whose"]
    assert [words_of(line) for line in whose] == ["Clinic", "Telephone", "Patient", "Date"]
    assert [line[0].get("class") for line in whose] == ["blank"] * 4


def test_a_clinics_name_and_telephone_are_printed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic = tmp_path / "clinic.yaml"
    clinic.write_text('clinic: {name: Hillside, telephone: "01632 960001"}\n', encoding="utf-8")
    monkeypatch.setenv("ACUPOINT_CATALOGUE", str(clinic))
    words = words_of(tree_of(page_for(run, "ub60")))
    assert "Clinic Hillside Telephone 01632 960001 Patient Date" in words


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
    sections = [*tree_of(page).iter(f"{HTML}section")]
    (ask,) = [section for section in sections if words_of(section).startswith("Leave out, or ask first, if ")]
    return [words_of(item) for item in ask.iter(f"{HTML}li")]


@pytest.mark.parametrize("points", [["kd4"], ["kd4", "gb41"]])
def test_whom_to_ask_comes_before_what_to_do(points: list[str], run: Run) -> None:
    _, page, _ = run("handout", *points, "--pregnant", "-o", "-")
    words = words_of(tree_of(page))
    assert words.count("First ask your midwife or doctor, and go on only if they agree.") == len(points)
    assert words.index("First ask your midwife") < words.index("Find it")


def test_text_from_a_hostile_catalogue_stays_text(small: Catalogue) -> None:
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} " & </p>'
    ub1 = small.points[0]
    point = replace(ub1, place=replace(ub1.place, text=hostile))
    tree = tree_of(page_of(small, point))
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


# What is printed: the first side, and one for each point.
PRINTED = {
    **{" ".join(POINTS[:count]): count + 1 for count in range(1, len(POINTS) + 1)},
    "gb41 kd4": 3,
    "ub60 gb41 --varicose-veins --blood-thinner --leg-injury": 3,
    "gb41 --lower-back --side --headache --hands --anywhere": 2,
    "kd4 --headache --anywhere --pregnant --blood-thinner --leg-injury": 2,
}


def one_after_another(pages: list[str], paper: str) -> str:
    """The pages as one document, so that the browser starts once: each body begins on a side of its own."""
    (style,) = re.findall(r"<style>.*</style>", pages[0], re.DOTALL)
    style = style.replace("@page {", f".page + .page {{ break-before: page; }}\n@page {{ size: {paper};", 1)
    bodies = [re.findall(r"<body>(.*)</body>", page, re.DOTALL)[0] for page in pages]
    inner = "".join(f'<div class="page">{body}</div>' for body in bodies)
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{style}</head><body>{inner}</body></html>'


def sizes_of_type(side: pypdf.PageObject) -> dict[float, str]:
    """Each size of type that is printed, in points, with its words."""
    found: dict[float, str] = {}

    def note(text: str, of_page: list[float], of_text: list[float], _font: object, size: float) -> None:
        if text.strip():
            points = round(abs(size * of_text[3] * of_page[3]), 1)
            found[points] = f"{found.get(points, '')} {text.strip()}"

    side.extract_text(visitor_text=note)
    return found


@pytest.mark.slow
@needs_browser
def test_paper_leaves_out_no_emergency_of_any_place(shipped: Catalogue, run: Run) -> None:
    for points in ("kd4 gb41", "ub60 gb41", "ub60 ub40 kd4 gb41"):
        page = run("handout", *points.split(), "-o", "-")[1]
        places = best_places(point for point in shipped.points if point.id in points)
        signs = {sign.id for gate in gates_of(shipped, places) for item in gate.emergency for sign in item.signs}
        items = [item for gate in shipped.gates for item in gate.emergency]
        told = [item for item in items if f"<li>{capitalized(item.text)}</li>" in page]
        assert {sign.id for item in told for sign in item.signs} >= signs


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_point_prints_on_one_side_in_type_that_can_be_read(paper: str, run: Run, tmp_path: Path) -> None:
    pages = [run("handout", *line.split(), "-o", "-")[1] for line in PRINTED]
    file, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(one_after_another(pages, paper), encoding="utf-8")
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri())
    sides = pypdf.PdfReader(printed).pages
    assert round(float(sides[0].mediabox.width)) == {"A4": 595, "Letter": 612}[paper]
    handouts: list[list[str]] = []
    for text in (side.extract_text() for side in sides):
        if text.startswith("Acupressure:"):
            handouts.append([])
        handouts[-1].append(text)
    assert dict(zip(PRINTED, map(len, handouts), strict=True)) == PRINTED
    assert all(f"acupoint {__version__}" in first and "Sources:" in last for first, *_, last in handouts)
    for number, side in enumerate(sides):
        sizes = sizes_of_type(side)
        small = {size for size in sizes if size < 11.9}
        labels = " ".join(sizes[size] for size in small)
        assert min(sizes) >= 8, number
        assert not re.search(r"[.:,]", labels), "only the drawing's labels are smaller than 12 points"


MEASURE = """<script>
const wide = one => one.getBoundingClientRect().width;
document.title = JSON.stringify({
  content: document.documentElement.scrollWidth, window: innerWidth, column: wide(document.querySelector("main")),
  drawings: [...document.querySelectorAll("svg")].map(wide),
  colours: [...document.querySelectorAll("polyline, text, h1")].map(one => {
    const style = getComputedStyle(one); return one.tagName == "H1" ? style.color
      : one.tagName == "text" ? style.fill : style.stroke}),
  ground: getComputedStyle(document.body).backgroundColor,
})
</script>"""


def measured(page: str, folder: Path, *options: str, width: int = 0) -> dict[str, Any]:
    """What the browser says of the page; with a *width*, in a frame of so many pixels, as on a telephone."""
    file = folder / "page.html"
    page = page.replace("</body>", f"{MEASURE}</body>")
    if width:
        page = (
            f'<!DOCTYPE html><title></title><iframe style="width: {width}px" srcdoc="{html.escape(page)}" '
            'onload="document.title = contentDocument.title"></iframe>'
        )
    file.write_text(page, encoding="utf-8")
    shown = browse(folder, *options, "--dump-dom", file.as_uri())
    (title,) = re.findall(r"<title>(\{.*?\})</title>", shown.split("<iframe")[0])
    values: dict[str, Any] = json.loads(html.unescape(title))
    return values


PIXELS_A_MM = 96 / 25.4


@pytest.mark.slow
@needs_browser
def test_each_drawing_is_at_least_70_mm_wide_on_paper(run: Run, tmp_path: Path) -> None:
    letter = "--window-size=816,1056"
    values = measured(page_for(run, *POINTS), tmp_path, letter, "--hide-scrollbars")
    assert len(values["drawings"]) == len(POINTS)
    assert min(values["drawings"]) >= 70 * PIXELS_A_MM


@pytest.mark.slow
@needs_browser
def test_on_a_telephone_it_is_one_column_with_drawings_as_wide(run: Run, tmp_path: Path) -> None:
    values = measured(page_for(run, *POINTS), tmp_path, width=360)
    assert values["content"] <= values["window"] <= 360
    assert values["drawings"] == pytest.approx([values["column"]] * len(POINTS))


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("dark", [True, False])
def test_in_forced_colours_the_drawing_has_the_colour_of_the_text(*, dark: bool, run: Run, tmp_path: Path) -> None:
    options = ["--force-high-contrast", *(["--force-dark-mode"] if dark else [])]
    values = measured(page_for(run, *POINTS), tmp_path, *options)
    (colour,) = set(values["colours"])
    assert colour != values["ground"]
    assert (values["ground"] != "rgb(255, 255, 255)") == dark


AXE = os.environ.get("ACUPOINT_AXE")
if os.environ.get("ACUPOINT_NEEDS_BROWSER"):
    assert AXE, "the gate runs axe"


@pytest.mark.slow
@needs_browser
@pytest.mark.skipif(not AXE, reason="ACUPOINT_AXE names no axe.min.js; .ci/run has one")
@pytest.mark.parametrize("count", [1, len(POINTS)])
def test_axe_finds_nothing(count: int, run: Run, tmp_path: Path) -> None:
    axe = Path(str(AXE)).read_text(encoding="utf-8").replace("</script", r"<\/script")
    ask = """axe.run().then(found => document.title = JSON.stringify(
        {passes: found.passes.length, wrong: found.violations.map(one => one.id)}))"""
    file = tmp_path / "page.html"
    page = page_for(run, *POINTS[:count])
    file.write_text(page.replace("</body>", f"<script>{axe}</script><script>{ask}</script></body>"), encoding="utf-8")
    shown = browse(tmp_path, "--virtual-time-budget=20000", "--dump-dom", file.as_uri())
    (title,) = re.findall(r"<title>(\{.*?\})</title>", shown)
    found = json.loads(title)
    assert found["wrong"] == []
    assert found["passes"] > 15, "axe looked at the page"
