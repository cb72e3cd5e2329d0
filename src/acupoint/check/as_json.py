"""The JSON reading of a check: one object, whose fields are only ever added to."""

from collections.abc import Sequence

from acupoint.check import readings as words
from acupoint.check.check import FileReport
from acupoint.errors import Problem
from acupoint.guide.as_json import SCHEMA_VERSION, Object

_ROOM = 200  # columns of a line


def problems(checked: Sequence[FileReport]) -> Object:
    """The files, what each has or adds, and every problem; a place is null where a problem is of the whole file."""
    found = [problem for one in checked for problem in one.problems]
    return {
        "schema_version": SCHEMA_VERSION,
        "files": [
            {"file": one.file, "over": one.over or None, "adds": dict(one.adds), "problems": len(one.problems)}
            for one in checked
        ],
        "problems": [_problem(problem) for problem in found],
        "count": len(found),
    }


def _problem(problem: Problem) -> Object:
    return {
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "what": problem.what,
        "text": words.around(problem, _ROOM)[0] if problem.line else "",
    }
