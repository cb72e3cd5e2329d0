"""A person's own words on the command line: what they do, what is shown of them, and what they can never do."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.cli.main import COMMANDS
from acupoint.cli.own_words import joined
from support import made_up
from support.program import Run
from support.terminal import Terminal, type_lines, type_lines_and_read
from support.thorough import rounds

POINT = re.compile(r"UB ?\d|KD ?\d|GB ?\d|Ālpha|Èpsilon|thumb")
GATE = "With a sore leg, do you have any of these now?"
WHETHER = "Is this true of you? A rash that spreads."


@pytest.mark.parametrize(
    "line",
    [
        ["knee", "at", "night"],
        ["knee at night"],
        ["knee", "--night"],
        ["--night", "knee"],
        ["my", "--night", "knee"],
        ["--night", "--", "knee"],
    ],
)
def test_words_stand_beside_flags_quoted_or_not(line: list[str], run: Run, made: Path) -> None:
    code, answer, errors = run("suggest", *line, catalogue=made)
    assert (code, errors) == (0, "")
    assert "the same as: acupoint suggest --knee --night\n" in answer
    assert answer.splitlines()[-1] == run("suggest", "--knee", "--night", catalogue=made)[1].splitlines()[-1]


def test_words_after_two_hyphens_may_begin_with_one(run: Run, made: Path) -> None:
    assert run("suggest", "--", "-x", "knee", catalogue=made)[1].startswith('you said: "-x knee"\n')


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["no", "rash"], "no rash"),
        (["no rash", "a sore knee"], "no rash. a sore knee"),
        (["rain", "no rash", "knee"], "rain. no rash. knee"),
        ([" ", ""], ""),
        ([], ""),
    ],
)
def test_what_was_quoted_is_a_sentence_of_its_own(arguments: list[str], text: str) -> None:
    assert joined(arguments) == text


def test_what_was_understood_is_shown_before_anything_else(run: Run, made: Path) -> None:
    text = "my knee hurts, no itch, and odd skin, and the moon"
    code, answer, _ = run("suggest", text, "--night", catalogue=made)
    assert code == 3
    assert answer.splitlines() == [
        'you said: "my knee hurts, no itch, and odd skin, and the moon"',
        "understood: a sore knee",
        "understood as not so: an itch",
        'not understood: "and the moon"',
        'perhaps a warning sign: "odd skin": a rash',
        "the same as: acupoint suggest --knee --night --rash",
        f"question: {WHETHER} If so, add --rash. If not, --no-rash.",
        "answer: This guide names no point until you have answered that.",
    ]


@pytest.mark.parametrize("reading", ["--plain", "--pretty", "--json"])
class TestASignThatIsStated:
    def test_it_withholds_and_the_words_are_quoted(self, reading: str, run: Run, made: Path) -> None:
        code, answer, _ = run("suggest", "sore knee and I faint", reading, catalogue=made)
        assert (code, POINT.search(answer)) == (3, None)
        assert ('"faint": Fainting again' in answer) == (reading != "--json")

    def test_it_is_not_asked_about_again(
        self, reading: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_lines_and_read(monkeypatch)
        assert run("suggest", "knee, I faint, odd skin", reading, catalogue=made)[::2] == (3, "")

    def test_it_withholds_a_named_point(self, reading: str, run: Run, made: Path) -> None:
        for command in ("session", "handout"):
            how = [] if reading == "--json" or command == "handout" else [reading]
            code, answer, _ = run(command, "ub1", "--say", "I faint", *how, catalogue=made)
            assert (code, POINT.search(answer)) == (3, None)


class TestASignThatIsAskedAboutInAPipe:
    @pytest.mark.parametrize("text", ["knee, odd skin", "knee, what if it is a rash", "my knee. a rash years ago"])
    @pytest.mark.parametrize("reading", ["--plain", "--pretty", "--json"])
    def test_no_point_is_named_until_a_flag_answers(self, text: str, reading: str, run: Run, made: Path) -> None:
        code, answer, errors = run("suggest", text, reading, catalogue=made)
        assert (code, errors, POINT.search(answer)) == (3, "", None)
        assert reading == "--json" or ("add --rash." in answer and "--no-rash." in answer)
        assert run("suggest", text, reading, "--rash", catalogue=made)[0] == 3
        code, answer, errors = run("suggest", text, reading, "--no-rash", catalogue=made)
        assert (code, errors) == (0, "")
        assert POINT.search(answer)

    def test_a_condition_is_asked_about_as_well(self, run: Run, made: Path) -> None:
        line = ("suggest", "my knee hurts. my mum has a sunburn")
        code, answer, _ = run(*line, catalogue=made)
        assert (code, POINT.search(answer)) == (3, None)
        assert 'perhaps true of you: "sunburn": you have a sunburn' in answer
        assert "UB 1:" in run(*line, "--sunburn", catalogue=made)[1], "it holds that point back"
        assert "do this at UB 1" in run(*line, "--no-sunburn", catalogue=made)[1]

    @pytest.mark.parametrize("command", ["session ub1 --yes --no-log", "handout ub1 -o -", "session --yes --no-log"])
    def test_other_commands_wait_for_the_answer_too(self, command: str, run: Run, made: Path) -> None:
        code, answer, _ = run(*command.split(), "--say", "knee, odd skin", catalogue=made)
        assert (code, POINT.search(answer.replace("handout ub1", ""))) == (3, None)
        assert "answer: This guide names no point until you have answered that." in answer

    def test_a_no_takes_back_neither_words_nor_a_flag(self, run: Run, made: Path) -> None:
        for line in (["knee and a rash", "--no-rash"], ["--knee", "--rash", "--no-rash"], ["--no-rash", "--rash"]):
            code, answer, errors = run("suggest", *line, catalogue=made)
            assert (code, POINT.search(answer)) == (3, None)
            assert errors == "note: --no-rash takes back neither --rash nor words that say so\n"

    def test_a_denial_in_words_answers_nothing(self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        type_lines_and_read(monkeypatch, "2")
        code, _, asked = run("suggest", "my knee hurts, no rash", catalogue=made)
        assert (code, "2. A rash that spreads" in asked) == (3, True)


class TestNoFlags:
    def test_each_sign_and_condition_has_one_that_help_does_not_show(
        self, small: Catalogue, run: Run, made: Path
    ) -> None:
        for entry in [*small.vocabulary][len(small.symptoms) :]:
            assert run("suggest", "--knee", f"--no-{entry.id}", catalogue=made)[0] == 0
        for command in ("suggest", "session", "handout"):
            shown = run(command, "--help", catalogue=made)[1]
            assert not [entry for entry in small.vocabulary if f"--no-{entry.id}" in shown]

    @pytest.mark.parametrize(
        ("flag", "error"),
        [
            ("--no-knee", "no such option: --no-knee"),
            ("--no-rash=1", "option '--no-rash' does not take a value"),
            ("--no-ras", "no such option: --no-ras"),
        ],
    )
    def test_no_other_is_taken_and_none_is_guessed(self, flag: str, error: str, run: Run, made: Path) -> None:
        code, _, errors = run("suggest", flag, catalogue=made)
        assert code == 2
        assert errors.startswith(f"error: {error}")
        assert "--no-rash (" not in errors
        assert "Possible options: --no-rash" not in errors

    def test_alone_they_say_nothing(self, run: Run, made: Path) -> None:
        assert run("suggest", "--no-rash", catalogue=made)[0] == 2

    def test_no_id_may_be_taken_for_another_ones_no(self, run: Run, tmp_path: Path) -> None:
        for old, new in (("id: sunburn", "id: no-rash"), ("id: sunburn", "id: log"), ("id: rain", "id: no-itch")):
            text = made_up.changed(old, new).replace(old.replace("id:", "symptom:"), new.replace("id:", "symptom:"))
            code, _, errors = run("list", catalogue=made_up.written(tmp_path, text))
            assert (code, "would be a second flag --no-" in errors) == (4, True)


class TestAtATerminal:
    @pytest.mark.parametrize("command", ["suggest {}", "session --no-log --say {}", "handout -o - --say {}"])
    def test_a_yes_or_enter_withholds_and_a_no_goes_on_to_the_gate(
        self, command: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        line = [one.format("knee, odd skin") for one in command.split()]
        for typed in ("y", "", " YES ", "maybe", "I do not know", "-"):
            type_lines_and_read(monkeypatch, typed, "y")
            code, answer, asked = run(*line, catalogue=made)
            assert (code, POINT.search(answer), GATE in asked) == (3, None, False)
            assert ("Type y for yes or n for no." in asked) == (typed not in {"y", "", " YES "})
        for gate in ("1", "2"):
            type_lines_and_read(monkeypatch, "n", gate)
            code, answer, asked = run(*line, catalogue=made)
            assert WHETHER in asked
            if gate == "1":
                assert (code, POINT.search(answer), GATE in asked) == (3, None, True)
            assert "A rash that spreads\n" not in asked.partition(GATE)[2], "what was answered is not asked again"

    def test_the_gate_is_a_question_after_words(self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        type_lines_and_read(monkeypatch, "")
        code, answer, asked = run("suggest", "my knee hurts", "--plain", catalogue=made)
        assert (code, GATE in asked, "do this at UB 1" in answer) == (0, True, True)
        assert "Call now" not in answer, "what was asked is not shown again"
        assert "no check" not in answer
        assert "The same again" not in asked, "it was shown as the same as"

    def test_a_named_point_has_its_gate_asked_too(self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        type_lines_and_read(monkeypatch, "1")
        code, answer, asked = run("session", "ub1", "--no-log", "--say", "it hurts at night", catalogue=made)
        assert (code, GATE in asked) == (3, True)
        assert not POINT.search(answer.replace("session ub1", ""))

    def test_what_is_chosen_is_among_the_same_again(
        self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_lines_and_read(monkeypatch, "n", "")
        _, _, asked = run("suggest", "knee, odd skin", "--plain", catalogue=made)
        assert asked.endswith("The same again: acupoint suggest --knee --plain\n")

    def test_where_no_point_would_be_named_nothing_is_asked(
        self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for text in ("the moon", "no rash", "me duele la rodilla", "膝盖疼"):
            type_lines_and_read(monkeypatch)
            assert run("suggest", text, catalogue=made)[::2] == (1, "")

    def test_where_the_answer_goes_elsewhere_nothing_is_asked(
        self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_lines(monkeypatch)
        code, answer, asked = run("suggest", "my knee hurts", catalogue=made)
        assert (code, asked) == (0, "")
        assert answer.index("Reading words is no check.") < answer.index("Call now") < answer.index("do this")


class TestInAPipe:
    @pytest.mark.parametrize("reading", ["--plain", "--pretty", "--full"])
    def test_the_gate_stands_first_and_reading_is_said_to_be_no_check(self, reading: str, run: Run, made: Path) -> None:
        _, answer, _ = run("suggest", "my knee hurts", reading, catalogue=made)
        then = {"--pretty": "None of these now?", "--plain": "If none, go on."}.get(reading, "these now, go on.")
        order = ("you said", "the same as", "is no check", "ainting", then, "Ālpha")
        assert sorted(order, key=answer.index) == list(order)

    @pytest.mark.parametrize("text", ["worse in the cold, and in the morning", "lower back pain", "pain in my side"])
    def test_they_add_fifty_words_to_an_answer_at_most(self, text: str, run: Run) -> None:
        _, answer, _ = run("suggest", text, "--plain")
        flags = re.findall(r"--[a-z-]+", re.search("the same as: (.*)", answer)[1])  # type: ignore[index]  # it is there
        assert flags
        assert len(answer.split()) <= len(run("suggest", *flags, "--plain")[1].split()) + 50

    def test_json_has_the_words_and_that_nobody_was_asked(self, run: Run, made: Path) -> None:
        text = "my knee hurts at night, no itch, odd skin, the moon"
        code, answer, errors = run("suggest", text, "--json", catalogue=made)
        said = json.loads(answer)
        assert (code, errors) == (3, "")
        assert said["words"] == {
            "text": text,
            "stated": [{"id": "knee", "said": "knee"}, {"id": "night", "said": "night"}],
            "asked": [{"id": "rash", "said": "odd skin"}],
            "perhaps": [],
            "denied": [{"id": "itch", "said": "itch"}],
            "not_understood": ["the moon"],
        }
        assert said["asked"]["symptoms"] == ["knee", "night"]
        assert (said["withheld"], said["suggestions"], said["held_back"]) == (True, [], [])
        assert said["asked"]["signs_asked"] is False
        assert "words" not in json.loads(run("suggest", "--knee", "--json", catalogue=made)[1])

    @pytest.mark.parametrize("text", ["the moon", "bonjour", "背痛", "\x1b", "no rash", "?!", "🦵", "a" * 10_000])
    def test_nothing_understood_is_what_the_guide_covers(self, text: str, run: Run, made: Path) -> None:
        code, answer, errors = run("suggest", text, catalogue=made)
        assert (code, errors) == (1, "")
        assert "this guide covers: Where it hurts: --knee: a sore knee" in answer
        assert ("Nothing you said is understood." in answer) == (text != "no rash")
        assert run("suggest", text, "--json", catalogue=made)[0] == 1

    def test_nothing_understood_names_no_point_that_was_named(self, run: Run, made: Path) -> None:
        for line in ("session ub1 --yes --no-log", "handout ub1 -o -"):
            code, answer, _ = run(*line.split(), "--say", "me duele el pecho", catalogue=made)
            assert (code, "do this" in answer, "<html" in answer) == (1, False, False)

    def test_blank_words_are_none(self, run: Run, made: Path) -> None:
        assert run("suggest", "", " ", catalogue=made)[0] == 2
        assert run("suggest", "", "--knee", catalogue=made) == run("suggest", "--knee", catalogue=made)

    @pytest.mark.parametrize("reading", ["--plain", "--pretty", "--json"])
    def test_no_escape_code_of_the_words_reaches_the_terminal(self, reading: str, run: Run, made: Path) -> None:
        text = "my knee\x1b[31m hurts\x07, the \u202e moon\x9b1m\n\nodd\u2028skin \udcff"
        for line in (["suggest", text, reading], ["handout", "--say", text, "-o", "-"], [text]):
            for one in run(*line, catalogue=made)[1:]:
                assert not re.search("[\x1b\x07\x9b\u202e\u2028\udcff]", one)

    def test_a_long_text_is_cut_where_it_is_quoted(self, run: Run, made: Path) -> None:
        text = "my knee hurts, " + "and the moon is full, " * 400
        _, answer, _ = run("suggest", text, "--plain", catalogue=made)
        first, *rest = answer.partition("\nnote:")[0].splitlines()
        assert len(first) < 160
        assert first.endswith('..."')
        assert max(map(len, rest)) < 330
        assert "more\n" in answer

    def test_handouts_show_what_was_understood_beside_the_page(self, run: Run, made: Path) -> None:
        code, page, errors = run("handout", "--say", "my knee hurts", "-o", "-", catalogue=made)
        assert (code, page.startswith("<!DOCTYPE html>")) == (0, True)
        assert errors.startswith('you said: "my knee hurts"\nunderstood: a sore knee\n')
        assert "my knee hurts" not in page


class TestASymptomThatIsOnlyHintedAt:
    def test_its_signs_are_shown_and_it_withholds_nothing(self, run: Run, made: Path) -> None:
        code, answer, errors = run("suggest", "my arm hurts", catalogue=made)
        assert (code, errors, POINT.search(answer)) == (1, "", None)
        assert 'perhaps meant: "arm": a sore elbow\n' in answer
        assert "the same as" not in answer
        assert "Call now: Fainting or no pulse." in answer, "which is the gate of arms"
        assert "Nothing in this guide matches what you said." in answer
        code, answer, _ = run("suggest", "my knee hurts, and my arm", catalogue=made)
        assert (code, "no pulse" in answer, "do this at UB 1" in answer) == (0, True, True)
        assert "the same as: acupoint suggest --knee\n" in answer
        assert "no pulse" not in run("suggest", "my knee hurts, and no arm", catalogue=made)[1]

    def test_json_tells_it_apart_from_what_withholds(self, run: Run, made: Path) -> None:
        said = json.loads(run("suggest", "my arm hurts", "--json", catalogue=made)[1])
        assert said["words"]["perhaps"] == [{"id": "elbow", "said": "arm"}]
        assert (said["words"]["asked"], said["asked"]["symptoms"], said["withheld"]) == ([], [], False)

    @pytest.mark.parametrize(("typed", "again"), [("y", "--elbow --night"), ("n", ""), ("", "")])
    def test_a_terminal_asks_and_then_looks_for_its_signs(
        self, typed: str, again: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_lines_and_read(monkeypatch, typed, "")
        code, answer, asked = run("suggest", "my arm hurts at night", "--pretty", catalogue=made)
        assert code == 0
        assert 'You said "arm". Is this true of you? A sore elbow.' in asked
        assert "With a sore arm, do you have any of these now?" in asked
        assert POINT.search(answer)
        assert ("The same again: acupoint suggest" in asked, again in asked) == (bool(again), True)

    def test_with_no_point_to_name_a_no_shows_them(self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        type_lines_and_read(monkeypatch, "n")
        code, answer, _ = run("suggest", "my arm hurts", "--plain", catalogue=made)
        assert (code, "Fainting or no pulse." in answer) == (1, True)


class TestACommandThatWasMeant:
    @pytest.mark.parametrize(
        ("line", "meant"),
        [
            (["knee", "hurts"], "acupoint suggest knee hurts"),
            (["knee hurts"], "acupoint suggest 'knee hurts'"),
            (["my", "knee's", "bad"], 'acupoint suggest my "knee\'s" bad'),
            (["knee", "$x"], "acupoint suggest knee '$x'"),
            (["my", "knee", "--night"], "acupoint suggest my knee --night"),
            (["I", "faint"], "acupoint suggest I faint"),
            (["no", "rash"], "acupoint suggest no rash"),
            (["ub1"], "acupoint show ub1"),
            (["UB", "1"], "acupoint show ub1"),
            (["UB 1"], "acupoint show ub1"),
            (["alpha"], "acupoint show ub1"),
            (["甲"], "acupoint show ub1"),
            (["ub1", "kd2"], "acupoint show ub1 kd2"),
            (["knee"] * 100, "acupoint suggest"),
        ],
    )
    def test_it_is_named_and_not_run(self, line: list[str], meant: str, run: Run, made: Path) -> None:
        code, answer, errors = run(*line, catalogue=made)
        assert (code, answer) == (2, "")
        assert errors.startswith("error: no such command")
        assert f"Did you mean '{meant}'?" in errors

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_mistyped_command_is_still_guessed(self, command: str, run: Run, made: Path) -> None:
        for mistyped in (f"{command}x", command[0] + command):
            for rest in ([], ["knee"], ["ub1"]):
                code, _, errors = run(mistyped, *rest, catalogue=made)
                assert code == 2
                assert f"no such command '{mistyped}'. Did you mean '{command}'?" in errors

    @pytest.mark.parametrize("command", ["list", "safety"])
    def test_a_command_that_takes_no_words_names_it_too(self, command: str, run: Run, made: Path) -> None:
        code, answer, errors = run(command, "knee", "hurts", catalogue=made)
        assert (code, answer) == (2, "")
        assert "Did you mean 'acupoint suggest knee hurts'? 'acupoint" in errors
        assert "Did you mean" not in run(command, "some", "thing", catalogue=made)[2]

    @pytest.mark.parametrize(
        ("command", "meant"),
        [
            ("show", "acupoint suggest my knee hurts"),
            ("session", "acupoint session --say 'my knee hurts'"),
            ("handout", "acupoint handout --say 'my knee hurts'"),
        ],
    )
    def test_words_where_points_go_are_told_their_place(self, command: str, meant: str, run: Run, made: Path) -> None:
        code, answer, errors = run(command, "my", "knee", "hurts", catalogue=made)
        assert (code, answer) == (1, "")
        assert errors.startswith("error: this guide has no point called 'my'; ")
        assert errors.endswith(f". To say what you feel, type: {meant}\n")
        assert "To say" not in run(command, "bone", catalogue=made)[2]

    def test_suggest_takes_its_words_as_the_others_do(self, run: Run, made: Path) -> None:
        said = run("suggest", "--say", "my knee", "--say", "at night", catalogue=made)
        assert said == run("suggest", "my knee", "at night", catalogue=made)
        assert said[0] == 0

    def test_a_broken_catalogue_names_none(self, run: Run, tmp_path: Path) -> None:
        code, _, errors = run("knee", "hurts", catalogue=tmp_path / "none.yaml")
        assert (code, errors.startswith("error: no such command 'knee'")) == (2, True)

    @pytest.mark.parametrize("line", [["ub1"], ["UB", "1"], ["alpha"], ["ub1", "kd2"], ["ub2"], ["twin"]])
    def test_suggest_says_where_a_points_name_belongs(self, line: list[str], run: Run, made: Path) -> None:
        code, answer, errors = run("suggest", *line, catalogue=made)
        name = " ".join(line)
        assert (code, answer) == (2, "")
        assert errors == f"error: '{name}' is a point: type 'acupoint show {name}', or say what you feel\n"
        assert run("suggest", *line, "--faint", catalogue=made)[0] == 3, "a sign comes before every name"


class TestAClinicsWords:
    CLINIC = "clinic: {name: Hillside}\nwords:\n  - {id: knee, said: [trouble with my hinge]}\n"

    def test_they_are_read_as_the_guides(self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = made_up.written_clinic(made.parent, self.CLINIC)
        monkeypatch.setenv("ACUPOINT_CATALOGUE", str(file))
        code, answer, _ = run("suggest", "trouble with my hinge", catalogue=made)
        assert (code, "understood: a sore knee" in answer) == (0, True)

    def test_where_they_are_wrong_the_guides_tell_a_sign(
        self, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = made_up.written_clinic(made.parent, self.CLINIC.replace("knee", "knees"))
        monkeypatch.setenv("ACUPOINT_CATALOGUE", str(file))
        code, answer, errors = run("suggest", "my knee hurts and I faint", catalogue=made)
        assert (code, answer.count("emergency: Go now.")) == (3, 1)
        assert errors.startswith("note: this is answered without your clinic's file: ")
        code, answer, errors = run("suggest", "my knee hurts", catalogue=made)
        assert (code, answer, errors.count("\n")) == (4, "", 1)
        assert "'knees' is not known here" in errors
        assert run("suggest", "--knee", catalogue=made)[0] == 0, "words are read where there are any"


SAID = st.lists(
    st.one_of(
        st.sampled_from(
            ["knee", "elbow", "rain", "at night", "sunburn", "itch", "rash", "faint", "no pulse", "odd skin"]
        ),
        st.sampled_from(
            ["no", "not", "without", "but", ",", ".", "?", "my mum has", "what if", "years ago", "is fine"]
        ),
        st.text(max_size=8),
    ),
    max_size=8,
).map(" ".join)
WITHHOLDING = st.sampled_from(["I faint", "a rash", "no pulse"])
in_this_process = settings(max_examples=rounds(100), suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestWhateverTheWordsAre:
    @given(SAID.filter(str.strip))
    @in_this_process
    def test_they_name_no_point_that_their_flags_would_not(self, run: Run, made: Path, text: str) -> None:
        code, answer, errors = run("suggest", "--json", "--", text, catalogue=made)
        if code == 2:
            assert "is a point" in errors
            return
        said = json.loads(answer)
        stated = {one["id"] for one in said["words"]["stated"]}
        assert stated == {*said["asked"]["symptoms"], *said["asked"]["conditions"], *said["asked"]["warnings"]}
        named = [one["point"] for one in said["suggestions"]]
        flags = [f"--{one}" for one in stated]
        by_flags = json.loads(run("suggest", "--json", *flags, catalogue=made)[1]) if flags else {"suggestions": []}
        assert named == ([] if said["words"]["asked"] else [one["point"] for one in by_flags["suggestions"]])

    @given(SAID, WITHHOLDING)
    @in_this_process
    def test_a_sign_that_is_stated_withholds(self, run: Run, made: Path, text: str, sign: str) -> None:
        for both in (f"{sign}. {text}", f"{text}\n\n{sign}."):
            assert run("suggest", "--json", "--", both, catalogue=made)[0] == 3

    @given(SAID, st.sampled_from(["knee", "sunburn", "rash", "pulse", "itch"]))
    @in_this_process
    def test_a_flag_is_never_taken_away(self, run: Run, made: Path, text: str, flag: str) -> None:
        code, answer, _ = run(
            "suggest", "--json", f"--{flag}", f"--no-{flag}" if flag != "knee" else "--json", "--", text, catalogue=made
        )
        if code == 2:
            return
        asked = json.loads(answer)["asked"]
        assert flag in {*asked["symptoms"], *asked["conditions"], *asked["warnings"]}
        assert flag not in {"rash", "pulse"} or code == 3


@pytest.mark.slow
def test_words_are_written_nowhere(tmp_path: Path) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH")}
    environment = {**kept, "HOME": str(home), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}

    def start(*line: str) -> "subprocess.Popen[bytes]":
        pipe = subprocess.DEVNULL
        program = [sys.executable, "-m", "acupoint", *line]
        return subprocess.Popen(program, cwd=here, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)

    def run(*line: str) -> None:
        with start(*line) as child:
            child.wait(60)

    def written() -> list[bytes]:
        return [file.read_bytes() for folder in (home, here) for file in folder.rglob("*") if file.is_file()]

    text = "lower back pain in the mauve morning"
    run("suggest", text)
    run(text)
    assert not [*home.rglob("*"), *here.rglob("*")]
    run("handout", "--say", text, "-o", "page.html")
    assert [file.name for file in here.iterdir()] == ["page.html"]
    with start("session", "--say", text, "--yes") as session:  # which would take minutes
        end = time.monotonic() + 60
        while not any(b"lower-back" in one for one in written()):
            assert time.monotonic() < end, "the session is written down, with its flags"
            time.sleep(0.05)
        session.send_signal(signal.SIGINT)
    assert not any(b"mauve" in one for one in written())


class TestOnARealTerminal:
    def test_words_are_read_then_asked_about_then_the_gate(self) -> None:
        program = Terminal("suggest", "lower back pain, and what if I have a fever", LINES="24")
        program.answer("n", "")
        shown, code = program.rest()
        assert code == 0
        asked = " ".join(program.seen.split())
        order = (
            "you said:",
            "understood:",
            "perhaps a warning sign:",
            "the same as:",
            "Is this true of you?",
            "With back",
        )
        assert sorted(order, key=asked.index) == list(order)
        assert "UB 40" in shown
        assert "UB 40" not in asked
        assert len(shown.rstrip().splitlines()) <= 24
        assert "lower back pain, and" not in shown, "words are never in what is to be typed again"

    def test_a_sign_in_words_at_any_question_ends_them(self) -> None:
        program = Terminal("suggest")
        program.answer("1", "", "I am numb between my legs")
        shown, code = program.rest()
        assert code == 3
        assert "Call your emergency number" in shown
        assert not re.search(r"UB|KD|GB", shown)
