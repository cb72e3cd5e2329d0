"""What a text says, in the person's own words."""

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.words.hear import Heard, hear
from acupoint.words.vocabulary import Vocabulary


def ids(heard: Heard) -> tuple[list[str], list[str], list[str]]:
    return ([one.id for one in heard.stated], [one.id for one in heard.asked], [one.id for one in heard.denied])


def test_each_outcome_carries_the_words_it_rests_on(vocabulary: Vocabulary) -> None:
    heard = hear("Stiff in the Morning, no fever, and my left foot is a bit floppy", vocabulary)
    assert [(one.id, one.said) for one in heard.stated] == [
        ("morning", "in the Morning"),
        ("leg-weak", "foot is a bit floppy"),
    ]
    assert [(one.id, one.said) for one in heard.denied] == [("fever", "fever")]


@pytest.mark.parametrize(
    ("text", "stated", "asked", "denied"),
    [
        ("my dad had cancer; my lower back hurts", ["lower-back"], ["cancer"], []),
        ("what if my bum went numb", [], ["numb-saddle"], []),
        ("no fever or numb bum, back pain", ["back"], [], ["fever", "numb-saddle"]),
        ("no fever but my bum is numb", ["numb-saddle"], [], ["fever"]),
        ("never a night without waking in pain", ["night-pain"], [], []),
        ("there isn't a morning without numb feet", ["numb-feet"], [], []),
        ("no fever. A fever since Monday", ["fever"], [], []),
        ("I fell off my bike when I was nine", [], ["fall", "accident"], []),
        ("no doctor can explain my fever", ["fever"], [], []),
        ("", [], [], []),
    ],
)
def test_a_text_is_heard(
    text: str, stated: list[str], asked: list[str], denied: list[str], vocabulary: Vocabulary
) -> None:
    assert ids(hear(text, vocabulary)) == (stated, asked, denied)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("back", ["back"]),
        ("My wrists!", ["wrists"]),
        ("hands, and knees", ["hands", "anywhere"]),
        ("neck and back", ["anywhere", "back"]),
        ("cold", ["cold"]),
        ("no back", []),
        ("back to work", []),
        ("cold beer", []),
        ("it came in the post, side a", []),
    ],
)
def test_a_bare_place_is_heard_where_nothing_else_is_said(text: str, stated: list[str], vocabulary: Vocabulary) -> None:
    assert ids(hear(text, vocabulary)) == (stated, [], [])


def test_every_symptom_is_heard_by_the_name_of_its_flag(vocabulary: Vocabulary, shipped: Catalogue) -> None:
    for symptom in shipped.symptoms:
        stated, asked, _ = ids(hear(symptom.id.replace("-", " "), vocabulary))
        assert symptom.id in [*stated, *asked] or symptom.id == "anywhere"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("my bum goes numb in January", 0), ("a numb bum since last March", 0), ("a numb bum last March", 1)],
)
def test_a_month_is_past_only_where_that_is_said(text: str, outcome: int, vocabulary: Vocabulary) -> None:
    assert "numb-saddle" in ids(hear(text, vocabulary))[outcome]


@pytest.mark.parametrize("text", ["does the numb bum ever go? No.", "can I shake off this numb bum? no, never"])
def test_another_question_that_is_answered_no_denies_no_sign(text: str, vocabulary: Vocabulary) -> None:
    assert "numb-saddle" not in ids(hear(text, vocabulary))[2]


@pytest.mark.parametrize("text", ["walking makes my lower back better", "my lower back feels better when I walk"])
def test_what_eases_a_symptom_is_no_denial_of_it(text: str, vocabulary: Vocabulary) -> None:
    assert "lower-back" in ids(hear(text, vocabulary))[0]
    assert "lower-back" in ids(hear("my lower back is better", vocabulary))[2]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("wakling", "walking"),
        ("thorugh", "through"),
        ("stpoped", "stopped"),
        ("storke", "stroke"),
        ("takling", "talking"),
    ],
)
def test_letters_that_changed_places_come_before_any_other_slip(slip: str, meant: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.phrases.mended(slip) == meant


@pytest.mark.parametrize("text", ["is not good", "is no better", "hasn't been good", "isn't ok", "is never right"])
def test_what_is_not_fine_is_stated(text: str, vocabulary: Vocabulary) -> None:
    assert "lower-back" in ids(hear(f"my lower back {text}", vocabulary))[0]
    assert "lower-back" in ids(hear("my lower back is no bother", vocabulary))[2]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("put my back out lifting a sofa", ["back"]),
        ("when the cold nights come my back is painful", ["cold", "back"]),
        ("I can't get my back to loosen", ["back"]),
        ("I put the sofa back", []),
        ("the bottom of my back", ["lower-back"]),
    ],
)
def test_my_back_is_heard_inside_an_idiom(text: str, stated: list[str], vocabulary: Vocabulary) -> None:
    assert [one.id for one in hear(text, vocabulary).stated if one.id not in vocabulary.signs] == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("my S.I. joint grumbles", ["sacrum"]),
        ("I had a D.V.T. in 2019", ["blood-clot"]),
        ("no fever since 6 a.m. numb between the legs", ["numb-saddle"]),
        ("no fever, nor do I. I am numb between the legs", ["numb-saddle"]),
    ],
)
def test_initials_are_one_word_and_end_no_sentence_but_after_the_hour(
    text: str, stated: list[str], vocabulary: Vocabulary
) -> None:
    assert ids(hear(text, vocabulary))[0] == stated


def test_what_was_not_understood_is_given_back(vocabulary: Vocabulary) -> None:
    assert hear("Lower back pain, mon dos me fait mal.", vocabulary).not_understood == ("mon dos me fait mal",)


