"""A case file under another passphrase: whole at every moment, and only while nobody else has it open."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.at_rest import durable, passphrase, presence, rewriting
from adjudicator.at_rest.leftovers import REPLACED
from adjudicator.at_rest.passphrase import HEADER, Passphrase, is_encrypted
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies import rekeying
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from tests.log.conftest import Pen, SigningLog, begin
from tests.processes import exit_code_of

pytest.importorskip("sqlcipher3")

FROM_TO = [("right", "other"), (None, "right"), ("right", None)]


@pytest.fixture
def passphrases(right: Passphrase, other: Passphrase) -> dict[str | None, Passphrase | None]:
    """By name; None is none."""
    return {"right": right, "other": other, None: None}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another window."""
    monkeypatch.setattr(presence, "PATIENCE", 0.0)


def made(path: Path, pen: Pen, passphrase: Passphrase | None) -> Head:
    """A case file with two envelopes."""
    with begin(path, pen, passphrase) as log:
        log.append([pen.received("0001", "Delgado")])
        log.append([pen.received("0002", "Nguyen")])
        return log.head()


def rekey(case: Path, old: Passphrase | None, new: Passphrase | None, note: Callable[[CaseLog], None]) -> None:
    """Write the case anew, and put it in place at once."""
    with rekeying.rekeying(case, old, new, note) as put_in_place:
        put_in_place()


def nothing(_: CaseLog) -> None:
    """Record nothing."""


def names(folder: Path) -> list[str]:
    """The files there, but for the write-ahead log and its index, which whoever only reads leaves behind."""
    return sorted(
        path.name for path in folder.iterdir() if not path.name.endswith(("case-wal", "case-shm", "case-lock"))
    )


@pytest.mark.parametrize(("old", "new"), FROM_TO)
def test_the_same_record_lies_under_the_other_passphrase(
    tmp_path: Path, pen: Pen, passphrases: dict[str | None, Passphrase | None], old: str | None, new: str | None
) -> None:
    case = tmp_path / "a.case"
    head = made(case, pen, passphrases[old])
    rekey(case, passphrases[old], passphrases[new], nothing)
    assert is_encrypted(case) is (new is not None)
    with CaseLog.open(case, passphrase=passphrases[new]) as log:
        assert log.head() == head
        assert [row.number for row in log.search_envelopes("nguyen")] == ["0002"]
    assert verify(case, passphrase=passphrases[new]).findings == ()
    assert names(tmp_path) == ["a.case"]
    if new is not None:
        with pytest.raises(WorldError):
            CaseLog.open(case, passphrase=passphrases[old])


def test_a_table_of_any_name_is_refused_in_words(tmp_path: Path, pen: Pen, right: Passphrase) -> None:
    case = tmp_path / "a.case"
    made(case, pen, None)
    with closing(sqlite3.connect(case)) as raw:
        raw.execute('CREATE TABLE "more"" of it" (x)')
    with pytest.raises(WorldError, match="does not verify"):
        rekey(case, None, right, nothing)
    assert not is_encrypted(case)


def test_what_lay_in_the_clear_is_overwritten(tmp_path: Path, pen: Pen, right: Passphrase) -> None:
    case = tmp_path / "a.case"
    made(case, pen, None)
    with case.open("rb") as old:
        rekey(case, None, right, nothing)
        assert set(old.read()) == {0}


@pytest.mark.parametrize(("old", "new"), FROM_TO)
def test_what_has_another_name_stays_as_it_was_and_that_is_told(
    tmp_path: Path, pen: Pen, passphrases: dict[str | None, Passphrase | None], old: str | None, new: str | None
) -> None:
    case, copy = tmp_path / "a.case", tmp_path / "linked by a backup program"
    head = made(case, pen, passphrases[old])
    copy.hardlink_to(case)
    with rekeying.rekeying(case, passphrases[old], passphrases[new], nothing) as put_in_place:
        assert put_in_place()
    assert names(tmp_path) == ["a.case", copy.name]
    with CaseLog.open(copy, passphrase=passphrases[old]) as log:
        assert log.head() == head
    with rekeying.rekeying(case, passphrases[new], passphrases[old], nothing) as put_in_place:
        assert not put_in_place()


def test_where_the_passphrase_stays_nothing_is_overwritten(tmp_path: Path, pen: Pen) -> None:
    case = tmp_path / "a.case"
    made(case, pen, None)
    with case.open("rb") as old:
        rekey(case, None, None, nothing)
        assert old.read().startswith(HEADER)
    assert names(tmp_path) == ["a.case"]


