"""An encrypted case that is to be opened: its passphrase, and what the world says to it.

The passphrase passes through and is never kept in the Screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.trouble import WorldError
from adjudicator.words import _
from ui.shared.listening import Listening

NOTHING_WRITTEN = _("Type the passphrase of the case.")


@dataclass(frozen=True, slots=True)
class UnlockScreen:
    """The case that is to be opened, its name and folder, and what is wrong with the passphrase."""

    name: str
    folder: str
    trouble: str = ""


class UnlockPresenter(Listening[UnlockScreen]):
    """`open_with` opens the case, or gives what the world refused; `back` leaves it closed."""

    def __init__(
        self, case: Path, open_with: Callable[[Passphrase], WorldError | None], back: Callable[[], None]
    ) -> None:
        self._open_with, self.back = open_with, back
        super().__init__(UnlockScreen(case.name, str(case.absolute().parent)))

    def unlock(self, passphrase: str) -> None:
        """Open the case; what does not fit is said in place, and it may be tried again at once."""
        if not passphrase:
            self._fail(NOTHING_WRITTEN)
            return
        error = self._open_with(passphrase_of(passphrase))
        if error is not None:
            self._fail(str(error))

    def _fail(self, words: str) -> None:
        self.show(replace(self.screen, trouble=words))
