"""An entry of a catalogue file -> the value it stands for."""

import re
from collections.abc import Collection
from pathlib import Path

from acupoint.catalogue.fields import Fields
from acupoint.catalogue.model import (
    Action,
    Advice,
    Basis,
    Catalogue,
    Channel,
    Claim,
    Condition,
    Dose,
    Grade,
    Group,
    Kind,
    Names,
    Picture,
    Point,
    Rule,
    Source,
    Statement,
    Strength,
    Symptom,
    Unclear,
    Urgency,
    WarningSign,
)
from acupoint.text import clinic_mark

_KINDS = {kind.value: kind for kind in Kind}
_GRADES = {grade.value: grade for grade in Grade}
_STRENGTHS = {strength.word: strength for strength in Strength}
_URGENCIES = {urgency.word: urgency for urgency in Urgency}
_ACTIONS = {action.value: action for action in Action}
_BASES = {basis.value: basis for basis in Basis}

_CODE = re.compile(r"([^\W\d]+) ([1-9][0-9]?)")


class References:
    """What the entries of a catalogue may name, by id: at first what *base* knows, then what its files add."""

    def __init__(self, base: Catalogue) -> None:
        """Begin with *base*."""
        self.sources = {one.id: one for one in base.sources}
        self.channels = {one.id: one for one in base.channels}
        self.groups = {one.id: one for one in base.groups}
        self.symptoms = {one.id: one for one in base.symptoms}
        self.advice = {one.urgency.word: one for one in base.advice}
        self.warnings = {one.id: one for one in base.warnings}
        self.points = {one.id: one for one in base.points}
        self.conditions = {one.id: one for one in base.conditions}


def source(entry: Fields) -> Source:
    """A source."""
    address = entry.text("address")
    if address and not address.startswith(("https://", "http://")):
        entry.note(f"'{address}' is no web address; begin it with https:// or http://", "address")
    return Source(
        id=entry.id(),
        title=entry.text("title"),
        publisher=entry.prose("publisher"),  # stands wherever the title does
        address=address,
        kind=entry.one_of("kind", _KINDS),
        grade=entry.one_of("grade", _GRADES),
        added_by=entry.added_by,
    )


def _sources(entry: Fields, known: References) -> tuple[Source, ...]:
    return entry.some_of("sources", known.sources)


def statement(entry: Fields, known: References) -> Statement:
    """A statement."""
    return Statement(entry.prose("text"), _sources(entry, known), added_by=entry.added_by)


def statements(entry: Fields, field: str, known: References, *, required: bool = True) -> tuple[Statement, ...]:
    """The statements in a list."""
    return tuple(entry.each(field, lambda item: statement(item, known), required=required))


def channel(entry: Fields, known: References) -> Channel:
    """A channel."""
    name = entry.text("name")
    return Channel(
        id=entry.id(),
        name=name,
        full_name=entry.text("full_name", name),
        chinese=entry.text("chinese", ""),
        sources=_sources(entry, known),
        code=entry.text("code"),
        who=entry.text("who"),
        also=entry.texts("also"),
        point_names=tuple(entry.text("points").split()),
    )


def unclear(entry: Fields) -> Unclear:
    """What can be meant in two ways."""
    return Unclear(typed=entry.texts("typed", required=True), say=entry.text("say"))


def group(entry: Fields) -> Group:
    """A group of symptoms."""
    return Group(entry.id(), entry.prose("title"), entry.prose("question"))


def symptom(entry: Fields, known: References) -> Symptom:
    """A symptom."""
    of_group = entry.one_of("group", known.groups, group)
    return Symptom(entry.id(), entry.prose("text"), of_group, added_by=entry.added_by)


def advice(entry: Fields, known: References) -> Advice:
    """What to do at one urgency."""
    return Advice(
        urgency=entry.one_of("id", _URGENCIES),
        title=entry.text("title"),
        act=Statement(entry.text("act"), _sources(entry, known)),
    )


def warning(entry: Fields, known: References) -> WarningSign:
    """A warning sign."""
    return WarningSign(
        id=entry.id(),
        text=entry.prose("text"),
        short=entry.prose("short"),
        advice=entry.one_of("urgency", known.advice, lambda blank: advice(blank, known)),
        sources=_sources(entry, known),
        added_by=entry.added_by,
    )


def condition(entry: Fields, known: References) -> Condition:
    """A condition."""
    exceptions = entry.each(
        "except", lambda item: (item.key_of("point", known.points), rule(item, known)), required=False, once="point"
    )
    return Condition(
        id=entry.id(),
        text=entry.prose("text"),
        rule=entry.one("rule", lambda item: rule(item, known)),
        exceptions=tuple(exceptions),
        added_by=entry.added_by,
    )


