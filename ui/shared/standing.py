"""What stands over the screens while it holds: stopped by the disk, opened to look at, an act that is not known to be
recorded, accounts that nobody has confirmed yet, or without the roll of the case. And what is said once: one's own key, a
clock set back, a restored copy.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from adjudicator.casework.record.catalogue import FORM
from adjudicator.office import Office
from adjudicator.office.behind.files.rolls import WantedRoll
from adjudicator.office.behind.room import OF_THE_SERVER
from adjudicator.office.behind.unsettled import NOT_KNOWN
from adjudicator.records.day import day_step_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_, small, some_of
from adjudicator.words.dates import day_and_hour, hour, long_day
from ui.frame import Standing
from ui.parts import Notice

OLDER_REMEDY = _("It is of an older form. To work in it, open it again and raise it.")
READ_ONLY_REMEDY = _(
    "To work in it, get permission to write to the file and its folder, and open it again. An observer's copy can only be "
    "looked at."
)
UNTIL_FOUND = _("Until it is found, no voter can be looked up, and what depends on the roll stays open.")
CHECKING = Notice(
    _("The roll is being checked"),
    _("This file is new to this computer, or it has changed. Until the check is done, no voter can be looked up."),
    kind="notice",
)
NOT_LEFT_HERE = frozenset({"another_story", "left_behind"})
GO_ON = _("Go on with this file")
ADOPT = _("Look at the accounts")
END_OF_DAY = _("To the end of the day")
ONE_AT_A_TIME = _("Nothing else about it is taken until the server has answered. Other work goes on.")
WHOLE_RECORD = frozenset({"overview", "record"})
"""Desks that tell of the whole record."""
ENTRIES_NAMED = 3
"""As many entries of a login are named over the screens; the Record desk has all."""
IN_VAIN_REMEDY = _("Ask at that station what happened. If nobody there knows, have its login revoked: Setup, Stations.")
ROLL_DESKS = frozenset({"receive", "review", "setup"})
"""Desks whose work rests on the roll."""


def standing_of(office: Office, desk: str) -> Standing | None:
    """The band over the screens, None where nothing is in the way."""
    closed = office.closed
    if closed is not None:
        return _closed(office, closed)
    unsettled = office.unsettled
    if unsettled is not None:
        on_its_way = office.on_its_way
        if on_its_way:
            return Standing(Notice(on_its_way, ONE_AT_A_TIME, kind="notice"))
        return Standing(refused(unsettled))
    if office.vouching.must_adopt:
        return _not_adopted(office)
    roll = _roll(office) if desk in ROLL_DESKS else None
    return roll or _left_shared(office, desk) or _left_open(office) or _brought_in_vain(office, desk)


def refused(refusal: Refusal) -> Notice:
    """What is said of an act that was not done; of one that may have been, that nobody knows yet."""
    if refusal.code == NOT_KNOWN:
        return Notice(_("Not known yet whether this was recorded"), refusal.words, kind="warning")
    return Notice(_("Nothing was recorded"), refusal.words)


def _left_shared(office: Office, desk: str) -> Standing | None:
    """That this file left the shared record and goes on by itself, for good, over desks that tell of the whole or release it;
    what was left open when the day was closed is said with it.
    """
    left = office.sharing.left_words() if desk in WHOLE_RECORD | {"release"} else ""
    if not left:
        return None
    also = _left_open(office)
    if also is None:
        return Standing(Notice(left, kind="warning"))
    return Standing(replace(also.notice, what=left, why=also.notice.what), also.does)


def _brought_in_vain(office: Office, desk: str) -> Standing | None:
    """That logins brought acts to the shared record which are in force nowhere, over desks that tell of the whole of it."""
    acts = office.sharing.in_force_nowhere() if desk in WHOLE_RECORD else ()
    if not acts:
        return None
    what = n_(
        "{count} act in the shared record is signed by nobody who might, and is in force nowhere",
        "{count} acts in the shared record are signed by nobody who might, and are in force nowhere",
        len(acts),
    )
    by = {
        login: [str(act.first) for act in acts if act.login == login] for login in sorted({act.login for act in acts})
    }
    why = beside(*(_by_login(login, entries) for login, entries in by.items()))
    return Standing(Notice(what, why, IN_VAIN_REMEDY, kind="warning"))


def _by_login(login: str, entries: list[str]) -> str:
    named = some_of(entries, ENTRIES_NAMED)
    return n_(
        "The login {login} brought entry {entries}.",
        "The login {login} brought entries {entries}.",
        len(entries),
        login=login,
        entries=named,
    )


def _left_open(office: Office) -> Standing | None:
    """The steps that were open when the day was closed and still are, until the next day is closed."""
    if not office.case.day_open or office.people.signed_in is None:
        return None
    steps = office.day.still_open()
    if not steps:
        return None
    what = _("Left open when the day was closed: {steps}", steps=beside(*(_step(step.code) for step in steps), by=", "))
    return Standing(Notice(what, action=END_OF_DAY, kind="warning"), "day")


def _step(code: str) -> str:
    return small(day_step_words(code))


def _closed(office: Office, closed: Refusal) -> Standing:
    stopped = office.stopped
    if stopped is not None and stopped.code in OF_THE_SERVER:
        unsettled = office.unsettled
        why = unsettled.words if unsettled is not None else ""
        return Standing(Notice(stopped.what, why, stopped.remedy, kind="warning"))
    if stopped is not None:
        return Standing(
            Notice(_("Stopped: {trouble}", trouble=stopped.what), closed.words, action=_("Close the window")), "close"
        )
    if closed.code in NOT_LEFT_HERE:
        return _not_left_here(office, closed)
    remedy = READ_ONLY_REMEDY if office.case.form == FORM else OLDER_REMEDY
    return Standing(Notice(_("Read only"), closed.words, remedy, kind="notice"))


def _not_adopted(office: Office) -> Standing:
    """That nothing is approved or released yet; an administrator has a button for the accounts."""
    adopts = office.people.signed_in is not None and office.may("adopt_accounts") is None
    what = _("An administrator has to confirm the accounts first")
    why = _("This file comes from an older version. Until then nothing can be approved or released.")
    return Standing(Notice(what, why, action=ADOPT if adopts else "", kind="warning"), "adopt" if adopts else "")


def _roll(office: Office) -> Standing | None:
    missing = office.missing_roll
    if missing is None:
        return None
    if office.roll_later is not None:
        return Standing(CHECKING)
    trouble = office.roll_trouble
    if trouble is not None:
        return Standing(Notice(trouble.what, UNTIL_FOUND, trouble.remedy, action=_("Find the roll...")), "find_roll")
    apart = office.at_rest.roll_left_behind()
    return Standing(_roll_notice(missing, apart, in_use=office.roll is not None), "find_roll")


def _not_left_here(office: Office, closed: Refusal) -> Standing:
    """That the file is not the one that was here, or may not be; a person who may go on with it has a button for that."""
    here = office.people.signed_in is not None
    goes_on = closed.code == "left_behind" and here and office.may("go_on") is None
    what = _("This is not the file that was on this computer")
    if office.is_in_doubt:
        what = _("This may not be the file that was on this computer")
    return Standing(Notice(what, closed.words, action=GO_ON if goes_on else ""), "go_on" if goes_on else "")


def _roll_notice(missing: WantedRoll, apart: str, *, in_use: bool) -> Notice:
    """`apart` says that the roll is there, under another passphrase than the case; empty where it is not."""
    roll = n_("{name}, {count} elector", "{name}, {count} electors", missing.electors, name=missing.name)
    if missing.dated:
        roll = _("{roll}, of {day}", roll=roll, day=long_day(date.fromisoformat(missing.dated)))
    if in_use:
        return Notice(
            _("The roll in use is not the one that this case names"),
            _("The case names {roll}.", roll=roll),
            _("Find that roll, or receive the other one at the Receive desk, so that the record names it."),
            action=_("Find the roll..."),
            kind="warning",
        )
    if apart:
        return Notice(
            _("The roll that this case names cannot be opened"), apart, action=_("Find the roll..."), kind="warning"
        )
    return Notice(
        _("The roll that this case names is not where it was"),
        beside(_("It is {roll}.", roll=roll), UNTIL_FOUND),
        action=_("Find the roll..."),
        kind="warning",
    )


def saved_words(office: Office) -> str:
    """What the status line says of the record: when the last act was saved, or that none is taken."""
    closed, saved = office.closed, office.last_saved
    if closed is not None:
        if closed.code == "server_away":
            return _("The server is away")
        return _("Stopped") if closed.code in ("stopped", *OF_THE_SERVER) else _("Read only")
    return _("Saved {hour}", hour=hour(office.local(saved))) if saved else _("Nothing changed yet")


def key_notice(office: Office) -> Notice | None:
    """The words of the key of the person signed in; None where they have none of their own."""
    person = office.people.signed_in
    if person is None or not person.own_key:
        return None
    made = _("It was made now, on this computer.") if office.people.made_key else ""
    whose = _("Only you have it.") if office.case.mode == "live" else _("In a live case only you have yours.")
    asked = _("The person who confirms your account asks you for these words.") if made else ""
    what = _("Your key: {fingerprint}", fingerprint=office.people.fingerprint(person.id))
    return Notice(what, beside(made, whose, asked), kind="notice")


def clock_notice(office: Office) -> Notice | None:
    """That the machine's clock was set back, None where it was not."""
    newest = office.clock_behind
    if not newest:
        return None
    return Notice(
        _("This computer's clock was set back: it says {when}", when=day_and_hour(office.now())),
        _("The record has an entry of {when}.", when=day_and_hour(office.local(newest))),
        _("Set the clock right. Until then the record gets the wrong time; that is noted in it once."),
        kind="warning",
    )


def leftovers_notice(office: Office) -> Notice | None:
    """What a work that was interrupted had left on the disk, removed or not; None for nothing."""
    gone, there = office.at_rest.cleared(), office.at_rest.still_there()
    if there:
        return Notice(_("Files of interrupted work are still on the disk"), beside(there, gone), kind="warning")
    return Notice(_("Files of interrupted work were removed"), gone, kind="notice") if gone else None


def restored_notice(office: Office) -> Notice | None:
    """What a restored copy is, None where somebody has worked in it since or the case is not one."""
    newest = office.record.lines(limit=1)
    if not newest or newest[0].kind != "case.restored":
        return None
    return Notice(
        n_(
            "This is a restored copy, with the {count} entry of its backup",
            "This is a restored copy, with the {count} entries of its backup",
            newest[0].seq - 1,
        ),
        _(
            "What was recorded after that backup is not in it. From here on, this copy and the file that was backed up are "
            "two different records: a checkpoint signed in one does not fit the other."
        ),
        _("Work in this copy only, and keep the old file as it is."),
        kind="notice",
    )
