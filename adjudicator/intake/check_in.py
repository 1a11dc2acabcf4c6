"""Reads the check-in list of election day: CSV, UTF-8, a header row, one row a check-in, columns in any order.

Columns: `registration_number` (required), `last_name`, `first_name`, `middle_name`, `suffix`, `birth_year`, `address`,
`precinct`, `checked_in_at` (local time, ISO 8601), `status` (required), and in a primary `party`, whose ballot it was. How a
row becomes a credit:

| status | credit |
|---|---|
| `checked_in`, `voted` | `election_day` |
| empty, with a time | `election_day`: the list says when the elector was checked in |
| empty, without a time | none: the list names the elector and no check-in |
| `cancelled` | none: taken back, as when a provisional ballot was given instead |
| `provisional` | none: the envelope itself |

Any other status is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from adjudicator.intake.as_saved import code_as_saved, moment_as_saved, spelt_as, with_zeros
from adjudicator.intake.credits import CreditFile, RowReading, read_credits
from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.problem_list import shortened
from adjudicator.intake.reading import of_lines
from adjudicator.intake.sources import Source
from adjudicator.intake.tables import FileRow, Layout
from adjudicator.intake.words import REGISTRATION_DIGITS, moment_of
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit, with_party
from adjudicator.records.trouble import Problem
from adjudicator.records.vote_rows import VoteRow, row_of
from adjudicator.words import _, any_of
from adjudicator.words.dates import dated, hour

COLUMNS = (
    "registration_number", "last_name", "first_name", "precinct", "checked_in_at", "status", "party", "middle_name", "suffix",
    "birth_year", "address",
)  # fmt: skip
OTHER_NAMES: Mapping[str, str] = {
    "voterregistrationnumber": "registration_number", "lastname": "last_name", "firstname": "first_name",
}  # fmt: skip
"""What a column is also called, as `as_saved.plain` writes it -> its name in the list."""

LAYOUT = Layout(
    columns=COLUMNS,
    required=("registration_number", "status"),
    spelt=spelt_as(COLUMNS, OTHER_NAMES),
    zeros={"registration_number": REGISTRATION_DIGITS, "precinct": 0},
)

VOTED = ("checked_in", "voted")
NOT_VOTED = ("cancelled", "provisional")


def read_check_in(
    source: Source, name: str, election: Election, *, dated: str = "", manner: Manner = AS_IT_IS
) -> CreditFile:
    """Read the check-in list of election day; `name` is the file's name, for messages.

    `dated` is when the list was made (ISO 8601); where it is empty, the newest check-in stands for it. Raises
    `WorldError` where the file cannot be read. Source: files-and-commands, "Absentee and advance file".
    """
    return read_credits(source, name, _CheckInRows(election), dated, manner)


READER = of_lines(LAYOUT, lambda it: read_check_in(it.path, it.path.name, it.election, manner=it.manner))


@dataclass(frozen=True, slots=True)
class _CheckInRows:
    election: Election
    layout: Layout = LAYOUT

    def concerns(self, row: FileRow) -> bool:  # noqa: ARG002 - the list is the county's own
        return True

    def read(self, row: FileRow, file: str) -> RowReading:
        at = moment_as_saved(row.code("checked_in_at"))
        moment = moment_of(at)
        problems = tuple(_problems(row, moment, self.election))
        dated = at if moment else ""
        status = code_as_saved(row.code("status"), VOTED + NOT_VOTED)
        if problems or not (status in VOTED or (not status and moment)):
            return RowReading(None, dated, problems)
        names = (row.text("last_name"), row.text("first_name"))
        party = self.election.party_named(row.code("party"))
        precinct = with_zeros(row.code("precinct"), self.election.precincts)
        detail = with_party(_words(precinct, moment), self.election.party_words(party))
        credit = Credit(row.code("registration_number"), "election_day", dated, detail, file, *names, row=_row(row))
        return RowReading(credit, dated)


def _row(row: FileRow) -> VoteRow:
    """Who was checked in, where and when, as the list has it."""
    return row_of((
        ("name", " ".join(map(row.code, ("first_name", "middle_name", "last_name", "suffix")))),
        ("born", row.code("birth_year")),
        *((name, row.code(name)) for name in ("address", "precinct", "status")),
        ("checked_in", row.code("checked_in_at")),
    ))  # fmt: skip


def _problems(row: FileRow, moment: datetime | None, election: Election) -> Iterator[Problem]:
    status = code_as_saved(row.code("status"), VOTED + NOT_VOTED)
    precinct, written = with_zeros(row.code("precinct"), election.precincts), row.code("checked_in_at")
    party = row.code("party")
    if not row.code("registration_number"):
        remedy = _("Write the number, or take the row out.")
        yield Problem("", _("the row has no registration number"), remedy, column="registration_number")
    if status and status not in VOTED + NOT_VOTED:
        remedy = _("Write {codes}, or nothing.", codes=any_of(VOTED + NOT_VOTED))
        yield Problem("", _("the value is not one of those allowed"), remedy, 0, "status", shortened(status))
    if precinct and precinct not in election.precincts:
        remedy = _("Write one of the {count} precinct codes of the election.", count=len(election.precincts))
        yield Problem("", _("the precinct is not one of the election's"), remedy, 0, "precinct", shortened(precinct))
    if party and election.primary and not election.party_named(party):
        remedy = _("Write {codes}, or nothing.", codes=any_of(election.parties))
        yield Problem("", _("the party is not one of the primary's"), remedy, 0, "party", shortened(party))
    if written and moment is None:
        remedy = _("Write it as in 11/3/2020 9:41 AM or 2020-11-03T09:41, or nothing.")
        yield Problem("", _("this is not a day and a time"), remedy, 0, "checked_in_at", shortened(written))
    if moment and moment.date() != election.date:
        what = _("the check-in is not of election day, {day}", day=dated(election.date))
        yield Problem("", what, _("Check that this is the list of this election."), column="checked_in_at")


def _words(precinct: str, moment: datetime | None) -> str:
    """Return the words for the record, which stay English: "precinct 013, Nov 3, 2020, 9:41 a.m."."""
    parts = (
        f"precinct {precinct}" if precinct else "",
        f"{dated(moment.date())}, {hour(moment)}" if moment else "",
    )
    return ", ".join(part for part in parts if part) or "checked in"
