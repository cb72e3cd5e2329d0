import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.errors import InputError
from acupoint.log import json_stream
from acupoint.log.json_stream import sessions

NO_LOG = "this is not an acupoint log; 'acupoint log --json' writes one"


class Slow(io.StringIO):
    """A file that is read a few characters at a time."""

    def __init__(self, text: str, most: int) -> None:
        super().__init__(text)
        self._most = most

    def read(self, size: int | None = -1) -> str:
        return super().read(self._most if size is None or size < 0 else min(size, self._most))


def read(text: str, most: int = 1 << 16) -> list[Any]:
    stream = Slow(text, most)
    return list(sessions(stream.read(), stream))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
answers = st.fixed_dictionaries(
    {"schema_version": st.just(1), "sessions": st.lists(values, max_size=5)},
    optional={"summary": values, "": values, "0": values, "zz": values},
)


@given(answers, st.integers(1, 40), st.sampled_from([None, 0, 2]), st.booleans(), st.randoms(use_true_random=False))
def test_every_session_is_read_however_the_file_is_laid_out(
    answer: dict[str, Any], most: int, indent: int | None, in_ascii: bool, chance: Any  # noqa: ANN401, FBT001
) -> None:  # fmt: skip
    fields = list(answer.items())
    chance.shuffle(fields)
    text = json.dumps(dict(fields), indent=indent, ensure_ascii=in_ascii)
    assert read(text, most) == read(f" \n{text}\r\n\t") == answer["sessions"]


@given(answers, st.integers(0, 400), st.text(max_size=2), st.integers(1, 40))
def test_a_file_with_a_fault_is_read_as_json_is_or_refused(
    answer: dict[str, Any], place: int, fault: str, most: int
) -> None:
    text = json.dumps(answer, indent=1)
    place %= len(text) + 1
    text = text[:place] + fault + text[place + 1 :]
    try:
        found = read(text, most)
    except InputError:
        return
    whole = json.loads(text)
    assert (found, whole["schema_version"]) == (whole["sessions"], 1)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[]", NO_LOG),
        ("{}", NO_LOG),
        ('{"sessions": []}', NO_LOG),
        ('{"schema_version": 2, "sessions": []}', NO_LOG),
        ('{"schema_version": true, "sessions": []}', None),  # as Python has it, that is one
        ('{"schema_version": 1, "sessions": {}}', NO_LOG),
        ('{"schema_version": 1, "sessions": [], "sessions": []}', NO_LOG),
        ('{"schema_version": 1, "sessions": []} x', "line 1: this is not JSON: Extra data"),
        ('{"schema_version": 1, "sessions": [1,]}', "line 1: this is not JSON: Expecting value"),
        ('{"schema_version": 1, "sessions": [1 2]}', "line 1: this is not JSON: Expecting ',' delimiter"),
        ('{"schema_version": 1,}', "line 1: this is not JSON: Expecting property name"),
        ('{"schema_version" 1}', "line 1: this is not JSON: Expecting ':' delimiter"),
        ('{"schema_version": 1,\n\n"sessions": [\n', "line 4: this is not JSON: Expecting value"),
        ('{"schema_version": 1, "sessions": [\n"a', "line 2: this is not JSON: Unterminated string"),
        ("{" + ",".join(f'"a{number}": 1' for number in range(200)) + "}", NO_LOG),
        ('{"schema_version": 1, "sessions": [' + "[" * 100_000, "this is not an acupoint log"),
        ('{"schema_version": 1, "sessions": [' + "1" * 5000 + "]}", "this is not an acupoint log"),
    ],
)
def test_what_is_not_a_log_is_refused_with_its_line(text: str, error: str | None) -> None:
    if error is None:
        assert read(text) == []
        return
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value).startswith(error)


@pytest.mark.slow
def test_a_fault_after_much_text_is_named_with_its_own_line() -> None:
    good = "".join(f'{{"a": {number}}},\n' for number in range(200_000))
    with pytest.raises(InputError, match=r"^line 200002: this is not JSON: Expecting ':' delimiter$"):
        read(f'{{"schema_version": 1, "sessions": [\n{good}{{"a" 1}},\n{good}]}}')


def endless(start: str, again: str, size: int) -> Iterator[str]:
    yield start
    for _ in range(size // len(again)):
        yield again


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "again"),
    [
        ('{"schema_version": 1, "sessions": [', "[],"),
        ('{"schema_version": 1, "sessions": [[', "[],"),
        ('{"schema_version": 1, "sessions": [', "["),
        ('{"schema_version": 1, "sessions": ["', "aaaaaaaaaa"),
        ('{"schema_version": 1, "sessions": [', "1111111111"),
        ('{"summary": [', "{},"),
        ("{", '"a": 1,'),
        ("{", " "),
        ('{"', "\\u0000"),
    ],
)
def test_no_file_takes_much_more_memory_than_the_longest_session(
    start: str, again: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = 30_000
    monkeypatch.setattr(json_stream, "LONGEST", longest)
    monkeypatch.setattr(json_stream, "_CHUNK", 1000)
    text = "".join(endless(start, again, 10 * longest))
    stream = io.StringIO(text)
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            for _ in sessions("", stream):
                pass
        assert tracemalloc.get_traced_memory()[1] < 60 * longest
    finally:
        tracemalloc.stop()


def test_a_session_may_be_as_long_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 100)
    monkeypatch.setattr(json_stream, "_CHUNK", 10)
    log = '{{"schema_version": 1, "sessions": [0, "{}"]}}'
    assert read(log.format("a" * 90), 10) == [0, "a" * 90]
    with pytest.raises(InputError, match=r"^session 2: it is longer than 100 characters$"):
        read(log.format("a" * 200), 10)
