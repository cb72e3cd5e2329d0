"""Handout."""
