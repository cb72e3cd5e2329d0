"""What the catalogue is made of: frozen values that point at one another and never change."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

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
        """Whether a sign of this urgency keeps every point back."""
        return self is not Urgency.ROUTINE


class Action(StrEnum):
    """What a condition does to a point."""

    AVOID = "avoid"
    ASK_FIRST = "ask-first"
    PRESS_LIGHTLY = "press-lightly"

    @property
    def strictness(self) -> int:
        """How much it forbids: the higher, the less may be pressed."""
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
    added_by: str = ""  # the name of the clinic's file it is from; empty for the guide's own. So everywhere below


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the guide says, with what it rests on."""

    text: str  # one idea, in plain words
    sources: tuple[Source, ...]  # what it rests on, one at least
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading that symptoms are listed under."""

    id: str  # what symptoms name it by
    title: str  # the heading
    question: str  # what asks for its symptoms


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something a person may feel."""

    id: str  # also its flag
    text: str  # what is felt, as it reads in a sentence
    group: Group  # what it is listed under
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about a warning sign of one urgency."""

    urgency: Urgency  # how soon (`id` in the file)
    title: str  # the heading of its signs
    act: Statement  # what to do, an order; its sources stand beside it in the file


@dataclass(frozen=True, slots=True)
class WarningSign:
    """A red flag: something that needs a clinician before it needs a point."""

    id: str  # also its flag
    text: str  # what is noticed, as it reads in a sentence
    short: str  # the same in a few words, for a list that is read at a glance
    advice: Advice  # how soon it needs a clinician; all but routine withholds every point (`urgency` in the file)
    sources: tuple[Source, ...]  # what it rests on, one at least
    added_by: str = ""

    @property
    def urgency(self) -> Urgency:
        """How soon the sign needs a clinician."""
        return self.advice.urgency


@dataclass(frozen=True, slots=True)
class Rule:
    """What a condition does to a point, and why."""

    action: Action  # what is done about the point; avoid holds it back
    reason: str  # why, in a sentence
    basis: Basis  # what the rule rests on
    sources: tuple[Source, ...]  # who says so, one at least
    ask: tuple[str, ...]  # whom to ask first, any one of them ("doctor"); only where the action is ask-first
    added_by: str = ""
    over: "Rule | None" = None  # the milder rule that a clinic has made stricter; what it says still holds

    @property
    def layers(self) -> tuple["Rule", ...]:
        """The rule, then the milder ones it is laid over."""
        return (self, *(self.over.layers if self.over else ()))


@dataclass(frozen=True, slots=True)
class Condition:
    """Something about a person that changes what may be pressed."""

    id: str  # also its flag
    text: str  # what is true of the person, as it reads after "if"
    rule: Rule  # for every point
    exceptions: tuple[tuple[str, Rule], ...]  # the rule for a single point instead, with its id (`except` in the file)
    added_by: str = ""

    def rule_for(self, point: "Point") -> Rule:
        """The rule that holds for *point*."""
        for point_id, rule in self.exceptions:
            if point_id == point.id:
                return rule
        return self.rule


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the body and how its points are written."""

    id: str  # what tells channels apart
    name: str  # short, as people type it before a number
    full_name: str  # as a card shows it; the name alone where no point of this guide is on it
    chinese: str  # the full name in Chinese
    sources: tuple[Source, ...]  # what its names rest on, one at least
    code: str  # what this guide writes: "UB"
    who: str  # what the WHO standard writes: "BL"
    also: tuple[str, ...]  # other spellings, read without case, spaces, hyphens, or marks
    point_names: tuple[str, ...]  # every point in order, in pinyin without marks (`points` in the file)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Codes or names that can be meant in two ways."""

    typed: tuple[str, ...]  # what is typed
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
    text: str  # what is said of it, and no promise
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

    @property
    def words(self) -> str:
        """How long and how often: `1 to 2 minutes a side, once or twice a day`."""
        least, most = self.seconds
        how_long = f"{_time(most)} a side at most" if least == most else f"{_times_between(least, most)} a side"
        return f"{how_long}, {_how_often(*self.a_day)} a day"


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
    text: str  # what it shows, for who cannot see it
    sources: tuple[Source, ...]  # what it is drawn from, one at least


@dataclass(frozen=True, slots=True)
class Point:
    """An acupressure point: where it is, how it is pressed, what to be careful of, what it is for."""

    id: str  # the code in small letters, without its space
    code: str  # as this guide writes it; here a clinic's carries its mark, so that no reading can lose it
    who_code: str  # as the WHO standard writes it
    channel: Channel
    number: int  # on its channel
    names: Names  # what it is called
    category: Statement  # what tradition counts it among
    place: Statement  # where it is, in one line
    picture: Picture | None  # a drawing of the place
    do: Statement  # one line that can be followed without reading on
    find: tuple[Statement, ...]  # how to find it, step by step
    neighbours: tuple[Statement, ...]  # what it must not be mistaken for
    press: tuple[Statement, ...]  # how to press it, step by step
    feel: tuple[Statement, ...]  # what it feels like when it is right
    need: Statement  # what to have at hand before one begins
    cues: tuple[Statement, ...]  # a few words each, read one at a time while both hands are busy
    side_note: Statement | None  # which side, where the two differ
    dose: Dose  # how long, and how often
    cautions: tuple[Statement, ...]  # what to be careful of here, beside what holds for every point
    stop: tuple[Statement, ...]  # when to let go here, beside what holds for every point
    about: tuple[Statement, ...]  # what else there is to know
    claims: tuple[Claim, ...]  # what it is for
    added_by: str = ""

    @property
    def plain_code(self) -> str:
        """The code without a mark."""
        return f"{self.channel.code} {self.number}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the guide knows, in the order of its file."""

    sources: tuple[Source, ...] = ()  # where statements come from
    channels: tuple[Channel, ...] = ()  # how a point may be named, and every point of the body
    unclear: tuple[Unclear, ...] = ()  # codes and names that are asked about, never guessed
    groups: tuple[Group, ...] = ()  # the headings of the symptoms
    symptoms: tuple[Symptom, ...] = ()  # what a person may feel; each is answered by one point at least
    advice: tuple[Advice, ...] = ()  # what to do at each of the three urgencies (`urgencies` in the file)
    warnings: tuple[WarningSign, ...] = ()  # signs that need a clinician first
    conditions: tuple[Condition, ...] = ()  # what changes what may be pressed
    cautions: tuple[Statement, ...] = ()  # for every point, beside its own
    stop: tuple[Statement, ...] = ()  # when to let go at any point, beside its own signs
    rules: tuple[Statement, ...] = ()  # further rules for whoever reads on
    evidence: tuple[Statement, ...] = ()  # what studies and health bodies say of acupressure for the back
    ratings: tuple[Statement, ...] = ()  # what a change in the pain a person rates does and does not show
    about: tuple[Statement, ...] = ()  # the frame the points come in
    points: tuple[Point, ...] = ()  # the points themselves

    @property
    def vocabulary(self) -> tuple[Symptom | Condition | WarningSign, ...]:
        """Everything a person can say of themselves: each entry is a flag."""
        return (*self.symptoms, *self.conditions, *self.warnings)

    def cautions_for(self, point: Point) -> tuple[Statement, ...]:
        """What to be careful of at *point*: its own cautions, then those that hold for every point."""
        return (*point.cautions, *self.cautions)

    def stop_signs_for(self, point: Point) -> tuple[Statement, ...]:
        """When to let go of *point*: its own signs, then those that hold for every point."""
        return (*point.stop, *self.stop)
