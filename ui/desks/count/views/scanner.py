"""The part for scanner batches drawn: the fields, the list, and the batch that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.screen import SCAN_COLUMNS, SCAN_WORDS, ScannerScreen
from ui.desks.count.views.choosing import chosen_by_hand, show_rows
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, Form, fields_beside
from ui.kit.later import Later
from ui.kit.panel import Panel, column, reveal
from ui.kit.style.tokens import PANEL_BETWEEN
from ui.kit.text import Text
from ui.shared.asking import Chosen
from ui.shared.views.asked import AskedPart, ChosenPanel
from ui.tables.list_table import ListTable

LIST_HEIGHT, MOST_ROWS = 300, 12


class ScannerPage(QWidget):
    """Two fields and Enter; below, every batch that went through a scanner."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__()
        scanner = presenter.scanner
        self.entry = ScannerPanel(presenter)
        self.scans = ListTable("count_scans", SCAN_COLUMNS, SCAN_WORDS)
        self.ask = AskedPart(lambda values, __: scanner.answer(values), lambda: scanner.ask(""))
        self._chosen: Later[ChosenPanel, Chosen] = Later(
            lambda: ChosenPanel(_("Scanner batch"), scanner.ask), ChosenPanel.draw
        )
        self.scans.keep_rows(LIST_HEIGHT, MOST_ROWS)
        self.setLayout(column(self.entry, self.ask, self.scans, self._chosen, spacing=PANEL_BETWEEN))
        begin_at(self, self.entry.number)
        chosen_by_hand(self.scans, scanner.choose)

    def draw(self, screen: ScannerScreen) -> None:
        """Draws the part."""
        self.entry.draw(screen)
        show_rows(self.scans, screen.rows, screen.chosen)
        self._chosen.draw(screen.chosen)
        answered = self.ask.form is not None and screen.ask is None
        self.ask.draw(screen.ask)
        if answered:
            self.scans.focus_list()

    @property
    def chosen(self) -> ChosenPanel:
        """The batch that is chosen."""
        return self._chosen.part

    def begin(self) -> None:
        """Puts the focus where a batch is entered, or into the list for those who only look."""
        if self.entry.isHidden():
            self.scans.focus_list()
        else:
            self.entry.begin()


class ScannerPanel(Panel):
    """Number and ballots, with Enter from one to the other; what it holds is proposed."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__(_("Record a scanner batch"))
        self._serial = -1
        self._left = Text("", tone="muted", wrap=True)
        self.form = Form(self, _("Record this batch"), presenter.scanner.record, key="Enter")
        self.number = self.form.add("scan", _("Batch"), QLineEdit(), _("As the scanner numbers it: 17, or ICC1/17."))
        self.ballots = self.form.add("ballots", _("Ballots"), QLineEdit(), _("As the scanner counted them."))
        self.sort = self.form.add("sort", _("Holds"), ChoiceField(least=22), chained=False)
        flagged = _("For the review panel; empty for none.")
        self.flagged = self.form.add("flagged", _("Flagged"), QLineEdit(), flagged, chained=False)
        hour = _("Empty for now. With an hour it is recorded as entered later.")
        self.hour = self.form.add("hour", _("Scanned at"), QLineEdit(), hour, chained=False)
        rows = self.form.rows
        upper = fields_beside(rows["scan"], rows["ballots"], rows["sort"])
        lower = fields_beside(rows["flagged"], rows["hour"])
        self.fill(self._left, upper, lower, self.form.buttons())
        self.form.typed.connect(presenter.scanner.write)

    def begin(self) -> None:
        """Puts the focus into the number, where the next one may be typed over."""
        self.form.begin()
        self.number.selectAll()

    def draw(self, screen: ScannerScreen) -> None:
        """Draws the fields; they are filled anew for another batch."""
        reveal(self, bool(screen.button) and screen.ask is None)
        self._left.setText(screen.left)
        self.sort.blockSignals(True)
        self.sort.offer(screen.sorts)
        self.sort.choose(screen.values["sort"])
        self.sort.blockSignals(False)
        if screen.serial != self._serial:
            again = self._serial >= 0 and self.isAncestorOf(self.window().focusWidget())
            self._serial = screen.serial
            self.form.fill(screen.values)
            if again:
                self.begin()
        self.form.show_troubles(screen.problems)