@pytest.mark.parametrize(("old", "new"), FROM_TO[:2])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_another_has_open_is_left_alone(
    tmp_path: Path, pen: Pen, passphrases: dict[str | None, Passphrase | None], old: str | None, new: str | None,
    read_only: bool,
) -> None:  # fmt: skip
    case = tmp_path / "a.case"
    made(case, pen, passphrases[old])
    with SigningLog.open(case, read_only, passphrase=passphrases[old]) as log:
        size = log.head().size
        with pytest.raises(WorldError, match="open in another window or command") as told:
            rekey(case, passphrases[old], passphrases[new], nothing)
        assert told.value.code == "locked"
        assert log.head().size == size == 8
        if not read_only:
            log.append([pen.received("0003")])
    assert verify(case, passphrase=passphrases[old]).findings == ()
    assert names(tmp_path) == ["a.case"]


def test_whoever_comes_while_it_is_rewritten_is_kept_out(tmp_path: Path, pen: Pen, right: Passphrase) -> None:
    case = tmp_path / "a.case"
    made(case, pen, None)
    seen: list[int] = []
    code = (
        "import sys; from pathlib import Path; from adjudicator.log.case_log import CaseLog;"
        "CaseLog.open(Path(sys.argv[1]), patience=0).head()"
    )

    def while_it_is_rewritten(_: CaseLog) -> None:
        env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        child = subprocess.run([sys.executable, "-c", code, str(case)], check=False, env=env, capture_output=True)
        assert b"Another program is writing" in child.stderr
        seen.append(child.returncode)

    rekey(case, None, right, while_it_is_rewritten)
    assert seen == [1]


@pytest.mark.parametrize(("old", "new"), FROM_TO[:2])
@pytest.mark.parametrize("step", ["rewriting._copy", "rekeying.verified", "rewriting.sync_file", "note"])
def test_whatever_fails_on_the_way_leaves_the_old_file_whole(
    tmp_path: Path, passphrases: dict[str | None, Passphrase | None], old: str | None, new: str | None,
    step: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    case, pen = tmp_path / "a.case", Pen()
    head = made(case, pen, passphrases[old])

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    where, _, name = step.rpartition(".")
    if where:
        monkeypatch.setattr({"rewriting": rewriting, "rekeying": rekeying}[where], name, fails)
    with pytest.raises(WorldError, match="no room left"):
        rekey(case, passphrases[old], passphrases[new], nothing if where else fails)
    with CaseLog.open(case, passphrase=passphrases[old]) as log:
        assert log.head() == head
    assert names(tmp_path) == ["a.case"]


def test_a_second_program_that_writes_the_file_anew_leaves_the_first_ones_new_file(
    tmp_path: Path, pen: Pen, right: Passphrase, other: Passphrase
) -> None:
    case = tmp_path / "a.case"
    head = made(case, pen, None)
    with rekeying.rekeying(case, None, right, nothing) as put_in_place:
        with pytest.raises(WorldError) as told, rekeying.rekeying(case, None, other, nothing):
            pass
        assert told.value.code == "locked"
        put_in_place()
    with CaseLog.open(case, passphrase=right) as log:
        assert log.head() == head
    assert names(tmp_path) == ["a.case"]


def _dying(case: Path, step: str, old: str, new: str) -> None:
    passphrase.ROUNDS = 1

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def after(done: Callable[..., object]) -> Callable[..., None]:
        def doing(*given: object) -> None:
            done(*given)
            die()

        return doing

    if step == "before the copy":
        rewriting._copy = die
    if step == "after the copy":
        rewriting._copy = after(rewriting._copy)
    if step == "before the name":
        rewriting.sync_file = after(rewriting.sync_file)
    if step == "after the name":
        durable.sync_folder = die
    if step == "in the overwriting":
        rewriting.overwrite_all = after(rewriting.overwrite_all)
    keys = (Passphrase(words.encode()) if words else None for words in (old, new))
    with rekeying.rekeying(case, *keys, lambda _: None) as put_in_place:
        put_in_place()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "new words for a file"),
        pytest.param("old words for a file", "new words for a file", marks=pytest.mark.slow),
    ],
)
def test_killed_at_any_step_one_whole_file_is_left(tmp_path: Path, pen: Pen, old: str, new: str) -> None:
    steps = ("before the copy", "after the copy", "before the name", "after the name", "in the overwriting")
    before = Passphrase(old.encode()) if old else None
    for at, step in enumerate(steps):
        case = tmp_path / f"{at}.case"
        head = made(case, Pen(step), before)
        assert exit_code_of(_dying, case, step, old, new) == -signal.SIGKILL, step
        now = Passphrase(new.encode()) if at > 2 else before
        with closing(CaseLog.open(case, passphrase=now)) as log:
            assert log.head() == head
        assert verify(case, passphrase=now).findings == ()
        # what was left beside it is under the new key, or the old file, by a name that tells so; and gone with the next try
        for left in tmp_path.glob(f"{at}.case.*"):
            assert (HEADER not in left.read_bytes()) or left.name.endswith(REPLACED)
        assert (tmp_path / f"{at}.case{REPLACED}").exists() is (step in ("after the name", "in the overwriting"))
        rekey(case, now, None, nothing)
        assert [path.name for path in tmp_path.glob(f"{at}.case*")] == [case.name]
