"""Trying a password at the door: whose key it opens, with the waits after those that did not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import PersonState
from adjudicator.office.behind.room import Room
from adjudicator.people.keys import SigningKey, unwrap
from adjudicator.people.wrapping import NONCE_BYTES, SALT_BYTES
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.port.lockout import next_allowed
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from adjudicator.words.dates import hour_and_second, short_day

WRONG = Refusal("wrong_password", _("Name and password do not fit. Try again."))
OTHER_KEY = Refusal(
    "other_key",
    _(
        "The key that this password opens is not the one that the record gives this person: the key ring of this "
        "file was exchanged. Nobody can sign in with it. Tell an administrator, keep the file, and restore a "
        "backup."
    ),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A password fitted: the person, and their key for signing."""

    person: PersonState
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Trial:
    """A try at a person's password that is counted: their key as it is wrapped."""

    person: PersonState
    key: WrappedKey

    def unwrap(self, password: str) -> SigningKey | None:
        """The key, None where the password does not fit. Takes a while, on any thread."""
        return unwrap(self.key.wrapped, self.key.person, password)


def open_key(room: Room, person_id: str, password: str) -> Opened | Refusal:
    """Try a person's password. A wrong name and a wrong password read the same; after failures it waits.

    Each try is counted as a failure before it is made, so that many programs at once have no more tries than one; a password
    that fits has the count forgotten.
    """
    trial = begin_trial(room, person_id)
    return trial if isinstance(trial, Refusal) else end_trial(room, trial, trial.unwrap(password))


def begin_trial(room: Room, person_id: str) -> Trial | Refusal:
    """Count a try at a person's password, which is made next; refused for nobody's name, and while it waits."""
    _follow_failures(room, person_id)
    now = room.clock()
    person = room.log.state(PersonState, person_id)
    tried = _attempt(room, person_id, now) if person is not None and person.active else None
    if person is None or tried is None:
        return WRONG
    key = tried.key
    if tried.waits:
        until = (next_allowed(key.failures, moment_of(key.last_failure)) or now).astimezone(room.zone)
        words = _("Too many tries. Try again at {time} on {day}.", time=hour_and_second(until), day=short_day(until))
        return Refusal("locked_out", words)
    return Trial(person, key)


def end_trial(room: Room, trial: Trial, opened: SigningKey | None) -> Opened | Refusal:
    """What a try came to: `opened` is the key that the password gave, None where it did not fit."""
    if opened is None:
        return WRONG
    if opened.public.hex() != trial.person.key:
        return OTHER_KEY
    _forget_failures(room, trial.key)
    return Opened(trial.person, opened)


def _follow_failures(room: Room, person_id: str) -> None:
    """A practice clock that was set on since stands behind the last failure, too: else one waits for days."""
    key = room.log.key(person_id)
    if key is not None and key.last_failure:
        room.go_on_to(moment_of(key.last_failure))


def _attempt(room: Room, person_id: str, now: datetime) -> Attempt | None:
    """Count a try in the record's key ring; in memory, for as long as it is open, where nothing can be written to it."""
    if _is_kept(room):
        return room.log.attempt(person_id, now)
    before = room.tries.get(person_id) or room.log.key(person_id)
    if before is None:
        return None
    room.tries[person_id] = after = before.tried(now)
    return Attempt(after, after.failures == before.failures)


def _forget_failures(room: Room, key: WrappedKey) -> None:
    fresh = WrappedKey(key.person, key.wrapped)
    if _is_kept(room):
        room.log.keep(fresh)
    else:
        room.tries[key.person] = fresh


def _is_kept(room: Room) -> bool:
    return not room.log.read_only and room.log.stopped is None


def wrapped(room: Room, key: SigningKey, person_id: str, password: str) -> WrappedKey:
    """A key wrapped by a password, for the key ring."""
    chance = room.salts() + room.salts()
    return WrappedKey(person_id, key.wrapped(person_id, password, chance[: SALT_BYTES + NONCE_BYTES]))
