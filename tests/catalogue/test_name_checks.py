"""Names of a clinic's point that would send a hand elsewhere, over the shipped catalogue."""

import re
from itertools import product
from pathlib import Path

import pytest

from acupoint.catalogue.body import Body
from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.names import find_point, find_points
from acupoint.catalogue.read import catalogue_file, read_catalogue
from acupoint.errors import CatalogueError, NoSuchPointError
from support import made_up
from support.thorough import rounds_apart

(POINT,) = re.findall(r"^points:\n(.*?)^additions:", made_up.CLINIC, re.MULTILINE | re.DOTALL)


def clinic_with(shipped: Catalogue, *codes: str, names: str = "", chinese: str = "", traditional: str = "") -> str:
    """A clinic's file that adds the points of these codes, with their own names unless others are given."""
    body = Body(shipped.channels)
    points = []
    for number, code in enumerate(codes):
        prefix, _, digits = code.partition(" ")
        (channel,) = [channel for channel in shipped.channels if channel.code == prefix]
        position = (channel.id, int(digits))
        called = (
            f"pinyin: {body.pinyin(position)}, chinese: {chinese or body.chinese(position)}, english: Gate {number}x, "
            f"traditional: [{traditional}], spellings: [{names}], sources: [who-points]"
        )
        text = POINT.replace("id: ub2", f"id: {code.replace(' ', '').lower()}").replace("UB 2", code)
        text = text.replace(re.findall(r"names: \{(.*)\}", text)[0], called)
        text = text.replace("who_code: BL2", f"who_code: {channel.who}{digits}")
        text = re.sub(r"    picture: .*\n", "", text).replace("[book]", "[who-points]")
        text = re.sub(r"(?s)    claims:.*", "", text)
        points.append(
            f"{text}    claims:\n      - {{symptom: lower-back, strength: also, text: X., sources: [who-points]}}\n"
        )
    return f"points:\n{''.join(points)}"


def laid(folder: Path, clinic: str) -> Catalogue:
    return read_catalogue(catalogue_file(), [made_up.written_clinic(folder, clinic)])


