"""Case files under a passphrase: everything that works on a plain one, and nothing for a thief."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.at_rest.passphrase import PAGE_BYTES, Passphrase, is_encrypted
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.backup import copy_case
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.office import Office
from adjudicator.records.trouble import WorldError
from adjudicator.roll import Roll, RollQuery, build_roll
from tests.log.conftest import Pen, SigningLog, begin
from tests.office.conftest import definition_bytes, roll_text

pytest.importorskip("sqlcipher3")


@pytest.fixture
def case(tmp_path: Path, right: Passphrase, pen: Pen) -> Path:
    """An encrypted case file with two envelopes."""
    path = tmp_path / "a.case"
    with begin(path, pen, right) as log:
        log.append([pen.received("0001", "Delgado"), pen.received("0002", "Nguyen")])
    return path


def test_what_is_recorded_is_read_again_and_verifies(case: Path, right: Passphrase, pen: Pen) -> None:
    with SigningLog.open(case, passphrase=right) as log:
        log.append([pen.received("0003", "Okafor")])
        with log.reader() as beside:
            assert beside.state(EnvelopeState, "0003") is not None
            assert [row.number for row in beside.search_envelopes("okaf")] == ["0003"]
    assert verify(case, passphrase=right).findings == ()
    assert is_encrypted(case)


def test_a_spilled_shelf_of_verify_stays_in_memory(
    case: Path, right: Passphrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RebuiltShelf, "most", 1)
    names: list[str] = []
    whole = RebuiltShelf.__init__

    def told(shelf: RebuiltShelf, in_memory: bool = False) -> None:
        whole(shelf, in_memory)
        names.append("memory" if in_memory else "disk")

    monkeypatch.setattr(RebuiltShelf, "__init__", told)
    assert verify(case, passphrase=right).findings == ()
    assert names == ["memory"]


def test_a_flipped_byte_in_any_page_is_named_or_the_file_is_refused(case: Path, right: Passphrase) -> None:
    content = case.read_bytes()
    for page in range(len(content) // PAGE_BYTES):
        at = page * PAGE_BYTES + (page * 997 + 5) % PAGE_BYTES
        case.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert said_of(case, right) in ("damaged", "file.damaged" if page else "wrong_passphrase"), page


def said_of(case: Path, passphrase: Passphrase) -> str:
    """The first finding of verify, or with which code the file is refused."""
    try:
        findings = verify(case, passphrase=passphrase).findings
    except WorldError as error:
        return error.code
    return findings[0].id if findings else ""


def test_a_copy_is_encrypted_under_the_same_passphrase(case: Path, right: Passphrase, tmp_path: Path) -> None:
    with CaseLog.open(case, passphrase=right) as log:
        copied = copy_case(case, tmp_path / "copy.case", "deep", passphrase=right)
        assert copied == log.head()
    assert is_encrypted(tmp_path / "copy.case")
    with pytest.raises(WorldError, match="encrypted"):
        CaseLog.open(tmp_path / "copy.case")


def test_no_copy_is_made_without_the_passphrase(case: Path, other: Passphrase, tmp_path: Path) -> None:
    for passphrase in (None, other):
        with pytest.raises(WorldError):
            copy_case(case, tmp_path / "copy.case", "standard", passphrase=passphrase)
    assert [path.name for path in tmp_path.iterdir()] == ["a.case"]


def test_an_observers_copy_is_plain_and_verifies(case: Path, right: Passphrase, tmp_path: Path) -> None:
    copy_for_observers(case, tmp_path / "public.case", right)
    assert not is_encrypted(tmp_path / "public.case")
    assert verify(tmp_path / "public.case").findings == ()


@pytest.fixture
def voters(tmp_path: Path) -> Path:
    """The state's list of the small election."""
    path = tmp_path / "voters.csv"
    path.write_text(roll_text(), encoding="utf-8")
    return path


def test_an_encrypted_roll_is_the_same_roll(voters: Path, tmp_path: Path, right: Passphrase) -> None:
    plain, hidden = (
        build_roll(voters, tmp_path / "plain.roll"),
        build_roll(voters, tmp_path / "a.roll", passphrase=right),
    )
    assert plain == hidden
    assert is_encrypted(tmp_path / "a.roll")
    with Roll.open(tmp_path / "a.roll", right) as roll:
        (found, *_) = roll.find(RollQuery(words="delgado 1974"))
        assert found.elector.registration_number == "00000001"


def test_an_encrypted_roll_is_built_again_only_with_its_passphrase(
    voters: Path, tmp_path: Path, right: Passphrase, other: Passphrase
) -> None:
    out = tmp_path / "a.roll"
    build_roll(voters, out, passphrase=right)
    before = out.read_bytes()
    for passphrase in (None, other):
        with pytest.raises(WorldError):
            build_roll(voters, out, passphrase=passphrase)
    assert out.read_bytes() == before
    assert not isinstance(build_roll(voters, out, passphrase=right), list)


def office_of(tmp_path: Path, passphrase: Passphrase | None) -> Office:
    """A new case on the small election."""
    made = Office.create(tmp_path / "a.case", definition_bytes(), "def.json", passphrase=passphrase)
    assert isinstance(made, Office)
    return made


def test_a_case_opens_a_roll_under_its_own_passphrase_again_by_itself(
    voters: Path, tmp_path: Path, right: Passphrase
) -> None:
    build_roll(voters, tmp_path / "a.roll", passphrase=right)
    office = office_of(tmp_path, right)
    office.receive.attach_roll(tmp_path / "a.roll")
    assert "is not encrypted" not in str(office.receive.roll_problems())
    office.close()
    again = Office.open(tmp_path / "a.case", passphrase=right)
    assert again.roll is not None
    assert "is not encrypted" not in str(again.receive.roll_problems())
    assert is_encrypted(tmp_path / "a.roll")
    again.close()


@pytest.mark.parametrize("of_case", ["right", None])
def test_a_roll_under_another_passphrase_is_not_attached(
    voters: Path, tmp_path: Path, right: Passphrase, other: Passphrase, of_case: str | None
) -> None:
    build_roll(voters, tmp_path / "a.roll", passphrase=other)
    office = office_of(tmp_path, right if of_case else None)
    with pytest.raises(WorldError, match="Build it again from the state's list under the passphrase of the case"):
        office.receive.attach_roll(tmp_path / "a.roll")
    office.close()


def test_a_plain_roll_of_an_encrypted_case_is_a_warning(voters: Path, tmp_path: Path, right: Passphrase) -> None:
    build_roll(voters, tmp_path / "a.roll")
    office = office_of(tmp_path, right)
    office.receive.attach_roll(tmp_path / "a.roll")
    (first, *_) = office.receive.roll_problems()
    assert first.warning
    assert "is not encrypted, though the case is" in str(first)
    office.close()
