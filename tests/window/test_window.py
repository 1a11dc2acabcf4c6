"""The window: who sees what, where work begins, what is said, what is hidden, and that nothing of a person stays."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from adjudicator.office import Done, Office
from tests.eyes import look_as
from tests.flows.hands import Hands, said_by, settle, texts
from tests.flows.practice_case import OBSERVER, PASSWORDS, REVIEWER, SUPERVISOR, Practice
from ui.frame import PRODUCT
from ui.kit.personal import MASK, privacy
from ui.kit.search import PAUSE_MS
from ui.kit.style.theme import theme

DESKS = {
    REVIEWER: ["Overview", "Receive", "Review", "Holds", "Batches", "Opening", "Record"],
    SUPERVISOR: [
        *("Overview", "Receive", "Holds", "Batches", "Board", "Opening", "In the count?", "Release", "Record", "Setup"),
    ],
    OBSERVER: ["Overview", "Record"],
}
BEGINS = {REVIEWER: "review", SUPERVISOR: "batches", OBSERVER: "overview"}


@pytest.mark.parametrize("person", DESKS)
def test_a_person_sees_the_desks_of_their_roles_and_begins_where_work_waits(at_work, person):
    hands = at_work(person)
    assert [desk.label for desk in hands.frame.screen_drawn.desks] == DESKS[person]
    assert hands.frame.screen_drawn.current == BEGINS[person]
    assert hands.frame.page(BEGINS[person]).isAncestorOf(hands.focus)


def test_where_nothing_waits_a_person_begins_at_the_overview(sit_down, practice: Practice):
    hands = sit_down(practice.case).sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
    assert hands.frame.screen_drawn.current == "overview"


def test_the_rail_counts_what_waits_for_the_person(at_work):
    hands = at_work(REVIEWER)
    counts = {desk.id: desk.waiting for desk in hands.frame.screen_drawn.desks}
    assert counts["review"] == 27
    assert counts["holds"] > 0
    own = counts["batches"]
    hands.desk("Batches").sees(f"In no batch ({own})").sign_out()
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
    counts = {desk.id: desk.waiting for desk in hands.frame.screen_drawn.desks}
    assert counts["batches"] == 1
    hands.desk("Release").sees(f"{counts['release']} envelopes approved, not yet released")


def test_the_counts_follow_the_work(sit_down, practice: Practice):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))
    hands.press("Enter", "Enter", "Ctrl+Enter")
    counts = {desk.id: desk.waiting for desk in hands.frame.screen_drawn.desks}
    assert (counts["review"], counts["batches"]) == (47, 1)
    hands.press("U")
    counts = {desk.id: desk.waiting for desk in hands.frame.screen_drawn.desks}
    assert (counts["review"], counts["batches"]) == (48, 0)


def test_another_window_follows_once_another_law_is_in_force(sit_down, window, worked):
    hands = sit_down(worked).sign_in(REVIEWER, PASSWORDS[REVIEWER]).desk("Review")
    hands.sees("Georgia 2020, as the Secretary of State announced")
    drawn = []
    window._pages["review"].presenter.listen(drawn.append)
    window.look_again()
    assert len(drawn) == 1, "nothing has changed: the desk is left in peace"
    with closing(Office.open(worked)) as other:
        other.people.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
        assert isinstance(other.law.change_pack(other.law.another_pack("georgia-2020"), "Counsel advises it"), Done)
    window.look_again()
    assert len(drawn) == 2
    hands.sees("Georgia 2020, by the statute").sees_not("Georgia 2020, as the Secretary of State announced")


def test_undo_is_offered_once_and_is_gone_after_it(sit_down, practice: Practice):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(practice.easy_one("left_off"))
    hands.press("Enter", "Enter", "Ctrl+Enter")
    assert hands.frame.screen_drawn.undo == "Undo"
    hands.press("U")
    assert hands.frame.screen_drawn.undo == ""
    size = hands.frame.screen_drawn.saved
    hands.sees("Undone: ").press("U").sees("There is nothing to undo")
    assert hands.frame.screen_drawn.saved == size


def test_undo_can_be_reached_by_tab_too(sit_down, practice: Practice):
    number = practice.easy_one("left_off")
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).open_envelope(number)
    hands.press("Enter", "Enter", "Ctrl+Enter").tab_to("Undo").press("Space").sees(f"Undone: envelope {number}")


def test_text_size_and_colours_are_changed_by_keyboard(at_work):
    hands = at_work(REVIEWER).press("F10", "Down", "Right", "Up", "Enter")
    assert theme().look.text_size == 200
    hands.press("F10", "Down", "Down", "Right", "Down", "Down", "Enter")
    assert theme().look.name == "dark"
    hands.sees("Envelope")


def test_the_sheet_of_keys_lists_those_of_the_window_and_of_the_desk(at_work):
    hands = at_work(REVIEWER).press("?").sees("Keys on this screen", "Undo what just happened", "Accept the card")
    hands.press("Esc").sees_not("Keys on this screen")
    assert hands.frame.page("review").isAncestorOf(hands.focus)


VOTERS_SEEN = {
    REVIEWER: (
        ("Overview", "/", "0", "0", "1", "Enter"),
        ("Receive",),
        ("Review",),
        ("Holds",),
        ("Batches",),
        ("Record",),
    ),
    SUPERVISOR: (("Overview", "/", "0", "0", "1", "Enter"), ("Holds",), ("Batches", "Enter"), ("Release",), ("Setup",)),
}


@pytest.mark.parametrize("person", VOTERS_SEEN)
def test_f9_hides_the_voters_on_every_screen(at_work, worked, person):
    hands, names = at_work(person), names_on_the_papers(worked)
    for desk, *keys in VOTERS_SEEN[person]:
        hands.desk(desk).press(*keys)
        wait_for_rows(hands)
        shown, words = names_shown(hands, names), hands.lines
        hands.press("F9")
        assert names_shown(hands, names) == [], desk
        assert not shown or MASK in hands.words
        hands.press("F9")
        assert hands.lines == words, desk
    assert not privacy().hidden


def test_an_observer_sees_no_voter_at_all(at_work, worked):
    hands, names = at_work(OBSERVER), names_on_the_papers(worked)
    for desk, *keys in (("Overview", "/", "0", "0", "1", "Enter"), ("Record",)):
        hands.desk(desk).press(*keys)
        wait_for_rows(hands)
        assert names_shown(hands, names) == []


def test_the_title_names_the_county_and_practice_and_no_person(at_work):
    hands = at_work(REVIEWER)
    for desk in DESKS[REVIEWER]:
        hands.desk(desk)
        assert hands.frame.windowTitle() == f"{PRODUCT} - Gwinnett County - PRACTICE"


def test_nothing_of_the_voters_stays_after_signing_out(at_work, worked):
    hands, names = at_work(REVIEWER), names_on_the_papers(worked)
    for desk in DESKS[REVIEWER]:
        hands.desk(desk)
    hands.desk("Review").sign_out()
    settle()
    everything = "\n".join(line for widget in hands.frame.findChildren(QWidget) for line in said_by(widget))
    tips = "\n".join(f"{each.toolTip()} {each.accessibleName()}" for each in hands.frame.findChildren(QWidget))
    assert [name for name in names if name in everything or name in tips] == []
    assert "recorded" not in everything
    assert hands.frame.screen_drawn.person == ""
    hands.press("U", "Ctrl+1").sees("Sign in")


def names_on_the_papers(case: Path) -> list[str]:
    """Every voter's last name with the first, as the screens write them, that no other word of a screen holds."""
    with closing(Office.open(case)) as office:
        look_as(office, REVIEWER)
        numbers = [state.number for state in office.overview.states()]
        return sorted(set(office.overview.voter_names(numbers).values()))


