"""What the catalogue is made of: frozen values that point at one another and never change."""

from enum import IntEnum, StrEnum
from pathlib import Path

from acupoint.frozen import frozen


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


@frozen
class Source:
    """A place a statement rests on."""

    id: str
    title: str
    publisher: str
    address: str
    kind: Kind
    grade: Grade


@frozen
class Statement:
    """One thing the guide says, with the sources it rests on (one at least)."""

    text: str
    sources: tuple[Source, ...]


@frozen
class Group:
    """A heading that symptoms are listed under, and the question that asks for them."""

    id: str
    title: str
    question: str


@frozen
class Symptom:
    """Something a person may feel. Its id is its flag."""

    id: str
    text: str
    group: Group


@frozen
class Advice:
    """What to do about a warning sign of one urgency."""

    urgency: Urgency
    title: str
    act: Statement


@frozen
class WarningSign:
    """A red flag: something that needs a clinician before it needs a point. Its id is its flag."""

    id: str
    text: str
    short: str  # a few words, for a list that is read at a glance
    advice: Advice
    sources: tuple[Source, ...]

    @property
    def urgency(self) -> Urgency:
        """How soon the sign needs a clinician."""
        return self.advice.urgency


@frozen
class Rule:
    """What a condition does to a point, and why."""

    action: Action
    reason: str
    basis: Basis
    sources: tuple[Source, ...]
    ask: tuple[str, ...]  # whom to ask first, any one of them ("doctor"); empty unless the action is ASK_FIRST


@frozen
class Condition:
    """Something about a person that changes what may be pressed. Its id is its flag."""

    id: str
    text: str
    rule: Rule  # for every point
    exceptions: tuple[tuple[str, Rule], ...]  # point id and the rule that holds for it instead

    def rule_for(self, point: "Point") -> Rule:
        """The rule that holds for *point*."""
        for point_id, rule in self.exceptions:
            if point_id == point.id:
                return rule
        return self.rule


@frozen
class Channel:
    """A channel of the body and how its points are written."""

    id: str
    name: str
    full_name: str  # the name alone where no point of this guide is on it
    chinese: str
    sources: tuple[Source, ...]
    code: str  # what this guide writes: "UB"
    who: str  # what the WHO standard writes: "BL"
    also: tuple[str, ...]
    point_names: tuple[str, ...]  # pinyin without marks; the first is point 1


@frozen
class Unclear:
    """Codes or names that can be meant in two ways, and what to answer."""

    typed: tuple[str, ...]
    say: str


@frozen
class Names:
    """What a point is called."""

    pinyin: str
    chinese: str  # simplified
    traditional: tuple[str, ...]
    english: str
    also_english: tuple[str, ...]
    spellings: tuple[str, ...]  # codes and names as seen elsewhere
    sources: tuple[Source, ...]


@frozen
class Claim:
    """A use of a point: for what, how strongly, and on whose word."""

    symptom: Symptom
    strength: Strength
    text: str
    sources: tuple[Source, ...]


@frozen
class Dose:
    """How long to press a side, in seconds, and how many times a day: each from the least to the most."""

    seconds: tuple[int, int]
    a_day: tuple[int, int]
    note: str  # what to know about these numbers; may be empty
    sources: tuple[Source, ...]


@frozen
class Picture:
    """A drawing of where a point is, and the same in words."""

    file: Path
    text: str
    sources: tuple[Source, ...]


@frozen
class Point:
    """An acupressure point: where it is, how it is pressed, what to be careful of, what it is for."""

    id: str
    code: str
    who_code: str
    channel: Channel
    number: int  # on its channel
    names: Names
    category: Statement
    place: Statement
    picture: Picture | None
    do: Statement  # one line that can be followed without reading on
    find: tuple[Statement, ...]
    neighbours: tuple[Statement, ...]
    press: tuple[Statement, ...]
    feel: tuple[Statement, ...]
    need: Statement  # what to have at hand before one begins
    cues: tuple[Statement, ...]  # a few words each, read one at a time while both hands are busy
    side_note: Statement | None  # which side, where the two differ
    dose: Dose
    cautions: tuple[Statement, ...]
    stop: tuple[Statement, ...]
    about: tuple[Statement, ...]
    claims: tuple[Claim, ...]


@frozen
class Catalogue:
    """Everything the guide knows, in the order of its file."""

    sources: tuple[Source, ...]
    channels: tuple[Channel, ...]
    unclear: tuple[Unclear, ...]
    groups: tuple[Group, ...]
    symptoms: tuple[Symptom, ...]
    advice: tuple[Advice, ...]
    warnings: tuple[WarningSign, ...]
    conditions: tuple[Condition, ...]
    cautions: tuple[Statement, ...]  # for every point, beside its own
    stop: tuple[Statement, ...]  # for every point, beside its own
    rules: tuple[Statement, ...]  # further rules for whoever reads on
    evidence: tuple[Statement, ...]  # what studies and health bodies say of acupressure for the back
    ratings: tuple[Statement, ...]  # what a change in the pain a person rates does and does not show
    about: tuple[Statement, ...]
    points: tuple[Point, ...]

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
