import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Side
from acupoint.errors import InputError
from acupoint.log.exchange import COLUMNS, as_csv, as_object, from_stream, made_id
from acupoint.log.record import Ending, PressedSide, Record, fault_of
from support.made_up_log import from_text, logs, record, whole

CSV = """\
id,began,points,flags,before,after,pressed,ending
00000000000000000000000000000001,2026-01-01T07:30:00+01:00,ub1 kd2,knee,6,4,ub1 left 90; ub1 right 85,done
00000000000000000000000000000002,2026-01-02T07:30:00+01:00,ub1 kd2,knee,,,,
"""
RECORDS = (whole(1), record(2, day=1, before=None))


def as_json(records: tuple[Record, ...]) -> str:
    return json.dumps({"schema_version": 1, "sessions": [as_object(one) for one in records]})


def exactly(records: tuple[Record, ...]) -> list[tuple[Record, str]]:
    """The records with their times as text: equal times can differ in their zones."""
    return [(one, one.began.isoformat()) for one in records]


def test_csv_has_one_row_per_session() -> None:
    assert as_csv(RECORDS) == CSV
    assert from_text(CSV) == RECORDS


@given(logs)
def test_csv_is_read_back_without_loss(records: tuple[Record, ...]) -> None:
    assert exactly(from_text(as_csv(records))) == exactly(records)


def test_an_id_that_is_made_stays_the_same_for_ever() -> None:
    # A file that was taken in by an earlier version is taken again by a later one.
    begun = whole(1)
    elsewhere = replace(begun, began=begun.began.astimezone(UTC))
    felt = replace(begun, ending=Ending.SENSATION)
    assert [made_id(one) for one in (begun, elsewhere, felt)] == [
        "8530e310b2499f628379fa2ee9950952",
        "8530e310b2499f628379fa2ee9950952",
        "e9bb621ff293489c0a7365b7bb94ab48",
    ]


@given(logs)
def test_json_is_read_back_without_loss(records: tuple[Record, ...]) -> None:
    assert exactly(from_text(as_json(records))) == exactly(records)


@given(logs)
def test_no_cell_can_start_a_formula_or_break_its_row(records: tuple[Record, ...]) -> None:
    for row in csv.reader(io.StringIO(as_csv(records), newline=""), strict=True):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert cell.isascii()
            assert cell == "" or cell.isprintable()


def test_a_file_saved_by_a_spreadsheet_is_still_read() -> None:
    quoted = "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in CSV.splitlines())
    rows = csv.reader(io.StringIO(CSV, newline=""), strict=True)
    semicolons = io.StringIO()
    csv.writer(semicolons, delimiter=";").writerows(rows)
    quoted_too = io.StringIO()
    csv.writer(quoted_too, delimiter=";", quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(CSV, newline="")))
    assert from_text(quoted_too.getvalue()) == RECORDS
    texts = ("\ufeff" + CSV, CSV.replace("\n", "\r\n"), CSV + "\n", CSV.rstrip("\n"), quoted, semicolons.getvalue())
    for text in texts:
        assert from_text(text) == RECORDS


def test_spaces_around_json_and_in_the_names_of_columns_change_nothing() -> None:
    assert from_text(f"\n  {as_json(RECORDS)} \n") == RECORDS
    assert from_text(CSV.replace("id,began", "id, began ", 1)) == RECORDS


def test_an_empty_log_is_read_back_empty() -> None:
    assert from_text(as_csv(())) == from_text(as_json(())) == ()


ROW = CSV.splitlines()[1]


