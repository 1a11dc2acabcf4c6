"""The bands over an envelope: with whom it is, and why it is here again. Nobody is said to have done another's act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adjudicator.casework.acts.review.reviewing import same_voter_reason
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.office.desks.record import RecordLine
from adjudicator.words import _
from ui.desks.review.sentences import all_but_first
from ui.envelope.panel import reason_in
from ui.parts import Notice
from ui.shared.mistake_words import mistake_notice, said_in

LOOK = _("You can look at it, but not work on it.")

RETURNED, WITHDRAWN, ANSWERED = "envelope.returned", "determination.withdrawn", "referral.answered"
REFERRED, REOPENED = "envelope.referred", "envelope.reopened"
RETURNS = (RETURNED, WITHDRAWN, ANSWERED)
"""Kinds of entry by which an envelope comes back with words."""

_BY_ME: Mapping[str, str] = {
    RETURNED: _("You sent this envelope back"),
    WITHDRAWN: _("You took the determination back"),
    ANSWERED: _("You answered the question"),
    REOPENED: _("You reopened this envelope"),
}


def said_to_be(state: EnvelopeState) -> str:
    """The number of the envelope that this one is said to be once more; empty where it is said of none."""
    said = state.mistake_asked or state.mistake
    return said.same_as if said is not None else ""


def is_anothers(sheet: Sheet, office: Office) -> bool:
    """Whether somebody else than the person signed in has taken the envelope."""
    me = office.people.signed_in
    return sheet.state.taken_by not in ("", me.id if me is not None else "")


def whose_notice(sheet: Sheet, office: Office) -> Notice | None:
    """With whom the envelope is, since when, and whether it can be taken over now; None where it is with nobody else."""
    if not is_anothers(sheet, office):
        return None
    who, since = office.people.name_of(sheet.state.taken_by), office.whose.since(sheet.number)
    refusal, with_whom = (
        office.whose.may_take_over(sheet.state),
        _("With {person} since {since}", person=who, since=since),
    )
    if refusal is None:
        return Notice(with_whom, LOOK, action=_("Take it over (T)"), kind="notice")
    after_first = all_but_first(refusal.words)  # the band says the first sentence in its own words
    return Notice(with_whom, after_first, kind="notice")


def came_back(sheet: Sheet, office: Office) -> Notice | None:
    """Why the envelope is here again, or is not: it came back, was reopened, or is still with a supervisor."""
    state, words_of = sheet.state, office.review.reason_of
    if said_in(state):
        notice, same = mistake_notice(state, office.people.name_of, words_of(said_in(state))), said_to_be(state)
        return replace(notice, action=_("Open {number}", number=same)) if notice is not None and same else notice
    left = ""
    if state.open_again:
        left = _("It left in release {release}, and the tabulation room still holds it.", release=state.released_in)
    if state.returned:
        newest = _newest(sheet, office, RETURNS)
        words = words_of(state.returned)
        other = _other_envelope(sheet, words) if newest is not None and newest.kind == WITHDRAWN else ""
        if other:
            return _of_the_same_voter(other, left)
        asked = _what_was_asked(sheet, office) if newest is not None and newest.kind == ANSWERED else ""
        return Notice(_by(newest, office) or _("This envelope came back"), words, asked or left, kind="warning")
    if state.reopened:
        how = _by(_newest(sheet, office, (REOPENED,)), office)
        return Notice(how or _("This envelope was reopened"), words_of(state.reopened), left, kind="warning")
    if state.referred:
        return Notice(_("This envelope is with a supervisor"), words_of(state.referred), left, kind="notice")
    return Notice(_("This envelope was released and is open again"), left, kind="warning") if left else None


def _newest(sheet: Sheet, office: Office, kinds: tuple[str, ...]) -> RecordLine | None:
    found = [line for kind in kinds for line in office.record.lines(envelope=sheet.number, kind=kind, limit=1)]
    return max(found, key=lambda line: line.seq, default=None)


def _by(line: RecordLine | None, office: Office) -> str:
    """Who sent the envelope back, took its determination back or answered."""
    if line is None:
        return ""
    by, me = read_body(line.body).by, office.people.signed_in
    if me is not None and by == me.id:
        return _BY_ME[line.kind]
    person = office.people.name_of(by)
    return {
        RETURNED: _("{person} sent this envelope back", person=person),
        WITHDRAWN: _("{person} took the determination back", person=person),
        ANSWERED: _("{person} answered the question", person=person),
        REOPENED: _("{person} reopened this envelope", person=person),
    }[line.kind]


def _other_envelope(sheet: Sheet, words: str) -> str:
    """The number of the envelope whose voter turned out to be this one's: that sent it back, and no person's wish."""
    others = sheet.evidence.other_envelopes
    return next((number for number in others if words == same_voter_reason(number)), "")


def _of_the_same_voter(other: str, left: str) -> Notice:
    what = _("Envelope {number} is of the same voter", number=other)
    why = _("That came out after this one was determined, so it is to do again.")
    return Notice(what, why, left, action=_("Compare (W)"), kind="warning")


def _what_was_asked(sheet: Sheet, office: Office) -> str:
    """The question to which an answer is one, and whose it was."""
    asked = _newest(sheet, office, (REFERRED,))
    if asked is None:
        return ""
    question, by, me = office.review.reason_of(reason_in(asked)), read_body(asked.body).by, office.people.signed_in
    if not question:
        return ""
    if me is not None and by == me.id:
        return _("You had asked: “{question}”", question=question)
    return _("{person} had asked: “{question}”", person=office.people.name_of(by), question=question)
