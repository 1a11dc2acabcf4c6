"""Whether the papers' address is the listed one, however the pen abbreviates it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.casework.sheet.addresses import address_given, same_address
from tests.casework.conftest import PAPERS, elector


@pytest.mark.parametrize(
    ("house", "street", "listed_house", "listed_street"),
    [
        ("12", "Oak Street", "12", "OAK ST"),
        ("12", "oak", "12", "OAK ST"),
        ("0012", "Oak St.", "12", "OAK ST"),
        ("#12", "N. Oak St", "12", "NORTH OAK STREET"),
        ("12", "Oak Ridge Trail", "12", "OAK RIDGE TRL"),
        ("12", "Park Avenue", "12", "PARK AVE NW"),
        ("9", "The Court", "9", "THE CT"),
    ],
)
def test_the_same_house_is_the_same_house(house: str, street: str, listed_house: str, listed_street: str) -> None:
    papers = replace(PAPERS, house_number=house, street=street)
    assert same_address(papers, elector(house_number=listed_house, street=listed_street))


@pytest.mark.parametrize(
    ("house", "street"), [("21", "Oak Street"), ("12", "Elm Street"), ("12", ""), ("", "Oak Street")]
)
def test_another_house_or_half_an_address_is_not_the_same(house: str, street: str) -> None:
    assert not same_address(replace(PAPERS, house_number=house, street=street), elector())


@pytest.mark.parametrize(
    ("house", "street", "given"), [("", "", False), (" ", " ", False), ("12", "", True), ("", "Oak", True)]
)
def test_half_an_address_is_an_address(house: str, street: str, given: bool) -> None:
    assert address_given(replace(PAPERS, house_number=house, street=street)) is given