def csv_with(old: str, new: str) -> str:
    assert old in ROW
    return f"{','.join(COLUMNS)}\n{ROW.replace(old, new, 1)}\n"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "",
            "line 1: this is not an acupoint log; save it from the spreadsheet as CSV; its first line must be ",
        ),
        ("id,name\nme,1\n", "line 1: this is not an acupoint log; its columns must be id,began,"),
        (csv_with("2026-01-01T07:30:00+01:00", "2026-01-01"), "line 2: '2026-01-01' is not a time"),
        (csv_with("2026-01-01T07:30:00+01:00", "0001-01-01T07:30"), "line 2: "),
        (csv_with("done", "done,,more"), "line 2: there are 10 cells, not 8"),
        (csv_with(",6,", ",6.5,"), "line 2: '6.5' is not a whole number"),
        ("name,phone\nme,1\n", "line 1: this is not an acupoint log"),
        (CSV.splitlines()[2], "line 1: this is not an acupoint log"),
        (csv_with(",done", ""), "line 2: there are 7 cells, not 8"),
        (csv_with(",done", ",done,more"), "line 2: there are 9 cells, not 8"),
        (
            csv_with("done", "tired"),
            "line 2: 'tired' is not an ending; write done, choice, sensation, unansw",
        ),
        (csv_with("2026-01-01T07", "2026-13-01T07"), "line 2: '2026-13-01T07:30:00+01:00' is not a time; write it as"),
        (csv_with(",6,", ",six,"), "line 2: 'six' is not a whole number"),
        (csv_with(",6,", ",11,"), "line 2: pain must be a whole number from 0 to 10, or left out"),
        (csv_with(",6,", ",-1,"), "line 2: '-1' is not a whole number"),
        (csv_with(",6,", ",٦,"), "line 2: '٦' is not a whole number"),
        (csv_with(",6,", f",{'9' * 5000},"), "line 2: '999999999999999999999999999999' is not a whole number"),
        (csv_with("90", "90000"), "line 2: a side must be pressed for 0 to 86400 seconds"),
        (csv_with("left 90", "both 90"), "line 2: 'both' is neither left nor right"),
        (csv_with("left 90", "left"), "line 2: 'ub1 left' is not a point, a side, and a number of seconds"),
        (csv_with("knee", "=HYPERLINK(1)"), "line 2: a point or flag is not an id"),
        (csv_with("ub1 kd2", "-2+3"), "line 2: a point or flag is not an id"),
        (csv_with("0000001", "000000g"), "line 2: the id is not 32 hexadecimal digits"),
        (csv_with("knee", '"knee'), "line 2: unexpected end of data"),
        (csv_with("knee", '"\x1b[31m\n"'), "line 3: a point or flag is not an id"),
        (csv_with("ub1 left 90", "\x1b[31m"), r"line 2: '\x1b[31m' is not a point, a side, and a number of seconds"),
        (csv_with("knee", "k" * 200_000), "line 2: field larger than field limit"),
        (f"{CSV}{ROW}\n", "line 4: this session appears twice"),
    ],
)
def test_a_wrong_csv_file_is_refused_with_its_line_and_the_reason(text: str, error: str) -> None:
    with pytest.raises(InputError) as caught:
        from_text(text)
    assert str(caught.value).startswith(error)


def json_with(**fields: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps({"schema_version": 1, "sessions": [as_object(whole(2)), {**as_object(whole(1)), **fields}]})


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "line 1: this is not JSON: "),
        ('{\n"sessions": [,]}', "line 2: this is not JSON: "),
        ("[]", "this is not an acupoint log; 'acupoint log --json' writes one"),
        ("{}", "this is not an acupoint log"),
        ('{"schema_version": 2, "sessions": []}', "this is not an acupoint log"),
        ('{"schema_version": 1, "sessions": {}}', "this is not an acupoint log"),
        ('{"schema_version": 1, "sessions": [1]}', "session 1: it is not an object"),
        ("[" * 100_000, "this is not an acupoint log"),
        (json_with(before=1234).replace("1234", "1" * 5000), "this is not an acupoint log"),
        (json_with(id=None), "session 2: 'id' must be a string"),
        (json_with(id=as_object(whole(2))["id"]), "session 2: this session appears twice"),
        (json_with(began="yesterday"), "session 2: 'yesterday' is not a time; write it as"),
        (json_with(points="ub1"), "session 2: 'points' must be a list"),
        (json_with(points=[1]), "session 2: 'points' must be a list of strings"),
        (json_with(flags=["@SUM"]), "session 2: a point or flag is not an id"),
        (json_with(before=True), "session 2: 'before' must be a whole number, or left out"),
        (json_with(before=5.5), "session 2: 'before' must be a whole number, or left out"),
        (json_with(after=float("nan")), "session 2: 'after' must be a whole number, or left out"),
        (json_with(pressed=None), "session 2: 'pressed' must be a list"),
        (json_with(pressed=[[]]), "session 2: a pressed side must have a point, a side, and seconds"),
        (json_with(pressed=[{"point": "ub1", "side": "left"}]), "session 2: a pressed side must have"),
        (json_with(pressed=[{"point": "ub1", "side": "up", "seconds": 1}]), "session 2: 'up' is neither"),
        (json_with(ending=1), "session 2: 'ending' must be a string"),
        (json_with(ending="tired"), "session 2: 'tired' is not an ending"),
    ],
)  # fmt: skip
def test_a_wrong_json_file_is_refused_with_the_session_and_the_reason(text: str, error: str) -> None:
    with pytest.raises(InputError) as caught:
        from_text(text)
    assert str(caught.value).startswith(error)


