"""The program as it is installed: with its data in the package, and that compiled, which loads far faster than YAML."""

import compileall
import shutil
from pathlib import Path

from acupoint.catalogue import compiled, phrases
from acupoint.catalogue.read import read_alone
from acupoint.catalogue.said import read_phrases
from support.program import CHECKOUT


def install(site: Path) -> Path:
    """Lay the checkout's code, its data, and what they compile it to into *site*; return the catalogue's file there."""
    package = site / "acupoint"
    shutil.copytree(CHECKOUT / "src" / "acupoint", package)
    compileall.compile_dir(package, quiet=1)  # as pip does, else each child may have to
    shutil.copytree(CHECKOUT / "data", package / "data")
    yaml = package / "data" / "points.yaml"
    words = phrases.words_beside(yaml)
    catalogue = read_alone(yaml)
    said = read_phrases(words, {entry.id for entry in catalogue.vocabulary})
    compiled.file_for(yaml).write_bytes(compiled.contents(catalogue, yaml))
    compiled.file_for(words).write_bytes(phrases.contents(said, words))
    return yaml
