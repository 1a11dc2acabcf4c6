"""What a grade weighs, what a person is told of it, and why it weighs that much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """`points` of `out_of`; `agrees` whether a person is told it as agreement; `words` with {written} and {listed}."""

    points: float
    out_of: float
    agrees: bool
    words: str


def _name(points: float, agrees: bool, words: str) -> Weight:
    return Weight(points, 30, agrees, words)


def _given(points: float, agrees: bool, words: str) -> Weight:
    return Weight(points, 22, agrees, words)


_PAIR = "({written} / {listed})"

WEIGHTS: Mapping[tuple[str, str], Weight] = {
    # The number is one person's, and people copy it from a card; a number that is another's says little against the
    # right person, because numbers are misread, so it can take less than it can give.
    ("number", "same"): Weight(40, 40, True, "registration number: as written"),
    ("number", "near"): Weight(14, 16, False, "registration number: one digit differs"),
    ("number", "other"): Weight(0, 16, False, "registration number: another one"),
    # The surname is what lists are kept by: it weighs most of what is written.
    ("surname", "same"): _name(30, True, "last name: as written"),
    ("surname", "order"): _name(30, True, f"last name: the same names in another order {_PAIR}"),
    # A double name is often written half; still, half of it is also somebody else's whole name.
    ("surname", "part"): _name(26, False, f"last name: one of two names is the same {_PAIR}"),
    # One letter is what a pen or a reader of handwriting gets wrong; but Hill and Hall are two families.
    ("surname", "near"): _name(25, False, f"last name: one letter differs {_PAIR}"),
    ("surname", "far"): _name(20, False, f"last name: two letters differ {_PAIR}"),
    # Two letters of four or five make another name as often as a slip: it helps only those of whom the rest fits.
    ("surname", "loose"): _name(12, False, f"last name: two letters differ {_PAIR}"),
    # Both names are there, each in the other's box.
    ("surname", "exchanged"): _name(26, False, f"last and first name exchanged {_PAIR}"),
    # Georgia's list keeps a maiden name as the middle name.
    ("surname", "maiden"): _name(20, False, f"last name: it is the middle name on the roll {_PAIR}"),
    # Another surname with all the rest alike is usually a marriage: nothing gained, nothing taken.
    ("surname", "other"): _name(0, False, f"last name: another one {_PAIR}"),
    ("given", "same"): _given(22, True, "first name: as written"),
    ("given", "exchanged"): _given(22, False, f"first and last name exchanged {_PAIR}"),
    # A nickname is the same person's name, and a few other people's.
    ("given", "nickname"): _given(20, True, f"first name: short or long for the same {_PAIR}"),
    # An initial fits one in fifteen.
    ("given", "initial"): _given(17, True, f"first name: the initial fits {_PAIR}"),
    ("given", "part"): _given(18, True, f"first name: one of several is the same {_PAIR}"),
    ("given", "near"): _given(18, False, f"first name: one letter differs {_PAIR}"),
    ("given", "far"): _given(14, False, f"first name: two letters differ {_PAIR}"),
    ("given", "loose"): _given(5, False, f"first name: two letters differ {_PAIR}"),
    # Brothers, sisters and twins share all but this: it takes more than it leaves out.
    ("given", "other"): _given(-8, False, f"first name: another one {_PAIR}"),
    ("year", "same"): Weight(24, 24, True, "born {listed}, as written"),
    # The slips of a pen; one year in eight would fit by chance, so it is worth half.
    ("year", "slip"): Weight(13, 24, False, "born {listed}, written {written}: may be a slip"),
    # Fathers and sons share all but this.
    ("year", "other"): Weight(-14, 24, False, "born {listed}, written {written}"),
    # People who vote provisionally have often moved: a fitting address says much, another one nothing.
    ("address", "same"): Weight(20, 20, True, "address: as written"),
    ("address", "street"): Weight(17, 20, False, f"address: the street is spelt otherwise {_PAIR}"),
    ("address", "house"): Weight(10, 20, False, f"address: another house number {_PAIR}"),
    # A street without a number holds a hundred people.
    ("address", "road"): Weight(10, 12, True, "street: as written"),
    ("address", "other"): Weight(0, 20, False, f"address: another one {_PAIR}"),
    ("suffix", "same"): Weight(5, 5, True, "suffix: {listed}, as written"),
    # Another "Jr." or "Sr." is another person.
    ("suffix", "other"): Weight(-16, 5, False, "another suffix: {written} / {listed}"),
    ("middle", "same"): Weight(6, 6, True, "middle name: as written"),
    ("middle", "initial"): Weight(5, 6, True, f"middle name: the initial fits {_PAIR}"),
    ("middle", "near"): Weight(4, 6, False, f"middle name: one letter differs {_PAIR}"),
    # Middle names are left out and mixed up; a whole other one still tells cousins apart.
    ("middle", "other"): Weight(-3, 6, False, f"middle name: another one {_PAIR}"),
    # A town holds thousands: enough to order equals.
    ("town", "same"): Weight(4, 4, True, "town: as written"),
    ("town", "other"): Weight(0, 4, False, f"town: another one {_PAIR}"),
}  # fmt: skip
"""(field, grade) -> weight. A score is the points over what they are out of, counting fields that both sides have."""

PLAUSIBLE = 0.55
"""A lower score is nobody: a namesake of another age at another place has about 0.4, a moved voter 0.8."""

NEAR = 0.12
"""Another candidate within this of the first is too near for the first to be certain."""

NUMBER_OF_ANOTHER = 0.6
"""The score of an elector with the number but not the name: shown, and never more."""

SAME_NAME = frozenset({"same", "order"})
SAME_GIVEN = frozenset({"same", "nickname", "initial", "part"})
COMPATIBLE_NAME = SAME_NAME | {"part", "near", "far", "exchanged", "maiden"}
COMPATIBLE_GIVEN = SAME_GIVEN | {"near", "far", "exchanged", ""}
