"""Others who sign with the person signed in: at this screen with a password of their own, or later by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.office.behind.entrance import WRONG, Opened, open_key
from adjudicator.office.behind.room import Done, Room
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

Passwords = Mapping[str, str]
"""Person -> the password with which they sign at this screen; who is missing signs later."""

Keys = Mapping[str, Opened]
"""Person -> their key, opened with the password that they typed."""


@dataclass(frozen=True, slots=True)
class Together:
    """What people did together: the act, what it is called in the record, and who of them has not signed yet."""

    done: Done
    id: str
    missing: tuple[str, ...] = ()


def keys_of(room: Room, others: Iterable[str], passwords: Passwords) -> Keys | Refusal:
    """The keys of the others whose passwords are given; refused where one does not fit."""
    found: dict[str, Opened] = {}
    for who in others:
        password = passwords.get(who, "")
        if not password:
            continue
        opened = open_key(room, who, password)
        opened = opened if isinstance(opened, Refusal) else with_own_key(opened)
        if isinstance(opened, Refusal):
            return opened
        found[who] = opened
    return found


def with_own_key(opened: Opened) -> Opened | Refusal:
    """A person who signs at another's screen; refused where their key was handed out, and they have none of their own yet."""
    if opened.person.own_key:
        return opened
    words = _("{person} has to sign in by themselves once, before they sign here.", person=opened.person.name)
    return Refusal("never_signed_in", words)


def key_of(room: Room, who: str, password: str) -> Opened | Refusal:
    """The key of another person who signs at this screen."""
    refusal = signs(room)
    if refusal is not None:
        return refusal
    keys = keys_of(room, [who], {who: password})
    return keys if isinstance(keys, Refusal) else keys.get(who, WRONG)


def signs(room: Room) -> Refusal | None:
    """Why nobody can sign here now, None where somebody can; it takes no role but to have been there."""
    return room.allowed("read") or room.closed()


def sign_as(room: Room, opened: Opened, signing: Callable[[Act], Acted], seen: Mapping[str, int]) -> Done | Refusal:
    """Sign as another person whose key is open; nobody else is signed in meanwhile."""
    return room.put(signing(Act(room.instant(), opened.person.id)), seen=seen, signing=opened.key)


def sign_each(keys: Keys, others: Iterable[str], sign: Callable[[Opened], Done | Refusal]) -> tuple[str, ...]:
    """Sign as each whose key is open; gives those of the others who have not signed."""
    signed = [who for who, key in keys.items() if isinstance(sign(key), Done)]
    return tuple(who for who in others if who not in signed)
