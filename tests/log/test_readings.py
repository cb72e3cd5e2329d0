import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from acupoint.catalogue.model import Catalogue
from acupoint.log import as_json, plain, screen
from acupoint.log.progress import History, history
from acupoint.log.record import Ending, Record
from acupoint.log.wording import EMPTY
from acupoint.text import visible
from support.made_up_log import any_records, from_text, rated, record, side, whole
from support.screen import shown

SIGN = "sharp pain, numbness, or tingling"
ACT = "Go soon."  # the made-up catalogue's advice on pain that is worse or no better


LATER = datetime(3000, 1, 1, tzinfo=UTC)


def history_of(records: Sequence[Record], most: int | None = 10) -> History:
    return history(records, None, most, LATER)


both = pytest.mark.parametrize("full", [False, True], ids=["short", "full"])


@pytest.mark.parametrize("width", [40, 50, 59, 63, 64, 80, 92, 200])
@pytest.mark.parametrize("count", [0, 1, 3, 12, 200])
@both
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(
    small: Catalogue, count: int, width: int, *, full: bool
) -> None:
    records = [whole(number, day=number / 2, before=number % 11, after=number % 7) for number in range(count)]
    records += [replace(record(999, day=100), ending=Ending.SENSATION)]
    text = shown(screen.sessions(small, history_of(records), full=full), width)
    assert max(map(cell_len, text.splitlines())) <= min(width, 92)
    assert "…" not in text
    assert ACT in text or count < 200


@given(st.lists(any_records, max_size=12), st.integers(1, 100), st.sampled_from([False, True]))
@settings(max_examples=50)
def test_any_log_is_shown_at_any_width(small: Catalogue, records: list[Record], width: int, full: bool) -> None:  # noqa: FBT001
    ordered = sorted(records, key=lambda one: one.began)
    assert shown(screen.sessions(small, history_of(ordered), full=full), width)
    for line in plain.sessions(small, history_of(ordered), full=full).splitlines():
        assert line == visible(line)


@pytest.mark.slow
@pytest.mark.parametrize("width", [50, 80])
def test_thousands_of_sessions_are_drawn_in_a_second(small: Catalogue, width: int) -> None:
    records = [whole(number, day=number / 9) for number in range(4000)]
    found = history_of(records, most=None)
    start = process_time()
    text = shown(screen.sessions(small, found, full=True), width)
    assert process_time() - start < 1.5, "Rich's own table takes three"
    assert text.count("UB 1, KD 2") == 4000


def test_a_stream_without_unicode_gets_a_chart_in_ascii(small: Catalogue) -> None:
    records = [whole(number, day=number) for number in range(3)]
    view = screen.PainChart(records)
    assert "○ before" in shown(view)
    in_ascii = shown(view, encoding="ascii")
    assert "o before  x after  = the same" in in_ascii
    assert in_ascii.isascii()
    assert shown(screen.sessions(small, history_of(records), full=True), encoding="ascii").isascii()


def test_colour_changes_no_word(small: Catalogue) -> None:
    view = screen.sessions(small, history_of([whole(number, day=number) for number in range(40)]), full=True)
    with_colour = shown(view, colour=True)
    assert "\x1b[" in with_colour
    assert shown(view) == "\n".join(Text.from_ansi(line).plain for line in with_colour.split("\n"))


def test_a_point_no_longer_in_the_catalogue_is_shown_by_its_id(small: Catalogue) -> None:
    records = [replace(record(1), points=("kd2", "ub99"))]
    assert "KD 2, ub99" in plain.sessions(small, history_of(records), full=True)
    assert "KD 2, ub99" in shown(screen.sessions(small, history_of(records), full=True))


