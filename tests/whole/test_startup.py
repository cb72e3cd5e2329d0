"""What the benchmark measures over: catalogues that are right."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from acupoint.catalogue import compiled
from support.program import CHECKOUT

pytestmark = pytest.mark.slow

SCRIPT = CHECKOUT / "benchmarks" / "startup.py"


@pytest.fixture(scope="module")
def startup() -> ModuleType:
    spec = spec_from_file_location("startup", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules["startup"] = module  # its dataclass asks for it
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("points", "as_long"), [(0, True), (361, False), (361, True)])
def test_the_larger_catalogues_are_right(startup: ModuleType, points: int, *, as_long: bool, tmp_path: Path) -> None:
    points = points or startup.SHIPPED
    program = startup.write_tree(tmp_path / "tree", points, as_long=as_long)
    done = subprocess.run([*program, "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:1000]
    assert f": {points} points, " in done.stdout
    catalogue = compiled.load(tmp_path / "tree" / "acupoint" / "data" / "points.yaml")
    assert catalogue
    assert len(catalogue.points) == points
