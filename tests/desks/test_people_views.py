"""Who answers for an act, by keyboard and for a screen reader: a lost password, comparing words, adopting, raising."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from adjudicator.office import Office
from adjudicator.office.behind.room import Done
from adjudicator.office.office import new_recovery
from adjudicator.office.raising import raise_case
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.desks.hands import press, shown, write
from tests.desks.setup_cases import DEFINITION, PASSWORD, Shell, chance, fast_passwords, small
from tests.office.conftest import PASSWORD as OF_ADMIN
from tests.office.test_who_answers import forged
from ui.desks.adopt.presenter import AdoptPresenter
from ui.desks.adopt.views.adopt import AdoptView
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.views.record import RecordView
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.views.people import COMPARING, DISPUTING
from ui.desks.setup.views.setup import SetupView
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.desks.start.raising import RaisePresenter, RaiseWork, Ways
from ui.desks.start.views.raising import RaiseView
from ui.kit.style.theme import look
from ui.parts import Column, Row, Wrong
from ui.tables.grid import Grid
from ui.tables.rows import RowsModel

GOLDEN = Path(__file__).parents[1] / "golden" / "3.0" / "small.case"
HANDED_OVER, NEW = "handed over in person", "old maps of the river"


@pytest.fixture(autouse=True)
def _quick():
    with fast_passwords():
        yield


@pytest.fixture
def live(tmp_path):
    """A live case with a recovery key; Ada made Ben an administrator, he made Cleo a supervisor. Gives the words, too."""
    recovery = new_recovery(chance(5).salts)
    office = Office.create(
        tmp_path / "live.case",
        DEFINITION.read_bytes(),
        DEFINITION.name,
        chance=chance(2),
        recovery=recovery.fingerprint,
    )
    assert isinstance(office, Office)
    assert isinstance(office.people.add(Person("ada", "Ada Marsh", frozenset({"administrator"})), PASSWORD), Done)
    for giver, who in (("ada", ("ben", "Ben Okafor", "administrator")), ("ben", ("cleo", "Cleo Park", "supervisor"))):
        assert not isinstance(office.people.sign_in(giver, PASSWORD), Refusal)
        assert isinstance(office.people.add(Person(who[0], who[1], frozenset({who[2]})), HANDED_OVER), Done)
        assert not isinstance(office.people.sign_in(who[0], HANDED_OVER, PASSWORD), Refusal)
    yield office, recovery.words
    office.close()


def test_a_lost_password_by_keyboard_and_nothing_of_the_words_stays(live, qtbot):
    office, words = live
    office.people.sign_out()
    went = []
    view = shown(SignInView(SignInPresenter(office, lambda: went.append("in"))), qtbot)
    view.form.lost.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    lost = view.lost
    assert view.focusWidget() is lost.words
    write(qtbot, "abandon ability")
    press(qtbot, Qt.Key.Key_Escape)
    assert not lost.isVisible()
    assert lost.words.toPlainText() == ""
    view.form.lost.click()
    write(qtbot, words)
    press(qtbot, Qt.Key.Key_Tab)
    assert view.focusWidget() is lost.new
    for _ in range(2):
        write(qtbot, NEW)
        press(qtbot, Qt.Key.Key_Return)
    assert went == ["in"]
    assert words not in QGuiApplication.clipboard().text()


def test_the_fields_of_a_lost_password_say_what_they_are_and_what_is_wrong(live, qtbot):
    office, _ = live
    view = shown(SignInView(SignInPresenter(office, lambda: None)), qtbot)
    view.form.lost.click()
    view.lost.form.button.click()
    assert view.focusWidget() is view.lost.words
    assert view.lost.words.accessibleName() == "The 24 words of the recovery key"
    assert view.lost.words.accessibleDescription() == "Problem: Type the 24 words from the sheet, in order."


def page(view, which):
    """A page of People, made where it is not there yet."""
    return view.part("people")._forms[which].part


def test_words_are_compared_by_keyboard_and_a_key_pressed_twice_confirms_nothing(live, qtbot):
    office, _ = live
    office.people.sign_in("cleo", PASSWORD)
    view = shown(SetupView(SetupPresenter(office, Shell())), qtbot)
    view._presenter.go("people")
    view.part("people").list.table.select("ben")
    view.part("people").list.table.focus_list()
    press(qtbot, Qt.Key.Key_Return)
    assert view.focusWidget() is view.part("people").card.confirm
    press(qtbot, Qt.Key.Key_Space)
    assert page(view, COMPARING).words.text() == office.people.fingerprint("ben")
    press(qtbot, Qt.Key.Key_Space)
    assert not page(view, COMPARING).isVisible()
    assert "ben" in office.vouching.by_one_person()
    view.part("people").card.confirm.click()
    assert page(view, COMPARING).confirm.accessibleDescription() == f"The words are: {office.people.fingerprint('ben')}"
    page(view, COMPARING).confirm.click()
    assert "ben" not in office.vouching.by_one_person()


def test_the_number_of_an_entry_is_written_and_escape_leaves_the_form_empty(live, qtbot):
    office, _ = live
    office.people.sign_in("cleo", PASSWORD)
    view = shown(SetupView(SetupPresenter(office, Shell())), qtbot)
    view._presenter.go("people")
    view._presenter.open_person("ben")
    view.part("people").card.dispute.click()
    form = page(view, DISPUTING)
    assert view.focusWidget() is form.since
    write(qtbot, "soon")
    press(qtbot, Qt.Key.Key_Return)
    assert form.since.accessibleDescription().startswith("Problem: Write the number")
    press(qtbot, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert form.since.text() == ""


def test_accounts_are_confirmed_by_control_enter(qtbot, tmp_path):
    case = Path(shutil.copy(GOLDEN, tmp_path / "small.case"))
    raise_case(case)
    office, done = Office.open(case), []
    assert not isinstance(office.people.sign_in("admin", OF_ADMIN), Refusal)
    view = shown(AdoptView(AdoptPresenter(office, done.append, lambda *_: None)), qtbot)
    view.setFocus()
    assert view.focusWidget() is view.accounts.grid
    assert view.accounts.grid.accessibleName() == "List of accounts"
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == ["The accounts are confirmed: 4 accounts"]
    office.close()


def test_a_case_is_raised_by_one_key_and_opened_by_the_next(qtbot, tmp_path):
    case, went = Path(shutil.copy(GOLDEN, tmp_path / "small.case")), []
    ways = Ways(*(lambda way=way: went.append(way) for way in ("open", "look", "back")))
    view = shown(RaiseView(RaisePresenter(RaiseWork(case, None, chance()), "3.0", Shell().run, ways)), qtbot)
    view.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert view.focusWidget() is view.button
    assert view.button.text() == "Open the case"
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Escape)
    assert went == ["open", "back"]


@pytest.fixture
def record(qtbot, tmp_path):
    """The Record over an entry that nobody signed."""
    office = small(tmp_path, "oquinn")
    seq = forged(office.path, "jbellamy", "day.closed", {})
    view = shown(RecordView(RecordPresenter(office, Shell())), qtbot)
    yield view, seq
    office.close()


def test_a_screen_reader_hears_that_an_entry_is_signed_by_nobody(record):
    view, seq = record
    grid = view.table.grid
    said = grid.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Not signed by June Bellamy, in force nowhere: ")
    assert QAccessible.queryAccessibleInterface(grid).text(QAccessible.Text.Name) == "List of entries"
    view._presenter.open_entry(str(seq))
    assert view.entry.unsigned.isVisible()
    assert view.entry.unsigned.text().startswith("Not signed by June Bellamy, in force nowhere.")
    view._presenter.open_entry("1")
    assert not view.entry.unsigned.isVisible()


def test_what_is_wrong_has_an_icon_before_its_words_for_who_sees_no_color(qtbot):
    model = RowsModel((Column("what", "What happened"),))
    model.set_rows((Row("1", (Wrong(""),)), Row("2", ("",))))
    grid = Grid("wrong", model)
    qtbot.addWidget(grid)
    assert [inked(grid, row) for row in (0, 1)] == [True, False]


def inked(grid, row):
    """Whether anything is drawn in a cell that has no words."""
    image = QImage(200, 31, QImage.Format.Format_RGB32)
    image.fill(look().colour("surface"))
    option = QStyleOptionViewItem()
    option.rect = image.rect().adjusted(0, 0, 0, 2)
    painter = QPainter(image)
    grid.itemDelegate().paint(painter, option, grid.model().index(row, 0))
    painter.end()
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return any(gray.pixelColor(x, y).red() < 160 for x in range(12, 30) for y in range(2, 29))


def test_verdicts_are_read_out_in_one(record, qtbot):
    view, _ = record
    view.table.focus_list()
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_T)
    heard = view.result.verdicts.accessibleName()
    assert heard.startswith("Nothing was changed: NOT OK. Who did it: NOT OK. Follows from the rules: not checked")
