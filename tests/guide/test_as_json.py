import json

from acupoint.catalogue.model import Catalogue
from acupoint.guide import as_json
from acupoint.guide.as_json import Object
from acupoint.guide.suggest import self_report, suggest


def suggested(catalogue: Catalogue, *ids: str) -> Object:
    return as_json.suggestions(catalogue, suggest(catalogue, self_report(catalogue, ids)))


def test_every_answer_has_the_schema_version_first_and_is_json(small: Catalogue) -> None:
    answers = [as_json.point_list(small), as_json.cards(small, small.points, {}), suggested(small, "knee", "sunburn")]
    for answer in answers:
        assert next(iter(answer.items())) == ("schema_version", 1)
        assert json.loads(json.dumps(answer)) == answer


def test_a_point_has_at_least_what_is_promised(shipped: Catalogue) -> None:
    promised = {"id", "code", "who_code", "names", "channel", "place", "find", "press", "cautions", "stop", "relieves"}
    for point in as_json.point_list(shipped)["points"]:
        assert promised <= point.keys()
        assert {"pinyin", "chinese", "english"} <= point["names"].keys()
        for statement in (*point["find"], *point["press"], *point["cautions"], *point["stop"], *point["relieves"]):
            assert statement["sources"]


def test_the_list_has_the_symptoms_with_their_flags(small: Catalogue) -> None:
    assert as_json.point_list(small)["symptoms"][0] == {
        "id": "knee",
        "flag": "--knee",
        "group": "Where it hurts",
        "text": "a sore knee",
    }


def test_cards_come_with_the_sources_they_rest_on(small: Catalogue) -> None:
    assert [source["id"] for source in as_json.cards(small, small.points, {})["sources"]] == ["book", "blog"]


def test_suggestions_have_the_promised_shape(small: Catalogue) -> None:
    answer = suggested(small, "night", "sunburn", "itch")
    rule = {"condition": "sunburn", "ask": [], "action": "avoid", "reason": "It lies where the sun burns."}
    assert answer == {
        "schema_version": 1,
        "asked": {"symptoms": ["night"], "conditions": ["sunburn"], "warnings": ["itch"], "signs_asked": False},
        "gate": {
            "emergency": [{"text": "fainting", "signs": ["faint"]}],
            "urgent": [{"text": "a rash that spreads", "signs": ["rash"]}],
        },
        "withheld": False,
        "advice": [
            {
                "warning": "itch",
                "urgency": "routine",
                "sign": "an itch that stays",
                "act": "Go soon.",
                "act_sources": ["book"],
                "sources": ["book"],
            }
        ],
        "suggestions": [
            {
                "point": "kd2",
                "code": "KD 2",
                "score": 1,
                "do": {"text": "Press your right thumb.", "sources": ["book"]},
                "side_note": "The right one is the right one.",
                "ask_first": [
                    {
                        "condition": "sunburn",
                        "action": "ask-first",
                        "ask": ["nurse", "doctor"],
                        "reason": "Burnt skin is sore.",
                        "basis": "advice",
                        "sources": ["book"],
                    }
                ],
                "press_lightly": [],
                "matched": [
                    {
                        "symptom": "night",
                        "strength": "also",
                        "claim": "It may be for the night.",
                        "sources": ["blog"],
                    }
                ],
                "cautions": [
                    {"text": "Do not press on a wound.", "sources": ["book"]},
                    {"text": "Mind the ring.", "sources": ["book"]},
                ],
                "stop": [
                    {"text": "Stop when it tickles.", "sources": ["book"]},
                    {"text": "Stop when it hurts.", "sources": ["book"]},
                ],
            }
        ],
        "held_back": [{"point": "ub1", **rule, "basis": "anatomy", "sources": ["book"]}],
        "not_matched": [],
    }


def test_points_that_match_nothing_say_what_would_match_them(small: Catalogue) -> None:
    assert suggested(small, "rain")["not_matched"] == [{"point": "kd2", "would_match": ["knee", "elbow", "night"]}]


def test_a_withheld_answer_names_no_point_and_keeps_every_field(small: Catalogue) -> None:
    answer = suggested(small, "knee", "rash")
    assert answer.keys() == suggested(small, "knee").keys()
    assert answer["withheld"] is True
    assert answer["suggestions"] == answer["held_back"] == answer["not_matched"] == []


def test_safety_has_every_sign_and_what_each_condition_does_to_each_point(small: Catalogue) -> None:
    answer = as_json.safety(small, ())
    assert answer == as_json.safety(small, ())
    assert [(sign["id"], sign["urgency"], sign["for"]) for sign in answer["warnings"]] == [
        ("itch", "routine", ["legs"]),
        ("rash", "urgent", ["legs", "arms"]),
        ("faint", "emergency", ["legs", "arms"]),
        ("pulse", "emergency", ["arms"]),
    ]
    assert [(one["point"], one["action"]) for one in answer["conditions"][0]["points"]] == [
        ("ub1", "avoid"),
        ("kd2", "ask-first"),
    ]
    assert {"gate", "urgencies", "rules", "stop", "evidence", "audience", "review", "sources"} <= answer.keys()
    assert [rule["text"] for rule in answer["rules"]] == ["Do not press on a wound.", "Wash your hands."]
