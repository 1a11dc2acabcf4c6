"""The case and its people, and the files that were received: what the program would have refused or written otherwise."""

from __future__ import annotations

from adjudicator.casework.acts import case_acts as opening
from adjudicator.casework.acts import checking, receiving, sittings, vouching
from adjudicator.casework.acts.review.in_hand import Holder
from adjudicator.casework.admission import case_fields, fields
from adjudicator.casework.admission.again import STANDS_FOR, done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.catalogue import is_after
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.state import CaseState, FileState, PersonState
from adjudicator.records.people import Person
from adjudicator.records.received import FILE_KINDS, KEPT_AS_LINES
from adjudicator.words import _

CASE, PERSON, FILE = "admission.case", "admission.person", "admission.file"

OF_VOTES = frozenset(kind for kind, each in FILE_KINDS.items() if each.tells is not None)
"""Kinds of files that tell of other votes, and say up to when they speak."""


def case_opened(placed: Placed, data: case_fields.CaseOpened) -> Wrong:
    """The case is opened once, in its first entry, with the law of the document that it names."""
    if placed.seq != 1 or placed.before.get(CaseState, CASE_KEY) is not None:
        yield CASE, _("A case is opened once, in the first entry.")
    if "last_day" not in data.deadlines:
        yield CASE, _("A case has a last day.")
    law = placed.context.at_hand.law
    if law is None:
        return
    pack, election = law.of(data.pack_document).pack, law.election
    if (pack.digest, pack.id) != (data.pack, data.rules):
        yield CASE, _("The rules are not those of the pack that it names.")
    if (election.name, election.county, election.time_zone) != (data.election, data.county, data.time_zone):
        yield CASE, _("The election is not that of the definition.")
    if data.calendar:  # a case from before it was kept has none
        yield from placed.days_there(data.pack_document, data.deadlines, case_fields.days_of(data.calendar))


def case_restored(placed: Placed, data: case_fields.CaseRestored) -> Wrong:
    """A restored copy goes on behind the backup's last entry, under another number."""
    __, dash, mark = data.incarnation.partition("-")
    acted = opening.restore_case(placed.case(), mark, data.size, data.root, placed.act)
    yield from done_again(placed, acted, CASE)
    if not dash or not mark:
        yield CASE, _("A restored copy has a mark of its own.")
    yield from head_there(placed, data.size, data.root, CASE)
    if data.size != placed.seq - 1:
        yield CASE, _("A restored copy goes on behind the last entry of its backup.")


def head_there(placed: Placed, size: int, root: str, found: str) -> Wrong:
    """Whether the log had this root at this size, before the entry."""
    if size >= placed.seq:
        yield found, _("The record did not have {size} entries then.", size=size)
        return
    root_at = placed.context.at_hand.root_at
    if root_at is not None and root_at(size) != root:
        yield found, _("The record of {size} entries has another root.", size=size)


def person_added(placed: Placed, data: case_fields.PersonAdded) -> Wrong:
    """A new person, with a key that nobody had before; an older form took names that are refused today."""
    person, act, mode = Person(data.person, data.name, frozenset(data.roles)), placed.act, placed.case().mode
    if placed.is_of_older_form():
        acted = opening.added(placed.before.get(PersonState, person.id), person, data.key, act, mode=mode)
    else:
        acted = opening.add_person(placed.before.states(PersonState), person, data.key, act, mode=mode)
    yield from done_again(placed, acted, PERSON)
    yield from _new_key(placed, data.key)


def person_changed(placed: Placed, data: case_fields.PersonChanged) -> Wrong:
    """Other roles, or an account closed or opened; nobody takes the administrator's role from themselves."""
    person = placed.state(PersonState, data.person)
    acted = opening.change_person(person, frozenset(data.roles), placed.act, active=data.active)
    yield from done_again(placed, acted, PERSON)


def key_changed(placed: Placed, data: case_fields.PersonKeyChanged) -> Wrong:
    """A key that nobody had before, given by another person."""
    placed.state(PersonState, data.person)
    if data.person == placed.entry.by:
        yield PERSON, _("Nobody gives themselves a key.")
    yield from _new_key(placed, data.key)


def _new_key(placed: Placed, key: str) -> Wrong:
    if key in placed.context.keys:
        yield PERSON, _("Its key was used before.")
    placed.context.keys.add(key)


