"""A release is on the disk whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.content import ReleaseContent
from adjudicator.export.files import Package, release_files
from adjudicator.export.folder import WrittenRelease, write_release
from adjudicator.export.standing import ProvenHead
from adjudicator.records.trouble import Refusal, WorldError

MakeContent = Callable[..., ReleaseContent]

LAST = 33
"""Syncs of a release: 26 files, its four folders, two ZIPs, and at last the folder around them."""

WHOLE = ["R0001", "R0001-tabulation-room.zip", "R0001.zip"]
LEADS_TO_AN_ENVELOPE = frozenset({"dispositions.csv", "contests.csv", "corrections.csv", "log/entries.jsonl"})


@pytest.fixture
def package(content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead) -> Package:
    return release_files(content(envelopes), standing)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, however deep, by its place in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _written(folder: Path, package: Package) -> WrittenRelease:
    written = write_release(folder, package)
    assert isinstance(written, WrittenRelease)
    return written


def _in_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_folder_holds_every_file_and_each_of_two_zips_its_package(tmp_path: Path, package: Package) -> None:
    written = _written(tmp_path / "out" / "R0001", package)
    expected = package.whole()
    assert isinstance(expected, dict)
    assert _contents(written.folder) == expected
    room = {name.partition("/")[2]: data for name, data in expected.items() if name.startswith("tabulation_room/")}
    others = {name: data for name, data in expected.items() if "tabulation_room/" not in name and name != "groups.csv"}
    assert (_in_zip(written.archive), _in_zip(written.room_archive)) == (others, room)
    assert room["groups.csv"] == expected["groups.csv"]
    assert written.digests == {name: hashlib.sha256(data).hexdigest() for name, data in expected.items()}
    assert _names(tmp_path / "out") == WHOLE


def test_what_the_tabulation_room_works_from_is_never_in_one_package_with_what_leads_to_an_envelope(
    tmp_path: Path, package: Package
) -> None:
    written = _written(tmp_path / "R0001", package)
    office, room = _in_zip(written.archive), _in_zip(written.room_archive)
    assert office.keys() >= LEADS_TO_AN_ENVELOPE
    assert not room.keys() & LEADS_TO_AN_ENVELOPE
    assert not {name.rpartition("/")[2] for name in office} & {"groups.csv", "work_order.csv", "work_order.pdf"}
    numbers = (b"0001", b"0002", b"0003", b"0004", b"0005", b"0006", b"B0001")
    told = b"".join(room[name] for name in ("groups.csv", "work_order.csv", "work_order_kept_apart.csv"))
    assert not any(number in told for number in numbers)


def test_the_zip_made_again_elsewhere_has_the_same_bytes(tmp_path: Path, package: Package) -> None:
    first, second = _written(tmp_path / "a" / "R0001", package), _written(tmp_path / "b" / "other", package)
    os.utime(first.folder / "totals.csv", (1, 1))
    assert first.archive.read_bytes() == second.archive.read_bytes()


def test_the_zip_has_one_fixed_time_and_the_same_rights_for_every_file(tmp_path: Path, package: Package) -> None:
    with zipfile.ZipFile(_written(tmp_path / "R0001", package).archive) as archive:
        marks = {(entry.date_time, entry.external_attr, entry.compress_type) for entry in archive.infolist()}
    assert marks == {((1980, 1, 1, 0, 0, 0), 0o100644 << 16, zipfile.ZIP_STORED)}


def test_the_same_release_written_again_is_accepted(tmp_path: Path, package: Package) -> None:
    first = _written(tmp_path / "R0001", package)
    kept = (first.folder / "groups.csv").stat().st_ino
    assert _written(tmp_path / "R0001", package) == first
    assert (first.folder / "groups.csv").stat().st_ino == kept


def test_a_zip_that_a_crash_left_out_is_made_beside_the_folder(tmp_path: Path, package: Package) -> None:
    first = _written(tmp_path / "R0001", package)
    bytes_before = first.archive.read_bytes()
    first.archive.unlink()
    first.room_archive.unlink()
    again = _written(tmp_path / "R0001", package)
    assert again.archive.read_bytes() == bytes_before
    assert again.room_archive.exists()


@pytest.mark.parametrize("change", ["changed", "added", "removed"])
def test_another_release_of_that_name_is_refused_and_left_alone(tmp_path: Path, package: Package, change: str) -> None:
    folder = _written(tmp_path / "R0001", package).folder
    totals = folder / "totals.csv"
    if change == "changed":
        totals.write_bytes(totals.read_bytes() + b" ")
    elif change == "added":
        (folder / "notes.txt").write_text("mine")
    else:
        totals.unlink()
    before = _contents(folder)
    refused = write_release(folder, package)
    assert isinstance(refused, Refusal)
    assert refused.code == "release_exists"
    assert _contents(folder) == before
    assert _names(tmp_path) == WHOLE


def test_another_zip_or_file_of_that_name_is_refused_before_anything_is_published(
    tmp_path: Path, package: Package
) -> None:
    (tmp_path / "R0001.zip").write_text("mine")
    assert isinstance(write_release(tmp_path / "R0001", package), Refusal)
    (tmp_path / "R0002").write_text("mine")
    assert isinstance(write_release(tmp_path / "R0002", package), Refusal)
    assert _names(tmp_path) == ["R0001.zip", "R0002"]


def test_an_empty_folder_of_that_name_is_taken(tmp_path: Path, package: Package) -> None:
    (tmp_path / "R0001").mkdir()
    assert _contents(_written(tmp_path / "R0001", package).folder) == package.whole()


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path, package: Package) -> None:
    left = tmp_path / ".R0001.partial" / "R0001"
    left.mkdir(parents=True)
    (left / "totals.csv").write_text("half")
    _written(tmp_path / "R0001", package)
    assert _names(tmp_path) == WHOLE


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "read_only"), (errno.EIO, "io")]
)
@pytest.mark.parametrize("fails_at", range(1, LAST + 1))
def test_a_disk_that_fails_before_the_release_is_published_leaves_nothing(
    fails_at: int, number: int, code: str, tmp_path: Path, package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, calls = os.fsync, 0

    def failing(opened: int) -> None:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise OSError(number, os.strerror(number))
        fsync(opened)

    monkeypatch.setattr(os, "fsync", failing)
    if fails_at == LAST:  # the folder around it, synced when everything is in place
        with pytest.raises(WorldError):
            write_release(tmp_path / "R0001", package)
        assert _names(tmp_path) == WHOLE
        return
    with pytest.raises(WorldError) as raised:
        write_release(tmp_path / "R0001", package)
    assert raised.value.code == code
    assert _names(tmp_path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB in memory, where the person may mount one."""
    mount = shutil.which("mount")
    place = tmp_path / "disk"
    place.mkdir()
    if mount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_named_and_nothing_half_written_stays(small_disk: Path, package: Package) -> None:
    (small_disk / "other.bin").write_bytes(b"x" * 220_000)
    with pytest.raises(WorldError) as raised:
        write_release(small_disk / "R0001", package)
    assert raised.value.code == "disk_full"
    assert _names(small_disk) == ["other.bin"]


