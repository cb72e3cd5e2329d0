"""The log, one labelled statement per line."""

from collections.abc import Iterator

from acupoint.catalogue.model import Catalogue
from acupoint.guide.wording import NO_DOCTOR, source_words
from acupoint.log import wording
from acupoint.log.progress import History, advice_on
from acupoint.log.record import Record


def sessions(catalogue: Catalogue, history: History) -> str:
    """The last sessions, the change over a session, the trend, and whether to see somebody."""
    return "\n".join(_lines(catalogue, history))


def _lines(catalogue: Catalogue, history: History) -> Iterator[str]:
    if not history.records and not history.left_out:
        yield f"answer: {wording.EMPTY}"
        return
    trend = history.trend
    if trend and (advice := advice_on(trend, catalogue)):
        yield f"{advice.urgency.word}: {advice.act.text}"
        yield f"because: {wording.trend_line(trend)}"
    for record in history.in_table:
        yield f"session: {_session(catalogue, record)}"
    yield from (f"not listed: {line}" for line in wording.not_listed(history))
    yield from (f"change: {line}" for line in wording.change_lines(history))
    for statement in catalogue.ratings if history.change else ():
        yield f"change, note: {statement.text} Source: {source_words(statement.sources)}"
    if trend and not advice_on(trend, catalogue):
        yield f"course: {wording.trend_line(trend)}"
    yield f"note: {wording.SAFETY}"
    yield f"note: {NO_DOCTOR}"


def _session(catalogue: Catalogue, record: Record) -> str:
    said = [f"you said {', '.join(record.flags)}"] if record.flags else []
    return "; ".join(
        (
            wording.when(record),
            wording.points(catalogue, record),
            f"pressed {wording.time_pressed(record)}",
            wording.pain_in_words(record),
            wording.ending_in_words(record),
            *said,
        )
    )
