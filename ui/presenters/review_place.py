"""What stands on the Review desk: the envelope, what is open on it, and how an act is done, shown and followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from adjudicator.casework.bodies import Entry
from adjudicator.casework.sheet import Sheet
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from ui.presenters.desk import DeskPresenter, Shell
from ui.presenters.parts import Notice
from ui.presenters.review_answers import Result
from ui.presenters.review_asking import Standing
from ui.presenters.review_head import left_words
from ui.presenters.review_queue import Queue
from ui.presenters.review_screen import PanelScreen, ReviewScreen
from ui.presenters.review_sheet import nothing_left, sheet_screen

PANEL_FIRST = "Esc closes the panel"


class ReviewPlace(DeskPresenter[ReviewScreen]):
    """The envelope on the desk and the queue behind it; what a person does with them is the ReviewPresenter's."""

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._queue = Queue(office)
        self._sheet: Sheet | None = None
        self._standing = Standing()
        self._panel: PanelScreen | None = None
        self._strip: Notice | None = None
        self._drawn = ""
        self._acting = False

    def make_screen(self) -> ReviewScreen:
        """Read the envelope on the desk afresh, or take the next where there is none."""
        self._queue.settle()
        if not self._queue.here:
            self._queue.go(self._queue.next())
        found = self._office.review.sheet(self._queue.here) if self._queue.here else None
        if isinstance(found, Refusal):
            self._strip = refused(found)
        self._sheet = found if isinstance(found, Sheet) else None
        return self._compose()

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded elsewhere; what this desk records itself is drawn once, when it is done."""
        self._queue.heard(entries)
        if not self._acting:
            self._queue.forget()
            super().happened(entries)

    def _may_ask(self) -> bool:
        return self._sheet is not None and self._panel is None and not self._standing.read_only

    def _open(self, number: str) -> None:
        self._queue.go(number)
        self._clear()
        self.refresh()

    def _clear(self) -> None:
        self._standing, self._panel, self._strip, self._drawn = Standing(), None, None, ""

    def _do(self, act: Callable[[Sheet], Result]) -> Result:
        """Act on the envelope as it was seen; what is recorded meanwhile is drawn afterwards."""
        if self._sheet is None:
            return None
        self._acting = True
        try:
            return act(self._sheet)
        finally:
            self._acting = False

    def _took(self, result: Result, *, stays: bool = True) -> bool:
        """Show what came of an act; whether it went into the record. An envelope that leaves is not drawn once more."""
        if isinstance(result, PanelScreen):  # an act may have been recorded before it asks for more
            self._panel = result
            self.refresh()
        elif isinstance(result, Refusal):
            self._strip = refused(result)
            self.refresh()
        elif isinstance(result, Done):
            self._panel, self._strip = None, None
            self._standing = replace(self._standing, reopened="", searched="", found=None)
            if stays:
                self.refresh()
        return isinstance(result, Done)

    def _hint(self, words: str) -> None:
        """Answer a key that did nothing; what happened last, and its Undo, stay in the status line."""
        self._screen = replace(self.screen, bar=replace(self.screen.bar, hint=words))
        self._show()

    def _ask(self, panel: PanelScreen) -> None:
        self._panel = panel
        self._redraw()

    def _stand(self, **changes: object) -> None:
        self._standing = replace(self._standing, **changes)  # pyright: ignore[reportArgumentType]
        self._redraw()

    def _next(self, said: str, undo: Callable[[], None] | None = None) -> None:
        self._queue.go(self._queue.next())
        self._clear()
        self.refresh()
        self._shell.said(f"{said}. {left_words(self._queue.left())}.", undo)

    def _redraw(self) -> None:
        """Show the same envelope with what the person has open, without reading it again."""
        self._screen = self._compose()
        self._show()

    def _show(self) -> None:
        for draw in tuple(self._listeners):
            draw(self.screen)

    def _compose(self) -> ReviewScreen:
        sheet = self._sheet
        left = self._queue.left()
        if sheet is None:
            return replace(nothing_left(self._office, left), strip=self._strip)
        self._standing = replace(self._standing, read_only=not is_workable(sheet, self._office))
        screen = sheet_screen(self._office, sheet, self._standing, left, may_back=self._queue.has_previous)
        if self._panel is not None:
            cards = tuple(
                replace(each, key="", summary="") if each.state == "current" else each for each in screen.cards
            )
            bar = replace(screen.bar, why_not=PANEL_FIRST)
            screen = replace(screen, panel=self._panel, cards=cards, bar=bar)  # no key of a card acts under a panel
        return replace(screen, strip=self._strip)


def is_workable(sheet: Sheet, office: Office) -> bool:
    """Whether the person signed in may answer and record here: to do, not with a supervisor."""
    return sheet.state.status == "to_do" and not sheet.state.referred and office.may("review") is None


def refused(refusal: Refusal) -> Notice:
    """A refusal as a strip: what, and what to do."""
    words, _, remedy = refusal.words.partition(". ")
    cited = f" ({refusal.citation})" if refusal.citation else ""
    return Notice(f"{words.rstrip('.')}.{cited}", remedy=remedy)
