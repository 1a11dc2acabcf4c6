"""Results of a practice election: made-up sums of provisional votes by contest and precinct, laid out as a county's file.

They are made from how many ballots may count in each contest and precinct, and from nothing of an envelope, so no row can be
joined to one. Choices have their numbers on the ballot and no names: no made-up number stands beside a candidate who lives.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from adjudicator.canvass.ceilings import MayCount
from adjudicator.canvass.tally import in_ballot_order
from adjudicator.practice.chance import Chance, Urn
from adjudicator.records.election import Contest, Election
from adjudicator.records.results import VoteCell

RESULTS_COLUMNS = (
    "precinct", "contest_id", "contest", "candidate_ordinal", "provisional", "provisional_cast", "votes_allowed",
    "election", "date", "county",
)  # fmt: skip

CHOICES = 2
"""Where a definition names no candidates: as of a measure, yes and no."""

LEFT_BLANK = 0.02, 0.15
"""The share of voters who leave a contest blank, at the top of the ballot and at its end."""


def results_of(election: Election, definition: bytes, counted: MayCount, seed: int) -> bytes:
    """A file of results (CSV) for ballots that were counted; `definition` are the bytes that the election was read from.

    In each precinct nobody leaves the contest blank that most of its ballots have, a party's in a primary: so the votes
    prove all ballots, as they do in a county but for a few. The same ballots and seed give the same bytes.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(RESULTS_COLUMNS)
    writer.writerows(_rows(election, _choices(definition), counted, Chance(seed, "results")))
    return text.getvalue().encode()


def _rows(
    election: Election, choices: Mapping[str, int], counted: MayCount, chance: Chance
) -> Iterator[tuple[str | int, ...]]:
    names = [precinct.name for precinct in election.precincts.values()]
    order = in_ballot_order(election)
    also: dict[str, set[str]] = {}
    for cell in counted.on_ballot:
        also.setdefault(cell.precinct, set()).add(cell.contest)
    whose = (election.name, election.date.isoformat(), election.county)
    for precinct in election.precincts.values():
        name = precinct.name if names.count(precinct.name) == 1 else precinct.code
        listed = {contest for style in precinct.styles for contest in election.styles[style]}
        listed |= also.get(precinct.code, set())
        full = _never_blank(election, counted, precinct.code)
        for place, key in enumerate(order):
            if key not in listed:
                continue
            contest, cell = election.contests[key], VoteCell(key, precinct.code)
            blank = 0.0 if key in full else _blank(place, len(order))
            votes = _votes(counted.ceilings[cell], contest, choices.get(key, CHOICES), blank, chance)
            for ordinal, number in enumerate(votes, start=1):
                seats = contest.seats or 1
                yield name, key, contest.title, ordinal, number, counted.on_ballot[cell], seats, *whose


def _never_blank(election: Election, counted: MayCount, precinct: str) -> frozenset[str]:
    """The contest that most ballots of a precinct have, of each party and of none."""
    most: dict[str, tuple[int, str]] = {}
    for contest in in_ballot_order(election):
        party, ballots = election.contests[contest].party, counted.ceilings[VoteCell(contest, precinct)]
        if ballots > most.get(party, (0, ""))[0]:
            most[party] = ballots, contest
    return frozenset(contest for __, contest in most.values())


def _blank(place: int, contests: int) -> float:
    first, last = LEFT_BLANK
    return first + (last - first) * place / contests


def _votes(ballots: int, contest: Contest, choices: int, blank: float, chance: Chance) -> list[int]:
    """Votes for each choice; a voter marks as many choices as there are seats, and each once."""
    votes = [0] * choices
    urn = Urn((place, 3.0 / (place + 2)) for place in range(choices))
    for _ballot in range(ballots):
        if blank and chance.happens(blank):
            continue
        marked = min(contest.seats or 1, choices)
        first = urn.draw(chance)
        for step in range(marked):
            votes[(first + step) % choices] += 1
    return votes


def _choices(definition: bytes) -> dict[str, int]:
    """How many candidates the definition names for each contest that it names any for."""
    found: dict[str, Any] = json.loads(definition)
    named = ((each["contest_id"], each.get("candidates")) for each in found["contests"])
    return {contest: len(candidates) for contest, candidates in named if isinstance(candidates, list) and candidates}
