"""Tells a situation to the program as its users would: papers, roll, orders and clock become facts, facts an outcome.

Nothing is worked out here. What the files already give comes from `casework.known`, the voter's own precinct, the
contests closed to the voter and the derived facts from `casework.sheet`, moments from `law.derive`, days from the calendar
that a new case stores. What only a person can establish stands in the situation as such.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import structs

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.case_acts import close_period
from adjudicator.casework.record.entry import instant
from adjudicator.casework.record.state import CaseState, ElectorChoice, EnvelopeState, changed
from adjudicator.casework.sheet.evidence import Calendar, Evidence
from adjudicator.casework.sheet.home import LISTED, NEW, REPORTED_MOVE
from adjudicator.casework.sheet.lines.table import known_answers
from adjudicator.casework.sheet.making import make_sheet
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import days_of
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import derive_identification, derive_oath, readings_of
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion, Setting
from adjudicator.office.behind.law.calendar import calendar_of, stored_deadlines
from adjudicator.records.election import MUNICIPALITY, NO_BALLOT, NO_DISTRICT, Election, Portion
from adjudicator.records.elector import Candidate, Credit, Elector, Match
from adjudicator.records.envelope import Envelope
from adjudicator.records.facts import FACTS, NOT_ENTERED, Answer, Source
from adjudicator.records.findings import Recommendation
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.resources import georgia_holiday_name, pack, pack_with, path
from ui.shared.questions import QUESTIONS

HERE = Path(__file__).parent
NUMBER = "0417"
AT = "2020-11-04T14:00:00.000000Z"
WORKER = Source("worker", "", "rita")
FILES = {kind: Source(kind, "", kind) for kind in ("roll", "absentee_file", "check_in_list", "envelope", "case")}

OPEN_FIELDS = (
    "stream", "place", "precinct_cast", "style_cast", "party", "reasons", "oath_signed", "id_shown", "statement", "sheets",
)  # fmt: skip
"""Fields of the papers that an envelope's state has in the clear."""

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a table says of one envelope; the head of `situations.toml` explains each of these."""

    election: str
    papers: Given
    roll: Given
    held_on: date | None = None
    not_on_roll: bool = False
    own_portion: str = ""
    order: Given = field(default_factory=dict[str, Any])
    voted: str = ""
    other_envelope: str = ""
    established: Mapping[str, str] = field(default_factory=dict[str, str])
    picked: Mapping[str, str] = field(default_factory=dict[str, str])
    identification_came: datetime | None = None
    oath_signed_on: datetime | None = None
    applied_on: date | None = None
    period_closed: bool = False
    supervisor_closes: datetime | None = None
    orders: Sequence[Given] = ()
    determined_on: date | None = None
    clarified: datetime | None = None
    runoff_of: date | None = None


def situation_of(entry: Given, ordinary: Given) -> Situation:
    """A table's entry over the ordinary situation; entries of papers and roll replace single ones of the ordinary."""
    told = {each.name: entry[each.name] for each in fields(Situation) if each.name in entry}
    own = {name: {**ordinary[name], **entry.get(name, {})} for name in ("papers", "roll")}
    return Situation(**{"election": ordinary["election"], **told, **own})


def situation_named(name: str) -> Situation:
    """A situation of the table by its number and letter: "61c"; raises StopIteration where there is none."""
    table = tomllib.loads((HERE / "situations.toml").read_text(encoding="utf-8"))
    row = next(each for each in table["situation"] if f"{each['number']}{each.get('letter', '')}" == name)
    return situation_of(row, table["ordinary"])


@dataclass(frozen=True, slots=True)
class Law:
    """The law by which a situation is decided: a pack, and a choice that a motion of the board took in it, if any."""

    pack: str
    position: str = ""
    choice: str = ""

    def read(self) -> Pack:
        """The pack as it then stands."""
        motion = Motion("1", "2020-11-05", "As the table of situations has it.")
        taken = {self.position: Setting(self.choice, motion)} if self.position else {}
        return pack_with(self.pack, taken) if taken else pack(self.pack)


def sheet_of(situation: Situation, law: Law) -> Sheet:
    """What a reviewer has before them once everything that the situation says is entered."""
    election, applying = election_of(situation), recommender(law, situation.election)
    case = _case(situation, election)
    evidence = replace(_evidence(situation, election, case), readings=readings_of(applying.pack))
    state = _state(situation, evidence)
    sheet = make_sheet(case, state, evidence, applying)
    picked = {fact: _picked(sheet, fact, words) for fact, words in situation.picked.items()}
    picked |= _in_line(sheet) if "cast" not in picked else {}
    if not picked:
        return sheet
    return make_sheet(case, changed(state, answers={**state.answers, **picked}), evidence, applying)


