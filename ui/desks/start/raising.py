"""A case file of an older form: what raising it means, how far it is, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.catalogue import FORM
from adjudicator.office.office import TimeAndChance
from adjudicator.office.raising import MOVE_IT, backup_beside, raise_case
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _
from ui.parts import Notice, Working
from ui.shared.listening import Listening
from ui.shared.work import LongWork, Runs, TellsProgress

FIRST = _("Checking the whole record")
OPEN_ELSEWHERE = Notice(
    _("Somebody has this case open"),
    _("It can be raised only while nobody has it open, in any window or on any computer. The file is as it was."),
    _("Close it everywhere, then try again."),
)


@dataclass(frozen=True, slots=True)
class RaiseScreen:
    """The file and what raising it means, a paragraph each. `making` says how far the raising is.

    `raised` says that it is done, and `says` what comes next.
    """

    name: str
    folder: str
    says: tuple[str, ...]
    making: Working | None = None
    raised: bool = False
    strip: Notice | None = None


@dataclass(frozen=True, slots=True)
class RaiseWork:
    """One case file to raise; gives the backup that was made of it. Raises WorldError, and what `progress` raises."""

    case: Path
    passphrase: Passphrase | None
    chance: TimeAndChance

    def __call__(self, progress: TellsProgress) -> Path:
        """Back up, check, raise; the file is as it was where that fails."""

        def tell(words: str, done: int, of: int) -> None:
            progress(done, of, words)

        backup = raise_case(self.case, self.chance, tell, self.passphrase)
        if isinstance(backup, Refusal):
            raise WorldError("raised", backup.words, _("Open it again."))
        return backup


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on: open the case, open it to look at, or back to where it was chosen."""

    open: Callable[[], None]
    look: Callable[[], None]
    back: Callable[[], None]


class RaisePresenter(Listening[RaiseScreen]):
    """Raises a file of the form `form`."""

    def __init__(self, work: RaiseWork, form: str, run: Runs, ways: Ways) -> None:
        self._work, self._ways = work, ways
        self._raising = LongWork(run, lambda: self.show(replace(self.screen, making=self._raising.working)))
        self._backup = backup_beside(work.case, form)
        says = (
            _(
                "An older version of this program made it (form {old}). To work in it, it is raised to the form of this "
                "version ({new}).",
                old=form,
                new=FORM,
            ),
            _(
                "Every entry stays as it is, to the byte. One is added, which says that the file was raised. A backup of it "
                "as it is now is made first, beside it: {file}.",
                file=self._backup.name,
            ),
            _(
                "Older versions cannot open it afterwards. Everybody makes a key of their own when they sign in next, and an "
                "administrator confirms the accounts before anything is approved or released."
            ),
        )
        super().__init__(RaiseScreen(work.case.name, str(work.case.absolute().parent), says))

    def raise_it(self) -> None:
        """Raise the file beside the window."""
        if self.screen.making or self.screen.raised:
            return
        self.show(replace(self.screen, strip=None))
        self._raising.start(FIRST, self._work, self._raised, self._failed)

    def open(self) -> None:
        """Open the raised case."""
        if self.screen.raised:
            self._ways.open()

    def look(self) -> None:
        """Open it as it is, to look at."""
        if not self.screen.making:
            self._ways.look()

    def back(self) -> None:
        """Leave it as it is."""
        if not self.screen.making:
            self._ways.back()

    def _raised(self, backup: Path) -> None:
        says = (
            _(
                "The file has the form of this version. As it was before, it is kept as {file}: do not throw that away.",
                file=backup.name,
            ),
            _("An administrator signs in first, looks at the accounts and confirms them."),
        )
        done = Notice(_("The file was raised"), kind="done")
        self.show(replace(self.screen, says=says, making=None, raised=True, strip=done))

    def _failed(self, error: WorldError) -> None:
        self.show(replace(self.screen, making=None, strip=self._said(error)))

    def _said(self, error: WorldError) -> Notice:
        if error.code == "locked":
            return OPEN_ELSEWHERE
        if error.code == "exists":
            return Notice(error.what, _("The file is as it was."), MOVE_IT)
        return Notice(_("The file was not raised: {trouble}", trouble=error.what), remedy=error.remedy)
