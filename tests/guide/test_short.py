import dataclasses
import re

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.drawing.svg import read_drawing
from acupoint.guide import plain, short, short_plain, short_screen, wording
from acupoint.guide import screen as full_screen
from acupoint.guide.suggest import AppliedRule, self_report, suggest, suggest_named
from acupoint.text import clinic_mark
from support.screen import shown


def test_what_a_point_is_best_for_comes_first_and_each_strength_once(shipped: Catalogue) -> None:
    ub60 = shipped.points[0]
    claims = [claim for claim in ub60.claims if claim.symptom.id in {"lower-back", "cold", "morning"}]
    assert short.best_words(claims) == (
        "best when cold makes it worse and mornings are worst; good for lower back pain"
    )


def test_a_condition_that_was_said_is_not_told_again(shipped: Catalogue) -> None:
    ub40 = shipped.points[1]
    nobody, pregnant = self_report(shipped, []), self_report(shipped, ["pregnant"])
    assert "you are pregnant or lately gave birth" in short.ask_first_if(shipped, [ub40], nobody)
    assert "you are pregnant or lately gave birth" not in short.ask_first_if(shipped, [ub40], pregnant)


def test_whoever_was_asked_about_all_conditions_reads_none_of_them(shipped: Catalogue) -> None:
    asked = self_report(shipped, ["cold"], conditions_asked=True)
    ub60 = shipped.points[0]
    assert short.ask_first_if(shipped, [ub60], asked) == ()
    assert short.not_if(shipped, [ub60], asked) == tuple(caution.short for caution in shipped.cautions)


def test_a_caution_without_short_words_stands_in_full(small: Catalogue) -> None:
    answer = suggest(small, self_report(small, ["night"]))
    assert "caution: Do not press on a wound." in short_plain.suggestions(small, answer).splitlines()
    assert "Do not press on a wound." in shown(short_screen.suggestions(small, answer))


def test_several_points_begin_with_the_first_and_take_so_long(shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["lower-back"]))
    assert short.begin_words(answer) == ("Begin with UB 40: you need not press them all. All take 6 to 10 minutes.")


@pytest.mark.parametrize(("rows", "drawings"), [("24", 1), ("20", 0)])
def test_the_drawing_is_the_first_thing_to_go(
    shipped: Catalogue, rows: str, drawings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", rows)
    monkeypatch.setenv("COLUMNS", "80")
    answer = suggest(shipped, self_report(shipped, ["cold"]))
    picture = answer.suggestions[0].point.picture
    assert picture
    text = shown(short_screen.suggestions(shipped, answer, {"ub60": read_drawing(picture.file)}))
    assert text.count("●") == drawings


def test_the_list_for_the_ear_has_a_label_on_every_line(shipped: Catalogue) -> None:
    lines = short_plain.spoken_list(shipped).splitlines()
    assert lines[1] == "point: UB 40, Wěizhōng. Back of the knee. For: Lower back pain."
    assert all(": " in line for line in lines)


def test_a_reason_is_its_first_sentence(shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["lower-back", "pregnant"]))
    why = "You are pregnant or lately gave birth. By tradition it is not used in pregnancy, as it is said to bring on"
    assert dict(short.left_out(answer)) == {"UB 60": f"{why} labour."}


@pytest.mark.parametrize(
    ("ids", "codes", "whom"),
    [
        (["lower-back", "blood-clot"], "UB 60, UB 40, and KD 4", "Whether you may press is for your doctor to say."),
        (["side", "numb-feet"], "GB 41", "Leave this point out unless a podiatrist or doctor has agreed."),
        (["blood-clot"], "UB 60, UB 40, KD 4, and GB 41", "Whether you may press is for your doctor to say."),
    ],
)
def test_where_no_point_is_left_the_reason_ends_with_whom_to_ask(
    ids: list[str], codes: str, whom: str, shipped: Catalogue
) -> None:
    answer = suggest(shipped, self_report(shipped, ids))
    ((points, why),) = short.left_out(answer)
    assert points == codes
    assert why.endswith(f". {whom}")
    last = f"all signs: {wording.safety_command(answer.places)}\nnote: {wording.NO_DOCTOR}"
    assert short_plain.suggestions(shipped, answer).endswith(f"\nleft out: {points}: {why}\n{last}")
    screen = " ".join(shown(short_screen.suggestions(shipped, answer)).split())
    assert screen.endswith(f"Not now {points}: {why} {wording.NO_DOCTOR}")


