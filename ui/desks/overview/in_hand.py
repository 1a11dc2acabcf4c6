"""Who has taken which envelopes, for supervisors, and the reasons for setting one free."""

from __future__ import annotations

from adjudicator.casework.acts.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.whys import OTHER
from adjudicator.office import Office
from ui.desks.overview.screen import TakenEnvelope, TakenEnvelopes
from ui.parts import Choice
from ui.shared.counting import counted

MOST = 12
"""So many lines are shown; a county has fewer people at work, and each has one envelope."""


def in_hand_of(office: Office, asked: str) -> TakenEnvelopes:
    """Who has what, a line an envelope, the person's name first; nothing for those who set nothing free."""
    if office.may("set_free") is not None:
        return TakenEnvelopes()
    hands = tuple(
        TakenEnvelope(office.people.name_of(held.person), number, f"since {office.whose.since(number)}")
        for held in office.whose.in_hand()
        for number in held.envelopes
    )
    shown = tuple(sorted(hands, key=lambda hand: (hand.person, hand.envelope)))[:MOST]
    more = f"and {counted(len(hands) - MOST, 'envelope')} more" if len(hands) > MOST else ""
    if asked not in {hand.envelope for hand in hands}:
        return TakenEnvelopes(shown, more)
    short = ((code, words) for code, words in TAKE_OVER_WHYS.items() if code != OTHER)
    choices = tuple(Choice(str(key), code, words) for key, (code, words) in enumerate(short, 1))
    return TakenEnvelopes(shown, more, asked, f"Why is envelope {asked} set free?", choices)
