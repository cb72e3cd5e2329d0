from datetime import UTC, datetime

import pytest

from acupoint.log import wording
from acupoint.log.progress import history, trend_of
from support.made_up_log import rated, whole

LATER = datetime(3000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        ([(6, 4), (7, 6)], "2 of 2 sessions: 6.5 before and 5.0 after, on average. That is 1.5 points lower."),
        ([(6, 5)], "1 of 1 session: 6.0 before and 5.0 after, on average. That is 1.0 point lower."),
        ([(5, 5)], "1 of 1 session: 5.0 before and 5.0 after, on average. That is no change."),
        ([(4, 6)], "1 of 1 session: 4.0 before and 6.0 after, on average. That is 2.0 points higher."),
    ],
)
def test_the_change_comes_with_its_numbers(pairs: list[tuple[int, int]], line: str) -> None:
    records = [whole(number, day=number, before=before, after=after) for number, (before, after) in enumerate(pairs)]
    assert list(wording.change_lines(history(records, None, 10, LATER))) == [
        f"Rated before and after in {line}",
        "So few sessions say little.",
    ]


def test_less_than_a_week_is_too_early_for_a_trend() -> None:
    trend = trend_of(rated((0, 5), (6.9, 5)))
    assert trend
    assert wording.trend_line(trend) == "It is too early to say how it is going."


@pytest.mark.parametrize(
    ("pains", "then", "now"),
    [
        ([(0, 5), (7, 5)], "5.0 on average (2026-01-01, 1 session)", "5.0 on average (2026-01-08, 1 session)"),
        (
            [(0, 5), (1, 6), (20, 5), (21, 6)],
            "5.5 on average (2026-01-01 to 2026-01-02, 2 sessions)",
            "5.5 on average (2026-01-21 to 2026-01-22, 2 sessions)",
        ),
    ],
)
def test_the_trend_comes_with_its_numbers(pains: list[tuple[float, int]], then: str, now: str) -> None:
    trend = trend_of(rated(*pains))
    assert trend
    assert wording.trend_line(trend) == f"Pain before a session was {then}. Then it was {now}. That is no clear change."


def test_no_sentence_says_that_pressing_helped() -> None:
    said = " ".join(
        (*wording._DIRECTIONS.values(), *wording.change_lines(history([whole(1, before=9, after=1)], None, 10, LATER)))  # noqa: SLF001 - every sentence
    ).casefold()
    for promise in ("helped", "works", "thanks to", "because of", "success", "improve", "cure", "well done"):
        assert promise not in said
