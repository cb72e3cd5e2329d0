import html
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from acupoint.catalogue.clinic import read_over
from acupoint.catalogue.model import Action, Catalogue, Clinic, Statement
from acupoint.catalogue.names import find_point
from acupoint.catalogue.read import clinic_files, read_catalogue
from acupoint.errors import CatalogueError, UsageError
from acupoint.guide import wording
from acupoint.guide.questions import Person, ask
from acupoint.guide.suggest import self_report, suggest, suggest_named
from acupoint.session import plain as session_plain
from acupoint.session.plan import SessionOptions, turns
from support import made_up
from support.program import Run
from support.terminal import run_completion
from support.thorough import rounds

MARK = " [clinic.yaml]"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The made-up catalogue with the made-up clinic's file laid over it."""
    return made_up.read(tmp_path_factory.mktemp("laid"), made_up.TEXT, made_up.CLINIC)


def test_a_clinics_file_adds_to_every_list(laid: Catalogue, small: Catalogue) -> None:
    def ids(catalogue: Catalogue, field: str) -> list[str]:
        return [entry.id for entry in getattr(catalogue, field)]

    for field, added in {
        "sources": ["leaflet"],
        "groups": ["before"],
        "symptoms": ["digging", "snow"],
        "warnings": ["dizzy"],
        "conditions": ["bandage"],
        "points": ["ub2"],
    }.items():
        assert ids(laid, field) == [*ids(small, field), *added]
    for field in ("cautions", "stop", "rules", "evidence", "ratings", "about"):
        *shipped, added_last = getattr(laid, field)
        assert tuple(shipped) == getattr(small, field)
        assert (added_last.added_by, added_last.text.endswith(MARK)) == ("clinic.yaml", True)
    for field in ("channels", "unclear", "advice"):
        assert getattr(laid, field) == getattr(small, field)


def test_a_clinics_file_adds_to_a_point_and_takes_nothing_from_it(laid: Catalogue, small: Catalogue) -> None:
    before, after = small.points[0], laid.points[0]
    assert [claim.text for claim in after.claims[2:]] == ["Gardeners ask for it. [clinic.yaml]"]
    for field, text in {
        "cautions": "Mind the thorn.",
        "stop": "Stop when it rains.",
        "about": "A gardener found it.",
    }.items():
        assert [one.text for one in getattr(after, field)] == [
            *(one.text for one in getattr(before, field)),
            f"{text}{MARK}",
        ]
    unchanged = replace(
        after,
        claims=before.claims,
        cautions=before.cautions,
        stop=before.stop,
        about=before.about,
        dose=before.dose,
        do=before.do,
        press=before.press,
        picture=before.picture,  # in another folder here
    )
    assert unchanged == before
    assert laid.points[1] == small.points[1]


def test_a_shorter_dose_is_said_wherever_a_time_is_said(laid: Catalogue) -> None:
    point = laid.points[0]
    bound = f"No more often than once a day.{MARK}"
    assert (point.dose.seconds, point.dose.a_day) == ((30, 60), (1, 1))
    assert point.do.text == f"Press your left thumb for 30 to 60 seconds{MARK}. {bound}"
    assert [source.id for source in point.do.sources] == ["book", "leaflet"]
    assert [step.text for step in point.press] == ["Press it.", bound]
    assert point.dose.note == f"A guess. Short is enough.{MARK}"
    assert wording.dose_words(point.dose) == f"30 to 60 seconds a side, once a day{MARK}"


def test_a_dose_that_is_not_lower_is_refused(tmp_path: Path) -> None:
    clinic = made_up.clinic_changed(
        "{seconds: [30, 60], a_day: [1, 1], note", "{seconds: [60, 120], a_day: [1, 2], note"
    )
    with pytest.raises(CatalogueError, match="this dose is no lower than the one so far"):
        made_up.read(tmp_path, made_up.TEXT, clinic)


@pytest.mark.parametrize("more", ["seconds: [30, 121]", "a_day: [1, 4]"])
def test_a_clinics_point_is_not_pressed_longer_than_every_shipped_point(more: str, tmp_path: Path) -> None:
    field = more.partition(":")[0]
    clinic = re.sub(rf"(dose: .*){field}: \[\d+, \d+\](.*Nobody knows)", rf"\g<1>{more}\2", made_up.CLINIC)
    assert clinic != made_up.CLINIC
    with pytest.raises(CatalogueError, match="no point is pressed longer than 120 seconds or more often than 3 a day"):
        made_up.read(tmp_path, made_up.TEXT, clinic)


def test_a_stricter_rule_leaves_what_the_milder_one_says(laid: Catalogue) -> None:
    _, cold_hands, _ = laid.conditions
    kd2 = laid.points[1]
    rule = cold_hands.rule_for(kd2)
    assert [layer.action for layer in rule.layers] == [Action.ASK_FIRST, Action.PRESS_LIGHTLY]
    assert wording.rule_words(cold_hands, rule) == (
        f"If your hands are cold, even in summer: ask your matron first. The ring may stick.{MARK} "
        "(This rests on the clinic's advice.) "
        "The guide itself says: press lightly. Cold hands press hard. (This rests on our inference.)"
    )
    (found,) = suggest_named(laid, [kd2], self_report(laid, ["cold-hands"])).suggestions
    assert wording.do_words(found) == (
        f"First ask your matron{MARK}, and go on only if they agree. Press lightly. Press your right thumb."
    )
    assert cold_hands.rule_for(laid.points[0]) == cold_hands.rule