def _in_line(sheet: Sheet) -> dict[str, Answer]:
    """What a person says of a time after closing where they know of no order: the voter was in line."""
    known = sheet.known.get("cast")
    asked = known is not None and any(side.source == NOT_ENTERED for side in known.others)
    return {"cast": Answer("cast", "in_line_at_closing", WORKER)} if asked and "cast" not in sheet.answers else {}


def _picked(sheet: Sheet, fact: str, words: str) -> Answer:
    """The answer that the screen has in these words; StopIteration where it has none."""
    option = next(option for option in QUESTIONS[fact].on(sheet).options if option.words == words)
    return Answer(fact, option.value, WORKER, why=option.why)


def said(recommendation: Recommendation) -> dict[str, Any]:
    """A recommendation in the words of the tables, without what is empty."""
    counts = [contest.counts for contest in recommendation.contests]
    whole = {
        "outcome": recommendation.outcome,
        "counted": f"{counts.count(True)} of {len(counts)}",
        "open": counts.count(None),
        **{name: list(getattr(recommendation, name)) for name in ("reasons", "holds", "marks", "needs")},
    }
    return {name: value for name, value in whole.items() if value}


@cache
def election_named(name: str) -> Election:
    """An election through the reader that the product uses: the practice one, an example of the documentation, or one
    made up beside the tables."""
    folders = (path("practice"), HERE.parents[1] / "docs" / "definitions", HERE)
    file = next(folder / f"{name}.json" for folder in folders if (folder / f"{name}.json").exists())
    election, problems = read_definition(file.read_bytes(), file.name)
    assert election is not None, problems
    return election


@cache
def recommender(law: Law, election: str) -> Recommender:
    """The law on the election; the day on which it is held changes no rule."""
    return Recommender(law.read(), election_named(election))


def election_of(situation: Situation) -> Election:
    """The situation's election, on another day where it says so."""
    election = election_named(situation.election)
    first = {"runoff_of": situation.runoff_of} if situation.runoff_of else {}
    return replace(election, date=situation.held_on, **first) if situation.held_on else election


def calendar_on(election: Election) -> Calendar:
    """The days as a new case stores them and as questions read them again."""
    return calendar_of(_opened(election), ZoneInfo(election.time_zone))


def _opened(election: Election) -> CaseState:
    days = days_of(pack(), election, georgia_holiday_name)
    return CaseState(
        id="C1", version=1, mode="live", county=election.county, election=election.name,
        time_zone=election.time_zone, definition="d", rules="r", pack="p", pack_document="t", opened_at=AT,
        deadlines=stored_deadlines(days, ZoneInfo(election.time_zone)),
    )  # fmt: skip


def _case(situation: Situation, election: Election) -> CaseState:
    opened = _opened(election)
    at = situation.supervisor_closes
    if at is not None:
        acted = close_period(opened, Act(instant(at.replace(tzinfo=ZoneInfo(election.time_zone))), "sue"))
        return opened if isinstance(acted, Refusal) else changed(opened, period_closed=9)
    return changed(opened, period_closed=9) if situation.period_closed else opened


def _evidence(situation: Situation, election: Election, case: CaseState) -> Evidence:
    elector = None if situation.not_on_roll else _elector(situation.roll, election)
    credit = Credit("01234567", situation.voted, "2020-10-27", "", "absentee-1")
    return Evidence(
        election=election,
        papers=_papers(situation.papers, election),
        match=Match("certain", (Candidate(elector, 1.0, decisive=True),)) if elector else Match("none"),
        elector=elector,
        credits=(credit,) if situation.voted else (),
        other_envelopes=(situation.other_envelope,) if situation.other_envelope else (),
        orders=_orders(situation, election),
        files=FILES,
        calendar=calendar_of(case, ZoneInfo(election.time_zone)),
        votes_known=True,
        applied_on=situation.applied_on,
        today=situation.determined_on or election.date,
    )


