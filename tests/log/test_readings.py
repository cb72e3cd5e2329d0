import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from acupoint.catalogue.model import Catalogue
from acupoint.log import as_json, plain, screen
from acupoint.log.exchange import from_text
from acupoint.log.progress import History, history
from acupoint.log.record import Ending, Record
from acupoint.log.wording import EMPTY
from acupoint.text import visible
from support.made_up_log import any_records, rated, record, side, whole
from support.screen import shown

SIGN = "sharp pain, numbness, or tingling"
ACT = "Go soon."  # the made-up catalogue's advice on pain that is worse or no better


def history_of(records: Sequence[Record]) -> History:
    return history(records, None, 10)


@pytest.mark.parametrize("width", [40, 50, 59, 63, 64, 80, 92, 200])
@pytest.mark.parametrize("count", [0, 1, 3, 12, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(small: Catalogue, count: int, width: int) -> None:
    records = [whole(number, day=number / 2, before=number % 11, after=number % 7) for number in range(count)]
    records += [replace(record(999, day=100), ending=Ending.SENSATION)]
    text = shown(screen.sessions(small, history_of(records)), width)
    assert max(map(cell_len, text.splitlines())) <= min(width, 92)
    assert "…" not in text
    assert ACT in text or count < 200


@given(st.lists(any_records, max_size=12), st.integers(1, 100))
@settings(max_examples=25)
def test_any_log_is_shown_at_any_width(small: Catalogue, records: list[Record], width: int) -> None:
    ordered = sorted(records, key=lambda one: one.began)
    assert shown(screen.sessions(small, history_of(ordered)), width)
    for line in plain.sessions(small, history_of(ordered)).splitlines():
        assert line == visible(line)


def test_a_stream_without_unicode_gets_a_chart_in_ascii(small: Catalogue) -> None:
    records = [whole(number, day=number) for number in range(3)]
    view = screen.PainChart(records)
    assert "○ before" in shown(view)
    in_ascii = shown(view, encoding="ascii")
    assert "o before  x after  = the same" in in_ascii
    assert in_ascii.isascii()
    assert shown(screen.sessions(small, history_of(records)), encoding="ascii").isascii()


def test_colour_changes_no_word(small: Catalogue) -> None:
    view = screen.sessions(small, history_of([whole(number, day=number) for number in range(40)]))
    with_colour = shown(view, colour=True)
    assert "\x1b[" in with_colour
    assert shown(view) == "\n".join(Text.from_ansi(line).plain for line in with_colour.split("\n"))


def test_a_point_no_longer_in_the_catalogue_is_shown_by_its_id(small: Catalogue) -> None:
    records = [replace(record(1), points=("kd2", "ub99"))]
    assert "KD 2, ub99" in plain.sessions(small, history_of(records))
    assert "KD 2, ub99" in shown(screen.sessions(small, history_of(records)))


def test_a_plain_line_says_everything_about_a_session(small: Catalogue) -> None:
    lines = [
        whole(1),
        replace(record(2, day=1, before=None), flags=(), ending=Ending.CHOICE, pressed=(side(45),)),
        replace(record(3, day=2), points=("kd2",), flags=(), ending=Ending.SENSATION, pressed=(side(60),)),
        record(4, day=3, before=0, after=10),
    ]
    assert [line for line in plain.sessions(small, history_of(lines)).splitlines() if line.startswith("session")] == [
        "session: 2026-01-01 07:30; UB 1, KD 2; pressed 2 min 55 s; pain 6 before, 4 after; done; you said knee",
        "session: 2026-01-02 07:30; UB 1, KD 2; pressed 45 s; pain not said before, not said after; stopped early",
        f"session: 2026-01-03 07:30; KD 2; pressed 1 min; pain 6 before, not said after; at a stop sign: {SIGN}",
        "session: 2026-01-04 07:30; UB 1, KD 2; pressed 0 s; pain 0 before, 10 after; cut off; you said knee",
    ]


def test_the_change_comes_with_the_catalogues_note(small: Catalogue) -> None:
    records, note = [whole(1)], "A change can be chance."
    assert f"change, note: {note} Source: The Press (standard)\n" in plain.sessions(small, history_of(records))
    assert note in " ".join(shown(screen.sessions(small, history_of(records))).split())
    assert as_json.sessions(small, history_of(records))["summary"]["notes"] == [{"text": note, "sources": ["book"]}]


def test_no_better_or_worse_shows_the_catalogues_advice(small: Catalogue) -> None:
    no_better = rated(*((day, 5) for day in range(30)))
    worse = rated(*((day, 3 + day // 4) for day in range(8)))
    soon_worse = rated((0, 2), (1, 2), (2, 6), (3, 6))
    for records, words in (
        (no_better, "After four weeks or more it is no better."),
        (worse, "It has become worse."),
        (soon_worse, "It has become worse."),
    ):
        lines = plain.sessions(small, history_of(records))
        assert lines.startswith(f"routine: {ACT}\nbecause: Pain before a session was ")
        assert words in lines
        on_screen = shown(screen.sessions(small, history_of(records)))
        assert ACT in on_screen
        assert words in " ".join(on_screen.replace("│", " ").split())
        advice = as_json.sessions(small, history_of(records))["summary"]["advice"]
        assert advice == {"urgency": "routine", "act": ACT, "act_sources": ["book"]}


@pytest.mark.parametrize("pains", [[(0, 5)], [(0, 9), (20, 2)], [(day, 5) for day in range(20)]])
def test_no_log_is_an_all_clear(pains: list[tuple[float, int]], small: Catalogue) -> None:
    text = plain.sessions(small, history_of(rated(*pains)))
    assert ACT not in text
    assert "'acupoint safety' says when to stop, and when to see somebody." in text
    assert "If you are worried, see somebody." in text
    assert ("That is no all-clear." in text) == ("lower than it was" in text)


def test_sessions_not_in_the_table_are_counted(small: Catalogue) -> None:
    records = [whole(number, day=number) for number in range(12)]
    line = "2 sessions before these: 'acupoint log --since 2026-01-01' lists all."
    assert line in shown(screen.sessions(small, history_of(records)))
    assert f"not listed: {line}" in plain.sessions(small, history_of(records))
    since = history(records, records[5].began.date(), 10)
    assert "not listed: 5 sessions before that day left out." in plain.sessions(small, since)
    nothing = history(records, records[-1].began.date().replace(year=2027), 10)
    assert "not listed: 12 sessions before that day left out." in plain.sessions(small, nothing)
    assert "12 sessions before that day left out." in shown(screen.sessions(small, nothing))


def test_an_empty_log_says_how_to_begin(small: Catalogue) -> None:
    assert plain.sessions(small, history_of([])) == f"answer: {EMPTY}"
    assert "acupoint session" in shown(screen.sessions(small, history_of([])))
    assert as_json.sessions(small, history_of([]))["sessions"] == []


def test_the_json_reading_can_be_imported(small: Catalogue) -> None:
    records = (whole(1), record(2, day=1))
    assert from_text(json.dumps(as_json.sessions(small, history_of(records)))) == records