def test_what_a_milder_rule_still_says_is_cited_from_its_own_sources(tmp_path: Path) -> None:
    page = '  - {id: page, title: P, publisher: P, address: "https://example.org/p", kind: study, grade: A}\nchannels:'
    text = made_up.changed("channels:", page).replace(
        "Cold hands press hard., basis: inference, sources: [book]",
        "Cold hands press hard., basis: inference, sources: [page]",
    )
    laid = made_up.read(tmp_path, text, made_up.CLINIC)
    rule = laid.conditions[1].rule_for(laid.points[1])
    assert [source.id for source in wording.each_source(rule.layers)] == ["leaflet", "page"]
    assert {"leaflet", "page"} <= {source.id for source in wording.sources_of(laid, laid.points[1])}
    assert {"leaflet", "page"} <= {source.id for source in wording.sources_of_safety(laid)}


def test_a_point_held_back_by_a_stricter_rule_has_both_reasons(tmp_path: Path) -> None:
    clinic = made_up.clinic_changed(
        "point: kd2, action: ask-first, ask: [matron], reason: The ring", "point: kd2, action: avoid, reason: The ring"
    )
    laid = made_up.read(tmp_path, made_up.TEXT, clinic)
    answer = suggest(laid, self_report(laid, ["night", "cold-hands"]))
    ((code, words),) = wording.reasons_held_back(answer)
    assert code == "KD 2"
    assert words == (
        f"Your hands are cold, even in summer. The ring may stick.{MARK} (This rests on the clinic's advice.) "
        "Cold hands press hard. (This rests on our inference.)"
    )


def test_the_shipped_rules_hold_for_a_clinics_point(laid: Catalogue) -> None:
    new = laid.points[2]
    assert [condition.rule_for(new).action for condition in laid.conditions] == [
        "ask-first",
        "press-lightly",
        "press-lightly",
    ]


def test_a_second_file_sees_the_first_and_is_marked_with_its_own_name(tmp_path: Path) -> None:
    second = (
        "additions:\n  - point: ub2\n    cautions:\n      - {text: Mind the first one., sources: [leaflet]}\n"
        "    dose: {seconds: [10, 30], a_day: [1, 1], sources: [leaflet]}\n"
    )
    laid = made_up.read(tmp_path, made_up.TEXT, made_up.CLINIC, second)
    point = laid.points[2]
    assert point.code == "UB 2 [clinic.yaml]"
    assert point.cautions[-1].text == "Mind the first one. [clinic1.yaml]"
    assert wording.dose_words(point.dose) == "10 to 30 seconds a side, once a day [clinic1.yaml]"


def test_a_clinics_point_is_found_by_its_code_and_names(laid: Catalogue) -> None:
    assert {find_point(laid, typed).id for typed in ("ub2", "BL2", "beta", "丙", "third gate")} == {"ub2"}


