"""A person's own words on the command line: what was typed, its reader, and the command that was meant."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.names import find_points, is_name
from acupoint.catalogue.phrases import words_beside
from acupoint.catalogue.read import clinic_files
from acupoint.cli.options import PROGRAM, CommandContext
from acupoint.cli.readings import labelled
from acupoint.errors import CatalogueError, NoSuchPointError, UsageError
from acupoint.guide.own_words import Hear, OwnWords, is_understood
from acupoint.terminal import output
from acupoint.terminal.output import Reading

if TYPE_CHECKING:
    from acupoint.words.vocabulary import Vocabulary

_BARE = re.compile(r"[\w.,:/+-]+")
_SPECIAL = re.compile(r'["$`\\!]')  # what a shell takes for more than a character between double quotes
_LONGEST = 200  # characters of a command that is shown to be typed instead


def joined(arguments: Sequence[str] | None) -> str:
    """The *arguments* as one text. What was quoted is a sentence of its own, so that no "no" reaches into the next."""
    text = ""
    for before, argument in zip(("", *(arguments or ())), arguments or (), strict=False):
        is_sentence = len(before.split()) > 1 or len(argument.split()) > 1
        text += (". " if is_sentence and before else " ") + argument
    return text.strip()


def reader(context: CommandContext) -> Hear:
    """What reads words; the vocabulary is loaded once, when there is something to read."""

    def read(text: str) -> OwnWords:
        if context.hear is None:
            from acupoint.words.hear import hear  # noqa: PLC0415 - only words pay for it

            context.hear = partial(hear, vocabulary=_vocabulary(context))
        return context.hear(text)

    return read


def _vocabulary(context: CommandContext) -> "Vocabulary":
    # Where a clinic's words cannot be used, those of the guide tell a sign that withholds; any other answer needs all.
    from acupoint.words.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

    catalogue = context.catalogue
    file = words_beside(context.file) if context.file else None
    try:
        return load_vocabulary(catalogue, file, [] if catalogue.left_out else clinic_files(os.environ))
    except CatalogueError as error:
        vocabulary = load_vocabulary(catalogue, file)
        context.leave_out(error.problems)
        return vocabulary


def show_in(reading: Reading) -> Callable[[Iterable[tuple[str, str]]], object]:
    """What shows labelled lines on stdout in that *reading*; JSON has them in its one object."""
    if reading is Reading.JSON:
        return lambda _: None
    return lambda lines: output.write(labelled(reading)(lines), wraps=True)


def say_lines(lines: Iterable[tuple[str, str]]) -> None:
    """Show labelled lines on stderr."""
    for label, text in lines:
        output.say(f"{label}: {text}")


def refuse_name(catalogue: Catalogue, command: str, words: OwnWords) -> None:
    """Raise UsageError where *words* say nothing of what somebody feels, and are the name of a point."""
    name = words.text.split()
    if not is_understood(words) and is_name(catalogue, name):
        instead = as_typed(["show" if command == "suggest" else command, *name])
        raise UsageError(f"'{' '.join(name)}' is a point: type '{PROGRAM} {instead}', or say what you feel")


def points_named(context: CommandContext, command: str, names: Sequence[str]) -> list[Point]:
    """The points of these *names*, typed after *command*.

    Raises NoSuchPointError for any other name; where the names say what somebody feels, it tells where to type that.
    """
    try:
        return list(find_points(context.catalogue, names))
    except NoSuchPointError as error:
        if not is_understood(reader(context)(joined(names))):
            raise
        line = _line("suggest", names) if command == "show" else _line(command, ["--say", joined(names)])
        raise NoSuchPointError(f"{error}. To say what you feel, type: {line}") from None


def commands_meant(context: CommandContext, arguments: Sequence[str], named: Sequence[str]) -> list[str]:
    """The commands that *arguments* may mean, whose first is none: those *named*, or one for a point or for words.

    Where the first may be a slip in a command's name, words are meant only if it says something itself.
    """
    words = [one for one in arguments if not one.startswith("-")]
    if not named:
        with suppress(NoSuchPointError):
            return [f"{PROGRAM} show {' '.join(point.id for point in find_points(context.catalogue, words))}"]
    hear = reader(context)
    heard, rest = _ids(hear(joined(words))), _ids(hear(joined(words[1:]))) if named else set()
    return [*named, *([_line("suggest", arguments)] if heard - rest else [])]


def _ids(words: OwnWords) -> set[str]:
    return {one.id for one in (*words.stated, *words.asked, *words.denied)}


def as_typed(arguments: Iterable[str]) -> str:
    """The *arguments* as a shell takes them. Letters of no script need quotes, and "it's" needs double ones."""
    return " ".join(map(_quoted, arguments))


def _quoted(argument: str) -> str:
    if _BARE.fullmatch(argument):
        return argument
    return f'"{argument}"' if "'" in argument and not _SPECIAL.search(argument) else shlex.quote(argument)


def _line(command: str, arguments: Sequence[str]) -> str:
    line = f"{PROGRAM} {command} {as_typed(arguments)}"
    return line if len(line) <= _LONGEST else f"{PROGRAM} {command}"
