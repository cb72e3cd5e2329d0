"""Text on its way to a person: made visible, joined, and fitted to what a terminal can show."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable

# What people may put between the parts of a code or name: "G.B.-41", "wei_zhong", "Xi'an"; and what a web page may put
# there unseen: a soft hyphen, a place to break a line.
_NO_SEPARATORS = str.maketrans("", "", "-‐‑‒–—―−_.·・'’ʼ\u00ad\u200b\u2060\ufeff")

# A footnote's mark or a circled number is not a digit or letter of the name it stands beside, and ④ or Ⅳ is not a 4.
_NOT_OF_A_NAME = ("<super>", "<sub>", "<circle>", "<square>", "<fraction>")
_NUMBERS = {"No", "Nl"}  # the Unicode categories of numbers that are not decimal digits

# Marks that have a plain form, but no Unicode decomposition into it.
_PLAIN_TWINS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "*", "●": "*"}
)

# What a line may begin with: a Chinese or Korean character, with the marks that close what is before them, or a word.
_WIDE = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff10-\uff5a"
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5d”’…"
_PIECES = re.compile(rf" ?(?:[{_WIDE}][{_CLOSING}]*|[^ {_WIDE}]+)")


def visible(text: str) -> str:
    r"""*text* with control and format characters spelled out: a bell becomes `\x07`.

    Those are the Unicode categories Cc, Cf, Cs, Co, Cn, Zl, and Zp, among them escape, the C1 controls, and the marks
    that change the direction of writing: a terminal would obey them.
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def columns_of(text: str) -> int:
    """How many columns of a terminal *text* takes: two for a Chinese character, none for a mark over a letter."""
    if text.isascii():
        return len(text)
    marks = sum(1 for one in text if unicodedata.combining(one))
    return len(text) - marks + sum(1 for one in text if unicodedata.east_asian_width(one) in {"W", "F"})


def wrapped(text: str, columns: int) -> list[str]:
    """*text* in lines of at most *columns*, broken at spaces and beside Chinese characters. Longer words stay whole."""
    if text.isascii():
        return textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False) or [""]
    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if lines[-1] and columns_of(lines[-1] + piece.rstrip()) > columns:
            lines.append("")
        lines[-1] = lines[-1] + piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def clinic_mark(added_by: str) -> str:
    """The mark after every text that *added_by* names the clinic of: ` [Hillside]`; nothing after the guide's own."""
    return f" [{added_by}]" if added_by else ""


def name_key(text: str) -> str:
    """*text* without case, spaces, hyphens, underscores, dots, and tone marks, to compare names.

    Example: `name_key("Wěi-Zhōng") == "weizhong"`.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    letters: list[str] = []
    for letter in "".join(map(_plain_letters, "".join(text.split()))):
        is_over_digit = letters and letters[-1].isdecimal()  # a digit that is struck out is not that digit
        if is_over_digit or not unicodedata.combining(letter):
            letters.append(letter)
    return "".join(letters).translate(_NO_SEPARATORS).casefold()


def _plain_letters(letter: str) -> str:
    # The letter without its marks, its full width, or its font.
    if letter.isascii():
        return letter
    is_odd = unicodedata.category(letter) in _NUMBERS or unicodedata.decomposition(letter).startswith(_NOT_OF_A_NAME)
    return letter if is_odd else unicodedata.normalize("NFKD", letter)


def in_ascii(text: str) -> str:
    """*text* for a terminal that can only show ASCII: no tone marks, plain dashes and quotes, the rest as `?`."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN_TWINS))
    letters = (character for character in decomposed if not unicodedata.combining(character))
    return "".join(character if character.isascii() else "?" for character in letters)


def counted(number: int, word: str) -> str:
    """A number and its noun: `1 session`, `3 sessions`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def capitalized(text: str) -> str:
    """*text* with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str], last: str = "and") -> str:
    """The items as one phrase: `a`, `a and b`, `a, b, and c`."""
    words = list(items)
    if len(words) <= 1:
        return "".join(words)
    if len(words) == 2:  # noqa: PLR2004 - two items take no comma
        return f"{words[0]} {last} {words[1]}"
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"
