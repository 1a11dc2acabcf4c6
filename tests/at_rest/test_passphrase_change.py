"""A change of the passphrase takes scans and roll along: each opens at every moment, and a change begun is finished."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest import durable, passphrase, presence, rewriting
from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.rekeying import lies_under, written_anew
from adjudicator.log.copies.scans import scans_of
from adjudicator.office import Office
from adjudicator.office.behind.room import Done
from adjudicator.people import passwords
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.roll import RollInfo, build_roll
from tests.office.conftest import PASSWORD, definition_bytes
from tests.processes import exit_code_of
from tests.roll.conftest import DELGADO, list_text
from ui.shared.standing import standing_of

from .conftest import WORDS

pytest.importorskip("sqlcipher3")

OTHER, THIRD = "four shy herons over the marsh", "five bold herons over the marsh"
LIST = "envelope_number,stream,place,image\n0001,election_day,School 001,front.png\n"
FRONT = b"front of the envelope"
COMPANIONS = ("a.roll", "a.scans")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another window."""
    monkeypatch.setattr(presence, "PATIENCE", 0.0)


def made(folder: Path, words: str) -> Office:
    """A case with a roll and a list with a scan, all under the words where there are any; an administrator is signed in."""
    folder.mkdir(exist_ok=True)
    key = passphrase_of(words) if words else None
    office = Office.create(folder / "a.case", definition_bytes(), "def.json", passphrase=key)
    assert isinstance(office, Office)
    office.people.add(Person("admin", "Ann Admin", frozenset({"administrator", "clerk"})), PASSWORD)
    office.people.sign_in("admin", PASSWORD)
    (folder / "list.csv").write_text(list_text([DELGADO]), encoding="utf-8")
    assert isinstance(build_roll(folder / "list.csv", folder / "a.roll", passphrase=key), RollInfo)
    office.receive.attach_roll(folder / "a.roll")
    (folder / "envelopes.csv").write_text(LIST, encoding="utf-8")
    (folder / "front.png").write_bytes(FRONT)
    preview = office.receive.preview("envelope_list", folder / "envelopes.csv")
    assert not isinstance(office.receive.receive(preview), Refusal)
    return office


def opened(folder: Path, words: str) -> Office:
    """The case, the administrator signed in."""
    office = Office.open(folder / "a.case", passphrase=passphrase_of(words) if words else None)
    office.people.sign_in("admin", PASSWORD)
    return office


def put(office: Office, words: str) -> Done | Refusal:
    """Change to the words, decrypt where there are none."""
    return office.at_rest.change(words) if words else office.at_rest.remove()


def seen(office: Office) -> bytes:
    """The scan of the only envelope."""
    return office.receive.kept_scans("0001")["front.png"]()


def finds(office: Office) -> bool:
    """Whether the case finds its elector on its roll."""
    return office.missing_roll is None and bool(office.review.search("Delgado"))


def names(folder: Path) -> list[str]:
    """Files of the program, without SQLite's own."""
    return sorted(path.name for path in folder.glob("a.*") if not path.name.endswith(("-wal", "-shm", "-lock")))


def test_roll_and_scans_go_along_and_the_roll_is_the_same(tmp_path: Path) -> None:
    office = made(tmp_path, WORDS)
    named = office.case.roll
    for words in (OTHER, WORDS, ""):
        assert office.at_rest.roll == "a.roll"
        assert isinstance(put(office, words), Done)
        assert office.case.roll == named
        assert finds(office)
        assert seen(office) == FRONT
        assert office.at_rest.left_behind() == ()
        key = passphrase_of(words) if words else None
        assert all(lies_under(tmp_path / name, key) for name in ("a.case", "a.roll", "a.scans"))
    assert names(tmp_path) == ["a.case", "a.roll", "a.scans"]
    office.close()


def test_a_case_encrypted_for_the_first_time_takes_its_roll_along(tmp_path: Path) -> None:
    office = made(tmp_path, "")
    with (tmp_path / "a.roll").open("rb") as old:
        assert isinstance(put(office, WORDS), Done)
        assert set(old.read()) == {0}
    assert is_encrypted(tmp_path / "a.roll")
    assert finds(office)
    assert not [problem for problem in office.receive.roll_problems() if "not encrypted" in problem.what]
    office.close()


