"""Completion in a shell: the script that asks the program for it, and the files that it is set up in."""

import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from acupoint.errors import OutputError, UsageError
from acupoint.text import listed, visible

COMPLETING = "_ACUPOINT_COMPLETE"  # the shell that asks: it gives the words up to the cursor as arguments
OPTIONS = frozenset({"--install-completion", "--show-completion"})

# No script has the shell evaluate what it is told. Each runs the program that was typed, which may be in no PATH.
_BASH = r"""_acupoint() {
  local one
  COMPREPLY=()
  while IFS= read -r one; do
    if [[ $one == / ]]; then
      compopt -o default 2> /dev/null
    else
      COMPREPLY+=("$one")
    fi
  done < <(_ACUPOINT_COMPLETE=bash COMP_TYPE=$COMP_TYPE COLUMNS=$COLUMNS LINES=$LINES \
    "${1/#\~/"$HOME"}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
}
complete -o nosort -F _acupoint acupoint 2> /dev/null || complete -F _acupoint acupoint
"""

# As a file of its own it is loaded at the first Tab, and has to answer that too.
_ZSH = r"""#compdef acupoint
_acupoint() {
  local -a offered typed
  typed=("${words[1]/#\~/$HOME}" ${(Q)words[2,CURRENT-1]} "${(Q)PREFIX}")
  offered=("${(@f)$(_ACUPOINT_COMPLETE=zsh LINES=$LINES "${typed[@]}" 2> /dev/null)}")
  if [[ $offered == / ]]; then
    _files
  elif [[ -n $offered ]]; then
    _describe -V 'acupoint' offered
  fi
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _acupoint "$@"
else
  compdef _acupoint acupoint
fi
"""

_FISH = r"""function __acupoint_offered
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set words[1] (string replace -r '^~' -- "$HOME" $words[1])
    set -l offered (env _ACUPOINT_COMPLETE=fish $words "$typed" 2> /dev/null)
    if test "$offered" = /
        __fish_complete_path "$typed"
    else
        string join \n -- $offered
    end
end
complete --command acupoint --no-files --keep-order --arguments '(__acupoint_offered)'
"""

SHELLS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}

_FURTHEST = 8  # processes up from this one
_ZSH_LINE = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"  # what Typer's other programs add, so it is there once


def script_for(name: str) -> tuple[str, str]:
    """The shell of that *name*, or the one that runs the program for no name, and its script. Raises UsageError."""
    shell = name or _running_shell()
    if shell not in SHELLS:
        which = f"not for '{visible(name)}'" if name else "and this shell is none of them; name one"
        raise UsageError(f"completion is there for {listed(SHELLS)}, {which}")
    return shell, SHELLS[shell]


def _running_shell() -> str:
    # The nearest shell among the processes that started this one; without ps, the one that the person logs in to.
    process = os.getppid()
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        for _ in range(_FURTHEST):
            parent, name = _process(process)
            if name in SHELLS:
                return name
            process = parent
    return Path(os.environ.get("SHELL", "")).name


def _process(number: int) -> tuple[int, str]:
    asked = ["ps", "-o", "ppid=,comm=", "-p", str(number)]
    answer = subprocess.check_output(asked, encoding="utf-8", errors="replace", stderr=subprocess.DEVNULL)  # noqa: S603 - no shell
    parent, _, name = answer.strip().partition(" ")
    return int(parent), Path(name.strip().removeprefix("-")).name  # a shell that one logs in to is `-bash`


def install(name: str, environment: Mapping[str, str]) -> str:
    """Set completion up for the shell of that *name*, as in `script_for`, and return what was done."""
    shell, script = script_for(name)
    home = _home(environment)
    file, settings, line = {
        "bash": (home / ".bash_completions" / "acupoint.sh", home / ".bashrc", ""),
        "zsh": (home / ".zfunc" / "_acupoint", Path(environment.get("ZDOTDIR") or home) / ".zshrc", _ZSH_LINE),
        "fish": (_fish_folder(home, environment) / "completions" / "acupoint.fish", None, ""),
    }[shell]
    try:
        file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)  # zsh reads no folder that others may write to
        file.write_text(script, encoding="utf-8")
        if settings:
            _add_line(settings, line or f"source {_quoted(str(file))}")
    except OSError as error:
        raise OutputError(f"'{visible(str(error.filename or file))}' cannot be written: {error.strerror}") from None
    loaded = f", which {settings} loads" if settings else ""
    others = listed((one for one in SHELLS if one != shell), "or")
    where = visible(f"{file}{loaded}")
    return f"Completion for {shell} is in {where}. It works in a new terminal. (For {others}, name it.)"


def _home(environment: Mapping[str, str]) -> Path:
    # An empty HOME is not /, and a relative one is a folder somewhere else tomorrow.
    try:
        home = Path(environment["HOME"]) if "HOME" in environment else Path.home()
    except RuntimeError:  # there is none
        home = Path()
    if not home.is_absolute():
        raise OutputError("there is no home folder to set completion up in; set HOME to a full path")
    return home


def _quoted(text: str) -> str:
    return "'{}'".format(text.replace("'", r"'\''"))


def _fish_folder(home: Path, environment: Mapping[str, str]) -> Path:
    named = Path(environment.get("XDG_CONFIG_HOME", ""))
    return (named if named.is_absolute() else home / ".config") / "fish"


def _add_line(settings: Path, line: str) -> None:
    # What is there stays as it is, byte for byte.
    there = settings.read_bytes() if settings.exists() else b""
    added = line.encode()
    if added not in there.splitlines():
        with settings.open("ab") as file:
            file.write((b"" if there.endswith(b"\n") or not there else b"\n") + added + b"\n")