SEPARATED = pytest.mark.parametrize("between", [",", ";", "\t"])


@SEPARATED
def test_a_file_with_any_separator_says_so_or_not(between: str) -> None:
    text = CSV.replace(",", between)
    if between == ";":
        text = text.replace("ub1 left 90; ub1 right 85", '"ub1 left 90; ub1 right 85"')
    for first in ("", f"sep={between}\n", f'"sep={between}"\r\n', f"\ufeffsep={between}\n"):
        assert from_text(first + text) == RECORDS
    with pytest.raises(InputError, match=r"^line 3: there are 7 cells, not 8"):
        from_text(f"sep={between}\n{text}".replace(f"{between}done", ""))


@SEPARATED
def test_empty_rows_and_columns_are_passed_over(between: str) -> None:
    header, first, second = CSV.replace(";", " ;").splitlines()
    first = first.replace("ub1 left 90 ; ub1 right 85", '"ub1 left 90; ub1 right 85"')
    rows = [header, first, second]
    for text in (
        [header, ",,,,,,,", first, " ,,,,,,, ", second, ",", ",,,,,,,"],
        [f"{row}," for row in rows],
        [f"{row},,," for row in rows],
        [f"{header},,", first, f"{second},,"],
        [header, f"{first},,", second],
        [f",{row}" for row in rows],
    ):
        assert from_text("\n".join(text).replace(",", between)) == RECORDS
    with pytest.raises(InputError, match="'mine' is in a column without a name"):
        from_text("\n".join([f",{header}", f"mine,{first}"]).replace(",", between))


def test_whole_numbers_may_have_a_zero_after_the_point() -> None:
    assert from_text(csv_with(",6,4,", ",6.0,4.00,")) == RECORDS[:1]
    assert from_text(csv_with("left 90", "left 90.0")) == RECORDS[:1]
    assert from_text(json_with(before=6.0)) == (whole(2), whole(1))


def test_a_blank_id_is_made_and_the_same_each_time() -> None:
    blank = csv_with("00000000000000000000000000000001", "")
    (found,) = from_text(blank)
    assert replace(found, id=whole(1).id) == whole(1)
    assert from_text(blank) == (found,)
    assert from_text(csv_with("00000000000000000000000000000001", " "))[0].id == found.id
    assert from_text(blank.replace("T07:30:00+01:00", "T06:30+00:00"))[0].id == found.id
    for old, new in (("2026-01-01", "2026-01-02"), ("ub1 kd2", "ub1"), ("ub1 kd2", "kd2 ub1")):
        assert from_text(blank.replace(old, new, 1))[0].id != found.id
    assert from_text(blank.replace("done", ""))[0].id == found.id, "however it ended"
    assert from_text(blank.replace("done", "sensation"))[0].id != found.id, "a stop for what was felt is never lost"


