"""A check in its three readings: every problem with its place, and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from acupoint.catalogue.problems import MOST_PROBLEMS
from acupoint.terminal.output import SCHEMA_VERSION
from acupoint.text import columns_of, counted, listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from acupoint.check.check import FileReport
    from acupoint.errors import Problem

_PLAIN_WIDTH = 100  # columns of a line shown in the plain reading
_JSON_WIDTH = 200  # the same in JSON
_MARK = "^"
_CUT = "…"
_GUTTER = " | "
_BEFORE = 2 / 3  # of the room there is, for what stands before the place
_LONGEST = 1000  # characters looked at on either side of a place
_NAMES = {
    "points": "point",
    "symptoms": "symptom",
    "conditions": "condition",
    "warnings": "warning sign",
    "sources": "source",
    "phrases": "phrase",
}


def plain(reports: Sequence[FileReport]) -> str:
    """The plain reading: each problem as a compiler prints it, and a count at the end."""
    return "\n".join(_plain_lines(reports))


def _plain_lines(reports: Sequence[FileReport]) -> Iterator[str]:
    for problem in _problems_of(reports):
        yield str(problem)
        if problem.line:
            yield from excerpt(problem, _PLAIN_WIDTH)
    yield from _counts(reports)


def screen(reports: Sequence[FileReport]) -> RenderableType:
    """The screen reading: the same in colour, fitted to the width."""
    from rich.console import Group  # noqa: PLC0415 - the other readings need no Rich

    return Group(*_screen_lines(reports))


def _screen_lines(reports: Sequence[FileReport]) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415 - as above

    for problem in _problems_of(reports):
        yield Text.assemble((f"{problem.place}: ", "acupoint.name"), problem.what)
        if problem.line:
            yield _Excerpt(problem)
    for line in _counts(reports):
        yield Text(line, "acupoint.label")


@dataclass(frozen=True, slots=True)
class _Excerpt:
    problem: Problem

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fit to the width there is."""
        from rich.text import Text  # noqa: PLC0415 - as above

        line, mark = excerpt(self.problem, options.max_width)
        yield Text(line, "acupoint.quiet", no_wrap=True)
        yield Text(mark, "acupoint.stop", no_wrap=True)


def as_json(reports: Sequence[FileReport]) -> dict[str, Any]:
    """The files, what each has or adds, and every problem; what is not there, as a place, is null."""
    problems = _problems_of(reports)
    return {
        "schema_version": SCHEMA_VERSION,
        "files": [
            {
                "file": one.file,
                "over": one.over or None,
                "adds": dict(one.adds),
                "problems": len(one.problems),
                "overdue": one.overdue or None,
            }
            for one in reports
        ],
        "problems": [
            {
                "file": problem.file,
                "line": problem.line or None,
                "column": problem.column or None,
                "what": problem.what,
                "text": _around(problem, _JSON_WIDTH)[0] if problem.line else "",
            }
            for problem in problems
        ],
        "count": len(problems),
    }


def _problems_of(reports: Sequence[FileReport]) -> list[Problem]:
    return [problem for one in reports for problem in one.problems]


def excerpt(problem: Problem, width: int) -> tuple[str, str]:
    """The line with the problem, and a line with a mark under the place, neither wider than *width* columns."""
    number = str(problem.line).rjust(5)
    text, columns = _around(problem, width - len(number) - len(_GUTTER))
    return f"{number}{_GUTTER}{text}", f"{' ' * len(number)}{_GUTTER}{' ' * columns}{_MARK}"


def _around(problem: Problem, room: int) -> tuple[str, int]:
    # The line with the problem, cut on either side of the place to fit the room, and the columns before the place.
    at = problem.column - 1
    before = visible(problem.text[max(at - _LONGEST, 0) : at])
    after = visible(problem.text[at : at + _LONGEST])
    shown = _end_of(before, max(int(room * _BEFORE), room - max(columns_of(after), len(_MARK))))
    return f"{shown}{_beginning_of(after, room - columns_of(shown))}", columns_of(shown)


def _end_of(text: str, room: int) -> str:
    if columns_of(text) <= room:
        return text
    return f"{_CUT}{_beginning_of(text[::-1], room - 1, cut='')[::-1]}"


def _beginning_of(text: str, room: int, cut: str = _CUT) -> str:
    if columns_of(text) <= room:
        return text
    length = 0
    while columns_of(text[: length + 1]) + len(cut) <= room:
        length += 1
    return f"{text[:length]}{cut}"


def _counts(reports: Sequence[FileReport]) -> Iterator[str]:
    # A line for each file without a problem, one that counts the problems of the others, and what is out of date.
    for one in reports:
        if not one.problems:
            yield f"no problem found in {_summary(one)}"
    by_file = Counter(problem.file for problem in _problems_of(reports))
    if len(by_file) == 1:
        yield from (f"{counted(number, 'problem')} in {_name_of(file, number)}" for file, number in by_file.items())
    elif by_file:
        files = listed(f"{number} in {_name_of(file, number)}" for file, number in by_file.items())
        yield f"{by_file.total()} problems: {files}"
    for one in reports:
        if one.overdue:
            yield f"warning: the facts in {one.file} were to be checked again by {one.overdue}"


def _name_of(file: str, problems: int) -> str:
    return f"{file}, which was read no further" if problems >= MOST_PROBLEMS else file


def _summary(report: FileReport) -> str:
    entries = [counted(number, _NAMES[kind]) for kind, number in report.adds.items() if number]
    if not report.over:
        return f"{report.file}: {listed(entries)}"
    return f"{report.file}, laid over {report.over}: it adds {listed(entries) or 'to what is there'}"
