"""How one thing written agrees with one thing on the roll: a grade per field. Pure; what a grade weighs is `weights`."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from adjudicator.records.elector import Elector
from adjudicator.roll.query import PreparedQuery
from adjudicator.roll.sound import sound_of
from adjudicator.roll.spelling import (
    SHORTEST_MISSPELT,
    house_key,
    key_of,
    likely_slips,
    nicknames_of,
    street_key,
    suffix_of,
    words_of,
)

SHORTEST_TWICE_MISSPELT = 6
"""In a shorter name two wrong letters make another name."""

CLOSE_STREETS = 80.0
"""Percent of letters that two spellings of one street share (rapidfuzz `ratio`)."""


def letters_apart(one: str, other: str) -> int:
    """Letters changed, left out, added or exchanged with a neighbour between two keys; 3 where it is more than two."""
    return OSA.distance(one, other, score_cutoff=2)


def all_letters_apart(one: str, other: str) -> int:
    """The same, however many."""
    return OSA.distance(one, other)


def spelling_grade(one: str, other: str) -> str:
    """ "same", "near" (one slip), "far" (two slips in a long name), "loose" (in a short one) or "other"."""
    if one == other:
        return "same"
    shorter = min(len(one), len(other))
    apart = letters_apart(one, other)
    if apart == 1 and shorter >= SHORTEST_MISSPELT:
        return "near"
    if apart != 2 or shorter < SHORTEST_MISSPELT:
        return "other"
    return "far" if shorter >= SHORTEST_TWICE_MISSPELT else "loose" if max(len(one), len(other)) > 3 else "other"


def name_grade(one: str, other: str, *, own: bool) -> str:
    """Adds to the spelling what sound and roll tell; `own`: the first is a name of its own in this roll.

    Such a name that sounds otherwise is hardly a slip: "kin" is one letter off (Foy for Roy), and two letters are "loose"
    in a long name, too (Milton for Walton). What is nobody's name and sounds alike is a slip in a short one (Liedia).
    """
    grade = spelling_grade(one, other)
    if grade == "other":  # most pairs: how they sound is worked out for the rest
        return grade
    alike = sound_of(one) == sound_of(other)
    if grade == "loose" and alike and not own:
        return "far"
    if alike or not own:
        return grade
    return {"near": "kin", "far": "loose"}.get(grade, grade)


def surname_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """Adds to the name: "order" and "part" of a double name, "exchanged" with the first name, "maiden"."""
    if not wanted.surname:
        return ""
    grade = name_grade(wanted.surname, key_of(elector.last_name), own=wanted.own_surname)
    words = frozenset(words_of(elector.last_name))
    if grade != "same" and words == wanted.surname_words:
        return "order"
    if grade in ("other", "far", "loose") and _is_part(wanted, words):
        return "part"
    return _elsewhere_grade(wanted, elector, grade) if grade in ("other", "loose") else grade


def _elsewhere_grade(wanted: PreparedQuery, elector: Elector, grade: str) -> str:
    """Whether the surname written is on the roll as another name of the elector; else the grade it has."""
    if is_exchanged(wanted, elector):
        return "exchanged"
    return "maiden" if wanted.surname in words_of(elector.middle_name) else grade


def is_exchanged(wanted: PreparedQuery, elector: Elector) -> bool:
    """Whether first and last name stand in each other's place."""
    return wanted.given == key_of(elector.last_name) and wanted.surname == key_of(elector.first_name)


def _is_part(wanted: PreparedQuery, listed: frozenset[str]) -> bool:
    """Whether one of two last names is the other's only one, or they share one of two."""
    parts = frozenset(wanted.surname_parts) or wanted.surname_words
    return len(listed | parts) > 1 and bool(listed & parts) and (len(listed) > 1 or len(parts) > 1)


