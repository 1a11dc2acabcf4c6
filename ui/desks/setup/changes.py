"""An act that changes envelopes: what it would change is worked out beside the window, shown, and done once confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from adjudicator.casework.acts.consequences import Consequences
from adjudicator.casework.telling.consequence_words import alone_words, stuck_words
from adjudicator.office import Done
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside
from ui.desks.setup.changes_rows import changes_screen, restore_words, waiting_words
from ui.desks.setup.screen import ChangesScreen
from ui.parts import Notice, Working
from ui.shared.desk import Shell
from ui.shared.standing import refused
from ui.shared.work import LongWork, TellsProgress

MOVED_ON = Notice(
    _("Something was recorded since this was shown, so nothing was done"),
    _("This is what would change now. Look again, then confirm."),
    kind="warning",
)
NOBODY_ELSE = frozenset(map(alone_words, (0, 1)))
LOOKING = _("Looking at every envelope again")


@dataclass(frozen=True, slots=True)
class Worked:
    """What an act would change, and the act itself; `also` are further lines of what follows.

    The act is given the reason, and whether what an earlier act sent back is restored.
    """

    found: Consequences
    carry_out: Callable[[str, bool], Done | Refusal]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act that somebody means to do, in words; `reason` is a hint for the field that asks why, empty for none.

    `confirm` is what the button says, `if_none` what it says where no envelope changes, empty for the same. `work_out` runs
    on a thread of its own; `said` is what the status line says once it is done.
    """

    title: str
    says: str
    confirm: str
    said: str
    work_out: Callable[[TellsProgress], Worked]
    reason: str = ""
    notice: Notice | None = None
    if_none: str = ""


class Changing:
    """The act to be confirmed, if any. `tell` shows a notice, `finish` is told what was done, in words.

    `approvers` gives how many people may approve: where there is no second, that is said before an act that needs one.
    """

    def __init__(
        self,
        shell: Shell,
        refresh: Callable[[], None],
        tell: Callable[[Notice], None],
        finish: Callable[[str], None],
        approvers: Callable[[], int],
    ) -> None:
        self._refresh, self._tell, self._finish, self._approvers = refresh, tell, finish, approvers
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
        restore = self._shown.restoring
        made = worked.carry_out(reason, restore)
        if not isinstance(made, Refusal):
            self.leave()
            self._finish(beside(proposal.said, waiting_words(_chosen(worked, restore=restore)), by=". "))
        elif made.code == "changed_meanwhile":
            self._work(proposal, MOVED_ON)
        elif made.code == "reason_missing":
            self._show(replace(self._shown, trouble=made.words))
        else:
            self._show(replace(self._shown, notice=refused(made)))

    def restore(self, chosen: bool) -> None:
        """Restore what an earlier act sent back, or leave it at review."""
        proposal, worked, shown = self._proposal, self._worked, self._shown
        if proposal is not None and worked is not None and shown is not None and shown.restoring != chosen:
            self._show(self._with_doubt(_screen_of(proposal, worked, self._number, restore=chosen), shown.notice))

    def leave(self) -> None:
        """Do nothing, and stop working out what it would change."""
        self._looking.stop()
        self._proposal, self._worked, self._shown = None, None, None

    # the work, as it goes

    def _work(self, proposal: Proposal, notice: Notice | None) -> None:
        number = self._number
        restore = self._approvers() > 1  # who is alone could get what is restored approved by nobody
        self._looking.start(
            LOOKING,
            lambda progress: _worked_out(proposal, number, progress, restore=restore),
            lambda found: self._ready(*found, notice),
            self._failed,
        )

    def _ready(self, worked: Worked, screen: ChangesScreen, notice: Notice | None) -> None:
        self._worked = worked
        self._show(self._with_doubt(screen, notice))

    def _with_doubt(self, screen: ChangesScreen, notice: Notice | None) -> ChangesScreen:
        """The act with a notice over it; else that nobody could approve what it determines, where that is so."""
        worked = self._worked
        stuck = stuck_words(_chosen(worked, restore=screen.restoring), self._approvers()) if worked is not None else ""
        kept = notice if notice is not None and notice.what not in NOBODY_ELSE else None
        if not stuck or kept is None:
            return replace(screen, notice=Notice(stuck, kind="warning") if stuck else kept)
        return replace(screen, notice=kept, follows=(*screen.follows, stuck))

    def _failed(self, trouble: WorldError) -> None:
        self.leave()
        self._tell(
            Notice(_("What it would change could not be worked out: {what}", what=trouble.what), remedy=trouble.remedy)
        )

    def _show(self, screen: ChangesScreen) -> None:
        self._shown = screen
        self._refresh()


def _worked_out(
    proposal: Proposal, number: int, progress: TellsProgress, *, restore: bool
) -> tuple[Worked, ChangesScreen]:
    """What an act would change, and its list as it is shown: thousands of rows take a moment, too."""
    worked = proposal.work_out(progress)
    return worked, _screen_of(proposal, worked, number, restore=restore)


def _screen_of(proposal: Proposal, worked: Worked, number: int, *, restore: bool) -> ChangesScreen:
    screen = changes_screen(number, (proposal.title, proposal.says), _chosen(worked, restore=restore))
    return replace(
        screen,
        follows=(*screen.follows, *worked.also),
        confirm=proposal.confirm if screen.rows else proposal.if_none or proposal.confirm,
        reason=proposal.reason,
        restore=restore_words(worked.found),
        restoring=restore,
    )


def _chosen(worked: Worked, *, restore: bool) -> Consequences:
    """What an act changes with what is restored, or without."""
    return worked.found if restore else worked.found.without("restored")
