"""What both readings of a check say: the place of a problem, and how many there are."""

from collections import Counter
from collections.abc import Iterator, Sequence

from acupoint.catalogue.problems import MOST_PROBLEMS
from acupoint.check.check import FileReport
from acupoint.errors import Problem
from acupoint.text import columns_of, counted, listed, visible

_MARK = "^"
_CUT = "…"
_GUTTER = " | "
_BEFORE = 2 / 3  # of the room there is, for what stands before the place
_LONGEST = 1000  # characters that are looked at on either side of a place
_NAMES = {
    "points": "point",
    "symptoms": "symptom",
    "conditions": "condition",
    "warnings": "warning sign",
    "sources": "source",
}


def excerpt(problem: Problem, width: int) -> tuple[str, str]:
    """The line with the problem, and a line with a mark under the place, neither wider than *width* columns."""
    number = str(problem.line).rjust(5)
    text, columns = around(problem, width - len(number) - len(_GUTTER))
    return f"{number}{_GUTTER}{text}", f"{' ' * len(number)}{_GUTTER}{' ' * columns}{_MARK}"


def around(problem: Problem, room: int) -> tuple[str, int]:
    """The line with the problem, cut on either side of the place to the *room* there is, and the columns before it.

    What cannot be shown is spelled out.
    """
    at = problem.column - 1
    before = visible(problem.text[max(at - _LONGEST, 0) : at])
    after = visible(problem.text[at : at + _LONGEST])
    kept = _end_of(before, max(int(room * _BEFORE), room - max(columns_of(after), len(_MARK))))
    return f"{kept}{_beginning_of(after, room - columns_of(kept))}", columns_of(kept)


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


def counts(checked: Sequence[FileReport]) -> Iterator[str]:
    """A line for each file that is right, and one that counts the problems in the others."""
    for one in checked:
        if not one.problems:
            yield f"no problem found in {_told(one)}"
    by_file = Counter(problem.file for one in checked for problem in one.problems)
    if len(by_file) == 1:
        yield from (f"{counted(number, 'problem')} in {_ended(file, number)}" for file, number in by_file.items())
    elif by_file:
        told = listed(f"{number} in {_ended(file, number)}" for file, number in by_file.items())
        yield f"{by_file.total()} problems: {told}"


def _ended(file: str, number: int) -> str:
    return f"{file}, which was read no further" if number >= MOST_PROBLEMS else file


def _told(one: FileReport) -> str:
    has = [counted(number, _NAMES[kind]) for kind, number in one.adds.items() if number]
    if not one.over:
        return f"{one.file}: {listed(has)}"
    return f"{one.file}, laid over {one.over}: it adds {listed(has) or 'to what is there'}"
