"""What a file of results comes to while it is read: votes are summed by contest and precinct, and choices are forgotten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import date

from adjudicator.intake.problem_list import ProblemList, shortened
from adjudicator.intake.results.names import alike, contest_spellings, hardly_any, precinct_spellings, same_county
from adjudicator.records.election import Election
from adjudicator.records.results import Results, VoteCell
from adjudicator.records.trouble import Problem
from adjudicator.words import _, joined, plural, some_of
from adjudicator.words.dates import dated

MOST_SEATS = 100

RIGHT_FILE = _("Choose the results of this election and this county.")
_CORRECT = _("Correct the names in the file or in the definition.")
LISTED_AT_MOST = 60
"""Names in one message: more contests than a county has."""

Place = str | int
"""Where something stands in a file: the number of its row, or words for a place that is none."""

_COUNT = re.compile(r"(\d{1,9})(?:\.0*)?", re.ASCII)


def count_of(written: str) -> int | None:
    """Return a number of votes or ballots, or None where the text is not one."""
    found = _COUNT.fullmatch(written.strip())
    return int(found[1]) if found else None


class ResultsBook:
    """Sums by contest and precinct. Every problem is collected; `results` says what came of it."""

    def __init__(self, election: Election, problems: ProblemList) -> None:
        self.election = election
        self.problems = problems
        self._contests = contest_spellings(election)
        self._precincts = precinct_spellings(election)
        self._contest_of: dict[tuple[str, ...], str] = {}
        self._precinct_of: dict[str, str] = {}
        self._taken, self._taken_places = set[str](), set[str]()
        self._votes = Counter[VoteCell]()
        self._times_cast: dict[VoteCell, int] = {}
        self._ballots_cast: dict[str, int] = {}
        self._seats: dict[str, int] = {}
        self._registered: dict[str, int] = {}
        self._strange_contests = Counter[str]()
        self._strange_precincts = Counter[str]()

    # --- whose file it is

    def is_of(self, name: str, days: Collection[date], place: Place = "") -> None:
        """Refuse another election's file: `days` are the days that it may be of, `name` what it calls the election.

        Where the file names its day, another name of the election is a warning: offices call one election differently.
        """
        election, (first, *more) = self.election, sorted(days) or [date.min]
        last = more[-1] if more else first
        if days and not first <= election.date <= last:
            what = _(
                "the results are of another election: of {day}, not of {wanted}",
                day=dated(first),
                wanted=dated(election.date),
            )
            self.wrong(what, RIGHT_FILE, place)
        if name.strip() and not alike(name, election.name):
            what = _(
                "the file calls the election otherwise than the definition, which has “{name}”", name=election.name
            )
            self.wrong(what, RIGHT_FILE, place, name, warning=bool(days))

    def is_of_county(self, county: str, place: Place = "") -> None:
        """Refuse another county's file."""
        if county.strip() and not same_county(county, self.election.county):
            what = _("the results are of another county than {county}", county=self.election.county)
            self.wrong(what, RIGHT_FILE, place, county)

    # --- names

    def contest(self, entry: tuple[str, ...], title: str, *ids: str, place: Place = "") -> str:
        """Return the contest of a title, or else of an id; empty for one that the definition does not have.

        `entry` tells the file's contests apart: two of them that are one in the definition are an error.
        """
        if entry not in self._contest_of:
            by_id = next((each for each in ids if each in self.election.contests), "")
            by_title = self._contests.named(title)
            if by_id and by_title and by_id != by_title:
                self.wrong(_("id and title are of two contests of the definition"), _CORRECT, place, title)
            found = by_title or by_id
            if found and found in self._taken:
                self.wrong(_("two contests of the file are one in the definition"), _CORRECT, place, title or found)
            self._taken.add(found)
            self._contest_of[entry] = found
        return self._contest_of[entry]

    def precinct(self, entry: str, *names: str, place: Place = "") -> str:
        """Return the precinct's code by a name, the first that is known; empty for none. `entry` is as above."""
        if entry not in self._precinct_of:
            found = next((code for code in map(self._precincts.named, names) if code), "")
            if found and found in self._taken_places:
                self.wrong(_("two precincts of the file are one in the definition"), _CORRECT, place, names[0])
            self._taken_places.add(found)
            self._precinct_of[entry] = found
        return self._precinct_of[entry]

    # --- numbers

    def add(self, contest: str, precinct: str, votes: int, names: tuple[str, str]) -> None:
        """Add votes; `names` are contest and precinct as the file has them, which stand for what is not known."""
        if not contest:
            self._strange_contests[shortened(names[0])] += votes
        elif not precinct:
            self._strange_precincts[shortened(names[1])] += votes
        else:
            self._votes[VoteCell(contest, precinct)] += votes

    def give_seats(self, contest: str, written: str, place: Place = "") -> None:
        """Keep how many choices a voter may mark, where the file says so."""
        if not written.strip():
            return
        seats = count_of(written)
        if seats is None or not 0 < seats <= MOST_SEATS:
            what = _("this is not a number of choices that a voter may mark")
            self.wrong(what, _("Ask for the file again."), place, written)
        elif contest and self._seats.setdefault(contest, seats) != seats:
            what = _("the file says twice, and differently, how many choices a voter may mark")
            self.wrong(what, _("Ask for the file again."), place, written)

    def give_times_cast(self, contest: str, precinct: str, ballots: int) -> bool:
        """Keep the ballots that have a contest in a precinct; whether the file does not say otherwise elsewhere."""
        if not (contest and precinct):
            return True
        return self._times_cast.setdefault(VoteCell(contest, precinct), ballots) == ballots

    def give_ballots_cast(self, precinct: str, ballots: int) -> None:
        """Add to the ballots counted in a precinct."""
        self._ballots_cast[precinct] = self._ballots_cast.get(precinct, 0) + ballots

    def give_registered(self, precinct: str, written: str, place: Place) -> None:
        """Keep the registered voters of a precinct; none and 0 say nothing.

        What is no number is a warning: no vote hangs on it.
        """
        voters = count_of(written) if written.strip() else 0
        if voters is None:
            what = _("this is not a number of registered voters")
            self.wrong(what, _("Ask for the file again."), place, written, warning=True)
        elif voters and precinct:
            self._registered[precinct] = voters

    def wrong(self, what: str, remedy: str, place: Place = "", value: str = "", *, warning: bool = False) -> None:
        """Collect what is wrong with the file at a place in it."""
        where = _("row {row}", row=str(place)) if isinstance(place, int) else place
        self.problems.add(
            Problem(self.problems.file, what, remedy, place=where, value=shortened(value), warning=warning)
        )

    # --- what came of it

    def results(self) -> Results | None:
        """What was read, None where the file is refused: nothing by precinct, or hardly a name that the definition has."""
        found = Results(
            dict(self._votes),
            self._times_cast,
            self._ballots_cast,
            self._seats,
            dict(self._strange_contests),
            dict(self._strange_precincts),
            self._registered,
        )
        self._refuse_others(found)
        if self.problems.has_errors:
            return None
        self._list_what_differs(found)
        return found

    def _refuse_others(self, found: Results) -> None:
        contests, precincts = len(found.contests), len(found.precincts)
        strange = len(found.strange_contests)
        if hardly_any(contests, contests + strange, len(self.election.contests)):
            what = _(
                "the results are of another election: {matched} of {there} contests are in the definition",
                matched=contests,
                there=contests + strange,
            )
            self.wrong(what, RIGHT_FILE)
        strange = len(found.strange_precincts)
        if hardly_any(precincts, precincts + strange, len(self.election.precincts)):
            what = _(
                "the results are of another county: {matched} of {there} precincts are in the definition",
                matched=precincts,
                there=precincts + strange,
            )
            self.wrong(what, RIGHT_FILE)
        if not (found.votes or self.problems.has_errors):
            what = _("the file has no provisional votes by contest and precinct")
            self.wrong(what, _("Ask for results by precinct and by kind of ballot."))

    def _list_what_differs(self, found: Results) -> None:
        election, contests, precincts = self.election, found.contests, found.precincts
        titles = [each.title for each in election.contests.values() if each.id not in contests]
        places = [each.name for each in election.precincts.values() if each.code not in precincts]
        check = _("Check the names; the comparison lists them again.")
        listed = (
            (found.strange_contests, _CONTESTS_OF_THE_FILE),
            (found.strange_precincts, _PRECINCTS_OF_THE_FILE),
            (titles, _CONTESTS_OF_THE_DEFINITION),
            (places, _PRECINCTS_OF_THE_DEFINITION),
        )
        for names, words in listed:
            if names:
                self.wrong(words(len(names), names=_named(names)), check, warning=True)


def _named(names: Collection[str]) -> str:
    return joined(names) if len(names) <= LISTED_AT_MOST else some_of(names, LISTED_AT_MOST)


_CONTESTS_OF_THE_FILE = plural(
    "the definition lacks {count} contest of the file: {names}",
    "the definition lacks {count} contests of the file: {names}",
)
_PRECINCTS_OF_THE_FILE = plural(
    "the definition lacks {count} precinct of the file: {names}",
    "the definition lacks {count} precincts of the file: {names}",
)
_CONTESTS_OF_THE_DEFINITION = plural(
    "the file lacks {count} contest of the definition: {names}",
    "the file lacks {count} contests of the definition: {names}",
)
_PRECINCTS_OF_THE_DEFINITION = plural(
    "the file lacks {count} precinct of the definition: {names}",
    "the file lacks {count} precincts of the definition: {names}",
)
