"""Receipts are held against all numbers before them, which are read from the states once."""

from __future__ import annotations

import pytest

from adjudicator.casework.admission import contacts
from tests.casework.admission.conftest import Forger
from tests.casework.admission.test_in_two import verified


def test_the_numbers_before_are_read_once_however_many_receipts_there_are(
    forger: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = contacts.receipts_of

    def counted(given):
        read.append(1)
        return real(given)

    monkeypatch.setattr(contacts, "receipts_of", counted)
    forger.sign_in("rita")
    for at in range(8):
        number = f"7QK2-M3P{'23456789'[at]}"
        forger.add("receipt.given", envelope="0002", receipt=number, check="ab" * 16)
    assert verified(forger.office.path).ok
    assert len(read) == 1
