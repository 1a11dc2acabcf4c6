"""The lines about the voter: who it is, registration, day of applying, residence, own precinct, eligibility."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from adjudicator.casework.sheet.addresses import address_given, same_address
from adjudicator.casework.sheet.application_day import APPLIED as APPLIED_FACT
from adjudicator.casework.sheet.application_day import is_late_on_roll
from adjudicator.casework.sheet.claims import FIRST, is_decisive, is_overtaken
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.home import NEW, UNREPORTED_MOVE
from adjudicator.casework.sheet.lines.line import (
    MISREAD,
    NOBODY,
    OFFICE,
    STATE_SYSTEM,
    VOTER_TOLD,
    CardLine,
    ReviewLine,
    ShortReason,
    for_this_elector,
    known,
    recorded_or_known,
    where_looked_at,
)
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import FILES
from adjudicator.law.facts.derive import derive_after_death
from adjudicator.records.birth import age_on, born_on
from adjudicator.records.elector import Credit, Elector
from adjudicator.records.facts import Answer, Claim, Known, Strength
from adjudicator.words import _, beside, small
from adjudicator.words.dates import dated

WRITTEN_WRONGLY = "written_wrongly"
CITIZENSHIP_CODE = "CZ"
VOTING_AGE = 18

STATUSES: Mapping[str, str] = {
    "active": _("active"),
    "inactive": _("inactive"),
    "cancelled": _("canceled"),
    "pending": _("pending"),
}
"""An elector's status on the roll -> its words."""


def status_words(status: str) -> str:
    """An elector's status on the roll in words; one that is not known here as it is written."""
    return STATUSES.get(status, status)


def _match(evidence: Evidence) -> Known | None:
    """The look-up's answer, where one elector is decisive and no other comes near."""
    return known(evidence, "match", "certain", "roll") if evidence.match.kind == "certain" else None


def _match_overtaken(answer: Answer, evidence: Evidence, found: Known | None) -> bool:
    """Whether the look-up has come to decide for another elector than the one who was taken, or the papers say another name.

    A person who took an elector of another name, and said why, is not asked again; a corrected name asks the others.
    """
    if evidence.another_name and all(claim.value for claim in answer.claims):
        return True
    if found is None or is_decisive(evidence, evidence.elector):
        return False
    return answer.value == "certain" or is_overtaken(answer, found)


MATCH = ReviewLine(
    "match",
    _("Voter"),
    from_files=_match,
    is_overtaken=_match_overtaken,
    reasons=(
        ShortReason("birth_date", _("Another person of the same name: the full birth date was checked")),
        ShortReason("number_of_another", _("The number on the papers is somebody else's")),
        VOTER_TOLD,
    ),
    said_with=(
        ShortReason("name_changed", _("The name has changed"), ("chosen",)),
        ShortReason("nickname", _("A nickname or initials"), ("chosen",)),
        ShortReason(WRITTEN_WRONGLY, _("Written wrongly"), ("chosen",)),
        ShortReason("moved", _("The voter has moved"), ("chosen",)),
    ),
)
"""What is said with "chosen" explains that the elector taken for the voter differs from the papers."""


def _registration(evidence: Evidence) -> Known | None:
    """The roll's status, and what a newer list of canceled or pending registrations says against it.

    What decides against the voter only suggests: a registration after the closing date, since the day of applying counts, and
    a list, on which another person of the name may stand.
    """
    elector = evidence.elector
    if elector is None:
        nothing = evidence.match.kind == "none"
        not_found = known(evidence, "registration", "not_found", "roll", "silence") if nothing else None
        return _on_a_list(evidence) or not_found
    on_roll = _on_roll(evidence, elector) if evidence.is_on_roll else None
    return _with_listing(evidence, on_roll, evidence.listings[0]) if evidence.listings else on_roll


