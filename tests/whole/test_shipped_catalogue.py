"""The shipped catalogue, entry by entry."""

import re

import pytest

from acupoint.catalogue.model import Action, Basis, Catalogue, Grade, Point, Source, Urgency
from acupoint.catalogue.read import catalogue_file
from acupoint.guide.wording import dose_words

# The strength table of the source article. Columns: UB 60, UB 40, KD 4, GB 41.
TABLE = """
cold         key  -    -    -
morning      key  -    -    -
weather      key  -    -    -
back         key  -    -    -
lower-back   good key  also -
sacrum       key  -    -    -
hands        good -    -    -
wrists       good -    -    -
anywhere     good -    -    -
dull-ache    -    -    key  -
hip-flexors  -    -    key  good
psoas        -    -    key  -
iliacus      -    -    -    key
side         -    -    -    good
rotation     -    -    -    good
headache     -    -    -    good
ticklish     -    -    -    also
"""


def everything_said(catalogue: Catalogue, point: Point) -> str:
    statements = (
        point.do,
        point.place,
        point.category,
        *point.find,
        *point.neighbours,
        *point.press,
        *point.feel,
        *((point.side_note,) if point.side_note else ()),
        *catalogue.cautions_for(point),
        *catalogue.stop_signs_for(point),
        *point.about,
        *point.claims,
    )
    return " ".join(statement.text for statement in statements)


def point_of(catalogue: Catalogue, point_id: str) -> Point:
    return next(point for point in catalogue.points if point.id == point_id)


def test_every_claim_is_in_the_strength_table_and_the_other_way_round(shipped: Catalogue) -> None:
    table = {}
    for symptom, *strengths in map(str.split, TABLE.strip().splitlines()):
        for point_id, strength in zip(("ub60", "ub40", "kd4", "gb41"), strengths, strict=True):
            if strength != "-":
                table[point_id, symptom] = strength
    claims = {(point.id, claim.symptom.id): claim.strength.word for point in shipped.points for claim in point.claims}
    assert claims == table


def test_the_flags_are_those_promised_at_the_command_line(shipped: Catalogue) -> None:
    groups = {group.id: " ".join(one.id for one in shipped.symptoms if one.group is group) for group in shipped.groups}
    assert groups == {
        "where": "lower-back back sacrum side headache hands wrists anywhere",
        "when": "cold morning weather rotation",
        "feel": "dull-ache hip-flexors psoas iliacus ticklish",
    }
    conditions = " ".join(condition.id for condition in shipped.conditions)
    assert conditions == "pregnant blood-clot blood-thinner varicose-veins numb-feet leg-injury leg-circulation"
    warnings = {
        urgency: " ".join(sign.id for sign in shipped.warnings if sign.urgency is urgency) for urgency in Urgency
    }
    assert warnings == {
        Urgency.EMERGENCY: "numb-saddle bladder-bowel both-legs unsteady chest-pain breathless sudden-pain accident "
        "sepsis stroke sudden-headache painful-eye stiff-neck head-injury",
        Urgency.URGENT: "fever weight-loss night-pain lump cancer fall infection-risk leg-weak calf-swelling "
        "belly-pulse cough-pain between-shoulders sore-scalp pregnant-headache urine pain-waves rash pregnant-pain "
        "hot-joint clumsy-hands injury",
        Urgency.ROUTINE: "weeks leg-tingling headache-worse stiff-joints morning-years",
    }


