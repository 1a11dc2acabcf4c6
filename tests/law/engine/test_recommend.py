"""Rules that the scenarios leave open: elections without federal contests, offices, rulings, unknown home styles."""

from dataclasses import replace

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS, pack
from tests.law.conftest import CONTESTS, STYLES, election_of
from tests.law.engine import reference

PLAIN = {fact: values[0] for fact, values in FACTS.items()}


def counts(recommendation):
    return {contest.id: contest.counts for contest in recommendation.contests}


def test_a_voter_of_another_county_counts_statewide_contests_only(recommender):
    answer = recommender("georgia-2020-sos").recommend(PLAIN | {"home": "other_county"}, "main")
    assert answer.counted == ("P", "S", "A")
    assert {contest.code for contest in answer.contests if not contest.counts} == {"wrong_county"}


def test_a_limit_that_leaves_every_contest_counts_in_full_and_keeps_its_mark(recommender):
    answer = recommender("georgia-2020").recommend(PLAIN | {"home": "other_precinct"}, "main", "twin")
    assert (answer.outcome, answer.marks) == ("count_full", ("wrong_precinct",))


def test_limits_that_leave_nothing_are_a_reason_and_name_the_limit(recommender):
    answer = recommender("georgia-2020").recommend(PLAIN | {"home": "other_precinct"}, "local", "far")
    assert (answer.outcome, answer.reasons) == ("not_counted", ("no_entitled_contest",))
    assert {contest.code for contest in answer.contests} == {"wrong_precinct"}


def test_extended_hours_are_not_kept_apart_where_no_federal_contest_is_on_the_ballot(make_election):
    state_only = tuple(contest for contest in make_election().contests.values() if not contest.is_federal)
    election = make_election(state_only, styles={"main": ("S", "A", "L")})
    facts = PLAIN | {"cast": "court_extension", "court_order": "in_force"}
    assert Recommender(pack("georgia-2020"), election).recommend(facts, "main", "main").marks == ()


def test_the_contest_for_president_is_found_by_office_wherever_a_contest_names_one(make_election):
    contests = tuple(
        replace(contest, office="president") if contest.id == "S" else contest
        for contest in make_election().contests.values()
    )
    election = make_election(contests)
    facts = PLAIN | {"residence": "moved_state_late"}
    answer = Recommender(pack("georgia-2020"), election).recommend(facts, "main", "main")
    assert answer.counted == ("S",)
    said = reference.recommend(reference.Law("georgia-2020"), election, facts, "main", "main")
    assert said["contests"] == [(contest.id, contest.counts, contest.code) for contest in answer.contests]


def test_without_the_home_style_the_contests_that_hang_on_it_are_open_and_home_is_needed(recommender):
    answer = recommender("georgia-2020").recommend(PLAIN | {"home": "other_precinct"}, "main")
    assert (answer.outcome, answer.needs, answer.marks) == ("incomplete", ("home",), ("wrong_precinct",))
    assert set(counts(answer).values()) == {None}


def test_without_the_home_style_a_ballot_in_the_voters_own_style_counts_in_full(recommender):
    answer = recommender("georgia-2020").recommend(PLAIN, "main")
    assert (answer.outcome, answer.needs) == ("count_full", ())


def test_without_the_home_style_a_limit_that_does_not_hang_on_it_still_takes_contests_out(recommender):
    facts = PLAIN | {"home": "other_precinct", "residence": "moved_state_late"}
    answer = recommender("georgia-2020").recommend(facts, "main")
    assert counts(answer) == {"P": None, "S": False, "A": False, "H7": False, "N1": False, "L": False}


def test_a_ruling_counts_only_for_the_holds_that_it_names(recommender):
    facts = PLAIN | {"voted_already": "other_provisional", "identification": "supplied_after_hours"}
    engine = recommender("georgia-2020")
    one = engine.recommend(facts, "main", "main", rulings={"two_envelopes": "count"})
    assert (one.outcome, one.holds) == ("held", ("identification_after_hours",))
    both = engine.recommend(
        facts, "main", "main", rulings={"two_envelopes": "count", "identification_after_hours": "count"}
    )
    assert both.outcome == "count_full"
    against = engine.recommend(facts, "main", "main", rulings={"two_envelopes": "do_not_count"})
    assert (against.outcome, against.reasons) == ("not_counted", ("board_ruling",))


@pytest.mark.parametrize("name", PACK_IDS)
def test_one_ruling_for_all_holds_is_what_the_fact_says(name, recommender):
    facts = PLAIN | {"voted_already": "absentee_rejected", "ballot_in_envelope": "more_than_one"}
    for ruling in FACTS["ruling"]:
        rulings = {"absentee_rejected": ruling, "several_ballots": ruling}
        named = recommender(name).recommend(facts, "main", "main", rulings=rulings)
        assert named.outcome == recommender(name).recommend(facts | {"ruling": ruling}, "main", "main").outcome


def test_a_style_that_the_election_does_not_have_is_refused(recommender):
    with pytest.raises(KeyError):
        recommender("georgia-2020").recommend(PLAIN, "nowhere", "main")


def test_findings_can_be_left_out(recommender):
    engine = recommender("georgia-2020")
    full = engine.recommend(PLAIN, "main", "main")
    assert replace(full, findings=()) == engine.recommend(PLAIN, "main", "main", findings=False)


EXTENDED = PLAIN | {"cast": "court_extension", "court_order": "in_force"}


def test_contests_for_which_the_polls_had_closed_do_not_count_where_the_ballot_was_cast_in_extended_hours(recommender):
    engine = recommender("georgia-2020")
    answer = engine.recommend(EXTENDED, "main", "main", (), ("P", "L"))
    assert (answer.outcome, answer.counted) == ("count_partial", ("S", "A", "H7", "N1"))
    assert {each.code for each in answer.contests if not each.counts} == {"cast_too_late_for"}
    assert answer.findings[-1].citation == "O.C.G.A. 21-2-403"
    assert engine.recommend(PLAIN, "main", "main", (), ("P", "L")).outcome == "count_full"


def test_a_ballot_of_which_every_contest_was_closed_has_none_left(recommender):
    answer = recommender("georgia-2020").recommend(EXTENDED, "main", "main", (), STYLES["main"])
    assert (answer.outcome, answer.reasons) == ("not_counted", ("no_entitled_contest",))


def test_the_time_of_voting_is_needed_while_contests_hang_on_it():
    known = {fact: value for fact, value in EXTENDED.items() if fact != "cast"}
    state_only = Recommender(pack("georgia-2020"), election_of(CONTESTS[1:3], styles={"main": ("S", "A")}))
    assert state_only.recommend(known, "main", "main").needs == ()
    answer = state_only.recommend(known, "main", "main", (), ("S",))
    assert (answer.outcome, answer.needs) == ("incomplete", ("cast",))
    assert [each.counts for each in answer.contests] == [None, True]


def test_nothing_else_is_answered_otherwise_and_the_pack_stays_the_pack(recommender):
    engine = recommender("georgia-2020")
    without = engine.recommend(EXTENDED, "main", "main")
    elsewhere = engine.recommend(EXTENDED, "main", "main", (), ("H4",))  # not on this ballot
    beside = engine.recommend(EXTENDED, "main", "main", (), ("L",))
    assert elsewhere == without
    assert (beside.rules, beside.digest) == (without.rules, without.digest)
    assert beside.findings[:-1] == without.findings
    assert beside.marks == without.marks
