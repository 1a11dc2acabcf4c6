"""Derived facts: exactly the positions of the contract."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from adjudicator.law.facts.derive import (
    CURES,
    READ_BY_DEFAULT,
    READ_POSITIONS,
    Readings,
    derive_after_death,
    derive_cast,
    derive_court_order,
    derive_cure,
    derive_deadline,
    derive_home,
    derive_identification,
    derive_oath,
    derive_party,
    derive_timing,
    plain_number,
    readings_of,
)
from adjudicator.records.facts import FACTS
from adjudicator.records.orders import CourtOrder, Hours
from adjudicator.resources import PACK_IDS, pack

ELECTION_DAY = date(2020, 11, 3)


def at(clock, day=ELECTION_DAY):
    return datetime.combine(day, time.fromisoformat(clock))


def order(*places, status="in_force", number="20-CV-1187"):
    return CourtOrder.for_all(number, frozenset(places), at("19:00"), at("19:45"), status)


@pytest.mark.parametrize(
    ("clock", "value"),
    [
        ("07:00", "before_5pm"),
        ("16:59:59", "before_5pm"),
        ("17:00:00", "from_5pm_to_close"),
        ("18:59", "from_5pm_to_close"),
        ("19:00:00", "from_5pm_to_close"),
        ("19:00:59", "from_5pm_to_close"),
        ("19:01", "in_line_at_closing"),
        ("19:31", "in_line_at_closing"),
    ],
)
def test_the_time_cast_is_read_against_five_o_clock_and_closing(clock, value, election):
    assert derive_cast(at(clock), "election_day", "Harbins", election) == value


@pytest.mark.parametrize(("clock", "value"), [("18:59:59", "from_5pm_to_close"), ("19:00", "in_line_at_closing")])
def test_the_closing_minute_is_late_where_that_is_the_reading(clock, value, election):
    strict = replace(READ_BY_DEFAULT, closing_minute_regular=False)
    assert derive_cast(at(clock), "election_day", "Harbins", election, readings=strict) == value


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_pack_as_it_ships_is_read_by_default(name):
    in_line = pack(name).position("court_extension").default
    by_default = replace(READ_BY_DEFAULT, looks_at_timing=True, extension_takes_all=in_line == "everybody")
    assert readings_of(pack(name)) == by_default
    assert in_line == ("everybody" if name == "georgia-2020-sos" else "not_those_in_line")


@pytest.mark.parametrize("at", range(len(READ_POSITIONS)))
def test_another_choice_turns_the_reading_of_its_position_alone(at):
    default, turned = pack("georgia-2020-sos"), list(READ_POSITIONS)[at]
    others = tuple(
        replace(each, value=next(choice.value for choice in each.choices if choice.value != each.value))
        if each.id == turned
        else each
        for each in default.positions
    )
    expected = Readings(*(place != at for place in range(len(READ_POSITIONS))), looks_at_timing=True)
    assert readings_of(replace(default, positions=others)) == expected


def test_a_position_that_a_pack_does_not_have_is_read_as_by_default():
    without = replace(pack("georgia-2020-sos"), positions=(), rules=())
    assert readings_of(without) == READ_BY_DEFAULT


@pytest.mark.parametrize(("written", "number"), [("014A ", "14a"), ("0", "0"), ("000", "0"), ("", ""), ("10", "10")])
def test_a_number_is_compared_without_leading_zeros_and_in_one_case(written, number):
    assert plain_number(written) == number


@pytest.mark.parametrize(
    ("clock", "value"), [("19:00:59", "from_5pm_to_close"), ("19:01", "court_extension"), ("20:10", "court_extension")]
)
def test_everybody_who_votes_after_closing_under_an_order_votes_in_the_extension(clock, value, election):
    assert derive_cast(at(clock), "election_day", "Harbins", election, (order("Harbins"),)) == value


def test_an_order_for_another_place_extends_nothing_here(election):
    assert derive_cast(at("19:20"), "election_day", "Harbins", election, (order("Duluth"),)) == "in_line_at_closing"


def test_a_place_may_have_a_closing_time_of_its_own(make_election):
    election = make_election(closing_times={"Harbins": time(19, 45)})
    assert derive_cast(at("19:30"), "election_day", "Harbins", election) == "from_5pm_to_close"
    assert derive_cast(at("19:30"), "election_day", "Duluth", election) == "in_line_at_closing"


@pytest.mark.parametrize("stream", ["advance", "absentee"])
def test_advance_and_absentee_ballots_are_not_cast_on_election_day(stream, election):
    assert derive_cast(at("10:00", date(2020, 10, 20)), stream, "Main office", election) == "not_election_day"
    assert derive_cast(None, stream, "", election) == "not_election_day"


def test_no_time_on_the_papers_is_within_regular_hours_only_where_no_order_was_made(election):
    assert derive_cast(None, "election_day", "Harbins", election) == "time_unknown"
    assert derive_cast(None, "election_day", "Harbins", election, (order("Harbins"),)) is None
    assert derive_cast(None, "election_day", "", election, (order("Harbins"),)) is None


def test_a_time_of_another_day_or_an_unknown_stream_decides_nothing(election):
    assert derive_cast(at("10:00", date(2020, 11, 4)), "election_day", "Harbins", election) is None
    assert derive_cast(at("10:00"), "", "Harbins", election) is None


def test_after_closing_at_an_unknown_place_an_order_may_or_may_not_apply(election):
    assert derive_cast(at("19:20"), "election_day", "", election, (order("Harbins"),)) is None
    assert derive_cast(at("19:20"), "election_day", "", election) == "in_line_at_closing"
    assert derive_cast(at("10:20"), "election_day", "", election, (order("Harbins"),)) == "before_5pm"


def test_a_place_is_the_same_however_a_list_writes_its_name(make_election):
    election = make_election(closing_times={"Harbins": time(19, 45)})
    assert derive_cast(at("19:30"), "election_day", "HARBINS ", election) == "from_5pm_to_close"
    assert derive_cast(at("19:50"), "election_day", "HARBINS ", election, (order("Harbins"),)) == "court_extension"


@pytest.mark.parametrize("status", ["in_force", "under_review", "vacated"])
def test_the_court_order_of_a_place_is_its_status(status):
    assert derive_court_order("court_extension", "Harbins", (order("Harbins", status=status),)) == status


def test_no_order_for_the_place_is_none():
    assert derive_court_order("court_extension", "Duluth", (order("Harbins"),)) == "none"


EARLIER_PACK = Readings(orders_by_time=False)


def evening(status, begins, ends):
    """An order for Harbins that extends the hours from one time to another."""
    return CourtOrder.for_all(begins, ["Harbins"], at(begins), at(ends), status)


TWO_ORDERS = (evening("in_force", "19:00", "19:45"), evening("vacated", "19:45", "20:00"))


@pytest.mark.parametrize(
    ("clock", "standing"),
    [("19:01", "in_force"), ("19:44", "in_force"), ("19:45", "in_force"), ("19:46", "vacated"), ("20:00", "vacated")],
)
def test_of_several_orders_the_one_that_covers_the_time_decides(clock, standing):
    assert derive_court_order("court_extension", "Harbins", TWO_ORDERS, at(clock)) == standing


def test_after_the_last_of_several_orders_those_in_line_then_hang_on_it():
    assert derive_court_order("court_extension", "Harbins", TWO_ORDERS, at("20:10")) == "vacated"


def test_without_a_time_orders_that_stand_differently_leave_it_open():
    assert derive_court_order("court_extension", "Harbins", TWO_ORDERS) is None
    assert derive_court_order("court_extension", "Harbins", TWO_ORDERS[:1]) == "in_force"
    assert derive_court_order("before_5pm", "Harbins", TWO_ORDERS) == "in_force"


def test_a_case_goes_on_to_be_read_by_its_own_pack_in_which_the_best_order_decides():
    for clock in ("19:30", "19:50"):
        given = ("court_extension", "Harbins", TWO_ORDERS, at(clock), EARLIER_PACK)
        assert derive_court_order(*given) == "in_force"
    assert derive_court_order("court_extension", "Harbins", TWO_ORDERS, None, EARLIER_PACK) == "in_force"


def test_who_votes_after_closing_and_before_the_order_begins_was_in_line(election):
    later = (evening("in_force", "19:30", "20:00"),)
    assert derive_cast(at("19:10"), "election_day", "Harbins", election, later) == "in_line_at_closing"
    assert derive_cast(at("19:30"), "election_day", "Harbins", election, later) == "court_extension"
    assert derive_cast(at("19:10"), "election_day", "Harbins", election, later, EARLIER_PACK) == "court_extension"


@pytest.mark.parametrize(
    ("determined", "clarified", "timing"),
    [
        (date(2020, 11, 5), None, "in_time"),
        (date(2020, 11, 6), None, "in_time"),
        (date(2020, 11, 7), None, "determined_late"),
        (date(2020, 11, 7), date(2020, 11, 6), "determined_late"),
        (date(2020, 11, 9), date(2020, 11, 9), "clarified_late"),
    ],
)
def test_the_day_of_the_determination_is_held_against_the_last_day(determined, clarified, timing):
    assert derive_timing(determined, date(2020, 11, 6), clarified) == timing


def test_the_order_of_an_unknown_place_is_unknown_only_where_it_matters():
    orders = (order("Harbins"),)
    assert derive_court_order("court_extension", "", orders) is None
    assert derive_court_order("before_5pm", "", orders) == "none"
    assert derive_court_order("court_extension", "", ()) == "none"


def home(election, **changes):
    given = {
        "home_county": "GWINNETT", "home_precinct": "001", "home_style": "main", "precinct_cast": "001",
        "style_cast": "main", "stream": "election_day", "place": "Harbins",
    }  # fmt: skip
    return derive_home(election, **{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, "same_style"),
        ({"style_cast": "far"}, "other_style"),
        ({"precinct_cast": "1"}, "same_style"),
        ({"precinct_cast": "002"}, "other_precinct"),
        ({"precinct_cast": "002", "home_style": "", "style_cast": ""}, "other_precinct"),
        ({"home_county": "DEKALB", "home_precinct": "", "home_style": ""}, "other_county"),
        ({"home_county": "Gwinnett County"}, "same_style"),
        ({"home_county": ""}, None),
        ({"home_style": ""}, None),
        ({"style_cast": ""}, None),
        ({"precinct_cast": ""}, None),
        ({"home_precinct": ""}, None),
        ({"stream": ""}, None),
    ],
)
def test_on_election_day_precinct_goes_before_style(changes, value, election):
    assert home(election, **changes) == value


@pytest.mark.parametrize(
    "where", [{"stream": "advance"}, {"stream": "absentee"}, {"place": "Main office"}, {"place": " MAIN  Office"}]
)
def test_where_every_precinct_is_served_only_styles_are_compared(where, election):
    assert home(election, precinct_cast="002", **where) == "same_style"
    assert home(election, precinct_cast="002", style_cast="far", **where) == "other_style"
    assert home(election, precinct_cast="", home_precinct="", **where) == "same_style"
    assert home(election, home_county="DEKALB", **where) == "other_county"


def test_the_other_table_of_the_own_building_is_elsewhere_unless_the_position_says_otherwise(make_election):
    shared = make_election(shared_buildings=(("001", "002"),))
    own_place = replace(READ_BY_DEFAULT, other_table_is_elsewhere=False)
    assert home(shared, precinct_cast="2") == "other_precinct"
    assert home(shared, precinct_cast="2", style_cast="far", readings=own_place) == "other_style"
    assert home(shared, precinct_cast="2", readings=own_place) == "same_style"
    assert home(shared, precinct_cast="014A", readings=own_place) == "other_precinct"
    assert home(shared, precinct_cast="2", home_style="", readings=own_place) is None


def test_nobody_is_asked_for_a_party_outside_primaries(election, make_election):
    assert derive_party(election) == "not_a_primary"
    primary = make_election(primary=True)
    assert (derive_party(primary), derive_party(primary, "not_entitled")) == (None, "not_entitled")


def test_the_period_passes_only_by_an_act():
    assert (derive_deadline(False), derive_deadline(True)) == ("open", "passed")


@pytest.mark.parametrize(
    ("moment", "value"),
    [
        ("2020-11-04T23:59", "supplied_in_time"),
        ("2020-11-06T16:59", "supplied_in_time"),
        ("2020-11-06T17:00:00", "supplied_in_time"),
        ("2020-11-06T17:00:01", "supplied_after_hours"),
        ("2020-11-06T23:59:59", "supplied_after_hours"),
        ("2020-11-07T00:00", "supplied_late"),
    ],
)
def test_identification_is_read_against_the_last_day_and_the_offices_hour(moment, value):
    assert derive_identification(datetime.fromisoformat(moment), date(2020, 11, 6), time(17)) == value
    assert value in FACTS["identification"]


@pytest.mark.parametrize("fact", CURES)
@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        ("2020-11-04T23:59", True),
        ("2020-11-06T17:00:00", True),
        ("2020-11-06T17:00:01", False),
        ("2020-11-07T00:00", False),
    ],
)
def test_a_cure_is_in_time_up_to_the_hour_on_the_last_day(fact: str, moment: str, in_time: bool) -> None:
    value = derive_cure(fact, datetime.fromisoformat(moment), date(2020, 11, 6), time(17))
    assert value == CURES[fact][0 if in_time else 1]
    assert value in FACTS[fact]


@pytest.mark.parametrize(
    ("signed_at", "value"),
    [("2020-11-05T09:00", "signed"), ("2020-11-06T23:59", "signed"), ("2020-11-07T00:00", "unsigned")],
)
def test_an_oath_signed_before_the_last_day_is_over_counts_as_signed(signed_at: str, value: str) -> None:
    assert derive_oath(datetime.fromisoformat(signed_at), date(2020, 11, 6), date(2020, 11, 3)) == value


@pytest.mark.parametrize(("clock", "value"), [("17:00:00", "before_5pm"), ("17:00:01", "from_5pm_to_close")])
def test_five_o_clock_itself_is_before_where_that_is_the_reading(clock, value, election):
    before = replace(READ_BY_DEFAULT, five_o_clock_within=False)
    assert derive_cast(at(clock), "election_day", "Harbins", election, readings=before) == value


def test_who_died_after_casting_was_eligible_unless_the_position_says_otherwise():
    assert derive_after_death() == "eligible"
    assert derive_after_death(replace(READ_BY_DEFAULT, death_ends_nothing=False)) == "deceased"


FULTON = CourtOrder(
    "24-CV-1", {"Harbins": Hours(at("19:00"), at("19:30")), "Duluth": Hours(at("19:45"), at("20:15"))}, "in_force"
)
"""One order with other hours at each place, as Fulton's of 2024."""


@pytest.mark.parametrize(
    ("place", "time", "cast"),
    [
        ("Harbins", "19:10", "court_extension"),
        ("Duluth", "19:10", "in_line_at_closing"),  # there the order begins later
        ("DULUTH", "19:50", "court_extension"),
        ("Elsewhere", "19:50", "in_line_at_closing"),
        ("", "19:10", None),
    ],
)
def test_an_order_has_its_own_hours_at_each_place(election, place, time, cast):
    assert derive_cast(at(time), "election_day", place, election, [FULTON]) == cast


def test_of_several_orders_the_hours_at_the_place_decide():
    """The other order covers the time at another place alone; here the one that was vacated does."""
    hours = {"Harbins": Hours(at("19:00"), at("19:15")), "Duluth": Hours(at("19:00"), at("21:00"))}
    other = CourtOrder("24-CV-2", hours, "in_force")
    here = CourtOrder.for_all("24-CV-3", ["Harbins"], at("19:15"), at("20:00"), "vacated")
    assert derive_court_order("court_extension", "Harbins", [other, here], at("19:40")) == "vacated"
    assert derive_court_order("court_extension", "Duluth", [other, here], at("19:40")) == "in_force"
