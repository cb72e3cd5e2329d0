import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from acupoint.catalogue.model import Catalogue
from acupoint.log import as_json as log_as_json
from acupoint.log import plain as log_plain
from acupoint.log import progress
from acupoint.log import screen as log_screen
from acupoint.log import wording as log_words
from acupoint.log.chart import ASCII, UNICODE, chart
from acupoint.log.exchange import from_text
from acupoint.log.progress import History, Period, history
from acupoint.log.record import Ending, Record
from acupoint.text import visible
from support.made_up_log import any_records, rated, record, side, whole
from support.screen import shown

SIGN = "sharp pain, numbness, or tingling"
ACT = "Go soon."  # what the made-up catalogue says of a sign that is worse or no better


def told(records: Sequence[Record]) -> History:
    return history(records, None, 10)


def drawn(records: Sequence[Record], width: int = 24) -> list[str]:
    found = chart(records, width, UNICODE)
    assert found
    return [*found.rows, *found.below]


def test_the_chart_has_a_row_per_step_and_a_column_per_session() -> None:
    records = [
        whole(1, day=0, before=8, after=5),
        whole(2, day=1, before=6, after=6),
        whole(3, day=2, before=4, after=7),
    ]
    assert drawn(records) == [
        "10 ┤",
        " 9 ┤",
        " 8 ┤○",
        " 7 ┤│                  ●",
        " 6 ┤│         ◉        │",
        " 5 ┤●                  │",
        " 4 ┤                   ○",
        " 3 ┤",
        " 2 ┤",
        " 1 ┤",
        " 0 ┤",
        "   └────────────────────",
        "    2026-01-01 to 2026-01-03",
    ]


def test_pain_that_was_not_rated_is_not_drawn() -> None:
    assert chart([record(1, before=None)], 40, UNICODE) is None
    assert chart([], 40, UNICODE) is None
    rows = drawn([record(1, before=6), replace(record(2, day=1, before=None), after=3)], 14)
    assert [row for row in rows if set(row) & set("○●◉│")] == [" 6 ┤○", " 3 ┤         ●"]


def test_sessions_in_one_column_are_drawn_as_their_mean() -> None:
    records = [whole(number, day=number / 100, before=5 + number % 2 * 3, after=2) for number in range(4)]
    found = chart(records, 40, UNICODE)
    assert found
    assert found.merged
    assert [row for row in found.rows if set(row) & set("○●◉")] == [" 7 ┤○", " 2 ┤●"]


@given(st.lists(any_records, max_size=30), st.integers(1, 200), st.sampled_from([UNICODE, ASCII]))
def test_the_chart_of_any_log_is_thirteen_lines_within_the_width(
    records: list[Record], width: int, marks: object
) -> None:
    ordered = sorted(records, key=lambda one: one.began)
    found = chart(ordered, width, marks)  # type: ignore[arg-type]  # hypothesis joins the two to an object
    if found is None:
        assert all(one.before is one.after is None for one in records)
        return
    assert (len(found.rows), len(found.below)) == (11, 2)
    assert max(map(len, (*found.rows, found.below[0]))) <= max(width, 14)
    assert marks is UNICODE or all(line.isascii() for line in (*found.rows, *found.below))


