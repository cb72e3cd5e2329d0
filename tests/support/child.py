"""Several commands in one child: what they answer in surroundings that only a process of its own can have."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Answer = tuple[int, str, str]  # an exit code, stdout, and stderr

_END = "\x1e"
_EACH = f"""
import sys
from pathlib import Path
file = Path(sys.argv[1])
from acupoint.cli.main import main
for line in sys.argv[2:]:
    code = main(line.split(" "), file)
    print(code, end={_END!r}, file=sys.stderr)
    print(end={_END!r})
"""


def answers(catalogue: Path, lines: Sequence[str], first: str = "", **surroundings: Any) -> list[Answer]:  # noqa: ANN401 - as subprocess types them
    """What each of the *lines* answers over *catalogue*, after the Python statement *first*."""
    # -P: as for the installed command, the current folder is no place to import from.
    command = [sys.executable, "-P", "-c", first + _EACH, str(catalogue), *lines]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, **surroundings)
    assert done.returncode == 0, done.stderr
    *said, rest = done.stdout.decode("utf-8").split(_END)
    *told, last = done.stderr.decode("utf-8").split(_END)
    assert (rest, last, len(said)) == ("", "", len(lines))
    return [(int(code), answer, errors) for answer, (errors, code) in zip(said, map(_split, told), strict=True)]


def _split(told: str) -> tuple[str, str]:
    # The code stands behind what was said, on a line of its own where that ends in one.
    errors, end, code = told.rpartition("\n")
    return errors + end, code
