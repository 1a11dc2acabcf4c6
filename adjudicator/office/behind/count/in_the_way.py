"""What stands in the way of certification, as sentences: what the board owes, and what the account leaves unexplained."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.casework.acts.count.voting import OwedVotes, owed_words


def in_the_way(owed: OwedVotes, unexplained: Iterable[str] = ()) -> tuple[str, ...]:
    """Everything that stands in the way; `unexplained` are troubles that nobody has explained, and what is still to come."""
    return (*owed_words(owed), *unexplained)