def test_a_held_back_point_is_told_if_it_would_do_or_was_named(shipped: Catalogue) -> None:
    (gb41,) = (point for point in shipped.points if point.id == "gb41")
    report = self_report(shipped, ["lower-back", "blood-clot"])
    assert "GB 41" not in short_plain.suggestions(shipped, suggest(shipped, report))
    assert "GB 41" in plain.suggestions(shipped, suggest(shipped, report))
    assert "GB 41" in short_plain.suggestions(shipped, suggest_named(shipped, [gb41], report))


def test_a_held_back_answer_says_nothing_twice(shipped: Catalogue) -> None:
    for condition in shipped.conditions:
        for symptom in shipped.symptoms:
            answer = suggest(shipped, self_report(shipped, [symptom.id, condition.id]))
            if not answer.suggestions:
                said = short_plain.suggestions(shipped, answer)
                sentences = re.findall(r"[A-Z][^.:\n]{20,}\.", said)
                assert len(sentences) == len(set(sentences)), said
                assert len(said.split()) < 150


@pytest.mark.parametrize("reading", ["plain", "pretty", "full plain", "full pretty"])
def test_to_a_mere_sign_the_places_are_told(reading: str, shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["weeks"]))
    told = {
        "plain": lambda: short_plain.suggestions(shipped, answer),
        "pretty": lambda: shown(short_screen.suggestions(shipped, answer)),
        "full plain": lambda: plain.suggestions(shipped, answer),
        "full pretty": lambda: shown(full_screen.suggestions(shipped, answer)),
    }[reading]()
    assert "This guide has no point for that alone. Say where it hurts as well." in told
    assert [one.id for one in shipped.symptoms if f"--{one.id}" in told] == [
        one.id for one in shipped.symptoms if one.gate
    ]


def test_a_reason_that_holds_for_several_points_is_told_once(shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["lower-back", "numb-feet"]))
    told = dict(short.left_out(answer))
    assert told == {"UB 60 and KD 4": "Your feet are numb. A numb foot cannot tell you when you press too hard."}
    for text in (short_plain.suggestions(shipped, answer), shown(short_screen.suggestions(shipped, answer))):
        assert " ".join(text.split()).count("A numb foot cannot tell you") == 1


def test_a_place_without_short_words_is_told_in_full(small: Catalogue) -> None:
    point = small.points[0]
    assert short.place_words(point) == "On the left thumb."
    thumb = dataclasses.replace(point, place=dataclasses.replace(point.place, short="thumb"))
    assert short.place_words(thumb) == "thumb"


def test_a_card_says_no_caution_twice(shipped: Catalogue) -> None:
    for point in shipped.points:
        card = short_plain.cards(shipped, [point], {}).casefold()
        for words in ("varicose veins", "sharp pain or tingling", "hunt", "ever had a clot", "feet are numb"):
            assert card.count(words) <= 1, (point.id, words)


@pytest.mark.parametrize("reading", ["plain", "pretty"])
def test_who_did_not_speak_of_varicose_veins_reads_to_press_lightly(reading: str, shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["cold"]))
    text = short_plain.suggestions(shipped, answer)
    if reading == "pretty":
        text = shown(short_screen.suggestions(shipped, answer))
    words = " ".join(text.replace(":", "").split()).casefold()
    assert "press lightly if you have varicose veins." in words
    said = suggest(shipped, self_report(shipped, ["cold", "varicose-veins"]))
    assert "do this at UB 60: Press lightly. Sit." in short_plain.suggestions(shipped, said)


def test_for_the_ear_the_gate_ends_with_what_to_do_and_no_question(shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["side"]))
    card = short_plain.cards(shipped, shipped.points[:1], {})
    for text in (short_plain.suggestions(shipped, answer), card, plain.suggestions(shipped, answer)):
        assert re.search("^first: If (none|you have none of these now), go on.", text, re.MULTILINE)
        assert "?" not in text
        assert re.search("^(first: .*)?all signs: acupoint safety --(side|back)$", text, re.MULTILINE | re.IGNORECASE)


