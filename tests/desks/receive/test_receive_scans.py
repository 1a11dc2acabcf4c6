"""A folder of scans at the Receive desk: read beside the window, listed whole before anything is taken, by key and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from adjudicator.office import Office
from tests.desks.hands import shown
from tests.desks.setup_cases import Shell
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView
from ui.kit.scan.codes import codes_in

pytest.importorskip("zxingcpp")


def sheet(code: str = "", colour: str = "#ffffff") -> bytes:
    """A sheet of paper with a label on it."""
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    if code:
        painter = QPainter(image)
        for row, cells in enumerate(segno.make(code, micro=False).matrix):
            for column, dark in enumerate(cells):
                if dark:
                    painter.fillRect(60 + 6 * column, 60 + 6 * row, 6, 6, QColor("#000000"))
        painter.end()
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(data, b"png").write(image)
    return bytes(data.data())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scans"
    made.mkdir()
    files = {
        "0001.png": sheet(), "IMG_1.png": sheet("0002"), "0003 form.png": sheet("0003"), "0004.png": sheet("0005"),
        "0006.png": b"broken", "smith.png": sheet(colour="#eeeeee"), "0007.png": sheet(colour="#cccccc"),
        "0007 copy.png": sheet(colour="#cccccc"), "list.txt": b"",
    }  # fmt: skip
    for name, content in files.items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture
def shell() -> Shell:
    return Shell()


@pytest.fixture
def presenter(qapp, office: Office, shell: Shell) -> ReceivePresenter:
    made = ReceivePresenter(office, shell)
    made.turn_to("scans")
    return made


def of_kind(presenter: ReceivePresenter, tag: str) -> dict[str, tuple[str, ...]]:
    matched = presenter.screen.scans.matched
    assert matched is not None
    return {str(row.cells[1]): tuple(map(str, row.cells[2:5])) for row in matched.rows if tag in row.tags}


def test_all_of_it_is_listed_before_anything_is_taken(presenter, office, folder):
    presenter.scans.choose(folder, codes_in)
    assert of_kind(presenter, "fits") == {
        "0001.png": ("0001", "Envelope", "known by its name"),
        "IMG_1.png": ("0002", "Envelope", "known by its barcode"),
        "0003 form.png": ("0003", "Form", "known by its name and its barcode"),
    }
    assert set(of_kind(presenter, "unfit")) == {"0004.png", "0006.png", "smith.png"}
    assert set(of_kind(presenter, "twice")) == {"0007.png", "0007 copy.png"}
    matched = presenter.screen.scans.matched
    assert matched.summary == "3 scans fit 3 envelopes."
    assert matched.facts[:2] == ("3 do not fit", "2 are there twice")
    assert "1 other file is no scan" in matched.facts
    assert [(each.tag, each.count) for each in matched.filters] == [("fits", 3), ("unfit", 3), ("twice", 2)]
    assert not any(scan.read() for scan in office.scans.of("0001") if not scan.made)


def test_taking_says_how_many_and_leaves_the_desk_empty(presenter, office, folder, shell):
    presenter.scans.choose(folder, codes_in)
    presenter.scans.take()
    assert shell.heard[-1] == "3 scans taken"
    assert presenter.screen.scans.matched is None
    assert [scan.paper for scan in office.scans.of("0003") if not scan.made] == ["form"]
    presenter.scans.choose(folder, codes_in)
    assert presenter.screen.scans.matched.button == "Nothing to take"
    assert presenter.screen.scans.matched.blocked
    presenter.scans.take()
    assert presenter.screen.strip is not None


def test_a_folder_that_is_gone_is_a_strip(presenter, tmp_path):
    presenter.scans.choose(tmp_path / "gone", codes_in)
    assert presenter.screen.strip is not None
    assert presenter.screen.strip.remedy
    presenter.dismiss()
    assert presenter.screen.strip is None


def test_a_file_of_places_that_is_wrong_is_told(presenter, office):
    (office.path.parent / "scans.toml").write_text("[envelope]\noath = 3\n", encoding="utf-8")
    presenter.refresh()
    assert presenter.screen.scans.layout.startswith("scans.toml")


def test_by_mouse_and_by_key(presenter, office, folder, qtbot):
    view = shown(ReceiveView(presenter), qtbot)
    page = view.scans
    presenter.scans.choose(folder, codes_in)
    qtbot.waitUntil(page.matched.isVisible)
    assert page.matched.button.text() == "Take 3 scans"
    qtbot.mouseClick(page.matched.leave, Qt.MouseButton.LeftButton)
    assert presenter.screen.scans.matched is None
    presenter.scans.choose(folder, codes_in)
    qtbot.keyClick(view.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: presenter.screen.scans.matched is None)
    assert any(not scan.made for scan in office.scans.of("0001"))
