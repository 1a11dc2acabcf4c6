"""Acts at the Receive desk: receive, note a file, correct."""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations
from typing import Any

import pytest

from adjudicator.casework.acts.receiving import (
    Noted,
    correct,
    left_open,
    lines_digest,
    papers_of,
    receive,
    receive_file,
)
from adjudicator.casework.record.entry import Entry, Secret, canonical, commitment_of
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, PAPERS, envelope


def drawn(seed: int) -> list[str]:
    entries = receive([Envelope(f"{number:02d}") for number in range(40)], "file", ACT, seeded_salts(seed))
    assert not isinstance(entries, Refusal)
    assert {(entry.kind, entry.by, entry.data["file"]) for entry in entries} == {("envelope.received", "rita", "file")}
    return [entry.data["envelope"] for entry in entries]


def test_envelopes_are_received_one_entry_each_in_an_order_drawn_by_chance() -> None:
    listed = [f"{number:02d}" for number in range(40)]
    assert sorted(drawn(1)) == sorted(drawn(2)) == listed
    assert drawn(1) == drawn(1) != drawn(2)
    places = [drawn(1).index(number) for number in listed]
    turned = sum(before > after for before, after in combinations(places, 2))
    assert 218 < turned < 562  # of 780 pairs; chance gives 390, with a standard deviation of 43


def test_the_digest_of_credit_lines_is_over_each_as_json_and_a_line_feed() -> None:
    written = b'["1","OAK"]\n["2","ELM"]\n'
    assert lines_digest([("1", "OAK"), ("2", "ELM")]) == sha256(written).hexdigest()
    assert lines_digest([]) == sha256(b"").hexdigest()


def test_each_credit_line_is_written_in_the_canonical_form_whatever_letters_it_has() -> None:
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    texts = ["".join(letters), *letters[:0x3000], "a\u2028b", '\\"', ""]
    written = f"{canonical(texts)}\n{canonical(['', 'x'])}\n".encode()
    assert lines_digest([texts, ("", "x")]) == sha256(written).hexdigest()
    with pytest.raises(UnicodeEncodeError):
        lines_digest([["\ud800"]])


def test_unknown_fields_in_the_clear_are_left_out_and_personal_ones_sealed_whether_known_or_not() -> None:
    papers = papers_of(PAPERS)
    assert not {"number", "statement", "sheets", "party", "reasons"} & papers.keys()
    assert papers["oath_signed"] is True
    bare = papers_of(Envelope("1", reasons=("OP",), oath_signed=False, sheets=2, note=" "))
    for each in (papers, bare):
        assert {name for name, value in each.items() if isinstance(value, Secret)} == SEALED_FIELDS
    assert {name: value for name, value in bare.items() if name not in SEALED_FIELDS} == {
        "reasons": ["OP"], "oath_signed": False, "sheets": 2,
    }  # fmt: skip
    assert {bare[name].value for name in SEALED_FIELDS} == {""}


def test_the_name_and_digests_of_a_file_are_sealed_and_other_entries_name_it_by_the_commitment() -> None:
    file = Noted("check_in_list", Secret("d1", b"s" * 32), "delgado.csv", "2020-11-04", 1, Secret("l1"))
    (entry,) = receive_file(file, ACT)
    assert all(isinstance(entry.data[name], Secret) for name in ("name", "digest", "lines"))
    assert "delgado" not in repr(entry)
    assert file.id == commitment_of(b"s" * 32, "d1").hex()
    assert Noted("roll", "r1", "x.roll", "", 6).id == "r1"


LEFT_OPEN: list[tuple[str, int, dict[str, Any], tuple[str, ...]]] = [
    ("envelope.received", 1, {"papers": {"phone": None, "note": {"sealed": "c"}}}, ()),
    ("envelope.received", 1, {"papers": {"phone": "555"}}, ("phone",)),
    ("envelope.received", 2, {"papers": {name: {"sealed": "c"} for name in SEALED_FIELDS}}, ()),
    ("envelope.received", 2, {"papers": {name: {"sealed": "c"} for name in SEALED_FIELDS - {"note"}}}, ("note",)),
    ("envelope.received", 2, {"papers": {name: {"sealed": "c", "x": 1} for name in SEALED_FIELDS}},
     tuple(sorted(SEALED_FIELDS))),
    ("envelope.corrected", 2, {"papers": {"phone": {"sealed": "c"}, "place": "1"}}, ()),
    ("envelope.corrected", 2, {"papers": {"phone": None}}, ("phone",)),
    ("envelope.received", 2, {"papers": "none"}, ()),
    ("file.received", 1, {"kind": "absentee_file", "digest": "d", "lines": "l"}, ()),
    ("file.received", 2, {"kind": "absentee_file", "digest": "d", "lines": "l"}, ("digest", "lines")),
    ("file.received", 2, {"kind": "envelope_list", "digest": {"sealed": "c"}, "lines": ""}, ()),
    ("file.received", 2, {"kind": "roll", "digest": "d", "lines": ""}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "version", "data", "found"), LEFT_OPEN)
def test_what_an_entry_tells_that_its_version_has_to_seal_is_named(
    kind: str, version: int, data: dict[str, Any], found: tuple[str, ...]
) -> None:
    assert left_open(Entry(kind, version, "t", "rita", data)) == found


def test_a_correction_names_the_fields_and_seals_the_reason() -> None:
    changes = {"place": "School 002", "last_name": "Salgado", "phone": "", "reasons": ("OP", "V")}
    (entry,) = correct(envelope(), changes, "The paper says so", ACT)
    papers = entry.data["papers"]
    assert (papers["place"], papers["last_name"], papers["phone"]) == ("School 002", Secret("Salgado"), Secret(""))
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
