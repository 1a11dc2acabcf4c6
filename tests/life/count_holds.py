"""What holds of a count whatever people do: no ballot twice or lost, every number derived twice, each equation or why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from adjudicator.canvass.account import CountAccount
from adjudicator.canvass.history import History
from adjudicator.canvass.standing import TablePile, tables
from adjudicator.casework.acts.count import openable
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.office.behind.count.accounting import voting
from adjudicator.office.behind.count.at_tables import TablesReader
from adjudicator.office.desks.record import verifying

ALWAYS = frozenset({"received = sum of outcomes", "opened = as they are + to copy + no ballot"})
"""Equations that hold after every act: both sides are read from the same envelopes, or the same sessions."""

NOT_DONE_YET = (
    ("tickets_done", "remade"), ("reviewed", "scanned"), ("seen", "uploaded"), ("certified", "uploaded"),
    ("voted", "approved"), ("may_count", "voted"), ("approved", "received"),
)  # fmt: skip
"""A step, and the one before it: while nothing is wrong, no more came to the one than to the other."""


class CountSoFar:
    """The same count a second time: by the log alone, entry by entry."""

    def __init__(self, office: Office) -> None:
        self._history, self._read = History(), 0
        self._follow(office)

    def tables(self) -> list[TablePile]:
        """What the tables hold of each pile that was opened."""
        return tables(self._history.standing)

    def _follow(self, office: Office) -> None:
        for logged in office._room.log.entries(self._read + 1):
            self._history.take(logged.seq, logged.entry)
            self._read = logged.seq

    def holds(self, office: Office, numbers: Sequence[str]) -> None:
        """All that has to hold between two acts."""
        self._follow(office)
        found = office.accounts.account()
        the_log_says_the_same(found, self._history.account(voting))
        no_ballot_is_there_twice_or_lost(office, found, numbers)
        every_equation_or_its_reason(office, found)
        the_tables_are_what_a_fresh_look_finds(office)

    def verified(self, path: Path) -> None:
        """The record of the whole life verifies, each act done again and each determination derived."""
        with CaseLog.open(path, read_only=True) as log:
            assert verifying(log, "deep")(lambda _done, _of: None).findings == ()


def the_log_says_the_same(found: CountAccount, by_the_log: CountAccount) -> None:
    """Every number follows from the entries: those of the states kept are the same, and so is what does not fit."""
    for field in fields(CountAccount):
        if field.name != "troubles":
            assert getattr(found, field.name) == getattr(by_the_log, field.name), field.name
    now = {each.about: each for each in found.troubles}
    ever = {each.about: each for each in by_the_log.troubles}
    assert now.items() <= ever.items(), "what does not fit now is in the log's story"
    assert all(each.settled for about, each in ever.items() if about not in now)


def the_tables_are_what_a_fresh_look_finds(office: Office) -> None:
    """What was read before and followed since is what is read from the states of now."""
    kept, fresh = office.tables._reader, TablesReader(office._room)
    assert (kept.now().states, kept.now().lying) == (fresh.now().states, fresh.now().lying)
    assert kept.left() == fresh.left()
    log = office._room.log
    assert fresh.now().lying == openable.where_they_lie(log.states(PileState), log.states(SessionState))


def no_ballot_is_there_twice_or_lost(office: Office, found: CountAccount, numbers: Sequence[str]) -> None:
    """Every envelope was received once; lies in one pile or waits to be sorted; was opened once at most."""
    none = {state.number for state in office.mistakes.agreed()}
    assert found.entered_by_mistake == len(none)
    assert found.received == len(numbers) - len(none) == sum(found.outcomes.values())
    left = Counter(number for each in office.tables.left() for number in each.numbers)
    assert all(times == 1 for times in left.values())
    assert not left.keys() & none
    assert all(number in left or number in none or office.tables.lies(number) is not None for number in numbers)
    inside = Counter(
        number
        for session in office.tables.sessions()
        if session.what == "opened"
        for number in office.tables.still_in(pile_of(office, session.pile))
    )
    assert all(times == 1 for times in inside.values())
    assert inside.keys() <= set(numbers) - left.keys() - none
    assert found.opened == inside.total()
    assert found.opened == found.as_is + found.remade + sum(found.no_ballot.values())
    otherwise = sum(each.code in ("opened_in_vain", "opened_otherwise") for each in found.troubles)
    assert found.opened == found.as_opened + otherwise, (
        "an opened ballot that counts otherwise now, and nothing says so"
    )
    lying = Counter(
        number for pile in office.tables.piles() if not pile.session for number in office.tables.still_in(pile)
    )
    assert all(times == 1 for times in lying.values())
    assert not lying.keys() & inside.keys()


def pile_of(office: Office, pile: str) -> PileState:
    """A pile that is there."""
    found = office.tables.pile(pile)
    assert found is not None
    return found


def every_equation_or_its_reason(office: Office, found: CountAccount) -> None:
    """Between two acts an equation holds, or says how much is not done yet, or there is a sentence on why it does not."""
    differing = {name: (left, right) for name, left, right in found.differences()}
    assert not ALWAYS & differing.keys()
    if not found.troubles:
        for later, earlier in NOT_DONE_YET:
            assert getattr(found, later) <= getattr(found, earlier), (later, earlier)
        for name in ("scanned", "reviewed", "published", "uploaded", "seen", "certified"):
            assert getattr(found, name) <= found.as_is + found.tickets_done, name
        assert "issued blank ballots = done + spoiled + returned" not in differing
        if found.voted == found.approved:  # else the board has still to vote on what was opened under another setting
            assert found.opened + found.not_opened == found.may_count
    if not office.board.in_the_way():
        explained = any(each.settled for each in found.troubles)
        assert explained or not of_the_ballots(differing), "nothing is in the way, and the numbers are not one"


def of_the_ballots(differing: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The equations from the opened envelope to the state's site."""
    return {
        name: both
        for name, both in differing.items()
        if name.startswith(("as they are", "to copy", "opened", "may count")) and not name.endswith("certified")
    }
