"""The ballot that was cast beside the voter's own, contest by contest. Pure."""

from __future__ import annotations

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.county import county_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.words import _, n_
from ui.desks.review.screen import BallotRow, BallotsScreen

BALLOTS = "both ballots"
"""Stands among what is unfolded while they are shown."""


def ballots_screen(sheet: Sheet) -> BallotsScreen:
    """Every contest of either ballot in ballot order; the cast one's alone while the voter's own is not known."""
    election, home = sheet.evidence.election, sheet.home
    own_style = home.style if home is not None else ""
    cast, own = (frozenset(election.styles.get(style, ())) for style in (sheet.cast_style, own_style))
    rows = tuple(
        BallotRow(contest.title, id in cast, id in own)
        for id, contest in election.contests.items()  # noqa: A001
        if id in cast | own
    )
    return BallotsScreen(
        cast=sheet.cast_style or _("not known"),
        own=_own_words(own_style),
        rows=rows,
        told=_told(len(cast & own), len(cast)) if own else "",
        note="" if own else _why_no_own(sheet),
    )


def _own_words(style: str) -> str:
    return _("no contest in this election") if style == NO_BALLOT else style or _("not known")


def _told(both: int, cast: int) -> str:
    return n_(
        "{count} contest is on both ballots, of {of} on the ballot cast",
        "{count} contests are on both ballots, of {of} on the ballot cast",
        both,
        of=cast,
    )


def _why_no_own(sheet: Sheet) -> str:
    home = sheet.home
    if home is None:
        return _("Who the voter is, is not known yet.")
    if sheet.evidence.elector is not None and not sheet.evidence.is_home_county:
        county = county_words(home.county)
        return _("The voter's own ballot is one of {county} County, which this case does not have.", county=county)
    if home.style == NO_BALLOT:
        return _("The voter's address has no contest in this election.")
    return _("The voter's own precinct and style are not known yet.")
