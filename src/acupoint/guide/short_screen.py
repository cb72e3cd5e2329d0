"""The screen reading of a short answer, which fits one screen, or two at most."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from acupoint.catalogue.model import Advice, Catalogue, Point, Symptom, WarningSign
from acupoint.drawing.model import Drawing
from acupoint.guide import blocks, short, wording
from acupoint.guide.gate import best_places, gate_for, signs_by_urgency, signs_for
from acupoint.guide.layout import (
    FirstThatFits,
    HangingIndent,
    SideBySide,
    Spread,
    TextWithDrawing,
    bulleted,
    bullets,
    commands,
    indented,
    numbered,
    page,
    quiet,
)
from acupoint.guide.suggest import SelfReport, Suggestion, Suggestions
from acupoint.text import capitalized

_LABEL = 9  # columns


def point_list(catalogue: Catalogue) -> RenderableType:
    """Each point's code and names, where it is, and what it is for, the best use first."""
    parts: list[RenderableType] = []
    for point in catalogue.points:
        names = Text.assemble(
            (f" {point.code} ", "acupoint.code"), " ", (point.names.pinyin, "acupoint.name"), f" {point.names.chinese}"
        )
        parts += [Spread(names, Text(short.place_words(point))), indented(Text(short.uses_words(point)))]
    asked = Text.assemble(("What hurts? ", "acupoint.name"), ("acupoint suggest", "acupoint.command"))
    return page([*parts, Text(), Spread(asked, Text.assemble("More: ", ("acupoint list --full", "acupoint.command")))])


def safety(catalogue: Catalogue, symptoms: Sequence[Symptom]) -> RenderableType:
    """The warning signs of *symptoms* in a few words, the conditions, and when to stop."""
    signs = signs_for(catalogue, symptoms)
    lists = [_signs(advice, of_urgency) for advice, of_urgency in signs_by_urgency(catalogue, signs) if of_urgency]
    conditions = (
        Text.assemble(
            capitalized(condition.short),
            "  ",
            (wording.flag(condition), "acupoint.quiet"),
            f"  {short.condition_orders(catalogue, condition)}",
        )
        for condition in catalogue.conditions
    )
    cautions = [f"{capitalized(one.short)}." if one.short else one.text for one in catalogue.cautions]
    return page(
        [
            SideBySide(lists),
            Text(short.NOT_ALL_WELL),
            Text(),
            Text("If one of these is true of you", "acupoint.label"),
            bulleted(conditions),
            _line("Not if", Text(" ".join(cautions)), "acupoint.caution"),
            _line("Stop", bullets(catalogue.stop), "acupoint.stop"),
            *(_line("Checked", Text(words)) for words in wording.review_words(catalogue)[:1]),
            _line("More", commands("acupoint safety --full")),
            quiet(wording.NO_DOCTOR),
        ]
    )


def suggestions(
    catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing] | None = None
) -> RenderableType:
    """The first point and how to press it, the others in a row each; or why there are none."""
    if answer.withheld:
        return page([*blocks.withheld(answer)])
    above = [*blocks.gate_first_unless_asked(catalogue, answer), *blocks.signs_named(answer)]
    if not answer.suggestions:
        return page([*above, *blocks.nothing(catalogue, answer), *_left_out(answer), quiet(wording.NO_DOCTOR)])
    close = [part for part in above if not isinstance(part, Text) or part.plain]
    return FirstThatFits(
        [page([*start, *body]) for body in _bodies(catalogue, answer, drawings or {}) for start in (above, close)]
    )


def _bodies(
    catalogue: Catalogue, answer: Suggestions, drawings: Mapping[str, Drawing]
) -> Iterator[list[RenderableType]]:
    # The longest first. The drawing gives way, and then a line for each thing to say.
    first, *others = answer.suggestions
    drawing = drawings.get(first.point.id)
    do = _do(first)
    asks = _asks(catalogue, first.point, answer.report)
    below = [*_cares(catalogue, answer, first), *_further(answer, others), *_left_out(answer), _more(answer)]
    for columns in (32, 30) if drawing else ():
        yield [_heading(first), TextWithDrawing(Group(*do, *asks), drawing, Text(), columns), *below]
    yield [_heading(first), *do, *asks, *below]
    yield [_heading(first), *_close_together(catalogue, answer)]


def _close_together(catalogue: Catalogue, answer: Suggestions) -> Iterator[RenderableType]:
    first, *others = answer.suggestions
    point = first.point
    yield Text(" ").join(_do(first))
    cares = [
        *_asks(catalogue, point, answer.report),
        _note("Not if", f"{'; '.join(short.not_if(catalogue, [point], answer.report))}."),
        *(_note("Take care:", text) for text in short.further_cautions(catalogue, point)),
        Text.assemble(("Stop", "acupoint.stop"), " ", _stop_words(catalogue, point)),
    ]
    yield Text(" ").join(cares)
    if others:
        yield Text(" ").join([Text(short.begin_words(answer), "acupoint.name"), *(_then(one, first) for one in others)])
    yield from (_note("Not now", f"{codes}: {why}") for codes, why in short.left_out(answer))
    yield Text("More: ") + commands(*short.more_words(answer))


