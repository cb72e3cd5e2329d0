"""The fields of an entry -> its value."""

import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from acupoint.catalogue.body import Body
from acupoint.catalogue.fields import Fields
from acupoint.catalogue.model import (
    Action,
    Basis,
    Catalogue,
    Channel,
    Claim,
    Condition,
    Dose,
    Extent,
    Grade,
    Group,
    Kind,
    Names,
    Picture,
    Point,
    Review,
    Rule,
    Source,
    Statement,
    Strength,
    Symptom,
    Unclear,
)
from acupoint.catalogue.times import TIME
from acupoint.text import clinic_mark, listed, name_key

_KINDS = {kind.value: kind for kind in Kind}
_EXTENTS = {extent.value: extent for extent in Extent}
_GRADES = {grade.value: grade for grade in Grade}
_STRENGTHS = {strength.word: strength for strength in Strength}
_ACTIONS = {action.value: action for action in Action}
_BASES = {basis.value: basis for basis in Basis}

_CODE = re.compile(r"([^\W\d]+) ([1-9][0-9]?)")

# Stand-ins for entries of a missing list, which is a problem of its own. A catalogue with a problem is never used.
_NO_GROUP = Group("", "", "")
_NO_SYMPTOM = Symptom("", "", _NO_GROUP)
_NO_CHANNEL = Channel("", "", "", "", (), "", "", (), ())


class References:
    """The entries that others may name, by id."""

    def __init__(self, base: Catalogue) -> None:
        """Start with the entries of *base*."""
        self.sources = {one.id: one for one in base.sources}
        self.channels = {one.id: one for one in base.channels}
        self.groups = {one.id: one for one in base.groups}
        self.gates = {one.id: one for one in base.gates}
        self.symptoms = {one.id: one for one in base.symptoms}
        self.advice = {one.urgency.word: one for one in base.advice}
        self.warnings = {one.id: one for one in base.warnings}
        self.points = {one.id: one for one in base.points}
        self.conditions = {one.id: one for one in base.conditions}

    @cached_property
    def body(self) -> Body:
        """The points of the channels, which are read before the first point."""
        return Body(tuple(self.channels.values()))


def source(fields: Fields) -> Source:
    """A source."""
    address = fields.text("address")
    if address and not address.startswith(("https://", "http://")):
        fields.add_problem(f"'{address}' is not a web address; begin it with https:// or http://", "address")
    return Source(
        id=fields.id(),
        title=fields.text("title"),
        publisher=fields.prose("publisher"),  # stands wherever the title does
        address=address,
        kind=fields.one_of("kind", _KINDS),
        grade=fields.one_of("grade", _GRADES),
        read=fields.one_of("read", _EXTENTS) if fields.has("read") else None,
        added_by=fields.added_by,
    )


def sources(fields: Fields, references: References) -> tuple[Source, ...]:
    """The sources that the entry rests on."""
    return fields.references("sources", references.sources)


def statement(fields: Fields, references: References, *, timed: bool = False) -> Statement:
    """A statement; one that is *timed* may take the time of the dose."""
    text = fields.prose("text", takes=(TIME,) if timed else ())
    return Statement(text, sources(fields, references), added_by=fields.added_by, short=fields.prose("short", ""))


def statements(
    fields: Fields, field: str, references: References, *, required: bool = True, timed: bool = False
) -> tuple[Statement, ...]:
    """The statements in a list."""
    return tuple(statement(item, references, timed=timed) for item in fields.groups(field, required=required))


def review(fields: Fields) -> Review:
    """How far the guide was checked."""
    return Review(fields.day("checked"), fields.day("again"), fields.prose("text"))


def channel(fields: Fields, references: References) -> Channel:
    """A channel."""
    name = fields.text("name")
    point_names, characters = fields.text("points").split(), fields.text("characters", "").split()
    if characters and len(characters) != len(point_names):
        what = f"'characters' has {len(characters)} names and 'points' has {len(point_names)}; write one for each point"
        fields.add_problem(what, "characters")
    return Channel(
        id=fields.id(),
        name=name,
        full_name=fields.text("full_name", name),
        chinese=fields.text("chinese", ""),
        sources=sources(fields, references),
        code=fields.text("code"),
        who=fields.text("who"),
        also=fields.texts("also"),
        point_names=tuple(point_names),
        characters=tuple(characters),
    )


def unclear(fields: Fields) -> Unclear:
    """Codes or names with two meanings."""
    return Unclear(typed=fields.texts("typed", required=True), say=fields.text("say"))


def group(fields: Fields) -> Group:
    """A group of symptoms."""
    return Group(fields.id(), fields.prose("title"), fields.prose("question"))


def symptom(fields: Fields, references: References) -> Symptom:
    """A symptom."""
    is_clinics = bool(fields.added_by)  # the guide's own may be no place; a clinic's must not go without a gate
    text = fields.prose("text")
    return Symptom(
        id=fields.id(),
        text=text,
        group=fields.reference("group", references.groups, _NO_GROUP),
        gate=fields.reference_id("gate", references.gates) if is_clinics or fields.has("gate") else "",
        asks=fields.is_true("asks"),
        added_by=fields.added_by,
        short=fields.prose("short", "") or text,
        use=fields.prose("use", "") or f"for {text}",
    )


