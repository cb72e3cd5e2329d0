"""What a person types -> Point, or why not. It never guesses a point of the body."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

from acupoint.errors import NoSuchPointError
from acupoint.model import Catalogue, Channel, Point
from acupoint.text import listed, visible

# What people put between the parts of a code or name, or leave out: "G.B.-41", "wei_zhong", "Xi'an".
_SEPARATOR = re.compile(r"[\s\-‐-―_.·'’]+")
_CODE = re.compile(r"([^\W\d]+)0*([1-9][0-9]*)")
_CODE_NUMBER_FIRST = re.compile(r"0*([1-9][0-9]*)([^\W\d]+)")

# How alike two keys must be, from 0 to 1, before one is offered for the other (difflib's ratio).
_ALIKE = 0.75

_NO_CODE = ("", 0)


def key(text: str) -> str:
    """*text* as names are compared: no case, spaces, hyphens, underscores, dots, or tone marks.

    Example: `key("Wěi-Zhōng") == "weizhong"`.
    """
    letters = unicodedata.normalize("NFKD", _SEPARATOR.sub("", text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def find_point(catalogue: Catalogue, typed: str) -> Point:
    """The point of this guide that *typed* names, by code, id, pinyin, Chinese, or English.

    Raises NoSuchPointError, with a sentence that says why, for anything else: a code or name that can be meant in two
    ways, a point of the body that this guide does not cover, or no point at all.
    """
    wanted = key(typed)
    for unclear in catalogue.unclear:
        if any(_same(wanted, key(name)) for name in unclear.typed):
            raise NoSuchPointError(f"{_as_typed(typed)}: {unclear.say}")
    places = set(_places(catalogue, wanted))
    for point in catalogue.points:
        if (point.channel.id, point.number) in places or wanted in _keys(point):
            return point
    _refuse_other_points(catalogue, typed, wanted, known=bool(places))
    near = get_close_matches(wanted, _offered(catalogue), n=1, cutoff=_ALIKE) if wanted.isascii() else []
    hint = f"did you mean {near[0]}?" if near else "'acupoint list' shows the points there are"
    raise NoSuchPointError(f"no point is called {_as_typed(typed)}; {hint}")


def _refuse_other_points(catalogue: Catalogue, typed: str, wanted: str, *, known: bool) -> None:
    homes = [
        f"{channel.code} {number}"
        for channel in catalogue.channels
        for number, name in enumerate(channel.point_names, start=1)
        if key(name) == wanted
    ]
    if homes:
        raise NoSuchPointError(f"{_as_typed(typed)} ({listed(homes, 'or')}) is a point this guide does not cover")
    if known:
        raise NoSuchPointError(f"{_as_code(catalogue, wanted)} is a point this guide does not cover")


def _places(catalogue: Catalogue, wanted: str) -> Iterator[tuple[str, int]]:
    # The points of the body that a code can mean, as channel id and number; none where it is no code.
    prefix, number = _code(wanted)
    for channel in catalogue.channels:
        if prefix in map(key, _prefixes(channel)) and number <= len(channel.point_names):
            yield channel.id, number


def _code(wanted: str) -> tuple[str, int]:
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
    return {key(name) for name in (*spelled, *names.traditional, *names.also_english, *names.spellings)}


def _offered(catalogue: Catalogue) -> dict[str, None]:
    # Only codes and pinyin are offered for a slip: any English phrase may be some point's name.
    return dict.fromkeys(name for point in catalogue.points for name in (point.id, key(point.names.pinyin)))


def _as_code(catalogue: Catalogue, wanted: str) -> str:
    prefix, number = _code(wanted)
    spelled = {key(spelling): spelling for channel in catalogue.channels for spelling in _prefixes(channel)}
    return f"{spelled[prefix]} {number}"


def _as_typed(typed: str) -> str:
    return f"'{visible(typed)}'"