def _on_a_list(evidence: Evidence) -> Known | None:
    """Whom a list has beyond doubt, where nobody was taken for the voter: it asks again when it comes after the answer."""
    found = (each for each in evidence.match.candidates if each.listed is not None and each.decisive)
    hit = next(found, None)
    if hit is None or hit.listed is None:
        return None
    words = _("{name}: {status}", name=hit.elector.name, status=status_words(hit.elector.status))
    return Known(Answer("registration", hit.elector.status, hit.listed), "contradiction", words)


def _with_listing(evidence: Evidence, on_roll: Known | None, row: Credit) -> Known | None:
    """What the newest row on a list makes of it; a roll that was made since the row speaks alone."""
    source, value, said = evidence.listed_in(row), row.value, row.detail
    if row.on and date.fromisoformat(row.on) > evidence.election.date:
        value, said = "registered", _("{said}, after election day", said=said)
    listed = Answer("registration", value, source)
    if on_roll is None:
        return Known(listed, "silence", said)
    if on_roll.answer.value == value:
        listed_too = _("{source}: {detail}", source=FILES[source.kind], detail=said)
        return replace(on_roll, words=beside(on_roll.words, listed_too, by="; "))
    overruled = value == row.value and bool(row.on) and row.on <= evidence.source("roll").dated
    return on_roll if overruled else Known(listed, "contradiction", said, (on_roll.answer,))


def _on_roll(evidence: Evidence, elector: Elector) -> Known:
    if elector.status in ("cancelled", "pending"):
        words = _("the roll says {status}", status=status_words(elector.status))
        return known(evidence, "registration", elector.status, "roll", "silence", words)
    if elector.registered_on is not None and is_late_on_roll(evidence):
        words = _("registered {day}", day=dated(elector.registered_on))
        return known(evidence, "registration", "late", "roll", "silence", words)
    return known(evidence, "registration", "registered", "roll", words=status_words(elector.status))


REGISTRATION = ReviewLine(
    "registration",
    from_files=_registration,
    is_asked=lambda sheet: sheet.facts.get("match") != "several",
    reasons=(
        STATE_SYSTEM,
        ShortReason("other_person", _("The row on the roll is another person's")),
        ShortReason("form_date", _("The form or the driver's license office has another date")),
        OFFICE,
    ),
    said_with=(
        ShortReason("completed_in_time", _("The missing item was given on or before election day"), ("registered",)),
        ShortReason("cancelled_by_mistake", _("Canceled by mistake, proven"), ("registered",)),
    ),
)


REGISTRATION_DATA = ReviewLine(
    "registration_data",
    is_asked=lambda sheet: (
        where_looked_at(sheet, "registration_data")
        and sheet.facts.get("match") not in NOBODY
        and sheet.facts.get("registration") in (None, "registered")
    ),
)
"""What a registration lacks and may be supplied, such as a number; asked of those who are registered."""


def _applied_on_card(sheet: Sheet, fact: str) -> CardLine:
    elector = sheet.evidence.elector
    listed = elector is not None and elector.registered_on is not None
    return CardLine(fact, "answered" if sheet.evidence.applied_on else "suggested" if listed else "open")


APPLIED = ReviewLine(
    APPLIED_FACT,
    _("Day of applying"),
    is_asked=lambda sheet: sheet.asks_applied,
    on_card=_applied_on_card,
    source=lambda sheet, __: sheet.state.applied_source,
)
"""No fact of the rules: the day decides about contests that closed their registration on a day of their own."""

INACTIVE, ELSEWHERE = "inactive", "elsewhere"
"""Cases of residence: the roll has the elector as inactive, or the elector is another county's."""

AT_NEW_ADDRESS, INACTIVE_AT_NEW = "at_new_address", "inactive_at_new_address"
"""The ordinary case and the inactive elector's, where even an unreported move within the county takes the home along."""


