"""How a determination lets a ballot count: what people at a table, and the scanner, go by."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.canvass.tally import COUNTING
from adjudicator.casework.record.entry import Entry


@dataclass(frozen=True, slots=True)
class CountsAs:
    """The outcome, the contests that count, the styles cast and of the voter's home, and whether it is kept apart."""

    outcome: str
    contests: tuple[str, ...] = ()
    cast_style: str = ""
    home_style: str = ""
    apart: bool = False

    @classmethod
    def of(cls, entry: Entry | None) -> CountsAs | None:
        """As an entry says it; None where it determines nothing."""
        if entry is None or entry.kind != "envelope.determined":
            return None
        data = entry.data
        apart = "kept_apart" in data["marks"]
        return cls(data["outcome"], tuple(data["counted"]), data["cast_style"], data["home_style"], apart)

    @property
    def counts(self) -> bool:
        """Whether the ballot counts, in full or in part."""
        return self.outcome in COUNTING

    @property
    def in_part(self) -> bool:
        """Whether it is duplicated, since some of its contests do not count."""
        return self.outcome == "count_partial"

    def same_ballot(self, other: CountsAs, duplicate_on: str) -> bool:
        """Whether the other lets the same ballot into the count; `duplicate_on` is a code of `records.count`."""
        if self.in_part and duplicate_on == "home" and self.home_style != other.home_style:
            return False
        mine = (self.outcome, self.contests, self.cast_style, self.apart)
        return mine == (other.outcome, other.contests, other.cast_style, other.apart)
