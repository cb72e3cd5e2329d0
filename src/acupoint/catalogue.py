"""Files -> Catalogue, with every check on the data."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from acupoint.document import open_document
from acupoint.entry import Entry
from acupoint.model import (
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
from acupoint.names import misnamed

# Options that commands have of their own: no symptom, condition or warning sign may take their name.
TAKEN_FLAGS = frozenset(
    {
        *("help", "plain", "pretty", "json", "version", "install-completion", "show-completion"),
        *("no-picture", "output", "force"),
        *("since", "csv", "import", "where", "forget", "yes"),
        *("no-log", "seconds", "one-side", "silent"),
    }
)

_KINDS = {kind.value: kind for kind in Kind}
_GRADES = {grade.value: grade for grade in Grade}
_STRENGTHS = {strength.word: strength for strength in Strength}
_URGENCIES = {urgency.word: urgency for urgency in Urgency}
_ACTIONS = {action.value: action for action in Action}
_BASES = {basis.value: basis for basis in Basis}

_CODE = re.compile(r"([^\W\d]+) ([1-9][0-9]?)")

Sources = Mapping[str, Source]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


def catalogue_file() -> Path:
    """The shipped catalogue: beside the installed package, or in the checkout that the package is run from."""
    package = Path(__file__).parent
    installed = package / "data" / "points.yaml"
    return installed if installed.is_file() else package.parents[1] / "data" / "points.yaml"


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue in *file*. Raises CatalogueError, with every problem found, where it cannot be used."""
    top, notebook = open_document(file)
    catalogue = _catalogue(top, file.parent / "pictures")
    top.end()
    notebook.check()
    return catalogue


def _catalogue(top: Entry, pictures: Path) -> Catalogue:
    flags: set[str] = set(TAKEN_FLAGS)
    sources = _by_id(top, "sources", _source)
    channels = _by_id(top, "channels", lambda entry: _channel(entry, sources))
    groups = _by_id(top, "groups", _group)
    symptoms = _by_id(top, "symptoms", lambda entry: _symptom(entry, groups), flags)
    advice = _advice(top, sources)
    warnings = _by_id(top, "warnings", lambda entry: _warning(entry, advice, sources), flags)
    entries: dict[str, Entry] = {}
    points = _by_id(top, "points", lambda entry: _point(entry, channels, symptoms, sources, pictures), entries=entries)
    conditions = _by_id(top, "conditions", lambda entry: _condition(entry, points, sources), flags)
    _check_every_symptom_is_answered(top, symptoms, points)
    catalogue = Catalogue(
        sources=tuple(sources.values()),
        channels=tuple(channels.values()),
        unclear=tuple(top.each("unclear", _unclear, required=False)),
        groups=tuple(groups.values()),
        symptoms=tuple(symptoms.values()),
        advice=tuple(advice.values()),
        warnings=tuple(warnings.values()),
        conditions=tuple(conditions.values()),
        cautions=_statements(top, "cautions", sources),
        stop=_statements(top, "stop", sources),
        rules=_statements(top, "rules", sources, required=False),
        evidence=_statements(top, "evidence", sources, required=False),
        ratings=_statements(top, "ratings", sources, required=False),
        about=_statements(top, "about", sources),
        points=tuple(points.values()),
    )
    for point, what in misnamed(catalogue):
        entries[point.id].note(what, "names")
    return catalogue


def _by_id(
    top: Entry,
    field: str,
    build: Callable[[Entry], T],
    flags: set[str] | None = None,
    entries: dict[str, Entry] | None = None,
) -> dict[str, T]:
    # With *flags*, the ids are flags too, and those given so far, of whatever field, are in it. *entries* gets the
    # entry of each id, for who finds something wrong with it later.
    found: dict[str, T] = {}

    def add(entry: Entry) -> None:
        value = build(entry)
        if value.id in found:
            entry.note(f"the id '{value.id}' is used twice in '{field}'", "id")
        elif flags is not None and value.id in flags:
            entry.note(f"the id '{value.id}' would be a second flag --{value.id}; choose another", "id")
        found.setdefault(value.id, value)
        if entries is not None:
            entries.setdefault(value.id, entry)
        if flags is not None:
            flags.add(value.id)

    top.each(field, add)
    return found


