"""A build step of the wheel: it compiles the catalogue and its words, and writes the manual page."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Reads data/points.yaml with the program's own reader; a catalogue with a problem builds no wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them to the wheel. An editable install reads the YAML, which may change, and has no manual page."""
        if version == "editable":
            return
        sys.path[:0] = [str(Path(self.root) / "src"), self.root]
        from docs import manual  # noqa: PLC0415 - as above

        from acupoint.catalogue import compiled, phrases  # noqa: PLC0415 - of the source that is built
        from acupoint.catalogue.read import read_alone  # noqa: PLC0415 - as above
        from acupoint.catalogue.said import read_phrases  # noqa: PLC0415 - as above
        from acupoint.errors import CatalogueError  # noqa: PLC0415 - as above

        yaml = Path(self.root) / "data" / "points.yaml"
        words = phrases.words_beside(yaml)
        try:
            catalogue = read_alone(yaml)
            said = read_phrases(words, {entry.id for entry in catalogue.vocabulary})
        except CatalogueError as error:
            self.app.abort("\n".join(map(str, error.problems)))
        self._folder = TemporaryDirectory()
        contents = {yaml: compiled.contents(catalogue, yaml), words: phrases.contents(said, words)}
        for source, content in contents.items():
            file = Path(self._folder.name) / compiled.file_for(source).name
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"acupoint/data/{file.name}"
        page = Path(self._folder.name) / "acupoint.1"
        page.write_text(manual.page(catalogue), encoding="ascii", newline="\n")
        build_data["shared_data"][str(page)] = f"share/man/man1/{page.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's
        """Remove what is in the wheel by now."""
        if version != "editable":
            self._folder.cleanup()
