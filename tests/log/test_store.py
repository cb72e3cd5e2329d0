import os
import random
import resource
import signal
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Side
from acupoint.errors import LogError
from acupoint.log import store as log
from acupoint.log.record import Ending, PressedSide, Record
from acupoint.log.store import Diary, Imported, Log, add, forget, log_file, read_log
from support.made_up_log import logs, other_database, record, side, whole

# The first schema as it was written to disks, kept here so that such a file is always there to be brought up.
VERSION_1 = """
PRAGMA application_id = 1633908080;
PRAGMA user_version = 1;
CREATE TABLE session (
    id TEXT PRIMARY KEY NOT NULL,
    began TEXT NOT NULL,
    points TEXT NOT NULL,
    flags TEXT NOT NULL,
    before INTEGER CHECK (before IS NULL OR typeof(before) = 'integer'),
    after INTEGER CHECK (after IS NULL OR typeof(after) = 'integer'),
    ending TEXT
);
CREATE TABLE pressed (
    session TEXT NOT NULL REFERENCES session (id),
    number INTEGER NOT NULL,
    point TEXT NOT NULL,
    side TEXT NOT NULL,
    seconds INTEGER NOT NULL CHECK (typeof(seconds) = 'integer'),
    PRIMARY KEY (session, number)
);
INSERT INTO session VALUES ('00000000000000000000000000000001', '2026-01-01T07:30:00+01:00', 'ub1 kd2', 'knee', 6, 4, 'done');
INSERT INTO session VALUES ('00000000000000000000000000000002', '2026-01-02T07:30:00+01:00', 'ub1 kd2', 'knee', 6, NULL, NULL);
INSERT INTO pressed VALUES ('00000000000000000000000000000001', 0, 'ub1', 'left', 90);
INSERT INTO pressed VALUES ('00000000000000000000000000000001', 1, 'ub1', 'right', 85);
"""  # noqa: E501 - a row a line
ROWS_1 = (whole(1), record(2, day=1))


NOBODY = 4_000_000_000  # a user with no entry, as in some containers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a log will be, in a folder that is yet to be made."""
    return tmp_path / "data" / "acupoint" / "sessions.sqlite3"


def test_what_is_written_is_read_back_the_oldest_first(file: Path) -> None:
    writer = Log(file)
    later, earlier = record(1, day=1), record(2, day=0)
    writer.begin(later)
    writer.begin(earlier)
    writer.pressed(later.id, side(90))
    writer.pressed(later.id, PressedSide("ub1", Side.RIGHT, 85))
    writer.end(later.id, Ending.DONE)
    writer.felt(later.id, 4)
    assert read_log(file) == (earlier, whole(1, day=1))


def test_a_session_is_there_from_its_beginning_and_has_each_side_once_it_was_pressed(file: Path) -> None:
    writer = Log(file)
    writer.begin(record(1))
    assert read_log(file) == (record(1),)
    writer.pressed(record(1).id, side(30))
    assert read_log(file) == (replace(record(1), pressed=(side(30),)),)


@given(logs)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_record_comes_back_as_it_went_in_with_its_time_zone(
    tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]
) -> None:
    file = tmp_path_factory.mktemp("log") / "log"
    assert add(file, records) == Imported(new=len(records), completed=0)
    found = read_log(file)
    assert set(found) == set(records)
    assert {one.id: one.began.isoformat() for one in found} == {one.id: one.began.isoformat() for one in records}


def test_reading_and_asking_where_create_nothing(file: Path, tmp_path: Path) -> None:
    assert read_log(file) == ()
    log_file()
    forget(file)
    assert list(tmp_path.iterdir()) == []


def test_only_the_user_can_read_the_file_and_the_folders_made_for_it(file: Path) -> None:
    before = os.umask(0)
    try:
        Log(file).begin(record(1))
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (file.parent, file.parent.parent)] == [0o700, 0o700]


