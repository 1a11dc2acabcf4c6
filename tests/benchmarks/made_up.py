"""Cases as large as a benchmark wants them, made through the log in a few large transactions."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from adjudicator import resources
from adjudicator.casework import receiving
from adjudicator.casework.act import Act
from adjudicator.casework.bodies import Entry, SealedEntry, seal
from adjudicator.casework.catalogue import new_entry
from adjudicator.intake.definition import read_definition
from adjudicator.log.append import Signer
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.people.rehearsers import practice_people
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import chance_from, sign_in_as
from adjudicator.resources import pack

DEFINITION = resources.path("practice", "gwinnett-2020.json").read_bytes()
AT = "2020-11-05T14:02:11.000000Z"
T = TypeVar("T")

PORTION = 5000
BATCH = 100

_signers: dict[str, Signer] = {}
"""The people of the newest case that was made, by role."""

_salts = (hashlib.sha256(str(number).encode()).digest() for number in itertools.count())


@cache
def election() -> Election:
    """The practice election's definition, read."""
    found, problems = read_definition(DEFINITION, "gwinnett-2020.json")
    if found is None:
        raise AssertionError(problems)
    return found


def sealed(entry: Entry) -> SealedEntry:
    """An entry as the office would seal it."""
    return seal(entry, lambda: next(_salts))


def office_with_people(path: Path) -> Office:
    """A practice case with its people and nothing received."""
    office = Office.create(path, DEFINITION, "gwinnett-2020.json", mode="practice", chance=chance_from(7, election()))
    if isinstance(office, tuple):
        raise AssertionError(office)
    people = sorted(practice_people(), key=lambda pair: "administrator" not in pair[0].roles)
    for at, (person, password) in enumerate(people):
        must(office.people.add(person, password))
        if at == 0:
            must(office.people.sign_in(person.id, password))
    for role in ("clerk", "reviewer", "supervisor"):
        sign_in_as(office, role)
        _signers[role] = must(office._room.signer(office._room.log))
    return office


def receive(log: CaseLog, envelopes: Sequence[Envelope]) -> None:
    """Receive envelopes, all of them in one transaction, in the newest case that was made."""
    clerk = _signers["clerk"]
    acted = receiving.receive(envelopes, "", Act(AT, clerk.person), lambda: next(_salts))
    if isinstance(acted, Refusal):
        raise AssertionError(acted.words)
    log.append([sealed(entry) for entry in acted], signer=clerk)


def envelopes(numbers: range) -> list[Envelope]:
    """Made-up envelopes, spread over precincts and styles of the election."""
    places = [
        (precinct.code, portion.style) for precinct in election().precincts.values() for portion in precinct.portions
    ]
    return [_envelope(number, places) for number in numbers]


def _envelope(number: int, places: Sequence[tuple[str, str]]) -> Envelope:
    precinct, style = places[number % len(places)]
    return Envelope(
        f"M{number:06d}", stream="election_day", place=precinct, precinct_cast=precinct, style_cast=style,
        cast_at="2020-11-03T17:30", reasons=("OP",), last_name=f"Voter{number}", first_name="Ann", birth_date="1974",
        house_number=str(number % 900 + 1), street="Main Street", oath_signed=True, id_shown=True,
    )  # fmt: skip


def approve_all(log: CaseLog, numbers: Sequence[str]) -> None:
    """Determine envelopes, close them into batches of a hundred, and have another person approve these."""
    reviewer, supervisor = _signers["reviewer"], _signers["supervisor"]
    for at in range(0, len(numbers), PORTION):
        part = numbers[at : at + PORTION]
        first = log.head().size + 1
        log.append([sealed(_determination(number, reviewer.person)) for number in part], signer=reviewer)
        seqs = dict(zip(part, range(first, first + len(part)), strict=True))
        batches = list(_batches(seqs, at // BATCH))
        closed = [
            new_entry("batch.closed", AT, reviewer.person, {"batch": name, "items": items}) for name, items in batches
        ]
        log.append([sealed(entry) for entry in closed], signer=reviewer, checkpoint=True)
        approved = [
            new_entry("batch.approved", AT, supervisor.person, {"batch": name, "approved": items})
            for name, items in batches
        ]
        log.append([sealed(entry) for entry in approved], signer=supervisor, checkpoint=True)


def _batches(seqs: dict[str, int], made: int) -> Iterator[tuple[str, dict[str, int]]]:
    items = iter(seqs.items())
    for number in itertools.count(made + 1):
        batch = dict(itertools.islice(items, BATCH))
        if not batch:
            return
        yield f"B{number:04d}", batch


@cache
def _styles() -> tuple[str, ...]:
    return tuple(sorted(election().styles))


def _determination(number: str, by: str) -> Entry:
    place = int(number[1:])
    cast, home = (_styles()[(place * step) % len(_styles())] for step in (1, 7))
    own = set(election().styles[home])
    counted = [contest for contest in election().styles[cast] if contest in own]
    out = [contest for contest in election().styles[cast] if contest not in own]
    outcome = "count_partial" if out else "count_full"
    return new_entry("envelope.determined", AT, by, {
        "envelope": number, "outcome": outcome, "recommended": outcome, "reasons": [], "holds": [], "marks": [],
        "counted": counted, "not_counted": dict.fromkeys(out, "wrong_precinct"), "facts": FACTS, "cast_style": cast,
        "home_style": home, "too_late_for": [], "rules": pack().id, "pack": pack().digest, "departs": False,
        "reason": None, "supersedes": 0,
    })  # fmt: skip


FACTS = {
    "oath": "signed", "match": "certain", "registration": "registered", "residence": "as_listed",
    "eligibility": "eligible", "voted_already": "no", "identification": "shown", "cast": "before_5pm",
    "home": "other_precinct",
}  # fmt: skip


def must(result: T | Refusal) -> T:
    """In a benchmark a refusal is a bug."""
    if isinstance(result, Refusal):
        raise AssertionError(result.words)
    return result
