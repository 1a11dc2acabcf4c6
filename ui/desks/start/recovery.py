"""The words of a new case's recovery key: shown once, kept nowhere, and gone before the case is made and opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from adjudicator.records.trouble import WorldError
from adjudicator.words import _
from ui.desks.start.screen import RecoveryWords
from ui.parts import Notice

SAYS = (
    _(
        "Write these 24 words down in their order, or print the sheet, and lock them away, apart from the computer. With "
        "them an administrator who lost the password gets a new key."
    ),
    _("They are shown this once and kept nowhere else. Anyone who has them can act as an administrator of this case."),
    _("The case is not made yet: it is made once you have written them down. If you leave now, there is none."),
)
SUFFIX = ".pdf"


class RecoveryPart:
    """Its acts. `changed` draws the page; None takes it away."""

    def __init__(self, changed: Callable[[RecoveryWords | None], None]) -> None:
        self._changed = changed
        self._screen: RecoveryWords | None = None
        self._write: Callable[[Path], None] = _nowhere
        self._then: Callable[[], None] = _nothing

    def begin(self, case: Path, words: str, write: Callable[[Path], None], then: Callable[[], None]) -> None:
        """Show the words of a case's key; `write` makes the sheet, and `then` goes on once they were written down."""
        self._write, self._then = write, then
        self._show(
            RecoveryWords(
                tuple(words.split()),
                SAYS,
                str(case.with_name(f"{case.stem}, recovery key{SUFFIX}")),
            )
        )

    def save(self, path: str) -> None:
        """Write the sheet; no path where the person thought better of it."""
        screen = self._screen
        if screen is None or not path:
            return
        out = Path(path if path.endswith(SUFFIX) else f"{path}{SUFFIX}")
        try:
            self._write(out)
        except WorldError as error:
            strip = Notice(_("The sheet was not saved: {trouble}", trouble=error.what), remedy=error.remedy)
        else:
            remedy = _("Print it, lock the page away, and remove the file.")
            strip = Notice(_("The sheet is saved as {file}", file=out.name), remedy=remedy, kind="done")
        self._show(replace(screen, strip=strip))

    def have_written(self, *, written: bool) -> None:
        """Say that the words were written down, or take that back."""
        if self._screen is not None:
            self._show(replace(self._screen, written=written))

    def go_on(self) -> None:
        """Make and open the case; nothing of the words stays."""
        if self._screen is None or not self._screen.written:
            return
        then = self._then
        self._screen, self._write, self._then = None, _nowhere, _nothing
        self._changed(None)
        then()

    def _show(self, screen: RecoveryWords) -> None:
        self._screen = screen
        self._changed(screen)


def _nothing() -> None:
    """No case was made."""


def _nowhere(__: Path) -> None:
    """No sheet can be made."""
