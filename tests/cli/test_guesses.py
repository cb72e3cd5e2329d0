"""What a mistyped flag or command may have meant, and other dashes than hyphens."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint.catalogue.model import Catalogue
from support.program import Run

TAKE_FLAGS = ["suggest", "session", "handout"]


def offered(errors: str) -> list[str]:
    """The flags that an error offers."""
    return errors.partition("(Possible options: ")[2].partition(")")[0].split(", ")


class TestAFlag:
    @pytest.mark.parametrize(
        ("flag", "guesses"),
        [
            # by what it means
            ("--pain", "--lower-back, --back, --sacrum, --side, --anywhere, --rotation"),
            ("--PAIN", "--lower-back, --back, --sacrum, --side, --anywhere, --rotation"),
            ("--back-pain", "--lower-back, --back"),
            ("--back_pain", "--lower-back, --back"),
            ("--stiff", "--hands, --wrists"),
            ("--stiffness", "--hands, --wrists"),
            ("--knee", "--leg-injury, --leg-circulation"),
            ("--hip", "--hip-flexors"),
            ("--twist", "--rotation"),
            ("--sore", "--dull-ache"),
            ("--ache", "--dull-ache"),
            ("--joints", "--hands, --wrists"),
            ("--spine", "--sacrum"),
            ("--head", "--headache"),
            ("--headaches", "--headache"),
            ("--diabetes", "--numb-feet"),
            # by how it is spelled
            ("--lower_back", "--lower-back"),
            ("--lowerback", "--lower-back"),
            ("--Cold", "--cold"),
            ("--dullache", "--dull-ache"),
            ("--mornin", "--morning"),
            ("--colld", "--cold"),
            ("--wheather", "--weather"),
            ("--rotaton", "--rotation"),
            ("--sacrim", "--sacrum"),
            ("--ilicus", "--iliacus"),
            ("--tiklish", "--ticklish"),
            ("--plian", "--plain"),
            ("--ful", "--full"),
            ("---cold", "--cold"),
            ("--cold,", "--cold"),
        ],
    )
    def test_it_is_guessed_by_what_it_means_or_how_it_is_spelled(self, flag: str, guesses: str, run: Run) -> None:
        code, answer, errors = run("suggest", flag)
        assert (code, answer) == (2, "")
        hint = f" (Possible options: {guesses})"
        assert errors == f"error: no such option: {flag}{hint}; 'acupoint suggest --help' shows what there is\n"

    @pytest.mark.parametrize(
        "flag",
        [
            "--nothing-like-it",
            "--chest",
            "--chest-pian",
            "--chestpain",
            "--numb",
            "--weak",
            "--fever-ish",
            "--leg",
            "--no-cold",
        ],
    )
    def test_nothing_is_guessed_where_a_sign_may_be_meant(self, flag: str, run: Run) -> None:
        assert (
            run("suggest", flag)[2] == f"error: no such option: {flag}; 'acupoint suggest --help' shows what there is\n"
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("command", TAKE_FLAGS)
    def test_it_never_offers_a_warning_sign(self, command: str, run: Run, shipped: Catalogue) -> None:
        signs = {f"--{sign.id}" for sign in shipped.warnings}
        for sign in signs:
            for typed in (f"{sign[:-1]}", f"{sign}s", sign.replace("-", "_", 3)):
                code, _, errors = run(command, f"--{typed.lstrip('-_')}x")
                assert (code, signs.intersection(offered(errors))) == (2, set())

    @given(word=st.text("abcdefghijklmnoprstuw-", min_size=2, max_size=12))
    @settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_no_letters_at_all_bring_a_warning_sign(self, run: Run, shipped: Catalogue, word: str) -> None:
        errors = run("safety", f"--{word}", "--json")[2] + run("suggest", f"--{word}x", "--json")[2]
        assert not {f"--{sign.id}" for sign in shipped.warnings}.intersection(
            re.split("[ ,()]+", errors.partition("(")[2])
        )

    @pytest.mark.parametrize("word", ["cold", "json", "lower-back"])
    def test_one_hyphen_is_told_to_be_two(self, word: str, run: Run) -> None:
        assert f"('-{word}' needs two hyphens: --{word})" in run("suggest", f"-{word}")[2]

    @pytest.mark.parametrize(
        ("line", "hint"),
        [
            ("--cold", "(a flag comes after its command: 'acupoint suggest --cold')"),
            ("--json list", "(a flag comes after its command)"),
            ("--nothing", "--nothing;"),
        ],
    )
    def test_before_a_command_it_is_told_to_come_after(self, line: str, hint: str, run: Run) -> None:
        code, answer, errors = run(*line.split())
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

    @pytest.mark.parametrize("line", ["show UB–40", "show -- ub40", "list"])
    def test_a_name_may_have_any_dash(self, line: str, run: Run) -> None:
        assert run(*line.split())[0] == 0
