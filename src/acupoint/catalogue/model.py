"""What a catalogue is made of: frozen values that refer to one another."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

from acupoint.errors import Problem
from acupoint.text import counted


class Kind(StrEnum):
    """What kind of place a statement comes from."""

    STANDARD = "standard"
    HEALTH_SERVICE = "health-service"
    TRIAL = "trial"
    REVIEW = "review"
    STUDY = "study"
    REPORT = "report"
    PRACTITIONER = "practitioner"
    TRADITION = "tradition"

    @property
    def words(self) -> str:
        """The kind as it reads in a sentence."""
        return self.value.replace("-", " ")


class Grade(StrEnum):
    """How far a source is trusted: A standards body or peer review, B professional, C one practitioner's word."""

    A = "A"
    B = "B"
    C = "C"


class Extent(StrEnum):
    """How much of a source was read."""

    WHOLE = "whole"
    LIST = "list"
    PART = "part"
    ABSTRACT = "abstract"


class Strength(IntEnum):
    """How strongly a point is named for a symptom; its number is what it adds to the score."""

    ALSO = 1
    GOOD = 2
    KEY = 3

    @property
    def word(self) -> str:
        """The word the catalogue and the JSON reading use."""
        return self.name.lower()


class Urgency(IntEnum):
    """How soon a warning sign needs a clinician; the lower the sooner."""

    EMERGENCY = 1
    URGENT = 2
    ROUTINE = 3

    @property
    def word(self) -> str:
        """The word the catalogue and the JSON reading use."""
        return self.name.lower()

    @property
    def withholds(self) -> bool:
        """Whether a sign of this urgency withholds every point."""
        return self is not Urgency.ROUTINE


class Action(StrEnum):
    """What a condition does to a point."""

    AVOID = "avoid"
    ASK_FIRST = "ask-first"
    PRESS_LIGHTLY = "press-lightly"

    @property
    def strictness(self) -> int:
        """How strict the action is; avoid is the strictest."""
        return (Action.PRESS_LIGHTLY, Action.ASK_FIRST, Action.AVOID).index(self)


class Basis(StrEnum):
    """What a condition's rule rests on. ADVICE: a health service gives it."""

    TRADITION = "tradition"
    ANATOMY = "anatomy"
    INFERENCE = "inference"
    TRIAL = "trial"
    ADVICE = "advice"


class Side(StrEnum):
    """One of the two sides of the body; every point of this guide lies on both."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Source:
    """A place a statement rests on."""

    id: str  # what statements name it by
    title: str  # of the page, book, or paper
    publisher: str  # who stands for it
    address: str  # where it can be read, on the web
    kind: Kind  # what kind of place it is
    grade: Grade  # how far it is trusted
    read: Extent | None = None  # how much of it was read; a list is the whole of its list of signs
    added_by: str = ""  # the mark of the clinic's file; empty for the guide's own. The same in every class below


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the guide says, with what it rests on."""

    text: str  # one idea, in plain words
    sources: tuple[Source, ...]  # what it rests on, one at least
    added_by: str = ""
    short: str = ""  # in a few words: where a point is; after "not if" or "stop at", or a sentence; a step, at a turn


@dataclass(frozen=True, slots=True)
class Group:
    """A heading that symptoms are listed under."""

    id: str  # what symptoms name it by
    title: str  # the heading
    question: str  # the question that asks for its symptoms


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something a person may feel."""

    id: str  # also its flag
    text: str  # what is felt, as it reads in a sentence
    group: Group  # what it is listed under
    gate: str = ""  # the gate that it belongs to, by id; a symptom that is not a place has none
    asks: bool = False  # whether its gate is asked, not only shown, before a point is named
    added_by: str = ""
    short: str = ""  # its name in a list; without it, the text
    use: str = ""  # as it reads after "best"; without it, "for" and the text


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about a warning sign of one urgency."""

    urgency: Urgency  # how soon (`id` in the file)
    title: str  # the urgency in a word
    heading: str  # what to do, in a few words, above a list of its signs
    act: Statement  # what to do, as an instruction; its sources stand beside it in the file


@dataclass(frozen=True, slots=True)
class WarningSign:
    """A red flag: something to see a clinician about before pressing any point."""

    id: str  # also its flag
    text: str  # what is noticed, as it reads in a sentence
    short: str  # the same in a few words, for a short list
    gates: tuple[str, ...]  # the gates that it belongs to, by id (`for` in the file)
    advice: Advice  # how soon it needs a clinician; emergency and urgent withhold every point (`urgency` in the file)
    sources: tuple[Source, ...]  # what it rests on, one at least
    added_by: str = ""

    @property
    def urgency(self) -> Urgency:
        """How soon the sign needs a clinician."""
        return self.advice.urgency


