"""The views are typed: mypy finds a call of what no view has, and a view that lacks what is called.

mypy warns of an ignored error that is none, so that the lines below fail the type check where a view is untyped again.
"""

import pytest

from acupoint.cli.readings import check_reading, guide_reading, log_reading, session_reading
from acupoint.terminal.output import Reading


@pytest.mark.parametrize("reading", Reading)
def test_what_no_view_has_is_an_error_of_mypy(reading: Reading) -> None:
    with pytest.raises(AttributeError):
        guide_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say
    with pytest.raises(AttributeError):
        log_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say
    with pytest.raises(AttributeError):
        check_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say
    with pytest.raises(AttributeError):
        session_reading(reading).no_such_function(1)  # type: ignore[attr-defined]  # as mypy must say


@pytest.mark.parametrize("reading", Reading)
def test_what_a_view_lacks_of_an_answer_is_an_error_of_mypy(reading: Reading) -> None:
    with pytest.raises(TypeError):
        guide_reading(reading).safety()  # type: ignore[call-arg]  # as mypy must say
