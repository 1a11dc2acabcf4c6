"""The practice election, entry by entry: whatever was recorded last, no ballot is there twice, and none is lost."""

from __future__ import annotations

from adjudicator.canvass.history import History
from adjudicator.casework.record import fold_count
from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.count.accounting import voting
from tests.rehearsal.conftest import PracticeRun

LOOKED_AT = fold_count.STEPS.keys() | {
    "batch.approved", "envelope.reopened", "envelope.determined", "release.made", "envelope.returned",
}  # fmt: skip


def test_at_every_entry_the_steps_come_one_behind_the_other_and_the_envelopes_are_all_there(sixty: PracticeRun) -> None:
    history, looked = History(), 0
    with CaseLog.open(sixty.folder / "practice.case", read_only=True) as log:
        for logged in log.entries():
            history.take(logged.seq, logged.entry)
            if logged.entry.kind not in LOOKED_AT:
                continue
            found, place = history.account(voting), (logged.seq, logged.entry.kind)
            looked += 1
            assert found.received == sum(found.outcomes.values()), place
            assert found.opened <= found.may_count <= found.voted <= found.approved <= found.received, place
            assert found.opened == found.as_is + found.remade + sum(found.no_ballot.values()), place
            assert found.tickets_done <= found.remade, place
    assert looked > 100
    assert list(history.account(voting).differences()) == []
