"""The source of the product, read: how sentences for people are written, so that they can be translated one by one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.source import nodes

MARKS = {"_": 1, "n_": 2, "plural": 2}
"""What makes a sentence -> how many forms of it are given first."""

PLACE = re.compile(r"\{(\w*)\}")
EMPTY = re.compile(r"value\d|join\d*|list_\d*|\w*\d")
"""Names of places that tell a translator nothing."""

SETTERS = {"setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setToolTip"}


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    for name, inside in nodes().items():
        if name == "adjudicator/words/sentence.py":
            continue
        for node in inside:
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
    for name, inside in nodes().items():
        imported = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "adjudicator.words"
            and "_" in {each.name for each in node.names}
            for node in inside
        )
        bound = (isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store) for node in inside)
        given = (isinstance(node, ast.arg) and node.arg == "_" for node in inside)
        if imported and (any(bound) or any(given)):
            found.append(name)
    assert found == []


def test_the_window_gives_names_hints_and_tips_in_the_language_of_the_moment() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, inside in nodes().items()
        if name.startswith("ui/") and name != "ui/kit/language.py"
        for node in inside
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SETTERS
        if not (isinstance(node.args[0], ast.Constant) and node.args[0].value == "")
    ]
    assert found == []


FIGURES = {
    "adjudicator/casework/acts/count/voting.py": "an hour as the record keeps it",
    "adjudicator/casework/admission/board.py": "an hour as the record keeps it",
    "adjudicator/cli/count/board.py": "an hour as the record keeps it",
    "adjudicator/office/desks/count/board.py": "an hour as the record keeps it",
    "adjudicator/rehearsal/rounds.py": "an hour as the record keeps it",
    "adjudicator/rehearsal/second_half.py": "an hour as the record keeps it",
    "adjudicator/practice/newest_lists.py": "a day as the state's file has it",
    "ui/desks/board/entering.py": "an hour as the record keeps it",
    "adjudicator/casework/telling/voter.py": "what a voter is told, in a table of its own for each language",
    "adjudicator/casework/acts/vouching.py": "a reason as the record keeps it",
    "adjudicator/cli/law/calendar.py": "a table for programs, in ISO 8601",
    "adjudicator/cli/law/lawmaking.py": "ISO 8601",
    "adjudicator/export/paper/summary.py": "a release, which is English and made again letter by letter",
    "adjudicator/export/totals.py": "a release",
    "adjudicator/export/corrections.py": "a release",
    "adjudicator/export/work_order.py": "a release",
    "adjudicator/intake/definition.py": "an hour as the file has it",
    "adjudicator/log/states/folding.py": "for programmers",
    "adjudicator/office/desks/backups.py": "names of files",
    "ui/desks/setup/lists.py": "what a column is sorted by",
    "ui/shared/hours.py": "an hour as the record keeps it",
    "ui/desks/setup/sittings.py": "an hour as the record keeps it",
}
"""Where numbers and times are written otherwise than in `adjudicator.words`, and why."""


def test_numbers_and_times_for_people_are_written_in_one_place() -> None:
    found = {name for name, inside in nodes().items() for node in inside if _is_figure(node)}
    assert {name for name in found if not name.startswith("adjudicator/words/")} - FIGURES.keys() == set()


def _is_figure(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "strftime"
    if not isinstance(node, ast.FormattedValue) or not isinstance(node.format_spec, ast.JoinedStr):
        return False
    spec = "".join(map(_text, node.format_spec.values))
    return "," in spec or spec.startswith("%")


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
