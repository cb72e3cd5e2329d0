"""The log as one JSON object, which `acupoint log --import` takes back."""

from dataclasses import asdict

from acupoint.catalogue.model import Catalogue
from acupoint.guide.as_json import Object
from acupoint.log.exchange import as_object
from acupoint.log.progress import History, Period, advice_on
from acupoint.terminal.output import SCHEMA_VERSION


def sessions(catalogue: Catalogue, history: History, *, full: bool) -> Object:  # noqa: ARG001 - JSON is always full
    """Every session shown, and a summary: pain in points, means to two decimals, null if there is none."""
    return {
        "schema_version": SCHEMA_VERSION,
        "sessions": [as_object(record) for record in history.records],
        "summary": _summary(catalogue, history),
    }


def _summary(catalogue: Catalogue, history: History) -> Object:
    change, trend = history.change, history.trend
    advice = advice_on(trend, catalogue)
    return {
        "sessions": len(history.records),
        "left_out": history.left_out,
        "later_than_now": history.later,
        "rated": change.rated if change else 0,
        "mean_before": round(change.before, 2) if change else None,
        "mean_after": round(change.after, 2) if change else None,
        "mean_change": round(change.points, 2) if change else None,
        "notes": [
            {"text": statement.text, "sources": [source.id for source in statement.sources]}
            for statement in (catalogue.ratings if change else ())
        ],
        "trend": trend.direction.value if trend else None,
        "then": _period(trend.then) if trend else None,
        "now": _period(trend.now) if trend else None,
        "advice": {
            "urgency": advice.title.lower(),
            "act": advice.act.text,
            "act_sources": [source.id for source in advice.act.sources],
        }
        if advice
        else None,
    }


def _period(period: Period) -> Object:
    return {
        **asdict(period),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "mean": round(period.mean, 2),
    }
