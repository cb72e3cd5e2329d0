"""A made-up catalogue, small enough to know by heart, for tests of the code rather than of the shipped data."""

from pathlib import Path

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import read_catalogue

TEXT = """\
sources:
  - {id: book, title: A Book, publisher: The Press, address: "https://example.org/book", kind: standard, grade: A}
  - {id: blog, title: A Page, publisher: A Clinic, address: "https://example.org/page", kind: practitioner, grade: C}
channels:
  - {id: bladder, name: Bladder, sources: [book], code: UB, who: BL, also: [V], points: Alpha Beta Gamma}
  - {id: kidney, name: Kidney, sources: [book], code: KD, who: KI, also: [K], points: Delta Epsilon}
unclear:
  - {typed: [UB 3, Twin], say: it is either of two; type ub1}
groups:
  - {id: where, title: Where it hurts, question: Where does it hurt?}
  - {id: when, title: When it is worse, question: When is it worse?}
gates:
  - id: legs
    title: a sore leg
    emergency:
      - {text: fainting, signs: [faint]}
    urgent:
      - {text: a rash that spreads, signs: [rash]}
  - id: arms
    title: a sore arm
    emergency:
      - {text: fainting or no pulse, signs: [faint, pulse]}
    urgent:
      - {text: a rash, signs: [rash]}
symptoms:
  - {id: knee, group: where, text: a sore knee, gate: legs}
  - {id: elbow, group: where, text: a sore elbow, gate: arms, asks: true}
  - {id: rain, group: when, text: worse in the rain}
  - {id: night, group: when, text: worse at night}
urgencies:
  - {id: emergency, title: Emergency, heading: Call now, act: Go now., sources: [book]}
  - {id: urgent, title: Urgent, heading: Go today, act: Go today., sources: [book]}
  - {id: routine, title: Routine, heading: Book a visit, act: Go soon., sources: [book]}
warnings:
  - {id: itch, urgency: routine, text: an itch that stays, short: an itch, for: [legs], sources: [book]}
  - {id: rash, urgency: urgent, text: a rash that spreads, short: a rash, for: [legs, arms], sources: [book]}
  - {id: faint, urgency: emergency, text: fainting again and again, short: fainting, for: [legs, arms], sources: [book]}
  - {id: pulse, urgency: emergency, text: an arm without a pulse, short: no pulse, for: [arms], sources: [book]}
conditions:
  - id: sunburn
    text: you have a sunburn
    short: you have a sunburn
    rule: {action: ask-first, ask: [nurse, doctor], reason: Burnt skin is sore., basis: advice, sources: [book]}
    except:
      - {point: ub1, action: avoid, reason: It lies where the sun burns., basis: anatomy, sources: [book]}
  - id: cold-hands
    text: your hands are cold, even in summer
    short: your hands are cold
    rule: {action: press-lightly, reason: Cold hands press hard., basis: inference, sources: [book]}
cautions:
  - {text: Do not press on a wound., sources: [book]}
stop:
  - {text: Stop when it hurts., sources: [book]}
rules:
  - {text: Wash your hands., sources: [book]}
evidence:
  - {text: There is none., sources: [book]}
ratings:
  - {text: A change can be chance., sources: [book]}
about:
  - {text: Made up for tests., sources: [book]}
audience: {text: It is for testers., sources: [book]}
review: {checked: 2026-01-01, again: 2027-01-01, text: Nobody has read it.}
points:
  - id: ub1
    code: UB 1
    who_code: BL1
    names: {pinyin: Ālpha, chinese: 甲, traditional: [甲], english: First Gate, spellings: [B-01], sources: [book]}
    category: {text: Gate point, sources: [book]}
    place: {text: On the left thumb., sources: [book]}
    picture: {file: ub1.svg, text: A square with a dot., sources: [book]}
    do: {text: "Press your left thumb for {time}.", sources: [book]}
    find:
      - {text: Look at your left hand., sources: [book]}
      - {text: Find the thumb., sources: [book, blog]}
    press:
      - {text: Press it., sources: [book]}
    feel:
      - {text: Nothing much., sources: [book]}
    need: {text: A thumb., sources: [book]}
    cues:
      - {text: Softly., sources: [book]}
      - {text: Breathe., sources: [blog]}
    dose: {seconds: [60, 120], a_day: [1, 2], note: A guess., sources: [book]}
    cautions:
      - {text: Mind the nail., sources: [book]}
    claims:
      - {symptom: knee, strength: good, text: It is said to help knees., sources: [blog]}
      - {symptom: rain, strength: key, text: It is for the rain., sources: [book, blog]}
  - id: kd2
    code: KD 2
    who_code: KI2
    names: {pinyin: Èpsilon, chinese: 乙, english: Second Gate, sources: [book]}
    category: {text: Gate point, sources: [book]}
    place: {text: On the right thumb., sources: [book]}
    do: {text: Press your right thumb., sources: [book]}
    find:
      - {text: Look at your right hand., sources: [book]}
    neighbours:
      - {text: UB 1 is on the other hand., sources: [book]}
    press:
      - {text: Press it., sources: [book]}
    feel:
      - {text: Something., sources: [book]}
    need: {text: A thumb., sources: [book]}
    cues:
      - {text: Softly now., sources: [book]}
    side_note: {text: The right one is the right one., sources: [blog]}
    dose: {seconds: [45, 45], a_day: [3, 3], sources: [book]}
    cautions:
      - {text: Mind the ring., sources: [book]}
    stop:
      - {text: Stop when it tickles., sources: [book]}
    about:
      - {text: Named after a letter., sources: [blog]}
    claims:
      - {symptom: knee, strength: good, text: It is for knees., sources: [book]}
      - {symptom: elbow, strength: also, text: It is for elbows., sources: [book]}
      - {symptom: night, strength: also, text: It may be for the night., sources: [blog]}
severe: {title: Soon, heading: Book now, act: It is severe. Go this week., sources: [book]}
"""

