"""Records to and from the text of a CSV or JSON file, without loss.

CSV has one row per session. A cell holds ids, a time, or numbers, so that none can start a formula in a spreadsheet;
an imported file must keep to that too.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TextIO, TypeVar

from acupoint.catalogue.model import Side
from acupoint.clock import in_local_zone
from acupoint.errors import InputError
from acupoint.log import json_stream
from acupoint.log.record import MOST_SESSIONS, Ending, PressedSide, Record, fault_of
from acupoint.text import counted, visible

COLUMNS = ("id", "began", "points", "flags", "before", "after", "pressed", "ending")

_BETWEEN_SIDES = "; "  # in a cell: "ub60 left 90; ub60 right 85"
_WHOLE = re.compile(r"([0-9]{1,5})(?:[.,]0{1,9})?")  # a spreadsheet may write 5 as 5.0
_HEADER = re.compile(r'(?P<sep>"?sep=[,;\t|]"?\r?\n)?[,;\t| ]*"?id"? *(?P<between>[,;\t|])', re.IGNORECASE)
_SAVE_AS = "save it from the spreadsheet as CSV"
_NO_TIME = "is not a time; write it as 2026-01-31T07:30:00+01:00"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHOWN = 30  # characters of a wrong value that an error shows
_HEAD = 1 << 16  # characters at the beginning of a file by which it is told what it is
# A file within these limits, and 250 MB, takes less than two minutes and four times its size; a usual one of 100,000
# sessions takes five seconds and 60 MB.
_LONGEST_ROW = 1_000_000  # characters
_MOST_LINES = 2_000_000  # of CSV, empty ones as well

T = TypeVar("T", bound=Hashable)


def as_csv(records: tuple[Record, ...]) -> str:
    """A line of column names, then one row per session."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_as_cells(record) for record in records)
    return text.getvalue()


def _as_cells(record: Record) -> dict[str, Any]:
    sides = (f"{one.point} {one.side} {one.seconds}" for one in record.pressed)
    return {
        **as_object(record),
        "points": " ".join(record.points),
        "flags": " ".join(record.flags),
        "pressed": _BETWEEN_SIDES.join(sides),
    }


def as_object(record: Record) -> dict[str, Any]:
    """The record as an object of JSON."""
    return {
        "id": record.id,
        "began": record.began.isoformat(),
        "points": list(record.points),
        "flags": list(record.flags),
        "before": record.before,
        "after": record.after,
        "pressed": [{"point": one.point, "side": one.side.value, "seconds": one.seconds} for one in record.pressed],
        "ending": record.ending.value if record.ending else None,
    }


def from_stream(stream: TextIO, note: Callable[[str], object] = lambda _line: None) -> tuple[Record, ...]:
    """The records in an exported CSV or JSON file. Raises InputError at the first fault, with its place.

    *note* is called with a line about what was not in the file and is taken to be so. Little more of the file is kept
    than its records.
    """
    head = stream.read(_HEAD).removeprefix("\ufeff")  # a spreadsheet's byte order mark
    sessions = _from_json(head, stream) if head.lstrip()[:1] in ("{", "[") else _from_csv(head, stream)
    found: dict[str, Record] = {}
    without_zone = 0
    for place, fields in sessions:
        record = _record(fields, place)
        if record.began.tzinfo is None:
            record = replace(record, began=in_local_zone(record.began))
            without_zone += 1
        if not record.id:
            record = replace(record, id=made_id(record))
        if fault := fault_of(record):
            raise InputError(f"{place}: {fault}")
        if record.id in found:
            raise InputError(f"{place}: this session appears twice")
        found[record.id] = record
        if len(found) > MOST_SESSIONS:
            raise InputError(f"{place}: a log has no room for more than {MOST_SESSIONS} sessions")
    if without_zone:
        note(f"{counted(without_zone, 'session')} without a time zone: taken as the local time of this machine")
    return tuple(found.values())


_known: Callable[[Any], Any] = lru_cache(maxsize=4096)(lambda value: value)


def _shared(value: T) -> T:
    # Most sessions have the same points and sides, which are then kept once.
    found: T = _known(value)
    return found


def made_id(record: Record) -> str:
    """An id for a record without one: the same for the same session, so that taking it again doubles nothing."""
    felt = [record.ending] if record.ending is Ending.SENSATION else []  # never taken for one at which nothing was
    words = " ".join((str(record.began - _EPOCH), *record.points, *felt))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _from_csv(head: str, stream: TextIO) -> Iterator[tuple[str, dict[str, Any]]]:
    if not (header := _HEADER.match(head)):
        columns = ",".join(COLUMNS)
        raise InputError(f"line 1: this is not an acupoint log; {_SAVE_AS}; its first line must be {columns}")
    skipped = header["sep"] or ""  # a line that tells a spreadsheet the separator
    # Up to the end of a line, and then line by line.
    start = io.StringIO(head[len(skipped) :] + stream.readline(_LONGEST_ROW), newline="")
    lines = _Lines(start, stream, skipped.count("\n"))
    rows = csv.reader(lines, delimiter=header["between"], strict=True)
    try:
        names = [name.strip() for name in next(rows, [])]
        if tuple(name for name in names if name) != COLUMNS:
            raise InputError(f"{lines.place}: this is not an acupoint log; its columns must be {','.join(COLUMNS)}")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield lines.place, _from_cells(_cells(names, row, lines.place), lines.place)
            lines.begin_row()
    except csv.Error as error:
        raise InputError(f"{lines.place}: {visible(str(error))}") from None


