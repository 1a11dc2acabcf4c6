"""Trying a password at the door: whose key it opens, with the waits after those that did not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.casework.record.state import PersonState
from adjudicator.log.keyring import WrappedKey
from adjudicator.office.behind.room import Room
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
    """A password fitted: the person, and their key for signing."""

    person: PersonState
    key: SigningKey


def open_key(room: Room, person_id: str, password: str) -> Opened | Refusal:
    """Try a person's password. A wrong name and a wrong password read the same; after failures it waits.

    Each try is counted as a failure before it is made, so that many programs at once have no more tries than one; a password
    that fits has the count forgotten.
    """
    now = room.clock()
    person = room.log.state(PersonState, person_id)
    tried = _revise(room, person_id, lambda key: _tried(key, now)) if person is not None and person.active else None
    if person is None or tried is None:
        return WRONG
    before, key = tried
    if key.failures == before.failures:
        until = next_allowed(key.failures, moment_of(key.last_failure)) or now
        return Refusal("locked_out", f"Too many tries. Try again at {until.astimezone(room.zone):%H:%M:%S}.")
    opened = unwrap(key.wrapped, key.person, password)
    if opened is None:
        return WRONG
    if opened.public.hex() != person.key:
        return OTHER_KEY
    # another program may have given the person a new key meanwhile, which has failures of its own
    _revise(
        room, person_id, lambda kept: WrappedKey(kept.person, kept.wrapped) if kept.wrapped == key.wrapped else kept
    )
    return Opened(person, opened)


def _tried(key: WrappedKey, now: datetime) -> WrappedKey:
    """A key with one more failure; the failures stay the same where the person has to wait.

    A failure that lies in the future means that the clock was set back: the wait is counted from now.
    """
    if key.last_failure:
        last = min(moment_of(key.last_failure), now)
        wait = next_allowed(key.failures, last)
        if wait is not None and now < wait:
            return replace(key, last_failure=instant(last))
    return replace(key, failures=key.failures + 1, last_failure=instant(now))


def _revise(
    room: Room, person_id: str, revised: Callable[[WrappedKey], WrappedKey]
) -> tuple[WrappedKey, WrappedKey] | None:
    """Revise a person's key in the file; in memory, for as long as it is open, where nothing can be written to it."""
    if not room.log.read_only and room.log.stopped is None:
        return room.log.revise_key(person_id, revised)
    before = room.tries.get(person_id) or room.log.key(person_id)
    if before is None:
        return None
    room.tries[person_id] = revised(before)
    return before, room.tries[person_id]


def wrapped(room: Room, key: SigningKey, person_id: str, password: str) -> WrappedKey:
    """A key wrapped by a password, for the key ring."""
    chance = room.salts() + room.salts()
    return WrappedKey(person_id, key.wrapped(person_id, password, chance[: SALT_BYTES + NONCE_BYTES]))
