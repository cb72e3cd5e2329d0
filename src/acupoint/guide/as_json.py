"""The JSON reading: one object; fields are added, never changed or removed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from acupoint.catalogue.model import (
    Catalogue,
    Claim,
    Condition,
    Dose,
    Gate,
    GateItem,
    Picture,
    Point,
    Review,
    Rule,
    Source,
    Statement,
    Symptom,
    WarningSign,
)
from acupoint.guide.gate import best_places, gate_for
from acupoint.guide.own_words import OwnWords, Quote
from acupoint.guide.suggest import AppliedRule, Suggestion, Suggestions
from acupoint.guide.wording import flag, sources_of, sources_of_safety
from acupoint.terminal.output import SCHEMA_VERSION
from acupoint.text import visible

Object = dict[str, Any]


def point_list(catalogue: Catalogue) -> Object:
    """Every point and every symptom."""
    return _answer(
        points=[_point(catalogue, point) for point in catalogue.points],
        symptoms=[_symptom(symptom) for symptom in catalogue.symptoms],
        about=_statements(catalogue.about),
    )


def cards(catalogue: Catalogue, points: Iterable[Point], _drawings: Mapping[str, object] | None) -> Object:
    """The points and their sources; pictures are described."""
    shown = list(points)
    rests_on = {source.id: source for point in shown for source in sources_of(catalogue, point)}
    return _answer(
        gate=_gate(gate_for(catalogue, best_places(shown))),
        points=[_point(catalogue, point) for point in shown],
        sources=[_source(source) for source in rests_on.values()],
    )


def suggestions(catalogue: Catalogue, answer: Suggestions, _drawings: Mapping[str, object] | None = None) -> Object:
    """The ranked points with their reasons, or the advice that withholds them."""
    report = answer.report
    return _answer(
        asked={
            "symptoms": _ids(report.symptoms),
            "conditions": _ids(report.conditions),
            "warnings": _ids(report.warnings),
            "signs_asked": report.signs_asked,
        },
        gate=_gate(answer.gate),
        withheld=answer.withheld,
        advice=[_advice(sign) for sign in answer.advice],
        suggestions=[_suggestion(catalogue, suggestion) for suggestion in answer.suggestions],
        held_back=[
            {"point": held.point.id, **_applied(applied)} for held in answer.held_back for applied in held.because
        ],
        not_matched=[
            {"point": point.id, "would_match": [claim.symptom.id for claim in point.claims]}
            for point in answer.not_matched
        ],
        **({"words": _words(catalogue, report.words)} if report.words else {}),
    )


def _words(catalogue: Catalogue, words: OwnWords) -> Object:
    symptoms = {symptom.id for symptom in catalogue.symptoms}
    return {
        "text": visible(words.text),
        "stated": _quotes(words.stated),
        "asked": _quotes(one for one in words.asked if one.id not in symptoms),
        "perhaps": _quotes(one for one in words.asked if one.id in symptoms),
        "denied": _quotes(words.denied),
        "not_understood": [visible(part) for part in words.not_understood],
    }


def _quotes(quotes: Iterable[Quote]) -> list[Object]:
    return [{"id": one.id, "said": visible(one.said)} for one in quotes]


def safety(catalogue: Catalogue, symptoms: Sequence[Symptom]) -> Object:
    """The gate of *symptoms*, then everything."""
    return _answer(
        gate=_gate(gate_for(catalogue, symptoms)),
        urgencies=[
            {"urgency": advice.urgency.word, "withholds": advice.urgency.withholds, "act": _statement(advice.act)}
            for advice in catalogue.advice
        ],
        warnings=[
            {
                "id": sign.id,
                "flag": flag(sign),
                "urgency": sign.urgency.word,
                "sign": sign.text,
                "short": sign.short,
                "for": list(sign.gates),
                "sources": _ids(sign.sources),
                **_added_by(sign),
            }
            for sign in catalogue.warnings
        ],
        conditions=[_condition(catalogue, condition) for condition in catalogue.conditions],
        rules=_statements((*catalogue.cautions, *catalogue.rules)),
        stop=_statements(catalogue.stop),
        evidence=_statements(catalogue.evidence),
        about=_statements(catalogue.about),
        audience=_statement(catalogue.audience) if catalogue.audience else None,
        review=_review(catalogue.review) if catalogue.review else None,
        sources=[_source(source) for source in sources_of_safety(catalogue)],
    )


def _condition(catalogue: Catalogue, condition: Condition) -> Object:
    points = ((point.id, condition.rule_for(point)) for point in catalogue.points)
    return {
        "id": condition.id,
        "flag": flag(condition),
        "text": condition.text,
        "short": condition.short,
        "points": [{"point": point_id, **_applied(AppliedRule(condition, rule))} for point_id, rule in points],
        **_added_by(condition),
    }


def _gate(gate: Gate) -> Object:
    return {"emergency": _items(gate.emergency), "urgent": _items(gate.urgent)}


def _items(items: Iterable[GateItem]) -> list[Object]:
    return [{"text": item.text, "signs": _ids(item.signs)} for item in items]


def _review(review: Review) -> Object:
    return {"checked": review.checked, "again": review.again, "text": review.text}


def _answer(**fields: object) -> Object:
    return {"schema_version": SCHEMA_VERSION, **fields}


def _point(catalogue: Catalogue, point: Point) -> Object:
    names = point.names
    return {
        "id": point.id,
        "code": point.plain_code,
        "who_code": point.who_code,
        "names": {
            "pinyin": names.pinyin,
            "chinese": names.chinese,
            "english": names.english,
            "traditional": list(names.traditional),
            "also_english": list(names.also_english),
            "spellings": list(names.spellings),
            "sources": _ids(names.sources),
        },
        "channel": point.channel.name,
        "channel_full": point.channel.full_name,
        "channel_chinese": point.channel.chinese,
        "category": _statement(point.category),
        "place": point.place.text,
        "place_sources": _ids(point.place.sources),
        "picture": _picture(point.picture) if point.picture else None,
        "do": _statement(point.do),
        "find": _statements(point.find),
        "neighbours": _statements(point.neighbours),
        "press": _statements(point.press),
        "dose": {
            "seconds_a_side": list(point.dose.seconds),
            "times_a_day": list(point.dose.a_day),
            "note": point.dose.note,
            "sources": _ids(point.dose.sources),
            **_added_by(point.dose),
        },
        "feel": _statements(point.feel),
        "need": _statement(point.need),
        "cues": _statements(point.cues),
        "side_note": _side_note(point),
        "cautions": _statements(catalogue.cautions_for(point)),
        "conditions": [
            _applied(AppliedRule(condition, condition.rule_for(point))) for condition in catalogue.conditions
        ],
        "stop": _statements(catalogue.stop_signs_for(point)),
        "relieves": [_claim(claim) for claim in point.claims],
        "about": _statements(point.about),
        **_added_by(point),
    }


def _picture(picture: Picture) -> Object:
    return {"file": picture.file.name, "text": picture.text, "sources": _ids(picture.sources)}


def _suggestion(catalogue: Catalogue, suggestion: Suggestion) -> Object:
    point = suggestion.point
    return {
        "point": point.id,
        "code": point.plain_code,
        "score": suggestion.score,
        "do": _statement(point.do),
        "side_note": _side_note(point),
        "ask_first": [_applied(applied) for applied in suggestion.ask_first],
        "press_lightly": [_applied(applied) for applied in suggestion.press_lightly],
        "matched": [_claim(claim) for claim in suggestion.matched],
        "cautions": _statements(catalogue.cautions_for(point)),
        "stop": _statements(catalogue.stop_signs_for(point)),
        **_added_by(point),
    }


def _side_note(point: Point) -> str | None:
    return point.side_note.text if point.side_note else None


def _applied(applied: AppliedRule) -> Object:
    return {"condition": applied.condition.id, **_rule(applied.rule)}


def _rule(rule: Rule) -> Object:
    return {
        "action": rule.action.value,
        "ask": list(rule.ask),
        "reason": rule.reason,
        "basis": rule.basis.value,
        "sources": _ids(rule.sources),
        **_added_by(rule),
        **({"over": _rule(rule.over)} if rule.over else {}),
    }


def _advice(sign: WarningSign) -> Object:
    return {
        "warning": sign.id,
        "urgency": sign.urgency.word,
        "sign": sign.text,
        "act": sign.advice.act.text,
        "act_sources": _ids(sign.advice.act.sources),
        "sources": _ids(sign.sources),
        **_added_by(sign),
    }


def _claim(claim: Claim) -> Object:
    return {
        "symptom": claim.symptom.id,
        "strength": claim.strength.word,
        "claim": claim.text,
        "sources": _ids(claim.sources),
        **_added_by(claim),
    }


def _symptom(symptom: Symptom) -> Object:
    return {
        "id": symptom.id,
        "flag": flag(symptom),
        "group": symptom.group.title,
        "text": symptom.text,
        **_added_by(symptom),
    }


def _source(source: Source) -> Object:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "address": source.address,
        "kind": source.kind.value,
        "grade": source.grade.value,
        "read": source.read.value if source.read else None,
        **_added_by(source),
    }


def _statement(statement: Statement) -> Object:
    return {"text": statement.text, "sources": _ids(statement.sources), **_added_by(statement)}


def _added_by(value: Source | Statement | Symptom | WarningSign | Rule | Condition | Claim | Dose | Point) -> Object:
    # The mark of the clinic that a value is from; nothing for the guide's own.
    return {"added_by": value.added_by} if value.added_by else {}


def _statements(statements: Iterable[Statement]) -> list[Object]:
    return [_statement(statement) for statement in statements]


def _ids(entries: Iterable[Source | Symptom | Condition | WarningSign]) -> list[str]:
    return [entry.id for entry in entries]
