"""Restoring a backup on the start screen: into a new file that is proposed, never over another; a stop leaves nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.office import Office
from adjudicator.office.restoring import back_up
from adjudicator.people.passwords import passphrase_of
from tests.desks.setup_cases import DEFINITION, Shell
from ui.desks.start.presenter import StartPresenter

WORDS, OTHER = "seven quiet herons over the marsh", "four shy herons over the marsh"


class Stopped(Exception):  # noqa: N818
    """What work hears that was stopped."""


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Keys cost nothing here."""
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture
def opened():
    return []


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def presenter(shell, opened):
    return StartPresenter(shell, lambda case, key: opened.append((case, key)), DEFINITION)


def backup_in(folder: Path, words: str = "") -> Path:
    """A backup of a case that was just made, under the name that automatic ones have."""
    key = passphrase_of(words) if words else None
    case, backup = folder / "Gwinnett.case", folder / "Gwinnett (c41f), backup 2020-11-05 14.02.11.case"
    made = Office.create(case, DEFINITION.read_bytes(), DEFINITION.name, passphrase=key)
    assert isinstance(made, Office)
    made.close()
    back_up(case, backup, passphrase=key)
    return backup


def test_a_backup_is_restored_into_a_file_of_the_cases_own_name_and_opened(presenter, opened, tmp_path):
    presenter.go("restore")
    assert presenter.screen.restore.missing == "Still to choose: a backup."
    presenter.choose_backup(str(backup_in(tmp_path)))
    restored = tmp_path / "Gwinnett, restored.case"
    assert (presenter.screen.restore.place, presenter.screen.restore.missing) == (str(restored), "")
    presenter.restore.restore()
    assert opened == [(restored, None)]
    with closing(Office.open(restored)) as office:
        assert office.record.lines(limit=1)[0].kind == "case.restored"


def test_the_new_file_is_proposed_beside_the_case_opened_last_and_under_a_name_that_is_free(presenter, tmp_path):
    beside = tmp_path / "cases"
    beside.mkdir()
    for name in ("Gwinnett.case", "Gwinnett, restored.case"):
        (beside / name).write_bytes(b"")
    presenter.set_recent([str(tmp_path / "gone.case"), str(beside / "Gwinnett.case")])
    presenter.choose_backup(str(backup_in(tmp_path)))
    assert presenter.screen.restore.place == str(beside / "Gwinnett, restored 2.case")


def test_no_file_is_restored_over_another(presenter, opened, tmp_path):
    backup = backup_in(tmp_path)
    presenter.choose_backup(str(backup))
    presenter.restore.choose_place(str(tmp_path / "Gwinnett"))
    assert presenter.screen.restore.place == str(tmp_path / "Gwinnett.case")
    assert "never overwritten" in presenter.screen.restore.taken
    before = (tmp_path / "Gwinnett.case").read_bytes()
    presenter.restore.restore()
    assert (opened, presenter.screen.restore.may_restore) == ([], False)
    presenter.restore.choose_place(str(tmp_path / "free"))
    (tmp_path / "free.case").write_bytes(b"came meanwhile")
    presenter.restore.restore()
    assert presenter.screen.strip.what.startswith("Nothing was restored: free.case is already there")
    assert (tmp_path / "Gwinnett.case").read_bytes() == before
    assert (tmp_path / "free.case").read_bytes() == b"came meanwhile"


def test_an_encrypted_backup_asks_for_its_passphrase_and_says_that_one_is_wrong_in_place(presenter, opened, tmp_path):
    pytest.importorskip("sqlcipher3")
    presenter.choose_backup(str(backup_in(tmp_path, WORDS)))
    assert presenter.screen.restore.encrypted
    for written, said in (("", "Type the passphrase"), (OTHER, "This passphrase does not open Gwinnett (c41f)")):
        presenter.restore.restore(written)
        assert presenter.screen.restore.trouble.startswith(said)
    assert not list(tmp_path.glob("*restored*"))
    presenter.restore.restore(WORDS)
    ((restored, key),) = opened
    assert WORDS not in repr(presenter.screen)
    Office.open(restored, passphrase=key).close()


def test_what_is_no_backup_or_damaged_is_said_with_what_to_do_and_leaves_nothing(presenter, opened, tmp_path):
    backup = backup_in(tmp_path)
    torn = bytearray(backup.read_bytes())
    torn[len(torn) // 2 : len(torn) // 2 + 4096] = bytes(4096)
    backup.write_bytes(torn)
    presenter.choose_backup(str(backup))
    presenter.restore.restore()
    assert presenter.screen.strip.what.startswith("Nothing was restored: ")
    assert presenter.screen.strip.remedy
    assert not presenter.screen.restore.making
    assert (opened, list(tmp_path.glob("*restored*"))) == ([], [])
    presenter.choose_backup(str(tmp_path / "gone.case"))
    assert presenter.screen.strip.what == "gone.case cannot be read"


@pytest.mark.parametrize("at", ["Copying the backup", "Verifying the copy"])
def test_stopped_at_any_step_nothing_is_left(presenter, shell, opened, tmp_path, at):
    shell.waits = True
    presenter.choose_backup(str(backup_in(tmp_path)))
    presenter.restore.restore()
    work = shell.work_on
    assert presenter.screen.busy

    def stop(screen):
        if screen.restore.making is not None and screen.restore.making.words == at and shell.told:
            presenter.restore.stop()
            raise Stopped

    presenter.listen(stop)
    with pytest.raises(Stopped):
        work()
    assert presenter.screen.strip.what == "Nothing was restored"
    assert not presenter.screen.busy
    assert (opened, list(tmp_path.glob("*restored*"))) == ([], [])


def test_stopped_after_the_last_step_the_finished_file_is_removed(presenter, shell, opened, tmp_path):
    shell.waits = True
    presenter.choose_backup(str(backup_in(tmp_path)))
    presenter.restore.restore()
    presenter.restore.stop()
    shell.work_on()
    assert (opened, list(tmp_path.glob("*restored*"))) == ([], [])
