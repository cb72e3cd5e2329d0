"""The package's own data where it does not lie in a folder: in a zip, say, that Python runs the package from."""

import io
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

PACKAGE = "acupoint"
FOLDER = Path(__file__).parents[1]  # where the package would be, if it were in a folder

if TYPE_CHECKING:
    _SystemsPath = Path
else:
    _SystemsPath = type(Path())  # Path itself cannot be derived from before Python 3.12


class PackagedPath(_SystemsPath):
    """A path in the package, of which a file can be read and no more. What is made from it is one, too."""

    def exists(self, **_: bool) -> bool:
        """Whether it is there."""
        return self.is_file() or self.is_dir()

    def is_file(self, **_: bool) -> bool:
        """Whether it is a file in the package."""
        return self._resource.is_file()

    def is_dir(self, **_: bool) -> bool:
        """Whether it is a folder in the package."""
        return self._resource.is_dir()

    def open(self, mode: str = "r", *_: int, encoding: str | None = None, **options: Any) -> IO[Any]:  # type: ignore[override]  # noqa: ANN401 - as Path has it
        """Open it to be read."""
        if self.is_dir():
            raise IsADirectoryError(21, "Is a directory", str(self))
        if not self.is_file():
            raise FileNotFoundError(2, "No such file or directory", str(self))
        binary = io.BytesIO(self._resource.read_bytes())
        return binary if "b" in mode else io.TextIOWrapper(binary, encoding=encoding or "utf-8", **options)

    @property
    def _resource(self) -> Traversable:
        return _package().joinpath(self.relative_to(FOLDER).as_posix())


@cache
def _package() -> Traversable:
    return resources.files(PACKAGE)
