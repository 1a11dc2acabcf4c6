"""An election in one county: its contests, precincts, portions and ballot styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache

from adjudicator.words import _

STATEWIDE_LEVELS = frozenset({"federal_statewide", "statewide", "statewide_measure"})
FEDERAL_LEVELS = frozenset({"federal_statewide", "congressional"})

DISTRICT_CONTESTS = frozenset({"congressional", "state_senate", "state_house", "county_commission", "school_board"})
"""Levels of contests that are voted by district, so that an empty one is worth a look."""

CONTEST_LEVELS = frozenset(
    STATEWIDE_LEVELS
    | FEDERAL_LEVELS
    | DISTRICT_CONTESTS
    | {
        "judicial_circuit", "county_office", "county_commission_atlarge", "soil_and_water", "local_measure",
        "municipal", "city_council", "municipal_measure", "municipal_school_board",
    }
)  # fmt: skip
"""Levels that are known. Another one is local: a voter of another county never counts in it."""

MUNICIPALITY = "municipality"
"""The level of a portion's city or town."""

PARTY_NAMES: Mapping[str, str] = {
    "D": _("Democratic"), "DEM": _("Democratic"), "R": _("Republican"), "REP": _("Republican"), "L": _("Libertarian"),
    "LIB": _("Libertarian"), "N": _("Nonpartisan"), "NP": _("Nonpartisan"), "NON": _("Nonpartisan"),
}  # fmt: skip
"""Codes of parties as files write them, and their words, where a definition does not say."""

NO_DISTRICT = "none"
"""What a portion says of a level at which its electors have no district: outside every city, say."""

NO_BALLOT = "none"
"""In place of a style: who lives in the portion has no contest in this election, as outside the limits of a city that elects.

In place of a portion and its style: the voter's address is in none of them, outside the area of this election.
"""


@dataclass(frozen=True, slots=True)
class Contest:
    """One contest of the election.

    `district` is empty where the whole county votes; `party` is empty outside primaries; `office` is empty where
    the definition names none; `registration_closes` is the last day to register for it, where it has one of its own.
    `seats` is how many choices a voter may mark, 0 where the definition does not say.
    """

    id: str
    ordinal: int
    title: str
    level: str
    district: str = ""
    title_es: str = ""
    party: str = ""
    office: str = ""
    registration_closes: date | None = None
    measure: bool = False
    seats: int = 0

    @property
    def is_statewide(self) -> bool:
        """Whether every elector of the state has it on the ballot."""
        return self.level in STATEWIDE_LEVELS

    @property
    def is_federal(self) -> bool:
        """Whether it is for a federal office (52 U.S.C. 21082(c) asks this of an election)."""
        return self.level in FEDERAL_LEVELS

    @property
    def is_for_president(self) -> bool:
        """Whether it is the contest for President, by office or, where none is given, by level and title."""
        if self.office:
            return self.office == "president"
        named = self.title == "President" or self.title.startswith("President of")
        return self.level == "federal_statewide" and named


@dataclass(frozen=True, slots=True)
class Portion:
    """The part of a precinct that has one ballot style, in a primary one for each party.

    `districts` maps level to district: empty matches any, "none" an elector without one. `styles` maps a party to its
    style and is empty outside primaries; then, and where a primary's portion has only one, `style` is the style. A style
    may be NO_BALLOT.
    """

    id: str
    precinct: str
    style: str
    districts: Mapping[str, str]
    share: float = 1.0
    styles: Mapping[str, str] = field(default_factory=dict[str, str])

    def style_of(self, party: str) -> str:
        """The ballot style for the ballot of a party; empty where the portion does not say, or no party is named."""
        return self.styles.get(party, "") if self.styles else self.style

    @property
    def all_styles(self) -> tuple[str, ...]:
        """Its styles: one, or in a primary those of the parties in their order; none that is no ballot."""
        styles = tuple(dict.fromkeys(self.styles.values())) if self.styles else (self.style,)
        return tuple(style for style in styles if style != NO_BALLOT)