class _Lines:
    # The lines of one stream and then of another, which know how many they are and how long a row has become.
    def __init__(self, start: TextIO, rest: TextIO, skipped: int) -> None:
        self._streams = (start, rest)
        self._number = skipped
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        for stream in self._streams:
            while line := stream.readline(_LONGEST_ROW + 1):
                self._number += 1
                self._length += len(line)
                if self._number > _MOST_LINES:
                    raise InputError(f"there are more than {_MOST_LINES} lines")
                if self._length > _LONGEST_ROW:
                    raise InputError(f"{self.place}: a row is longer than {_LONGEST_ROW} characters")
                yield line

    def begin_row(self) -> None:
        self._length = 0

    @property
    def place(self) -> str:
        return f"line {self._number}"


def _cells(names: list[str], row: list[str], place: str) -> dict[str, str]:
    # Spreadsheets write empty columns, too, and leave them out again.
    width = len(names)
    while width > len(COLUMNS) and not names[width - 1]:
        width -= 1
    if len(row) < width or any(row[width:]):
        raise InputError(f"{place}: there are {len(row)} cells, not {width}")
    for name, cell in zip(names, row, strict=False):
        if cell.strip() and not name:
            raise _wrong(place, cell, "is in a column without a name")
    return {name: cell for name, cell in zip(names, row, strict=False) if name}


def _from_cells(cells: dict[str, str], place: str) -> dict[str, Any]:
    return {
        **cells,
        "points": cells["points"].split(),
        "flags": cells["flags"].split(),
        "id": cells["id"].strip(),
        "before": _number(cells["before"], place) if cells["before"].strip() else None,
        "after": _number(cells["after"], place) if cells["after"].strip() else None,
        "pressed": [_side(side, place) for side in cells["pressed"].split(";") if side.strip()],
        "ending": cells["ending"].strip() or None,
    }


def _side(text: str, place: str) -> dict[str, Any]:
    match text.split():
        case [point, side, seconds]:
            return {"point": point, "side": side, "seconds": _number(seconds, place)}
    raise _wrong(place, text, "is not a point, a side, and a number of seconds")


def _number(text: str, place: str) -> int:
    number = _WHOLE.fullmatch(text.strip())
    if not number:
        raise _wrong(place, text, "is not a whole number, or is far too large")
    return int(number[1])


def _from_json(head: str, stream: TextIO) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, fields in enumerate(json_stream.sessions(head, stream), start=1):
        place = f"session {number}"
        if not isinstance(fields, dict):
            raise InputError(f"{place}: it is not an object")
        yield place, fields


def _record(fields: Mapping[str, Any], place: str) -> Record:
    return Record(
        id=_text(fields, "id", place),
        began=_time(_text(fields, "began", place), place),
        points=_texts(fields, "points", place),
        flags=_texts(fields, "flags", place),
        before=_whole(fields, "before", place),
        after=_whole(fields, "after", place),
        pressed=_shared(tuple(_pressed(one, place) for one in _list(fields, "pressed", place))),
        ending=_ending(fields, place),
    )


def _time(text: str, place: str) -> datetime:
    written = text.strip()
    try:
        if len(written) > len("2026-01-31"):  # a day alone is no time
            return datetime.fromisoformat(written)
    except ValueError:
        pass
    raise _wrong(place, text, _NO_TIME)


def _pressed(fields: Any, place: str) -> PressedSide:  # noqa: ANN401 - any JSON value
    seconds = _whole(fields, "seconds", place) if isinstance(fields, dict) else None
    if seconds is None:
        raise InputError(f"{place}: a pressed side must have a point, a side, and seconds")
    side = _text(fields, "side", place)
    if side not in list(Side):
        raise _wrong(place, side, "is neither left nor right")
    return _shared(PressedSide(_text(fields, "point", place), Side(side), seconds))


def _ending(fields: Mapping[str, Any], place: str) -> Ending | None:
    if fields.get("ending") is None:
        return None
    ending = _text(fields, "ending", place)
    if ending not in list(Ending):
        raise _wrong(place, ending, f"is not an ending; write {', '.join(Ending)}, or leave it out")
    return Ending(ending)


def _text(fields: Mapping[str, Any], name: str, place: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise InputError(f"{place}: '{name}' must be a string")
    return value


def _texts(fields: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    values = _list(fields, name, place)
    if not all(isinstance(value, str) for value in values):
        raise InputError(f"{place}: '{name}' must be a list of strings")
    return _shared(tuple(values))


def _list(fields: Mapping[str, Any], name: str, place: str) -> list[Any]:
    value = fields.get(name)
    if not isinstance(value, list):
        raise InputError(f"{place}: '{name}' must be a list")
    return value


def _whole(fields: Mapping[str, Any], name: str, place: str) -> int | None:
    value = fields.get(name)
    if type(value) is float and value.is_integer():  # 5.0
        return int(value)
    if value is not None and type(value) is not int:  # not a bool, which is an int to Python
        raise InputError(f"{place}: '{name}' must be a whole number, or left out")
    return value


def _wrong(place: str, text: str, what: str) -> InputError:
    return InputError(f"{place}: '{visible(text.strip()[:_SHOWN])}' {what}")
