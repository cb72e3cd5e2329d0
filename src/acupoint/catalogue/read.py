"""Files -> Catalogue, with every check on the data."""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from acupoint.catalogue import compiled
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.times import with_times
from acupoint.errors import CatalogueError


def catalogue_file() -> Path:
    """The shipped catalogue: in the installed package, or in the checkout that the package is run from."""
    package = Path(__file__).parents[1]
    installed = package / "data" / "points.yaml"
    if installed.is_file():
        return installed
    checkout = package.parents[1]
    if package.parent.name == "src" and (checkout / "pyproject.toml").is_file():
        return checkout / "data" / "points.yaml"
    if package.is_dir():  # an installation that lost its data: what lies elsewhere by that name is not the guide
        return installed
    from acupoint.catalogue.packaged import PackagedPath  # noqa: PLC0415 - slow to import, and seldom needed

    return PackagedPath(installed)


def clinic_files(environment: Mapping[str, str]) -> list[Path]:
    """The files that ACUPOINT_CATALOGUE names, as full paths.

    They are separated as in PATH; an empty or blank place between two names none.
    """
    names = environment.get("ACUPOINT_CATALOGUE", "").split(os.pathsep)
    return [_full_path(name) for name in names if name.strip()]


def _full_path(name: str) -> Path:
    try:
        return Path(name).absolute()
    except OSError:  # the folder that we are in was deleted
        return Path(name)


def load_catalogue(file: Path, laid_over: Sequence[Path] = (), reserved: Collection[str] = ()) -> Catalogue:
    """What `read_catalogue` gives, but from the compiled file beside *file* where that is up to date."""
    return with_times(_with(laid_over, _loaded(file, reserved), reserved))


def load_usable(file: Path, laid_over: Sequence[Path] = (), reserved: Collection[str] = ()) -> Catalogue:
    """What `load_catalogue` gives; but a clinic's file that cannot be used is left out, and the catalogue says why.

    What the guide itself says of an emergency is not lost for a slip in a clinic's file. Raises CatalogueError where
    the guide cannot be used.
    """
    catalogue = _loaded(file, reserved)
    try:
        return with_times(_with(laid_over, catalogue, reserved))
    except CatalogueError as error:
        for clinic in laid_over:
            with suppress(CatalogueError):
                catalogue = _with([clinic], catalogue, reserved)
        return replace(with_times(catalogue), left_out=error.problems)


def _loaded(file: Path, reserved: Collection[str]) -> Catalogue:
    catalogue = compiled.load(file)
    if catalogue is None or not {entry.id for entry in catalogue.vocabulary}.isdisjoint(reserved):
        return read_alone(file, reserved)
    return catalogue


def read_catalogue(file: Path, laid_over: Sequence[Path] = (), reserved: Collection[str] = ()) -> Catalogue:
    """The catalogue in *file*, with the clinics' files laid over it in turn.

    No symptom, condition, or warning sign may have an id that is *reserved*: each becomes a flag.
    Raises CatalogueError, with every problem found, where it cannot be used.
    """
    return with_times(_with(laid_over, read_alone(file, reserved), reserved))


def read_alone(file: Path, reserved: Collection[str] = ()) -> Catalogue:
    """The catalogue in *file* before the times of its doses are put into its texts, which a clinic may change.

    Raises CatalogueError as `read_catalogue` does.
    """
    # These import PyYAML, and make up a third of the start; the compiled catalogue needs none of them.
    from acupoint.catalogue.builder import whole  # noqa: PLC0415 - as above
    from acupoint.catalogue.fields import open_document  # noqa: PLC0415 - as above

    top, problems = open_document(file)
    catalogue = whole(top, file.parent / "pictures", reserved)
    problems.check()
    return catalogue


def _with(clinics: Sequence[Path], catalogue: Catalogue, reserved: Collection[str]) -> Catalogue:
    if not clinics:
        return catalogue
    from acupoint.catalogue.clinic import read_over  # noqa: PLC0415 - few have a clinic's file

    return read_over(catalogue, clinics, reserved)
