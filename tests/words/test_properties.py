"""What holds whatever the words are."""

import sys
import time
import timeit
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.catalogue.phrases import EVER, HINTED, IDIOMS, STATED
from acupoint.catalogue.said import Lexicon
from acupoint.guide.suggest import self_report, suggest
from acupoint.words.hear import Heard, hear
from acupoint.words.vocabulary import Vocabulary

LONG = 10_000  # letters
QUICK = 0.05  # seconds, where counting as far as below takes
COUNTED = 0.007
SCRAPS = (
    *("no", "not", "never", "without", "and", "or", "but", "my", "I have", "is fine", "normal", ".", ",", "?", "if"),
    *("my dad had", "years ago", "fever", "numb bum", "legs", "cancer", "stiff", "back", "in the cold", "can't feel"),
    *("used to", "gone", "no idea", "what if", "until", "pregnant", "knee", "swollen", "headache", "worse", "don't"),
)


def ids(heard: Heard) -> tuple[set[str], set[str], set[str]]:
    stated, asked, denied = ({one.id for one in said} for said in (heard.stated, heard.asked, heard.denied))
    return stated, asked, denied


def withheld(heard: Heard, catalogue: Catalogue) -> bool:
    stated, asked, _ = ids(heard)
    withholding = {sign.id for sign in catalogue.warnings if sign.urgency.withholds}
    return not withholding.isdisjoint(stated | asked)


texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(SCRAPS), max_size=30).map(" ".join))


class TestAnyText:
    @given(text=texts)
    def test_is_heard_in_its_own_words(self, text: str, vocabulary: Vocabulary, shipped: Catalogue) -> None:
        heard = hear(text, vocabulary)
        assert heard.text == text
        for one in (*heard.stated, *heard.asked, *heard.denied):
            assert one.said
            assert one.said in text
        assert all(one and one in text for one in heard.not_understood)
        stated, asked, denied = ids(heard)
        known = {entry.id for entry in shipped.vocabulary}
        assert len(stated | asked | denied) == len(heard.stated) + len(heard.asked) + len(heard.denied)
        assert stated | asked | denied <= known

    @given(text=texts)
    def test_names_no_point_that_its_flags_would_not(
        self, text: str, vocabulary: Vocabulary, shipped: Catalogue
    ) -> None:
        heard = hear(text, vocabulary)
        flags = [one.id for one in heard.stated]
        answer = suggest(shipped, self_report(shipped, flags))
        if withheld(heard, shipped) and not heard.asked:
            assert answer.suggestions == ()

    @given(scraps=st.lists(st.sampled_from(SCRAPS), max_size=15), data=st.data())
    def test_stays_withheld_with_a_sentence_of_a_sign(
        self, scraps: list[str], data: st.DataObject, vocabulary: Vocabulary, shipped: Catalogue, lexicon: Lexicon
    ) -> None:
        text = " ".join(scraps)
        if withheld(hear(text, vocabulary), shipped):
            phrase = spoken(data.draw(st.sampled_from(sign_phrases(lexicon, shipped)))[1], lexicon)
            for longer in (f"{text}. {phrase}.", f"{phrase}. {text}", f"{text}, {phrase}"):
                assert withheld(hear(longer, vocabulary), shipped), longer


def sign_phrases(lexicon: Lexicon, catalogue: Catalogue) -> list[tuple[str, str]]:
    signs = {sign.id for sign in catalogue.warnings}
    return [
        (entry_id, phrase)
        for entry in lexicon.entries
        for entry_id in entry.ids
        if entry_id in signs
        for name in (STATED, EVER, HINTED)
        for phrase in entry.phrases.get(name, ())
    ]


def spoken(phrase: str, lexicon: Lexicon) -> str:
    """*phrase* with the first words of each of its groups."""
    while "{" in phrase:
        before, _, rest = phrase.partition("{")
        name, _, after = rest.partition("}")
        phrase = f"{before}{lexicon.groups[name][0]}{after}"
    return phrase.replace(" ~ ", " ")


