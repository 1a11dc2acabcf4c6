"""Trying a password at the door: whose key it opens, with the waits after those that did not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from adjudicator.casework.bodies import instant, moment_of
from adjudicator.casework.state import PersonState
from adjudicator.log.keyring import Key
from adjudicator.office.room import Room
from adjudicator.people.keys import NONCE_BYTES, SALT_BYTES, SigningKey, unwrap
from adjudicator.people.lockout import next_allowed
from adjudicator.records.trouble import Refusal

WRONG = Refusal("wrong_password", "Name and password do not fit. Try again.")
OTHER_KEY = Refusal(
    "other_key",
    "The key that this password opens is not the one that the record gives this person: the key ring of this "
    "file was exchanged. "
    "Nobody can sign in with it. Tell an administrator, keep the file, and restore a backup.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A password fitted: the person, their key for signing, and what is kept of it."""

    person: PersonState
    key: SigningKey
    kept: Key


def open_key(room: Room, person_id: str, password: str) -> Opened | Refusal:
    """Try a person's password. A wrong name and a wrong password read the same; after failures it waits.

    A failure is counted before anything is said; keeping what is `kept` of a password that fitted forgets them.
    """
    now = room.clock()
    key, person = room.log.key(person_id), room.log.state(PersonState, person_id)
    if key is None or person is None or not person.active:
        return WRONG
    key = _with_clock_set_back(room, key, now)
    wait = next_allowed(key.failures, moment_of(key.last_failure)) if key.last_failure else None
    if wait is not None and now < wait:
        return Refusal("locked_out", f"Too many tries. Try again at {wait.astimezone(room.zone):%H:%M:%S}.")
    opened = unwrap(key.wrapped, key.person, password)
    if opened is None:
        keep(room, replace(key, failures=key.failures + 1, last_failure=instant(now)))
        return WRONG
    if opened.public.hex() != person.key:
        return OTHER_KEY
    return Opened(person, opened, Key(key.person, key.wrapped))


def keep(room: Room, key: Key) -> None:
    """Keep a person's key, where anything can be kept: a file that is only looked at, or stopped, is left as it is."""
    if room.closed() is None:
        room.log.put_key(key)


def wrapped(room: Room, key: SigningKey, person_id: str, password: str) -> Key:
    """A key wrapped by a password, for the key ring."""
    chance = room.salts() + room.salts()
    return Key(person_id, key.wrapped(person_id, password, chance[: SALT_BYTES + NONCE_BYTES]))


def _with_clock_set_back(room: Room, key: Key, now: datetime) -> Key:
    """A failure that lies in the future means that the clock was set back: the wait is counted from now."""
    if not key.last_failure or moment_of(key.last_failure) <= now:
        return key
    moved = replace(key, last_failure=instant(now))
    keep(room, moved)
    return moved
