"""One entry of the record as it is stored."""

from __future__ import annotations

from collections.abc import Callable

from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import StoredEntry
from ui.kit.buttons import QuietButton
from ui.kit.icon_label import Marked, StateIcon
from ui.kit.panel import row
from ui.kit.text import Text
from ui.shared.views.beside import Closable
from ui.shared.views.fixed_text import FixedBlock, FixedText, copy

UNSIGNED = "The program did not write it so; verify names it."


class EntryPanel(Closable):
    """The entry laid open."""

    def __init__(self, presenter: RecordPresenter, put_away: Callable[[], None]) -> None:
        super().__init__("Entry", "Close the entry")
        self._presenter = presenter
        self.closed.connect(put_away)
        self._body = ""
        self.unsigned = Text("", "strong", tone="not_counted", wrap=True)
        self._wrong = Marked(StateIcon("circle-alert", "not_counted"), self.unsigned)
        self.words, self.when = Text("", wrap=True), Text("", "caption", tone="muted")
        self.block, self.leaf = FixedBlock("The entry as stored"), FixedText(wrap=True)
        self.copy = QuietButton("Copy as stored", icon="copy")
        self.copy.clicked.connect(self._copy)
        for part in (self._wrong, self.words, self.when):
            self.body.addWidget(part)
        self.body.addWidget(self.block, 1)
        self.body.addWidget(Text("Its hash in the tree (leaf)", "caption", tone="muted"))
        self.body.addWidget(self.leaf)
        self.body.addLayout(row(self.copy, "stretch"))

    def draw(self, entry: StoredEntry) -> None:
        """Shows an entry."""
        self._body = entry.body
        self.set_title(entry.title)
        self._wrong.say(f"{entry.unsigned}. {UNSIGNED}" if entry.unsigned else "")
        self.words.setText(entry.words)
        self.when.setText(entry.when)
        self.leaf.setText(entry.leaf)
        self.block.setPlainText(entry.laid_out)

    def _copy(self) -> None:
        copy(self._body)
        self._presenter.copied(self.title.text())
