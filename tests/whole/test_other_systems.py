"""The program where modules, signals, and encodings are missing that the tests' own system has."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from acupoint.log.exchange import as_csv
from support.made_up_log import whole
from support.program import CHECKOUT, Run
from support.terminal import end, heed_ctrl_c

# What Windows lacks of what this system has. (platformdirs and subprocess have other code there than what they run
# here, and that needs getuid, select, and the names of os for child processes.)
HIDE = """\
import os, select, signal, sys
for name in "termios tty fcntl resource pwd grp pty curses _curses readline syslog".split():
    sys.modules[name] = None
KEPT = {"SIGINT", "SIGTERM", "SIGABRT", "SIGFPE", "SIGILL", "SIGSEGV", "SIG_DFL", "SIG_IGN"}
for name in [name for name in dir(signal) if name.startswith("SIG") and name not in KEPT]:
    delattr(signal, name)
for name in "alarm setitimer pthread_sigmask sigwait pause".split():
    delattr(signal, name)
for name in (
    "geteuid getgid getegid getgroups fork forkpty killpg getpgrp getpgid tcgetpgrp openpty mkfifo fchmod fchown chown "
    "lchown setsid uname ttyname O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_DIRECTORY sysconf statvfs mknod nice"
).split():
    delattr(os, name)
for name in ("poll", "epoll"):
    delattr(select, name)
