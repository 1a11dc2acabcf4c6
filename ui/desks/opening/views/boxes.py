"""The part for boxes drawn: where an envelope lies, the list of boxes, the chosen one, and what is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.screen import BOX_COLUMNS, BOX_WORDS, BoxesScreen
from ui.desks.opening.views.tables import asking_where
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.envelope_link import EnvelopeLinks
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.later import Later
from ui.kit.panel import Panel, column
from ui.kit.style.tokens import PANEL_BETWEEN, S4
from ui.shared.asking import Chosen
from ui.shared.views.asked import AskedPart, ChosenPanel, OffersRow
from ui.tables.list_table import ListTable

LIST_HEIGHT, MOST_ROWS = 280, 12


class BoxesPage(QWidget):
    """Boxes, their seals and their steps."""

    def __init__(self, presenter: OpeningPresenter) -> None:
        super().__init__()
        boxes = presenter.boxes
        do = asking_where(self, boxes.do, lambda __, path: boxes.write(path))
        self.where = WherePanel(presenter)
        self.offers = OffersRow(_("Boxes"), do)
        self.boxes = ListTable("opening_boxes", BOX_COLUMNS, BOX_WORDS)
        self.asked = AskedPart(boxes.answer, lambda: boxes.do(""))
        self._chosen: Later[ChosenPanel, Chosen] = Later(lambda: ChosenPanel(_("Box"), do), ChosenPanel.draw)
        self.boxes.keep_rows(LIST_HEIGHT, MOST_ROWS)
        self.setLayout(column(self.where, self.offers, self.asked, self.boxes, self._chosen, spacing=PANEL_BETWEEN))
        begin_at(self, self.where.number)
        self.boxes.walked.connect(boxes.choose, Qt.ConnectionType.QueuedConnection)

    def draw(self, screen: BoxesScreen) -> None:
        """Draws the part; a question that is new gets the focus, and the list once it is answered."""
        before = self.asked.form
        self.where.draw(screen)
        self.offers.draw(screen.offers)
        self.boxes.set_rows(screen.rows)
        self._chosen.draw(screen.chosen)
        if screen.chosen is not None:
            self.boxes.select(screen.chosen.id)
        self.asked.draw(screen.asked)
        self.where.form.answers_keys(screen.asked is None)
        if before is not None and screen.asked is None and screen.rows:
            self.boxes.focus_list()
        elif before is not None and screen.asked is None:
            self.begin()  # a list without a row takes no focus

    @property
    def chosen(self) -> ChosenPanel:
        """The box that is chosen."""
        return self._chosen.part

    def begin(self) -> None:
        """Puts the focus where an envelope is looked for."""
        self.where.number.setFocus(Qt.FocusReason.OtherFocusReason)


class WherePanel(Panel):
    """Where an envelope lies: its number and Enter."""

    def __init__(self, presenter: OpeningPresenter) -> None:
        super().__init__(_("Where is an envelope?"))
        self.form = Form(self, _("Look"), self._look, key="Enter")
        self._presenter = presenter
        self.number = self.form.add("number", _("Envelope"), QLineEdit())
        self.number.setMaximumWidth(220)
        self._lines, self._named = RepeatedRows(PlainRow, S4), EnvelopeLinks()
        self.fill(self.form.rows["number"], self.form.buttons(), column(self._lines, self._named, spacing=S4))

    def draw(self, screen: BoxesScreen) -> None:
        """Draws the answer."""
        self._lines.show_all(screen.where)
        self._named.draw(*screen.where)
        self.form.show_troubles({"number": screen.where_problem} if screen.where_problem else {})

    def _look(self, values: object) -> None:
        del values
        self._presenter.boxes.look_for(self.number.text())
