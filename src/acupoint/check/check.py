"""Catalogue files -> every problem in them and in their pictures."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from acupoint.catalogue.body import Body
from acupoint.catalogue.builder import whole
from acupoint.catalogue.clinic import WORDS, laid_over
from acupoint.catalogue.fields import Fields, open_document
from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.phrases import Phrases, words_beside
from acupoint.catalogue.problems import Problems
from acupoint.catalogue.read import read_alone
from acupoint.catalogue.said import added_words, is_words_file, read_phrases, words_of
from acupoint.check.pictures import drawing_of
from acupoint.errors import CatalogueError, Problem
from acupoint.text import visible

# A file with both of these lists is a whole catalogue; any other is laid over one.
_WHOLE = {"channels", "urgencies"}

_COUNTED = ("points", "symptoms", "conditions", "warnings", "sources")
_PHRASES = "phrases"  # counted, too, where there are any


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a check found in one file."""

    file: str
    over: str  # the name of the file it is laid over; empty for a whole catalogue
    adds: Mapping[str, int]  # how many entries of each kind it has
    problems: tuple[Problem, ...]  # its own and its pictures', in the order of their lines
    overdue: str = ""  # the day its facts were to be checked again, once that has passed


def check(
    files: Sequence[Path], shipped: Path, today: date, clinics: Sequence[Path] = (), reserved: Collection[str] = ()
) -> list[FileReport]:
    """A report on each of the *files*, then on each of the *clinics*' files.

    The *shipped* file, and any with channels and urgencies, is a whole catalogue. Every other is a clinic's, and is
    laid over the files before it: the first over the *shipped* one, which is reported, too, if it has a problem. No
    symptom, condition, or warning sign may have a *reserved* id.
    """
    checker = _Checker(shipped, today, reserved)
    for file in files:
        checker.check(file)
    for file in clinics:
        checker.check(file, is_clinics=True)
    return checker.reports


class _Checker:
    def __init__(self, shipped: Path, today: date, reserved: Collection[str]) -> None:
        self.reports: list[FileReport] = []
        self._shipped = shipped
        self._today = today
        self._reserved = reserved
        self._base: Catalogue | None = None  # what the next clinic's file is laid over
        self._over = ""  # the name of the last file of that

    def check(self, file: Path, *, is_clinics: bool = False) -> None:
        try:
            self._read(file, is_clinics=is_clinics)
        except CatalogueError as error:
            self._report(file, error.problems)

    def _read(self, file: Path, *, is_clinics: bool) -> None:
        top, problems = open_document(file)
        if is_words_file(top):
            self._check_words(file, top, problems)
        elif not is_clinics and (_WHOLE.issubset(top.names) or file.resolve() == self._shipped.resolve()):
            self._keep(file, problems, "", Catalogue(), whole(top, file.parent / "pictures", self._reserved))
        elif base := self._base_for_clinic():
            after = laid_over(base, top, file, self._reserved)
            phrases = self._phrases_added(top, after) if top.has(WORDS) else 0
            self._keep(file, problems, self._over, base, after)
            if phrases:
                self.reports[-1] = replace(self.reports[-1], adds={**self.reports[-1].adds, _PHRASES: phrases})
        else:
            problems.add("the file that this one is laid over cannot be read, so the check ends here")
            self._report(file, problems.found)

    def _check_words(self, file: Path, top: Fields, problems: Problems) -> None:
        base = self._base_for_clinic()
        if base is None:
            problems.add("the catalogue that these words are for cannot be read, so the check ends here")
            self._report(file, problems.found)
            return
        lexicon = words_of(top, {entry.id for entry in base.vocabulary})
        phrases = sum(len(lines) for entry in lexicon.entries for lines in entry.phrases.values())
        self._report(file, problems.found, adds={_PHRASES: phrases})

    def _phrases_added(self, top: Fields, catalogue: Catalogue) -> int:
        # A problem of the shipped words is a problem of their own file.
        with suppress(CatalogueError, OSError):
            ids = {entry.id for entry in catalogue.vocabulary}
            added = added_words(top, ids, self._shipped_phrases())
            return sum(len(lines) for entry in added for lines in entry.phrases.values())
        return 0

    def _shipped_phrases(self) -> Phrases:
        return read_phrases(words_beside(self._shipped), {entry.id for entry in read_alone(self._shipped).vocabulary})

    def _base_for_clinic(self) -> Catalogue | None:
        # If the first file is a clinic's, the shipped catalogue is read, and reported only with a problem.
        shipped = visible(str(self._shipped))
        if self._base is None and not any(one.file == shipped for one in self.reports):
            self.check(self._shipped)
            if self._base and not self.reports[-1].problems:
                self.reports.pop()
        return self._base

    def _keep(self, file: Path, problems: Problems, over: str, before: Catalogue, after: Catalogue) -> None:
        adds = {kind: len(getattr(after, kind)) - len(getattr(before, kind)) for kind in _COUNTED}
        added = after.points[len(before.points) :]
        self._report(file, [*problems.found, *_problems_of_pictures(added, Body(after.channels))], over=over, adds=adds)
        if not over and after.review and after.review.again < self._today.isoformat():
            self.reports[-1] = replace(self.reports[-1], overdue=after.review.again)
        self._base, self._over = after, visible(file.name)

    def _report(
        self, file: Path, problems: Sequence[Problem], *, over: str = "", adds: Mapping[str, int] | None = None
    ) -> None:
        in_order = CatalogueError(problems).problems if problems else ()
        self.reports.append(FileReport(visible(str(file)), over, adds or dict.fromkeys(_COUNTED, 0), in_order))


def _problems_of_pictures(points: Iterable[Point], body: Body) -> Iterator[Problem]:
    for point in points:
        if point.picture and point.picture.file.is_file():
            try:
                drawing_of(point, body)
            except CatalogueError as error:
                yield from error.problems
