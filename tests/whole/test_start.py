import subprocess
import sys
from pathlib import Path


def test_python_dash_m_runs_the_same_program_from_any_folder(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("acupoint")
    for line in (["suggest", "--cold", "--morning"], ["show", "foo"], ["--help"]):
        as_module = subprocess.run(
            [sys.executable, "-m", "acupoint", *line], cwd=tmp_path, capture_output=True, check=False
        )
        as_command = subprocess.run([command, *line], cwd=tmp_path, capture_output=True, check=False)
        assert (as_module.returncode, as_module.stdout, as_module.stderr) == (
            as_command.returncode,
            as_command.stdout,
            as_command.stderr,
        )