def of_person(placed: Placed, data: case_fields.OfPerson | case_fields.PersonSignedOut) -> Wrong:
    """Signing in and out, and choosing a password: of somebody who has an account."""
    placed.state(PersonState, data.person)
    return iter(())


def clock_set_back(placed: Placed, data: case_fields.ClockSetBack) -> Wrong:
    """The note says what the clock showed at the act, and an instant of the record that it stands before."""
    if data.clock != placed.entry.at or not data.clock < data.newest <= placed.context.newest:
        yield CASE, _("It does not say what the clock showed, or names an instant that the record did not have.")


def file_received(placed: Placed, data: case_fields.FileReceived) -> Wrong:
    """A file that was not received before, a roll apart; lines are kept of files of votes and registrations alone."""
    if data.kind not in FILE_KINDS:
        return  # a kind that this program does not know is a finding of its own
    file_id = data.digest.sealed if isinstance(data.digest, fields.Seal) else data.digest
    digest = text_of(placed, data.digest) if isinstance(data.digest, fields.Seal) else data.digest
    files = placed.context.files
    again = placed.before.get(FileState, file_id) is not None or (digest in files and digest != STANDS_FOR)
    says_more = data.kind in OF_VOTES and bool(data.as_of or data.final)
    if again and data.kind != "roll" and not says_more:  # a case may go back to a roll that it had
        yield FILE, _("This file was received before.")
    files.add(digest)
    if bool(data.lines) is not (data.kind in KEPT_AS_LINES):
        yield FILE, _("Lines are kept of every file of other votes or of registrations, and of no other file.")
    placed.context.list_here = file_id if FILE_KINDS[data.kind].holds == "envelopes" else ""
    name = text_of(placed, data.name)
    digest, lines = _as_written(data.digest), _as_written(data.lines)
    noted = receiving.Noted(data.kind, digest, name, data.dated, data.rows, lines, data.as_of, data.final)
    if (data.as_of or data.final) and data.kind not in OF_VOTES:
        yield FILE, _("Only a file of other votes says up to when it speaks.")
    yield from done_again(placed, receiving.receive_file(noted, placed.act), FILE)


def _as_written(value: fields.Seal | str) -> Secret | str:
    return value if isinstance(value, str) else Secret(value.sealed)


def form_raised(placed: Placed, data: case_fields.FormRaised) -> Wrong:
    """From the form of the case, behind the last entry of it."""
    acted = opening.raise_form(placed.case().form, data.newer, data.size, data.root, placed.act)
    yield from done_again(placed, acted, CASE)
    yield from head_there(placed, data.size, data.root, CASE)
    if data.size != placed.seq - 1 or not is_after(data.newer, data.older):
        yield CASE, _("A file is raised to a newer form, behind its last entry.")


def accounts_adopted(placed: Placed, __: case_fields.AccountsAdopted) -> Wrong:
    """All accounts as they stand."""
    acted = vouching.adopt(placed.case(), placed.before.states(PersonState), placed.act)
    yield from done_again(placed, acted, CASE)


def strict_proposed(placed: Placed, data: case_fields.Strict) -> Wrong:
    """Otherwise than it is."""
    yield from done_again(placed, vouching.propose_strict(placed.case(), data.strict, placed.act), CASE)


def strict_set(placed: Placed, __: case_fields.StrictSet) -> Wrong:
    """As another person proposed."""
    yield from done_again(placed, vouching.agree_to_strict(placed.case(), placed.act), CASE)


def acts_signed(placed: Placed, data: case_fields.ActsSigned) -> Wrong:
    """A stretch of one's own that lies before it; the signatures say whether it is that stretch."""
    if data.person != placed.entry.by or not data.first <= data.last < placed.seq:
        yield PERSON, _("People sign together acts of their own, which lie before.")


def key_made(placed: Placed, data: case_fields.KeyMade) -> Wrong:
    """A key that nobody had, in place of the one in force; the signatures say whether its maker holds both."""
    person = placed.state(PersonState, data.person)
    if data.replaces != person.key:
        yield PERSON, _("It replaces a key that is not in force.")
    if placed.entry.kind == "person.key_recovered" and ("administrator" not in person.roles or not person.active):
        yield PERSON, _("The recovery key is for administrators.")
    yield from _new_key(placed, data.key)


def confirmed(placed: Placed, data: case_fields.PersonConfirmed) -> Wrong:
    """What a second person may confirm, and all of that."""
    state, confirmer = placed.state(PersonState, data.person), placed.state(PersonState, placed.entry.by)
    yield from done_again(placed, vouching.confirm(state, confirmer, placed.act), PERSON)


