"""Acts at the Receive desk: receive, note a file, correct."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.bodies import Secret
from adjudicator.casework.receiving import Noted, correct, papers_of, receive, receive_file
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.trouble import Refusal

from .conftest import ACT, PAPERS, envelope


def test_envelopes_are_received_one_entry_each_in_the_lists_order() -> None:
    entries = receive([Envelope("2"), Envelope("10"), Envelope("1")], "digest", ACT)
    assert [entry.data["envelope"] for entry in entries] == ["2", "10", "1"]
    assert {(entry.kind, entry.by, entry.data["file"]) for entry in entries} == {
        ("envelope.received", "rita", "digest")
    }


def test_unknown_fields_are_left_out_and_personal_ones_sealed() -> None:
    papers = papers_of(PAPERS)
    assert not {"number", "statement", "phone", "sheets", "party", "reasons"} & papers.keys()
    assert papers["oath_signed"] is True
    assert all(isinstance(papers[name], Secret) for name in SEALED_FIELDS & papers.keys())
    assert papers_of(Envelope("1", reasons=("OP",), oath_signed=False, sheets=2)) == {
        "reasons": ["OP"], "oath_signed": False, "sheets": 2,
    }  # fmt: skip


def test_the_name_of_a_file_is_sealed() -> None:
    (entry,) = receive_file(Noted("envelope_list", "d1", "delgado.csv", "2020-11-04", 1), ACT)
    assert isinstance(entry.data["name"], Secret)
    assert "delgado" not in repr(entry)


def test_a_correction_names_the_fields_and_seals_the_reason() -> None:
    changes = {"place": "School 002", "last_name": "Salgado", "phone": "", "reasons": ("OP", "V")}
    (entry,) = correct(envelope(), changes, "The paper says so", ACT)
    papers = entry.data["papers"]
    assert (papers["place"], papers["last_name"].value, papers["phone"]) == ("School 002", "Salgado", None)
    assert papers["reasons"] == ["OP", "V"]
    assert isinstance(entry.data["reason"], Secret)


REFUSED = [
    ({"status": "in_batch"}, {"place": "School 002"}, "why", "not_correctable"),
    ({"status": "approved"}, {"place": "School 002"}, "why", "not_correctable"),
    ({"status": "released"}, {"place": "School 002"}, "why", "not_correctable"),
    ({}, {"number": "0418"}, "why", "not_correctable"),
    ({}, {"place": "School 002", "votes": "x"}, "why", "not_correctable"),
    ({}, {}, "why", "not_correctable"),
    ({}, {"place": "School 002"}, " ", "reason_missing"),
]


@pytest.mark.parametrize(("state", "changes", "reason", "code"), REFUSED)
def test_what_cannot_be_corrected_is_refused(
    state: dict[str, str], changes: dict[str, Any], reason: str, code: str
) -> None:
    refused = correct(envelope(**state), changes, reason, ACT)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.envelope) == (code, "0417")
