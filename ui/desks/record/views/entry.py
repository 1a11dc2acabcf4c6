"""One entry of the record as it is stored."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.words import _, beside
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import StoredEntry
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.envelope_link import EnvelopeLinks
from ui.kit.panel import row
from ui.kit.text import Text
from ui.shared.views.beside import Closable
from ui.shared.views.fixed_text import FixedBlock, FixedText, copy

UNSIGNED = _("The program did not write it this way; Verify says what is wrong with it.")


class EntryPanel(Closable):
    """The entry laid open."""

    def __init__(self, presenter: RecordPresenter, put_away: Callable[[], None]) -> None:
        super().__init__(_("Entry"), _("Close the entry"))
        self._presenter = presenter
        self.closed.connect(put_away)
        self._body = self._title = ""
        self.unsigned = Text("", "strong", tone="not_counted", wrap=True)
        self._wrong = Marked(StateIcon("circle-alert", "not_counted"), self.unsigned)
        self.words, self.when = Text("", wrap=True), Text("", "caption", tone="muted")
        self.links = EnvelopeLinks()
        self.block, self.leaf = FixedBlock(_("The entry as stored")), FixedText(wrap=True)
        self.copy = QuietButton(_("Copy as stored"), icon="copy")
        self.copy.clicked.connect(self._copy)
        for part in (self._wrong, self.words, self.links, self.when):
            self.body.addWidget(part)
        self.body.addWidget(self.block, 1)
        self.body.addWidget(Text(_("Its hash in the tree (leaf)"), "caption", tone="muted"))
        self.body.addWidget(self.leaf)
        self.body.addLayout(row(self.copy, "stretch"))

    def draw(self, entry: StoredEntry) -> None:
        """Shows an entry."""
        self._body, self._title = entry.body, entry.title
        self.set_title(entry.title)
        self._wrong.say(beside(entry.unsigned, UNSIGNED, by=". ") if entry.unsigned else "")
        self.words.setText(entry.words)
        self.links.draw(entry.words)
        self.when.setText(entry.when)
        self.leaf.setText(entry.leaf)
        self.block.setPlainText(entry.laid_out)

    def _copy(self) -> None:
        copy(self._body)
        self._presenter.copied(_("{entry} copied", entry=self._title))
