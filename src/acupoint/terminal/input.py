"""Questions to a person at the terminal."""

import os
import sys

from acupoint.errors import StoppedError
from acupoint.terminal.output import is_accessible, say
from acupoint.text import name_key


def has_keyboard() -> bool:
    """Whether somebody is at a keyboard."""
    return sys.stdin is not None and sys.stdin.isatty()


def can_ask() -> bool:
    """Whether somebody is there to answer who can see the question, which is shown on stderr."""
    return has_keyboard() and sys.stderr is not None and sys.stderr.isatty()


def is_at_terminal() -> bool:
    """Whether that person also sees the answer: it goes neither to a file nor to another program."""
    return can_ask() and sys.stdout is not None and sys.stdout.isatty()


def descriptor() -> int:
    """The file descriptor to read single keys from."""
    return sys.stdin.fileno()


def read(prompt: str) -> str:
    """Show *prompt* on stderr and return the line typed. Raises StoppedError if stdin ends instead."""
    say(prompt.rstrip(), end=" ")
    line = sys.stdin.readline()
    if not line:
        say("")
        raise StoppedError
    return line.strip()


def leave_if(answer: str) -> None:
    """Raise StoppedError, as at the end of stdin, if the *answer* is to leave."""
    if name_key(answer) in {"q", "quit"}:
        raise StoppedError


def ask_yes(question: str) -> bool:
    """Whether the answer is yes; asks again until it is yes or no. Raises StoppedError if the person leaves."""
    while True:
        default = ", no default" if is_accessible(os.environ) else ""  # a screen reader's user cannot see that none is
        answer = read(f"{question} (y or n{default}, q leaves): ").casefold()
        leave_if(answer)
        if answer in {"y", "yes"}:
            return True
        if answer in {"n", "no"}:
            return False
        say("  Type y for yes or n for no.")
