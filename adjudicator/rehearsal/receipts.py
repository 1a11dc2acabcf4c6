"""Receipts of a practice election: some voters have one, and a file has the PINs, so that the look-up can be tried.

In a live case the PIN stands on the voter's paper alone; the file says so on every row.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from adjudicator.at_rest.durable import private
from adjudicator.office import Office
from adjudicator.practice.papers import RightAnswer
from adjudicator.records.trouble import Refusal

RECEIPTS = "receipts.csv"
COLUMNS = ("envelope_number", "receipt_number", "pin", "note")
NOTE = "Practice: made-up voter. In a live case the PIN stands on the voter's paper alone."

HELD, OTHERS = 8, 4
"""How many receipts at most go to voters whose ballots will be held, and to others: who has one is no answer."""


def give_receipts(office: Office, answers: Sequence[RightAnswer], path: Path) -> None:
    """Give receipts as somebody at the counter would, who is signed in, and write their numbers and PINs to a new file."""
    held = [each.envelope_number for each in answers if each.outcome == "held"]
    others = [each.envelope_number for each in answers if each.outcome != "held"]
    with open(path, "x", encoding="utf-8", newline="", opener=private) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number in sorted((*_spread(held, HELD), *_spread(others, OTHERS))):
            receipt = office.contacts.give_receipt(number)
            if isinstance(receipt, Refusal):
                raise AssertionError(f"{receipt.code}: {receipt.words}")
            writer.writerow((number, receipt.number, receipt.pin, NOTE))


def _spread(numbers: Sequence[str], most: int) -> Sequence[str]:
    """At most so many of the numbers, and no more than every other one, from all parts of the list."""
    return numbers[:: max(2, -(-len(numbers) // most))]
