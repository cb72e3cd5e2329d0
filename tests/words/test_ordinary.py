"""The ordinary words that no slip is mended to."""

import importlib.util

import pytest

from support.program import CHECKOUT


@pytest.mark.slow
def test_the_ordinary_words_are_those_that_look_like_a_slip() -> None:
    pytest.importorskip("wordfreq")
    specification = importlib.util.spec_from_file_location("ordinary", CHECKOUT / "docs" / "ordinary.py")
    assert specification is not None
    assert specification.loader is not None
    ordinary = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(ordinary)
    assert ordinary.file().read_text(encoding="utf-8") == ordinary.text(), "run: python docs/ordinary.py"
