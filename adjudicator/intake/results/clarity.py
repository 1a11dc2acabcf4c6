"""Reads the detail XML that Clarity Elections gives out (`detail.xml` in `detailxml.zip`), a county's with its precincts.

What is read of `ElectionResult`: `ElectionName`, `ElectionDate`, `Region` (the county); of each `Contest` its `text` and
`voteFor`; and of each `Choice` the `VoteType` "Provisional Votes" with the votes of each `Precinct`. Left out are the other
types, which stand under a `Choice` as well as under a `Contest` ("Undervotes", "Overvotes"), and choices called write-ins.
`VoterTurnout` has ballots of all kinds together, so of it only the registered voters of each `Precinct` are read. A state's
file has counties in place of precincts, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.intake.branches import ASK_AGAIN, Branch
from adjudicator.intake.results.book import ResultsBook, count_of
from adjudicator.intake.results.names import is_write_in, loose
from adjudicator.intake.words import state_day_of
from adjudicator.words import _

ROOT = "ElectionResult"
PROVISIONAL = frozenset({"provisional", "provisional votes", "provisional ballots"})
_BY_PRECINCT = _("Take the county's own detail file, which has its precincts.")


def skips(name: str, said: Mapping[str, str]) -> bool:
    """Whether an element is not looked at."""
    return name == "VoteType" and loose(said.get("name", "")) not in PROVISIONAL


def read_clarity(root: Branch, book: ResultsBook) -> None:
    """Sum the provisional votes of a detail file in a book; what is wrong is collected with its line."""
    written = root.said.get("ElectionDate", "")
    day = state_day_of(written)
    if day is None:
        book.wrong(_("the file does not say of which day's election it is"), ASK_AGAIN, root.place, written)
    book.is_of(root.said.get("ElectionName", ""), [day] if day else [], root.place)
    book.is_of_county(root.said.get("Region", ""), root.place)
    for turnout in root.all("VoterTurnout"):
        for precinct in (each for listed in turnout.all("Precincts") for each in listed.all("Precinct")):
            name = precinct.said.get("name", "")
            code = book.precinct(name, name, place=precinct.place)
            book.give_registered(code, precinct.said.get("totalVoters", ""), precinct.place)
    provisional = False
    for contest in root.all("Contest"):
        provisional = _Contest(contest, book).read() or provisional
    if not (provisional or book.problems.has_errors):
        what = _("the file does not tell provisional votes from others")
        book.wrong(what, _("Ask for results by precinct and by kind of ballot."))


class _Contest:
    def __init__(self, contest: Branch, book: ResultsBook) -> None:
        self._book = book
        self._branch = contest
        self._title = contest.said.get("text", "")
        self._contest = book.contest((contest.place, self._title), self._title, place=contest.place)

    def read(self) -> bool:
        """Add the contest's votes; whether the file gives provisional ones."""
        if not self._title.strip():
            self._book.wrong(_("the contest has no title"), ASK_AGAIN, self._branch.place)
        self._book.give_seats(self._contest, self._branch.said.get("voteFor", ""), self._branch.place)
        found = False
        for choice in self._branch.all("Choice"):
            types = tuple(choice.all("VoteType"))
            found = found or bool(types)
            if len(types) > 1:
                self._book.wrong(_("the choice has provisional votes twice"), ASK_AGAIN, types[1].place)
            elif types and not is_write_in(choice.said.get("text", "")):
                self._add(types[0])
        return found

    def _add(self, votes: Branch) -> None:
        if any(votes.all("County")):
            self._book.wrong(_("the file gives votes by county, not by precinct"), _BY_PRECINCT, votes.place)
            return
        total, seen = 0, set[str]()
        for precinct in votes.all("Precinct"):
            name, written = precinct.said.get("name", ""), precinct.said.get("votes", "")
            number = count_of(written)
            if number is None:
                self._book.wrong(_("is not a whole number of 0 or more"), ASK_AGAIN, precinct.place, written)
                continue
            if not name.strip() or name in seen:
                what = _("a precinct has no name, or stands twice for one choice")
                self._book.wrong(what, ASK_AGAIN, precinct.place, name)
                continue
            seen.add(name)
            total += number
            code = self._book.precinct(name, name, place=precinct.place)
            self._book.add(self._contest, code, number, (self._title, name))
        whole = votes.said.get("votes", "")
        if whole and count_of(whole) != total:
            what = _("the precincts do not add up to the provisional votes of the choice")
            self._book.wrong(what, ASK_AGAIN, votes.place, whole)