def given_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """Adds to the name: "nickname", "initial", "part" (one of several first names, or the middle one)."""
    if not wanted.given or not elector.first_name:
        return ""
    listed = key_of(elector.first_name)
    if wanted.given == listed or _all_given(wanted) == key_of(f"{elector.first_name} {elector.middle_name}"):
        return "same"
    if is_exchanged(wanted, elector):
        return "exchanged"
    related = related_grade(wanted.given, listed, own=wanted.own_given)
    if related not in ("other", "loose", "kin"):
        return related
    if wanted.given_words[0] == words_of(elector.first_name)[0] or _goes_by_middle_name(wanted, elector):
        return "part"
    return related


def _goes_by_middle_name(wanted: PreparedQuery, elector: Elector) -> bool:
    """Whether the first name written is the middle one on the roll, and no middle name is written that is nobody's there."""
    if wanted.given not in words_of(elector.middle_name):
        return False
    listed = {word[0] for word in (*words_of(elector.first_name), *words_of(elector.middle_name))}
    return all(word[0] in listed - {wanted.given[0]} for word in wanted.middle_words)


def _all_given(wanted: PreparedQuery) -> str:
    return wanted.given + "".join(wanted.middle_words)


def related_grade(one: str, other: str, *, own: bool = False) -> str:
    """For two first names' keys: "same", "nickname", "initial", or a name's grade; `own` is of the first."""
    if one == other:
        return "same"
    if other in nicknames_of(one) or _is_shortened(one, other):
        return "nickname"
    if min(len(one), len(other)) == 1:
        return "initial" if one[0] == other[0] else "other"
    return name_grade(one, other, own=own)


def _is_shortened(one: str, other: str) -> bool:
    if not (one.startswith(other) or other.startswith(one)):
        return False
    return min(len(one), len(other)) >= SHORTEST_MISSPELT and abs(len(one) - len(other)) >= 2


def middle_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """ "same", "initial", "other", or empty where either has none."""
    listed = words_of(elector.middle_name)
    if not wanted.middle_words or not listed:
        return ""
    if set(listed) & set(wanted.middle_words):
        return "same"
    one, other = wanted.middle_words[0], listed[0]
    if one[0] == other[0] and min(len(one), len(other)) == 1:
        return "initial"
    return "near" if spelling_grade(one, other) == "near" else "other"


def suffix_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """ "same", "other", or empty where either has none."""
    listed = suffix_of(elector.suffix)
    if not wanted.suffix or not listed:
        return ""
    return "same" if wanted.suffix == listed else "other"


def year_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """ "same", "slip" (one off, two digits exchanged, another decade or century), "other", or empty."""
    if wanted.year is None or elector.birth_year is None:
        return ""
    if wanted.year == elector.birth_year:
        return "same"
    return "slip" if elector.birth_year in likely_slips(wanted.year) else "other"


def address_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """ "same", "house" (another house number), "street" (the street's spelling), "road" (no house written), "other"."""
    if not wanted.street or not elector.street:
        return ""
    listed = street_key(elector.street)
    if not wanted.house:
        return "road" if listed == wanted.street else "other"
    house = house_key(elector.house_number) == wanted.house
    if listed == wanted.street:
        return "same" if house else "house"
    return "street" if house and ratio(listed, wanted.street) >= CLOSE_STREETS else "other"


def town_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """Whether ZIP code, or without one the city, is the "same" or "other"; empty where either has none."""
    if wanted.zip_code and elector.zip_code:
        return "same" if elector.zip_code.startswith(wanted.zip_code) else "other"
    if wanted.city and elector.city:
        return "same" if key_of(elector.city) == wanted.city else "other"
    return ""


def number_grade(wanted: PreparedQuery, elector: Elector) -> str:
    """ "same" (leading zeros apart), "near" (one digit), "other", or empty where none is written."""
    if not wanted.number:
        return ""
    one, other = wanted.number.lstrip("0"), elector.registration_number.lstrip("0")
    if one == other:
        return "same"
    return "near" if letters_apart(one, other) == 1 else "other"


GRADED = {
    "number": number_grade,
    "surname": surname_grade,
    "given": given_grade,
    "year": year_grade,
    "address": address_grade,
    "suffix": suffix_grade,
    "middle": middle_grade,
    "town": town_grade,
}
"""Field -> what grades it, in the order in which a person is told."""
