"""A password is changed, a key given anew; a screen is locked and comes back as it was; a shift ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.flows.hands import Hands, settle
from tests.flows.practice_case import AFTER_THE_ELECTION, DEFINITION, PASSWORDS, REVIEWER, SUPERVISOR, Practice
from ui.kit.window.frame import Frame
from ui.shell.window import Window

ADMINISTRATOR, CLERK = ("amarsh", "seven lamps on the stairs"), ("bokafor", "a kettle beside the window")
HANDED_OVER, OWN = "first words on paper", "old maps of the river"
HALF_TYPED = "The street list of"


class Clock:
    """A clock in the test's hands, for the office and for how long nobody has touched anything."""

    def __init__(self) -> None:
        self.moment, self.seconds = AFTER_THE_ELECTION, 0.0

    def __call__(self):
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def go_on(self, **time: float) -> None:
        self.moment += timedelta(**time)
        self.seconds += timedelta(**time).total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seated(qtbot, clock: Clock):
    """The real window on a case, with that clock; closed again at the end."""
    windows: list[Window] = []

    def open_on(case: Path) -> tuple[Hands, Window]:
        frame = Frame()
        window = Window(frame, DEFINITION, TimeAndChance(clock, machine_salts))
        window.sitting.seconds = lambda: clock.seconds
        with qtbot.waitActive(frame):
            frame.show()
        window.start(case)
        windows.append(window)
        settle()
        return Hands(frame), window

    yield open_on
    for window in windows:
        window.frame.close()


@pytest.fixture
def live(tmp_path: Path, clock: Clock) -> Path:
    """A live case with an administrator and a clerk, who has chosen a password."""
    case = tmp_path / "gwinnett.case"
    made = Office.create(case, DEFINITION.read_bytes(), DEFINITION.name, chance=TimeAndChance(clock, machine_salts))
    assert isinstance(made, Office)
    people = made.people
    first = Person(ADMINISTRATOR[0], "Ada Marsh", frozenset({"administrator"}))
    assert not isinstance(people.add(first, ADMINISTRATOR[1]), Refusal)
    people.sign_in(*ADMINISTRATOR)
    assert not isinstance(people.add(Person(CLERK[0], "Ben Okafor", frozenset({"clerk"})), HANDED_OVER), Refusal)
    assert not isinstance(people.sign_in(CLERK[0], HANDED_OVER, CLERK[1]), Refusal)
    people.sign_out()
    made.close()
    return case


def test_a_password_is_changed_and_the_old_one_opens_nothing(live: Path, seated) -> None:
    hands, _ = seated(live)
    hands.sign_in(*CLERK).sees("Ben Okafor", "Received 0.").from_menu("Change password")
    hands.sees("Change your password", "At least 12 characters.", "Your key for signing stays the same")
    hands.write("not the old one").press("Enter").write(OWN).press("Enter").write(OWN).press("Enter")
    hands.sees("The old password does not fit.").write(CLERK[1]).press("Enter", "Enter", "Enter")
    hands.sees("Your password is changed", "Received 0.").sees_not("Change your password")
    hands.sign_out().sign_in(*CLERK).sees("Name and password do not fit.").write(OWN).press("Enter")
    hands.sees("Ben Okafor", "Received 0.")


def test_who_lost_the_password_gets_a_new_key_and_chooses_a_password_of_their_own(live: Path, seated) -> None:
    hands, _ = seated(live)
    hands.sign_in(CLERK[0], "no idea any more").sees("Name and password do not fit.")
    hands.press("Shift+Tab", "Shift+Tab").rewrite(ADMINISTRATOR[0]).press("Enter").write(ADMINISTRATOR[1]).press(
        "Enter"
    )
    hands.desk("Setup").sees("2 people").press("/").rewrite("Okafor")
    hands.waits(lambda: "amarsh" not in hands.words).press("Enter", "Enter")
    hands.sees("Signing in failed once since it last succeeded").tab_to("New key").press("Space")
    hands.sees("New key for Ben Okafor", "what it signed stays valid").write(HANDED_OVER).press("Enter")
    hands.write(HANDED_OVER).press("Enter").sees("Ben Okafor has a new key. Hand the password over in person")
    hands.sees("Has to choose a new password").sign_out()
    hands.sign_in(*CLERK).sees("Name and password do not fit.").write(HANDED_OVER).press("Enter")
    hands.sees("Choose a password of your own").write(OWN).press("Enter").write(OWN).press("Enter")
    hands.sees("Ben Okafor", "Received 0.")


def test_esc_leaves_the_password_as_it_is_and_the_desk_as_it_was(live: Path, seated) -> None:
    hands, _ = seated(live)
    hands.sign_in(*CLERK).from_menu("Change password").sees("Change your password")
    hands.press("Esc").sees("Received 0.").sees_not("Change your password")
    hands.sign_out().sign_in(*CLERK).sees("Received 0.")


