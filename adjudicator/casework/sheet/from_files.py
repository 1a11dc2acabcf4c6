"""Answers that the files already give, each with its source and how well it is sourced.

A record may be accepted with its card. Silence (a box left empty, a code not ticked) only suggests. A contradiction shows
both sides, and a person picks. One small function per fact; none where the files say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from adjudicator.casework.sheet.addresses import address_given, same_address
from adjudicator.casework.sheet.application_day import closes_last
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.law.facts.derive import derive_cast, orders_for
from adjudicator.law.facts.party import party_of_cast
from adjudicator.records.birth import age_on, born_on
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit
from adjudicator.records.facts import Answer, Known, Source, Strength

Reading = Callable[[Evidence], Known | None]

NO_IDENTIFICATION_CODES = frozenset({"PI", "IR"})
EXTENDED_HOURS_CODE = "EH"
CITIZENSHIP_CODE = "CZ"
VOTING_AGE = 18


def known_answers(evidence: Evidence) -> Mapping[str, Known]:
    """What the files say of each fact a person is asked; facts on which they are silent altogether are left out."""
    found = ((fact, reading(evidence)) for fact, reading in READINGS.items())
    return {fact: known for fact, known in found if known is not None}


def oath(evidence: Evidence) -> Known | None:
    """The list's column for the oath; an empty cell says nothing."""
    signed = evidence.papers.oath_signed
    if signed is None:
        return None
    return _known(evidence, "oath", "signed" if signed else "unsigned", "envelope")


def identification(evidence: Evidence) -> Known | None:
    """What the list says of identification, against the codes the poll worker ticked."""
    papers = evidence.papers
    ticked = bool(NO_IDENTIFICATION_CODES & set(papers.reasons))
    if papers.stream == "absentee" and papers.id_shown is None and not ticked:
        return _known(evidence, "identification", "not_required", "envelope", words="voted by mail")
    if papers.id_shown and ticked:
        return _contradiction(evidence, "identification", ("shown", "missing"), "envelope")
    if papers.id_shown is None and not ticked:
        return _known(evidence, "identification", "shown", "envelope", "silence", "the box is empty")
    return _known(evidence, "identification", "shown" if papers.id_shown else "missing", "envelope")


def cast(evidence: Evidence) -> Known | None:
    """The time on the papers against closing time and court orders; extended hours ticked at another time contradict."""
    papers = evidence.papers
    moment = cast_moment(papers.cast_at)
    value = derive_cast(moment, papers.stream, papers.place, evidence.election, evidence.orders, evidence.readings)
    if value is None:
        return None
    if EXTENDED_HOURS_CODE in papers.reasons and value != "court_extension":
        return _contradiction(evidence, "cast", (value, "court_extension"), "envelope")
    if value == "court_extension":
        return _in_extension(evidence, moment)
    strength: Strength = "silence" if value == "time_unknown" else "record"
    return _known(evidence, "cast", value, "envelope", strength)


def _in_extension(evidence: Evidence, moment: datetime | None) -> Known:
    """After closing at a place with an order; only suggested where the order alone does not settle it."""
    order = orders_for(evidence.papers.place, evidence.orders)[0]
    answer = Answer("cast", "court_extension", Source("order", "", order.number))
    if moment is not None and moment > order.ends:
        return Known(answer, "silence", f"after order {order.number} had ended")
    if not evidence.readings.extension_takes_all:
        return Known(answer, "silence", f"order {order.number}; or in line at the regular closing")
    return Known(answer, "record", f"order {order.number}")


def match(evidence: Evidence) -> Known | None:
    """The look-up's answer, where one elector is decisive and no other comes near."""
    if evidence.match.kind != "certain":
        return None
    return _known(evidence, "match", "certain", "roll")