@pytest.mark.parametrize("time", ["2026-01-01T07:30:00", "2026-01-01T07:30", "2026-01-01 07:30", "20260101T0730"])
def test_a_time_without_a_zone_is_local_and_said_to_be(time: str) -> None:
    said: list[str] = []
    (found,) = from_text(csv_with("2026-01-01T07:30:00+01:00", time), said.append)
    assert found.began == datetime(2026, 1, 1, 7, 30).astimezone()
    assert found.began.tzinfo is not None
    assert said == ["1 session without a time zone: taken as the local time of this machine"]
    assert from_text(CSV, said.append) == RECORDS
    assert len(said) == 1


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00"])
def test_a_time_at_the_end_of_all_times_is_refused_without_an_id_too(time: str) -> None:
    text = csv_with("2026-01-01T07:30:00+01:00", time).replace(whole(1).id, "")
    with pytest.raises(InputError, match="line 2: the time must have a zone, whole seconds, and a year from 1970"):
        from_text(text)


def test_a_time_may_be_without_seconds() -> None:
    assert from_text(csv_with("07:30:00+01:00", "07:30+01:00")) == RECORDS[:1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("," * 2_000_000, "line 2: a row is longer than 1000000 characters"),
        ('"\n",' * 500_000, "a row is longer than 1000000 characters"),
        ('"' + "a\n" * 100_000, "field larger than field limit"),
        ("\n" * 2_000_001, "there are more than 2000000 lines"),
    ],
)
def test_a_csv_file_beyond_its_limits_is_refused(rows: str, error: str) -> None:
    with pytest.raises(InputError, match=error):
        from_text(f"{','.join(COLUMNS)}\n{rows}")


@pytest.mark.parametrize("as_text", [as_csv, as_json])
def test_a_file_has_no_more_sessions_than_a_log_has_room_for(
    as_text: Callable[[tuple[Record, ...]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acupoint.log.exchange.MOST_SESSIONS", 3)
    most = tuple(whole(number) for number in range(3))
    assert from_text(as_text(most)) == most
    with pytest.raises(InputError, match="a log has no room for more than 3 sessions"):
        from_text(as_text((*most, whole(4))))


@pytest.mark.parametrize("as_text", [as_csv, as_json])
def test_the_largest_session_that_a_log_takes_is_read_back(as_text: Callable[[tuple[Record, ...]], str]) -> None:
    words = tuple(f"{'k' * 96}{number:04d}" for number in range(1000))
    sides = tuple(PressedSide(word, Side.RIGHT, 86_400) for word in words)
    largest = Record("f" * 32, whole(1).began, words, words, 10, 10, sides, Ending.UNANSWERED)
    assert fault_of(largest) == ""
    assert from_text(as_text((largest,))) == (largest,)
    for larger in (
        replace(largest, points=(*words, "k")),
        replace(largest, flags=(*words, "k")),
        replace(largest, pressed=(*sides, sides[0])),
        replace(largest, points=("k" * 101,)),
    ):
        assert fault_of(larger)


@given(logs, st.integers(1, 200))
def test_where_a_file_is_cut_into_pieces_changes_nothing(records: tuple[Record, ...], size: int) -> None:
    class Pieces(io.StringIO):
        def read(self, _size: int | None = -1) -> str:
            return super().read(size)

    header = len(",".join(COLUMNS)) + 2  # by which the file is recognised
    for text in (as_csv(records), as_json(records)):
        size = max(size, header)
        assert exactly(from_stream(Pieces(text, newline=""))) == exactly(records)


def test_an_unknown_field_of_a_later_version_is_ignored() -> None:
    assert from_text(json_with(mood="good")) == (whole(2), whole(1))


@given(st.text() | st.text().map(lambda text: CSV + text) | st.text().map(lambda text: "{" + text))
def test_any_text_gives_records_or_an_input_error(text: str) -> None:
    try:
        records = from_text(text)
    except InputError as error:
        assert str(error)  # noqa: PT017 - either is right
    else:
        assert from_text(as_csv(records)) == records


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(COLUMNS), json_values)
def test_any_value_in_any_field_gives_records_or_an_input_error(field: str, value: object) -> None:
    try:
        records = from_text(json_with(**{field: value}))
    except InputError as error:
        assert str(error).startswith("session 2: ")  # noqa: PT017 - either is right
    else:
        assert records[0] == whole(2)
        assert replace(records[1], **{field: getattr(whole(1), field)}) == whole(1)
