"""People who might type at this guide, what they would type, and what a careful clinician would want for them.

Each is made up. What is wanted rests on the sources of the signs and conditions in the shipped catalogue.
"""

import json
from dataclasses import dataclass

import pytest

from support.program import Run


@dataclass(frozen=True)
class Story:
    """One person: their flags, and what is wanted. The gate is what is shown to who names no sign."""

    flags: str
    urgency: str = ""  # of the advice; empty for none
    points: tuple[str, ...] = ()  # suggested, in order
    left_out: tuple[str, ...] = ()  # held back
    ask_first: tuple[str, ...] = ()  # suggested, but only after somebody agrees
    gate: tuple[str, ...] = ()  # the ids that must stand in the gate
    beside_the_point: tuple[str, ...] = ()  # the ids that must not stand there


STORIES = {
    "a cook whose back is stiff on cold mornings": Story(
        "--back --cold --morning", points=("ub60",), gate=("numb-saddle", "bladder-bowel", "fall")
    ),
    "a clerk with a dull ache in the lower back": Story("--lower-back --dull-ache", points=("kd4", "ub40", "ub60")),
    "a driver with back pain who cannot feel the saddle": Story("--lower-back --numb-saddle", "emergency"),
    "a mover whose legs both tingle after lifting": Story("--back --both-legs", "emergency"),
    "a woman of 61 with the worst headache of her life, come on in a minute": Story(
        "--headache --sudden-headache", "emergency"
    ),
    "a man whose eye is red and sees rings round lights, with a headache": Story(
        "--headache --painful-eye", "emergency"
    ),
    "a woman of 72 with a new headache and a sore scalp": Story("--headache --sore-scalp", "urgent"),
    "a cyclist with a headache that grows after a fall on the head": Story("--headache --head-injury", "emergency"),
    "a mother with a bad headache three weeks after a birth": Story(
        "--headache --pregnant --pregnant-headache", "urgent"
    ),
    "a teacher with an old headache that reaches the eye, and no sign": Story(
        "--headache",
        points=("gb41",),
        gate=("sudden-headache", "painful-eye", "stroke", "stiff-neck", "head-injury", "sepsis", "sore-scalp"),
        beside_the_point=("numb-saddle", "bladder-bowel", "night-pain"),
    ),
    "a roofer on a blood thinner with a headache after a knock on the head": Story(
        "--headache --blood-thinner --head-injury", "emergency"
    ),
    "a man whose headaches keep coming back, and painkillers no longer help": Story(
        "--headache --headache-worse", "routine", points=("gb41",)
    ),
    "a man with pain in the side in waves, who cannot keep still": Story("--side --pain-waves", "urgent"),
    "a woman with pain in the side, shivering, and blood in the urine": Story("--side --urine", "urgent"),
    "a runner with a stitch in the side when turning": Story(
        "--side --rotation",
        points=("gb41",),
        gate=("chest-pain", "sudden-pain", "urine", "pain-waves", "pregnant-pain"),
    ),
    "a traveller with back pain and sudden breathlessness after a long flight": Story(
        "--back --breathless", "emergency"
    ),
    "a pianist with stiff hands for an hour each morning": Story(
        "--hands --stiff-joints",
        "routine",
        points=("ub60",),
        gate=("chest-pain", "stroke", "hot-joint", "clumsy-hands", "injury"),
        beside_the_point=("numb-saddle", "bladder-bowel", "urine"),
    ),
    "a woman whose hands drop things and whose walk is unsteady": Story("--wrists --clumsy-hands", "urgent"),
    "a gardener whose knuckle is suddenly hot and swollen": Story("--hands --hot-joint", "urgent"),
    "a man with plain sciatica that is easing": Story(
        "--lower-back --leg-tingling", "routine", points=("ub40", "ub60", "kd4")
    ),
    "a woman with sciatica whose foot has begun to hang": Story("--lower-back --leg-weak", "urgent"),
    "an expectant mother with lower back pain": Story(
        "--lower-back --pregnant", points=("ub40", "kd4"), left_out=("ub60",), ask_first=("ub40", "kd4")
    ),
    "a woman whose baby is a month old": Story("--sacrum --pregnant", left_out=("ub60",)),
    "a man with a bypass in his leg": Story(
        "--lower-back --leg-circulation", points=("ub60", "kd4"), left_out=("ub40",), ask_first=("ub60", "kd4")
    ),
    "a diabetic with numb feet": Story(
        "--lower-back --numb-feet", points=("ub40",), left_out=("ub60", "kd4", "gb41"), ask_first=("ub40",)
    ),
    "a woman who had a clot in the lung years ago": Story(
        "--lower-back --blood-clot", left_out=("ub60", "ub40", "kd4", "gb41")
    ),
    "a student with pain all over, with fever and confusion": Story("--anywhere --sepsis", "emergency"),
    "a man with pain in his shoulder, and no sign": Story(
        "--anywhere",
        points=("ub60",),
        gate=("chest-pain", "breathless", "sudden-pain", "stroke", "accident", "hot-joint"),
        beside_the_point=("numb-saddle", "bladder-bowel"),
    ),
    "a woman whose lower back aches with each period": Story(
        "--lower-back --dull-ache", points=("kd4", "ub40", "ub60")
    ),
    "a man of 70 with back pain and a throbbing in the belly": Story("--back --belly-pulse", "urgent"),
    "a woman of 80 whose back hurts since she slipped": Story("--lower-back --fall", "urgent"),
    "a man with new back pain, treated for cancer years ago": Story("--back --cancer", "urgent"),
    "a woman eight weeks pregnant with pain low on one side": Story("--side --pregnant --pregnant-pain", "urgent"),
    "a man with burning and blisters along one rib": Story("--side --rash", "urgent"),
    "a man of 30 whose back wakes him before dawn and eases when he moves": Story(
        "--lower-back --morning-years", "routine", points=("ub40", "ub60", "kd4")
    ),
    "a nurse whose calf is swollen and warm, and whose hands are stiff": Story("--hands --calf-swelling", "urgent"),
    "a woman with back pain who says only that her face hangs": Story("--lower-back --stroke", "emergency"),
    "a man with a sore lower back and a headache": Story(
        "--lower-back --headache", points=("ub40", "ub60", "gb41", "kd4"), gate=("numb-saddle", "sudden-headache")
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_each_gets_what_a_careful_clinician_would_want(run: Run, story: Story) -> None:
    code, out, _ = run("suggest", "--json", *story.flags.split())
    answer = json.loads(out)
    withheld = story.urgency in {"emergency", "urgent"}
    assert (code, answer["withheld"]) == (3 if withheld else 0 if story.points else 1, withheld)
    assert {advice["urgency"] for advice in answer["advice"]} == {story.urgency} - {""}
    assert tuple(one["point"] for one in answer["suggestions"]) == story.points
    assert {one["point"] for one in answer["held_back"]} == set(story.left_out)
    assert {one["point"] for one in answer["suggestions"] if one["ask_first"]} == set(story.ask_first)
    in_gate = {sign for items in answer["gate"].values() for item in items for sign in item["signs"]}
    assert set(story.gate) <= in_gate
    assert not set(story.beside_the_point) & in_gate
