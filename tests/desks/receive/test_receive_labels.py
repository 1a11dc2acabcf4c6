"""Labels at the window: which ones, on what paper, and where the file goes."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt

from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView
from ui.kit.file_dialog import FileDialog

ALL = {"first": "", "last": "", "place": "", "paper": "sheet", "used": ""}


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    opened = cases.office_on(cases.folder(tmp_path_factory), tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell():
    return cases.RecordingShell()


def _pages(path) -> int:
    return len(pdfium.PdfDocument(path.read_bytes()))


def test_labels_of_all_of_some_and_of_a_place(office, shell, tmp_path):
    presenter = ReceivePresenter(office, shell)
    presenter.turn_to("labels")
    presenter.labels.write(ALL, str(tmp_path / "all"))
    presenter.labels.write({**ALL, "first": "7", "last": "0009", "paper": "long"}, str(tmp_path / "some.pdf"))
    place = office.review.sheet("0007").evidence.papers.place
    presenter.labels.write({**ALL, "place": place}, str(tmp_path / "place.pdf"))
    many = sum(state.place == place for state in office.overview.states())
    assert shell.heard == [
        "60 labels written to all.pdf", "3 labels written to some.pdf",
        f"{many} label{'s' if many > 1 else ''} written to place.pdf",
    ]  # fmt: skip
    assert (_pages(tmp_path / "all.pdf"), _pages(tmp_path / "some.pdf")) == (2, 3)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"first": "9999"}, "first", "No envelope that was received fits."),
        ({"used": "30"}, "used", "A sheet of this paper has 30 labels."),
        ({"used": "x"}, "used", ""),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(office, shell, values, field, words):
    presenter = ReceivePresenter(office, shell)
    presenter.turn_to("labels")
    assert not presenter.labels.check({**ALL, **values})
    assert words in presenter.screen.labels.asked.problems[field]


def test_a_file_that_is_there_is_not_replaced(office, shell, tmp_path):
    presenter = ReceivePresenter(office, shell)
    (tmp_path / "l.pdf").write_text("mine", encoding="utf-8")
    presenter.turn_to("labels")
    presenter.labels.write(ALL, str(tmp_path / "l.pdf"))
    assert "already there" in presenter.screen.strip.what
    assert (tmp_path / "l.pdf").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_labels_are_written_by_keys_alone_and_by_mouse_alone(office, shell, tmp_path, qtbot, monkeypatch, by):
    monkeypatch.setattr(FileDialog, "new_file", lambda *__: str(tmp_path / "labels.pdf"))
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    if by == "keys":
        press(qtbot, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
        assert view.labels.asked.form.rows["first"].editor.hasFocus()
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        presenter.turn_to("labels")
        qtbot.mouseClick(view.labels.asked.form.button, Qt.MouseButton.LeftButton)
    assert shell.heard == ["60 labels written to labels.pdf"]
