import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.program import Run


def page_for(run: Run, *arguments: str) -> str:
    code, page, errors = run("handout", *arguments, "-o", "-")
    assert (code, errors) == (0, "")
    return page


def test_points_are_those_named_or_those_the_flags_choose(run: Run) -> None:
    assert "<h1>Acupressure: GB 41 and UB 60</h1>" in page_for(run, "gb41", "UB", "60")
    assert "<h1>Acupressure: UB 40, UB 60, and KD 4</h1>" in page_for(run, "--lower-back")


def test_a_routine_signs_advice_goes_to_who_prints_not_on_the_page(run: Run) -> None:
    code, page, errors = run("handout", "ub60", "--weeks", "-o", "-")
    assert (code, page) == (0, page_for(run, "ub60"))
    assert errors.startswith("Routine: Book a visit to a doctor or another clinician. You said: pain that is no better")


@pytest.mark.parametrize("sign", ["--fever", "--numb-saddle", "--calf-swelling"])
@pytest.mark.parametrize("what", ["--lower-back", "ub60", "wezhong", "bl54", "ub6O", "linqi", "gb14", "foo"])
def test_a_warning_sign_withholds_the_page(what: str, sign: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    code, answer, errors = run("handout", what, sign, "-o", str(file))
    assert (code, errors) == (3, "")
    assert not re.search(r"UB|KD|GB|ub|weizhong", answer), "it names no point"
    assert not file.exists()


def test_a_point_that_is_held_back_is_not_printed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    code, answer, _ = run("handout", "ub60", "--pregnant", "-o", str(file))
    assert code == 1
    assert "answer: Every point that would do is held back." in answer
    assert "left out: UB 60: You are pregnant or lately gave birth." in answer
    assert "covers" not in answer
    assert not file.exists()


@pytest.mark.parametrize("command", ["handout ub60 --blood-clot -o x.html", "session ub60 --blood-clot --yes"])
def test_in_a_pipe_a_point_held_back_is_told_a_statement_a_line(command: str, run: Run) -> None:
    code, answer, errors = run(*command.split())
    assert (code, errors) == (1, "")
    lines = answer.splitlines()
    assert [line.partition(":")[0] for line in lines[-5:]] == ["first", "answer", "left out", "all signs", "note"]
    assert not [line for line in lines if line.startswith(" ")]


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        ([], 2, "name the points to print, or say what you feel; 'acupoint handout --help' shows how"),
        (["ub60", "-o", ""], 2, "say where to: -o FILE, or -o - for standard output"),
        (["gb14"], 1, "GB 14 is a point this guide does not cover"),
        (
            ["ub60", "-o", "x.pdf"],
            2,
            "the page is HTML, not PDF; write a file that ends in .html, and print that from a",
        ),
        (["ub60", "-o", "X.DOCX", "--force"], 2, "the page is HTML, not DOCX; write a file that ends in .html"),
        (["ub60", "-o", "/no/such/folder/page.html"], 5, "'/no/such/folder/page.html' cannot be written: No such file"),
        (["ub60", "-o", "/"], 5, "'/' is there already; --force writes over it"),
        (["ub60", "-o", "/", "--force"], 5, "'/' cannot be written: Is a directory"),
    ],
)
def test_what_is_wrong_is_one_line_and_an_exit_code(arguments: list[str], code: int, error: str, run: Run) -> None:
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


@pytest.mark.parametrize("is_there", [True, False])
def test_a_page_that_cannot_be_written_whole_leaves_what_was_there(
    is_there: bool,  # noqa: FBT001 - what pytest gives
    tmp_path: Path,
) -> None:
    file = tmp_path / "page.html"
    if is_there:
        file.write_text("mine", encoding="utf-8")
    line = f"ulimit -f 4; exec '{sys.executable}' -m acupoint handout ub60 ub40 -o '{file}' --force"
    done = subprocess.run(["bash", "-c", line], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == f"error: '{file}' cannot be written: File too large\n"
    assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == (["mine"] if is_there else [])


def test_a_page_written_over_keeps_its_mode_and_its_link(run: Run, tmp_path: Path) -> None:
    file, link = tmp_path / "page.html", tmp_path / "link.html"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("handout", "ub60", "-o", str(link), "--force")[0] == 0
    assert link.is_symlink()
    assert (file.stat().st_mode & 0o777, file.read_text(encoding="utf-8")) == (0o640, page_for(run, "ub60"))


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_a_page_on_stdout_is_in_utf_8_whatever_the_locale(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "acupoint", "handout", "ub60"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert "Kūnlún" in done.stdout.decode("utf-8")
    assert "昆仑" in done.stdout.decode("utf-8")
