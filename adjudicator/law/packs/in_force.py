"""The packs: which rules are in force, in the law's own order. What packs share exists once."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.rules import papers, place, registration, votes
from adjudicator.law.rules.because import SENTENCES
from adjudicator.law.rules.place import PLACE_2020, PLACE_2020_ANNOUNCED, PLACE_2021
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
    registration.residence_unclear,
    registration.not_eligible,
    registration.eligibility_unclear,
    votes.already_voted,
    votes.cancel_absentee,
    votes.absentee_rejected,
    votes.two_envelopes,
    votes.credit_unclear,
    papers.no_identification,
    papers.identification_after_hours,
    papers.wrong_party,
)
_AFTER_PLACE = (
    place.kept_apart,
    place.court_order_missing,
    place.court_order_under_review,
    place.court_order_vacated,
    registration.registered_too_late_for,
    registration.no_entitled_contest,
)


def _assemble(pack: str, place: tuple[Provision, ...]) -> tuple[Provision, ...]:
    provisions = _BEFORE_PLACE + place + _AFTER_PLACE
    return tuple(each.with_words(SENTENCES.get(f"{pack}:{each.id}") or SENTENCES[each.id]) for each in provisions)


PROVISIONS: Mapping[str, tuple[Provision, ...]] = {
    pack: _assemble(pack, place)
    for pack, place in (
        ("georgia-2020-sos", PLACE_2020_ANNOUNCED),
        ("georgia-2020", PLACE_2020),
        ("georgia-2021", PLACE_2021),
    )
}
"""Pack id -> its provisions in the law's own order (determination.md section 2's rows)."""