# Attempts to take safety away: a change to the made-up clinic's file, then what stands at each place, and the message.
SOFTER: dict[str, tuple[str, str, *tuple[tuple[str, str], ...]]] = {
    "a point again": (
        "- id: ub2\n    code: UB 2\n    who_code: BL2",
        "- id: ub1\n    code: UB 1\n    who_code: BL1",
        ("ub1", "'ub1' is in the catalogue already, and cannot be changed; add to it under 'additions'"),
    ),
    "a condition again": (
        "- id: bandage",
        "- id: sunburn",
        ("sunburn", "'sunburn' is in the catalogue already, and cannot be changed; add to it under 'additions'"),
    ),
    "a warning sign again": (
        "{id: dizzy",
        "{id: faint",
        ("faint, urgency", "'faint' is in the catalogue already, and cannot be changed; choose another id"),
    ),
    "a symptom again": (
        "  - {id: snow",
        "  - {id: rain, group: when, text: x, gate: arms}\n  - {id: snow",
        ("rain, group: w", "'rain' is in the catalogue already, and cannot be changed; choose another id"),
    ),
    "a group again": (
        "  - {id: before",
        "  - {id: when, title: x, question: y}\n  - {id: before",
        ("when, title: x", "'when' is in the catalogue already, and cannot be changed; choose another id"),
    ),
    "a source again": (
        "  - {id: leaflet",
        "  - {id: book, title: x, publisher: x, address: 'https://x.org', kind: trial, grade: A}\n  - {id: leaflet",
        ("book, title: x", "'book' is in the catalogue already, and cannot be changed; choose another id"),
    ),
    "a longer time": (
        "seconds: [30, 60], a_day",
        "seconds: [30, 121], a_day",
        ("[30, 121], a_d", "[30, 121] is more than the dose so far; neither number may be above that of [60, 120]"),
    ),
    "a longer least time": (
        "seconds: [30, 60], a_day",
        "seconds: [61, 90], a_day",
        ("[61, 90], a_da", "[61, 90] is more than the dose so far; neither number may be above that of [60, 120]"),
    ),
    "more times a day": (
        "a_day: [1, 1], note: Short",
        "a_day: [1, 3], note: Short",
        ("[1, 3], note:", "[1, 3] is more than the dose so far; neither number may be above that of [1, 2]"),
    ),
    "a softer rule": (
        "point: kd2, action: ask-first, ask: [matron], reason: The ring",
        "point: kd2, action: press-lightly, reason: The ring",
        (
            "press-lightly,",
            "'press-lightly' holds for 'kd2' already, and 'press-lightly' is not stricter; add a stricter one alone",
        ),
    ),
    "a softer rule for a point held back": (
        "condition: cold-hands\n    except:\n      - {point: kd2, ",
        "condition: sunburn\n    except:\n      - {point: ub1, ",
        ("ask-first, ask", "'avoid' holds for 'ub1' already, and 'ask-first' is not stricter; leave it out"),
    ),
    "the same rule again": (
        "condition: cold-hands\n    except:\n      - {point: kd2, ",
        "condition: sunburn\n    except:\n      - {point: kd2, ",
        (
            "ask-first, ask",
            "'ask-first' holds for 'kd2' already, and 'ask-first' is not stricter; add a stricter one alone",
        ),
    ),
    "a rule of a shipped condition": (
        "condition: cold-hands\n",
        "condition: cold-hands\n    rule: {}\n",
        ("{}", "'rule' of a condition cannot be changed; add except"),
    ),
    "another claim for the same": (
        "      - {symptom: digging",
        "      - {symptom: knee, strength: key, text: x, sources: [leaflet]}\n      - {symptom: digging",
        ("knee, strength", "'knee' has a claim here already, which cannot be changed; leave this one out"),
    ),
    "channels": (
        "groups:\n",
        "channels: []\ngroups:\n",
        ("[]", "a clinic's file may not have 'channels': the channels are the WHO standard's; leave it out"),
    ),
    "what to do at an urgency": (
        "groups:\n",
        "urgencies: []\ngroups:\n",
        ("[]", "a clinic's file may not have 'urgencies': what to do at each urgency stays as it is; leave it out"),
    ),
    "an unclear name made clear": (
        "groups:\n",
        "unclear: []\ngroups:\n",
        ("[]", "a clinic's file may not have 'unclear': names with two meanings stay so; leave it out"),
    ),
    "a name of a shipped point": (
        "english: Third Gate",
        "english: Second Gate",
        ("Second Gate, s", "'secondgate' names KD 2 too; leave it out at one of them"),
    ),
    "an unclear name": (
        "english: Third Gate",
        "english: Twin",
        ("Twin, sources:", "'twin' is listed under 'unclear' and cannot name a point; leave it out"),
    ),
    "steps of a shipped point": (
        "    notes:\n",
        "    press:\n",
        ("- {text: A gar", "'press' of a point cannot be changed; add claims, cautions, stop, notes, or dose"),
    ),
    "an addition to nothing": (
        "- point: ub1\n",
        "- id: ub1\n",
        ("digging, group", "no point answers the symptom 'digging'; add a claim or leave the symptom out"),
        ("id: ub1", "an addition is to a point or to a condition; write either 'point' or 'condition', and its id"),
    ),
    "an addition to both": (
        "- condition: cold-hands\n",
        "- condition: cold-hands\n    point: ub1\n",
        (
            "condition: col",
            "an addition is to a point or to a condition; write either 'point' or 'condition', and its id",
        ),
    ),
    "a flag of a shipped entry": (
        "id: bandage",
        "id: itch",
        ("itch", "the id 'itch' would be a second flag --itch; choose another"),
    ),
}


@pytest.mark.parametrize("kind", SOFTER)
def test_an_attempt_to_change_or_soften_what_is_shipped_is_a_problem(kind: str, tmp_path: Path, run: Run) -> None:
    old, new, *problems = SOFTER[kind]
    shipped = made_up.written(tmp_path)
    text = made_up.clinic_changed(old, new)
    clinic = made_up.written_clinic(tmp_path, text)
    code, answer, _ = run("check", str(shipped), str(clinic), "--json")
    found = json.loads(answer)["problems"]
    assert code == 4
    assert [one["what"] for one in found] == [what for _, what in problems]
    for one, (place, _) in zip(found, problems, strict=True):
        assert text.split("\n")[one["line"] - 1][one["column"] - 1 :].startswith(place)
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(shipped, [clinic])
    assert len(caught.value.problems) == len(problems)


NAMED = {"text", "title", "question", "short", "reason", "note", "publisher"}


