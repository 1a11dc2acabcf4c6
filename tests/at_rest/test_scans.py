"""Scans that come with a list of an encrypted case are kept encrypted beside it, and seen in Review."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.cli.main import run
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies import backup as copies
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.copies.scans import ScanFile, scans_of
from adjudicator.office import Office
from adjudicator.office.behind.station import NO_STATION
from adjudicator.office.desks import backups as backup_desk
from adjudicator.office.desks.record import verifying_all
from adjudicator.office.restoring import back_up, restore
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from tests.desks.setup_cases import Shell
from tests.eyes import look_as
from tests.office.conftest import PASSWORD, definition_bytes
from ui.desks.receive.files import KEEPING
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.record.presenter import RecordPresenter
from ui.parts import Working

from .conftest import WORDS

pytest.importorskip("sqlcipher3")

LIST = "envelope_number,stream,place,image\n0001,election_day,School 001,front.png; back.png\n0002,election_day,School 001,\n"
FRONT, BACK, OTHER = b"front of the envelope", b"back of the envelope", "four shy herons over the marsh"


def office_of(tmp_path: Path, words: str) -> Office:
    """A case with a clerk signed in, encrypted where there are words; beside it a list with scans."""
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "envelopes.csv").write_text(LIST, encoding="utf-8")
    for name, content in (("front.png", FRONT), ("back.png", BACK)):
        (tmp_path / "list" / name).write_bytes(content)
    passphrase = passphrase_of(words) if words else None
    made = Office.create(tmp_path / "a.case", definition_bytes(), "def.json", passphrase=passphrase)
    assert isinstance(made, Office)
    made.people.add(Person("admin", "Ann Admin", frozenset({"administrator", "clerk"})), PASSWORD)
    made.people.sign_in("admin", PASSWORD)
    preview = made.receive.preview("envelope_list", tmp_path / "list" / "envelopes.csv")
    assert not isinstance(made.receive.receive(preview), Refusal)
    assert made.receive.keeps_scans_of(preview) is bool(words)
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An encrypted case that has received the list."""
    made = office_of(tmp_path, WORDS)
    yield made
    made.close()


def seen(office: Office, number: str = "0001") -> dict[str, bytes]:
    return {name: read() for name, read in office.receive.kept_scans(number).items()}


def test_the_originals_can_be_removed(office: Office, tmp_path: Path) -> None:
    for name in ("front.png", "back.png"):
        (tmp_path / "list" / name).unlink()
    assert seen(office) == {"front.png": FRONT, "back.png": BACK}


def test_no_scan_lies_in_the_clear(office: Office, tmp_path: Path) -> None:
    kept = scans_of(office.path)
    assert is_encrypted(kept)
    assert FRONT not in kept.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file() and "wal" not in path.name)[0] == "a.case"


def test_the_scans_follow_the_passphrase_of_the_case(office: Office) -> None:
    for words in (OTHER, WORDS):
        assert not isinstance(office.at_rest.change(words), Refusal)
        assert seen(office) == {"front.png": FRONT, "back.png": BACK}
    assert not isinstance(office.at_rest.remove(), Refusal)
    assert not is_encrypted(scans_of(office.path))
    assert seen(office) == {"front.png": FRONT, "back.png": BACK}


def test_where_the_case_stays_as_it_was_so_do_the_scans(office: Office) -> None:
    other = Office.open(office.path, passphrase=passphrase_of(WORDS))
    with pytest.raises(WorldError, match="open in another window"):
        office.at_rest.change(OTHER)
    other.close()
    assert seen(office) == {"front.png": FRONT, "back.png": BACK}


def listed_again(office: Office, folder: Path) -> Path:
    """Another list with two scans, that is not received yet."""
    folder.mkdir()
    (folder / "more.csv").write_text(LIST.replace("0001", "0003").replace("0002", "0004"), encoding="utf-8")
    for name, content in (("front.png", FRONT), ("back.png", BACK)):
        (folder / name).write_bytes(content)
    return folder / "more.csv"


