"""`acupoint check`: every problem of a catalogue."""
