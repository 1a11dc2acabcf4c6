"""Whom the scripted worker takes: nobody of another name, and nobody of whom too little agrees."""

from __future__ import annotations

import pytest

from adjudicator.records.elector import AnotherName, Candidate, Elector
from adjudicator.rehearsal.whom import fits, pick
from adjudicator.roll.scoring import another_names


def candidate(of: str = "1", evidence: float = 0.9, **grades: str) -> Candidate:
    another = tuple(AnotherName(field, "", "", 3) for field in another_names(grades))
    elector = Elector(of, "", "active", "", "")
    return Candidate(elector, evidence, evidence=evidence, grades=grades, another_names=another)


SURE = {"surname": "same", "given": "same", "year": "same", "address": "same"}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"address": "other"},
        {"address": "other", "given": "nickname"},
        {"address": "other", "surname": "near"},
        {"address": "other", "surname": "exchanged", "given": "exchanged"},
        {"year": "slip"},
        {"surname": "other"},
        {"number": "same", "surname": "other", "address": "other"},
        {"address": "other", "year": "slip", "middle": "same"},
        {"address": "other", "given": "initial", "middle": "initial"},
        {"number": "same", "address": "other", "year": "other"},
    ],
)
def test_who_fits_is_taken(changed: dict[str, str]) -> None:
    assert fits(candidate(**{**SURE, **changed}))


@pytest.mark.parametrize(
    "changed",
    [
        {"given": "other"},
        {"given": "kin"},
        {"given": "loose", "address": "house"},
        {"surname": "other", "address": "other"},
        {"surname": "other", "middle": "other"},
        {"surname": "other", "year": "slip"},
        {"surname": "loose", "address": "other"},
        {"year": "other", "address": "other"},
        {"year": "slip", "address": "other"},
        {"year": "slip", "address": "house"},
        {"middle": "other", "address": "other"},
        {"surname": "near", "given": "near", "address": "other"},
        {"given": "initial", "address": "other"},
        {"surname": "kin", "address": "other"},
        {"suffix": "other"},
        {"number": "same", "given": "other"},
    ],
)
def test_who_does_not_fit_is_nobody(changed: dict[str, str]) -> None:
    assert pick((candidate(**{**SURE, **changed}),)) == "none"


def test_one_of_whom_no_birth_date_is_written_needs_the_address_or_the_whole_name() -> None:
    named = {"surname": "same", "given": "same"}
    assert pick((candidate(**named, address="other"),)) == "none"
    initial = candidate(**named, address="other", middle="initial")
    assert pick((initial,)) is initial
    assert pick((initial, candidate("2", **named, address="other", middle="other"))) == "none"
    assert fits(candidate(**named, address="other", middle="same"))
    assert fits(candidate(**named, address="same"))


def test_two_who_fit_alike_are_left_open_and_others_are_passed_over() -> None:
    first, second = candidate("1", 0.9, **SURE), candidate("2", 0.89, **SURE)
    moved, new_name = (
        candidate("4", 0.8, **{**SURE, "address": "other"}),
        candidate("5", 0.7, **{**SURE, "surname": "other"}),
    )
    assert pick((moved, new_name)) == "several"
    stranger = candidate("3", 0.95, **{**SURE, "given": "other"})
    assert pick((first, second)) == "several"
    assert pick((stranger, first)) is first
