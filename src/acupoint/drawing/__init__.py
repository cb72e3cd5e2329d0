"""The drawing of a point: read from an SVG file, shown in a terminal or on a page."""