def sittings_changed(placed: Placed, data: case_fields.SittingsChanged) -> Wrong:
    """Within bounds, and otherwise than before."""
    acted = sittings.change_sittings(placed.case(), data.idle_minutes, data.shift_ends, placed.act)
    yield from done_again(placed, acted, CASE)


def second_decisions_set(placed: Placed, data: fields.SecondDecisionsSet) -> Wrong:
    """Within bounds, otherwise than before, with a reason."""
    acted = checking.set_second_decisions(placed.case(), data.percent, text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, CASE)


def reasons_changed(placed: Placed, data: case_fields.ReasonsChanged) -> Wrong:
    """The table as it was, with one code in other words, added or taken away."""
    acted = opening.change_reason(placed.case(), data.code, data.reasons.get(data.code, ""), placed.act)
    yield from done_again(placed, acted, CASE)


def passphrase_changed(placed: Placed, data: case_fields.PassphraseChanged) -> Wrong:
    """From what the last change left, to a passphrase or to none."""
    acted = opening.change_passphrase(data.was_encrypted, data.encrypted, placed.act)
    yield from done_again(placed, acted, CASE)
    if placed.context.encrypted not in (None, data.was_encrypted):
        yield CASE, _("The last change of the passphrase left the file otherwise.")
    placed.context.encrypted = data.encrypted


def case_shared(placed: Placed, __: case_fields.Nothing) -> Wrong:
    """Once."""
    yield from done_again(placed, opening.share(placed.case(), placed.act), CASE)


def case_left(placed: Placed, data: case_fields.CaseLeft) -> Wrong:
    """By two people, one after the other, behind the last entry of the shared record."""
    case, signer = placed.case(), placed.state(PersonState, placed.entry.by)
    waiting = case.leaving if case.leaving is not None and case.leaving.seq == placed.seq - 1 else None
    first = placed.state(PersonState, waiting.by) if waiting is not None else None
    __, dash, mark = data.incarnation.partition("-")
    acted = opening.leave_shared(case, signer, first, mark, (data.size, data.root), placed.act)
    yield from done_again(placed, acted, CASE)
    if not dash or not mark:
        yield CASE, _("A copy that goes on by itself has a mark of its own.")
    yield from head_there(placed, data.size, data.root, CASE)
    if data.size != placed.seq - (1 if waiting is None else 2):
        yield CASE, _("A copy goes on by itself behind the last entry of the shared record.")


def period_closed(placed: Placed, __: case_fields.Nothing) -> Wrong:
    """Once, and not before the last day is over."""
    yield from done_again(placed, opening.close_period(placed.case(), placed.act), CASE)


def day_closed(placed: Placed, data: case_fields.DayClosed) -> Wrong:
    """A day may be closed at any time; the steps that are left open are said, as far as this program knows them."""
    yield from done_again(placed, opening.close_day(data.open, placed.act), CASE)


def remember(placed: Placed, *, timed: bool) -> None:
    """Keep of an entry what no state keeps; of one that is not `timed` no instant, because its `at` is none."""
    entry, context = placed.entry, placed.context
    if entry.kind.startswith("order."):
        context.register = None
        context.evidence_at.clear()
    if not timed:
        return
    context.newest = max(context.newest, entry.at)
    if entry.by:
        context.holders[entry.by] = Holder(entry.at, entry.kind == "person.signed_out")


CHECKS = {
    "case.opened": case_opened,
    "case.restored": case_restored,
    "person.added": person_added,
    "person.changed": person_changed,
    "person.key_changed": key_changed,
    "person.key_made": key_made,
    "person.key_recovered": key_made,
    "person.confirmed": confirmed,
    "form.raised": form_raised,
    "accounts.adopted": accounts_adopted,
    "strict.proposed": strict_proposed,
    "strict.set": strict_set,
    "acts.signed": acts_signed,
    "person.password_changed": of_person,
    "person.signed_in": of_person,
    "person.signed_out": of_person,
    "clock.set_back": clock_set_back,
    "file.received": file_received,
    "sittings.changed": sittings_changed,
    "second_decisions.set": second_decisions_set,
    "reasons.changed": reasons_changed,
    "passphrase.changed": passphrase_changed,
    "case.shared": case_shared,
    "case.left": case_left,
    "period.closed": period_closed,
    "day.closed": day_closed,
}
"""Kind of entry -> what says what is wrong with one."""