@pytest.mark.parametrize("width", [40, 50, 59, 63, 64, 80, 92, 200])
@pytest.mark.parametrize("count", [0, 1, 3, 12, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(small: Catalogue, count: int, width: int) -> None:
    records = [whole(number, day=number / 2, before=number % 11, after=number % 7) for number in range(count)]
    records += [replace(record(999, day=100), ending=Ending.SENSATION)]
    text = shown(log_screen.sessions(small, told(records)), width)
    assert max(map(cell_len, text.splitlines())) <= min(width, 92)
    assert "…" not in text
    assert ACT in text or count < 200


@given(st.lists(any_records, max_size=12), st.integers(1, 100))
@settings(max_examples=25)
def test_any_log_is_shown_at_any_width(small: Catalogue, records: list[Record], width: int) -> None:
    ordered = sorted(records, key=lambda one: one.began)
    assert shown(log_screen.sessions(small, told(ordered)), width)
    for line in log_plain.sessions(small, told(ordered)).splitlines():
        assert line == visible(line)


def test_a_stream_without_unicode_gets_a_chart_in_ascii(small: Catalogue) -> None:
    records = [whole(number, day=number) for number in range(3)]
    view = log_screen.PainChart(records)
    assert "○ before" in shown(view)
    in_ascii = shown(view, encoding="ascii")
    assert "o before  x after  = the same" in in_ascii
    assert in_ascii.isascii()
    assert shown(log_screen.sessions(small, told(records)), encoding="ascii").isascii()


def test_colour_changes_no_word(small: Catalogue) -> None:
    view = log_screen.sessions(small, told([whole(number, day=number) for number in range(40)]))
    with_colour = shown(view, colour=True)
    assert "\x1b[" in with_colour
    assert shown(view) == strip(with_colour)


def strip(text: str) -> str:
    from rich.text import Text  # noqa: PLC0415 - what reads escape codes

    return "\n".join(Text.from_ansi(line).plain for line in text.split("\n"))


def test_a_point_no_longer_in_the_catalogue_is_shown_by_its_id(small: Catalogue) -> None:
    records = [replace(record(1), points=("kd2", "ub99"))]
    assert "KD 2, ub99" in log_plain.sessions(small, told(records))
    assert "KD 2, ub99" in shown(log_screen.sessions(small, told(records)))


def test_a_plain_line_says_everything_about_a_session(small: Catalogue) -> None:
    lines = [
        whole(1),
        replace(record(2, day=1, before=None), flags=(), ending=Ending.CHOICE, pressed=(side(45),)),
        replace(record(3, day=2), points=("kd2",), flags=(), ending=Ending.SENSATION, pressed=(side(60),)),
        record(4, day=3, before=0, after=10),
    ]
    assert [line for line in log_plain.sessions(small, told(lines)).splitlines() if line.startswith("session")] == [
        "session: 2026-01-01 07:30; UB 1, KD 2; pressed 2 min 55 s; pain 6 before, 4 after; done; you said knee",
        "session: 2026-01-02 07:30; UB 1, KD 2; pressed 45 s; pain not said before, not said after; stopped early",
        f"session: 2026-01-03 07:30; KD 2; pressed 1 min; pain 6 before, not said after; at a stop sign: {SIGN}",
        "session: 2026-01-04 07:30; UB 1, KD 2; pressed 0 s; pain 0 before, 10 after; cut off; you said knee",
    ]


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        ([(6, 4), (7, 6)], "2 of 2 sessions: 6.5 before and 5.0 after, on average. That is 1.5 points lower."),
        ([(6, 5)], "1 of 1 session: 6.0 before and 5.0 after, on average. That is 1.0 point lower."),
        ([(5, 5)], "1 of 1 session: 5.0 before and 5.0 after, on average. That is no change."),
        ([(4, 6)], "1 of 1 session: 4.0 before and 6.0 after, on average. That is 2.0 points higher."),
    ],
)
def test_the_change_comes_with_its_numbers_and_the_catalogues_note(
    pairs: list[tuple[int, int]], line: str, small: Catalogue
) -> None:
    records = [whole(number, day=number, before=before, after=after) for number, (before, after) in enumerate(pairs)]
    first, *others = log_words.change_lines(told(records))
    assert first == f"Rated before and after in {line}"
    assert others == ["So few sessions say little."]
    note = "A change can be chance."
    assert f"change, note: {note} Source: The Press (standard)\n" in log_plain.sessions(small, told(records))
    assert note in " ".join(shown(log_screen.sessions(small, told(records))).split())
    assert log_as_json.sessions(small, told(records))["summary"]["notes"] == [{"text": note, "sources": ["book"]}]