@pytest.mark.parametrize(
    ("point_id", "code", "who_code", "pinyin", "chinese", "traditional", "english", "channel"),
    [
        ("ub60", "UB 60", "BL60", "Kūnlún", "昆仑", ("崑崙",), "Kunlun Mountains", "Bladder"),
        ("ub40", "UB 40", "BL40", "Wěizhōng", "委中", ("委中",), "Middle of the Crook", "Bladder"),
        ("kd4", "KD 4", "KI4", "Dàzhōng", "大钟", ("大鍾", "大鐘"), "Large Goblet", "Kidney"),
        ("gb41", "GB 41", "GB41", "Zúlínqì", "足临泣", ("足臨泣",), "Foot Overlooking Tears", "Gallbladder"),
    ],
)
def test_each_point_has_its_codes_and_names(  # noqa: PLR0913, PLR0917 - one row of the table of names
    shipped: Catalogue,
    point_id: str,
    code: str,
    who_code: str,
    pinyin: str,
    chinese: str,
    traditional: tuple[str, ...],
    english: str,
    channel: str,
) -> None:
    point = point_of(shipped, point_id)
    names = point.names
    assert (point.code, point.who_code, point.channel.name) == (code, who_code, channel)
    assert (names.pinyin, names.chinese, names.traditional, names.english) == (pinyin, chinese, traditional, english)


