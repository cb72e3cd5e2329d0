from pathlib import Path

import pytest

from acupoint.drawing.svg import MOST_BYTES, read_drawing
from acupoint.errors import CatalogueError
from support import made_up


def written(folder: Path, text: str) -> Path:
    file = folder / "drawing.svg"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(file: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        read_drawing(file)
    return str(caught.value).removeprefix(f"{file}:").removeprefix(" ")


def test_a_drawing_is_its_lines_its_labels_and_its_point(tmp_path: Path) -> None:
    drawing = read_drawing(written(tmp_path, made_up.DRAWING))
    assert (drawing.title, drawing.description) == ("UB 1", "A square with a dot.")
    assert (drawing.width, drawing.height) == (200, 100)
    assert drawing.point == pytest.approx((50, 50))
    (label,) = drawing.labels
    assert (label.words, label.at, label.about, label.ends_there) == ("edge", (100, 55), (80, 50), False)
    edge, point = drawing.lines
    assert (edge.id, edge.kind, edge.corners[0], edge.corners[-1]) == ("edge", "outline", (20, 10), (20, 10))
    assert point.kind == "point"


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("<title>UB 1</title>", "", "the drawing has no <title>"),
        ("<desc>A square with a dot.</desc>", "<desc> </desc>", "the drawing has no <desc>"),
        ('<path class="outline" id="edge"', "<path", "4:3: <path> must be of class leader, outline, crease, tendon"),
        ('class="outline"', 'class="muscle"', "4:3: <path> must be of class leader, outline, crease, tendon, bone"),
        ('id="edge"', 'transform="scale(2)"', "4:3: <path> has no attribute 'transform' here"),
        ("<path ", "<rect ", "4:3: <rect> is not used in drawings here"),
        ("<desc>", "<script>x</script><desc>", "3:3: <script> is not used in drawings here"),
        ('d="M20,10 L80,10', 'd="20,10 L80,10', "4:3: 'd' must be one line"),
        ('d="M20,10 L80,10', 'd="M20,10 L', "4:3: 'd' is not a valid path"),
        ('d="M20,10 L80,10', 'd="M20,10 e L80,10', "4:3: 'd' must be one line"),
        ('d="M20,10 L80,10', 'd="M20,10 A10 10 0 2 3 40 40', "4:3: 'd' is not a valid path"),
        ('d="M20,10 L80,10', 'd="M20,10' + " L80,10" * 300 + "", "4:3: a path may have 200 pieces"),
        ('20,90 Z"', '20,90 Z L5,5"', "4:3: 'd' must be one line"),
        ('L20,90 Z"', 'L20,90 M1,1 L2,2"', "4:3: 'd' must be one line"),
        ("L80,90", "L80,101", "4:3: this leaves the drawing"),
        ("L80,90", "L1e400,90", "4:3: this leaves the drawing"),
        ('cx="50"', 'cx="nan"', "7:3: 'cx' must be a number"),
        ('cx="50" ', "", "7:3: 'cx' must be a number"),
        ('r="5"', 'r="0"', "7:3: 'r' must be more than 0"),
        (
            "</svg>",
            '<circle class="point" cx="9" cy="9" r="5"/></svg>',
            "a drawing marks one point (class 'point'); this one marks 2",
        ),
        ('class="point"', 'class="bone"', "a drawing marks one point (class 'point'); this one marks 0"),
        ('<line class="leader" x1="95" y1="50" x2="80" y2="50"/>', "", "6:3: a label needs a line of class 'leader'"),
        ('viewBox="0 0 200 100"', 'viewBox="9 0 200 100"', "1:1: the viewBox must be '0 0', a width, and a height"),
        ('viewBox="0 0 200 100"', 'viewBox="0 9 200 100"', "1:1: the viewBox must be '0 0', a width, and a height"),
        (">edge<", ">edge 足<", "6:3: a label may have no letters two columns wide"),
        ('viewBox="0 0 200 100"', 'viewBox="0 0 200"', "1:1: the viewBox must be '0 0', a width, and a height"),
        ('viewBox="0 0 200 100"', 'viewBox="0 0 -1 100"', "1:1: the viewBox must be at least 1 and at most 10000"),
        ('r="5"', 'r="-5"', "7:3: 'r' must be more than 0"),
        ('<text x="100"', '<text x="999"', "6:3: this leaves the drawing"),
        ('<text x="100"', '<text class="big" x="100"', "6:3: 'class' may not be 'big' here"),
        ('<text x="100"', '<text text-anchor="middle" x="100"', "6:3: 'text-anchor' may not be 'middle' here"),
        (">edge<", "> <", "6:3: a label needs words"),
        (">edge<", ">足跟<", "6:3: a label may have no letters two columns wide"),
        (
            "<desc>",
            "<style>path { background: URL(http://example.org) }</style><desc>",
            "3:3: a style may fetch nothing",
        ),
        ("<desc>", "<style>@import 'x'</style><desc>", "3:3: a style may fetch nothing"),
        ("<desc>", "<style>@import 'x';<!-- --> path {}</style><desc>", "3:3: a style may fetch nothing"),
        ("</svg>", "", "9:1: this is not XML: no element found"),
        ("<svg ", "<!DOCTYPE svg><svg ", "1:14: a drawing has no document type, and no entities"),
        ("<title>UB 1</title>", "<title><b/></title>", "2:10: <b> is not used in drawings here"),
        ("<title>UB 1</title>", "<title><desc/></title>", "2:10: <desc> may not stand inside <title>"),
    ],
)
def test_svg_that_is_not_used_here_is_refused_with_its_place(tmp_path: Path, old: str, new: str, answer: str) -> None:
    assert old in made_up.DRAWING
    assert refusal(written(tmp_path, made_up.DRAWING.replace(old, new, 1))).startswith(answer)


