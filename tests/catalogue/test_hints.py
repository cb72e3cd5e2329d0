"""What is said instead of a word that is not known."""

from acupoint.catalogue.hints import MOST_COMPARED, misspelt, nearest

MANY = [f"{letter}ord{number}" for letter in "wxyz" for number in range(MOST_COMPARED // 4 + 1)]


def test_of_many_words_those_that_begin_alike_are_compared() -> None:
    assert len(MANY) > MOST_COMPARED
    assert nearest("knes", [*MANY, "knee"]) == "; did you mean 'knee'?"
    assert nearest("nkee", [*MANY, "knee"]) == ""
    assert misspelt("knees", [*MANY, "knee"]) == "knee"


def test_of_too_many_that_begin_alike_none_is_compared() -> None:
    assert nearest("wodr1", [f"word{number}" for number in range(MOST_COMPARED + 1)]) == ""