def _residence(evidence: Evidence) -> Known | None:
    """The listed address, where the papers give the same one and nothing else raises a doubt; one raised only suggests it."""
    elector = evidence.elector
    if elector is None or not evidence.is_home_county:
        return None
    given, inactive = address_given(evidence.papers), elector.status == "inactive"
    same = given and same_address(evidence.papers, elector)
    if same and not inactive:
        return known(evidence, "residence", "as_listed", evidence.elector_from)
    if same:
        suggests = _("the papers give the listed address")
    elif evidence.explained == WRITTEN_WRONGLY:
        suggests = _("the address is written wrongly, as was said of the voter")
    elif not given and not inactive:
        suggests = _("the papers give no address")
    else:
        return None
    return known(evidence, "residence", "as_listed", evidence.elector_from, "silence", suggests)


def _residence_claims(evidence: Evidence, found: Known | None) -> tuple[Claim, ...]:
    """The roll's address, and whether the papers give the same one; neither is the stronger where they differ.

    A differing address is a claim of the papers without a value: the address itself is personal data.
    """
    elector = evidence.elector
    if elector is None:
        return ()
    roll = Claim(
        "as_listed", evidence.source(evidence.elector_from), FIRST[found.strength] if found is not None else "other"
    )
    if not address_given(evidence.papers):
        return (roll,)
    same = same_address(evidence.papers, elector)
    return (roll, Claim("as_listed" if same else "", evidence.source("envelope"), "other"))


def _residence_case(sheet: Sheet) -> str:
    elector = sheet.evidence.elector
    if elector is not None and not sheet.evidence.is_home_county:
        return ELSEWHERE
    inactive = elector is not None and elector.status == "inactive"
    if sheet.evidence.readings.unreported_mover_at_new:
        return INACTIVE_AT_NEW if inactive else AT_NEW_ADDRESS
    return INACTIVE if inactive else ""


RESIDENCE = ReviewLine(
    "residence",
    _("Residence"),
    from_files=_residence,
    is_asked=lambda sheet: (
        sheet.facts.get("match") not in NOBODY and sheet.facts.get("registration") in (None, "registered")
    ),
    case=_residence_case,
    claims=_residence_claims,
    reasons=(
        VOTER_TOLD,
        ShortReason("document", _("A document in the papers shows it")),
        STATE_SYSTEM,
        MISREAD,
    ),
)

NEW_ADDRESS, UNREPORTED, PLACE_UNKNOWN = "new_address", "unreported", "place_unknown"
"""Cases of home: it went along with a move, reported or not, or it is known and where the ballot was cast is not."""


def has_new_address(sheet: Sheet) -> bool:
    """Whether the home went along with a move within the county."""
    return sheet.home is not None and sheet.home.address == NEW


def _home_case(sheet: Sheet) -> str:
    if has_new_address(sheet):
        return UNREPORTED if sheet.facts.get("residence") == UNREPORTED_MOVE else NEW_ADDRESS
    told, papers = sheet.home is not None and bool(sheet.home.style), sheet.evidence.papers
    return PLACE_UNKNOWN if told and not (papers.stream and papers.precinct_cast) else ""


def _home_on_card(sheet: Sheet, fact: str) -> CardLine:
    """Open until a person has said where a new address belongs."""
    if not has_new_address(sheet):
        return recorded_or_known(sheet, fact)
    told = sheet.home is not None and bool(sheet.home.portion)
    return CardLine(fact, "answered" if told else "open", sheet.facts.get(fact, ""))


HOME = ReviewLine(
    "home",
    _("Own precinct"),
    is_asked=has_new_address,
    case=_home_case,
    on_card=_home_on_card,
    source=lambda sheet, __: sheet.state.elector.home_source if sheet.state.elector is not None else None,
    reasons=(
        ShortReason("street_list", _("The street list has the address in another portion")),
        ShortReason("next_door", _("The electors next door are in that portion")),
        OFFICE,
    ),
)
"""It follows from the elector's precinct, districts and city (`sheet.home`); a person says it only where nothing fits."""

DEATH_ENDS = "death_ends"
"""The case of eligibility in which the board counts no ballot of a voter who died after voting."""

DIED_AFTER_VOTING = "died_after_voting"
"""What is recorded with the answer whose value follows from the board's position on voters who have died since."""

