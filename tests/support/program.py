"""The program in this process, and what tests know of where they are."""

from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

Run = Callable[..., tuple[int, str, str]]  # the program's arguments -> exit code, stdout, stderr

# Python tells a hook of everything that opens, names, or connects a socket.
NO_SOCKETS = """\
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)"""
