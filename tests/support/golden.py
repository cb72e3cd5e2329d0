"""What a golden file holds of an answer."""

import json
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parents[1] / "golden"


def laid_out(value: Any, indent: str = "", name: str = "") -> str:  # noqa: ANN401 - what JSON can hold
    """JSON, an object that holds no other on one line: a source, a claim, or a step is a line of the file."""
    items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if not any(isinstance(item, dict) or (isinstance(item, list) and holds_objects(item)) for item in items):
        return f"{indent}{name}{json.dumps(value, ensure_ascii=False)}"
    names = [f"{json.dumps(key)}: " for key in value] if isinstance(value, dict) else [""] * len(items)
    inside = ",\n".join(laid_out(item, f"{indent} ", of) for of, item in zip(names, items, strict=True))
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{indent}{name}{first}\n{inside}\n{indent}{last}"


def holds_objects(items: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in items)
