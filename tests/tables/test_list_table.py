"""The list counts in words, filters, sorts, moves by keys, and fetches only what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.personal import MASK, privacy
from ui.kit.style.theme import look, theme
from ui.parts import Column, FetchedRows, Filter, ListWords, OutcomeCell, Query, Row
from ui.tables.cells import seen
from ui.tables.list_table import ListTable

COLUMNS = (
    Column("number", "Envelope", "strong", 110),
    Column("voter", "Voter", "personal", stretch=True),
    Column("outcome", "Outcome", "outcome", 180),
    Column("contests", "Contests", "number", 100),
)
ROWS = (
    Row("a", ("0001", "Zoe", OutcomeCell("held"), 9), frozenset({"box3"})),
    Row("b", ("0002", "amy", OutcomeCell("count_full"), 21)),
    Row("c", ("0003", "Bea", OutcomeCell("not_counted", True), 100), frozenset({"box3"})),
)


@pytest.fixture
def table(qtbot):
    made = ListTable("test", COLUMNS, ListWords(empty="No envelopes yet", empty_action="Receive"))
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.set_rows(ROWS)
    with qtbot.waitActive(made):
        made.show()
    made.focus_list()
    return made


def _shown(table):
    return [table.model.row(place).id for place in range(table.model.rowCount())]


def test_it_counts_in_words(table):
    assert table.count.text() == "3 envelopes"
    table.set_query(Query(text="amy"))
    assert table.count.text() == "3 envelopes, 1 shown"


def test_one_row_is_one_envelope(table):
    table.set_rows(ROWS[:1])
    assert table.count.text() == "1 envelope"


def test_the_filter_box_finds_words_of_any_column_in_any_order(table, qtbot):
    with qtbot.waitSignal(table.asked):
        QTest.keyClicks(table.search, "apart bea")
    assert _shown(table) == ["c"]


def test_chips_filter_by_tag(table):
    table.set_filters((Filter("box3", "Box 3"),))
    table.set_query(Query(tags=("box3",)))
    assert _shown(table) == ["a", "c"]


@pytest.mark.parametrize(("column", "order"), [("voter", "bca"), ("contests", "abc"), ("outcome", "bac")])
def test_it_sorts_words_without_case_and_numbers_as_numbers(table, column, order):
    table.grid.sorted_by.emit(column)
    assert "".join(_shown(table)) == order
    table.grid.sorted_by.emit(column)
    assert "".join(_shown(table)) == order[::-1]


def test_down_and_enter_open_the_second_row(table, qtbot):
    QTest.keyClick(table.grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as heard:
        QTest.keyClick(table.grid, Qt.Key.Key_Return)
    assert heard.args == ["b"]


def test_home_and_end_go_to_the_first_and_last_row(table):
    QTest.keyClick(table.grid, Qt.Key.Key_End)
    assert table.current_id == "c"
    QTest.keyClick(table.grid, Qt.Key.Key_Home)
    assert table.current_id == "a"


def test_the_current_row_stays_current_when_rows_change(table):
    table.select("c")
    table.set_rows(ROWS[1:])
    assert table.current_id == "c"


def test_slash_goes_to_the_filter_box(table):
    QTest.keyClick(table.grid, Qt.Key.Key_Slash)
    assert table.window().focusWidget() is table.search


def test_an_empty_list_says_what_would_be_here_and_offers_it(table, qtbot):
    table.set_rows(())
    with qtbot.waitSignal(table.acted):
        table._empty.part._action.click()


def test_nothing_found_offers_to_show_all(table):
    table.set_query(Query(text="xyz"))
    assert _shown(table) == []
    assert table._nothing.part.accessibleName() == "Nothing matches. There is no match among 3 envelopes."
    table._nothing.part._action.click()
    assert _shown(table) == ["a", "b", "c"]


def test_personal_cells_are_hidden(table):
    privacy().set_hidden(True)
    assert table.model.index(0, 1).data() == MASK
    assert table.model.index(0, 0).data() == "0001"


def test_a_hidden_name_cannot_be_found_by(table):
    privacy().set_hidden(True)
    table.set_query(Query(text="zoe"))
    assert _shown(table) == []


def test_a_screen_reader_hears_the_outcome_in_words(table):
    spoken = table.model.index(2, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Not counted, kept apart"


def test_100000_rows_fetch_only_what_is_on_the_screen(table, pictures):
    fetched = []

    def fetch(place):
        fetched.append(place)
        return Row(str(place), (f"{place:06}", "A voter", OutcomeCell("held"), 1))

    table.set_rows(FetchedRows(100_000, fetch))
    table.grid.go_to(99_999)
    pictures.settle()
    table.grab()
    assert table.count.text() == "100,000 envelopes"
    assert 0 < len(set(fetched)) < 100


def test_sorting_fetched_rows_is_asked_of_the_presenter(table, qtbot):
    table.set_rows(FetchedRows(3, ROWS.__getitem__))
    with qtbot.waitSignal(table.asked) as heard:
        table.grid.sorted_by.emit("voter")
    assert heard.args == [Query(sort="voter")]
    assert _shown(table) == ["a", "b", "c"]


def test_a_column_that_was_made_wider_is_as_wide_the_next_time(table, qtbot):
    table.grid.setColumnWidth(0, 222)
    table.close()
    again = ListTable("test", COLUMNS)
    qtbot.addWidget(again)
    assert again.grid.columnWidth(0) == 222


def test_a_cell_too_narrow_for_its_words_shows_them_under_the_pointer(table):
    cells, grid = table.grid.itemDelegate(), table.grid
    table.set_rows(
        (Row("a", ("0001", "Zoe", OutcomeCell("held"), 9)), Row("b", ("0002", "x" * 400, OutcomeCell("held"), 9)))
    )
    fits, cut = table.model.index(0, 1), table.model.index(1, 1)
    assert not cells.cut(grid.visualRect(fits), fits)
    assert cells.cut(grid.visualRect(cut), cut)


def test_rows_and_columns_follow_the_text_size_both_ways(table, qapp, pictures):
    def sizes():
        pictures.settle()
        grid = table.grid
        return grid.rowHeight(0), grid.rowHeight(2), grid.horizontalHeader().height(), grid.columnWidth(0)

    table.resize(1200, 500)
    small = sizes()
    theme().apply(qapp, "light", 200)
    assert sizes() == tuple(2 * each for each in small)
    theme().apply(qapp, "light", 100)
    assert sizes() == small


def test_a_column_that_stretches_gives_way_before_the_list_scrolls_sideways(table, pictures):
    table.resize(500, 500)
    pictures.settle()
    assert table.grid.columnWidth(1) < COLUMNS[1].width
    assert table.grid.columnWidth(1) >= COLUMNS[1].width // 2


def test_columns_for_which_there_is_no_room_stand_under_their_rows(table, pictures):
    wide = table.grid.row_height
    for width in (400, 300, 900):
        table.resize(width, 500)
        pictures.settle()
        assert table.grid.horizontalScrollBar().maximum() == 0
        hidden = [at for at in range(4) if table.grid.isColumnHidden(at)]
        assert hidden == {400: [2, 3], 300: [2, 3], 900: []}[width]
        assert (table.grid.rowHeight(0) > wide) == bool(hidden)
    assert table.grid.rowHeight(0) == wide


def test_what_stands_under_a_row_is_drawn_and_is_said_with_its_title(table, pictures):
    table.resize(400, 500)
    pictures.settle()
    drawn = table.grab().toImage()
    table.set_rows((Row("a", ("0001", "Zoe", OutcomeCell("held"), 8)), *ROWS[1:]))
    table.grid.clearFocus()
    table.grid.setFocus()
    assert table.grab().toImage() != drawn
    said = table.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "0002. Outcome: Count in full. Contests: 21"


def test_a_page_that_scrolls_gives_a_list_the_room_of_its_folded_rows(table, pictures):
    table.keep_rows(100, 10)
    wide = table.height()
    table.resize(400, table.height())
    pictures.settle()
    assert table.height() > wide


def test_words_at_the_edge_of_the_list_end_where_it_ends(table):
    cells, grid = table.grid.itemDelegate(), table.grid
    voter = table.model.index(0, 1)
    whole = grid.visualRect(voter)
    half_out = whole.translated(grid.viewport().width() - whole.left() - 30, 0)
    assert seen(whole, grid) == whole
    assert seen(half_out, grid).right() == grid.viewport().rect().right()
    assert cells.cut(seen(half_out, grid), voter)


def test_ctrl_enter_opens_no_row(table):
    opened: list[str] = []
    table.opened.connect(opened.append)
    QTest.keyClick(table.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == []
    QTest.keyClick(table.grid, Qt.Key.Key_Return)
    assert opened == ["a"]


def test_a_button_of_the_screen_goes_below_the_filter_where_there_is_no_room(table, qtbot, pictures):
    around = QWidget()  # a window of its own would be as wide as its layout asks
    qtbot.addWidget(around)
    table.setParent(around)
    button = QPushButton("A button of three hundred pixels")
    button.setFixedWidth(300)
    table.add_act(button)
    table.resize(900, 300)
    around.show()
    pictures.settle()
    assert button.y() < table.search.geometry().bottom()
    table.resize(table.minimumSizeHint().width(), 300)
    pictures.settle()
    assert button.y() > table.search.geometry().bottom()
    table.setParent(None)  # each is closed by itself afterwards


def test_it_is_as_high_as_its_rows_within_bounds(table):
    table.keep_rows(160, 6)
    heights = []
    for many in (2, 3, 6, 40):
        table.set_rows(tuple(Row(str(at), (f"{at:04}", "", OutcomeCell("held"), 0)) for at in range(many)))
        heights.append(table.height())
    least, three, six, most = heights
    assert least == look().px(160)
    assert least < three < six == most
    table.set_rows(ROWS)
    QTest.qWait(0)
    assert not table.grid.verticalScrollBar().maximum(), "all rows are seen"