def condition(fields: Fields, references: References) -> Condition:
    """A condition."""
    exceptions = tuple(
        (item.reference_id("point", references.points), rule(item, references))
        for item in fields.groups("except", required=False, once="point")
    )
    return Condition(
        id=fields.id(),
        text=fields.prose("text"),
        short=fields.prose("short"),
        rule=rule(fields.group("rule"), references),
        exceptions=exceptions,
        added_by=fields.added_by,
    )


def rule(fields: Fields, references: References) -> Rule:
    """A rule of a condition."""
    action = fields.one_of("action", _ACTIONS)
    return Rule(
        action=action,
        ask=fields.texts("ask", required=True) if action is Action.ASK_FIRST else (),
        reason=fields.prose("reason"),
        basis=fields.one_of("basis", _BASES),
        sources=sources(fields, references),
        added_by=fields.added_by,
    )


def point(fields: Fields, references: References, pictures: Path) -> Point:
    """A point; its picture is in the folder *pictures*."""
    code, who_code = fields.text("code"), fields.text("who_code")
    of_channel, number = _place_on_channel(fields, references, code, who_code)
    return Point(
        id=fields.id(),
        code=f"{code}{clinic_mark(fields.added_by)}",
        who_code=who_code,
        channel=of_channel,
        number=number,
        names=names(fields.group("names"), references),
        category=statement(fields.group("category"), references),
        place=statement(fields.group("place"), references),
        picture=picture(fields.group("picture"), references, pictures) if fields.has("picture") else None,
        do=statement(fields.group("do"), references, timed=True),
        find=statements(fields, "find", references),
        neighbours=statements(fields, "neighbours", references, required=False),
        press=statements(fields, "press", references, timed=True),
        feel=statements(fields, "feel", references),
        need=statement(fields.group("need"), references),
        cues=statements(fields, "cues", references, timed=True),
        side_note=statement(fields.group("side_note"), references) if fields.has("side_note") else None,
        dose=dose(fields.group("dose"), references),
        cautions=statements(fields, "cautions", references, timed=True),
        stop=statements(fields, "stop", references, required=False),
        about=statements(fields, "about", references, required=False),
        claims=claims(fields, references),
        added_by=fields.added_by,
    )


def _place_on_channel(fields: Fields, references: References, code: str, who_code: str) -> tuple[Channel, int]:
    # Both codes must name the same point of the body: a slip here would send a hand to the wrong place. The number of a
    # stand-in is 0.
    match = _CODE.fullmatch(code)
    for one in references.body.channels.get(name_key(match[1]), ()) if match else ():
        if match and one.code == match[1] and int(match[2]) <= len(one.point_names):
            if who_code and who_code != f"{one.who}{match[2]}":
                fields.add_problem(f"'{code}' is {one.who}{match[2]} in the WHO standard, not '{who_code}'", "who_code")
            return one, int(match[2])
    if code and references.channels:
        meant = listed((f"'{references.body.code_at(one)}'" for one in references.body.by_code(name_key(code))), "or")
        hint = f"write {meant}" if meant else "write a channel's code, a space, and a number"
        fields.add_problem(f"'{code}' is not a point of the channels; {hint}", "code")
    return next(iter(references.channels.values()), _NO_CHANNEL), 0


def picture(fields: Fields, references: References, pictures: Path) -> Picture:
    """A picture, whose file must be there."""
    name = fields.text("file")
    file = pictures / name
    if name and (file.name != name or not file.is_file()):
        fields.add_problem(f"there is no picture '{name}' in the folder 'pictures' beside this file", "file")
        file = pictures
    return Picture(file, fields.prose("text"), sources(fields, references))


def names(fields: Fields, references: References) -> Names:
    """What a point is called."""
    return Names(
        pinyin=fields.text("pinyin"),
        chinese=fields.text("chinese"),
        traditional=fields.texts("traditional"),
        english=fields.text("english"),
        also_english=fields.texts("also_english"),
        spellings=fields.texts("spellings"),
        sources=sources(fields, references),
    )


def dose(fields: Fields, references: References) -> Dose:
    """How long and how often."""
    return Dose(
        seconds=fields.range("seconds"),
        a_day=fields.range("a_day"),
        note=fields.prose("note", ""),
        sources=sources(fields, references),
        added_by=fields.added_by,
    )


def claims(
    fields: Fields, references: References, answered: Collection[str] = (), *, required: bool = True
) -> tuple[Claim, ...]:
    """The claims of a point, no two for one symptom, and none for the symptoms *answered* already, by id."""
    items = fields.groups("claims", required=required, once="symptom")
    return tuple(claim(item, references, answered) for item in items)


def claim(fields: Fields, references: References, answered: Collection[str] = ()) -> Claim:
    """A claim, for none of the symptoms *answered* already, by id."""
    of_symptom = fields.reference("symptom", references.symptoms, _NO_SYMPTOM)
    if fields.written("symptom") in answered:  # not a stand-in for a symptom that is not known
        what = f"'{of_symptom.id}' has a claim here already, which cannot be changed; leave this one out"
        fields.add_problem(what, "symptom")
    return Claim(
        symptom=of_symptom,
        strength=fields.one_of("strength", _STRENGTHS),
        text=fields.prose("text"),
        sources=sources(fields, references),
        added_by=fields.added_by,
    )
