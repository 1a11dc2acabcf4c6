"""Codes of reasons, holds, marks and limits as bits, in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from adjudicator.law.engine.memo import remember
from adjudicator.law.engine.turns import Frames, places_of
from adjudicator.law.rules.rule import Rule

REASON_ORDER = (
    "ballot_missing", "withdrawn", "already_voted", "not_registered", "registered_late", "completed_late", "not_eligible",
    "not_resident", "wrong_party", "wrong_county", "wrong_precinct", "statement_defective", "no_identification",
    "registration_data_missing", "signature_mismatch", "oath_unsigned", "papers_missing", "no_secrecy_envelope",
    "board_ruling", "unable_to_determine", "no_entitled_contest",
)  # fmt: skip
"""Reasons, the primary one first."""

OBSERVED_MARKS = frozenset({"kept_apart", "send_statement"})
"""Marks on which an answer may hang: a fact that can still change them is still needed."""

_KINDS = ("not_counted", "hold", "mark")


@dataclass(frozen=True, slots=True)
class Codebook:
    """The bits of one pack. A cell of bits holds, lowest first: the codes that follow (reasons, holds, marks), the
    limits that apply in the law's order, and the codes that follow only where the limits leave no contest.

    `width` is the bits of a cell; the masks are the bits of reasons, of holds, and of the marks on which an answer may
    hang.
    """

    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    marks: tuple[str, ...]
    limits: tuple[tuple[str, str], ...]
    size: int = field(init=False)
    width: int = field(init=False)
    reason_mask: int = field(init=False)
    hold_mask: int = field(init=False)
    observed_mask: int = field(init=False)
    _texts: dict[int, tuple[str, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict[int, tuple[str, ...]]
    )

    def __post_init__(self) -> None:
        size = len(self.reasons) + len(self.holds) + len(self.marks)
        observed = sum(self.bit("mark", code) for code in self.marks if code in OBSERVED_MARKS)
        for name, value in (
            ("size", size),
            ("width", 2 * size + len(self.limits)),
            ("reason_mask", (1 << len(self.reasons)) - 1),
            ("hold_mask", ((1 << len(self.holds)) - 1) << len(self.reasons)),
            ("observed_mask", observed),
        ):
            object.__setattr__(self, name, value)

    def bit(self, kind: str, code: str, *, if_nothing_left: bool = False) -> int:
        """The bit of a reason ("not_counted"), hold or mark in a cell."""
        lists = (self.reasons, self.holds, self.marks)
        kinds = _KINDS.index(kind)
        place = sum(map(len, lists[:kinds])) + lists[kinds].index(code)
        return 1 << place + (self.size + len(self.limits) if if_nothing_left else 0)

    def limit_bit(self, code: str, scope: str) -> int:
        """The bit of a limit in a cell."""
        return 1 << self.size + self.limits.index((code, scope))

    def cell(self, cells: int, frame: int) -> tuple[int, int, int]:
        """Take a frame's cell apart: codes, limits, and codes that follow only where nothing is left."""
        bits = cells >> frame * self.width
        codes, limits = self.size, len(self.limits)
        whole = (1 << codes) - 1
        return bits & whole, bits >> codes & ((1 << limits) - 1), bits >> codes + limits & whole

    def packed(self, codes: Iterable[int]) -> int:
        """The codes of all frames in one number, the first frame's lowest."""
        return sum(each << frame * self.size for frame, each in enumerate(codes))

    def in_all(self, packed: int, frames: Frames) -> int:
        """The codes that stand in each of some frames."""
        common = (1 << self.size) - 1
        for frame in places_of(frames):
            common &= packed >> frame * self.size
        return common

    def read(self, bits: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The reasons, holds and marks of some codes' bits, each in the order in which it is reported."""
        reasons, holds = bits & self.reason_mask, bits & self.hold_mask
        return self._text(reasons), self._text(holds), self._text(bits ^ reasons ^ holds)

    def _text(self, bits: int) -> tuple[str, ...]:
        found = self._texts.get(bits)
        return remember(self._texts, bits, lambda: self._spelled(bits)) if found is None else found

    def _spelled(self, bits: int) -> tuple[str, ...]:
        codes = (*self.reasons, *self.holds, *self.marks)
        return tuple(code for place, code in enumerate(codes) if bits >> place & 1)


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