def _source(entry: Entry) -> Source:
    address = entry.text("address")
    if address and not address.startswith(("https://", "http://")):
        entry.note(f"'{address}' is no web address; begin it with https:// or http://", "address")
    return Source(
        id=entry.id(),
        title=entry.text("title"),
        publisher=entry.text("publisher"),
        address=address,
        kind=entry.one_of("kind", _KINDS),
        grade=entry.one_of("grade", _GRADES),
    )


def _sources(entry: Entry, sources: Sources) -> tuple[Source, ...]:
    return entry.some_of("sources", sources)


def _statement(entry: Entry, sources: Sources) -> Statement:
    return Statement(entry.text("text"), _sources(entry, sources))


def _statements(entry: Entry, field: str, sources: Sources, *, required: bool = True) -> tuple[Statement, ...]:
    return tuple(entry.each(field, lambda item: _statement(item, sources), required=required))


def _channel(entry: Entry, sources: Sources) -> Channel:
    name = entry.text("name")
    return Channel(
        id=entry.id(),
        name=name,
        full_name=entry.text("full_name", name),
        chinese=entry.text("chinese", ""),
        sources=_sources(entry, sources),
        code=entry.text("code"),
        who=entry.text("who"),
        also=entry.texts("also"),
        point_names=tuple(entry.text("points").split()),
    )


def _unclear(entry: Entry) -> Unclear:
    return Unclear(typed=entry.texts("typed"), say=entry.text("say"))


def _group(entry: Entry) -> Group:
    return Group(entry.id(), entry.text("title"), entry.text("question"))


def _symptom(entry: Entry, groups: Mapping[str, Group]) -> Symptom:
    return Symptom(entry.id(), entry.text("text"), entry.one_of("group", groups))


def _advice(top: Entry, sources: Sources) -> dict[str, Advice]:
    built = top.each("urgencies", lambda entry: _advice_for_one(entry, sources))
    for urgency in Urgency if built else ():
        count = sum(advice.urgency is urgency for advice in built)
        if count != 1:
            top.note(f"'{urgency.word}' must be told once, and is told {count} times", "urgencies")
    return {advice.urgency.word: advice for advice in built}


def _advice_for_one(entry: Entry, sources: Sources) -> Advice:
    return Advice(
        urgency=entry.one_of("id", _URGENCIES),
        title=entry.text("title"),
        act=Statement(entry.text("act"), _sources(entry, sources)),
    )


def _warning(entry: Entry, advice: Mapping[str, Advice], sources: Sources) -> WarningSign:
    return WarningSign(
        id=entry.id(),
        text=entry.text("text"),
        short=entry.text("short"),
        advice=entry.one_of("urgency", advice),
        sources=_sources(entry, sources),
    )


def _condition(entry: Entry, points: Mapping[str, Point], sources: Sources) -> Condition:
    exceptions = entry.each("except", lambda item: _exception(item, points, sources), required=False)
    times = Counter(point_id for point_id, _ in exceptions)
    for point_id in sorted(point_id for point_id, count in times.items() if count > 1):
        entry.note(f"two exceptions are for '{point_id}'; keep one", "except")
    return Condition(
        id=entry.id(),
        text=entry.text("text"),
        rule=entry.one("rule", lambda item: _rule(item, sources)),
        exceptions=tuple(exceptions),
    )


def _exception(entry: Entry, points: Mapping[str, Point], sources: Sources) -> tuple[str, Rule]:
    return entry.one_of("point", points).id, _rule(entry, sources)


def _rule(entry: Entry, sources: Sources) -> Rule:
    action = entry.one_of("action", _ACTIONS)
    return Rule(
        action=action,
        ask=entry.words("ask") if action is Action.ASK_FIRST else (),
        reason=entry.text("reason"),
        basis=entry.one_of("basis", _BASES),
        sources=_sources(entry, sources),
    )


