"""What stands on the Review desk: the envelope, what is open on it, and how an act is done, shown and followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from adjudicator.casework.acts.act import TAKEN
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal, WorldError
from ui.desks.review.answers import Result
from ui.desks.review.asking import OpenOnDesk
from ui.desks.review.draft import changed_meanwhile, draft_of, out_of_reach, read_draft, stamp_of
from ui.desks.review.head import left_words
from ui.desks.review.panels import TAKE_BACK, Values
from ui.desks.review.queue import Queue
from ui.desks.review.screen import PanelScreen, ReviewScreen
from ui.desks.review.sheet import nothing_left, sheet_screen
from ui.desks.review.whose import ON_ANOTHERS, is_anothers
from ui.parts import Notice
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp

PANEL_FIRST = "Esc closes the panel"
READ_ONLY_PANELS = frozenset({TAKE_BACK, *ON_ANOTHERS})
"""Panels that stand on an envelope which cannot be worked on."""

TRIES = 10
"""How often another envelope is looked for where others take each at the same moment."""

NOTHING_TO_TAKE = Refusal("nothing_left", "No envelope is left.")


class ReviewPlace(DeskPresenter[ReviewScreen]):
    """The envelope on the desk and the queue behind it; what a person does with them is the ReviewPresenter's."""

    desk = "review"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self._queue = Queue(office)
        self._sheet: Sheet | None = None
        self._standing = OpenOnDesk()
        self._panel: PanelScreen | None = None
        self._typed: Values = {}
        self._strip: Notice | None = None
        self._drawn = ""
        self._acting = False
        self._taken = ""

    def make_screen(self) -> ReviewScreen:
        """Read the envelope on the desk afresh, or take the next where there is none."""
        self._queue.settle()
        if not self._queue.here:
            self._queue.go(self._queue.next())
        found = self._office.review.sheet(self._queue.here) if self._queue.here else None
        if isinstance(found, Refusal):
            self._strip = refused(found)
        self._sheet = found if isinstance(found, Sheet) else None
        if self._sheet is not None and not is_workable(self._sheet, self._office):
            self._panel = self._panel if self._panel is not None and self._panel.kind in READ_ONLY_PANELS else None
        return self._compose()

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded elsewhere; what this desk records itself is drawn once, when it is done."""
        self._queue.heard(entries)
        if not self._acting:
            self._queue.forget()
            if not self._queue.here:
                self._arrive()
            super().happened(entries)

    def begun(self) -> dict[str, Any] | None:
        """The open envelope, and what is open on it."""
        sheet = self._sheet
        if sheet is None or (self._standing.read_only and self._panel is None):
            return None
        return draft_of(sheet, self._standing, self._panel, self._typed)

    def is_place(self, value: Values) -> bool:
        """An envelope with nothing open on it is only a place: another may wait more when the person is back."""
        return not (value["reopened"] or value["searched"] or value["panel"])

    def take_up(self, value: Mapping[str, Any]) -> TakenUp:
        """Open the envelope again with the line, the search and the panel that stood there."""
        read = read_draft(value)
        if read is None:
            return NOTHING
        draft, panel = read
        sheet = self._office.review.sheet(draft.envelope)
        changed = isinstance(sheet, Refusal) or stamp_of(sheet.state) != draft.stamp
        if isinstance(sheet, Refusal) or (not is_workable(sheet, self._office) and (panel is None or changed)):
            return TakenUp(stands=False, notice=out_of_reach(draft.envelope, panel) if panel is not None else None)
        self._queue.settle()
        self._open(draft.envelope)
        found = self._office.review.search(draft.searched) if draft.searched else None
        self._standing = replace(self._standing, reopened=draft.reopened, searched=draft.searched, found=found)
        self._panel, self._strip = panel, changed_meanwhile(draft.envelope) if changed else None
        self.refresh()
        return TakenUp()

    def typed(self, values: Values) -> None:
        """Something is being typed or chosen in the panel; it is looked at when the button is pressed."""
        self._typed = dict(values)

    def _may_ask(self) -> bool:
        return self._sheet is not None and self._panel is None and not self._standing.read_only

    def _open(self, number: str) -> None:
        self._queue.go(number)
        self._take(number)
        self._clear()
        self.refresh()

    def _clear(self) -> None:
        self._standing, self._panel, self._strip, self._drawn = OpenOnDesk(), None, None, ""

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
            self._panel, self._typed = result, {}
            self.refresh()
        elif isinstance(result, Refusal):
            self._strip = refused(result)
            self.refresh()
        elif isinstance(result, Done):
            self._panel, self._strip = None, None
            self._standing = replace(self._standing, reopened="", searched="", found=None)
            if stays:
                self._take(self._queue.here)
                self.refresh()
        return isinstance(result, Done)

    def _hint(self, words: str) -> None:
        """Answer a key that did nothing; what happened last, and its Undo, stay in the status line."""
        self._screen = replace(self.screen, bar=replace(self.screen.bar, hint=words))
        self._show()

    def _ask(self, panel: PanelScreen) -> None:
        self._panel, self._typed = panel, {}
        self._redraw()

    def _stand(self, **changes: object) -> None:
        self._standing = replace(self._standing, **changes)  # pyright: ignore[reportArgumentType]
        self._redraw()

    def _next(self, said: str, undo: Callable[[], None] | None = None, then: str = "") -> None:
        """Go on to the next envelope: `then`, where the person has it already, else that of the queue."""
        self._arrive(then)
        self._clear()
        self.refresh()
        self._shell.said(f"{said}. {left_words(self._queue.left(), self._queue.with_others())}.", undo)

    def _arrive(self, then: str = "") -> None:
        """Take the next envelope; one that another person takes at that moment is passed over."""
        number = then or self._queue.next()
        for _ in range(TRIES):
            refusal = self._take(number)
            if refusal is None or refusal.code != TAKEN:
                break
            number = self._queue.next()
        self._queue.go(number)

    def _take(self, number: str) -> Refusal | None:
        """Have an envelope for oneself and put back the one before; what cannot be taken is looked at only.

        Where nothing can be written, the world's words come with the first act.
        """
        was_acting, self._acting = self._acting, True
        try:
            taken = self._office.whose.take(number, instead=self._taken) if number else NOTHING_TO_TAKE
            if isinstance(taken, Refusal) and self._taken not in ("", number):
                self._office.whose.put_back((self._taken,))
            self._taken = "" if isinstance(taken, Refusal) else number
        except WorldError:
            return None
        finally:
            self._acting = was_acting
        return taken if isinstance(taken, Refusal) else None

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
            return replace(nothing_left(self._office, left, self._queue.with_others()), strip=self._strip)
        self._standing = replace(self._standing, read_only=not is_workable(sheet, self._office))
        waiting = (left, self._queue.with_others())
        screen = sheet_screen(self._office, sheet, self._standing, waiting, may_back=self._queue.has_previous)
        if self._panel is not None:
            cards = tuple(
                replace(each, key="", summary="") if each.state == "current" else each for each in screen.cards
            )
            bar = replace(screen.bar, why_not=PANEL_FIRST)
            screen = replace(screen, panel=self._panel, cards=cards, bar=bar)  # no key of a card acts under a panel
        return replace(screen, strip=self._strip)


def is_workable(sheet: Sheet, office: Office) -> bool:
    """Whether the person signed in may answer and record here: to do, not with a supervisor, not with a colleague."""
    if sheet.state.status != "to_do" or sheet.state.referred or is_anothers(sheet, office):
        return False
    return office.may("review") is None


def refused(refusal: Refusal) -> Notice:
    """A refusal as a strip: what, and what to do."""
    words, _, remedy = refusal.words.rpartition(". ") if ". " in refusal.words else (refusal.words, "", "")
    cited = f" ({refusal.citation})" if refusal.citation else ""
    return Notice(f"{words.rstrip('.')}.{cited}", remedy=remedy)
