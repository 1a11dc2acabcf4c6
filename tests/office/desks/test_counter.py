"""Finding the voter at the counter: the one who fits, and nothing of anybody else."""

from __future__ import annotations

import pytest

from adjudicator.office.desks import counter
from adjudicator.office.desks.counter import AtCounter
from adjudicator.people.receipts import NewReceipt
from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk


@pytest.fixture
def served(desk: Desk) -> Desk:
    """Two Nguyens of one first name, a third with two envelopes, and a Smith."""
    desk.receive("0001", last_name="Nguyen", first_name="Kim", birth_date="1980-03-14")
    desk.receive("0002", last_name="Nguyen", first_name="Kim", birth_date="1991-07-02")
    desk.receive("0003", last_name="Nguyen", first_name="Linh", birth_date="3/9/75")
    desk.receive("0004", last_name="NGUYEN", first_name="Linh", birth_date="3/9/75")
    desk.receive("0005", last_name="Smith", first_name="Ann", birth_date="1980-03-14")
    return desk


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("smith", ("0005",)),
        ("smi an", ("0005",)),
        ("nguyen 3/14/1980", ("0001",)),
        ("3/14/1980 Nguyen", ("0001",)),
        ("nguyen 1991-07-02", ("0002",)),
        ("7/2/91", ("0002",)),
        ("linh", ("0003", "0004")),
        ("03/09/1975", ("0003", "0004")),
        ("0002", ("0002",)),
    ],
)
def test_the_one_voter_who_fits_is_found_with_all_their_envelopes(
    served: Desk, typed: str, numbers: tuple[str, ...]
) -> None:
    found = served.office.counter.find(typed)
    assert isinstance(found, AtCounter)
    assert (found.voters, found.numbers) == (1, numbers)
    assert found.voter


SEVERAL = {"nguyen": 3, "kim": 2, "3/14/1980": 2, "jones": 0, "nguyen 1/1/2000": 0}


@pytest.mark.parametrize(("typed", "voters"), SEVERAL.items())
def test_of_several_voters_nothing_is_told_but_how_many_they_are(served: Desk, typed: str, voters: int) -> None:
    assert served.office.counter.find(typed) == AtCounter(voters)


def test_a_receipt_finds_its_voter_also_one_that_was_replaced(served: Desk) -> None:
    first, second = (served.office.contacts.give_receipt("0002") for _ in range(2))
    assert isinstance(first, NewReceipt)
    assert isinstance(second, NewReceipt)
    for number in (first.number, second.number.lower().replace("-", " "), second.number.replace("-", "")):
        found = served.office.counter.find(number)
        assert isinstance(found, AtCounter)
        assert found.numbers == ("0002",)


def test_a_name_that_looks_like_a_receipt_is_a_name(served: Desk) -> None:
    served.receive("0006", last_name="Sandusky", first_name="Al", birth_date="1960-01-02")
    found = served.office.counter.find("sandusky")
    assert isinstance(found, AtCounter)
    assert found.numbers == ("0006",)


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_finds_nobody(served: Desk, typed: str) -> None:
    refused = served.office.counter.find(typed)
    assert isinstance(refused, Refusal)
    assert refused.code == "nothing_typed"


def test_a_birth_date_alone_is_not_looked_for_among_too_many(served: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter, "MOST_LOOKED_THROUGH", 3)
    refused = served.office.counter.find("3/14/1980")
    assert isinstance(refused, Refusal)
    assert refused.code == "too_many"
    found = served.office.counter.find("smith 3/14/1980")
    assert isinstance(found, AtCounter)
    assert found.voters == 1


def test_an_observer_finds_nobody(served: Desk) -> None:
    served.sign_in("olga")
    assert isinstance(served.office.counter.find("smith"), Refusal)