def test_no_better_or_worse_shows_the_catalogues_advice(small: Catalogue) -> None:
    no_better = rated(*((day, 5) for day in range(30)))
    worse = rated(*((day, 3 + day // 4) for day in range(8)))
    soon_worse = rated((0, 2), (1, 2), (2, 6), (3, 6))
    for records, words in (
        (no_better, "After four weeks or more it is no better."),
        (worse, "It has become worse."),
        (soon_worse, "It has become worse."),
    ):
        plain = log_plain.sessions(small, told(records))
        assert plain.startswith(f"routine: {ACT}\nbecause: Pain before a session was ")
        assert words in plain
        screen = shown(log_screen.sessions(small, told(records)))
        assert ACT in screen
        assert words in " ".join(screen.replace("│", " ").split())
        advice = log_as_json.sessions(small, told(records))["summary"]["advice"]
        assert advice == {"urgency": "routine", "act": ACT, "act_sources": ["book"]}


def test_the_trend_is_told_with_numbers_after_a_week() -> None:
    first, second = (progress.trend_of(rated((0, 5), (day, 5))) for day in (6.9, 7))
    assert first
    assert second
    assert log_words.trend_line(first) == "It is too early to say how it is going."
    assert log_words.trend_line(second) == (
        "Pain before a session was 5.0 on average (2026-01-01, 1 session), "
        "and 5.0 on average (2026-01-08, 1 session). That is no clear change."
    )


@pytest.mark.parametrize("pains", [[(0, 5)], [(0, 9), (20, 2)], [(day, 5) for day in range(20)]])
def test_no_log_is_an_all_clear(pains: list[tuple[float, int]], small: Catalogue) -> None:
    text = log_plain.sessions(small, told(rated(*pains)))
    assert ACT not in text
    assert "'acupoint safety' says when to stop, and when to see somebody." in text
    assert "If you are worried, see somebody." in text
    assert ("That is no all-clear." in text) == ("lower than it was" in text)


def test_no_sentence_says_that_pressing_helped() -> None:
    said = " ".join(
        (*log_words._DIRECTIONS.values(), *log_words.change_lines(told([whole(1, before=9, after=1)])))  # noqa: SLF001 - every sentence
    ).casefold()
    for promise in ("helped", "works", "thanks to", "because of", "success", "improve", "cure", "well done"):
        assert promise not in said


def test_sessions_not_in_the_table_are_counted(small: Catalogue) -> None:
    records = [whole(number, day=number) for number in range(12)]
    line = "2 sessions before these: 'acupoint log --since 2026-01-01' lists all."
    assert line in shown(log_screen.sessions(small, told(records)))
    assert f"not listed: {line}" in log_plain.sessions(small, told(records))
    since = history(records, records[5].began.date(), 10)
    assert "not listed: 5 sessions before that day left out." in log_plain.sessions(small, since)
    nothing = history(records, records[-1].began.date().replace(year=2027), 10)
    assert "not listed: 12 sessions before that day left out." in log_plain.sessions(small, nothing)
    assert "12 sessions before that day left out." in shown(log_screen.sessions(small, nothing))


def test_an_empty_log_says_how_to_begin(small: Catalogue) -> None:
    assert log_plain.sessions(small, told([])) == f"answer: {log_words.EMPTY}"
    assert "acupoint session" in shown(log_screen.sessions(small, told([])))
    assert log_as_json.sessions(small, told([]))["sessions"] == []


def test_the_json_reading_can_be_imported(small: Catalogue) -> None:
    records = (whole(1), record(2, day=1))
    assert from_text(json.dumps(log_as_json.sessions(small, told(records)))) == records


def test_the_means_are_told_with_the_days_they_are_of() -> None:
    first = record(1).began.date()
    stretch = Period(first, first, 1, 5)
    assert log_words._mean(stretch) == "5.0 on average (2026-01-01, 1 session)"  # noqa: SLF001 - one phrase of a line
