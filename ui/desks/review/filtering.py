"""Through which filter a person works the queue, and in which order: by place, what was ticked, box, age, what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from adjudicator.port.rows import TICKED_NOTHING, QueueQuery, SortBy
from adjudicator.words import _, joined
from ui.shared.envelope_words import ticked_words

WORKABLE = QueueQuery(status=("to_do",), referred=False)

NO_ENVELOPE = ""
"""The number of no envelope: asks for none where a list of numbers is empty."""

MINE, RETURNED, SKIPPED, OLD, REFERRED = "mine", "returned", "skipped", "old", "referred"
TAG_WORDS: Mapping[str, str] = {
    MINE: _("Mine"),
    RETURNED: _("Returned"),
    SKIPPED: _("Skipped"),
    OLD: _("Here over a day"),
    REFERRED: _("With a supervisor"),
}
"""The chips, in their order. Those that a supervisor has been asked about can be looked at, and do not come by themselves."""

ORDER_WORDS: Mapping[SortBy, str] = {
    "ordinal": _("By number"),
    "alike": _("Like after like"),
    "place": _("By place"),
    "box": _("As they lie in their boxes"),
    "received": _("Oldest first"),
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; what is empty narrows nothing. `ticked` is a code, or TICKED_NOTHING."""

    place: str = ""
    ticked: str = ""
    box: str = ""
    tags: frozenset[str] = frozenset()
    order: SortBy = "ordinal"

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.place or self.ticked or self.box or self.tags)

    @property
    def is_plain(self) -> bool:
        """Whether the queue comes as it does without a filter."""
        return not self.narrows and self.order == "ordinal"

    def query(self, person: str, mine: Iterable[str], skipped: Iterable[str], old: int) -> QueueQuery:
        """What it asks for: `mine` and `skipped` are numbers, what was received before the seq `old` is here over a day."""
        asked = replace(
            WORKABLE, place=self.place, ticked=self.ticked, box=self.box, sort=self.order, free_for=person,
            returned=True if RETURNED in self.tags else None,
            received_before=old if OLD in self.tags else 0,
        )  # fmt: skip
        if REFERRED in self.tags:
            asked = replace(asked, referred=True, free_for="")
        lists = [frozenset(numbers) for tag, numbers in ((MINE, mine), (SKIPPED, skipped)) if tag in self.tags]
        if lists:
            asked = replace(asked, numbers=tuple(sorted(frozenset.intersection(*lists))) or (NO_ENVELOPE,))
        return asked

    def words(self, reasons: Mapping[str, str]) -> str:
        """What it is narrowed to, in words; empty where to nothing."""
        box = _("box {box}", box=self.box) if self.box else ""
        ticked = ticked_option(self.ticked, reasons) if self.ticked else ""
        tags = (words for tag, words in TAG_WORDS.items() if tag in self.tags)
        return joined([words for words in (self.place, ticked, box, *tags) if words])


def ticked_option(code: str, reasons: Mapping[str, str]) -> str:
    """What poll workers tick, in words, with the code beside them."""
    if code == TICKED_NOTHING:
        return _("nothing ticked")
    return ticked_words((code,), reasons)
