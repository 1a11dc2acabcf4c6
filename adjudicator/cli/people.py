"""Commands about people: person add, list, change, password, new-key; and sitting, which is how long they may sit."""

from __future__ import annotations

import os
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from adjudicator.casework.record.state import PersonState
from adjudicator.cli.shared.access import (
    PASSWORD_FILE,
    acting,
    as_json,
    open_office,
    password_of,
    sign_in,
    signed_in,
)
from adjudicator.cli.shared.commands import command, group
from adjudicator.cli.shared.confirming import Meant, agreed, confirm, confirming
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import (
    EndError,
    answer,
    answer_either,
    answer_json,
    answer_lines,
    bad_input,
    granted,
    refuse,
)
from adjudicator.cli.shared.paths import existing
from adjudicator.office import Office
from adjudicator.office.desks.people import CHOOSE_OWN
from adjudicator.records.people import ROLES, Person
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import hour, long_day, long_day_and_hour

RECOVERY_FILE = "ADJUDICATOR_RECOVERY_FILE"
NEW_PASSWORD_FILE = "ADJUDICATOR_NEW_PASSWORD_FILE"  # noqa: S105 - the name of a variable, not a password
ROLE = option("--role", "roles", type=click.Choice(ROLES), multiple=True, help=_("May be given again."))
IN_PERSON = _("Hand the password over in person; it is good for signing in once.")


@group()
def person() -> None:
    """List and change who may sign in to a case.

    Example: adjudicator person list gwinnett.case
    """


@person.command("add")
@click.argument("case", type=existing)
@click.argument("short_name")
@option("--name", required=True, help=_("The name in full."))
@option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True, help=_("May be given again."))
@as_json
@acting
def person_add(case: Path, short_name: str, name: str, roles: tuple[str, ...], json_: bool, person: str | None) -> None:
    """Give a person an account. Their password comes from ADJUDICATOR_NEW_PASSWORD_FILE or the terminal.

    It is good for choosing one of their own, which nobody else knows.

    Example: adjudicator person add gwinnett.case mortiz --name "Maria Ortiz" --role reviewer --as jdoe
    """
    office = open_office(case)
    added, password = Person(short_name, name, frozenset(roles)), ""
    if office.people.needs_first():
        password = _for_the_second(office, added, person)
    sign_in(office, person, may_begin=True)
    granted(office.people.add(added, password or _first_password()))
    named = beside(*roles, by=", ")
    words = _("{person} ({name}) may sign in: {roles}.", person=short_name, name=name, roles=named)
    answer_either(words, _account(office, short_name), as_json=json_)


def _for_the_second(office: Office, added: Person, first: str | None) -> str:
    """The password of a person whom the first administrator adds: all that could fail is looked at before there is one."""
    if added.id == first:
        bad_input(_("{person} becomes the first administrator by acting. Add somebody else.", person=str(first)))
    password = _first_password()
    refusal = office.people.in_the_way(added, password)
    if refusal is not None:
        refuse(refusal)
    return password


NOBODY = _("Nobody has an account yet. The first person to act becomes the first administrator.")


@person.command("list")
@click.argument("case", type=existing)
@as_json
@acting
def person_list(case: Path, json_: bool, person: str | None) -> None:
    """List people with their roles. With --as an administrator, also how often signing in has failed since it last succeeded.

    Example: adjudicator person list gwinnett.case
    """
    office = open_office(case, read_only=person is None)
    if person is not None:
        sign_in(office, person)
        granted(office.may("change_person"))
    everyone = [_described(office, each, failures=person is not None) for each in office.people.everyone()]
    answer_json(everyone) if json_ else answer_lines((_line(office, each) for each in everyone), NOBODY)


def _described(office: Office, person: PersonState, *, failures: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "person": person.id,
        "name": person.name,
        "roles": list(person.roles),
        "account": "open" if person.active else "closed",
        "must_choose_password": office.people.must_choose(person),
        "key": office.people.fingerprint(person.id),
        "own_key": bool(person.own_key),
        "given_by_one": sorted({grant.by for grant in person.grants}),
    }
    if failures:
        failed = granted(office.people.failures(person.id))
        described |= {"failed": failed.number, "failed_last": failed.last or None}
    return described


