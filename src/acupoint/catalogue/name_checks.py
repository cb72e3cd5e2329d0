"""Names that would send a hand elsewhere."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from acupoint.catalogue.body import Body, Position
from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.names import name_keys
from acupoint.text import listed, name_key

_NOWHERE = ("", 0)


def misnamed(catalogue: Catalogue) -> Iterator[tuple[Point, str, str]]:
    """Each point with a wrong code or name, the key of that name, and what is wrong with it.

    A name must belong to one point of this guide alone, and to no other point of the body; but the standard has given
    some points the same name in pinyin. As names are also typed in several words, no name may be the beginning of
    another name or code.
    """
    body = Body(catalogue.channels)
    beginnings = _Beginnings(body, catalogue.points)
    owners: dict[str, Point] = {}
    taken = {name_key(name) for unclear in catalogue.unclear for name in unclear.typed}
    for point in catalogue.points:
        wrong = dict(_wrong_here(point, body))
        for name, what in wrong.items():
            yield point, name, what
        own_code = [_position(point)]
        for name in sorted(name_keys(point) - wrong.keys()):
            is_standard = name == name_key(body.pinyin(_position(point)))
            for what in _wrong_elsewhere(name, point, body, beginnings):
                yield point, name, what
            if name in taken and body.by_code(name) != own_code:
                yield point, name, f"'{name}' is listed under 'unclear' and cannot name a point; leave it out"
            other = owners.setdefault(name, point)
            if other is not point and not (is_standard and name == name_key(body.pinyin(_position(other)))):
                yield point, name, f"'{name}' names {other.plain_code} too; leave it out at one of them"


def _position(point: Point) -> Position:
    return point.channel.id, point.number


def _wrong_here(point: Point, body: Body) -> Iterator[tuple[str, str]]:
    # If the list of the channel's points is missing, there is no name to compare. That is a problem of its own.
    code, pinyin = point.plain_code, point.names.pinyin
    if point.id and point.id != name_key(code):
        yield name_key(point.id), f"the id of {code} must be '{name_key(code)}'"
    standard = body.pinyin(_position(point))
    if pinyin and standard and name_key(pinyin) != name_key(standard):
        yield name_key(pinyin), f"{code} is {standard}, not '{pinyin}'{_that_is(pinyin, body)}"
    characters = body.chinese(_position(point))
    for chinese in (point.names.chinese, *point.names.traditional) if characters else ():
        if chinese and body.simplified(name_key(chinese)) != characters:
            yield name_key(chinese), f"{code} is {characters}, not '{chinese}'{_that_is(chinese, body)}"


def _that_is(name: str, body: Body) -> str:
    codes = listed(map(body.code_at, body.by_name(name_key(name))), "or")
    return f", which is {codes}" if codes else ""


def _wrong_elsewhere(name: str, point: Point, body: Body, beginnings: "_Beginnings") -> Iterator[str]:
    own = _position(point)
    is_standard = name == name_key(body.pinyin(own))  # which another point may share
    others = {*body.by_code(name), *(() if is_standard else body.by_name(name))} - {own}
    if others:
        codes = listed(map(body.code_at, sorted(others)))
        yield f"'{name}' names {codes}, another point of the body; leave it out"
    if name.isdecimal():
        yield f"'{name}' is a number alone, which names no point; leave it out"
    # Pinyin is as the standard has it, codes are not words, and Chinese is typed as one word.
    may_begin = is_standard or name == name_key(point.names.pinyin) or body.by_code(name) or not name.isascii()
    if not may_begin and (other := beginnings.beyond(name, point)):
        yield f"'{name}' is also how '{other}' begins; leave it out"


class _Beginnings:
    """The names of points and channels, searched by how they begin."""

    def __init__(self, body: Body, points: Iterable[Point]) -> None:
        self._names: list[tuple[str, Position]] = sorted(
            (
                *((prefix, _NOWHERE) for prefix in body.channels),
                *((name, position) for name in body.names() for position in body.by_name(name)),
                *((name, _position(point)) for point in points for name in name_keys(point)),
            )
        )

    def beyond(self, name: str, point: Point) -> str:
        """A name of something else than *point* that begins with *name*, or nothing."""
        own = _position(point)
        for place in range(bisect_left(self._names, (name,)), len(self._names)):
            other, owner = self._names[place]
            if not other.startswith(name):
                break
            if owner != own and (other != name or owner == _NOWHERE):  # two points of one name are another problem
                return other
        return ""
