"""What a person types -> Point, or why not. It never guesses a point of the body."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from acupoint.catalogue.body import NO_CODE, Body, Position, code_parts, prefixes
from acupoint.catalogue.model import Catalogue, Point, Unclear
from acupoint.catalogue.typed import Word, bare, is_between, is_joined, listed_words, together
from acupoint.errors import NoSuchPointError
from acupoint.text import listed, name_key, visible

# How alike two names, or two numbers, must be before one is offered for the other: difflib's ratio, from 0 to 1.
_ALIKE_NAMES = 0.82
_ALIKE_NUMBERS = 0.6

_LARGEST = 999  # number of a code that may be a slip for another

_MOST_WORDS = 12  # in a name
_MOST_LETTERS = 60  # of a code and its names written together
_MOST_SHOWN = 60  # letters of what was typed, in an error

# Letters that are typed for digits.
_DIGITS = str.maketrans("oil", "011")

_ACUPOINT = re.compile(r"(?<=\w)穴位?$")  # "point", after a name in Chinese


def find_points(catalogue: Catalogue, words: Sequence[str]) -> list[Point]:
    """The points that *words* name, in order, each once.

    A name may be several words, and a word several names: `UB 40`, `wei zhong`, `UB60, UB40`, `UB 40 (Weizhong)`.
    Raises NoSuchPointError, as `find_point` does, for the first name of no point.
    """
    names = _Names(catalogue)
    found: dict[str, Point] = {}
    unclear: list[_Unclear] = []
    for part in listed_words(words, [clinic.mark for clinic in catalogue.clinics], names.is_one):
        place = 0
        while place < len(part):
            count, meaning = names.first_of(part[place : place + _MOST_WORDS])
            if isinstance(meaning, Point):
                found[meaning.id] = meaning
            elif isinstance(meaning, _Unclear):
                unclear.append(meaning)
            place += count
    for one in unclear:  # in "UB 54, Zhibian" the name says which is meant, in "GB 29, Juliao" the code
        if found.keys().isdisjoint(one.point_ids):
            raise NoSuchPointError(one.why)
    if words and not found:
        raise NoSuchPointError(names.unknown(" ".join(words)))
    return list(found.values())


def find_point(catalogue: Catalogue, typed: str) -> Point:
    """The point of this guide that *typed* names by its code, id, or a name in pinyin, Chinese, or English.

    Raises NoSuchPointError, which says why, for anything else: a code or name with two meanings, a point of the body
    that this guide does not cover, or no point at all.
    """
    names = _Names(catalogue)
    meaning = names.meaning(typed) or names.together(typed)
    if isinstance(meaning, Point):
        return meaning
    raise NoSuchPointError(meaning.why if meaning else names.unknown(typed))


def is_name(catalogue: Catalogue, words: Sequence[str]) -> bool:
    """Whether *words* are nothing but names of points, or a name of a point of the body that is not in this guide."""
    names, whole = _Names(catalogue), " ".join(words)
    if names.meaning(whole) or names.together(whole):
        return True
    try:
        return bool(find_points(catalogue, words))
    except NoSuchPointError:
        return False


@dataclass(frozen=True, slots=True)
class _Refused:
    why: str  # why what was typed is no point of this guide


@dataclass(frozen=True, slots=True)
class _Unclear:
    why: str
    point_ids: tuple[str, ...] = ()  # of the points of this guide that may be meant


_Meaning = Point | _Refused | _Unclear | None  # None: not a name of any point


class _Names:
    # The names of one catalogue's points, and of every other point of the body.
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.body = Body(catalogue.channels)
        self._here = {(point.channel.id, point.number): point for point in catalogue.points}
        self._named: dict[str, list[Position]] = {}
        for position, point in self._here.items():
            for name in name_keys(point):
                self._named.setdefault(name, []).append(position)
        self._unclear: dict[str | Position, Unclear] = {}
        for one in reversed(catalogue.unclear):
            for name in map(name_key, one.typed):
                self._unclear[name] = one
                if (code := code_parts(name)) != NO_CODE:
                    self._unclear[code] = one

    def first_of(self, words: Sequence[Word]) -> tuple[int, _Meaning]:
        # What the first words mean, and how many they are: the fewest that are a code or a name of any point of the
        # body. If more words name the same point, as "Kunlun" and "Kunlun Mountains" do, they all belong to the name.
        phrases = [" ".join(word.text for word in words[: count + 1]) for count in range(len(words))]
        for count, phrase in enumerate(phrases, start=1):
            meaning = self.meaning(phrase)
            if isinstance(meaning, _Refused):
                raise NoSuchPointError(meaning.why)
            if isinstance(meaning, Point):
                more = [] if self.body.by_code(name_key(bare(phrase))) else phrases[count:]
                further = [number for number, longer in enumerate(more, start=1) if self.meaning(longer) is meaning]
                return count + max(further, default=0), meaning
            if meaning:
                return count, meaning
        if is_between(words[0].text):
            return 1, None
        why = ""
        for count, phrase in enumerate(phrases, start=1):
            both = self.together(phrase)
            if isinstance(both, Point):
                return count, both
            why = why or (both.why if both else "")
        raise NoSuchPointError(why or self.unknown(words[0].typed))

    def is_one(self, typed: str) -> bool:
        """Whether *typed* is to be taken as one name."""
        if self.meaning(typed):
            return True
        both = self.together(typed)
        return isinstance(both, Point) or (both is not None and is_joined(typed))

    def meaning(self, typed: str) -> _Meaning:
        """What one code or name means."""
        wanted = name_key(bare(typed))
        by_code = self.body.by_code(wanted)
        if unclear := self._unclear.get(wanted) or self._unclear.get(code_parts(wanted)):
            return self._as_unclear(typed, unclear, by_code)
        if by_code:
            return self._one_of(typed, by_code, self.body.as_code(wanted))
        by_name = self._by_name(wanted)
        codes = listed(map(self.body.code_at, by_name), "or")
        return self._one_of(typed, by_name, f"{_as_typed(typed)} ({codes})") if by_name else None

    def together(self, typed: str) -> Point | _Refused | None:
        """What a code and its names mean that are written together: `B40-Weizhong`, `UB 40 (委中)`."""
        wanted = together(name_key(typed))
        parts = self._parts(wanted) if len(wanted) <= _MOST_LETTERS else []
        meant = set[Position].intersection(*map(set, parts)) if parts else set()
        if not parts:
            return None
        if meant:
            meaning = self._one_of(typed, sorted(meant), listed(map(self.body.code_at, sorted(meant)), "or"))
            return meaning if isinstance(meaning, Point) else _Refused(meaning.why)
        codes = listed((self.body.code_at(part[0]) for part in parts), "and")
        return _Refused(f"{_as_typed(typed)} names {codes}; type the one you mean")

    def _parts(self, wanted: str, *, has_code: bool = False) -> list[list[Position]]:
        # What each part means, where it can be read as names of points, with one code at most. Of several ways to read
        # it, the one in which all parts mean one point.
        found: list[list[Position]] = []
        for end in range(1, len(wanted) + 1):
            by_code = self.body.by_code(wanted[:end])
            first = by_code or self._by_name(wanted[:end])
            if not first or (by_code and has_code):
                continue
            if end == len(wanted):
                return [first]
            if rest := self._parts(wanted[end:], has_code=has_code or bool(by_code)):
                if set(first).intersection(*rest):
                    return [first, *rest]
                found = found or [first, *rest]
        return found

    def unknown(self, typed: str) -> str:
        """That this guide has no such point, and what to type instead."""
        wanted = name_key(bare(typed))
        return f"this guide has no point called {_as_typed(typed)}; {self._hint(wanted)}"

    def _by_name(self, wanted: str) -> list[Position]:
        for name in (wanted, _ACUPOINT.sub("", wanted)):
            if name and (found := [*self._named.get(name, ()), *self.body.by_name(name)]):
                return list(dict.fromkeys(found))
        return []

    def _one_of(self, typed: str, positions: list[Position], called: str) -> Point | _Refused | _Unclear:
        if len(positions) == 1 and positions[0] in self._here:
            return self._here[positions[0]]
        if self._here.keys().isdisjoint(positions):
            return _Refused(f"{called} is a point this guide does not cover")
        codes = listed(map(self.body.code_at, sorted(positions)), "or")
        here = tuple(self._here[position].id for position in positions if position in self._here)
        return _Unclear(f"{_as_typed(typed)} can be {codes}; type the one you mean", here)

    def _as_unclear(self, typed: str, unclear: Unclear, by_code: list[Position]) -> _Unclear:
        # Where a clinic has added the other point, its name says that it is the one that is meant.
        say = f"{_as_typed(typed)}: {unclear.say}"
        if len(by_code) != 1 or by_code[0] not in self._here:
            return _Unclear(say)
        point = self._here[by_code[0]]
        return _Unclear(f"{say}; for {point.plain_code} itself, type {name_key(point.names.pinyin)}", (point.id,))

    def _hint(self, wanted: str) -> str:
        odd = next((one for one in wanted if not one.isascii() and unicodedata.category(one).startswith("N")), "")
        if odd:
            return f"'{odd}' is not read as a digit: write 0 to 9, or leave it out"
        if wanted.isdecimal():
            return self._hint_for_number(int(wanted[:4]))
        if near := self._near_code(wanted) or self._near_name(wanted):
            return f"did you mean {near}?"
        return "'acupoint list' shows the points there are"

    def _hint_for_number(self, number: int) -> str:
        # A number that one channel alone has, as 60, can only mean one point.
        channels = [channel.id for channel in self._catalogue.channels if number <= len(channel.point_names)]
        here = [point for point in self._catalogue.points if point.number == number]
        if len(here) == len(channels) == 1:
            return f"did you mean {here[0].id}?"
        codes = [point.plain_code for point in here or self._catalogue.points[:1]]
        return f"write its channel before a number, as in {listed(codes, 'or')}"

    def _near_code(self, wanted: str) -> str:
        retyped = wanted[:2] + wanted[2:].translate(_DIGITS)
        prefix, number = code_parts(retyped)
        if number > _LARGEST:  # "UB 40-60" is two numbers
            return ""
        for point in self._catalogue.points:
            if prefix not in map(name_key, prefixes(point.channel)):
                continue
            if number == point.number or get_close_matches(str(number), [str(point.number)], cutoff=_ALIKE_NUMBERS):
                return point.id
        return ""

    def _near_name(self, wanted: str) -> str:
        # A name is offered only if it is nearer than the name of every other point of the body, and means one point.
        near = get_close_matches(wanted, self.body.names(), n=2, cutoff=_ALIKE_NAMES)
        likeness = [SequenceMatcher(None, name, wanted).ratio() for name in near]
        is_best = len(near) == 1 or (len(near) > 1 and likeness[0] > likeness[1])
        return near[0] if is_best and isinstance(self.meaning(near[0]), Point) else ""


def name_keys(point: Point) -> set[str]:
    """The key of each name of *point*, its id among them."""
    names = point.names
    spelled = (point.id, names.pinyin, names.chinese, names.english)
    return {name_key(name) for name in (*spelled, *names.traditional, *names.also_english, *names.spellings)} - {""}


def _as_typed(typed: str) -> str:
    shown = visible(typed if len(typed) <= _MOST_SHOWN else f"{typed[:_MOST_SHOWN]}…")
    return f"'{shown}'"
