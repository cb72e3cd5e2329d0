"""Records to and from the text of a CSV or JSON file, without loss.

CSV has one row per session. A cell holds ids, a time, or numbers, so that none can start a formula in a spreadsheet;
an imported file must keep to that too.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from acupoint.catalogue.model import Side
from acupoint.errors import InputError
from acupoint.log.record import Ending, PressedSide, Record, fault_of
from acupoint.text import visible

COLUMNS = ("id", "began", "points", "flags", "before", "after", "pressed", "ending")

_BETWEEN_SIDES = "; "  # in a cell: "ub60 left 90; ub60 right 85"
_SHOWN = 30  # characters of a wrong value that an error shows


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


def from_text(text: str) -> tuple[Record, ...]:
    """The records in an exported CSV or JSON file. Raises InputError at the first fault, with its place."""
    text = text.removeprefix("\ufeff")  # a spreadsheet's byte order mark
    records = _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)
    found: dict[str, Record] = {}
    for place, record in records:
        if fault := fault_of(record):
            raise InputError(f"{place}: {fault}")
        if record.id in found:
            raise InputError(f"{place}: this session appears twice")
        found[record.id] = record
    return tuple(found.values())


def _from_csv(text: str) -> Iterator[tuple[str, Record]]:
    # Spreadsheets write semicolons in countries that write numbers with a comma.
    delimiter = ";" if text.startswith((f"{COLUMNS[0]};", f'"{COLUMNS[0]}";')) else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
        if tuple(header) != COLUMNS:
            raise InputError(f"line 1: this is not an acupoint log; its first line must be {','.join(COLUMNS)}")
        for row in rows:
            place = f"line {rows.line_num}"
            if not row:
                continue
            if len(row) != len(COLUMNS):
                raise InputError(f"{place}: there are {len(row)} cells, not {len(COLUMNS)}")
            cells = dict(zip(COLUMNS, row, strict=True))
            yield place, _record(_from_cells(cells, place), place)
    except csv.Error as error:
        raise InputError(f"line {rows.line_num}: {error}") from None


def _from_cells(cells: dict[str, str], place: str) -> dict[str, Any]:
    return {
        **cells,
        "points": cells["points"].split(),
        "flags": cells["flags"].split(),
        "before": _number(cells["before"], place) if cells["before"] else None,
        "after": _number(cells["after"], place) if cells["after"] else None,
        "pressed": [_side(side, place) for side in cells["pressed"].split(";") if side.strip()],
        "ending": cells["ending"] or None,
    }


def _side(text: str, place: str) -> dict[str, Any]:
    match text.split():
        case [point, side, seconds]:
            return {"point": point, "side": side, "seconds": _number(seconds, place)}
    raise _wrong(place, text, "is not a point, a side, and a number of seconds")


def _number(text: str, place: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > len("86400"):
        raise _wrong(place, text, "is not a whole number, or is far too large")
    return int(text)


def _from_json(text: str) -> Iterator[tuple[str, Record]]:
    try:
        answer = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"line {error.lineno}: this is not JSON: {error.msg}") from None
    except (ValueError, RecursionError):  # a number or a nesting that no log has
        raise InputError("this is not an acupoint log") from None
    if (
        not isinstance(answer, dict)
        or answer.get("schema_version") != 1
        or not isinstance(answer.get("sessions"), list)
    ):
        raise InputError("this is not an acupoint log; 'acupoint log --json' writes one")
    for number, fields in enumerate(answer["sessions"], start=1):
        place = f"session {number}"
        if not isinstance(fields, dict):
            raise InputError(f"{place}: it is not an object")
        yield place, _record(fields, place)


def _record(fields: Mapping[str, Any], place: str) -> Record:
    return Record(
        id=_text(fields, "id", place),
        began=_time(_text(fields, "began", place), place),
        points=_texts(fields, "points", place),
        flags=_texts(fields, "flags", place),
        before=_whole(fields, "before", place),
        after=_whole(fields, "after", place),
        pressed=tuple(_pressed(one, place) for one in _list(fields, "pressed", place)),
        ending=_ending(fields, place),
    )


def _time(text: str, place: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _wrong(place, text, "is not a time; write it as 2026-01-31T07:30:00+01:00") from None


def _pressed(fields: Any, place: str) -> PressedSide:  # noqa: ANN401 - any JSON value
    seconds = _whole(fields, "seconds", place) if isinstance(fields, dict) else None
    if seconds is None:
        raise InputError(f"{place}: a pressed side must have a point, a side, and seconds")
    side = _text(fields, "side", place)
    if side not in list(Side):
        raise _wrong(place, side, "is neither left nor right")
    return PressedSide(_text(fields, "point", place), Side(side), seconds)


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
    return tuple(values)


def _list(fields: Mapping[str, Any], name: str, place: str) -> list[Any]:
    value = fields.get(name)
    if not isinstance(value, list):
        raise InputError(f"{place}: '{name}' must be a list")
    return value


def _whole(fields: Mapping[str, Any], name: str, place: str) -> int | None:
    value = fields.get(name)
    if value is not None and type(value) is not int:  # not a bool, which is an int to Python
        raise InputError(f"{place}: '{name}' must be a whole number, or left out")
    return value


def _wrong(place: str, text: str, what: str) -> InputError:
    return InputError(f"{place}: '{visible(text.strip()[:_SHOWN])}' {what}")