def prose(value: object) -> Iterator[str]:
    """Every text of a clinic's file to read, but a source's title, which stands beside its publisher."""
    if isinstance(value, list):
        for item in value:
            yield from prose(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str):
                yield from [item] if name in NAMED and not (name == "title" and "publisher" in value) else []
            else:
                yield from prose(item)


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up clinic's file, in use over the made-up catalogue."""
    shipped = made_up.written(tmp_path)
    file = made_up.written_clinic(tmp_path)
    monkeypatch.setattr("acupoint.catalogue.read.catalogue_file", lambda: shipped)
    monkeypatch.setenv("ACUPOINT_CATALOGUE", str(file))
    return file


LINES = {
    "list": "list",
    "show": "show ub1 kd2 ub2",
    "safety": "safety",
    "suggest": "suggest --snow --rain --digging --night --cold-hands --bandage",
    "withheld": "suggest --dizzy",
    "nothing": "suggest --bandage",
}
READINGS = [f"{line} --{reading}" for line in LINES.values() for reading in ("plain", "pretty", "json")]
OTHERS = ["suggest --help", "handout --help", "handout ub1 ub2 --cold-hands -o -", "handout ub2 -o -"]


def as_read(answer: str) -> str:
    """An answer as one line in small letters, without frames, drawings, and escapes."""
    return " ".join(html.unescape(re.sub(r"[│╭╮╰╯─•●\u2800-\u28ff]", " ", answer)).split()).casefold()


@pytest.mark.usefixtures("clinic")
def test_every_text_of_a_clinics_file_is_marked_in_every_reading(run: Run) -> None:
    texts = [text.casefold() for text in prose(yaml.safe_load(made_up.CLINIC))]
    unseen = set(texts)
    for line in (*READINGS, *OTHERS):
        shown = as_read(run(*line.split())[1])
        for text in texts:
            for found in re.finditer(re.escape(text), shown):
                assert shown[found.end() :].startswith(MARK), (line, text)
                unseen.discard(text)
    assert unseen == {"what came before?", "we rate nothing."}, "which questions and the log alone tell"


def test_a_session_keeps_to_a_clinics_shorter_time_and_marks_its_texts(laid: Catalogue) -> None:
    answer = suggest_named(laid, laid.points, self_report(laid, ["cold-hands", "bandage"]))
    made = turns(answer.suggestions, SessionOptions())
    assert [turn.seconds for turn in made if turn.point.id == "ub1"] == [30, 30]
    wished = turns(answer.suggestions, SessionOptions(50))
    assert [turn.seconds for turn in wished if turn.point.id == "ub1"] == [50, 50]
    with pytest.raises(UsageError, match=r"is outside the times given here .UB 1: 30 to 60"):
        turns(answer.suggestions, SessionOptions(120))
    lines = [
        session_plain.introduction(laid, answer, made, SessionOptions(120)),
        session_plain.full_introduction(laid, answer, made, SessionOptions(120)),
        *(session_plain.card(turn, None, laid.stop) for turn in made),
        *(session_plain.full_card(turn, None, None) for turn in made),
    ]
    shown = as_read("\n".join(lines))
    texts = [text.casefold() for text in prose(yaml.safe_load(made_up.CLINIC))]
    found = [match for text in texts for match in re.finditer(re.escape(text), shown)]
    assert len(found) > 10
    assert [match[0] for match in found if not shown[match.end() :].startswith(MARK)] == []
    assert len(re.findall(r"\bub 2\b", shown)) == len(re.findall(r"\bub 2 \[clinic\.yaml\]", shown))


def test_a_question_of_a_clinics_file_is_marked(laid: Catalogue) -> None:
    lines: list[str] = []
    ask(Person(laid, lines.append, lambda _: ""))
    assert f"What came before?{MARK}" in lines
    assert f"   1. Worse after digging{MARK}" in lines


@pytest.mark.usefixtures("clinic")
def test_a_clinics_point_is_marked_everywhere_and_has_a_field_in_json(run: Run) -> None:
    for line in (*READINGS, *OTHERS):
        if "--json" not in line:
            shown = as_read(run(*line.split())[1])
            assert len(re.findall(r"\bub 2\b", shown)) == len(re.findall(r"\bub 2 \[clinic\.yaml\]", shown)), line
    _, answer, _ = run("show", "ub2", "ub1", "--json")
    point, shipped = json.loads(answer)["points"]
    assert (point["code"], point["added_by"]) == ("UB 2", "clinic.yaml")
    assert "added_by" not in shipped
    assert shipped["dose"]["added_by"] == "clinic.yaml"
    assert [claim.get("added_by") for claim in shipped["relieves"]] == [None, None, "clinic.yaml"]


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("show ub2 --full --plain", ["third gate", "a finger with a dot."]),
        ("show ub2 --full --pretty", ["third gate", "a finger with a dot."]),
        ("handout ub2 -o -", ["a finger with a dot."]),
        ("list --plain", ["worse after digging", "worse in the rain"]),
        ("list --pretty", ["worse after digging", "worse in the rain"]),
        ("suggest --knee --full --plain", ["--snow", "--rain"]),
        ("suggest --knee --full --pretty", ["--snow", "--rain"]),
    ],
)
def test_a_clinics_names_pictures_and_uses_are_marked(line: str, texts: list[str], run: Run) -> None:
    shown = as_read(run(*line.split())[1])
    assert [text for text in texts if f"{text}{MARK}" not in shown] == []