def _point(
    entry: Entry,
    channels: Mapping[str, Channel],
    symptoms: Mapping[str, Symptom],
    sources: Sources,
    pictures: Path,
) -> Point:
    channel, number = _place_on_channel(entry, channels)
    return Point(
        id=entry.id(),
        code=entry.text("code"),
        who_code=entry.text("who_code"),
        channel=channel,
        number=number,
        names=entry.one("names", lambda item: _names(item, sources)),
        category=entry.one("category", lambda item: _statement(item, sources)),
        place=entry.one("place", lambda item: _statement(item, sources)),
        picture=entry.maybe("picture", lambda item: _picture(item, sources, pictures)),
        do=entry.one("do", lambda item: _statement(item, sources)),
        find=_statements(entry, "find", sources),
        neighbours=_statements(entry, "neighbours", sources, required=False),
        press=_statements(entry, "press", sources),
        feel=_statements(entry, "feel", sources),
        need=entry.one("need", lambda item: _statement(item, sources)),
        cues=_statements(entry, "cues", sources),
        side_note=entry.maybe("side_note", lambda item: _statement(item, sources)),
        dose=entry.one("dose", lambda item: _dose(item, sources)),
        cautions=_statements(entry, "cautions", sources),
        stop=_statements(entry, "stop", sources, required=False),
        about=_statements(entry, "about", sources, required=False),
        claims=_claims(entry, symptoms, sources),
    )


def _place_on_channel(entry: Entry, channels: Mapping[str, Channel]) -> tuple[Channel, int]:
    # Both codes must name the same point of the body: a slip here would send a hand to the wrong place.
    code, who_code = entry.text("code"), entry.text("who_code")
    match = _CODE.fullmatch(code)
    for channel in channels.values():
        if match and channel.code == match[1] and int(match[2]) <= len(channel.point_names):
            if who_code != f"{channel.who}{match[2]}":
                entry.note(f"'{code}' is {channel.who}{match[2]} in the WHO standard, not '{who_code}'", "who_code")
            return channel, int(match[2])
    if code:
        entry.note(f"'{code}' is no point of the channels above; write a channel's code, a space, and a number", "code")
    return entry.any_of(channels), 1


def _picture(entry: Entry, sources: Sources, pictures: Path) -> Picture:
    name = entry.text("file")
    file = pictures / name
    if name and (file.name != name or not file.is_file()):
        entry.note(f"there is no picture '{name}' in the folder 'pictures' beside this file", "file")
    return Picture(file, entry.text("text"), _sources(entry, sources))


def _names(entry: Entry, sources: Sources) -> Names:
    return Names(
        pinyin=entry.text("pinyin"),
        chinese=entry.text("chinese"),
        traditional=entry.texts("traditional"),
        english=entry.text("english"),
        also_english=entry.texts("also_english"),
        spellings=entry.texts("spellings"),
        sources=_sources(entry, sources),
    )


def _dose(entry: Entry, sources: Sources) -> Dose:
    return Dose(
        seconds=entry.range("seconds"),
        a_day=entry.range("a_day"),
        note=entry.text("note", ""),
        sources=_sources(entry, sources),
    )


def _claims(entry: Entry, symptoms: Mapping[str, Symptom], sources: Sources) -> tuple[Claim, ...]:
    claims = entry.each("claims", lambda item: _claim(item, symptoms, sources))
    times = Counter(claim.symptom.id for claim in claims)
    for symptom_id, count in sorted(times.items()):
        if count > 1:
            entry.note(f"two claims answer the symptom '{symptom_id}'; keep one", "claims")
    return tuple(claims)


def _claim(entry: Entry, symptoms: Mapping[str, Symptom], sources: Sources) -> Claim:
    return Claim(
        symptom=entry.one_of("symptom", symptoms),
        strength=entry.one_of("strength", _STRENGTHS),
        text=entry.text("text"),
        sources=_sources(entry, sources),
    )


def _check_every_symptom_is_answered(top: Entry, symptoms: Mapping[str, Symptom], points: Mapping[str, Point]) -> None:
    answered = {claim.symptom.id for point in points.values() for claim in point.claims}
    for symptom_id in symptoms:
        if symptom_id not in answered:
            top.note(f"no point answers the symptom '{symptom_id}'; add a claim or leave the symptom out", "symptoms")
