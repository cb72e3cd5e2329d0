import pytest

from acupoint.session.run import ask_pain
from support.terminal import type_lines


@pytest.mark.parametrize(("answer", "pain"), [("", None), ("0", 0), ("10", 10), ("07", 7)])
def test_pain_is_rated_from_0_to_10_and_enter_skips(
    answer: str, pain: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, answer)
    assert ask_pain() == pain
    assert capsys.readouterr().err == "Pain now, 0 (none) to 10 (the worst); Enter skips: "


@pytest.mark.parametrize("wrong", ["11", "-1", "3.5", "six", "٣", "1 0", "007"])
def test_anything_else_is_not_a_pain_rating_and_is_asked_again(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, wrong, "6")
    assert ask_pain() == 6
    assert f"  '{wrong}' is not a whole number from 0 to 10. Try again.\n" in capsys.readouterr().err
