"""The law that a determination names: the case carries every pack that was ever in force in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import Election


class Laws:
    """Recommenders by the digest of their pack, each read from the case's own documents once.

    `packs` gives which document has the tables of a pack, as the case knows it at that moment; `document` reads one.
    """

    def __init__(
        self, packs: Callable[[], Mapping[str, str]], document: Callable[[str], str], election: Election
    ) -> None:
        self._packs, self._document, self._election = packs, document, election
        self._read: dict[str, Recommender] = {}

    def of(self, pack: str) -> Recommender:
        """The law of a pack's digest.

        Raises KeyError for one that the case does not carry, ValueError where its document has another's tables.
        """
        if pack not in self._read:
            found = Recommender.from_tables(self._document(self._packs()[pack]), self._election)
            if found.pack.digest != pack:
                raise ValueError(f"the document of pack {pack} has the tables of pack {found.pack.digest}")
            self._read[pack] = found
        return self._read[pack]
