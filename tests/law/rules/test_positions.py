"""Positions: where the law is silent, each choice changes just what it says, and a motion is written into the pack."""

from dataclasses import replace

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import READ_BY_DEFAULT, Readings, readings_of
from adjudicator.law.rules.pack import pack_of
from adjudicator.law.rules.position import Setting
from adjudicator.records.facts import FACTS
from adjudicator.resources import PACK_IDS, pack, pack_with

PLAIN = {fact: values[0] for fact, values in FACTS.items()}
FAR = {"registration": "registered", "home": "other_precinct"}
BOARD = ("held", (), ())


def outcome(election, setting, facts, name="georgia-2020"):
    recommender = Recommender(pack_with(name, setting), election)
    found = recommender.recommend({**PLAIN, **facts}, "main", "far" if "home" in facts else "main", ("L",))
    return found.outcome, found.reasons, found.marks


CHOICES = [
    ("absentee_rejected", {"voted_already": "absentee_rejected"}),
    ("identification_after_hours", {"identification": "supplied_after_hours"}),
    ("court_order_missing", {"cast": "court_extension", "court_order": "none"}),
    ("court_order_vacated", {"cast": "court_extension", "court_order": "vacated"}),
    ("completed_late", {"registration": "completed_late"}),
]


@pytest.mark.parametrize(("position", "facts"), CHOICES)
def test_the_board_may_decide_once_for_all_what_it_would_rule_on_one_by_one(position, facts, election, motion):
    def said(value):
        return outcome(election, {position: Setting(value, motion)}, facts)

    assert said("board")[0] == "held"
    counted, reasons, marks = said("count")
    assert counted in ("count_full", "count_partial")
    assert "counts_by_motion" in marks
    assert not reasons
    assert said("not_counted")[0] == "not_counted"


@pytest.mark.parametrize(
    ("position", "facts"),
    [
        ("two_envelopes", {"voted_already": "other_provisional"}),
        ("several_ballots", {"ballot_in_envelope": "more_than_one"}),
    ],
)
def test_of_two_envelopes_or_ballots_no_motion_makes_both_count(position, facts, election, motion):
    assert [choice.value for choice in pack().position(position).choices] == ["board", "not_counted"]
    found = outcome(election, {position: Setting("not_counted", motion)}, facts)
    assert found[:2] == ("not_counted", ("board_ruling",))


def test_a_ballot_of_the_wrong_party_can_count_for_the_contests_of_no_party(make_election, motion):
    contests = [replace(each, party="D") if each.id == "L" else each for each in make_election().contests.values()]
    partisan = make_election(tuple(contests), primary=True)
    recommender = Recommender(pack_with("georgia-2020", {"wrong_party": Setting("no_party", motion)}), partisan)
    found = recommender.recommend({**PLAIN, "party": "not_entitled"}, "local", "local")
    assert found.outcome == "count_partial"
    assert [(each.id, each.counts, each.code) for each in found.contests] == [
        ("N1", True, None),
        ("L", False, "wrong_party"),
    ]


def test_an_order_before_a_higher_court_can_be_left_to_the_board(election, motion):
    facts = {"cast": "court_extension", "court_order": "under_review"}
    setting = {"court_order_under_review": Setting("board", motion)}
    assert outcome(election, setting, facts)[0] == "held"
    assert outcome(election, setting, {**facts, "ruling": "do_not_count"})[0] == "not_counted"
    assert outcome(election, {}, {**facts, "ruling": "do_not_count"})[0] == "held"


@pytest.mark.parametrize(
    ("position", "cast"), [("in_line_at_closing", "in_line_at_closing"), ("time_unknown", "time_unknown")]
)
def test_an_unclear_time_can_be_within_or_outside_the_hours(position, cast, election, motion):
    def said(value, statement):
        facts = {**FAR, "cast": cast, "statement": statement}
        return outcome(election, {position: Setting(value, motion)}, facts, "georgia-2021")[:2]

    assert said("board", "complete")[0] == "held"
    assert said("within_hours", "complete")[0] == "count_partial"
    assert said("within_hours", "missing") == ("not_counted", ("statement_defective",))
    assert said("outside_hours", "complete") == ("not_counted", ("wrong_precinct",))
    assert said("outside_hours", "missing") == ("not_counted", ("wrong_precinct",))


