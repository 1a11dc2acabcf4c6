"""What a killed change of the passphrase leaves is found when the case is opened: overwritten, removed, and said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from adjudicator.at_rest import presence
from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.at_rest.leftovers import REPLACED
from adjudicator.at_rest.passphrase import HEADER
from adjudicator.at_rest.presence import shared
from adjudicator.export.folder import workplace_of
from adjudicator.office import Office
from adjudicator.office.desks.receive import ReceiveDesk
from adjudicator.people.passwords import passphrase_of
from ui.shared.standing import leftovers_notice

from .conftest import WORDS
from .test_passphrase_change import change_killed, finds, made, opened, put, seen

pytest.importorskip("sqlcipher3")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")

NAMES = ("a.case", "a.roll", "a.scans")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another window."""
    monkeypatch.setattr(presence, "PATIENCE", 0.0)


def killed(folder: Path, step: str, old: str, new: str) -> None:
    """A case under the words `old` whose change to `new` was killed at a step of test_passphrase_change."""
    made(folder, old).close()
    change_killed(step, folder, old, new)


def left(folder: Path) -> list[str]:
    """What was left, by name."""
    return sorted(path.name for path in folder.iterdir() if UNFINISHED in path.name or REPLACED in path.name)


@contextmanager
def held(folder: Path) -> Iterator[dict[str, BinaryIO]]:
    """What was left, open, so that its bytes can be read once the names are gone."""
    with ExitStack() as files:
        yield {name: files.enter_context((folder / name).open("rb")) for name in left(folder)}


def is_zero(file: BinaryIO) -> bool:
    content = file.read()
    return bool(content) and not any(content)


def test_plain_copies_of_a_killed_decryption_are_overwritten_and_removed_at_opening(tmp_path: Path) -> None:
    killed(tmp_path, "copied 3", WORDS, "")
    assert left(tmp_path) == [f"{name}{UNFINISHED}" for name in NAMES]
    assert all((tmp_path / f"{name}{UNFINISHED}").read_bytes().startswith(HEADER) for name in NAMES)
    with held(tmp_path) as files, closing(opened(tmp_path, WORDS)) as office:
        assert left(tmp_path) == []
        assert all(is_zero(file) for file in files.values())
        said = office.at_rest.cleared()
        assert all(f"{name}{UNFINISHED}" in said for name in NAMES)
        assert str(tmp_path) in said
        assert office.at_rest.left_behind() == ()
        assert (finds(office), seen(office)) == (True, b"front of the envelope")
        notice = leftovers_notice(office)
        assert notice is not None
        assert (notice.kind, notice.why) == ("notice", said)


def test_the_old_bytes_of_a_killed_encryption_are_overwritten_at_the_next_opening(tmp_path: Path) -> None:
    killed(tmp_path, "after the name 2", "", WORDS)
    assert left(tmp_path) == [f"{name}{REPLACED}" for name in ("a.case", "a.roll")]
    with held(tmp_path) as files, closing(opened(tmp_path, WORDS)) as office:
        assert left(tmp_path) == []
        assert all(is_zero(file) for file in files.values())
        assert f"a.case{REPLACED}, a.roll{REPLACED} in {tmp_path}" in office.at_rest.cleared()
        assert finds(office)


def test_killed_between_two_names_the_old_roll_is_kept_until_the_change_is_finished(tmp_path: Path) -> None:
    killed(tmp_path, "before the name 2", "", WORDS)
    assert left(tmp_path) == [f"a.case{REPLACED}", f"a.case{UNFINISHED}", f"a.roll{REPLACED}"]
    with closing(opened(tmp_path, "")) as office:
        assert left(tmp_path) == [f"a.roll{REPLACED}"]
        assert any("a.roll lies under another passphrase" in words for words in office.at_rest.left_behind())
        with held(tmp_path) as files:
            put(office, WORDS)
            assert left(tmp_path) == []
            assert all(is_zero(file) for file in files.values())
        assert finds(office)


def test_beside_scans_that_cannot_be_read_the_old_ones_stay_and_the_case_opens(tmp_path: Path) -> None:
    made(tmp_path, WORDS).close()
    (tmp_path / f"a.scans{REPLACED}").write_bytes((tmp_path / "a.scans").read_bytes())
    (tmp_path / "a.scans").write_bytes(b"no scans at all")
    with closing(opened(tmp_path, WORDS)) as office:
        assert office.at_rest.cleared() == ""
        assert left(tmp_path) == [f"a.scans{REPLACED}"]


