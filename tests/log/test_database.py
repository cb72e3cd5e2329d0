import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from acupoint.errors import DamagedLogError, GoneLogError, LogError
from acupoint.log import database
from acupoint.log.database import count, forget, log_file, opened, transaction
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


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666, 0o777])
def test_a_log_that_others_could_read_is_made_private_when_it_is_read(file: Path, mode: int) -> None:
    begin(file, record(1))
    file.chmod(mode)
    said: list[str] = []
    assert read_log(file, said.append) == (record(1),)
    assert (stat.S_IMODE(file.stat().st_mode), said) == (0o600, [])


def refuse(*_arguments: object, **_names: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def do_nothing(*_arguments: object, **_names: object) -> None:
    """As CIFS does, and FAT where it is mounted `quiet`."""


OPEN_TO_OTHERS = "others may be able to read the session log '{}': its permissions cannot be changed"


@pytest.mark.parametrize("chmod", [refuse, do_nothing])
def test_where_chmod_does_nothing_sessions_are_kept_and_it_is_said(
    chmod: Callable[..., None], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(file, record(1))
    file.chmod(0o755)
    monkeypatch.setattr(os, "chmod", chmod)
    said: list[str] = []
    begin(file, record(2, day=1), said.append)
    save(file, whole(2, day=1))
    assert add(file, [record(3, day=2)], said.append).new == 1
    assert len(read_log(file, said.append)) == 3
    assert set(said) == {OPEN_TO_OTHERS.format(file)}


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that every user can enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


as_another = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become another user")


def another(work: Callable[[], None]) -> None:
    """Do *work* as a user who owns nothing."""
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(NOBODY % 65534)
            os.setuid(NOBODY % 65534)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


@as_another
def test_a_log_of_another_owner_keeps_sessions_and_is_shown(common: Path) -> None:
    begin(common / "log", record(1))
    (common / "log").chmod(0o666)

    def use() -> None:
        said: list[str] = []
        begin(common / "log", record(2, day=1), said.append)
        assert read_log(common / "log", said.append) == (record(1), record(2, day=1))
        assert set(said) == {OPEN_TO_OTHERS.format(common / "log")}

    another(use)
    assert stat.S_IMODE((common / "log").stat().st_mode) == 0o666


def in_wal_mode(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


@as_another
@pytest.mark.parametrize("prepare", [in_wal_mode, lambda _file: None])
def test_a_log_that_may_only_be_read_is_shown(prepare: Callable[[Path], None], common: Path) -> None:
    file = common / "sealed" / "log"
    begin(file, record(1))
    prepare(file)
    file.chmod(0o444)
    file.parent.chmod(0o555)

    def use() -> None:
        assert read_log(file) == (record(1),)
        assert count(file) == 1
        writes: list[Callable[[], object]] = [
            lambda: begin(file, record(2)),
            lambda: save(file, record(1)),
            lambda: forget(file),
        ]
        for write in writes:
            with pytest.raises(LogError, match=r"is read-only$|cannot be opened$|cannot be used: Permission denied$"):
                write()

    another(use)
    assert read_log(file) == (record(1),)


UNFINISHED = """\
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("UPDATE session SET after = 1")
os._exit(0)
"""


@as_another
def test_a_part_of_the_log_that_cannot_be_read_is_never_left_out_unsaid(common: Path) -> None:
    file = common / "sealed" / "log"
    begin(file, record(1))
    subprocess.run([sys.executable, "-c", UNFINISHED, file], check=True)
    file.with_name("log-shm").unlink()
    for one in (file, file.with_name("log-wal")):
        one.chmod(0o444)
    file.parent.chmod(0o555)

    def use() -> None:
        with pytest.raises(LogError, match="may only be read here, and some of it is still in 'log-wal' beside it; "):
            read_log(file)

    another(use)
    assert read_log(file) == (record(1, after=1),)


def test_a_log_deleted_while_one_waits_for_it_is_gone(file: Path) -> None:
    begin(file, record(1))
    with opened(file) as connection:
        forget(file)
        begin(file, record(2))
        for kind in ("IMMEDIATE", "DEFERRED"):
            with pytest.raises(GoneLogError, match="is gone"), transaction(connection, kind):
                pytest.fail("it is another file")
    assert read_log(file) == (record(2),)


def test_forgetting_waits_for_who_writes_and_says_how_many_there_were(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(file, [record(1), record(2)])
    monkeypatch.setattr(database, "_LOCK_TIMEOUT", 0.01)
    with (
        opened(file) as connection,
        transaction(connection),
        pytest.raises(LogError, match="is in use by another program; try again"),
    ):
        forget(file)
    assert read_log(file) == (record(1), record(2))
    file.chmod(0o400)
    assert (count(file), forget(file), forget(file)) == (2, 2, 0)


@pytest.mark.slow
def test_what_is_written_while_others_forget_is_counted_or_there(file: Path) -> None:
    def write(first: int) -> None:
        for number in range(60):
            begin(file, record(first + number))
            read_log(file)

    children = []
    for first in (1000, 2000):
        child = os.fork()
        if not child:
            try:
                write(first)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    forgotten = 0
    while children:
        forgotten += forget(file) or 0
        if found := os.waitpid(children[-1], os.WNOHANG)[0]:
            children.remove(found)
    assert forgotten + len(read_log(file)) == 120


def damage(file: Path) -> None:
    """Scribble over every page but the first."""
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def test_a_corrupt_log_says_it_is_damaged_and_can_be_forgotten(file: Path) -> None:
    add(file, [record(number, day=number) for number in range(100)])
    damage(file)
    uses: list[Callable[[], object]] = [
        lambda: read_log(file),
        lambda: begin(file, record(200)),
        lambda: save(file, record(1)),
    ]
    for use in uses:
        with pytest.raises(DamagedLogError) as caught:
            use()
        assert str(caught.value) == (
            f"the session log '{file}' is damaged; it is left as it is; move it away to begin a new one"
        )
    assert count(file) is None
    assert forget(file) is None
    assert list(file.parent.iterdir()) == []


def test_a_file_that_was_never_a_log_says_so_and_can_be_forgotten(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("Dear diary, I pressed my thumb.")
    with pytest.raises(DamagedLogError, match="is damaged or not a session log; it is left as it is; move it away"):
        read_log(file)
    assert count(file) is None
    assert forget(file) is None
    assert not file.exists()


def test_damage_in_the_text_of_an_error_is_damage(file: Path) -> None:
    begin(file, record(1))
    file.write_bytes(file.read_bytes().replace(b"CREATE TABLE session", b"CREATE \xffABLE session"))
    with pytest.raises(DamagedLogError, match="is damaged; "):
        read_log(file)
    assert forget(file) is None


@pytest.mark.parametrize("application", ["PRAGMA user_version = 0", "PRAGMA user_version = -1"])
def test_our_file_of_no_version_is_damaged(application: str, file: Path) -> None:
    begin(file, record(1))
    connection = sqlite3.connect(file)
    connection.execute(application)
    connection.close()
    with pytest.raises(DamagedLogError):
        read_log(file)
    with pytest.raises(DamagedLogError):
        begin(file, record(2))


def test_what_a_database_says_cannot_reach_the_terminal_as_an_escape_code(file: Path) -> None:
    begin(file, record(1))
    connection = sqlite3.connect(file)
    connection.execute("CREATE TRIGGER odd BEFORE INSERT ON session BEGIN SELECT RAISE(ABORT, 'no\x1b[31m\n'); END")
    connection.close()
    with pytest.raises(LogError, match="cannot be used: no") as caught:
        begin(file, record(2))
    assert str(caught.value).isprintable()


def test_forgetting_leaves_a_newer_log_and_another_programs_alone(file: Path) -> None:
    file.parent.mkdir(parents=True)
    newer_log(file)
    with pytest.raises(LogError, match="was written by a newer acupoint"):
        forget(file)
    file.unlink()
    other_database(file)
    with pytest.raises(LogError, match="is another program's database"):
        forget(file)
    assert file.exists()