@pytest.mark.parametrize(
    ("text", "asked", "denied"),
    [
        ("no fever", [], ["fever"]),
        ("no trouble peeing until today", ["bladder-bowel"], []),
        ("I'm not feverish", [], []),
        ("no weakness except the left foot", ["leg-weak"], []),
        ("no fever?", ["fever"], []),
    ],
)
def test_a_sign_is_told_as_denied_only_where_that_is_plain(
    text: str, asked: list[str], denied: list[str], vocabulary: Vocabulary
) -> None:
    assert ids(hear(text, vocabulary)) == ([], asked, denied)


@pytest.mark.parametrize(
    "text",
    [
        "there's never enough air in the room",
        "never without a fever these days",
        "not a day without chest pain",
        "not a night without sweats soaking the sheets",
        "can't go a day without fainting",
        "no explanation for the weight loss",
        "hardly any feeling between my legs",
        "not one night passes without a fever",
        "I have no bladder control",
        "never steady on my feet now",
        "not a single night without drenching sweats",
        "can't walk without falling over",
        "few days without chest pain",
        "not yet free of the fever",
        "no change in the weakness in my left foot",
        "neither leg works",
        "not one night without sweats",
        "I can no longer feel when I wipe",
        "no more strength in my foot",
        "there is no way I can hold my pee",
    ],
)
def test_a_negation_that_says_there_is_a_sign_denies_nothing(text: str, vocabulary: Vocabulary) -> None:
    heard = hear(text, vocabulary)
    assert {one.id for one in heard.stated} & vocabulary.signs
    assert not heard.denied


@pytest.mark.parametrize(
    "text",
    [
        "it's not that I don't leak, I just hide it",
        "I wouldn't say my legs aren't weak",
        "there isn't a day I don't leak",
        "can't say it's not numb down there",
        "it's not true that I have no fever, it was 39 last night",
        "not a day passes that I don't fall",
        "without the numbness in my bum I could cope",
    ],
)
def test_a_negation_that_another_may_undo_is_asked_about(text: str, vocabulary: Vocabulary) -> None:
    heard = hear(text, vocabulary)
    assert {one.id for one in heard.asked} & vocabulary.signs
    assert not heard.denied


@pytest.mark.parametrize(
    "text",
    [
        "neither calf is swollen or warm, only a sore heel",
        "neither leg is weak or tingly, it's only the back that's sore",
        "coughing and sneezing don't bother it at all, low back tight",
        "doesn't hurt when I cough or sneeze",
        "no burning when I wee",
        "my pee is clear and there's no burning",
        "knee creaks but it's not hot and not swollen",
        "the GP asked if my bum was numb, it isn't",
        "asked about pee n poo n numbness down there, all gud",
        "it's not that I leak",
        "no pins and needles in my legs",
        "temperature is normal, immune system like an ox",
        "temperature 36.5 this morning",
        "no pain in my chest, arm or jaw",
        "I'm not out of breath",
    ],
)
def test_what_is_said_to_be_well_alarms_nobody(text: str, vocabulary: Vocabulary) -> None:
    heard = hear(text, vocabulary)
    assert {one.id for one in (*heard.stated, *heard.asked)}.isdisjoint(vocabulary.signs)


@pytest.mark.parametrize(
    ("harmless", "meant"),
    [
        ("met my sister, my neck is stiff", "mets in my spine"),
        ("injection moulding plant, back ache", "I injected for years, back ache"),
        ("my team collapsed, and my shoulder hurts", "I collapsed, and my shoulder hurts"),
        ("the oven runs hot, my back aches", "I've been running hot all night, my back aches"),
        ("ball of my foot hurts", "kicked my foot and it's bent at an odd angle"),
        ("second week of nights, my heel aches", "my heel aches at night"),
        ("can't lie on my left side, sore shoulder", "can't lie flat, sore shoulder"),
        ("turning a blind eye to it, stiff neck", "gone blind in one eye, stiff neck"),
        ("my laptop has a fever, stiff neck", "I have a fever, stiff neck from my laptop"),
        ("the kitchen tap's leaking, my back aches", "I'm leaking like a tap, my back aches"),
        ("table fan is unsteady, shoulders tense", "I was unsteady at the table, shoulders tense"),
        ("both legs of the table collapsed, back's stiff", "both legs collapsed at the table, back's stiff"),
        ("the dog fell down the stairs, back's stiff", "the dog knocked me down the stairs, back's stiff"),
        ("the market collapsed, stiff neck", "I collapsed at the market, stiff neck"),
        ("pins and needles in my foot from sitting on it, gone in a minute", "pins and needles in my foot since May"),
        ("nearly fainted when I saw the bill, back is tight", "nearly fainted when my back went"),
        ("I laughed so much I nearly wet myself, ribs ache", "I wet myself again, ribs ache"),
        ("crossed my legs and my foot went to sleep, soon wore off", "my foot went to sleep and never woke"),
        ("temperature's fine, bladder all good, hip aches", "temperature fine at first, now 39, hip aches"),
        ("no swelling in my calves, no heat in them, just a stiff ankle", "no fever, but heat in a swollen ankle"),
    ],
)
def test_everyday_words_alarm_nobody_and_what_they_resemble_does(
    harmless: str, meant: str, vocabulary: Vocabulary
) -> None:
    heard = hear(harmless, vocabulary)
    assert {one.id for one in (*heard.stated, *heard.asked)}.isdisjoint(vocabulary.signs)
    assert {one.id for one in hear(meant, vocabulary).stated} & vocabulary.signs
