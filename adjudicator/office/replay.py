"""Replaying a determination: the same facts under the tables of the pack it names give the same answer, years later.

And the law of a case file as its own documents have it, for whatever asks what followed at some place of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from adjudicator.casework.determining import difference
from adjudicator.casework.state import CaseState, DeterminationState
from adjudicator.intake.definition import read_definition
from adjudicator.law.recommend import Recommender
from adjudicator.log.case_log import CaseLog
from adjudicator.office.calendar import calendar_of
from adjudicator.records.election import Election

Replay = Callable[[DeterminationState], str | None]
"""Gives what differs, in words, or None where the replay agrees."""


def replayer(log: CaseLog) -> Replay:
    """A replay of determinations with the documents that the case file itself carries."""
    election, case = election_of(log), log.case()
    recommenders = {
        pack: Recommender.from_tables(log.document(document), election) for pack, document in case.packs.items()
    }

    def replay(determination: DeterminationState) -> str | None:
        recommender = recommenders.get(determination.pack)
        if recommender is None:
            return f"the case file does not carry pack {determination.pack}"
        return _difference(determination, recommender)

    return replay


def election_of(log: CaseLog) -> Election:
    """The election whose definition the case file carries."""
    content = log.document(log.case().definition)
    election, problems = read_definition(content.encode(), "the case's definition")
    if election is None:
        raise ValueError(f"the case's own definition cannot be read: {problems[0]}")
    return election


@dataclass(frozen=True, slots=True)
class LawOfFile:
    """The election of a case file, and the law of each of its documents that is a pack in force once; read beforehand."""

    election: Election
    recommenders: Mapping[str, Recommender]

    @classmethod
    def of_log(cls, log: CaseLog) -> LawOfFile:
        """Read everything. Raises LookupError or ValueError for a file whose documents cannot be read."""
        election = election_of(log)
        documents = sorted(set(log.case().packs.values()))
        return cls(election, {each: Recommender.from_tables(log.document(each), election) for each in documents})

    def of(self, document: str) -> Recommender:
        """The law of a pack's document, by its digest. Raises LookupError for one that the file does not carry."""
        return self.recommenders[document]

    def last_day(self, case: CaseState) -> date:
        """The day on which the period for cures ends, in the county."""
        return calendar_of(case, ZoneInfo(self.election.time_zone)).last_day.date()


def _difference(determination: DeterminationState, recommender: Recommender) -> str | None:
    d = determination
    again = recommender.recommend(d.facts, d.cast_style, d.home_style or None, d.too_late_for, findings=False)
    return difference(d, again) or None
