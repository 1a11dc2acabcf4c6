"""Rules on where the ballot was cast against where the voter belongs; they are what the packs differ in."""

from __future__ import annotations

from adjudicator.law import citations as law
from adjudicator.law.rule import BOTH_BALLOTS, STATEWIDE, Effects, for_the_board, limit, mark, not_counted, rule


@rule()
def wrong_style(registration: str, home: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(2) by analogy: only races for which the person was entitled to vote."""
    if registration != "registered" or home != "other_style":
        return ()
    return limit("wrong_style", BOTH_BALLOTS, law.WRONG_PRECINCT)


@rule(name="wrong_precinct")
def _wrong_precinct_2020(registration: str, home: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(2), Release 78: the races for which the person was entitled to vote are counted."""
    if registration != "registered" or home != "other_precinct":
        return ()
    return limit("wrong_precinct", BOTH_BALLOTS, law.WRONG_PRECINCT)


@rule(name="wrong_county")
def _wrong_county_announced(registration: str, home: str) -> Effects:
    """The Secretary of State's announcement of 6 November 2020: the state-wide contests are counted."""
    if registration != "registered" or home != "other_county":
        return ()
    return limit("wrong_county", STATEWIDE, law.ANNOUNCEMENT)


@rule(name="wrong_county")
def _wrong_county_statute(registration: str, home: str) -> Effects:
    """O.C.G.A. 21-2-218(f): nobody votes in another county than that of their residence."""
    if registration != "registered" or home != "other_county":
        return ()
    return not_counted("wrong_county", law.COUNTY_OF_RESIDENCE)


_OUTSIDE_THE_HOURS = {"before_5pm", "court_extension"}
_TIME_UNCLEAR = {"in_line_at_closing", "time_unknown"}
_STATEMENT_MATTERS = _TIME_UNCLEAR | {"from_5pm_to_close"}


@rule(position="five_o_clock", name="wrong_precinct")
def _wrong_precinct_2021(registration: str, home: str, cast: str, statement: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(2), Release 86: only from 5:00 P.M. to the regular closing, with the sworn statement."""
    if registration != "registered" or home != "other_precinct":
        return ()
    if cast == "not_election_day":
        return limit("wrong_style", BOTH_BALLOTS, law.WRONG_PRECINCT)
    if cast in _OUTSIDE_THE_HOURS:
        return not_counted("wrong_precinct", law.WRONG_PRECINCT)
    if statement != "complete":
        return ()
    counted_in_part = limit("wrong_precinct", BOTH_BALLOTS, law.WRONG_PRECINCT)
    return counted_in_part + mark("send_statement", law.WRONG_PRECINCT)


@rule()
def statement_defective(registration: str, home: str, cast: str, statement: str) -> Effects:
    """O.C.G.A. 21-2-418(b), Release 86: a sworn statement, witnessed, that gives the reason."""
    if registration != "registered" or home != "other_precinct" or cast not in _STATEMENT_MATTERS:
        return ()
    return () if statement == "complete" else not_counted("statement_defective", law.OATH_AND_PAPERS)


@rule(position="cast_time_unclear")
def cast_time_unclear(registration: str, home: str, cast: str, statement: str, ruling: str) -> Effects:
    """O.C.G.A. 21-2-413(g), 419(c)(2), Release 86: silent on those in line at closing; the board rules."""
    if registration != "registered" or home != "other_precinct" or cast not in _TIME_UNCLEAR:
        return ()
    return for_the_board(ruling, "cast_time_unclear", law.WRONG_PRECINCT) if statement == "complete" else ()


PLACE_2020_ANNOUNCED = (
    wrong_style,
    _wrong_precinct_2020,
    _wrong_county_announced,
)
PLACE_2020 = (
    wrong_style,
    _wrong_precinct_2020,
    _wrong_county_statute,
)
PLACE_2021 = (
    wrong_style,
    _wrong_precinct_2021,
    statement_defective,
    cast_time_unclear,
    _wrong_county_statute,
)