@dataclass(frozen=True, slots=True)
class GateItem:
    """A few words that stand for one warning sign or for several."""

    text: str  # at most 40 letters, without a clinic's mark
    signs: tuple[WarningSign, ...]  # what it stands for, one at least


@dataclass(frozen=True, slots=True)
class Gate:
    """The warning signs to look for before a point is named, for the symptoms of one place."""

    id: str  # what symptoms and signs name it by
    title: str  # the place, as it reads after "of": "back pain"
    emergency: tuple[GateItem, ...]  # what needs help now
    urgent: tuple[GateItem, ...]  # what needs a doctor today, or soon


@dataclass(frozen=True, slots=True)
class Rule:
    """What a condition does to a point, and why."""

    action: Action  # what is done about the point; avoid holds it back
    reason: str  # why, in a sentence
    basis: Basis  # what the rule rests on
    sources: tuple[Source, ...]  # who says so, one at least
    ask: tuple[str, ...]  # whom to ask first, any one of them ("doctor"); only with the action ask-first
    added_by: str = ""
    over: "Rule | None" = None  # the milder rule that this one of a clinic makes stricter; that one still holds

    @property
    def layers(self) -> tuple["Rule", ...]:
        """The rule, then the milder ones it is laid over."""
        return (self, *(self.over.layers if self.over else ()))


@dataclass(frozen=True, slots=True)
class Condition:
    """Something about a person that changes what may be pressed."""

    id: str  # also its flag
    text: str  # what is true of the person, as it reads after "if"
    short: str  # the same in a few words, as it reads after "not if"
    rule: Rule  # for every point
    exceptions: tuple[tuple[str, Rule], ...]  # the rule for a single point instead, with its id (`except` in the file)
    added_by: str = ""

    def rule_for(self, point: "Point") -> Rule:
        """The rule for *point*."""
        for point_id, rule in self.exceptions:
            if point_id == point.id:
                return rule
        return self.rule


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the body and how its points are written."""

    id: str  # what tells channels apart
    name: str  # short, as people type it before a number
    full_name: str  # as a card shows it; without it, the name is shown
    chinese: str  # the full name in Chinese
    sources: tuple[Source, ...]  # what its names rest on, one at least
    code: str  # as this guide writes it: "UB"
    who: str  # as the WHO standard writes it: "BL"
    also: tuple[str, ...]  # other spellings; case, spaces, hyphens, and marks do not matter
    point_names: tuple[str, ...]  # every point in order, in pinyin without marks (`points` in the file)
    characters: tuple[str, ...] = ()  # the same in Chinese, where it is there, with each spelling: "昆仑/崑崙"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Codes or names with two meanings."""

    typed: tuple[str, ...]  # what people type
    say: str  # what to answer, and what to type instead


@dataclass(frozen=True, slots=True)
class Names:
    """What a point is called."""

    pinyin: str  # with tone marks; the same as in the list of the channel's points
    chinese: str  # simplified
    traditional: tuple[str, ...]  # the same in traditional characters
    english: str  # the name shown first
    also_english: tuple[str, ...]  # other names in English
    spellings: tuple[str, ...]  # codes and names as seen elsewhere
    sources: tuple[Source, ...]  # what the names rest on, one at least


@dataclass(frozen=True, slots=True)
class Claim:
    """A use of a point: for what, how strongly, and on whose word."""

    symptom: Symptom  # what it is for
    strength: Strength  # how strongly it is named for that: key adds 3 to a score, good 2, also 1
    text: str  # what is said of it; never a promise
    sources: tuple[Source, ...]  # on whose word, one at least
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Dose:
    """How long to press, and how often."""

    seconds: tuple[int, int]  # on each side, from the least to the most
    a_day: tuple[int, int]  # how many times, from the least to the most
    note: str  # what to know about these numbers
    sources: tuple[Source, ...]  # what the numbers rest on, one at least
    added_by: str = ""
    over: "Dose | None" = None  # the guide's own, which this one of a clinic replaces

    @property
    def words(self) -> str:
        """How long and how often: `1 to 2 minutes a side, once or twice a day`."""
        least, most = self.seconds
        how_long = f"{_time(most)} a side at most" if least == most else f"{self.time} a side"
        return f"{how_long}, {self.often}"

    @property
    def time(self) -> str:
        """How long a side: `1 to 2 minutes`, `1 minute at most`."""
        least, most = self.seconds
        return f"{_time(most)} at most" if least == most else _times_between(least, most)

    @property
    def often(self) -> str:
        """How often: `once or twice a day`."""
        return f"{_how_often(*self.a_day)} a day"

    @property
    def first(self) -> "Dose":
        """The dose before any clinic's."""
        return self.over or self


