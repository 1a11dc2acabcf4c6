"""Contacts with voters and their receipts, at the office."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

from adjudicator.casework.acts.contacting import Spoken
from adjudicator.people.receipts import NewReceipt, check_of
from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk

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


def _newest(desk: Desk) -> Any:
    with closing(sqlite3.connect(desk.office.path)) as connection:
        (body,) = connection.execute("SELECT body FROM log ORDER BY seq DESC").fetchone()
    return json.loads(body)