def _account(office: Office, person_id: str) -> dict[str, Any]:
    """A person's account as it is now."""
    return next(_described(office, each, failures=False) for each in office.people.everyone() if each.id == person_id)


def _line(office: Office, person: dict[str, Any]) -> str:
    parts: list[str] = [person["person"], person["name"], beside(*person["roles"], by=", ")]
    if person["account"] == "closed":
        parts.append(_("closed"))
    if person["must_choose_password"]:
        parts.append(_("has to choose a password"))
    if given := person["given_by_one"]:
        parts.append(_("given by one person ({person})", person=beside(*given, by=", ")))
    if person["own_key"]:
        parts.append(_("key: {key}", key=person["key"]))
    if failed := person.get("failed"):
        when = long_day_and_hour(office.local(person["failed_last"]))
        parts.append(
            n_(
                "failed to sign in {count} time, last {when}",
                "failed to sign in {count} times, last {when}",
                failed,
                when=when,
            )
        )
    return beside(*parts, by="  ")


@person.command("change")
@click.argument("case", type=existing)
@click.argument("short_name")
@ROLE
@option("--close/--open", "closed", default=None, help=_("Close the account, or open it again."))
@as_json
@acting
def person_change(
    case: Path, short_name: str, roles: tuple[str, ...], closed: bool | None, json_: bool, person: str | None
) -> None:
    """Change a person's roles, or close or open the account. The person then has these roles and no others.

    Example: adjudicator person change gwinnett.case mortiz --role clerk --role reviewer --as jdoe
    """
    if not roles and closed is None:
        bad_input(_("Say what changes: --role, --close or --open."))
    office = signed_in(case, person)
    state = next((each for each in office.people.everyone() if each.id == short_name), None)
    if state is None:
        bad_input(_('There is nobody called "{person}".', person=short_name))
    wanted = frozenset(roles or state.roles)
    active = state.active if closed is None else not closed
    granted(office.people.change(short_name, wanted, active=active))
    said = {"person": short_name, "name": state.name, "roles": beside(*sorted(wanted), by=", ")}
    words = _("{person} ({name}): {roles}; the account is open.", **said)
    if not active:
        words = _("{person} ({name}): {roles}; the account is closed.", **said)
    answer_either(words, _account(office, short_name), as_json=json_)


@person.command("password")
@click.argument("case", type=existing)
@as_json
@acting
def person_password(case: Path, json_: bool, person: str | None) -> None:
    """Change your own password. The new one comes from ADJUDICATOR_NEW_PASSWORD_FILE or the terminal.

    The key stays the same: what you signed stays good.

    Example: adjudicator person password gwinnett.case --as mortiz
    """
    if not person:
        bad_input(_("Say whose password changes: --as PERSON."))
    office = open_office(case)
    old = password_of(_("Password"))
    found = office.people.sign_in(person, old)
    new = _first_password(_("Your new password")) if found == CHOOSE_OWN or not isinstance(found, Refusal) else ""
    granted(office.people.sign_in(person, old, new) if found == CHOOSE_OWN else found)
    if found != CHOOSE_OWN:
        granted(office.people.change_password(old, new))
    answer_either(_("{person} has a new password.", person=person), _account(office, person), as_json=json_)


@person.command("new-key")
@click.argument("case", type=existing)
@click.argument("short_name")
@as_json
@acting
def person_new_key(case: Path, short_name: str, json_: bool, person: str | None) -> None:
    """Give a person who lost the password a new key. The new password is from ADJUDICATOR_NEW_PASSWORD_FILE or the terminal.

    What the old key signed stays good; nobody can sign with it any more. The person chooses a password of their own when
    they sign in next.

    Example: adjudicator person new-key gwinnett.case mortiz --as jdoe
    """
    office = signed_in(case, person)
    granted(office.people.give_new_key(short_name, _first_password()))
    words = beside(_("{person} has a new key.", person=short_name), IN_PERSON)
    answer_either(words, _account(office, short_name), as_json=json_)


