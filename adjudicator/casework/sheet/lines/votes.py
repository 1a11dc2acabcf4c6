"""The lines about other votes: whether the voter has voted otherwise, and may vote this party's ballot."""

from __future__ import annotations

from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.lines.line import OFFICE, VOTER_TOLD, ReviewLine, ShortReason, for_this_elector
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.facts.party import party_of_cast
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit
from adjudicator.records.facts import Answer, Known, Strength
from adjudicator.words import _, beside

VOTES = frozenset({"election_day", "advance_vote", "absentee_accepted"})
"""Credits that say a ballot was voted."""

STRONGEST = (
    "election_day", "advance_vote", "absentee_accepted", "credit_in_question", "absentee_rejected",
    "absentee_outstanding",
)  # fmt: skip
"""Which of several credits of one elector speaks: a vote before a ballot that was only issued."""


def _voted_already(evidence: Evidence) -> Known | None:
    """Other envelopes, then the files of other votes; no hit counts as a record while those are fresh.

    Whatever they say, the voter has sworn on the certificate not to have voted before (O.C.G.A. 21-2-418(b)).
    """
    if evidence.elector is None:
        return _not_in_files(evidence, "voted_already", "no", "silence", _("no elector to look up"))
    if evidence.other_envelopes:
        words = _("envelope {numbers}", numbers=beside(*evidence.other_envelopes, by=", "))
        answer = Answer("voted_already", "other_provisional", evidence.source("case"))
        return Known(answer, "contradiction", words, (*_credited(evidence), *_sworn(evidence)))
    if evidence.credits:
        first, *further = _credited(evidence)
        words = next(credit.detail for credit in evidence.credits if credit.value == first.value)
        return Known(first, "contradiction", words, (*further, *_sworn(evidence)))
    strength: Strength = "record" if evidence.votes_known else "silence"
    return _not_in_files(evidence, "voted_already", "no", strength, _("not found in the files"))


def _credited(evidence: Evidence) -> list[Answer]:
    """What the files say of other votes, the strongest first, each thing once."""
    first = {credit.value: credit for credit in reversed(evidence.credits)}
    found = sorted(first.values(), key=lambda credit: STRONGEST.index(credit.value))
    return [Answer("voted_already", credit.value, evidence.source_of(credit)) for credit in found]


def _not_in_files(evidence: Evidence, fact: str, value: str, strength: Strength, words: str) -> Known:
    """What follows from no hit; the file of votes before election day stands for all that were looked in."""
    return Known(Answer(fact, value, evidence.source_telling("before")), strength, words)


def _sworn(evidence: Evidence) -> tuple[Answer, ...]:
    """The voter's oath, which says that there is no other vote; none where it is not signed."""
    unsigned = evidence.papers.oath_signed is False
    return () if unsigned else (Answer("voted_already", "no", evidence.source("envelope")),)


_VOTED = ("absentee_accepted", "advance_vote", "election_day", "other_provisional")
_ABSENTEE = ("absentee_outstanding", "absentee_accepted", "absentee_rejected")

VOTED_ALREADY = ReviewLine(
    "voted_already",
    from_files=_voted_already,
    is_asked=lambda sheet: for_this_elector(sheet, "voted_already"),
    reasons=(
        ShortReason("other_person", _("Another person of the same name"), ("no",)),
        ShortReason(
            "cancelled",
            _("The check-in was canceled when the provisional ballot was given"),
            ("no",),
            ("election_day",),
        ),
        ShortReason("surrendered", _("The absentee ballot was surrendered and canceled"), ("no",), _ABSENTEE),
        ShortReason("poll_book", _("The numbered list or the poll book shows it"), _VOTED),
        ShortReason("other_office", _("The other county or state confirms it"), ("elsewhere",)),
        ShortReason("voter_told", VOTER_TOLD.words, (*_VOTED, "absentee_outstanding", "elsewhere")),
        OFFICE,
    ),
)

RUNOFF = "runoff"
"""The case of party in which the primary before binds the voter."""


def _party(evidence: Evidence) -> Known | None:
    """In a primary: another party's ballot in the files binds the voter; no hit in fresh files of this primary frees.

    The files of a runoff say nothing of the primary before it, so there only another party's ballot speaks.
    """
    election, papers = evidence.election, evidence.papers
    here = party_of_cast(election, papers.precinct_cast, papers.party, papers.style_cast)
    if not election.primary or not here or evidence.elector is None:
        return None
    other = next((credit for credit in evidence.credits if _binds(credit, here, election)), None)
    if other is not None:
        return Known(Answer("party", "not_entitled", evidence.source_of(other)), "silence", other.detail)
    if evidence.credits or election.runoff:
        return None
    strength: Strength = "record" if evidence.votes_known else "silence"
    return _not_in_files(evidence, "party", "entitled", strength, _("no vote in another party's primary"))


def _binds(credit: Credit, party: str, election: Election) -> bool:
    """Whether a credit is a vote in another party's primary; a nonpartisan ballot is none."""
    voted_in = election.party_named(credit.party) if credit.party else ""
    partisan = any(contest.party == voted_in for contest in election.contests.values())
    return credit.value in VOTES and bool(voted_in) and voted_in != party and partisan


def _party_is_asked(sheet: Sheet) -> bool:
    asked = sheet.evidence.election.primary and ("party" in sheet.answers or "party" not in sheet.facts)
    return asked and for_this_elector(sheet, "party")


PARTY = ReviewLine(
    "party",
    from_files=_party,
    is_asked=_party_is_asked,
    case=lambda sheet: RUNOFF if sheet.evidence.election.runoff else "",
    reasons=(
        ShortReason("history", _("The voter history or the primary's numbered list shows it"), ("not_entitled",)),
        ShortReason("other_person", _("The credit is another person's"), ("entitled",)),
        VOTER_TOLD,
        OFFICE,
    ),
)
