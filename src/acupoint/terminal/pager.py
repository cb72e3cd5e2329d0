"""What is longer than the terminal, a screenful at a time."""

import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

_LESS = "less"
_OPTIONS = "-FRX"  # print and quit if it fits, keep colours, leave the text on the screen


def page(text: bytes, environment: Mapping[str, str]) -> bool:
    """Show *text* in the pager, and return whether that worked. A person who quits early has seen enough."""
    words = pager_words(environment)
    if not words:
        return False
    interrupts: list[int] = []  # Ctrl-C is for the pager, which puts the terminal right; until then we wait
    handler = signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))
    try:
        done = subprocess.run(words, input=text, env=environment, check=False)  # noqa: S603 - the pager the person chose, and no shell
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, handler)
    return done.returncode == 0 or bool(interrupts)


def pager_words(environment: Mapping[str, str]) -> list[str]:
    """The pager and its arguments: `PAGER`, or else less where there is one. Empty for none, and for `cat`."""
    chosen = environment.get("PAGER")
    if chosen is None:
        return [_LESS, _OPTIONS] if shutil.which(_LESS) else []
    try:
        words = shlex.split(chosen)
    except ValueError:  # a quotation mark that is never closed
        return []
    if words and Path(words[0]).name == _LESS:
        return [words[0], "-R", *words[1:]]
    return [] if words == ["cat"] else words
