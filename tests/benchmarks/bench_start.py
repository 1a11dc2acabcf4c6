"""Measures the start: from making the process until the sign-in screen of a case stands and nothing is left to do.

The baseline is an empty PySide6 window, in turns.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from made_up import office_with_people
from rows import Row, peak_megabytes, side_by_side

READY = "ready"


def run(quick: bool) -> list[Row]:
    """Medians, and the memory of either at that moment."""
    with tempfile.TemporaryDirectory() as made:
        case = Path(made) / "bench.case"
        office_with_people(case).close()
        ours, theirs = side_by_side(lambda: started("window", case), lambda: started("empty", case), 3 if quick else 11)
        return [
            Row("start to the sign-in screen of a case", ours, "s", theirs, "1.5 s"),
            Row("memory at the sign-in screen", started("window", case), "MB", started("empty", case)),
        ]


def started(what: str, case: Path) -> float:
    """Start a process and wait until it is ready; gives its peak memory in MB."""
    with subprocess.Popen([sys.executable, __file__, what, str(case)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        word, memory = child.stdout.readline().split()
        child.kill()
    assert word == READY
    return float(memory)


def show(what: str, case: Path) -> None:
    """Show a window, and say so when it is drawn and idle."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - loading it is a part of what is measured

    if what == "window":
        from ui.app import make_application  # noqa: PLC0415

        app = make_application()
        window = _window(case)
    else:
        from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

        app, window = QApplication([]), QWidget()
    window.show()
    # a timer of no time fires when no other event is left
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell))
    app.exec()


def _window(case: Path):
    from adjudicator import resources  # noqa: PLC0415
    from ui.kit.window.frame import Frame  # noqa: PLC0415
    from ui.shell.window import Window  # noqa: PLC0415

    window = Window(Frame(), resources.path("practice", "gwinnett-2020.json"))
    window.start(case)
    return window.frame


def tell() -> None:
    """Say that the window is ready."""
    sys.stdout.write(f"{READY} {peak_megabytes()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    show(sys.argv[1], Path(sys.argv[2]))
