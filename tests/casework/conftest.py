"""Things as the office would have them at hand: a small election, papers, an elector, evidence, states, a recommender."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.catalogue import FORM
from adjudicator.casework.record.entry import Entry, read_body, seal
from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import CaseState, DeterminationState, ElectorChoice, EnvelopeState
from adjudicator.casework.sheet.evidence import Calendar, Evidence
from adjudicator.casework.sheet.making import make_sheet
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import Contest, Election, Portion, Precinct
from adjudicator.records.elector import Candidate, Elector, Match
from adjudicator.records.envelope import Envelope
from adjudicator.records.facts import Answer, Source
from adjudicator.resources import pack
from tests.looking import filled

CONTESTS = (
    Contest("president", 1, "President of the United States", "federal_statewide"),
    Contest("house-7", 2, "US House District 7", "congressional", "7"),
    Contest("state-101", 3, "State House District 101", "state_house", "101"),
    Contest("state-102", 4, "State House District 102", "state_house", "102"),
    Contest("special", 5, "Special election", "county_office", registration_closes=date(2020, 9, 1)),
)
STYLES = {
    "S1": ("president", "house-7", "state-101", "special"),
    "S2": ("president", "house-7", "state-102", "special"),
}
PRECINCTS = (
    Precinct("001", "First", (Portion("001-1", "001", "S1", {"state_house": "101"}),)),
    Precinct("002", "Second", (Portion("002-1", "002", "S2", {"state_house": "102"}),)),
    Precinct(
        "003",
        "Third",
        (
            Portion("003-1", "003", "S1", {"state_house": "101"}),
            Portion("003-2", "003", "S2", {"state_house": "102"}),
        ),
    ),
)
ELECTION = Election(
    name="General Election",
    date=date(2020, 11, 3),
    state="GA",
    county="Gwinnett",
    fips="13135",
    time_zone="America/New_York",
    contests={contest.id: contest for contest in CONTESTS},
    precincts={precinct.code: precinct for precinct in PRECINCTS},
    styles=STYLES,
    advance_sites=("Main office",),
)
CALENDAR = Calendar(
    registration_closes=date(2020, 10, 5),
    state_date=date(2020, 10, 4),
    county_date=date(2020, 10, 5),
    last_day=datetime(2020, 11, 6, 17, 0, tzinfo=ZoneInfo("America/New_York")),
)
FILES = {
    "roll": Source("roll", "2020-11-02", "roll-1"),
    "absentee_file": Source("absentee_file", "2020-11-03", "absentee-1"),
    "check_in_list": Source("check_in_list", "2020-11-03", "checked-1"),
    "envelope": Source("envelope"),
    "case": Source("case", "2020-11-04"),
}
AT = "2020-11-04T14:00:00.000000Z"
ACT = Act(AT, "rita")


def case(**changes: Any) -> CaseState:
    """The case's state, with changes."""
    ordinary: dict[str, Any] = {
        "id": "C1", "version": 1, "mode": "live", "county": "Gwinnett", "election": "General Election",
        "time_zone": "America/New_York", "definition": "d", "rules": "georgia-2020-sos", "pack": "p",
        "pack_document": "t", "opened_at": AT, "deadlines": {"last_day": "2020-11-06T22:00:00.000000Z"},
    }  # fmt: skip
    return CaseState(**(ordinary | changes))


CASE = case()

ELECTOR = Elector(
    "01234567", "GWINNETT", "active", "DELGADO", "MARIA", birth_year=1974, house_number="12", street="OAK ST",
    city="LAWRENCEVILLE", precinct="001", districts={"state_house": "101"}, registered_on=date(2016, 1, 15),
)  # fmt: skip
PAPERS = Envelope(
    "0417", stream="election_day", place="School 001", precinct_cast="001", style_cast="S1",
    cast_at="2020-11-03T10:00", last_name="Delgado", first_name="Maria", house_number="12", street="Oak Street",
    oath_signed=True, id_shown=True,
)  # fmt: skip
SEALED_NUMBER = "ab" * 32


def choice(**changes: Any) -> ElectorChoice:
    """Maria Delgado taken for the voter, with changes; an empty style leaves the home to the roll."""
    ordinary = {
        "registration_number": SEALED_NUMBER, "county": "GWINNETT", "precinct": "001", "portion": "001-1", "style": "",
        "status": "active", "registered_on": "2016-01-15", "roll": "roll-1", "by": "rita",
    }  # fmt: skip
    return ElectorChoice(**(ordinary | changes))


CHOSEN = choice()


def elector(**changes: Any) -> Elector:
    """Maria Delgado's row of the roll, with changes."""
    return replace(ELECTOR, **changes)


def evidence(papers: dict[str, Any] | None = None, **changes: Any) -> Evidence:
    """What is at hand about an ordinary envelope: certain match, fresh files, no hit; with changes."""
    ordinary = Evidence(
        election=ELECTION,
        papers=replace(PAPERS, **(papers or {})),
        match=Match("certain", (Candidate(ELECTOR, 1.0, decisive=True),)),
        elector=ELECTOR,
        credits=(),
        other_envelopes=(),
        orders=(),
        files=FILES,
        calendar=CALENDAR,
        votes_known=True,
    )
    return replace(ordinary, **changes)