@pytest.mark.usefixtures("clinic")
def test_a_clinics_suggestion_is_marked_in_json(run: Run) -> None:
    (found,) = json.loads(run("suggest", "--snow", "--json")[1])["suggestions"]
    assert (found["code"], found["added_by"]) == ("UB 2", "clinic.yaml")


@pytest.mark.usefixtures("clinic")
def test_whom_a_clinic_says_to_ask_is_marked(run: Run) -> None:
    _, answer, _ = run("suggest", "--night", "--cold-hands", "--plain")
    assert [line for line in answer.splitlines() if "matron" in line and MARK not in line] == []


@pytest.mark.usefixtures("clinic")
def test_a_new_symptom_is_a_new_flag_with_help(run: Run) -> None:
    code, answer, errors = run("suggest", "--digging", "--json")
    assert (code, errors) == (0, "")
    assert [one["point"] for one in json.loads(answer)["suggestions"]] == ["ub1"]
    assert f"--digging Worse after digging{MARK}" in " ".join(run("suggest", "--help")[1].split())


def test_completion_offers_what_a_clinics_file_adds_with_its_mark(clinic: Path) -> None:
    environment = {**os.environ, "ACUPOINT_CATALOGUE": str(clinic)}
    clinic.write_text(
        "symptoms:\n  - {id: stairs, group: when, text: worse on stairs, gate: back}\n"
        "additions:\n  - point: ub60\n    claims:\n"
        "      - {symptom: stairs, strength: also, text: It may help., sources: [many-lives]}\n",
        encoding="utf-8",
    )
    for shell in ("zsh", "fish"):
        assert f"Worse on stairs{MARK}" in run_completion("acupoint suggest --sta", shell, environment)


def test_the_mark_is_the_files_name_made_visible_and_never_its_path(tmp_path: Path) -> None:
    shipped = made_up.written(tmp_path)
    file = made_up.written_clinic(tmp_path, "about:\n  - {text: Hello., sources: [book]}\n", "a\x1b[31m\u202eb.yaml")
    assert read_catalogue(shipped, [file]).about[-1].text == r"Hello. [a\x1b[31m\u202eb.yaml]"


HILLSIDE = 'clinic: {name: Hillside Acupuncture, telephone: "01632 960001"}\n'


def test_a_clinics_name_is_the_mark_in_every_reading_and_in_json(clinic: Path, run: Run) -> None:
    clinic.write_text(f"{HILLSIDE}{made_up.CLINIC}", encoding="utf-8")
    for line in ("show ub1", "show ub1 --pretty", "safety --full", "suggest --digging", "handout ub1 ub2 -o -"):
        code, answer, _ = run(*line.split())
        assert code == 0
        assert "[Hillside" in answer
        assert "clinic.yaml" not in answer
    (point,) = json.loads(run("show", "ub2", "--json")[1])["points"]
    assert point["added_by"] == "Hillside Acupuncture"
    assert point["place"] == "On the left little finger. [Hillside Acupuncture]"


def test_a_catalogue_has_the_clinics_whose_files_are_laid_over_it(tmp_path: Path) -> None:
    laid = made_up.read(tmp_path, made_up.TEXT, f"{HILLSIDE}about: []\n", "clinic: {name: B}\n", "about: []\n")
    assert laid.clinics == (
        Clinic("Hillside Acupuncture", "Hillside Acupuncture", "01632 960001"),
        Clinic("B", "B"),
        Clinic("clinic2.yaml"),
    )


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ([HILLSIDE, HILLSIDE], "clinic1.yaml:1:16: another clinic's file is marked 'Hillside Acupuncture', too; give"),
        ([HILLSIDE, "clinic: {name: hillside-acupuncture}\n"], "clinic1.yaml:1:16: another clinic's file is marked"),
        (["about: []\n", "clinic: {name: clinic.yaml}\n"], "clinic1.yaml:1:16: another clinic's file is marked"),
        (["clinic: {name: clinic1.yaml}\n", "about: []\n"], "clinic1.yaml:1:1: another clinic's file is marked"),
        (["clinic: {}\n"], "clinic.yaml:1:9: the field 'name' is missing"),
        (["clinic: {name: ''}\n"], "clinic.yaml:1:16: 'name' is empty; fill it in"),
        (["clinic: Hillside\n"], "clinic.yaml:1:9: 'clinic' must be a group of fields"),
        (["clinic: {name: B, phone: '1'}\n"], "clinic.yaml:1:19: unknown field 'phone'; did you mean 'telephone'?"),
        (["clinic: {name: B, telephone: 12}\n"], "clinic.yaml:1:30: 'telephone' must be text; put it in quotes"),
        (
            [f"clinic: {{name: {'B' * 41}}}\n"],
            "clinic.yaml:1:16: 'name' has 41 letters; it marks every text, so write 40 at most",
        ),
    ],
)
def test_a_clinics_name_that_cannot_be_a_mark_is_a_problem(texts: list[str], problem: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=re.escape(problem)):
        made_up.read(tmp_path, made_up.TEXT, *texts)


