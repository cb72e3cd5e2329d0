"""The program in this process, and what tests know of where they are."""

from pathlib import Path
from typing import Protocol

CHECKOUT = Path(__file__).parents[2]


class Run(Protocol):
    """Runs the program in this process."""

    def __call__(self, *arguments: str, catalogue: Path | None = None) -> tuple[int, str, str]:
        """Its exit code, stdout, and stderr, over that *catalogue* file or the shipped one."""
        ...


# Python tells a hook of everything that opens, names, or connects a socket.
NO_SOCKETS = """\
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)"""