def test_no_short_answer_is_an_all_clear(shipped: Catalogue) -> None:
    answer = suggest(shipped, self_report(shipped, ["cold"]))
    for shown_text in (
        shown(short_screen.suggestions(shipped, answer)),
        shown(short_screen.cards(shipped, shipped.points, {})),
    ):
        assert "None of these now? If worried, see a doctor." in shown_text
    for text in (
        short_plain.suggestions(shipped, answer),
        short_plain.cards(shipped, shipped.points, {}),
        short_plain.safety(shipped, answer.places),
        shown(short_screen.safety(shipped, answer.places)),
    ):
        assert "If you are worried, see somebody." in text
    for text in (short_plain.safety(shipped, answer.places), shown(short_screen.safety(shipped, answer.places))):
        assert "Having none of them does not mean that all is well." in text


@pytest.mark.parametrize("width", [50, 80, 120])
def test_where_no_drawing_fits_no_row_is_left_empty_for_it(
    width: int, shipped: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "60")
    answer = suggest(shipped, self_report(shipped, ["cold"]))
    picture = answer.suggestions[0].point.picture
    assert picture
    rows = shown(short_screen.suggestions(shipped, answer, {"ub60": read_drawing(picture.file)}), width).splitlines()
    assert sum(not row.strip() for row in rows) == 1, "the row after the gate"


def test_each_condition_nobody_spoke_of_is_told_for_its_points(small: Catalogue) -> None:
    (ub1, kd2), nobody = small.points, self_report(small, [])
    caution = dataclasses.replace(small.cautions[0], short="on a wound")
    cautious = dataclasses.replace(small, cautions=(caution, *small.cautions))
    assert short.not_if(cautious, [ub1], nobody) == ("you have a sunburn", "on a wound")
    assert short.not_if(small, [ub1, kd2], nobody) == ("you have a sunburn (UB 1)",)
    assert short.ask_first_if(small, [ub1], nobody) == ()
    assert short.ask_first_if(small, [ub1, kd2], nobody) == ("you have a sunburn (KD 2)",)
    assert short.lightly_if(small, [ub1, kd2], nobody) == ("your hands are cold",)
    assert short.lightly_if(small, [ub1, kd2], self_report(small, ["cold-hands"])) == ()


def test_a_sign_to_stop_at_is_told_shortly_or_else_in_full(small: Catalogue) -> None:
    (hurts,), kd2 = small.stop, small.points[1]
    shorts = [dataclasses.replace(hurts, short=words) for words in ("sharp pain, a bruise", "Faint: an emergency.", "")]
    assert short.short_stops(shorts) == "at sharp pain or a bruise. Faint: an emergency."
    assert short.short_stops(shorts[1:]) == "Faint: an emergency."
    assert short.short_stops([hurts]) == ""
    clinics = dataclasses.replace(hurts, text="Stop for tea.", added_by="Us")
    assert short.stop_words(dataclasses.replace(small, stop=(hurts, clinics))) == "Stop when it hurts. Stop for tea."
    assert short.further_stops(dataclasses.replace(small, stop=(hurts, clinics)), kd2) == ("Stop when it tickles.",)
    told = dataclasses.replace(small, stop=(*shorts[:2], clinics, dataclasses.replace(clinics, short="tea")))
    assert short.further_stops(told, kd2) == ("Stop when it tickles.", "Stop for tea.")


def test_a_clinics_caution_without_short_words_is_told_in_full(small: Catalogue) -> None:
    nail = small.points[0].cautions[0]
    ours, brief = dataclasses.replace(nail, added_by="Us"), dataclasses.replace(nail, added_by="Us", short="a nail")
    point = dataclasses.replace(small.points[0], cautions=(nail, ours, brief))
    assert short.further_cautions(small, point) == ("Do not press on a wound.", "Mind the nail.")


def test_a_condition_orders_something_for_each_point(small: Catalogue) -> None:
    sunburn, cold_hands = small.conditions
    assert short.condition_orders(small, sunburn) == "Leave out UB 1. Ask your nurse or doctor first about KD 2."
    assert short.condition_orders(small, cold_hands) == "Press every point lightly."


def test_the_reason_of_a_clinic_is_its_first_sentence_with_its_mark(small: Catalogue) -> None:
    sunburn = small.conditions[0]
    rule = dataclasses.replace(sunburn.rule, reason="It stings. It peels. [Us]", added_by="Us")
    assert short.because(AppliedRule(sunburn, rule)) == f"You have a sunburn. It stings.{clinic_mark('Us')}"
    whole = dataclasses.replace(rule, reason="It stings.", added_by="")
    assert short.reason(AppliedRule(sunburn, whole)) == "It stings."
