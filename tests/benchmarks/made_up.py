"""Cases as large as a benchmark wants them, made through the log in a few large transactions."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from adjudicator import resources
from adjudicator.casework.acts import receiving
from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import seal
from adjudicator.casework.record.signing import ACT_BYTES
from adjudicator.intake.definition import read_definition
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.people.keys import unwrap
from adjudicator.port.acts import NewAct, Signer
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import chance_from

DEFINITION = resources.path("practice", "gwinnett-2020.json").read_bytes()
T = TypeVar("T")

PORTION = 5000

_salts = (hashlib.sha256(str(number).encode()).digest() for number in itertools.count())


@cache
def election() -> Election:
    """The practice election's definition, read."""
    found, problems = read_definition(DEFINITION, "gwinnett-2020.json")
    if found is None:
        raise AssertionError(problems)
    return found


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
    return office


def signers(log: CaseLog) -> dict[str, Signer]:
    """The practice people of a case with the keys that their passwords open, by id."""
    found: dict[str, Signer] = {}
    for person, password in practice_people():
        kept = log.key(person.id)
        key = None if kept is None else unwrap(kept.wrapped, person.id, password)
        if key is not None:
            found[person.id] = Signer(log.origin(), person.id, key.public, key.sign, log.people_line())
    return found


def receive(log: CaseLog, envelopes: Sequence[Envelope], clerk: Signer) -> None:
    """Receive envelopes by hand, all of them in one transaction."""
    acted = receiving.receive(envelopes, "", Act(log.newest_instant(), clerk.person), lambda: next(_salts))
    if isinstance(acted, Refusal):
        raise AssertionError(acted.words)
    log.append(NewAct(next(_salts)[:ACT_BYTES], [seal(entry, lambda: next(_salts)) for entry in acted], signer=clerk))


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


def must(result: T | Refusal) -> T:
    """In a benchmark a refusal is a bug."""
    if isinstance(result, Refusal):
        raise AssertionError(result.words)
    return result
