"""The catalogue as the wheel's build wrote it, which loads far faster than its YAML can be read.

The compiled file stands beside the YAML and holds its text, then the values, as a pickle. It is used only while that
text is the YAML's, to the byte: a checksum could miss an edit, and hashlib takes longer to import than this to load.
"""

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from acupoint import __version__
from acupoint.catalogue import model
from acupoint.catalogue.model import Catalogue

_PROTOCOL = 5  # whatever Python builds the wheel, every other can load it


def file_for(yaml: Path) -> Path:
    """The compiled file of the catalogue *yaml*."""
    return yaml.with_suffix(".compiled")


def contents(value: object, yaml: Path) -> bytes:
    """What to write to the compiled file for *value*, which was read from *yaml*."""
    stream = io.BytesIO()
    _Writer(stream, yaml.parent).dump((yaml.read_bytes(), value))
    values = stream.getvalue()
    return _heading(values) + values


def load(yaml: Path) -> Catalogue | None:
    """The catalogue *yaml* from its compiled file; None if there is none that can be used."""
    value = load_value(yaml)
    return value if isinstance(value, Catalogue) else None


def load_value(yaml: Path) -> object:
    """The value in the compiled file of *yaml*; None if that is missing, stale, damaged, or of another version."""
    try:
        written = file_for(yaml).read_bytes()
        values = written[len(_heading(b"")) :]
        if not written.startswith(_heading(values)):
            return None
        text, value = _Reader(io.BytesIO(values), yaml.parent).load()
        return value if text == yaml.read_bytes() else None
    except Exception:  # noqa: BLE001 - a pickle may raise any, and the YAML holds all that it holds
        return None


def _heading(values: bytes) -> bytes:
    return b"acupoint %s %08x\n" % (__version__.encode(), zlib.crc32(values))


class _Writer(pickle.Pickler):
    # Writes a value as a call of its class, and a path relative to the YAML's folder.
    def __init__(self, stream: io.BytesIO, folder: Path) -> None:
        super().__init__(stream, _PROTOCOL)
        self._folder = folder

    def persistent_id(self, value: object) -> str | None:
        return value.relative_to(self._folder).as_posix() if isinstance(value, Path) else None

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - as pickle types it
        if isinstance(value, Enum):
            return type(value), (value.value,)
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, field.name) for field in fields(value))
        return NotImplemented


class _Reader(pickle.Unpickler):
    # Makes nothing but what a catalogue is made of, whatever the file asks for.
    def __init__(self, stream: io.BytesIO, folder: Path) -> None:
        super().__init__(stream)
        self._folder = folder

    def persistent_load(self, name: str) -> Path:
        return self._folder / name

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        if module != model.__name__ or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is not a part of a catalogue")
        found: Callable[..., Any] = getattr(model, name)
        return found
