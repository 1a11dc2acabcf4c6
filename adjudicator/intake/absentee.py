"""Reads the state's absentee and advance file, by column name, only the rows of one county.

The columns are those of the file of 2020 (39) and of 2026 (38); others are passed over. How a row becomes a credit:

| ballot status | ballot style | credit |
|---|---|---|
| A | in person | `advance_vote` |
| A | mailed or electronic | `absentee_accepted` |
| A | empty | `credit_in_question` |
| R | any | `absentee_rejected`, with the status reason |
| S or C | any | none: spoiled or cancelled |
| empty, returned | any | `credit_in_question`: returned, no word yet |
| empty, issued, not returned | any | `absentee_outstanding` |
| empty, not issued | any | none: the application was rejected or is still open |

In a primary the column for the party says whose ballot it was, and the words of the credit end with it.

A row marked challenged or provisional whose ballot is accepted, or has come back without a status, is
`credit_in_question`: it may be the very envelope that is being decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from adjudicator.intake.credits import CreditFile, RowReading, read_credits
from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.problem_list import shortened
from adjudicator.intake.reading import of_lines
from adjudicator.intake.sources import Source
from adjudicator.intake.tables import FileRow, Layout
from adjudicator.intake.words import REGISTRATION_DIGITS, state_day_of
from adjudicator.records.election import PARTY_NAMES
from adjudicator.records.elector import Credit, with_party
from adjudicator.records.trouble import Problem
from adjudicator.records.vote_rows import VoteRow, row_of
from adjudicator.words import _, beside, dates

COUNTY, NUMBER, LAST, FIRST = "county", "voter registration number", "last name", "first name"
BALLOT, REASON, STYLE = "ballot status", "status reason", "ballot style"
APPLICATION, PROVISIONAL = "application status", "challenged/provisional"
PARTY = "party"
MIDDLE, SUFFIX, PRECINCT, COMBO = "middle name", "suffix", "county precinct", "combo number"
LIVES = ("street number", "street name", "apt/unit", "city", "zip code")
APPLIED, ISSUED, RETURNED = "application date", "ballot issued date", "ballot return date"

WAYS: Mapping[str, str] = {
    "IN PERSON": "in person",
    "EARLY IN-PERSON": "in person",
    "MAILED": "mailed",
    "ABSENTEE BY MAIL": "mailed",
    "ELECTRONIC": "electronic",
    "ELECTRONIC BALLOT DELIVERY": "electronic",
    "": "",
}
"""Ballot style as the file has it, in 2020 and in 2026 -> how the ballot went out."""

PROVISIONAL_YES = "YES"
BALLOT_STATUSES = ("A", "R", "S", "C", "")
APPLICATION_STATUSES = ("A", "R", "")
DAYS = (APPLIED, ISSUED, RETURNED)


SHOWN: Mapping[str, str] = {
    "precinct": PRECINCT, "combo": COMBO, "how": STYLE, "status": BALLOT, "reason": REASON,
    "applied": APPLIED, "issued": ISSUED, "returned": RETURNED,
}  # fmt: skip
"""What of a row is kept as it is, by its code."""


def spelt(header: str) -> str:
    """Return a column's name in small letters, single spaces, with "#" read as "number"."""
    return " ".join(header.replace("#", " number ").casefold().split())


PASSED_OVER = (
    "middle name", "suffix", "street number", "street name", "apt/unit", "city", "state", "zip code",
    "mailing street number", "mailing street name", "mailing apt/unit", "mailing city", "mailing state",
    "mailing zip code", "ballot assisted", "id required", "municipal precinct", "county precinct", "cng", "sen", "house",
    "jud", "combo number", "vote center id", "ballot id", "post number",
)  # fmt: skip
"""What the state's file has besides: none of it stands for a column that is missing."""

LAYOUT = Layout(
    columns=(
        COUNTY,
        NUMBER,
        LAST,
        FIRST,
        APPLICATION,
        BALLOT,
        REASON,
        *DAYS,
        STYLE,
        PROVISIONAL,
        PARTY,
        MIDDLE,
        SUFFIX,
        PRECINCT,
        COMBO,
        *LIVES,
    ),
    required=(COUNTY, NUMBER, LAST, FIRST, BALLOT, REASON, ISSUED, RETURNED, STYLE),
    spelt=spelt,
    closed=False,
    zeros={NUMBER: REGISTRATION_DIGITS},
    others=frozenset(PASSED_OVER),
)


def read_absentee(source: Source, name: str, county: str, *, dated: str = "", manner: Manner = AS_IT_IS) -> CreditFile:
    """Read the state's absentee file for one county (its name with or without "County"); `name` is for messages.

    `dated` is when the state made the file (ISO 8601); where it is empty, the newest day of an application, issue or
    return in the county's rows stands for it. Raises `WorldError` where the file cannot be read.
    """
    return read_credits(source, name, _AbsenteeRows(county_key(county)), dated, manner)