def registration(evidence: Evidence) -> Known | None:
    """The roll's status; a registration after the closing date only suggests, since the day of applying counts."""
    elector = evidence.elector
    if elector is None:
        nothing = evidence.match.kind == "none"
        return _known(evidence, "registration", "not_found", "roll", "silence") if nothing else None
    if elector.status in ("cancelled", "pending"):
        return _known(evidence, "registration", elector.status, "roll", "silence", f"the roll says {elector.status}")
    late = elector.registered_on is not None and elector.registered_on > closes_last(evidence)
    if late:
        return _known(evidence, "registration", "late", "roll", "silence", f"registered {elector.registered_on}")
    return _known(evidence, "registration", "registered", "roll", words=elector.status)


def residence(evidence: Evidence) -> Known | None:
    """The listed address, where the papers give the same one and nothing else raises a doubt."""
    elector = evidence.elector
    if elector is None:
        return None
    if elector.status == "inactive" or not evidence.is_home_county:
        return None
    if not address_given(evidence.papers):
        return _known(evidence, "residence", "as_listed", "roll", "silence", "the papers give no address")
    return _known(evidence, "residence", "as_listed", "roll") if same_address(evidence.papers, elector) else None


def eligibility(evidence: Evidence) -> Known | None:
    """Eligible where the elector is on the roll; a list or code that raises a flag says otherwise, and is the stronger."""
    raised = [Answer("eligibility", flag.value, evidence.source(flag.kind)) for flag in _flags(evidence)]
    if raised:
        on_roll = (Answer("eligibility", "eligible", evidence.source("roll")),) if evidence.elector else ()
        return Known(raised[0], "contradiction", "", (*raised[1:], *on_roll))
    strength: Strength = "record" if evidence.elector else "silence"
    return _known(evidence, "eligibility", "eligible", "roll", strength, "no flag on roll and lists")


def voted_already(evidence: Evidence) -> Known | None:
    """Other envelopes, then the absentee file and check-in list; no hit counts as a record while the files are fresh.

    Whatever they say, the voter has sworn on the certificate not to have voted before (O.C.G.A. 21-2-418(b)).
    """
    if evidence.elector is None:
        return _known(evidence, "voted_already", "no", "absentee_file", "silence", "no elector to look up")
    if evidence.other_envelopes:
        others = ", ".join(evidence.other_envelopes)
        answer = Answer("voted_already", "other_provisional", evidence.source("case"))
        return Known(answer, "contradiction", f"envelope {others}", (*_credited(evidence), *_sworn(evidence)))
    if evidence.credits:
        first, *further = _credited(evidence)
        words = next(credit.detail for credit in evidence.credits if credit.value == first.value)
        return Known(first, "contradiction", words, (*further, *_sworn(evidence)))
    strength: Strength = "record" if evidence.votes_known else "silence"
    return _known(evidence, "voted_already", "no", "absentee_file", strength, "no hit in the files")


def party(evidence: Evidence) -> Known | None:
    """In a primary: another party's ballot in the files binds the voter; no hit in fresh files of this primary frees.

    The files of a run-off say nothing of the primary before it, so there only another party's ballot speaks.
    """
    election, papers = evidence.election, evidence.papers
    here = party_of_cast(election, papers.precinct_cast, papers.party, papers.style_cast)
    if not election.primary or not here or evidence.elector is None:
        return None
    other = next((credit for credit in evidence.credits if _binds(credit, here, election)), None)
    if other is not None:
        kind = "check_in_list" if other.value == "election_day" else "absentee_file"
        return _known(evidence, "party", "not_entitled", kind, "silence", other.detail)
    if evidence.credits or election.runoff:
        return None
    strength: Strength = "record" if evidence.votes_known else "silence"
    return _known(evidence, "party", "entitled", "absentee_file", strength, "no vote in another party's primary")


def _binds(credit: Credit, party: str, election: Election) -> bool:
    """Whether a credit is a vote in another party's primary; a nonpartisan ballot is none."""
    voted_in = election.party_named(credit.party) if credit.party else ""
    partisan = any(contest.party == voted_in for contest in election.contests.values())
    return credit.value in VOTES and bool(voted_in) and voted_in != party and partisan


