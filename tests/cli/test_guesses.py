"""What a mistyped flag or command may have meant, and other dashes than hyphens."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from acupoint.cli.guesses import Flag, flag_guesses
from support.program import Run
from support.thorough import rounds_apart

TAKE_FLAGS = ["suggest", "session", "handout"]

FELT = {
    "lower-back": "lower back pain",
    "back": "pain along the back",
    "sacrum": "pain over the sacrum, at the base of the spine",
    "headache": "a headache that spreads into the eye",
    "hands": "stiff joints in the hands",
    "wrists": "stiff joints in the wrists",
    "cold": "worse in the cold",
    "morning": "worse first thing in the morning",
    "weather": "worse when the weather changes",
    "rotation": "pain with rotation, when you twist or turn",
    "dull-ache": "soreness or a dull ache in the lower back",
    "hip-flexors": "tight hip flexors, the muscles in front of the hip",
    "ticklish": "being ticklish",
}
CONDITIONS = {
    "pregnant": "you are pregnant, or gave birth in the last six weeks",
    "blood-clot": "you have, or once had, a blood clot",
    "numb-feet": "your feet are numb, from diabetes or damaged nerves",
    "leg-injury": "a leg, knee, ankle, or foot is injured",
}
SIGNS = {
    "numb-saddle": "numbness around the genitals",
    "chest-pain": "pain in the chest",
    "cough-pain": "back pain that is worse on coughing",
    "stiff-neck": "a stiff neck with fever",
    "fever": "fever",
    "leg-weak": "a leg that is newly weak",
    "both-legs": "pain or weakness in both legs",
    "pregnant-pain": "belly pain or bleeding after giving birth",
}
FLAGS = [
    *(Flag(name, text) for name, text in FELT.items()),
    *(Flag(name, text, is_condition=True) for name, text in CONDITIONS.items()),
    *(Flag(name, text, is_sign=True) for name, text in SIGNS.items()),
    *map(Flag, ("full", "plain", "pretty", "json", "no-pager", "help")),
]


def offered(errors: str) -> list[str]:
    """The flags that an error offers."""
    return errors.partition("(Possible options: ")[2].partition(")")[0].split(", ")


class TestAFlag:
    @pytest.mark.parametrize(
        ("typed", "guesses"),
        [
            # by what it means
            ("pain", "lower-back back sacrum rotation"),
            ("PAIN", "lower-back back sacrum rotation"),
            ("back-pain", "lower-back back"),
            ("back_pain", "lower-back back"),
            ("stiff", "hands wrists"),
            ("stiffness", "hands wrists"),
            ("knee", "leg-injury"),
            ("knees", "leg-injury"),
            ("hip", "hip-flexors"),
            ("twist", "rotation"),
            ("sore", "dull-ache"),
            ("ache", "dull-ache"),
            ("joints", "hands wrists"),
            ("spine", "sacrum"),
            ("head", "headache"),
            ("headaches", "headache"),
            ("diabetes", "numb-feet"),
            ("six-weeks", "pregnant"),
            # by how it is spelled
            ("lower_back", "lower-back"),
            ("lowerback", "lower-back"),
            ("Cold", "cold"),
            ("dullache", "dull-ache"),
            ("mornin", "morning"),
            ("colld", "cold"),
            ("wheather", "weather"),
            ("rotaton", "rotation"),
            ("sacrim", "sacrum"),
            ("tiklish", "ticklish"),
            ("plian", "plain"),
            ("ful", "full"),
            ("cold,", "cold"),
            # not at all
            ("nothing-like-it", ""),
            ("no-cold", ""),
            # a sign may be meant
            ("chest", ""),
            ("chest-pian", ""),
            ("chestpain", ""),
            ("chest_pain", ""),
            ("FEVER", ""),
            ("fever-ish", ""),
            ("numb", ""),
            ("weak", ""),
            ("leg", ""),
            ("birth", ""),
        ],
    )
    def test_it_is_guessed_by_what_it_means_or_how_it_is_spelled(self, typed: str, guesses: str) -> None:
        assert flag_guesses(f"--{typed}", FLAGS) == guesses.split()

    @given(st.text("abcdefghijklmnoprstuw-", max_size=12) | st.sampled_from([*SIGNS]).map(lambda name: f"{name[:-1]}x"))
    def test_no_letters_at_all_bring_a_warning_sign(self, typed: str) -> None:
        assert not set(SIGNS).intersection(flag_guesses(f"--{typed}", FLAGS))

    @pytest.mark.parametrize(
        ("flag", "hint"),
        [
            ("--elbows", " (Possible options: --elbow)"),
            ("---rain", " (Possible options: --rain)"),
            ("--fa", " (or say it in words: acupoint suggest fa)"),
        ],
    )
    def test_it_stands_in_the_error(self, flag: str, hint: str, run: Run, made: Path) -> None:
        error = f"error: no such option: {flag}{hint}; 'acupoint suggest --help' shows what there is\n"
        assert run("suggest", flag, catalogue=made) == (2, "", error)

    @pytest.mark.parametrize(
        ("line", "instead"),
        [
            ("suggest --neck", "acupoint suggest neck"),
            ("suggest --lower-back --neck", "acupoint suggest neck"),
            ("suggest --Sore_Neck=5", "acupoint suggest sore neck"),
            ("session --neck", "acupoint session --say neck"),
            ("handout --my-neck", "acupoint handout --say 'my neck'"),
            ("suggest --my'neck", """acupoint suggest "my'neck\""""),
            ("suggest --chestpain", "acupoint suggest chest pain"),
            ("session --numbsaddle", "acupoint session --say 'numb saddle'"),
        ],
    )
    def test_what_is_no_flag_may_be_said_in_words(self, line: str, instead: str, run: Run) -> None:
        code, answer, errors = run(*line.split())
        assert (code, answer) == (2, "")
        assert f" (or say it in words: {instead}); " in errors

    @pytest.mark.parametrize(
        "line", ["suggest --no-neck", "suggest -x", "safety --neck", "log --neck", "suggest --pain"]
    )
    def test_a_no_a_letter_and_what_is_guessed_are_no_words(self, line: str, run: Run) -> None:
        assert "in words" not in run(*line.split())[2]

    @pytest.mark.slow
    @pytest.mark.parametrize("command", TAKE_FLAGS)
    def test_it_never_offers_a_warning_sign(self, command: str, run: Run, shipped: Catalogue) -> None:
        signs = [f"--{sign.id}" for sign in shipped.warnings]
        for sign in signs[:: rounds_apart(4)]:
            for typed in (f"{sign[:-1]}", f"{sign}s", sign.replace("-", "_", 3)):
                code, _, errors = run(command, f"--{typed.lstrip('-_')}x")
                assert (code, set(signs).intersection(offered(errors))) == (2, set())

    @pytest.mark.parametrize("word", ["rain", "json", "cold-hands"])
    def test_one_hyphen_is_told_to_be_two(self, word: str, run: Run, made: Path) -> None:
        assert f"('-{word}' needs two hyphens: --{word})" in run("suggest", f"-{word}", catalogue=made)[2]

    @pytest.mark.parametrize(
        ("line", "hint"),
        [
            ("--rain", "(a flag comes after its command: 'acupoint suggest --rain')"),
            ("--json list", "(a flag comes after its command)"),
            ("--nothing", "--nothing;"),
        ],
    )
    def test_before_a_command_it_is_told_to_come_after(self, line: str, hint: str, run: Run, made: Path) -> None:
        code, answer, errors = run(*line.split(), catalogue=made)
        assert (code, answer, hint in errors) == (2, "", True)


