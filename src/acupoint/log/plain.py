"""The log, one labelled statement per line."""

from collections.abc import Iterator

from acupoint.catalogue.model import Catalogue
from acupoint.guide.wording import NO_DOCTOR, source_words
from acupoint.log import wording
from acupoint.log.progress import History, advice_on


def sessions(catalogue: Catalogue, history: History, *, full: bool) -> str:
    """How the pain goes, whether to see somebody, and the last sessions; numbers and sources where it is *full*."""
    return "\n".join(_lines(catalogue, history, full=full))


def _lines(catalogue: Catalogue, history: History, *, full: bool) -> Iterator[str]:
    if not history.records and not history.left_out:
        yield f"answer: {wording.EMPTY}"
        return
    yield from _trend_lines(catalogue, history, full=full)
    codes = wording.codes_in(catalogue)
    for record in history.in_table:
        yield f"session: {wording.session(codes, record)}"
    yield from (f"not counted: {line}" for line in wording.not_counted(history))
    if full:
        yield from (f"change: {line}" for line in wording.change_lines(history))
        for statement in catalogue.ratings if history.change else ():
            yield f"change, note: {statement.text} Source: {source_words(statement.sources)}"
        yield f"note: {wording.SAFETY}"
    else:
        yield f"more: {wording.where_more_is(history)}"
    yield f"note: {NO_DOCTOR}"


def _trend_lines(catalogue: Catalogue, history: History, *, full: bool) -> Iterator[str]:
    trend = history.trend
    if not trend:
        return
    line = wording.trend_line(trend) if full else wording.trend_in_short(trend)
    if advice := advice_on(trend, catalogue):
        source = f" Source: {source_words(advice.act.sources)}" if full else ""
        yield f"{advice.title.lower()}: {advice.act.text}{source}"
        yield f"because: {line}"
    else:
        yield f"course: {line}"