CLINIC = """\
sources:
  - {id: leaflet, title: A Leaflet, publisher: Our Clinic, address: "https://example.org", kind: practitioner, grade: C}
groups:
  - {id: before, title: What came before, question: "What came before?"}
symptoms:
  - {id: digging, group: before, text: worse after digging, gate: legs}
  - {id: snow, group: when, text: worse in the snow, gate: arms}
warnings:
  - {id: dizzy, urgency: urgent, text: a world that turns, short: dizziness, for: [legs], sources: [leaflet]}
conditions:
  - id: bandage
    text: you wear a bandage
    short: you wear a bandage
    rule: {action: press-lightly, reason: It is there for a reason., basis: inference, sources: [leaflet]}
    except:
      - {point: kd2, action: ask-first, ask: [matron], reason: It may slip., basis: anatomy, sources: [leaflet]}
cautions:
  - {text: Mind the polish., sources: [leaflet]}
stop:
  - {text: Stop when the tea is ready., sources: [leaflet]}
rules:
  - {text: Sit by the window., sources: [leaflet]}
evidence:
  - {text: We have counted nothing., sources: [leaflet]}
ratings:
  - {text: We rate nothing., sources: [leaflet]}
about:
  - {text: We are made up too., sources: [leaflet]}
points:
  - id: ub2
    code: UB 2
    who_code: BL2
    names: {pinyin: Bēta, chinese: 丙, english: Third Gate, sources: [book]}
    category: {text: Wicket point, sources: [book]}
    place: {text: On the left little finger., sources: [book]}
    picture: {file: ub1.svg, text: A finger with a dot., sources: [book]}
    do: {text: Press your left little finger., sources: [book]}
    find:
      - {text: Look for the smallest finger., sources: [book]}
    neighbours:
      - {text: The ring finger is next to it., sources: [book]}
    press:
      - {text: Squeeze it., sources: [book]}
    feel:
      - {text: A little., sources: [book]}
    need: {text: A little finger., sources: [book]}
    cues:
      - {text: Gently there., sources: [book]}
    side_note: {text: The left one is left., sources: [book]}
    dose: {seconds: [30, 30], a_day: [1, 1], note: Nobody knows., sources: [book]}
    cautions:
      - {text: Mind the little nail., sources: [book]}
    stop:
      - {text: Stop when it cracks., sources: [book]}
    about:
      - {text: It is the smallest., sources: [book]}
    claims:
      - {symptom: snow, strength: key, text: They say it melts snow., sources: [book]}
      - {symptom: rain, strength: also, text: It may help in the rain as well., sources: [book]}
additions:
  - point: ub1
    claims:
      - {symptom: digging, strength: good, text: Gardeners ask for it., sources: [leaflet]}
    cautions:
      - {text: Mind the thorn., sources: [leaflet]}
    stop:
      - {text: Stop when it rains., sources: [leaflet]}
    notes:
      - {text: A gardener found it., sources: [leaflet]}
    dose: {seconds: [30, 60], a_day: [1, 1], note: Short is enough., sources: [leaflet]}
  - condition: cold-hands
    except:
      - {point: kd2, action: ask-first, ask: [matron], reason: The ring may stick., basis: advice, sources: [leaflet]}
"""


