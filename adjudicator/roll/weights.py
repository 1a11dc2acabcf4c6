"""What a grade weighs, what a person is told of it, and why it weighs that much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.words import _


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


WEIGHTS: Mapping[tuple[str, str], Weight] = {
    # The number is one person's, and people copy it from a card; a number that is another's says little against the
    # right person, because numbers are misread, so it can take less than it can give.
    ("number", "same"): Weight(40, 40, True, _("registration number: as written")),
    ("number", "near"): Weight(14, 16, False, _("registration number: one digit differs")),
    ("number", "other"): Weight(0, 16, False, _("registration number: another one")),
    # The surname is what lists are kept by: it weighs most of what is written.
    ("surname", "same"): _name(30, True, _("last name: as written")),
    ("surname", "order"): _name(30, True, _("last name: the same names in another order ({written} / {listed})")),
    # A double name is often written half; still, half of it is also somebody else's whole name.
    ("surname", "part"): _name(26, False, _("last name: one of two names is the same ({written} / {listed})")),
    # One letter is what a pen or a reader of handwriting gets wrong; but Hill and Hall are two families.
    ("surname", "near"): _name(25, False, _("last name: one letter differs ({written} / {listed})")),
    # What is written is a last name of others here, and sounds otherwise: a slip makes such a name only now and then.
    ("surname", "kin"): _name(16, False, _("last name: one letter differs, and both are last names ({written} / {listed})")),
    ("surname", "far"): _name(20, False, _("last name: two letters differ ({written} / {listed})")),
    # Two letters of four or five make another name as often as a slip: it helps only those of whom the rest fits.
    ("surname", "loose"): _name(12, False, _("last name: two letters differ ({written} / {listed})")),
    # Both names are there, each in the other's box.
    ("surname", "exchanged"): _name(26, False, _("last and first name exchanged ({written} / {listed})")),
    # Georgia's list keeps a maiden name as the middle name.
    ("surname", "maiden"): _name(20, False, _("last name: it is the middle name on the roll ({written} / {listed})")),
    # Another surname with all the rest alike is usually a marriage: nothing gained, nothing taken.
    ("surname", "other"): _name(0, False, _("last name: another one ({written} / {listed})")),
    ("given", "same"): _given(22, True, _("first name: as written")),
    ("given", "exchanged"): _given(22, False, _("last and first name exchanged ({written} / {listed})")),
    # A nickname is the same person's name, and a few other people's.
    ("given", "nickname"): _given(20, True, _("first name: short or long for the same ({written} / {listed})")),
    # An initial fits one in fifteen.
    ("given", "initial"): _given(17, True, _("first name: the initial fits ({written} / {listed})")),
    ("given", "part"): _given(18, True, _("first name: one of several is the same ({written} / {listed})")),
    ("given", "near"): _given(18, False, _("first name: one letter differs ({written} / {listed})")),
    # Donald is no slip for Ronald.
    ("given", "kin"): _given(0, False, _("first name: another one, one letter differs ({written} / {listed})")),
    ("given", "far"): _given(14, False, _("first name: two letters differ ({written} / {listed})")),
    ("given", "loose"): _given(5, False, _("first name: two letters differ ({written} / {listed})")),
    # Brothers, sisters and twins share all but this: it takes more than it leaves out.
    ("given", "other"): _given(-8, False, _("first name: another one ({written} / {listed})")),
    ("year", "same"): Weight(24, 24, True, _("born {listed}, as written")),
    # The slips of a pen; one year in eight would fit by chance, so it is worth half.
    ("year", "slip"): Weight(13, 24, False, _("born {listed}, written {written}: may be a slip")),
    # Fathers and sons share all but this.
    ("year", "other"): Weight(-14, 24, False, _("born {listed}, written {written}")),
    # People who vote provisionally have often moved: a fitting address says much, another one nothing.
    ("address", "same"): Weight(20, 20, True, _("address: as written")),
    ("address", "street"): Weight(17, 20, False, _("address: the street is spelled differently ({written} / {listed})")),
    ("address", "house"): Weight(10, 20, False, _("address: another house number ({written} / {listed})")),
    # A street without a number holds a hundred people.
    ("address", "road"): Weight(10, 12, True, _("street: as written")),
    ("address", "other"): Weight(0, 20, False, _("address: another one ({written} / {listed})")),
    ("suffix", "same"): Weight(5, 5, True, _("suffix: {listed}, as written")),
    # Another "Jr." or "Sr." is another person.
    ("suffix", "other"): Weight(-16, 5, False, _("another suffix: {written} / {listed}")),
    ("middle", "same"): Weight(6, 6, True, _("middle name: as written")),
    ("middle", "initial"): Weight(5, 6, True, _("middle name: the initial fits ({written} / {listed})")),
    ("middle", "near"): Weight(4, 6, False, _("middle name: one letter differs ({written} / {listed})")),
    # Middle names are left out and mixed up; a whole other one still tells cousins apart.
    ("middle", "other"): Weight(-3, 6, False, _("middle name: another one ({written} / {listed})")),
    # A town holds thousands: enough to order equals. Where it holds the whole county, it weighs nothing (`common`).
    ("town", "same"): Weight(4, 4, True, _("town: as written")),
    ("town", "other"): Weight(0, 4, False, _("town: another one ({written} / {listed})")),
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
ANOTHER_SURNAME = frozenset({"other", "loose"})
ANOTHER_GIVEN = frozenset({"other", "loose", "kin"})
"""Grades of a name that is another name: no slip, nickname or initial, and no part of a double name makes it."""

ANOTHER_NAME = 0.64
"""The highest score of an elector with another name: shown, and never likely (`search.LIKELY`)."""

COMPATIBLE_NAME = SAME_NAME | {"part", "near", "far", "exchanged", "maiden"}
COMPATIBLE_GIVEN = SAME_GIVEN | {"near", "far", "exchanged", ""}