@person.command("recover")
@click.argument("case", type=existing)
@click.argument("short_name")
@as_json
def person_recover(case: Path, short_name: str, json_: bool) -> None:
    """Give an administrator a new key, by the recovery words. These are the 24 words shown when the case was made.

    The words come from the file that ADJUDICATOR_RECOVERY_FILE names or from the terminal, the new password from
    ADJUDICATOR_NEW_PASSWORD_FILE or the terminal.

    Example: adjudicator person recover gwinnett.case jdoe
    """
    office = open_office(case)
    words = password_of(_("The 24 words of the recovery key"), variable=RECOVERY_FILE)
    granted(office.people.recover(short_name, words, _first_password(_("Your new password"))))
    words = _("{person} has a new key and a new password.", person=short_name)
    answer_either(words, _account(office, short_name), as_json=json_)


@person.command("confirm")
@click.argument("case", type=existing)
@click.argument("short_name")
@as_json
@acting
def person_confirm(case: Path, short_name: str, json_: bool, person: str | None) -> None:
    """Confirm what one person alone gave to somebody. A second person answers for the account, roles and key.

    Ask the person for the words of their key first, and compare: they see them when they sign in, and `person list` shows
    them.

    Example: adjudicator person confirm gwinnett.case mortiz --as jdoe
    """
    office = signed_in(case, person)
    granted(office.vouching.confirm(short_name))
    key = office.people.fingerprint(short_name)
    words = _("Two people answer for what {person} was given (key: {key}).", person=short_name, key=key)
    answer_either(words, _account(office, short_name), as_json=json_)


@person.command("adopt")
@click.argument("case", type=existing)
@option("--yes", is_flag=True, help=_("Do it without asking; the accounts are printed all the same."))
@as_json
@acting
def person_adopt(case: Path, yes: bool, json_: bool, person: str | None) -> None:
    """Confirm the accounts of a case file that was raised. An administrator does this once.

    Each account is printed with its roles and what was done under it. Nothing is approved or released before.

    Example: adjudicator person adopt gwinnett.case --as jdoe
    """
    office = signed_in(case, person)
    accounts = office.vouching.accounts()
    for each in () if json_ else accounts:
        answer(beside(each.person.id, each.person.name, beside(*each.person.roles, by=", "), each.words, by="  "))
    does = yes or (not json_ and agreed())
    if does:
        granted(office.vouching.adopt())
    listed = [_described(office, each.person, failures=False) | {"did": each.words} for each in accounts]
    if does or json_:
        answer_either(_("The accounts are confirmed."), {"done": does, "accounts": listed}, as_json=json_)
    if not does:
        raise EndError(REFUSED)


@person.command("dispute")
@click.argument("case", type=existing)
@click.argument("short_name")
@option("--since", type=int, required=True, help=_("The first entry that another made with the key (see the Record)."))
@confirming
@as_json
@acting
def person_dispute(case: Path, short_name: str, since: int, yes: bool, json_: bool, person: str | None) -> None:
    """Record that another person used somebody's key. What was done under it goes back to review.

    A supervisor does this.

    Give the person a new key first (person new-key). What it changes is printed before; what had been released is named on
    the next release.

    Example: adjudicator person dispute gwinnett.case mortiz --since 4711 --as jdoe
    """
    office = signed_in(case, person)
    granted(office.may("dispute_key") or True)
    shown = office.vouching.what_dispute_changes(short_name, since)
    name = office.people.name_of(short_name)
    confirm(
        Meant(
            _("{person} did not make the entries under their key from entry {entry} on.", person=name, entry=since),
            shown.found,
            lambda: office.vouching.dispute(short_name, since, shown),
            n_(
                "Recorded. {count} envelope goes back to review.",
                "Recorded. {count} envelopes go back to review.",
                len(shown.found.changes),
            ),
        ),
        yes=yes,
        as_json=json_,
    )


