"""Contacts with voters and their receipts, at the office."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.review.contacting import Spoken
from adjudicator.office.desks import voter_papers
from adjudicator.people.receipts import NewReceipt, check_of
from adjudicator.records.trouble import Refusal, WorldError
from tests.office.conftest import Desk, Watch

AT_EIGHT, AT_HALF_PAST_SEVEN = "2020-11-04T08:00", "2020-11-04T07:30"


def test_calls_are_told_the_latest_hour_first_with_who_called(desk: Desk) -> None:
    desk.receive("0001")
    desk.office.contacts.log("0001", Spoken("phone", "no_answer", AT_EIGHT))
    desk.office.contacts.log("0001", Spoken("phone", "will_come", AT_HALF_PAST_SEVEN, "Comes after work"))
    told = [(line.result, line.hour, line.note) for line in desk.office.contacts.of("0001")]
    assert told == [("no_answer", AT_EIGHT, ""), ("will_come", AT_HALF_PAST_SEVEN, "Comes after work")]
    assert desk.office.contacts.newest()["0001"].result == "no_answer"
    assert all(line.by for line in desk.office.contacts.of("0001"))


def test_a_call_leaves_the_envelope_as_it_is_so_that_nobodys_work_is_refused(desk: Desk) -> None:
    desk.receive("0001")
    before = desk.state("0001")
    desk.office.contacts.log("0001", Spoken("phone", "no_answer", AT_EIGHT))
    assert desk.state("0001") == before


def test_what_a_letter_cannot_have_answered_is_refused(desk: Desk) -> None:
    desk.receive("0001")
    refused = desk.office.contacts.log("0001", Spoken("letter", "no_answer", AT_EIGHT))
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown_value"


def test_an_hour_to_come_is_refused(desk: Desk) -> None:
    desk.receive("0001")
    refused = desk.office.contacts.log("0001", Spoken("phone", "no_answer", "2020-11-09T08:00"))
    assert isinstance(refused, Refusal)
    assert refused.code == "future"


def test_a_receipts_pin_stands_nowhere_and_proves_itself(desk: Desk) -> None:
    desk.receive("0001")
    receipt = desk.office.contacts.give_receipt("0001")
    assert isinstance(receipt, NewReceipt)
    recorded = _newest(desk)["data"]
    assert recorded["check"] == check_of(receipt.number, receipt.pin)
    assert receipt.pin not in repr(receipt)
    assert receipt.pin.encode() not in desk.office.path.read_bytes()


def test_of_two_receipts_the_newer_is_in_force(desk: Desk) -> None:
    desk.receive("0001")
    desk.office.contacts.give_receipt("0001")
    second = desk.office.contacts.give_receipt("0001")
    assert isinstance(second, NewReceipt)
    assert desk.office.contacts.receipt_of("0001") == second.number


def test_the_call_list_and_the_receipt_are_pages_to_print(desk: Desk, tmp_path: Path) -> None:
    desk.receive("0001", phone="770-555-0160")
    calls, page = tmp_path / "calls.pdf", tmp_path / "receipt.pdf"
    assert desk.office.voter_papers.write_call_list(["0001"], calls) is None
    assert isinstance(desk.office.voter_papers.write_receipt("0001", page), NewReceipt)
    assert [made.read_bytes()[:5] for made in (calls, page)] == [b"%PDF-", b"%PDF-"]
    assert [made.read_bytes().count(b"MediaBox[0 0 792 612]") for made in (calls, page)] == [1, 0], (
        "the list lies across"
    )
    assert desk.office.contacts.voter_of("0001").phone == "770-555-0160"


@pytest.mark.parametrize(
    ("days", "words"), [(0, "What is missing may come until "), (9, "What was missing could come until ")]
)
def test_a_call_list_says_whether_what_is_missing_may_still_come(
    desk: Desk, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, words: str
) -> None:
    desk.receive("0001", phone="770-555-0160")
    watch.moment += timedelta(days=days)
    told: list[str] = []
    monkeypatch.setattr(voter_papers, "call_list", lambda calls, until, place: told.append(until) or b"%PDF-")
    assert desk.office.voter_papers.write_call_list(["0001"], tmp_path / "calls.pdf") is None
    assert str(told[0]).startswith(words)


def test_nobody_who_sees_no_names_is_given_a_call_list(desk: Desk, tmp_path: Path) -> None:
    desk.receive("0001")
    desk.sign_in("olga")
    refused = desk.office.voter_papers.write_call_list(["0001"], tmp_path / "calls.pdf")
    assert isinstance(refused, Refusal)
    assert not (tmp_path / "calls.pdf").exists()


def test_a_receipt_whose_page_cannot_be_written_is_followed_by_another(desk: Desk, tmp_path: Path) -> None:
    desk.receive("0001")
    page = tmp_path / "receipt.pdf"
    page.write_bytes(b"somebody's")
    with pytest.raises(WorldError):
        desk.office.voter_papers.write_receipt("0001", page)
    lost = desk.office.contacts.receipt_of("0001")
    again = desk.office.voter_papers.write_receipt("0001", tmp_path / "another.pdf")
    assert isinstance(again, NewReceipt)
    assert page.read_bytes() == b"somebody's"
    assert lost != desk.office.contacts.receipt_of("0001") == again.number


def _newest(desk: Desk) -> Any:
    with closing(sqlite3.connect(desk.office.path)) as connection:
        (body,) = connection.execute("SELECT body FROM log ORDER BY seq DESC").fetchone()
    return json.loads(body)
