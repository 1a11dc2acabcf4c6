"""The Review desk: the identity strip, three columns, the bar of acts, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from adjudicator.words import _
from ui.desks.review.guard import Letters
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import BallotsScreen, OtherEnvelope, QueueScreen, ReviewScreen
from ui.desks.review.views.ballots import BallotsView
from ui.desks.review.views.bar import ActBar
from ui.desks.review.views.cards import CardStack
from ui.desks.review.views.columns import ReviewColumns
from ui.desks.review.views.head import HeadStrip
from ui.desks.review.views.image import ImageViewer
from ui.desks.review.views.others import OthersView
from ui.desks.review.views.outcome import OutcomeColumn
from ui.desks.review.views.panel import PanelView
from ui.desks.review.views.papers import PapersView
from ui.desks.review.views.queue import QueuePanel
from ui.kit.empty import EmptyState
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import column, reveal, row
from ui.kit.scan.canvas import PUSH
from ui.kit.still import Still
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, S8, S12

SHOWS_QUEUE = "review/queue"
DIGITS = "1234567890"
KEYS: Mapping[str, tuple[str | tuple[str, ...], str]] = {
    "accept": (("Enter", "Return"), _("Accept the card")),
    "record": (("Ctrl+Enter", "Ctrl+Return"), _("Record, or do what the panel's button says")),
    "hold": ("H", _("Hold")),
    "refer": ("R", _("Refer to a supervisor")),
    "skip": ("S", _("Skip; it comes again later")),
    "back": ("B", _("The line, card or envelope before")),
    "otherwise": ("O", _("Record otherwise than recommended")),
    "take_back": ("T", _("Take a determination back, or an envelope over")),
    "put_right": ("E", _("Put right: papers, own precinct, style, an entry by mistake")),
    "find": ("/", _("Search the roll")),
    "law": ("L", _("Show the deciding paragraph, or fold it")),
    "differently": ("D", _("Show what would have to be different, or fold it")),
    "contests": ("X", _("Show all contests that do not count, or fold them")),
    "ballots": ("V", _("Show the ballot cast beside the voter's own, or fold them")),
    "others": ("W", _("Show another envelope of this voter beside this one, or fold it")),
    "queue": ("Q", _("Show or hide the queue")),
    "page_down": (("PgDown", "Alt+Down"), _("Scroll what comes of the ballot, PgUp back")),
    "page_up": (("PgUp", "Alt+Up"), ""),
    "copy": ("C", _("Copy the registration number")),
    "cancel": ("Esc", _("Close the panel, keep the line as it was")),
    "scan1": ("Alt+1", _("Scan of the envelope, Alt+2 certificate, Alt+3 form")),
    "scan2": ("Alt+2", ""),
    "scan3": ("Alt+3", ""),
    "large": ("Z", _("Scan large, or in its column again")),
    "zoom_in": (("+", "="), _("Scan larger, at the pointer; - smaller; F whole page or width")),
    "zoom_out": ("-", ""),
    "fit": ("F", ""),
    "turn": ("]", _("Turn the scan right, [ left; N next page")),
    "turn_left": ("[", ""),
    "next_page": ("N", ""),
    "brighter": (".", _("Scan brighter; , its strokes stronger")),
    "stronger": (",", ""),
    "push_left": ("Shift+Left", _("Push the scan, with Shift and an arrow")),
    "push_right": ("Shift+Right", ""),
    "push_up": ("Shift+Up", ""),
    "push_down": ("Shift+Down", ""),
}
"""Key -> its sequences, and its words in the sheet of keys (empty: said by another)."""

BESIDE_FROM = 1500
"""Width of the desk, in pixels at 100 %, from which the queue stands beside the envelope; else it is in its place."""

SHORT_UNDER = 500
"""Height of the window, in pixels at 100 %, under which the strip over the columns and the bar under them leave them more."""

OF_WORK = ("accept", "hold", "refer", "skip", "otherwise", "find")
OF_AN_ENVELOPE = ("law", "differently", "contests", "ballots", "others", "page_down", "page_up", "copy")
"""Keys that do something only where the envelope may be worked on, and where there is one."""

OF_A_SCAN: Mapping[str, Callable[[ImageViewer], object]] = {
    "scan1": lambda viewer: viewer.show_tab(0),
    "scan2": lambda viewer: viewer.show_tab(1),
    "scan3": lambda viewer: viewer.show_tab(2),
    "zoom_in": ImageViewer.zoom_in,
    "zoom_out": ImageViewer.zoom_out,
    "fit": lambda viewer: viewer.canvas.fit(),
    "turn": lambda viewer: viewer.canvas.turn(90),
    "turn_left": lambda viewer: viewer.canvas.turn(-90),
    "next_page": ImageViewer.next_page,
    "brighter": lambda viewer: viewer.canvas.brighten(1),
    "stronger": lambda viewer: viewer.canvas.brighten(-1),
    "push_left": lambda viewer: viewer.canvas.move_by(PUSH, 0),
    "push_right": lambda viewer: viewer.canvas.move_by(-PUSH, 0),
    "push_up": lambda viewer: viewer.canvas.move_by(0, PUSH),
    "push_down": lambda viewer: viewer.canvas.move_by(0, -PUSH),
}
"""Key -> what it does with the scans; dead where there is none."""


class ReviewView(QWidget):
    """Draws a `ReviewScreen` and reports what the person did."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._asked: tuple[str, ...] = ()
        self._number, self._letters, self._was_wide = "", Letters(), False
        self._first: list[Callable[[ReviewScreen], object]] = [
            self._draw_papers,
            lambda screen: self.cards.draw(screen.cards),
            lambda screen: self.outcome.draw(screen.number, screen.outcome),
        ]
        self._seen, self._soon = False, QTimer(self)
        self._soon.setSingleShot(True)  # a timer, not a posted event: the window answers before the desk is filled
        self._soon.timeout.connect(self._draw_first)
        self.head, self.papers, self.cards = HeadStrip(), PapersView(presenter), CardStack(presenter)
        self.outcome, self.bar = OutcomeColumn(presenter), ActBar(self._acts())
        self._panel: Later[PanelView, None] = Later(lambda: PanelView(presenter))
        self._others: Later[OthersView, tuple[OtherEnvelope, ...]] = Later(
            lambda: OthersView(presenter), OthersView.draw
        )
        self._ballots: Later[BallotsView, BallotsScreen] = Later(lambda: BallotsView(presenter), BallotsView.draw)
        self._whose, self._came_back, self._strip = (
            _strip(presenter.take_back), _strip(presenter.follow_band), _strip(None, presenter.dismiss)
        )  # fmt: skip
        self._empty: Later[EmptyState, None] = Later(self._make_empty)
        self._queue: Later[QueuePanel, QueueScreen] = Later(self._make_queue, QueuePanel.draw)
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with Tab nobody would get out backwards
        name(self, _("Review"))
        self._build()
        self._still = Still(self)
        self._keys = Keys(self, _("Review"))
        self._bind()
        theme().changed.connect(self._fit_height)
        presenter.listen(self.draw)

    @property
    def panel(self) -> PanelView:
        """The panel over the cards."""
        return self._panel.part

    def draw(self, screen: ReviewScreen) -> None:
        """Shows the desk as it stands now, and keeps the keyboard focus where the work goes on.

        Nothing is drawn before it is first seen: on the way there it would be drawn, and put elsewhere, several times.
        """
        if not self._seen:
            return
        if screen.number != self._number:
            self._number = screen.number
            self._columns.card_area.verticalScrollBar().setValue(0)
        with self._still.held():
            self._draw_parts(screen)
            self._place_queue(screen)
        self._arm(screen)
        self._settle_focus(screen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            self._soon.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._begin()

    def _draw_first(self) -> None:
        """Step by step, each of them short, and nothing is painted between them: what is drawn already is not drawn again."""
        if self._stack.isHidden():
            self._stack.setUpdatesEnabled(False)
            reveal(self._stack, True)
            self._soon.start()
            return
        if self._first:
            with self._still.held():
                self._first.pop(0)(self._presenter.screen)
            self._soon.start()
            return
        self._seen = True
        self._recall_queue()
        self.draw(self._presenter.screen)
        self._stack.setUpdatesEnabled(True)
        self._stack.repaint()  # at once: a key that comes next may record what stands on the screen

    def _draw_parts(self, screen: ReviewScreen) -> None:
        self._draw_papers(screen)
        notices = ((self._whose, screen.whose), (self._came_back, screen.came_back), (self._strip, screen.strip))
        for strip, notice in notices:
            if strip.made or notice is not None:
                strip.part.show_notice(notice)
            reveal(strip, notice is not None)
        if not screen.papers.images:
            self._columns.show_large(False)
        self._columns.share()
        beside = ((self._ballots, screen.ballots is not None), (self._others, bool(screen.others)))
        opened = [part for part, shown in beside if shown and part.isHidden()]
        self._ballots.draw(screen.ballots)
        self._others.draw(screen.others or None)
        for part in opened:
            self._bring(part)
        self.cards.draw(screen.cards)
        if screen.panel is not None:
            self.cards.place(self._panel, screen.panel.place)
        if self._panel.made or screen.panel is not None:
            self.panel.draw(screen.panel)
        reveal(self._panel, screen.panel is not None)
        self.outcome.draw(screen.number, screen.outcome)
        self.bar.draw(screen.bar)

    def _draw_papers(self, screen: ReviewScreen) -> None:
        self._draw_empty(screen)
        self.head.draw(screen.head)
        self.papers.draw(screen.papers)

    def _draw_empty(self, screen: ReviewScreen) -> None:
        nothing = screen.nothing
        self._stack.setCurrentIndex(1 if nothing is not None else 0)
        if nothing is not None:
            self._empty.part.say(nothing.title, nothing.words, nothing.action)

    def _arm(self, screen: ReviewScreen) -> None:
        """Lets those keys live that do something: on an envelope to look at, or where none is left, few do."""
        seen = screen.nothing is None and not self._alone_with_queue
        works, asks = seen and screen.bar.may_act, screen.panel is not None and not self._alone_with_queue
        for act in OF_WORK:
            self._keys.enable(f"review/{act}", works)
        for act in ("record", *DIGITS):
            self._keys.enable(f"review/{act}", works or asks)
        for act in OF_AN_ENVELOPE:
            self._keys.enable(f"review/{act}", seen)
        self._keys.enable("review/put_right", seen and bool(screen.bar.put_right))
        for act in ("large", *OF_A_SCAN):
            self._keys.enable(f"review/{act}", seen and bool(screen.papers.images))
        self._keys.enable("review/take_back", seen and (screen.whose is not None or screen.bar.take_back))
        self._keys.enable("review/back", works or asks or (screen.bar.may_back and not self._alone_with_queue))
        self._keys.enable("review/cancel", self._may_cancel(screen))

    def _may_cancel(self, screen: ReviewScreen) -> bool:
        asking = screen.asking
        if screen.queue is not None:
            return True
        return screen.panel is not None or (asking is not None and bool(asking.searched or asking.chosen))

    def _settle_focus(self, screen: ReviewScreen) -> None:
        """The focus moves only when something else is asked, so that nobody is interrupted while typing."""
        panel = f"{screen.panel.kind} {screen.panel.title}" if screen.panel is not None else ""
        asked = (screen.number, screen.current, screen.asking.fact if screen.asking else "", panel)
        if asked != self._asked:
            self._asked = asked
            if self.isAncestorOf(self.focusWidget()) or self.hasFocus():
                self._begin()

    def _begin(self) -> None:
        if not self._seen:
            return
        if self._presenter.screen.panel is not None:
            self.panel.begin()
            self._bring(self.panel)
            return
        card = self.cards.current()
        if card is not None:
            card.begin()
            self._bring(card.question if card.card.asking is not None else card)
        elif self._presenter.screen.nothing is None:
            self.outcome.setFocus()

    def _bring(self, widget: QWidget) -> None:
        QTimer.singleShot(0, self, lambda: self._columns.bring(widget))

    @property
    def _alone_with_queue(self) -> bool:
        """Whether the queue stands in the place of the envelope."""
        return self._seen and self._queue.isVisibleTo(self) and self._stack.isHidden()

    @property
    def queue(self) -> QueuePanel:
        """The queue as a list."""
        return self._queue.part

    def _place_queue(self, screen: ReviewScreen) -> None:
        """Beside the envelope where there is room for both, else in its place."""
        shown, wide = screen.queue is not None, self._is_wide
        opens = shown and self._queue.isHidden()
        self._queue.draw(screen.queue)
        if shown:
            self.queue.fit(alone=not wide)
            self._queue.setContentsMargins(MARGIN, S12, 0 if wide else MARGIN, S12)
        reveal(self._stack, wide or not shown)
        if opens:
            self.queue.table.focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()
        if self._seen:
            self._recall_queue()

    def _fit_height(self) -> None:
        short = self.window().height() < look().px(SHORT_UNDER)
        self.head.set_short(short)
        self.bar.set_short(short)

    @property
    def _is_wide(self) -> bool:
        return self.width() >= look().px(BESIDE_FROM)

    def _recall_queue(self) -> None:
        """Once there is room beside the envelope, shows the queue where it was shown last; else puts it away."""
        wide = self._is_wide
        if wide != self._was_wide:
            self._was_wide = wide
            self._presenter.show_queue(wide and QSettings().value(SHOWS_QUEUE) == "yes")

    def _turn_queue(self) -> None:
        """Q: shows the queue, or puts it away; what was chosen last is remembered."""
        shows = self._presenter.screen.queue is None
        QSettings().setValue(SHOWS_QUEUE, "yes" if shows else "no")
        self._presenter.show_queue(shows)
        if not shows:
            self._begin()

    def _leave_queue(self) -> None:
        """From the list back to the envelope; where the list stands in its place, it is put away."""
        if self._alone_with_queue:
            self._presenter.show_queue(False)
        self._begin()

    def _open_from_queue(self, number: str) -> None:
        self._presenter.open_from_queue(number)
        self._leave_queue()

    def _cancel(self) -> None:
        if self._in_queue():
            self._leave_queue()
        else:
            self._presenter.cancel()

    def _in_queue(self) -> bool:
        """Whether the focus is in the list, where no key answers or records."""
        return self._queue.made and self.queue.isAncestorOf(self.focusWidget())

    def _find(self) -> None:
        question = self.cards.asking()
        if question is None or not question.search.isVisible():
            self._presenter.reopen("match")
            question = self.cards.asking()
        if question is not None:
            question.search.take_focus()

    def _press(self, key: str) -> None:
        if self._presenter.is_search(key):
            self._find()
        else:
            self._presenter.press(key)

    def _record(self) -> None:
        if self._presenter.screen.panel is not None:
            self.panel.form.press()
        elif self._columns.large:  # nobody records what they do not see
            self._columns.show_large(False)
        else:
            self._presenter.record()

    def _hold(self) -> None:
        if self._columns.large and self._presenter.screen.panel is None:
            self._columns.show_large(False)
        else:
            self._presenter.hold()

    def _large(self) -> None:
        self._columns.show_large(not self._columns.large and bool(self._presenter.screen.papers.images))

    def _put_right(self) -> None:
        if self.papers.isAncestorOf(self.focusWidget()):
            self._presenter.correct()
        else:
            self._presenter.put_right()

    def _copy(self) -> None:
        number = self._presenter.number_to_copy()
        if number:
            QGuiApplication.clipboard().setText(number)

    def _acts(self) -> dict[str, Callable[[], None]]:
        presenter = self._presenter
        return {
            "record": self._record,
            "hold": self._hold,
            "refer": presenter.refer,
            "skip": presenter.skip,
            "otherwise": presenter.otherwise,
            "put_right": self._put_right,
            "take_back": presenter.take_back,
            "back": presenter.back,
        }

    def _bind(self) -> None:
        acts = {**self._acts(), **self._other_acts()}
        acts |= {act: self._of_envelope(acts[act]) for act in ("record", *OF_WORK, "put_right", "take_back", "back")}
        for act, (sequence, words) in KEYS.items():
            key = Key(f"review/{act}", sequence, words)
            # a scan is looked at with several keys at once
            alone = key.letter and act not in {"find", "large", *OF_A_SCAN}
            self._keys.bind(key, self._alone(acts[act]) if alone else acts[act])
        for digit in DIGITS:
            words = _("Answer the open line: 1 to 9, and 0") if digit == "1" else ""
            act = self._of_envelope(partial(self._press, digit))
            self._keys.bind(Key(f"review/{digit}", digit, words), act)

    def _of_envelope(self, act: Callable[[], object]) -> Callable[[], None]:
        """An act that is of the envelope on the desk, which no key of the list does."""

        def do() -> None:
            if self._in_queue():
                self._presenter.in_the_list()
            else:
                act()

        return do

    def _alone(self, act: Callable[[], None]) -> Callable[[], None]:
        """An act on a letter, which a word that is typed here does not do."""

        def do() -> None:
            if self._letters.pressed():
                act()
            else:
                self._presenter.typed_a_word()

        return do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalpha():
            self._letters.pressed()
        super().keyPressEvent(event)

    def _other_acts(self) -> dict[str, Callable[[], None]]:
        presenter, papers = self._presenter, self.papers
        return {
            "accept": presenter.accept,
            "find": self._find,
            "law": presenter.unfold_first,
            "differently": presenter.tell_differently,
            "contests": presenter.show_contests,
            "ballots": presenter.show_ballots,
            "others": presenter.show_others,
            "queue": self._turn_queue,
            "page_down": lambda: self.outcome.turn(1),
            "page_up": lambda: self.outcome.turn(-1),
            "copy": self._copy,
            "cancel": self._cancel,
            "large": self._large,
            **{name: partial(papers.with_scan, act) for name, act in OF_A_SCAN.items()},
        }

    def _make_queue(self) -> QueuePanel:
        made = QueuePanel(self._presenter)
        made.opened.connect(self._open_from_queue)
        made.left.connect(self._leave_queue)
        made.close_button.clicked.connect(lambda __=False: self._turn_queue())
        return made

    def _make_empty(self) -> EmptyState:
        made = EmptyState("", icon="inbox")
        made.acted.connect(self._presenter.go_to_batches)
        return made

    def _build(self) -> None:
        desk = QWidget()
        across = row(self._queue, self._stack, spacing=0, grow=self._stack)
        self.setLayout(column(across, spacing=S8))
        self.head.queue.clicked.connect(lambda __=False: self._turn_queue())
        self._stack.hide()
        self._stack.addWidget(desk)
        self._stack.addWidget(self._empty)
        notices = (self._whose, self._came_back, self._strip)
        self._columns = ReviewColumns(self.papers, self.cards, self.outcome)
        self.papers.large_asked.connect(self._large)
        whole = (self.head, *notices, self._columns, self.bar)
        desk.setLayout(column(*whole, spacing=S12, margins=(MARGIN, S12, MARGIN, S12), grow=self._columns))
        self.cards.top.addWidget(self._panel)
        self.cards.top.addWidget(self._others)
        self.cards.top.addWidget(self._ballots)


def _strip(acted: Callable[[], object] | None, dismissed: Callable[[], object] | None = None) -> Later[Strip, None]:
    def made() -> Strip:
        strip = Strip(dismissable=dismissed is not None, linked=False)
        if acted is not None:
            strip.acted.connect(acted)
        if dismissed is not None:
            strip.dismissed.connect(dismissed)
        return strip

    return Later(made)
