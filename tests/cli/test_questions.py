"""The questions that `acupoint suggest` asks a person who gave no flag."""

import io
import re
import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from acupoint.catalogue.model import Catalogue
from support.program import Run
from support.terminal import Terminal, end, type_lines


def test_places_come_first_then_their_signs_then_all_else(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_lines(monkeypatch, "1", "", "1, 2", "2")
    code, answer, asked = run("suggest", catalogue=made)
    titles = (
        "Where does it hurt?",
        "do you have any of these now?",
        "When is it worse?",
        "Is one of these true of you?",
    )
    assert sorted(titles, key=asked.index) == list(titles)
    assert code == 0
    assert asked.endswith("The same again: acupoint suggest --cold-hands --knee --rain --night\n")
    assert "first" not in answer, "what was asked is not shown again"


def test_the_reading_is_part_of_the_same_again(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "1", "", "", "")
    _, answer, asked = run("suggest", "--json", catalogue=made)
    assert answer.startswith("{")
    assert asked.endswith("The same again: acupoint suggest --knee --json\n")


def test_a_sign_that_withholds_ends_them(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "1", "1")
    code, answer, asked = run("suggest", catalogue=made)
    assert code == 3
    assert "emergency: Go now." in answer
    assert "UB" not in answer
    assert "When is it worse?" not in asked


def test_a_wrong_answer_is_asked_again(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "99", "", "", "1", "")
    code, answer, asked = run("suggest", catalogue=made)
    assert (code, "UB 1" in answer) == (0, True)
    assert "'99' is not one of 1 to 2. Type numbers or words of the list." in asked


def test_where_nothing_is_chosen_nothing_matches(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "", "", "", "")
    code, answer, asked = run("suggest", catalogue=made)
    assert (code, "You named no symptom" in answer) == (1, True)
    assert "The same again" not in asked


def test_where_nobody_can_answer_every_flag_is_listed(
    run: Run, small: Catalogue, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    code, answer, errors = run("suggest", catalogue=made)
    assert (code, answer, errors.count("\n")) == (2, "", 1)
    for entry in small.vocabulary:
        assert f" --{entry.id}" in errors


class TestOnATerminal:
    def test_they_lead_to_an_answer(self, shipped: Catalogue) -> None:
        program = Terminal("suggest")
        program.answer("", "", *("1" for _ in shipped.groups))
        shown, code = program.rest()
        assert code == 0
        assert "The same again: acupoint suggest --" in " ".join(shown.split())

    def test_they_go_from_the_place_to_its_signs_to_all_else(self, shipped: Catalogue) -> None:
        program = Terminal("suggest")
        program.answer("1 6", "", "", "", "", "")
        shown, code = program.rest()
        assert code == 0
        assert "The same again: acupoint suggest --lower-back --hands" in shown
        asked = re.findall(r"^[A-Z].*\?\s*$", program.seen, re.MULTILINE)
        assert [line.strip() for line in asked] == [
            "Where does it hurt?",
            "With back pain, do you have any of these now?",
            "With stiff hands or wrists, do you have any of these now?",
            *(group.question for group in shipped.groups if group.id != "where"),
            "Is one of these true of you?",
        ]
        headings = re.findall(r"^(Call an emergency number now|See a doctor today):", program.seen, re.MULTILINE)
        assert headings == ["Call an emergency number now", "See a doctor today"] * 2
        assert "Chest, arm, or jaw pain" not in program.seen, "chest pain was asked about already"

    @pytest.mark.slow
    def test_a_sign_that_withholds_ends_them_at_once(self) -> None:
        program = Terminal("suggest")
        program.answer("1", "1")
        shown, code = program.rest()
        assert code == 3
        assert "Call your emergency number" in shown
        assert "When is it worse?" not in shown
        assert not re.search(r"UB|KD|GB", shown)

    @pytest.mark.slow
    def test_a_routine_sign_does_not_end_them(self, shipped: Catalogue) -> None:
        joints = next(gate for gate in shipped.gates if gate.id == "joints")
        signs = [[sign.id for sign in item.signs] for item in (*joints.emergency, *joints.urgent)]
        program = Terminal("suggest")
        program.answer("6", str(signs.index(["stiff-joints"]) + 1), "", "", "")
        shown, code = program.rest()
        assert code == 0
        assert "Early treatment works better" in shown
        assert "UB 60" in shown

    def test_ctrl_c_ends_them_without_a_word(self) -> None:
        program = Terminal("suggest")
        program.child.expect_exact("q leave: ")
        program.child.sendintr()
        shown, code = program.rest()
        assert code == 130
        assert "Traceback" not in shown

    def test_ctrl_d_ends_them_and_nothing_is_suggested(self) -> None:
        program = Terminal("suggest")
        program.child.expect_exact("q leave: ")
        program.child.sendeof()
        shown, code = program.rest()
        assert code == 130
        assert "Stopped before the questions were answered." in shown
        assert "error" not in shown

    @pytest.mark.parametrize("leave", ["q", "Quit", " q "])
    def test_q_leaves_as_ctrl_d_does(self, leave: str) -> None:
        program = Terminal("suggest")
        program.answer("1", leave)
        shown, code = program.rest()
        assert code == 130
        assert "Stopped before the questions were answered." in shown
        assert "error" not in shown

    def test_b_goes_back_and_words_choose(self) -> None:
        program = Terminal("suggest")
        program.answer("lower back", "b", "headache", "none of these", "２", "", "")
        shown, code = program.rest()
        assert code == 0
        assert "The same again: acupoint suggest --headache --morning" in shown
        assert program.seen.count("Where does it hurt?\r\n") == 2

    def test_nothing_is_asked_where_it_cannot_be_seen(self) -> None:
        words = shlex.join([sys.executable, "-m", "acupoint", "suggest"])
        child = pexpect.spawn("bash", ["-c", f"{words} 2>/dev/null"], encoding="utf-8", timeout=20)
        child.expect(pexpect.EOF)
        end(child)
        assert (child.exitstatus, str(child.before)) == (2, "")
