"""Replaying a determination: the same facts under the tables of the pack it names give the same answer, years later."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.determining import difference
from adjudicator.casework.state import DeterminationState
from adjudicator.law.recommend import Recommender
from adjudicator.log.case_log import CaseLog
from adjudicator.office.release_content import election_in
from adjudicator.records.election import Election

Replay = Callable[[DeterminationState], str | None]
"""Gives what differs, in words, or None where the replay agrees."""


def replayer(log: CaseLog) -> Replay:
    """A replay of determinations with the documents that the case file itself carries."""
    election, case = election_of(log), log.case()
    packs = case.packs.items()
    recommenders = {pack: Recommender.from_tables(log.document(document), election) for pack, document in packs}
    return replay_with(recommenders, missing="the case file does not carry pack {pack}")


def replay_with(recommenders: Mapping[str, Recommender], missing: str | None) -> Replay:
    """A replay with the packs at hand, by digest; `missing` says of a determination that its pack is not, None passes it
    over.
    """

    def replay(determination: DeterminationState) -> str | None:
        recommender = recommenders.get(determination.pack)
        if recommender is None:
            return missing.format(pack=determination.pack) if missing is not None else None
        return _difference(determination, recommender)

    return replay


def election_of(log: CaseLog) -> Election:
    """The election whose definition the case file carries."""
    return election_in(log.document(log.case().definition))


def _difference(determination: DeterminationState, recommender: Recommender) -> str | None:
    d = determination
    again = recommender.recommend(d.facts, d.cast_style, d.home_style or None, d.too_late_for, findings=False)
    return difference(d, again) or None
