"""Names that would send a hand elsewhere."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.names import Body, Position, name_keys
from acupoint.text import listed, name_key

_NOWHERE = ("", 0)


def misnamed(catalogue: Catalogue) -> Iterator[tuple[Point, str, str]]:
    """Each point with a wrong code or name, the key of that name, and what is wrong with it.

    A name must belong to one point of this guide alone, and to no other point of the body. As names are also typed in
    several words, no name may be the beginning of another name or code.
    """
    body = Body(catalogue.channels)
    beginnings = _Beginnings(body, catalogue.points)
    owners: dict[str, Point] = {}
    taken = {name_key(name): unclear for unclear in catalogue.unclear for name in unclear.typed}
    for point in catalogue.points:
        for name, what in _wrong_here(point):
            yield point, name, what
        for name in sorted(name_keys(point)):
            for what in _wrong_elsewhere(name, point, body, beginnings):
                yield point, name, what
            if name in taken:
                yield point, name, f"'{name}' is listed under 'unclear' and cannot name a point; leave it out"
            if owners.setdefault(name, point) is not point:
                yield point, name, f"'{name}' names {owners[name].plain_code} too; leave it out at one of them"


def _wrong_here(point: Point) -> Iterator[tuple[str, str]]:
    code, pinyin = point.plain_code, point.names.pinyin
    if point.id and point.id != name_key(code):
        yield name_key(point.id), f"the id of {code} must be '{name_key(code)}'"
    # If the list of the channel's points is missing, there is no name to compare. That is a problem of its own.
    for name in point.channel.point_names[point.number - 1 : point.number] if pinyin else ():
        if name_key(pinyin) != name_key(name):
            yield name_key(pinyin), f"{code} is {name}, not '{pinyin}'"


def _wrong_elsewhere(name: str, point: Point, body: Body, beginnings: "_Beginnings") -> Iterator[str]:
    others = {*body.by_code(name), *body.by_name(name)} - {(point.channel.id, point.number)}
    if others:
        codes = listed(map(body.code_at, sorted(others)))
        yield f"'{name}' names {codes}, another point of the body; leave it out"
    if name.isdecimal():
        yield f"'{name}' is a number alone, which names no point; leave it out"
    # Pinyin is as the standard has it, codes are not words, and Chinese is typed as one word.
    may_begin = name == name_key(point.names.pinyin) or body.by_code(name) or not name.isascii()
    if not may_begin and (other := beginnings.beyond(name, point)):
        yield f"'{name}' is also how '{other}' begins; leave it out"


class _Beginnings:
    """The names of points and channels, searched by how they begin."""

    def __init__(self, body: Body, points: Iterable[Point]) -> None:
        self._names: list[tuple[str, Position]] = sorted(
            (
                *((prefix, _NOWHERE) for prefix in body.channels),
                *((name, position) for name in body.names() for position in body.by_name(name)),
                *((name, (point.channel.id, point.number)) for point in points for name in name_keys(point)),
            )
        )

    def beyond(self, name: str, point: Point) -> str:
        """A name of something else than *point* that begins with *name*, or nothing."""
        own = (point.channel.id, point.number)
        for place in range(bisect_left(self._names, (name,)), len(self._names)):
            other, owner = self._names[place]
            if not other.startswith(name):
                break
            if owner != own and (other != name or owner == _NOWHERE):  # two points of one name are another problem
                return other
        return ""
