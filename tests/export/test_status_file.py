"""The look-up of voters with a receipt, and what somebody without the paper gets out of it."""

from __future__ import annotations

import csv
import hashlib
import io
import time
from pathlib import Path
from typing import Any

import pytest

from adjudicator.export.content import ReleaseContent
from adjudicator.export.files import made_files
from adjudicator.export.status_file import ReceiptInForce, StatusAnswer, answer_in, status
from adjudicator.people import receipts
from adjudicator.people.receipts import LETTERS, NewReceipt

from .conftest import MakeContent, MakeEnvelope

GIVEN = tuple(NewReceipt.drawn(bytes([7 * at + 1]) * 8 + at.to_bytes(8)) for at in range(6))


@pytest.fixture
def looked_up(envelope: MakeEnvelope, content: MakeContent) -> ReleaseContent:
    """Six voters with receipts: in full, in part, not counted, held, not yet approved, and none after all."""
    made = [
        envelope("0001"),
        envelope("0002", "count_partial", counted=("president",), code="wrong_precinct"),
        envelope("0003", "not_counted", reasons=("oath_unsigned",)),
        envelope("0004", "held", "held"),
        envelope("0005", "count_full", "determined"),
        envelope("0006", "count_full", "by_mistake"),
    ]
    look_ups = tuple(ReceiptInForce(receipt.check, each) for receipt, each in zip(GIVEN, made, strict=True))
    return content(made[:5], look_ups=look_ups)


@pytest.fixture
def file(looked_up: ReleaseContent) -> bytes:
    """The file of the look-up."""
    return b"".join(status(looked_up.look_ups, looked_up.explainer))


def test_each_voter_with_a_receipt_is_told_what_became_of_the_ballot(file: bytes) -> None:
    told = [answer_in(file, receipt.number, receipt.pin) for receipt in GIVEN]
    assert [answer and answer.outcome for answer in told] == [
        "count_full", "count_partial", "not_counted", "held", "undecided", "none",
    ]  # fmt: skip
    assert told[0] == StatusAnswer("count_full", "Count in full", "", "Your ballot was counted.")
    assert told[2] is not None
    assert told[2].reasons == "oath_unsigned"
    assert all(answer and answer.sentence for answer in told)


def test_a_number_may_be_typed_in_any_way(file: bytes) -> None:
    receipt = GIVEN[0]
    typed = receipt.number.lower().replace("-", " ")
    assert answer_in(file, typed, f" {receipt.pin} ") == answer_in(file, receipt.number, receipt.pin) is not None


def test_the_wrong_pin_and_the_pin_of_another_receipt_are_answered_alike(file: bytes) -> None:
    wrong = f"{(int(GIVEN[0].pin) + 1) % 10**8:08}"
    assert answer_in(file, GIVEN[0].number, wrong) is answer_in(file, GIVEN[0].number, GIVEN[1].pin) is None


def test_the_file_names_nobody_and_its_order_tells_nothing(file: bytes, looked_up: ReleaseContent) -> None:
    rows = list(csv.DictReader(io.StringIO(file.decode(), newline="")))
    said = file.decode()
    assert [row["check"] for row in rows] == sorted(receipt.check for receipt in GIVEN)
    assert not any(secret in said for receipt in GIVEN for secret in (receipt.number, receipt.pin))
    assert not any(known in said for known in ("0001", "Pleasant Hill", "Five Forks", "S1", "mortiz", "2020-11-0"))
    again = b"".join(status(tuple(reversed(tuple(looked_up.look_ups))), looked_up.explainer))
    assert again == file


def test_a_release_of_an_earlier_version_has_no_such_file(looked_up: ReleaseContent) -> None:
    assert "status.csv" not in made_files(looked_up, 5).parts
    assert "status.csv" in made_files(looked_up, 6).parts


def test_what_is_no_such_file_is_said(file: bytes) -> None:
    for data in (b"", b"a,b\r\n", b"\xff\xfe", file.replace(b"check", b"name")):
        with pytest.raises(ValueError, match=r".*"):
            answer_in(data, GIVEN[0].number, GIVEN[0].pin)


# --- who has the file, and not the paper


def test_numbers_alone_find_nothing_however_fast_they_are_tried(file: bytes) -> None:
    """Who has the file and the number, and tries the digests that are cheap, has to go through the slow one all the same."""
    checks = {row["check"] for row in csv.DictReader(io.StringIO(file.decode(), newline=""))}
    cheap: list[Any] = [hashlib.sha256, hashlib.sha1, hashlib.md5, hashlib.blake2b]
    for receipt in GIVEN:
        for digest in cheap:
            for text in (
                receipt.number,
                receipt.pin,
                f"{receipt.number}{receipt.pin}",
                f"{receipt.number} {receipt.pin}",
            ):
                assert digest(text.encode()).hexdigest()[:32] not in checks


def test_what_a_guess_costs_is_what_the_pages_say(real_cost: None) -> None:
    """docs/look-up.md gives the cost of all PINs of one number; it rests on these numbers."""
    asked: dict[str, Any] = {}

    def watched(_pin: bytes, **given: Any) -> bytes:
        asked.update(given)
        return bytes(16)

    real, receipts.hashlib.scrypt = receipts.hashlib.scrypt, watched
    try:
        GIVEN[0].check  # noqa: B018 - computed, to see how
    finally:
        receipts.hashlib.scrypt = real
    assert 128 * asked["n"] * asked["r"] == 16 << 20, "bytes of memory that each guess has to fill"
    assert (asked["salt"], asked["dklen"]) == (GIVEN[0].number.encode(), 16)
    begun = time.process_time()
    receipts.check_of("7QK2-M3PD", "00000000")
    a_guess = time.process_time() - begun
    assert a_guess * 10**8 > 10 * 86_400, "all PINs of one number take more than ten days of one processor"
    assert len(LETTERS) ** 8 * 10**8 > 2**66, "and without the number nobody begins"


def test_the_lines_of_python_in_the_documentation_answer_as_the_program_does(
    real_cost: None, file: bytes, tmp_path: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "look-up.md").read_text(encoding="utf-8")
    lines = page.partition("```python\n")[2].partition("```")[0]
    known: dict[str, Any] = {}
    exec(lines, known)
    path = tmp_path / "status.csv"
    path.write_bytes(file)
    for receipt in GIVEN:
        row, ours = known["answer"](path, receipt.number, receipt.pin), answer_in(file, receipt.number, receipt.pin)
        assert ours is not None
        assert (row["outcome"], row["sentence"]) == (ours.outcome, ours.sentence)
    assert known["answer"](path, GIVEN[0].number, GIVEN[1].pin) is None
