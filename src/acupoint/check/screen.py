"""The screen reading of a check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from acupoint.check import readings as words
from acupoint.check.check import FileReport
from acupoint.errors import Problem


@dataclass(frozen=True, slots=True)
class _Excerpt:
    problem: Problem

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit to the width there is."""
        line, mark = words.excerpt(self.problem, options.max_width)
        yield Text(line, "acupoint.quiet", no_wrap=True)
        yield Text(mark, "acupoint.stop", no_wrap=True)


def problems(checked: Sequence[FileReport]) -> RenderableType:
    """Every problem with its place, its line, and a mark under the place; then how many there are."""
    return Group(*_problems(checked))


def _problems(checked: Sequence[FileReport]) -> Iterator[RenderableType]:
    for one in checked:
        for problem in one.problems:
            yield Text.assemble((f"{problem.place}: ", "acupoint.name"), problem.what)
            if problem.line:
                yield _Excerpt(problem)
    for line in words.counts(checked):
        yield Text(line, "acupoint.label")
