"""Which answers stand in a ballot's way, so that a card says them louder than those that it says of nearly every ballot."""

from __future__ import annotations

from collections.abc import Mapping

PLAIN: Mapping[str, frozenset[str]] = {
    "oath": frozenset({"signed"}),
    "signature": frozenset({"accepted", "cured_in_time"}),
    "secrecy_envelope": frozenset({"present"}),
    "withdrawn": frozenset({"no"}),
    "match": frozenset({"certain", "chosen"}),
    "registration": frozenset({"registered"}),
    "registration_data": frozenset({"complete", "supplied_in_time"}),
    "residence": frozenset(
        {"as_listed", "moved_in_county_unreported", "moved_in_county_reported", "moved_county_late"}
    ),
    "eligibility": frozenset({"eligible"}),
    "voted_already": frozenset({"no"}),
    "identification": frozenset({"shown", "not_required", "supplied_in_time"}),
    "party": frozenset({"not_a_primary", "entitled"}),
    "cast": frozenset({"before_5pm", "from_5pm_to_close", "in_line_at_closing", "not_election_day"}),
    "court_order": frozenset({"none", "in_force"}),
    "statement": frozenset({"complete"}),
    "home": frozenset({"same_style"}),
}
"""Fact -> its answers that stand in nobody's way, whatever the law in force; a fact that is not here is never news."""


def is_news(fact: str, value: str) -> bool:
    """Whether an answer may keep a ballot, or contests on it, from counting, or has it waited for or kept apart."""
    return bool(value) and fact in PLAIN and value not in PLAIN[fact]
