"""The law in force and court orders: what an act changes is shown first, and done once it is confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.resources import PACK_IDS, example_ids, pack
from tests.desks import desk_cases
from tests.desks.desk_cases import OBSERVER, REVIEWER, SUPERVISOR, RecordingShell
from ui.desks.setup.changes import MOVED_ON
from ui.desks.setup.pack import PackReader
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import NewMotion
from ui.desks.setup.titles import TITLES, title_of
from ui.parts import OutcomeCell
from ui.shared.differs import DIFFERS, TITLE
from ui.shared.frame_words import FrameWords

LATER = (
    '"Georgia after SB 202 of 2021" is not the law on Nov 3, 2020: it is the law only from Jul 1, 2021 (SB 202 of 2021)'
)
POSITION = "position:two_envelopes"
NEITHER = NewMotion("not_counted", "2020-11", "Nov 4, 2020", "Resolved, that neither envelope is counted.")


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    with desk_cases.cheap_passwords():
        made = desk_cases.office_on(desk_cases.folder(tmp_path_factory), tmp_path, person=SUPERVISOR)
        yield made
    made.close()


@pytest.fixture
def shell():
    return RecordingShell()


@pytest.fixture
def presenter(office, shell):
    return SetupPresenter(office, shell)


def _sections(presenter):
    return {section.heading: section for section in presenter.screen.pack.open.sections}


def _roles(office, *roles):
    """Gives the observer these roles and signs them in."""
    done = office.people.change(OBSERVER, frozenset(roles), active=True)
    assert isinstance(done, Done)
    desk_cases.sign_in(office, OBSERVER)


def _propose(presenter, rules="georgia-2020"):
    presenter.law.begin_pack()
    presenter.law.choose_pack(rules)
    presenter.law.propose_pack()
    return presenter.screen.changes


# where the pack differs


def test_the_pack_that_differs_from_the_statute_says_so_on_its_page_with_the_paragraphs(presenter):
    notice = presenter.screen.pack.differs
    assert notice.what == TITLE
    assert "(O.C.G.A. 21-2-218(f))" in notice.why
    presenter.law.open(DIFFERS)
    assert list(_sections(presenter)) == [
        "In a few words", "O.C.G.A. 21-2-218(f)", "O.C.G.A. 21-2-418(a)", "O.C.G.A. 21-2-419(c)(3)",
    ]  # fmt: skip


def test_a_pack_that_follows_the_statute_says_nothing_of_a_difference(presenter):
    _propose(presenter)
    presenter.changing.confirm("Counsel advises the statute")
    assert presenter.screen.pack.differs is None
    assert DIFFERS not in {row.id for row in presenter.screen.pack.list.rows}


# another pack


def test_the_other_packs_are_offered_and_what_they_say_of_the_statute_can_be_read_first(presenter):
    presenter.law.begin_pack()
    offered = [choice.value for choice in presenter.screen.pack.packs.choices]
    assert offered == ["georgia-2020", "georgia-2021", *example_ids()]
    presenter.law.propose_pack()
    assert presenter.screen.changes is None, "none is chosen yet"
    _propose(presenter)
    presenter.changing.confirm("Counsel advises the statute")
    presenter.law.begin_pack()
    presenter.law.choose_pack("georgia-2020-sos")
    assert presenter.screen.pack.packs.differs.what == TITLE
    presenter.law.propose_pack()
    assert presenter.screen.changes.notice.what == TITLE


def test_an_example_is_warned_of_before_it_is_put_in_force_and_only_with_a_reason(presenter, office):
    presenter.law.begin_pack()
    presenter.law.choose_pack("north-carolina-2020")
    said = presenter.screen.pack.packs.outside
    assert said.what.startswith('"North Carolina, as of November 2020 (an example)" was written to be read')
    assert said.remedy.startswith("Have your counsel read it.")
    presenter.law.propose_pack()
    assert presenter.screen.changes.notice.what == said.what
    presenter.changing.confirm(" ")
    assert office.law.pack.id == "georgia-2020-sos"
    presenter.changing.confirm("Read by our counsel on Nov 5")
    assert office.law.pack.id == "north-carolina-2020"
    assert presenter.screen.pack.name.endswith("(an example)")


def test_a_pack_of_other_years_is_warned_of_before_it_is_chosen_and_before_it_is_confirmed(presenter, office):
    presenter.law.begin_pack()
    for holds in ("georgia-2020", "georgia-2020-sos"):
        presenter.law.choose_pack(holds)
        assert presenter.screen.pack.packs.outside is None
    presenter.law.choose_pack("georgia-2021")
    said = presenter.screen.pack.packs.outside
    assert (said.what, said.remedy, said.action) == (LATER, "The pack in force is the law on that day.", "")
    presenter.law.propose_pack()
    assert presenter.screen.changes.notice.what == LATER
    assert FrameWords().screen(office, "setup", undo=False).outside is None
    presenter.changing.confirm("The case is of 2022")
    assert FrameWords().screen(office, "setup", undo=False).outside.what == LATER


def test_from_a_pack_of_other_years_the_one_that_fits_is_offered(presenter, office, monkeypatch):
    other = replace(pack("georgia-2021"), id="another-2022", name="Another law", differs="It counts more.")
    everything = (*(pack(name) for name in PACK_IDS), other)
    monkeypatch.setattr("ui.desks.setup.law.packs", lambda: (everything, ()))
    _propose(presenter, "georgia-2021")
    presenter.changing.confirm("The clerk took the wrong line")
    presenter.law.begin_pack()
    labels = [choice.label for choice in presenter.screen.pack.packs.choices]
    assert labels[0] == "Georgia 2020, as the Secretary of State announced (proposed)"
    presenter.law.choose_pack("another-2022")
    assert presenter.screen.pack.packs.outside.action == "Use georgia-2020-sos"
    presenter.law.take_offered()
    form = presenter.screen.pack.packs
    assert (form.chosen, form.outside) == ("georgia-2020-sos", None)
    presenter.law.propose_pack()
    presenter.changing.confirm("Back to the law of the day")
    assert FrameWords().screen(office, "setup", undo=False).outside is None


def test_what_another_pack_changes_is_listed_with_what_becomes_of_each(presenter, office):
    changes = _propose(presenter)
    states = {state.number: state for state in office.overview.states()}
    looked = sum(state.determination is not None for state in states.values())
    assert changes.summary.startswith(f"{looked} determinations were looked at again. {len(changes.rows)} ")
    assert changes.rows
    of_another_county = [row for row in changes.rows if "wrong_county" in states[row.id].determination.marks]
    in_extended_hours = [row for row in changes.rows if states[row.id].determination.facts["cast"] == "court_extension"]
    assert {row.id for row in changes.rows} == {row.id for row in (*of_another_county, *in_extended_hours)}
    assert of_another_county
    for row in of_another_county:
        recorded = states[row.id].determination
        before, after = row.cells[2:4]
        count = len(recorded.counted)
        assert before.words in ("Held", f"Count in part, {count} of {count + len(recorded.not_counted)}")
        assert (after, row.cells[5]) == (OutcomeCell("not_counted", False, "Not counted"), "Back to review")
    assert "back to review, to the people who determined them, with the reason." in changes.follows[0]


def test_nothing_is_done_before_it_is_confirmed_and_leaving_does_nothing(presenter, office, shell):
    _propose(presenter)
    presenter.back()
    assert presenter.screen.changes is None
    assert presenter.screen.pack.packs.chosen == "georgia-2020", "the form stands there again"
    presenter.changing.confirm("Counsel advises the statute")
    assert office.law.pack.id == "georgia-2020-sos"
    assert shell.heard == []


def test_a_pack_comes_into_force_with_a_reason_and_every_screen_says_so(presenter, office, shell):
    rows = _propose(presenter, "georgia-2021").rows
    presenter.changing.confirm(" ")
    assert presenter.screen.changes.trouble == "Another pack of rules needs a reason. Write why, in a sentence."
    presenter.changing.confirm("The case is of 2022")
    assert shell.heard == ["Rules in force: Georgia after SB 202 of 2021"]
    assert presenter.screen.changes is None
    pack = presenter.screen.pack
    assert (pack.name, pack.packs) == ("Georgia after SB 202 of 2021", None)
    assert pack.under[1] == "Put in force by June Bellamy, Thu Nov 5, 2020, 10:00 a.m."
    assert FrameWords().screen(office, "setup", undo=False).pack == pack.name
    back = {state.number for state in office.overview.states() if state.returned}
    assert back == {row.id for row in rows}
    certified = next(row for row in presenter.screen.calendar.list.rows if row.id == "certification")
    assert certified.cells[0].startswith("Mon Nov 9, 2020")


def test_the_days_that_another_pack_sets_otherwise_are_told_too(presenter):
    changes = _propose(presenter, "georgia-2021")
    assert "Last day to certify the returns: Mon Nov 9, 2020, not Fri Nov 13, 2020." in changes.follows


def test_where_the_record_has_moved_on_nothing_is_done_and_the_list_is_shown_anew(presenter, office):
    first = _propose(presenter)
    other = Office.open(office.path)
    desk_cases.sign_in(other, REVIEWER)
    states = {state.number: state for state in office.overview.states()}
    number = next(row.id for row in first.rows if "wrong_county" in states[row.id].determination.marks)
    assert isinstance(other.review.withdraw(number, "Look again"), Done)
    other.close()
    presenter.changing.confirm("Counsel advises the statute")
    changes = presenter.screen.changes
    assert changes.notice == MOVED_ON
    assert changes.number == first.number, "the reason that was written stays"
    assert [row.id for row in changes.rows] == [row.id for row in first.rows if row.id != number]
    assert office.law.pack.id == "georgia-2020-sos"
    presenter.changing.confirm("Counsel advises the statute")
    assert office.law.pack.id == "georgia-2020"


def test_while_it_is_worked_out_it_says_how_far_it_is_and_can_be_stopped(presenter, shell):
    shell.later = True
    _propose(presenter)
    shell.tell(1000, 14200)
    working = presenter.screen.working
    assert (working.words, working.done, working.of) == ("Looking at every envelope again", 1000, 14200)
    presenter.back()
    assert (presenter.screen.working, shell.cancelled) == (None, 1)
    shell.waiting.pop()()
    assert presenter.screen.changes is None, "what was stopped is not shown late"


def test_a_second_act_is_not_worked_out_while_one_is(presenter, shell):
    shell.later = True
    _propose(presenter)
    presenter.orders.open(presenter.screen.orders.list.rows[0].id)
    presenter.orders.propose_status("vacated")
    assert len(shell.waiting) == 1


def test_trouble_of_the_world_is_shown_with_its_remedy(presenter, office, monkeypatch):
    def refuse(*_):
        raise WorldError("io", "The disk reported an error", "Check the disk.")

    monkeypatch.setattr(type(office.law), "another_pack", refuse)
    _propose(presenter)
    assert presenter.screen.strip.remedy == "Check the disk."
    assert presenter.screen.changes is None


# positions


def test_a_position_shows_its_question_doubt_source_choices_and_that_no_motion_set_it(presenter):
    presenter.law.open(POSITION)
    sections = _sections(presenter)
    assert sections["The question"].lines == ("Two provisional envelopes of one voter: what becomes of them?",)
    assert sections["Why it is open"].lines[0].startswith("Voting twice is a felony")
    choices = sections["The choices"]
    assert choices.lines[1] == "Neither is counted."
    assert choices.marked == choices.lines[0]
    assert sections["The board's motion"].lines == ("No motion of the board: the default.",)
    assert sections["What the default rests on"].lines == ("No authority found; O.C.G.A. 21-2-572",)
    assert presenter.screen.pack.open.act == "Record a motion"


def test_a_motion_is_recorded_and_says_who_recorded_it_and_when(presenter, shell):
    presenter.law.open(POSITION)
    presenter.law.begin_motion()
    form = presenter.screen.pack.motion
    assert (form.in_force, form.today) == ("board", "Thu Nov 5, 2020")
    assert [choice.detail for choice in form.choices] == ["In force now, the default", ""]
    presenter.law.propose_motion(NEITHER)
    assert presenter.screen.changes.title == "Motion 2020-11 of Wed Nov 4, 2020: two envelopes"
    presenter.changing.confirm("")
    assert shell.heard == ["Motion 2020-11 recorded: two envelopes"]
    moved = _sections(presenter)["The board's motion"].lines
    assert moved[:2] == ("Motion 2020-11 of Wed Nov 4, 2020", NEITHER.text)
    assert moved[2] == "Recorded by June Bellamy, Thu Nov 5, 2020, 10:00 a.m."
    row = next(row for row in presenter.screen.pack.list.rows if row.id == POSITION)
    assert row.cells[1:] == ("Neither is counted.", "Motion 2020-11 of Wed Nov 4, 2020")
    assert presenter.screen.pack.under[1].endswith("; 1 motion of the board")


def test_a_motion_may_stand_behind_the_default_and_changes_nothing(presenter, office):
    presenter.law.open(POSITION)
    presenter.law.begin_motion()
    presenter.law.propose_motion(NewMotion("board", "2020-12", "2020-11-05", "Resolved, as before."))
    assert presenter.screen.changes.summary.endswith("Nothing would change.")
    presenter.changing.confirm("")
    assert office.law.pack.position("two_envelopes").motion.number == "2020-12"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"number": " "}, ["number"]),
        ({"date": "soon"}, ["date"]),
        ({"date": "Nov 6, 2020"}, ["date"]),
        ({"text": ""}, ["text"]),
        ({"number": "", "date": "", "text": ""}, ["number", "date", "text"]),
    ],
)
def test_what_a_motion_lacks_stands_beside_its_field(presenter, changes, fields):
    presenter.law.open(POSITION)
    presenter.law.begin_motion()
    written = {name: getattr(NEITHER, name) for name in NewMotion.__dataclass_fields__} | changes
    presenter.law.propose_motion(NewMotion(**written))
    assert list(presenter.screen.pack.motion.troubles) == fields
    assert presenter.screen.changes is None


def test_a_secretary_begins_at_the_rules_records_motions_and_changes_no_pack(office, shell):
    _roles(office, "secretary")
    presenter = SetupPresenter(office, shell)
    assert presenter.screen.tab == "pack"
    assert presenter.screen.pack.another == ""
    presenter.law.begin_pack()
    assert presenter.screen.pack.packs is None
    presenter.law.open(POSITION)
    presenter.law.begin_motion()
    presenter.law.propose_motion(NEITHER)
    presenter.changing.confirm("")
    assert office.law.pack.position("two_envelopes").value == "not_counted"


def test_an_administrator_reads_positions_and_is_offered_no_motion(office, shell):
    _roles(office, "administrator")
    presenter = SetupPresenter(office, shell)
    presenter.law.open(POSITION)
    assert presenter.screen.pack.open.act == ""
    presenter.law.begin_motion()
    assert presenter.screen.pack.motion is None


# facts


def test_facts_are_listed_with_their_answers_and_the_rules_that_look_at_them(presenter):
    row = next(row for row in presenter.screen.pack.list.rows if row.id == "fact:oath")
    assert row.cells == ("Oath", "signed; not signed; the paper is missing", "Looked at by 2 rules")
    presenter.law.open("fact:oath")
    assert _sections(presenter)["Rules that look at it"].lines == ("Oath unsigned", "Papers missing")


# court orders


def test_envelopes_of_an_order_are_counted_in_the_register(presenter, office):
    presenter.go("orders")
    counts = {row.id: row.cells[5] for row in presenter.screen.orders.list.rows}
    assert counts == office.orders.cast_under()
    assert sum(counts.values()) > 0


def test_setting_an_order_aside_lists_its_envelopes_and_holds_them_and_another_person_approves(
    presenter, office, shell
):
    presenter.go("orders")
    number = next(row.id for row in presenter.screen.orders.list.rows if row.cells[5])
    presenter.orders.open(number)
    presenter.orders.propose_status("vacated")
    changes = presenter.screen.changes
    apart = [row for row in changes.rows if row.cells[2].kept_apart]
    assert apart
    assert all(row.cells[3] == OutcomeCell("held", True, "Held") for row in apart)
    presenter.changing.confirm("Ruling of Nov 5")
    held = {state.number for state in office.overview.states() if state.status == "held"}
    assert {row.id for row in changes.rows if row.cells[5] == "Recorded anew"} <= held
    presenter.orders.propose_status("in_force")
    presenter.changing.confirm("The higher court restored it")
    said = f"Court order {number} changed: in force. {len(apart)} envelope"
    assert shell.heard[-1].startswith(said)
    assert shell.heard[-1].endswith("1 envelope waits for you to close a batch")
    waiting = {desk.id: desk.waiting for desk in FrameWords().screen(office, "setup", undo=False).desks}
    assert waiting["batches"] == len(apart) + office.overview.waiting().referred
    assert not isinstance(office.batches.close([apart[0].id]), Refusal)
    batch = next(batch for batch in office.batches.batches() if apart[0].id in batch.items)
    assert office.batches.may_approve(batch).code == "four_eyes"


def test_the_list_of_changes_names_no_voter(presenter, office):
    names = office.overview.voter_names([state.number for state in office.overview.states()])
    said = " ".join(str(cell) for row in _propose(presenter, "georgia-2021").rows for cell in row.cells)
    assert len(names) > 50
    assert not [name for name in names.values() for word in name.split() if len(word) > 4 and word in said]


def test_the_form_of_an_order_knows_the_closing_of_every_place(presenter):
    presenter.orders.begin()
    assert set(presenter.screen.orders.places.values()) == {time(19)}


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_part_of_the_products_packs_has_a_title(name):
    rows = PackReader(pack(name)).rows
    parts = {part for kind, _, part in (row.id.partition(":") for row in rows) if kind not in ("fact", DIFFERS)}
    assert parts <= TITLES.keys()
    assert title_of("rule_from_elsewhere") == "Rule from elsewhere"