def names_shown(hands: Hands, names: list[str]) -> list[str]:
    """Those of the names that can be read on the screen, in a tooltip or by a screen reader."""
    heard = (f"{each.toolTip()} {each.accessibleName()} {each.accessibleDescription()}" for each in visible(hands))
    shown = "\n".join([*texts(hands.frame), *heard])
    return [name for name in names if name in shown]


def visible(hands: Hands) -> list[QWidget]:
    """All widgets on the screen."""
    return [each for each in hands.frame.findChildren(QWidget) if each.isVisible()]


def wait_for_rows(hands: Hands) -> None:
    """Let a list that shows the current row's envelope after a moment do so."""
    QTest.qWait(60)
    settle()


def test_the_rail_is_gone_through_with_the_arrows_and_a_desk_opened_with_space(at_work):
    hands = at_work(REVIEWER).tab_to("Review, ")
    hands.press("Down", "Down")
    assert hands.frame.screen_drawn.current == "review"
    hands.press("Up", "Space")
    assert hands.frame.screen_drawn.current == "holds"
    assert hands.frame.page("holds").isAncestorOf(hands.focus)


def test_labels_take_no_markup_from_papers(at_work):
    hands = at_work(REVIEWER)
    plain = {Qt.TextFormat.PlainText}
    assert {each.textFormat() for each in visible(hands) if isinstance(each, QLabel) and each.text()} <= plain


@pytest.mark.parametrize("desk", ["Overview", "Holds"])
def test_closing_within_the_pause_of_a_search_raises_nothing(at_work, window, qtbot, desk):
    """pytest-qt fails a test in whose loop an error was raised."""
    hands = at_work(REVIEWER).desk(desk).press("/").write("000")
    hands.frame.close()
    qtbot.wait(2 * PAUSE_MS)
    assert not hands.frame.isVisible()


@pytest.mark.parametrize("person", [REVIEWER, SUPERVISOR])
def test_o_in_holds_shows_the_selected_envelope_in_review_to_look_at(at_work, person):
    hands = at_work(person).desk("Holds")
    number = hands.frame.page("holds").table.current_id
    hands.press("O").waits_for(f"Envelope {number}")
    assert hands.frame.in_front == "review"
    hands.sees("Held: the Holds desk records what arrives").press("S", "H", "Ctrl+Enter").sees(f"Envelope {number}")
    hands.desk("Holds")
    assert hands.frame.page("holds").table.current_id == number


def test_who_may_only_look_has_no_review_desk(at_work, window):
    hands = at_work(SUPERVISOR)
    window.go("review")
    assert hands.frame.in_front == "batches"
    hands.desk("Holds").press("O")
    assert "Review" not in [desk.label for desk in hands.frame.screen_drawn.desks]
    hands.sees_not("Take back")


def test_u_says_what_can_be_undone(at_work):
    hands = at_work(REVIEWER).press("U")
    hands.sees("There is nothing to undo. Recording, holding, skipping and referring can be undone")


def test_u_after_a_batch_was_closed_or_approved_says_what_to_do_instead(at_work):
    hands = at_work(REVIEWER).desk("Batches").press("Ctrl+Enter").sees("waits for another person's approval")
    for _ in range(2):
        hands.press("U").sees("A closed batch cannot be undone. A supervisor can return it")
    hands.sign_out().sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).press("U").sees("There is nothing to undo")
    hands.desk("Batches").press("Enter").look_through().press("Ctrl+Enter").sees("approved, not yet released")
    hands.press("U").sees("An approval cannot be undone. A supervisor can reopen an envelope")
