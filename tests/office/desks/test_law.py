"""The law in force: another pack, or a position set by a motion, with everything that it changes shown first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from msgspec import structs

from adjudicator.casework.acts import lawmaking
from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.batching import FOUR_EYES
from adjudicator.casework.acts.review.determining import AS_RECOMMENDED, Basis, Decision, determination
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.sheet.cards import cards_of, ready_outcome
from adjudicator.law.rules.position import Motion
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office.behind import preview as ground
from adjudicator.office.behind.room import Done
from adjudicator.office.desks import law as law_desk
from adjudicator.office.desks.record import verifying
from adjudicator.port.acts import Document
from adjudicator.records.trouble import Refusal, WorldError
from tests.office.conftest import PASSWORD, desk_behind, open_again, worked_once
from ui.shared.questions import ELIGIBILITY

MOTION = Motion("2020-11", "2020-11-04", "Resolved, that a voter's two envelopes are not counted.")


def refused(result) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.fixture(scope="module")
def made(begun, tmp_path_factory):
    """One envelope of the voter's own precinct, one of another county's voter: both determined."""
    return worked_once(begun, tmp_path_factory.mktemp("law"), _two_determined)


@pytest.fixture
def worked(made, tmp_path, watch):
    """A reviewer at that case."""
    with desk_behind(made, tmp_path, watch) as desk:
        yield desk


def _two_determined(desk):
    desk.receive("0001")
    desk.receive("0002", "Okafor")
    desk.easy("0001")
    desk.accept("0002")
    for fact, value in (("match", "certain"), ("residence", "as_listed"), ("registration", "registered")):
        if desk.open_fact("0002") == fact:
            desk.say("0002", fact, value)
    desk.easy("0002")
    assert desk.state("0002").outcome == "count_partial"


def verified(desk):
    report = desk.office.record.verifying("deep")(lambda done, of: None)
    assert report.findings == ()


def test_a_motion_on_a_pack_whose_folder_is_not_on_this_machine_is_told_so(office, monkeypatch):
    """A pack that somebody added carries its rules into the case, but not what they would be by another choice."""
    monkeypatch.setattr(law_desk, "pack_ids", lambda: ("georgia-2021",))
    with pytest.raises(WorldError, match="The folder of the pack georgia-2020-sos is not on this computer"):
        office.law.another_choice("two_envelopes", "not_counted", MOTION)


def test_another_pack_shows_every_determination_that_it_would_change(worked):
    worked.sign_in("sue")
    draft = worked.office.law.another_pack("georgia-2020")
    assert draft.shown.found.examined == 2
    assert draft.shown.found.listed() == {"0002": ["count_partial", "not_counted"]}
    (change,) = draft.shown.found.changes
    assert (change.deed, change.after.reasons) == ("sent_back", ("wrong_county",))
    assert worked.office.law.pack.id == "georgia-2020-sos"
    assert draft.moved == ()


def test_another_pack_shows_the_days_that_it_sets_otherwise(worked):
    draft = worked.office.law.another_pack("georgia-2021")
    moved = {after.id: (before.day, after.day) for before, after in draft.moved}
    assert moved["certification"] == ("2020-11-13", "2020-11-09")
    assert "last_day" not in moved


def test_another_pack_comes_into_force_with_a_reason_and_sends_back_what_would_differ(worked):
    worked.sign_in("sue")
    draft = worked.office.law.another_pack("georgia-2020")
    assert refused(worked.office.law.change_pack(draft, " ")) == "reason_missing"
    assert isinstance(worked.office.law.change_pack(draft, "Counsel advises the statute"), Done)
    assert worked.office.case.rules == worked.office.law.pack.id == "georgia-2020"
    assert worked.state("0001").status == "determined"
    state = worked.state("0002")
    assert (state.status, state.returned_to, len(state.determinations)) == ("to_do", "rita", 1)
    assert "Counsel advises the statute" in worked.office.review.reason_of(state.returned)
    worked.sign_in("rita")
    assert worked.record("0002").outcome == "not_counted"
    verified(worked)


def test_the_days_follow_the_pack_in_force(worked):
    def certified():
        return next(day.day for day in worked.office.case.calendar if day.id == "certification")

    assert certified() == "2020-11-13"
    worked.sign_in("sue")
    assert isinstance(worked.office.law.change_pack(worked.office.law.another_pack("georgia-2021"), "Later law"), Done)
    assert certified() == "2020-11-09"
    assert worked.office.case.deadlines["last_day"] == "2020-11-06T22:00:00.000000Z"


def test_a_motion_on_something_else_moves_no_day_though_the_table_of_holidays_has_changed(worked, monkeypatch):
    before = worked.office.case
    another = {date(2020, 11, 6): "Another Day"}
    monkeypatch.setattr(law_desk, "holidays_of", lambda _state: lambda day: another.get(day, ""))
    worked.sign_in("sue")
    draft = worked.office.law.another_choice("two_envelopes", "not_counted", MOTION)
    assert isinstance(worked.office.law.set_position(draft), Done)
    after = worked.office.case
    assert after.pack != before.pack
    assert (after.deadlines, after.calendar) == (before.deadlines, before.calendar)


def test_a_motion_moves_no_day_of_a_case_whose_pack_tells_its_dates_in_other_words(worked, monkeypatch):
    """As every pack does that an earlier version wrote into a case."""
    before = worked.office.case
    desk = law_desk.pack_with

    def in_other_words(*given):
        made = desk(*given)
        return replace(made, parameters=tuple(replace(each, since="long ago") for each in made.parameters))

    monkeypatch.setattr(law_desk, "pack_with", in_other_words)
    monkeypatch.setattr(law_desk, "holidays_of", lambda _state: lambda _day: "Another Day")
    worked.sign_in("sue")
    draft = worked.office.law.another_choice("two_envelopes", "not_counted", MOTION)
    assert isinstance(worked.office.law.set_position(draft), Done)
    assert worked.office.case.calendar == before.calendar


def test_determinations_of_both_packs_replay_with_the_tables_that_the_case_carries(worked):
    worked.sign_in("sue")
    assert isinstance(worked.office.law.change_pack(worked.office.law.another_pack("georgia-2021"), "Later law"), Done)
    worked.sign_in("rita")
    worked.receive("0003", "Nguyen", place="School 002", precinct_cast="002", style_cast="S2")
    worked.easy("0003")
    packs = {worked.state(number).determination.pack for number in ("0001", "0003")}
    assert packs == set(worked.office.case.packs)
    verified(worked)


def test_the_pack_in_force_is_no_other_pack(worked):
    worked.sign_in("sue")
    draft = worked.office.law.another_pack("georgia-2020-sos")
    assert refused(worked.office.law.change_pack(draft, "Why")) == "same_pack"


def test_what_was_shown_is_refused_once_the_record_has_moved_on(worked):
    worked.sign_in("sue")
    draft = worked.office.law.another_pack("georgia-2020")
    worked.sign_in("rita")
    worked.receive("0003", "Nguyen")
    worked.sign_in("sue")
    assert refused(worked.office.law.change_pack(draft, "Why")) == "changed_meanwhile"
    assert worked.office.case.rules == "georgia-2020-sos"


def test_only_a_supervisor_changes_the_pack_and_only_supervisor_or_secretary_sets_a_position(worked):
    draft = worked.office.law.another_pack("georgia-2020")
    assert refused(worked.office.law.change_pack(draft, "Why")) == "no_right"
    choice = worked.office.law.another_choice("two_envelopes", "not_counted", MOTION)
    assert refused(worked.office.law.set_position(choice)) == "no_right"


def test_a_motion_sets_a_position_and_stands_in_the_record_with_number_date_and_text(worked):
    worked.sign_in("sue")
    told = []
    worked.office.listen(told.append)
    draft = worked.office.law.another_choice("two_envelopes", "not_counted", MOTION)
    assert isinstance(worked.office.law.set_position(draft), Done)
    (entry,) = [entry for entries in told for entry in entries if entry.kind == "position.set"]
    assert entry.data["motion"] == {"number": MOTION.number, "date": MOTION.date, "text": MOTION.text}
    assert worked.office.law.pack.position("two_envelopes").motion == MOTION
    assert worked.office.case.pack == worked.office.law.pack.digest
    verified(worked)


@pytest.mark.parametrize(
    "motion",
    [
        Motion(" ", "2020-11-05", "Text"),
        Motion("7", "", "Text"),
        Motion("7", "Nov 5", "Text"),
        Motion("7", "2020-11-05", ""),
    ],
)
def test_a_motion_needs_number_date_and_text(worked, motion):
    worked.sign_in("sue")
    draft = worked.office.law.another_choice("two_envelopes", "not_counted", motion)
    assert refused(worked.office.law.set_position(draft)) == "motion_incomplete"


def test_a_motion_of_a_day_to_come_is_refused(worked):
    worked.sign_in("sue")
    to_come = Motion("2020-12", "2020-11-05", "Resolved, some day.")
    refusal = worked.office.law.set_position(worked.office.law.another_choice("two_envelopes", "not_counted", to_come))
    assert refused(refusal) == "motion_to_come"


def test_the_history_of_the_law_says_who_enacted_what_and_when_newest_first(worked):
    assert worked.office.law.history() == ()
    worked.sign_in("sue")
    law = worked.office.law
    assert isinstance(law.set_position(law.another_choice("two_envelopes", "not_counted", MOTION)), Done)
    done = law.change_pack(law.another_pack("georgia-2020"), "Counsel advises the statute")
    assert isinstance(done, Done)
    newest, oldest = law.history()
    assert (newest.by, newest.rules, newest.position, newest.motion) == ("sue", "georgia-2020", "", None)
    assert newest.at == done.at
    assert worked.office.review.reason_of(newest.reason) == "Counsel advises the statute"
    assert (oldest.rules, oldest.position, oldest.motion) == ("georgia-2020-sos", "two_envelopes", MOTION)


def test_what_would_change_is_worked_out_on_any_thread_and_tells_how_far_it_is(worked, monkeypatch):
    monkeypatch.setattr(ground, "EVERY", 1)
    told, worked_out = [], []

    def work():
        worked_out.append(worked.office.law.another_pack("georgia-2020", lambda done, of: told.append((done, of))))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert [draft.shown.found.listed() for draft in worked_out] == [{"0002": ["count_partial", "not_counted"]}]
    assert told == [(1, 2)]


def test_whoever_stops_the_working_out_is_heard_and_the_case_goes_on(worked, monkeypatch):
    monkeypatch.setattr(ground, "EVERY", 1)

    def stop(_done, _of):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        worked.office.law.another_pack("georgia-2020", stop)
    assert worked.office.law.another_pack("georgia-2020").shown.found.examined == 2


def test_a_sheet_seen_under_the_old_law_is_not_recorded_under_the_new_one(worked):
    worked.receive("0003", "Nguyen")
    while worked.open_fact("0003") == "" and not worked.ready("0003"):
        worked.accept("0003")
    stale = worked.sheet("0003")
    assert ready_outcome(stale, cards_of(stale))
    worked.sign_in("sue")
    assert isinstance(worked.office.law.change_pack(worked.office.law.another_pack("georgia-2020"), "Why"), Done)
    worked.sign_in("rita")
    assert refused(worked.office.review.record(stale)) == "changed_meanwhile"
    assert isinstance(worked.office.review.record(worked.sheet("0003")), Done)
    assert worked.state("0003").determination.rules == "georgia-2020"


def test_motions_stay_with_another_pack(worked):
    worked.sign_in("sue")
    assert isinstance(
        worked.office.law.set_position(worked.office.law.another_choice("two_envelopes", "not_counted", MOTION)), Done
    )
    assert isinstance(worked.office.law.change_pack(worked.office.law.another_pack("georgia-2021"), "Why"), Done)
    assert worked.office.law.pack.position("two_envelopes").motion == MOTION


def test_an_answer_that_a_reading_of_times_settles_is_derived_anew(desk):
    desk.receive("0001", cast_at="2020-11-03T17:00")
    before = desk.easy("0001")
    assert before.answers["cast"].value == "from_5pm_to_close"
    desk.sign_in("sue")
    assert isinstance(desk.office.law.change_pack(desk.office.law.another_pack("georgia-2021"), "Later law"), Done)
    draft = desk.office.law.another_choice("five_o_clock", "before", MOTION)
    assert isinstance(desk.office.law.set_position(draft), Done)
    assert desk.state("0001").status == "determined", "in the voter's own precinct the hour changes nothing"
    desk.sign_in("rita")
    desk.receive("0002", "Nguyen", cast_at="2020-11-03T17:00")
    desk.accept("0002")
    assert desk.state("0002").answers["cast"].value == "before_5pm"


def test_the_other_table_of_the_own_building_is_read_anew_and_what_hangs_on_it_sent_back(desk):
    desk.receive("0001", place="School 003", precinct_cast="003", style_cast="S2", cast_at="2020-11-03T11:00")
    assert desk.easy("0001").determination.facts["home"] == "other_precinct"
    desk.receive("0002", "Nguyen", place="School 003", precinct_cast="003", style_cast="S1", cast_at="2020-11-03T11:00")
    assert desk.easy("0002").outcome == "count_partial", "the voter's own building is another one"
    desk.sign_in("sue")
    assert isinstance(desk.office.law.change_pack(desk.office.law.another_pack("georgia-2021"), "Later law"), Done)
    desk.sign_in("rita")
    for number in ("0001", "0002"):
        assert desk.record(number).determination.reasons == ("wrong_precinct",)
    desk.sign_in("sue")
    draft = desk.office.law.another_choice("shared_building", "wrong_style", MOTION)
    assert draft.shown.found.listed() == {"0001": ["not_counted", "count_partial"]}
    assert isinstance(desk.office.law.set_position(draft), Done)
    assert (desk.state("0001").status, desk.state("0002").status) == ("to_do", "determined")
    desk.sign_in("rita")
    again = desk.record("0001").determination
    assert (again.facts["home"], again.outcome, again.marks) == ("other_style", "count_partial", ("wrong_style",))
    verified(desk)


def test_who_died_after_voting_is_judged_anew_when_the_board_moves_and_the_answer_keeps_what_was_seen(desk):
    desk.receive("0001", reasons=("CZ",))
    for _ in range(3):
        desk.accept("0001")
    died = ELIGIBILITY.on(desk.sheet("0001")).option("8")
    done = desk.office.review.say(desk.sheet("0001"), "eligibility", died.value, why=Why(died.why))
    assert isinstance(done, Done), done
    assert desk.easy("0001").outcome == "count_full"
    desk.sign_in("sue")
    draft = desk.office.law.another_choice("died_after_casting", "does_not_count", MOTION)
    assert draft.shown.found.listed() == {"0001": ["count_full", "not_counted"]}
    assert isinstance(desk.office.law.set_position(draft), Done)
    answer = desk.state("0001").answers["eligibility"]
    assert (answer.value, answer.why) == ("deceased", "died_after_voting")
    assert ELIGIBILITY.on(desk.sheet("0001")).option("8").value == "deceased"
    desk.sign_in("rita")
    assert desk.record("0001").determination.reasons == ("not_eligible",)
    verified(desk)


def test_a_departure_comes_back_to_be_weighed_under_another_pack(worked):
    worked.receive("0003", "Okafor", cast_at="2020-11-03T11:00")
    sheet = worked.sheet("0003")
    for _ in range(4):
        worked.accept("0003")
        fact = worked.open_fact("0003")
        if fact:
            value = {"residence": "as_listed", "voted_already": "other_provisional"}[fact]
            worked.say("0003", fact, value)
    sheet = worked.sheet("0003")
    assert isinstance(worked.office.review.record(sheet, Decision("not_counted", "Told twice", "already_voted")), Done)
    worked.sign_in("sue")
    draft = worked.office.law.another_pack("georgia-2020")
    assert {change.state.number: change.deed for change in draft.shown.found.changes}["0003"] == "sent_back"


def test_another_window_works_on_with_the_pack_that_has_come_into_force(worked, watch):
    other = open_again(worked.office.path, watch, 4000)
    assert other.law.pack.id == "georgia-2020-sos"
    worked.sign_in("sue")
    assert isinstance(worked.office.law.change_pack(worked.office.law.another_pack("georgia-2020"), "Why"), Done)
    assert not isinstance(other.people.sign_in("rita", PASSWORD), Refusal)
    assert other.law.pack.id == other.recommender.pack.id == "georgia-2020"
    other.close()


# the way back


def changed(desk, pack, restore=True):
    desk.sign_in("sue")
    draft = desk.office.law.another_pack(pack).chosen(restore=restore)
    done = desk.office.law.change_pack(draft, "Counsel advises it")
    assert isinstance(done, Done), done
    return {change.state.number: change.deed for change in draft.shown.found.changes}


def test_the_old_pack_put_back_restores_what_the_other_sent_back(worked):
    before = worked.state("0002").determination
    assert changed(worked, "georgia-2020") == {"0002": "sent_back"}
    assert changed(worked, "georgia-2020-sos") == {"0002": "restored"}
    state = worked.state("0002")
    assert (state.status, state.outcome, state.determination.by) == ("determined", "count_partial", "sue")
    assert (state.determination.facts, state.determination.counted) == (before.facts, before.counted)
    assert state.determination.supersedes == before.seq
    assert state.returned_to == ""
    verified(worked)


def test_what_was_restored_is_approved_by_another_person(worked):
    changed(worked, "georgia-2020")
    changed(worked, "georgia-2020-sos")
    closed = worked.office.batches.close()
    assert isinstance(closed, Done), closed
    batch = worked.office.batches.batch("B0001")
    assert batch is not None
    assert refused(worked.office.batches.approve(batch)) == FOUR_EYES


def test_what_was_sent_back_may_be_left_at_review_on_the_way_back(worked):
    changed(worked, "georgia-2020")
    assert changed(worked, "georgia-2020-sos", restore=False) == {}
    assert worked.state("0002").status == "to_do"
    verified(worked)


def test_the_way_back_restores_nothing_that_somebody_has_touched(worked):
    changed(worked, "georgia-2020")
    worked.sign_in("rita")
    assert isinstance(worked.office.review.research(worked.sheet("0002"), {"call": ("nothing", "")}), Done)
    assert changed(worked, "georgia-2020-sos") == {}
    assert worked.state("0002").status == "to_do"
    verified(worked)


def test_the_way_back_restores_nothing_that_somebody_has_in_hand_or_has_asked_about(worked):
    changed(worked, "georgia-2020")
    worked.sign_in("rita")
    assert isinstance(worked.office.whose.take("0002"), Done)
    assert changed(worked, "georgia-2020-sos") == {}
    changed(worked, "georgia-2020")
    worked.sign_in("rita")
    assert isinstance(worked.office.whose.put_back(("0002",)), Done)
    assert changed(worked, "georgia-2020-sos") == {"0002": "restored"}
    changed(worked, "georgia-2020")
    worked.sign_in("rita")
    assert isinstance(worked.office.review.refer("0002", "Which county?"), Done)
    assert changed(worked, "georgia-2020-sos") == {}


def test_what_its_reviewer_took_back_is_restored_by_no_act(worked):
    worked.sign_in("rita")
    assert isinstance(worked.office.review.withdraw("0002", "The address is to be looked at"), Done)
    assert changed(worked, "georgia-2020") == {}
    assert changed(worked, "georgia-2020-sos") == {}
    assert worked.state("0002").status == "to_do"


def test_a_departure_is_weighed_again_on_the_way_back_too(worked):
    sheet = worked.sheet("0002")
    worked.sign_in("rita")
    assert isinstance(worked.office.review.withdraw("0002", "Once more"), Done)
    sheet = worked.sheet("0002")
    done = worked.office.review.record(sheet, Decision("count_full", "The board said so"))
    assert isinstance(done, Done), done
    assert changed(worked, "georgia-2020") == {"0002": "sent_back"}
    assert changed(worked, "georgia-2020-sos") == {}


def test_a_motion_put_back_restores_what_it_sent_back_with_its_answers_as_they_were(desk):
    """The answer that the motion had derived otherwise follows it back, and does not count as touched."""
    desk.receive("0001", reasons=("CZ",))
    for _ in range(3):
        desk.accept("0001")
    died = ELIGIBILITY.on(desk.sheet("0001")).option("8")
    assert isinstance(desk.office.review.say(desk.sheet("0001"), "eligibility", died.value, why=Why(died.why)), Done)
    desk.easy("0001")
    desk.sign_in("sue")
    for value, deed in (("does_not_count", "sent_back"), ("counts", "restored")):
        draft = desk.office.law.another_choice("died_after_casting", value, MOTION)
        assert [change.deed for change in draft.shown.found.changes] == [deed]
        assert isinstance(desk.office.law.set_position(draft), Done)
    state = desk.state("0001")
    assert (state.outcome, state.determination.by) == ("count_full", "sue")
    assert state.answers["eligibility"].value == state.determination.facts["eligibility"] == "eligible"
    verified(desk)


def forged(desk, make):
    """The old pack put back by a forger, who changes what follows from it; gives what verifying finds."""
    changed(desk, "georgia-2020")
    draft = desk.office.law.another_pack("georgia-2020-sos")
    room, new = desk.office._room, desk.office.law._new(draft)
    acted = lawmaking.change_pack(room.case, new, "Counsel again", room.act())
    documents = [Document.of("pack", draft.pack.tables())]
    assert isinstance(room.put(make(acted), documents=documents), Done)
    report = desk.office.record.verifying("deep")(lambda *__: None)
    return {finding.id for finding in report.findings}


def test_a_restored_determination_that_is_another_is_found(worked):
    def otherwise(acted):
        *first, last = acted
        return (*first, structs.replace(last, data={**last.data, "outcome": "count_full", "departs": True}))

    assert "admission.follows" in forged(worked, otherwise)


def test_a_restored_determination_that_is_left_out_is_found(worked):
    assert "admission.follows" in forged(worked, lambda acted: acted[:1])


def test_a_determination_that_no_act_sent_back_is_not_restored(worked):
    """The reviewer took it back: the law put back and forth restores it for nobody."""
    worked.sign_in("rita")
    before = worked.state("0002").determination
    assert isinstance(worked.office.review.withdraw("0002", "Once more"), Done)

    def restored(acted):
        first = structs.replace(acted[0], data={**acted[0].data, "changes": {"0002": ["undecided", before.outcome]}})
        sheet = worked.sheet("0002")
        basis = Basis(sheet.state, before.facts, before.cast_style, before.home_style, (), sheet.recommendation)
        return (first, determination(basis, AS_RECOMMENDED, Act(first.at, first.by)))

    assert forged(worked, restored) & {"admission.law", "admission.follows"}


def test_observers_verify_what_was_restored(worked, tmp_path):
    changed(worked, "georgia-2020")
    changed(worked, "georgia-2020-sos")
    copy = tmp_path / "observers.case"
    copy_for_observers(worked.office.path, copy)
    with CaseLog.open(copy, read_only=True) as log:
        assert verifying(log, "deep")(lambda *__: None).findings == ()