@pytest.mark.parametrize(
    ("point_id", "facts"),
    [
        (
            "ub60",
            (
                "outer ankle bone|outer side of the ankle",
                "Achilles tendon",
                "level with (its|the) tip",
                "half way",
                "most tender spot",
                "move the part",
                "Kunlun",
                "mountain range",
                "stands as tall",
                "moxa .* unless your practitioner recommends",
                "few points suit it better",
                "KI 3",
            ),
        ),
        (
            "ub40",
            (
                "middle of the crease",
                "knee a little bent",
                "dull ache",
                "down the calf",
                "never hard",
                "nerve",
                "vein and artery",
                "sharp pain, numbness, or tingling",
                "move the part",
                "command point",
                "lower back pain of any kind",
                "tenderest place",
                "hot, swollen, red, or newly painful",
                "not hunt for a tender spot",
                "BL 39",
                "KI 10",
                "fingertips",
                "minute at most",
            ),
        ),
        (
            "kd4",
            (
                "inner side of the ankle",
                "in front of the (Achilles )?tendon",
                "above the heel bone",
                "quite tender",
                "psoas is tight",
                "side where the hip is tighter",
                "reflex point for the hip flexors",
                "sore or aches dully",
                "joins the heel bone",
                "no study",
                "KI 3",
                "KI 5",
            ),
        ),
        (
            "gb41",
            (
                "fourth (toe )?and (the )?(fifth|little)",
                "metatarsals",
                "tendon of the little toe|little-toe tendon",
                "quite tender",
                "belt channel",
                "round the pelvis",
                "Gallbladder channel",
                "whole side of the body",
                "iliacus",
                "into the eye",
                "twisting",
                "ticklish",
                "no study",
                "GB 42",
                "GB 43",
            ),
        ),
    ],
)
def test_every_fact_about_a_point_is_told(shipped: Catalogue, point_id: str, facts: tuple[str, ...]) -> None:
    said = everything_said(shipped, point_of(shipped, point_id))
    assert [fact for fact in facts if not re.search(fact, said, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "fact",
    [
        "seen by a professional",
        "Between visits",
        "someone close",
        "fingers in place of needles",
        "healthy, supple",
        "Desk work at home",
        "among the complaints an acupuncture clinic sees most",
        "most lower back pain starts in the",
        "iliacus, which lines the pelvis",
        "psoas, which runs from the lower back to the thigh bone",
        "KD 4 and GB 41",
        "no study",
    ],
)
def test_the_frame_of_the_article_is_told(shipped: Catalogue, fact: str) -> None:
    assert fact in " ".join(statement.text for statement in shipped.about)


@pytest.mark.parametrize(
    ("point_id", "muscle"), [("kd4", "psoas"), ("kd4", "hip-flexors"), ("gb41", "iliacus"), ("gb41", "hip-flexors")]
)
def test_what_is_only_the_authors_opinion_is_told_as_such(shipped: Catalogue, point_id: str, muscle: str) -> None:
    (claim,) = [claim for claim in point_of(shipped, point_id).claims if claim.symptom.id == muscle]
    assert claim.text.startswith("In the author's view")


def test_the_dose_of_each_point_is_what_the_facts_say(shipped: Catalogue) -> None:
    assert {point.id: dose_words(point.dose) for point in shipped.points} == {
        "ub60": "1 to 2 minutes a side, once or twice a day",
        "ub40": "1 minute a side at most, once or twice a day",
        "kd4": "1 to 2 minutes a side, once or twice a day",
        "gb41": "1 to 2 minutes a side, once or twice a day",
    }


def test_the_line_to_follow_names_the_time_and_both_sides(shipped: Catalogue) -> None:
    for point in shipped.points:
        time = "1 minute at most" if point.id == "ub40" else "1 to 2 minutes"
        assert time in point.do.text
        assert point.do.text.endswith(" Then the other.")
        assert len(point.do.text.split()) <= 35


def test_the_conditions_do_to_each_point_what_the_facts_say(shipped: Catalogue) -> None:
    avoid, ask, lightly = Action.AVOID, Action.ASK_FIRST, Action.PRESS_LIGHTLY
    actions = {
        condition.id: tuple(condition.rule_for(point).action for point in shipped.points)
        for condition in shipped.conditions
    }
    assert actions == {  # columns: UB 60, UB 40, KD 4, GB 41
        "pregnant": (avoid, ask, ask, ask),
        "blood-clot": (avoid, avoid, avoid, avoid),
        "blood-thinner": (ask, ask, ask, ask),
        "varicose-veins": (lightly, avoid, lightly, lightly),
        "numb-feet": (avoid, ask, avoid, avoid),
        "leg-injury": (ask, avoid, ask, ask),
        "leg-circulation": (ask, avoid, ask, ask),
    }


def test_what_the_facts_call_inference_is_called_so(shipped: Catalogue) -> None:
    bases = {
        condition.id: {condition.rule_for(point).basis for point in shipped.points} for condition in shipped.conditions
    }
    assert bases == {
        "pregnant": {Basis.TRADITION, Basis.INFERENCE},
        "blood-clot": {Basis.INFERENCE},
        "blood-thinner": {Basis.ADVICE},
        "varicose-veins": {Basis.INFERENCE},
        "numb-feet": {Basis.INFERENCE},
        "leg-injury": {Basis.INFERENCE},
        "leg-circulation": {Basis.INFERENCE},
    }


def test_the_ban_in_pregnancy_is_called_tradition_that_did_no_harm(shipped: Catalogue) -> None:
    rule = shipped.conditions[0].rule_for(point_of(shipped, "ub60"))
    assert rule.basis is Basis.TRADITION
    assert "no harm shown" in rule.reason
    assert "carr-2015" in {source.id for source in rule.sources}


def test_only_the_article_is_of_grade_c(shipped: Catalogue) -> None:
    assert [source.id for source in shipped.sources if source.grade is Grade.C] == ["many-lives"]


def test_every_source_is_cited_somewhere(shipped: Catalogue) -> None:
    text = catalogue_file().read_text(encoding="utf-8")
    cited = {name.strip() for listed in re.findall(r"sources: \[([^\]]*)\]", text) for name in listed.split(",")}
    assert cited == {source.id for source in shipped.sources}


def test_no_safety_statement_rests_on_the_article_alone(shipped: Catalogue) -> None:
    rules = [rule for one in shipped.conditions for rule in (one.rule, *(rule for _, rule in one.exceptions))]
    rests_on = [
        *(sign.sources for sign in shipped.warnings),
        *(rule.sources for rule in rules),
        *(advice.act.sources for advice in shipped.advice),
    ]
    assert all(map(is_trusted, rests_on))


def test_every_place_rests_on_the_who_standard(shipped: Catalogue) -> None:
    for point in shipped.points:
        assert "who-points" in {source.id for source in point.place.sources}


@pytest.mark.parametrize(
    "word", [r"cures?\b", r"\bsafe(ly|ty)?\b", "all[- ]clear", "guarantee", "harder is better", r"\bheals?\b"]
)
def test_nothing_is_promised(word: str) -> None:
    text = catalogue_file().read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.strip().startswith(("#", "title:", "- {", "address:"))]
    assert re.findall(word, "\n".join(lines), re.IGNORECASE) == []


def is_trusted(sources: tuple[Source, ...]) -> bool:
    return any(source.grade in {Grade.A, Grade.B} for source in sources)
