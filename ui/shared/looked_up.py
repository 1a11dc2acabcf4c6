"""A look-up in the newest lists, beside the window, and what it came to, as a strip says it."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from adjudicator.office.desks.count.looking_up import FoundInLists, LookedUp
from adjudicator.office.desks.count.table_papers import hits_in
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside, n_
from ui.parts import Notice, Working
from ui.shared.desk import Shell
from ui.shared.work import LongWork


class LookingUp:
    """Looks up once more the envelopes of a docket, or those of a pile (`in_pile`), and records what was found.

    `tell` hears what came of it; `changed` is called when it begins and when it has come further.
    """

    def __init__(
        self,
        office: Office,
        shell: Shell,
        tell: Callable[[Notice], None],
        changed: Callable[[], None],
        *,
        in_pile: bool = False,
    ) -> None:
        self._office, self._tell, self._in_pile = office, tell, in_pile
        self._work = LongWork(shell.run, changed)

    @property
    def working(self) -> Working | None:
        """How far it is; None while nothing is looked up."""
        return self._work.working

    def begin(self, about: str) -> None:
        """Look up the envelopes of a docket or pile; not while others are looked up."""
        refusal = self._office.may("look_up_again")
        if refusal is not None:
            self._tell(_nothing(refusal.words))
        elif self.working is None:
            self._work.start(
                _("Looking up once more"), self._office.looking_up.looking(about), self._looked, self._failed
            )

    def stop(self) -> None:
        """Look up no further; nothing is recorded."""
        if self.working is not None:
            self._work.stop()
            self._tell(Notice(_("Looking up was stopped"), _("Nothing was recorded."), kind="notice"))

    def _looked(self, looked: FoundInLists | Refusal) -> None:
        done = self._office.looking_up.record(looked)
        self._tell(_nothing(done.words) if isinstance(done, Refusal) else look_up_notice(done, in_pile=self._in_pile))

    def _failed(self, error: WorldError) -> None:
        self._tell(Notice(error.what, remedy=error.remedy))


def _nothing(why: str) -> Notice:
    return Notice(_("Nothing was looked up"), why)


def look_up_notice(found: LookedUp, *, in_pile: bool = False) -> Notice:
    """How many were looked up, which went back, out of the pile where they lie `in_pile`, and which were opened already."""
    looked = n_(
        "{count} envelope was looked up in the newest lists.",
        "{count} envelopes were looked up in the newest lists.",
        found.envelopes,
    )
    if not found.back and not found.opened:
        return Notice(looked, _("Nothing was found that nobody knew."), kind="done")
    numbers = hits_in(found.back, found.hits)
    back = (
        _("Take out of the pile, they go back to their reviewers: {numbers}", numbers=numbers)
        if in_pile
        else _("Back to their reviewers: {numbers}", numbers=numbers)
    )
    late = (
        _("Opened already, to be reported: {numbers}", numbers=hits_in(found.opened, found.hits))
        if found.opened
        else ""
    )
    return Notice(looked, beside(back if found.back else "", late, by=" "), kind="warning")