"""
EACH = """\
import sys
from acupoint.cli.main import main
print(*(main(line.split()) for line in sys.argv[1:]), file=sys.stderr)
"""
LINES = [
    *("", "--version", "--help", "help session", "list", "list --pretty", "list --json", "show ub60 --pretty --full"),
    *("suggest --cold", "suggest --cold --pretty", "suggest --lower-back --numb-saddle", "safety --full", "log"),
    *("log --csv", "log --json", "log --where", "log --pretty", "check", "handout ub60 -o -", "--show-completion zsh"),
    "show 委中",
]
CODES = ["0"] * len(LINES)
CODES[LINES.index("suggest --lower-back --numb-saddle")] = "3"


def codes(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert b"Traceback" not in done.stderr
    return done.stderr.decode().splitlines()[-1].split()


@pytest.mark.slow
class TestWithoutPosixModules:
    def test_every_command_works(self, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        lines = [*LINES, f"handout ub60 -o {page}", f"handout ub60 -o {page} --force", "log --forget"]
        done = subprocess.run([sys.executable, "-c", HIDE + EACH, *lines], capture_output=True, check=True)
        assert codes(done) == [*CODES, "0", "0", "0"]

    def test_a_session_goes_by_the_clock_and_says_so(self, tmp_path: Path) -> None:
        # The clock, too, is made quick: a turn's lead and its seconds take a moment.
        quick = (
            "import time; from acupoint.session import keyboard, plan\n"
            "plan.FIRST_LEAD = plan.LEAD = 0\n"
            "real = time.monotonic; time.monotonic = lambda: real() * 200\n"
            "keyboard.NoKeys.__init__.__defaults__ = (lambda seconds: None,)\n"
            "from acupoint.cli.main import main; sys.exit(main())"
        )
        child = pexpect.spawn(
            sys.executable,
            ["-c", HIDE + quick, "session", "ub60", "--one-side", "left", "--plain"],
            env={**os.environ, "TERM": "xterm", "XDG_DATA_HOME": str(tmp_path)},
            dimensions=(50, 80),
            encoding="utf-8",
            timeout=20,
            preexec_fn=heed_ctrl_c,
        )
        child.expect_exact("It goes by the clock, without keys; Ctrl-C stops at once.")
        child.expect_exact("q leaves: ")
        child.sendline("5")
        child.expect_exact("It begins by itself in ")
        child.expect_exact("Done: UB 60, left side")
        child.expect_exact("q leaves: ")
        child.sendline("4")
        child.expect_exact("pain: 5 before, 4 after")
        child.expect(pexpect.EOF)
        end(child)
        assert child.exitstatus == 0

    def test_ctrl_c_ends_such_a_session_in_good_order(self) -> None:
        child = pexpect.spawn(
            sys.executable,
            ["-c", f"{HIDE}from acupoint.cli.main import main; sys.exit(main())", "session", "ub60", "--no-log"],
            env={**os.environ, "TERM": "xterm"},
            dimensions=(50, 80),
            encoding="utf-8",
            timeout=20,
            preexec_fn=heed_ctrl_c,
        )
        child.expect_exact("q leaves: ")
        child.sendline("")
        child.expect_exact("It begins by itself in ")
        child.sendintr()
        child.expect_exact("Was there sharp pain, numbness, or tingling?")
        child.sendline("n")
        child.expect(pexpect.EOF)
        end(child)
        assert child.exitstatus == 130


@pytest.mark.parametrize("line", ["--install-completion bash", "--install-completion fish", "log --where"])
def test_without_a_home_folder_there_is_one_line(line: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "pwd", None)
    code, answer, errors = run(*line.split())
    assert code in {2, 5}
    assert (answer, errors.count("\n")) == ("", 1)
    assert errors.startswith("error: there is no ")


GONE = [
    "list",
    "list --json",
    "show ub60 --pretty",
    "--help",
    "help list",
    "",
    "handout ub60 -o -",
    "log --csv",
    "nope",
]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["stdout", "stderr", "both"])
@pytest.mark.parametrize("how", ["EPIPE", "EINVAL"])
@pytest.mark.parametrize("line", GONE)
def test_a_reader_that_went_away_is_no_error(line: str, how: str, where: str) -> None:
    # Windows tells of a closed pipe by EINVAL, as this system does of a descriptor that cannot be written to.
    with select.epoll() as unwritable:
        reading, writing = os.pipe()
        os.close(reading)
        gone = writing if how == "EPIPE" else unwritable.fileno()
        done = subprocess.run(
            [sys.executable, "-m", "acupoint", *line.split()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if where == "stderr" else gone,
            stderr=subprocess.PIPE if where == "stdout" else gone,
            check=False,
        )
        os.close(writing)
    assert done.returncode == (2 if line == "nope" else 0)
    if line != "nope":
        assert done.stderr in {None, b""}


def test_a_disk_that_fails_so_is_an_error(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # EINVAL of a file is no reader's.
    with (tmp_path / "file").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(file, "write", lambda _: (_ for _ in ()).throw(OSError(22, "Invalid argument")), False)
        monkeypatch.setattr("sys.stdout", file)
        code, _, errors = run("list")
    assert (code, errors) == (5, "error: the answer cannot be written: Invalid argument\n")


CHARSETS: dict[str, dict[str, str]] = {
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "GBK": {"PYTHONIOENCODING": "gbk"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
}


@pytest.mark.slow
@pytest.mark.parametrize("charset", CHARSETS)
def test_every_command_works_in_another_charset(charset: str, tmp_path: Path) -> None:
    clinic = tmp_path / "clinic.yaml"
    text = "Nicht, wenn der Knöchel 踝 geschwollen ist."
    clinic.write_text(
        f"additions:\n  - point: ub60\n    cautions:\n      - text: {text}\n        sources: [many-lives]\n",
        encoding="utf-8",
    )
    page = tmp_path / "page.html"
    lines = [*LINES[:-1], f"handout ub60 -o {page}", "show ub60", f"check {clinic}"]
    environment = {**os.environ, **CHARSETS[charset], "ACUPOINT_CATALOGUE": str(clinic)}
    done = subprocess.run([sys.executable, "-c", EACH, *lines], env=environment, capture_output=True, check=True)
    encoding = CHARSETS[charset].get("PYTHONIOENCODING", "ascii")
    assert "Traceback" not in done.stderr.decode(encoding)
    assert done.stderr.decode(encoding).splitlines()[-1].split() == [*CODES[:-1], "0", "0", "0"]
    assert text in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_file_is_opened_in_whatever_the_locale_says(tmp_path: Path) -> None:
    clinic = tmp_path / "clinic.yaml"
    clinic.write_text("about: []\n", encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text(as_csv((whole(1),)), encoding="utf-8")
    lines = [*LINES, f"handout ub60 -o {tmp_path / 'page.html'}", f"log --import {log}", "log", "log --forget --yes"]
    command = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-c", EACH, *lines]
    environment = {**os.environ, "ACUPOINT_CATALOGUE": str(clinic)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert codes(done) == [*CODES, "0", "0", "0", "0"]


def test_the_readme_says_which_systems_were_tried() -> None:
    words = " ".join((CHECKOUT / "README.md").read_text(encoding="utf-8").split())
    assert "Tested on Linux alone, not on macOS or Windows." in words
    assert "Without POSIX, `session` goes by the clock, without keys" in words
