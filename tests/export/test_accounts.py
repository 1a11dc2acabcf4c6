"""The pages of numbers to sign, and the rows for an audit's manifest."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from adjudicator.export.audit_manifest import ManifestRow, audit_manifest
from adjudicator.export.paper import typeset
from adjudicator.export.paper.accounts import CastAndCounted, ReceivedAndCounted, cast_and_counted, received_and_counted
from adjudicator.export.paper.plain_page import PLAIN
from adjudicator.words import n_

from .conftest import MakeContent

NOW = datetime(2020, 11, 10, 17, 5, tzinfo=UTC)
WHOLE = CastAndCounted(965, 412, 290, {"not_registered": 180, "already_voted": 83})
SAME = ReceivedAndCounted(965, {"not_registered": 180, "already_voted": 83}, 701, {"no ballot in the envelope": 1})


@pytest.fixture
def page(content: MakeContent, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The words of a page, as they stand where it cannot be typeset."""
    election = content([]).election

    def words(numbers: CastAndCounted | ReceivedAndCounted, *, practice: bool = False) -> str:
        monkeypatch.setattr(typeset, "typeset", lambda *_: None)
        made = (
            cast_and_counted(numbers, election, NOW, practice=practice)
            if isinstance(numbers, CastAndCounted)
            else received_and_counted(numbers, election, NOW, practice=practice)
        )
        assert made.startswith(PLAIN)
        lines = re.findall(rb"\((.*)\) Tj", made)
        return re.sub(r"\s+", " ", re.sub(r"\\([()\\])", r"\1", b" ".join(lines).decode("cp1252")))

    return words


def test_both_pages_are_typeset_and_the_same_each_time(content: MakeContent) -> None:
    election = content([]).election
    one = cast_and_counted(WHOLE, election, NOW, practice=True)
    other = received_and_counted(SAME, election, NOW, practice=False)
    assert b"pdfuaid" in one
    assert b"pdfuaid" in other
    assert one == cast_and_counted(WHOLE, election, NOW, practice=True)
    unlike = ReceivedAndCounted(9, {}, 8)
    assert b"pdfuaid" in received_and_counted(unlike, election, NOW, practice=False), "with lines to write on"
    told = ReceivedAndCounted(9, {}, 8, explained=("One ballot fell behind the scanner.",))
    assert b"pdfuaid" in received_and_counted(told, election, NOW, practice=False)


def test_cast_is_in_full_and_in_part_and_not_counted(page: Any) -> None:
    words = page(WHOLE)
    assert "Cast: 965 Counted: 702 In full: 412 In part: only the contests in which the voter may vote: 290" in words
    assert "Not counted: 263 The voter was not registered: 180" in words
    assert "We certify that these numbers are correct." in words
    assert "Not final" not in words
    assert "add up:" not in words
    assert "PRACTICE" not in words
    assert "PRACTICE" in page(WHOLE, practice=True)


def test_what_is_open_or_does_not_add_up_stands_above_and_is_not_certified(page: Any) -> None:
    words = page(CastAndCounted(965, 412, 290, {"not_registered": 180}, held=3, undecided=2))
    assert "Not final: 5 ballots are held or undecided." in words
    assert "These numbers do not add up: 965 were cast, and 887 are accounted for." in words
    assert "Held or undecided: 5" in words
    assert "We certify" not in words


def test_ballots_received_are_compared_with_those_in_the_results(page: Any) -> None:
    words = page(SAME)
    assert "which O.C.G.A. 21-2-421(b) has required since 2021" in words
    assert "Received: 965 Not counted: 263" in words
    assert "Not in the count for another reason: 1 No ballot in the envelope: 1" in words
    assert "Should be in the results: 701 Are in the results: 701 Difference: 0" in words
    assert "explains" not in words


@pytest.mark.parametrize(
    ("in_results", "said"),
    [
        (7, "2 ballots are missing from the results, and nothing explains it yet."),
        (8, "1 ballot is missing from the results, and nothing explains it yet."),
        (10, "1 ballot more is in the results than should be, and nothing explains it yet."),
    ],
)
def test_a_difference_is_told_and_has_lines_for_its_explanation(page: Any, in_results: int, said: str) -> None:
    words = page(ReceivedAndCounted(9, {}, in_results))
    assert said in words
    assert f"Difference: {in_results - 9}" in words
    assert "What explains the difference ____" in words
    explained = page(ReceivedAndCounted(9, {}, in_results, explained=(n_("{count} ballot", "{count} ballots", 1),)))
    assert said not in explained
    assert "What explains the difference 1 ballot" in explained


def test_a_manifest_has_its_rows_by_what_they_say() -> None:
    rows = [ManifestRow("Box 2", "3", "=17", 342), ManifestRow("Box 1", "3", "16", 4)]
    wanted = b"Container,Tabulator,Batch Name,Number of Ballots\r\nBox 1,3,16,4\r\nBox 2,3,'=17,342\r\n"
    assert b"".join(audit_manifest(rows)) == wanted
    assert b"".join(audit_manifest(reversed(rows))) == wanted
