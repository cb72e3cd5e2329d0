"""Every point of the body: its codes, and its names in pinyin and in Chinese, as far as a catalogue has them."""

import re
from collections.abc import Sequence
from functools import cached_property

from acupoint.catalogue.model import Channel
from acupoint.text import name_key

# No channel has a hundred points. A much longer number is not a code, and Python refuses to read the longest.
_CODE = re.compile(r"([^\W\d]+)0*([1-9][0-9]{0,3})")
_CODE_NUMBER_FIRST = re.compile(r"0*([1-9][0-9]{0,3})([^\W\d]+)")
NO_CODE = ("", 0)

_BETWEEN_SPELLINGS = "/"  # of one name in Chinese

Position = tuple[str, int]  # a point of the body: its channel's id, and its number


class Body:
    """The points of the *channels*."""

    def __init__(self, channels: Sequence[Channel]) -> None:
        self.channels: dict[str, list[Channel]] = {}  # by the key of each prefix
        self._all = channels
        self._spelled: dict[str, str] = {}  # a prefix as the catalogue spells it, by its key
        self._names: dict[str, list[Position]] = {}
        self._by_id = {channel.id: channel for channel in channels}
        for channel in channels:
            spelled = {name_key(prefix): prefix for prefix in prefixes(channel)}
            for prefix in sorted(spelled):
                self.channels.setdefault(prefix, []).append(channel)
            self._spelled |= spelled
            for number, name in enumerate(channel.point_names, start=1):
                self._names.setdefault(name_key(name), []).append((channel.id, number))

    def by_code(self, wanted: str) -> list[Position]:
        """The points that a code can mean; none if it is not a code."""
        prefix, number = code_parts(wanted)
        channels = self.channels.get(prefix, [])
        return [(channel.id, number) for channel in channels if number <= len(channel.point_names)]

    def by_name(self, wanted: str) -> list[Position]:
        """The points of that name in pinyin or in Chinese."""
        if wanted.isascii():
            return self._names.get(wanted, [])
        return self._names.get(wanted) or self._characters.get(self.simplified(wanted), [])

    def names(self) -> list[str]:
        """The key of every name in pinyin."""
        return list(self._names)

    def pinyin(self, position: Position) -> str:
        """The name of a point in pinyin; nothing where the channel's points are not listed."""
        channel_id, number = position
        return "".join(self._by_id[channel_id].point_names[number - 1 : number])

    def chinese(self, position: Position) -> str:
        """The name of a point in Chinese; nothing where the catalogue does not have it."""
        channel_id, number = position
        spellings = "".join(self._by_id[channel_id].characters[number - 1 : number])
        return spellings.partition(_BETWEEN_SPELLINGS)[0]

    def code_at(self, position: Position) -> str:
        """The code of a point, as this guide writes it."""
        channel_id, number = position
        return f"{self._by_id[channel_id].code} {number}"

    def as_code(self, wanted: str) -> str:
        """A code with its prefix as the catalogue spells it: `RP 4`."""
        prefix, number = code_parts(wanted)
        return f"{self._spelled[prefix]} {number}"

    def simplified(self, name: str) -> str:
        """*name* with each of its traditional characters, as far as the catalogue has them, in the simplified form."""
        return name.translate(self._simple_forms)

    @cached_property
    def _simple_forms(self) -> dict[int, str]:
        forms: dict[int, str] = {}
        for channel in self._all:
            for spellings in channel.characters:
                simple, *others = spellings.split(_BETWEEN_SPELLINGS)
                for other in others:
                    forms |= {ord(theirs): ours for ours, theirs in zip(simple, other, strict=False) if ours != theirs}
        return forms

    @cached_property
    def _characters(self) -> dict[str, list[Position]]:
        found: dict[str, list[Position]] = {}
        for channel in self._all:
            for number, spellings in enumerate(channel.characters, start=1):
                for name in {self.simplified(spelling) for spelling in spellings.split(_BETWEEN_SPELLINGS)}:
                    found.setdefault(name, []).append((channel.id, number))
        return found


def code_parts(wanted: str) -> Position:
    """The prefix and the number of a code; NO_CODE if it is none."""
    if wanted.isalpha():  # most are names
        return NO_CODE
    if match := _CODE.fullmatch(wanted):
        return match[1], int(match[2])
    if match := _CODE_NUMBER_FIRST.fullmatch(wanted):
        return match[2], int(match[1])
    return NO_CODE


def prefixes(channel: Channel) -> tuple[str, ...]:
    """What people write before the number of a point of the channel."""
    return (channel.code, channel.who, channel.name, *channel.also)