def test_two_files_of_one_name_are_refused_with_exit_code_4(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    files = [made_up.written_clinic(tmp_path / folder, "about: []\n") for folder in "ab"]
    monkeypatch.setenv("ACUPOINT_CATALOGUE", os.pathsep.join(map(str, files)))
    what = "another clinic's file is marked 'clinic.yaml', too; give one of them another name under 'clinic'"
    assert run("list") == (4, "", f"error: {files[1]}:1:1: {what}; ACUPOINT_CATALOGUE names this file\n")
    code, answer, _ = run("check")
    assert code == 4
    assert f"{files[1]}:1:1: {what}\n" in answer


def test_a_whole_catalogue_is_no_clinics(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="unknown field 'clinic'"):
        made_up.read(tmp_path, f"{HILLSIDE}{made_up.TEXT}")


def test_pictures_of_a_clinic_are_beside_its_file(tmp_path: Path) -> None:
    shipped = made_up.written(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    file = made_up.written_clinic(tmp_path / "elsewhere")
    with pytest.raises(CatalogueError, match="there is no picture"):
        read_catalogue(shipped, [file])
    made_up.written(tmp_path / "elsewhere")
    (picture,) = [point.picture for point in read_catalogue(shipped, [file]).points[2:]]
    assert picture is not None
    assert picture.file.parent == tmp_path / "elsewhere" / "pictures"


@pytest.mark.parametrize(
    ("setting", "names"),
    [("", []), ("a.yaml", ["a.yaml"]), ("a.yaml:b.yaml", ["a.yaml", "b.yaml"]), (":a.yaml::", ["a.yaml"])],
)
def test_the_setting_names_files_as_path_does(setting: str, names: list[str]) -> None:
    files = [Path.cwd() / name for name in names]
    assert clinic_files({"ACUPOINT_CATALOGUE": setting.replace(":", os.pathsep)}) == files
    assert clinic_files({}) == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (None, "{file}: there is no such catalogue file"),
        ("about: 1\nstop: 2\n", "{file}:1:8: 'about' must be a list (and 1 more problem)"),
        ("points:\n  - id: ub1\n", "{file}:2:5: the field 'code' is missing (and 14 more problems)"),
    ],
)
def test_a_clinics_file_with_a_problem_is_one_error_line_and_exit_code_4(
    text: str | None, error: str, clinic: Path, run: Run
) -> None:
    if text is None:
        clinic.unlink()
    else:
        clinic.write_text(text, encoding="utf-8")
    for line in ("list", "show ub1", "suggest --knee", "handout ub1 -o -"):
        told = f"error: {error.format(file=clinic)}; ACUPOINT_CATALOGUE names this file\n"
        assert run(*line.split()) == (4, "", told)
    assert run("--version")[0] == 0


def test_a_folder_in_the_setting_is_an_error_of_the_catalogue(clinic: Path, run: Run) -> None:
    clinic.unlink()
    clinic.mkdir()
    told = f"error: {clinic}: the catalogue file cannot be read: Is a directory; ACUPOINT_CATALOGUE names this file\n"
    assert run("list") == (4, "", told)


def test_problems_of_several_files_are_counted_together(tmp_path: Path) -> None:
    shipped = made_up.written(tmp_path)
    files = [made_up.written_clinic(tmp_path, "about: 1\n", name) for name in ("one.yaml", "two.yaml")]
    with pytest.raises(CatalogueError, match=r"one\.yaml:1:8: 'about' must be a list \(and 1 more problem\)"):
        read_catalogue(shipped, files)


def bounds(catalogue: Catalogue) -> dict[tuple[str, str], int]:
    """How strict each condition is for each point."""
    return {
        (condition.id, point.id): condition.rule_for(point).action.strictness
        for condition in catalogue.conditions
        for point in catalogue.points
    }


def safeguards(catalogue: Catalogue) -> set[str]:
    """Every text that keeps somebody safe."""
    general: list[Statement] = [*catalogue.cautions, *catalogue.stop, *catalogue.rules]
    of_points = [one for point in catalogue.points for one in (*point.cautions, *point.stop)]
    rules = [
        f"{condition.id} {point.id} {rule.reason}"
        for condition in catalogue.conditions
        for point in catalogue.points
        for rule in condition.rule_for(point).layers
    ]
    signs = [f"{sign.id} {sign.text} {sign.urgency}" for sign in catalogue.warnings]
    return {*(one.text for one in (*general, *of_points)), *rules, *signs}


STATEMENTS = st.lists(
    st.fixed_dictionaries({"text": st.sampled_from(["Mind it.", "Stop at once."]), "sources": st.just(["leaflet"])}),
    min_size=1,
    max_size=2,
)
POINTS = st.sampled_from(["ub1", "kd2"])
NUMBERS = st.tuples(st.integers(1, 130), st.integers(1, 130)).map(sorted)
TIMES = st.tuples(st.integers(1, 4), st.integers(1, 4)).map(sorted)
DOSES = st.fixed_dictionaries({"seconds": NUMBERS, "a_day": TIMES, "sources": st.just(["leaflet"])})


