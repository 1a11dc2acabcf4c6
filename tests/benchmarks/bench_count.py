"""Measures the way of 100,000 envelopes from approval into the results: tables, release, scanner, reconciliation, account.

Every step is done whole, by the practice people, as a practice run does it. What one act takes must not hang on how many
envelopes there are, since a county sorts and opens some sixteen piles of each thousand: so each step stands beside the same
step of a tenth of the envelopes, ten times over, measured in the same run. Both are processor time: no disk is waited for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from made_up import DEFINITION, election
from replica import SEED, fill_envelopes, practised
from rows import Row, processor_seconds

from adjudicator.canvass.account import CountAccount
from adjudicator.casework.record.entry import moment_of
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import GoingClock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.people import passwords
from adjudicator.practice.make import files_in
from adjudicator.practice.papers import read_papers
from adjudicator.rehearsal.ready import Rehearsal, sign_in_as
from adjudicator.rehearsal.second_half import SecondHalf
from adjudicator.rehearsal.worker import ScriptedWorker

ENVELOPES, PART = 100_000, 10
"""How many envelopes, and which part of them is measured beside."""

WRITTEN = frozenset({"the bags are counted", "the newest lists are received"})
"""Steps that lead on to others and are not shown: what they take hangs on files, not on envelopes."""


def run(quick: bool) -> list[Row]:
    """Of so many envelopes or a few more, and of a tenth."""
    many = ENVELOPES // 10 if quick else ENVELOPES
    # each who signs at a table gives a password, which is to take long, and takes the same whatever the record holds
    passwords.LANES, passwords.MEMORY_KIB, passwords.PASSES = 1, 8, 1
    few, of_few = measured(many // PART)
    number, of_many = measured(many)
    times = number / few
    return [
        Row(f"count {number:,} envelopes: {step}", took, "s", of_few[step] * times, "1.5 times")
        for step, took in of_many.items()
        if step not in WRITTEN
    ]


def measured(envelopes: int) -> tuple[int, Mapping[str, float]]:
    """Take so many approved envelopes, or a few more, to the results; gives their number and what each step took."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        case = practised(folder)
        with CaseLog.open(case) as log:
            approved = fill_envelopes(log, envelopes)
            monday = datetime.combine(election().date + timedelta(days=6), time(14), UTC)
            clock = GoingClock(max(monday, moment_of(log.newest_instant())), timedelta(milliseconds=1))
        office = Office.open(case, chance=TimeAndChance(clock, seeded_salts(SEED + 1)))
        try:
            return approved, _on_the_way(office, case, clock)
        finally:
            office.close()


def _on_the_way(office: Office, case: Path, clock: GoingClock) -> dict[str, float]:
    files = files_in(case.parent)
    ready = Rehearsal(office, case, case.with_suffix(".roll"), files)
    worker = ScriptedWorker(office, read_papers(files.papers))
    half = SecondHalf(ready, case.parent, DEFINITION, SEED, clock, worker, lambda *_: None, frozenset())
    sign_in_as(office, "supervisor")
    return {what: processor_seconds(step) for what, step in _steps(office, half).items()}


def _steps(office: Office, half: SecondHalf) -> Mapping[str, Callable[[], object]]:
    return {
        "the bags are counted": half._bags,
        "the newest lists are received": half._newest_lists,
        "sorted into piles": half._sort,
        "looked up again": half._look_up,
        "released and acknowledged": half._release,
        "opened": half._open,
        "duplicated": half._duplicate,
        "scanned": half._scan,
        "reconciled, uploaded and seen": half._upload,
        "account from the states": lambda: _whole(office.accounts.account()),
        "account from the log": lambda: _whole(office.accounts.history()),
    }


def _whole(found: CountAccount) -> None:
    """Insist that every ballot came as far as the state's site, and nothing is left that does not fit."""
    if not found.seen == found.opened == found.may_count or found.troubles:
        raise AssertionError(found)
