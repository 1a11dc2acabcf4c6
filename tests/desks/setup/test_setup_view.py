"""Setup by keyboard: tabs, a person's roles, a new person, court orders, the law in force, and what an act changes."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.desks.setup_cases import ORDER, PASSWORD, PLACE, Shell, fast_passwords, small
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.views.changes import ChangesView
from ui.desks.setup.views.people import SWEARING, NewPersonForm, PersonPanel
from ui.desks.setup.views.setup import SetupView
from ui.parts import Query, Working


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "jbellamy")
    yield made
    made.close()


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def view(qtbot, office, shell):
    made = SetupView(SetupPresenter(office, shell))
    qtbot.addWidget(made)
    made.resize(1080, 720)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def _press(view, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(view.focusWidget(), key, modifier)


def test_arrows_and_control_page_down_go_through_the_tabs(view):
    _press(view, Qt.Key.Key_Right)
    assert view._presenter.screen.tab == "pack"
    _press(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view._presenter.screen.tab == "calendar"
    assert view.focusWidget() is view.part("calendar").list.table.grid
    _press(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view._presenter.screen.tab == "orders"
    assert view.focusWidget() is view.part("orders").list.table.grid


def test_enter_on_a_person_goes_to_the_roles_and_space_changes_one(view, office, shell):
    view.part("people").list.table.select("oquinn")
    view.part("people").list.table.focus_list()
    _press(view, Qt.Key.Key_Return)
    clerk = view.part("people").card.roles.boxes["clerk"]
    assert view.focusWidget() is clerk
    assert not view.part("people").card.save.isEnabled()
    _press(view, Qt.Key.Key_Space)
    assert view.part("people").card.save.isEnabled()
    view.part("people").card.save.click()
    assert shell.heard == ["Oscar Quinn now: Clerk, Observer"]


def test_a_person_is_added_by_keyboard_and_the_form_is_emptied(view, office, shell):
    view.part("people").add.click()
    for words in ("Maria Ortiz", "", PASSWORD):
        QTest.keyClicks(view.focusWidget(), words)
        _press(view, Qt.Key.Key_Return)
    view.part("people").form.roles.boxes["reviewer"].click()
    QTest.keyClicks(view.part("people").form.again, PASSWORD)
    with fast_passwords():
        QTest.keyClick(view.part("people").form.again, Qt.Key.Key_Return)
    assert shell.heard == ["Maria Ortiz has an account: Reviewer"]
    assert view.part("people").form.password.text() == ""
    assert view.focusWidget() is view.part("people").list.table.grid


def test_escape_leaves_the_form(view):
    view.part("people").add.click()
    _press(view, Qt.Key.Key_Escape)
    assert not view._presenter.screen.people.adding


def test_moving_in_the_pack_lays_each_rule_open(view):
    view._presenter.go("pack")
    view.part("pack").list.table.focus_list()
    _press(view, Qt.Key.Key_Down)
    title = view.part("pack").card.title.text()
    _press(view, Qt.Key.Key_Down)
    assert view.part("pack").card.title.text() not in ("", title)


def test_moving_in_the_calendar_lays_each_day_open(view):
    view._presenter.go("calendar")
    view.part("calendar").list.table.select("registration_closes")
    view.part("calendar").list.table.focus_list()
    assert view.part("calendar").card.title.text() == "Last day to apply to register"
    _press(view, Qt.Key.Key_Down)
    assert view.part("calendar").card.title.text() == "Last day to report a move within the county"


def test_the_contests_of_an_order_are_chosen_once_it_is_not_for_all(view, office):
    view._presenter.go("orders")
    view.part("orders").add.click()
    form = view.part("orders").form
    assert form.form.rows["contests"].isHidden()
    form.whole.choose("alone")
    assert not form.form.rows["contests"].isHidden()
    contest = next(iter(office.election.contests.values()))
    form.contests.choose([contest.id])
    assert form.contests.chosen() == {contest.id}
    form.form.fill({"number": "20-CV-2001", "court": "Superior Court", "ends": "8 pm"})
    form.places.choose([PLACE])
    form._draw_hours()
    form.form.press()
    assert view.changes.isVisible()
    assert "for 1 contest alone" in view._presenter.screen.changes.title
    view._presenter.back()
    view._presenter.back()
    view.part("orders").add.click()
    assert form.form.rows["contests"].isHidden()
    assert form.contests.chosen() == frozenset()


def test_a_court_order_is_entered_by_keyboard(view, office):
    view._presenter.go("orders")
    view.part("orders").add.click()
    for words in ("20-CV-2001", "Superior Court", "", "", "8 pm"):
        QTest.keyClicks(view.focusWidget(), words)
        _press(view, Qt.Key.Key_Return)
    QTest.keyClicks(view.focusWidget(), "harbins elem")
    _press(view, Qt.Key.Key_Return)
    assert view.focusWidget() is view.part("orders").form.places.list
    _press(view, Qt.Key.Key_Space)
    assert view.part("orders").form.places.chosen() == {PLACE}
    assert view.part("orders").form.begins.text() == "7:00 p.m."
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.changes.isVisible()
    assert view.changes.summary.text() == "0 determinations were looked at again. Nothing would change."
    assert "20-CV-2001" not in {order.number for order in office.orders.all()}
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "20-CV-2001" in {order.number for order in office.orders.all()}
    assert not view.part("orders").form.isVisible()


def test_an_order_is_changed_by_keyboard(view, office):
    view._presenter.go("orders")
    view.part("orders").list.table.focus_list()
    _press(view, Qt.Key.Key_Return)
    _press(view, Qt.Key.Key_2)
    assert view.changes.title.text() == "Order 20-CV-1187: set aside"
    assert view.focusWidget() is view.changes.reason
    QTest.keyClicks(view.changes.reason, "Ruling of Nov 5")
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [order.status for order in office.orders.all()] == ["vacated"]
    assert not view.changes.isVisible()
    assert view.focusWidget() is view.part("orders").list.table.grid


def test_an_order_is_laid_open_when_somebody_chooses_it_and_not_before(view):
    view._presenter.go("orders")
    assert view._presenter.screen.orders.open is None
    view.part("orders").list.table.focus_list()
    _press(view, Qt.Key.Key_Return)
    assert view.part("orders").card.isVisible()
    assert view.part("orders").card.title.text() == "Order 20-CV-1187"


def test_an_order_changed_without_a_reason_asks_for_it(view, office):
    view._presenter.go("orders")
    view._presenter.orders.open("20-CV-1187")
    view.part("orders").card.begin()
    _press(view, Qt.Key.Key_1)
    view.changes.back.setFocus()
    view.changes.confirm.click()
    assert view.focusWidget() is view.changes.reason
    assert [order.status for order in office.orders.all()] == ["in_force"]


def test_who_may_not_change_people_only_reads_them(qtbot, office, shell):
    office.people.change("oquinn", frozenset({"supervisor"}), active=True)
    office.people.sign_in("oquinn", "practice-observer-1")
    view = SetupView(SetupPresenter(office, shell))
    qtbot.addWidget(view)
    view._presenter.open_person("rwhitfield")
    assert view.part("people").card.save.isHidden()
    assert view.part("people").card.toggle.isHidden()
    assert not view.part("people").card.roles.isEnabled()


def test_without_the_right_the_button_is_off_and_a_strip_says_why(qtbot, office, shell):
    office.people.change("oquinn", frozenset({"administrator"}), active=True)
    office.people.sign_in("oquinn", "practice-observer-1")
    view = SetupView(SetupPresenter(office, shell))
    qtbot.addWidget(view)
    view._presenter.go("orders")
    assert not view.part("orders").add.isEnabled()
    assert view.part("orders").why.notice.what.startswith("Only a supervisor")


def test_a_motion_is_recorded_by_keyboard(view, office):
    view._presenter.go("pack")
    view.part("pack").list.table.select("position:two_envelopes")
    view.part("pack").card.act.click()
    _press(view, Qt.Key.Key_2)
    assert view.focusWidget() is view.part("pack").motion.number
    QTest.keyClicks(view.focusWidget(), "2020-11")
    _press(view, Qt.Key.Key_Return)
    assert view.focusWidget() is view.part("pack").motion.date
    _press(view, Qt.Key.Key_Return)
    QTest.keyClicks(view.focusWidget(), "Resolved, that neither is counted.")
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.changes.isVisible()
    assert view.focusWidget() is view.changes.confirm
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.law.pack.position("two_envelopes").value == "not_counted"
    assert not view.changes.isVisible()
    assert view.focusWidget() is view.part("pack").list.table.grid
    assert view.part("pack").list.table.current_id == "position:two_envelopes"


def test_what_is_missing_in_a_motion_takes_the_focus_and_what_was_written_stays(view):
    view._presenter.go("pack")
    view.part("pack").list.table.select("position:two_envelopes")
    view.part("pack").card.act.click()
    view.part("pack").motion.number.setText("2020-11")
    view.part("pack").motion.next.click()
    assert view.focusWidget() is view.part("pack").motion.text
    assert view.part("pack").motion.number.text() == "2020-11"


def test_another_pack_is_chosen_by_keyboard_and_the_reason_is_asked_for(view, office):
    view._presenter.go("pack")
    view.part("pack").another.click()
    assert not view.part("pack").packs.next.isEnabled()
    _press(view, Qt.Key.Key_1)
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.focusWidget() is view.changes.reason
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.law.pack.id == "georgia-2020-sos"
    QTest.keyClicks(view.changes.reason, "Counsel advises the statute")
    _press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.law.pack.id == "georgia-2020"
    assert view.part("pack").name.text() == "Georgia 2020, by the statute"
    assert not view.part("pack").differs.isVisible()


def test_every_act_shows_all_that_it_changes_whatever_was_filtered_before(view):
    view._presenter.go("pack")
    view.part("pack").another.click()
    _press(view, Qt.Key.Key_1)
    view.part("pack").packs.next.click()
    view.changes.list.set_query(Query(text="0417"))
    _press(view, Qt.Key.Key_Escape)
    view.part("pack").packs.next.click()
    assert view.changes.list.model.query == Query()


def test_escape_goes_back_from_what_it_changes_to_the_form_and_from_the_form_to_the_list(view):
    view._presenter.go("pack")
    view.part("pack").another.click()
    _press(view, Qt.Key.Key_1)
    view.part("pack").packs.next.click()
    _press(view, Qt.Key.Key_Escape)
    assert view.part("pack").packs.isVisible()
    assert view.focusWidget() is view.part("pack").packs.next
    _press(view, Qt.Key.Key_Escape)
    assert view.focusWidget() is view.part("pack").list.table.grid


def test_the_whole_digest_is_copied(view, office):
    view._presenter.go("pack")
    view.part("pack").copy.click()
    assert f"sha256:{QGuiApplication.clipboard().text()}" == office.law.pack.digest


OTHER = "Arcado Elementary (GCPS)"


def _tick(form, place, *, on=True):
    item = next(item for item in form.places._items() if item.text() == place)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _rewrite(field, words):
    field.clear()
    QTest.keyClicks(field, words)


def test_each_place_begins_with_its_closing_until_an_hour_is_written_for_all_or_for_it(view):
    form = view.part("orders").form
    view._presenter.go("orders")
    view.part("orders").add.click()
    form.hours._closings = {**form.hours._closings, PLACE: time(22)}
    assert not form.hours.isVisible()
    _tick(form, PLACE)
    _tick(form, OTHER)
    QTest.keyClicks(form.ends, "11 pm")
    assert form.hours.written() == {OTHER: ("7:00 p.m.", "11 pm"), PLACE: ("10:00 p.m.", "11 pm")}
    _rewrite(form.hours.rows[OTHER][1], "8:15 pm")
    _rewrite(form.begins, "19:30")
    _rewrite(form.ends, "21:00")
    assert form.hours.written() == {OTHER: ("19:30", "8:15 pm"), PLACE: ("19:30", "21:00")}
    _tick(form, PLACE, on=False)
    assert form.hours.written() == {OTHER: ("19:30", "8:15 pm")}


def test_an_order_is_entered_with_the_hours_of_each_place_by_keyboard(view, office):
    form = view.part("orders").form
    view._presenter.go("orders")
    view.part("orders").add.click()
    QTest.keyClicks(form.number, "24-CV-1")
    QTest.keyClicks(form.court, "Superior Court")
    QTest.keyClicks(form.ends, "8 pm")
    _tick(form, PLACE)
    _tick(form, OTHER)
    QGuiApplication.processEvents()  # rows are shown in a moment
    first = form.hours.rows[OTHER][0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert form.hours.rows[OTHER][1].hasFocus()
    _rewrite(form.hours.rows[OTHER][1], "9 pm")
    for field in (form.hours.rows[OTHER][1], form.hours.rows[PLACE][0], form.hours.rows[PLACE][1]):
        QTest.keyClick(field, Qt.Key.Key_Return)
    view.changes.confirm.click()
    entered = next(order for order in office.orders.all() if order.number == "24-CV-1")
    assert {place: there.ends.hour for place, there in entered.hours.items()} == {OTHER: 21, PLACE: 20}


def test_an_order_is_put_right_in_the_form_that_it_was_entered_in(view, office):
    view._presenter.go("orders")
    view._presenter.orders.open(ORDER.number)
    view.part("orders").card.amend.click()
    form = view.part("orders").form
    assert (form.number.text(), form.ends.text()) == (ORDER.number, "7:45 p.m.")
    assert not form.status.isVisible()
    _rewrite(form.ends, "20:15")
    assert form.hours.written() == {PLACE: ("7:00 p.m.", "20:15")}
    form.form.button.click()
    QTest.keyClicks(view.changes.reason, "The order says 8:15")
    view.changes.confirm.click()
    (order,) = office.orders.all()
    assert (order.ends.hour, order.ends.minute, order.status) == (20, 15, "in_force")
    view.part("orders").add.click()
    assert (form.number.text(), form.hours.rows, form.status.isVisible()) == ("", {}, True)


def test_work_under_way_shows_how_far_it_is_and_stop_gives_it_up(view):
    view._presenter.go("orders")
    view._presenter.changing._looking.working = Working("Looking at every envelope again", 4000, 14200)
    view._presenter.refresh()
    assert view.progress.isVisible()
    view.progress.cancelled.emit()
    assert not view.progress.isVisible()


def test_a_part_is_built_when_its_tab_comes_to_the_front(view):
    assert set(view._parts) == {"people"}
    view.tabs.setFocus()
    _press(view, Qt.Key.Key_Right)
    assert set(view._parts) == {"people", "pack"}
    assert view._parts["pack"].isVisible()
    assert not view._parts["people"].isVisible()


def test_forms_are_made_when_they_are_first_needed(view):
    people = view.part("people")
    assert view.findChildren(ChangesView) + people.findChildren(NewPersonForm) + people.findChildren(PersonPanel) == []
    people.add.click()
    (form,) = people.findChildren(NewPersonForm)
    assert form.isVisible()
    assert form.name.hasFocus()
    assert people.findChildren(PersonPanel) == []


def test_the_day_of_an_oath_is_put_on_record_by_keyboard_and_put_right_by_another(view, office):
    grid = view.part("people").list.table.grid
    view.part("people").list.table.select("oquinn")
    view.part("people").list.table.focus_list()
    person = view._presenter.screen.people.open
    assert (person.oath, person.swear) == ("No oath of those who touch ballots is on record.", "Record the oath...")
    for written, day in (("soon", ""), ("Nov 30, 2031", ""), ("Nov 2", "2020-11-02"), ("11/1/2020", "2020-11-01")):
        if not view._presenter.screen.people.swearing:
            grid.setFocus()
            QTest.keyClick(grid, Qt.Key.Key_O)
        form = view.part("people")._forms[SWEARING].part
        assert form.day.hasFocus()
        form.day.setText(written)
        QTest.keyClick(form.day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        state = next(each for each in office.people.everyone() if each.id == person.id)
        assert state.sworn == day
        assert bool(view._presenter.screen.people.troubles) is not bool(day)
    assert "Nov 1, 2020" in view._presenter.screen.people.open.oath
