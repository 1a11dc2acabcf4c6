"""The bar along the top: which election under which pack, how much time is left, and the person with a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from adjudicator.words import _, beside
from ui.frame import FrameScreen
from ui.kit.buttons import IconButton, QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name, put, say, speech, tip
from ui.kit.panel import Hairline, column, row
from ui.kit.personal import privacy
from ui.kit.plain import PlainButton
from ui.kit.style.theme import THEMES, look, theme
from ui.kit.style.tokens import S4, S8, S12, S16, S24, TEXT_SIZES, TOP_BAR_HEIGHT
from ui.kit.text import Text

GO_TO = _("Go to an envelope")

TWO_LINES_FROM = 900
"""Width, in pixels at 100 %, from which the bar has two lines, and the way to an envelope stands there in words."""

ONE_LINE_HEIGHT = 36

_THEME_WORDS = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}


class PersonMenu(QMenu):
    """Text size, light or dark, hidden personal data, help, keys, one's key and password, the lock, backups, sign out."""

    text_size_chosen = Signal(int)
    theme_chosen = Signal(str)
    hide_chosen = Signal()
    help_asked = Signal()
    keys_asked = Signal()
    about_asked = Signal()
    clock_asked = Signal()
    score_asked = Signal()
    progress_asked = Signal()
    key_asked = Signal()
    password_asked = Signal()
    lock_asked = Signal()
    back_up = Signal()
    backup_place = Signal()
    sign_out = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._languages: QActionGroup | None = None
        self._sizes = self._choices(_("Text size"), {str(size): f"{size} %" for size in TEXT_SIZES})
        self._themes = self._choices(_("Colors"), {name: _THEME_WORDS[name] for name in THEMES})
        self._sizes.triggered.connect(lambda action: self.text_size_chosen.emit(int(action.data())))
        self._themes.triggered.connect(lambda action: self.theme_chosen.emit(action.data()))
        if len(speech().offered) > 1:
            self._languages = self._choices(_("Language"), {each.code: each.name for each in speech().offered})
            self._languages.triggered.connect(lambda action: speech().choose(action.data()))
        self.addSeparator()
        self._hide = self._act(_("Hide personal data"), self.hide_chosen, "F9")
        self._hide.setCheckable(True)
        self._act(_("Help"), self.help_asked, "F1")
        self._act(_("Keys on this screen"), self.keys_asked, "Ctrl+/")
        self._progress = self._act(_("Progress"), self.progress_asked, "F6")
        self._clock = self._act(_("Set the practice clock on..."), self.clock_asked, "F7")
        self._score = self._act(_("Practice score"), self.score_asked, "F8")
        self.addSeparator()
        self._key = self._act(_("Your key"), self.key_asked)
        self._password = self._act(_("Change password..."), self.password_asked)
        self._lock = self._act(_("Lock the screen"), self.lock_asked, "Ctrl+L")
        self._backups = (
            self._act(_("Back up now"), self.back_up, "Ctrl+B"),
            self._act(_("Where backups go..."), self.backup_place),
        )
        self.addSeparator()
        self._out = self._act(_("Sign out"), self.sign_out)
        self.addSeparator()
        self._act(_("About this program"), self.about_asked)
        self.aboutToShow.connect(self._follow)

    def set_signed_in(self, signed_in: bool) -> None:
        """Offers progress, another password, the lock, backups and to sign out only where somebody is signed in."""
        for action in (self._progress, self._password, self._lock, *self._backups, self._out):
            action.setVisible(signed_in)

    def set_practice(self, *, practice: bool, clock: bool) -> None:
        """Offers the score in a practice case alone, and to set the clock on where it has one."""
        self._clock.setVisible(clock)
        self._score.setVisible(practice)

    def set_key(self, words: str) -> None:
        """Shows the words of the person's own key."""
        say(self._key, _("Your key: {words}", words=words))
        self._key.setVisible(bool(words))

    def _follow(self) -> None:
        for action in self._sizes.actions():
            action.setChecked(int(action.data()) == look().text_size)
        for action in self._languages.actions() if self._languages is not None else ():
            action.setChecked(action.data() == speech().language.code)
        for action in self._themes.actions():
            action.setChecked(action.data() == theme().choice)
        self._hide.setChecked(privacy().hidden)

    def _choices(self, title: str, words: dict[str, str]) -> QActionGroup:
        menu = self.addMenu("")
        put(menu, QMenu.setTitle, title)
        group = QActionGroup(menu)
        for value, label in words.items():
            action = menu.addAction("")
            say(action, label)
            action.setData(value)
            action.setCheckable(True)
            group.addAction(action)
        return group

    def _act(self, words: str, signal: SignalInstance, key: str = "") -> QAction:
        action = self.addAction("")
        put(action, QAction.setText, beside(words, key, by="\t"))
        action.triggered.connect(lambda: signal.emit())  # noqa: PLW0108  without the "checked" of triggered
        return action


