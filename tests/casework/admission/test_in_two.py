"""Wherever the log is parted between two processes, they find of forged entries what one finds, in the same order.

Here both halves are looked at by this process, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks import second
from adjudicator.log.checks.second import Half, SecondProcess, Task
from adjudicator.log.checks.verify import Report
from adjudicator.log.file.connection import connect
from adjudicator.office.desks.record import verifying
from tests.casework.admission.conftest import Forger
from tests.casework.admission.test_attacks import ATTACKS

PARTED_AT = ("the beginning", "the middle", "the entry before the last", "the end")
FORGED = (
    "F17 facts", "F13 not approved", "another law, nothing follows", "another law, another last day",
    "a role that is none", "a file twice", "a passphrase from another", "an instant of 1999",
    "a key disputed, one too many", "received from no list", "a receipt's number twice",
)  # fmt: skip


def _parted_at(where: str, entries: int) -> int:
    return {"the beginning": 0, "the middle": entries // 2, "the end": entries}.get(where, entries - 1)


def verified(path: Path) -> Report:
    with CaseLog.open(path, read_only=True) as log:
        return verifying(log, "deep")(lambda _done, _of: None)


def in_two(path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, int]:
    """What two halves find, parted there; and how often the second was asked for."""
    asked: list[Half] = []

    def begin(self: SecondProcess, entries: int) -> None:
        self.split = _parted_at(where, entries)

    def answer(self: SecondProcess, done: Callable[[int], None]) -> Half:
        task = Task(self.path, self.replay, self.law, self.split)
        with closing(connect(self.path, True, 1.0)) as db:
            asked.append(second.half_of(db.conn, task, done))
        return asked[-1]

    with monkeypatch.context() as patch:
        patch.setattr(second, "WORTH_BYTES", 0)
        patch.setattr(second, "_cores", lambda: 2)
        patch.setattr(SecondProcess, "begin", begin)
        patch.setattr(SecondProcess, "answer", answer)
        return verified(path), len(asked)


@pytest.mark.parametrize("name", [*FORGED, "nothing"])
def test_it_makes_no_difference_where_the_log_is_parted(
    forger: Forger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name != "nothing":
        _, attack, _ = ATTACKS[name]
        attack(forger)
    path = forger.office.path
    forger.office.close()
    alone = verified(path)
    assert bool(alone.findings) is (name != "nothing")
    for where in PARTED_AT:
        assert in_two(path, where, monkeypatch) == (alone, 1), where