def test_a_plain_line_says_everything_about_a_session(small: Catalogue) -> None:
    lines = [
        whole(1),
        replace(record(2, day=1, before=None), flags=(), ending=Ending.CHOICE, pressed=(side(45),)),
        replace(record(3, day=2), points=("kd2",), flags=(), ending=Ending.SENSATION, pressed=(side(60),)),
        record(4, day=3, before=0, after=10),
    ]
    assert [
        line for line in plain.sessions(small, history_of(lines), full=True).splitlines() if line.startswith("session")
    ] == [
        "session: 2026-01-01 07:30; UB 1, KD 2; pressed 2 min 55 s; pain 6 before, 4 after; done; you said knee",
        "session: 2026-01-02 07:30; UB 1, KD 2; pressed 45 s; pain not said before, not said after; stopped early",
        f"session: 2026-01-03 07:30; KD 2; pressed 1 min; pain 6 before, not said after; at a stop sign: {SIGN}",
        "session: 2026-01-04 07:30; UB 1, KD 2; pressed 0 s; pain 0 before, 10 after; cut off; you said knee",
    ]


def test_the_change_comes_with_the_catalogues_note(small: Catalogue) -> None:
    records, note = [whole(1)], "A change can be chance."
    assert f"change, note: {note} Source: The Press (standard)\n" in plain.sessions(
        small, history_of(records), full=True
    )
    assert note in " ".join(shown(screen.sessions(small, history_of(records), full=True)).split())
    assert as_json.sessions(small, history_of(records), full=True)["summary"]["notes"] == [
        {"text": note, "sources": ["book"]}
    ]