@person.command("strict")
@click.argument("case", type=existing)
@option("--on/--off", "strict", default=None, help=_("Propose it, or propose to end it."))
@option("--agree", is_flag=True, help=_("Agree, as a second person, to what was proposed."))
@as_json
@acting
def person_strict(case: Path, strict: bool | None, agree: bool, json_: bool, person: str | None) -> None:
    """Require two people behind approvals and releases. It takes two people to set.

    Example: adjudicator person strict gwinnett.case --on --as jdoe
    """
    if agree == (strict is not None):
        bad_input(_("Say one of --on, --off and --agree."))
    office = signed_in(case, person)
    granted(office.vouching.agree_to_strict() if agree else office.vouching.propose_strict(bool(strict)))
    words = _("Approval by two people is not required from here on.")
    if not agree:
        words = _(
            "Proposed. Another administrator or supervisor agrees: adjudicator person strict {case} --agree --as PERSON",
            case=str(case),
        )
    elif office.case.strict:
        words = _("Approval by two people is required from here on.")
    proposed = office.case.strict_proposed
    described = {"strict": office.case.strict, "proposed": proposed.strict if proposed else None}
    answer_either(words, described, as_json=json_)


def _first_password(prompt: str = _("Password for the person")) -> str:
    if os.environ.get(PASSWORD_FILE) and not os.environ.get(NEW_PASSWORD_FILE):
        bad_input(_("Put the new password into a file and name that in {variable}.", variable=NEW_PASSWORD_FILE))
    return password_of(prompt, confirm=True, variable=NEW_PASSWORD_FILE)


@person.command()
@click.argument("case", type=existing)
@click.argument("short_name")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@as_json
@acting
def sworn(case: Path, short_name: str, day: datetime, json_: bool, person: str | None) -> None:
    """Record the day of a person's oath.

    Who touches ballots takes it before. An administrator or a supervisor records it.

    Example: adjudicator person sworn gwinnett.case cdiaz 2020-11-02 --as schen
    """
    office = signed_in(case, person)
    granted(office.tables.swear(short_name, day.date().isoformat()))
    words = _("Recorded: {person} was sworn in on {day}.", person=short_name, day=long_day(day))
    answer_either(words, {"person": short_name, "sworn": day.date().isoformat()}, as_json=json_)


@command()
@click.argument("case", type=existing)
@option("--idle", type=int, help=_("Minutes without key or mouse after which a screen is locked, 2 to 30."))
@option(
    "--shift-end", "ends", multiple=True, help=_("A time of the day, such as 17:00 for 5:00 p.m.; may be given again.")
)
@option("--no-shift-end", is_flag=True, help=_("No shift ends by itself."))
@as_json
@acting
def sitting(
    case: Path, idle: int | None, ends: tuple[str, ...], no_shift_end: bool, json_: bool, person: str | None
) -> None:
    """Show or set when a screen locks and when shifts end.

    Example: adjudicator sitting gwinnett.case --idle 5 --shift-end 14:00 --shift-end 22:00 --as jdoe
    """
    changes = idle is not None or bool(ends) or no_shift_end
    office = open_office(case, read_only=not changes)
    sittings = office.sittings
    if changes:
        sign_in(office, person)
        kept = () if no_shift_end else sittings.shift_ends
        granted(sittings.change(sittings.idle_minutes if idle is None else idle, ends or kept))
    shifts = _("No shift ends by itself.")
    if sittings.shift_ends:
        times = beside(*(hour(time.fromisoformat(each)) for each in sittings.shift_ends), by=", ")
        shifts = _("Shifts end at {times}.", times=times)
    locked = n_(
        "A screen is locked after {count} minute without key or mouse.",
        "A screen is locked after {count} minutes without key or mouse.",
        sittings.idle_minutes,
    )
    described = {"idle_minutes": sittings.idle_minutes, "shift_ends": list(sittings.shift_ends)}
    answer_either(beside(locked, shifts), described, as_json=json_)


COMMANDS = (person, sitting)
