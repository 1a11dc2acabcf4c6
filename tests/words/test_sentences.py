"""The source of the product, read: how sentences for people are written, so that they can be translated one by one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARKS = {"_": 1, "n_": 2, "plural": 2}
"""What makes a sentence -> how many forms of it are given first."""

PLACE = re.compile(r"\{(\w*)\}")
EMPTY = re.compile(r"value\d|join\d*|list_\d*|\w*\d")
"""Names of places that tell a translator nothing."""

SETTERS = {"setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setToolTip"}


@cache
def _trees() -> dict[str, ast.Module]:
    files = (file for room in ("adjudicator", "ui") for file in sorted((ROOT / room).rglob("*.py")))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    for name, tree in _trees().items():
        if name == "adjudicator/words/sentence.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                yield f"{name}:{node.lineno}", node, node.func.id


def test_a_sentence_stands_there_as_it_is_read_and_not_put_together() -> None:
    found = [
        place
        for place, call, mark in _calls()
        if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in call.args[: MARKS[mark]])
    ]
    assert found == []


def test_each_place_is_filled_and_nothing_else_is_given() -> None:
    found = []
    for place, call, mark in _calls():
        wanted = set.union(*(set(PLACE.findall(_text(each))) for each in call.args[: MARKS[mark]]))
        given = {each.arg for each in call.keywords} | ({"count"} if mark != "_" else set())
        if None in given or mark == "plural" or (mark == "_" and not given):
            continue  # filled from a table or later; or not filled, so that a brace is a brace
        if wanted - given or given - wanted - {"count"}:
            found.append(f"{place} wants {sorted(map(str, wanted))}, is given {sorted(map(str, given))}")
    assert found == []


def test_places_have_names_that_tell_a_translator_what_comes_there() -> None:
    found = [
        f"{place} {{{each.arg}}}"
        for place, call, _ in _calls()
        for each in call.keywords
        if EMPTY.fullmatch(each.arg or "")
    ]
    assert found == []


def test_what_marks_a_sentence_is_no_variable_where_it_is_used() -> None:
    found = []
    for name, tree in _trees().items():
        imported = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "adjudicator.words"
            and "_" in {each.name for each in node.names}
            for node in ast.walk(tree)
        )
        bound = (
            isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store) for node in ast.walk(tree)
        )
        given = (isinstance(node, ast.arg) and node.arg == "_" for node in ast.walk(tree))
        if imported and (any(bound) or any(given)):
            found.append(name)
    assert found == []


def test_the_window_gives_names_hints_and_tips_in_the_language_of_the_moment() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _trees().items()
        if name.startswith("ui/") and name != "ui/kit/language.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SETTERS
        if not (isinstance(node.args[0], ast.Constant) and node.args[0].value == "")
    ]
    assert found == []


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
