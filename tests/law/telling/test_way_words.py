"""What would have to be different, in words."""

from adjudicator.law.engine.otherwise import FactChange, Way
from adjudicator.law.telling.way_words import by_result, settling_words

UNTIL = "Fri Nov 6, 5:00 p.m."


def way(*changes, outcome="count_full", counted=21, **more):
    return Way(changes, outcome, counted, 21, **more)


def test_ways_to_one_result_stand_under_it_and_what_can_still_be_brought_apart():
    shown = FactChange("identification", ("shown", "supplied_in_time"), "missing")
    late = (
        FactChange("identification", ("supplied_after_hours",), "missing"),
        FactChange("ruling", ("count",), "none"),
    )
    vote = FactChange("voted_already", ("election_day",), "no")
    found = by_result([way(shown, curable=True), way(*late), way(vote, outcome="not_counted", counted=0)], UNTIL)
    assert [(each.outcome, each.heading, each.note, each.ways) for each in found] == [
        (
            "count_full",
            "Count in full, 21 of 21",
            "Still possible until Fri Nov 6, 5:00 p.m.",
            ("Identification: shown when voting, or came in time",),
        ),
        (
            "count_full",
            "Count in full, 21 of 21",
            "",
            ("Identification: came on the last day after hours; Ruling of the board: count",),
        ),
        ("not_counted", "Not counted", "", ("Other votes: voted on election day",)),
    ]


def test_a_fact_that_is_not_known_yet_says_so_and_contests_nobody_can_tell_have_no_number():
    home = FactChange("home", ("other_precinct",))
    (found,) = by_result([way(home, outcome="count_partial", counted=None)], UNTIL)
    assert found.ways == ("Own precinct and style (not known yet): voted in another precinct",)
    assert (found.heading, found.note) == ("Count in part", "The contests that are also on the voter's own ballot")


def test_what_leaves_questions_open_says_so():
    (found,) = by_result([way(FactChange("oath", ("signed",)), outcome="incomplete", counted=0, curable=True)], UNTIL)
    assert found.heading == "Cannot be told yet"
    assert found.note == "Still possible until Fri Nov 6, 5:00 p.m.; more would have to be known"


def test_settling_facts_stand_with_their_answers():
    assert settling_words({"oath": "unsigned", "deadline": "open"}) == (
        "Oath: not signed",
        "Period to determine: open",
    )
