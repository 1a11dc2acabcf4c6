"""Reads an election results report by NIST SP 1500-100, version 2, in JSON and XML.

Of the `Election` of the day are read: of each `Contest` its `Name`, `ExternalIdentifier` and `VotesAllowed`, and of each of
its `ContestSelection` the `VoteCounts` of type `provisional`; and the `BallotCounts` of type `provisional` with their
`BallotsCast`; and of precincts `VotersRegistered`. `OtherCounts` (overvotes, undervotes, write-ins) have no type in version
2, so they are not used. Left out are selections with `IsWriteIn`, and rounds after the first.

A count is of a precinct where its `GpUnit` is of type `precinct` or `combined-precinct`, or of type `split-precinct` and
under one of these (`ComposingGpUnitIds`), which then has no count of its own. Counts of other units are sums or parts of the
same ballots, and are passed over. Where a unit has counts with and without a `DeviceClass`, those without are the sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from adjudicator.intake.branches import ASK_AGAIN, ID, KIND, Branch
from adjudicator.intake.results.book import RIGHT_FILE, ResultsBook, count_of
from adjudicator.intake.results.names import same_county
from adjudicator.intake.words import day_of
from adjudicator.words import _

ROOT = "ElectionReport"
NAMESPACE = "http://itl.nist.gov/ns/voting/1500-100/v2"
PRECINCTS = frozenset({"precinct", "combined-precinct"})
PARTS = "split-precinct"
PROVISIONAL = "provisional"
_DOUBLE = re.compile(r"\+?\d{1,12}(?:\.\d{0,12})?(?:[eE][+-]?\d)?", re.ASCII)
_TOO_MANY = 10**9
Days = list[tuple[Branch, tuple[date | None, date | None]]]
"""The elections of a report, each with its first and last day."""

VERSION_2 = _("Ask for the report by version 2 of the format.")


def is_report(root: Branch) -> bool:
    """Whether a JSON object calls itself a report."""
    return root.said.get(KIND, "").endswith(f".{ROOT}")


def read_nist(root: Branch, book: ResultsBook) -> None:
    """Sum the provisional votes of a report in a book; what is wrong is collected with its line, or its place in JSON."""
    if _says(root, "IsTest"):
        book.wrong(_("the report says that it is a test"), RIGHT_FILE, root.place)
    units = _Units(root, book)
    days = [(election, _days(election)) for election in root.all("Election")]
    wanted = book.election.date
    chosen = [election for election, (first, last) in days if first and last and first <= wanted <= last]
    if len(chosen) != 1:
        _refuse_days(root, days, book)
        return
    (election,) = chosen
    book.is_of(_name(election), [wanted], election.place)
    for contest in election.all("Contest"):
        _read_contest(contest, units, book)
    for count in _provisional(election.all("BallotCounts"), book):
        code = units.precinct(count.said.get("GpUnitId", ""))
        if code:
            ballots = _number(count, "BallotsCast", book)
            if ballots is not None:
                units.give(code, count, ballots)
    units.hand_over(book)


def _refuse_days(root: Branch, days: Days, book: ResultsBook) -> None:
    """Say that a report is of no election of the day, or of several."""
    election, span = days[0] if days else (root, (None, None))
    known = [day for day in span if day]
    if len(days) == 1 and known:
        book.is_of(_name(election), known, election.place)
    else:
        book.wrong(_("the report has no election of this day, or several"), RIGHT_FILE, root.place)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of geography: its kind, its names, and the precinct that it is, or that it is a part of."""

    kind: str
    names: tuple[str, ...]
    whole: str


class _Units:
    """The units of a report, and the ballots counted in precincts."""

    def __init__(self, root: Branch, book: ResultsBook) -> None:
        branches = {branch.said.get(ID, ""): branch for branch in root.all("GpUnit")}
        parents = {
            part: parent
            for parent, branch in branches.items()
            if branch.said.get("Type") in PRECINCTS
            for part in branch.said.get("ComposingGpUnitIds", "").split()
        }
        self._units: dict[str, _Unit] = {}
        self._codes: dict[str, str] = {}
        self._counts: dict[tuple[str, str], list[tuple[bool, int]]] = {}
        for key, branch in branches.items():
            kind = branch.said.get("Type", "")
            whole = key if kind in PRECINCTS else parents.get(key, "") if kind == PARTS else ""
            self._units[key] = _Unit(kind, tuple(_names(branch)), whole)
        for key, unit in self._units.items():
            if unit.whole == key and unit.names:
                self._codes[key] = book.precinct(key, *unit.names, place=branches[key].place)
                registered = branches[key].said.get("VotersRegistered", "")
                book.give_registered(self._codes[key], registered, branches[key].place)
        counties = [unit for unit in self._units.values() if unit.kind == "county" and unit.names]
        ours = [unit for unit in counties if any(same_county(name, book.election.county) for name in unit.names)]
        for unit in counties if not ours else ():
            book.is_of_county(unit.names[0], root.place)
        if len(counties) > 1 and ours:
            what = _("the report is of several counties")
            book.wrong(what, _("Ask for the report of {county} alone.", county=book.election.county), root.place)

    def whole(self, unit: str) -> str:
        """The unit of the precinct that a unit is, or is a part of; empty for other units."""
        found = self._units.get(unit)
        return found.whole if found else ""

    def precinct(self, unit: str) -> str:
        """The code of that precinct; empty for other units, and for a precinct that the definition does not have."""
        return self._codes.get(self.whole(unit), "")

    def name(self, unit: str) -> str:
        """What the report calls a unit."""
        found = self._units.get(unit)
        return next(iter(found.names), unit) if found else unit

    def give(self, code: str, count: Branch, ballots: int) -> None:
        """Take the ballots counted in a unit of a precinct."""
        unit = count.said.get("GpUnitId", "")
        self._counts.setdefault((code, unit), []).append(("DeviceClass" in count.said or _has_device(count), ballots))

    def hand_over(self, book: ResultsBook) -> None:
        """Give the ballots of each precinct: its own count, else those of its parts."""
        own = {code for code, unit in self._counts if self._units[unit].whole == unit}
        for (code, unit), counts in self._counts.items():
            if code not in own or self._units[unit].whole == unit:
                book.give_ballots_cast(code, _sum_of(counts))


