"""The law of a case file, as the documents that it carries have it: what followed from it at any place of the record.

The same facts under the tables of the pack that a determination names give the same answer, years later.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from adjudicator.casework.acts.review.determining import difference
from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.state import CaseState, DayState, DeterminationState
from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import days_of
from adjudicator.law.engine.board_holds import RULING
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.ruled import ruled
from adjudicator.office.behind.law.calendar import calendar_of, day_of, stored_calendar, stored_deadlines
from adjudicator.port.states import States
from adjudicator.records.election import Election
from adjudicator.resources import holidays_of
from adjudicator.words import _


class UnreadDocumentError(ValueError):
    """The definition or a pack of a case cannot be read; `what` names which."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def election_in(definition: str) -> Election:
    """The election of a definition that a case carries; ValueError where it cannot be read."""
    election, problems = read_definition(definition.encode(), "the case's definition", kept=True)
    if election is None:
        raise ValueError(f"the case's own definition cannot be read: {problems[0]}")
    return election


def election_of(log: States) -> Election:
    """The election whose definition the case file carries."""
    return election_in(log.document(log.case().definition))


@dataclass(frozen=True, slots=True)
class LawOfFile:
    """The election of a case file, and the law of every pack that was ever in force in it, read beforehand.

    `documents` maps the digest of a pack to that of its document, `recommenders` that of a document to its law.
    """

    election: Election
    documents: Mapping[str, str]
    recommenders: Mapping[str, Recommender]

    @classmethod
    def of_log(cls, log: States) -> LawOfFile:
        """Read everything. Raises UnreadDocumentError for a document that cannot be read, and what a damaged state raises."""
        packs = log.case().packs
        with _reading("definition"):
            election = election_of(log)
        read: dict[str, Recommender] = {}
        for each in sorted(set(packs.values())):
            with _reading(f"pack {each[:16]}"):
                read[each] = Recommender.from_tables(log.document(each), election)
        return cls(election, packs, read)

    @classmethod
    def of_documents(cls, election: Election, texts: Mapping[str, str]) -> LawOfFile:
        """The law of packs at hand, their tables by the digest of the document; raises ValueError for what is no pack."""
        read = {digest: Recommender.from_tables(text, election) for digest, text in texts.items()}
        return cls(election, {recommender.pack.digest: digest for digest, recommender in read.items()}, read)

    def of(self, document: str) -> Recommender:
        """The law of a pack's document, by its digest. Raises LookupError for one that the file does not carry."""
        return self.recommenders[document]

    def days(self, document: str) -> tuple[Mapping[str, str], tuple[DayState, ...]]:
        """The days under a pack as this program works them out: deadlines and calendar, as in `CaseState`."""
        election, zone = self.election, ZoneInfo(self.election.time_zone)
        days = days_of(self.of(document).pack, election, holidays_of(election.state))
        return stored_deadlines(days, zone), stored_calendar(days, zone)

    def last_day(self, case: CaseState) -> date:
        """The day on which the period for cures ends, in the county."""
        return calendar_of(case, ZoneInfo(self.election.time_zone)).last_day.date()

    def day_of(self, case: CaseState, at: str) -> date:
        """The county's date at the instant of an entry, as far as a determination turns on it."""
        return day_of(case, at, ZoneInfo(self.election.time_zone))

    def replay(self, determination: DeterminationState) -> str | None:
        """What a determination's facts give otherwise under the pack that it names, in words; None where nothing."""
        if determination.recommended == "incomplete":
            return None  # what was not known then is no fact; deep verify derives the recommendation from the entries
        document = self.documents.get(determination.pack)
        if document is None:
            return _("the case file does not carry pack {pack}", pack=determination.pack)
        return _difference(determination, self.of(document))


@contextmanager
def _reading(what: str) -> Generator[None]:
    """Around the reading of a document, which may be any text at all."""
    try:
        yield
    except UNFIT as error:
        raise UnreadDocumentError(what) from error


def _difference(determination: DeterminationState, recommender: Recommender) -> str | None:
    d = determination
    again = recommender.recommend(d.facts, *d.ballot, findings=False)
    ruled_out = [d.ruled_out]
    if d.departs and d.facts.get(RULING) == "count":
        # a departure lists no contest that was ruled out: admission has the envelope's, here one or all may have been
        ruled_out += [again.counted[:1], again.counted]
    found = [difference(d, ruled(again, each)) for each in ruled_out]
    return found[0] or None if all(found) else None