READER = of_lines(LAYOUT, lambda it: read_absentee(it.path, it.path.name, it.election.county, manner=it.manner))


def county_key(county: str) -> str:
    """Return a county's name in capitals, without the word "County"."""
    return " ".join(county.upper().removesuffix(" COUNTY").split())


@dataclass(frozen=True, slots=True)
class _AbsenteeRows:
    county: str
    layout: Layout = LAYOUT

    def concerns(self, row: FileRow) -> bool:
        return county_key(row.text(COUNTY)) == self.county

    def read(self, row: FileRow, file: str) -> RowReading:
        days = {column: state_day_of(row.code(column)) for column in DAYS}
        newest = max((day for day in days.values() if day), default=None)
        dated = newest.isoformat() if newest else ""
        problems = tuple(_problems(row, days))
        found = None if problems else _credit(row, days)
        if found is None:
            return RowReading(None, dated, problems)
        value, on, words = found
        party = row.code(PARTY)
        detail = with_party(words, PARTY_NAMES.get(party.upper(), party))
        day = on.isoformat() if on else ""
        names = (row.text(LAST), row.text(FIRST))
        return RowReading(Credit(row.code(NUMBER), value, day, detail, file, *names, row=_row(row)), dated)


def _row(row: FileRow) -> VoteRow:
    """Who it is and what became of the ballot, as the file has it."""
    street, city = " ".join(map(row.code, LIVES[:3])), " ".join(map(row.code, LIVES[3:]))
    return row_of((
        ("name", " ".join(map(row.code, (FIRST, MIDDLE, LAST, SUFFIX)))),
        ("address", ", ".join(part for part in (street.strip(), city.strip()) if part)),
        *((code, row.code(column)) for code, column in SHOWN.items()),
        ("challenged", PROVISIONAL_YES if row.code(PROVISIONAL).upper() == PROVISIONAL_YES else ""),
    ))  # fmt: skip


def _problems(row: FileRow, days: Mapping[str, date | None]) -> Iterator[Problem]:
    if not row.code(NUMBER):
        yield Problem(
            "", _("the row has no registration number"), _("Ask the state for the file again."), column=NUMBER
        )
    for column, allowed in ((BALLOT, BALLOT_STATUSES), (STYLE, tuple(WAYS)), (APPLICATION, APPLICATION_STATUSES)):
        value = row.code(column).upper()
        if value not in allowed:
            remedy = _(
                "Known are {codes} or nothing; ask the state what it means.",
                codes=beside(*allowed, by=", "),
            )
            yield Problem("", _("the value is not one of those known"), remedy, 0, column, shortened(row.code(column)))
    for column, day in days.items():
        if day is None and row.code(column):
            remedy = _("Write it as in 10/27/2020 or 2020-10-27.")
            yield Problem("", _("this is not a date"), remedy, 0, column, shortened(row.code(column)))


Found = tuple[str, date | None, str]
"""A value of the fact `voted_already`, the day it speaks of, and the words to show."""


def _credit(row: FileRow, days: Mapping[str, date | None]) -> Found | None:
    status, way = row.code(BALLOT).upper(), WAYS[row.code(STYLE).upper()]
    issued, returned = days[ISSUED], days[RETURNED]
    if status in ("S", "C"):
        return None
    if status == "R":
        because = f": {reason}" if (reason := row.code(REASON)) else ""
        return "absentee_rejected", returned or issued, _words("rejected", returned or issued, way) + because
    if row.code(PROVISIONAL).upper() == PROVISIONAL_YES and (status or returned):
        words = _words("marked challenged or provisional", returned or issued, way)
        return "credit_in_question", returned or issued, words
    if status == "A":
        return _accepted(way, returned or issued)
    return _without_status(way, issued, returned)


def _accepted(way: str, day: date | None) -> Found:
    if way == "in person":
        return "advance_vote", day, _words("voted in advance", day, "")
    if not way:
        return "credit_in_question", day, _words("accepted", day, "how it was cast is not given")
    return "absentee_accepted", day, _words("accepted", day, way)


def _without_status(way: str, issued: date | None, returned: date | None) -> Found | None:
    if returned:
        return "credit_in_question", returned, _words("returned", returned, way) + ", no status yet"
    if issued:
        return "absentee_outstanding", issued, _words("issued", issued, way) + ", not returned"
    return None


def _words(what: str, day: date | None, way: str) -> str:
    """Return the words for the record, which stay English: "accepted Oct 27, 2020, mailed"."""
    said = f"{what} {dates.dated(day)}" if day else what
    return f"{said}, {way}" if way else said
