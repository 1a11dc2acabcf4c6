"""An envelope's papers as a person reads them, the state's open fields and the sealed ones, and as the roll is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from adjudicator.casework.record.entry import commitment_in
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.port.acts import Logged
from adjudicator.records.envelope import Envelope
from adjudicator.roll import RollQuery

UnsealMany = Callable[[Iterable[str]], Mapping[str, str]]


def envelope_of(state: EnvelopeState, unseal: UnsealMany) -> Envelope:
    """The envelope with every correction applied, in the clear: for eyes at a desk, never for a log line or export."""
    values = unseal(state.sealed.values())
    sealed: Mapping[str, str] = {name: values[commitment] for name, commitment in state.sealed.items()}
    return Envelope(
        number=state.number,
        stream=state.stream,
        place=state.place,
        precinct_cast=state.precinct_cast,
        style_cast=state.style_cast,
        party=state.party,
        reasons=state.reasons,
        oath_signed=state.oath_signed,
        id_shown=state.id_shown,
        statement=state.statement,
        sheets=state.sheets,
        box=state.box,
        position=state.position or None,
        **sealed,
    )


def as_received(logged: Logged) -> Envelope:
    """The envelope as its first entry has it, before any correction; the entry must have been read with its sealed values."""
    papers = {name: _plain(value, logged.sealed) for name, value in logged.entry.data["papers"].items()}
    return Envelope(number=str(logged.entry.data["envelope"]), **papers)


def query_of(papers: Envelope) -> RollQuery:
    """What the papers say of the voter, as a question to the roll. The birth year is all the roll knows of the date."""
    return RollQuery(
        last_name=papers.last_name,
        first_name=papers.first_name,
        middle_name=papers.middle_name,
        suffix=papers.suffix,
        birth_year=birth_year_of(papers.birth_date),
        house_number=papers.house_number,
        street=papers.street,
        city=papers.city,
        zip_code=papers.zip_code,
        registration_number=papers.registration_number,
    )


def birth_year_of(text: str) -> int | None:
    """The year in a birth date as a pen writes it; None where no four digits can be a year."""
    digits = "".join(char if char.isdigit() else " " for char in text).split()
    return next((int(part) for part in digits if len(part) == 4 and part[:2] in ("18", "19", "20")), None)


def _plain(value: object, sealed: Mapping[str, str]) -> Any:
    commitment = commitment_in(value)
    if commitment:
        return sealed[commitment]
    return tuple(value) if isinstance(value, list) else value