def test_scans_that_are_not_taken_to_the_end_are_not_kept(office: Office, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    preview = office.receive.preview("envelope_list", listed_again(office, tmp_path / "more"))
    heard: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        heard.append((done, of))
        if done:
            raise StoppedError

    keep = office.receive.keeping_scans(preview)
    assert callable(keep)
    with pytest.raises(StoppedError):
        keep(progress)
    assert heard == [(0, 2), (1, 2)]
    assert not office.receive.keeps_scans_of(preview)


def test_the_receive_desk_keeps_scans_beside_the_window_and_then_receives(office: Office, tmp_path: Path) -> None:
    shell = Shell()
    presenter = ReceivePresenter(office, shell)
    presenter.choose(str(listed_again(office, tmp_path / "more")))
    shell.waits = True
    presenter.files.receive()
    assert presenter.screen.files.work == Working(KEEPING)
    presenter.files.receive()  # pressed twice
    assert office.overview.waiting().to_do == 2
    shell.work_on()
    assert office.overview.waiting().to_do == 4
    assert shell.told[-2:] == [(0, 2), (1, 2)]
    assert seen(office, "0003") == {"front.png": FRONT, "back.png": BACK}
    assert presenter.screen.files.work is None


def test_a_plain_case_leaves_scans_where_they_are(tmp_path: Path) -> None:
    made = office_of(tmp_path, "")
    assert seen(made) == {}
    assert made.receive.scans_folder("0001") == tmp_path / "list"
    assert not scans_of(made.path).exists()
    made.close()


def done(office: Office, shelf: Path) -> Path:
    """An automatic backup of the case."""
    shelf.mkdir(exist_ok=True)
    office.backups.choose(shelf)
    backup = office.backups.making()(lambda *_: None)
    assert backup.file is not None
    return backup.file


def test_a_backup_by_itself_is_encrypted_like_the_case_and_takes_the_scans_along(
    office: Office, tmp_path: Path
) -> None:
    backup = done(office, tmp_path / "shelf")
    beside = scans_of(backup)
    assert sorted(path.name for path in backup.parent.iterdir()) == sorted((backup.name, beside.name))
    assert is_encrypted(backup)
    assert is_encrypted(beside)
    for file in (backup, beside):
        with pytest.raises(WorldError, match="encrypted"):
            connect(file)
    with closing(Office.open(backup, passphrase=passphrase_of(WORDS))) as opened:
        look_as(opened, "admin")
        assert seen(opened) == {"front.png": FRONT, "back.png": BACK}


def test_what_is_restored_has_its_scans_again(office: Office, tmp_path: Path) -> None:
    backup, key = done(office, tmp_path / "shelf"), passphrase_of(WORDS)
    out = tmp_path / "again" / "b.case"
    out.parent.mkdir()
    restore(backup, out, passphrase=key)
    with closing(Office.open(out, passphrase=key)) as opened:
        look_as(opened, "admin")
        assert seen(opened) == {"front.png": FRONT, "back.png": BACK}


def test_the_backup_of_a_case_that_was_decrypted_has_its_scans_too(office: Office, tmp_path: Path) -> None:
    office.at_rest.remove()
    backup = done(office, tmp_path / "shelf")
    assert not is_encrypted(scans_of(backup))
    with closing(Office.open(backup)) as opened:
        look_as(opened, "admin")
        assert seen(opened) == {"front.png": FRONT, "back.png": BACK}


@pytest.mark.parametrize("damage", ["UPDATE content SET bytes = x'00'", "DELETE FROM content"])
def test_a_scan_that_is_not_the_one_kept_stops_backup_and_restore(office: Office, tmp_path: Path, damage: str) -> None:
    backup, key = done(office, tmp_path / "shelf"), passphrase_of(WORDS)
    for kept in (office.path, backup):
        with closing(connect(scans_of(kept), key)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(damage)
    (tmp_path / "other").mkdir()
    for copied in (
        lambda: back_up(office.path, tmp_path / "other" / "b.case", passphrase=key),
        lambda: restore(backup, tmp_path / "other" / "b.case", passphrase=key),
    ):
        with pytest.raises(WorldError, match="not the one that was kept"):
            copied()
        assert list((tmp_path / "other").iterdir()) == []
    scans_of(backup).unlink()
    restore(backup, tmp_path / "other" / "b.case", passphrase=key)


def test_scans_that_lie_there_already_are_never_replaced(office: Office, tmp_path: Path) -> None:
    taken = tmp_path / "b.scans"
    taken.write_bytes(b"of another case")
    with pytest.raises(WorldError, match=r"b\.scans is already there"):
        back_up(office.path, tmp_path / "b.case", passphrase=passphrase_of(WORDS))
    assert taken.read_bytes() == b"of another case"
    assert not (tmp_path / "b.case").exists()


def test_a_copy_that_does_not_verify_leaves_no_scans(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise WorldError("damaged", "The copy does not verify", "")

    monkeypatch.setattr(copies, "verified", fails)
    (tmp_path / "other").mkdir()
    with pytest.raises(WorldError, match="does not verify"):
        back_up(office.path, tmp_path / "other" / "b.case", passphrase=passphrase_of(WORDS))
    assert list((tmp_path / "other").iterdir()) == []


def test_a_backup_that_is_kept_no_longer_goes_with_its_scans(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_desk, "KEPT", 0)
    first, second = done(office, tmp_path / "shelf"), done(office, tmp_path / "shelf")
    assert not first.exists()
    assert not scans_of(first).exists()
    assert scans_of(second).exists()


def test_scans_are_given_to_nobody_who_is_not_signed_in(office: Office, tmp_path: Path) -> None:
    office.people.sign_out()
    assert seen(office) == {}
    assert office.receive.scans_folder("0001") == tmp_path


def test_a_view_in_the_place_of_the_scans_is_not_read(office: Office) -> None:
    with closing(connect(scans_of(office.path), passphrase_of(WORDS))) as raw:
        raw.executescript("PRAGMA legacy_alter_table = ON; ALTER TABLE scan RENAME TO kept;")
        raw.executescript("CREATE VIEW scan AS SELECT * FROM kept;")
    with pytest.raises(WorldError) as caught:
        ScanFile(office.path, passphrase_of(WORDS)).names("any")
    assert caught.value.code == "foreign_schema"
    assert seen(office) == {}


def test_a_table_that_sqlite_reads_in_the_place_of_its_own_keeps_scans_from_being_read(office: Office) -> None:
    with closing(connect(scans_of(office.path), passphrase_of(WORDS))) as raw:
        raw.execute("CREATE TABLE pragma_table_list (name)")
    with pytest.raises(WorldError, match="pragma_table_list"):
        ScanFile(office.path, passphrase_of(WORDS)).names("any")


def found_in(case: Path, passphrase: Passphrase | None = None) -> list[str]:
    with CaseLog.open(case, read_only=True, passphrase=passphrase) as log:
        return [str(finding) for finding in verifying_all(log, "deep", NO_STATION)(lambda *_: None).findings]


def test_a_copy_of_the_case_alone_misses_its_scans(office: Office, tmp_path: Path) -> None:
    office.close()
    (tmp_path / "copy").mkdir()
    copy = Path(shutil.copy(office.path, tmp_path / "copy" / "a.case"))
    for name in ("front.png", "back.png"):
        (tmp_path / "list" / name).unlink()
    assert found_in(office.path, passphrase_of(WORDS)) == []
    assert found_in(copy, passphrase_of(WORDS)) == [
        "error: scans.missing: scans: 2 of 2 scans that envelopes name are not there (envelopes 0001). "
        "Put a.scans of the newest backup beside the case."
    ]
    shutil.copy(scans_of(office.path), copy.parent)
    assert found_in(copy, passphrase_of(WORDS)) == []


def test_one_scan_that_was_taken_out_is_missed(office: Office, tmp_path: Path) -> None:
    office.close()
    (tmp_path / "list" / "back.png").unlink()
    with closing(connect(scans_of(office.path), passphrase_of(WORDS))) as connection:
        connection.execute("DELETE FROM scan WHERE name = 'back.png'")
    (said,) = found_in(office.path, passphrase_of(WORDS))
    assert "1 of 2 scans" in said


def spoil(case: Path, statement: str) -> None:
    with closing(connect(scans_of(case), passphrase_of(WORDS))) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


def test_a_scan_that_is_not_the_one_that_was_kept_is_told_also_where_the_original_is_at_hand(office: Office) -> None:
    office.close()
    spoil(office.path, f"UPDATE content SET bytes = x'00' WHERE bytes = x'{BACK.hex()}'")
    assert found_in(office.path, passphrase_of(WORDS)) == [
        "error: scans.changed: scans: 1 of 2 scans that envelopes name is not the one that was kept (envelopes 0001). "
        "Put a.scans of the newest backup beside the case."
    ]


def test_a_scan_of_which_only_the_name_is_left_is_missed(office: Office, tmp_path: Path) -> None:
    office.close()
    for name in ("front.png", "back.png"):
        (tmp_path / "list" / name).unlink()
    spoil(office.path, "DELETE FROM content")
    (said,) = found_in(office.path, passphrase_of(WORDS))
    assert said.startswith("error: scans.missing: scans: 2 of 2 scans")


def test_scans_that_cannot_be_read_are_missed(office: Office, tmp_path: Path) -> None:
    office.close()
    shutil.rmtree(tmp_path / "list")
    scans_of(office.path).write_bytes(b"no such file at all" * 500)
    (said,) = found_in(office.path, passphrase_of(WORDS))
    assert said.startswith("error: scans.missing: scans: 2 of 2 scans")


def test_command_and_record_say_it_and_that_not_everything_is_unchanged(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(office.path, "UPDATE content SET bytes = x'00'")
    presenter = RecordPresenter(office, Shell())
    presenter.verify("deep")
    (row,) = presenter.screen.verified.findings
    assert "not those that were kept" in str(row.cells)
    assert presenter.screen.verified.verdicts[0].words == "Nothing was changed: NOT OK"
    (tmp_path / "words").write_text(WORDS, encoding="utf-8")
    monkeypatch.setenv("ADJUDICATOR_PASSPHRASE_FILE", str(tmp_path / "words"))
    assert run(["verify", str(office.path)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("error: scans.changed: scans: 2 of 2 scans")
    assert "Nothing was changed: NOT OK" in said.err


def test_what_is_stopped_while_scans_are_looked_at_stops(office: Office) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        ScanFile(office.path, passphrase_of(WORDS)).changed(stop)


def test_a_plain_case_misses_scans_that_are_no_longer_beside_the_list(tmp_path: Path) -> None:
    with closing(office_of(tmp_path, "")) as made:
        assert made.record.verifying()(lambda *_: None).ok
        (tmp_path / "list" / "front.png").unlink()
        assert made.record.verifying("standard")(lambda *_: None).ok
        (finding,) = made.record.verifying()(lambda *_: None).findings
        assert finding.id == "scans.missing"
        assert "1 of 2 scans" in finding.words
        assert "beside the list" in finding.words
        copy_for_observers(made.path, tmp_path / "observers.case")
    assert found_in(tmp_path / "observers.case") == []


def test_a_backup_is_restored_also_where_scans_are_missing(office: Office, tmp_path: Path) -> None:
    office.close()
    scans_of(office.path).unlink()
    restore(office.path, tmp_path / "again.case", passphrase=passphrase_of(WORDS))
