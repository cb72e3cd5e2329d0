import dataclasses
import re
import unicodedata
from contextlib import suppress
from itertools import product
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acupoint.catalogue.body import Body
from acupoint.catalogue.model import Catalogue, Point
from acupoint.catalogue.names import find_point, find_points
from acupoint.errors import NoSuchPointError
from acupoint.text import name_key
from support import made_up
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
        ("大椎", "'大椎' (GV 14) is a point this guide does not cover"),
        ("太冲", "'太冲' (LR 3) is a point this guide does not cover"),
        ("太衝穴", "'太衝穴' (LR 3) is a point this guide does not cover"),
    ],
)
def test_a_point_not_in_this_guide_is_refused_and_no_other_is_offered(
    shipped: Catalogue, typed: str, answer: str
) -> None:
    assert refusal(shipped, typed) == answer


@pytest.mark.slow
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


@pytest.mark.parametrize("typed", ["RN4", "rn-4", "4RN", "R4", "N 4", "linqi", "Lín Qì"])
def test_a_name_with_two_meanings_is_refused_with_both(shipped: Catalogue, typed: str) -> None:
    assert "; if you mean " in refusal(shipped, typed)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        *(("ub4o", "ub40"), ("ub400", "ub40"), ("kd44", "kd4"), ("ki44", "kd4"), ("gb4l", "gb41")),
        *(("kunlum", "kunlun"), ("wei zong", "weizhong"), ("zulinqui", "zulinqi"), ("eizhong", "weizhong")),
    ],
)
def test_a_slip_that_is_neither_code_nor_name_gets_a_suggestion(shipped: Catalogue, typed: str, near: str) -> None:
    assert refusal(shipped, typed) == f"this guide has no point called '{typed}'; did you mean {near}?"


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "foo", "ub99", "ub0", "ub68", "bladder", "委", "supporting mountain", "ub"),
        *("kb41", "TB40", "uc40", "loulinqi", "tanzhong", "shanzhong", "neikunlun", "xiakunlun", "shaozhong", "dazhuo"),
        *("weizang", "weichong", "UB 40-60", "UB 40–60", "ub4060", "kd44444"),
    ],
)
def test_a_word_unlike_any_code_or_name_gets_no_suggestion(shipped: Catalogue, typed: str) -> None:
    assert (
        refusal(shipped, typed)
        == f"this guide has no point called '{typed}'; 'acupoint list' shows the points there are"
    )


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


@pytest.mark.slow
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
    with pytest.raises(NoSuchPointError, match=r"^this guide has no point called 'foo'"):
        find_points(shipped, ["ub40", "foo", "bar"])


def test_a_name_key_has_only_letters_and_digits() -> None:
    assert name_key("Wěi-Zhōng") == "weizhong"
    assert re.fullmatch(r"\w*", name_key(" G.B.–’41_ "))


@pytest.mark.parametrize("typed", ["", " ", "-", "."])
def test_an_empty_name_is_refused_even_if_a_spelling_is_only_a_separator(typed: str, small: Catalogue) -> None:
    ub1, kd2 = small.points
    named = dataclasses.replace(ub1, names=dataclasses.replace(ub1.names, spellings=("-",)))
    assert "this guide has no point called" in refusal(dataclasses.replace(small, points=(named, kd2)), typed)


NOT_DIGITS = "¹²⁴₄④⓸⑷⒋➃❹Ⅳ½٤४৪"


@pytest.mark.parametrize("odd", NOT_DIGITS)
def test_a_mark_that_is_no_plain_digit_is_no_digit_of_a_code(shipped: Catalogue, odd: str) -> None:
    for typed in (f"GB 4{odd}", f"KD {odd}", f"UB 6{odd}", f"{odd}0 V", f"GB {odd}1", f"UB 40{odd}", f"ub{odd}0"):
        answer = refusal(shipped, typed)
        assert answer.startswith(f"this guide has no point called '{typed}'; ")
        assert "did you mean" not in answer
        assert "write 0 to 9" in answer


@pytest.mark.parametrize("typed", ["GB 4\u03361", "UB 4\u20dd0", "GB 4º", "UBª40", "Ⓖ41", "Ⓥ60", "Ⅴ60", "Weizhong¹"])
def test_a_letter_or_digit_with_a_mark_is_never_read_as_a_code(shipped: Catalogue, typed: str) -> None:
    assert refusal(shipped, typed).startswith("this guide has no point called ")


@given(st.sampled_from(("UB", "GB", "KD", "V")), st.text(st.characters(categories=["N"]), min_size=1, max_size=3))
def test_only_plain_and_full_width_digits_are_digits_of_a_code(shipped: Catalogue, prefix: str, digits: str) -> None:
    try:
        point = find_point(shipped, prefix + digits)
    except NoSuchPointError:
        return
    assert int(digits) == point.number
    assert all("DIGIT" in unicodedata.name(one) and one not in NOT_DIGITS for one in digits)


