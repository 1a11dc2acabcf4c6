"""Entries and their bytes: one canonical form, no floats, and nothing secret in a body."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.receiving import papers_of
from adjudicator.casework.record.entry import (
    Entry,
    SealedRow,
    Secret,
    canonical,
    commitment_in,
    commitment_of,
    instant,
    moment_of,
    read_body,
    seal,
)
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from tests.casework.conftest import Folding

texts = st.text(st.characters(codec="utf-8"), max_size=12)
leaves = st.one_of(st.none(), st.booleans(), st.integers(), texts)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)


@settings(deadline=None)
@given(values)
def test_the_canonical_form_is_read_back_as_it_was_and_written_again_the_same(value: Any) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@settings(deadline=None)
@given(st.dictionaries(texts, leaves, max_size=6))
def test_the_order_in_which_keys_were_set_does_not_matter(value: dict[str, Any]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_the_canonical_form_has_sorted_keys_no_space_and_text_as_it_is() -> None:
    assert canonical({"b": ["Zoë", 1, None, True], "a": {}}) == '{"a":{},"b":["Zoë",1,null,true]}'


@pytest.mark.parametrize("value", [1.0, [1.5], {"a": {"b": (2, 0.1)}}, float("nan")])
def test_a_float_anywhere_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no floats"):
        canonical(value)


def test_an_instant_is_utc_with_microseconds() -> None:
    eastern = timezone(timedelta(hours=-5))
    assert instant(datetime(2020, 11, 4, 9, 2, 11, tzinfo=eastern)) == "2020-11-04T14:02:11.000000Z"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2020, 11, 4))  # noqa: DTZ001


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_is_read_back_to_the_microsecond(moment: datetime) -> None:
    assert moment_of(instant(moment)) == moment


def test_a_commitment_is_the_hash_of_salt_and_value() -> None:
    salt = bytes(range(32))
    assert commitment_of(salt, "Zoë") == hashlib.sha256(salt + "Zoë".encode()).digest()


@pytest.mark.parametrize("salt", [b"", b"x" * 31, b"x" * 33])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment_of(salt, "value")


def test_equal_secrets_have_different_commitments() -> None:
    folding = Folding()
    sealed = seal(Act("t", "rita").entry("envelope.received", {"a": Secret("Ann"), "b": Secret("Ann")}), folding.salt)
    first, second = sealed.sealed
    assert first.value == second.value == "Ann"
    assert first.commitment != second.commitment


secrets_of_a_voter = st.text(st.characters(codec="utf-8", categories=("L",)), min_size=3, max_size=20).map(
    lambda text: f"\N{SNOWMAN}{text}"
)
"""Texts that can stand in a body only where they were put there."""


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(SEALED_FIELDS)), secrets_of_a_voter, min_size=1))
def test_nothing_secret_of_the_papers_is_in_a_body(papers: dict[str, str]) -> None:
    data = {"envelope": "0417", "file": "", "papers": papers_of(Envelope("0417", place="School 001", **papers))}
    sealed = seal(Act("t", "rita").entry("envelope.received", data), Folding().salt)
    assert "\N{SNOWMAN}" not in sealed.body
    assert sorted(row.value for row in sealed.sealed if row.value) == sorted(papers.values())
    assert len(sealed.sealed) == len(SEALED_FIELDS)
    for row in sealed.sealed:
        assert row.commitment == commitment_of(row.salt, row.value)
        assert row.commitment.hex() in sealed.body
    assert json.loads(sealed.body)["data"]["papers"]["place"] == "School 001"


@settings(deadline=None)
@given(st.recursive(st.just(Secret("\N{SNOWMAN}")), lambda inner: st.lists(inner) | st.dictionaries(texts, inner)))
def test_a_secret_is_sealed_however_deep_it_lies(value: Any) -> None:
    assert "\N{SNOWMAN}" not in seal(Entry("k", 1, "t", "rita", {"value": value}), Folding().salt).body


def test_a_secret_with_a_salt_is_named_by_its_commitment_before_it_is_sealed() -> None:
    known = Secret("Ann", b"s" * 32)
    sealed = seal(Entry("k", 1, "t", "rita", {"value": known}), Folding().salt)
    assert (sealed.sealed[0].commitment.hex(), sealed.sealed[0].salt) == (known.commitment, known.salt)
    with pytest.raises(ValueError, match="32 bytes"):
        _ = Secret("Ann").commitment


def test_a_secret_and_its_row_do_not_show_the_value() -> None:
    assert "Ann" not in repr(Secret("Ann"))
    assert "Ann" not in repr(SealedRow(b"c" * 32, b"s" * 32, "Ann"))


def test_an_entry_is_read_back_with_commitments_in_place_of_secrets() -> None:
    entry = Act("t", "rita").entry("envelope.referred", {"envelope": "0417", "reason": Secret("Which street?")})
    sealed = seal(entry, Folding().salt)
    again = read_body(sealed.body)
    assert (again.kind, again.version, again.at, again.by) == ("envelope.referred", 1, "t", "rita")
    assert commitment_in(again.data["reason"]) == sealed.sealed[0].commitment.hex()


@pytest.mark.parametrize("value", [None, "text", 3, {}, {"other": "x"}])
def test_where_nothing_is_sealed_there_is_no_commitment(value: object) -> None:
    assert commitment_in(value) == ""
