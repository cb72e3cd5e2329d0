"""Completion in the shells themselves, at a terminal, set up as a person sets it up."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from acupoint.catalogue.model import Catalogue

pytestmark = pytest.mark.slow

NEEDED = os.environ.get("ACUPOINT_NEEDS_SHELLS")  # where a shell that is not there is a fault
SHELLS = ["bash", "zsh", "fish"]
ROWS = 24
PROMPT = "READY> "
SETTINGS = {
    "bash": (".bashrc", f"PS1='{PROMPT}'\nbind 'set bell-style none'\n"),
    "zsh": (".zshrc", f"PROMPT='{PROMPT}'\nunsetopt prompt_sp beep\n"),
    "fish": (".config/fish/config.fish", f"function fish_prompt; echo -n '{PROMPT}'; end\nset -g fish_greeting\n"),
}
TEXT = r"""it's $(touch x) `touch x` $HOME "q" a:b %B ; & | > x [y] * ~ # \n \: !z"""
CLINIC = f"""\
symptoms:
  - {{id: zza, group: when, text: {json.dumps(TEXT)}, gate: back}}
  - {{id: zzb, group: when, text: "don't \\\\$ 'q'", gate: back}}
additions:
  - point: ub60
    claims:
      - {{symptom: zza, strength: also, text: It may help., sources: [many-lives]}}
      - {{symptom: zzb, strength: also, text: It may help., sources: [many-lives]}}
"""


class Shell:
    """An interactive shell of a person who has set completion up, in a terminal of 24 rows."""

    def __init__(self, name: str, home: Path, catalogue: Path | None = None) -> None:
        self.home = home
        folder = Path(sys.executable).parent
        self.environment = {
            "HOME": str(home),
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.environ["PYTHONPATH"],
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            **({"ACUPOINT_CATALOGUE": str(catalogue)} if catalogue else {}),
        }
        self._write(*SETTINGS[name])
        done = subprocess.run(
            [folder / "acupoint", "--install-completion", name], env=self.environment, capture_output=True, check=True
        )
        assert name.encode() in done.stdout
        self.child = pexpect.spawn(
            name, ["-i"], env=self.environment, cwd=home, dimensions=(ROWS, 110), encoding="utf-8", timeout=20
        )
        self.child.expect_exact(PROMPT)
        self.child.delaybeforesend = 0.1  # a shell throws away what comes before it reads

    def _write(self, name: str, text: str) -> None:
        file = self.home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def type(self, keys: str, then: str) -> None:
        """Type *keys* and wait for what is shown *then*."""
        self.child.send(keys)
        self.child.expect_exact(then)

    def lists(self, keys: str, last: str) -> str:
        """What is listed after *keys*, up to the word *last*, without how it is coloured and moved about."""
        self.child.send(keys)
        self.child.expect_exact(last)
        seen = str(self.child.before) + last
        return re.sub(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\(B|[=>])", "", seen)


@pytest.fixture(params=SHELLS)
def name(request: pytest.FixtureRequest) -> str:
    shell = str(request.param)
    if not shutil.which(shell) and not NEEDED:
        pytest.skip(f"{shell} is not installed")
    return shell


def test_the_first_tab_of_a_new_shell_completes(name: str, tmp_path: Path) -> None:
    shell = Shell(name, tmp_path)
    shell.type("acupoint sugg\t", "suggest")
    shell.type("--mornin\t", "--morning")


def test_flags_are_listed_from_what_is_felt_and_nothing_is_asked(name: str, tmp_path: Path, shipped: Catalogue) -> None:
    first, second = (one.text[1:] for one in shipped.symptoms[:2])
    listed = Shell(name, tmp_path).lists("acupoint suggest -\t\t\t", second)
    assert first in listed
    assert "possibilities" not in listed


def test_a_text_is_shown_as_it_is_and_never_run(name: str, tmp_path: Path) -> None:
    catalogue = tmp_path / "clinic.yaml"
    catalogue.write_text(CLINIC, encoding="utf-8")
    shell = Shell(name, tmp_path, catalogue)
    listed = shell.lists("acupoint suggest --zz\t\t", "on't \\$ 'q'")
    assert f"I{TEXT[1:]}" in listed
    for leave in ("\x03", "\x15"):
        shell.child.send(leave)
    shell.type("echo do''ne\r", "done")
    assert not (tmp_path / "x").exists()


def test_points_values_and_files_are_offered_in_their_places(name: str, tmp_path: Path) -> None:
    (tmp_path / "sheet of mine.html").touch()
    shell = Shell(name, tmp_path)
    shell.type("acupoint handout k\t", "kd4")
    shell.type("-o shee\t", "sheet\\ of\\ mine.html")
    shell.child.send("\x15")
    shell.type("acupoint session ub40 --one-side l\t", "left")
    shell.child.send("\x15")
    shell.type("acupoint help saf\t", "safety")


def test_a_program_completes_by_its_own_path_too(name: str, tmp_path: Path) -> None:
    shell = Shell(name, tmp_path)
    (tmp_path / "bin").symlink_to(Path(sys.executable).parent)
    if name != "fish":  # which completes only commands that it finds in PATH too
        shell.type("PATH=/usr/bin:/bin\r", PROMPT)
    shell.type("~/bin/acupoint sugg\t", "suggest")


def test_without_a_name_it_is_set_up_for_the_shell_that_it_is_typed_in(name: str, tmp_path: Path) -> None:
    shell = Shell(name, tmp_path)
    shell.type("acupoint --install-completion\r", f"Completion for {name} is in")
