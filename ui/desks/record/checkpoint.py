"""The newest checkpoint beside the record: who signed what, to be copied, scanned or taken along as a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from adjudicator.export.paper.summary import SeenCheckpoint
from adjudicator.export.paper.typeset import qr_rows
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from ui.desks.record.screen import CheckpointScreen
from ui.parts import Notice
from ui.shared.desk import Shell
from ui.shared.work import LongWork

NOTHING = _(
    "Nothing is signed yet. Closing, approving and releasing a batch sign the record, and so does a supervisor who closes "
    "the day."
)

WRITING = Notice(_("The page is being written"), _("Its figures are worked out from the record itself."), kind="notice")


class CheckpointPanel:
    """What stands on the panel while it is open."""

    def __init__(self, office: Office, shell: Shell, show: Callable[[], None]) -> None:
        self._office, self._shell, self._show = office, shell, show
        self._open = False
        self._strip: Notice | None = None
        self._saving = LongWork(shell.run)

    def turn(self) -> None:
        """Open it, or put it away."""
        self._open, self._strip = not self._open, None

    def show_it(self) -> None:
        """Open it."""
        self._open, self._strip = True, None

    def close(self) -> None:
        """Put it away."""
        self._open, self._strip = False, None

    def screen(self) -> CheckpointScreen | None:
        """The newest checkpoint as it is now; None while the panel is closed."""
        if not self._open:
            return None
        seen, may_sign = self._office.record.seen_checkpoint(), self._office.may("close_day") is None
        if seen is None:
            return CheckpointScreen(NOTHING, may_sign=may_sign, strip=self._strip)
        return CheckpointScreen(covered_words(seen), seen.note, qr_rows(seen.note), may_sign, self._strip)

    def sign(self) -> str:
        """Close the day; what to say of it in the status line, empty where it was refused."""
        done = self._office.day.close()
        if isinstance(done, Refusal):
            self._strip = Notice(done.words)
            return ""
        self._strip = None
        return _("The day is closed: the first {count} entries are signed", count=done.seq)

    def save(self, path: str) -> None:
        """Write the page beside the window, since its figures are folded from the whole record."""
        if self._saving.working is not None:
            return
        out = Path(path).with_suffix(".pdf")
        self._strip = WRITING
        self._show()

        def ended(strip: Notice | None) -> None:
            self._strip = strip
            if strip is None:
                self._shell.said(_("{file} written", file=out.name))
            self._show()

        self._saving.start(
            WRITING.what,
            lambda progress: self._office.record.write_sheet(out, progress, self._shell.language),
            lambda refusal: ended(Notice(refusal.words) if refusal is not None else None),
            lambda error: ended(Notice(error.what, remedy=error.remedy)),
        )


def covered_words(seen: SeenCheckpoint) -> str:
    """Who signed how much, and what has come since."""
    signed = _("{person} signed the first {count} entries.", person=seen.signer, count=seen.size)
    if not seen.newer:
        return beside(signed, _("That is the whole record."))
    newer = n_(
        "{count} entry has come since, not signed yet.", "{count} entries have come since, not signed yet.", seen.newer
    )
    return beside(signed, newer)
