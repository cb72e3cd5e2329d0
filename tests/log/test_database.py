import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from acupoint.errors import LogError
from acupoint.log import database
from acupoint.log.database import forget, log_file, opened
from acupoint.log.store import add, begin, read_log, save
from support.made_up_log import NOBODY, other_database, record, whole

# The first schema as it was released, so that such a file can always be tested.
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
"""  # noqa: E501 - one row per line
ROWS_1 = (whole(1), record(2, day=1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A log's place, in a folder that does not exist yet."""
    return tmp_path / "data" / "acupoint" / "sessions.sqlite3"


def test_reading_and_locating_a_log_create_nothing(file: Path, tmp_path: Path) -> None:
    assert read_log(file) == ()
    log_file()
    forget(file)
    assert list(tmp_path.iterdir()) == []


def test_only_the_user_can_read_the_file_and_its_new_folders(file: Path) -> None:
    before = os.umask(0)
    try:
        begin(file, record(1))
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (file.parent, file.parent.parent)] == [0o700, 0o700]


def test_a_restored_copy_that_others_could_read_is_made_private(file: Path) -> None:
    begin(file, record(1))
    file.chmod(0o644)
    begin(file, record(2))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_every_commit_is_synced_to_the_disk(file: Path) -> None:
    begin(file, record(1))
    extra = 3  # the file, its journal, and the folder
    with opened(file) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (extra,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_nothing_is_left_beside_the_file(file: Path) -> None:
    begin(file, record(1))
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
def test_the_log_is_in_the_users_data_folder_or_an_error_says_why(
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
        (in_place(os.mkfifo), "is not a regular file"),
        (in_place(other_database), "is another program's database"),
        (in_place(lambda file: file.write_text("Dear diary, I pressed my thumb.")), "is damaged or not a session log"),
        (in_place(lambda file: file.write_bytes(bytes(8192))), "is damaged or not a session log"),
        (in_place(newer_log), "was written by a newer acupoint; update this one"),
        (lambda file: file.parent.parent.write_text("no folder"), "cannot be used: Not a directory"),
    ],
)  # fmt: skip
def test_what_is_not_our_log_is_refused_and_left_as_it_is(put: Callable[[Path], None], what: str, file: Path) -> None:
    put(file)
    before = tree(file.parent.parent)
    for use in (lambda: read_log(file), lambda: begin(file, record(9)), lambda: add(file, [record(9)])):
        with pytest.raises(LogError) as caught:
            use()
        assert str(caught.value).startswith(f"the session log '{file}' {what}")
        assert "\n" not in str(caught.value)
    assert tree(file.parent.parent) == before


def tree(top: Path) -> dict[Path, bytes]:
    """Every file under *top*, itself included, with what is in it."""
    return {path: path.read_bytes() for path in (top, *top.rglob("*")) if path.is_file()}


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="only Linux has a folder that even root cannot write in")
def test_a_folder_that_cannot_be_made_is_a_log_error() -> None:
    with pytest.raises(LogError, match="the session log '/proc/no-such/acupoint/log' cannot be used: "):
        begin(Path("/proc/no-such/acupoint/log"), record(1))


def test_a_name_cannot_reach_the_terminal_as_an_escape_code(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31m"
    folder.mkdir()
    with pytest.raises(LogError) as caught:
        read_log(folder)
    assert str(caught.value).isprintable()


def test_a_file_that_stays_locked_is_a_log_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(file, record(1))
    monkeypatch.setattr(database, "_LOCK_TIMEOUT", 0.01)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LogError, match="is in use by another program; try again"):
        save(file, whole(1))
    other.execute("ROLLBACK")
    other.close()
    save(file, whole(1))


def test_forgetting_deletes_a_damaged_log_and_what_is_beside_it(file: Path) -> None:
    begin(file, record(1))
    for beside in ("-journal", "-wal", "-shm"):
        file.with_name(file.name + beside).write_text("left over")
    file.write_text("scribbled over")
    forget(file)
    assert list(file.parent.iterdir()) == []


def test_a_file_of_the_first_version_is_read_and_written_without_loss(file: Path) -> None:
    make_version_1(file)
    assert read_log(file) == ROWS_1
    begin(file, record(3, day=2))
    assert read_log(file) == (*ROWS_1, record(3, day=2))


def make_version_1(file: Path) -> None:
    file.parent.mkdir(parents=True)
    connection = sqlite3.connect(file)
    connection.executescript(VERSION_1)
    connection.close()


@pytest.mark.parametrize("use", [read_log, lambda file: begin(file, record(3)), lambda file: add(file, [record(3)])])
def test_a_file_of_an_earlier_version_is_migrated_without_loss(
    use: Callable[[Path], object], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_version_1(file)
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("ALTER TABLE session ADD COLUMN note TEXT",)))
    use(file)
    assert set(ROWS_1) <= set(read_log(file))
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(database.MIGRATIONS),)
    assert connection.execute("SELECT note FROM session").fetchone() == (None,)
    connection.close()


def test_a_migration_that_fails_halfway_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_version_1(file)
    before = file.read_bytes()
    broken = ("ALTER TABLE session ADD COLUMN note TEXT", "UPDATE no_such_table SET note = ''")
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, broken))
    for use in (read_log, lambda file: begin(file, record(3))):
        with pytest.raises(LogError, match="cannot be used: no such table"):
            use(file)
    assert file.read_bytes() == before


def test_an_empty_file_left_by_a_killed_session_is_used(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()
    assert read_log(file) == ()
    begin(file, record(1))
    assert read_log(file) == (record(1),)
