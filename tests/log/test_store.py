import os
import random
import resource
import signal
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Side
from acupoint.errors import LogError
from acupoint.log import database, rows
from acupoint.log.database import forget
from acupoint.log.progress import last_stop_at, sessions_lately, trend_of
from acupoint.log.record import UNKNOWN_TIME, Ending, PressedSide, Record
from acupoint.log.store import Imported, add, begin, read_log, save
from support.made_up_log import logs, record, side, whole
from support.thorough import rounds

ROWS = (whole(1), record(2, day=1))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A log's place, in memory if possible: as safe from a killed process as on a disk, and quicker."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder) / "acupoint" / "sessions.sqlite3"


def test_what_is_written_is_read_back_oldest_first(file: Path) -> None:
    later, earlier = record(1, day=1), record(2, day=0)
    begin(file, later)
    begin(file, earlier)
    save(file, whole(1, day=1))
    assert read_log(file) == (earlier, whole(1, day=1))


def test_a_session_is_there_from_its_start_with_each_side_saved(file: Path) -> None:
    begin(file, record(1))
    assert read_log(file) == (record(1),)
    save(file, replace(record(1), pressed=(side(30),)))
    assert read_log(file) == (replace(record(1), pressed=(side(30),)),)


def test_a_save_only_moves_a_session_forward(file: Path) -> None:
    begin(file, record(1))
    save(file, whole(1))
    save(file, record(1))
    assert read_log(file) == (whole(1),)


def test_a_save_keeps_what_another_process_added(file: Path) -> None:
    half = replace(record(1), pressed=whole(1).pressed[:1])
    begin(file, record(1))
    add(file, [replace(whole(1), after=None)])
    save(file, half)
    assert read_log(file) == (replace(whole(1), after=None),)
    save(file, replace(half, after=3))
    assert read_log(file) == (replace(whole(1), after=3),)


def test_a_save_wins_over_a_contradicting_copy(file: Path) -> None:
    begin(file, record(1))
    add(file, [replace(whole(1), pressed=(side(5), side(6), side(7)), ending=Ending.CHOICE)])
    save(file, whole(1))
    assert read_log(file) == (whole(1),)


def test_a_save_of_a_forgotten_session_fails_and_makes_no_new_log(file: Path) -> None:
    begin(file, record(1))
    with pytest.raises(LogError, match="no longer has this session"):
        save(file, whole(2))
    assert read_log(file) == (record(1),)
    forget(file)
    with pytest.raises(LogError, match="is gone"):
        save(file, whole(1))
    assert not file.exists()


@given(logs)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_record_is_read_back_with_its_time_zone(
    tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]
) -> None:
    file = tmp_path_factory.mktemp("log") / "log"
    assert add(file, records) == Imported(new=len(records), completed=0)
    found = read_log(file)
    assert set(found) == set(records)
    assert {one.id: one.began.isoformat() for one in found} == {one.id: one.began.isoformat() for one in records}


def test_the_same_records_added_again_double_nothing(file: Path) -> None:
    assert add(file, ROWS) == Imported(new=2, completed=0)
    assert add(file, [*ROWS, record(3, day=2)]) == Imported(new=1, completed=0)
    assert read_log(file) == (*ROWS, record(3, day=2))


def test_an_older_copy_overwrites_nothing_and_a_newer_one_completes(file: Path) -> None:
    begun, ended = record(1), whole(1)
    add(file, [begun])
    assert add(file, [ended]) == Imported(new=0, completed=1)
    for copy in (begun, replace(ended, after=9, ending=Ending.CHOICE, pressed=(side(5),))):
        assert add(file, [copy]) == Imported(new=0, completed=0)
        assert read_log(file) == (ended,)