def test_a_copy_that_others_could_read_is_closed_to_them(file: Path) -> None:
    Log(file).begin(record(1))
    file.chmod(0o644)
    Log(file).begin(record(2))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_left_beside_the_file(file: Path) -> None:
    Log(file).begin(record(1))
    read_log(file)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"XDG_DATA_HOME": "/some/data"}, "/some/data/acupoint/sessions.sqlite3"),
        ({"HOME": "/some/home"}, "/some/home/.local/share/acupoint/sessions.sqlite3"),
        ({"HOME": "/some/home", "XDG_DATA_HOME": "no/full/path"}, "/some/home/.local/share/acupoint/sessions.sqlite3"),
        ({"HOME": "no/full/path"}, None),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_file_is_in_the_users_data_folder_or_there_is_a_clear_line(
    environment: dict[str, str], place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    if place:
        assert log_file() == Path(place)
    else:
        with pytest.raises(LogError, match="there is no folder for the session log; set HOME or XDG_DATA_HOME"):
            log_file()


def in_place(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def put(file: Path) -> None:
        file.parent.mkdir(parents=True)
        make(file)

    return put


def newer_log(file: Path) -> None:
    add(file, ROWS_1)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def a_link(file: Path) -> None:
    file.with_name("elsewhere").write_bytes(b"")
    file.symlink_to(file.with_name("elsewhere"))


@pytest.mark.parametrize(
    ("put", "what"),
    [
        (in_place(Path.mkdir), "is a folder"),
        (in_place(a_link), "is a link"),
        (in_place(os.mkfifo), "is no ordinary file"),
        (in_place(other_database), "is another program's database"),
        (in_place(lambda file: file.write_text("Dear diary, I pressed my thumb.")), "is damaged, or no session log"),
        (in_place(lambda file: file.write_bytes(bytes(8192))), "is damaged, or no session log"),
        (in_place(newer_log), "was written by a newer acupoint; update this one"),
        (lambda file: file.parent.parent.write_text("no folder"), "cannot be used: Not a directory"),
    ],
)  # fmt: skip
def test_what_is_no_log_of_ours_is_refused_with_a_clear_line_and_left_as_it_is(
    put: Callable[[Path], None], what: str, file: Path
) -> None:
    put(file)
    before = tree(file.parent.parent)
    for use in (lambda: read_log(file), lambda: Log(file).begin(record(9)), lambda: add(file, [record(9)])):
        with pytest.raises(LogError) as caught:
            use()
        assert str(caught.value).startswith(f"the session log '{file}' {what}")
        assert "\n" not in str(caught.value)
    assert tree(file.parent.parent) == before


def tree(top: Path) -> dict[Path, bytes]:
    """Every file under *top*, itself included, with what is in it."""
    return {path: path.read_bytes() for path in (top, *top.rglob("*")) if path.is_file()}


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="only Linux has a folder that even root cannot write in")
def test_a_folder_that_cannot_be_made_is_a_clear_line() -> None:
    with pytest.raises(LogError, match="the session log '/proc/no-such/acupoint/log' cannot be used: "):
        Log(Path("/proc/no-such/acupoint/log")).begin(record(1))


def test_a_name_cannot_reach_the_terminal_as_an_escape_code(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31m"
    folder.mkdir()
    with pytest.raises(LogError) as caught:
        read_log(folder)
    assert str(caught.value).isprintable()


def test_a_locked_file_is_waited_for_and_then_a_clear_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Log(file).begin(record(1))
    monkeypatch.setattr(log, "_PATIENCE", 0.01)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LogError, match="is in use by another program; try again"):
        Log(file).pressed(record(1).id, side())
    other.execute("ROLLBACK")
    other.close()
    Log(file).pressed(record(1).id, side())


def test_a_session_that_was_forgotten_meanwhile_is_a_clear_line_and_makes_no_new_log(file: Path) -> None:
    Log(file).begin(record(1))
    with pytest.raises(LogError, match="no longer has this session"):
        Log(file).end(record(2).id, Ending.DONE)
    forget(file)
    with pytest.raises(LogError, match="is gone"):
        Log(file).pressed(record(1).id, side())
    assert not file.exists()


def test_forgetting_takes_what_is_beside_the_file_too_and_what_cannot_be_read(file: Path) -> None:
    Log(file).begin(record(1))
    for beside in ("-journal", "-wal", "-shm"):
        file.with_name(file.name + beside).write_text("left over")
    file.write_text("scribbled over")
    forget(file)
    assert list(file.parent.iterdir()) == []


def test_the_same_records_again_double_nothing(file: Path) -> None:
    assert add(file, ROWS_1) == Imported(new=2, completed=0)
    assert add(file, [*ROWS_1, record(3, day=2)]) == Imported(new=1, completed=0)
    assert read_log(file) == (*ROWS_1, record(3, day=2))


def test_an_older_copy_overwrites_nothing_and_a_newer_one_completes(file: Path) -> None:
    begun, ended = record(1), whole(1)
    add(file, [begun])
    assert add(file, [ended]) == Imported(new=0, completed=1)
    for copy in (begun, replace(ended, after=9, ending=Ending.CHOICE, pressed=(side(5),))):
        assert add(file, [copy]) == Imported(new=0, completed=0)
        assert read_log(file) == (ended,)


# What is there when something goes wrong in the middle


def test_a_file_of_the_first_version_is_read_and_written_with_every_row_kept(file: Path) -> None:
    make_version_1(file)
    assert read_log(file) == ROWS_1
    Log(file).begin(record(3, day=2))
    assert read_log(file) == (*ROWS_1, record(3, day=2))


def make_version_1(file: Path) -> None:
    file.parent.mkdir(parents=True)
    connection = sqlite3.connect(file)
    connection.executescript(VERSION_1)
    connection.close()


@pytest.mark.parametrize(
    "use", [read_log, lambda file: Log(file).begin(record(3)), lambda file: add(file, [record(3)])]
)
def test_a_file_of_an_earlier_version_is_brought_up_with_every_row_kept(
    use: Callable[[Path], object], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_version_1(file)
    monkeypatch.setattr(log, "MIGRATIONS", (*log.MIGRATIONS, ("ALTER TABLE session ADD COLUMN note TEXT",)))
    use(file)
    assert set(ROWS_1) <= set(read_log(file))
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(log.MIGRATIONS),)
    assert connection.execute("SELECT note FROM session").fetchone() == (None,)
    connection.close()


def test_a_migration_that_fails_half_way_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_version_1(file)
    before = file.read_bytes()
    broken = ("ALTER TABLE session ADD COLUMN note TEXT", "UPDATE no_such_table SET note = ''")
    monkeypatch.setattr(log, "MIGRATIONS", (*log.MIGRATIONS, broken))
    for use in (read_log, lambda file: Log(file).begin(record(3))):
        with pytest.raises(LogError, match="cannot be used: no such table"):
            use(file)
    assert file.read_bytes() == before


def test_a_file_made_by_a_session_that_was_killed_before_it_wrote_is_used(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()
    assert read_log(file) == ()
    Log(file).begin(record(1))
    assert read_log(file) == (record(1),)


def in_child(work: Callable[[], None]) -> int:
    """Do *work* in a process of its own: the id of the process."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)  # whatever went wrong, no second pytest goes on from here


def write_and_tell(file: Path, first: int, told: int) -> None:
    """Write session after session, and a byte to *told* after each thing that was acknowledged."""
    writer = Log(file)
    for number in range(first, first + 1000):
        one = record(number)
        writer.begin(one)
        os.write(told, b".")
        writer.pressed(one.id, side(1))
        os.write(told, b".")
        writer.pressed(one.id, side(2))
        os.write(told, b".")
        writer.end(one.id, Ending.DONE)
        os.write(told, b".")
        writer.felt(one.id, 3)
        os.write(told, b".")


def written(count: int, first: int) -> Iterator[Record]:
    """What `write_and_tell` has written once *count* things were acknowledged."""
    for number in range(first, first + (count + 4) // 5):
        step = min(count - (number - first) * 5, 5)
        yield replace(
            record(number),
            pressed=(side(1), side(2))[: max(0, step - 1)],
            ending=Ending.DONE if step >= 4 else None,
            after=3 if step == 5 else None,
        )


def test_two_hundred_kills_at_random_moments_lose_nothing_that_was_acknowledged(file: Path) -> None:
    chance = random.Random(20260131)
    kept: list[Record] = []
    journals = 0
    for kill in range(200):
        first = kill * 1000
        read_end, write_end = os.pipe()
        child = in_child(lambda first=first, write_end=write_end: write_and_tell(file, first, write_end))  # type: ignore[misc]  # a lambda's defaults
        os.close(write_end)
        count = sum(len(os.read(read_end, 1)) for _ in range(chance.randrange(8)))
        for _ in range(chance.randrange(60_000)):
            pass  # until a moment that no acknowledgement marks
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        count += len(os.read(read_end, 10_000))  # told before it died
        os.close(read_end)
        journal = file.with_name(file.name + "-journal")
        if journal.exists():
            journals += 1
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
        found = {one.id: one for one in read_log(file)}
        # One thing more may be on the disk: the kill came after it and before its acknowledgement.
        new = [one for one in found.values() if int(one.id, 16) >= first]
        assert new in (list(written(count, first)), list(written(count + 1, first)))
        kept += new
    assert [found[one.id] for one in kept] == kept, "and each was there to the end"
    assert journals, "some kills came in the middle of writing"


def test_eight_writers_at_once_lose_nothing(file: Path) -> None:
    def session(number: int) -> None:
        os.read(start, 1)  # ends for all at once, when the other end is closed
        for writer, one in ((Log(file), whole(10 * number + turn)) for turn in range(3)):
            writer.begin(replace(one, after=None, pressed=(), ending=None))
            for pressed in one.pressed:
                writer.pressed(one.id, pressed)
            writer.end(one.id, Ending.DONE)
            writer.felt(one.id, 4)

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
    """Read and write a log of which only *content* is left: sessions or a clear line, and nothing overwritten."""
    file.unlink(missing_ok=True)
    file.write_bytes(content)
    with suppress(LogError):
        read_log(file)
    assert file.read_bytes() == content, "reading writes nothing"
    try:
        Log(file).begin(record(999))
    except LogError:
        assert file.read_bytes() == content, "what cannot be used is left as it is"
    else:
        assert record(999) in read_log(file)


def test_a_file_cut_short_anywhere_gives_sessions_or_a_clear_line(sound: Path, tmp_path: Path) -> None:
    content = sound.read_bytes()
    lengths = {*range(0, 200, 7), *range(0, len(content), 1024), *range(511, len(content), 4096), len(content) - 1}
    for length in sorted(lengths):
        use_damaged(tmp_path / "log", content[:length])


@given(st.binary(min_size=1, max_size=40), st.integers(0, 120) | st.integers(0, 100_000))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_scribbled_over_anywhere_gives_sessions_or_a_clear_line(
    sound: Path, tmp_path: Path, scribble: bytes, place: int
) -> None:
    content = sound.read_bytes()
    start = place % (len(content) - len(scribble))
    use_damaged(tmp_path / "log", content[:start] + scribble + content[start + len(scribble) :])


def test_a_value_that_no_session_has_is_damage_though_sqlite_sees_none(file: Path) -> None:
    add(file, ROWS_1)
    for change in (
        "UPDATE pressed SET side = 'lefx'",
        "UPDATE session SET began = '2026-01-01'",
        "UPDATE session SET began = x'00ff'",
        "UPDATE session SET ending = '=1+1'",
        "UPDATE session SET before = 11",
        "UPDATE session SET points = '=cmd'",
        "DELETE FROM session",
    ):
        content = file.read_bytes()
        connection = sqlite3.connect(file)
        connection.execute(change)
        connection.commit()
        connection.close()
        with pytest.raises(LogError, match="is damaged; it is left as it is"):
            read_log(file)
        file.write_bytes(content)


def fill(file: Path, limit: int, told: int) -> None:
    """Write until a file can grow no more, as on a full disk, with a byte to *told* for each thing acknowledged."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with pytest.raises(LogError, match=r"cannot be (used|written): "):
        write_and_tell(file, 0, told)


@pytest.mark.parametrize("limit", [0, 1, 511, 512, 4096, 8192, 12_288, 20_479, 20_480, 30_000, 50_001])
def test_a_disk_that_takes_no_more_loses_nothing_that_was_acknowledged(limit: int, file: Path) -> None:
    read_end, write_end = os.pipe()
    child = in_child(lambda: fill(file, limit, write_end))
    os.close(write_end)
    with os.fdopen(read_end, "rb") as acknowledged:
        count = len(acknowledged.read())
    assert os.waitpid(child, 0)[1] == 0
    assert read_log(file) == tuple(written(count, 0))
    Log(file).begin(record(10**6))


def test_a_diary_writes_down_what_it_is_told(file: Path) -> None:
    said: list[str] = []
    diary = Diary(lambda: file, said.append)
    diary.begin(record(1))
    for pressed in whole(1).pressed:
        diary.pressed(record(1).id, pressed)
    diary.end(record(1).id, Ending.DONE)
    diary.felt(record(1).id, 4)
    assert read_log(file) == (whole(1),)
    assert said == []


def whole_session(diary: Diary) -> None:
    diary.begin(record(1))
    diary.pressed(record(1).id, side())
    diary.end(record(1).id, Ending.DONE)
    diary.felt(record(1).id, 4)


def test_a_diary_that_cannot_write_says_so_once_and_the_session_goes_on(tmp_path: Path) -> None:
    said: list[str] = []
    whole_session(Diary(lambda: tmp_path, said.append))
    (line,) = said
    assert line == (
        f"note: this session is not written down: the session log '{tmp_path}' is a folder; "
        "it is left as it is; move it away to begin a new one"
    )


def test_a_diary_with_nowhere_to_be_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    said: list[str] = []
    whole_session(Diary(log_file, said.append))
    assert len(said) == 1
    assert said[0].startswith("note: this session is not written down: there is no folder for the session log")


def test_a_diary_that_fails_half_way_says_that_the_rest_is_not_written_down(file: Path) -> None:
    said: list[str] = []
    diary = Diary(lambda: file, said.append)
    diary.begin(record(1))
    diary.pressed(record(1).id, side())
    forget(file)
    diary.pressed(record(1).id, side())
    diary.end(record(1).id, Ending.DONE)
    diary.felt(record(1).id, 4)
    assert said == [f"note: the rest of this session is not written down: the session log '{file}' is gone"]


def test_a_diary_that_is_to_write_nothing_writes_nothing_and_says_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    whole_session(Diary(lambda: tmp_path / "log", said.append, writes=False))
    assert (said, list(tmp_path.iterdir()), log_file().exists()) == ([], [], False)
