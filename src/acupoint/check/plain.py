"""The plain reading of a check: each problem as compilers tell theirs, and a count at the end."""

from collections.abc import Iterator, Sequence

from acupoint.check import readings as words
from acupoint.check.check import FileReport

_WIDTH = 100  # columns of a line shown


def problems(checked: Sequence[FileReport]) -> str:
    """Every problem with its place, its line, and a mark under the place; then how many there are."""
    return "\n".join(_problems(checked))


def _problems(checked: Sequence[FileReport]) -> Iterator[str]:
    for one in checked:
        for problem in one.problems:
            yield str(problem)
            if problem.line:
                yield from words.excerpt(problem, _WIDTH)
    yield from words.counts(checked)
