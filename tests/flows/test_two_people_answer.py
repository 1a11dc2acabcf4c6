"""A live case made in the window: its recovery key is shown once, each person makes a key, two answer for everybody."""

from __future__ import annotations

import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office.behind.room import Done
from adjudicator.office.behind.time.clock import machine_salts, seeded_clock
from adjudicator.office.office import TimeAndChance
from adjudicator.records.trouble import Refusal
from adjudicator.roll import build_roll
from tests.flows.hands import Hands
from tests.flows.practice_case import AFTER_THE_ELECTION
from tests.office.conftest import definition_bytes, envelope, receive_other_votes, roll_text
from ui.frame import PRODUCT
from ui.kit.file_dialog import FileDialog

PASSWORD, HANDED_OVER = "seven lamps on the stairs", "a kettle beside the window"
LATER = timedelta(minutes=20)
"""After what was done at the first window: neither clock stands before the newest entry by more than two minutes."""


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the file dialog answers, one after another: it is not the program's to test."""
    queue: list[Path] = []
    for name in ("file", "new_file"):
        monkeypatch.setattr(FileDialog, name, lambda *_, **__: str(queue.pop(0)))
    return queue


def test_a_live_case_in_which_two_people_answer_for_every_account(
    sit_down, answers: list[Path], tmp_path: Path
) -> None:
    case = tmp_path / "county.case"
    hands = sit_down(None)
    the_case_is_made(hands, answers, tmp_path, case)
    words = the_words_are_shown_once_and_the_sheet_is_saved(hands, answers, tmp_path)
    the_first_administrator_sees_the_words_of_their_key(hands, words)
    add(hands, "Ben Okafor", "Administrator", "Supervisor")
    hands.sign_out()
    first_sign_in(hands, "bokafor", "Ben Okafor")
    add(hands, "Cleo Park", "Supervisor")
    add(hands, "Dana Ruiz", "Clerk", "Reviewer", "Board secretary")
    hands.sign_out()
    first_sign_in(hands, "druiz", "Dana Ruiz").sign_out()
    first_sign_in(hands, "cpark", "Cleo Park")
    whoever_owes_their_account_to_the_same_person_cannot_confirm(hands)
    confirm(hands, "Ben Okafor")
    two_people_are_demanded(hands)
    the_ballot_is_determined(case, tmp_path)
    nothing_is_approved_that_rests_on_one_person(hands)
    sign_in(hands, "amarsh")
    confirm(hands, "Cleo Park")
    confirm(hands, "Dana Ruiz")
    the_batch_is_approved(hands)
    the_board_votes_before_it_is_released(hands)
    report = verify(case)
    assert [str(each) for each in report.verdicts][:2] == ["Nothing was changed: OK", "Who did it: OK"]


def the_case_is_made(hands: Hands, answers: list[Path], folder: Path, case: Path) -> None:
    definition = folder / "small.json"
    definition.write_bytes(definition_bytes())
    answers += [definition, case]
    hands.press("2").tab_to("Choose a file").press("Space").tab_to("Choose a place").press("Space")
    hands.tab_to("I have read where this pack differs").press("Space").tab_to("Encrypt the file").press("Down", "Enter")
    hands.tab_to("Make the case").press("Space").sees("The recovery key of this case")


def the_words_are_shown_once_and_the_sheet_is_saved(hands: Hands, answers: list[Path], folder: Path) -> list[str]:
    numbered = [line for line in hands.lines if line.endswith(".") and line[:-1].isdigit()]
    assert numbered == [f"{place}." for place in range(1, 25)]
    words = [said.split()[1] for said in hands.focus.accessibleDescription().split(", ")]
    assert len(words) == 24
    hands.sees(*words)
    assert hands.frame.windowTitle() == PRODUCT
    sheet = folder / "recovery.pdf"
    answers.append(sheet)
    hands.tab_to("Save a sheet to print").press("Space").sees("The sheet is saved as recovery.pdf")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    answers.append(sheet)
    hands.press("Space").sees("recovery.pdf is already there, and is never overwritten")
    hands.sees("I have written them down").tab_to("I have written them down").press("Space")
    hands.tab_to("Make and open the case").press("Space").sees("Make the first administrator").sees_not("recovery key")
    return words


def the_first_administrator_sees_the_words_of_their_key(hands: Hands, recovery: list[str]) -> None:
    hands.write("Ada Marsh").press("Enter", "Enter").write(PASSWORD).press("Enter").write(PASSWORD).press("Enter")
    hands.sees("Ada Marsh", "Your key: ", "It was made now, on this computer. Only you have it.")
    shown = next(line for line in hands.lines if line.startswith("Your key: "))
    assert len(shown.split()) == 8
    assert not set(recovery).issubset(shown.split())
    hands.desk("Setup").sees_not("Your key: ").from_menu("Your key: ").sees(shown)


def add(hands: Hands, name: str, *roles: str) -> None:
    hands.desk("Setup").tab_to("Add a person").press("Space").write(name).press("Enter", "Enter")
    hands.write(HANDED_OVER).press("Enter").write(HANDED_OVER)
    for role in roles:
        hands.tab_to(role).press("Space")
    hands.tab_to("Add").press("Space").sees(name, "Has not signed in yet")