def problems(folder: Path, clinic: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        laid(folder, clinic)
    return [problem.what for problem in caught.value.problems]


SHARED = [
    *("GB 29", "ST 3", "GB 32", "LR 6", "TE 3", "KD 15", "SI 4", "GB 12", "ST 32", "LI 18", "CV 7", "GV 28", "UB 54"),
]


@pytest.mark.slow
def test_every_point_of_the_body_can_be_added_under_its_standard_names(shipped: Catalogue, tmp_path: Path) -> None:
    codes = [
        f"{channel.code} {number}"
        for channel in shipped.channels
        for number in range(1, len(channel.point_names) + 1)
        if f"{channel.code} {number}" not in {point.code for point in shipped.points}
    ]
    whole = laid(tmp_path, clinic_with(shipped, *codes))
    assert len(whole.points) == 361
    for point in whole.points[:: rounds_apart(6)]:
        for line in (f"{point.plain_code}, {point.names.chinese}", point.names.chinese, point.code):
            if line != point.code or point.id != "ub54":
                assert [one.id for one in find_points(whole, [line])] == [point.id], line


@pytest.mark.parametrize("code", SHARED)
def test_a_point_that_shares_its_pinyin_can_be_added_and_is_asked_about(
    code: str, shipped: Catalogue, tmp_path: Path
) -> None:
    added = laid(tmp_path, clinic_with(shipped, code))
    point = added.points[-1]
    assert find_point(added, point.names.chinese) is point
    assert find_points(added, [f"{point.plain_code}, {point.names.pinyin}"]) == [point]
    assert find_points(added, f"{point.plain_code}, {point.names.pinyin}".split()) == [point]
    assert find_points(added, [f"{point.names.pinyin} ({point.plain_code})"]) == [point]
    if code == "UB 54":
        assert find_point(added, "zhibian") is point
        return
    assert find_point(added, code) is point
    body = Body(shipped.channels)
    both = sorted(map(body.code_at, body.by_name(point.names.pinyin.lower())))
    with pytest.raises(
        NoSuchPointError, match=f"' can be {both[0]} or {both[1]}; type|' can be {both[1]} or {both[0]}; ty"
    ):
        find_point(added, point.names.pinyin)


@pytest.mark.parametrize(("one", "other"), [(SHARED[place], SHARED[place + 1]) for place in range(0, 12, 2)])
def test_both_points_of_one_pinyin_can_be_added(one: str, other: str, shipped: Catalogue, tmp_path: Path) -> None:
    added = laid(tmp_path, clinic_with(shipped, one, other))
    with pytest.raises(NoSuchPointError, match="; type the one you mean"):
        find_point(added, added.points[-1].names.pinyin)
    for point in added.points[-2:]:
        assert find_point(added, point.names.chinese) is point
        assert find_points(added, [f"{point.plain_code} {point.names.pinyin}"]) == [point]


@pytest.mark.parametrize("typed", ["UB54", "bl 54", "54V", "Bladder 54"])
def test_the_old_chart_number_is_asked_about_where_the_point_is_there(
    typed: str, shipped: Catalogue, tmp_path: Path
) -> None:
    added = laid(tmp_path, clinic_with(shipped, "UB 54"))
    with pytest.raises(NoSuchPointError) as caught:
        find_points(added, [typed])
    assert str(caught.value).startswith(f"'{typed}': some charts number the point behind the knee Bladder 54")
    assert str(caught.value).endswith("type ub40; for UB 54 itself, type zhibian")


@pytest.mark.parametrize(
    ("code", "names", "what"),
    [
        ("UB 54", "Juliao", "'juliao' names GB 29 and ST 3, another point of the body; leave it out"),
        ("GB 29", "Zhibian", "'zhibian' names UB 54, another point of the body; leave it out"),
        ("GB 29", "巨髎", "'巨髎' names ST 3, another point of the body; leave it out"),
        ("GB 29", "足臨泣", "'足臨泣' names GB 41, another point of the body; leave it out"),
        ("KD 3", "UB 54", "'ub54' names UB 54, another point of the body; leave it out"),
        ("KD 3", "Linqi", "'linqi' is listed under 'unclear' and cannot name a point; leave it out"),
        ("KD 3", "R 4", "'r4' is listed under 'unclear' and cannot name a point; leave it out"),
    ],
)
def test_a_shared_pinyin_frees_no_other_name(
    code: str, names: str, what: str, shipped: Catalogue, tmp_path: Path
) -> None:
    assert what in problems(tmp_path, clinic_with(shipped, code, names=names))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "chinese", "what"),
    [
        ("KD 3", "太冲", "KD 3 is 太溪, not '太冲', which is LR 3"),
        ("KD 3", "太衝", "KD 3 is 太溪, not '太衝', which is LR 3"),
        ("KD 3", "太沖", "KD 3 is 太溪, not '太沖', which is LR 3"),
        ("KD 3", "太白", "KD 3 is 太溪, not '太白', which is SP 3"),
        ("KD 3", "大溪", "KD 3 is 太溪, not '大溪'"),
        ("KD 3", "Great", "KD 3 is 太溪, not 'Great'"),
        ("GB 29", "巨髎", "GB 29 is 居髎, not '巨髎', which is ST 3"),
        ("GB 15", "足临泣", "GB 15 is 头临泣, not '足临泣', which is GB 41"),
        ("SI 8", "少海", "SI 8 is 小海, not '少海', which is HT 3"),
        ("UB 59", "昆侖", "UB 59 is 跗阳, not '昆侖', which is UB 60"),
    ],
)
def test_a_chinese_name_of_another_point_is_refused(
    code: str, chinese: str, what: str, shipped: Catalogue, tmp_path: Path
) -> None:
    text = clinic_with(shipped, code, chinese=chinese)
    assert problems(tmp_path, text) == [what]
    prefix, number = code.split()
    (channel,) = [channel for channel in shipped.channels if channel.code == prefix]
    own = Body(shipped.channels).chinese((channel.id, int(number)))
    assert problems(tmp_path, clinic_with(shipped, code, chinese=own, traditional=chinese)) == [what]
    with pytest.raises(CatalogueError) as caught:
        laid(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.text[problem.column - 1 :].startswith(chinese)


@pytest.mark.parametrize("chinese", ["太溪", "太谿", " 太溪 "])
def test_a_chinese_name_may_be_in_either_script(chinese: str, shipped: Catalogue, tmp_path: Path) -> None:
    added = laid(tmp_path, clinic_with(shipped, "KD 3", chinese=f"'{chinese}'", traditional="太谿"))
    for typed in ("太溪", "太谿", "太谿穴"):
        assert find_point(added, typed).id == "kd3"


def test_characters_are_one_for_each_point_or_a_problem(tmp_path: Path) -> None:
    for wrong in ("甲 乙", "甲 乙 丙 丁"):
        text = made_up.changed("points: Alpha Beta Gamma", f"points: Alpha Beta Gamma, characters: {wrong}")
        with pytest.raises(CatalogueError, match=r"'characters' has \d names and 'points' has 3; write one for each"):
            made_up.read(tmp_path, text)
    text = made_up.changed("points: Alpha Beta Gamma", "points: Alpha Beta Gamma, characters: 甲/申 乙 丙")
    with pytest.raises(CatalogueError, match="'乙' names UB 2, another point of the body"):
        made_up.read(tmp_path, text)
    text = text.replace("chinese: 乙", "chinese: 丁")
    assert find_point(made_up.read(tmp_path, text), "申").id == "ub1"


def test_two_names_are_one_only_where_the_standard_has_both(shipped: Catalogue) -> None:
    body = Body(shipped.channels)
    shared = [name for name in body.names() if len(body.by_name(name)) > 1]
    assert sorted(shared) == ["futu", "juliao", "wangu", "yinjiao", "zhongdu", "zhongzhu"]
    assert all(len(one) == 1 for one in body._characters.values())  # noqa: SLF001 - whatever its characters
    assert not [1 for one, other in product(shared, repeat=2) if one != other and other.startswith(one)]
