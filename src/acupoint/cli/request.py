"""The words typed -> what the person reports, the points, their drawings, and the exit code."""

from collections.abc import Mapping, Sequence

from acupoint.catalogue.model import Catalogue, Point, Symptom
from acupoint.catalogue.names import find_points
from acupoint.cli import flags
from acupoint.cli.options import PROGRAM, need_all, say_what_is_left_out
from acupoint.drawing.braille import SAMPLE
from acupoint.drawing.model import Drawing
from acupoint.errors import DONE, NOTHING_FOUND, WITHHELD, UsageError
from acupoint.guide.questions import ask, ask_signs
from acupoint.guide.suggest import SelfReport, Suggestions, self_report, suggest, suggest_named
from acupoint.terminal import output
from acupoint.terminal.input import can_ask, is_at_terminal, read
from acupoint.terminal.output import Reading


def report_for(
    catalogue: Catalogue, values: Mapping[str, object], names: Sequence[str] | None = None, *, asks: bool = True
) -> SelfReport:
    """What the flags say, with what the person says when asked; without flags and points, everything is asked.

    If it *asks*, a person at a terminal is asked for the signs that go with a symptom that asks for them.
    """
    typed = flags.true_flags(catalogue, values)
    if not typed and not names:
        return self_report(catalogue, asked_flags(catalogue), signs_asked=True, conditions_asked=True)
    report = self_report(catalogue, typed)
    is_asked = asks and _is_to_be_asked(report, report.symptoms)
    return _with_signs(catalogue, report, report.symptoms) if is_asked else report


def asked_flags(catalogue: Catalogue) -> list[str]:
    """The ids that the person chooses when asked. Raises UsageError if nobody is there to ask."""
    if not can_ask():
        need_all(catalogue)  # a flag of a clinic's file would be missing among these
        raise UsageError(f"say what you feel with one or more of these flags: {flags.all_flags(catalogue)}")
    say_what_is_left_out(catalogue.left_out)
    return ask(catalogue, output.say, read)


def _is_to_be_asked(report: SelfReport, symptoms: Sequence[Symptom]) -> bool:
    # A sign that was given withholds the points already.
    is_withheld = any(sign.urgency.withholds for sign in report.warnings)
    return not is_withheld and any(symptom.asks for symptom in symptoms) and is_at_terminal()


def _with_signs(catalogue: Catalogue, report: SelfReport, symptoms: Sequence[Symptom]) -> SelfReport:
    say_what_is_left_out(catalogue.left_out)
    signs = ask_signs(catalogue, symptoms, output.say, read)
    return self_report(catalogue, [*(entry.id for entry in report.entries), *signs], signs_asked=True)


def need_something(command: str, verb: str, names: Sequence[str] | None, values: Mapping[str, object]) -> None:
    """Raise UsageError if the person gave neither a point nor a flag."""
    if not names and not any(values.values()):
        raise UsageError(f"name the points to {verb}, or say what you feel; '{PROGRAM} {command} --help' shows how")


def suggestions_for(catalogue: Catalogue, names: Sequence[str] | None, report: SelfReport) -> Suggestions:
    """The points of these *names*, less those held back; without a name, those that suit the *report*.

    A warning sign comes before every name, even a misspelt one. Raises NoSuchPointError for any other misspelt name.
    """
    answer = suggest(catalogue, report)
    check_whole(catalogue, answer)
    return answer if answer.withheld or not names else suggest_named(catalogue, find_points(catalogue, names), report)


def check_whole(catalogue: Catalogue, answer: Suggestions) -> None:
    """Where a clinic's file is left out, let an *answer* that withholds stand, with a note.

    Raises ClinicFileError for any other.
    """
    if not answer.withheld:
        need_all(catalogue)
    elif not answer.report.signs_asked:  # else it was said before the questions
        say_what_is_left_out(catalogue.left_out)


def after_signs(catalogue: Catalogue, names: Sequence[str] | None, answer: Suggestions) -> Suggestions:
    """The *answer* after the signs were asked for that go with what the named points are pressed for, where those ask.

    A point that is pressed for a headache is named by its code too, and the headache never mentioned.
    """
    if answer.report.signs_asked or not _is_to_be_asked(answer.report, answer.places):
        return answer
    return suggestions_for(catalogue, names, _with_signs(catalogue, answer.report, answer.places))


def say_again(report: SelfReport, typed: Sequence[str], readings: Sequence[str]) -> None:
    """Tell who chose more than was *typed* which flags give the same answer, with those of the *readings*."""
    chosen = [entry.id for group in (report.warnings, report.conditions, report.symptoms) for entry in group]
    if set(chosen) != set(typed):
        again = flags.as_flags([*chosen, *readings])
        output.say(f"The same again: {PROGRAM} suggest {again}")


def drawings_for(points: Sequence[Point], reading: Reading) -> dict[str, Drawing]:
    """The drawings of *points* by point id; none if the *reading* or the terminal cannot show them."""
    return read_drawings(points) if reading is Reading.SCREEN and output.can_show(SAMPLE) else {}


def read_drawings(points: Sequence[Point]) -> dict[str, Drawing]:
    """The drawings of *points* that have one, by point id."""
    from acupoint.drawing.svg import read_drawing  # noqa: PLC0415 - slow to import for those who see no drawing

    return {point.id: read_drawing(point.picture.file) for point in points if point.picture}


def code_of(answer: Suggestions) -> int:
    """The exit code of *answer*."""
    if answer.withheld:
        return WITHHELD
    return DONE if answer.suggestions else NOTHING_FOUND