def first_sign_in(hands: Hands, short_name: str, name: str) -> Hands:
    hands.write(short_name).press("Enter").write(HANDED_OVER).press("Enter").sees("Choose a password of your own")
    hands.write(PASSWORD).press("Enter").write(PASSWORD).press("Enter")
    return hands.sees(name, "Your key: ", "It was made now, on this computer.", "asks you for these words")


def sign_in(hands: Hands, short_name: str) -> Hands:
    return hands.sign_out().sign_in(short_name, PASSWORD).sees("Your key: ").sees_not("It was made now")


def whoever_owes_their_account_to_the_same_person_cannot_confirm(hands: Hands) -> None:
    opened(hands, "Dana Ruiz").sees("Given by one person alone: the account by Ben Okafor.")
    hands.sees("It takes a person who does not owe their account to them.").sees_not("Confirm...")


def opened(hands: Hands, name: str) -> Hands:
    people_of(hands).press("/", "Ctrl+A", "Delete").waits(lambda: "1 shown" not in hands.words)
    hands.write(name).waits_for("4 people, 1 shown").press("Enter", "Enter")
    return hands.sees("Short name")


def people_of(hands: Hands) -> Hands:
    """The tab People of Setup, wherever a person begins there."""
    hands.desk("Setup")
    while "Two people for every account" not in hands.words:
        hands.press("Ctrl+PgUp")
    return hands


def confirm(hands: Hands, name: str) -> None:
    opened(hands, name).tab_to("Confirm...").press("Space").sees(f"Confirm what {name} was given", "read out the words")
    hands.tab_to("The words match").press("Space").sees(f"Two people answer for what {name} was given")
    opened(hands, name).sees_not("Given by one person alone")


def two_people_are_demanded(hands: Hands) -> None:
    hands.sees("Two people for every account: not required").tab_to("Propose to require it").press("Space")
    hands.sees("Cleo Park proposes to require it.", "Another administrator or supervisor has to agree.")
    hands.sees_not("Agree")
    sign_in(hands, "amarsh")
    people_of(hands).sees("Cleo Park proposes to require it.").tab_to("Agree").press("Space")
    hands.sees("Two people for every account: required")


def the_ballot_is_determined(case: Path, folder: Path) -> None:
    """A clerk's and the reviewer's part, at another window."""
    chance = TimeAndChance(seeded_clock(AFTER_THE_ELECTION + LATER), machine_salts)
    (folder / "voters.csv").write_text(roll_text(), encoding="utf-8")
    assert not isinstance(build_roll(folder / "voters.csv", folder / "small.roll"), list)
    with closing(Office.open(case, chance=chance)) as office:
        assert not isinstance(office.people.sign_in("druiz", PASSWORD), Refusal)
        assert isinstance(office.receive.attach_roll(folder / "small.roll"), Done)
        receive_other_votes(office, folder)
        assert isinstance(office.receive.receive_one(envelope("0001")), Done)
        for _ in range(2):
            sheet = sheet_of(office)
            card = current_card(cards_of(sheet))
            assert card is not None
            assert isinstance(office.review.accept(sheet, card), Done)
        assert isinstance(office.review.record(sheet_of(office)), Done)
        assert isinstance(office.batches.close(), Done)
        office.people.sign_out()


def sheet_of(office: Office) -> Sheet:
    sheet = office.review.sheet("0001")
    assert isinstance(sheet, Sheet)
    return sheet


def nothing_is_approved_that_rests_on_one_person(hands: Hands) -> None:
    sign_in(hands, "bokafor").desk("Overview")
    hands.waits_for("1 determination or approval rests on an account, role or key that one person alone gave")
    hands.desk("Batches").tab_to("List of batches").press("Enter").sees("Batch B0001")
    hands.sees("1 of 1 determination rests on what one person alone gave", "this case demands two").sees_not(
        "Approve 1"
    )


def the_batch_is_approved(hands: Hands) -> None:
    sign_in(hands, "bokafor").desk("Overview").sees_not("one person alone gave")
    hands.desk("Batches").tab_to("List of batches").press("Enter").sees("Approve 1 envelope")
    hands.look_through().press("Ctrl+Enter")
    hands.sees("1 envelope approved").desk("Release").sees("1 more envelope is approved and waits for the board's vote")
    hands.sees_not("Write release R0001", "one person alone gave")


def the_board_votes_before_it_is_released(hands: Hands) -> None:
    hands.desk("Board").press("L").waits_for("looked up in the newest lists").press("D").waits_for(
        "Docket D0001 is drawn"
    )
    sign_in(hands, "druiz").desk("Board").press("V").tab_to("Motion number").write("2020-12")
    hands.tab_to("For").write("4").press("Ctrl+Enter").sees("Motion 2020-12: 4 for, 0 against, 0 abstained: carried")
    sign_in(hands, "bokafor").desk("Release").sees("Write release R0001").sees_not("one person alone gave")
