"""Draw what `acupoint suggest --cold --morning` shows, as docs/suggest.svg: `python docs/picture.py`."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.theme import Theme

from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.cli.request import read_drawings
from acupoint.guide import short_screen
from acupoint.guide.suggest import self_report, suggest
from acupoint.terminal.theme import STYLES

FILE = Path(__file__).with_name("suggest.svg")
ASKED = ("cold", "morning")

# The rules with which Rich would have a reader's browser fetch fonts from elsewhere.
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def picture() -> str:
    """The screen at 80 columns and 24 rows, as SVG."""
    catalogue = read_catalogue(catalogue_file())
    answer = suggest(catalogue, self_report(catalogue, ASKED))
    console = Console(
        record=True,
        file=io.StringIO(),
        width=80,
        height=24,
        force_terminal=True,
        color_system="standard",
        theme=Theme(STYLES),
        highlight=False,
        no_color=False,
    )
    drawings = read_drawings([answer.suggestions[0].point])
    console.print(short_screen.suggestions(catalogue, answer, drawings))
    title = " ".join(["acupoint suggest", *(f"--{flag}" for flag in ASKED)])
    return FONTS.sub("", console.export_svg(title=title, theme=DIMMED_MONOKAI, unique_id="acupoint"))


if __name__ == "__main__":
    FILE.write_text(picture(), encoding="utf-8")