def test_no_better_or_worse_shows_the_catalogues_advice(small: Catalogue) -> None:
    no_better = rated(*((day, 5) for day in range(30)))
    worse = rated(*((day, 3 + day // 4) for day in range(8)))
    soon_worse = rated((0, 2), (1, 2), (2, 6), (3, 6))
    for records, words in (
        (no_better, "After four weeks or more it is no better."),
        (worse, "It has become worse."),
        (soon_worse, "It has become worse."),
    ):
        lines = plain.sessions(small, history_of(records), full=True)
        assert lines.startswith(f"routine: {ACT} Source: The Press (standard)\nbecause: Pain before a session was ")
        assert words in lines
        on_screen = shown(screen.sessions(small, history_of(records), full=True))
        assert ACT in on_screen
        assert words in " ".join(on_screen.replace("│", " ").split())
        advice = as_json.sessions(small, history_of(records), full=True)["summary"]["advice"]
        assert advice == {"urgency": "routine", "act": ACT, "act_sources": ["book"]}


@pytest.mark.parametrize("pains", [[(0, 5)], [(0, 9), (20, 2)], [(day, 5) for day in range(20)]])
def test_no_log_is_an_all_clear(pains: list[tuple[float, int]], small: Catalogue) -> None:
    text = plain.sessions(small, history_of(rated(*pains)), full=True)
    assert ACT not in text
    assert "'acupoint safety' says when to stop, and when to see somebody." in text
    assert "If you are worried, see somebody." in text
    assert ("That is no all-clear." in text) == ("lower than it was" in text)


def test_sessions_not_in_the_table_are_counted(small: Catalogue) -> None:
    records = [whole(number, day=number) for number in range(12)]
    line = "2 sessions before these: acupoint log --full"
    assert f"More: {line}\n" in shown(screen.sessions(small, history_of(records), full=False))
    assert f"more: {line}\n" in plain.sessions(small, history_of(records), full=False)
    since = history(records, records[5].began.date(), None, LATER)
    assert "not counted: 5 sessions before that day left out." in plain.sessions(small, since, full=True)
    nothing = history(records, records[-1].began.date().replace(year=2027), None, LATER)
    assert "not counted: 12 sessions before that day left out." in plain.sessions(small, nothing, full=True)
    assert "12 sessions before that day left out." in shown(screen.sessions(small, nothing, full=True))


def long_log() -> list[Record]:
    """Two months of sessions of four points, each with pain that grows, stopped at a sign."""
    records = [whole(number, day=number * 2.1, before=4 + number // 8, after=10) for number in range(40)]
    return [replace(one, points=("ub1", "kd2", "ub1", "kd2"), ending=Ending.SENSATION) for one in records]


@pytest.mark.parametrize("records", [long_log(), [replace(one, ending=None) for one in long_log()[:3]]])
def test_the_short_answer_leaves_a_row_of_24_for_the_prompt(small: Catalogue, records: list[Record]) -> None:
    for last in (LATER, records[-2].began):
        found = history(records, None, 5, last)
        assert shown(screen.sessions(small, found, full=False)).count("\n") <= 23


def test_the_plot_comes_first_then_the_trend_then_the_sessions(small: Catalogue) -> None:
    text = shown(screen.sessions(small, history_of(long_log(), 5), full=False))
    places = [text.index(words) for words in ("○ before", "10 ┤", "Pain before: ", "Soon  ", "2026-03-15", "More: ")]
    assert places == sorted(places)
    lines = plain.sessions(small, history_of(long_log(), 5), full=False).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["soon", "because", *["session"] * 5, "more", "note"]
    assert len(set(lines)) == len(lines)


@both
def test_no_sentence_has_more_than_20_words(shipped: Catalogue, *, full: bool) -> None:
    for days, pain in ((1, 5), (40, 5), (5, 9)):
        records = [whole(day, day=day, before=min(pain, 4 + day), after=4) for day in range(days)]
        for line in plain.sessions(shipped, history_of(records, 5), full=full).splitlines():
            said = line.partition(": ")[2].partition(" Source: ")[0]
            for sentence in re.split(r"(?<=[.!?;])\s", said):
                assert len(sentence.split()) <= 20, sentence


@both
@pytest.mark.parametrize("pains", [[(0, 7), (1, 9)], [(0, 3), (10, 8), (11, 9)], [(day, 8) for day in range(30)]])
def test_severe_pain_that_rises_is_to_be_seen_soon(
    pains: list[tuple[float, int]], small: Catalogue, *, full: bool
) -> None:
    found = history_of(rated(*pains))
    assert plain.sessions(small, found, full=full).startswith("soon: It is severe. Go this week.")
    assert "routine" not in plain.sessions(small, found, full=full)
    on_screen = shown(screen.sessions(small, found, full=full))
    assert "It is severe. Go this week." in on_screen
    assert "too early" not in on_screen
    advice = as_json.sessions(small, found, full=full)["summary"]["advice"]
    assert advice == {"urgency": "soon", "act": "It is severe. Go this week.", "act_sources": ["book"]}


def test_severe_pain_that_does_not_rise_is_a_routine_visit(small: Catalogue) -> None:
    assert plain.sessions(small, history_of(rated((0, 8), (1, 8))), full=False).startswith(
        f"routine: {ACT}\nbecause: Pain before the last two sessions was 7 or more, of 10.\n"
    )
    for pains in ([(0, 6), (1, 9)], [(0, 9), (1, 6)], [(0, 9)], [(0, 9), (40, 9), (80, 1), (120, 9)]):
        assert "soon:" not in plain.sessions(small, history_of(rated(*pains)), full=False)


@both
def test_sessions_later_than_now_do_not_count_and_a_line_says_so(small: Catalogue, *, full: bool) -> None:
    records = rated((1, 3), (2, 3), (3, 3), (20, 9), (22, 9), (24, 9), (3000, 1))
    found = history(records, None, 5, records[-2].began)
    line = "1 session is dated later than now, and left out of how the pain goes."
    assert f"not counted: {line}" in plain.sessions(small, found, full=full)
    assert "It has become worse." in plain.sessions(small, found, full=full)
    on_screen = shown(screen.sessions(small, found, full=full))
    assert line in on_screen
    assert "2026-01-25" in on_screen
    assert "2034" not in on_screen.partition("Pain before")[0], "it is not in the plot"
    assert as_json.sessions(small, found, full=full)["summary"]["later_than_now"] == 1
    assert len(as_json.sessions(small, found, full=full)["sessions"]) == 7


def test_an_empty_log_says_how_to_begin(small: Catalogue) -> None:
    assert plain.sessions(small, history_of([]), full=True) == f"answer: {EMPTY}"
    assert "acupoint session" in shown(screen.sessions(small, history_of([]), full=True))
    assert as_json.sessions(small, history_of([]), full=True)["sessions"] == []


def test_the_json_reading_can_be_imported(small: Catalogue) -> None:
    records = (whole(1), record(2, day=1))
    assert from_text(json.dumps(as_json.sessions(small, history_of(records), full=True))) == records
