"""One release that has left: what it holds, who gets which files, and what the tabulation room said of it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _, beside
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.screen import FILE_COLUMNS, FILE_WORDS, Acknowledging, Gone, Receiver
from ui.envelope.views.parts import Fold, PlainRow, RepeatedRows
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.flow import Flow
from ui.kit.form import Form
from ui.kit.keys import Key, Keys
from ui.kit.language import describe
from ui.kit.panel import Hairline, Panel, Repeater, column, holder, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8
from ui.kit.text import Text
from ui.shared.hours import HINT
from ui.shared.views.fixed_text import copy
from ui.tables.list_table import ListTable

FILES_HEIGHT = 316


class GonePanel(Panel):
    """One release that has left."""

    def __init__(self, presenter: ReleasePresenter) -> None:
        super().__init__(" ")
        self._detail, self._where = Text("", tone="muted", wrap=True), Text("", wrap=True, hides=True)
        self._receivers: Repeater[Receiver] = Repeater(ReceiverRow)
        self.said = SaidPart(presenter)
        self.files = ListTable("release-files", FILE_COLUMNS, FILE_WORDS, slash=False)
        self.fold = Fold(_("Every file with its SHA-256"), self.files, folded=True)
        receivers = QWidget()
        receivers.setLayout(column(self._receivers))
        self.fill(self._detail, self.said, Hairline(), self._where, receivers, self.fold)
        theme().changed.connect(self._follow)
        self._follow()

    @property
    def rows(self) -> dict[str, ReceiverRow]:
        """The receivers shown, by their codes."""
        found = (self._receivers.itemAt(at) for at in range(self._receivers.count()))
        widgets = (item.widget() for item in found if item is not None)
        return {each.id: each for each in widgets if isinstance(each, ReceiverRow)}

    def draw(self, screen: Gone) -> None:
        """Draws a release."""
        self.set_title(screen.title)
        self._detail.setText(screen.detail)
        self._where.setText(screen.where)
        self._receivers.draw(screen.receivers)
        self.said.draw(screen.said)
        self.files.set_rows(screen.files)

    def _follow(self) -> None:
        self.files.setMinimumHeight(look().px(FILES_HEIGHT))


class ReceiverRow(QWidget):
    """Who gets which files, and the way to them where it is known."""

    def __init__(self, screen: Receiver) -> None:
        super().__init__()
        self.id = screen.id
        self.open, self.copy = QuietButton(_("Open"), icon="folder-open"), QuietButton(_("Copy path"), icon="copy")
        self.open.clicked.connect(lambda *__: QDesktopServices.openUrl(QUrl.fromLocalFile(screen.path)))
        self.copy.clicked.connect(lambda *__: copy(screen.path))
        describe(self.open, screen.who)
        describe(self.copy, screen.who)
        words = QWidget()
        files = Text(screen.files, "caption", tone="muted", wrap=True)
        words.setLayout(column(Text(screen.who, "strong", wrap=True), files, spacing=S4))
        acts = Flow()  # one button under the other where the text is large
        for button in (self.open, self.copy):
            acts.addWidget(button)
        self.setLayout(row(words, holder(acts), spacing=S8, grow=words))
        for button in (self.open, self.copy):
            reveal(button, bool(screen.path))


class SaidPart(QWidget):
    """What the tabulation room said of a release, what does not fit, and the form for what it says now."""

    def __init__(self, presenter: ReleasePresenter) -> None:
        super().__init__()
        self._lines = RepeatedRows(PlainRow, S4)
        self._red_words = Text("", wrap=True, tone="not_counted")
        self._red = Marked(StateIcon("circle-alert", "not_counted"), self._red_words)
        self.ask = QuietButton("", "A", "check")
        self.ask.clicked.connect(presenter.ask)
        self._keys = Keys(self, _("Release: acknowledged"))
        self._keys.bind(Key("ask", "A", _("Record that the tabulation room has it")), presenter.ask)
        self.panel = Panel(_("The tabulation room has it"), part="question")
        self.form = Form(self.panel, _("Record it"), presenter.acknowledge, presenter.not_now)
        self.ballots = self.form.add("ballots", _("Ballots, as the tabulation room counted them"), QLineEdit(), " ")
        self.form.add("who", _("Who said so"), QLineEdit(), _("A name in the tabulation room"))
        self.form.add("hour", _("When"), QLineEdit(), HINT)
        self.form.add("reference", _("Its own number or mark"), QLineEdit(), _("Empty where it gave none"))
        self.panel.fill(*self.form.rows.values(), self.form.buttons())
        self._open = False
        self.setLayout(column(self._lines, self._red, row(self.ask, "stretch"), self.panel, spacing=S8))
        reveal(self.panel, False)

    def draw(self, screen: Acknowledging) -> None:
        """Draws it; a form that was opened just now is empty and has the focus."""
        self._lines.show_all(screen.lines)
        self._red.say(beside(*(_("{words}.", words=each) for each in screen.red), by="\n"))
        self.ask.offer(screen.offers)
        able = bool(screen.offers) and not screen.asks
        reveal(self.ask, able)
        self._keys.enable("ask", able)
        self.form.rows["ballots"].set_hint(screen.hint)
        reveal(self.panel, screen.asks)
        self.form.show_troubles(screen.problems)
        if screen.asks and not self._open:
            self.form.forget()
            self.form.begin()
        self._open = screen.asks
