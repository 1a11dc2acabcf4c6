"""The words of the Opening desk: rows of piles and boxes, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence

from adjudicator.casework.record.count_state import BoxState, PileState, SessionState
from adjudicator.office import Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.desks.count.table_papers import sort_words
from adjudicator.records.count import BOXES, EXCEPTIONS, SETTLED_AS
from adjudicator.records.envelope import ordinal_of
from adjudicator.words import _, beside, capital, n_, number
from adjudicator.words.dates import dated_words
from ui.parts import Cell, Choice, Row, Wrong
from ui.shared.box_words import move_words

HOW = (
    Choice("", "now", _("At this screen")),
    Choice("", "later", _("With a pen, entered later")),
)
"""How something was worked, as a choice: the second is said on screen and in the record."""


def pile_words(pile: PileState) -> str:
    """What becomes of a pile, in words."""
    return capital(sort_words(pile.what, apart=pile.apart, copy=pile.copy))


def pile_row(pile: PileState, opened: SessionState | None, copied: int, to_copy: int, *, looked_up: bool) -> Row:
    """A pile as a row of the list; a count by hand that differs is red."""
    by_record = opened.by_record if opened is not None else len(pile.items)
    by_hand = opened.by_hand if opened is not None else pile.counted
    hand: Cell = number(by_hand) if by_hand == by_record else Wrong(number(by_hand))
    stands = standing(pile, opened, copied, to_copy, looked_up=looked_up)
    return Row(pile.id, (pile.id, pile_words(pile), by_record, hand, stands), order=(ordinal_of(pile.id),))


def standing(pile: PileState, opened: SessionState | None, copied: int, to_copy: int, *, looked_up: bool) -> str:
    """Where a pile stands, in words."""
    if pile.what != "to_open":
        return _("Sorted, stays sealed")
    if opened is None:
        return _("Sorted and looked up, to be opened") if looked_up else _("Sorted, to be looked up again")
    session = _("Opened in {session}", session=opened.id)
    waits = n_("{count} exception to settle", "{count} exceptions to settle", len(opened.unsettled))
    copies = _("{done} of {all} duplicated", done=number(copied), all=number(to_copy)) if to_copy else ""
    return beside(session, copies, waits if opened.unsettled else "", by=", ")


def signed_words(done: Together, office: Office) -> str:
    """Who has still to sign what people just did together."""
    missing = beside(*(office.people.name_of(who) for who in done.missing), by=", ")
    return _("still to be signed by {names}", names=missing) if missing else _("signed by all")


def unsigned_words(people: Sequence[str], signed: Sequence[str], office: Office) -> str:
    """Who of these people has not signed; empty where everybody has."""
    missing = [office.people.name_of(who) for who in people if who not in signed]
    return _("not signed by {names}", names=beside(*missing, by=", ")) if missing else ""


def session_line(session: SessionState, office: Office) -> str:
    """A session in a line: who, when, what, who has not signed."""
    names = beside(*(office.people.name_of(who) for who in session.people), by=", ")
    when = _("{begins} to {ends}", begins=dated_words(session.begins), ends=dated_words(session.ends))
    if session.what == "opened":
        what = _(
            "{session}: opened by {names}, {record} by the record, {hand} by hand",
            session=session.id,
            names=names,
            record=number(session.by_record),
            hand=number(session.by_hand),
        )
    else:
        what = _(
            "{session}: duplicated by {names}, {done} done, {issued} blank ballots given out, {spoiled} spoiled, "
            "{returned} returned",
            session=session.id,
            names=names,
            done=number(session.done),
            issued=number(session.issued),
            spoiled=number(session.spoiled),
            returned=number(session.returned),
        )
    unsigned = unsigned_words(session.people, session.signed, office)
    return beside(what, when, _("entered later") if session.later else "", unsigned, by="; ")


def exception_line(envelope: str, session: SessionState) -> str:
    """What was found in an envelope, and what became of it."""
    found = _("Envelope {number}: {what}", number=envelope, what=EXCEPTIONS[session.exceptions[envelope]])
    settled = session.settled.get(envelope)
    return beside(found, SETTLED_AS[settled] if settled else _("not settled"), by="; ")


def box_row(box: BoxState, office: Office) -> Row:
    """A box as a row of the list."""
    seals = beside(*box.seals, by=", ") if box.sealed else Wrong(_("not under seal"))
    cells: tuple[Cell, ...] = (box.id, BOXES[box.holds], seals, box.place, move_words(box.moves[-1], office))
    return Row(box.id, cells, order=(ordinal_of(box.id),))
