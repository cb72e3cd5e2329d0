"""What a person types -> Point, or why not. It never guesses a point of the body."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

from acupoint.catalogue.model import Catalogue, Channel, Point, Unclear
from acupoint.errors import NoSuchPointError
from acupoint.text import listed, name_key, visible

# No channel has a hundred points; numbers far beyond that are no code, and Python would not even read the longest.
_CODE = re.compile(r"([^\W\d]+)0*([1-9][0-9]{0,3})")
_CODE_NUMBER_FIRST = re.compile(r"0*([1-9][0-9]{0,3})([^\W\d]+)")
_NO_CODE = ("", 0)

# How alike two names, or two numbers, must be, from 0 to 1, before one is offered for the other (difflib's ratio).
_ALIKE_NAMES = 0.82
_ALIKE_NUMBERS = 0.6

_MOST_WORDS = 12  # that a name is looked for in

# Letters typed for digits.
_DIGITS = str.maketrans("oil", "011")

Home = tuple[str, int]  # a point of the body: its channel's id, and its number
_NOWHERE = ("", 0)


def find_points(catalogue: Catalogue, words: Sequence[str]) -> list[Point]:
    """The points that *words* name, in order, each once. A name may be several words: `UB 40`, `wei zhong`.

    Raises NoSuchPointError, as `find_point` does, for the first name that is none.
    """
    body = _Body(catalogue.channels)
    found: dict[str, Point] = {}
    rest = list(words)
    while rest:
        count = _words_of_first(catalogue, body, rest)
        point = find_point(catalogue, " ".join(rest[:count]))
        found[point.id] = point
        rest = rest[count:]
    return list(found.values())


def _words_of_first(catalogue: Catalogue, body: "_Body", words: list[str]) -> int:
    # The fewest words that are a code or a name of any point of the body, here or not; one where no count of them is.
    # If more of them name the same point, as "Kunlun" and "Kunlun Mountains" do, those are meant.
    known = {name: point.id for point in catalogue.points for name in _keys(point)}
    wanted = [name_key(" ".join(words[:count])) for count in range(1, min(len(words), _MOST_WORDS) + 1)]
    for count, name in enumerate(wanted, start=1):
        if name in known:
            return max(more for more, longer in enumerate(wanted, start=1) if known.get(longer) == known[name])
        if body.by_code(name) or body.by_name(name) or _unclear(catalogue, name):
            return count
    return 1


def _unclear(catalogue: Catalogue, wanted: str) -> Unclear | None:
    return next((one for one in catalogue.unclear if any(_same(wanted, name_key(name)) for name in one.typed)), None)


def find_point(catalogue: Catalogue, typed: str) -> Point:
    """The point of this guide that *typed* names, by code, id, pinyin, Chinese, or English.

    Raises NoSuchPointError, with a sentence that says why, for anything else: a code or name that can be meant in two
    ways, a point of the body that this guide does not cover, or no point at all.
    """
    wanted = name_key(typed)
    if unclear := _unclear(catalogue, wanted):
        raise NoSuchPointError(f"{_as_typed(typed)}: {unclear.say}")
    body = _Body(catalogue.channels)
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
        if wanted in _keys(point):
            return point
    homes = [body.code_at(home) for home in body.by_name(wanted)]
    if homes:
        raise NoSuchPointError(f"{_as_typed(typed)} ({listed(homes, 'or')}) is a point this guide does not cover")
    near = _near_code(catalogue, wanted) or _near_name(catalogue, body, wanted)
    hint = f"did you mean {near}?" if near else "'acupoint list' shows the points there are"
    raise NoSuchPointError(f"no point is called {_as_typed(typed)}; {hint}")


def misnamed(catalogue: Catalogue) -> Iterator[tuple[Point, str, str]]:
    """Each point with a code or name that would send a hand elsewhere, the key of that name, and what is wrong with it.

    A name may belong to one point alone, none may be that of another point of the body, and since names are also typed
    in several words, none may be what another name, or a code, begins with.
    """
    body = _Body(catalogue.channels)
    begun = _Beginnings(body, catalogue.points)
    owners: dict[str, Point] = {}
    taken = {name_key(name): unclear for unclear in catalogue.unclear for name in unclear.typed}
    for point in catalogue.points:
        for name, what in _wrong_here(point):
            yield point, name, what
        for name in sorted(_keys(point)):
            for what in _wrong_elsewhere(name, point, body, begun):
                yield point, name, what
            if name in taken:
                yield point, name, f"'{name}' is listed under 'unclear' and cannot name a point; leave it out"
            if owners.setdefault(name, point) is not point:
                yield point, name, f"'{name}' names {owners[name].plain_code} too; leave it out at one of them"


def _wrong_here(point: Point) -> Iterator[tuple[str, str]]:
    code, pinyin = point.plain_code, point.names.pinyin
    if point.id and point.id != name_key(code):
        yield name_key(point.id), f"the id of {code} must be '{name_key(code)}'"
    # Where the channel's points are missing, which is told already, there is no name to compare.
    for name in point.channel.point_names[point.number - 1 : point.number] if pinyin else ():
        if name_key(pinyin) != name_key(name):
            yield name_key(pinyin), f"{code} is {name}, not '{pinyin}'"


def _wrong_elsewhere(name: str, point: Point, body: "_Body", begun: "_Beginnings") -> Iterator[str]:
    others = {*body.by_code(name), *body.by_name(name)} - {(point.channel.id, point.number)}
    if others:
        codes = listed(map(body.code_at, sorted(others)))
        yield f"'{name}' names {codes}, another point of the body; leave it out"
    if name.isdecimal():
        yield f"'{name}' is a number alone, which names no point; leave it out"
    # The standard gave the one, codes are no words, and Chinese is typed in one.
    may_begin = name == name_key(point.names.pinyin) or body.by_code(name) or not name.isascii()
    if not may_begin and (other := begun.beyond(name, point)):
        yield f"'{name}' is also how '{other}' begins; leave it out"


class _Beginnings:
    """What the names of points, and of channels before a number, begin with."""

    def __init__(self, body: "_Body", points: Iterable[Point]) -> None:
        self._names: list[tuple[str, Home]] = sorted(
            (
                *((prefix, _NOWHERE) for prefix in body.channels),
                *((name, home) for name in body.names() for home in body.by_name(name)),
                *((name, (point.channel.id, point.number)) for point in points for name in _keys(point)),
            )
        )

    def beyond(self, name: str, point: Point) -> str:
        """A name that is not of *point* and begins with *name*; empty where there is none."""
        home = (point.channel.id, point.number)
        for place in range(bisect_left(self._names, (name,)), len(self._names)):
            other, owner = self._names[place]
            if not other.startswith(name):
                break
            if owner != home and (other != name or owner == _NOWHERE):  # the same name of two is told as that
                return other
        return ""


class _Body:
    """Every point of the body, by code and by name."""

    def __init__(self, channels: Sequence[Channel]) -> None:
        self.channels: dict[str, list[Channel]] = {}  # by the key of each prefix
        self._names: dict[str, list[Home]] = {}
        self._codes: dict[str, str] = {}  # how this guide writes a channel, by the channel's id
        for channel in channels:
            self._codes[channel.id] = channel.code
            for prefix in sorted({name_key(prefix) for prefix in _prefixes(channel)}):
                self.channels.setdefault(prefix, []).append(channel)
            for number, name in enumerate(channel.point_names, start=1):
                self._names.setdefault(name_key(name), []).append((channel.id, number))

    def by_code(self, wanted: str) -> list[Home]:
        """What a code can mean; nothing where it is no code."""
        prefix, number = _code(wanted)
        channels = self.channels.get(prefix, [])
        return [(channel.id, number) for channel in channels if number <= len(channel.point_names)]

    def by_name(self, wanted: str) -> list[Home]:
        """What a name in pinyin means; nothing where it is none."""
        return self._names.get(wanted, [])

    def names(self) -> list[str]:
        """The key of every name."""
        return list(self._names)

    def code_at(self, home: Home) -> str:
        """The code, as this guide writes it."""
        channel_id, number = home
        return f"{self._codes[channel_id]} {number}"


def _code(wanted: str) -> tuple[str, int]:
    if wanted.isalpha():  # a name, as most are
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


def _keys(point: Point) -> set[str]:
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


def _near_name(catalogue: Catalogue, body: _Body, wanted: str) -> str:
    # A name is offered only if it is likelier than that of every other point of the body.
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
