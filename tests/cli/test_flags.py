import inspect
from pathlib import Path

import pytest

from acupoint.catalogue.model import Catalogue
from acupoint.cli.flags import (
    RESERVED_FLAGS,
    all_flags,
    as_flags,
    parameters_for,
    true_flags,
)
from acupoint.cli.main import COMMANDS, command_line
from support import made_up
from support.program import Run


def options_of(catalogue: Catalogue, command: str) -> dict[str, str]:
    """Each option of a command, long name to help text."""
    found = command_line(lambda: catalogue).get_command(None, command)
    return {name: option.help for option in found.params for name in option.opts if name.startswith("--")}


def test_every_entry_of_the_vocabulary_is_one_flag_and_no_more(small: Catalogue) -> None:
    parameters = parameters_for(small.vocabulary)
    assert [parameter.name for parameter in parameters] == [f"flag_{number}" for number in range(10)]
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert all_flags(small) == "--knee --elbow --rain --night --sunburn --cold-hands --itch --rash --faint --pulse"
    assert {name for name in options_of(small, "suggest") if name.startswith("--no-")} == {"--no-pager"}
    assert not {"--itch", "--sunburn"} & options_of(small, "safety").keys()
    assert {"--knee", "--night"} <= options_of(small, "safety").keys()


def test_the_true_flags_are_those_whose_parameters_are_true(small: Catalogue) -> None:
    values = {f"flag_{number}": number in {2, 5} for number in range(10)}
    assert true_flags(small, values) == ["rain", "cold-hands"]


def test_ids_are_typed_with_two_hyphens() -> None:
    assert as_flags(["rain", "cold-hands"]) == "--rain --cold-hands"


def test_help_and_panel_of_a_flag_are_the_catalogues_text(tmp_path: Path) -> None:
    text = r"A [red]sore\[/red] :snowman: knee: [/] a:b:c"
    hostile = made_up.changed("text: a sore knee", f"text: '{text}'")
    hostile = hostile.replace("title: Where it hurts", f"title: '{text}'")
    (option,) = parameters_for(made_up.read(tmp_path, hostile).symptoms)[0].annotation.__metadata__
    assert (option.help, option.rich_help_panel) == (text, text)


def test_a_new_entry_in_the_catalogue_is_a_new_flag(tmp_path: Path) -> None:
    text = made_up.changed("  - {id: night,", "  - {id: class, group: when, text: worse in class}\n  - {id: night,")
    text = text.replace(
        "      - {symptom: night,",
        "      - {symptom: class, strength: key, text: X., sources: [book]}\n      - {symptom: night,",
    )
    assert "--class" in options_of(made_up.read(tmp_path, text), "suggest")


def test_the_reserved_flags_are_the_options_of_the_commands() -> None:
    program = command_line(Catalogue)  # without a vocabulary
    options = [
        option
        for command in (program, *(program.get_command(None, name) for name in COMMANDS))
        for parameter in command.get_params(command.make_context("", [], resilient_parsing=True))
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]
    assert {option.removeprefix("--") for option in options if option.startswith("--")} == RESERVED_FLAGS


@pytest.mark.parametrize("flag", sorted(RESERVED_FLAGS))
def test_no_entry_takes_the_name_of_an_option(flag: str, tmp_path: Path, run: Run) -> None:
    file = made_up.written(tmp_path, made_up.changed("id: sunburn", f"id: '{flag}'"))
    code, _, errors = run("list", catalogue=file)
    assert (code, f"the id '{flag}' would be a second flag --{flag}; choose another" in errors) == (4, True)