def envelope(**changes: Any) -> EnvelopeState:
    """The state of that envelope as received, with changes."""
    ordinary: dict[str, Any] = {
        "number": "0417", "version": 7, "received": 7, "received_at": AT, "stream": "election_day",
        "place": "School 001", "precinct_cast": "001", "style_cast": "S1", "oath_signed": True, "id_shown": True,
    }  # fmt: skip
    return EnvelopeState(**(ordinary | changes))


def determination(**changes: Any) -> DeterminationState:
    """A determination of Rita's that counts in full, with changes."""
    ordinary: dict[str, Any] = {
        "seq": 11, "by": "rita", "at": AT, "outcome": "count_full", "recommended": "count_full", "reasons": (),
        "holds": (), "marks": (), "counted": STYLES["S1"], "not_counted": {}, "facts": {"oath": "signed"},
        "cast_style": "S1", "home_style": "S1", "too_late_for": (), "rules": "georgia-2020-sos", "pack": "p",
    }  # fmt: skip
    return DeterminationState(**(ordinary | changes))


def answers(**values: str) -> dict[str, Answer]:
    """Recorded answers by fact."""
    return {fact: Answer(fact, value, Source("worker", "", "rita")) for fact, value in values.items()}


EASY = {
    "oath": "signed", "identification": "shown", "cast": "before_5pm", "match": "certain",
    "registration": "registered", "residence": "as_listed", "eligibility": "eligible", "voted_already": "no",
}  # fmt: skip
"""The answers of an easy envelope."""


@pytest.fixture(scope="session")
def recommender() -> Recommender:
    """The default pack on the small election."""
    return Recommender(pack("georgia-2020-sos"), ELECTION)


class Sheets:
    """Makes sheets of the ordinary envelope."""

    def __init__(self, recommender: Recommender) -> None:
        self._recommender = recommender

    def make(
        self,
        said: dict[str, str] | None = None,
        *,
        at_hand: Evidence | None = None,
        case: CaseState = CASE,
        **state: Any,
    ) -> Sheet:
        """The sheet of an envelope whose recorded answers are `said`; with "certain" or "chosen" Maria is the voter."""
        given = answers(**(said or {}))
        if given.get("match") is not None and given["match"].value in ("certain", "chosen"):
            state = {"elector": CHOSEN} | state
        at_hand = at_hand or evidence()
        return make_sheet(case, envelope(**({"answers": given} | state)), at_hand, self._recommender)


@pytest.fixture
def sheets(recommender: Recommender) -> Sheets:
    """Makes sheets of the ordinary envelope under the default pack."""
    return Sheets(recommender)


class Folding:
    """A log in memory: writes entries of acts and folds them as the case file does."""

    def __init__(self) -> None:
        self.shelf = MemoryShelf()
        self.seq = 0
        self._salt = 0

    def salt(self) -> bytes:
        """Another salt at each call."""
        self._salt += 1
        return self._salt.to_bytes(32, "big")

    def add(self, kind: str, by: str = "rita", /, **data: Any) -> int:
        """Log an entry of its newest version and fold it; gives its seq."""
        return self.log(Act(AT, by).entry(kind, filled(kind, data)))

    def log(self, entry: Entry) -> int:
        """Log an entry and fold what can be read back of it."""
        self.seq += 1
        fold(self.shelf, self.seq, read_body(seal(entry, self.salt).body))
        return self.seq

    def opened(self, **more: Any) -> int:
        """The case's first entry."""
        return self.add(
            "case.opened", "", case="C1", mode="live", county="Gwinnett", election="General", definition="d",
            time_zone="America/New_York", rules="r", pack="p", pack_document="t", deadlines={"last_day": AT},
            form=FORM, recovery="", **({"board_votes": "off"} | more),
        )  # fmt: skip

    def received(self, number: str = "0417", **papers: Any) -> int:
        """An envelope."""
        return self.add("envelope.received", envelope=number, file="", papers=papers)

    def determined(self, number: str = "0417", by: str = "rita", **changes: Any) -> int:
        """A determination."""
        data = {
            "outcome": "count_full", "recommended": "count_full", "reasons": [], "holds": [], "marks": [],
            "counted": ["president"], "not_counted": {}, "facts": {"oath": "signed"}, "cast_style": "S1",
            "home_style": "S1", "too_late_for": [], "rules": "r", "pack": "p", "departs": False, "reason": None,
            "supersedes": 0,
        }  # fmt: skip
        return self.add("envelope.determined", by, envelope=number, **(data | changes))

    def batched(self, batch: str = "B0001", number: str = "0417") -> int:
        """An envelope received, determined and closed into a batch of its own; gives the determination's seq."""
        self.received(number)
        seq = self.determined(number)
        self.add("batch.closed", batch=batch, items={number: seq})
        return seq


@pytest.fixture
def folding() -> Folding:
    """A log in memory with its first entry."""
    made = Folding()
    made.opened()
    return made