def _heading(suggestion: Suggestion) -> Text:
    point = suggestion.point
    return Text.assemble(
        (f" {point.code} ", "acupoint.code"),
        "  ",
        (point.names.pinyin, "acupoint.name"),
        f" {point.names.chinese}   {short.best_words(suggestion.matched)}",
    )


def _cares(catalogue: Catalogue, answer: Suggestions, suggestion: Suggestion) -> Iterator[RenderableType]:
    point = suggestion.point
    yield from _clauses("Not if", short.not_if(catalogue, [point], answer.report), "acupoint.caution")
    yield from (_note("Take care:", text) for text in short.further_cautions(catalogue, point))
    yield _line("Stop", Text(_stop_words(catalogue, point)), "acupoint.stop")


def _stop_words(catalogue: Catalogue, point: Point) -> str:
    return " ".join((short.stop_words(catalogue), *short.further_stops(catalogue, point)))


def _do(suggestion: Suggestion) -> list[Text]:
    cares = [_note("Take care:", short.reason(applied)) for applied in suggestion.rules]
    often = short.how_often(suggestion.point, suggestion.matched)
    return [*cares, Text.assemble((wording.do_words(suggestion), "acupoint.do"), " ", often)]


def _further(answer: Suggestions, others: Sequence[Suggestion]) -> Iterator[RenderableType]:
    if others:
        yield Text(short.begin_words(answer), "acupoint.name")
    for suggestion in others:
        yield _line(" then", _then(suggestion, answer.suggestions[0]))


def _then(suggestion: Suggestion, first: Suggestion) -> Text:
    point = suggestion.point
    words = f" {point.names.pinyin}, {short.place_words(point)}: {short.further_words(suggestion, first)}"
    return Text.assemble((point.code, "acupoint.name"), words)


def _left_out(answer: Suggestions) -> list[RenderableType]:
    return [
        _line("Not now", Text.assemble((f"{code}: ", "acupoint.name"), why), "acupoint.caution")
        for code, why in short.left_out(answer)
    ]


def _more(answer: Suggestions) -> RenderableType:
    show, session = short.more_words(answer)
    return Spread(
        Text.assemble("More: ", (show, "acupoint.command")),
        Text.assemble("By the clock: ", (session, "acupoint.command")),
    )


def _asks(catalogue: Catalogue, point: Point, report: SelfReport) -> list[Text]:
    ask = _if("Ask first", short.ask_first_if(catalogue, [point], report))
    lightly = _if("Press lightly", short.lightly_if(catalogue, [point], report))
    return [Text(" ").join([*ask, *lightly])] if ask or lightly else []


def _if(order: str, clauses: Sequence[str]) -> list[Text]:
    return [_note(f"{order} if", f"{'; '.join(clauses)}.")] if clauses else []


def _clauses(label: str, clauses: Sequence[str], style: str) -> list[RenderableType]:
    return [_line(label, Text(f"{'; '.join(clauses)}."), style)] if clauses else []


def _note(label: str, text: str) -> Text:
    return Text.assemble((label, "acupoint.caution"), " ", text)


def _signs(advice: Advice, signs: Iterable[WarningSign]) -> RenderableType:
    texts = (Text.assemble(capitalized(sign.short), " ", (wording.flag(sign), "acupoint.quiet")) for sign in signs)
    return Group(Text(advice.heading, blocks.style_of(advice)), bulleted(texts))


def _line(label: str, body: RenderableType, style: str = "acupoint.label") -> RenderableType:
    return HangingIndent(label, _LABEL, body, style)


def cards(catalogue: Catalogue, points: Iterable[Point], drawings: Mapping[str, Drawing] | None) -> RenderableType:
    """A card a point: what to do well, with its drawing where *drawings* has it."""
    shown = list(points)
    places = best_places(shown)
    parts: list[RenderableType] = [*blocks.gate_first(catalogue, gate_for(catalogue, places), places)]
    for point in shown:
        parts += _card(catalogue, point, drawings)
    ids = " ".join(point.id for point in shown)
    return page([*parts, _line("More", commands(f"acupoint show {ids} --full"))])


def _card(catalogue: Catalogue, point: Point, drawings: Mapping[str, Drawing] | None) -> Iterator[RenderableType]:
    nobody = SelfReport()
    do = [Text(point.do.text, "acupoint.do"), Text(short.how_often(point, point.claims))]
    text = Group(*do, *_if("Ask first", short.ask_first_if(catalogue, [point], nobody)))
    described = Text(point.picture.text if point.picture and drawings is not None else "")
    yield blocks.heading(point)
    yield TextWithDrawing(text, (drawings or {}).get(point.id), described)
    yield from _clauses("Not if", short.not_if(catalogue, [point], nobody), "acupoint.caution")
    lightly = [f"if {one}" for one in short.lightly_if(catalogue, [point], nobody)]
    yield from _clauses("Lightly", lightly, "acupoint.caution")
    yield _line("Care", bulleted(map(Text, short.cares(catalogue, point))), "acupoint.caution")
    yield _line("Find it", numbered(point.find))
    yield _line("Feel", Text(" ".join(one.text for one in point.feel)))
    yield _line("Stop", Text(capitalized(_stop_words(catalogue, point))), "acupoint.stop")
    yield _line("For", Text(short.uses_words(point)))
