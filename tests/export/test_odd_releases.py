"""A release that was made to do harm: whatever is odd in it is a finding, nothing is followed, nothing waits for ever."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adjudicator.export import opening
from adjudicator.export.checking import check_release
from adjudicator.export.content import ReleaseContent
from adjudicator.export.folder import WrittenRelease

MakeContent = Callable[..., ReleaseContent]

NESTED = b"[" * 100_000


def found(path: Path) -> set[tuple[str, str]]:
    return {(finding.id, finding.file) for finding in check_release(path)}


def put(written: WrittenRelease, name: str, data: bytes) -> None:
    """Put other bytes into a file, and have the manifest list them."""
    (written.folder / name).write_bytes(data)
    path = written.folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    mark = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    next(each for each in manifest["files"] if each["name"] == name).update(mark)
    path.write_text(json.dumps(manifest, indent=2))


def again(archive: Path, change: Callable[[zipfile.ZipInfo, bytes], tuple[zipfile.ZipInfo, bytes]]) -> None:
    """Write an archive anew, each file as `change` makes it."""
    with zipfile.ZipFile(archive) as source:
        files = [(entry, source.read(entry)) for entry in source.infolist()]
    with zipfile.ZipFile(archive, "w") as target:
        for entry, data in files:
            target.writestr(*change(entry, data))


def mark_directory(archive: Path, name: str, at: int, value: int) -> None:
    """Put a number (16 bits) into the directory's line of a file, where `at` bytes of that line stand before it."""
    data = bytearray(archive.read_bytes())
    line = data.rindex(name.encode()) - 46
    struct.pack_into("<H", data, line + at, value)
    archive.write_bytes(data)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes and links")
@pytest.mark.parametrize("name", ["totals.csv", "more.csv", "manifest.json", "log/entries.jsonl"])
@pytest.mark.parametrize("what", ["pipe", "link to a device", "link to nothing", "link to a folder", "link to itself"])
def test_what_is_no_plain_file_is_named_and_not_opened(written: WrittenRelease, name: str, what: str) -> None:
    path = written.folder / name
    path.unlink(missing_ok=True)
    if what == "pipe":
        os.mkfifo(path)
    else:
        to = {"link to a device": "/dev/zero", "link to a folder": "/etc", "link to itself": path.name}
        path.symlink_to(to.get(what, "nothing"))
    assert ("file_not_read", name) in found(written.folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_an_archive_that_is_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "R0001.zip")
    assert found(tmp_path / "R0001.zip") == {("archive_damaged", "R0001.zip")}


def test_an_encrypted_file_of_an_archive_is_named(written: WrittenRelease) -> None:
    mark_directory(written.archive, "totals.csv", 8, 1)
    assert ("file_not_read", "totals.csv") in found(written.archive)


@pytest.mark.parametrize("method", [12, 14, 99])
def test_a_file_packed_by_another_method_is_named(written: WrittenRelease, method: int) -> None:
    mark_directory(written.archive, "totals.csv", 10, method)
    assert ("file_not_read", "totals.csv") in found(written.archive)


def test_a_file_that_says_to_be_packed_and_is_not_has_changed(written: WrittenRelease) -> None:
    mark_directory(written.archive, "totals.csv", 10, zipfile.ZIP_DEFLATED)
    assert ("file_changed", "totals.csv") in found(written.archive)