@st.composite
def rules(draw: st.DrawFn) -> dict[str, object]:
    action = draw(st.sampled_from(["avoid", "ask-first", "press-lightly"]))
    ask = {"ask": ["matron"]} if action == "ask-first" else {}
    return {"action": action, "reason": "Because.", "basis": "advice", "sources": ["leaflet"], **ask}


@st.composite
def additions(draw: st.DrawFn) -> dict[str, object]:
    if draw(st.booleans()):
        exceptions = [{"point": draw(POINTS), **draw(rules())}]
        return {"condition": draw(st.sampled_from(["sunburn", "cold-hands"])), "except": exceptions}
    fields = {"cautions": draw(STATEMENTS), "stop": draw(STATEMENTS), "dose": draw(DOSES)}
    chosen = draw(st.sets(st.sampled_from(sorted(fields)), min_size=1))
    return {"point": draw(POINTS), **{name: fields[name] for name in sorted(chosen)}}


@st.composite
def clinics(draw: st.DrawFn) -> str:
    """A clinic's file that adds what it may, or tries to take something away."""
    (leaflet,) = yaml.safe_load(made_up.CLINIC)["sources"]
    clinic: dict[str, object] = {"sources": [leaflet]}
    match draw(st.sampled_from(["additions", "condition", "sign", "statements"])):
        case "additions":
            clinic["additions"] = draw(st.lists(additions(), min_size=1, max_size=2))
        case "condition":
            name = draw(st.sampled_from(["bandage", "sunburn", "cold-hands"]))
            exceptions = [{"point": draw(POINTS), **draw(rules())}]
            clinic["conditions"] = [
                {"id": name, "text": "so it is", "short": "so it is", "rule": draw(rules()), "except": exceptions}
            ]
        case "sign":
            name, urgency = (
                draw(st.sampled_from(["dizzy", "faint", "itch"])),
                draw(st.sampled_from(["routine", "urgent", "emergency"])),
            )
            gates = draw(st.sampled_from([["legs"], ["arms"], ["legs", "arms"]]))
            sign = {"id": name, "urgency": urgency, "text": "x", "short": "x", "for": gates, "sources": ["leaflet"]}
            clinic["warnings"] = [sign]
        case _:
            clinic[draw(st.sampled_from(["cautions", "stop", "rules"]))] = draw(STATEMENTS)
    return yaml.safe_dump(clinic, allow_unicode=True, sort_keys=False)


@given(clinics())
@settings(max_examples=rounds(300))
def test_whatever_a_clinics_file_adds_nothing_gets_softer(laid: Catalogue, small: Catalogue, text: str) -> None:
    text = text.replace("leaflet", "second-leaflet")  # the first is in the catalogue below already
    for before in (small, laid):
        with TemporaryDirectory() as folder:
            try:
                after = read_over(before, [made_up.written_clinic(Path(folder), text)])
            except CatalogueError:
                continue
        assert all(bounds(after)[pair] >= strictness for pair, strictness in bounds(before).items())
        assert safeguards(before) <= safeguards(after)
        for old, new in zip(before.points, after.points, strict=True):
            assert new.id == old.id
            assert all(less <= more for less, more in zip(new.dose.seconds, old.dose.seconds, strict=True))
            assert all(less <= more for less, more in zip(new.dose.a_day, old.dose.a_day, strict=True))
            assert set(old.claims) <= set(new.claims)
        for earlier, later in zip(before.gates, after.gates, strict=True):
            assert later.emergency[: len(earlier.emergency)] == earlier.emergency
            assert later.urgent[: len(earlier.urgent)] == earlier.urgent


def test_notes_come_after_what_the_guide_says_of_a_point(tmp_path: Path, small: Catalogue) -> None:
    # kd2 has an `about`, a sign to stop at, and cautions of its own: none may be lost to what a clinic adds.
    clinic = (
        f"{made_up.CLINIC.partition('groups:')[0]}additions:\n"
        "  - point: kd2\n    notes: [{text: N., sources: [leaflet]}]\n"
        "  - point: kd2\n    stop: [{text: S., sources: [leaflet]}]\n    cautions: [{text: C., sources: [leaflet]}]\n"
        "  - point: kd2\n    notes: [{text: O., sources: [leaflet]}]\n"
    )
    before, after = small.points[1], made_up.read(tmp_path, made_up.TEXT, clinic).points[1]
    assert [one.text for one in after.about] == ["Named after a letter.", f"N.{MARK}", f"O.{MARK}"]
    assert [one.text for one in after.stop] == ["Stop when it tickles.", f"S.{MARK}"]
    assert [one.text for one in after.cautions] == ["Mind the ring.", f"C.{MARK}"]
    assert (after.dose, after.claims) == (before.dose, before.claims)