class TestACommand:
    @pytest.mark.parametrize(
        ("line", "meant"),
        [
            ("sho", "show"),
            ("lst", "list"),
            ("List", "list"),
            ("SUGGEST", "suggest"),
            ("sugest", "suggest"),
            ("sug", "suggest"),
            ("saftey", "safety"),
            ("sesion", "session"),
            ("sessions", "session"),
            ("handouts", "handout"),
            ("chek", "check"),
            ("hlep", "help"),
            ("help sho", "show"),
            ("ub40", "acupoint show ub40"),
            ("BL-40", "acupoint show ub40"),
            ("UB 40", "acupoint show ub40"),
            ("委中", "acupoint show ub40"),
            ("dull ache", "acupoint suggest dull ache"),
            ("Stiff hands", "acupoint suggest Stiff hands"),
            ("back pain", "acupoint suggest back pain"),
            ("back pain --cold", "acupoint suggest back pain --cold"),
            ("chest pain", "acupoint suggest chest pain"),
            ("fever", "acupoint suggest fever"),
            ("sugest lower back", "suggest"),
            ("hand pain", "handout' or 'acupoint suggest hand pain"),
        ],
    )
    def test_it_is_guessed_and_never_run(self, line: str, meant: str, run: Run) -> None:
        word = line.rsplit(maxsplit=1)[-1] if line.startswith("help") else line.split(maxsplit=1)[0]
        error = f"error: no such command '{word}'. Did you mean '{meant}'? 'acupoint --help' shows what there is\n"
        assert run(*line.split()) == (2, "", error)

    @pytest.mark.parametrize("line", ["nothing", "zzz", "gb14", "x"])
    def test_nothing_is_guessed_where_nothing_fits(self, line: str, run: Run) -> None:
        error = f"error: no such command '{line.split(maxsplit=1)[0]}'; 'acupoint --help' shows what there is\n"
        assert run(*line.split()) == (2, "", error)


