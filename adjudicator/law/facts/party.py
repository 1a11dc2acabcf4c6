"""Primaries: whose ballot it is, and which style answers to it at home.

In a primary the voter's own ballot is the own precinct's style of the party of the ballot that was cast, because the
choice of a party is part of what a voter is entitled to (O.C.G.A. 21-2-224(d)).
"""

from __future__ import annotations

from adjudicator.records.election import Election


def party_of_style(election: Election, style: str) -> str:
    """The party whose ballot a style is; empty outside primaries, and where it is that of none or of several."""
    if not election.primary or style not in election.styles:
        return ""
    named = {
        party
        for precinct in election.precincts.values()
        for portion in precinct.portions
        for party, each in portion.styles.items()
        if each == style
    }
    parties = named or _partisan(election, style)
    return next(iter(parties)) if len(parties) == 1 else ""


def is_nonpartisan(election: Election, style: str) -> bool:
    """Whether a style of a primary has no contest of any party; never where the definition gives its contests no party."""
    return bool(election.parties) and style in election.styles and not _partisan(election, style)


def _partisan(election: Election, style: str) -> set[str]:
    contests = (election.contests[contest] for contest in election.styles.get(style, ()))
    return {contest.party for contest in contests if contest.party}


def cast_party(election: Election, party: str, style: str) -> str:
    """The party of the ballot that was cast: as the papers say, else that of the style; empty where it cannot be told.

    Empty, too, where the papers name one party and the style is another's: then a person says which is the slip.
    """
    printed = party_of_style(election, style)
    named = party if party in election.parties else ""
    if named and printed and named != printed:
        return ""
    return named or printed


def cast_style(election: Election, precinct: str, party: str, style: str) -> str:
    """The style of the ballot that was cast: the label's, else the only one of the precinct, in a primary of the party.

    Empty where several would do, and where papers and label name different parties.
    """
    if style:
        contradiction = election.primary and party in election.parties and not cast_party(election, party, style)
        return "" if contradiction else style
    found = election.precincts.get(precinct)
    if found is None:
        return ""
    styles = found.styles_of(party) if party else found.styles
    return styles[0] if len(styles) == 1 else ""


def party_of_cast(election: Election, precinct: str, party: str, style: str) -> str:
    """The party of the ballot that was cast, from the label, else from the style that the precinct has for the papers."""
    return cast_party(election, party, style or cast_style(election, precinct, party, ""))
