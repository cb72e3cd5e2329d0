"""Symptoms that ask for their signs before a point is named: a headache, and pain anywhere."""

import json
import re
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.cli import session
from acupoint.guide.suggest import Suggestions
from support.program import Run
from support.terminal import Terminal, type_lines, type_lines_and_read

ASKED = "With a sore arm, do you have any of these now?"
COMMANDS = ("suggest --elbow", "session --elbow --no-log", "handout --elbow -o -", "handout ub1 --elbow -o -")


@pytest.mark.parametrize("command", COMMANDS)
class TestAtATerminal:
    def test_any_item_withholds_every_point(
        self, command: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for typed, advice in (("1", "emergency: Go now."), ("2", "urgent: Go today."), ("2 1", "emergency: Go now.")):
            type_lines_and_read(monkeypatch, typed)
            code, answer, asked = run(*command.split(), catalogue=made)
            assert code == 3
            assert ASKED in asked
            assert answer.startswith(advice)
            assert not re.search(r"UB|KD|Ālpha|Èpsilon|thumb", answer + asked)

    def test_a_sign_that_was_given_withholds_without_a_question(
        self, command: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_lines_and_read(monkeypatch)
        code, answer, asked = run(*command.split(), "--rash", catalogue=made)
        assert (code, asked) == (3, "")
        assert answer.startswith("urgent: Go today.")

    def test_a_routine_sign_that_was_given_spares_no_question(
        self, command: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_lines_and_read(monkeypatch, "1")
        code, answer, asked = run(*command.split(), "--itch", catalogue=made)
        assert (code, ASKED in asked) == (3, True)
        assert "routine: Go soon." in answer


def test_after_enter_the_signs_are_not_shown_again(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines_and_read(monkeypatch, "")
    code, answer, asked = run("suggest", "--elbow", catalogue=made)
    assert (code, asked.count("q leave: ")) == (0, 1)
    assert "KD 2" in answer
    assert "Call now" not in answer
    assert "ask first if: You have a sunburn." in answer, "the conditions were not asked about"
    assert "The same again" not in asked, "nothing was added to what was typed"


def test_the_signs_chosen_are_among_the_same_again(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines_and_read(monkeypatch, "2")
    _, _, asked = run("suggest", "--elbow", "--plain", catalogue=made)
    assert asked.endswith("The same again: acupoint suggest --rash --elbow --plain\n")


def test_every_place_that_was_said_is_asked_about(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines_and_read(monkeypatch, "", "")
    code, _, asked = run("suggest", "--knee", "--elbow", catalogue=made)
    assert code == 0
    assert asked.index("With a sore leg,") < asked.index(ASKED)
    assert asked.count("q leave: ") == 2


@pytest.mark.parametrize("command", ["suggest --knee", "suggest --rain", "show kd2", "safety --elbow"])
def test_nothing_else_asks(command: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines_and_read(monkeypatch)
    code, _, asked = run(*command.split(), catalogue=made)
    assert (code, asked) == (0, "")


def test_json_never_asks_about_signs(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines_and_read(monkeypatch)
    code, answer, asked = run("suggest", "--elbow", "--json", catalogue=made)
    assert (code, asked) == (0, "")
    said = json.loads(answer)
    assert said["asked"]["signs_asked"] is False
    assert list(said).index("gate") < list(said).index("suggestions")
    assert said["gate"]["emergency"] == [{"text": "fainting or no pulse", "signs": ["faint", "pulse"]}]


@pytest.mark.parametrize("reading", ["--plain", "--pretty"])
def test_in_a_pipe_the_gate_stands_first_instead(
    reading: str, run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reads in ("a terminal", "nothing"):
        if reads == "a terminal":
            type_lines(monkeypatch)
        code, answer, asked = run("suggest", "--elbow", reading, catalogue=made)
        assert (code, asked) == (0, "")
        assert answer.startswith("Call now")
        monkeypatch.undo()


def test_a_session_with_yes_asks_nothing(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []

    def hold(_: Catalogue, answer: Suggestions, *__: object, **___: object) -> int:
        held.append(answer.report.signs_asked)
        return 0

    monkeypatch.setattr(session, "_session", hold)
    type_lines_and_read(monkeypatch)
    assert run("session", "--elbow", "--yes", "--no-log", catalogue=made) == (0, "", "")
    assert held == [False], "so that its introduction shows the gate"


class TestOnARealTerminal:
    @pytest.mark.parametrize("command", ["suggest --headache", "handout --headache -o page.html", "session --headache"])
    def test_an_eye_that_is_going_blind_is_named_no_point(
        self, command: str, shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        head = next(gate for gate in shipped.gates if gate.id == "head")
        number = [item.text for item in head.emergency].index("red or painful eye, or lost sight") + 1
        program = Terminal(*command.split())
        program.answer(str(number))
        shown, code = program.rest()
        assert code == 3
        assert "Call your emergency number" in shown
        assert not re.search(r"GB ?41|Zúlínqì|little toe", shown)
        assert not list(tmp_path.glob("*.html"))

    def test_enter_goes_on(self) -> None:
        program = Terminal("suggest", "--anywhere")
        program.answer("")
        shown, code = program.rest()
        assert code == 0
        assert "UB 60" in shown
        assert "See a doctor today" not in shown
