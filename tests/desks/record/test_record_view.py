"""The Record by keyboard: rows, filters, the entry beside the list, verifying."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.desks.setup_cases import ENVELOPES, Shell, small
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import COLUMNS, WORDS
from ui.desks.record.views.record import RecordView
from ui.parts import GrowingRows, Query, Row
from ui.shell.worker import Worker
from ui.tables.list_table import ListTable


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "oquinn")
    yield made
    made.close()


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def view(qtbot, office, shell):
    made = RecordView(RecordPresenter(office, shell))
    qtbot.addWidget(made)
    made.resize(1080, 720)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def _press(view, key):
    QTest.keyClick(view.focusWidget(), key)


def _shown(view):
    return [view.table.model.row(place).cells[2] for place in range(view.table.model.rowCount())]


def test_the_rows_have_the_focus_and_enter_shows_the_entry_as_stored(view):
    _press(view, Qt.Key.Key_Return)
    assert view.entry.isVisible()
    assert view.entry.block.toPlainText().startswith('{\n  "at": ')
    assert view.focusWidget() is view.table.grid


def test_o_opens_the_envelope_of_the_entry_that_is_selected(view, shell, office):
    number = next(iter(office.overview.states())).number
    view._presenter.ask(Query(text=number))
    view.table.focus_list()
    assert view.table.current_id
    _press(view, Qt.Key.Key_O)
    assert shell.went[-1] == ("record", number), "an observer has no other desk for it"
    assert not view._entry.isVisible()


def test_the_entry_follows_the_list_and_escape_closes_it(view):
    _press(view, Qt.Key.Key_Return)
    before = view.entry.title.text()
    _press(view, Qt.Key.Key_Down)
    assert view.entry.title.text() != before
    _press(view, Qt.Key.Key_Escape)
    assert not view.entry.isVisible()
    assert view.focusWidget() is view.table.grid


def test_moving_in_the_list_opens_nothing_by_itself(view):
    _press(view, Qt.Key.Key_Down)
    assert not view.entry.isVisible()


def test_an_entry_is_copied_as_stored(view, shell):
    _press(view, Qt.Key.Key_Return)
    view.entry.copy.click()
    assert QGuiApplication.clipboard().text() == view._presenter.screen.entry.body
    assert shell.heard[-1].endswith("copied")


def test_the_root_is_copied_without_spaces(view):
    view.copy_root.click()
    assert QGuiApplication.clipboard().text() == view.root.text().replace(" ", "")


def test_an_envelope_number_is_typed_after_a_slash(view, qtbot):
    _press(view, Qt.Key.Key_Slash)
    with qtbot.waitSignal(view.table.asked):
        QTest.keyClicks(view.focusWidget(), "0002")
    assert _shown(view) == ["June Bellamy received envelope 0002"]
    assert view.table.count.text().endswith(" entries, 1 shown")


def test_a_chip_filters_by_kind_and_show_all_takes_it_back(view):
    view.table.chips.set_on(("envelopes",))
    view.table.chips.changed.emit(("envelopes",))
    assert len(_shown(view)) == ENVELOPES
    view._presenter.ask(Query(tags=("releases",)))
    assert _shown(view) == []
    view.table._nothing.part.acted.emit()
    assert len(_shown(view)) > ENVELOPES


def test_a_person_is_chosen_by_name(view):
    names = [view.person.itemText(place) for place in range(view.person.count())]
    place = names.index("Oscar Quinn")
    view.person.setCurrentIndex(place)
    view.person.activated.emit(place)
    assert _shown(view) == ["Oscar Quinn signed in", "Oscar Quinn made a key of their own"]


def test_v_verifies_everything_and_keeps_the_focus_in_the_list(view):
    _press(view, Qt.Key.Key_V)
    assert view.result.strip.notice.kind == "done"
    assert view.focusWidget() is view.table.grid
    view.result.strip._dismiss()
    assert not view.result.isVisible()


def test_while_it_verifies_there_is_a_bar_with_stop(view, shell):
    shell.waits = True
    _press(view, Qt.Key.Key_T)
    assert view.result.progress.isVisible()
    assert not view.deep.isEnabled()
    view.result.progress.cancelled.emit()
    assert shell.cancelled
    assert view.deep.isEnabled()


def test_the_list_stays_where_it_is_while_verifying_tells_how_far_it_is(view, shell):
    for _ in range(4):
        _press(view, Qt.Key.Key_Down)
    current = view.table.current_id
    _press(view, Qt.Key.Key_V)
    assert view.table.current_id == current


def test_a_list_that_grows_says_so_and_fetches_at_its_end(qtbot):
    pages = [tuple(Row(f"{page}-{n}", (n, "", f"line {n}")) for n in range(50)) for page in range(2)] + [()]
    table = ListTable("grows", COLUMNS, WORDS)
    qtbot.addWidget(table)
    table.set_rows(GrowingRows(lambda: pages.pop(0), 50), 1000)
    assert table.count.text() == "1,000 entries, 50 shown so far"
    table.resize(900, 400)
    table.show()
    table.grid.go_to(49)
    qtbot.waitUntil(lambda: table.model.rowCount() == 100)
    assert table.count.text() == "1,000 entries, 100 shown so far"


def test_verifying_runs_beside_the_window(qtbot, qapp, office):
    worker, shell = Worker(qapp, lambda trouble: pytest.fail(repr(trouble))), Shell()
    shell.run = worker.run
    presenter = RecordPresenter(office, shell)
    presenter.verify("deep")
    assert presenter.screen.verifying is not None
    qtbot.waitUntil(lambda: presenter.screen.verifying is None)
    assert presenter.screen.verified.result.kind == "done"
    worker.stop()