def in_child(work: Callable[[], None]) -> int:
    """Do *work* in a process of its own, and return its id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)  # whatever went wrong, no second pytest runs on from here


def write_and_acknowledge(file: Path, first: int, acknowledged: int) -> None:
    """Write session after session, and a byte to *acknowledged* after each write that returned."""
    for number in range(first, first + 1000):
        for step, one in enumerate(stages(number)):
            (save if step else begin)(file, one)
            os.write(acknowledged, b".")


def stages(number: int) -> list[Record]:
    """A session as it is written, from its beginning to its end."""
    begun = record(number)
    one_side = replace(begun, pressed=(side(1),))
    two_sides = replace(begun, pressed=(side(1), side(2)))
    ended = replace(two_sides, ending=Ending.DONE)
    return [begun, one_side, two_sides, ended, replace(ended, after=3)]


def written(count: int, first: int) -> Iterator[Record]:
    """What `write_and_acknowledge` has written after *count* writes returned."""
    for number in range(first, first + (count + 4) // 5):
        yield stages(number)[min(count - (number - first) * 5, 5) - 1]


def kill_while_writing(file: Path, first: int, seconds: float) -> int:
    """Kill `write_and_acknowledge` after so many seconds of work, and count what it acknowledged."""

    def work() -> None:
        signal.setitimer(signal.ITIMER_PROF, seconds)  # of its own time: a busy machine changes nothing
        write_and_acknowledge(file, first, write_end)

    read_end, write_end = os.pipe()
    child = in_child(work)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as acknowledged:
        count = len(acknowledged.read())
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGPROF  # which ends a process as SIGKILL does
    return count


def journal_of(file: Path) -> Path:
    return file.with_name(file.name + "-journal")


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing_acknowledged(file: Path) -> None:
    chance = random.Random(20260131)
    kept: list[Record] = []
    journals = 0
    for kill in range(rounds(300)):
        first = kill * 1000
        count = kill_while_writing(file, first, chance.uniform(0.001, 0.01))
        if journal_of(file).exists():
            journals += 1
            assert stat.S_IMODE(journal_of(file).stat().st_mode) == 0o600
        found = {one.id: one for one in read_log(file)}
        # One write more may be on the disk: the kill came before its acknowledgement.
        new = [one for one in found.values() if int(one.id, 16) >= first]
        assert new in (list(written(count, first)), list(written(count + 1, first)))
        kept += new
    assert [found[one.id] for one in kept] == kept, "and each was there to the end"
    assert journals, "some kills came in the middle of writing"


def test_eight_writers_at_once_lose_nothing(file: Path) -> None:
    def session(number: int) -> None:
        os.read(start, 1)  # returns for all at once, when the other end is closed
        for turn in range(3):
            one = whole(10 * number + turn)
            begun = replace(one, after=None, pressed=(), ending=None)
            begin(file, begun)
            for sides in (1, 2):
                save(file, replace(begun, pressed=one.pressed[:sides]))
            save(file, replace(one, after=None))
            save(file, one)

    start, go = os.pipe()

    def child(number: int) -> Callable[[], None]:
        def work() -> None:
            os.close(go)
            session(number)

        return work

    children = [in_child(child(number)) for number in range(8)]
    os.close(go)
    assert [os.waitpid(one, 0)[1] for one in children] == [0] * 8
    os.close(start)
    assert set(read_log(file)) == {whole(10 * number + turn) for number in range(8) for turn in range(3)}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of some pages."""
    file = tmp_path_factory.mktemp("sound") / "log"
    add(file, [whole(number, day=number) for number in range(60)])
    return file


def use_damaged(file: Path, content: bytes) -> None:
    """Read and write a log that holds only *content*: it works, or fails and leaves the file as it is."""
    file.unlink(missing_ok=True)
    file.write_bytes(content)
    with suppress(LogError):
        read_log(file)
    assert file.read_bytes() == content, "reading writes nothing"
    try:
        begin(file, record(999))
    except LogError:
        assert file.read_bytes() == content, "what cannot be used is left as it is"
    else:
        assert record(999) in read_log(file)


def test_a_truncated_file_gives_sessions_or_a_log_error(sound: Path, tmp_path: Path) -> None:
    content = sound.read_bytes()
    lengths = {*range(0, 200, 7), *range(0, len(content), 1024), *range(511, len(content), 4096), len(content) - 1}
    for length in sorted(lengths):
        use_damaged(tmp_path / "log", content[:length])


@given(st.binary(min_size=1, max_size=40), st.integers(0, 120) | st.integers(0, 100_000))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_scribbled_file_gives_sessions_or_a_log_error(
    sound: Path, tmp_path: Path, scribble: bytes, place: int
) -> None:
    content = sound.read_bytes()
    start = place % (len(content) - len(scribble))
    use_damaged(tmp_path / "log", content[:start] + scribble + content[start + len(scribble) :])


