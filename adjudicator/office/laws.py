"""The law that a determination names: the case carries every pack that was ever in force in it."""

from __future__ import annotations

from adjudicator.law.recommend import Recommender
from adjudicator.log.case_log import CaseLog
from adjudicator.records.election import Election


class Laws:
    """Recommenders by the digest of their pack, each read from the case's own documents once."""

    def __init__(self, log: CaseLog, election: Election) -> None:
        self._log, self._election = log, election
        self._read: dict[str, Recommender] = {}

    def of(self, pack: str) -> Recommender:
        """The law of a pack's digest. Raises KeyError for one that the case file does not carry."""
        if pack not in self._read:
            document = self._log.case().packs[pack]
            self._read[pack] = Recommender.from_tables(self._log.document(document), self._election)
        return self._read[pack]
