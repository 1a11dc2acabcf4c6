"""What can be printed or kept as a file, a button each."""

from __future__ import annotations

from adjudicator.words import _
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.screen import CountScreen, PaperChoice
from ui.kit.buttons import QuietButton
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.panel import Panel
from ui.kit.progress import Progress

KINDS = {".pdf": _("PDF (*.pdf)"), ".csv": _("CSV (*.csv)")}


class PapersPanel(Panel):
    """Asks where a file goes, with the system's own dialog."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__(_("On paper, and as tables"))
        self._presenter = presenter
        self.buttons: dict[str, QuietButton] = {}
        self._acts = Flow()
        self.progress = Progress()
        self.progress.cancelled.connect(presenter.stop_writing)
        self.fill(self.progress, self._acts)

    def draw(self, screen: CountScreen) -> None:
        """Draws the buttons; while one is written none can be pressed."""
        self.progress.follow(screen.writing)
        for paper in screen.papers:
            if paper.code not in self.buttons:
                self._add(paper)
            self.buttons[paper.code].setEnabled(screen.writing is None)

    def _add(self, paper: PaperChoice) -> None:
        button = self.buttons[paper.code] = QuietButton(paper.words, icon="printer")
        button.clicked.connect(lambda *__: self._ask(paper))
        self._acts.addWidget(button)

    def _ask(self, paper: PaperChoice) -> None:
        kinds = KINDS[paper.file[paper.file.rfind(".") :]]
        path = FileDialog.new_file(self, _("Where the file goes"), paper.file, kinds)
        self._presenter.write(paper.code, path)
