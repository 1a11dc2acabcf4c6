"""One way alone: a mouse, keys with a screen reader, the accessibility interface; each does ten envelopes to the end.

Neither knows the program from inside. The mouse presses what can be seen and says what it does; the other hears the names and
descriptions that assistive technology is told, and has no other ground to go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from tests.desks.review.fingers import Desk, cases
from ui.kit.choices import ChoiceButton, Choices

MOST_STEPS = 40

HELD_DOWN = 120
"""Qt shows a button held down for a tenth of a second where its interface is told to press it, in milliseconds."""

KINDS = (
    cases.in_part, cases.in_full, cases.without_id, cases.nobody, cases.outstanding, cases.several, cases.differing,
    lambda sheet: sheet.evidence.papers.oath_signed is None,
    lambda sheet: sheet.evidence.papers.reasons == ("EH",) and cases.easy(sheet),
    lambda sheet: cases.easy(sheet) and sheet.evidence.papers.oath_signed is False,
)  # fmt: skip
"""What the ten envelopes are; where two kinds have the same first envelope, a further one stands in."""


@pytest.fixture
def ten(practice_case: Path) -> list[str]:
    """Ten envelopes, of every kind one."""
    found: list[str] = []
    for kind in (*KINDS, *[lambda __: True] * len(KINDS)):
        number = next((s.number for s in cases.pristine_sheets(practice_case) if kind(s) and s.number not in found), "")
        found += [number] if number and len(found) < len(KINDS) else []
    return found


def chosen_of(answers: list[str]) -> int:
    """What a person takes who knows no more than the answers say: what a source says, else nobody, nothing, the first."""
    said = [at for at, words in enumerate(answers) if "Says: " in words or "Suggested: " in words]
    none = [at for at, words in enumerate(answers) if words.startswith(("None of these", "Nothing"))]
    return (said or none or [0])[0]


# a mouse


class Mouse:
    """Presses what stands on the screen; nothing is pressed that is hidden, dead or out of sight."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pressed = 0

    def seen(self, kind: type[QAbstractButton], within: QWidget | None = None) -> list[QAbstractButton]:
        return [each for each in (within or self.desk.view).findChildren(kind) if each.isVisible() and each.isEnabled()]

    def press(self, button: QAbstractButton) -> None:
        around = button.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(button)  # a wheel does it
            self.desk.settle()
        spot = button.rect().center()
        under = self.desk.frame.childAt(button.mapTo(self.desk.frame, spot))
        assert under is button or button.isAncestorOf(under), button.accessibleName()
        QTest.mouseClick(self.desk.frame.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                         button.mapTo(self.desk.frame, spot))  # fmt: skip
        self.pressed += 1
        self.desk.settle()

    def step(self) -> None:
        """The one thing to do next, as the eye finds it: a panel's answer or button, a question's, a card's, the record."""
        view, bar = self.desk.view, self.desk.view.bar
        panel = view.panel if view._panel.made and view._panel.isVisible() else None
        question = view.cards.asking()
        card = view.cards.current()
        choices = self.seen(ChoiceButton, panel or question) if (panel or question) else []
        if choices:
            told = [f"{each.choice.label} {each.choice.detail}" for each in choices]
            self.press(choices[chosen_of(told)])
        elif panel is not None:
            self.press(panel.form.button)
        elif card is not None and card.card.accept:
            self.press(card.accept)
        else:
            self.press(bar.record)


@pytest.mark.slow
def test_a_person_with_a_mouse_alone_does_ten_envelopes_to_the_end(desk, ten):
    mouse = Mouse(desk)
    for number in ten:
        desk.open(number)
        for __ in range(MOST_STEPS):
            if desk.state(number).determination is not None:
                break
            mouse.step()
        assert desk.state(number).determination is not None, (number, desk.presenter.screen.bar.why_not)
    assert len({desk.state(number).outcome for number in ten}) >= 3


def test_the_mouse_skips_refers_and_comes_back(desk, ten):
    mouse, bar = Mouse(desk), desk.view.bar
    desk.open(ten[0])
    mouse.press(bar._acts["skip"])
    assert desk.presenter.screen.number != ten[0]
    mouse.press(bar._acts["back"])
    assert desk.presenter.screen.number == ten[0]
    mouse.press(bar._acts["refer"])
    mouse.press(desk.view.panel.form.back)
    assert desk.presenter.screen.panel is None


# keys and a screen reader


