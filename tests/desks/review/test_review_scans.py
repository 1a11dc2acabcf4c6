"""The scans at the Review desk: keys and mouse, the field of the open question framed, and the practice papers to be seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.practice.papers import Paper, read_papers
from adjudicator.rehearsal.ready import sign_in_as
from ui.desks.review.framed import FIELDS
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.image import HIDDEN
from ui.desks.review.views.review import ReviewView
from ui.frame import FrameScreen
from ui.kit.language import shown
from ui.kit.personal import privacy
from ui.kit.scan.canvas import STEP
from ui.kit.scan.reading import UNKNOWN
from ui.kit.scan.store import scans
from ui.kit.window.frame import Frame

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def with_lists(office: Office, practice_case: Path, tmp_path: Path) -> Office:
    """The office with the practice election's files beside the case, as they were made."""
    for name in ("envelopes.csv", "papers.csv"):
        shutil.copy(practice_case / name, tmp_path / name)
    return office


@pytest.fixture
def papers(practice_case: Path) -> dict[str, Paper]:
    return read_papers(practice_case / "papers.csv")


@pytest.fixture
def presenter(with_lists: Office, shell) -> ReviewPresenter:
    return ReviewPresenter(with_lists, shell)


@pytest.fixture
def view(presenter: ReviewPresenter, qtbot) -> Iterator[ReviewView]:
    made, frame = ReviewView(presenter), Frame()
    frame.add_page("review", made)
    frame.draw(FrameScreen(person="R", current="review"))
    qtbot.addWidget(frame)
    frame.resize(1280, 800)
    with qtbot.waitActive(frame):
        frame.show()
    presenter.enter()
    made.setFocus()
    qtbot.waitUntil(lambda: made.papers.has_scan and made._seen)
    scans().rest()
    yield made
    privacy().set_hidden(False)


ASKED_ELSEWHERE = frozenset({"party", "statement", "secrecy_envelope", "withdrawn"})
"""Lines whose fields no paper of a Georgian general election of 2020 has."""


def canvas(view: ReviewView):
    return view.papers.image.canvas


def tab(view: ReviewView) -> int:
    return view.papers.image.tabs.currentIndex()


def ink(view: ReviewView) -> int:
    """How much of what is framed is dark: printing, and what a pen left."""
    picture = view.papers.image._shown
    assert picture is not None
    dark = 0
    for place in (each for each in picture.places if each.field in view.papers.image._asked):
        width, height = picture.image.width() / 100, picture.image.height() / 100
        cut = picture.image.copy(round(place.left * width), round(place.top * height),
                                 round(place.width * width), round(place.height * height))  # fmt: skip
        dark += sum(
            cut.pixelColor(x, y).lightness() < 110 for x in range(0, cut.width(), 2) for y in range(0, cut.height(), 2)
        )
    return dark


def first(pristine: tuple[Sheet, ...], papers: dict[str, Paper], wanted) -> str:
    return next(sheet.number for sheet in pristine if wanted(sheet, papers[sheet.number]))


def open_at(presenter: ReviewPresenter, number: str, fact: str) -> None:
    presenter.enter(number)
    presenter.reopen(fact)
    scans().rest()


def test_a_practice_envelope_has_its_papers(view, presenter):
    assert [shown(words) for words in presenter.screen.papers.image_tabs] == ["Envelope", "Certificate", "Form"]
    assert canvas(view).accessibleName() == "Scan: Envelope"
    assert presenter.screen.papers.no_image == ""


def test_a_signature_and_none_can_be_told_apart(view, presenter, pristine, papers):
    found = {}
    for oath in ("signed", "unsigned"):
        open_at(presenter, first(pristine, papers, lambda __, paper, oath=oath: paper.oath == oath), "oath")
        assert canvas(view).framed()
        found[oath] = ink(view)
    assert found["signed"] > found["unsigned"] * 1.3


def test_an_empty_box_of_the_list_can_be_answered_from_the_scan(view, presenter, pristine, papers):
    """The clerk left the cell empty; the paper says what it says."""
    number = first(pristine, papers, lambda sheet, __: sheet.evidence.papers.oath_signed is None)
    open_at(presenter, number, "oath")
    assert canvas(view).framed()
    assert papers[number].oath in ("signed", "unsigned", "paper_missing")


def test_the_scan_with_the_asked_field_comes_to_the_front_unless_another_was_chosen(view, presenter, pristine, qtbot):
    number = pristine[0].number
    open_at(presenter, number, "residence")
    assert tab(view) == 2, "only the form says where the voter lived"
    qtbot.keyClick(view.window(), Qt.Key.Key_2, ALT)
    scans().rest()
    assert tab(view) == 1
    presenter.dismiss()
    assert tab(view) == 1
    open_at(presenter, number, "oath")
    assert tab(view) == 0


def test_every_line_that_is_on_a_paper_frames_fields_that_some_paper_has(view, presenter, with_lists):
    places = {place.field for scan in with_lists.scans.of(presenter.screen.number) for place in scan.places()}
    assert all(set(fields) & places for fact, fields in FIELDS.items() if fact not in ASKED_ELSEWHERE)


