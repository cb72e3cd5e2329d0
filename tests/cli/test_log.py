import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from acupoint.cli.log import first_day
from acupoint.errors import LogError, UsageError
from acupoint.log.database import log_file
from acupoint.log.exchange import as_csv
from acupoint.log.store import add, begin, read_log
from support.made_up_log import other_database, record, whole
from support.program import Run
from support.terminal import Terminal, run_completion

SESSIONS = [whole(number, day=number) for number in range(3)]


@pytest.fixture
def log() -> Path:
    """A log with three sessions, where the program looks for it."""
    add(log_file(), SESSIONS)
    return log_file()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A file to import."""
    file = tmp_path / "exported.csv"
    file.write_text(as_csv(tuple(SESSIONS)), encoding="utf-8")
    return file


def test_an_empty_log_says_how_to_begin_and_creates_nothing(run: Run) -> None:
    assert run("log") == (0, "answer: No session is written down yet. 'acupoint session' starts one.\n", "")
    assert run("log", "--where") == (0, f"{log_file()}\n", "")
    assert run("log", "--csv") == (0, "id,began,points,flags,before,after,pressed,ending\n", "")
    assert run("log", "--forget", "--yes") == (0, "", "There is no log to delete.\n")
    assert not log_file().parent.parent.exists()


@pytest.mark.parametrize("line", ["list", "show ub40", "suggest --cold", "safety", "handout ub40 -o -"])
def test_no_other_command_leaves_a_trace(line: str, run: Run) -> None:
    assert run(*line.split())[0] == 0
    assert not log_file().parent.parent.exists()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("--where --forget", "choose one of --where or --forget"),
        ("--csv --json", "choose one of --csv or --json"),
        ("--plain --json", "choose one of --plain and --json"),
        ("--import x --csv", "choose one of --csv or --import"),
        ("--import x --plain", "choose one of --import or --plain"),
        ("--since 4w --where", "--since does not go with --where"),
        ("--since 4w --import x", "--since does not go with --import"),
        ("--full --where", "--full does not go with --where"),
        ("--full --csv", "--full does not go with --csv"),
        ("--yes", "--yes goes with --forget alone"),
        ("--yes --csv", "--yes goes with --forget alone"),
        ("--forget", "--forget deletes the log for good; add --yes if nobody is there to be asked"),
        ("--since soon", "'soon' is not a valid day; write --since 2026-01-31, or --since 4w for four weeks ago"),
        ("--since 2026-02-30", "'2026-02-30' is not a valid day"),
        ("--since", "option '--since' requires an argument"),
        ("ub40", "got unexpected extra argument(s) (ub40)"),
        ("ub40 --csv", "got unexpected extra argument(s) (ub40); points go with --add alone"),
        ("--when x", "--when goes with --add alone"),
        ("--import x --before 5", "--before goes with --add alone"),
        ("--no-sharp-pain", "--sharp-pain goes with --add alone"),
        ("--add --sharp-pain --no-sharp-pain", "choose one of --sharp-pain and --no-sharp-pain"),
        ("--add --csv", "choose one of --csv or --add"),
        ("--add --json", "choose one of --add or --json"),
        ("--add --since 4w", "--since does not go with --add"),
        ("--add --yes", "--yes goes with --forget alone"),
        ("--add ub40 --before x", "invalid value for '--before'"),
        ("--add ub40 --when now --sharp-pain", "'now' is not a time; write it as 2026-01-31 07:30"),
        ("--add", "to add a session, say the points, --when, and --sharp-pain or --no-sharp-pain too"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(line: str, error: str, run: Run, log: Path) -> None:
    before = log.read_bytes()
    code, answer, errors = run("log", *line.split())
    assert (code, answer, errors.count("\n")) == (2, "", 1)
    assert errors.startswith(f"error: {error}")
    assert log.read_bytes() == before


@pytest.mark.parametrize(
    ("since", "day"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        (" 2026-01-31 ", date(2026, 1, 31)),
        ("4w", date(2026, 2, 1)),
        ("30D", date(2026, 1, 30)),
        ("0d", date(2026, 3, 1)),
    ],
)
def test_a_day_is_a_date_or_a_number_of_days_or_weeks_ago(since: str, day: date) -> None:
    assert first_day(since, date(2026, 3, 1)) == day


@pytest.mark.parametrize("since", ["", "w", "4", "-4w", "4m", "9999999w", "9999w9", "31.1.2026", "٤w", "tomorrow"])
def test_anything_else_is_not_a_valid_day(since: str) -> None:
    with pytest.raises(UsageError, match="is not a valid day; write --since 2026-01-31"):
        first_day(since, date(2026, 3, 1))
    with pytest.raises(UsageError):
        first_day("9999w", date(20, 3, 1))


def test_since_leaves_out_the_sessions_before_that_day(run: Run, log: Path) -> None:
    assert log.exists()
    assert [one["id"] for one in json.loads(run("log", "--json", "--since", "2026-01-02")[1])["sessions"]] == [
        one.id for one in SESSIONS[1:]
    ]
    assert run("log", "--csv", "--since", "2026-01-03")[1] == as_csv((SESSIONS[2],))
    assert "not counted: 3 sessions before that day left out." in run("log", "--since", "0d")[1]


@pytest.mark.parametrize("reading", ["--csv", "--json"])
def test_an_exported_log_is_imported_without_doubling(reading: str, run: Run, log: Path, tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text(run("log", reading)[1], encoding="utf-8")
    add(log, [whole(9, day=9)])
    assert run("log", "--import", str(file)) == (
        0,
        "",
        "Sessions imported: 0 new, 0 completed, 3 already there\n",
    )
    assert run("log", "--forget", "--yes") == (0, "", "Deleted: 4 sessions\n")
    assert not log.exists()
    assert run("log", "--import", str(file))[2] == "Sessions imported: 3 new, 0 completed, 0 already there\n"
    assert read_log(log) == tuple(SESSIONS)
    add(log, [record(9, day=9)])
    file.write_text(as_csv((whole(9, day=9),)), encoding="utf-8")
    assert run("log", "--import", str(file))[2] == "Sessions imported: 0 new, 1 completed, 0 already there\n"


@pytest.mark.slow
@pytest.mark.parametrize("reading", ["--csv", "--json"])
def test_a_long_log_is_exported_a_line_a_session_and_imported_again(reading: str, run: Run, tmp_path: Path) -> None:
    many = [whole(number, day=number / 9) for number in range(1500)]
    add(log_file(), many)
    text = run("log", reading)[1]
    assert len([line for line in text.splitlines() if "ub1" in line]) == 1500
    (tmp_path / "out").write_text(text, encoding="utf-8")
    assert run("log", "--forget", "--yes")[0] == 0
    assert run("log", "--import", str(tmp_path / "out"))[2] == (
        "Sessions imported: 1500 new, 0 completed, 0 already there\n"
    )
    assert read_log(log_file()) == tuple(many)
    if reading == "--json":
        assert list(json.loads(text)) == ["schema_version", "sessions", "summary"]


def test_a_log_that_is_full_says_so_and_loses_nothing(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acupoint.log.store.MOST_SESSIONS", 3)
    begin(log, SESSIONS[0])
    with pytest.raises(LogError, match="has no room for more than 3 sessions"):
        begin(log, record(9))
    assert read_log(log) == tuple(SESSIONS)
    assert run("log", "--json")[0] == 0


def test_what_an_import_takes_to_be_so_is_said(run: Run, export: Path) -> None:
    export.write_text(export.read_text().replace("+01:00", "").replace(",done", ",done,") + ",,,,,,,,\n")
    export.write_text(export.read_text().replace("ending\n", "ending,\n"))
    code, answer, errors = run("log", "--import", str(export))
    assert (code, answer) == (0, "")
    assert errors == (
        "note: 3 sessions without a time zone: taken as the local time of this machine\n"
        "Sessions imported: 3 new, 0 completed, 0 already there\n"
    )


def no_file(_file: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (no_file, "it cannot be read: No such file or directory"),
        (Path.mkdir, "it is not a regular file"),
        (os.mkfifo, "it is not a regular file"),
        (lambda file: file.write_bytes(b"\xff\xfe\x00"), "it is not UTF-8 text"),
        (lambda file: file.write_text(as_csv(()) + "=cmd|x,,,,,,,\n"), "line 2: '' is not a time; write it as"),
        (
            lambda file: file.write_text(as_csv((whole(7), whole(8))).replace("8,2026", "8,1026")),
            "line 3: the time must have a zone, whole seconds, and a year from 1970 to 2999",
        ),
    ],
)
def test_a_file_that_cannot_be_imported_adds_nothing(
    make: Callable[[Path], object], reason: str, run: Run, log: Path, tmp_path: Path
) -> None:
    make(tmp_path / "in")
    code, answer, errors = run("log", "--import", str(tmp_path / "in"))
    assert (code, answer, errors.count("\n")) == (5, "", 1)
    assert errors.startswith(f"error: '{tmp_path}/in' cannot be imported: {reason}")
    assert read_log(log) == tuple(SESSIONS)


def test_a_file_too_large_for_a_log_is_refused(run: Run, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acupoint.cli.log._LARGEST", 100)
    assert run("log", "--import", str(export)) == (
        5,
        "",
        f"error: '{export}' cannot be imported: it is too large for a log\n",
    )
    assert not log_file().exists()


@pytest.mark.parametrize("name", ["\0", "\x1b[31m", "x" * 5000])
def test_a_senseless_file_name_gives_a_printable_error(name: str, run: Run) -> None:
    code, _, errors = run("log", "--import", name)
    assert (code, errors.count("\n")) == (5, 1)
    assert errors.rstrip("\n").isprintable()


@pytest.mark.parametrize("line", ["", "--json", "--csv", "--since 4w"])
def test_a_log_that_cannot_be_read_stays_as_it_is(line: str, run: Run, log: Path) -> None:
    log.write_text("scribbled over")
    code, answer, errors = run("log", *line.split())
    assert (code, answer, errors.count("\n")) == (5, "", 1)
    assert errors.startswith(f"error: the session log '{log}' is damaged or not a session log; ")
    assert log.read_text() == "scribbled over"


def test_a_log_that_cannot_be_read_takes_no_import_but_can_be_deleted(run: Run, log: Path, export: Path) -> None:
    log.write_text("scribbled over")
    assert run("log", "--import", str(export))[0] == 5
    assert log.read_text() == "scribbled over"
    code, _, errors = run("log", "--forget", "--yes")
    assert code == 0
    assert errors.startswith(f"note: the session log '{log}' is damaged")
    assert "left as it is" not in errors, "for it is deleted"
    assert errors.endswith("Deleted: whatever is in it\n")
    assert not log.exists()


def test_forget_counts_also_what_is_set_aside(run: Run, log: Path) -> None:
    connection = sqlite3.connect(log)
    connection.execute("UPDATE session SET before = -1 WHERE id = ?", (SESSIONS[1].id,))
    connection.commit()
    connection.close()
    assert run("log", "--forget", "--yes") == (0, "", "Deleted: 3 sessions\n")


def test_what_is_not_a_file_is_not_deleted(run: Run) -> None:
    log_file().mkdir(parents=True)
    code, _, errors = run("log", "--forget", "--yes")
    assert code == 5
    assert errors.startswith(f"error: the session log '{log_file()}' is a folder")
    assert log_file().is_dir()


def program(*arguments: str, shell: str = '"$@"', **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", shell, "bash", sys.executable, "-m", "acupoint", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("reading", ["--csv", "--json", "--plain", "--where"])
def test_an_export_to_a_full_disk_is_one_line(reading: str, log: Path) -> None:
    assert log.exists()
    done = program("log", reading, shell='"$@" > /dev/full')
    assert (done.returncode, done.stderr) == (5, "error: the answer cannot be written: No space left on device\n")


@pytest.mark.slow
def test_an_import_on_a_full_disk_is_one_line_and_loses_nothing(log: Path, export: Path) -> None:
    more = [whole(number, day=number) for number in range(500)]
    export.write_text(as_csv(tuple(more)), encoding="utf-8")

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    done = subprocess.run(
        [sys.executable, "-m", "acupoint", "log", "--import", str(export)],
        preexec_fn=small_disk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (5, 1)
    assert done.stderr.startswith(f"error: the session log '{log}' cannot be ")
    assert read_log(log) == tuple(SESSIONS)


def test_a_home_that_does_not_exist_has_no_log_yet(tmp_path: Path) -> None:
    missing = {"HOME": str(tmp_path / "missing"), "XDG_DATA_HOME": ""}
    assert program("log", **missing).stdout.startswith("answer: No session is written down yet.")
    assert program("log", "--where", **missing).stdout.startswith(f"{tmp_path}/missing/")
    assert not (tmp_path / "missing").exists()


def test_a_home_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = program("log", HOME=str(tmp_path / "file"), XDG_DATA_HOME="")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (5, "", 1)
    assert done.stderr.endswith("cannot be used: Not a directory\n")


def test_on_a_terminal_forget_asks_and_only_yes_deletes(log: Path) -> None:
    for typed, gone in (("n", False), ("y", True)):
        program = Terminal("log", "--forget")
        program.child.expect_exact("Delete the log for good, with 3 sessions? (y or n, q leaves): ")
        program.child.sendline(typed)
        shown, code = program.rest()
        assert code == 0
        assert ("Deleted: 3 sessions" in shown) == gone
        assert ("Nothing was deleted." in shown) != gone
        assert log.exists() != gone


@pytest.mark.slow
def test_ctrl_d_and_ctrl_c_delete_nothing(log: Path) -> None:
    for stop in ("sendeof", "sendintr"):
        program = Terminal("log", "--forget")
        program.child.expect_exact("(y or n, q leaves): ")
        getattr(program.child, stop)()
        shown, code = program.rest()
        assert code == 130
        assert "Traceback" not in shown
        assert ("\nStopped; nothing was deleted." in shown) == (stop == "sendeof")
        assert log.exists()


@pytest.mark.slow
def test_a_terminal_gets_the_table_and_the_chart(log: Path) -> None:
    assert log.exists()
    shown, code = Terminal("log", LINES="24", PAGER="sed s/^/PAGED/").rest()
    assert code == 0
    assert "○ before" in shown
    assert "Began" not in shown
    assert "PAGED" not in shown, "it fits"
    in_ascii, _ = Terminal("log", PYTHONIOENCODING="ascii").rest()
    assert "o before" in in_ascii
    assert in_ascii.isascii()


@pytest.mark.slow
def test_the_full_log_is_paged_on_a_terminal_that_is_too_short(log: Path) -> None:
    add(log, [whole(number, day=number) for number in range(3, 12)])
    pages = {"LINES": "24", "PAGER": "sed s/^/PAGED/"}
    shown, code = Terminal("log", "--full", **pages).rest()
    assert code == 0
    assert shown.count("PAGED") == shown.count("\n") > 24
    assert "Began" in shown
    for line in ("--full --no-pager", "--full --plain", ""):
        assert "PAGED" not in Terminal("log", *line.split(), **pages).rest()[0]
    assert "PAGED" not in Terminal("log", "--full", **{**pages, "LINES": "50"}).rest()[0]


@pytest.mark.slow
@pytest.mark.parametrize("line", ["", "--json", "--csv", "--pretty"])
def test_a_row_that_breaks_the_rules_is_named_and_the_rest_is_shown(line: str, run: Run, log: Path) -> None:
    connection = sqlite3.connect(log)
    connection.execute("UPDATE session SET before = 11 WHERE id = ?", (SESSIONS[1].id,))
    connection.commit()
    connection.close()
    code, answer, errors = run("log", *line.split())
    assert (code, errors.count("\n")) == (0, 1)
    assert errors.startswith(
        f"note: set aside in the session log, and left as it is: session {SESSIONS[1].id}: 2026-01-02"
    )
    assert "2026-01-03" in answer
    assert "2026-01-02T" not in answer


def test_full_lists_every_session_that_since_leaves(run: Run, log: Path) -> None:
    add(log, [whole(number, day=number) for number in range(3, 12)])

    def days(*options: str) -> list[str]:
        lines = run("log", "--plain", *options)[1].splitlines()
        return [line[17:19] for line in lines if line.startswith("session: ")]

    assert days() == ["08", "09", "10", "11", "12"]
    assert days("--since", "2026-01-10") == ["10", "11", "12"]
    assert len(days("--full")) == 12
    assert days("--full", "--since", "2026-01-06") == ["06", "07", "08", "09", "10", "11", "12"]
    more = "more: 2 sessions before these: acupoint log --full --since 2026-01-06\n"
    assert more in run("log", "--since", "2026-01-06")[1]


AWAY = ("--add", "ub60", "kd4", "--when", "2026-01-09T07:30+01:00", "--before", "6", "--seconds", "60")


def test_a_session_away_from_here_is_added_once(run: Run, log: Path) -> None:
    code, answer, errors = run("log", *AWAY, "--no-sharp-pain")
    assert (code, answer) == (0, "")
    said = "2026-01-09 07:30; UB 60, KD 4; pressed 4 min; pain 6 before, not said after; done"
    assert errors == f"Session added: {said}\n"
    assert f"session: {said}\n" in run("log")[1]
    already = "There already, and left as it is: the session of 2026-01-09 07:30\n"
    assert run("log", *AWAY, "--no-sharp-pain") == (0, "", already)
    completed = "Completed: the session of 2026-01-09 07:30\n"
    assert run("log", *AWAY, "--no-sharp-pain", "--after", "3") == (0, "", completed)
    assert len(read_log(log)) == 4


def test_sharp_pain_told_of_later_is_kept_and_asked_about(run: Run) -> None:
    assert run("log", *AWAY, "--no-sharp-pain")[0] == 0
    code, _, errors = run("log", *AWAY, "--sharp-pain")
    assert code == 0
    assert errors.endswith("'acupoint safety' says when to stop, and when to see somebody.\n")
    assert "KD 4 is left out." in run("session", "kd4", "--yes", "--no-log")[2]


@pytest.mark.slow
def test_on_a_terminal_a_session_is_asked_for(log: Path) -> None:
    program = Terminal("log", "--add", "ub60")
    for prompt, typed in (
        ("When did it begin", "2026-01-09 07:30"),
        ("How many seconds a side", ""),
        ("Pain before", "6"),
        ("Pain after", "4"),
        ("Was there sharp pain", "n"),
    ):
        program.child.expect_exact(prompt)
        program.child.sendline(typed)
    shown, code = program.rest()
    assert code == 0
    assert "Session added: 2026-01-09 07:30; UB 60; pressed 2 min; pain 6 before, 4 after" in shown
    assert len(read_log(log)) == 4


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_offered_how_to_add_a_session(shell: str) -> None:
    assert "ub60" in run_completion("acupoint log --add ub", shell)
    offered = run_completion("acupoint log --", shell)
    assert all(flag in offered for flag in ("--add", "--when", "--sharp-pain", "--one-side"))


def test_forget_leaves_another_programs_database_alone(run: Run) -> None:
    file = log_file()
    file.parent.mkdir(parents=True)
    other_database(file)
    before = file.read_bytes()
    code, answer, errors = run("log", "--forget", "--yes")
    assert (code, answer, file.read_bytes()) == (5, "", before)
    assert errors.startswith("error: the session log ")
    assert errors.endswith("is another program's database; it is left as it is; move it away to begin a new one\n")


def test_forget_leaves_a_log_in_use_alone(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acupoint.log.database._LOCK_TIMEOUT", 0.1)
    other = sqlite3.connect(log, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    code, _, errors = run("log", "--forget", "--yes")
    other.close()
    assert (code, log.exists()) == (5, True)
    assert errors.endswith("is in use by another program; try again\n")
