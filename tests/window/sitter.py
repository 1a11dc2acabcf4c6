"""A person at a window in a process of their own: `sitter.py CASE PERSON PASSWORD`.

Lists the folder of the case in the dialog of the Receive desk and says "listed". With the first line that comes it signs out,
with the second it closes the window.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel

from tests.flows import practice_case as cases
from tests.flows.hands import settle
from ui.app import make_application


def main(case: Path, person: str, password: str) -> None:
    """Sit down, look into the folder, sign out when told to."""
    app = make_application()
    window = cases.new_window()
    hands = cases.seated(window, case, lambda frame: (frame.show(), QTest.qWaitForWindowActive(frame)))
    hands.sign_in(person, password).desk("Receive")
    watch = QTimer(app)
    watch.timeout.connect(lambda: leave_once_listed(case.parent))
    watch.start(100)
    hands.press("Ctrl+O")
    watch.stop()
    say("listed")
    sys.stdin.readline()
    window.frame.activateWindow()
    QTest.qWaitForWindowActive(window.frame)
    settle()
    hands.sign_out()
    say("stopped" if window._office is None or window._office.stopped else "signed out")
    sys.stdin.readline()
    window.close()


def leave_once_listed(folder: Path) -> None:
    """Close the dialog once it shows the files of the folder, each with its kind."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        return
    model = dialog.findChild(QFileSystemModel)
    if model is None or not dialog.isVisible():
        return
    place = model.index(str(folder))
    rows = range(model.rowCount(place))
    if len(rows) > 2 and all(model.data(model.index(row, 2, place)) for row in rows):
        dialog.reject()


def say(words: str) -> None:
    """Tell who started this."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