@pytest.mark.parametrize(
    ("typed", "point_id"),
    [
        *(
            ("UB４０", "ub40"),
            ("ＵＢ－４０", "ub40"),
            ("UB−40", "ub40"),
            ("Ni 4", "kd4"),
            ("4Ni", "kd4"),
            ("B40", "ub40"),
        ),
        *(
            ("委中穴", "ub40"),
            ("委中穴位", "ub40"),
            ("昆侖", "ub60"),
            ("昆崙", "ub60"),
            ("崑仑", "ub60"),
            ("大鐘穴", "kd4"),
        ),
        *(("足臨泣穴", "gb41"), ("足临泣", "gb41"), ("B40-Weizhong", "ub40"), ("Weizhong-B40", "ub40")),
        *(("UB 40 (Weizhong)", "ub40"), ("Wěizhōng (BL40)", "ub40"), ("BL40委中", "ub40"), ("委中 (UB 40)", "ub40")),
        *(("UB 60: Kūnlún", "ub60"), ("UB-60 – Kunlun Mountains", "ub60"), ("KD4 Dàzhōng 大钟", "kd4")),
        *(("'UB 40'", "ub40"), ("`ub40`", "ub40"), ("“UB 40”.", "ub40"), ("(UB 40)", "ub40"), ("ub\u200b40", "ub40")),
        *(("UB40/BL40", ""), ("Wei\u00adzhong", "ub40"), ("V60 60V", "")),
    ],
)
def test_what_can_mean_only_one_point_is_understood(shipped: Catalogue, typed: str, point_id: str) -> None:
    assert [point.id for point in find_points(shipped, [typed])] == [point_id or {"U": "ub40", "V": "ub60"}[typed[0]]]
    if point_id:
        assert find_point(shipped, typed).id == point_id


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        *(("B40-Kunlun", "UB 40 and UB 60"), ("UB 40 (Kūnlún)", "UB 40 and UB 60"), ("Kunlun-B40", "UB 60 and UB 40")),
        *(("UB 60 (Hegu)", "UB 60 and LI 4"), ("UB-40 – 大钟", "UB 40 and KD 4")),
        ("RP4-Dazhong", "SP 4 and KD 4"),
    ],
)
def test_a_code_and_a_name_of_two_points_are_never_taken_for_one(shipped: Catalogue, typed: str, codes: str) -> None:
    with pytest.raises(NoSuchPointError) as caught:
        find_points(shipped, [typed])
    assert str(caught.value) == f"'{typed}' names {codes}; type the one you mean"


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("UB60, UB40", "ub60 ub40"),
        ("UB60,UB40;KD4", "ub60 ub40 kd4"),
        ("UB 40, Wěizhōng", "ub40"),
        ("UB 60, UB 40, and KD 4", "ub60 ub40 kd4"),
        ("UB 60 & KD 4", "ub60 kd4"),
        ("UB 60 + 委中、大钟", "ub60 ub40 kd4"),
        ("UB 40 Wěizhōng 委中", "ub40"),
        ("委中, 昆侖，足臨泣", "ub40 ub60 gb41"),
        ("UB 60\tKūnlún", "ub60"),
        ("UB 60\nUB 40\n", "ub60 ub40"),
        ("wei zhong, kun lun", "ub40 ub60"),
        ("ub60 ub40 kd4", "ub60 ub40 kd4"),
        ("Middle of the Crook, Bend Middle, Kunlun Mountains", "ub40 ub60"),
        ("ub60 – kd4", "ub60 kd4"),
        ("UB60/KD4", "ub60 kd4"),
        ("point: UB 40", "ub40"),
        ("point UB 40 and point KD 4", "ub40 kd4"),
        ("Points: UB 40, KD 4", "ub40 kd4"),
    ],
)
def test_a_list_of_codes_and_names_is_read_quoted_or_not(shipped: Catalogue, line: str, points: str) -> None:
    for words in ([line], line.split()):
        assert [point.id for point in find_points(shipped, words)] == points.split(), words


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["UB60, 40"], "this guide has no point called '40'; write its channel before a number, as in UB 40"),
        (["UB60, foo bar"], "this guide has no point called 'foo bar'; 'acupoint list' shows the points there are"),
        (["UB60", "GB", "14,", "KD4"], "GB 14 is a point this guide does not cover"),
        (["UB60, Hegu"], "'Hegu' (LI 4) is a point this guide does not cover"),
        ([","], "this guide has no point called ','; 'acupoint list' shows the points there are"),
        (["and"], "this guide has no point called 'and'; 'acupoint list' shows the points there are"),
        (["point"], "this guide has no point called 'point'; 'acupoint list' shows the points there are"),
        (["point: foo"], "this guide has no point called 'point: foo'; 'acupoint list' shows the points there are"),
        (["not UB 60: UB 40"], "this guide has no point called 'not UB 60: UB 40'; "),
        (["Kunlun: UB 40"], "'Kunlun: UB 40' names UB 60 and UB 40; type the one you mean"),
        (["ub40", ""], "this guide has no point called ''; 'acupoint list' shows the points there are"),
        (["UB 54, Zhìbiān"], "'Zhìbiān' (UB 54) is a point this guide does not cover"),
        (["UB 40, linqi"], "'linqi': two points share this name, Toulinqi (GB 15) on the head and Zulinqi (GB 41) on "),
    ],
)
def test_one_wrong_name_in_a_list_refuses_the_whole(shipped: Catalogue, words: list[str], answer: str) -> None:
    with pytest.raises(NoSuchPointError) as caught:
        find_points(shipped, words)
    assert str(caught.value).startswith(answer)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        *(("60", "did you mean ub60?"), ("060", "did you mean ub60?"), ("６０", "did you mean ub60?")),
        *(("40", "write its channel before a number, as in UB 40"), ("41", "as in GB 41"), ("4", "as in KD 4")),
        *(("1", "as in UB 60"), ("0", "as in UB 60"), ("99", "as in UB 60"), ("4" * 5000, "as in UB 60")),
    ],
)
def test_a_number_alone_is_never_a_point_and_says_what_is_missing(shipped: Catalogue, typed: str, hint: str) -> None:
    assert refusal(shipped, typed).endswith(hint)


