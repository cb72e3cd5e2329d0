"""Catalogue files -> every problem in them and in their pictures."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from acupoint.catalogue.builder import whole
from acupoint.catalogue.clinic import laid_over, name_of
from acupoint.catalogue.fields import open_document
from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.problems import Problems
from acupoint.drawing.svg import read_drawing
from acupoint.errors import CatalogueError, Problem
from acupoint.text import visible

# What only a catalogue of its own has: a file with both is one, any other is laid over one.
_OF_ITS_OWN = {"channels", "urgencies"}

_COUNTED = ("points", "symptoms", "conditions", "warnings", "sources")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file."""

    file: str
    over: str  # the name of the file it is laid over; empty for a catalogue of its own
    adds: Mapping[str, int]  # how many entries of each kind it has
    problems: tuple[Problem, ...]  # its own and its pictures', in the order of their lines


def check(
    files: Sequence[Path], shipped: Path, clinics: Sequence[Path] = (), reserved: Collection[str] = ()
) -> list[FileReport]:
    """What was found in each of the *files*, then in each of the *clinics*' files.

    Of the *files*, the *shipped* one and any with channels and urgencies is a catalogue of its own. Every other is a
    clinic's, and is laid over what the files before it make: at first over the *shipped* catalogue, which is told of,
    too, where a problem is in it. No symptom, condition, or warning sign may have an id that is *reserved*.
    """
    checker = _Checker(shipped, reserved)
    for file in files:
        checker.check(file)
    for file in clinics:
        checker.check(file, is_clinics=True)
    return checker.checked


class _Checker:
    def __init__(self, shipped: Path, reserved: Collection[str]) -> None:
        self.checked: list[FileReport] = []
        self._shipped = shipped
        self._reserved = reserved
        self._base: Catalogue | None = None  # what the next clinic's file is laid over
        self._over = ""  # the last of the files that make it

    def check(self, file: Path, *, is_clinics: bool = False) -> None:
        try:
            self._read(file, is_clinics=is_clinics)
        except CatalogueError as error:
            self._tell(file, error.problems)

    def _read(self, file: Path, *, is_clinics: bool) -> None:
        top, problems = open_document(file)
        pictures = file.parent / "pictures"
        if not is_clinics and (_OF_ITS_OWN.issubset(top.names) or file.resolve() == self._shipped.resolve()):
            self._lay(file, problems, "", Catalogue(), whole(top, pictures, self._reserved))
        elif base := self._below():
            top.added_by = name_of(file)
            self._lay(file, problems, self._over, base, laid_over(base, top, pictures, self._reserved))
        else:
            problems.add("what this file is laid over cannot be read, so it is checked no further")
            self._tell(file, problems.found)

    def _below(self) -> Catalogue | None:
        # The shipped catalogue is read where the first file is a clinic's, and told of only where that is of use.
        shipped = visible(str(self._shipped))
        if self._base is None and not any(one.file == shipped for one in self.checked):
            self.check(self._shipped)
            if self._base and not self.checked[-1].problems:
                self.checked.pop()
        return self._base

    def _lay(self, file: Path, problems: Problems, over: str, before: Catalogue, after: Catalogue) -> None:
        adds = {kind: len(getattr(after, kind)) - len(getattr(before, kind)) for kind in _COUNTED}
        added = after.points[len(before.points) :]
        self._tell(file, [*problems.found, *_problems_of_pictures(added)], over=over, adds=adds)
        self._base, self._over = after, visible(file.name)

    def _tell(
        self, file: Path, problems: Sequence[Problem], *, over: str = "", adds: Mapping[str, int] | None = None
    ) -> None:
        in_order = CatalogueError(problems).problems if problems else ()
        self.checked.append(FileReport(visible(str(file)), over, adds or dict.fromkeys(_COUNTED, 0), in_order))


def _problems_of_pictures(points: Iterable[Point]) -> Iterator[Problem]:
    for point in points:
        if point.picture and point.picture.file.is_file():
            try:
                read_drawing(point.picture.file)
            except CatalogueError as error:
                yield from error.problems
