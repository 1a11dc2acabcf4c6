"""What is at hand about one envelope before a person has answered: papers, look-up, files, orders, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from adjudicator.law.facts.derive import READ_BY_DEFAULT, Readings
from adjudicator.records.election import Contest, Election
from adjudicator.records.elector import Credit, Elector, Match
from adjudicator.records.envelope import Envelope
from adjudicator.records.facts import Source
from adjudicator.records.orders import CourtOrder
from adjudicator.records.received import REGISTRATION_LISTS, Votes, kinds_telling


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates that questions turn on. `last_day` is the local instant at which the period for cures ends.

    `registration_closes`: the last day to register, the fifth Monday before the election (O.C.G.A. 21-2-224(a));
    `federal_runoff_closes` that for the federal contests of a runoff, where the law has a day of their own for them.
    `state_date`: a move to another state on or before it is early (O.C.G.A. 21-2-216(e)); `county_date`: one to another
    county (218(e)), that Monday itself, though registration may close a day later.
    """

    registration_closes: date
    state_date: date
    last_day: datetime
    county_date: date
    federal_runoff_closes: date | None = None

    def own_closing(self, contest: Contest) -> date | None:
        """The last day to register for a contest, where that is not the election's; None where it is."""
        return contest.registration_closes or (self.federal_runoff_closes if contest.is_federal else None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the files say about one envelope. `elector` is the chosen one, else the decisive candidate, else None.

    `files` maps a kind of `records.received.FILE_KINDS`, "envelope" or "case" to the source of its newest; `votes_known` says
    that files which tell of every other vote are there and reach election day; `readings` how times are read where the law
    is silent. `today` is the county's date, on which a determination would be made; None where it is not told. `applied_on`
    is the day on which a person said that the voter applied to register, `neighbours` the electors nearest to the new
    address of a voter who moved and reported it. `another_name` says that the elector taken for the voter has another name
    than the papers say now; `explained` is the code of what a person said explains that the elector differs from them.
    `listings` are the rows of the newest canceled and pending lists about the elector, the newest first; `is_on_roll` is
    False for an elector who stands on such a list alone.
    """

    election: Election
    papers: Envelope
    match: Match
    elector: Elector | None
    credits: tuple[Credit, ...]
    other_envelopes: tuple[str, ...]
    orders: tuple[CourtOrder, ...]
    files: Mapping[str, Source]
    calendar: Calendar
    votes_known: bool
    readings: Readings = READ_BY_DEFAULT
    applied_on: date | None = None
    neighbours: tuple[Elector, ...] = ()
    today: date | None = None
    another_name: bool = False
    explained: str = ""
    listings: tuple[Credit, ...] = ()
    is_on_roll: bool = True

    def source(self, kind: str) -> Source:
        """The source of the newest file of a kind; one without date or reference where none was received."""
        return self.files.get(kind, Source(kind))

    def source_telling(self, votes: Votes) -> Source:
        """The newest file that tells of votes; where none was received, the first kind of those that do."""
        kinds = kinds_telling(votes)
        found = (self.files[kind] for kind in kinds if kind in self.files)
        return max(found, key=lambda source: source.dated, default=Source(kinds[0]))

    def source_of(self, credit: Credit) -> Source:
        """The file that a credit stands in."""
        found = (source for source in self.files.values() if source.ref and source.ref == credit.file)
        votes = "election_day" if credit.value == "election_day" else "before"
        return next(found, None) or self.source_telling(votes)

    @property
    def elector_from(self) -> str:
        """The kind of file that has the elector: the roll, or the list of registrations on which alone they stand."""
        return "roll" if self.is_on_roll or not self.listings else self.listed_in(self.listings[0]).kind

    def listed_in(self, row: Credit) -> Source:
        """The canceled or pending list in which a row stands."""
        kinds = (self.files[kind] for kind in REGISTRATION_LISTS if kind in self.files)
        return next((source for source in kinds if source.ref == row.file), Source("roll"))

    @property
    def is_home_county(self) -> bool:
        """Whether the elector is on this county's roll."""
        return self.elector is not None and same_county(self.elector.county, self.election.county)


def same_county(one: str, other: str) -> bool:
    """Whether two spellings name one county ("GWINNETT", "Gwinnett County")."""
    return _county_key(one) == _county_key(other)


def _county_key(name: str) -> str:
    return name.casefold().removesuffix("county").strip()


def cast_moment(text: str) -> datetime | None:
    """The local time on the papers as a datetime; None where there is none or it cannot be read."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