def misspelt(text: str) -> Iterator[str]:
    """*text* with two letters of one long word in another order."""
    words = text.split()
    for place, word in enumerate(words):
        if len(word) > 5 and word.isalpha() and word[2] != word[3]:
            yield " ".join((*words[:place], word[:2] + word[3] + word[2] + word[4:], *words[place + 1 :]))
            return


@pytest.mark.slow
class TestEveryPhraseOfEverySign:
    def test_is_heard_alone(self, vocabulary: Vocabulary, lexicon: Lexicon, shipped: Catalogue) -> None:
        lost = [
            (entry, phrase)
            for entry, phrase in sign_phrases(lexicon, shipped)
            if entry not in set.union(*ids(hear(spoken(phrase, lexicon), vocabulary))[:2])
        ]
        assert lost == []

    def test_is_at_least_asked_about_when_it_is_past(
        self, vocabulary: Vocabulary, lexicon: Lexicon, shipped: Catalogue
    ) -> None:
        lost = [
            (entry, phrase)
            for entry, phrase in sign_phrases(lexicon, shipped)
            if entry not in set.union(*ids(hear(f"ten years ago {spoken(phrase, lexicon)}", vocabulary))[:2])
        ]
        assert lost == []

    def test_is_not_lost_when_it_is_denied(self, vocabulary: Vocabulary, lexicon: Lexicon, shipped: Catalogue) -> None:
        lost = [
            (entry, phrase)
            for entry, phrase in sign_phrases(lexicon, shipped)
            if entry not in set.union(*ids(hear(f"I have no {spoken(phrase, lexicon)}", vocabulary)))
        ]
        assert lost == []

    def test_is_heard_with_one_slip_in_it(self, vocabulary: Vocabulary, lexicon: Lexicon, shipped: Catalogue) -> None:
        phrases = [
            (entry, slip) for entry, one in sign_phrases(lexicon, shipped) for slip in misspelt(spoken(one, lexicon))
        ]
        lost = [(entry, slip) for entry, slip in phrases if entry not in set.union(*ids(hear(slip, vocabulary))[:2])]
        assert len(lost) < len(phrases) * 0.03, lost


LONG_TEXTS = {
    "one letter": "a " * LONG,
    "one word": "a" * LONG,
    "Chinese": "背痛" * LONG,
    "commas": ",a" * LONG,
    "quotes": "a'" * LONG,
    "fillers": "is it the " * LONG,
    "signs": "my legs are numb and weak " * LONG,
    "denied signs": "no numb legs " * LONG,
    "words of many groups": "bum numb leg weak back pain hot foot " * LONG,
    "negations of negations": "not that I do not never without " * LONG,
    "things": "the table is the tap is of the dog " * LONG,
    "new words": " ".join(f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}rdx" for n in range(LONG)),
}


def seconds(call: Callable[[], object], enough: float = 0) -> float:
    """The least time of a few calls, or one under *enough*, not counting what measures coverage."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        taken = [timeit.timeit(call, timer=time.process_time, number=1)]
        while min(taken) >= enough and len(taken) < 7:
            taken.append(timeit.timeit(call, timer=time.process_time, number=1))
        return min(taken)
    finally:
        sys.settrace(tracer)


@pytest.mark.slow
@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_a_long_text_is_heard_in_little_time(text: str, vocabulary: Vocabulary) -> None:
    hear(text[:LONG], vocabulary)  # reads the branches
    slowness = max(1, seconds(lambda: sum(number * number for number in range(200_000)), COUNTED) / COUNTED)
    enough = 1.5 * QUICK * slowness
    assert seconds(lambda: hear(text[:LONG], vocabulary), enough) < enough


def test_idioms_are_said_of_nothing(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    for idiom in lexicon.speech[IDIOMS]:
        stated, asked, _ = ids(hear(spoken(idiom, lexicon), vocabulary))
        assert stated | asked == set(), idiom
