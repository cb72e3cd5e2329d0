"""Any bytes as a catalogue, or as a clinic's file laid over one, are a catalogue or a CatalogueError.

`python fuzz/catalogue.py -max_total_time=30`
"""

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # the made-up catalogue is there

with atheris.instrument_imports(include=["acupoint"]):
    from acupoint.catalogue.names import find_points
    from acupoint.catalogue.read import catalogue_file, read_catalogue
    from acupoint.errors import CatalogueError, NoSuchPointError
    from acupoint.guide import plain
    from support import made_up


def answers_over(file: Path, *laid_over: Path) -> str:
    """Everything the program says about the catalogue, or why it, or a point in it, cannot be used."""
    try:
        catalogue = read_catalogue(file, laid_over)
        points = find_points(catalogue, [point.id for point in catalogue.points])
    except (CatalogueError, NoSuchPointError) as error:  # a catalogue may say that a code of its own is unclear
        return str(error)
    return plain.cards(catalogue, points, {}) + plain.safety(catalogue, ())


def main() -> None:
    """Fuzz the shipped and the made-up catalogue until libFuzzer's options say stop."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        (corpus / "shipped").write_bytes(catalogue_file().read_bytes())
        (corpus / "made-up").write_text(made_up.TEXT, encoding="utf-8")
        (corpus / "clinic").write_text(made_up.CLINIC, encoding="utf-8")
        made_up_file = made_up.written(Path(folder))  # with its picture
        file = Path(folder, "fuzzed.yaml")

        def read(data: bytes) -> None:
            file.write_bytes(data)
            for files in ([file], [made_up_file, file]):
                text = answers_over(*files)
                assert all(one.isprintable() or one == "\n" for one in text), text  # noqa: S101 - the property

        atheris.Setup([*sys.argv, "-timeout=10", "-rss_limit_mb=1000", str(corpus)], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
