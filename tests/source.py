"""The product's own source, read once for all tests that look at how it is written."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("adjudicator", "ui")


@cache
def trees() -> dict[str, ast.Module]:
    """Path from the project's folder -> the file, parsed."""
    files = (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    gc.disable()
    try:
        parsed = {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}
    finally:
        gc.enable()
    # half a million objects that stay: the collector takes a second for them each time that it looks at everything
    gc.freeze()
    return parsed


@cache
def nodes() -> dict[str, tuple[ast.AST, ...]]:
    """Path from the project's folder -> all nodes of the file."""
    return {name: tuple(ast.walk(tree)) for name, tree in trees().items()}


def nodes_of(room: str) -> dict[str, tuple[ast.AST, ...]]:
    """Path from a room's folder -> all nodes of the file."""
    return {name.removeprefix(f"{room}/"): inside for name, inside in nodes().items() if name.startswith(f"{room}/")}