FLAGS: Mapping[str, str] = {
    "felon": "felony",
    "deceas": "deceased",
    "citizen": "not_citizen",
    "incompet": "incompetent",
    "mentally": "incompetent",
}
"""Words in the roll's status reason that raise a flag, and what they amount to."""


@dataclass(frozen=True, slots=True)
class _Flag:
    """What raises a question about eligibility: the answer it amounts to, the kind of its source, and its words."""

    value: str
    kind: str
    words: str


def _flags(evidence: Evidence) -> Iterator[_Flag]:
    """What the roll says of the elector before what was ticked: it is the more definite."""
    elector, day, file = evidence.elector, evidence.election.date, evidence.elector_from
    year, reason = (elector.birth_year, elector.status_reason) if elector is not None else (None, "")
    if year is not None and day.year - year < VOTING_AGE:
        yield _Flag("under_age", file, _("By the roll's birth year the voter is under 18"))
    born = born_on(evidence.papers.birth_date, by=day)
    if born is not None and age_on(born, day) < VOTING_AGE:
        words = _("By the birth date on the certificate the voter was under 18 on election day")
        yield _Flag("under_age", "envelope", words)
    value = next((value for word, value in FLAGS.items() if word in reason.casefold()), "")
    if value:
        told = _("Status reason on the roll: {reason}", reason=reason)
        if file != "roll":
            told = _("Reason on the canceled list: {reason}", reason=reason)
        yield _Flag(value, file, told)
    if CITIZENSHIP_CODE in evidence.papers.reasons:
        yield _Flag("in_question", "envelope", _("The poll worker ticked: citizenship to be shown"))


def eligibility_flag(evidence: Evidence) -> str:
    """The flag that makes eligibility a question, in words; empty where there is none."""
    first, *more = [flag.words for flag in _flags(evidence)] or [""]
    return beside(first, *map(small, more), by="; ")


def _eligibility(evidence: Evidence) -> Known | None:
    """Eligible where the elector is on the roll; a list or code that raises a flag says otherwise, and is the stronger."""
    raised = [Answer("eligibility", flag.value, evidence.source(flag.kind)) for flag in _flags(evidence)]
    if raised:
        on_roll = (
            (Answer("eligibility", "eligible", evidence.source(evidence.elector_from)),) if evidence.elector else ()
        )
        return Known(raised[0], "contradiction", "", (*raised[1:], *on_roll))
    strength: Strength = "record" if evidence.elector else "silence"
    return known(
        evidence, "eligibility", "eligible", evidence.elector_from, strength, _("no flag on the roll or the lists")
    )


_NOT_ELIGIBLE = ("felony", "under_age", "not_citizen", "incompetent", "deceased")

ELIGIBILITY = ReviewLine(
    "eligibility",
    from_files=_eligibility,
    is_asked=lambda sheet: for_this_elector(sheet, "eligibility") or bool(sheet.flag),
    case=lambda sheet: DEATH_ENDS if derive_after_death(sheet.evidence.readings) == "deceased" else "",
    reasons=(
        ShortReason("other_person", _("The list means another person of the same name"), ("eligible",)),
        ShortReason("shown_in_time", _("Citizenship was shown in time"), ("eligible",), ("in_question", "not_citizen")),
        ShortReason(
            "restored",
            _("The sentence is completed, or the right was restored"),
            ("eligible",),
            ("felony", "incompetent"),
        ),
        ShortReason("alive", _("The voter was alive when voting"), ("eligible",), ("deceased",)),
        ShortReason("of_age", _("The full birth date shows the age"), ("eligible", "under_age")),
        ShortReason("office_confirms", OFFICE.words, ("eligible",)),
        ShortReason("notice", _("An official notice names this voter"), (*_NOT_ELIGIBLE, "in_question")),
        ShortReason("challenge", _("A challenge or complaint was received"), ("in_question",)),
        ShortReason("voter_told", VOTER_TOLD.words, (*_NOT_ELIGIBLE, "in_question")),
    ),
    said_with=(ShortReason(DIED_AFTER_VOTING, _("Died after voting"), ("eligible", "deceased")),),
)
