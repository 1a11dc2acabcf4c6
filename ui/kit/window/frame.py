"""The main window around every screen: PRACTICE band, rail of desks, top bar, the desk itself, status line. Above them a
line that stays, where the pack of rules is of other years.

`Frame()`; `add_page(id, widget)` adds a desk's view, `show_page(id)` brings it to the front, `page(id)` gives it;
`remove_page(id)` and `clear_pages()` take them away; `draw(screen)` draws a `ui.frame.FrameScreen` and brings
`screen.current` to the front where it has a page; `cover(view)` lays a view over everything, `uncover()` takes it away;
`put_over(overlay)` lays an `Overlay` over the window until it is left, `take_off()` takes it away;
`freeze()` leaves only the notices alive; `notice` is a Strip over the content for what concerns the whole program,
`standing` one that stays while it holds, `greeting` one for the person who has just come. Signals: `desk_chosen(str)`,
`undo()`, `sign_out()`, `back_up()`, `backup_place()`, `lock_asked()`, `key_asked()`, `password_asked()`,
`text_size_chosen(int)`, `theme_chosen(str)` (both are applied already), `hide_personal(bool)` (done already), `help_asked()`,
`about_asked()`, `clock_asked()`, `score_asked()`, `progress_asked()`, `number_asked()`, `envelope_asked(str)`,
`closed()`. `opens_envelopes` says whether the person has a desk for an envelope that a sentence names.
Window size and place are remembered, and kept within the screen. Keys: F1 asks for help, F6 for progress, F7 for the clock of
a practice case and F8 for its score, F9 hides personal data, F10 opens the person's menu, Ctrl+G asks for the number of an
envelope, Ctrl+L locks, Ctrl+Q closes, `?` shows the keys (where text is typed, Ctrl+/), `U` undoes, Ctrl+1 to Ctrl+9, Ctrl+0
and Ctrl+- are the desks. Only those keys live that can do something: see `_arm`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from adjudicator.words import _
from ui.frame import PRODUCT, FrameScreen
from ui.kit.focus import FocusKeeper
from ui.kit.keys import Key, Keys
from ui.kit.language import put
from ui.kit.panel import column, holder, row
from ui.kit.personal import privacy
from ui.kit.strip import Strip
from ui.kit.style.restyling import let_wait
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import RAIL_ICONS_UNDER
from ui.kit.wheel import Wheel
from ui.kit.window.band import StripedBand
from ui.kit.window.key_sheet import KeySheet
from ui.kit.window.overlay import Overlay
from ui.kit.window.rail import DESK_KEYS, Rail
from ui.kit.window.status import StatusLine
from ui.kit.window.topbar import TopBar

SIZE, SMALLEST = (1280, 800), (900, 600)
ALWAYS = frozenset({"help", "sheet", "sheet_too", "quit"})
"""Keys that live whatever lies over the window."""

OF_A_PERSON = frozenset({"undo", "back_up", "lock", "progress"})
"""Keys that live only where somebody is signed in."""

BORDERS_MS = 300
"""How long a window system may take to put its borders around a new window."""


class Frame(QMainWindow):
    """The main window. See the module for methods and signals."""

    desk_chosen = Signal(str)
    undo = Signal()
    sign_out = Signal()
    lock_asked = Signal()
    key_asked = Signal()
    password_asked = Signal()
    text_size_chosen = Signal(int)
    theme_chosen = Signal(str)
    hide_personal = Signal(bool)
    closed = Signal()
    back_up = Signal()
    backup_place = Signal()
    help_asked = Signal()
    about_asked = Signal()
    clock_asked = Signal()
    score_asked = Signal()
    number_asked = Signal()
    envelope_asked = Signal(str)
    progress_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.screen_drawn = FrameScreen()
        self.may_close: Callable[[], bool] = lambda: True
        self.opens_envelopes: Callable[[], bool] = lambda: True
        self.band, self.rail, self.top, self.status = StripedBand(), Rail(), TopBar(), StatusLine()
        self.notice, self.standing, self.greeting = Strip(), Strip(dismissable=False), Strip(aloud=True)
        self.outside = Strip(dismissable=False)
        for strip in (self.notice, self.standing, self.greeting):
            strip.setProperty("outer", "true")
        self.outside.setProperty("edge", "true")
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        put(self, QMainWindow.setWindowTitle, PRODUCT)
        self.setMinimumSize(*SMALLEST)
        self._build()
        self._sheet = KeySheet(self)
        self._keys, self._desk_keys, self._frozen = Keys(self, _("Everywhere")), Keys(self, _("Desks")), False
        self._cover: QWidget | None = None
        self._over: Overlay | None = None
        self._before: QWidget | None = None
        self._wheel: Wheel | None = None
        self._keeper = FocusKeeper(self, self._in_front)
        self._connect()
        self._place()
        self.draw(self.screen_drawn)
        self._central.setFocus()

    def appear(self) -> None:
        """Shows the window; one that turns out larger than the screen, borders and all, fills it instead."""
        self.show()
        QTimer.singleShot(BORDERS_MS, self, self._fit_screen)

    def draw(self, screen: FrameScreen) -> None:
        """Draws the frame around the current desk."""
        self.screen_drawn = screen
        put(self, QMainWindow.setWindowTitle, screen.title)
        self.band.setVisible(screen.practice)
        self.band.tell(screen.practice_time)
        if self.outside.notice != screen.outside:
            self.outside.show_notice(screen.outside)
        self.rail.setVisible(bool(screen.person))
        self.rail.draw(screen.desks, screen.current)
        self.top.draw(screen)
        self.status.draw(screen)
        standing = screen.standing.notice if screen.standing is not None else None
        if self.standing.notice != standing:
            self.standing.show_notice(standing)
        self._arm()
        if screen.current in self._pages:
            self.show_page(screen.current)

    def open_envelope(self, number: str) -> None:
        """An envelope that a sentence names is to be opened."""
        self.envelope_asked.emit(number)

    def add_page(self, page_id: str, view: QWidget) -> None:
        """Adds a desk's view, or puts it in the place of the one that was there."""
        self.remove_page(page_id)
        let_wait(view)
        self._pages[page_id] = view
        self._stack.addWidget(view)

    def show_page(self, page_id: str) -> None:
        """Brings a desk's view to the front. Raises KeyError where there is none."""
        theme().catch_up(self._pages[page_id])
        self._stack.setCurrentWidget(self._pages[page_id])

    def remove_page(self, page_id: str) -> None:
        """Takes a view away, with all that stands on it; nothing happens where there is none."""
        view = self._pages.pop(page_id, None)
        if view is not None:
            view.hide()
            self._stack.removeWidget(view)
            view.deleteLater()

    def clear_pages(self) -> None:
        self.take_off()
        for page_id in tuple(self._pages):
            self.remove_page(page_id)

    @property
    def covered(self) -> bool:
        """Whether something lies over the whole window."""
        return self._cover is not None

    def cover(self, view: QWidget) -> None:
        """Lays a view over everything but the band and the line on top; what is under it stays as it is, dead and unseen."""
        self.uncover()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()
        if self._sheet.isVisible():
            self._sheet.toggle()
        self.take_off()
        self._before, self._cover = self.focusWidget(), view
        self._layers.addWidget(view)
        self._layers.setCurrentWidget(view)
        self._arm()
        view.setFocus()

    def uncover(self) -> None:
        """Takes away what lies over the window; the focus is where it was."""
        if self._cover is None:
            return
        self._layers.removeWidget(self._cover)
        self._cover.deleteLater()
        self._cover = None
        self._arm()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_over(self, overlay: Overlay) -> None:
        """Lays something over the window for a moment, in place of what lay there."""
        self.take_off()
        self._over = overlay
        overlay.open()

    def take_off(self) -> None:
        """Takes it away; the focus is where it was."""
        over, self._over = self._over, None
        if over is not None:
            if over.isVisible():
                over.leave()
            over.deleteLater()

    def freeze(self) -> None:
        """Makes everything dead but the notice and closing: nothing else can be pressed or typed any more."""
        self.take_off()
        for part in (self.rail, self.top, self._stack, self.status):
            part.setEnabled(False)
        self._frozen = True
        for keys in self.findChildren(Keys):
            for key_id in keys.keys:
                keys.enable(key_id, False)
        self._arm()

    def page(self, page_id: str) -> QWidget | None:
        return self._pages.get(page_id)

    def show_keys(self) -> None:
        """Shows or hides the sheet of keys."""
        self._sheet.toggle()

    @property
    def shows_keys(self) -> bool:
        """Whether the sheet of keys is shown."""
        return self._sheet.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wheel is None:  # the native window, where the wheel enters, is there now
            self._wheel = Wheel(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        QSettings().setValue("window/geometry", self.saveGeometry())
        self.closed.emit()
        super().closeEvent(event)

    @property
    def in_front(self) -> str:
        """The id of the page in front; empty where something lies over it, or there is none."""
        if self._cover is not None:
            return ""
        return next((page_id for page_id, view in self._pages.items() if view is self._stack.currentWidget()), "")

    @property
    def lies_over(self) -> QWidget | None:
        """What lies over the whole window."""
        return self._cover

    def _arm(self) -> None:
        """Lets those keys live that can do something now; under a cover, and after a fault, only a few."""
        free, screen = not (self.covered or self._frozen), self.screen_drawn
        for key_id in self._keys.keys:
            person = bool(screen.person) or key_id not in OF_A_PERSON
            self._keys.enable(key_id, key_id in ALWAYS or (free and person))
        self._keys.enable("number", free and screen.may_go)
        self._keys.enable("clock", free and bool(screen.person and screen.practice_time))
        self._keys.enable("score", free and bool(screen.person and screen.practice))
        for place in range(len(DESK_KEYS)):
            self._desk_keys.enable(f"desk{place + 1}", free and place < len(screen.desks))
        self._desk_keys.enable("desks", free and bool(screen.desks))

    def _in_front(self) -> QWidget | None:
        """What has to have the focus: the sheet of keys, else what lies over the window, else the desk in front."""
        if self._sheet.isVisible():
            return self._sheet
        if self._over is not None and self._over.isVisible():
            return self._over
        return self._cover or self._stack.currentWidget()

    def _fit(self) -> None:
        self.rail.set_narrow(self.width() < RAIL_ICONS_UNDER * look().scale)

    def _toggle_personal(self) -> None:
        privacy().set_hidden(not privacy().hidden)
        self.hide_personal.emit(privacy().hidden)

    def _set_theme(self, choice: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().apply(app, choice, look().text_size)
        self.theme_chosen.emit(choice)

    def _set_text_size(self, size: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().apply(app, theme().choice, size)
        self._fit()
        self.text_size_chosen.emit(size)

    def _choose_nth(self, place: int) -> None:
        desks = self.screen_drawn.desks
        if place < len(desks):
            self.desk_chosen.emit(desks[place].id)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.desk_chosen)
        self.status.undo.connect(self.undo)
        self.top.number_asked.connect(self.number_asked)
        menu = self.top.menu
        menu.sign_out.connect(self.sign_out)
        menu.lock_asked.connect(self.lock_asked)
        menu.key_asked.connect(self.key_asked)
        menu.password_asked.connect(self.password_asked)
        menu.back_up.connect(self.back_up)
        menu.backup_place.connect(self.backup_place)
        self.status.back_up.connect(self.back_up)
        menu.help_asked.connect(self.help_asked)
        menu.clock_asked.connect(self.clock_asked)
        menu.score_asked.connect(self.score_asked)
        menu.progress_asked.connect(self.progress_asked)
        menu.about_asked.connect(self.about_asked)
        menu.keys_asked.connect(self.show_keys)
        menu.hide_chosen.connect(self._toggle_personal)
        menu.theme_chosen.connect(self._set_theme)
        menu.text_size_chosen.connect(self._set_text_size)
        self._bind()

    def _bind(self) -> None:
        self._keys.bind(Key("help", "F1", _("Help: the manual, at this screen")), self.help_asked.emit)
        self._keys.bind(
            Key("number", "Ctrl+G", _("Go to an envelope by its number or barcode")), self.number_asked.emit
        )
        self._keys.bind(Key("back_up", "Ctrl+B", _("Back up now")), self.back_up.emit)
        self._keys.bind(Key("undo", "U", _("Undo what just happened")), self.undo.emit)
        self._keys.bind(Key("progress", "F6", _("Show progress and pace")),
                        self.progress_asked.emit)  # fmt: skip
        self._keys.bind(Key("clock", "F7", _("Set the practice clock on")), self.clock_asked.emit)
        self._keys.bind(Key("score", "F8", _("Show the practice score")), self.score_asked.emit)
        self._keys.bind(Key("personal", "F9", _("Hide or show personal data")), self._toggle_personal)
        self._keys.bind(Key("menu", "F10", _("Text size, colors, sign out")), self.top.open_menu)
        self._keys.bind(Key("lock", "Ctrl+L", _("Lock the screen")), self.lock_asked.emit)
        self._keys.bind(Key("quit", "Ctrl+Q", _("Close the window; everything is saved")), self.close)
        self._keys.bind(Key("sheet", "?", _("Show these keys")), self.show_keys)
        self._keys.bind(Key("sheet_too", "Ctrl+/", _("Show these keys while you type, too")), self.show_keys)
        desks = self._desk_keys
        for place, sequence in enumerate(DESK_KEYS):
            desks.bind(Key(f"desk{place + 1}", sequence, ""), lambda place=place: self._choose_nth(place))
        words = _("The first desk, Ctrl+2 the second, and so on; Ctrl+0 is the tenth, Ctrl+- the eleventh")
        desks.bind(Key("desks", "Ctrl+1", words))

    def _place(self) -> None:
        saved = QSettings().value("window/geometry")
        if not (isinstance(saved, QByteArray) and self.restoreGeometry(saved)):
            self.resize(*SIZE)

    def _fit_screen(self) -> None:
        room, whole = self.screen().availableGeometry(), self.frameGeometry()
        if whole.width() > room.width() or whole.height() > room.height():
            self.showMaximized()
        elif not room.contains(whole):
            self.move(room.topLeft())

    def _build(self) -> None:
        strips = (self.standing, self.notice, self.greeting)
        right = column(self.top, *strips, self._stack, self.status, spacing=0, grow=self._stack)
        self._layers = QStackedWidget()
        self._layers.addWidget(holder(row(self.rail, right, spacing=0, grow=right)))
        central = self._central = holder(column(self.band, self.outside, self._layers, spacing=0, grow=self._layers))
        central.setProperty("part", "canvas")
        self.setCentralWidget(central)
