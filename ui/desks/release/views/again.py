"""What left in a release and is open again: the warning, and which envelopes, since when and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.screen import AGAIN_COLUMNS, AGAIN_WORDS, Again
from ui.kit.panel import column, reveal
from ui.kit.strip import Strip
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S12
from ui.tables.list_table import ListTable

HEIGHT, ROW = 84, 33
MOST_ROWS = 6


class AgainPart(QWidget):
    """Stands over everything else at the desk for as long as something that left is open again."""

    def __init__(self, presenter: ReleasePresenter) -> None:
        super().__init__()
        self.strip = Strip(dismissable=False)
        self.envelopes = ListTable("release-again", AGAIN_COLUMNS, AGAIN_WORDS, slash=False)
        self._more = Text("", "caption", tone="muted", wrap=True)
        self._rows = 0
        self.setLayout(column(self.strip, self.envelopes, self._more, spacing=S12))
        self.envelopes.opened.connect(presenter.open_envelope)
        theme().changed.connect(self._fit)

    def draw(self, again: Again | None) -> None:
        """Draws the warning and the envelopes; hidden for None."""
        reveal(self, again is not None)
        if again is None:
            return
        if again.notice != self.strip.notice:  # it is spoken once, not at every act
            self.strip.show_notice(again.notice)
        self.envelopes.set_rows(again.rows)
        self._more.setText(again.more)
        reveal(self._more, bool(again.more))
        self._rows = len(again.rows)
        self._fit()

    def _fit(self) -> None:
        """The list is as high as its rows, up to six of them; more scroll."""
        self.envelopes.setFixedHeight(look().px(HEIGHT + min(max(self._rows, 1), MOST_ROWS) * ROW))
