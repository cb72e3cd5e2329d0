import os
import signal
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from acupoint.log import store
from acupoint.log.database import forget, log_file
from acupoint.log.progress import last_stop_at
from acupoint.log.record import Ending, Record
from acupoint.log.store import read_log
from acupoint.session.diary import Diary
from support.made_up_log import NOBODY, record, side, whole


def whole_session(diary: Diary) -> None:
    diary.begin(record(1))
    diary.save(replace(record(1), pressed=(side(),)))
    diary.save(whole(1))


def test_a_diary_keeps_the_session(tmp_path: Path) -> None:
    said: list[str] = []
    diary = Diary(lambda: tmp_path / "log", said.append)
    diary.begin(record(1))
    diary.save(whole(1))
    assert (diary.history(), said) == ((whole(1),), [])


def test_a_diary_that_cannot_write_says_so_once(tmp_path: Path) -> None:
    said: list[str] = []
    whole_session(Diary(lambda: tmp_path, said.append))
    (line,) = said
    assert line == (
        f"note: this session is not written down: the session log '{tmp_path}' is a folder; "
        "it is left as it is; move it away to begin a new one"
    )


def test_a_diary_without_a_folder_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)
    said: list[str] = []
    whole_session(Diary(log_file, said.append))
    assert len(said) == 1
    assert said[0].startswith("note: this session is not written down: there is no folder for the session log")


def test_a_diary_that_fails_halfway_says_so_once(tmp_path: Path) -> None:
    said: list[str] = []
    file = tmp_path / "log"
    diary = Diary(lambda: file, said.append)
    diary.begin(record(1))
    diary.save(replace(record(1), pressed=(side(),)))
    forget(file)
    diary.save(whole(1))
    diary.save(whole(1))
    assert said == [f"note: the rest of this session is not written down: the session log '{file}' is gone"]
    assert not file.exists()


FELT = replace(whole(1), pressed=(side(),), ending=Ending.SENSATION, after=None)


def test_the_ending_is_tried_again_after_a_write_that_failed(tmp_path: Path) -> None:
    said: list[str] = []
    folder = tmp_path / "data"
    folder.write_text("in the way")
    diary = Diary(lambda: folder / "log", said.append)
    diary.begin(record(1))
    diary.save(replace(record(1), pressed=(side(),)))
    folder.unlink()
    diary.save(replace(record(1), pressed=(side(),)))
    assert not folder.exists(), "only the ending is tried"
    diary.save(FELT)
    diary.save(replace(FELT, after=3))
    assert diary.history() == (replace(FELT, after=3),)
    assert len(said) == 2
    assert said[0].startswith("note: this session is not written down: ")
    assert said[1] == "note: this session is written down after all"


def test_a_stop_that_cannot_be_kept_is_never_lost_without_a_word(tmp_path: Path) -> None:
    said: list[str] = []
    diary = Diary(lambda: tmp_path, said.append)
    diary.begin(record(1))
    diary.save(FELT)
    lost = "that you stopped at what you felt is not written down, and nothing will ask about it next time"
    assert said[1].startswith(f"note: {lost}: the session log '{tmp_path}' is a folder")


def test_a_log_that_cannot_be_read_at_first_takes_the_ending_later(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "log").mkdir()
    diary = Diary(lambda: tmp_path / "log", said.append)
    assert diary.history() == ()
    diary.begin(record(1))
    (tmp_path / "log").rmdir()
    diary.save(whole(1))
    assert read_log(tmp_path / "log") == (whole(1),)
    assert len(said) == 2


def test_a_diary_told_not_to_write_writes_and_says_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    whole_session(Diary(lambda: tmp_path / "log", said.append, writes=False))
    assert (said, list(tmp_path.iterdir()), log_file().exists()) == ([], [], False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_it_writes_waits_until_that_is_whole(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_number: int, _frame: object) -> None:
        raise SystemExit(number)

    def save(file: Path, record: Record) -> None:
        signal.raise_signal(number)  # to this thread; the program has no other
        store_save(file, record)

    store_save = store.save
    monkeypatch.setattr(store, "save", save)
    diary = Diary(lambda: tmp_path / "log", lambda _: None)
    diary.begin(record(1))
    before = signal.signal(number, end)
    try:
        with pytest.raises(SystemExit):
            diary.save(FELT)
    finally:
        signal.signal(number, before)
    assert read_log(tmp_path / "log") == (FELT,)


def test_that_others_may_read_the_log_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_session(Diary(lambda: tmp_path / "log", lambda _: None))
    (tmp_path / "log").chmod(0o644)
    monkeypatch.setattr(os, "chmod", lambda *_, **_names: None)
    said: list[str] = []
    diary = Diary(lambda: tmp_path / "log", said.append)
    assert diary.history() == (whole(1),)
    diary.begin(record(2, day=1))
    diary.save(whole(2, day=1))
    assert len(diary.history()) == 2
    assert len(said) == 1
    assert said[0].startswith("note: others may be able to read the session log '")


def test_a_stop_in_a_row_that_is_set_aside_is_still_asked_about(tmp_path: Path) -> None:
    diary = Diary(lambda: tmp_path / "log", lambda _: None)
    diary.begin(FELT)
    connection = sqlite3.connect(tmp_path / "log")
    connection.execute("UPDATE session SET before = -1")
    connection.commit()
    connection.close()
    assert diary.history() != ()
    assert last_stop_at("ub1", diary.history())