class TopBar(QFrame):
    """Election, pack, the way to an envelope by its number, time left, person. `draw(screen)`; `menu` is the person's
    PersonMenu. Signal: `number_asked()`.
    """

    number_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "topbar")
        self._election = Text("", "strong", elide=True)
        self._pack = Text("", "caption", tone="muted", wrap=True)
        self._left = Text("", "strong")
        self._deadline = Text("", "caption", tone="muted")
        self._number, self._number_alone = QuietButton(_("Go to"), "Ctrl+G", "search"), IconButton("search", GO_TO)
        for button in (self._number, self._number_alone):
            button.clicked.connect(lambda __=False: self.number_asked.emit())
        name(self._number, GO_TO)
        self._where, self._foot = _two(self._election, self._pack), QVBoxLayout()
        self._below = self._may_go = False
        self._clock = QWidget()
        self._name = Text("", "strong")
        self._roles = Text("", "caption", tone="muted")
        self._person = PlainButton("person")
        self.menu = PersonMenu(self)
        self._person.clicked.connect(self.open_menu)
        self._build()
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: FrameScreen) -> None:
        """Shows the frame's words."""
        self._election.setText(beside(screen.county, screen.election, by=", "))
        self._pack.setText(screen.pack)
        self._left.setText(screen.time_left)
        self._deadline.setText(screen.deadline)
        self._clock.setVisible(bool(screen.time_left))
        self._name.setText(screen.person or _("Settings"))
        self._roles.setText(screen.roles)
        name(
            self._person,
            _("{person}, {roles}, menu", person=screen.person, roles=screen.roles)
            if screen.person
            else _("Settings, menu"),
        )
        self.menu.set_signed_in(bool(screen.person))
        here = bool(screen.person)
        self.menu.set_practice(practice=here and screen.practice, clock=here and bool(screen.practice_time))
        self.menu.set_key(screen.key)
        self._may_go = screen.may_go
        self._follow()

    def open_menu(self) -> None:
        """Opens the person's menu under the name."""
        width = self._person.width() - self.menu.sizeHint().width()
        self.menu.popup(self._person.mapToGlobal(QPoint(width, self._person.height() + S4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def event(self, event: QEvent) -> bool:
        """Has the height of its words once they are laid out anew."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._follow()
        return done

    def _follow(self) -> None:
        """The pack stands under the election, or in a line of its own below all: its whole name is always seen."""
        wide = self.width() >= look().px(TWO_LINES_FROM)
        self._number.setVisible(self._may_go and wide)
        self._number_alone.setVisible(self._may_go and not wide)
        self._deadline.setVisible(wide)
        self._roles.setVisible(wide and bool(self._roles.text()))
        tip(self._clock, "" if wide else self._deadline.text())
        below = self._pack.fontMetrics().horizontalAdvance(self._pack.text()) > self._room()
        if below != self._below:
            self._below = below
            self._foot.setContentsMargins(0, 0, 0, S8 if below else 0)
            if below:
                self._foot.addWidget(self._pack)
            else:
                self._where.insertWidget(2, self._pack)
        lines = self._pack.heightForWidth(self.width() - S24 - S12) + S8 if below else 0
        self.setFixedHeight(look().px(TOP_BAR_HEIGHT if wide else ONE_LINE_HEIGHT) + 1 + lines)

    def _room(self) -> int:
        """The width that clock and person leave for the election."""
        beside = [each.sizeHint().width() + S16 for each in self._beside if not each.isHidden()]
        return self.width() - sum(beside) - S24 - S12 - S16 - 1

    def _build(self) -> None:
        self._clock.setLayout(row(StateIcon("clock", "muted", 18), _two(self._left, self._deadline)))
        icons = [self._person.add(icon) for icon in (StateIcon("user-round", size=18), StateIcon("chevron-down"))]
        named = _two(self._person.add(self._name), self._person.add(self._roles))
        self._person.setLayout(row(icons[0], named, icons[1], margins=(S8, S4, S8, S4), grow=named))
        self._beside = (self._number, self._number_alone, self._clock, self._person)
        beside = (self._number, self._number_alone, self._clock, _divider(), self._person)
        across = row(self._where, *beside, spacing=S16, grow=self._where)
        across.setAlignment(self._person, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(across, self._foot, spacing=0, margins=(S24, 0, S12, 0), grow=across))


def _two(upper: QWidget, lower: QWidget) -> QVBoxLayout:
    return column("stretch", upper, lower, "stretch", spacing=0)


def _divider() -> Hairline:
    rule = Hairline(vertical=True)
    rule.setFixedHeight(24)
    return rule
