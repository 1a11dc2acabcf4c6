"""The table of pictures has every desk in every state, and every picture that it names is one that a test takes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.pictures.table import PARTS, STATES, TABLE, titles

HERE = Path(__file__).parent
DESKS = sorted(each.parent.name for each in (HERE.parents[1] / "ui" / "desks").glob("*/views"))


@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_says_of_every_state_which_pictures_show_it(desk: str) -> None:
    assert tuple(TABLE.get(desk, ())) == STATES, f"{desk}: name its pictures in tests/pictures/table.py"


def test_the_table_has_nothing_that_is_gone() -> None:
    assert sorted(TABLE) == sorted((*DESKS, *PARTS))


def test_every_picture_of_the_table_is_one_that_a_test_takes() -> None:
    """A title stands in a test as it is, alone or after the name of its desk."""
    sources = [path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py") if path.name != Path(__file__).name]
    words = {word for source in sources for word in _words(ast.parse(source))}
    taken = re.compile(f"([a-z]+-)?({'|'.join(sorted(words))})")
    assert [title for title in titles() if not taken.fullmatch(title)] == [], "no test of tests/pictures takes these"


def _words(tree: ast.AST) -> set[str]:
    """Texts that may be a title, with what is filled in as any words."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in node.values
            ]
            if any(isinstance(part, ast.Constant) and "-" in str(part.value) for part in node.values):
                found.add("".join(parts))
    return {word for word in found if len(word) < 60 and "\n" not in word}
