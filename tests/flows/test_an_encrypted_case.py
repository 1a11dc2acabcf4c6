"""An encrypted case in the window: its passphrase is asked for, said to be wrong, and changed in Setup."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.office import Office
from adjudicator.people.passphrases import passphrase_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import WorldError
from tests.flows.hands import Hands
from tests.flows.practice_case import DEFINITION

pytest.importorskip("sqlcipher3")

WORDS, OTHER = "seven quiet herons over the marsh", "four shy herons over the marsh"
PASSWORD = "seven lamps on the stairs"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys cost nothing here."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """An encrypted live case with an administrator."""
    case = tmp_path / "gwinnett.case"
    made = Office.create(case, DEFINITION.read_bytes(), DEFINITION.name, passphrase=passphrase_of(WORDS))
    assert isinstance(made, Office)
    made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator", "clerk"})), PASSWORD)
    made.close()
    return case


def test_an_encrypted_case_is_opened_worked_on_and_put_under_another_passphrase(encrypted: Path, sit_down):
    hands = sit_down(encrypted)
    nothing_is_shown_before_the_passphrase(hands)
    a_wrong_passphrase_is_said_in_place(hands)
    the_right_one_opens_the_case(hands)
    setup_says_so_and_takes_another(hands)
    with pytest.raises(WorldError):
        Office.open(encrypted, passphrase=passphrase_of(WORDS))
    decrypted_it_is_plain(hands, encrypted)


def test_whoever_does_not_know_the_passphrase_goes_back_to_the_start(encrypted: Path, sit_down):
    hands = sit_down(encrypted)
    hands.press("Escape").sees("Open a case", "Practise").sees_not("This case is encrypted")


def nothing_is_shown_before_the_passphrase(hands: Hands) -> None:
    hands.sees("This case is encrypted", "gwinnett.case").sees_not("Gwinnett County", "Ada Marsh")


def a_wrong_passphrase_is_said_in_place(hands: Hands) -> None:
    hands.press("Enter").sees("Write the passphrase of the case.")
    hands.write(OTHER).press("Enter").sees("This passphrase does not open gwinnett.case, or it is not a file of this")
    hands.sees_not(OTHER, "Gwinnett County")


def the_right_one_opens_the_case(hands: Hands) -> None:
    hands.write(WORDS).press("Enter").sees("Gwinnett County", "Sign in").sees_not("This case is encrypted")
    hands.sign_in("ada", PASSWORD)


def setup_says_so_and_takes_another(hands: Hands) -> None:
    hands.desk("Setup").press(*["Ctrl+PgDown"] * 7).sees(
        "The case file is encrypted", "Whoever loses it loses the file"
    )
    hands.write(OTHER).press("Enter").write(WORDS).press("Enter")
    hands.sees("The two passphrases differ.").rewrite(OTHER).press("Enter")
    hands.sees("The case file has another passphrase", "Ada Marsh").sees_not(OTHER, WORDS)


def decrypted_it_is_plain(hands: Hands, case: Path) -> None:
    hands.tab_to("Decrypt the file").press("Space").sees("The case file is not encrypted", "Encrypt the file")
    assert not is_encrypted(case)
    hands.desk("Record").sees("Ada Marsh decrypted the case file")