def test_an_idle_screen_is_locked_and_comes_back_with_what_was_half_typed(practice: Practice, seated, clock) -> None:
    hands, window = seated(practice.case)
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).sees("Envelope 0001")
    hands.press("R").write(HALF_TYPED).sees("Refer")
    at, shown = hands.focus, set(hands.lines)
    the_mouse_keeps_it_open(window, clock)
    clock.go_on(minutes=10)
    window.sitting.look()
    hands.sees("The screen is locked", "Rosa Whitfield", "Reviewer", "Sign in as someone else")
    assert set(hands.lines) & shown <= {"Rosa Whitfield", "Clerk, Reviewer"}
    assert "Whitfield" not in window.frame.windowTitle()
    no_key_reaches_what_is_under_it(hands, window)
    hands.write("not the password").press("Enter").sees("The password does not fit.")
    hands.write(PASSWORDS[REVIEWER]).press("Enter").sees("Envelope 0001").sees_not("The screen is locked")
    assert hands.focus is at
    hands.write(" October").press("Ctrl+Enter").sees("Envelope 0001")


def the_mouse_keeps_it_open(window: Window, clock: Clock) -> None:
    for _ in range(3):
        clock.go_on(minutes=9)
        QTest.mouseMove(window.frame.windowHandle())
        QTest.keyClick(window.frame.windowHandle(), Qt.Key.Key_Shift)
        window.sitting.look()
        assert not window.frame.covered


def no_key_reaches_what_is_under_it(hands: Hands, window: Window) -> None:
    before = window.frame.screen_drawn
    hands.press("Ctrl+1", "F10", "F9", "Ctrl+Enter").sees("The screen is locked")
    assert window.frame.screen_drawn.current == before.current


def test_ctrl_l_locks_at_once_and_somebody_else_may_sign_in(practice: Practice, seated) -> None:
    hands, _ = seated(practice.case)
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).press("Ctrl+L").sees("The screen is locked", "Rosa Whitfield")
    hands.tab_to("Sign in as someone else").press("Space").sees("People to practice as")
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).sees("June Bellamy").sees_not("The screen is locked")


def test_five_wrong_passwords_at_the_lock_have_to_wait(practice: Practice, seated, clock: Clock) -> None:
    hands, _ = seated(practice.case)
    hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]).press("Ctrl+L")
    for _ in range(5):
        hands.write("not the password").press("Enter")
    hands.write(PASSWORDS[REVIEWER]).press("Enter").sees("Too many tries. Try again at")
    clock.go_on(minutes=1, seconds=1)
    hands.write(PASSWORDS[REVIEWER]).press("Enter").sees("Envelope 0001")


def test_long_work_goes_on_under_the_lock_and_keeps_the_key_until_it_is_done(practice: Practice, seated) -> None:
    hands, window = seated(practice.case)
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
    begun, done = [], []
    window.run(lambda _: begun.append("work") or "result", done.append, window.world)
    hands.press("Ctrl+L").sees("The screen is locked").waits(lambda: not window.busy)
    assert done == ["result"]
    window.sitting.look()
    assert window._office is not None
    assert window._office.sittings.locked


def test_a_shift_ends_with_a_word_before_it_and_another_may_begin(live: Path, seated, clock: Clock) -> None:
    hands, window = seated(live)
    hands.sign_in(*ADMINISTRATOR)
    assert window._office is not None
    assert not isinstance(window._office.sittings.change(10, ["17:00"]), Refusal)
    hands.sign_out().sign_in(*CLERK).sees("Ben Okafor").sees_not("Your shift ends")
    left = window._office.sittings.ends_at() - window._office.now()
    clock.go_on(seconds=left.total_seconds() - 540)
    window.sitting.touched()
    window.sitting.look()
    hands.sees("Your shift ends at 5:00 p.m., in 8 minutes")
    clock.go_on(minutes=9)
    window.sitting.look()
    hands.sees("The shift ended at 5:00 p.m., and you were signed out.", "Sign in again to begin another shift.")
    hands.sign_in(*CLERK).sees("Ben Okafor").sees_not("Your shift ends", "The shift ended")


def test_what_was_half_typed_when_the_shift_ended_is_there_after_signing_in_again(
    practice: Practice, seated, clock: Clock
) -> None:
    hands, window = seated(practice.case)
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).desk("Setup")
    the_end_of_shifts_is_set(hands)
    hands.sign_out().sign_in(REVIEWER, PASSWORDS[REVIEWER]).press("R").write(HALF_TYPED)
    clock.go_on(hours=9)
    window.sitting.look()
    hands.sees("The shift ended at 5:00 p.m.").sign_in(REVIEWER, PASSWORDS[REVIEWER])
    hands.sees("Envelope 0001", HALF_TYPED)


def the_end_of_shifts_is_set(hands: Hands) -> None:
    hands.press("Ctrl+PgUp", "Ctrl+PgUp").sees("Minutes until an idle screen is locked").rewrite("30").press("Enter")
    hands.write("soon").press("Enter").sees("is not a time of day").rewrite("5 pm").press("Enter")
    hands.sees("A screen is locked after 30 minutes. Shifts end at 5:00 p.m.")
