"""The packs: which rules are in force, in the law's own order. What packs share exists once."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.rules import papers, place, registration, votes
from adjudicator.law.rules.because import SENTENCES
from adjudicator.law.rules.place import PLACE_2020, PLACE_2020_ANNOUNCED, PLACE_2021
from adjudicator.law.rules.registration import TOO_LATE_2020, TOO_LATE_2021
from adjudicator.law.rules.rule import Provision

DEFAULT_PACK = "georgia-2020-sos"

_BEFORE_PLACE = (
    papers.ballot_missing,
    papers.several_ballots,
    papers.elector_unclear,
    papers.oath_unsigned,
    papers.papers_missing,
    registration.registration_unclear,
    registration.completed_late,
    registration.not_registered,
    registration.registered_late,
    registration.not_resident,
    registration.president_only,
    registration.moved_late,
    registration.residence_unclear,
    registration.not_eligible,
    registration.eligibility_unclear,
    votes.already_voted,
    votes.cancel_absentee,
    votes.absentee_rejected,
    votes.two_envelopes,
    votes.credit_unclear,
    papers.no_identification,
    papers.identification_in_time,
    papers.identification_after_hours,
    papers.wrong_party,
)
_ON_HOURS = (
    place.kept_apart,
    place.court_order_missing,
    place.court_order_under_review,
    place.court_order_vacated,
)
_IN_THE_END = (registration.no_entitled_contest, registration.after_last_day)


def _assemble(pack: str, place: tuple[Provision, ...], too_late: tuple[Provision, ...]) -> tuple[Provision, ...]:
    provisions = _BEFORE_PLACE + place + _ON_HOURS + too_late + _IN_THE_END
    return tuple(each.with_words(SENTENCES.get(f"{pack}:{each.id}") or SENTENCES[each.id]) for each in provisions)


PROVISIONS: Mapping[str, tuple[Provision, ...]] = {
    pack: _assemble(pack, place, too_late)
    for pack, place, too_late in (
        ("georgia-2020-sos", PLACE_2020_ANNOUNCED, TOO_LATE_2020),
        ("georgia-2020", PLACE_2020, TOO_LATE_2020),
        ("georgia-2021", PLACE_2021, TOO_LATE_2021),
    )
}
"""Pack id -> its provisions in the law's own order (determination.md section 2's rows)."""
