"""How well an elector fits what is written: score, sentences, and whether that decides it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from adjudicator.records.elector import Candidate, Elector
from adjudicator.roll.grades import GRADED
from adjudicator.roll.query import PreparedQuery
from adjudicator.roll.spelling import suffix_of
from adjudicator.roll.weights import (
    COMPATIBLE_GIVEN,
    COMPATIBLE_NAME,
    NUMBER_OF_ANOTHER,
    SAME_GIVEN,
    SAME_NAME,
    WEIGHTS,
)
from adjudicator.words import _, told

Grades = Mapping[str, str]


def grades_of(wanted: PreparedQuery, elector: Elector) -> Grades:
    """Field -> grade for each field that both sides have, in the order of `GRADED`."""
    grades = {field: grade(wanted, elector) for field, grade in GRADED.items()}
    return {field: grade for field, grade in grades.items() if grade}


def score_of(grades: Grades) -> float:
    """From 0 to 1. An elector with the number under another name gets `NUMBER_OF_ANOTHER`, however the rest fits."""
    if not grades:
        return 0.0
    if _has_number_of_another(grades):
        return NUMBER_OF_ANOTHER
    weights = [WEIGHTS[item] for item in grades.items()]
    return max(0.0, min(1.0, sum(weight.points for weight in weights) / sum(weight.out_of for weight in weights)))


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


def candidate_of(wanted: PreparedQuery, elector: Elector) -> Candidate:
    """The elector with score and sentences; those that weigh most come first."""
    grades = grades_of(wanted, elector)
    agrees: list[tuple[float, str]] = []
    differs: list[tuple[float, str]] = []
    for field, grade in grades.items():
        weight = WEIGHTS[field, grade]
        sentence = told(weight.words, written=_written(field, wanted), listed=_listed(field, elector))
        if weight.agrees:
            agrees.append((-weight.points, sentence))
        else:
            differs.append((weight.points - weight.out_of, sentence))
    if _has_number_of_another(grades):
        differs.append((-100, _("the number on the envelope is this elector's, the name is not")))
    return Candidate(
        elector=elector,
        score=score_of(grades),
        agrees=tuple(sentence for __, sentence in sorted(agrees, key=itemgetter(0))),
        differs=tuple(sentence for __, sentence in sorted(differs, key=itemgetter(0))),
        decisive=is_decisive(grades),
    )


def _written(field: str, wanted: PreparedQuery) -> str:
    query = wanted.query
    texts = {
        "surname": wanted.last_name,
        "given": query.first_name,
        "year": str(query.birth_year),
        "address": f"{query.house_number} {query.street}",
        "suffix": wanted.suffix,
        "middle": query.middle_name,
        "town": query.zip_code if wanted.zip_code else query.city,
    }
    return texts.get(field, "").strip()


def _listed(field: str, elector: Elector) -> str:
    texts = {
        "surname": elector.last_name.title(),
        "given": elector.first_name.title(),
        "year": str(elector.birth_year),
        "address": f"{elector.house_number} {elector.street}".title(),
        "suffix": suffix_of(elector.suffix),
        "middle": elector.middle_name.title(),
        "town": f"{elector.city.title()} {elector.zip_code}",
    }
    return texts.get(field, "").strip()
