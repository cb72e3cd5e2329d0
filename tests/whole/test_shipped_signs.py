"""What the shipped catalogue says of danger: its signs and gates, conditions, cautions, and what they rest on."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from acupoint.catalogue.model import Catalogue, Extent, Gate, Grade, Kind, Names, Source, Unclear, Urgency
from acupoint.catalogue.read import catalogue_file, read_alone

# Each sign: the first letters of its gates (back, head, side, joints, anywhere), its urgency, and its few words.
SIGNS = """
numb-saddle       | b     | emergency | numb groin
bladder-bowel     | b     | emergency | bladder or bowel trouble
both-legs         | b     | emergency | both legs weak or numb
unsteady          | b     | emergency | unsteady
chest-pain        | bsja  | emergency | chest pain
breathless        | bsa   | emergency | hard to breathe
sudden-pain       | bsa   | emergency | sudden severe pain, or fainting
accident          | bsa   | emergency | a bad accident
sepsis            | bhsja | emergency | fever with confusion
stroke            | hja   | emergency | weak face or arm, slurred speech
sudden-headache   | h     | emergency | sudden, worst-ever headache
painful-eye       | h     | emergency | red or painful eye, or lost sight
stiff-neck        | h     | emergency | fever with stiff neck or rash
head-injury       | h     | emergency | after a blow to the head
fever             | bsa   | urgent    | fever
weight-loss       | bsa   | urgent    | weight loss
night-pain        | ba    | urgent    | pain that rest does not ease
lump              | b     | urgent    | a lump, or a changed shape of the back
cancer            | bha   | urgent    | cancer ever
fall              | bs    | urgent    | a fall, or brittle bones
infection-risk    | bha   | urgent    | a weak immune system
leg-weak          | b     | urgent    | one leg newly weak
calf-swelling     | bhsja | urgent    | a swollen leg
belly-pulse       | b     | urgent    | throbbing or lasting pain in the belly
cough-pain        | b     | urgent    | worse when you cough, sneeze, or poo
between-shoulders | b     | urgent    | pain between the shoulders
sore-scalp        | h     | urgent    | new headache after 50, or a sore scalp
pregnant-headache | h     | urgent    | pregnant, or birth in the last year
urine             | bs    | urgent    | shivering, or blood in urine
pain-waves        | s     | urgent    | bad pain in waves
rash              | sa    | urgent    | rash or blisters on one side
pregnant-pain     | bsa   | urgent    | you may be pregnant
hot-joint         | ja    | urgent    | one joint hot or swollen
clumsy-hands      | j     | urgent    | clumsy hands, unsteady walk
injury            | ja    | urgent    | an injury you cannot move
weeks             | bhsja | routine   | no better after weeks, or getting worse
leg-tingling      | b     | routine   | pain and tingling down one leg
headache-worse    | h     | routine   | a headache that keeps coming back
stiff-joints      | j     | routine   | joints stiff 30 minutes each morning
morning-years     | b     | routine   | low back pain since before 45
"""

# Each gate: its two lists, a line an item, with the signs that it stands for.
GATES = {
    "back": """
numb groin, bladder or bowel trouble | numb-saddle bladder-bowel
both legs weak or numb, or unsteady | both-legs unsteady
chest pain, or hard to breathe | chest-pain breathless
sudden severe pain, or a bad accident | sudden-pain accident
fever with confusion | sepsis
--
fever, or a weak immune system | fever infection-risk
cancer ever, or weight loss | cancer weight-loss
pain that rest does not ease | night-pain
a fall, or brittle bones | fall
one leg newly weak, or swollen | leg-weak calf-swelling
""",
    "head": """
sudden, worst-ever headache | sudden-headache
red or painful eye, or lost sight | painful-eye
weak face or arm, slurred speech | stroke sepsis
fever with stiff neck or rash | stiff-neck sepsis
after a blow to the head | head-injury
--
new headache, and you are over 50 | sore-scalp
sore scalp, or jaw pain on chewing | sore-scalp
pregnant, or birth in the last year | pregnant-headache
cancer, or a weak immune system | cancer infection-risk
""",
    "side": """
