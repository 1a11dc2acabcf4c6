"""Builds everything of the window, once: the frame, a presenter and a view for each desk, and what runs between them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from adjudicator import resources
from adjudicator.languages import languages
from ui.kit.language import speech
from ui.kit.style.theme import theme
from ui.kit.window.frame import Frame
from ui.shell.window import Window

ORGANISATION, NAME = "Provisional ballots", "adjudicator"


def make_application() -> QApplication:
    """The application with its look, or the one that is there already."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setOrganizationName(ORGANISATION)
    app.setApplicationName(NAME)
    theme().load(app)
    speech().load(languages())
    return app


def run_window(case: Path | None) -> int:
    """Open the window on a case, or on the start screen where none is given, and run it until it is closed."""
    app = make_application()
    window = Window(Frame(), resources.path("practice", "gwinnett-2020.json"))
    sys.excepthook = window.bug
    window.start(case)
    window.frame.appear()
    code = app.exec()
    window.close()
    return code
