"""Reads a list of electors whose registration was canceled or is pending: one row an elector, columns in any order.

Columns of both: `registration_number`, `last_name` and `first_name` (required), `middle_name`, `suffix`, `birth_year` or
`birth_date` (of which the year is kept), `house_number`, `pre_direction`, `street`, `street_type`, `post_direction`, `unit`,
`city`, `zip`, `precinct`; `county`, whose other counties are passed over; `status`, which may only be that of the list;
and `list_date`, the day of which the list is. The state's names for them are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adjudicator.intake.absentee import county_key
from adjudicator.intake.as_saved import spelt_as, with_zeros
from adjudicator.intake.credits import CreditFile, RowReading, read_credits
from adjudicator.intake.problem_list import shortened
from adjudicator.intake.reading import Reader, Reading, of_lines
from adjudicator.intake.tables import FileRow, Layout
from adjudicator.intake.words import REGISTRATION_DIGITS, state_day_of
from adjudicator.records.election import Election
from adjudicator.records.elector import Elector
from adjudicator.records.received import Registration
from adjudicator.records.registrations import line_of_elector
from adjudicator.records.trouble import Problem
from adjudicator.words import _

STREET = ("pre_direction", "street", "street_type", "post_direction")
ELECTOR_COLUMNS = (
    "registration_number", "last_name", "first_name", "middle_name", "suffix", "birth_year", "birth_date", "house_number",
    *STREET, "unit", "city", "zip", "precinct", "county", "status", "list_date",
)  # fmt: skip
OTHER_NAMES: Mapping[str, str] = {
    "voterregistrationnumber": "registration_number", "voterregistration": "registration_number", "lastname": "last_name",
    "firstname": "first_name", "middlename": "middle_name", "birthyear": "birth_year", "dateofbirth": "birth_date",
    "residencestreetnumber": "house_number", "residencepredirection": "pre_direction", "residencestreetname": "street",
    "residencestreettype": "street_type", "residencepostdirection": "post_direction", "residenceaptunitnumber": "unit",
    "residencecity": "city", "residencezipcode": "zip", "zipcode": "zip", "countyprecinct": "precinct",
}  # fmt: skip
"""What the state's list calls a column, as `as_saved.plain` writes it -> its name here."""

OLDEST, YEAR_DIGITS = 1850, 4


@dataclass(frozen=True, slots=True)
class RegistrationColumns:
    """One kind of list: what it says of everybody, its two columns of its own, and what those are also called."""

    says: Registration
    on: str
    reason: str
    others: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def layout(self) -> Layout:
        """Its columns, and those that it must have."""
        columns = (*ELECTOR_COLUMNS, self.on, self.reason)
        return Layout(
            columns=columns,
            required=("registration_number", "last_name", "first_name", self.on, self.reason),
            spelt=spelt_as(columns, {**OTHER_NAMES, **self.others}),
            zeros={"registration_number": REGISTRATION_DIGITS, "precinct": 0},
        )


def reader_of(own: RegistrationColumns) -> Reader:
    """The reader of a kind of list."""
    layout = own.layout

    def read(it: Reading) -> CreditFile:
        return read_credits(it.path, it.path.name, _RegistrationRows(own, it.election, layout), "", it.manner)

    return of_lines(layout, read)


@dataclass(frozen=True, slots=True)
class _RegistrationRows:
    own: RegistrationColumns
    election: Election
    layout: Layout

    def concerns(self, row: FileRow) -> bool:
        county = row.code("county")
        return not county or county_key(county) == county_key(self.election.county)

    def read(self, row: FileRow, file: str) -> RowReading:
        listed, on = state_day_of(row.code("list_date")), state_day_of(row.code(self.own.on))
        newest = max((day for day in (listed, on) if day), default=None)
        dated = newest.isoformat() if newest else ""
        problems = tuple(_problems(row, self.own))
        if problems:
            return RowReading(None, dated, problems)
        reason, day = row.code(self.own.reason), on.isoformat() if on else ""
        return RowReading(line_of_elector(_elector(row, self.election), self.own.says, day, reason, file), dated)


def _elector(row: FileRow, election: Election) -> Elector:
    year = row.code("birth_year")
    born = state_day_of(row.code("birth_date"))
    return Elector(
        row.code("registration_number"),
        county_key(election.county),
        "",
        row.code("last_name"),
        row.code("first_name"),
        row.code("middle_name"),
        row.code("suffix"),
        int(year) if year else born.year if born else None,
        row.code("house_number"),
        " ".join(filter(None, map(row.code, STREET))),
        row.code("unit"),
        row.code("city"),
        row.code("zip"),
        with_zeros(row.code("precinct"), election.precincts),
    )


def _problems(row: FileRow, own: RegistrationColumns) -> Iterator[Problem]:
    number, year, status = row.code("registration_number"), row.code("birth_year"), row.code("status")
    if not number:
        remedy = _("Write the number, or take the row out.")
        yield Problem("", _("the row has no registration number"), remedy, column="registration_number")
    elif not (number.isascii() and number.isdigit()):
        what = _("the registration number is not made of digits")
        yield Problem("", what, _("Correct it."), 0, "registration_number", shortened(number))
    if not row.code("last_name"):
        yield Problem("", _("the elector has no last name"), _("Fill it in, or take the row out."), column="last_name")
    if year and not (year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS and int(year) >= OLDEST):
        yield Problem("", _("this is not a year of birth"), _("Write four digits."), 0, "birth_year", shortened(year))
    for column in ("birth_date", own.on, "list_date"):
        if row.code(column) and state_day_of(row.code(column)) is None:
            remedy = _("Write it as in 10/27/2020 or 2020-10-27.")
            yield Problem("", _("this is not a date"), remedy, 0, column, shortened(row.code(column)))
    if status and status.casefold().replace("ll", "l") != own.says.replace("ll", "l"):
        what = _("the status is another one than that of everybody on this list")
        remedy = _("Take the row out, or check that this is the right kind of list.")
        yield Problem("", what, remedy, 0, "status", shortened(status))
