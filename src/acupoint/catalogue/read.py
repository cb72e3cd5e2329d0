"""Files -> Catalogue, with every check on the data."""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from acupoint.catalogue.builder import CatalogueBuilder
from acupoint.catalogue.fields import Fields
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.yaml_file import open_document
from acupoint.errors import CatalogueError


def catalogue_file() -> Path:
    """The shipped catalogue: beside the installed package, or in the checkout that the package is run from."""
    package = Path(__file__).parents[1]
    installed = package / "data" / "points.yaml"
    return installed if installed.is_file() else package.parents[1] / "data" / "points.yaml"


def clinic_files(environment: Mapping[str, str]) -> list[Path]:
    """The files that ACUPOINT_CATALOGUE names, separated as in PATH; an empty place between two names none."""
    return [Path(name) for name in environment.get("ACUPOINT_CATALOGUE", "").split(os.pathsep) if name]


def read_catalogue(file: Path, laid_over: Sequence[Path] = (), reserved: Collection[str] = ()) -> Catalogue:
    """The catalogue in *file*, with the clinics' files laid over it in turn.

    No symptom, condition, or warning sign may have an id that is *reserved*: each becomes a flag.
    Raises CatalogueError, with every problem found, where it cannot be used.
    """
    top, notebook = open_document(file)
    catalogue = whole(top, file.parent / "pictures", reserved)
    notebook.check()
    if laid_over:
        from acupoint.catalogue.clinic import read_over  # noqa: PLC0415 - few have a clinic's file

        catalogue, problems = read_over(catalogue, laid_over, reserved)
        if problems:
            raise CatalogueError(problems)
    return catalogue


def whole(top: Fields, pictures: Path, reserved: Collection[str] = ()) -> Catalogue:
    """The catalogue of a file that is one by itself, with stand-ins where there is a problem."""
    layer = CatalogueBuilder(top, Catalogue(), pictures, whole=True, reserved=reserved)
    layer.read()
    return layer.catalogue()