@pytest.mark.parametrize("name", ["manifest.json", "checkpoint.txt", "manifest.sig"])
def test_a_small_file_that_unpacks_to_a_large_one_is_named_and_not_read(
    written: WrittenRelease, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(entry: zipfile.ZipInfo, data: bytes) -> tuple[zipfile.ZipInfo, bytes]:
        entry.compress_type = zipfile.ZIP_DEFLATED
        return entry, b" " * (64 << 20) if entry.filename == name else data

    again(written.archive, bomb)
    assert written.archive.stat().st_size < 1 << 20
    monkeypatch.setattr(opening.ReleaseSource, "whole", lambda *_: pytest.fail("it is read"))
    assert found(written.archive) == {("too_large", name)}


def test_a_release_that_unpacks_to_more_than_a_release_has_is_not_read(
    written: WrittenRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 10_000)
    assert found(written.archive) == {("too_large", "R0001.zip")}
    assert found(written.folder) == {("too_large", "R0001")}


def test_a_sparse_file_of_terabytes_is_not_read(written: WrittenRelease) -> None:
    os.truncate(written.folder / "totals.csv", 1 << 42)
    assert found(written.folder) == {("too_large", "R0001")}


def test_a_release_of_too_many_files_is_not_read(written: WrittenRelease) -> None:
    for number in range(opening.MOST_FILES):
        (written.folder / f"{number}").touch()
    assert found(written.folder) == {("too_large", "R0001")}


def test_a_file_is_read_whole_or_not_at_all(written: WrittenRelease) -> None:
    for path in (written.folder, written.archive):
        with opening.opened(path) as source:
            size = source.sizes["manifest.json"]
            assert len(source.whole("manifest.json", size)) == size
            with pytest.raises(opening.TooMuchError, match=f"manifest.json has more than the {size - 1:,} bytes"):
                source.whole("manifest.json", size - 1)


def test_a_long_file_that_is_stored_as_it_is_can_be_read(written: WrittenRelease) -> None:
    data = os.urandom(opening.MOST_OF_DIRECTORY + 1)
    with zipfile.ZipFile(written.archive, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("long", data)
    with opening.opened(written.archive) as source:
        assert source.whole("long") == data


def test_an_archive_with_a_long_directory_is_not_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "R0001.zip", "w") as archive:
        for number in range(300):
            archive.writestr("x" * 4_000 + str(number), b"")
    assert found(tmp_path / "R0001.zip") == {("too_large", "R0001.zip")}


def test_a_manifest_nested_too_deeply_is_none(written: WrittenRelease) -> None:
    (written.folder / "manifest.json").write_bytes(NESTED)
    assert found(written.folder) == {("manifest_unreadable", "manifest.json")}


@pytest.mark.parametrize(
    "line",
    [
        b'{"data":{"key":' + NESTED + b'},"kind":"person.added","v":1}',
        b'{"data":{"key":"no number","person":"skim"},"kind":"person.added","v":1}',
        b'{"data":{"key":"00","person":"\\ud800"},"kind":"person.added","v":1}',
        b'{"data":{"key":' + b"9" * 5_000 + b',"person":"skim"},"kind":"person.added","v":1}',
        b'"kind":"person.\xff\n',
        b"x" * (opening.MOST_IN_LINE + 5),
    ],
    ids=["nested", "no key", "half a character", "a long number", "no text", "a long line"],
)
def test_entries_that_are_none_do_not_hash_to_the_head(written: WrittenRelease, line: bytes) -> None:
    entries = (written.folder / "log" / "entries.jsonl").read_bytes()
    put(written, "log/entries.jsonl", entries + line + b"\n")
    assert ("entries_differ", "log/entries.jsonl") in found(written.folder)


@pytest.mark.parametrize("value", ["\ud800", "9" * 5_000, None, [], {"a": 1}, float("nan"), -1])
@pytest.mark.parametrize("key", ["made_by", "release", "tree", "files", "version", "follows"])
def test_a_manifest_with_odd_values_is_a_finding(written: WrittenRelease, key: str, value: Any) -> None:
    path = written.folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    path.write_text(json.dumps({**manifest, key: value}))
    assert found(written.folder)


@pytest.mark.parametrize("value", ["\ud800", "9" * 5_000, None, [], {"a": 1}, float("nan"), "../../x"])
@pytest.mark.parametrize("key", ["name", "sha256"])
def test_a_manifest_that_lists_odd_files_is_a_finding(written: WrittenRelease, key: str, value: Any) -> None:
    path = written.folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"][0][key] = value
    path.write_text(json.dumps(manifest))
    assert found(written.folder)


@pytest.mark.parametrize("size", ["9" * 5_000, "9" * 4_000, "-1", "٣"])
def test_a_checkpoint_of_an_odd_size_is_none_of_these_entries(written: WrittenRelease, size: str) -> None:
    lines = (written.folder / "checkpoint.txt").read_text(encoding="utf-8").split("\n")
    put(written, "checkpoint.txt", "\n".join([lines[0], size, *lines[2:]]).encode())
    assert ("checkpoint_differs", "checkpoint.txt") in found(written.folder)