def _read_contest(contest: Branch, units: _Units, book: ResultsBook) -> None:
    title = contest.said.get("Name", "") or _first(contest, "BallotTitle")
    identity = contest.said.get(ID, "")
    ids = tuple(each.said.get("Value", "") for each in contest.all("ExternalIdentifier"))
    code = book.contest((identity, title, contest.place), title, *ids, place=contest.place)
    book.give_seats(code, contest.said.get("VotesAllowed", ""), contest.place)
    for selection in contest.all("ContestSelection"):
        if _says(selection, "IsWriteIn"):
            continue
        counts: dict[str, list[tuple[bool, int]]] = {}
        for count in _provisional(selection.all("VoteCounts"), book):
            number = _number(count, "Count", book)
            if number is not None and units.whole(count.said.get("GpUnitId", "")):
                by_unit = counts.setdefault(count.said["GpUnitId"], [])
                by_unit.append(("DeviceClass" in count.said or _has_device(count), number))
                if len([each for each in by_unit if not each[0]]) > 1:
                    what = _("the count stands twice for one choice and place")
                    book.wrong(what, ASK_AGAIN, count.place)
        for unit, votes in _by_precinct(counts, units).items():
            book.add(code, units.precinct(unit), votes, (title, units.name(unit)))


def _by_precinct(counts: dict[str, list[tuple[bool, int]]], units: _Units) -> dict[str, int]:
    """Votes by unit of a precinct: its own count, else the sum of its parts'."""
    own = {unit for unit in counts if units.whole(unit) == unit}
    votes = Counter[str]()
    for unit, each in counts.items():
        whole = units.whole(unit)
        if unit in own or whole not in own:
            votes[whole] += _sum_of(each)
    return votes


def _sum_of(counts: list[tuple[bool, int]]) -> int:
    """The sum of counts by device, or the one that is of all devices."""
    of_all = [number for by_device, number in counts if not by_device]
    return of_all[0] if of_all else sum(number for __, number in counts)


def _has_device(count: Branch) -> bool:
    return any(count.all("DeviceClass"))


def _provisional(counts: Iterable[Branch], book: ResultsBook) -> Iterator[Branch]:
    for count in counts:
        if count.said.get("Type") != PROVISIONAL or count.said.get("Round", "1") != "1":
            continue
        if _says(count, "IsSuppressedForPrivacy"):
            what = _("the report hides a number so that nobody's vote is told")
            book.wrong(what, _("Ask the tabulation room for the report with every number."), count.place)
            continue
        yield count


def _number(count: Branch, key: str, book: ResultsBook) -> int | None:
    written = count.said.get(key, "")
    number = _whole(written)
    if number is None and (written or key == "Count"):
        book.wrong(_("is not a whole number of 0 or more"), ASK_AGAIN, count.place, written)
    return number


def _whole(written: str) -> int | None:
    """A whole number in any form that the schema's doubles have: "12", "12.0", "1.2E1"; None where it is not one."""
    plain = count_of(written)
    if plain is not None or not _DOUBLE.fullmatch(written):
        return plain
    value = Decimal(written)
    return int(value) if value == value.to_integral_value() and value < _TOO_MANY else None


def _says(branch: Branch, key: str) -> bool:
    """Whether a branch says yes, in either form that the schema's booleans have."""
    return branch.said.get(key) in {"true", "1"}


def _days(election: Branch) -> tuple[date | None, date | None]:
    return day_of(election.said.get("StartDate", "")[:10]), day_of(election.said.get("EndDate", "")[:10])


def _name(election: Branch) -> str:
    return _first(election, "Name")


def _first(branch: Branch, name: str) -> str:
    return next(_texts(branch, name), "")


def _names(unit: Branch) -> Iterator[str]:
    """What a unit is called: names, then the county's own codes for it."""
    yield from _texts(unit, "Name")
    yield from (value for each in unit.all("ExternalIdentifier") if (value := each.said.get("Value", "")))
    if unit.said.get("Number"):
        yield unit.said["Number"]


def _texts(branch: Branch, name: str) -> Iterator[str]:
    """The texts of a name in several languages, however the file has them."""
    if branch.said.get(name):
        yield branch.said[name]
    for internationalized in branch.all(name):
        plain = internationalized.said.get("Text", "")
        if plain:
            yield plain
        for text in internationalized.all("Text"):
            content = text.text.strip() or text.said.get("Content", "")
            if content:
                yield content