def test_a_roll_that_has_another_name_stays_readable_under_that_and_it_is_said(tmp_path: Path) -> None:
    office, copy = made(tmp_path, ""), tmp_path / "copy.roll"
    copy.hardlink_to(tmp_path / "a.roll")
    before = copy.read_bytes()
    assert isinstance(put(office, WORDS), Done)
    assert copy.read_bytes() == before
    (words,) = office.at_rest.left_behind()
    assert words == office.at_rest.linked()
    assert f"a.roll in {tmp_path} is still there by another name" in words
    assert isinstance(put(office, OTHER), Done)
    assert office.at_rest.left_behind() == ()
    office.close()


def test_a_roll_that_is_to_stay_stays_and_is_said_to_lie_apart(tmp_path: Path) -> None:
    office = made(tmp_path, WORDS)
    assert isinstance(office.at_rest.change(OTHER, with_roll=False), Done)
    office.close()
    assert lies_under(tmp_path / "a.roll", passphrase_of(WORDS))
    with closing(opened(tmp_path, OTHER)) as again:
        (words,) = again.at_rest.left_behind()
        assert words.startswith("The roll a.roll lies under another passphrase than a.case")
        # a way back: the case under the roll's passphrase finds it again
        assert isinstance(put(again, WORDS), Done)
        assert finds(again)


def test_a_plain_roll_of_an_encrypted_case_stays_plain(tmp_path: Path) -> None:
    office = made(tmp_path, "")
    office.at_rest.change(WORDS, with_roll=False)
    assert office.at_rest.roll == ""
    office.at_rest.change(OTHER)
    assert not is_encrypted(tmp_path / "a.roll")
    assert finds(office)
    office.close()


def test_a_case_that_another_window_has_open_leaves_roll_and_scans_as_they_were(tmp_path: Path) -> None:
    office = made(tmp_path, WORDS)
    with closing(opened(tmp_path, WORDS)), pytest.raises(WorldError, match="open in another window"):
        put(office, OTHER)
    assert all(lies_under(tmp_path / name, passphrase_of(WORDS)) for name in ("a.case", "a.roll", "a.scans"))
    assert finds(office)
    assert seen(office) == FRONT
    assert isinstance(put(office, OTHER), Done)
    office.close()


