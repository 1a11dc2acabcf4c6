"""An envelope in the hand: Ctrl+G and its number open it from anywhere; by keys alone, and by the mouse alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.flows.hands import Hands, settle
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
from ui.kit.choices import ChoiceButton

FIVE_KEYS = ("Ctrl+G", "2", "8", "Enter")


def test_four_keys_open_number_28_from_any_desk(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    for desk in ("Receive", "Holds", "Review"):
        hands.desk(desk).press(*FIVE_KEYS).sees("Envelope 0028")
        assert hands.frame.in_front == "review"
        hands.press("S")


def test_a_number_typed_whole_opens_without_enter_and_an_enter_behind_it_goes_to_nobody(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.desk("Holds").press("Ctrl+G", "0", "0", "2", "8").waits_for("Envelope 0028")
    before = hands.words
    hands.press("Enter")
    assert hands.words == before, "the Enter that ends a number accepts no card"
    hands.press("Enter")
    assert hands.words != before, "the next one does"


def test_a_key_other_than_enter_is_taken_by_the_envelope_at_once(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.press("Ctrl+G", "0", "0", "2", "8").waits_for("Envelope 0028").press("O", "Esc")
    before = hands.words
    hands.press("Enter")
    assert hands.words != before


def test_a_number_that_may_go_on_waits_for_enter(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.desk("Holds").press("Ctrl+G", "0", "2", "8").waits_for("Envelope 0028,")
    assert hands.frame.in_front == "holds"
    hands.press("Esc")


def test_what_a_scanner_reads_off_a_label_opens_its_envelope(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.press("Ctrl+G").write("ENV-0031").press("Enter").sees("Envelope 0031")


def test_a_number_that_is_none_says_so_and_offers_those_near(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    before = hands.focus
    hands.press("Ctrl+G").write("0072").press("Enter")
    hands.sees("There is no envelope 0072", "The numbers go from 0001 to 0048.", "Envelope 0027")
    hands.write("0099").press("Enter").sees("There is no envelope 0099").press("Esc")
    assert hands.focus is before
    hands.press("Ctrl+G").write("72").press("Enter", "Down", "Enter").sees("Envelope 0027")


def test_the_mouse_alone_goes_to_an_envelope(practice: Practice, sit_down):
    hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
    click(named(hands, QAbstractButton, "Go to an envelope"))
    hands.write("72").waits_for("There is no envelope 72")  # what a scanner types
    click(next(each for each in hands.frame.findChildren(ChoiceButton) if "0027" in each.choice.value))
    hands.sees("Envelope 0027")


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def named(hands: Hands, kind: type[QAbstractButton], name: str) -> QAbstractButton:
    return next(each for each in hands.frame.findChildren(kind) if each.accessibleName() == name and each.isVisible())
