"""What leaves the office for people who have no business with voters' data: the same things, naming no voter. And what leaves
it for a person who is to decide an envelope a second time: without what was decided first.

The room decides who sees what (`Room.sees`, `Room.blind`). What the office works with stays whole; masked is what it hands
out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from adjudicator.canvass.tally import Canvass
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.casework.sheet.home import home_of
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.port.rows import EnvelopeRow
from adjudicator.records.elector import Candidate, Elector, Match
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.trouble import Problem

COLUMNS_IN_THE_CLEAR = frozenset(
    {
        "envelope_number", "stream", "place", "precinct_cast", "style_cast", "party", "reasons", "oath_signed", "id_shown",
        "statement", "sheets", "box", "position",
    }
)  # fmt: skip
"""Columns of files received of which the record has the values in the clear."""

NO_ELECTOR = Elector("", "", "", "", "")


def masked(sheet: Sheet) -> Sheet:
    """The sheet as it follows from what stands in the log in the clear; nothing of the voter, nor what files say of them."""
    evidence = replace(
        sheet.evidence,
        papers=masked_papers(sheet.evidence.papers),
        match=Match(sheet.evidence.match.kind),
        elector=None,
        credits=(),
        listings=(),
        other_envelopes=(),
        applied_on=None,
        neighbours=(),
    )
    return replace(
        sheet,
        evidence=evidence,
        elector=None,
        home=home_of(sheet.state, evidence) if sheet.state.elector is not None else None,
        known={},
        flag="",
        overtaken=frozenset(),
        could_lose=sheet.could_lose - sheet.overtaken,
        masked=True,
    )


def masked_papers(papers: Envelope) -> Envelope:
    """The papers with every field empty that is sealed in the log."""
    return replace(papers, **dict.fromkeys(SEALED_FIELDS, ""))


def without_decision(state: EnvelopeState) -> EnvelopeState:
    """An envelope where it stands, as if nobody had answered, looked up or determined anything about it."""
    return changed(state, elector=None, answers={}, research=(), determination=None, determinations=())


def row_without_decision(row: EnvelopeRow) -> EnvelopeRow:
    """The same of a row of a list: its outcome is empty, which no other row has."""
    return replace(
        row, outcome="", kept_apart=False, determined=0, holds="", reasons="", counted=0, not_counted=0, elector=False
    )


def masked_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of a file without the values of columns that may say who a voter is."""
    return tuple(
        problem if problem.column in COLUMNS_IN_THE_CLEAR else replace(problem, value="") for problem in problems
    )


def masked_candidate() -> Candidate:
    """An elector held against papers, for a person who sees neither."""
    return Candidate(NO_ELECTOR, 0.0)


def without_persons(canvass: Canvass) -> Canvass:
    """The canvass without whose the departures from the recommendation are."""
    return replace(canvass, departures=replace(canvass.departures, by_person={}))
