"""Setup: people and orders are changed and said in words; everything else is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from adjudicator.law.telling.render import facts_asked
from tests.desks import desk_cases
from tests.desks.setup_cases import ORDER, PASSWORD, PLACE, fast_passwords
from ui.desks.setup.lists import FILES, ORDERS, PEOPLE, PLACES
from ui.desks.setup.orders import order_of
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import TABS, NewOrder
from ui.shared.differs import DIFFERS, TITLE
from ui.shared.new_person import NewPerson
from ui.shared.reading_times import read_hour

NEW_ORDER = NewOrder(
    number="20-CV-2001",
    court="Superior Court",
    judge="",
    hours={PLACE: ("19:00", "8 pm")},
    status="in_force",
)


def _add(presenter, **changes):
    written = {
        "name": "Maria Ortiz", "id": "mortiz", "password": PASSWORD, "again": PASSWORD,
        "roles": frozenset({"reviewer"}),
    } | changes  # fmt: skip
    presenter.begin_person()
    with fast_passwords():
        presenter.add_person(NewPerson(**written))


def _cells(listed):
    return {row.id: row.cells for row in listed.rows}


def test_entering_about_a_tab_brings_it_to_the_front(presenter):
    presenter.enter("files")
    assert presenter.screen.tab == "files"
    presenter.enter("0417")
    assert presenter.screen.tab == "files"
    assert presenter.screen.tab in TABS


def test_people_are_listed_with_roles_in_words(presenter):
    assert _cells(presenter.screen.people.list)["oquinn"] == (
        "Oscar Quinn", "oquinn", "Observer", "Open", "One person",
    )  # fmt: skip


def test_a_person_gets_an_account_and_may_sign_in(presenter, office, shell):
    _add(presenter)
    assert shell.heard == ["Maria Ortiz has an account: Reviewer"]
    assert not presenter.screen.people.adding
    assert presenter.screen.people.open.name == "Maria Ortiz"
    office.people.sign_out()
    assert office.people.sign_in("mortiz", PASSWORD).id == "mortiz"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"id": "m-o"}, "id"),
        ({"id": "rwhitfield"}, "id"),
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "other"}, "again"),
        ({"roles": frozenset()}, "roles"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_form_stays(presenter, shell, changes, field):
    _add(presenter, **changes)
    assert list(presenter.screen.people.troubles) == [field]
    assert presenter.screen.people.adding
    assert shell.heard == []


def test_roles_are_changed_and_the_change_can_be_undone(presenter, office, shell):
    presenter.open_person("oquinn")
    presenter.change_roles(frozenset({"observer", "clerk"}))
    assert shell.heard == ["Oscar Quinn now: Clerk, Observer"]
    shell.undo()
    presenter.refresh()
    assert presenter.screen.people.open.roles == {"observer"}


def test_nobody_is_left_without_a_role(presenter, office):
    presenter.open_person("oquinn")
    presenter.change_roles(frozenset())
    assert presenter.screen.strip.remedy == "Choose a role, or close the account."
    assert presenter.screen.people.open.roles == {"observer"}


def test_nobody_takes_the_administrators_role_from_themselves(presenter):
    presenter.open_person("jbellamy")
    presenter.change_roles(frozenset({"clerk"}))
    assert presenter.screen.strip.why == "You cannot remove your own administrator role."


def test_an_account_is_closed_and_opened_again(presenter, office, shell):
    presenter.open_person("oquinn")
    presenter.toggle_account()
    assert presenter.screen.people.open.toggle == "Open it again"
    assert _cells(presenter.screen.people.list)["oquinn"][3] == "Closed"
    presenter.toggle_account()
    assert shell.heard[-1] == "The account of Oscar Quinn is open again"


def test_leaving_a_form_forgets_it(presenter):
    presenter.begin_person()
    presenter.back()
    assert not presenter.screen.people.adding


def test_the_pack_names_itself_and_lists_rules_positions_and_numbers(presenter, office):
    pack = presenter.screen.pack
    law = office.recommender.pack
    assert pack.name == "Georgia 2020, as the Secretary of State announced"
    assert len(pack.list.rows) == 1 + sum(
        map(len, (law.rules, law.positions, law.doubts, law.parameters, facts_asked(law)))
    )
    assert {tag for row in pack.list.rows for tag in row.tags} == {chip.tag for chip in pack.chips}
    assert pack.under[:2] == (
        "georgia-2020-sos, the law from Nov 3, 2020 (the announcement of November 6, 2020) to Jun 30, 2021 (SB 202 of "
        f"2021). {law.says}",
        "In force since the case was made, Wed Nov 4, 2020, 8:01 a.m.",
    )
    assert f"sha256:{pack.digest}" == law.digest


def test_a_doubt_that_no_choice_settles_stands_with_the_positions_and_says_what_to_do(presenter, office):
    row = next(row for row in presenter.screen.pack.list.rows if row.id == "doubt:no_inner_envelope")
    assert row.tags == {"position"}
    presenter.law.open(row.id)
    sections = {section.heading: section.lines for section in presenter.screen.pack.open.sections}
    doubt = next(each for each in office.recommender.pack.doubts if each.id == "no_inner_envelope")
    assert sections["What the program does, and what to do"] == (doubt.says,)
    presenter.law.open("doubt:moon_phase")
    assert presenter.screen.pack.open is None


def test_every_part_of_the_pack_can_be_laid_open_in_words(presenter):
    for row in presenter.screen.pack.list.rows:
        presenter.law.open(row.id)
        card = presenter.screen.pack.open
        assert card.title == (TITLE if row.id == DIFFERS else row.cells[0])
        lines = [line for section in card.sections if not section.quoted for line in section.lines]
        assert lines
        assert not any("_" in line for line in lines), row.id


def test_a_rule_says_what_it_looks_at_what_follows_and_the_paragraph(presenter):
    presenter.law.open("rule:oath_unsigned")
    sections = {section.heading: section for section in presenter.screen.pack.open.sections}
    assert sections["Looks at"].lines == ("Oath", "Period to determine")
    assert sections["What follows"].lines[0] == (
        "Oath: not signed; Period to determine: open. Held: the oath is not signed."
    )
    assert sections["O.C.G.A. 21-2-418(b)"].quoted


def test_places_name_their_precincts_and_closing_time(presenter):
    cells = _cells(presenter.screen.places)[PLACE]
    assert cells[1] == "001 (Harbins A)"
    assert cells[3:] == (7182, "7:00 p.m.")


def test_reason_codes_are_listed_with_their_words(presenter):
    assert _cells(presenter.screen.reasons)["PI"] == ("PI", "No photo identification")


def test_files_are_told_with_their_name_to_those_who_may_see_it(presenter, office, tmp_path):
    _receive(office, tmp_path)
    presenter.refresh()
    (row,) = presenter.screen.files.rows
    assert row.cells[0] == "Envelope list"
    assert row.cells[2:5] == (1, "monday.csv", "June Bellamy")


def test_an_administrator_alone_is_not_shown_a_files_name(office, shell, tmp_path):
    _receive(office, tmp_path)
    office.people.change("oquinn", frozenset({"administrator"}), active=True)
    office.people.sign_in("oquinn", "practice-observer-1")
    (row,) = SetupPresenter(office, shell).screen.files.rows
    assert row.cells[3] == "Not shown to your roles"


def _receive(office, folder):
    path = folder / "monday.csv"
    path.write_text("envelope_number,stream\n0042,election_day\n", encoding="utf-8")
    preview = office.receive.preview("envelope_list", path)
    assert preview.errors == ()
    office.receive.receive(preview)


def test_the_register_lists_orders_in_words(presenter):
    assert _cells(presenter.screen.orders.list)[ORDER.number] == (
        ORDER.number,
        "Superior Court of Gwinnett County, J. Hale",
        "7:00 p.m. to 7:45 p.m.",
        "In force",
        PLACE,
        0,
    )


def test_a_court_order_is_entered(presenter, office, shell):
    presenter.orders.begin()
    presenter.orders.propose_entry(NEW_ORDER)
    changes = presenter.screen.changes
    assert changes.title == "Enter order 20-CV-2001: in force, 1 place, 7:00 p.m. to 8:00 p.m."
    assert (changes.reason, changes.rows) == ("", ())
    presenter.changing.confirm("")
    entered = next(order for order in office.orders.all() if order.number == "20-CV-2001")
    assert (entered.begins.isoformat(), entered.ends.isoformat()) == ("2020-11-03T19:00:00", "2020-11-03T20:00:00")
    assert shell.heard == ["Court order 20-CV-2001 entered for 1 place"]
    assert not presenter.screen.orders.adding


def test_an_order_for_some_contests_alone_is_entered_laid_open_and_put_right_to_be_for_all(presenter, office):
    first, *others = office.election.contests
    presenter.orders.begin()
    presenter.orders.propose_entry(replace(NEW_ORDER, contests=frozenset({first})))
    assert presenter.screen.changes.title.endswith("7:00 p.m. to 8:00 p.m., for 1 contest alone")
    presenter.changing.confirm("")
    card = presenter.screen.orders.open
    assert card.contests == office.election.contests[first].title
    presenter.orders.begin_amending()
    assert presenter.screen.orders.amends.contests == {first}
    presenter.orders.propose_entry(replace(NEW_ORDER, contests=frozenset({first, *others})))
    presenter.changing.confirm("It is for all")
    assert next(order for order in office.orders.all() if order.number == "20-CV-2001").contests == ()
    assert presenter.screen.orders.open.contests == ""


def test_an_order_that_is_entered_already_is_said_beside_its_number(presenter):
    presenter.orders.begin()
    presenter.orders.propose_entry(NewOrder(ORDER.number, "Court", "", {PLACE: ("19:00", "20:00")}, "in_force"))
    assert list(presenter.screen.orders.troubles) == ["number"]
    assert presenter.screen.orders.adding


OWN_HOURS = {PLACE: ("7 pm", "7:45 pm"), "Voices of Faith": ("7 pm", "8:15 pm")}


def test_an_order_is_put_right_with_the_hours_of_each_place(presenter, office, shell):
    presenter.orders.open(ORDER.number)
    presenter.orders.begin_amending()
    screen = presenter.screen.orders
    assert (screen.title, screen.amends.hours) == (
        f"Put order {ORDER.number} right", {PLACE: ("7:00 p.m.", "7:45 p.m.")},
    )  # fmt: skip
    presenter.orders.propose_entry(replace(screen.amends, number="20-CV-1178", hours=OWN_HOURS))
    changes = presenter.screen.changes
    assert changes.title == "Put order 20-CV-1178 right: 7:00 p.m. to 8:15 p.m., not the same at each place"
    presenter.changing.confirm(" ")
    assert presenter.screen.changes.trouble
    presenter.changing.confirm("The number and a place were wrong")
    (order,) = office.orders.all()
    assert (order.number, order.name, len(order.hours)) == (ORDER.number, "20-CV-1178", 2)
    assert shell.heard == ["Court order 20-CV-1178 is put right"]
    card = presenter.screen.orders.open
    assert card.title == f"Order 20-CV-1178 (entered as {ORDER.number})"
    assert "Voices of Faith: 7:00 p.m. to 8:15 p.m." in card.places


def test_an_order_put_right_to_what_it_says_is_said_in_the_form(presenter):
    presenter.orders.open(ORDER.number)
    presenter.orders.begin_amending()
    presenter.orders.propose_entry(presenter.screen.orders.amends)
    assert list(presenter.screen.orders.troubles) == ["number"]
    assert presenter.screen.changes is None


def test_the_only_supervisor_is_told_at_people_and_a_second_takes_it_away(presenter, office):
    assert presenter.screen.people.alone.what.startswith("1 supervisor: orders and your own work")
    office.people.change("tnakamura", frozenset({"supervisor"}), active=True)
    presenter.refresh()
    assert presenter.screen.people.alone is None


def test_who_is_no_supervisor_is_told_so(office, shell):
    office.people.change("oquinn", frozenset({"administrator"}), active=True)
    office.people.sign_in("oquinn", "practice-observer-1")
    presenter = SetupPresenter(office, shell)
    presenter.orders.begin()
    assert presenter.screen.orders.may_not.startswith("Only a supervisor can enter")
    assert not presenter.screen.orders.adding


def test_where_an_order_stands_is_changed_with_a_reason(presenter, office, shell):
    presenter.orders.open(ORDER.number)
    card = presenter.screen.orders.open
    assert card.court == "Superior Court of Gwinnett County, J. Hale"
    assert (card.stands, card.hours, card.places) == ("In force", "Tue Nov 3, 2020, 7:00 p.m. to 7:45 p.m.", PLACE)
    assert [choice.label for choice in card.choices] == ["Before a higher court", "Set aside"]
    presenter.orders.propose_status("vacated")
    assert presenter.screen.changes.title == f"Order {ORDER.number}: set aside"
    presenter.changing.confirm("Ruling of Nov 5")
    assert presenter.screen.changes is None
    assert _cells(presenter.screen.orders.list)[ORDER.number][3] == "Set aside"
    assert presenter.screen.orders.open.stands == "Set aside"
    assert shell.heard == [f"Court order {ORDER.number} changed: set aside"]
    assert shell.undo is None


def test_an_order_is_not_changed_without_a_reason(presenter, shell):
    presenter.orders.open(ORDER.number)
    presenter.orders.propose_status("vacated")
    presenter.changing.confirm(" ")
    assert presenter.screen.changes.trouble == "Changing a court order needs a reason. Write why, in a sentence."
    assert presenter.screen.orders.open.stands == "In force"
    assert shell.heard == []


def test_who_is_no_supervisor_reads_an_order_and_is_offered_no_change(office, shell):
    office.people.change("oquinn", frozenset({"administrator"}), active=True)
    office.people.sign_in("oquinn", "practice-observer-1")
    presenter = SetupPresenter(office, shell)
    presenter.orders.open(ORDER.number)
    assert presenter.screen.orders.open.choices == ()


def test_a_supervisor_alone_begins_at_the_orders_and_reads_people(office, shell):
    office.people.change("oquinn", frozenset({"supervisor"}), active=True)
    office.people.sign_in("oquinn", "practice-observer-1")
    presenter = SetupPresenter(office, shell)
    assert presenter.screen.tab == "orders"
    assert presenter.screen.people.may_not in presenter.screen.people.list.says


def test_a_row_of_a_rule_that_ends_in_a_question_gets_no_full_stop(presenter):
    ends = []
    for row in presenter.screen.pack.list.rows:
        presenter.law.open(row.id)
        ends += [line[-2:] for section in presenter.screen.pack.open.sections for line in section.lines]
    assert "?." not in ends
    assert any(end.endswith("?") for end in ends)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"number": " "}, ["number"]),
        ({"court": ""}, ["court"]),
        ({"hours": {}}, ["places"]),
        ({"contests": frozenset()}, ["contests"]),
        ({"hours": {PLACE: ("seven", "20:00")}}, ["begins"]),
        ({"hours": {PLACE: ("19:00", "18:30")}}, ["ends"]),
        ({"hours": {PLACE: ("19:00", "")}}, ["ends"]),
        ({"hours": {PLACE: ("19:00", "20:00"), "Elsewhere": ("19:00", "")}}, ["hours"]),
    ],
)
def test_an_order_that_lacks_something_says_where(changes, fields):
    new = {name: getattr(NEW_ORDER, name) for name in NewOrder.__dataclass_fields__} | changes
    assert list(order_of(NewOrder(**new), date(2020, 11, 3))) == fields


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("19:45", time(19, 45)),
        ("1945", time(19, 45)),
        ("7.45 p.m.", time(19, 45)),
        ("7:45 P. M.", time(19, 45)),
        ("7:45pm", time(19, 45)),
        ("7 pm", time(19)),
        ("12 am", time(0)),
        ("24:00", None),
        ("13 pm", None),
        ("soon", None),
    ],
)
def test_hours_are_read_as_people_write_them(written, hour):
    assert read_hour(written) == hour


def test_lists_that_are_read_say_what_would_be_there():
    for listed in (FILES, ORDERS, PEOPLE, PLACES):
        assert listed.words.empty
        assert listed.says


# what an earlier act sent back


@pytest.fixture
def worked(tmp_path_factory, tmp_path):
    """A practice case in which most envelopes are determined, its only supervisor signed in."""
    with desk_cases.cheap_passwords():
        made = desk_cases.office_on(desk_cases.folder(tmp_path_factory), tmp_path, person=desk_cases.SUPERVISOR)
        yield made
    made.close()


def _propose(presenter, pack):
    presenter.law.begin_pack()
    presenter.law.choose_pack(pack)
    presenter.law.propose_pack()


def test_the_way_back_offers_to_restore_and_whoever_is_alone_is_told_before(worked, shell):
    presenter, was = SetupPresenter(worked, shell), worked.law.pack.id
    _propose(presenter, "georgia-2021")
    sent_back = len(presenter.screen.changes.rows)
    assert (sent_back > 0, presenter.screen.changes.restore) == (True, "")
    presenter.changing.confirm("Counsel advises it")
    _propose(presenter, was)
    changes = presenter.screen.changes
    assert changes.restore.startswith("Restore the ")
    assert (changes.restoring, changes.rows) == (False, ()), "there is one supervisor"
    presenter.changing.restore(True)
    changes = presenter.screen.changes
    assert len(changes.rows) > 0
    assert "1 supervisor: orders and your own work" in " ".join((*changes.follows, changes.notice.what))
    presenter.changing.confirm("Counsel advises otherwise")
    assert "wait for you to close a batch" in shell.heard[-1]


def test_with_a_second_supervisor_what_was_sent_back_is_restored_unless_it_is_left(worked, shell):
    worked.people.change("tnakamura", frozenset({"reviewer", "supervisor"}), active=True)
    presenter, was = SetupPresenter(worked, shell), worked.law.pack.id
    _propose(presenter, "georgia-2021")
    presenter.changing.confirm("Counsel advises it")
    _propose(presenter, was)
    assert presenter.screen.changes.restoring
    presenter.changing.restore(False)
    assert presenter.screen.changes.rows == ()
    presenter.changing.confirm("Counsel advises otherwise")
    assert worked.law.pack.id == was
    assert "close a batch" not in shell.heard[-1]