class Reader:
    """Hears what has the focus, and presses keys; the screen itself is dark."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.heard: list[str] = []

    def here(self) -> str:
        """The name and the description of what has the focus."""
        return self._said(QApplication.focusWidget())

    def _said(self, widget: QWidget | None) -> str:
        face = QAccessible.queryAccessibleInterface(widget)
        assert face is not None
        told = ". ".join(filter(None, (face.text(QAccessible.Text.Name), face.text(QAccessible.Text.Description))))
        assert told, f"{type(widget).__name__} says nothing"
        self.heard.append(told)
        return told

    def role(self) -> QAccessible.Role:
        face = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
        assert face is not None
        return face.role()

    def answers(self) -> list[str]:
        """What the answers of the question say, walked with the arrow until the first comes again."""
        found: list[str] = []
        if not isinstance(QApplication.focusWidget(), ChoiceButton):
            self.desk.keys("Down")
        first = QApplication.focusWidget()
        while not found or QApplication.focusWidget() is not first:
            found.append(self.here())
            self.desk.keys("Down")
        return found

    def step(self) -> None:
        """What is heard decides what is pressed."""
        here = self.here()
        focused = QApplication.focusWidget()
        if here.startswith("Accept: "):
            assert "key Enter" in here
            self.desk.keys("Enter")
        elif self.role() == QAccessible.Role.EditableText:
            self.desk.keys("Ctrl+Enter")
        elif isinstance(focused, (Choices, ChoiceButton)):
            told = self.answers()
            for __ in range(chosen_of([_without_key(each) for each in told])):
                self.desk.keys("Down")
            self.desk.keys("Space")
        else:
            self.desk.keys("Ctrl+Enter")


def _without_key(told: str) -> str:
    label, __, rest = told.partition(". key ")
    return f"{label} {rest}"


def test_a_person_with_keys_and_a_screen_reader_does_ten_envelopes_to_the_end(desk, ten):
    for number in ten:
        reader = Reader(desk)
        desk.open(number)
        for __ in range(MOST_STEPS):
            if desk.state(number).determination is not None:
                break
            reader.step()
        assert desk.state(number).determination is not None, (number, reader.heard[-6:])
    assert len({desk.state(number).outcome for number in ten}) >= 3


# a tool that knows the accessibility interface alone


class Tool:
    """Speech control, a switch, a script: it reads the tree of accessible things, presses what can be pressed, sets values.
    It has no keys and no mouse, and knows nothing of what a thing is made of."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pressed: list[str] = []

    def things(self, within: QAccessibleInterface | None = None) -> Iterator[QAccessibleInterface]:
        """All that is to be seen, in the order of the tree."""
        root = within or QAccessible.queryAccessibleInterface(self.desk.frame)
        for place in range(root.childCount()):
            child = root.child(place)
            if child is not None and not child.state().invisible:
                yield child
                yield from self.things(child)

    def press(self, thing: QAccessibleInterface) -> None:
        actions = thing.actionInterface()
        assert actions is not None
        assert "Press" in actions.actionNames(), name_of(thing)
        self.pressed.append(name_of(thing))
        actions.doAction("Press")
        QTest.qWait(HELD_DOWN)
        self.desk.settle()

    def step(self) -> None:
        """Fill in what is asked in words, else answer what is asked on keys, else accept, else record."""
        things = [thing for thing in self.things() if not thing.state().disabled]
        fields = [each for each in things if each.role() == QAccessible.Role.EditableText and each.state().focused]
        answers = [thing for thing in things if ANSWER.match(description_of(thing))]
        buttons = [thing for thing in things if thing.actionInterface() is not None]
        accept = [thing for thing in buttons if name_of(thing).startswith("Accept: ")]
        record = [thing for thing in buttons if description_of(thing) == "key Ctrl+Enter"]
        if fields and record:
            fields[0].setText(QAccessible.Text.Value, "As the paper says")
            self.desk.settle()
            self.press(record[0])
        elif answers:
            group = self._asked(answers)
            told = [f"{name_of(each)} {ANSWER.sub('', description_of(each))}" for each in group]
            self.press(group[chosen_of(told)])
        elif accept:
            self.press(accept[0])
        else:
            self.press(record[0])

    def _asked(self, answers: list[QAccessibleInterface]) -> list[QAccessibleInterface]:
        """The answers of one question: those beside what has the focus, else the last that were put."""
        at = next((each for each in answers if each.state().focused), answers[-1])
        beside = at.parent().object()
        return [each for each in answers if each.parent().object() is beside]


ANSWER = re.compile(r"key \d\.? ?")
"""How the description of an answer begins."""


def name_of(thing: QAccessibleInterface) -> str:
    return thing.text(QAccessible.Text.Name)


def description_of(thing: QAccessibleInterface) -> str:
    return thing.text(QAccessible.Text.Description)


@pytest.mark.long
def test_a_tool_with_the_accessibility_interface_alone_does_ten_envelopes_to_the_end(desk, ten):
    for number in ten:
        tool = Tool(desk)
        desk.open(number)
        for __ in range(MOST_STEPS):
            if desk.state(number).determination is not None:
                break
            tool.step()
        assert desk.state(number).determination is not None, (number, tool.pressed[-6:])
    assert len({desk.state(number).outcome for number in ten}) >= 3


def test_what_is_accepted_and_what_comes_of_it_are_heard(desk, practice_case):
    number = next(sheet.number for sheet in cases.pristine_sheets(practice_case) if cases.without_id(sheet))
    reader = Reader(desk)
    desk.open(number)
    papers = reader.here()
    assert papers.startswith("Accept: Papers. key Enter. Oath: signed")
    assert "Identification: not shown" in papers
    desk.keys("Enter", "Enter")
    outcome = reader.here()
    assert outcome.startswith("Held until Fri Nov 6, 5:00 p.m.")
    rows = [
        reader._said(row)
        for row in desk.view.findChildren(QWidget)
        if type(row).__name__ == "CardHead" and row.isVisible()
    ]
    assert any("Identification: not shown" in each for each in rows)


def voted_in_advance(sheet) -> bool:
    """Whose files say so, all else being plain."""
    known = sheet.known.get("voted_already")
    others = all(
        line.state == "known"
        for card in cases.cards_of(sheet)
        for line in card.lines
        if line.fact != "voted_already" and card.id in ("papers", "voter")
    )
    return known is not None and known.answer.value == "advance_vote" and others


def test_an_advance_vote_takes_four_keys(desk, practice_case):
    """What the other kinds take is pressed in the real window, by tests/walks/test_kinds.py."""
    number = next(sheet.number for sheet in cases.pristine_sheets(practice_case) if voted_in_advance(sheet))
    desk.open(number)
    desk.keys("Enter", "Enter", "5", "Ctrl+Enter")
    assert desk.state(number).outcome == "not_counted"
    assert desk.presenter.screen.number != number
