"""Envelopes, people and files as the acts at tables are given them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.count.at_table import TableAct
from adjudicator.casework.record.count_state import CountState, LookUp
from adjudicator.casework.record.state import CaseState, DeterminationState, EnvelopeState, FileState, PersonState

AT = "2020-11-10T20:00:00.000000Z"
HOUR = "2020-11-09T14:00"

CASE = CaseState(
    id="case-1", version=1, mode="live", county="Gwinnett", election="General Election", time_zone="America/New_York",
    definition="d", rules="georgia-2020", pack="p", pack_document="p", opened_at=AT,
    deadlines={"last_day": "2020-11-06T22:00:00.000000Z"},
)  # fmt: skip


def person(who: str, *roles: str, sworn: str = "2020-11-02", active: bool = True) -> PersonState:
    return PersonState(who, 1, who.title(), roles or ("clerk",), active, sworn=sworn)


PEOPLE: Mapping[str, PersonState] = {
    each.id: each
    for each in (
        person("mia"), person("max"), person("cleo", "custodian"), person("carl", "custodian"),
        person("sue", "supervisor"), person("rob", "reviewer"), person("new", sworn=""), person("gone", active=False),
    )
}  # fmt: skip


def at(by: str = "mia", count: CountState = CountState(0)) -> TableAct:  # noqa: B008 - frozen
    return TableAct(Act(AT, by), CASE, count, PEOPLE.get)


def envelope(number: str, outcome: str = "count_full", status: str = "approved", **changes: Any) -> EnvelopeState:
    """An envelope that was determined in entry number + 1000."""
    determination = None
    if outcome:
        determination = DeterminationState(
            seq=1000 + int(number), by="rita", at=AT, outcome=outcome, recommended=outcome, reasons=(), holds=(),
            marks=("kept_apart",) if changes.pop("apart", False) else (), counted=(), not_counted={},
            facts={"voted_already": "no"}, cast_style="S1", home_style="S1", too_late_for=(), rules="r", pack="p",
        )  # fmt: skip
    return EnvelopeState(number, 1, 1, AT, status=status, determination=determination, **changes)


def envelopes(count: int, outcome: str = "count_full", first: int = 1, **changes: Any) -> list[EnvelopeState]:
    return [envelope(f"{number:04d}", outcome, **changes) for number in range(first, first + count)]


def everybody(_state: EnvelopeState) -> bool:
    """The board has voted on everything."""
    return True


def other_votes(as_of: str = "2020-11-06T17:30", *, final: bool = True) -> dict[Any, FileState]:
    """The newest files of other votes."""
    return {
        "before": FileState("a", 5, "absentee_file", "2020-11-06", 2, AT, "rita", as_of=as_of),
        "election_day": FileState("c", 6, "check_in_list", "2020-11-03", 2, AT, "rita", final=final),
    }


def looked_up(about: str, files: Iterable[str] = ("a", "c"), hits: Mapping[str, str] | None = None) -> CountState:
    return CountState(9, looked_up=(LookUp(9, about, tuple(files), dict(hits or {})),))
