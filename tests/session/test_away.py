"""A session held away from the machine: what is asked, and what is written down of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from acupoint.catalogue.model import Catalogue, Side
from acupoint.clock import in_local_zone
from acupoint.errors import AcupointError, NoSuchPointError, StoppedError, UsageError
from acupoint.log.away_flags import AwayFlags
from acupoint.log.progress import last_stop_at
from acupoint.log.record import Ending, PressedSide, fault_of
from acupoint.session.away import session_away
from support.made_up_clock import NOON
from support.terminal import type_lines

NOTHING = AwayFlags((), None, None, None, None, None, None)
ALL = AwayFlags(("kd2", "UB 1"), "2026-02-28T07:30+00:00", None, 50, 6, 4, sharp_pain=False)
MORNING = datetime(2026, 2, 28, 7, 30, tzinfo=UTC)


def test_flags_alone_tell_of_a_session(small: Catalogue) -> None:
    record = session_away(small, ALL, NOON, asks=False)
    assert fault_of(record) == ""
    assert (record.began, record.points, record.before, record.after) == (MORNING, ("kd2", "ub1"), 6, 4)
    assert record.pressed == tuple(PressedSide(point, side, 50) for point in ("kd2", "ub1") for side in Side)
    assert record.ending is Ending.DONE
    assert session_away(small, ALL, NOON, asks=False) == record, "the same again is the same session"


def test_without_seconds_a_side_has_the_least_of_its_dose(small: Catalogue) -> None:
    record = session_away(small, replace(ALL, seconds=None, side=Side.LEFT), NOON, asks=False)
    least = {point.id: point.dose.seconds[0] for point in small.points}
    assert record.pressed == tuple(PressedSide(point, Side.LEFT, least[point]) for point in ("kd2", "ub1"))


def test_sharp_pain_is_asked_about_at_the_last_point_named(small: Catalogue) -> None:
    felt = session_away(small, replace(ALL, sharp_pain=True), NOON, asks=False)
    assert felt.ending is Ending.SENSATION
    assert last_stop_at("ub1", [felt]) == felt
    assert last_stop_at("kd2", [felt]) is None
    assert felt.id != session_away(small, ALL, NOON, asks=False).id, "told later, it is not taken for what is there"


@pytest.mark.parametrize(
    ("away", "missing"),
    [
        (NOTHING, "the points, --when, and --sharp-pain or --no-sharp-pain"),
        (replace(ALL, names=()), "the points"),
        (replace(ALL, when=None), "--when"),
        (replace(ALL, sharp_pain=None), "--sharp-pain or --no-sharp-pain"),
    ],
)
def test_what_a_session_cannot_be_without_is_named(away: AwayFlags, missing: str, small: Catalogue) -> None:
    with pytest.raises(UsageError) as caught:
        session_away(small, away, NOON, asks=False)
    assert str(caught.value) == f"to add a session, say {missing} too; 'acupoint log --help' shows how"


WRONG: list[tuple[AwayFlags, type[AcupointError], str]] = [
    (replace(ALL, names=("nowhere",)), NoSuchPointError, "nowhere"),
    (replace(ALL, when="2026-02-28"), UsageError, "'2026-02-28' is not a time; write it as 2026-01-31 07:30"),
    (replace(ALL, when="yesterday morning"), UsageError, "'yesterday morning' is not a time"),
    (replace(ALL, when=""), UsageError, "'' is not a time"),
    (replace(ALL, when="\x1b[31m" * 9), UsageError, "is not a time"),
    (replace(ALL, when="2026-02-30 07:30"), UsageError, "'2026-02-30 07:30' is not a time"),
    (replace(ALL, when="2026-03-01T12:00:01+00:00"), UsageError, "is later than now"),
    (replace(ALL, when="9999-12-31T23:59-14:00"), UsageError, "is later than now"),
    (replace(ALL, when="1969-12-31 07:30"), UsageError, "a year from 1970 to 2999"),
    (replace(ALL, when="0001-01-01T00:00+14:00"), UsageError, "a year from 1970 to 2999"),
    (replace(ALL, seconds=0), UsageError, "a side is pressed for 1 to 86400 seconds"),
    (replace(ALL, seconds=-1), UsageError, "a side is pressed for 1 to 86400 seconds"),
    (replace(ALL, seconds=86_401), UsageError, "a side is pressed for 1 to 86400 seconds"),
    (replace(ALL, before=11), UsageError, "pain must be a whole number from 0 to 10, or left out"),
    (replace(ALL, after=-1), UsageError, "pain must be a whole number from 0 to 10, or left out"),
]


@pytest.mark.parametrize(("away", "kind", "what"), WRONG)
def test_what_no_session_can_be_is_refused(
    away: AwayFlags, kind: type[AcupointError], what: str, small: Catalogue
) -> None:
    with pytest.raises(kind) as caught:
        session_away(small, away, NOON, asks=False)
    assert what in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_time_without_a_zone_is_local(small: Catalogue) -> None:
    record = session_away(small, replace(ALL, when=" 2026-02-27 07:30:59.9 "), NOON, asks=False)
    assert record.began == in_local_zone(datetime(2026, 2, 27, 7, 30, 59))  # noqa: DTZ001 - as it was typed
    assert record.began.tzinfo is not None


def test_a_person_is_asked_for_everything_that_no_flag_told(
    small: Catalogue, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines(monkeypatch, "nothing", "", "kd2, ub1", "soon", "2026-02-28T07:30+00:00", "0", "x", "50", "6", "4", "n")
    assert session_away(small, NOTHING, NOON, asks=True) == session_away(small, ALL, NOON, asks=False)
    asked = capsys.readouterr().err
    assert asked.count("Try again.") == 5
    assert asked.count("Which points were pressed") == 3
    assert "Pain before, 0 (none) to 10 (the worst)?" in asked
    type_lines(monkeypatch)
    assert session_away(small, replace(ALL, seconds=50), NOON, asks=True) == session_away(small, ALL, NOON, asks=False)


def test_enter_skips_all_but_the_points_and_what_was_felt(small: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "ub1", "", "", "", "", "n")
    record = session_away(small, NOTHING, NOON, asks=True)
    assert (record.began, record.before, record.after, record.ending) == (NOON, None, None, Ending.DONE)
    assert {side.seconds for side in record.pressed} == {small.points[0].dose.seconds[0]}


def test_where_it_was_felt_is_asked_and_comes_last(small: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    away = replace(ALL, sharp_pain=None)
    type_lines(monkeypatch, "y", "", "kd2 ub1", "gb14", "kd2")
    felt = session_away(small, away, NOON, asks=True)
    assert felt.points == ("ub1", "kd2")
    assert last_stop_at("kd2", [felt])
    type_lines(monkeypatch, "y")
    assert session_away(small, replace(away, names=("kd2",)), NOON, asks=True).ending is Ending.SENSATION


@pytest.mark.parametrize("stage", range(6))
@pytest.mark.parametrize("last", ["q", None])
def test_whoever_leaves_at_a_question_adds_nothing(
    stage: int, last: str | None, small: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ("ub1", "", "", "", "", "n")[:stage]
    type_lines(monkeypatch, *lines, *([last] if last else []))
    with pytest.raises(StoppedError):
        session_away(small, NOTHING, NOON + timedelta(days=1), asks=True)