def rule(entry: Fields, known: References) -> Rule:
    """A rule of a condition."""
    action = entry.one_of("action", _ACTIONS)
    return Rule(
        action=action,
        ask=entry.texts("ask", required=True) if action is Action.ASK_FIRST else (),
        reason=entry.prose("reason"),
        basis=entry.one_of("basis", _BASES),
        sources=_sources(entry, known),
        added_by=entry.added_by,
    )


def point(entry: Fields, known: References, pictures: Path) -> Point:
    """A point; its picture is in the folder *pictures*."""
    code, who_code = entry.text("code"), entry.text("who_code")
    of_channel, number = _place_on_channel(entry, known, code, who_code)
    return Point(
        id=entry.id(),
        code=f"{code}{clinic_mark(entry.added_by)}",
        who_code=who_code,
        channel=of_channel,
        number=number,
        names=entry.one("names", lambda item: names(item, known)),
        category=entry.one("category", lambda item: statement(item, known)),
        place=entry.one("place", lambda item: statement(item, known)),
        picture=entry.maybe("picture", lambda item: picture(item, known, pictures)),
        do=entry.one("do", lambda item: statement(item, known)),
        find=statements(entry, "find", known),
        neighbours=statements(entry, "neighbours", known, required=False),
        press=statements(entry, "press", known),
        feel=statements(entry, "feel", known),
        need=entry.one("need", lambda item: statement(item, known)),
        cues=statements(entry, "cues", known),
        side_note=entry.maybe("side_note", lambda item: statement(item, known)),
        dose=entry.one("dose", lambda item: dose(item, known)),
        cautions=statements(entry, "cautions", known),
        stop=statements(entry, "stop", known, required=False),
        about=statements(entry, "about", known, required=False),
        claims=claims(entry, known),
        added_by=entry.added_by,
    )


def _place_on_channel(entry: Fields, known: References, code: str, who_code: str) -> tuple[Channel, int]:
    # Both codes must name the same point of the body: a slip here would send a hand to the wrong place. A stand-in has
    # the number 0.
    match = _CODE.fullmatch(code)
    for one in known.channels.values():
        if match and one.code == match[1] and int(match[2]) <= len(one.point_names):
            if who_code and who_code != f"{one.who}{match[2]}":
                entry.note(f"'{code}' is {one.who}{match[2]} in the WHO standard, not '{who_code}'", "who_code")
            return one, int(match[2])
    if code and known.channels:
        entry.note(f"'{code}' is no point of the channels; write a channel's code, a space, and a number", "code")
    return next(iter(known.channels.values()), None) or channel(entry.blank(), known), 0


def picture(entry: Fields, known: References, pictures: Path) -> Picture:
    """A picture, whose file must be there."""
    name = entry.text("file")
    file = pictures / name
    if name and (file.name != name or not file.is_file()):
        entry.note(f"there is no picture '{name}' in the folder 'pictures' beside this file", "file")
        file = pictures
    return Picture(file, entry.prose("text"), _sources(entry, known))


def names(entry: Fields, known: References) -> Names:
    """What a point is called."""
    return Names(
        pinyin=entry.text("pinyin"),
        chinese=entry.text("chinese"),
        traditional=entry.texts("traditional"),
        english=entry.text("english"),
        also_english=entry.texts("also_english"),
        spellings=entry.texts("spellings"),
        sources=_sources(entry, known),
    )


def dose(entry: Fields, known: References) -> Dose:
    """How long and how often."""
    return Dose(
        seconds=entry.range("seconds"),
        a_day=entry.range("a_day"),
        note=entry.prose("note", ""),
        sources=_sources(entry, known),
        added_by=entry.added_by,
    )


def claims(
    entry: Fields, known: References, answered: Collection[str] = (), *, required: bool = True
) -> tuple[Claim, ...]:
    """The claims of a point, no two for one symptom, and none for those *answered* already, by id."""
    found = entry.each("claims", lambda item: claim(item, known, answered), required=required, once="symptom")
    return tuple(found)


def claim(entry: Fields, known: References, answered: Collection[str] = ()) -> Claim:
    """A claim, for none of the symptoms *answered* already, by id."""
    of_symptom = entry.one_of("symptom", known.symptoms, lambda blank: symptom(blank, known))
    if of_symptom.id in answered:
        entry.note(f"'{of_symptom.id}' is answered here already, and no claim is changed; leave this out", "symptom")
    return Claim(
        symptom=of_symptom,
        strength=entry.one_of("strength", _STRENGTHS),
        text=entry.prose("text"),
        sources=_sources(entry, known),
        added_by=entry.added_by,
    )