def test_words_around_a_comment_are_one_text(tmp_path: Path) -> None:
    drawing = read_drawing(written(tmp_path, made_up.DRAWING.replace(">edge<", ">the <!-- left -->edge<")))
    assert drawing.labels[0].words == "the edge"


def with_edge(corners: str) -> str:
    return made_up.DRAWING.replace("M20,10 L80,10 L80,90 L20,90 Z", corners)


@pytest.mark.parametrize("corner", ["200.1,50", "-0.1,50", "50,100.1", "50,-0.1"])
def test_nothing_leaves_a_drawing_on_any_side(tmp_path: Path, corner: str) -> None:
    assert refusal(written(tmp_path, with_edge(f"M50,50 L{corner}"))) == "4:3: this leaves the drawing"
    x, _, y = corner.partition(",")
    for old, new in (('x1="95" y1="50"', f'x1="{x}" y1="{y}"'), ('x="100" y="55"', f'x="{x}" y="{y}"')):
        assert refusal(written(tmp_path, made_up.DRAWING.replace(old, new))).endswith("this leaves the drawing")
    assert read_drawing(written(tmp_path, with_edge("M0,0 L200,0 L200,100 L0,100 Z"))).lines[0].corners[0] == (0, 0)


def test_the_point_is_the_middle_of_its_shape(tmp_path: Path) -> None:
    for shape in (
        '<ellipse class="point" cx="40" cy="70" rx="10" ry="5"/>',
        '<path class="point" d="M30,65 L50,65 L50,75"/>',
    ):
        text = made_up.DRAWING.replace('<circle class="point" id="point" cx="50" cy="50" r="5"/>', shape)
        drawing = read_drawing(written(tmp_path, text))
        assert drawing.point == pytest.approx((40, 70))
        across, down = zip(*drawing.lines[-1].corners, strict=True)
        assert (min(across), max(across), min(down), max(down)) == pytest.approx((30, 50, 65, 75))


def test_each_label_is_for_the_line_before_it_alone(tmp_path: Path) -> None:
    label = '<text x="100" y="55">edge</text>'
    other = '<line class="leader" x1="95" y1="20" x2="50" y2="50"/><text class="here" x="90" y="20">UB 1</text>'
    drawing = read_drawing(written(tmp_path, made_up.DRAWING.replace(label, f"{label}{other}")))
    assert [(one.words, one.about, one.is_point) for one in drawing.labels] == [
        ("edge", (80, 50), False),
        ("UB 1", (50, 50), True),
    ]
    assert "a label needs a line" in refusal(written(tmp_path, made_up.DRAWING.replace(label, label * 2)))
    for anchor, ends_there in (("start", False), ("end", True)):
        text = made_up.DRAWING.replace(label, label.replace("<text", f'<text text-anchor="{anchor}"'))
        assert [one.ends_there for one in read_drawing(written(tmp_path, text)).labels] == [ends_there]


def test_every_problem_of_a_drawing_is_told(tmp_path: Path) -> None:
    wrong = (
        made_up.DRAWING.replace('r="5"', 'r="-5"')
        .replace("<text x", '<image/><text size="1" x')
        .replace("<desc>", "<b>")
    )
    with pytest.raises(CatalogueError) as caught:
        read_drawing(written(tmp_path, wrong.replace("</desc>", "</b>")))
    assert [(one.line, one.column, one.what) for one in caught.value.problems] == [
        (3, 3, "<b> is not used in drawings here"),
        (6, 3, "<image> is not used in drawings here"),
        (6, 11, "<text> has no attribute 'size' here"),
        (7, 3, "'r' must be more than 0"),
    ]


def test_a_long_wrong_path_is_refused_at_once(tmp_path: Path) -> None:
    # A reader that tries every way to part the digits would take longer than the universe has.
    for tail in ("!", ".1" * 5_000 + "!", " e"):
        wrong = made_up.DRAWING.replace('d="M20,10', f'd="M{"1" * 5_000}{tail}')
        assert refusal(written(tmp_path, wrong)).startswith("4:3: 'd' must be one line")


def test_a_drawing_that_is_too_large_or_cannot_be_read_is_refused(tmp_path: Path) -> None:
    huge = written(tmp_path, made_up.DRAWING.replace("<title>", f"<!--{'x' * MOST_BYTES}--><title>"))
    assert refusal(huge).endswith("a drawing may have 200 kB at most")
    assert refusal(tmp_path) == "the drawing cannot be read: Is a directory"


def test_control_characters_in_a_drawings_words_are_spelled_out(tmp_path: Path) -> None:
    drawing = read_drawing(written(tmp_path, made_up.DRAWING.replace(">edge<", ">\u202eedge<")))
    assert drawing.labels[0].words == r"\u202eedge"
