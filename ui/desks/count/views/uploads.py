"""The part for uploads drawn: where the file is dropped, its fields, the list, and the upload that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from adjudicator.words import _, n_
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.screen import UPLOAD_COLUMNS, UPLOAD_WORDS, Sending, Tick, UploadsScreen
from ui.desks.count.views.choosing import chosen_by_hand, show_rows
from ui.desks.count.views.dropping import DropPanel
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, CompoundField, Form, LongField, fields_beside
from ui.kit.language import name, shown
from ui.kit.later import Later
from ui.kit.panel import Panel, column, reveal
from ui.kit.style.theme import keep_height, look, theme
from ui.kit.style.tokens import PANEL_BETWEEN, S4
from ui.kit.text import Text
from ui.shared.asking import Chosen
from ui.shared.views.asked import AskedPart, ChosenPanel
from ui.tables.list_table import ListTable

LIST_HEIGHT, ITEM, MOST_ITEMS = 240, 28, 8


class UploadsPage(QWidget):
    """The file that was sent; below, every upload."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__()
        uploads = presenter.uploads
        self.drop = DropPanel(uploads.take, uploads.put_away)
        self._sending: Later[SendingPanel, Sending] = Later(lambda: SendingPanel(presenter), SendingPanel.draw)
        self.uploads = ListTable("count_uploads", UPLOAD_COLUMNS, UPLOAD_WORDS)
        self.ask = AskedPart(lambda values, __: uploads.answer(values), lambda: uploads.ask(""))
        self._chosen: Later[ChosenPanel, Chosen] = Later(
            lambda: ChosenPanel(_("Upload"), uploads.ask), ChosenPanel.draw
        )
        keep_height(self.uploads, LIST_HEIGHT)
        parts = (self.drop, self._sending, self.ask, self.uploads, self._chosen)
        self.setLayout(column(*parts, spacing=PANEL_BETWEEN))
        begin_at(self, self.drop.button)
        chosen_by_hand(self.uploads, uploads.choose)

    def draw(self, screen: UploadsScreen) -> None:
        """Draws the part."""
        self.drop.draw(screen.drop if screen.ask is None and screen.sending is None else "", screen.work)
        opens = screen.sending is not None and self._sending.isHidden()
        self._sending.draw(screen.sending)
        if opens:
            self.sending.begin()
        show_rows(self.uploads, screen.rows, screen.chosen)
        self._chosen.draw(screen.chosen)
        answered = self.ask.form is not None and screen.ask is None
        self.ask.draw(screen.ask)
        if answered:
            self.uploads.focus_list()

    @property
    def sending(self) -> SendingPanel:
        """The file that was dropped."""
        return self._sending.part

    @property
    def chosen(self) -> ChosenPanel:
        """The upload that is chosen."""
        return self._chosen.part

    def begin(self) -> None:
        """Puts the focus where a file is chosen, or into the list for those who only look."""
        if self.drop.isHidden():
            self.uploads.focus_list()
        else:
            self.drop.button.setFocus(Qt.FocusReason.OtherFocusReason)


class SendingPanel(Panel):
    """The fields of an upload; its batches are ticked already."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__(" ")
        self._serial = -1
        uploads = presenter.uploads
        self._digest = Text("", "caption", tone="muted", wrap=True)
        self._early = Marked(StateIcon("triangle-alert", "count_partial"), Text("", wrap=True))
        self.form = Form(self, _("Record the upload"), uploads.record, uploads.put_away)
        self.form.add(
            "ballots", _("Provisional ballots"), QLineEdit(), _("As the file or its report says, all together.")
        )
        self.form.add(
            "votes", _("Provisional votes in this contest"), QLineEdit(), _("As the file or its report says.")
        )
        self.contest = self.form.add("contest", _("Contest to look at"), ChoiceField(least=22), chained=False)
        self.form.add("hour", _("Sent at"), QLineEdit(), _("Empty for now."), chained=False)
        self.scans = ScanBoxes()
        self.form.add("scans", _("Batches in it"), self.scans, chained=False)
        self.form.add("override", _("Why before the reconciliation"), LongField(72), chained=False)
        self._build()
        self.form.typed.connect(uploads.write)
        self.scans.turned.connect(uploads.tick)

    def draw(self, sending: Sending) -> None:
        """Draws the fields; they are filled anew for another file."""
        self.set_title(sending.file)
        self._digest.setText(_("SHA-256 {digest}. The file is not kept.", digest=sending.digest))
        self._early.say(sending.early)
        reveal(self.form.rows["override"], bool(sending.early))
        self.contest.blockSignals(True)
        self.contest.offer(sending.contests)
        self.contest.blockSignals(False)
        self.scans.draw(sending.ticks)
        if sending.serial != self._serial:
            self._serial = sending.serial
            self.form.fill(sending.values)
        self.form.show_troubles(sending.problems)

    def begin(self) -> None:
        """Puts the focus into the first field that wants something; where none does into the last, so that Enter is all."""
        values = self.form.values()
        wants = [name for name in ("ballots", "votes") if not values[name]]
        if not self.form.rows["override"].isHidden():
            wants.append("override")
        self.form.rows[(*wants, "votes")[0]].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        rows = self.form.rows
        upper = fields_beside(rows["ballots"], rows["votes"])
        lower = fields_beside(rows["contest"], rows["hour"])
        self.fill(self._digest, self._early, rows["override"], upper, lower, rows["scans"], self.form.buttons())


class ScanBoxes(CompoundField):
    """Scanner batches to check with the mouse or Space. Signal: `turned(str, bool)` when one is ticked, or no longer."""

    turned = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.list, self._count = QListWidget(), Text("", "caption", tone="muted", wrap=True)
        self._ticks: tuple[Tick, ...] = ()
        name(self.list, _("Batches in it"))
        self.setLayout(column(self.list, self._count, spacing=S4))
        begin_at(self, self.list)
        self.list.itemChanged.connect(self._turn)
        theme().changed.connect(self._follow)

    def draw(self, ticks: tuple[Tick, ...]) -> None:
        """Draws the batches; the ticks follow, and the current one stays."""
        self.list.blockSignals(True)
        if [tick.scan for tick in ticks] != [tick.scan for tick in self._ticks]:
            self.list.clear()
            for tick in ticks:
                item = QListWidgetItem(shown(tick.words))
                item.setData(Qt.ItemDataRole.UserRole, tick.scan)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                self.list.addItem(item)
        for place, tick in enumerate(ticks):
            self.list.item(place).setText(shown(tick.words))
            self.list.item(place).setCheckState(Qt.CheckState.Checked if tick.ticked else Qt.CheckState.Unchecked)
        self._ticks = ticks
        self.list.blockSignals(False)
        self._follow()
        self._say()

    def forget(self) -> None:
        """Nothing of it is kept here."""

    def chosen(self) -> tuple[str, ...]:
        """The batches that are ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _turn(self, item: QListWidgetItem) -> None:
        self._say()
        self.turned.emit(str(item.data(Qt.ItemDataRole.UserRole)), item.checkState() == Qt.CheckState.Checked)

    def _say(self) -> None:
        chosen = len(self.chosen())
        of_all = _("of {all}", all=self.list.count())
        self._count.setText(n_("{count} batch checked, {of}", "{count} batches checked, {of}", chosen, of=of_all))

    def _follow(self) -> None:
        shown_items = min(max(self.list.count(), 1), MOST_ITEMS)
        self.list.setFixedHeight(look().px(shown_items * ITEM + 8))
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            self.list.item(place).setSizeHint(QSize(0, look().px(ITEM)))
        self.list.blockSignals(False)
