"""The words typed -> what the person reports, the points, their drawings, and the exit code."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from acupoint.catalogue.model import Catalogue, Point, Symptom
from acupoint.cli import flags
from acupoint.cli.options import PROGRAM, CommandContext, need_all, say_what_is_left_out
from acupoint.cli.own_words import as_typed, joined, points_named, reader, refuse_name
from acupoint.cli.readings import guide_reading
from acupoint.drawing.braille import SAMPLE
from acupoint.drawing.model import Drawing
from acupoint.errors import DONE, NOTHING_FOUND, WITHHELD, UsageError
from acupoint.guide.gate import best_places
from acupoint.guide.own_words import NO_CHECK, OwnWords, is_understood, own_words_lines
from acupoint.guide.questions import Person, ask, ask_signs, confirmed_ids
from acupoint.guide.suggest import SelfReport, Suggestions, self_report, suggest, suggest_named
from acupoint.terminal import output
from acupoint.terminal.input import can_ask, is_at_terminal, read
from acupoint.terminal.output import Reading
from acupoint.text import visible

ShowLines = Callable[[Iterable[tuple[str, str]]], object]  # shows each text after its label


@dataclass(frozen=True, slots=True)
class Typed:
    """What a command line says of a person."""

    command: str
    flags: tuple[str, ...]  # the ids, in the catalogue's order
    denied: tuple[str, ...]  # those after `--no-`
    names: tuple[str, ...]  # of points
    text: str  # own words

    @property
    def says_nothing(self) -> bool:
        """Whether there is neither a flag, nor a point, nor a word."""
        return not (self.flags or self.names or self.text)


def typed_line(
    catalogue: Catalogue,
    command: str,
    values: Mapping[str, object],
    words: Sequence[str] | None,
    names: Sequence[str] | None = None,
) -> Typed:
    """What *command* was typed with: the *values* of its flags, *words*, and *names* of points."""
    denied = values.get(flags.DENIED)
    return Typed(
        command,
        tuple(flags.true_flags(catalogue, values)),
        tuple(denied) if isinstance(denied, list) else (),
        tuple(names or ()),
        joined([word for word in words or () if not (catalogue.left_out and word.startswith("--"))]),
    )


def report_for(context: CommandContext, typed: Typed, show: ShowLines, *, asks: bool = True) -> SelfReport:
    """What flags and words say, with what the person says when asked; where nothing was typed, everything is asked.

    How the words were read is shown with *show*. If it *asks*, a person at a terminal is asked what their words leave
    open, and for the signs that go with their words, or with a symptom that asks for its signs.
    """
    if typed.says_nothing:
        return self_report(context.catalogue, asked_flags(context), signs_asked=True, conditions_asked=True)
    words = reader(context)(typed.text) if typed.text else None
    catalogue = context.catalogue
    report = _report(catalogue, typed, words)
    is_asked = asks and is_at_terminal()
    if words:
        if not report.is_withheld:
            refuse_name(catalogue, typed.command, words)
        if not (report.is_withheld or report.unanswered or is_asked):
            need_all(catalogue)
        show(_lines(catalogue, typed, report, words, is_asked=is_asked))
    _note_denied(catalogue, typed, words)
    if report.is_withheld or not is_asked:
        return report
    return _with_answers(context, report, typed)


def _person(context: CommandContext) -> Person:
    return Person(context.catalogue, output.say, read, reader(context))


def _report(catalogue: Catalogue, typed: Typed, words: OwnWords | None) -> SelfReport:
    stated, left_open = _ids(typed, words)
    entries = [entry for entry in catalogue.vocabulary if entry.id in left_open]
    unanswered = tuple(entry for entry in entries if not isinstance(entry, Symptom))
    perhaps = tuple(entry for entry in entries if isinstance(entry, Symptom))
    return replace(self_report(catalogue, stated), words=words, unanswered=unanswered, perhaps=perhaps)


def _ids(typed: Typed, words: OwnWords | None) -> tuple[set[str], set[str]]:
    # What flags and words state, and what the words leave open. A no takes back neither.
    stated = {*typed.flags, *(one.id for one in (words.stated if words else ()))}
    asked = {one.id for one in (words.asked if words else ())}
    return stated, asked.difference(stated, typed.denied)


def _lines(
    catalogue: Catalogue, typed: Typed, report: SelfReport, words: OwnWords, *, is_asked: bool
) -> Iterator[tuple[str, str]]:
    yield from own_words_lines(catalogue, words)
    if same := flags.as_flags(entry.id for entry in (*report.entries, *report.unanswered)):
        yield "the same as", visible(f"{PROGRAM} {as_typed([typed.command, *typed.names])} {same}")
    if not (is_asked or report.is_withheld or report.unanswered):
        yield "note", NO_CHECK


def _note_denied(catalogue: Catalogue, typed: Typed, words: OwnWords | None) -> None:
    stated, _ = _ids(typed, words)
    for entry in catalogue.vocabulary:
        if entry.id in stated.intersection(typed.denied):
            output.say(f"note: --no-{entry.id} takes back neither --{entry.id} nor words that say so")


def asked_flags(context: CommandContext) -> list[str]:
    """The ids that the person chooses when asked. Raises UsageError if nobody is there to ask."""
    catalogue = context.catalogue
    if not can_ask():
        need_all(catalogue)  # a flag of a clinic's file would be missing among these
        raise UsageError(
            f"say what you feel, in your words or with one or more of these flags: {flags.all_flags(catalogue)}"
        )
    say_what_is_left_out(catalogue.left_out)
    return ask(_person(context))


def _with_answers(context: CommandContext, report: SelfReport, typed: Typed) -> SelfReport:
    # First what the words leave open; then, before a point is named, the signs to look for.
    person, catalogue, words = _person(context), context.catalogue, report.words
    if words or _asks_for_signs(report.symptoms):
        say_what_is_left_out(catalogue.left_out)
    open_ids = {entry.id for entry in (*report.unanswered, *report.perhaps)}
    if words and open_ids:
        confirmed = confirmed_ids(person, [one for one in words.asked if one.id in open_ids])
        report = _also(catalogue, report, confirmed)
    if report.is_withheld or not (_would_name(context, report, typed) if words else _asks_for_signs(report.symptoms)):
        return report
    places = report.places or best_places(points_named(context, typed.command, typed.names))
    return _with_signs(person, report, places, {*open_ids, *typed.denied})


def _with_signs(person: Person, report: SelfReport, places: Sequence[Symptom], answered: Iterable[str]) -> SelfReport:
    signs = ask_signs(person, places, [*(entry.id for entry in report.entries), *answered])
    return replace(_also(person.catalogue, report, signs), signs_asked=True)


def _also(catalogue: Catalogue, report: SelfReport, ids: Iterable[str]) -> SelfReport:
    # The report with these ids, after which its words leave nothing open. What was not meant may still hurt.
    said = [*(entry.id for entry in report.entries), *ids]
    perhaps = tuple(symptom for symptom in report.perhaps if symptom.id not in said)
    return replace(self_report(catalogue, said), words=report.words, perhaps=perhaps)


def _asks_for_signs(symptoms: Sequence[Symptom]) -> bool:
    return any(symptom.asks for symptom in symptoms)


def _would_name(context: CommandContext, report: SelfReport, typed: Typed) -> bool:
    answer = suggestions_for(context, typed, report)
    return bool(answer.suggestions or answer.held_back)


def need_something(verb: str, typed: Typed) -> None:
    """Raise UsageError if the person gave neither a point, nor a flag, nor words."""
    if typed.says_nothing:
        raise UsageError(
            f"name the points to {verb}, or say what you feel; '{PROGRAM} {typed.command} --help' shows how"
        )


def suggestions_for(context: CommandContext, typed: Typed, report: SelfReport) -> Suggestions:
    """The points *typed* by name, less those held back; without a name, those that suit the *report*.

    A warning sign comes before every name, even a misspelt one, and so do words of which nothing is understood. Raises
    NoSuchPointError for any other misspelt name.
    """
    catalogue = context.catalogue
    answer = suggest(catalogue, report)
    says_nothing = report.words is not None and not report.entries and not is_understood(report.words)
    if answer.withheld or says_nothing or not typed.names:
        return answer
    return suggest_named(catalogue, points_named(context, typed.command, typed.names), report)


def check_whole(catalogue: Catalogue, answer: Suggestions) -> None:
    """Where a clinic's file is left out, let an *answer* that withholds stand, with a note.

    Raises ClinicFileError for any other.
    """
    if not answer.withheld:
        need_all(catalogue)
    elif not answer.report.signs_asked:  # else it was said before the questions
        say_what_is_left_out(catalogue.left_out)


def after_signs(context: CommandContext, typed: Typed, answer: Suggestions) -> Suggestions:
    """The *answer* after the signs were asked for that go with what the named points are pressed for, where those ask.

    A point that is pressed for a headache is named by its code too, and the headache never mentioned.
    """
    report = answer.report
    if report.signs_asked or answer.withheld or not _asks_for_signs(answer.places) or not is_at_terminal():
        return answer
    say_what_is_left_out(context.catalogue.left_out)
    after = _with_signs(_person(context), report, answer.places, typed.denied)
    return suggestions_for(context, typed, after)


def say_again(report: SelfReport, typed: Typed, readings: Sequence[str]) -> None:
    """Tell who chose more than was *typed* which flags give the same answer, with those of the *readings*."""
    chosen = [entry.id for group in (report.warnings, report.conditions, report.symptoms) for entry in group]
    stated, left_open = _ids(typed, report.words)
    shown = stated | left_open.difference(symptom.id for symptom in report.places)  # by "the same as" already
    if set(chosen) != shown and not report.unanswered:
        again = flags.as_flags([*chosen, *readings])
        output.say(f"The same again: {PROGRAM} suggest {again}")


def write_no_point(catalogue: Catalogue, answer: Suggestions, reading: Reading) -> int:
    """Say in a short *reading* why *answer* names no point, and return the exit code."""
    output.write(guide_reading(reading).suggestions(catalogue, answer), wraps=True)
    return code_of(answer)


def drawings_for(points: Sequence[Point], reading: Reading) -> dict[str, Drawing]:
    """The drawings of *points* by point id; none if the *reading* or the terminal cannot show them."""
    return read_drawings(points) if reading is Reading.SCREEN and output.can_show(SAMPLE) else {}


def read_drawings(points: Sequence[Point]) -> dict[str, Drawing]:
    """The drawings of *points* that have one, by point id."""
    from acupoint.check.pictures import drawing_of  # noqa: PLC0415 - slow to import for those who see no drawing

    return {point.id: drawing for point in points if (drawing := drawing_of(point))}


def code_of(answer: Suggestions) -> int:
    """The exit code of *answer*."""
    if answer.withheld:
        return WITHHELD
    return DONE if answer.suggestions else NOTHING_FOUND