def test_a_second_exception_leaves_the_first_as_it_is(tmp_path: Path, small: Catalogue) -> None:
    clinic = (
        f"{made_up.CLINIC.partition('groups:')[0]}additions:\n"
        "  - condition: sunburn\n    except:\n"
        "      - {point: kd2, action: avoid, reason: K., basis: advice, sources: [leaflet]}\n"
        "  - condition: cold-hands\n    except:\n"
        "      - {point: ub1, action: ask-first, ask: [nurse], reason: A., basis: advice, sources: [leaflet]}\n"
        "  - condition: cold-hands\n    except:\n"
        "      - {point: kd2, action: avoid, reason: B., basis: advice, sources: [leaflet]}\n"
        "      - {point: ub1, action: avoid, reason: C., basis: advice, sources: [leaflet]}\n"
    )
    laid = made_up.read(tmp_path, made_up.TEXT, clinic)
    ub1, kd2 = laid.points
    sunburn, cold_hands = laid.conditions
    assert sunburn.rule_for(ub1) == small.conditions[0].rule_for(small.points[0])
    assert [rule.reason for rule in sunburn.rule_for(kd2).layers] == [f"K.{MARK}", "Burnt skin is sore."]
    assert [rule.reason for rule in cold_hands.rule_for(kd2).layers] == [f"B.{MARK}", "Cold hands press hard."]
    assert [rule.reason for rule in cold_hands.rule_for(ub1).layers] == [
        *(f"C.{MARK}", f"A.{MARK}", "Cold hands press hard."),
    ]
    assert (sunburn.rule, cold_hands.rule) == (small.conditions[0].rule, small.conditions[1].rule)


def test_of_two_additions_only_a_stricter_second_one_is_taken(tmp_path: Path) -> None:
    item = "      - {point: kd2, action: ask-first, ask: [nurse], reason: A., basis: advice, sources: [book]}\n"
    clinic = f"additions:\n{f'  - condition: cold-hands{chr(10)}    except:{chr(10)}{item}' * 2}"
    with pytest.raises(CatalogueError, match="'ask-first' holds for 'kd2' already, and 'ask-first' is not stricter"):
        made_up.read(tmp_path, made_up.TEXT, clinic)
    claim = "    claims: [{symptom: rain, strength: also, text: X., sources: [book]}]\n"
    with pytest.raises(CatalogueError, match="'rain' has a claim here already, which cannot be changed"):
        made_up.read(tmp_path, made_up.TEXT, f"additions:\n{f'  - point: kd2{chr(10)}{claim}' * 2}")


@pytest.mark.parametrize(("seconds", "a_day"), [([60, 120], [1, 3]), ([120, 120], [3, 3]), ([1, 120], [1, 1])])
def test_a_clinics_point_may_be_pressed_as_long_as_the_longest(
    seconds: list[int], a_day: list[int], tmp_path: Path
) -> None:
    clinic = made_up.clinic_changed("seconds: [30, 30], a_day: [1, 1]", f"seconds: {seconds}, a_day: {a_day}")
    dose = made_up.read(tmp_path, made_up.TEXT, clinic).points[2].dose
    assert (list(dose.seconds), list(dose.a_day)) == (seconds, a_day)


@pytest.mark.parametrize(("seconds", "a_day"), [([60, 121], [1, 3]), ([60, 120], [1, 4]), ([121, 121], [1, 1])])
def test_a_clinics_point_is_not_pressed_one_second_longer(seconds: list[int], a_day: list[int], tmp_path: Path) -> None:
    clinic = made_up.clinic_changed("seconds: [30, 30], a_day: [1, 1]", f"seconds: {seconds}, a_day: {a_day}")
    with pytest.raises(CatalogueError, match="no point is pressed longer than 120 seconds or more often than 3 a day"):
        made_up.read(tmp_path, made_up.TEXT, clinic)


def test_a_dose_may_be_lowered_again_and_keeps_each_note_and_source(tmp_path: Path, small: Catalogue) -> None:
    def dose(seconds: str, note: str, source: str = "leaflet") -> str:
        return f"  - point: ub1\n    dose: {{seconds: {seconds}, a_day: [1, 2], note: {note}, sources: [{source}]}}\n"

    leaflet = made_up.CLINIC.partition("groups:")[0]
    clinics = (
        f"{leaflet}additions:\n{dose('[50, 90]', 'One.')}{dose('[40, 80]', 'Two.')}",
        f"additions:\n{dose('[30, 70]', 'Three.', 'blog')}",
    )
    found = made_up.read(tmp_path, made_up.TEXT, *clinics).points[0].dose
    assert found.seconds == (30, 70)
    assert found.note == f"A guess. One.{MARK} Two.{MARK} Three. [clinic1.yaml]"
    assert [source.id for source in found.sources] == ["book", "leaflet", "blog"]
    assert found.first == small.points[0].dose
    raised = f"{leaflet}additions:\n{dose('[40, 80]', 'One.')}{dose('[40, 81]', 'Two.')}"
    with pytest.raises(CatalogueError, match=r"\[40, 81\] is more than the dose so far; .* above that of \[40, 80\]"):
        made_up.read(tmp_path, made_up.TEXT, raised)
    with pytest.raises(CatalogueError, match="this dose is no lower than the one so far"):
        made_up.read(tmp_path, made_up.TEXT, f"{leaflet}additions:\n{dose('[40, 80]', 'One.') * 2}")
