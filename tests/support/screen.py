"""What Rich shows of an answer."""

import io

from rich.console import Console, RenderableType
from rich.theme import Theme

from acupoint.terminal.theme import STYLES


def shown(answer: RenderableType, width: int = 80, *, colour: bool = False, encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    Console(
        file=stream,
        theme=Theme(STYLES),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
    ).print(answer)
    stream.seek(0)
    return stream.read()