def test_keys_zoom_turn_brighten_and_push(view, qtbot):
    qtbot.keyClick(view.window(), Qt.Key.Key_Plus)
    assert canvas(view).zoomed == pytest.approx(STEP)
    qtbot.keyClick(view.window(), Qt.Key.Key_Minus)
    assert canvas(view).zoomed == pytest.approx(1)
    qtbot.keyClick(view.window(), Qt.Key.Key_BracketRight)
    assert canvas(view).angle == 90
    qtbot.keyClick(view.window(), Qt.Key.Key_BracketLeft)
    assert canvas(view).angle == 0
    qtbot.keyClick(view.window(), Qt.Key.Key_Period)
    qtbot.keyClick(view.window(), Qt.Key.Key_Comma)
    qtbot.keyClick(view.window(), Qt.Key.Key_Comma)
    assert canvas(view).light == -1
    qtbot.keyClick(view.window(), Qt.Key.Key_F)
    assert (canvas(view).light, canvas(view).zoomed) == (0, pytest.approx(canvas(view).zoomed))
    qtbot.keyClick(view.window(), Qt.Key.Key_Plus)
    qtbot.keyClick(view.window(), Qt.Key.Key_Plus)
    before = canvas(view)._at.x()
    qtbot.keyClick(view.window(), Qt.Key.Key_Left, SHIFT)
    assert canvas(view)._at.x() > before


def test_each_key_has_a_button_for_the_mouse(view, qtbot):
    viewer = view.papers.image
    by_name = {button.accessibleName(): button for button in (*viewer._buttons, viewer.large)}
    for name, read in (
        ("Larger (+)", lambda: canvas(view).zoomed > 1),
        ("Smaller (-)", lambda: canvas(view).zoomed == pytest.approx(1)),
        ("Turn to the right (])", lambda: canvas(view).angle == 90),
        ("Brighter (.)", lambda: canvas(view).light == 1),
        ("Whole page, or the width filled (F)", lambda: canvas(view).light == 0),
        ("Strokes stronger (,)", lambda: canvas(view).light == -1),
    ):
        qtbot.mouseClick(by_name[name], Qt.MouseButton.LeftButton)
        assert read(), name
    assert not by_name["Next page (N)"].isVisible(), "there is one page"


def test_z_and_a_double_click_show_it_large_and_nothing_is_recorded_that_is_not_seen(view, presenter, qtbot):
    narrow = canvas(view).width()
    qtbot.keyClick(view.window(), Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: canvas(view).width() > narrow * 1.5)
    assert not view.outcome.isVisible()
    assert view.cards.isVisible(), "the question stays in sight"
    number, status = presenter.screen.number, presenter.screen.head.status
    view._record()
    assert view.outcome.isVisible()
    assert (presenter.screen.number, presenter.screen.head.status) == (number, status)
    qtbot.mouseDClick(canvas(view), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert view._columns.large
    view._hold()
    assert not view._columns.large


def test_hidden_personal_data_hide_the_scan(view):
    privacy().set_hidden(True)
    assert view.papers.image._words.text() == HIDDEN
    assert view.papers.image._shown is None
    privacy().set_hidden(False)
    assert view.papers.image._shown is not None


def as_bytes(colour: str) -> bytes:
    image, data = QImage(60, 40, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor(colour))
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(data, b"png").write(image)
    return bytes(data.data())


def give(office: Office, number: str, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (office.path.parent / name).write_bytes(content)
    version = office.review.sheet(number).state.version
    office.receive.correct(number, {"image": ";".join(files)}, "The scan came later.", version)


def test_scans_that_came_go_before_those_that_are_drawn_and_a_broken_one_says_so(view, presenter, with_lists):
    number = presenter.screen.number
    give(
        with_lists,
        number,
        {"a.png": as_bytes("#336699"), "b.png": b"no picture", "c.png": b"x", "d.png": as_bytes("#aa0000")},
    )
    presenter.enter(number)
    scans().rest()
    viewer = view.papers.image
    assert [shown(words) for words in presenter.screen.papers.image_tabs] == [
        "Envelope",
        "Certificate",
        "Form",
        "Scan 4",
    ]
    assert viewer._shown is not None
    viewer.show_tab(1)
    scans().rest()
    assert viewer._words.text() == UNKNOWN
    viewer.show_tab(3)
    scans().rest()
    assert viewer._shown is not None


def test_a_countys_layout_says_where_its_fields_are(view, presenter, with_lists):
    number = presenter.screen.number
    give(with_lists, number, {"a.png": as_bytes("#336699")})
    (with_lists.path.parent / "scans.toml").write_text("[envelope]\noath = [10, 50, 40, 20]\n", encoding="utf-8")
    open_at(presenter, number, "oath")
    framed = canvas(view).framed()
    assert len(framed) == 1
    assert framed[0].width() == pytest.approx(canvas(view).width() * 0.4, rel=0.02)


def test_the_scans_of_the_next_envelope_are_read_ahead(view, presenter):
    ahead = presenter.screen.papers.ahead
    assert ahead
    assert all(scans().page(picture) is not None for picture in ahead)
    assert {picture.key for picture in ahead}.isdisjoint(picture.key for picture in presenter.screen.papers.images)


def test_nobody_without_names_is_given_a_scan(with_lists):
    with_lists.people.sign_out()
    sign_in_as(with_lists, "observer")
    assert with_lists.scans.of("0001") == ()


def test_a_live_case_is_never_given_a_drawn_scan(with_lists, monkeypatch):
    case = with_lists.case
    monkeypatch.setattr(
        type(with_lists.scans._room), "case", property(lambda _: type("C", (), {"mode": "live", "reasons": {}}))
    )
    assert with_lists.scans.of("0001") == ()
    assert case.mode == "practice"
