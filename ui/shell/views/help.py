"""The window of the manual: its sections on the left, the one that is read on the right; or what this program is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QStackedWidget, QWidget

from adjudicator.words import _, n_, plural
from ui.kit.buttons import QuietButton
from ui.kit.flow import Flow
from ui.kit.keys import Key, Keys
from ui.kit.language import name, put
from ui.kit.manual_browser import ManualBrowser
from ui.kit.panel import Panel, Scrolled, column, holder, reveal, row
from ui.kit.search import SearchField
from ui.kit.style.theme import look
from ui.kit.style.tokens import S8, S12, S16
from ui.kit.text import Heading, Text
from ui.parts import Column, FetchedRows, ListWords, Query, Row
from ui.shell.about import Fact, as_text
from ui.shell.handbook import Handbook, ManualSection
from ui.tables.list_table import ListTable

TITLE = _("Help")
SIZE, LIST_SHARE = (1040, 760), (34, 66)
KEPT_AS = "help/geometry"
INDENT = "\u2003"

COLUMNS = (Column("section", _("Section"), stretch=True),)
WORDS = ListWords(
    rows=plural("{count} section", "{count} sections"),
    many=_("sections"),
    hint=_("Find a section"),
    empty=_("The manual is not here"),
    empty_words=_("The program was installed without it. Install the program again."),
    icon="scroll-text",
)
TOGETHER = 16
"""How many signs of a digest stand together, so that it can be read and takes more lines than one."""


class HelpWindow(QWidget):
    """Shows sections of a Handbook. Signals: `keys_asked()`, `about_asked()`."""

    keys_asked = Signal()
    about_asked = Signal()

    def __init__(self, handbook: Handbook) -> None:
        super().__init__()
        self.handbook, self._shown = handbook, handbook.first()
        self._rows: list[ManualSection] = []
        self.setProperty("part", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        put(self, QWidget.setWindowTitle, TITLE)
        name(self, TITLE)
        self.list = ListTable("help", COLUMNS, WORDS)
        self.browser = ManualBrowser(handbook.folder)
        self.search = SearchField(_("Find in this section"), slash=False, wide=True)
        self._found, self._says = Text("", "caption", tone="muted"), Text("", tone="muted", wrap=True, hides=True)
        self.about = AboutPanel()
        self._finding = holder(row(self.search, self._found, spacing=S8, grow=self.search))
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._ask(Query())
        saved = QSettings().value(KEPT_AS)
        if not (isinstance(saved, QByteArray) and self.restoreGeometry(saved)):
            room = self.screen().availableGeometry()
            self.resize(min(look().px(SIZE[0]), room.width()), min(look().px(SIZE[1]), room.height()))

    def open(self, section: ManualSection | None) -> None:
        """Shows a section, whatever the list was filtered by."""
        if section is None:
            section = self.handbook.first()
        if section is not None:
            if section not in self._rows:
                self.list.set_query(Query())
                self._ask(Query())
            self._read(section)
            self.list.grid.go_to(self._rows.index(section))
        self._come()
        self.list.focus_list()

    def tell(self, facts: tuple[Fact, ...]) -> None:
        """Shows what this program is."""
        self.about.tell(facts)
        self._pages.setCurrentWidget(self.about)
        self._come()
        self.about.copy.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what was opened last: the search, what the program is, the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._finding.isVisible():
            self._leave_find()
        elif self._pages.currentWidget() is self.about:
            self._pages.setCurrentIndex(0)
            self.list.focus_list()
        else:
            self.close()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        QSettings().setValue(KEPT_AS, self.saveGeometry())

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue(KEPT_AS, self.saveGeometry())
        super().closeEvent(event)

    @property
    def shown(self) -> ManualSection | None:
        """The section that is read."""
        return self._shown

    def _come(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.activateWindow()

    def _read(self, section: ManualSection) -> None:
        part = self.handbook.part(section)
        if self._shown is None or self.handbook.part(self._shown) is not part or not self.browser.toPlainText():
            self.browser.draw(part.text, part.page)
        self._shown = section
        self._pages.setCurrentIndex(0)
        self._says.setText("")
        name(self.browser, _("Manual: {section}", section=section.title))
        self.browser.go_to(section.place)

    def _picked(self, section_id: str) -> None:
        section = next((each for each in self._rows if each.id == section_id), None)
        if section is not None and section != self._shown:
            self._read(section)

    def _ask(self, query: Query) -> None:
        """Lists the sections that have what is looked for, in the manual's order."""
        self._rows = rows = self.handbook.matching(query.text)
        found = FetchedRows(len(rows), lambda at: Row(rows[at].id, (INDENT * (rows[at].level - 1) + rows[at].title,)))
        self.list.set_rows(found, len(self.handbook.sections))

    def _follow(self, link: str) -> None:
        section = self.handbook.follow(self._shown.page if self._shown is not None else "", link)
        if section is None:
            self._says.setText(_("This link leads out of the manual, and nothing is opened: {address}", address=link))
            return
        self.open(section)
        self.browser.setFocus()

    def _begin_find(self) -> None:
        self._pages.setCurrentIndex(0)
        reveal(self._finding, True)
        self.search.take_focus()

    def _leave_find(self) -> None:
        reveal(self._finding, False)
        self.browser.setFocus()

    def _find_next(self, *, back: bool = False) -> None:
        there = self.browser.find_words(self.search.text(), back=back)
        self._found.setText("" if there else _("Not in this section"))

    def _connect(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda __: self.browser.setFocus())
        self.list.asked.connect(self._ask)
        self.browser.followed.connect(self._follow)
        self.search.settled.connect(lambda __: self._find_next())
        self.search.returnPressed.connect(self._find_next)
        keys = Keys(self, TITLE)
        keys.bind(Key("help_find", "Ctrl+F", _("Find in this section")), self._begin_find)
        keys.bind(Key("help_next", "F3", _("The next place")), self._find_next)
        keys.bind(Key("help_before", "Shift+F3", _("The place before")), lambda: self._find_next(back=True))

    def _build(self) -> None:
        asks, about = QuietButton(_("Keys on this screen")), QuietButton(_("About this program"))
        look_for = QuietButton(_("Find"), "Ctrl+F")
        for button, act in ((asks, self.keys_asked), (about, self.about_asked)):
            button.clicked.connect(act)
        look_for.clicked.connect(self._begin_find)
        self._finding.hide()
        reading = column(self._finding, self._says, self.browser, spacing=S8, grow=self.browser)
        self._pages.addWidget(holder(reading))
        self._pages.addWidget(self.about)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(S12)
        buttons = Flow()
        for button in (look_for, asks, about):
            buttons.addWidget(button)
        right = column(buttons, self._pages, spacing=S8, grow=self._pages)
        for place, (side, share) in enumerate(zip((self.list, holder(right)), LIST_SHARE, strict=True)):
            split.addWidget(side)
            split.setStretchFactor(place, share)
        split.setSizes([SIZE[0] * share // 100 for share in LIST_SHARE])
        self.list.count.hide()
        whole = column(split, spacing=0, grow=split)
        whole.setContentsMargins(S16, S16, S16, S16)
        self.setLayout(whole)
        self.setMinimumSize(640, 420)


class AboutPanel(Panel):
    """What this program is, line by line, and a button that copies it."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: tuple[Fact, ...] = ()
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(S16)
        self._lines.setVerticalSpacing(S8)
        self._lines.setColumnStretch(1, 1)
        self.copy, self._copied = QuietButton(_("Copy")), Text("", "caption", tone="muted")
        self.copy.clicked.connect(self._copy)
        title = Heading(_("About this program"), "headline", wrap=True)
        said = holder(column(title, self._lines, row(self.copy, self._copied, "stretch"), "stretch"))
        self.fill(Scrolled(said))

    def tell(self, facts: tuple[Fact, ...]) -> None:
        """Shows these lines."""
        self._facts = facts
        self._copied.setText("")
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, fact in enumerate(facts):
            label, value = Text(fact.label, tone="muted", wrap=True), Text(_in_lines(fact.value), wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(value, place, 1)
        name(self, _("About this program"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._facts))
        self._copied.setText(n_("{count} line copied", "{count} lines copied", len(self._facts)))


def _in_lines(value: str) -> str:
    """A long digest with spaces, which are not copied."""
    if len(value) <= 2 * TOGETHER or " " in value:
        return value
    kind, mark, digits = value.rpartition(":")
    groups = [digits[at : at + TOGETHER] for at in range(0, len(digits), TOGETHER)]
    return " ".join([kind + mark, *groups] if mark else groups)
