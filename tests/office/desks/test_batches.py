"""Batches: closed by one person, approved or returned by another; four eyes in casework and, by itself, in the database."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import seal
from adjudicator.casework.record.state import BatchState
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Done, Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Refused
from adjudicator.records.trouble import Refusal
from tests.log.conftest import new_act
from tests.looking import approve_seen, filled
from tests.office.conftest import Desk


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def done(result: object) -> Done:
    assert isinstance(result, Done), result
    return result


def batch_of(office: Office, batch: str = "B0001") -> BatchState:
    found = office.batches.batch(batch)
    assert found is not None
    return found


def close_two(desk: Desk, by: str = "rita") -> BatchState:
    """Two envelopes, of different voters, determined and closed by one person."""
    desk.sign_in("rita")
    desk.receive("0001")
    desk.receive("0002", "Nguyen", precinct_cast="002", place="School 002", style_cast="S2")
    desk.sign_in(by)
    desk.easy("0001")
    desk.easy("0002")
    done(desk.office.batches.close())
    return batch_of(desk.office)


def test_a_batch_holds_ones_own_determinations_and_no_others(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen", precinct_cast="002", place="School 002", style_cast="S2")
    desk.easy("0001")
    desk.sign_in("rob")
    desk.easy("0002")
    assert [state.number for state in desk.office.batches.closable()] == ["0002"]
    done(desk.office.batches.close())
    assert list(batch_of(desk.office).items) == ["0002"]
    assert desk.state("0001").status == "determined"


def test_only_the_numbered_ones_are_closed(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen", precinct_cast="002", place="School 002", style_cast="S2")
    desk.easy("0001")
    desk.easy("0002")
    done(desk.office.batches.close(["0002"]))
    assert [state.number for state in desk.office.batches.closable()] == ["0001"]


def test_a_held_envelope_is_in_no_batch(desk: Desk) -> None:
    desk.receive("0001", id_shown=False)
    assert desk.easy("0001").outcome == "held"
    assert refused(desk.office.batches.close()) == "nothing_to_close"


def test_another_person_approves_exactly_the_list(desk: Desk) -> None:
    close_two(desk)
    desk.sign_in("sue")
    assert desk.office.batches.may_approve(batch_of(desk.office)) is None
    done(approve_seen(desk.office, batch_of(desk.office)))
    batch = batch_of(desk.office)
    assert (batch.status, batch.closed_by, batch.decided_by) == ("approved", "rita", "sue")
    assert {desk.state(number).status for number in ("0001", "0002")} == {"approved"}
    assert [state.number for state in desk.office.batches.envelopes(batch)] == ["0001", "0002"]


def test_a_reviewer_cannot_approve(desk: Desk) -> None:
    batch = close_two(desk)
    assert refused(approve_seen(desk.office, batch)) == "no_right"
    assert refused(desk.office.batches.give_back(batch, ["0001"], "why")) == "no_right"


def test_a_supervisor_cannot_approve_a_determination_of_her_own_even_among_others(desk: Desk) -> None:
    desk.receive("0001")
    desk.sign_in("sam")
    desk.easy("0001")
    done(desk.office.batches.close())
    batch, size = batch_of(desk.office), desk.office.record.head().size
    may = desk.office.batches.may_approve(batch)
    assert may is not None
    assert may.code == "four_eyes"
    assert refused(approve_seen(desk.office, batch)) == "four_eyes"
    assert desk.office.record.head().size == size
    desk.sign_in("sue")
    done(approve_seen(desk.office, batch))


def approval_by_hand(office: Office, batch: BatchState, by: str) -> Any:
    """An approval as casework would write it, had it been asked to look away, signed by the person signed in."""
    entry = Act("2020-11-05T12:00:00.000000Z", by).entry(
        "batch.approved", filled("batch.approved", {"batch": batch.id, "approved": dict(batch.items)})
    )
    with CaseLog.open(office.path) as log:
        signer = office._room.signer(log)
        assert isinstance(signer, Signer)
        assert signer.person == by
        return log.append(new_act([seal(entry, seeded_salts(99))], signer=signer, checkpoint=True))


def test_the_database_refuses_an_approval_by_who_determined_when_casework_is_bypassed(desk: Desk) -> None:
    batch = close_two(desk, "sam")
    size = desk.office.record.head().size
    with pytest.raises(sqlite3.IntegrityError, match="of their own"):
        approval_by_hand(desk.office, batch, "sam")
    assert desk.office.record.head().size == size
    assert batch_of(desk.office).status == "waiting"


def test_the_database_refuses_an_approval_without_a_role_for_it_when_casework_is_bypassed(desk: Desk) -> None:
    batch = close_two(desk, "rita")
    size = desk.office.record.head().size
    assert approval_by_hand(desk.office, batch, "rita") == Refused("right")
    assert desk.office.record.head().size == size
    assert batch_of(desk.office).status == "waiting"


def test_the_database_knows_the_determination_that_was_returned_and_made_anew(desk: Desk) -> None:
    close_two(desk)
    desk.sign_in("sue")
    done(desk.office.batches.give_back(batch_of(desk.office), ["0001"], "Look again"))
    desk.sign_in("sam")
    desk.record("0001")
    done(desk.office.batches.close())
    first, second = batch_of(desk.office), batch_of(desk.office, "B0002")
    with pytest.raises(sqlite3.IntegrityError, match="of their own"):
        approval_by_hand(desk.office, second, "sam")
    assert approval_by_hand(desk.office, first, "sam").size == desk.office.record.head().size


def test_a_returned_envelope_comes_back_to_its_reviewer_with_the_reason(desk: Desk) -> None:
    batch = close_two(desk)
    desk.sign_in("sue")
    done(desk.office.batches.give_back(batch, ["0001"], "The oath is on another sheet"))
    state = desk.state("0001")
    assert (state.status, state.returned_to, state.batch) == ("to_do", "rita", "")
    assert desk.office.review.reason_of(state.returned) == "The oath is on another sheet"
    assert state.answers["oath"].value == "signed"
    assert dict(batch_of(desk.office).items) == {"0002": batch.items["0002"]}
    done(approve_seen(desk.office, batch_of(desk.office)))
    assert desk.state("0001").status == "to_do"
    desk.sign_in("rita")
    desk.record("0001")
    done(desk.office.batches.close())
    assert list(batch_of(desk.office, "B0002").items) == ["0001"]
    assert desk.state("0001").returned == ""


def test_a_batch_from_which_everything_was_returned_is_over(desk: Desk) -> None:
    batch = close_two(desk)
    desk.sign_in("sue")
    done(desk.office.batches.give_back(batch, ["0001", "0002"], "Both of one voter"))
    assert batch_of(desk.office).status == "returned"
    assert refused(approve_seen(desk.office, batch_of(desk.office))) == "not_waiting"


def test_returning_needs_a_reason(desk: Desk) -> None:
    batch = close_two(desk)
    desk.sign_in("sue")
    assert refused(desk.office.batches.give_back(batch, ["0001"], "")) == "reason_missing"


def test_a_batch_that_changed_after_it_was_opened_is_looked_at_again(desk: Desk) -> None:
    seen = close_two(desk)
    desk.sign_in("sue")
    done(desk.office.batches.give_back(seen, ["0001"], "Look again"))
    assert refused(approve_seen(desk.office, seen)) == "changed_meanwhile"
    assert refused(desk.office.batches.give_back(seen, ["0002"], "This one too")) == "changed_meanwhile"


def test_a_determination_taken_back_leaves_the_waiting_batch(desk: Desk) -> None:
    close_two(desk)
    done(desk.office.review.withdraw("0001", "The label was read wrongly"))
    assert list(batch_of(desk.office).items) == ["0002"]
    desk.sign_in("sue")
    done(approve_seen(desk.office, batch_of(desk.office)))
    assert desk.state("0001").status == "to_do"


def approved(desk: Desk) -> None:
    batch = close_two(desk)
    desk.sign_in("sue")
    done(approve_seen(desk.office, batch))


def test_after_approval_nobody_takes_a_determination_back_or_corrects_the_papers(desk: Desk) -> None:
    approved(desk)
    desk.sign_in("rita")
    assert refused(desk.office.review.withdraw("0001", "I was wrong")) == "not_withdrawable"
    state = desk.state("0001")
    changed = desk.office.receive.correct("0001", {"place": "School 002"}, "The label", state.version)
    assert refused(changed) == "not_correctable"
    assert refused(desk.office.review.record(desk.sheet("0001"))) == "already_determined"
    assert refused(desk.office.review.say(desk.sheet("0001"), "oath", "unsigned")) == "already_determined"


def test_after_approval_only_a_supervisor_reopens_and_only_with_a_reason(desk: Desk) -> None:
    approved(desk)
    desk.sign_in("rita")
    assert refused(desk.office.review.reopen("0001", "A second envelope turned up")) == "no_right"
    desk.sign_in("sue")
    assert refused(desk.office.review.reopen("0001", " ")) == "reason_missing"
    done(desk.office.review.reopen("0001", "A second envelope turned up"))
    state = desk.state("0001")
    assert (state.status, state.outcome) == ("to_do", "undecided")
    assert desk.office.review.reason_of(state.reopened) == "A second envelope turned up"
    assert batch_of(desk.office).status == "approved"


def test_a_reopened_envelope_is_determined_closed_and_approved_again(desk: Desk) -> None:
    approved(desk)
    done(desk.office.review.reopen("0001", "A second envelope turned up"))
    desk.sign_in("rita")
    desk.say("0001", "oath", "unsigned")
    assert desk.record("0001").outcome == "held"
    done(desk.office.review.withdraw("0001", undo=True))
    desk.say("0001", "oath", "signed")
    assert desk.record("0001").outcome == "count_full"
    done(desk.office.batches.close())
    desk.sign_in("sue")
    done(approve_seen(desk.office, batch_of(desk.office, "B0002")))
    assert len(desk.state("0001").determinations) == 3


def test_a_question_goes_to_a_supervisor_and_its_answer_back_to_who_asked(desk: Desk) -> None:
    desk.receive("0001")
    done(desk.office.review.refer("0001", "Which of the two signatures?"))
    assert desk.office.overview.waiting().referred == 1
    assert refused(desk.office.review.answer_referral("0001", "The lower one")) == "no_right"
    desk.sign_in("sue")
    assert desk.office.review.reason_of(desk.state("0001").referred) == "Which of the two signatures?"
    done(desk.office.review.answer_referral("0001", "The lower one"))
    state = desk.state("0001")
    assert (state.referred, state.returned_to) == ("", "rita")
    assert desk.office.review.reason_of(state.returned) == "The lower one"


def test_the_newest_batch_stands_first(desk: Desk) -> None:
    close_two(desk)
    desk.receive("0003", "Smith")
    desk.accept("0003")
    desk.say("0003", "residence", "as_listed")
    desk.easy("0003")
    done(desk.office.batches.close())
    assert [batch.id for batch in desk.office.batches.batches()] == ["B0002", "B0001"]


@pytest.mark.parametrize(("act", "person"), [("close", "olga"), ("close", "admin"), ("approve", "olga")])
def test_whoever_has_no_right_at_the_desk_is_refused(desk: Desk, act: str, person: str) -> None:
    batch = close_two(desk)
    desk.sign_in(person)
    acts = {"close": desk.office.batches.close, "approve": lambda: approve_seen(desk.office, batch)}
    assert refused(acts[act]()) == "no_right"


def test_nobody_signed_in_does_nothing(desk: Desk) -> None:
    batch = close_two(desk)
    desk.office.people.sign_out()
    assert refused(approve_seen(desk.office, batch)) == "nobody"
    assert refused(desk.office.review.record(desk.sheet("0001"))) == "nobody"
    assert desk.office.batches.closable() == ()
