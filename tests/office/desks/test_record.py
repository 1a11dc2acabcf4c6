"""The record in words, filtered and verified; every act tells its listeners once it is durable."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry
from adjudicator.office import Done
from adjudicator.office.behind.narration.record import told
from adjudicator.records.trouble import Refusal
from tests.forgeries import tables_entries, tabulation_entries
from tests.office.conftest import Desk


def test_the_newest_line_stands_first_and_pages_follow(desk: Desk) -> None:
    desk.receive("0001")
    lines = desk.office.record.lines(limit=3)
    assert [line.seq for line in lines] == sorted((line.seq for line in lines), reverse=True)
    older = desk.office.record.lines(before=lines[-1].seq, limit=3)
    assert older[0].seq == lines[-1].seq - 1
    everything = desk.office.record.lines(limit=1000)
    assert [line.seq for line in everything] == list(range(desk.office.record.head().size, 0, -1))
    assert everything[-1].words == "The program opened the case: Gwinnett County, General Election"


def test_lines_are_filtered_by_person_envelope_and_kind(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.easy("0001")
    assert {line.envelope for line in desk.office.record.lines(envelope="0001")} == {"0001"}
    assert {line.by for line in desk.office.record.lines(by="rita")} == {"Rita Reviewer"}
    assert {line.kind for line in desk.office.record.lines(kind="envelope.")} == {
        "envelope.received", "envelope.determined",
    }  # fmt: skip


def test_a_determination_is_told_in_the_words_of_the_screen(desk: Desk) -> None:
    desk.receive("0001")
    desk.easy("0001")
    newest = desk.office.record.lines(limit=1)[0]
    assert newest.words == "Rita Reviewer determined envelope 0001: count in full"


def test_answers_are_told_with_their_facts_and_values(desk: Desk) -> None:
    desk.receive("0001")
    desk.say("0001", "oath", "unsigned")
    words = desk.office.record.lines(limit=1)[0].words
    assert words.startswith("Rita Reviewer recorded for envelope 0001: ")
    assert "unsigned" not in words
    assert "_" not in words


DATA = {
    "case": "C1", "county": "Gwinnett", "election": "General", "person": "mo", "name": "Mo", "roles": ["clerk"],
    "kind": "roll", "rows": 1, "order": "20-CV-1", "called": "20-CV-2",
    "hours": {"School 001": ["2020-11-03T19:00:00", "2020-11-03T20:00:00"]}, "open": {"approved": 2},
    "status": "vacated", "envelope": "0417",
    "facts": [], "outcome": "held", "departs": True, "supersedes": 12, "batch": "B0001", "items": {"0417": 3},
    "release": "R0001", "from": "eve", "why": "left", "code": "PW", "size": 7, "ballots": 14,
    "idle_minutes": 10, "shift_ends": ["17:00"],
    "rules": "georgia-2020", "position": "two_envelopes",
    "motion": {"number": "2020-11", "date": "2020-11-05", "text": "Resolved."},
    "was_encrypted": False, "encrypted": True,
    "to": "4.0", "accounts": [], "since": 2, "changes": {"0417": ["held", "undecided"]}, "strict": True, "number": 3,
    "percent": 10, "agrees": True, "board_votes": "before", "duplicate_on": "cast", "docket": "D0001", "questions": {},
    "removed": {}, "rulings": {}, "override": None, "contests": [],
    "what": "no_envelope", "same_as": "", "asked": 3, "agreed": True,
    "way": "phone", "result": "no_answer", "hour": "2020-11-05T14:10",
    "vote": {
        "number": "2020-12", "hour": "2020-11-09T14:00", "text": "Resolved.", "in_favor": 3, "against": 1, "abstained": 0,
        "later": False,
    },
}  # fmt: skip
"""Data of any kind at once, but of those kinds whose own are in `OWN`."""

OWN = {**tables_entries.TEMPLATES, **tabulation_entries.TEMPLATES}


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_kind_is_told_in_a_plain_sentence_with_the_persons_name(kind: str) -> None:
    data = OWN[kind](None, "mo") if kind in OWN else DATA
    words = told(Entry(kind, 1, "t", "mo", data), {"mo": "Mo Ortiz"})
    assert words.startswith("Mo Ortiz ")
    assert kind not in words
    assert "adjudicate" not in words


def test_somebody_without_an_account_is_named_by_the_id_and_nobody_is_the_program() -> None:
    assert told(Entry("period.closed", 1, "t", "eve", {}), {}).startswith("eve closed")
    assert told(Entry("period.closed", 1, "t", "", {}), {}).startswith("The program closed")


def test_the_whole_record_verifies_with_every_determination_replayed(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.easy("0001")
    desk.easy("0002")
    steps: list[tuple[int, int]] = []
    report = desk.office.record.verifying("deep")(lambda done, of: steps.append((done, of)))
    assert report.findings == ()
    assert report.entries == desk.office.record.head().size
    assert report.root == desk.office.record.head().root
    assert steps[-1] == (report.entries, report.entries)


def test_listeners_are_told_of_each_act_once_and_of_no_refusal(desk: Desk) -> None:
    heard: list[Sequence[Entry]] = []
    desk.office.listen(heard.append)
    desk.receive("0001")
    assert [entry.kind for entries in heard for entry in entries] == ["envelope.received"]
    assert desk.office.last_saved == heard[0][-1].at
    assert isinstance(desk.office.review.withdraw("0001", "why"), Refusal)
    assert len(heard) == 1
    assert isinstance(desk.office.review.refer("0001", "Which street?"), Done)
    assert len(heard) == 2
