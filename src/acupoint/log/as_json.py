"""The log as one JSON object, which `acupoint log --import` takes back."""

from dataclasses import asdict

from acupoint.catalogue.model import Catalogue
from acupoint.guide.as_json import SCHEMA_VERSION, Object
from acupoint.log.exchange import as_object
from acupoint.log.progress import History, Stretch, advice_on


def sessions(catalogue: Catalogue, history: History) -> Object:
    """Every session told of, and a summary: pain in points, means to two decimals, null where there is none."""
    return {
        "schema_version": SCHEMA_VERSION,
        "sessions": [as_object(record) for record in history.records],
        "summary": _summary(catalogue, history),
    }


def _summary(catalogue: Catalogue, history: History) -> Object:
    change, course = history.change, history.course
    advice = advice_on(course, catalogue)
    return {
        "sessions": len(history.records),
        "left_out": history.left_out,
        "rated": change.rated if change else 0,
        "mean_before": round(change.before, 2) if change else None,
        "mean_after": round(change.after, 2) if change else None,
        "mean_change": round(change.points, 2) if change else None,
        "notes": [
            {"text": statement.text, "sources": [source.id for source in statement.sources]}
            for statement in (catalogue.ratings if change else ())
        ],
        "trend": course.trend.value if course else None,
        "then": _stretch(course.then) if course else None,
        "now": _stretch(course.now) if course else None,
        "advice": {
            "urgency": advice.urgency.word,
            "act": advice.act.text,
            "act_sources": [source.id for source in advice.act.sources],
        }
        if advice
        else None,
    }


def _stretch(stretch: Stretch) -> Object:
    return {
        **asdict(stretch),
        "first": stretch.first.isoformat(),
        "last": stretch.last.isoformat(),
        "mean": round(stretch.mean, 2),
    }
