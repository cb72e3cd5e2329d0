import dataclasses
import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.names import find_point, find_points
from acupoint.errors import NoSuchPointError
from acupoint.text import name_key
from support.thorough import rounds, rounds_apart


def refusal(catalogue: Catalogue, typed: str) -> str:
    with pytest.raises(NoSuchPointError) as caught:
        find_point(catalogue, typed)
    return str(caught.value)


def names_of(point: Point) -> set[str]:
    return {point.id, point.code, point.who_code, point.names.pinyin, point.names.chinese, point.names.english}


@pytest.mark.parametrize(
    ("point_id", "spellings"),
    [
        ("ub60", "ub60 UB-60 ub_60 UB060 BL60 bl-60 B60 V60 60V 060v Bladder60 Kunlun KŪNLÚN 昆仑 崑崙"),
        ("ub40", "ub40 BL40 V40 40V b.40 Weizhong wěi-zhōng wei_zhong 委中 UB４０"),
        ("kd4", "kd4 KI4 KI-04 K4 KID-4 kidney4 4K dazhong Dà-Zhōng 大钟 大鍾 大鐘"),
        ("gb41", "gb41 GB-41 G41 VB41 41VB G.B.-41 gallbladder41 zulinqi Zulingqi 足临泣 足臨泣"),
    ],
)
def test_a_point_is_found_by_each_of_its_codes_and_names(shipped: Catalogue, point_id: str, spellings: str) -> None:
    assert {typed: find_point(shipped, typed).id for typed in spellings.split()} == dict.fromkeys(
        spellings.split(), point_id
    )


def test_names_of_several_words_are_read_with_or_without_spaces(shipped: Catalogue) -> None:
    for typed in ("Urinary Bladder 40", "middle of the crook", "Wei Zhong", "  ub  40 ", "MiddleOfTheCrook"):
        assert find_point(shipped, typed).id == "ub40"


def test_every_name_and_spelling_in_the_catalogue_finds_its_own_point(shipped: Catalogue) -> None:
    for point in shipped.points:
        names = point.names
        for typed in (*names_of(point), *names.traditional, *names.also_english, *names.spellings):
            assert find_point(shipped, typed) is point


@given(st.data())
def test_case_spaces_hyphens_and_leading_zeros_never_matter(shipped: Catalogue, data: st.DataObject) -> None:
    point = data.draw(st.sampled_from(shipped.points))
    prefix = data.draw(st.sampled_from((point.channel.code, point.channel.who, point.channel.name)))
    gap = st.text(" -_.", max_size=3)
    number = "0" * data.draw(st.integers(0, 3)) + str(point.number)
    number_first = data.draw(st.booleans())
    parts = [number, prefix] if number_first else [prefix, number]
    typed = data.draw(gap) + data.draw(gap).join(parts) + data.draw(gap)
    assert find_point(shipped, data.draw(st.sampled_from((typed.lower(), typed.upper(), typed)))) is point


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("GB 14", "GB 14 is a point this guide does not cover"),
        ("gb-014", "GB 14 is a point this guide does not cover"),
        ("RP4", "RP 4 is a point this guide does not cover"),
        ("bladder 1", "Bladder 1 is a point this guide does not cover"),
        ("P6", "P 6 is a point this guide does not cover"),
        ("CV4", "CV 4 is a point this guide does not cover"),
        ("Hégǔ", "'Hégǔ' (LI 4) is a point this guide does not cover"),
        ("zhong zhu", "'zhong zhu' (KD 15 or TE 3) is a point this guide does not cover"),
        ("dazhui", "'dazhui' (GV 14) is a point this guide does not cover"),
    ],
)
def test_a_point_not_in_this_guide_is_refused_and_no_other_is_offered(
    shipped: Catalogue, typed: str, answer: str
) -> None:
    assert refusal(shipped, typed) == answer


def test_each_point_of_the_body_is_found_or_refused_by_code_and_name(shipped: Catalogue) -> None:
    here = {(point.channel.id, point.number) for point in shipped.points}
    count = 0
    for channel in shipped.channels:
        for number, name in enumerate(channel.point_names, start=1):
            count += 1
            code = f"{channel.who}{number}"
            if (channel.id, number) in here:
                assert find_point(shipped, code) is find_point(shipped, name)
            else:
                assert refusal(shipped, name).endswith("is a point this guide does not cover")
                if code != "BL54":
                    assert refusal(shipped, code) == f"{channel.who} {number} is a point this guide does not cover"
    assert count == 361


@pytest.mark.parametrize("typed", ["UB54", "bl 54", "V54", "54V", "B-54", "Bladder 54", "urinary bladder 054"])
def test_bladder_54_is_explained_in_each_of_its_spellings(shipped: Catalogue, typed: str) -> None:
    answer = refusal(shipped, typed)
    assert answer.startswith(f"'{typed}': some charts number the point behind the knee Bladder 54")
    assert answer.endswith("type ub40")


