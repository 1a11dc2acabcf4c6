"""How well an elector fits what is written: score, sentences, and whether that decides it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from adjudicator.records.elector import AnotherName, Candidate, Elector, Spelled
from adjudicator.roll.capitals import name_of, street_of
from adjudicator.roll.grades import GRADED, all_letters_apart
from adjudicator.roll.query import PreparedQuery
from adjudicator.roll.spelling import key_of, suffix_of
from adjudicator.roll.weights import (
    ANOTHER_GIVEN,
    ANOTHER_NAME,
    ANOTHER_SURNAME,
    COMPATIBLE_GIVEN,
    COMPATIBLE_NAME,
    NUMBER_OF_ANOTHER,
    PLAUSIBLE,
    SAME_GIVEN,
    SAME_NAME,
    WEIGHTS,
)
from adjudicator.words import _, told

Grades = Mapping[str, str]

SAID_WITH_SURNAME = ("given", "exchanged")
"""Both names stand in each other's place; the sentence of the last name says it of both."""

SAME_TOWN = _("town: the same, with another ZIP code ({written} / {listed})")

NUMBER_IS_ANOTHERS = _("the number on the envelope is this elector's, the name is not")


@dataclass(frozen=True, slots=True)
class Worth:
    """What it is worth, from 0 to 1, that town and street agree: all where few live there, nothing where everybody does."""

    town: float = 1.0
    street: float = 1.0

    def of(self, field: str, grade: str) -> float:
        """The share of a grade's weight that it keeps; a house is rare anywhere, and what differs weighs as it does."""
        if (field, grade) == ("town", "same"):
            return self.town
        return self.street if field == "address" and grade in ("house", "road") else 1.0


FULL = Worth()


def grades_of(wanted: PreparedQuery, elector: Elector) -> Grades:
    """Field -> grade for each field that both sides have, in the order of `GRADED`."""
    grades = {field: grade(wanted, elector) for field, grade in GRADED.items()}
    return {field: grade for field, grade in grades.items() if grade}


def score_of(grades: Grades, worth: Worth = FULL) -> float:
    """From 0 to 1. Under another name it is at most `ANOTHER_NAME`, and `NUMBER_OF_ANOTHER` with the number."""
    evidence = evidence_of(grades, worth)
    if evidence <= PLAUSIBLE or _has_number_of_another(grades) or not another_names(grades):
        return evidence
    return PLAUSIBLE + (evidence - PLAUSIBLE) * (ANOTHER_NAME - PLAUSIBLE) / (1 - PLAUSIBLE)


def evidence_of(grades: Grades, worth: Worth = FULL) -> float:
    """How much agrees, from 0 to 1, whatever the names: candidates stand in this order."""
    if not grades:
        return 0.0
    if _has_number_of_another(grades):
        return NUMBER_OF_ANOTHER
    points = out_of = 0.0
    for item in grades.items():
        weight, share = WEIGHTS[item], worth.of(*item)
        points += weight.points * share
        out_of += weight.out_of * (share if weight.agrees else 1.0)
    return max(0.0, min(1.0, points / out_of)) if out_of else 0.0


def another_names(grades: Grades) -> tuple[str, ...]:
    """Which of "surname" and "given" is another name on the roll: no slip, nickname, initial or part makes it."""
    another = {"surname": ANOTHER_SURNAME, "given": ANOTHER_GIVEN}
    return tuple(field for field, names in another.items() if grades.get(field, "") in names)


def _has_compatible_name(grades: Grades) -> bool:
    return grades.get("surname") in COMPATIBLE_NAME and grades.get("given", "") in COMPATIBLE_GIVEN


def _has_number_of_another(grades: Grades) -> bool:
    written = "surname" in grades or "given" in grades
    return grades.get("number") == "same" and written and not _has_compatible_name(grades)


def is_decisive(grades: Grades) -> bool:
    """Whether the number with a compatible name, or name and year and address, agree, and nothing speaks against it."""
    if grades.get("suffix") == "other" or grades.get("year") == "other" or grades.get("number") in ("near", "other"):
        return False
    if grades.get("number") == "same":
        return _has_compatible_name(grades)
    return (
        grades.get("surname") in SAME_NAME
        and grades.get("given") in SAME_GIVEN
        and grades.get("year") == "same"
        and grades.get("address") == "same"
    )


def candidate_of(wanted: PreparedQuery, elector: Elector, worth: Worth = FULL) -> Candidate:
    """The elector with score and sentences; those that weigh most come first, and what is worth nothing is not told."""
    grades = grades_of(wanted, elector)
    agrees: list[tuple[float, str]] = []
    differs: list[tuple[float, Spelled]] = []
    for field, grade in grades.items():
        weight = WEIGHTS[field, grade]
        if not worth.of(field, grade) or (field, grade) == SAID_WITH_SURNAME:
            continue
        written, listed = _written(field, wanted), _listed(field, elector)
        if weight.agrees:
            agrees.append((-weight.points, told(weight.words, written=written, listed=listed)))
        else:
            words = (
                SAME_TOWN if (field, grade) == ("town", "other") and _lives_in_town(wanted, elector) else weight.words
            )
            differs.append((weight.points - weight.out_of, Spelled(field, words, written, listed, grade)))
    if _has_number_of_another(grades):
        differs.append((-100, Spelled("number", NUMBER_IS_ANOTHERS, "", "")))
    spelled = tuple(each for __, each in sorted(differs, key=itemgetter(0)))
    return Candidate(
        elector=elector,
        score=score_of(grades, worth),
        agrees=tuple(sentence for __, sentence in sorted(agrees, key=itemgetter(0))),
        differs=tuple(told(each.words, written=each.written, listed=each.listed) for each in spelled),
        spelled=spelled,
        decisive=is_decisive(grades),
        evidence=evidence_of(grades, worth),
        grades=grades,
        another_names=tuple(_another(field, wanted, elector) for field in another_names(grades)),
    )


def _lives_in_town(wanted: PreparedQuery, elector: Elector) -> bool:
    """Whether the town written is the elector's; a town is told apart by its ZIP code where both have one."""
    return bool(wanted.city) and key_of(elector.city) == wanted.city


def _another(field: str, wanted: PreparedQuery, elector: Elector) -> AnotherName:
    written, listed = _written(field, wanted), _listed(field, elector)
    return AnotherName(field, written, listed, all_letters_apart(key_of(written), key_of(listed)))


def _written(field: str, wanted: PreparedQuery) -> str:
    query = wanted.query
    texts = {
        "surname": wanted.last_name,
        "given": query.first_name,
        "year": str(query.birth_year),
        "address": f"{query.house_number} {query.street}",
        "suffix": wanted.suffix,
        "middle": query.middle_name,
        "town": f"{query.city} {wanted.zip_code}",
        "number": wanted.number,
    }
    return texts.get(field, "").strip()


def _listed(field: str, elector: Elector) -> str:
    texts = {
        "surname": name_of(elector.last_name),
        "given": name_of(elector.first_name),
        "year": str(elector.birth_year),
        "address": street_of(f"{elector.house_number} {elector.street}"),
        "suffix": suffix_of(elector.suffix),
        "middle": name_of(elector.middle_name),
        "town": f"{name_of(elector.city)} {elector.zip_code}",
        "number": elector.registration_number,
    }
    return texts.get(field, "").strip()
