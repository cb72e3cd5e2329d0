"""What a person types -> Point, or why not. It never guesses a point of the body."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches

from acupoint.catalogue.model import Catalogue, Channel, Point, Unclear
from acupoint.errors import NoSuchPointError
from acupoint.text import listed, name_key, visible

# No channel has a hundred points. A much longer number is not a code, and Python refuses to read the longest.
_CODE = re.compile(r"([^\W\d]+)0*([1-9][0-9]{0,3})")
_CODE_NUMBER_FIRST = re.compile(r"0*([1-9][0-9]{0,3})([^\W\d]+)")
_NO_CODE = ("", 0)

# How alike two names, or two numbers, must be before one is offered for the other: difflib's ratio, from 0 to 1.
_ALIKE_NAMES = 0.82
_ALIKE_NUMBERS = 0.6

_MOST_WORDS = 12  # in a name

# Letters that are typed for digits.
_DIGITS = str.maketrans("oil", "011")

Position = tuple[str, int]  # a point of the body: its channel's id, and its number


def find_points(catalogue: Catalogue, words: Sequence[str]) -> list[Point]:
    """The points that *words* name, in order, each once. A name may be several words: `UB 40`, `wei zhong`.

    Raises NoSuchPointError, as `find_point` does, for the first name of no point.
    """
    body = Body(catalogue.channels)
    found: dict[str, Point] = {}
    rest = list(words)
    while rest:
        count = _words_of_first(catalogue, body, rest)
        point = find_point(catalogue, " ".join(rest[:count]))
        found[point.id] = point
        rest = rest[count:]
    return list(found.values())


def _words_of_first(catalogue: Catalogue, body: "Body", words: list[str]) -> int:
    # The fewest words that are a code or a name of any point of the body, in this guide or not; one if there are none.
    # If more words name the same point, as "Kunlun" and "Kunlun Mountains" do, they all belong to the name.
    points = {name: point.id for point in catalogue.points for name in name_keys(point)}
    wanted = [name_key(" ".join(words[:count])) for count in range(1, min(len(words), _MOST_WORDS) + 1)]
    for count, name in enumerate(wanted, start=1):
        if name in points:
            return max(more for more, longer in enumerate(wanted, start=1) if points.get(longer) == points[name])
        if body.by_code(name) or body.by_name(name) or _unclear(catalogue, name):
            return count
    return 1


def _unclear(catalogue: Catalogue, wanted: str) -> Unclear | None:
    return next((one for one in catalogue.unclear if any(_same(wanted, name_key(name)) for name in one.typed)), None)


def find_point(catalogue: Catalogue, typed: str) -> Point:
    """The point of this guide that *typed* names by its code, id, or a name in pinyin, Chinese, or English.

    Raises NoSuchPointError, which says why, for anything else: a code or name with two meanings, a point of the body
    that this guide does not cover, or no point at all.
    """
    wanted = name_key(typed)
    if unclear := _unclear(catalogue, wanted):
        raise NoSuchPointError(f"{_as_typed(typed)}: {unclear.say}")
    body = Body(catalogue.channels)
    here = {(point.channel.id, point.number): point for point in catalogue.points}
    by_code = body.by_code(wanted)
    if len(by_code) == 1 and by_code[0] in here:
        return here[by_code[0]]
    if by_code and not here.keys().isdisjoint(by_code):
        codes = listed(map(body.code_at, by_code), "or")
        raise NoSuchPointError(f"{_as_typed(typed)} can be {codes}; type the one you mean")
    if by_code:
        raise NoSuchPointError(f"{_as_code(catalogue, wanted)} is a point this guide does not cover")
    for point in catalogue.points:
        if wanted in name_keys(point):
            return point
    elsewhere = [body.code_at(position) for position in body.by_name(wanted)]
    if elsewhere:
        raise NoSuchPointError(f"{_as_typed(typed)} ({listed(elsewhere, 'or')}) is a point this guide does not cover")
    near = _near_code(catalogue, wanted) or _near_name(catalogue, body, wanted)
    hint = f"did you mean {near}?" if near else "'acupoint list' shows the points there are"
    raise NoSuchPointError(f"no point is called {_as_typed(typed)}; {hint}")


class Body:
    """Every point of the body, by code and by name."""

    def __init__(self, channels: Sequence[Channel]) -> None:
        self.channels: dict[str, list[Channel]] = {}  # by the key of each prefix
        self._names: dict[str, list[Position]] = {}
        self._codes: dict[str, str] = {}  # this guide's code of a channel, by the channel's id
        for channel in channels:
            self._codes[channel.id] = channel.code
            for prefix in sorted({name_key(prefix) for prefix in _prefixes(channel)}):
                self.channels.setdefault(prefix, []).append(channel)
            for number, name in enumerate(channel.point_names, start=1):
                self._names.setdefault(name_key(name), []).append((channel.id, number))

    def by_code(self, wanted: str) -> list[Position]:
        """The points that a code can mean; none if it is not a code."""
        prefix, number = _code(wanted)
        channels = self.channels.get(prefix, [])
        return [(channel.id, number) for channel in channels if number <= len(channel.point_names)]

    def by_name(self, wanted: str) -> list[Position]:
        """The points of that name in pinyin."""
        return self._names.get(wanted, [])

    def names(self) -> list[str]:
        """The key of every name in pinyin."""
        return list(self._names)

    def code_at(self, position: Position) -> str:
        """The code of a point, as this guide writes it."""
        channel_id, number = position
        return f"{self._codes[channel_id]} {number}"


def _code(wanted: str) -> tuple[str, int]:
    if wanted.isalpha():  # most are names
        return _NO_CODE
    if match := _CODE.fullmatch(wanted):
        return match[1], int(match[2])
    if match := _CODE_NUMBER_FIRST.fullmatch(wanted):
        return match[2], int(match[1])
    return _NO_CODE


def _same(one: str, other: str) -> bool:
    return one == other or _code(one) == _code(other) != _NO_CODE


def _prefixes(channel: Channel) -> tuple[str, ...]:
    return (channel.code, channel.who, channel.name, *channel.also)


def name_keys(point: Point) -> set[str]:
    """The key of each name of *point*, its id among them."""
    names = point.names
    spelled = (point.id, names.pinyin, names.chinese, names.english)
    return {name_key(name) for name in (*spelled, *names.traditional, *names.also_english, *names.spellings)} - {""}


def _near_code(catalogue: Catalogue, wanted: str) -> str:
    retyped = wanted[:2] + wanted[2:].translate(_DIGITS)
    prefix, number = _code(retyped)
    for point in catalogue.points:
        if prefix not in map(name_key, _prefixes(point.channel)):
            continue
        if number == point.number or get_close_matches(str(number), [str(point.number)], cutoff=_ALIKE_NUMBERS):
            return point.id
    return ""


def _near_name(catalogue: Catalogue, body: Body, wanted: str) -> str:
    # A name is offered only if it is nearer than the name of every other point of the body.
    ours = {name_key(point.names.pinyin) for point in catalogue.points}
    near = get_close_matches(wanted, body.names(), n=2, cutoff=_ALIKE_NAMES)
    likeness = [SequenceMatcher(None, name, wanted).ratio() for name in near]
    is_best = len(near) == 1 or (len(near) > 1 and likeness[0] > likeness[1])
    return near[0] if is_best and near[0] in ours else ""


def _as_code(catalogue: Catalogue, wanted: str) -> str:
    prefix, number = _code(wanted)
    spelled = {name_key(spelling): spelling for channel in catalogue.channels for spelling in _prefixes(channel)}
    return f"{spelled[prefix]} {number}"


def _as_typed(typed: str) -> str:
    return f"'{visible(typed)}'"
