import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from acupoint.clock import Clock, in_local_zone, zone_fault
from support.program import Run

SetZone = Callable[[str], None]


@pytest.fixture
def set_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetZone]:
    """Put this process in a time zone."""

    def put(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


def no_zone_file(folder: Path) -> str:
    file = folder / "zone"
    file.write_text("no zone")
    return str(file)


NO_DATE_HAS = ("XXX24", "XXX-24", "XXX24:59:59", "XXX167", "<+99>-99", "XXX24YYY23", "XXX-24YYY-25,0,365")
UNKNOWN = (
    "nonsense",
    "Europe/Berln",
    "/nope",
    ":/nope",
    "../../etc/passwd",
    "/",
    " ",
    "\x1b[31m",
    "x" * 5000,
    "A1",
    "::",
)
KNOWN = ("", ":", "UTC", "UTC0", ":UTC", "GMT", "XXX0", "<+00>0", "XXX23:59:59", "XXX-23:59:59", "XXX1:02:03")
NAMED = ("Europe/London", "Africa/Abidjan", "Asia/Kolkata", "America/St_Johns", ":Asia/Tokyo")
needs_names = pytest.mark.skipif(not Path("/usr/share/zoneinfo/Asia/Tokyo").exists(), reason="no zones have names here")


@pytest.mark.parametrize("zone", [*NO_DATE_HAS, *UNKNOWN])
def test_a_zone_that_cannot_be_used_is_told_and_times_are_in_utc(zone: str, set_zone: SetZone) -> None:
    set_zone(zone)
    fault = zone_fault(os.environ)
    assert fault.startswith("TZ='")
    assert fault.endswith("' is not a time zone that can be used here; times are in UTC")
    assert len(fault) < 150
    here = Clock().local()
    assert here.utcoffset() == timedelta(0)
    assert abs(here - datetime.now(tz=UTC)) < timedelta(minutes=1)
    assert here.microsecond == 0


@pytest.mark.parametrize("zone", [*KNOWN, *(pytest.param(zone, marks=needs_names) for zone in NAMED)])
def test_a_zone_that_can_be_used_is_used_without_a_word(zone: str, set_zone: SetZone) -> None:
    set_zone(zone)
    assert zone_fault(os.environ) == ""
    assert Clock().local().utcoffset() == timedelta(seconds=time.localtime().tm_gmtoff)


@needs_names
def test_a_path_is_a_zone_if_there_is_one_at_it(set_zone: SetZone, tmp_path: Path) -> None:
    set_zone("/usr/share/zoneinfo/Europe/London")
    assert zone_fault(os.environ) == ""
    set_zone(no_zone_file(tmp_path))
    assert zone_fault(os.environ)


def test_without_tz_nothing_is_wrong() -> None:
    assert zone_fault({}) == ""


@pytest.mark.parametrize(
    "moment",
    [
        datetime(9999, 12, 31, 23, 59),  # noqa: DTZ001 - without a zone
        datetime(1, 1, 1),  # noqa: DTZ001 - as above
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("zone", ["XXX-14", "XXX14", "XXX24"])
def test_a_moment_that_no_date_has_in_the_zone_stays_in_utc(moment: datetime, zone: str, set_zone: SetZone) -> None:
    set_zone(zone)
    assert in_local_zone(moment).replace(tzinfo=None).year in {1, 9999}


@pytest.mark.slow
@pytest.mark.parametrize("line", ["log", "log --json", "log --since 4w", "log --csv", "handout ub60 -o -", "check"])
@pytest.mark.parametrize("zone", ["XXX24", "nonsense"])
def test_a_command_that_reads_the_clock_says_it_and_answers(line: str, zone: str, run: Run, set_zone: SetZone) -> None:
    usual = run(*line.split())
    set_zone(zone)
    code, answer, errors = run(*line.split())
    assert (code, answer) == usual[:2]
    assert errors == f"note: TZ='{zone}' is not a time zone that can be used here; times are in UTC\n{usual[2]}"


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["XXX24", "\x1b[31m"])
@pytest.mark.parametrize("command", ["log --json", "session ub60 --yes --no-log", "handout ub60 -o -", "check"])
def test_a_process_in_an_odd_zone_begins_with_a_note_alone(command: str, zone: str) -> None:
    program = [sys.executable, "-m", "acupoint", *command.split()]
    with subprocess.Popen(
        program, env={**os.environ, "TZ": zone}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr
        assert running.stderr.readline().endswith("times are in UTC\n")
        running.terminate()
        assert "Traceback" not in running.stderr.read()
