"""What is wrong with a file, and where."""

import re
from functools import cached_property

from acupoint.errors import CatalogueError, Problem

MOST_LETTERS = 400  # of what is wrong, which may quote a text of any length

MOST_PROBLEMS = 1_000  # in one file, after which reading ends: nobody reads on, and a hostile file has millions


class Problems:
    """The problems of one file, in the order they were found."""

    def __init__(self, file: str) -> None:
        """Start with no problem."""
        self.file = file
        self.text = ""  # the whole file, once it is read
        self.found: list[Problem] = []

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines, as YAML counts them."""
        return re.split(r"\r\n|\r|\n", self.text)

    def add(self, what: str, line: int = 0, column: int = 0) -> None:
        """Add a problem at a place, counted from 1; 0 for the file as a whole.

        Raises CatalogueError where there are too many to go on.
        """
        text = self.lines[line - 1] if line else ""
        if len(what) > MOST_LETTERS:
            what = f"{what[: MOST_LETTERS // 2]}…{what[-MOST_LETTERS // 2 + 1 :]}"
        self.found.append(Problem(self.file, line, column, what, text))
        if len(self.found) >= MOST_PROBLEMS:
            raise CatalogueError(self.found)

    def error(self, what: str, line: int = 0, column: int = 0) -> CatalogueError:
        """The error to raise after a last problem, where nothing further can be read."""
        self.add(what, line, column)
        return CatalogueError(self.found)

    def check(self) -> None:
        """Raise CatalogueError if there is a problem."""
        if self.found:
            raise CatalogueError(self.found)


class MutedProblems(Problems):
    """Takes no problem in: for the stand-in of a missing group, which is one problem and not one a field."""

    def add(self, what: str, line: int = 0, column: int = 0) -> None:
        """Leave it out."""
