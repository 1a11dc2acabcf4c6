"""Pictures of Setup: every tab, its forms, and what an act would change before it is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.office import Office
from tests.desks import desk_cases
from tests.desks.setup_cases import DEFINITION, ORDER, PLACE, Shell, chance, small
from ui.desks.setup.changes import MOVED_ON
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import NewMotion
from ui.desks.setup.views.setup import SetupView
from ui.kit.window.frame import Frame
from ui.parts import Working
from ui.shared.frame_words import FrameWords
from ui.shared.new_person import NewPerson

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
    ((1000, 700), "light", 100),
    ((1280, 800), "light", 200),
]
FEW = (LOOKS[0], LOOKS[3], LOOKS[5])
MOTION = NewMotion(
    "not_counted", "2020-11", "Nov 4, 2020",
    "Resolved, that where one voter has sent two provisional envelopes, neither is counted, and the voter is told why.",
)  # fmt: skip


def _take(pictures, frame, page, name, looks=LOOKS):
    for size, theme_name, text_size in looks:
        path = pictures.take(frame, name, size, theme_name, text_size)
        assert pictures.colours(path) > 30
        assert pictures.clipped(frame.page(page)) == [], path.name


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "jbellamy")
    yield made
    made.close()


@pytest.fixture
def worked(tmp_path_factory, tmp_path):
    """A practice case in which most envelopes are determined, a supervisor signed in."""
    with desk_cases.cheap_passwords():
        made = desk_cases.office_on(desk_cases.folder(tmp_path_factory), tmp_path, person=desk_cases.SUPERVISOR)
        yield made
    made.close()


def _shown(qtbot, office):
    presenter = SetupPresenter(office, Shell())
    frame = Frame()
    frame.add_page("setup", SetupView(presenter))
    frame.draw(FrameWords().screen(office, "setup", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def test_a_person(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.open_person("rwhitfield")
    _take(pictures, frame, "setup", "setup-person", FEW)


def test_a_new_person(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.begin_person()
    presenter.add_person(NewPerson("", "", "", ""))
    _take(pictures, frame, "setup", "setup-new-person", FEW)


def test_a_rule_of_the_pack(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.law.open("rule:oath_unsigned")
    _take(pictures, frame, "setup", "setup-pack")


def test_a_position_with_its_choices(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.law.open("position:two_envelopes")
    _take(pictures, frame, "setup", "setup-position", FEW)


def test_a_doubt_that_no_choice_settles(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.law.open("doubt:data_did_not_match")
    _take(pictures, frame, "setup", "setup-doubt", FEW)


def test_a_position_that_a_motion_has_set(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.law.open("position:two_envelopes")
    presenter.law.begin_motion()
    presenter.law.propose_motion(MOTION)
    presenter.changing.confirm("")
    _take(pictures, frame, "setup", "setup-motion-set", FEW)


def test_the_form_of_a_motion(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.law.open("position:two_envelopes")
    presenter.law.begin_motion()
    presenter.law.propose_motion(NewMotion("not_counted", "", "soon", ""))
    _take(pictures, frame, "setup", "setup-motion", FEW)


def test_another_pack_is_chosen(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("pack")
    presenter.law.begin_pack()
    presenter.law.choose_pack("georgia-2021")
    _take(pictures, frame, "setup", "setup-packs", FEW)


def test_what_another_pack_would_change(qtbot, pictures, worked):
    presenter, frame = _shown(qtbot, worked)
    presenter.go("pack")
    presenter.law.begin_pack()
    presenter.law.choose_pack("georgia-2021")
    presenter.law.propose_pack()
    presenter.changing.confirm("")
    _take(pictures, frame, "setup", "setup-changes")


def test_what_setting_an_order_aside_would_change_once_the_record_has_moved_on(qtbot, pictures, worked):
    presenter, frame = _shown(qtbot, worked)
    presenter.go("orders")
    presenter.orders.open(worked.orders.all()[0].number)
    presenter.orders.propose_status("vacated")
    presenter.changing._show(replace(presenter.changing.screen, notice=MOVED_ON))
    _take(pictures, frame, "setup", "setup-changes-order", FEW)


def test_what_would_change_is_worked_out(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.changing._looking.working = Working("Looking at every envelope again", 4000, 14200)
    presenter.refresh()
    _take(pictures, frame, "setup", "setup-working", LOOKS[:1])


def test_a_day_of_the_calendar(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("calendar")
    presenter.open_day("last_day")
    _take(pictures, frame, "setup", "setup-calendar")


def test_a_court_order(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.orders.begin()
    form = frame.page("setup").part("orders").form
    form.places.choose([PLACE, "Arcado Elementary (GCPS)", "Voices of Faith"])
    form.hours.rows["Voices of Faith"][1].setText("8:15 p.m.")
    _take(pictures, frame, "setup", "setup-order", FEW)


def test_a_court_order_for_some_contests_alone(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.orders.begin()
    form = frame.page("setup").part("orders").form
    form.whole.choose("alone")
    form.contests.choose(list(office.election.contests)[9:11])
    form.contests.list.setFocus()
    _take(pictures, frame, "setup", "setup-order-contests", FEW)


def test_a_court_order_is_put_right(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.orders.open(ORDER.number)
    presenter.orders.begin_amending()
    _take(pictures, frame, "setup", "setup-order-amended", FEW)


def test_the_old_pack_put_back_restores(qtbot, pictures, worked):
    presenter, frame = _shown(qtbot, worked)
    was = worked.law.pack.id
    for pack in ("georgia-2021", was):
        presenter.go("pack")
        presenter.law.begin_pack()
        presenter.law.choose_pack(pack)
        presenter.law.propose_pack()
        if pack != was:
            presenter.changing.confirm("Counsel advises it")
    presenter.changing.restore(True)
    _take(pictures, frame, "setup", "setup-restored", FEW)


def test_a_court_order_laid_open(qtbot, pictures, office):
    presenter, frame = _shown(qtbot, office)
    presenter.go("orders")
    presenter.orders.open(ORDER.number)
    _take(pictures, frame, "setup", "setup-order-open", FEW)


@pytest.mark.parametrize("tab", ["orders", "places", "reasons", "files"])
def test_the_other_parts(qtbot, pictures, office, tab):
    presenter, frame = _shown(qtbot, office)
    presenter.go(tab)
    _take(pictures, frame, "setup", f"setup-{tab}", LOOKS[:1])


def test_a_case_made_with_a_pack_of_other_years(qtbot, pictures, tmp_path):
    later = DEFINITION.read_bytes().replace(b"2020-11-03", b"2024-11-05")
    why = "Only to see, with counsel, what the law of 2020 would have done with the envelopes of this election"
    made = Office.create(tmp_path / "x.case", later, "x.json", rules="georgia-2020-sos", reason=why, chance=chance())
    assert isinstance(made, Office)
    presenter, frame = _shown(qtbot, made)
    presenter.go("pack")
    _take(pictures, frame, "setup", "setup-made-outside", LOOKS)
    made.close()


def test_a_pack_of_other_years(qtbot, pictures, worked):
    presenter, frame = _shown(qtbot, worked)
    presenter.go("pack")
    presenter.law.begin_pack()
    presenter.law.choose_pack("georgia-2021")
    _take(pictures, frame, "setup", "setup-pack-outside", LOOKS)
    presenter.law.propose_pack()
    _take(pictures, frame, "setup", "setup-pack-outside-changes", LOOKS)
    presenter.changing.confirm("The clerk took the wrong line")
    frame.draw(FrameWords().screen(worked, "setup", undo=False))
    _take(pictures, frame, "setup", "setup-pack-outside-in-force", LOOKS)
    presenter.law.begin_pack()
    presenter.law.choose_pack("georgia-2020-sos")
    _take(pictures, frame, "setup", "setup-pack-outside-back", LOOKS[:2])
