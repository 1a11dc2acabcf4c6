"""What a county's results say of its provisional ballots: votes by contest and precinct, and nothing of a candidate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class VoteCell(NamedTuple):
    """One contest in one precinct, by the ids and codes of the definition."""

    contest: str
    precinct: str


@dataclass(frozen=True, slots=True)
class Results:
    """Provisional votes as a file of results gives them.

    `votes` has every cell that the file lists, also those without a vote: votes for all choices together, write-ins,
    overvotes and undervotes left out. `times_cast` are the provisional ballots counted that have the contest on them,
    `ballots_cast` those of a precinct, each only where the file gives them for provisional ballots alone. `seats` is how
    many choices a voter may mark, where the file says it.

    `strange_contests` and `strange_precincts` are what the definition does not have, by the name in the file, each with
    its provisional votes. A precinct's are those in contests that the definition has. `registered` are the registered voters
    of a precinct, where the file tells them.
    """

    votes: Mapping[VoteCell, int]
    times_cast: Mapping[VoteCell, int] = field(default_factory=dict[VoteCell, int])
    ballots_cast: Mapping[str, int] = field(default_factory=dict[str, int])
    seats: Mapping[str, int] = field(default_factory=dict[str, int])
    strange_contests: Mapping[str, int] = field(default_factory=dict[str, int])
    strange_precincts: Mapping[str, int] = field(default_factory=dict[str, int])
    registered: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def contests(self) -> frozenset[str]:
        """The contests of the definition that the file has."""
        return frozenset(cell.contest for cell in self.votes)

    @property
    def precincts(self) -> frozenset[str]:
        """The precincts of the definition that the file has."""
        return frozenset(cell.precinct for cell in self.votes)
