"""Rules on where a ballot was cast against where the voter belongs, in which the packs differ, and on hours that a court
extended there.
"""

from __future__ import annotations

from adjudicator.law.rules import citations as law
from adjudicator.law.rules.rule import (
    BOTH_BALLOTS,
    FEDERAL_CONTEST,
    STATEWIDE,
    Effects,
    as_decided,
    for_the_board,
    hold,
    limit,
    mark,
    not_counted,
    rule,
)


@rule(rests_on=("shared_building",))
def wrong_style(registration: str, home: str, ruling: str, *, wrong_style: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(2) by analogy: only races for which the person was entitled to vote."""
    if registration != "registered" or home != "other_style":
        return ()
    return _of_another_style(wrong_style, ruling)


def _of_another_style(choice: str, ruling: str) -> Effects:
    """What becomes of a ballot of another style, where no other precinct is against it; it never counts in full."""
    if choice == "not_counted":
        return not_counted("board_ruling", law.WRONG_PRECINCT)
    in_part = limit("wrong_style", BOTH_BALLOTS, law.WRONG_PRECINCT)
    return in_part if choice == "in_part" else for_the_board(ruling, "wrong_style", law.WRONG_PRECINCT) + in_part


@rule(rests_on=("shared_building",), name="wrong_precinct")
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
    return not_counted("wrong_county", law.NOT_COUNTED, law.COUNTY_OF_RESIDENCE)


_WITHIN, _OUTSIDE, _UNCLEAR = "within_hours", "outside_hours", "board"


def _hours(cast: str, in_line_at_closing: str, time_unknown: str) -> str:
    """How a time on election day stands to the hours in which a ballot cast in another precinct may count."""
    by_time = {"from_5pm_to_close": _WITHIN, "in_line_at_closing": in_line_at_closing, "time_unknown": time_unknown}
    return by_time.get(cast, _OUTSIDE)


def _suffices(statement: str, statement_incomplete: str) -> bool:
    """Whether a ballot with this sworn statement may count."""
    return statement == "complete" or (statement == "incomplete" and statement_incomplete != "not_counted")


@rule(rests_on=("five_o_clock", "shared_building"), name="wrong_precinct")
def _wrong_precinct_2021(  # noqa: PLR0913 - each is a fact or a position that the paragraph turns on
    registration: str,
    home: str,
    cast: str,
    statement: str,
    ruling: str,
    *,
    in_line_at_closing: str,
    time_unknown: str,
    statement_incomplete: str,
    wrong_style: str,
) -> Effects:
    """O.C.G.A. 21-2-419(c)(2), Release 86: only from 5:00 P.M. to the regular closing, with the sworn statement."""
    if registration != "registered" or home != "other_precinct":
        return ()
    if cast == "not_election_day":
        return _of_another_style(wrong_style, ruling)
    if _hours(cast, in_line_at_closing, time_unknown) == _OUTSIDE:
        return not_counted("wrong_precinct", law.NOT_COUNTED, law.WRONG_PRECINCT)
    if not _suffices(statement, statement_incomplete):
        return ()
    counted_in_part = limit("wrong_precinct", BOTH_BALLOTS, law.WRONG_PRECINCT)
    return counted_in_part + mark("send_statement", law.WRONG_PRECINCT)


@rule()
def statement_defective(  # noqa: PLR0913 - each is a fact or a position that the paragraph turns on
    registration: str,
    home: str,
    cast: str,
    statement: str,
    *,
    in_line_at_closing: str,
    time_unknown: str,
    statement_incomplete: str,
) -> Effects:
    """O.C.G.A. 21-2-418(a), 419(c)(2), Release 86: not counted unless with a sworn statement, witnessed, with the reason."""
    if registration != "registered" or home != "other_precinct" or _suffices(statement, statement_incomplete):
        return ()
    outside = _hours(cast, in_line_at_closing, time_unknown) == _OUTSIDE
    return () if outside else not_counted("statement_defective", law.WRONG_PRECINCT, law.ENTITLED_TO_PROVISIONAL)


@rule()
def statement_incomplete(  # noqa: PLR0913 - each is a fact or a position that the paragraph turns on
    registration: str,
    home: str,
    cast: str,
    statement: str,
    ruling: str,
    *,
    in_line_at_closing: str,
    time_unknown: str,
    statement_incomplete: str,
) -> Effects:
    """O.C.G.A. 21-2-418(b), Release 86: silent on a statement that is signed and lacks a part, if that may count at all."""
    if registration != "registered" or home != "other_precinct" or statement != "incomplete":
        return ()
    outside = _hours(cast, in_line_at_closing, time_unknown) == _OUTSIDE
    if outside or statement_incomplete == "not_counted":
        return ()
    return as_decided(statement_incomplete, ruling, "statement_incomplete", law.OATH_AND_PAPERS)


@rule()
def cast_time_unclear(  # noqa: PLR0913 - each is a fact or a position that the paragraph turns on
    registration: str,
    home: str,
    cast: str,
    statement: str,
    ruling: str,
    *,
    in_line_at_closing: str,
    time_unknown: str,
    statement_incomplete: str,
) -> Effects:
    """O.C.G.A. 21-2-413(g), 419(c)(2), Release 86: silent on those in line at closing and on papers without a time."""
    if registration != "registered" or home != "other_precinct" or not _suffices(statement, statement_incomplete):
        return ()
    if _hours(cast, in_line_at_closing, time_unknown) != _UNCLEAR:
        return ()
    return for_the_board(ruling, "cast_time_unclear", law.WRONG_PRECINCT)


@rule()
def kept_apart(cast: str) -> Effects:
    """O.C.G.A. 21-2-418(d), 52 U.S.C. 21082(c): separated and held apart, where a federal candidate is on the ballot."""
    return mark("kept_apart", law.EXTENDED_HOURS, FEDERAL_CONTEST) if cast == "court_extension" else ()


@rule()
def court_order_missing(cast: str, court_order: str, ruling: str, *, court_order_missing: str) -> Effects:
    """O.C.G.A. 21-2-418(d) speaks of a court order and is silent where none is entered."""
    if cast != "court_extension" or court_order != "none":
        return ()
    return as_decided(court_order_missing, ruling, "court_order_missing", law.EXTENDED_HOURS)


@rule()
def court_order_under_review(cast: str, court_order: str, ruling: str, *, court_order_under_review: str) -> Effects:
    """52 U.S.C. 21082(c): kept apart so that a court can still decide; held until it has, unless the board rules."""
    if cast != "court_extension" or court_order != "under_review":
        return ()
    if court_order_under_review == "board":
        return for_the_board(ruling, "court_order_under_review", law.ORDER_HELD_APART)
    return (hold("court_order_under_review", law.ORDER_HELD_APART),)


@rule()
def court_order_vacated(cast: str, court_order: str, ruling: str, *, court_order_vacated: str) -> Effects:
    """52 U.S.C. 21082(c) is silent on an order set aside afterwards."""
    if cast != "court_extension" or court_order != "vacated":
        return ()
    return as_decided(court_order_vacated, ruling, "court_order_vacated", law.ORDER_HELD_APART)


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
    statement_incomplete,
    cast_time_unclear,
    _wrong_county_statute,
)
