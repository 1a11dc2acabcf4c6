"""The fold: what each kind of entry does to the states it touches, and that it touches no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adjudicator.casework.record.catalogue import FORM, upcast
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.casework.record.fold import subjects_of
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.signing import Stretch
from adjudicator.casework.record.state import (
    BatchState,
    CaseState,
    DayState,
    Dispute,
    EnvelopeState,
    FileState,
    Grant,
    OrderState,
    PersonState,
    ReleaseState,
    StrictProposal,
    changed,
)
from tests.casework.conftest import AT, Folding


def envelope_of(folding: Folding, number: str = "0417") -> EnvelopeState:
    found = folding.shelf.get(EnvelopeState, number)
    assert found is not None
    return found


def batch_of(folding: Folding, batch: str = "B0001") -> BatchState:
    found = folding.shelf.get(BatchState, batch)
    assert found is not None
    return found


def case_of(folding: Folding) -> CaseState:
    found = folding.shelf.get(CaseState, CASE_KEY)
    assert found is not None
    return found


def test_the_first_entry_opens_the_case(folding: Folding) -> None:
    case = case_of(folding)
    assert (case.id, case.version, case.opened_at, case.period_closed, case.next_batch) == ("C1", 1, AT, 0, 1)


def test_the_case_keeps_the_laws_days_of_its_first_entry() -> None:
    folding = Folding()
    day = {"id": "unused_ballots", "words": "Kept", "day": "2020-12-03", "at": "", "law": "500(b)", "how": "The 30th."}
    folding.opened(calendar=[day])
    assert case_of(folding).calendar == (DayState("unused_ballots", "Kept", "2020-12-03", "", "500(b)", "The 30th."),)


def test_a_first_entry_from_before_the_days_were_kept_still_folds(folding: Folding) -> None:
    assert case_of(folding).calendar == ()


def test_a_first_entry_of_form_3_0_says_so_though_it_does_not_name_it() -> None:
    data = {
        "case": "C1", "mode": "live", "county": "Gwinnett", "election": "General", "definition": "d", "rules": "r",
        "time_zone": "America/New_York", "pack": "p", "pack_document": "t", "deadlines": {"last_day": AT},
    }  # fmt: skip
    older, newer = Folding(), Folding()
    older.log(Entry("case.opened", 1, AT, "", data))
    newer.opened()
    assert (case_of(older).form, case_of(older).recovery, case_of(newer).form) == ("3.0", "", FORM)
    assert changed(case_of(older), form=FORM) == case_of(newer)


def test_accounts_of_a_form_whose_acts_are_signed_need_not_be_adopted(folding: Folding) -> None:
    folding.add("form.raised", "", **{"from": "4.0", "to": FORM})
    case = case_of(folding)
    assert (case.form, case.raised) == (FORM, 0)


def test_a_case_is_raised_its_accounts_adopted_and_what_two_people_set_is_kept(folding: Folding) -> None:
    raised = folding.add("form.raised", "", **{"from": "3.0", "to": "4.0"})
    adopted = folding.add("accounts.adopted", accounts=[])
    proposed = folding.add("strict.proposed", "sam", strict=True)
    case = case_of(folding)
    assert (case.form, case.raised, case.adopted) == ("4.0", raised, adopted)
    assert (case.strict, case.strict_proposed) == (False, StrictProposal(True, "sam", proposed))
    folding.add("strict.set", strict=True, proposed=proposed)
    assert (case_of(folding).strict, case_of(folding).strict_proposed) == (True, None)


def test_what_one_person_gives_is_marked_until_a_second_one_confirms_it(folding: Folding) -> None:
    account = folding.add("person.added", person="mo", name="Mo", roles=["clerk"], key="a1")
    roles = folding.add("person.changed", "sam", person="mo", roles=["clerk", "reviewer"], active=True)
    key = folding.add("person.key_changed", person="mo", key="a2")
    given = (Grant("account", "rita", account), Grant("roles", "sam", roles), Grant("key", "rita", key))
    assert person_of(folding).grants == given
    folding.add("person.confirmed", "sam", person="mo", key="a2", grants=[account, key])
    assert person_of(folding).grants == given[1:2]


def test_a_role_less_and_an_account_closed_mark_nothing_and_a_role_that_one_gives_oneself_does(
    folding: Folding,
) -> None:
    folding.add("person.added", "mo", person="mo", name="Mo", roles=["administrator", "clerk"], key="a1")
    folding.add("person.changed", person="mo", roles=["clerk"], active=False)
    folding.add("person.changed", person="mo", roles=["clerk"], active=True)
    assert person_of(folding).grants == ()
    seq = folding.add("person.changed", "mo", person="mo", roles=["administrator", "clerk"], active=True)
    assert person_of(folding).grants == (Grant("roles", "mo", seq),)


def test_a_key_is_ones_own_from_where_one_made_it_until_another_is_handed_out(folding: Folding) -> None:
    folding.add("person.added", person="mo", name="Mo", roles=["clerk"], key="a1")
    seen = [(person_of(folding).key, person_of(folding).own_key, person_of(folding).chosen_by)]
    for kind, by, key in (
        ("person.key_made", "mo", "a2"), ("person.key_changed", "rita", "a3"), ("person.key_recovered", "mo", "a4"),
    ):  # fmt: skip
        folding.add(kind, by, person="mo", key=key)
        seen.append((person_of(folding).key, person_of(folding).own_key, person_of(folding).chosen_by))
    assert seen == [("a1", "", "rita"), ("a2", "a2", ""), ("a3", "", "rita"), ("a4", "a4", "")]
    assert list(person_of(folding).keys) == ["a1", "a2", "a3", "a4"]


def test_a_disputed_key_waits_in_the_case_for_the_next_release(folding: Folding) -> None:
    folding.add("person.added", person="mo", name="Mo", roles=["clerk"], key="a1")
    folding.add("person.key_disputed", "sam", person="mo", since=2, until=2, changes={}, released=["0417"])
    assert case_of(folding).disputes == (Dispute("mo", 2, ("0417",)),)
    folding.add("release.made", "sam", release="R0001", follows="", size=1, root="00", items={}, files={})
    assert case_of(folding).disputes == ()


def test_acts_that_are_signed_together_leave_no_state(folding: Folding) -> None:
    before = dict(folding.shelf.all(CaseState)), dict(folding.shelf.all(PersonState))
    folding.add("acts.signed", **Stretch(1, 2, 2, "ab").data("rita"))
    assert (dict(folding.shelf.all(CaseState)), dict(folding.shelf.all(PersonState))) == before


def person_of(folding: Folding) -> PersonState:
    found = folding.shelf.get(PersonState, "mo")
    assert found is not None
    return found


def test_closing_the_period_is_remembered_by_its_place_in_the_log(folding: Folding) -> None:
    seq = folding.add("period.closed", "sam")
    assert case_of(folding).period_closed == seq


def test_a_person_is_added_changed_and_signs_in(folding: Folding) -> None:
    folding.add("person.added", person="mo", name="Mo Ortiz", roles=["reviewer", "clerk"])
    folding.add("person.signed_in", "mo", person="mo")
    grants = (Grant("account", "rita", 2),)
    assert folding.shelf.get(PersonState, "mo") == PersonState(
        "mo", 2, "Mo Ortiz", ("clerk", "reviewer"), chosen_by="rita", grants=grants
    )
    folding.add("person.changed", person="mo", roles=["observer"], active=False)
    gone = PersonState(
        "mo", 4, "Mo Ortiz", ("observer",), active=False, chosen_by="rita", grants=(*grants, Grant("roles", "rita", 4))
    )
    assert folding.shelf.get(PersonState, "mo") == gone
    folding.add("person.password_changed", "mo", person="mo")
    own = folding.shelf.get(PersonState, "mo")
    assert own is not None
    assert (own.version, own.chosen_by) == (5, "")


def test_a_file_is_known_by_its_digest_and_its_name_is_sealed(folding: Folding) -> None:
    seq = folding.add(
        "file.received", digest="d1", kind="check_in_list", name=Secret("smith.csv"), dated="2020-11-03", rows=12
    )
    file = folding.shelf.get(FileState, "d1")
    assert file is not None
    assert (file.version, file.kind, file.rows, file.by) == (seq, "check_in_list", 12, "rita")
    assert len(file.name) == 64
    assert case_of(folding).roll == ""


def test_a_roll_received_becomes_the_roll_of_the_case(folding: Folding) -> None:
    folding.add("file.received", digest="roll-1", kind="roll", name=None, dated="", rows=6)
    assert case_of(folding).roll == "roll-1"


EVENING = {"School 001": ["2020-11-03T19:00", "2020-11-03T20:00"]}


def test_an_order_is_entered_and_its_status_changes(folding: Folding) -> None:
    folding.add(
        "order.entered", order="20-CV-1", court="Superior", judge="J", status="in_force", hours=EVENING, contests=["S"],
        changes={},
    )  # fmt: skip
    seq = folding.add("order.changed", order="20-CV-1", status="vacated", changes={})
    order = folding.shelf.get(OrderState, "20-CV-1")
    assert order is not None
    assert (order.status, order.places, order.version) == ("vacated", ("School 001",), seq)
    assert order.contests == ("S",)


def test_an_order_is_put_right_and_stands_where_it_stood(folding: Folding) -> None:
    folding.add(
        "order.entered", order="20-CV-1", court="Superior", judge="J", status="under_review", hours=EVENING, contests=[],
        changes={},
    )  # fmt: skip
    two = {**EVENING, "School 002": ["2020-11-03T19:15", "2020-11-03T21:00"]}
    said = {"order": "20-CV-1", "called": "20-CV-2", "court": "State", "judge": "K", "hours": two, "contests": ["S"]}
    seq = folding.add("order.amended", **said, changes={})
    order = folding.shelf.get(OrderState, "20-CV-1")
    assert order is not None
    assert (order.called, order.court, order.judge, order.status) == ("20-CV-2", "State", "K", "under_review")
    assert (order.begins, order.ends, order.version) == ("2020-11-03T19:00", "2020-11-03T21:00", seq)
    assert order.hours["School 002"] == ("2020-11-03T19:15", "2020-11-03T21:00")
    assert order.contests == ("S",)


def test_an_order_of_an_older_form_has_the_same_hours_everywhere(folding: Folding) -> None:
    before = {
        "order": "20-CV-1", "court": "Superior", "judge": "J", "places": ["School 002", "School 001"],
        "begins": "2020-11-03T19:00", "ends": "2020-11-03T20:00", "status": "in_force", "changes": {},
    }  # fmt: skip
    newest = upcast(Entry("order.entered", 1, "2020-11-04T14:00:00.000000Z", "sue", before))
    assert (newest.version, newest.data["hours"]["School 002"]) == (2, ["2020-11-03T19:00", "2020-11-03T20:00"])
    assert newest.data.keys() == {"order", "court", "judge", "hours", "contests", "status", "changes"}


def test_a_closed_day_leaves_which_steps_were_open_and_no_other_version_of_the_case(folding: Folding) -> None:
    before = case_of(folding)
    folding.add("day.closed", open={"approved": 2})
    assert (case_of(folding).day_open, case_of(folding).version) == ({"approved": 2}, before.version)
    folding.add("day.closed", open={})
    assert case_of(folding).day_open == {}


def test_an_envelope_is_received_to_do_with_open_fields_in_the_clear_and_the_others_as_commitments(
    folding: Folding,
) -> None:
    seq = folding.received(place="School 001", reasons=["OP", "V"], oath_signed=False, last_name=Secret("Delgado"))
    state = envelope_of(folding)
    assert (state.status, state.received, state.version, state.outcome) == ("to_do", seq, seq, "undecided")
    assert (state.place, state.reasons, state.oath_signed, state.id_shown) == ("School 001", ("OP", "V"), False, None)
    assert list(state.sealed) == ["last_name"]
    assert "Delgado" not in repr(state)


def test_a_correction_replaces_the_fields_it_names_and_no_other(folding: Folding) -> None:
    folding.received(place="School 001", stream="advance", last_name=Secret("Delgado"), phone=Secret("770"))
    before = envelope_of(folding)
    papers = {"place": "School 002", "phone": None, "last_name": Secret("Salgado")}
    folding.add("envelope.corrected", envelope="0417", papers=papers, reason=Secret("The paper says so"))
    after = envelope_of(folding)
    assert (after.place, after.stream) == ("School 002", "advance")
    assert list(after.sealed) == ["last_name"]
    assert after.sealed["last_name"] != before.sealed["last_name"]


SOURCE = {"kind": "envelope", "dated": "", "ref": ""}
ELECTOR = {
    "county": "GWINNETT", "precinct": "001", "portion": "001-1", "style": "S1", "status": "active",
    "registered_on": "2016-01-15", "roll": "roll-1",
}  # fmt: skip


def said(fact: str, value: str) -> dict[str, object]:
    return {"fact": fact, "value": value, "source": SOURCE}


def test_an_answer_takes_the_place_of_an_earlier_one_to_the_same_fact(folding: Folding) -> None:
    folding.received()
    folding.add("facts.recorded", envelope="0417", facts=[said("oath", "unsigned"), said("cast", "before_5pm")])
    folding.add("facts.recorded", envelope="0417", facts=[said("oath", "signed")])
    state = envelope_of(folding)
    assert {fact: answer.value for fact, answer in state.answers.items()} == {"oath": "signed", "cast": "before_5pm"}
    assert state.elector is None


def test_an_elector_is_chosen_and_let_go_again(folding: Folding) -> None:
    folding.received()
    chosen = {**ELECTOR, "registration_number": Secret("01234567")}
    folding.add("facts.recorded", envelope="0417", facts=[said("match", "chosen")], elector=chosen)
    elector = envelope_of(folding).elector
    assert elector is not None
    assert (elector.style, elector.by, len(elector.registration_number)) == ("S1", "rita", 64)
    folding.add("facts.recorded", envelope="0417", facts=[said("match", "none")], elector=None)
    assert envelope_of(folding).elector is None


def test_a_research_line_takes_the_place_of_an_earlier_one_for_the_same_place(folding: Folding) -> None:
    folding.received()
    lines = [{"where": "call", "result": "no_answer", "note": None}, {"where": "county_list", "result": "nothing"}]
    folding.add("research.recorded", envelope="0417", lines=lines, by_program=False)
    found = [{"where": "call", "result": "found", "note": Secret("At 9")}]
    folding.add("research.recorded", "mo", envelope="0417", lines=found, by_program=False)
    call, county = envelope_of(folding).research
    assert (call.where, call.result, call.by, len(call.note)) == ("call", "found", "mo", 64)
    assert (county.where, county.result) == ("county_list", "nothing")


def test_what_the_program_has_looked_up_bears_nobodys_name(folding: Folding) -> None:
    folding.received()
    lines = [{"where": "county_list", "result": "nothing", "note": None}]
    folding.add("research.recorded", "mo", envelope="0417", lines=lines, by_program=True)
    assert [line.by for line in envelope_of(folding).research] == [""]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("count_full", "determined"),
        ("count_partial", "determined"),
        ("not_counted", "determined"),
        ("held", "held"),
    ],
)
def test_a_determination_is_in_force_and_a_hold_waits(folding: Folding, outcome: str, status: str) -> None:
    folding.received()
    folding.add("envelope.referred", envelope="0417", reason=Secret("Which street?"))
    seq = folding.determined(outcome=outcome, marks=["kept_apart"])
    state = envelope_of(folding)
    assert (state.status, state.outcome, state.determinations) == (status, outcome, (seq,))
    assert state.kept_apart
    assert (state.referred, state.returned, state.reopened) == ("", "", "")


def test_a_second_determination_is_in_force_and_the_first_stays_in_the_list(folding: Folding) -> None:
    folding.received()
    first, second = folding.determined(), folding.determined(outcome="not_counted", supersedes=2)
    state = envelope_of(folding)
    assert (state.outcome, state.determinations) == ("not_counted", (first, second))


def test_a_withdrawal_makes_the_envelope_to_do_and_keeps_its_answers(folding: Folding) -> None:
    folding.received()
    folding.add("facts.recorded", envelope="0417", facts=[said("oath", "signed")])
    seq = folding.determined()
    folding.add("determination.withdrawn", envelope="0417", determination=seq, batch="", reason=None)
    state = envelope_of(folding)
    assert (state.status, state.outcome, state.returned, state.returned_to) == ("to_do", "undecided", "", "")
    assert state.answers["oath"].value == "signed"
    assert state.determinations == (seq,)


def test_a_withdrawal_with_a_reason_goes_back_to_the_reviewer_and_leaves_the_batch(folding: Folding) -> None:
    folding.received("0416")
    other = folding.determined("0416")
    folding.received()
    seq = folding.determined()
    folding.add("batch.closed", batch="B0001", items={"0416": other, "0417": seq})
    folding.add(
        "determination.withdrawn", "mo", envelope="0417", determination=seq, batch="B0001", reason=Secret("Two of them")
    )
    state, batch = envelope_of(folding), batch_of(folding)
    assert (state.status, state.batch, state.returned_to) == ("to_do", "", "rita")
    assert len(state.returned) == 64
    assert (batch.status, dict(batch.items)) == ("waiting", {"0416": other})


def test_a_batch_whose_last_determination_is_withdrawn_waits_no_longer(folding: Folding) -> None:
    seq = folding.batched()
    folding.add(
        "determination.withdrawn", envelope="0417", determination=seq, batch="B0001", reason=Secret("Read wrongly")
    )
    assert (batch_of(folding).status, dict(batch_of(folding).items)) == ("returned", {})


def test_a_referral_asks_and_its_answer_goes_back_to_who_asked(folding: Folding) -> None:
    folding.received()
    folding.add("envelope.referred", "rita", envelope="0417", reason=Secret("Which street?"))
    asked = envelope_of(folding)
    assert (asked.status, asked.referred_by, len(asked.referred)) == ("to_do", "rita", 64)
    folding.add("referral.answered", "sam", envelope="0417", answer=Secret("Oak Street"))
    answered = envelope_of(folding)
    assert (answered.referred, answered.referred_by, answered.returned_to) == ("", "", "rita")
    assert len(answered.returned) == 64


def test_a_cure_records_its_answers_and_brings_the_envelope_back(folding: Folding) -> None:
    folding.received()
    folding.determined(outcome="held", holds=["no_identification"])
    facts = [said("identification", "supplied_in_time")]
    folding.add("cure.recorded", "clerk", envelope="0417", facts=facts, note=None)
    state = envelope_of(folding)
    assert (state.status, state.outcome) == ("to_do", "undecided")
    assert state.answers["identification"].value == "supplied_in_time"


def test_a_closed_batch_waits_and_the_next_one_has_the_next_number(folding: Folding) -> None:
    seq = folding.batched()
    batch, state = batch_of(folding), envelope_of(folding)
    assert (batch.status, batch.closed_by, dict(batch.items)) == ("waiting", "rita", {"0417": seq})
    assert (state.status, state.batch) == ("in_batch", "B0001")
    assert case_of(folding).next_batch == 2


def test_a_returned_envelope_goes_back_with_the_reason_and_an_emptied_batch_is_returned(folding: Folding) -> None:
    folding.batched()
    folding.add("envelope.returned", "sam", batch="B0001", envelope="0417", reason=Secret("Look again"))
    state, batch = envelope_of(folding), batch_of(folding)
    assert (state.status, state.batch, state.returned_to) == ("to_do", "", "rita")
    assert (batch.status, batch.decided_by, dict(batch.items)) == ("returned", "sam", {})
    assert batch.returned == {"0417": state.returned}


def test_approval_moves_exactly_the_list(folding: Folding) -> None:
    folding.batched("B0001", "0417")
    folding.batched("B0002", "0418")
    folding.add("batch.approved", "sam", batch="B0001", approved={})
    assert (batch_of(folding).status, batch_of(folding).decided_by) == ("approved", "sam")
    assert envelope_of(folding).status == "approved"
    assert envelope_of(folding, "0418").status == "in_batch"


def test_a_release_is_followed_by_the_next_and_its_envelopes_name_it(folding: Folding) -> None:
    seq = folding.batched()
    folding.add("batch.approved", "sam", batch="B0001", approved={})
    data = {"follows": "", "size": 5, "root": "00", "items": {"0417": seq}, "files": {"totals.csv": "ab"}}
    folding.add("release.made", "sam", release="R0001", **data)
    release = folding.shelf.get(ReleaseState, "R0001")
    assert release is not None
    assert (release.made_by, dict(release.items), release.follows) == ("sam", {"0417": seq}, "")
    assert (envelope_of(folding).status, envelope_of(folding).releases) == ("released", ("R0001",))
    assert (case_of(folding).next_release, case_of(folding).last_release) == (2, "R0001")


def released_once(folding: Folding) -> int:
    """The envelope has left in R0001, as a ballot that counts; gives the seq of its determination."""
    folding.received()
    seq = folding.batched()
    folding.add("batch.approved", "sam", batch="B0001", approved={})
    data = {"follows": "", "size": 5, "root": "00", "items": {"0417": seq}, "files": {}, "taken_away": {}}
    folding.add("release.made", "sam", release="R0001", **data)
    return seq


def looked_up(folding: Folding) -> None:
    back = {"about": "0417", "size": 1, "files": [], "hits": {}, "back": {"0417": 1}, "reason": Secret("A new hit")}
    folding.add("envelopes.looked_up", "clerk", **back)


def reopened(folding: Folding) -> None:
    folding.add("envelope.reopened", "sam", envelope="0417", reason=Secret("A second envelope turned up"))


@pytest.mark.parametrize("goes_back", [reopened, looked_up])
def test_how_a_released_envelope_left_is_kept_until_a_release_takes_it_away(
    folding: Folding, goes_back: Callable[[Folding], None]
) -> None:
    seq = released_once(folding)
    assert (envelope_of(folding).left_as, envelope_of(folding).open_again) == (None, False)
    goes_back(folding)
    state = envelope_of(folding)
    assert state.left_as is not None
    assert (state.left_as.release, state.left_as.determination.seq, state.open_again) == ("R0001", seq, True)
    folding.batched("B0002", "0418")
    data = {"follows": "R0001", "size": 5, "root": "00", "items": {}, "files": {}, "taken_away": {"0417": seq}}
    folding.add("release.made", "sam", release="R0002", **data)
    state, release = envelope_of(folding), folding.shelf.get(ReleaseState, "R0002")
    assert (state.left_as, state.taken_away, state.released_in, state.open_again) == (None, "R0002", "", False)
    assert state.releases == ("R0001",)
    assert release is not None
    assert (release.corrects, release.added, release.taken, release.is_owed) == (("R0001",), 0, 1, True)


def test_a_release_of_an_older_form_takes_nothing_away(folding: Folding) -> None:
    seq = released_once(folding)
    reopened(folding)
    data = {"follows": "R0001", "size": 5, "root": "00", "items": {"0417": seq}, "files": {}, "taken_away": None}
    folding.add("release.made", "sam", release="R0002", **data)
    release = folding.shelf.get(ReleaseState, "R0002")
    assert release is not None
    assert (release.corrects, release.taken) == ((), 0)
    assert envelope_of(folding).left_as is None


def test_what_the_tabulation_room_says_stands_beside_what_it_said_before(folding: Folding) -> None:
    released_once(folding)
    for ballots in (13, 14):
        said = {"who": Secret("Dana Reyes"), "told_at": "2020-11-06T21:05", "reference": Secret("")}
        folding.add("release.acknowledged", "sam", release="R0001", ballots=ballots, **said)
    release = folding.shelf.get(ReleaseState, "R0001")
    assert release is not None
    assert [each.ballots for each in release.acknowledgments] == [13, 14]
    assert release.acknowledged is not None
    assert (release.acknowledged.ballots, len(release.acknowledged.who)) == (14, 64)


def test_a_reopened_envelope_is_to_do_and_what_was_approved_stays_in_the_list(folding: Folding) -> None:
    seq = folding.batched()
    folding.add("batch.approved", "sam", batch="B0001", approved={})
    folding.add("envelope.reopened", "sam", envelope="0417", reason=Secret("A second envelope turned up"))
    state = envelope_of(folding)
    assert (state.status, state.outcome, state.batch, state.determinations) == ("to_do", "undecided", "", (seq,))
    assert len(state.reopened) == 64


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("facts.recorded", {"envelope": "9999", "facts": []}),
        ("batch.approved", {"batch": "B0009"}),
        ("envelope.returned", {"batch": "B0009", "envelope": "9999", "reason": None}),
    ],
)
def test_an_entry_about_nothing_that_ever_was_is_a_damaged_log(
    folding: Folding, kind: str, data: dict[str, object]
) -> None:
    with pytest.raises(LookupError):
        folding.add(kind, **data)


@pytest.mark.parametrize(
    ("data", "subjects"),
    [
        ({"envelope": "0417"}, ("envelope 0417",)),
        ({"batch": "B0001", "envelope": "0417"}, ("envelope 0417", "batch B0001")),
        ({"batch": "B0001", "items": {"1": 3, "2": 4}}, ("batch B0001", "envelope 1", "envelope 2")),
        ({"person": "mo"}, ()),
    ],
)
def test_an_entry_moves_on_the_version_of_what_it_is_about(data: dict[str, object], subjects: tuple[str, ...]) -> None:
    assert subjects_of(Entry("k", 1, "t", "rita", data)) == subjects
