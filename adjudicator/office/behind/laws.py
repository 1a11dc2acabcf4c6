"""The law that a determination names: the case carries every pack that was ever in force in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.records.election import Election
from adjudicator.records.trouble import WorldError
from adjudicator.resources import pack_with


def law_of(tables: str, election: Election) -> Recommender:
    """The law of a pack's tables as a case carries them, its rules told in the words of this program.

    A rule's sentences are no part of what it decides, so they come from the program by the rule's id, and stay with the case
    only for a pack that the program does not have: one of a county's own, or of another version.
    """
    return Recommender(_in_own_words(tables), election)


@lru_cache(maxsize=8)
def _in_own_words(tables: str) -> Pack:
    pack = pack_of(tables)
    try:
        own = pack_with(pack.id, pack.settings)
    except (KeyError, ValueError, WorldError):
        return pack
    if own.digest != pack.digest:
        return pack
    because = {rule.id: rule.because for rule in own.rules}
    return replace(pack, rules=tuple(replace(rule, because=because[rule.id]) for rule in pack.rules))


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
            found = law_of(self._document(self._packs()[pack]), self._election)
            if found.pack.digest != pack:
                raise ValueError(f"the document of pack {pack} has the tables of pack {found.pack.digest}")
            self._read[pack] = found
        return self._read[pack]
