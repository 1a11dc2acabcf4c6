"""Rules on what is in the envelope: ballot, certificate, signature, identification, party."""

from __future__ import annotations

from adjudicator.law.rules import citations as law
from adjudicator.law.rules.rule import (
    NO_PARTY,
    Effects,
    as_decided,
    for_the_board,
    hold,
    limit,
    not_counted,
    note,
    on_the_clock,
    reason,
    rule,
)


@rule()
def ballot_missing(ballot_in_envelope: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(1): only a ballot that is there can be counted."""
    return not_counted("ballot_missing", law.COUNTED) if ballot_in_envelope == "none" else ()


@rule()
def several_ballots(ballot_in_envelope: str, ruling: str, *, several_ballots: str) -> Effects:
    """O.C.G.A. 21-2-419(a) has one ballot sealed in the envelopes; the law is silent on two under one signature."""
    if ballot_in_envelope != "more_than_one":
        return ()
    return as_decided(several_ballots, ruling, "several_ballots", law.SEALED_IN_ENVELOPES)


@rule()
def elector_unclear(match: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-419(b), (c)(3): which elector signed must be established in time."""
    if match != "several":
        return ()
    waiting = hold("elector_unclear", law.GOOD_FAITH_EFFORT)
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))


@rule(rests_on=("oath_signed_later",))
def oath_unsigned(oath: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-418(b): the voter swears or affirms in writing."""
    if oath != "unsigned":
        return ()
    waiting = hold("oath_unsigned", law.OATH_AND_PAPERS)
    return on_the_clock(deadline, waiting, reason("oath_unsigned", law.NOT_COUNTED, law.OATH_AND_PAPERS))


@rule()
def papers_missing(oath: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-418(b): the voter completes a provisional ballot voting certificate."""
    if oath != "paper_missing":
        return ()
    waiting = hold("papers_missing", law.OATH_AND_PAPERS)
    return on_the_clock(deadline, waiting, reason("papers_missing", law.NOT_COUNTED, law.OATH_AND_PAPERS))


@rule()
def no_identification(identification: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-417(b): counted only if identification is verified within the period."""
    late = reason("no_identification", law.IDENTIFICATION)
    if identification == "supplied_late":
        return (late,)
    if identification != "missing":
        return ()
    return on_the_clock(deadline, hold("no_identification", law.IDENTIFICATION), late)


@rule()
def identification_in_time(identification: str) -> Effects:
    """O.C.G.A. 21-2-417(b): counted if identification is verified within the period."""
    return note("identification_in_time", law.IDENTIFICATION) if identification == "supplied_in_time" else ()


@rule()
def identification_after_hours(identification: str, ruling: str, *, identification_after_hours: str) -> Effects:
    """O.C.G.A. 21-2-417(b), 419(c): "three days" names no hour."""
    if identification != "supplied_after_hours":
        return ()
    return as_decided(identification_after_hours, ruling, "identification_after_hours", law.IDENTIFICATION)


@rule()
def wrong_party(party: str, ruling: str, *, wrong_party: str) -> Effects:
    """O.C.G.A. 21-2-224(d): nobody votes in a second party's primary; silent on what becomes of such a ballot."""
    if party != "not_entitled":
        return ()
    if wrong_party == "board":
        return for_the_board(ruling, "wrong_party", law.ONE_PARTY)
    if wrong_party == "no_party":
        return limit("wrong_party", NO_PARTY, law.ONE_PARTY)
    return not_counted("wrong_party", law.NOT_COUNTED, law.ONE_PARTY)