@pytest.mark.parametrize("typed", ["RN4", "rn-4", "4RN", "linqi", "Lín Qì"])
def test_a_name_with_two_meanings_is_refused_with_both(shipped: Catalogue, typed: str) -> None:
    assert "; if you mean " in refusal(shipped, typed)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        *(("ub4o", "ub40"), ("ub400", "ub40"), ("kd44", "kd4"), ("ki44", "kd4"), ("gb4l", "gb41")),
        *(("kunlum", "kunlun"), ("wei zong", "weizhong"), ("zulinqui", "zulinqi")),
    ],
)
def test_a_slip_that_is_neither_code_nor_name_gets_a_suggestion(shipped: Catalogue, typed: str, near: str) -> None:
    assert refusal(shipped, typed) == f"no point is called '{typed}'; did you mean {near}?"


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "40", "foo", "ub99", "ub0", "ub68", "bladder", "R4", "委", "大椎", "supporting mountain", "ub"),
        *("kb41", "TB40", "uc40", "loulinqi", "tanzhong", "shanzhong", "neikunlun", "xiakunlun", "shaozhong", "dazhuo"),
        *("weizang", "weichong"),
    ],
)
def test_a_word_unlike_any_code_or_name_gets_no_suggestion(shipped: Catalogue, typed: str) -> None:
    assert refusal(shipped, typed) == f"no point is called '{typed}'; 'acupoint list' shows the points there are"


def test_control_characters_in_a_name_are_spelled_out(shipped: Catalogue) -> None:
    assert r"'\x1b[31mub'" in refusal(shipped, "\x1b[31mub")


@given(st.text())
@example("０")
@example("ub٤٠")
@example("ub" + "4" * 5_000)
@example("4" * 5_000 + "v")
@example("ub" + "0" * 5_000 + "99")
def test_any_text_names_a_point_or_is_refused_in_one_visible_line(shipped: Catalogue, typed: str) -> None:
    try:
        answer = find_point(shipped, typed).code
    except NoSuchPointError as error:
        answer = str(error)
    assert answer.isprintable()


@pytest.mark.slow
def test_a_code_is_never_read_as_another_point(shipped: Catalogue) -> None:
    found = set()
    numbers = {*range(0, 100, rounds_apart(5)), *(point.number for point in shipped.points)}
    for channel in shipped.channels:
        for prefix, number in product((channel.code, channel.who, channel.name, *channel.also), numbers):
            try:
                point = find_point(shipped, f"{prefix}{number}")
            except NoSuchPointError:
                continue
            assert (point.channel, point.number) == (channel, number)
            found.add(point.id)
    assert found == {point.id for point in shipped.points}


def test_a_slip_in_the_name_of_another_point_finds_no_point_of_this_guide(shipped: Catalogue) -> None:
    here = {point.names.pinyin for point in shipped.points}
    others = [name for channel in shipped.channels for name in channel.point_names if name not in map(name_key, here)]
    ours = {name_key(name) for name in here}
    for name in others[:: rounds_apart(4)]:
        if name_key(name) in ours:
            continue
        for place in range(len(name)):
            answer = ""
            try:
                find_point(shipped, name[:place] + name[place + 1 :])
            except NoSuchPointError as error:
                answer = str(error)
            assert not any(f"did you mean {one}?" in answer for one in ours), answer


def test_a_code_of_two_channels_is_refused_and_never_guessed(small: Catalogue) -> None:
    bladder, kidney = small.channels
    both = dataclasses.replace(small, channels=(bladder, dataclasses.replace(kidney, also=("K", "V"))))
    assert refusal(both, "V1") == "'V1' can be UB 1 or KD 1; type the one you mean"
    assert refusal(both, "V2") == "'V2' can be UB 2 or KD 2; type the one you mean"


def test_a_point_may_be_named_in_several_words_and_is_shown_once(shipped: Catalogue) -> None:
    words = ["UB", "40", "kd4", "wei", "zhong", "KD-4", "middle", "of", "the", "crook"]
    assert [point.id for point in find_points(shipped, words)] == ["ub40", "kd4"]
    words = ["Kunlun", "Mountains", "foot", "governor", "of", "tears", "Kunlun", "Wei", "Zhong"]
    assert [point.id for point in find_points(shipped, words)] == ["ub60", "gb41", "ub40"]
    assert len(find_points(shipped, ["ub40"] * rounds(4_000))) == 1
    with pytest.raises(NoSuchPointError, match=r"^GB 14 is a point this guide does not cover"):
        find_points(shipped, ["ub40", "GB", "14"])
    for words, code in ((["UB", "6", "0"], "UB 6"), (["GB", "4", "1"], "GB 4"), (["V", "6", "0"], "V 6")):
        with pytest.raises(NoSuchPointError, match=f"^{code} is a point this guide does not cover"):
            find_points(shipped, words)
    with pytest.raises(NoSuchPointError, match=r"^no point is called 'foo'"):
        find_points(shipped, ["ub40", "foo", "bar"])


def test_a_name_key_has_only_letters_and_digits() -> None:
    assert name_key("Wěi-Zhōng") == "weizhong"
    assert re.fullmatch(r"\w*", name_key(" G.B.–’41_ "))


@pytest.mark.parametrize("typed", ["", " ", "-", "."])
def test_an_empty_name_is_refused_even_if_a_spelling_is_only_a_separator(typed: str, small: Catalogue) -> None:
    ub1, kd2 = small.points
    named = dataclasses.replace(ub1, names=dataclasses.replace(ub1.names, spellings=("-",)))
    assert "no point is called" in refusal(dataclasses.replace(small, points=(named, kd2)), typed)