@dataclass(frozen=True, slots=True)
class Precinct:
    """A precinct with its polling place and portions, in the definition's order."""

    code: str
    name: str
    portions: tuple[Portion, ...]
    registered: int = 0
    polling_place: str = ""
    address: str = ""

    @property
    def place(self) -> str:
        """Its polling place as papers name it; its own name, else its code, where it has none."""
        return self.polling_place or self.name or self.code

    @property
    def styles(self) -> tuple[str, ...]:
        """The ballot styles of its portions, each once, in order."""
        return tuple(dict.fromkeys(style for portion in self.portions for style in portion.all_styles))

    def styles_of(self, party: str) -> tuple[str, ...]:
        """The ballot styles for the ballot of a party, each once, in order."""
        styles = (portion.style_of(party) for portion in self.portions)
        return tuple(dict.fromkeys(style for style in styles if style not in ("", NO_BALLOT)))


@dataclass(frozen=True, slots=True)
class Election:
    """One election in one county. `contests`, `precincts` and `styles` keep the definition's order.

    `styles` maps a ballot style to its contest ids in ballot order. `advance_sites` are places that serve every
    precinct; `shared_buildings` the codes of precincts that vote in one building. `parties` maps the codes of a primary's
    parties to their words; `runoff` says that a primary before this one had its votes, `runoff_of` the day of the election
    whose runoff this is. `registration_closes` is the last day to register, where the definition names one. `digest` is
    SHA-256 of the definition's bytes as received, hexadecimal.
    """

    name: str
    date: date
    state: str
    county: str
    fips: str
    time_zone: str
    contests: Mapping[str, Contest]
    precincts: Mapping[str, Precinct]
    styles: Mapping[str, tuple[str, ...]]
    polls_open: time = time(7, 0)
    polls_close: time = time(19, 0)
    advance_sites: tuple[str, ...] = ()
    primary: bool = False
    digest: str = ""
    closing_times: Mapping[str, time] = field(default_factory=dict[str, time])
    shared_buildings: tuple[tuple[str, ...], ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict[str, str])
    runoff: bool = False
    runoff_of: date | None = None
    registration_closes: date | None = None

    @property
    def has_federal_contest(self) -> bool:
        """Whether a federal candidate is on the ballot (O.C.G.A. 21-2-418(d))."""
        return any(contest.is_federal for contest in self.contests.values())

    @property
    def places(self) -> tuple[str, ...]:
        """Polling places and advance sites, each once, by name."""
        polls = {precinct.place for precinct in self.precincts.values()}
        return tuple(sorted(polls.union(self.advance_sites), key=str.casefold))

    @property
    def home_styles(self) -> tuple[str, ...]:
        """What a voter may be entitled to: the ballot styles, and NO_BALLOT where a portion has no contest."""
        portions = (portion for precinct in self.precincts.values() for portion in precinct.portions)
        outside = any(NO_BALLOT in (portion.style, *portion.styles.values()) for portion in portions)
        return (*self.styles, NO_BALLOT) if outside else tuple(self.styles)

    def closing_of(self, place: str) -> time:
        """When the polls close at a place, local time; the election's own hour where the place has none."""
        named = plain_place(place)
        own = (closes for other, closes in self.closing_times.items() if plain_place(other) == named)
        return next(own, self.polls_close)

    def portion(self, precinct: str, portion: str) -> Portion | None:
        """A portion by its precinct's code and its own id, None where there is none."""
        found = self.precincts.get(precinct)
        for each in found.portions if found else ():
            if each.id == portion:
                return each
        return None

    def shares_building(self, one: str, other: str) -> bool:
        """Whether two different precincts, by their codes, vote in one building."""
        return one != other and any({one, other} <= set(group) for group in self.shared_buildings)

    def party_words(self, code: str) -> str:
        """A party in words: "Republican"."""
        return self.parties.get(code) or PARTY_NAMES.get(code.upper(), code)

    def party_named(self, written: str) -> str:
        """The code of a party that a file writes as code or word, in any case; empty for none of this election."""
        wanted = written.strip()
        said = {wanted.casefold(), PARTY_NAMES.get(wanted.upper(), wanted).casefold()}
        return next((code for code in self.parties if said & self._spellings(code)), "")

    def _spellings(self, code: str) -> set[str]:
        words = (code, self.party_words(code), PARTY_NAMES.get(code.upper(), code))
        return {each.casefold() for each in words}

    def is_advance_site(self, place: str) -> bool:
        """Whether a place serves every precinct, however a list writes its name."""
        named = plain_place(place)
        return bool(named) and any(plain_place(site) == named for site in self.advance_sites)


@lru_cache(4096)
def plain_place(name: str) -> str:
    """The name of a place as it is compared: lists differ in capitals and spaces."""
    return " ".join(name.casefold().split())
