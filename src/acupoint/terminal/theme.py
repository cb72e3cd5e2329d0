"""The names of styles, and a look for each that can be read on black and on white alike.

Colours are of the terminal's own sixteen. Yellow, green, and cyan letters are too pale on white, and blue ones too dark
on black: what must be read is bold, red, or black on yellow.
"""

STYLES = {
    "acupoint.code": "bold reverse",
    "acupoint.name": "bold",
    "acupoint.label": "bold",
    "acupoint.do": "bold",
    "acupoint.quiet": "dim",
    "acupoint.caution": "black on yellow",
    "acupoint.stop": "bold red",
    "acupoint.emergency": "bold red",
    "acupoint.caution.frame": "yellow",
    "acupoint.stop.frame": "red",
    "acupoint.emergency.frame": "red",
    "acupoint.command": "bold",
    "acupoint.point": "bold red",
    "acupoint.bar": "magenta",
    "acupoint.before": "magenta",
    "acupoint.after": "bold",
}
