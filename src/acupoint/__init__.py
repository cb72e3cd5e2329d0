"""Acupoint: which of four acupressure points to press for a sore back, where it is, how, and when not to."""

__version__ = "0.1.0"
