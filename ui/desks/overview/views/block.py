"""One line of what stands in the way, with the way to where it is put right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import beside
from ui.desks.overview.screen import Block
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.envelope_link import EnvelopeLinks
from ui.kit.language import name
from ui.kit.panel import column, row
from ui.kit.style.tokens import S4, S12
from ui.kit.text import Text


def block_line(block: Block, open_desk: Callable[[str], object]) -> QWidget:
    """The line; what warns stands out."""
    words = Text(block.words, "strong" if block.warns else "body", wrap=True)
    mark = ("circle-alert", "not_counted") if block.warns else ("triangle-alert", "count_partial")
    links = EnvelopeLinks()
    links.draw(block.words)
    said = row(spacing=S12)
    said.addWidget(StateIcon(*mark, line=words.text_style), 0, Qt.AlignmentFlag.AlignTop)
    said.addLayout(column(words, links, spacing=S4), 1)
    across = row(spacing=S12)
    across.addLayout(said, 1)
    across.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)
    if block.desk:
        button = QuietButton(block.action)
        name(button, beside(block.action, block.words, by=": "))
        button.clicked.connect(lambda *__: open_desk(block.desk))
        across.addWidget(button)
    line = QWidget()
    line.setLayout(across)
    return line
