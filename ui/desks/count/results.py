"""The part of the desk for results: a file is held against the ballots that may count, before it is uploaded."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from adjudicator.words import _, n_, number
from ui.desks.count.screen import ResultsScreen
from ui.parts import Notice
from ui.shared.desk import Shell


class Results:
    """What stands recorded."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self.strip: Notice | None = None

    def screen(self) -> ResultsScreen:
        """The part as it stands."""
        return ResultsScreen(drop="", newest=self._newest())

    def _newest(self) -> str:
        reconciled = self._office.tabulation.count().reconciled
        if reconciled is None:
            return _("No results were held against the record yet. That comes before the first upload.")
        return n_(
            "The newest results prove {ballots} provisional ballots; {count} number differed.",
            "The newest results prove {ballots} provisional ballots; {count} numbers differed.",
            len(reconciled.found),
            ballots=number(reconciled.ballots),
        )
