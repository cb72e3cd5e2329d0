import pytest
from rich.color import ANSI_COLOR_NAMES
from rich.style import Style

from acupoint.terminal.theme import STYLES

# The sixteen colours as xterm has them, which is where yellow is palest, and the contrast that letters need at least.
XTERM = [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)]
LEAST = 3


def luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = (one / 255 / 12.92 if one <= 10 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_style_of_letters_can_be_read_on_black_and_on_white() -> None:
    for name, look in STYLES.items():
        style = Style.parse(look)
        if style.color and not name.endswith(".frame"):
            colour = XTERM[ANSI_COLOR_NAMES[style.color.name]]
            grounds = [XTERM[ANSI_COLOR_NAMES[style.bgcolor.name]]] if style.bgcolor else [(0, 0, 0), (255, 255, 255)]
            assert min(contrast(colour, ground) for ground in grounds) >= LEAST, name


@pytest.mark.parametrize(("colour", "ground"), [((205, 205, 0), (255, 255, 255)), ((0, 205, 205), (255, 255, 255))])
def test_yellow_and_cyan_on_white_could_not(colour: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    assert contrast(colour, ground) < LEAST
