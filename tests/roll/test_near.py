"""Who lives near an address."""

from __future__ import annotations

import pytest

from adjudicator.roll import RollQuery

from .conftest import row

ROWS = (
    row("00000001", house_number="80", street_name="PINE", street_type="ST", zip_code="30096", city="DULUTH"),
    row("00000002", house_number="84", street_name="PINE", street_type="ST", zip_code="30096", city="DULUTH"),
    row("00000003", house_number="83", street_name="PINE", street_type="ST", zip_code="30096", city="DULUTH"),
    row("00000004", house_number="900", street_name="PINE", street_type="ST", zip_code="30096", city="DULUTH"),
    row("00000005", house_number="82", street_name="PINE", street_type="AVE", zip_code="30043", city="LAWRENCEVILLE"),
    row("00000006", house_number="82", street_name="PINE", street_type="ST", zip_code="30096", county="DEKALB"),
    row("00000007", house_number="82", street_name="ELM", street_type="ST", zip_code="30096", city="DULUTH"),
)


@pytest.fixture
def near(roll_of):
    roll = roll_of(*ROWS)

    def numbers(house: str, street: str = "Pine Street", limit: int = 24, **more: str) -> list[int]:
        query = RollQuery(house_number=house, street=street, **more)
        return sorted(int(each.registration_number) for each in roll.near(query, limit, county="Gwinnett"))

    return numbers


def test_the_nearest_on_the_street_and_its_side_come_first(near):
    assert near("82", zip_code="30096") == [1, 2, 3]
    assert near("82", limit=2, zip_code="30096") == [1, 2]
    assert near("85", limit=1, zip_code="30096") == [3]


def test_of_two_streets_of_one_name_the_zip_code_or_the_town_tells_which(near):
    assert near("82", zip_code="30043") == [5]
    assert near("82", city="Duluth") == [1, 2, 3]
    assert near("82") == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("house", "street"), [("", "Pine Street"), ("82", ""), ("82", "Oak Street"), ("2000", "Pine St")]
)
def test_without_house_or_street_or_far_from_everybody_there_is_nobody(near, house, street):
    assert near(house, street, zip_code="30096") == []
