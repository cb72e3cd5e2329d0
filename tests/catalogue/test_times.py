"""The time of a dose in the texts that take it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from acupoint.catalogue import compiled
from acupoint.catalogue.model import Catalogue, Point, Statement
from acupoint.catalogue.read import catalogue_file, load_catalogue, read_alone, read_catalogue
from acupoint.errors import CatalogueError
from support import made_up

LEAFLET = made_up.CLINIC.split("groups:")[0]
MARK = " [clinic.yaml]"


def with_dose(*doses: str) -> list[str]:
    """Clinics' files, each with another dose for UB 1; the first has the leaflet that they rest on."""
    addition = "additions:\n  - point: ub1\n    dose: {{{}, sources: [leaflet]}}\n"
    return [f"{LEAFLET if number == 0 else ''}{addition.format(dose)}" for number, dose in enumerate(doses)]


def texts(*statements: Statement) -> list[str]:
    return [one.text for one in statements]


@pytest.fixture
def timed() -> str:
    """The made-up catalogue with a time in each text that may have one."""
    text = made_up.TEXT
    for old, new in (
        ("{text: Press it.,", '{text: "Press it for {time}.",'),
        ("{text: Softly.,", '{text: "Softly, {time}.",'),
        ("{text: Mind the nail.,", '{text: "After {time}, mind the nail.",'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_each_text_has_the_time_of_the_dose(timed: str, tmp_path: Path) -> None:
    ub1, kd2 = made_up.read(tmp_path, timed).points
    assert texts(ub1.do, *ub1.press, ub1.cues[0], *ub1.cautions) == [
        "Press your left thumb for 1 to 2 minutes.",
        "Press it for 1 to 2 minutes.",
        "Softly, 1 to 2 minutes.",
        "After 1 to 2 minutes, mind the nail.",
    ]
    assert kd2.do.text == "Press your right thumb."


def test_one_time_is_a_time_at_most(tmp_path: Path) -> None:
    text = made_up.changed("text: Press your right thumb.", 'text: "Press your right thumb, {time}."')
    assert made_up.read(tmp_path, text).points[1].do.text == "Press your right thumb, 45 seconds at most."


def test_a_clinics_dose_changes_each_with_its_mark_and_sources(timed: str, tmp_path: Path) -> None:
    ub1 = made_up.read(tmp_path, timed, *with_dose("seconds: [30, 60], a_day: [1, 2]")).points[0]
    with_time = (ub1.do, *ub1.press, ub1.cues[0], *ub1.cautions)
    assert texts(*with_time) == [
        f"Press your left thumb for 30 to 60 seconds{MARK}.",
        f"Press it for 30 to 60 seconds{MARK}.",
        f"Softly, 30 to 60 seconds{MARK}.",
        f"After 30 to 60 seconds{MARK}, mind the nail.",
    ]
    assert [[source.id for source in one.sources] for one in with_time] == [["book", "leaflet"]] * 4
    assert ub1.cues[1].sources == made_up.read(tmp_path).points[0].cues[1].sources, "no time, no source of a time"


def test_how_often_is_said_only_where_it_changes(timed: str, tmp_path: Path) -> None:
    ub1 = made_up.read(tmp_path, timed, *with_dose("seconds: [60, 120], a_day: [1, 1]")).points[0]
    limit = f"No more often than once a day.{MARK}"
    assert ub1.do.text == f"Press your left thumb for 1 to 2 minutes{MARK}. {limit}"
    assert [(one.text, one.added_by) for one in ub1.press[1:]] == [(limit, "clinic.yaml")]


def test_a_text_without_a_time_is_followed_by_the_whole_dose(tmp_path: Path) -> None:
    text = made_up.changed('text: "Press your left thumb for {time}."', "text: Press your left thumb.")
    ub1 = made_up.read(tmp_path, text, *with_dose("seconds: [30, 60], a_day: [1, 2]")).points[0]
    limit = f"No longer or more often than this: 30 to 60 seconds a side, once or twice a day.{MARK}"
    assert ub1.do.text == f"Press your left thumb. {limit}"
    assert texts(*ub1.press) == ["Press it.", limit]


@pytest.mark.parametrize("with_time", [True, False])
def test_of_two_clinics_doses_only_the_last_is_said(with_time: bool, tmp_path: Path) -> None:  # noqa: FBT001 - the case
    text = made_up.TEXT if with_time else made_up.changed(" for {time}", "")
    doses = with_dose("seconds: [60, 90], a_day: [1, 1]", "seconds: [30, 60], a_day: [1, 1]")
    ub1 = made_up.read(tmp_path, text, *doses).points[0]
    last = " [clinic1.yaml]"
    if with_time:
        limit = f"No more often than once a day.{last}"
        assert ub1.do.text == f"Press your left thumb for 30 to 60 seconds{last}. {limit}"
    else:
        limit = f"No longer or more often than this: 30 to 60 seconds a side, once a day.{last}"
        assert ub1.do.text == f"Press your left thumb. {limit}"
    assert texts(*ub1.press) == ["Press it.", limit]


def test_a_clinics_caution_has_the_time_that_holds(tmp_path: Path) -> None:
    clinic = made_up.clinic_changed("text: Mind the thorn.", 'text: "Mind the thorn for {time}."')
    ub1 = made_up.read(tmp_path, made_up.TEXT, clinic).points[0]
    assert ub1.cautions[-1].text == f"Mind the thorn for 30 to 60 seconds.{MARK}"
    clinic = clinic.replace(
        "    dose: {seconds: [30, 60], a_day: [1, 1], note: Short is enough., sources: [leaflet]}\n", ""
    )
    ub1 = made_up.read(tmp_path, made_up.TEXT, clinic).points[0]
    assert ub1.cautions[-1].text == f"Mind the thorn for 1 to 2 minutes.{MARK}"


def test_a_clinics_own_point_has_its_mark_once(tmp_path: Path) -> None:
    clinic = made_up.clinic_changed("text: Press your left little finger.", 'text: "Press it, {time}, then rest."')
    assert made_up.read(tmp_path, made_up.TEXT, clinic).points[2].do.text == (
        f"Press it, 30 seconds at most, then rest.{MARK}"
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("for {time}.", "for {tme}.", "'{tme}' stands for nothing here; write {time}"),
        ("text: Press it.", "text: '{Time}'", "'{Time}' stands for nothing here; write {time}"),
        ("text: Softly.", "text: '{ time }'", "'{ time }' stands for nothing here; write {time}"),
        ("text: Mind the nail.", "text: '{}'", "'{}' stands for nothing here; write {time}"),
        ("text: Look at your left hand.", "text: '{time}'", "'{time}' stands for nothing here; leave it out"),
        ("text: It is said to help knees.", "text: '{time}'", "'{time}' stands for nothing here; leave it out"),
        ("reason: Burnt skin is sore.", "reason: '{time}'", "'{time}' stands for nothing here; leave it out"),
        ("text: Wash your hands.", "text: '{time}'", "'{time}' stands for nothing here; leave it out"),
        ("note: A guess.", "note: '{time}'", "'{time}' stands for nothing here; leave it out"),
        ("text: Nobody has read it.", "text: '{time}'", "'{time}' stands for nothing here; leave it out"),
    ],
)
def test_braces_that_stand_for_nothing_are_a_problem(old: str, new: str, what: str, tmp_path: Path) -> None:
    text = made_up.changed(old, new)
    with pytest.raises(CatalogueError) as caught:
        made_up.read(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.what == what
    assert (
        new.removeprefix("for ").split(": ")[-1].rstrip(".") in text.split("\n")[problem.line - 1][problem.column - 1 :]
    )


class TestTheShippedCatalogue:
    @pytest.fixture
    def clinics(self, tmp_path: Path) -> list[Path]:
        """Two clinics' files that make every dose 20 to 40 seconds, once a day, the second after the first."""

        def written(name: str, seconds: str) -> Path:
            additions = "".join(
                f"  - point: {point}\n    dose: {{seconds: {seconds}, a_day: [1, 1], sources: [msk-pain]}}\n"
                for point in ("ub60", "ub40", "kd4", "gb41")
            )
            return made_up.written_clinic(tmp_path, f"additions:\n{additions}", name)

        return [written("first.yaml", "[50, 60]"), written("second.yaml", "[20, 40]")]

    def test_names_no_old_time_under_a_clinics_dose(self, clinics: list[Path]) -> None:
        points = read_catalogue(catalogue_file(), clinics).points
        for point in points:
            assert "20 to 40 seconds [second.yaml]" in point.do.text
            assert [text for text in all_texts(point) if "minute" in text or "first.yaml" in text] == []

    def test_says_the_same_compiled(self, clinics: list[Path], tmp_path: Path) -> None:
        shutil.copytree(catalogue_file().parent, tmp_path / "data")
        yaml = tmp_path / "data" / "points.yaml"
        compiled.file_for(yaml).write_bytes(compiled.contents(read_alone(yaml), yaml))
        for files in ([], clinics[:1], clinics):
            assert load_catalogue(yaml, files) == read_catalogue(yaml, files)

    def test_has_a_time_in_no_text_but_by_the_dose(self) -> None:
        raw, filled = read_alone(catalogue_file()), read_catalogue(catalogue_file())
        assert [
            text for point in raw.points for text in all_texts(point) if "minute" in text or "second " in text
        ] == []
        assert all("{" not in text for text in everything(filled))


def all_texts(point: Point) -> Iterator[str]:
    yield from texts(point.do, point.place, *point.find, *point.neighbours, *point.press, *point.feel, point.need)
    yield from texts(*point.cues, *point.cautions, *point.stop, *point.about)
    yield from (claim.text for claim in point.claims)


def everything(catalogue: Catalogue) -> Iterator[str]:
    for point in catalogue.points:
        yield from all_texts(point)
    yield from texts(*catalogue.cautions, *catalogue.stop, *catalogue.rules, *catalogue.evidence, *catalogue.about)
