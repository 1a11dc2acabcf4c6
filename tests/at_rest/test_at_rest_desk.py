"""An administrator puts the case file under a passphrase: an act like every other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.at_rest import presence
from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.office import Office
from adjudicator.office.behind.room import Done
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from tests.office.conftest import PASSWORD, definition_bytes, envelope

from .conftest import WORDS

pytest.importorskip("sqlcipher3")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A plain case with an administrator who is signed in."""
    monkeypatch.setattr(presence, "PATIENCE", 0.0)
    made = Office.create(tmp_path / "a.case", definition_bytes(), "def.json")
    assert isinstance(made, Office)
    made.people.add(Person("admin", "Ann Admin", frozenset({"administrator", "clerk"})), PASSWORD)
    made.people.sign_in("admin", PASSWORD)
    yield made
    made.close()


def last_words(office: Office) -> str:
    return office.record.lines(limit=1)[0].words


def test_work_goes_on_under_each_passphrase_and_the_record_tells_of_it(office: Office) -> None:
    heard: list[str] = []
    office.listen(lambda entries: heard.extend(entry.kind for entry in entries))
    assert isinstance(office.at_rest.change(WORDS), Done)
    assert office.at_rest.is_encrypted
    assert last_words(office) == "Ann Admin encrypted the case file"
    assert not isinstance(office.receive.receive_one(envelope("0001")), Refusal)
    assert isinstance(office.at_rest.change("four shy herons over the marsh"), Done)
    assert last_words(office) == "Ann Admin changed the passphrase of the case file"
    assert isinstance(office.at_rest.remove(), Done)
    assert last_words(office) == "Ann Admin decrypted the case file: anyone who has it can read it"
    assert not is_encrypted(office.path)
    assert office.record.verifying("deep")(lambda _done, _of: None).findings == ()
    assert heard.count("passphrase.changed") == 3


def test_the_new_passphrase_alone_opens_the_file(office: Office) -> None:
    office.at_rest.change(WORDS)
    with pytest.raises(WorldError, match="encrypted"):
        Office.open(office.path)
    Office.open(office.path, passphrase=passphrase_of(WORDS)).close()


def test_a_weak_passphrase_and_one_too_many_removals_are_refused(office: Office) -> None:
    weak, plain = office.at_rest.change("short"), office.at_rest.remove()
    assert isinstance(weak, Refusal)
    assert weak.words.startswith("A passphrase has at least 12 characters")
    assert isinstance(plain, Refusal)
    assert plain.words == "The case file is not encrypted."


def test_beside_another_window_nothing_happens_and_work_goes_on(office: Office) -> None:
    other = Office.open(office.path)
    with pytest.raises(WorldError, match="Close all others"):
        office.at_rest.change(WORDS)
    other.close()
    assert not office.at_rest.is_encrypted
    assert office.people.signed_in is not None
    assert not isinstance(office.receive.receive_one(envelope("0001")), Refusal)
    assert isinstance(office.at_rest.change(WORDS), Done)
