"""Any bytes as an SVG file are a drawing or a CatalogueError: `python fuzz/drawing.py -max_total_time=30`."""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["acupoint", "svg"]):
    from acupoint.catalogue.read import catalogue_file
    from acupoint.drawing.braille import in_text
    from acupoint.drawing.svg import read_drawing
    from acupoint.errors import CatalogueError

SEEDS = sorted((catalogue_file().parent / "pictures").glob("*.svg"))
WIDTHS = (1, 32, 60)  # columns


def main() -> None:
    """Fuzz the shipped drawings until libFuzzer's options say stop."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for seed in SEEDS:
            (corpus / seed.name).write_bytes(seed.read_bytes())
        file = Path(folder, "drawing.svg")

        def read(data: bytes) -> None:
            file.write_bytes(data)
            try:
                drawing = read_drawing(file)
            except CatalogueError as error:
                text = str(error)
            else:
                drawn = (row for columns in WIDTHS for row in in_text(drawing, columns))
                text = "".join(cell.character for row in drawn for cell in row)
            assert text.isprintable(), text  # noqa: S101 - the property

        atheris.Setup([*sys.argv, "-timeout=10", "-rss_limit_mb=500", str(corpus)], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
