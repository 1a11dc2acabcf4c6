"""The account of a case: from its states as they stand, and from its whole log with all that ever did not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from adjudicator.canvass.account import CountAccount
from adjudicator.canvass.history import History
from adjudicator.canvass.trouble import Trouble
from adjudicator.canvass.troubles import troubles
from adjudicator.office.behind.count.accounting import account_of, voting
from adjudicator.office.behind.count.standing_states import StandingStates
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.port.acts import Logged
from adjudicator.port.states import States, Told, nobody_told

_AT_ONCE = 500


class AccountDesk(OfficeDesk):
    """Where every envelope and every ballot is; everybody may read it."""

    def troubles(self) -> tuple[Trouble, ...]:
        """What does not fit now, in the order of the steps; what is explained is settled."""
        return troubles(StandingStates(self._room.log))

    def account(self) -> CountAccount:
        """The account from the states as they stand."""
        return account_of(self._room.log)

    def accounting(self) -> Callable[[], tuple[int, CountAccount]]:
        """The account as a call that any thread may make, with the size of the record that it is of."""
        room = self._room

        def count() -> tuple[int, CountAccount]:
            with room.log.reader() as log, log.one_state():
                return log.head().size, account_of(log)

        return count

    def history(self, told: Told = nobody_told) -> CountAccount:
        """The account by the log's own entries in force, with all that ever did not fit; `told` hears how far it is."""
        read = History()
        with self._room.log.reader() as log, log.one_state():
            for at, logged in enumerate(_in_force(log), 1):
                read.take(logged.seq, logged.entry)
                if at % _AT_ONCE == 0:
                    told(at)
        return read.account(voting)


def _in_force(log: States) -> Iterator[Logged]:
    entries = log.entries()
    while chunk := list(islice(entries, _AT_ONCE)):
        unsigned = log.unsigned(logged.seq for logged in chunk)
        yield from (logged for logged in chunk if logged.seq not in unsigned)
