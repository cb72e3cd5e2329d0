"""Everything that can go wrong: each error has a sentence for the person at the terminal and an exit code."""

from collections.abc import Iterable
from dataclasses import dataclass

# The exit codes of a run that ends without an error.
DONE = 0
NOTHING_FOUND = 1
WITHHELD = 3


class AcupointError(Exception):
    """An error that ends the program with one line on stderr."""

    exit_code = 1


class NoSuchPointError(AcupointError):
    """A name that is not of a point of this guide."""


class UsageError(AcupointError):
    """Words or flags that do not go together."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a catalogue file. *line* and *column* count from 1; both are 0 for the whole file."""

    file: str
    line: int
    column: int  # in characters
    what: str  # what is wrong, and what to write instead
    text: str = ""  # the line of the file

    def __str__(self) -> str:
        """`file:line:column: what is wrong`, as compilers print it."""
        return f"{self.place}: {self.what}"

    @property
    def place(self) -> str:
        """The file, and where in it: `clinic.yaml:12:17`."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class CatalogueError(AcupointError):
    """A catalogue that cannot be used, with all its problems (one at least) by file and line."""

    exit_code = 4

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep *problems*; the message is the first of them and how many more there are."""
        found = list(problems)
        files = {file: number for number, file in enumerate(dict.fromkeys(one.file for one in found))}
        self.problems = tuple(sorted(found, key=lambda one: (files[one.file], one.line, one.column)))
        further = len(self.problems) - 1
        more = f" (and {further} more problem{'s' if further > 1 else ''})" if further else ""
        super().__init__(f"{self.problems[0]}{more}")


class ClinicFileError(CatalogueError):
    """A clinic's file in use that cannot be laid over the guide."""

    def __str__(self) -> str:
        """The message, which also says where the file was named."""
        return f"{super().__str__()}; ACUPOINT_CATALOGUE names this file"


class OutputError(AcupointError):
    """An answer or a file could not be written."""

    exit_code = 5

    @classmethod
    def of(cls, error: OSError) -> "OutputError":
        """The error for a failure to write to stdout."""
        return cls(f"the answer cannot be written: {error.strerror}")


class LogError(AcupointError):
    """The session log cannot be found, read, or written. The message names its file."""

    exit_code = 5


class DamagedLogError(LogError):
    """The session log is damaged for good."""


class GoneLogError(LogError):
    """The session log was there, and has been deleted."""


class InputError(AcupointError):
    """A file that cannot be read, or does not hold what it should."""

    exit_code = 5


class StoppedError(AcupointError):
    """The person stopped the program at a question."""

    exit_code = 130

    def __init__(self, message: str = "stopped before the questions were answered") -> None:
        """Say so, or what was left undone."""
        super().__init__(message)
