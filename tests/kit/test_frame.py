"""The frame draws what it is given and reports what the person does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.frame import DESKS, FrameScreen
from ui.kit.envelope_link import shown_in
from ui.kit.personal import privacy
from ui.kit.style.theme import theme
from ui.kit.text import Text
from ui.kit.window.frame import Frame
from ui.kit.window.rail import DeskButton
from ui.parts import Notice

SCREEN = FrameScreen(
    county="Gwinnett County",
    person="M. Ortiz",
    roles="reviewer",
    practice=True,
    desks=tuple(replace(desk, waiting=3) for desk in DESKS[:4]),
    current="review",
    happened="Envelope 0417 recorded",
    undo="Undo",
)


@pytest.fixture
def frame(qtbot):
    made = Frame()
    qtbot.addWidget(made)
    made.add_page("review", QWidget())
    made.add_page("holds", QWidget())
    made.draw(SCREEN)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_title_names_county_and_practice(frame):
    assert frame.windowTitle() == "Provisional ballots: eligibility, never votes - Gwinnett County - PRACTICE"


def test_a_live_window_has_neither_band_nor_the_word(frame):
    frame.draw(replace(SCREEN, practice=False))
    assert not frame.band.isVisible()
    assert "PRACTICE" not in frame.windowTitle()


def test_a_pack_of_other_years_is_said_on_top_of_everything_for_as_long_as_it_holds(frame):
    assert not frame.outside.isVisible()
    said = Notice("This pack is not the law on Nov 5, 2024", kind="warning")
    frame.draw(replace(SCREEN, practice=False, outside=said))
    for page in ("review", "holds"):
        frame.show_page(page)
        assert frame.outside.isVisible()
    assert frame.outside.accessibleName() == "Warning: This pack is not the law on Nov 5, 2024"
    frame.cover(QWidget())
    assert frame.outside.isVisible(), "over what lies over the window, too"
    frame.uncover()
    frame.draw(SCREEN)
    assert not frame.outside.isVisible()


def test_nobody_signed_in_means_no_rail(frame):
    frame.draw(FrameScreen(county="Gwinnett County"))
    assert not frame.rail.isVisible()


def test_what_happened_and_a_notice_open_the_envelopes_that_they_name(frame, qtbot):
    happened = _("{happened}. {left}.", happened=_("Envelope {number} recorded", number="0417"), left=_("12 left"))
    frame.draw(replace(SCREEN, happened=happened))
    frame.notice.show_notice(Notice(_("Envelope {number} is with another person.", number="0219")))
    for links, number in ((frame.status.named, "0417"), (frame.notice.links, "0219")):
        (link,) = links.links
        assert link.isVisible()
        with qtbot.waitSignal(frame.envelope_asked) as heard:
            QTest.mouseClick(link, Qt.MouseButton.LeftButton)
        assert heard.args == [number]
    assert shown_in(frame) == ("0219", "0417")
    assert frame.status.named.links[0].height() <= frame.status.height()
    frame.draw(replace(SCREEN, happened=_("Undone.")))
    assert shown_in(frame) == ("0219",)


def test_nobody_is_offered_an_envelope_who_has_no_desk_for_it(frame):
    frame.opens_envelopes = lambda: False
    frame.draw(replace(SCREEN, happened=_("Envelope {number} recorded", number="0417")))
    assert shown_in(frame) == ()


def test_a_click_in_the_rail_tells_the_desk(frame, qtbot):
    holds = next(button for button in frame.findChildren(DeskButton) if button.desk.id == "holds")
    with qtbot.waitSignal(frame.desk_chosen) as heard:
        QTest.mouseClick(holds, Qt.MouseButton.LeftButton)
    assert heard.args == ["holds"]


def test_a_desk_says_how_many_wait_there(frame):
    spoken = [button.accessibleName() for button in frame.findChildren(DeskButton)]
    assert spoken[:2] == ["Overview, 3 waiting", "Receive, 3 waiting"]


def test_a_mark_and_a_count_do_not_run_over_the_edge_of_a_narrow_rail(frame, pictures):
    desks = tuple(
        replace(desk, waiting=12, warning="It is open again" if desk.id == "release" else "") for desk in DESKS
    )
    frame.draw(replace(SCREEN, desks=desks))
    pictures.lay(frame, (1024, 700))
    rail = frame.rail.width()
    assert rail < 100
    for button in frame.findChildren(DeskButton):
        assert button.mapTo(frame, button.rect().topRight()).x() < rail, button.desk.id
    assert len({button._icon.x() for button in frame.findChildren(DeskButton)}) == 1


def test_the_current_desk_is_in_front(frame):
    frame.draw(replace(SCREEN, current="holds"))
    assert frame.page("holds").isVisible()
    assert not frame.page("review").isVisible()


def test_control_and_a_number_choose_a_desk(frame, qtbot):
    with qtbot.waitSignal(frame.desk_chosen) as heard:
        QTest.keyClick(frame, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["receive"]


def test_the_eleventh_desk_has_a_key_too(frame, qtbot):
    desks = DESKS[:11]
    frame.draw(replace(SCREEN, desks=desks))
    for key, desk in ((Qt.Key.Key_0, desks[9]), (Qt.Key.Key_Minus, desks[10])):
        with qtbot.waitSignal(frame.desk_chosen) as heard:
            QTest.keyClick(frame, key, Qt.KeyboardModifier.ControlModifier)
        assert heard.args == [desk.id]


def test_u_asks_to_undo_only_while_somebody_is_signed_in(frame, qtbot):
    for screen in (SCREEN, replace(SCREEN, undo="")):  # where nothing can be undone, the window says so
        frame.draw(screen)
        with qtbot.waitSignal(frame.undo):
            QTest.keyClick(frame, Qt.Key.Key_U)
    frame.draw(replace(SCREEN, undo="", person=""))
    with qtbot.assertNotEmitted(frame.undo):
        QTest.keyClick(frame, Qt.Key.Key_U)


def test_f9_hides_personal_data_and_says_so(frame, qtbot):
    with qtbot.waitSignal(frame.hide_personal) as heard:
        QTest.keyClick(frame, Qt.Key.Key_F9)
    assert heard.args == [True]
    assert privacy().hidden


def test_the_menu_changes_theme_and_text_size(frame, qtbot):
    with qtbot.waitSignals([frame.theme_chosen, frame.text_size_chosen]):
        frame.top.menu.theme_chosen.emit("dark")
        frame.top.menu.text_size_chosen.emit(150)
    assert (theme().look.name, theme().look.text_size) == ("dark", 150)


def test_size_and_place_are_remembered(frame, qtbot):
    frame.resize(frame.minimumWidth(), 655)
    frame.close()
    again = Frame()
    qtbot.addWidget(again)
    assert again.size().toTuple() == (frame.minimumWidth(), 655)


@pytest.mark.parametrize("turns", [(200, 100), (200, 175, 100), (100, 200)])
def test_the_rail_is_evenly_spaced_at_every_text_size(qtbot, qapp, pictures, turns):
    theme().apply(qapp, "light", turns[0])
    made = Frame()
    qtbot.addWidget(made)
    made.draw(replace(SCREEN, desks=tuple(replace(desk, waiting=at % 2) for at, desk in enumerate(DESKS))))
    made.show()
    pictures.settle()
    for size in turns[1:]:
        made.top.menu.text_size_chosen.emit(size)
        pictures.settle()
        assert len({button.height() for button in made.rail.findChildren(DeskButton)}) == 1


def test_the_whole_name_of_the_pack_is_seen_at_every_text_size(frame, pictures):
    pack = "Georgia 2020, as the Secretary of State announced it to the counties"
    frame.resize(1280, 800)
    roles = "Administrator, Clerk, Supervisor"
    frame.draw(replace(SCREEN, pack=pack, time_left="1 day 7 hours left", deadline="until 17:00", roles=roles))
    low = frame.top.height()
    for size in (200, 100):
        frame.top.menu.text_size_chosen.emit(size)
        pictures.settle()
        shown = next(each for each in frame.top.findChildren(Text) if each.text() == pack)
        assert shown.height() >= shown.heightForWidth(shown.width())
        assert frame.top.rect().contains(shown.geometry())
    assert frame.top.height() == low
