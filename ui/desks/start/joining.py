"""Joining a shared case on the start screen: where its server is, the login of this station, and how far the copy is.

Passphrase and password pass through and are never kept in the Screen.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.trouble import WorldError
from adjudicator.shared.copying import join, undo_join
from adjudicator.shared.outbox import outbox_of
from adjudicator.shared.reaching import kept_password, server_at
from adjudicator.words import _
from ui.parts import Notice, Working
from ui.shared.work import LongWork, Runs, TellsProgress

SUFFIX = ".case"
FETCHING, VERIFYING = _("Fetching the record from the server"), _("Verifying the copy")
TAKEN = _("A file of this name is already there, and is never overwritten. Choose another name.")
NO_ADDRESS = _("Write where the server is.")
NO_PASSPHRASE = _("Type the passphrase of the case.")
STOPPED = Notice(_("No copy was made"), _("The record at the server is as it was."), kind="notice")
FIELD_OF_TROUBLE = {"wrong_passphrase": "passphrase", "bad_address": "url"}

OpenCopy = Callable[[Path, Passphrase, str, bool], None]
"""Opens a station's copy with its passphrase and the password of its login at the server, and says whether this computer
keeps the password."""


@dataclass(frozen=True, slots=True)
class JoinScreen:
    """The form: the new file, whether its name is `taken`, and what is wrong, by field. `making` says how far the copy is."""

    place: str = ""
    taken: str = ""
    missing: str = _("Still to choose: a place for the file.")
    may_join: bool = False
    troubles: dict[str, str] = field(default_factory=dict[str, str])
    making: Working | None = None


@dataclass(frozen=True, slots=True)
class JoinWork:
    """One copy to make; gives its file. Raises WorldError, and what `progress` raises."""

    url: str
    out: Path
    passphrase: Passphrase = field(repr=False)
    password: str = field(repr=False)

    def __call__(self, progress: TellsProgress) -> Path:
        """Fetch, verify and put in place; nothing is left where that fails or is stopped."""

        def told(done: int, of: int) -> None:
            if done < of:
                progress(done, of, FETCHING)
            else:
                progress(0, 0, VERIFYING)

        with closing(server_at(self.url, self.password or kept_password(self.url))) as server:
            join(server, self.out, self.passphrase, self.url, told=told)
        return self.out

    def undo(self) -> None:
        """Remove a copy that nobody wants any more: it was whole before the person stopped it."""
        with suppress(WorldError):
            undo_join(self.out)


class JoinPart:
    """Its acts. `changed` draws the part with what is said in the strip; `open_copy` opens the new copy."""

    def __init__(
        self,
        run: Runs,
        open_copy: OpenCopy,
        changed: Callable[[JoinScreen, Notice | None], None],
    ) -> None:
        self._open_copy, self._changed = open_copy, changed
        self._screen = JoinScreen()
        self._making = LongWork(run, self._show_making)

    def choose_place(self, path: str) -> None:
        """Say where the copy will be; the suffix is added where it is missing."""
        self._show(replace(self._screen, place=path if path.endswith(SUFFIX) else f"{path}{SUFFIX}"))

    def join(self, url: str, password: str, passphrase: str, *, keep: bool = False) -> None:
        """Make the copy and open it; of passphrase and password nothing is kept here. `keep` is for this computer."""
        screen = self._screen
        if screen.making or not screen.may_join:
            return
        url = url.strip()
        troubles = {} if url else {"url": NO_ADDRESS}
        troubles |= {} if passphrase else {"passphrase": NO_PASSPHRASE}
        if troubles:
            self._show(replace(screen, troubles=troubles))
            return
        work = JoinWork(url, Path(screen.place), passphrase_of(passphrase), password)
        self._screen = replace(screen, troubles={})
        self._making.start(FETCHING, work, lambda __: self._made(work, keep), self._failed, late=lambda __: work.undo())

    def stop(self) -> None:
        """Stop; nothing is left of the copy."""
        if self._screen.making is not None:
            self._making.stop()
            self._show(replace(self._screen, making=None), STOPPED)

    def _show_making(self) -> None:
        self._show(replace(self._screen, making=self._making.working))

    def _made(self, work: JoinWork, keep: bool) -> None:
        self._show(JoinScreen())
        self._open_copy(work.out, work.passphrase, work.password, keep)

    def _failed(self, error: WorldError) -> None:
        field_ = FIELD_OF_TROUBLE.get(error.code)
        screen = replace(self._screen, making=None, troubles={field_: str(error)} if field_ else {})
        strip = None if field_ else Notice(_("No copy was made: {trouble}", trouble=error.what), remedy=error.remedy)
        self._show(screen, strip)

    def _show(self, screen: JoinScreen, strip: Notice | None = None) -> None:
        self._screen = _judged(screen)
        self._changed(self._screen, strip)


def _judged(screen: JoinScreen) -> JoinScreen:
    """Whether the copy can be made, and what stands in the way."""
    if screen.making:
        return screen
    place = Path(screen.place) if screen.place else None
    taken = TAKEN if place is not None and (place.exists() or outbox_of(place).exists()) else ""
    missing = "" if place is not None else _("Still to choose: a place for the file.")
    return replace(screen, taken=taken, missing=missing, may_join=place is not None and not taken)