WORDS = """\
spelling: {short: [], alike: [], whole: []}
groups:
  - {id: sore, said: [sore, painful]}
words:
  - {id: knee, said: [knee, "{sore} ~ leg"]}
  - {id: elbow, said: [elbow], hinted: [arm]}
  - {id: rain, said: [rain, wet weather]}
  - {id: night, said: [night]}
  - {id: sunburn, said: [sunburn]}
  - {id: itch, said: [itch]}
  - {id: rash, said: [rash], hinted: [odd skin]}
  - {id: faint, said: [faint]}
  - {id: pulse, said: [no pulse]}
speech:
  fillers: [a, an, the, my, is, in, at, and, it, hurts]
  negations: ["no", not, without]
  turns: [but]
  fine: [fine]
  past: [years ago]
  hypothetical: [what if]
  relatives: [my mum]
"""


def changed(old: str, new: str) -> str:
    """The made-up catalogue's text with *old*, which must be in it, replaced by *new* where it first stands."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
  <title>UB 1</title>
  <desc>A square with a dot.</desc>
  <path class="outline" id="edge" d="M20,10 L80,10 L80,90 L20,90 Z"/>
  <line class="leader" x1="95" y1="50" x2="80" y2="50"/>
  <text x="100" y="55">edge</text>
  <circle class="point" id="point" cx="50" cy="50" r="5"/>
</svg>
"""


def clinic_changed(old: str, new: str) -> str:
    """The same of the clinic's file."""
    assert old in CLINIC
    return CLINIC.replace(old, new, 1)


def written(folder: Path, text: str = TEXT) -> Path:
    """A catalogue file in *folder*, with its picture, and how people say what is in it."""
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures" / "ub1.svg").write_text(DRAWING, encoding="utf-8")
    (folder / "words.yaml").write_text(WORDS, encoding="utf-8")
    (folder / "ordinary.txt").write_text("knew\n", encoding="utf-8")
    file = folder / "points.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def written_clinic(folder: Path, text: str = CLINIC, name: str = "clinic.yaml") -> Path:
    """A clinic's file in *folder*, beside the catalogue."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, text: str = TEXT, *clinics: str) -> Catalogue:
    """The catalogue that *text* makes, with *clinics*, the texts of clinics' files, laid over it."""
    over = [written_clinic(folder, clinic, f"clinic{number or ''}.yaml") for number, clinic in enumerate(clinics)]
    return read_catalogue(written(folder, text), over)