chest pain, or hard to breathe | chest-pain breathless
sudden severe pain, or fainting | sudden-pain
a bad accident | accident
fever with confusion | sepsis
--
fever, shivering, or blood in urine | urine fever
bad pain in waves | pain-waves
rash or blisters on one side | rash
you may be pregnant | pregnant-pain
a fall, or weight loss | fall weight-loss
""",
    "joints": """
chest, arm, or jaw pain | chest-pain
weak face or arm, slurred speech | stroke
fever with confusion | sepsis
--
one joint hot or swollen | hot-joint
clumsy hands, unsteady walk | clumsy-hands
an injury you cannot move | injury
this week: stiff 30 minutes each morning | stiff-joints
""",
    "anywhere": """
chest, arm, or jaw pain | chest-pain
hard to breathe | breathless
sudden severe pain, or fainting | sudden-pain
weak face or arm, slurred speech | stroke sepsis
a bad accident | accident
--
fever, or weight loss | fever weight-loss
a hot, swollen joint or leg | hot-joint calf-swelling
an injury you cannot move | injury
cancer, or a weak immune system | cancer infection-risk
pain that rest does not ease | night-pain
""",
}

# What the full words of a sign must say, beyond its few.
FULL = {
    "numb-saddle": "genitals, back passage, buttocks, or inner thighs.*Wiping.*sexual",
    "bladder-bowel": "starting, feeling, or holding urine.*bowel control or feeling",
    "both-legs": "pain, tingling, weakness, or numbness in both legs",
    "chest-pain": "tightness in the chest.*an arm, the neck, the jaw, or the back",
    "breathless": "sudden, bad breathlessness, or coughing up blood",
    "sudden-pain": "back, side, or belly.*fainting.*pale, grey, or clammy",
    "sepsis": "confusion, slurred speech, very fast breathing, or blotchy.*brown.*palms, the soles, and the lips",
    "stroke": "drooping face, a weak or numb arm or leg, trouble speaking, sudden confusion, or a fit",
    "sudden-headache": "within minutes.*extremely painful",
    "painful-eye": "red eye, blurred or lost sight, rings round lights, or being sick",
    "stiff-neck": "fever and a stiff neck, a rash, drowsiness, or dislike of light.*Do not wait for all",
    "head-injury": "gets worse.*drowsiness, vomiting, or weakness.*blood thinner, any blow",
    "cancer": "new or worse pain.*now or in the past",
    "fall": "even a small one.*older, have brittle bones, or have long used steroids.*spine that eases on lying",
    "leg-weak": "newly weak, trips, or hangs",
    "leg-tingling": "one leg.*steady or easing.*home.*no better after some weeks, or gets worse",
    "calf-swelling": "swollen, warm, painful, or changed in colour.*red or darkened.*brown or black",
    "belly-pulse": "throbbing.*belly pain with the back pain that does not go away",
    "sore-scalp": "50 or over.*sore scalp or temple, or jaw pain.*Any loss of sight, or double sight, is an emerg",
    "pregnant-headache": "in the year after a birth, its first six weeks.*under the ribs.*maternity unit now",
    "urine": "fever, shivering, or being sick.*burning or blood.*no urine all day",
    "pain-waves": "comes in waves, towards the groin.*cannot keep still",
    "rash": "on one side.*one patch of skin.*within 3 days",
    "pregnant-pain": "low on one side.*bleeding.*tip of the shoulder.*sharp and sudden, or you feel faint, it is an em",
    "hot-joint": "very painful, swollen, or hot.*fever or shivering",
    "clumsy-hands": "clumsy or numb, with an unsteady walk",
    "injury": "hardly move.*swollen or has an odd shape",
    "stiff-joints": "more than one joint, or of small joints.*over half an hour.*this week",
    "headache-worse": "keeps coming back, gets worse, or that painkillers no longer help",
    "morning-years": "before 45.*over 3 months.*second half of the night.*psoriasis",
}

# The cautions in their order, those for every point first; moxa comes last.
CAUTIONS = {
    "": (
        "leg is hot, swollen, red, or newly painful.*ever had a blood clot",
        "sore, broken, or bruised.*feet are numb",
    ),
    "ub60": ("pregnant, leave this point out", "tingles.*half way between the bone and the tendon", "moxa"),
    "ub40": (
        "lightly.*nerve, and the main vein and artery.*swelling behind the knee",
        "varicose veins or poor circulation.*injured.*operated on or bypassed",
        "Let go at once",
        "moxa",
    ),
    "kd4": ("not on the tendon or the bone, and start from the tendon.*a nerve and an artery.*front half",),
    "gb41": ("tender, so begin lightly", "headache or eye pain, mind its warning signs"),
}

SHORT = {
    "pregnant": "you are pregnant or lately gave birth",
    "blood-clot": "you ever had a clot",
    "blood-thinner": "you take blood thinners or bleed easily",
    "varicose-veins": "you have varicose veins",
    "numb-feet": "your feet are numb",
    "leg-injury": "a leg or foot is injured or newly operated",
    "leg-circulation": "a leg has poor circulation, bypass, stent",
}

# What the evidence must say, and on what word.
CORRECTIONS = {
    "Murphy, within the groups": (
        "67 people, 6 weeks.*tiredness.*35 to 36 percent within the groups.*more than with usual.*does not say",
        "murphy-2019",
    ),
    "the ACP's guideline as history": ("In 2017 the American College of Physicians.*withdrawn", "annals-withdrawn"),
    "the WHO's guideline": (
        r"\(2023\).*needling.*conditional, and of low certainty; for massage it is of very low.*not name acupressure",
        "who-2023-back",
    ),
    "the review for it": ("little or no difference in most outcomes", "yu-2023"),
    "ear points": (
        r"Which point is pressed may matter little.*ear points \(2025\).*272 people of 60 and over",
        "kawi-2025",
    ),
    "points not meant for the back": ("Points not meant for the back did as well as those that were", "kawi-2025"),
    "knee pain": (
        r"two sessions \(2024, 314 people\).*0\.54 of 10 points.*0\.10 to 0\.97.*under the two points",
        "yeung-2024",
    ),
    "the trial without results": ("297 people.*no results in January 2026", "va-trial"),
    "NICE on the back": ("In 2016 NICE.*dropped acupuncture for low back pain", "nice-2016"),
    "NICE on chronic pain": (r"April 2021 \(NG193\) to consider acupuncture", "barnet-ng193"),
    "the journal of Li": ("dropped from an index in 2023 and has retracted many.*this paper is not one", "li-2021"),
    "Ghanbari": ("84 people, 4 weeks.*abstract does not say by how much", "ghanbari-2022"),
    "Hsieh": ("129 people with lasting back pain had acupressure from a therapist", "hsieh-2006"),
    "most back pain": ("Most people have back pain at some time, and it is rarely serious", "northern-trust-back"),
}

# The sources that the signs rest on: how far each was read. Those of grade B are named.
READ = {
    Extent.WHOLE: "northern-trust-back rnoh-mscc willington-sepsis mayo-headache duke-glaucoma nhs-septic-arthritis "
    "royal-free-myelopathy lanarkshire-axspa rcog-clots many-lives annals-withdrawn",
    Extent.LIST: "somerset-cauda-equina hse-chest-pain wales-lung-clot nidirect-lung-clot nhs-aneurysm nidirect-stroke "
    "limelight-headaches nhs-meningitis eastamb-head-injury wales-arteritis nidirect-arteritis cdc-maternal "
    "nhs-kidney-infection guys-renal-colic wales-shingles nidirect-ectopic nice-qs33 dynamic-health-myelopathy "
    "wales-broken-arm hse-dvt bath-podiatry who-2023-back barnet-ng193",
    Extent.ABSTRACT: "snnoop10 sural-mri-2021 kim-2015 murphy-2019 kawi-2025 yeung-2024 yu-2023 sean-2024 ernst-2003 "
    "ghanbari-2022 hsieh-2006 finucane-2020 li-2021 childs-2005 whitney-1992",
}
GONE = (
    "walsall-back bridgwater-back nuffield-cauda-equina lifecare-feet podiatry-canada popliteal-artery woodley-bl40 "
    "sports-injury-dvt textbook-gallbladder acupuncture-nepal-bl40 rose-city-bl40 miridia-bl40 me-and-qi-gb41 "
    "chinesemed-gallbladder"
)

# Where a page of point lore stands beside the WHO's book or an anatomy paper, for what these do not say: names in
# English, how to sit, how far from bone to tendon, between which tendons, and a measure that is called tradition.
LORE = ("knee a little bent", "half way", "half a thumb's width")
ANATOMY = {"who-points", "greenwood-2021", "statpearls-popliteal", "sural-mri-2021", "kim-2015"}


def gates_of(letters: str) -> tuple[str, ...]:
    names = {name[0]: name for name in GATES}
    return tuple(names[letter] for letter in letters)


def test_each_sign_has_its_gates_its_urgency_and_its_few_words(shipped: Catalogue) -> None:
    wanted = [[cell.strip() for cell in line.split("|")] for line in SIGNS.strip().splitlines()]
    assert [(sign.id, sign.gates, sign.urgency.word, sign.short) for sign in shipped.warnings] == [
        (name, gates_of(letters), urgency, short) for name, letters, urgency, short in wanted
    ]


@pytest.mark.parametrize("name", FULL)
def test_a_signs_full_words_say_all_of_it(name: str, shipped: Catalogue) -> None:
    (text,) = [sign.text for sign in shipped.warnings if sign.id == name]
    assert re.search(FULL[name], text), text


def lists_of(gate: Gate) -> str:
    emergency, urgent = (
        "\n".join(f"{item.text} | {' '.join(sign.id for sign in item.signs)}" for item in items)
        for items in (gate.emergency, gate.urgent)
    )
    return f"\n{emergency}\n--\n{urgent}\n"


def test_each_gate_has_its_two_lists(shipped: Catalogue) -> None:
    assert {gate.id: lists_of(gate) for gate in shipped.gates} == GATES


def test_no_emergency_stands_among_what_can_wait(shipped: Catalogue) -> None:
    for gate in shipped.gates:
        assert {sign.urgency for item in gate.emergency for sign in item.signs} == {Urgency.EMERGENCY}
        later = {sign.urgency for item in gate.urgent for sign in item.signs if sign.id != "stiff-joints"}
        assert later == {Urgency.URGENT}


def test_each_place_has_its_gate_and_two_of_them_ask(shipped: Catalogue) -> None:
    gates = {symptom.id: symptom.gate for symptom in shipped.symptoms}
    assert {name: gate for name, gate in gates.items() if gate} == {
        **dict.fromkeys(["lower-back", "back", "sacrum"], "back"),
        "side": "side",
        "headache": "head",
        **dict.fromkeys(["hands", "wrists"], "joints"),
        "anywhere": "anywhere",
    }
    assert [symptom.id for symptom in shipped.symptoms if symptom.asks] == ["headache", "anywhere"]


def test_cautions_come_in_the_order_of_their_weight(shipped: Catalogue) -> None:
    for point in shipped.points:
        cautions = [caution.text for caution in shipped.cautions_for(point)]
        wanted = [*CAUTIONS[""], *CAUTIONS[point.id]]
        assert [bool(re.search(words, text)) for words, text in zip(wanted, cautions, strict=True)] == [True] * len(
            wanted
        )


def test_whom_to_call_when_breathless_stands_among_the_stop_signs(shipped: Catalogue) -> None:
    stop = " ".join(sign.text for sign in shipped.stop)
    assert re.search(
        "sharp or shooting pain, numbness, or tingling.*bruise.*breathless, have chest pain, or faint", stop
    )
    assert "Call your emergency number" in stop


def test_each_condition_has_a_few_words(shipped: Catalogue) -> None:
    assert {condition.id: condition.short for condition in shipped.conditions} == SHORT


def test_the_weeks_after_a_birth_count_as_pregnancy_and_clots_are_rare(shipped: Catalogue) -> None:
    pregnant = shipped.conditions[0]
    assert pregnant.text == "you are pregnant, or gave birth in the last six weeks"
    assert re.search("likeliest just after a birth.*still rare: 1 to 2 in 1,000", pregnant.rule.reason)
    assert "rcog-clots" in {source.id for source in pregnant.rule.sources}


def test_a_clot_set_loose_is_always_told_with_how_rare_it_is(shipped: Catalogue) -> None:
    told = [text for text in texts_of(shipped) if "clot loose" in text]
    assert len(told) >= 4
    assert [text for text in told if "In rare cases leg massage has set a clot loose" not in text] == []


@pytest.mark.parametrize("name", CORRECTIONS)
def test_the_evidence_says_what_its_sources_do(name: str, shipped: Catalogue) -> None:
    words, source = CORRECTIONS[name]
    assert [
        one
        for one in shipped.evidence
        if re.search(words, one.text) and source in {source.id for source in one.sources}
    ], words


def test_li_2021_is_of_grade_b_and_jaw_pain_stands_beside_back_pain(shipped: Catalogue) -> None:
    assert {source.grade for source in shipped.sources if source.id.startswith("li-2021")} == {Grade.B}
    assert any(
        {"whitney-1992", "sean-2024"} <= {source.id for source in one.sources}
        and "jaw pain and with back pain" in one.text
        for one in shipped.ratings
    )


def test_what_is_not_in_the_standard_of_ub_60_is_told_as_such(shipped: Catalogue) -> None:
    about = " ".join(one.text for one in shipped.points[0].about)
    assert re.search('measures nothing there. "Level with the tip" and "half way" are from a page that teaches', about)


def test_lasting_illness_is_told_of_inflamed_joints(shipped: Catalogue) -> None:
    rules = " ".join(rule.text for rule in shipped.rules)
    assert "heart disease, inflamed joints, brittle bones, or another lasting illness" in rules
    assert "arthritis" not in " ".join(texts_of(shipped)).casefold()


def test_it_says_whom_it_is_for_and_who_has_checked_it(shipped: Catalogue) -> None:
    assert shipped.audience is not None
    assert shipped.review is not None
    assert shipped.audience.text.startswith("This guide is for adults.")
    assert [source.id for source in shipped.audience.sources] == ["gloucestershire-red-flags"]
    assert (shipped.review.checked, shipped.review.again) == ("2026-11-27", "2027-11-27")
    assert "No clinician has reviewed the guide" in shipped.review.text


class TestSources:
    def test_each_says_how_far_it_was_read(self, shipped: Catalogue) -> None:
        assert [source.id for source in shipped.sources if source.read is None] == []

    @pytest.mark.parametrize("extent", READ)
    def test_none_is_said_to_be_read_further_than_it_was(self, extent: Extent, shipped: Catalogue) -> None:
        assert {source.id for source in shipped.sources if source.read is extent} == set(READ[extent].split())

    def test_the_weak_ones_are_gone(self, shipped: Catalogue) -> None:
        assert {source.id for source in shipped.sources} & set(GONE.split()) == set()

    def test_each_sign_rests_on_a_health_service_where_one_was_read(self, shipped: Catalogue) -> None:
        weak = [sign.id for sign in shipped.warnings if all(source.grade is not Grade.A for source in sign.sources)]
        assert weak == ["lump", "cough-pain", "between-shoulders"]

    def test_point_lore_stands_only_for_what_better_ones_do_not_say(self) -> None:
        beside = [
            value
            for value in values_in(read_alone(catalogue_file()))
            if not isinstance(value, Names) and is_lore_beside_better(getattr(value, "sources", ()))
        ]
        texts = [str(getattr(value, "text", value)) for value in beside]
        assert len(texts) > len(LORE)
        assert [text for text in texts if not any(words in text for words in LORE)] == []


def is_lore_beside_better(sources: tuple[Source, ...]) -> bool:
    return any(one.kind is Kind.TRADITION for one in sources) and any(one.id in ANATOMY for one in sources)


def values_in(value: object) -> Iterator[object]:
    """Every entry of the catalogue that rests on sources, and every other part of it."""
    if isinstance(value, tuple):
        for item in value:
            yield from values_in(item)
    elif is_dataclass(value) and not isinstance(value, Source):
        if not isinstance(value, Catalogue):
            yield value
        for field in fields(value):
            yield from values_in(getattr(value, field.name))


def texts_of(catalogue: Catalogue) -> Iterator[str]:
    """Everything that the catalogue says in sentences."""
    for value in values_in(catalogue):
        if not isinstance(value, Unclear):
            for name in ("text", "reason", "short", "note"):
                if isinstance(text := getattr(value, name, None), str):
                    yield text


def test_each_sentence_has_twenty_words_at_most(shipped: Catalogue) -> None:
    sentences = {sentence for text in texts_of(shipped) for sentence in re.split(r"(?<=[.!?:])\s", text)}
    assert len(sentences) > 300
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
