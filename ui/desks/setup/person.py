"""One person of Setup laid open: the account, the key and who answers for it, what is to be said of signing in."""

from __future__ import annotations

from datetime import date

from adjudicator.casework.record.state import PersonState
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, joined, n_
from adjudicator.words.dates import long_day, long_day_and_hour
from ui.desks.setup.screen import PersonCard

MADE = _("Made by this person, on their own computer.")
HANDED_OUT = _("Has not signed in yet. The key was handed out, and signs nothing but a new key of their own.")
GIVEN = {"account": _("the account"), "roles": _("the roles"), "key": _("the key")}
"""What was given -> how it is called."""

CHOOSES = _("Has to choose a new password at the next sign-in.")


def card_of(office: Office, person: PersonState) -> PersonCard:
    """The person's card, as the person signed in may see it."""
    account, toggle = (
        (_("Open"), _("Close the account")) if person.active else (_("Closed: cannot sign in"), _("Open it again"))
    )
    me = office.people.signed_in
    other = me is not None and me.id != person.id
    may = office.may("change_person") is None
    roles = frozenset(person.roles)
    key = _("New key for a lost password...") if may and other and person.active else ""
    says = _key_says(person.name) if key else ""
    refusal = office.vouching.may_confirm(person.id) if person.grants else None
    return PersonCard(
        person.id, person.name, roles, person.active, account, toggle, _notes(office, person), key, says,
        key_words=office.people.fingerprint(person.id) if person.own_key else "",
        key_whose=MADE if person.own_key else HANDED_OUT,
        given=given_words(office, person),
        confirm=_("Confirm...") if person.grants and refusal is None else "",
        confirm_not=refusal.words if refusal is not None else "",
        dispute=_("Somebody else used this key...") if office.may("dispute_key") is None else "",
        oath=_oath(person),
        swear=_("Record the oath...") if office.may("swear_in") is None and person.active else "",
    )  # fmt: skip


def _oath(person: PersonState) -> str:
    """When the person took the oath of those who touch ballots (O.C.G.A. 21-2-483(a))."""
    if person.sworn:
        return _("Took the oath of those who touch ballots on {day}.", day=long_day(date.fromisoformat(person.sworn)))
    return _("No oath of those who touch ballots is on record.")


def given_words(office: Office, person: PersonState) -> str:
    """What one person alone gave: "Given by one person alone: the account by June Bellamy; the roles by Ada Marsh."."""
    by: dict[str, list[str]] = {}
    for grant in person.grants:
        named = GIVEN[grant.what]
        if named not in by.setdefault(grant.by, []):
            by[grant.by].append(named)
    given = beside(
        *(
            _("{what} by {person}", what=joined(what), person=office.people.name_of(giver))
            for giver, what in by.items()
        ),
        by="; ",
    )
    return _("Given by one person alone: {given}.", given=given) if by else ""


def _key_says(name: str) -> str:
    """What a new key means, before it is given."""
    return _(
        "Use this when {name} has lost the password. The old key is lost with it: what it signed stays valid, but it can "
        "sign nothing more. The password below works for one sign-in, at which {name} chooses a new one.",
        name=name,
    )


def _notes(office: Office, person: PersonState) -> tuple[str, ...]:
    chooses = CHOOSES if office.people.must_choose(person) else ""
    return tuple(note for note in (chooses, _failed(office, person)) if note)


def _failed(office: Office, person: PersonState) -> str:
    """How often signing in failed since it last succeeded; nothing for who may not know it."""
    failed = office.people.failures(person.id)
    if isinstance(failed, Refusal) or not failed.number:
        return ""
    return n_(
        "Signing in failed once since it last succeeded, most recently {when}.",
        "Signing in failed {count} times since it last succeeded, most recently {when}.",
        failed.number,
        when=long_day_and_hour(office.local(failed.last)),
    )