def test_another_name_for_the_case_and_a_link_to_another_file_are_removed_and_nothing_is_overwritten(
    tmp_path: Path,
) -> None:
    made(tmp_path, WORDS).close()
    (tmp_path / f"a.case{UNFINISHED}").hardlink_to(tmp_path / "a.case")
    (tmp_path / f"a.scans{UNFINISHED}").symlink_to(tmp_path / "list.csv")
    (tmp_path / f"a.roll{UNFINISHED}").mkdir()
    before = (tmp_path / "list.csv").read_bytes()
    with closing(opened(tmp_path, WORDS)) as office:
        assert left(tmp_path) == [f"a.roll{UNFINISHED}"]
        assert f"a.roll{UNFINISHED} in {tmp_path}" in office.at_rest.still_there()
        assert finds(office)
    assert (tmp_path / "list.csv").read_bytes() == before


def test_what_somebody_else_is_at_work_on_is_left_and_said(tmp_path: Path) -> None:
    office = made(tmp_path, WORDS)
    office.close()
    shutil.copy(tmp_path / "a.case", tmp_path / f"a.case{UNFINISHED}")
    with shared(tmp_path / f"a.case{UNFINISHED}", 0.0), closing(opened(tmp_path, WORDS)) as office:
        assert office.at_rest.cleared() == ""
        (words,) = office.at_rest.left_behind()
        assert f"a.case{UNFINISHED}" in words
        notice = leftovers_notice(office)
        assert notice is not None
        assert (notice.kind, notice.why) == ("warning", words)
    with closing(opened(tmp_path, WORDS)) as office:
        assert office.at_rest.left_behind() == ()


def test_opened_to_look_at_it_is_said_and_nothing_is_touched(tmp_path: Path) -> None:
    made(tmp_path, WORDS).close()
    (tmp_path / f"a.case{UNFINISHED}").write_bytes(HEADER)
    with closing(Office.open(tmp_path / "a.case", read_only=True, passphrase=passphrase_of(WORDS))) as office:
        assert f"a.case{UNFINISHED}" in office.at_rest.still_there()
    assert (tmp_path / f"a.case{UNFINISHED}").read_bytes() == HEADER


def test_files_of_other_names_are_nobodys_leftovers(tmp_path: Path) -> None:
    made(tmp_path, WORDS).close()
    others = (f"b.case{UNFINISHED}", f"a.case{UNFINISHED}.txt", f"a{UNFINISHED}", f"list.csv{REPLACED}", "a.case.old")
    for name in others:
        (tmp_path / name).write_bytes(b"mine")
    opened(tmp_path, WORDS).close()
    assert all((tmp_path / name).read_bytes() == b"mine" for name in others)


def test_a_release_that_was_killed_is_removed_where_nobody_is_writing_it(tmp_path: Path) -> None:
    office = made(tmp_path, "")
    place = workplace_of(tmp_path / office.releases.proposed_name())
    office.close()
    (place / "half").mkdir(parents=True)
    with presence.nobody_else(place), closing(opened(tmp_path, "")) as office:
        assert place.name in office.at_rest.still_there()
    with closing(opened(tmp_path, "")) as office:
        assert place.name in office.at_rest.cleared()
    assert not place.exists()


def test_beside_a_file_that_a_case_only_calls_its_roll_nothing_is_touched_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, case = tmp_path / "home", tmp_path / "case"
    home.mkdir()
    (home / "report.docx").write_bytes(b"a year of work")
    for folder in (home, case):
        monkeypatch.setattr(ReceiveDesk, "_place_of", lambda *_, at=folder: str(at / "report.docx"))
        made(case, "").close()
        others = [folder / f"report.docx{mark}" for mark in (UNFINISHED, REPLACED)]
        for other in others:
            other.write_bytes(b"the year before")
        with closing(opened(case, "")) as office:
            assert (office.at_rest.cleared(), office.at_rest.still_there()) == ("", "")
        assert all(other.read_bytes() == b"the year before" for other in others)
        shutil.rmtree(case)