class TestAnotherDash:
    @pytest.mark.parametrize(
        "dash", ["‐", "‑", "‒", "–", "—", "―", "−", "─", "⁃", "－", "﹣", "﹘", "\xad", "\xad\xad", "－－", "–-", "⸺"]
    )
    @pytest.mark.parametrize(
        ("line", "flag"),
        [
            ("suggest {}cold --morning", "--cold"),
            ("{}help", "--help"),
            ("show ub40 {}full", "--full"),
            ("session ub40 {}seconds=60", "--seconds=60"),
            ("log {}since 4w", "--since"),
        ],
    )
    def test_two_hyphens_are_asked_for(self, line: str, flag: str, dash: str, run: Run) -> None:
        code, answer, errors = run(*line.format(dash).split(" "))
        assert (code, answer) == (2, "")
        assert errors.endswith(f" begins with a dash of another kind; type two hyphens: {flag}\n")

    @pytest.mark.parametrize(
        ("typed", "plain"),
        [
            ("--lower–back", "--lower-back"),
            ("--lower\xadback", "--lower-back"),
            ("--lower\u2011back", "--lower-back"),
            ("--lower−back", "--lower-back"),
            ("--cold\u200b", "--cold"),
            ("--ｃｏｌｄ", "--cold"),
            ("--cold\xa0--morning", "--cold --morning"),
            ("--cold\xa0", "--cold"),
        ],
    )
    def test_inside_a_flag_hyphens_are_asked_for(self, typed: str, plain: str, run: Run) -> None:
        code, answer, errors = run("suggest", typed)
        assert (code, answer) == (2, "")
        assert errors.endswith(f" has a character that no flag has; type hyphens and plain letters: {plain}\n")

    def test_one_hyphen_is_asked_for_before_a_letter(self, run: Run) -> None:
        assert run("handout", "ub40", "—o", "x.html")[2].endswith("type a hyphen: -o\n")

    @pytest.mark.parametrize("line", ["show UB–1", "show -- ub1", "list"])
    def test_a_name_may_have_any_dash(self, line: str, run: Run, made: Path) -> None:
        assert run(*line.split(), catalogue=made)[0] == 0

    @pytest.mark.parametrize("word", ["–worse", "—and", "−5", "–"])
    def test_in_a_text_a_word_may_begin_with_any_dash(self, word: str, run: Run) -> None:
        code, answer, errors = run("suggest", "lower", "back", "pain", word, "at", "night", "--plain")
        assert "dash" not in errors
        assert "lower back pain" in answer.lower() + errors.lower()
        assert code in (0, 1, 3)

    @pytest.mark.parametrize("typed", ["—colld", "—no-fever", "--lower–bak"])
    def test_a_slip_of_the_hand_beside_it_changes_nothing(self, typed: str, run: Run) -> None:
        assert "dash of another kind" in run("suggest", typed)[2] or "no flag has" in run("suggest", typed)[2]