def _papers(given: Given, election: Election) -> Envelope:
    cast_at = given.get("cast_at", "")
    moment = datetime.combine(election.date, cast_at) if isinstance(cast_at, time) else cast_at
    text = moment.isoformat() if isinstance(moment, datetime) else moment
    return Envelope(NUMBER, **{**given, "cast_at": text, "reasons": tuple(given.get("reasons", ()))})


def _elector(given: Given, election: Election) -> Elector:
    """The row of the roll. `portion` stands for its precinct and all its districts, unless the row is another county's."""
    row = {name: value for name, value in given.items() if name != "portion"}
    at_home = row["county"] == election.county.upper()
    portion = portion_named(given["portion"], election) if at_home else None
    home = _living_in(portion) if portion else {}
    return Elector(**{"registration_number": "01234567", **home, **row})


def _living_in(portion: Portion) -> Given:
    """The precinct, city and districts of a voter there; who has no district of a level has nothing in its column."""
    listed = {level: district for level, district in portion.districts.items() if district != NO_DISTRICT}
    return {"precinct": portion.precinct, "districts": listed, "municipality": listed.pop(MUNICIPALITY, "")}


def portion_named(name: str, election: Election) -> Portion | None:
    """A portion of the election by its id, "none" for no part of it; raises StopIteration where there is none so named."""
    if not name:
        return None
    if name == NO_BALLOT:
        return Portion(NO_BALLOT, "", NO_BALLOT, {})
    portions = (portion for precinct in election.precincts.values() for portion in precinct.portions)
    return next(portion for portion in portions if portion.id == name)


def _orders(situation: Situation, election: Election) -> tuple[CourtOrder, ...]:
    told = [situation.order] if situation.order else situation.orders
    return tuple(_order(each, election, f"20-CV-{1187 + place}") for place, each in enumerate(told))


def _order(given: Given, election: Election, number: str) -> CourtOrder:
    begins = datetime.combine(election.date, given.get("from", election.closing_of(given["place"])))
    ends = datetime.combine(election.date, given["until"])
    made = CourtOrder.for_all(number, frozenset({given["place"]}), begins, ends, given["status"])
    return replace(made, contests=tuple(given.get("contests", ())))


def _state(situation: Situation, evidence: Evidence) -> EnvelopeState:
    papers = evidence.papers
    return EnvelopeState(
        number=NUMBER,
        version=7,
        received=7,
        received_at=AT,
        elector=_chosen(situation, evidence),
        answers=_answers(situation, evidence),
        **{name: getattr(papers, name) for name in OPEN_FIELDS},
    )


def _chosen(situation: Situation, evidence: Evidence) -> ElectorChoice | None:
    """The elector taken for the voter, and the portion that a person chose: of a new address, or of a voter on no roll."""
    elector, portion = evidence.elector, portion_named(situation.own_portion, evidence.election)
    moved = situation.established.get("residence") == REPORTED_MOVE
    if elector is None and portion is None:
        return None
    return ElectorChoice(
        registration_number="ab" * 32 if elector else "",
        county=elector.county if elector else evidence.election.county,
        precinct=portion.precinct if portion else "",
        portion=portion.id if portion else "",
        style=portion.style if portion else "",
        status=elector.status if elector else "",
        registered_on="",
        roll="roll",
        by="rita",
        address=NEW if moved and portion else LISTED,
    )


def _answers(situation: Situation, evidence: Evidence) -> dict[str, Answer]:
    """What the files give and nobody contradicts, then what came later, then what a person established."""
    files = known_answers(evidence).items()
    given = {fact: known.answer for fact, known in files if known.strength != "contradiction"}
    came = _moments(situation, evidence)
    wrong = [fact for fact, value in situation.established.items() if value not in FACTS[fact]]
    assert not wrong, f"no answers to these facts: {wrong}"
    said = {fact: Answer(fact, value, WORKER) for fact, value in {**came, **situation.established}.items()}
    if situation.clarified:
        paper = Source("paper", situation.clarified.date().isoformat())
        said["registration"] = structs.replace(said["registration"], source=paper)
    return given | said


def _moments(situation: Situation, evidence: Evidence) -> dict[str, str]:
    last_day = evidence.calendar.last_day
    came: dict[str, str] = {}
    if situation.identification_came:
        arrived = situation.identification_came
        came["identification"] = derive_identification(arrived, last_day.date(), last_day.time())
    if situation.oath_signed_on:
        days = (last_day.date(), evidence.election.date)
        came["oath"] = derive_oath(situation.oath_signed_on, *days, evidence.readings)
    return came