def test_a_number_that_one_channel_has_means_its_point(small: Catalogue) -> None:
    bladder, kidney = small.channels
    one = dataclasses.replace(small, channels=(dataclasses.replace(bladder, point_names=("Alpha",)), kidney))
    assert refusal(one, "2").endswith("; did you mean kd2?")  # the last of its channel
    assert refusal(small, "2").endswith("; write its channel before a number, as in KD 2")
    assert refusal(small, "3").endswith("; write its channel before a number, as in UB 1")


@pytest.mark.parametrize("typed", ["Rénzhōng", "人中", "Yintang", "印堂", "Zanzhu"])
def test_it_is_not_said_that_no_point_has_a_name_that_is_one(shipped: Catalogue, typed: str) -> None:
    assert refusal(shipped, typed) == (
        f"this guide has no point called '{typed}'; 'acupoint list' shows the points there are"
    )


def test_spaces_in_one_argument_are_not_read_as_between_points(shipped: Catalogue) -> None:
    for typed, point_id in (("UB 6 0", "ub60"), ("g b 4 1", "gb41"), ("K I - 4", "kd4")):
        assert [point.id for point in find_points(shipped, [typed])] == [point_id]
    assert find_points(shipped, []) == []


def test_a_long_name_is_cut_in_the_error(shipped: Catalogue) -> None:
    assert len(refusal(shipped, "x" * 100_000)) < 200
    assert len(refusal(shipped, "ub40 " * 20_000)) < 200


def test_every_name_in_chinese_names_its_own_point_of_the_body(shipped: Catalogue) -> None:
    body = Body(shipped.channels)
    for channel in shipped.channels:
        for number, spellings in enumerate(channel.characters, start=1):
            for spelling in spellings.split("/"):
                assert body.by_name(spelling) == [(channel.id, number)], spelling
    assert sum(len(channel.characters) for channel in shipped.channels) == 361


@pytest.mark.slow
def test_a_name_is_no_slower_to_find_in_a_long_list(shipped: Catalogue) -> None:
    def seconds(count: int) -> float:
        began = process_time()
        find_points(shipped, ["UB 40, Wěizhōng", "kun", "lun"] * count)
        return process_time() - began

    assert seconds(400) < 4 * seconds(200) + 0.2


LONG = ["a", "ab ", " ", "穴", "and ", "a:", "1 of 1 ", "wei zhong ", "UB 40 [C] ", "a-", "("]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_read_as_names_in_little_time(piece: str, tmp_path: Path) -> None:
    catalogue = made_up.read(tmp_path, made_up.TEXT, made_up.CLINIC)
    assert catalogue.clinics[0].mark, "whose mark is looked for as well"
    began = process_time()
    with suppress(NoSuchPointError):
        find_points(catalogue, ["x" + piece * (20_000 // len(piece)) + "x"])
    assert process_time() - began < 1  # a few hundredths; it was up to half a minute
