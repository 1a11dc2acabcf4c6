"""Reads results as a CSV table, also gzipped: one row for each choice in each contest and precinct.

| column | holds |
|---|---|
| `precinct` | the precinct's name or code; needed |
| `contest_id`, `contest` | the definition's id, or the title; one of the two is needed |
| `candidate_ordinal` | the choice's number; needed, so that a row that stands twice is seen. It is forgotten |
| `provisional` | provisional votes for the choice; needed |
| `election_day`, `advance_voting`, `absentee_by_mail`, `total` | where all are there, they add up with `provisional` |
| `provisional_cast` | optional: provisional ballots counted that have the contest, the same in each of its rows |
| `votes_allowed` | optional: how many choices a voter may mark |
| `election`, `date`, `county` | optional: whose results they are; a row of another election or county refuses the file |

Left out of the sums are rows whose `candidate_ordinal` is a word: `write-in`, `overvotes`, `undervotes`, `blank`. Columns
that are not named here are passed over. The layout is that of Gwinnett County's results of 2020.
"""

from __future__ import annotations

import io

from adjudicator.intake.problem_list import ProblemList, shortened
from adjudicator.intake.results.book import ResultsBook, count_of
from adjudicator.intake.sources import Lines
from adjudicator.intake.tables import FileRow, Layout, read_table, row_problems
from adjudicator.intake.words import day_of
from adjudicator.records.trouble import Problem
from adjudicator.words import _

OTHER_MODES = ("election_day", "advance_voting", "absentee_by_mail")
LEFT_OUT = frozenset({"write-in", "write-ins", "overvotes", "undervotes", "blank"})
"""What may stand for a choice's number in rows that are no choice on the ballot."""

LAYOUT = Layout(
    columns=(
        "precinct", "contest_id", "contest", "candidate_ordinal", "provisional", *OTHER_MODES, "total",
        "provisional_cast", "votes_allowed", "election", "date", "county",
    ),
    required=("precinct", "candidate_ordinal", "provisional"),
    closed=False,
)  # fmt: skip

WHOLE_NUMBER = _("Write a whole number of 0 or more.")


def read_csv(data: bytes, book: ResultsBook) -> None:
    """Sum the rows of a table in a book; what is wrong is collected with its row, column and value."""
    rows = _Rows(book)
    for row in read_table(Lines(io.BytesIO(data)), LAYOUT, book.problems):
        rows.read(row)
    rows.warn_of_no_day()


class _Rows:
    def __init__(self, book: ResultsBook) -> None:
        self._book = book
        self._problems: ProblemList = book.problems
        self._seen: set[tuple[str, str, str]] = set()
        self._of: set[tuple[str, str, str]] = set()

    def read(self, row: FileRow) -> None:
        for problem in row_problems(row, self._problems.file):
            self._problems.add(problem)
        if len(row.cells) != row.width:
            return
        self._check_whose(row)
        precinct, choice = row.code("precinct"), row.code("candidate_ordinal").casefold()
        identity, title = row.code("contest_id"), row.code("contest")
        if not self._is_whole(row, precinct, identity or title, choice):
            return
        contest = self._book.contest((identity, title), title, identity, place=row.number)
        code = self._book.precinct(precinct, precinct, place=row.number)
        self._book.give_seats(contest, row.code("votes_allowed"), row.number)
        self._give_times_cast(row, contest, code)
        votes = self._number(row, "provisional")
        if votes is not None and choice not in LEFT_OUT:
            self._check_total(row, votes)
            self._book.add(contest, code, votes, (title or identity, precinct))

    def warn_of_no_day(self) -> None:
        """Say that nothing in the table tells it from one of another year."""
        if self._of and not any(day for __, day, __ in self._of):
            what = _("the table does not say of which day's election it is")
            remedy = _("Check that it is this election's, or add a column “date” with the day, as in 2020-11-03.")
            self._book.wrong(what, remedy, warning=True)

    def _check_whose(self, row: FileRow) -> None:
        whose = (row.code("election"), row.code("date"), row.code("county"))
        if whose in self._of:
            return
        self._of.add(whose)
        name, written, county = whose
        day = day_of(written)
        if written and day is None:
            self._wrong(row, "date", _("is not a date"), _('Write it as in "2020-11-03".'), written)
        self._book.is_of(name, [day] if day else [], row.number)
        self._book.is_of_county(county, row.number)

    def _is_whole(self, row: FileRow, precinct: str, contest: str, choice: str) -> bool:
        if not precinct:
            self._wrong(row, "precinct", _("the row names no precinct"), _("Write its name, or take the row out."))
        if not contest:
            what = _("the row names no contest")
            self._wrong(row, "contest_id", what, _("Write its id or title, or take the row out."))
        if not (choice.isascii() and choice.isdigit()) and choice not in LEFT_OUT:
            what = _("this is not the number of a choice")
            remedy = _("Write its number on the ballot, or write-in, overvotes, undervotes or blank.")
            self._wrong(row, "candidate_ordinal", what, remedy)
            return False
        seen = (precinct, contest, choice.lstrip("0") or choice)
        if precinct and contest and seen in self._seen:
            what = _("the choice stands twice for this contest and precinct")
            self._wrong(row, "candidate_ordinal", what, _("Take one of the two rows out."))
            return False
        self._seen.add(seen)
        return bool(precinct and contest)

    def _give_times_cast(self, row: FileRow, contest: str, precinct: str) -> None:
        if not row.code("provisional_cast"):
            return
        ballots = self._number(row, "provisional_cast")
        if ballots is not None and not self._book.give_times_cast(contest, precinct, ballots):
            what = _("another row has another number of ballots for this contest and precinct")
            self._wrong(row, "provisional_cast", what, _("Ask for the file again."), str(ballots))

    def _check_total(self, row: FileRow, votes: int) -> None:
        if not all(row.code(column) for column in (*OTHER_MODES, "total")):
            return
        others = [self._number(row, column) for column in OTHER_MODES]
        total = self._number(row, "total")
        known = [number for number in others if number is not None]
        if total is not None and len(known) == len(others) and sum(known) + votes != total:
            what = _("the kinds of ballots do not add up to the total")
            self._wrong(row, "total", what, _("Ask for the file again: its columns may have moved."), str(total))

    def _number(self, row: FileRow, column: str) -> int | None:
        number = count_of(row.code(column))
        if number is None:
            self._wrong(row, column, _("is not a whole number of 0 or more"), WHOLE_NUMBER, row.code(column))
        return number

    def _wrong(self, row: FileRow, column: str, what: str, remedy: str, value: str = "") -> None:
        self._problems.add(Problem(self._problems.file, what, remedy, row.number, column, shortened(value)))