def change(file: Path, *statements: str) -> None:
    """Change the log as no session does."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


FIRST, SECOND = (one.id for one in ROWS)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("began = '2026-01-01'", "the time must have a zone"),
        ("began = '1969-12-31T19:10:00-05:00'", "a year from 1970"),
        ("began = x'00ff'", "must be str"),
        ("began = CAST(x'ff' AS TEXT)", "Invalid isoformat string"),
        ("ending = '=1+1'", "is not a valid Ending"),
        ("before = 11", "pain must be a whole number from 0 to 10"),
        ("before = 6.5", "pain is not a whole number"),
        ("after = 'much'", "pain is not a whole number"),
        ("points = '=cmd'", "a point or flag is not an id"),
        ("flags = x'00'", "a bytes-like object"),
        ("id = 'x'", "the id is not 32 hexadecimal digits"),
    ],
)
def test_a_row_that_breaks_the_rules_is_set_aside_and_the_rest_used(statement: str, why: str, file: Path) -> None:
    add(file, ROWS)
    change(file, f"UPDATE session SET {statement} WHERE id = '{FIRST}'")
    content = file.read_bytes()
    said: list[str] = []
    assert read_log(file, said.append) == ROWS[1:]
    assert file.read_bytes() == content
    assert why in said[0]
    assert said[0].startswith("set aside in the session log, and left as it is: session ")
    assert all(line.isprintable() for line in said)
    begin(file, record(3, day=3))
    save(file, whole(3, day=3))
    assert read_log(file) == (ROWS[1], whole(3, day=3))
    connection = sqlite3.connect(file)
    connection.text_factory = bytes
    assert connection.execute("SELECT count(*) FROM session").fetchone() == (3,), "it is still there"
    connection.close()


@pytest.mark.parametrize("statement", ["side = 'lefx'", "seconds = -1", "seconds = 'x'", "point = ''", "side = x'00'"])
def test_a_side_that_breaks_the_rules_costs_no_other_side_and_no_session(statement: str, file: Path) -> None:
    add(file, ROWS)
    change(file, f"UPDATE pressed SET {statement} WHERE number = 0")
    said: list[str] = []
    assert read_log(file, said.append) == (replace(ROWS[0], pressed=ROWS[0].pressed[1:]), ROWS[1])
    assert len(said) == 1
    assert f"session {FIRST}: a side: " in said[0]
    assert add(file, [ROWS[0]]) == Imported(new=0, completed=0), "nothing is written over what is set aside"
    with pytest.raises(LogError, match="cannot keep this session"):
        save(file, ROWS[0])


STOPPED = replace(whole(1), ending=Ending.SENSATION)
EVERY_COLUMN = [
    *(
        f"UPDATE session SET {column} = {value}"
        for column in ("began", "points", "flags", "before", "after")
        for value in ("''", "'=1+1'", "-1", "11", "6.5", "x'00ff'", "CAST(x'ff' AS TEXT)", "1e999")
    ),
    *(
        f"UPDATE session SET began = '{time}'"
        for time in (
            "1969-12-31T23:59:59+00:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2026-01-01T07:30:00",
            "2026-01-01T07:30:00.5+01:00",
            "2026-02-30T07:30:00+01:00",
            "2026-01-01",
            "07:30",
            "2026-01-01T07:30:00+24:00",
        )
    ),
    *(f"UPDATE session SET id = {value}" for value in ("'x'", "upper(id) || 'A'", "x'00'", "''")),
    *(
        f"UPDATE pressed SET {column} = {value} WHERE number = {number}"
        for column in ("point", "side", "seconds")
        for value in ("''", "'UB 1'", "-1", "86401", "6.5", "x'00ff'", "CAST(x'ff' AS TEXT)", "'x'")
        for number in (0, 1)
        if (column, value, number) != ("point", "'x'", 1)  # the id of another point is no fault
    ),
]


def last_stop_in(file: Path) -> Record | None:
    return last_stop_at("ub1", read_log(file, with_doubtful=True))


@pytest.mark.parametrize("statement", EVERY_COLUMN)
def test_a_bad_row_costs_no_question_about_a_stop_and_no_other_session(statement: str, file: Path) -> None:
    add(file, [STOPPED])
    change(file, statement)
    add(file, [ROWS[1]])
    assert ROWS[1] in read_log(file)
    stop = last_stop_in(file)
    assert stop
    assert stop.ending is Ending.SENSATION
    assert stop.began in {STOPPED.began, UNKNOWN_TIME} or "began" in statement


@pytest.mark.parametrize("ending", ["''", "'sharp'", "x'00'", "5", "'SENSATION'", "'done '"])
def test_an_ending_that_cannot_be_read_may_be_a_stop_for_what_was_felt(ending: str, file: Path) -> None:
    add(file, [STOPPED])
    change(file, f"UPDATE session SET ending = {ending}")
    assert read_log(file) == ()
    stop = last_stop_in(file)
    assert stop
    assert stop.ending is Ending.UNANSWERED


@pytest.mark.parametrize("column", ["before = 11", "seconds = -1", "began = 'x'"])
def test_a_bad_row_of_a_session_that_felt_nothing_asks_nothing_new(column: str, file: Path) -> None:
    add(file, [whole(1)])
    change(file, f"UPDATE {'pressed' if 'seconds' in column else 'session'} SET {column}")
    assert last_stop_in(file) is None
    counted = sessions_lately(whole(1).began, "ub1", read_log(file, with_doubtful=True))
    assert counted == ("began" not in column), "it counts for the dose of its day"


def test_a_stop_whose_place_cannot_be_read_is_asked_about_at_every_point(file: Path) -> None:
    add(file, [STOPPED])
    change(file, "UPDATE pressed SET point = '?' WHERE number = 1")
    doubtful = read_log(file, with_doubtful=True)
    assert last_stop_at("kd2", doubtful)
    assert last_stop_at("ub1", doubtful)
    assert sessions_lately(STOPPED.began, "kd2", doubtful) == 0, "it was perhaps not pressed"


def test_a_stop_in_a_bad_row_is_asked_about_where_it_was_alone(file: Path) -> None:
    add(file, [STOPPED])
    change(file, "UPDATE session SET before = 11")
    doubtful = read_log(file, with_doubtful=True)
    assert last_stop_at("ub1", doubtful)
    assert last_stop_at("kd2", doubtful) is None
    change(file, "UPDATE pressed SET seconds = 0")  # left at the card
    assert last_stop_at("kd2", read_log(file, with_doubtful=True)), "there it was perhaps still felt"


def test_a_stop_in_a_bad_row_is_not_asked_about_at_a_point_before(file: Path) -> None:
    add(file, [replace(STOPPED, pressed=(PressedSide("kd2", Side.LEFT, 60), side(5)))])
    change(file, "UPDATE session SET before = 11")
    doubtful = read_log(file, with_doubtful=True)
    assert last_stop_at("ub1", doubtful)
    assert last_stop_at("kd2", doubtful) is None
    assert sessions_lately(STOPPED.began, "kd2", doubtful) == 1


WITHOUT_RULES = (
    "ALTER TABLE session RENAME TO old_session",
    "ALTER TABLE pressed RENAME TO old_pressed",
    "CREATE TABLE session (id, began, points, flags, before, after, ending)",
    "CREATE TABLE pressed (session, number, point, side, seconds)",
    "INSERT INTO session SELECT * FROM old_session",
    "INSERT INTO pressed SELECT * FROM old_pressed",
)
junk = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    st.binary(max_size=5),
    st.sampled_from(["ub1", "left", "sensation", "done", "2026-01-01T07:30:00+01:00", "9999-12-31T23:59:59-14:00"]),
)
ids = junk | st.just(whole(3).id)


@given(st.lists(st.tuples(ids, *[junk] * 6), max_size=4), st.lists(st.tuples(ids, *[junk] * 4), max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_rows_there_are_the_sound_ones_are_read_and_written(
    file: Path, sessions: list[tuple[object, ...]], sides: list[tuple[object, ...]]
) -> None:
    forget(file)
    add(file, ROWS)
    change(file, *WITHOUT_RULES)
    connection = sqlite3.connect(file)
    connection.executemany("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)", sessions)
    connection.executemany("INSERT INTO pressed VALUES (?, ?, ?, ?, ?)", sides)
    connection.commit()
    connection.close()
    said: list[str] = []
    assert set(ROWS) <= set(read_log(file, said.append, with_doubtful=True))
    assert all(line.isprintable() for line in said)
    begin(file, record(4, day=4))
    save(file, whole(4, day=4))
    assert {*ROWS, whole(4, day=4)} <= set(read_log(file))
    assert database.count(file) == 3 + len(sessions)


def test_a_second_row_of_one_id_is_set_aside(file: Path) -> None:
    add(file, ROWS)
    change(file, *WITHOUT_RULES, f"INSERT INTO session SELECT * FROM old_session WHERE id = '{FIRST}'")
    said: list[str] = []
    assert read_log(file, said.append) == ROWS
    assert len(said) == 1
    assert said[0].endswith(": its id is that of another")


def test_a_stop_is_asked_about_where_it_was_if_the_points_are_bad(file: Path) -> None:
    add(file, [replace(STOPPED, pressed=(side(60), PressedSide("kd2", Side.LEFT, 0)))])
    change(file, "UPDATE session SET points = '=1+1'")
    doubtful = read_log(file, with_doubtful=True)
    assert [point for point in ("ub1", "kd2", "gb41") if last_stop_at(point, doubtful)] == ["ub1", "kd2"]


def test_a_log_has_room_for_so_many_sessions_and_loses_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acupoint.log.store.MOST_SESSIONS", 2)
    add(file, ROWS)
    with pytest.raises(LogError, match="has no room for more than 2 sessions"):
        begin(file, record(3))
    save(file, whole(2, day=1))
    assert read_log(file) == (ROWS[0], whole(2, day=1))


def test_sides_that_a_damaged_index_hides_are_never_passed_over(file: Path) -> None:
    add(file, ROWS)
    connection = sqlite3.connect(file)
    ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_pressed_1'")
    ((size,),) = connection.execute("PRAGMA page_size")
    connection.close()
    content = bytearray(file.read_bytes())
    count = (page - 1) * size + 3
    assert content[count : count + 2] == b"\0\2", "of its cells"
    content[count : count + 2] = b"\0\0"
    file.write_bytes(content)
    with pytest.raises(LogError, match="is damaged"):
        read_log(file)


def test_what_is_doubtful_changes_no_trend_and_is_never_shown(file: Path) -> None:
    add(file, [STOPPED, *ROWS[1:]])
    change(file, f"UPDATE session SET after = 11 WHERE id = '{FIRST}'")
    assert read_log(file) == ROWS[1:]
    assert trend_of(read_log(file, with_doubtful=True)) == trend_of(ROWS[1:])


@pytest.mark.parametrize(("number", "lines"), [(20, 20), (21, 21), (500, 21)])
def test_of_many_rows_set_aside_the_first_are_named_and_the_rest_counted(number: int, lines: int, file: Path) -> None:
    add(file, [whole(one) for one in range(number)])
    change(file, "UPDATE session SET before = 11")
    said: list[str] = []
    assert read_log(file, said.append) == ()
    assert len(said) == lines
    assert (said[-1] == f"set aside in the session log, and left as they are: {number - 20} more") == (number > 20)


def test_a_reader_sees_the_sessions_as_they_were_at_one_moment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(file, ROWS)
    read = rows.read

    def read_late(connection: sqlite3.Connection, record_id: str | None = None) -> rows.Found:
        monkeypatch.setattr(database, "_LOCK_TIMEOUT", 0.01)
        with pytest.raises(LogError, match="is in use"):
            add(file, [whole(3)])
        return read(connection, record_id)

    monkeypatch.setattr("acupoint.log.rows.read", read_late)
    assert read_log(file) == ROWS


def test_sides_without_their_session_are_set_aside(file: Path) -> None:
    add(file, ROWS)
    change(file, f"DELETE FROM session WHERE id = '{FIRST}'")
    said: list[str] = []
    assert read_log(file, said.append) == ROWS[1:]
    assert said == [f"set aside in the session log, and left as it is: session {FIRST}: its sides are there without it"]
    assert add(file, ROWS) == Imported(new=0, completed=0)


@pytest.mark.parametrize(
    "wrong", [replace(whole(1), began=datetime(1969, 12, 31, tzinfo=UTC)), replace(whole(1), before=11)]
)
def test_what_would_not_be_read_is_not_written(wrong: Record, file: Path) -> None:
    begin(file, ROWS[1])
    with pytest.raises(LogError, match=r"cannot keep this session: (the time must|pain must)"):
        begin(file, wrong)
    with pytest.raises(LogError, match="cannot keep this session"):
        add(file, [whole(3), wrong])
    with pytest.raises(LogError, match="cannot keep this session"):
        save(file, replace(wrong, id=ROWS[1].id))
    assert read_log(file) == ROWS[1:]


def fill(file: Path, limit: int, acknowledged: int) -> None:
    """Write until no file can grow, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with pytest.raises(LogError, match=r"cannot be (used|written): "):
        write_and_acknowledge(file, 0, acknowledged)


@pytest.mark.parametrize("limit", [0, 1, 511, 512, 4096, 8192, 12_288, 20_479, 20_480, 30_000, 50_001])
def test_a_full_disk_loses_nothing_acknowledged(limit: int, file: Path) -> None:
    read_end, write_end = os.pipe()
    child = in_child(lambda: fill(file, limit, write_end))
    os.close(write_end)
    with os.fdopen(read_end, "rb") as acknowledged:
        count = len(acknowledged.read())
    assert os.waitpid(child, 0)[1] == 0
    assert read_log(file) == tuple(written(count, 0))
    begin(file, record(10**6))
