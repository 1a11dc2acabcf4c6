"""Explaining envelopes by the law that applies to each."""

from __future__ import annotations

from adjudicator.office.behind.room import Done


def test_what_was_determined_is_explained_by_the_law_of_its_day(desk):
    desk.receive("0001")
    desk.easy("0001")
    desk.sign_in("sue")
    before = desk.office.explanations.law_of(desk.sheet("0001")).pack
    draft = desk.office.law.another_pack("georgia-2021")
    assert isinstance(desk.office.law.change_pack(draft, "Counsel advises it"), Done)
    assert desk.office.recommender.pack.id == "georgia-2021"
    after = desk.office.explanations.law_of(desk.sheet("0001")).pack
    assert after.digest == before.digest == desk.state("0001").determination.pack
    assert desk.office.explanations.of(desk.sheet("0001")).sentence == "Your ballot was counted."


def test_an_envelope_to_do_is_explained_by_the_law_in_force(desk):
    desk.receive("0001")
    assert desk.office.explanations.law_of(desk.sheet("0001")) is desk.office.recommender
    assert desk.office.explanations.of(desk.sheet("0001")).sentence == ""
    assert desk.office.explanations.otherwise(desk.sheet("0001")) == ()


def test_what_would_have_to_be_different_is_told_of_a_determined_envelope(desk):
    desk.receive("0001")
    desk.easy("0001")
    ways = desk.office.explanations.otherwise(desk.sheet("0001"))
    assert {way.outcome for way in ways} == {"held", "not_counted", "count_partial"}