@pytest.mark.parametrize("share", [0, 0.5, 0.9, 1])
def test_stopped_before_the_first_name_everything_is_as_it_was(
    tmp_path: Path, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StoppedError(Exception):
        pass

    monkeypatch.setattr(rewriting, "STEPS", 1)
    office = made(tmp_path, WORDS)

    def heard(done: int, of: int) -> None:
        if done >= of * share:
            raise StoppedError

    with pytest.raises(StoppedError):
        office.at_rest.change(OTHER, progress=heard)
    assert names(tmp_path) == ["a.case", "a.roll", "a.scans"]
    assert all(lies_under(tmp_path / name, passphrase_of(WORDS)) for name in names(tmp_path))
    assert finds(office)
    assert office.record.lines(limit=1)[0].words != "Ann Admin changed the passphrase of the case file"
    office.close()


def test_scans_under_a_third_passphrase_stop_the_change(tmp_path: Path) -> None:
    office = made(tmp_path, WORDS)
    strange = made(tmp_path / "other", THIRD)
    strange.close()
    shutil.copy(scans_of(strange.path), scans_of(office.path))
    (words,) = office.at_rest.left_behind()
    assert words.startswith("a.scans lies under another passphrase than a.case: a change was interrupted")
    with pytest.raises(WorldError, match="choose the passphrase that was chosen then") as told:
        put(office, OTHER)
    assert told.value.code == "unfinished_change"
    assert lies_under(office.path, passphrase_of(WORDS))
    assert finds(office)
    office.close()


def test_the_band_says_that_the_roll_lies_under_another_passphrase(tmp_path: Path) -> None:
    office = made(tmp_path, WORDS)
    roll = tmp_path / "a.roll"
    office.close()
    with written_anew(roll, passphrase_of(WORDS), passphrase_of(THIRD), lambda _: None) as put_in_place:
        put_in_place()
    again = opened(tmp_path, WORDS)
    standing = standing_of(again, "setup")
    assert standing is not None
    assert standing.notice.what == "The roll that this case names cannot be opened"
    assert standing.notice.why == again.at_rest.roll_left_behind()
    assert standing.notice.why.startswith("The roll a.roll lies under another passphrase than a.case")
    again.close()


def change_killed(step: str, folder: Path, old: str, new: str) -> None:
    """Change the words of a case in a process of its own, which is killed at a step."""
    assert exit_code_of(_dying, step, folder, old, new) == -signal.SIGKILL, step


def _dying(step: str, folder: Path, old: str, new: str) -> None:
    passphrase.ROUNDS, passwords.MEMORY_KIB, passwords.PASSES = 1, 32, 1
    where, _, count = step.rpartition(" ")
    left = int(count)

    def last(done: Callable[..., Any], *, before: bool) -> Any:
        def doing(*given: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if before and not left:
                os.kill(os.getpid(), signal.SIGKILL)
            found = done(*given, **more)
            if not before and not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return found

        return doing

    office = opened(folder, old)
    if where == "copied":
        rewriting._copy = last(rewriting._copy, before=False)
    if where == "before the name":
        Path.replace = last(Path.replace, before=True)
    if where == "after the name":
        durable.sync_folder = last(durable.sync_folder, before=True)
    if where == "overwritten":
        rewriting.overwrite_all = last(rewriting.overwrite_all, before=False)
    put(office, new)


STEPS = (
    *(f"copied {count}" for count in (1, 2, 3)),
    *(f"before the name {count}" for count in (1, 2, 3)),
    *(f"after the name {count}" for count in (1, 2, 3)),
    *(f"overwritten {count}" for count in (1, 2, 3)),
)
BETWEEN_NAMES = ("after the name 1", "before the name 2", "after the name 2", "before the name 3")
STEPS_FROM_PLAIN = ("copied 2", "before the name 1", "before the name 2", "overwritten 1")


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        (WORDS, OTHER, STEPS),
        (WORDS, "", STEPS),
        ("", WORDS, STEPS_FROM_PLAIN),
    ],
)
def test_killed_at_any_step_each_file_opens_and_the_same_change_again_finishes(
    tmp_path: Path, old: str, new: str, steps: tuple[str, ...]
) -> None:
    before, after = (passphrase_of(words) if words else None for words in (old, new))
    made(tmp_path / "start", old).close()
    for step in steps:
        folder = tmp_path / step
        shutil.copytree(tmp_path / "start", folder)
        change_killed(step, folder, old, new)
        for name in {"a.case", "a.roll", "a.scans"} & set(names(folder)):
            assert lies_under(folder / name, before) or lies_under(folder / name, after), (step, name)
        _finished(folder, old, new, step)


def _finished(folder: Path, old: str, new: str, step: str) -> None:
    """Where the case is under the old passphrase, what is ahead of it is said; the same change is made again."""
    before, after = (passphrase_of(words) if words else None for words in (old, new))
    if lies_under(folder / "a.case", before):
        with closing(opened(folder, old)) as office:
            ahead = [name for name in names(folder) if name in COMPANIONS and lies_under(folder / name, after)]
            assert bool(ahead) is step.startswith(BETWEEN_NAMES), step
            said = " ".join(office.at_rest.left_behind())
            for name in ahead:
                # a roll that is plain already opens under any passphrase
                assert name in said or (name == "a.roll" and not new), (step, said)
            assert isinstance(put(office, new), Done)
            assert finds(office)
    with closing(opened(folder, new)) as office:
        assert office.at_rest.left_behind() == ()
        assert finds(office)
        if old:
            assert seen(office) == FRONT
    for name in names(folder):
        if not name.endswith(".unfinished"):
            assert lies_under(folder / name, after), (step, name)
    assert verify(folder / "a.case", passphrase=after).findings == ()