def _time(seconds: int) -> str:
    return counted(seconds, "second") if seconds % 60 else counted(seconds // 60, "minute")


def _times_between(least: int, most: int) -> str:
    return f"{least} to {most} seconds" if least % 60 or most % 60 else f"{least // 60} to {_time(most)}"


def _how_often(least: int, most: int) -> str:
    few = {1: "once", 2: "twice"}
    often = few.get(most, f"{most} times")
    if least == most:
        return often
    return f"{few.get(least, least)} or {often}" if most == least + 1 else f"{least} to {most} times"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of where a point is, and the same in words."""

    file: Path  # an SVG file in the folder `pictures` beside the catalogue
    text: str  # what it shows, for someone who cannot see it
    sources: tuple[Source, ...]  # what it is drawn from, one at least


@dataclass(frozen=True, slots=True)
class Point:
    """An acupressure point: where it is, how it is pressed, what to be careful of, what it is for."""

    id: str  # the code in small letters, without its space
    code: str  # as this guide writes it; in the program a clinic's carries its mark
    who_code: str  # as the WHO standard writes it
    channel: Channel
    number: int  # on its channel
    names: Names  # what it is called
    category: Statement  # the kinds of point that tradition counts it among
    place: Statement  # where it is, in one line
    picture: Picture | None  # a drawing of the place
    do: Statement  # all steps in short, to follow without reading on
    find: tuple[Statement, ...]  # how to find it, step by step
    neighbours: tuple[Statement, ...]  # what not to mistake it for
    press: tuple[Statement, ...]  # how to press it, step by step
    feel: tuple[Statement, ...]  # what it feels like when it is right
    need: Statement  # what to have at hand
    cues: tuple[Statement, ...]  # a few words each, shown one at a time while both hands are busy
    side_note: Statement | None  # which side, where the two differ
    dose: Dose  # how long, and how often
    cautions: tuple[Statement, ...]  # what to be careful of, besides the cautions for every point
    stop: tuple[Statement, ...]  # when to let go, besides the signs for every point
    about: tuple[Statement, ...]  # what else there is to know
    claims: tuple[Claim, ...]  # what it is for
    added_by: str = ""

    @property
    def plain_code(self) -> str:
        """The code without a mark."""
        return f"{self.channel.code} {self.number}"


@dataclass(frozen=True, slots=True)
class Review:
    """How far the guide was checked."""

    checked: str  # the day its facts were last checked against their sources: 2026-11-27
    again: str  # the day to check them again
    text: str  # by whom they were checked


@dataclass(frozen=True, slots=True)
class Clinic:
    """Whose a clinic's file is."""

    mark: str  # what marks its texts: the name, or without one the file's name
    name: str = ""  # what the clinic is called
    telephone: str = ""  # where to call it


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in the guide, in the order of its file."""

    sources: tuple[Source, ...] = ()  # where statements come from
    channels: tuple[Channel, ...] = ()  # how a point may be named, and every point of the body
    unclear: tuple[Unclear, ...] = ()  # codes and names with two meanings, which are never guessed
    groups: tuple[Group, ...] = ()  # the headings of the symptoms
    gates: tuple[Gate, ...] = ()  # the signs to look for first; the first gate is for people who name no place
    symptoms: tuple[Symptom, ...] = ()  # what a person may feel; each is answered by one point at least
    advice: tuple[Advice, ...] = ()  # what to do at each of the three urgencies (`urgencies` in the file)
    severe: Advice | None = None  # what to do about severe pain that rises from session to session
    warnings: tuple[WarningSign, ...] = ()  # signs that need a clinician first
    conditions: tuple[Condition, ...] = ()  # what changes what may be pressed
    cautions: tuple[Statement, ...] = ()  # what to be careful of at every point
    stop: tuple[Statement, ...] = ()  # when to let go of any point
    rules: tuple[Statement, ...] = ()  # further rules, for the full reading
    evidence: tuple[Statement, ...] = ()  # what studies and health bodies say about acupressure for the back
    ratings: tuple[Statement, ...] = ()  # what a change in a person's own rating of pain shows, and what it does not
    about: tuple[Statement, ...] = ()  # what kind of guide this is
    audience: Statement | None = None  # whom the guide is for
    review: Review | None = None  # how far it was checked
    points: tuple[Point, ...] = ()  # the points
    clinics: tuple[Clinic, ...] = ()  # the clinics whose files are laid over it, in turn
    left_out: tuple[Problem, ...] = ()  # why a clinic's file in use is not laid over it

    @property
    def vocabulary(self) -> tuple[Symptom | Condition | WarningSign, ...]:
        """Everything that people can say about themselves; each entry is a flag."""
        return (*self.symptoms, *self.conditions, *self.warnings)

    def cautions_for(self, point: Point) -> tuple[Statement, ...]:
        """What to be careful of at *point*: the cautions that hold for every point, then its own."""
        return (*self.cautions, *point.cautions)

    def stop_signs_for(self, point: Point) -> tuple[Statement, ...]:
        """When to let go of *point*: its own signs, then those that hold for every point."""
        return (*point.stop, *self.stop)
