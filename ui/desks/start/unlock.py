"""An encrypted case that is to be opened: its passphrase, and what the world says to it.

Of a station's copy of a shared case the password of its login at the server is asked for, too. Both pass through and are
never kept in the Screen.
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
OF_THE_SERVER = frozenset({"server_refuses", "bad_address"})
"""What the server, or its address, has to do with."""


@dataclass(frozen=True, slots=True)
class UnlockScreen:
    """The case that is to be opened, its name and folder, and what is wrong with the passphrase.

    `server` says that it is a station's copy, `server_trouble` what its server says to the login.
    """

    name: str
    folder: str
    trouble: str = ""
    server: bool = False
    server_trouble: str = ""


@dataclass(frozen=True, slots=True)
class StationDoor:
    """How a station's copy is opened: with the password of its login and whether this computer keeps it, or to look at it;
    each gives what the world refused.
    """

    open_with: Callable[[Passphrase, str, bool], WorldError | None]
    look: Callable[[Passphrase], WorldError | None]


class UnlockPresenter(Listening[UnlockScreen]):
    """`open_with` opens the case, or gives what the world refused; `back` leaves it closed. A copy with a `station` door is
    opened by that.
    """

    def __init__(
        self,
        case: Path,
        open_with: Callable[[Passphrase], WorldError | None],
        back: Callable[[], None],
        station: StationDoor | None = None,
    ) -> None:
        self._open_with, self.back, self._station = open_with, back, station
        super().__init__(UnlockScreen(case.name, str(case.absolute().parent), server=station is not None))

    def unlock(self, passphrase: str, password: str = "", *, keep: bool = False) -> None:
        """Open the case, and `keep` the password at this computer; what does not fit is said in place, and it may be tried
        again at once.
        """
        station = self._station
        if station is None:
            self._try(passphrase, self._open_with)
        else:
            self._try(passphrase, lambda given: station.open_with(given, password, keep))

    def look(self, passphrase: str) -> None:
        """Open a station's copy to look at it; its server is not asked."""
        if self._station is not None:
            self._try(passphrase, self._station.look)

    def _try(self, passphrase: str, open_with: Callable[[Passphrase], WorldError | None]) -> None:
        if not passphrase:
            self._fail(NOTHING_WRITTEN)
            return
        error = open_with(passphrase_of(passphrase))
        if error is not None and error.code in OF_THE_SERVER:
            self._fail("", str(error))
        elif error is not None:
            self._fail(str(error))

    def _fail(self, words: str, server: str = "") -> None:
        self.show(replace(self.screen, trouble=words, server_trouble=server))
