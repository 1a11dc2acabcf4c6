"""The window: which case is open, who is signed in, which desk is in front, and what stands in the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.office.office import MACHINE, TimeAndChance
from adjudicator.records.trouble import WorldError
from adjudicator.words import Language, _
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.kit.language import speech
from ui.kit.window.frame import Frame
from ui.parts import Notice
from ui.shared.desk import AloneWork
from ui.shared.frame_words import FrameWords, first_desk
from ui.shared.standing import key_notice
from ui.shared.work import Runs
from ui.shell.alone import Alone
from ui.shell.desk_table import DESKS, Page
from ui.shell.drafts import DraftSaver
from ui.shell.entering import Opening
from ui.shell.faults import fault_notice, tell
from ui.shell.going_to import GoingTo
from ui.shell.help import Help
from ui.shell.keeping import Keeping
from ui.shell.practicing import Practicing
from ui.shell.progressing import Progressing
from ui.shell.reading_lists import ReadingLists
from ui.shell.server_wait import ServerWait
from ui.shell.sitting import Sitting
from ui.shell.worker import Worker

ASIDE = ("password", "accounts", "clock", "score", "progress")
"""Pages that stand in place of a desk until they are left."""

MINUTE = 60_000
"""How often the time left is drawn again, in milliseconds."""

MOMENT = 2_000
"""How often it is looked whether another window or program has recorded something, in milliseconds."""


NOTHING_TO_UNDO = _(
    "There is nothing to undo. Recording, holding, skipping and referring can be undone, right after they are done"
)

SOON = 100
"""How often it is asked again after an act of which nobody knows whether it was recorded, in milliseconds."""


class Window(QObject):
    """Holds the frame and the desks together; it is the Shell that presenters see."""

    def __init__(self, frame: Frame, practice_definition: Path, chance: TimeAndChance = MACHINE) -> None:
        super().__init__(frame)
        self.frame = frame
        self._office: Office | None = None
        self._pages: dict[str, Page] = {}
        self._words = FrameWords()
        self._undo: Callable[[], None] | None = None
        self._instead = self._stopped = ""
        self._current = self._aside = ""
        self._worker = Worker(self, self._broke, self.world)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self.draw_frame)
        self._watch = QTimer(self)
        self._watch.setInterval(MOMENT)
        self._watch.timeout.connect(self.look_again)
        frame.desk_chosen.connect(self.go)
        frame.undo.connect(self._undo_last)
        frame.sign_out.connect(lambda: self.sign_out())  # noqa: PLW0108  without what a signal may carry
        frame.key_asked.connect(self._greet)
        self.sitting = Sitting(frame, self)
        also = {"adopt": self.sitting.look_at_accounts, "day": lambda: self.go("overview", "day")}
        self._lists = ReadingLists(frame, self._draw_desk, self._broke)
        self._keeping = Keeping(frame, self._draw_backups, self._draw_desk, self._broke, also, self._lists.does)
        self._drafts = DraftSaver(frame, self._pages, self.world)
        self._opening = Opening(self, practice_definition, chance, self._show, self._entered, ServerWait(frame))
        self._alone = Alone(frame, self._pause, self._go_on, self._lost, self._broke)
        self._practicing = Practicing(frame, self, lambda: self._office, self._draw_desk, self.go)
        self._going_to = GoingTo(frame, lambda: self._office, self.go)
        self.progressing = Progressing(frame, self, lambda: self._office, self._worker.run)
        self.help = Help(frame, self._part_in_front, lambda: self._office)
        frame.closed.connect(self.close)

    # opening and closing

    def start(self, case: Path | None) -> None:
        """Open a case; without one, or where it cannot be opened, show the start screen."""
        self._opening.begin(case)

    def close(self) -> None:
        """Stop what runs, and close the case; what is begun is kept."""
        self.leave()
        self._rest()
        self._worker.stop()
        self._go_out()
        self._close_office()

    def leave(self, *, made_to: bool = False) -> None:
        """The person who is here leaves, or is `made_to` (idle, end of a shift): what they have begun is kept for them."""
        if self._office is not None:
            self._drafts.leave(made_to=made_to)

    def sign_out(self, why: str = "left", words: str = "") -> None:
        """Sign the person who is here out; the desks go with them, and with the desks all that stood on them.

        `why` stands in the record, "left" or "shift"; `words` are shown to the next person who signs in.
        """
        if self._office is not None:
            self.leave(made_to=why == "shift" or self.frame.covered)
            self._go_out(why)
            self._ask_who(words)

    # what Sitting asks for

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        return self._worker.busy

    def aside(self, name: str, view: QWidget) -> None:
        """Show a page in place of the desk in front."""
        self._aside, self._current = self._current or self._aside, ""
        self._show(name, view)

    def back(self, name: str) -> None:
        """Take that page away; the desk that was in front is there again, as it was."""
        self._current = self._aside
        self.draw_frame()
        self._pages[self._current].view.setFocus()
        self.frame.remove_page(name)

    # the Shell

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        """Say in the status line what just happened, with Undo where it is possible; where not, what to do `instead`."""
        self._words.happened, self._undo, self._instead = words, undo, instead
        self.draw_frame()

    def go(self, desk: str, about: str = "") -> None:
        """Bring a desk to the front, about one envelope or batch or none."""
        page = self._page(desk, about)
        if page is None:
            return
        self._drafts.keep()
        self._current = desk
        self.frame.greeting.show_notice(None)
        for aside in ASIDE:
            self.frame.remove_page(aside)
        page.presenter.enter(about)
        self.frame.show_page(desk)
        page.view.setFocus()
        self.draw_frame()

    def ask(self, what: str) -> None:
        """Do what stands in the menu too: "back_up", or "backup_place", for which a folder is asked, or "progress"."""
        {
            "back_up": self._keeping.back_up,
            "backup_place": self._keeping.ask_for_place,
            "progress": self.progressing.show_page,
        }[what]()

    @property
    def run(self) -> Runs:
        """Does long work off the window's thread; its end is told only while the person who began it is here."""
        return self._worker.run

    @property
    def language(self) -> Language:
        return speech().language

    def run_alone(
        self, words: str, work: AloneWork, done: Callable[[Any], None], failed: Callable[[WorldError], None]
    ) -> None:
        """Do long work for which the case is closed; the window is covered meanwhile."""
        if self.busy or self._keeping.busy:
            failed(
                WorldError(
                    "locked", _("Other work is under way in this window"), _("Wait until it is done, and try again.")
                )
            )
            return
        self._drafts.keep()
        self._alone.run(words, work, done, failed)

    # trouble

    def world(self, error: WorldError) -> None:
        """Show what the world refused, over whatever desk is in front; the work goes on."""
        office = self._office
        if office is None or office.stopped is None:
            self.frame.notice.show_notice(Notice(error.what, remedy=error.remedy))
            return
        self._draw_desk()  # no act is taken any more, and the desk in front says so

    def bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What nobody foresaw: trouble of the world is shown; a bug ends the program before the next entry is written."""
        if isinstance(error, WorldError):
            self.world(error)
            return
        self._rest()
        self._undo = None
        self._worker.cancel()
        self._close_office()
        tell(kind, trace)
        self.frame.freeze()
        self.frame.notice.show_notice(fault_notice(kind, trace))

    # drawing

    def look_again(self) -> None:
        """Follow what another window or program has recorded: numbers, lists and what is recommended may not hold."""
        office = self._office
        if office is None or self.frame.covered:
            return
        office.follow()
        trouble = office.stopped  # asked once: the server of a shared record comes back by itself, between two looks
        stopped = "" if trouble is None else trouble.code
        if stopped != self._stopped:
            self._stopped = stopped
            self._draw_desk()
        for act in office.settled():
            page = self._pages.get(self._current)
            if page is not None:
                page.presenter.dismiss()  # that it was not known, where a second act was tried meanwhile
            if page is None or not page.presenter.settled(act):
                self.said(act.words)
            self._draw_desk()
        if office.unsettled is not None:
            self.draw_frame()  # what is said of it changes with time
        self._watch.setInterval(MOMENT if office.unsettled is None else SOON)

    def _unsettled(self) -> None:
        """Nobody knows for the moment whether an act was recorded: the band alone says so, and it is asked again soon."""
        self._watch.setInterval(SOON)
        QTimer.singleShot(0, self.frame, self._say_unsettled)

    def _say_unsettled(self) -> None:
        page = self._pages.get(self._current)
        if page is not None:
            page.presenter.dismiss()  # a desk says of every refusal that nothing was recorded
        self.draw_frame()

    def _draw_desk(self) -> None:
        page = self._pages.get(self._current)
        if page is not None:
            page.presenter.refresh()
        self.draw_frame()

    def _draw_backups(self) -> None:
        page = self._pages.get(self._current)
        if page is not None:
            page.presenter.backed_up()
        self.draw_frame()

    def draw_frame(self) -> None:
        """Draw the frame around the desk in front."""
        screen = self._words.screen(self._office, self._current, undo=self._undo is not None)
        self.frame.draw(self._keeping.drawn(screen))

    def _entered(self, office: Office) -> None:
        """A case was opened: ask who is there."""
        self.leave()
        self._close_office()
        self._office = office
        office.listen(self._happened)
        office.when_unsettled(self._unsettled)
        self._keeping.opened(office)
        self._ask_who()

    def _ask_who(self, words: str = "") -> None:
        """Nothing of the person before stays: no desk, no words, no undo, no work under way."""
        office = self._office
        if office is None:
            return
        self._rest()
        self._worker.cancel()
        self._pages.clear()
        self.frame.clear_pages()
        self.frame.greeting.show_notice(None)
        self._current, self._undo, self._instead = "", None, ""
        self._words = FrameWords()
        self._show("sign_in", SignInView(SignInPresenter(office, self._signed_in, words)))
        if office.case.shared:  # the act of the person who left may still be on its way
            self._watch.start()

    def _signed_in(self) -> None:
        office = self._office
        if office is not None:
            self._clock.start()
            self._watch.start()
            self._lists.signed_in(office)  # before any desk looks for a voter
            desk, words = self._drafts.take_up(office, self._page)
            self.sitting.began(office)
            self.go(desk or first_desk(office))
            if words:
                self.said(words)
            self.frame.remove_page("sign_in")
            self._keeping.signed_in()
            self.sitting.look_at_accounts()
            self._greet()

    def _greet(self) -> None:
        """Say the words of the key of the person signed in; they go with the first step to another desk."""
        if self._office is not None:
            self.frame.greeting.show_notice(key_notice(self._office))

    def _page(self, desk: str, about: str = "") -> Page | None:
        office = self._office
        if office is None or office.people.signed_in is None:
            return None
        if desk not in office.people.desks() and not (about and desk in office.people.looks_at()):
            return None
        if desk not in self._pages:
            self._pages[desk] = DESKS[desk](office, self)
            self.frame.add_page(desk, self._pages[desk].view)
        return self._pages[desk]

    def _part_in_front(self) -> str:
        page = self._pages.get(self._current)
        return page.presenter.part_in_front if page is not None else ""

    def _show(self, name: str, view: QWidget) -> None:
        self.frame.add_page(name, view)
        self.frame.show_page(name)
        self.draw_frame()
        view.setFocus()

    def _happened(self, entries: Sequence[Entry]) -> None:
        """Every desk that was built hears of it; the one in front draws at once, the others when they are entered."""
        self._keeping.heard(entries)
        self._lists.heard(entries)
        page = self._pages.get(self._current)
        if page is not None:
            page.presenter.happened(entries)
        self.draw_frame()

    def _undo_last(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()
        else:
            self._words.happened = self._instead or NOTHING_TO_UNDO
        self.draw_frame()

    def _broke(self, trouble: Exception) -> None:
        self.bug(type(trouble), trouble, trouble.__traceback__)

    def _rest(self) -> None:
        self._drafts.rest()
        for timer in (self._clock, self._watch):
            timer.stop()
        self.sitting.ended()
        self.progressing.ended()

    def _pause(self) -> None:
        """The case is being written anew: nothing looks into it."""
        for timer in (self._clock, self._watch):
            timer.stop()
        for part in (self.sitting, self._keeping, self.progressing, self._lists):
            part.pause()
        self._drafts.rest()
        self._undo = None

    def _go_on(self) -> None:
        for timer in (self._clock, self._watch):
            timer.start()
        for part in (self.sitting, self._keeping, self._drafts, self.progressing, self._lists):
            part.go_on()

    def _lost(self, error: Exception) -> None:
        """The case could not be opened again after it was written anew."""
        self._keeping.go_on()
        self._rest()
        self._worker.leave()
        self._office = None
        self._keeping.closed()
        self._lists.closed()
        self._pages.clear()
        self.frame.clear_pages()
        self._current = ""
        self._opening.show_start()
        if isinstance(error, WorldError):
            self.world(error)

    def _go_out(self, why: str = "left") -> None:
        """Sign out, which puts back what was taken; no desk hears of it any more."""
        self._current = ""
        if self._office is not None:
            self._office.people.sign_out(why)

    def _close_office(self) -> None:
        if self._office is not None:
            self._keeping.closed()
            self._lists.closed()
            self._office.close()
            self._office = None
