"""The questions that `acupoint suggest` asks a person who gave no flag."""

import io
import sys
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from support.program import Run
from support.terminal import Terminal, type_lines


def test_signs_come_first_then_conditions_then_symptoms(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "1", "2", "", "1, 2")
    code, _, asked = run("suggest", catalogue=made)
    titles = ("Do you have any of these?", "Is one of these true of you?", "Where does it hurt?", "When is it worse?")
    assert sorted(titles, key=asked.index) == list(titles)
    assert code == 0
    assert asked.endswith("The same again: acupoint suggest --itch --cold-hands --rain --night\n")


def test_the_reading_is_part_of_the_same_again(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "", "", "1", "")
    _, answer, asked = run("suggest", "--json", catalogue=made)
    assert answer.startswith("{")
    assert asked.endswith("The same again: acupoint suggest --knee --json\n")


def test_a_sign_that_withholds_ends_them(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "3")
    code, answer, asked = run("suggest", catalogue=made)
    assert code == 3
    assert "emergency: Go now." in answer
    assert "UB" not in answer
    assert "Is one of these true of you?" not in asked


def test_a_wrong_answer_is_asked_again(run: Run, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "99", "", "", "1", "")
    code, answer, asked = run("suggest", catalogue=made)
    assert (code, "UB 1" in answer) == (0, True)
    assert "'99' is not one of 1 to 3. Try again" in asked


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

    def test_ctrl_c_ends_them_without_a_word(self) -> None:
        program = Terminal("suggest")
        program.child.expect_exact("Enter for none: ")
        program.child.sendintr()
        shown, code = program.rest()
        assert code == 130
        assert "Traceback" not in shown

    def test_ctrl_d_ends_them_and_nothing_is_suggested(self) -> None:
        program = Terminal("suggest")
        program.child.expect_exact("Enter for none: ")
        program.child.sendeof()
        shown, code = program.rest()
        assert code == 130
        assert "error: stopped before the questions were answered" in shown