def test_a_disk_that_fills_up_at_the_zip_leaves_no_folder_either(small_disk: Path, package: Package) -> None:
    free = os.statvfs(small_disk)
    files = len(package.whole())
    spare = free.f_bsize * (files + 1)
    (small_disk / "other.bin").write_bytes(b"x" * (free.f_bavail * free.f_bsize - spare))
    with pytest.raises(WorldError) as raised:
        write_release(small_disk / "R0001", package)
    assert raised.value.code == "disk_full"
    assert _names(small_disk) == ["other.bin"]


def test_a_read_only_disk_is_named(small_disk: Path, package: Package) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(WorldError) as raised:
        write_release(small_disk / "R0001", package)
    assert raised.value.code == "read_only"
    assert _names(small_disk) == []


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("there", [True, False], ids=["a link", "a link to nothing"])
def test_a_release_is_written_through_no_link(tmp_path: Path, package: Package, name: str, there: bool) -> None:
    target, link = tmp_path / "elsewhere", tmp_path / name
    if there:
        target.mkdir() if name == "R0001" else target.touch()
    link.symlink_to("elsewhere")
    assert isinstance(write_release(tmp_path / "R0001", package), Refusal)
    assert link.is_symlink()
    assert _names(tmp_path) == sorted([name, *(["elsewhere"] if there else [])])
    assert not there or not target.is_dir() or not _names(target)
