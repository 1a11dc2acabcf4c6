"""An act that changes envelopes: what it would change is worked out beside the window, shown, and done once confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from adjudicator.casework.acts.consequences import Consequences
from adjudicator.office import Done
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside
from ui.desks.setup.changes_rows import changes_screen, waiting_words
from ui.desks.setup.screen import ChangesScreen
from ui.parts import Notice, Working
from ui.shared.desk import Shell
from ui.shared.work import LongWork, TellsProgress

MOVED_ON = Notice(
    _("Something was recorded since this was shown, so nothing was done"),
    _("This is what would change now. Look again, then confirm."),
    kind="warning",
)
LOOKING = _("Looking at every envelope again")


@dataclass(frozen=True, slots=True)
class Worked:
    """What an act would change, and the act itself, which is given the reason; `also` are further lines of what follows."""

    found: Consequences
    carry_out: Callable[[str], Done | Refusal]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act that somebody means to do, in words; `reason` is a hint for the field that asks why, empty for none.

    `work_out` runs on a thread of its own; `said` is what the status line says once it is done.
    """

    title: str
    says: str
    confirm: str
    said: str
    work_out: Callable[[TellsProgress], Worked]
    reason: str = ""
    notice: Notice | None = None


class Changing:
    """The act to be confirmed, if any. `tell` shows a notice, `finish` is told what was done, in words."""

    def __init__(
        self, shell: Shell, refresh: Callable[[], None], tell: Callable[[Notice], None], finish: Callable[[str], None]
    ) -> None:
        self._refresh, self._tell, self._finish = refresh, tell, finish
        self._proposal: Proposal | None = None
        self._worked: Worked | None = None
        self._shown: ChangesScreen | None = None
        self._looking = LongWork(shell.run, refresh)
        self._number = 0

    @property
    def screen(self) -> ChangesScreen | None:
        """What is to be confirmed; None while nothing is."""
        return self._shown

    @property
    def working(self) -> Working | None:
        """How far it is worked out what an act would change."""
        return self._looking.working

    def propose(self, proposal: Proposal) -> None:
        """Work out what an act would change, then show it."""
        if self.working is None:
            self._proposal, self._worked, self._shown = proposal, None, None
            self._number += 1
            self._work(proposal, proposal.notice)

    def confirm(self, reason: str) -> None:
        """Do the act that is shown. Where the record has moved on since, it is worked out and shown afresh."""
        proposal, worked = self._proposal, self._worked
        if proposal is None or worked is None or self._shown is None or self.working is not None:
            return
        made = worked.carry_out(reason)
        if not isinstance(made, Refusal):
            self.leave()
            self._finish(beside(proposal.said, waiting_words(worked.found), by=". "))
        elif made.code == "changed_meanwhile":
            self._work(proposal, MOVED_ON)
        elif made.code == "reason_missing":
            self._show(replace(self._shown, trouble=made.words))
        else:
            self._show(replace(self._shown, notice=Notice(_("Nothing was recorded"), made.words)))

    def leave(self) -> None:
        """Do nothing, and stop working out what it would change."""
        self._looking.stop()
        self._proposal, self._worked, self._shown = None, None, None

    # the work, as it goes

    def _work(self, proposal: Proposal, notice: Notice | None) -> None:
        number = self._number
        self._looking.start(
            LOOKING,
            lambda progress: _worked_out(proposal, number, progress),
            lambda found: self._ready(*found, notice),
            self._failed,
        )

    def _ready(self, worked: Worked, screen: ChangesScreen, notice: Notice | None) -> None:
        self._worked = worked
        self._show(replace(screen, notice=notice))

    def _failed(self, trouble: WorldError) -> None:
        self.leave()
        self._tell(
            Notice(_("What it would change could not be worked out: {what}", what=trouble.what), remedy=trouble.remedy)
        )

    def _show(self, screen: ChangesScreen) -> None:
        self._shown = screen
        self._refresh()


def _worked_out(proposal: Proposal, number: int, progress: TellsProgress) -> tuple[Worked, ChangesScreen]:
    """What an act would change, and its list as it is shown: thousands of rows take a moment, too."""
    worked = proposal.work_out(progress)
    screen = changes_screen(number, (proposal.title, proposal.says), worked.found)
    follows = (*screen.follows, *worked.also)
    return worked, replace(screen, follows=follows, confirm=proposal.confirm, reason=proposal.reason)
