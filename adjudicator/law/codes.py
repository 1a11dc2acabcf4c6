"""Codes of reasons, holds and marks as bits, in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adjudicator.law.rule import Rule

REASON_ORDER = (
    "ballot_missing", "already_voted", "not_registered", "registered_late", "completed_late", "not_eligible",
    "not_resident", "wrong_party", "wrong_county", "wrong_precinct", "statement_defective", "no_identification",
    "oath_unsigned", "papers_missing", "board_ruling", "unable_to_determine", "no_entitled_contest",
)  # fmt: skip
"""Reasons, the primary one first."""

OBSERVED_MARKS = frozenset({"kept_apart", "send_statement"})
"""Marks on which an answer may hang: a fact that can still change them is still needed."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The bits of one pack: first the reasons, then the holds, then the marks; and the limits in the law's order."""

    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    marks: tuple[str, ...]
    limits: tuple[tuple[str, str], ...]

    @property
    def reason_mask(self) -> int:
        """The bits of all reasons."""
        return (1 << len(self.reasons)) - 1

    @property
    def hold_mask(self) -> int:
        """The bits of all holds."""
        return ((1 << len(self.holds)) - 1) << len(self.reasons)

    @property
    def observed_mask(self) -> int:
        """The bits of the marks on which an answer may hang."""
        start = len(self.reasons) + len(self.holds)
        return sum(1 << (start + place) for place, code in enumerate(self.marks) if code in OBSERVED_MARKS)

    def bit(self, kind: str, code: str) -> int:
        """The bit of a reason ("not_counted"), hold or mark."""
        start = {"not_counted": 0, "hold": len(self.reasons), "mark": len(self.reasons) + len(self.holds)}[kind]
        codes = {"not_counted": self.reasons, "hold": self.holds, "mark": self.marks}[kind]
        return 1 << (start + codes.index(code))

    def read(self, bits: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The reasons, holds and marks of some bits, each in the order in which it is reported."""
        names = self.reasons + self.holds + self.marks
        set_bits = [place for place in range(len(names)) if bits >> place & 1]
        last_reason, last_hold = len(self.reasons), len(self.reasons) + len(self.holds)
        return (
            tuple(names[place] for place in set_bits if place < last_reason),
            tuple(names[place] for place in set_bits if last_reason <= place < last_hold),
            tuple(names[place] for place in set_bits if place >= last_hold),
        )


def codebook_of(rules: Sequence[Rule]) -> Codebook:
    """Collect the codes that the rules' tables use; a reason that this version has no order for comes last."""
    effects = [effect for rule in rules for row in rule.rows.values() for effect in row]
    reasons = {effect.code for effect in effects if effect.kind == "not_counted"}
    return Codebook(
        tuple(code for code in REASON_ORDER if code in reasons) + _sorted(reasons - set(REASON_ORDER)),
        _sorted(effect.code for effect in effects if effect.kind == "hold"),
        _sorted(effect.code for effect in effects if effect.kind == "mark"),
        tuple(dict.fromkeys((effect.code, effect.scope) for effect in effects if effect.kind == "limit")),
    )


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))
