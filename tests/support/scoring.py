"""How well labelled texts are heard: `python tests/support/scoring.py FILE...`.

A text has what it says under `symptoms`, `conditions`, `warnings`, and `denied`; what is left out is not scored. Its
`kind` is plain, everyday, oblique, or harmless. A note that begins with `ASK` lists signs that may be asked about.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.read import catalogue_file, load_catalogue
from acupoint.words.hear import Heard, hear
from acupoint.words.vocabulary import Vocabulary, load_vocabulary


@dataclass
class Score:
    """How many of what was to be heard was heard, and each text that was not heard right."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, part: str, of: str) -> float:
        """One count as a share of another; 1 where there are none."""
        return self.counts[part] / self.counts[of] if self.counts[of] else 1.0

    @property
    def recall(self) -> float:
        """Of symptoms."""
        return self.share("symptoms right", "symptoms labelled")

    @property
    def precision(self) -> float:
        """Of symptoms."""
        return self.share("symptoms right", "symptoms heard")

    def sign_recall(self, kind: str) -> float:
        """Of texts of that *kind* with a sign: those of which a labelled sign is stated or asked."""
        return self.share(f"{kind} found", f"{kind} texts")


def read_texts(file: Path) -> list[dict[str, Any]]:
    """The texts in *file*."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(file.read_text(encoding="utf-8"), loader)
    return list(read["texts"] if isinstance(read, dict) else read)


def kind_of(text: dict[str, Any]) -> str:
    """Its kind; where that is not said, everyday with a sign, and harmless without."""
    return str(text.get("style") or text.get("kind") or ("everyday" if text.get("warnings") else "harmless"))


def may_ask(text: dict[str, Any]) -> set[str]:
    """The signs that may be asked about."""
    note = str(text.get("note", ""))
    return set(re.findall(r"[a-z][a-z-]+", note.partition(":")[0])) if note.startswith("ASK") else set()


def score(texts: Iterable[dict[str, Any]], vocabulary: Vocabulary, catalogue: Catalogue) -> Score:
    """How well *texts* are heard."""
    withholding = {sign.id for sign in catalogue.warnings if sign.urgency.withholds}
    found = Score()
    for text in texts:
        _score_one(text, hear(text["text"], vocabulary), withholding, found)
    return found


def _score_one(text: dict[str, Any], heard: Heard, withholding: set[str], found: Score) -> None:
    counts = found.counts
    stated, asked, denied = ({one.id for one in said} for said in (heard.stated, heard.asked, heard.denied))
    problems: list[str] = []
    if "symptoms" in text:
        symptoms = {entry for entry in stated if entry in SYMPTOMS}
        right = symptoms & set(text["symptoms"])
        counts["symptoms labelled"] += len(text["symptoms"])
        counts["symptoms heard"] += len(symptoms)
        counts["symptoms right"] += len(right)
        problems += [f"-{one}" for one in sorted(set(text["symptoms"]) - symptoms)]
        problems += [f"+{one}" for one in sorted(symptoms - set(text["symptoms"]))]
    if "conditions" in text:
        labelled = set(text["conditions"])
        counts["conditions labelled"] += len(labelled)
        counts["conditions right"] += len(labelled & (stated | asked))
        counts["conditions heard"] += len(stated & CONDITIONS)
        problems += [f"-{one}" for one in sorted(labelled - stated - asked)]
        problems += [f"+{one}" for one in sorted(stated & CONDITIONS - labelled)]
    labelled = set(text.get("warnings", ()))
    if labelled:
        kind = kind_of(text)
        counts[f"{kind} texts"] += 1
        counts[f"{kind} found"] += bool(labelled & (stated | asked))
        counts["signs labelled"] += len(labelled)
        counts["signs found"] += len(labelled & (stated | asked))
        if labelled & withholding:
            counts["texts to withhold"] += 1
            counts["texts withheld"] += bool((stated | asked) & withholding)
        problems += [
            f"{'-' if labelled & (stated | asked) else 'MISSED '}{one}" for one in sorted(labelled - stated - asked)
        ]
    elif "warnings" in text and not may_ask(text):
        alarms = (stated | asked) & withholding
        counts["harmless texts"] += 1
        counts["alarms"] += bool(alarms)
        problems += [f"ALARM {one}{'?' if one in asked else ''}" for one in sorted(alarms)]
    wrongly = labelled & denied
    counts["wrong denials"] += len(wrongly)
    problems += [f"DENIED {one}" for one in sorted(wrongly)]
    labelled_denied = set(text.get("denied", ()))
    counts["denied labelled"] += len(labelled_denied)
    counts["denied right"] += len(labelled_denied & denied)
    if problems:
        found.wrong.append(f"{text['id']}: {' '.join(problems)} | {text['text']}")


CATALOGUE = load_catalogue(catalogue_file())
SYMPTOMS = {symptom.id for symptom in CATALOGUE.symptoms}
CONDITIONS = {condition.id for condition in CATALOGUE.conditions}


def main(arguments: list[str]) -> None:
    """Print the figures of each file, and with `-v` the texts that were not heard right."""
    vocabulary = load_vocabulary(CATALOGUE)
    for name in arguments:
        if name == "-v":
            continue
        found = score(read_texts(Path(name)), vocabulary, CATALOGUE)
        if "-v" in arguments:
            print(*found.wrong, sep="\n")  # noqa: T201 - a script
        print(name)  # noqa: T201
        print(f"symptoms: recall {found.recall:.3f}, precision {found.precision:.3f}")  # noqa: T201
        for kind in ("plain", "everyday", "oblique"):
            if found.counts[f"{kind} texts"]:
                print(f"signs, {kind}: {found.sign_recall(kind):.3f} of {found.counts[f'{kind} texts']}")  # noqa: T201
        for part, of in (
            ("signs found", "signs labelled"),
            ("texts withheld", "texts to withhold"),
            ("conditions right", "conditions labelled"),
            ("conditions right", "conditions heard"),
            ("denied right", "denied labelled"),
            ("alarms", "harmless texts"),
        ):
            print(f"{part}: {found.share(part, of):.3f} of {found.counts[of]} {of}")  # noqa: T201
        print(f"wrong denials: {found.counts['wrong denials']}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
