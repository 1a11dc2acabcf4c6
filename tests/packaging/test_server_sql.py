"""What the server of a shared record checks is in step with what a case file checks."""

from __future__ import annotations

import pytest
import server_sql

from adjudicator import resources
from adjudicator.log.file.schema import TRIGGERS


def test_the_guards_of_the_server_are_those_of_the_case_file() -> None:
    stored = resources.path("server", "guards.sql").read_text("utf-8")
    assert stored == server_sql.text(), "run packaging/server_sql.py and look at what it changed"


def test_no_word_of_sqlite_is_left() -> None:
    made = server_sql.text()
    for word in (
        "json_extract(",
        "json_each(",
        "json_array_length(",
        "instr(",
        "total(",
        "RAISE(",
        "iif(",
        "IS NOT 0",
        "new.",
    ):
        assert word not in made, word


def test_each_guard_of_the_log_is_the_servers_too_or_its_functions_see_to_it() -> None:
    of_log = {name for name, sql in TRIGGERS.items() if "BEFORE INSERT ON log\n" in sql}
    assert of_log - server_sql.GUARDS.keys() == {"log_in_order", "log_signed"}


@pytest.mark.parametrize(
    "trigger",
    [
        "CREATE TRIGGER x AFTER INSERT ON log\nWHEN 1\nBEGIN SELECT RAISE(ABORT, 'x'); END",
        "CREATE TRIGGER x BEFORE INSERT ON log\nWHEN 1\nBEGIN SELECT RAISE(FAIL, 'x'); END",
    ],
)
def test_what_cannot_be_put_into_other_words_is_no_guard(trigger: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        server_sql.guard(trigger, "x")


def test_an_index_of_another_form_is_none() -> None:
    with pytest.raises(ValueError, match="no index"):
        server_sql.index("CREATE INDEX x ON log (body)")
