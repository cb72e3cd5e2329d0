"""The names of styles, and a colour for each: of the terminal's own sixteen, which its owner chose to be readable."""

STYLES = {
    "acupoint.code": "bold reverse",
    "acupoint.name": "bold",
    "acupoint.label": "bold cyan",
    "acupoint.do": "bold",
    "acupoint.quiet": "dim",
    "acupoint.caution": "yellow",
    "acupoint.stop": "red",
    "acupoint.emergency": "bold red",
    "acupoint.command": "cyan",
    "acupoint.point": "bold red",
    "acupoint.bar": "cyan",
    "acupoint.before": "yellow",
    "acupoint.after": "bold cyan",
}