def test_a_signed_statement_that_lacks_a_part_can_be_left_to_the_board_or_count(election, motion):
    def said(value, **facts):
        given = {**FAR, "cast": "from_5pm_to_close", "statement": "incomplete", **facts}
        found = outcome(election, {"statement_incomplete": Setting(value, motion)}, given, "georgia-2021")
        return found[0], found[1] or found[2]

    with_statement = ("registered_too_late_for", "send_statement", "wrong_precinct")
    assert said("not_counted") == ("not_counted", ("statement_defective",))
    assert said("board")[0] == "held"
    assert said("board", ruling="count") == ("count_partial", with_statement)
    assert said("board", ruling="do_not_count") == ("not_counted", ("board_ruling",))
    assert said("count") == ("count_partial", ("counts_by_motion", *with_statement))
    assert said("count", cast="before_5pm") == ("not_counted", ("wrong_precinct",))
    assert said("count", cast="time_unknown")[0] == "held"
    for value in ("board", "count"):
        assert said(value, statement="missing") == ("not_counted", ("statement_defective",))


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_ballot_of_another_style_can_be_left_to_the_board_but_never_counts_in_full(name, election, motion):
    def said(value, **facts):
        given = {"registration": "registered", "home": "other_style", **facts}
        return outcome(election, {"wrong_style": Setting(value, motion)}, given, name)[:2]

    assert said("in_part") == said("board", ruling="count") == ("count_partial", ())
    assert said("board") == ("held", ())
    assert said("not_counted") == said("board", ruling="do_not_count") == ("not_counted", ("board_ruling",))


def test_after_2021_a_ballot_of_another_precinct_not_cast_on_election_day_is_one_of_another_style(election, motion):
    by_mail = {**FAR, "cast": "not_election_day"}
    for value in ("in_part", "board", "not_counted"):
        setting = {"wrong_style": Setting(value, motion)}
        precinct = outcome(election, setting, by_mail, "georgia-2021")
        assert precinct == outcome(election, setting, {**by_mail, "home": "other_style"}, "georgia-2021")


def test_too_late_for_a_contest_can_keep_the_whole_ballot_from_counting(election, motion):
    assert outcome(election, {}, {})[0] == "count_partial"
    found = outcome(election, {"registered_too_late_for": Setting("not_counted", motion)}, {})
    assert found[:2] == ("not_counted", ("registered_late",))


@pytest.mark.parametrize("name", PACK_IDS)
def test_one_position_changes_no_recommendation_on_which_it_does_not_bear(name, election, motion):
    """Every single fact away from the plain ones: only facts that the position's rules look at may answer otherwise."""
    before = Recommender(pack(name), election)
    for position in pack(name).positions:
        touched = {fact for rule in pack(name).rules if position.id in rule.positions for fact in rule.facts}
        for choice in position.choices[1:]:
            after = Recommender(pack_with(name, {position.id: Setting(choice.value, motion)}), election)
            for fact in FACTS.keys() - touched - {"registration"}:
                for value in FACTS[fact]:
                    facts = {**PLAIN, fact: value, "cast": PLAIN["cast"]}
                    one, other = before.recommend(facts, "main", "main"), after.recommend(facts, "main", "main")
                    assert (one.outcome, one.contests, one.marks) == (other.outcome, other.contests, other.marks)


def test_times_are_read_as_the_positions_say(motion):
    assert readings_of(pack()) == replace(READ_BY_DEFAULT, looks_at_timing=True)
    settings = {
        "five_o_clock": Setting("before", motion),
        "closing_minute": Setting("after", motion),
        "court_extension": Setting("not_those_in_line", motion),
        "oath_signed_later": Setting("does_not_count", motion),
        "shared_building": Setting("wrong_style", motion),
        "died_after_casting": Setting("does_not_count", motion),
    }
    assert readings_of(pack_with("georgia-2021", settings)) == Readings(*[False] * 6, looks_at_timing=True)


def test_a_pack_carries_the_motion_that_set_a_position_and_has_a_digest_of_its_own(motion):
    setting = {"two_envelopes": Setting("not_counted", motion)}
    found = pack_with("georgia-2020-sos", setting)
    assert found.position("two_envelopes").motion == motion
    assert found.settings == setting
    assert found.digest != pack().digest
    assert pack_of(found.tables()) == found


def test_a_choice_that_does_not_exist_is_refused_with_those_that_do(motion):
    with pytest.raises(ValueError, match="Allowed: board, not_counted"):
        pack_with("georgia-2020-sos", {"two_envelopes": Setting("count", motion)})
    with pytest.raises(KeyError):
        pack_with("georgia-2020-sos", {"no_such_position": Setting("board", motion)})


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_position_is_a_question_with_its_doubt_and_at_least_two_answers(name):
    for position in pack(name).positions:
        assert "?" in position.asks
        assert len(position.choices) >= 2
        assert position.doubt.endswith(".")
        assert position.value == position.default == position.choices[0].value
        assert position.motion is None