def statement(evidence: Evidence) -> Known | None:
    """What the list says of the sworn statement."""
    value = evidence.papers.statement
    return _known(evidence, "statement", value, "envelope") if value else None


def eligibility_flag(evidence: Evidence) -> str:
    """The flag that makes eligibility a question, in words; empty where there is none."""
    first, *more = [flag.words for flag in _flags(evidence)] or [""]
    return "; ".join((first, *(words[:1].lower() + words[1:] for words in more)))


@dataclass(frozen=True, slots=True)
class _Flag:
    """What raises a question about eligibility: the answer it amounts to, the kind of its source, and its words."""

    value: str
    kind: str
    words: str


def _flags(evidence: Evidence) -> Iterator[_Flag]:
    """What the roll says of the elector before what was ticked: it is the more definite."""
    elector, day = evidence.elector, evidence.election.date
    year, reason = (elector.birth_year, elector.status_reason) if elector is not None else (None, "")
    if year is not None and day.year - year < VOTING_AGE:
        yield _Flag("under_age", "roll", "By the roll's birth year the voter is under 18")
    born = born_on(evidence.papers.birth_date, by=day)
    if born is not None and age_on(born, day) < VOTING_AGE:
        yield _Flag(
            "under_age", "envelope", "By the birth date on the certificate the voter was under 18 on election day"
        )
    value = next((value for word, value in FLAGS.items() if word in reason.casefold()), "")
    if value:
        yield _Flag(value, "roll", f"The roll gives as status reason: {reason}")
    if CITIZENSHIP_CODE in evidence.papers.reasons:
        yield _Flag("in_question", "envelope", "The poll worker ticked: citizenship to be shown")


VOTES = frozenset({"election_day", "advance_vote", "absentee_accepted"})
"""Credits that say a ballot was voted."""

STRONGEST = (
    "election_day", "advance_vote", "absentee_accepted", "credit_in_question", "absentee_rejected",
    "absentee_outstanding",
)  # fmt: skip
"""Which of several credits of one elector speaks: a vote before a ballot that was only issued."""

FLAGS: Mapping[str, str] = {
    "felon": "felony",
    "deceas": "deceased",
    "citizen": "not_citizen",
    "incompet": "incompetent",
    "mentally": "incompetent",
}
"""Words in the roll's status reason that raise a flag, and what they amount to."""

READINGS: Mapping[str, Reading] = {
    "oath": oath,
    "identification": identification,
    "cast": cast,
    "statement": statement,
    "match": match,
    "registration": registration,
    "residence": residence,
    "eligibility": eligibility,
    "voted_already": voted_already,
    "party": party,
}


def cast_moment(text: str) -> datetime | None:
    """The local time on the papers as a datetime; None where there is none or it cannot be read."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _credited(evidence: Evidence) -> list[Answer]:
    """What the files say of other votes, the strongest first, each thing once."""
    found = sorted({credit.value for credit in evidence.credits}, key=STRONGEST.index)
    kinds = ("check_in_list" if value == "election_day" else "absentee_file" for value in found)
    return [Answer("voted_already", value, evidence.source(kind)) for value, kind in zip(found, kinds, strict=True)]


def _sworn(evidence: Evidence) -> tuple[Answer, ...]:
    """The voter's oath, which says that there is no other vote; none where it is not signed."""
    unsigned = evidence.papers.oath_signed is False
    return () if unsigned else (Answer("voted_already", "no", evidence.source("envelope")),)


def _known(
    evidence: Evidence, fact: str, value: str, kind: str, strength: Strength = "record", words: str = ""
) -> Known:
    return Known(Answer(fact, value, evidence.source(kind)), strength, words)


def _contradiction(evidence: Evidence, fact: str, values: tuple[str, str], kind: str) -> Known:
    first, second = (Answer(fact, value, evidence.source(kind)) for value in values)
    return Known(first, "contradiction", "the papers disagree", (second,))
