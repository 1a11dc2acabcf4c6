"""A release can be checked by anyone who has it."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.checking import check_release
from adjudicator.export.content import ReleaseContent
from adjudicator.export.files import release_files
from adjudicator.export.folder import WrittenRelease, write_release
from adjudicator.export.standing import ProvenHead, signature_of
from adjudicator.log.tree.notes import checkpoint_by
from adjudicator.people.keys import SigningKey
from adjudicator.port.acts import Signer
from adjudicator.records.trouble import WorldError

MakeContent = Callable[..., ReleaseContent]


def _found(path: Path, recorded: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(finding.id, finding.file) for finding in check_release(path, recorded)]


def _rewrite(archive: Path, changes: dict[str, bytes | None]) -> None:
    with zipfile.ZipFile(archive) as source:
        files: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in {**files, **changes}.items():
            if data is not None:
                target.writestr(name, data)


def test_a_release_as_written_has_no_findings_as_folder_and_as_zip(written: WrittenRelease) -> None:
    assert check_release(written.folder, written.digests) == ()
    assert check_release(written.archive, written.digests) == ()


def test_every_changed_missing_and_additional_file_of_a_folder_is_named(written: WrittenRelease) -> None:
    totals = written.folder / "totals.csv"
    totals.write_bytes(totals.read_bytes().replace(b",8,", b",9,", 1))
    (written.folder / "groups.csv").unlink()
    (written.folder / "more").mkdir()
    (written.folder / "more" / "votes.csv").write_text("x")
    assert _found(written.folder) == [
        ("file_missing", "groups.csv"),
        ("file_extra", "more/votes.csv"),
        ("file_changed", "totals.csv"),
    ]


@pytest.mark.parametrize("name", ["contests.csv", "dispositions.csv", "groups.csv", "totals_public.csv"])
@pytest.mark.parametrize("place", [0, 20, -1])
def test_one_byte_changed_in_any_file_is_named(written: WrittenRelease, name: str, place: int) -> None:
    data = bytearray((written.folder / name).read_bytes())
    data[place] ^= 1
    (written.folder / name).write_bytes(data)
    assert _found(written.folder) == [("file_changed", name)]


def test_every_changed_missing_and_additional_file_of_a_zip_is_named(written: WrittenRelease) -> None:
    _rewrite(written.archive, {"totals.csv": b"x", "contests.csv": None, "votes.csv": b"x"})
    assert _found(written.archive) == [
        ("file_missing", "contests.csv"),
        ("file_changed", "totals.csv"),
        ("file_extra", "votes.csv"),
    ]


def test_a_byte_flipped_inside_a_zip_is_named(written: WrittenRelease) -> None:
    data = bytearray(written.archive.read_bytes())
    data[data.index(b"0001,president")] ^= 1
    written.archive.write_bytes(data)
    assert _found(written.archive) == [("file_changed", "contests.csv")]


def test_the_tabulation_rooms_package_is_checked_alone(written: WrittenRelease) -> None:
    assert check_release(written.room_archive) == ()
    assert check_release(written.folder / "tabulation_room") == ()
    assert check_release(written.room_archive, written.digests) == ()
    other = written.digests | {"tabulation_room/manifest.json": "ab" * 32}
    assert {each.id for each in check_release(written.room_archive, other)} == {"not_as_recorded"}


def test_a_changed_package_of_the_tabulation_room_is_found(written: WrittenRelease) -> None:
    _rewrite(written.room_archive, {"work_order.csv": b"x", "groups.csv": None, "contests.csv": b"x"})
    assert _found(written.room_archive) == [
        ("file_extra", "contests.csv"),
        ("file_missing", "groups.csv"),
        ("file_changed", "work_order.csv"),
    ]


@pytest.mark.parametrize("signature", [None, b"nothing of the kind"])
def test_the_package_of_the_tabulation_room_has_its_signature(written: WrittenRelease, signature: bytes | None) -> None:
    _rewrite(written.room_archive, {"manifest.sig": signature})
    assert [name for _, name in _found(written.room_archive)] == ["manifest.sig"]


def test_a_folder_without_the_tabulation_rooms_package_is_not_whole(written: WrittenRelease) -> None:
    shutil.rmtree(written.folder / "tabulation_room")
    (written.folder / "groups.csv").unlink()
    assert {code for code, _ in _found(written.folder)} == {"file_missing"}


def test_half_of_the_tabulation_rooms_package_in_the_other_zip_is_named(written: WrittenRelease) -> None:
    _rewrite(written.archive, {"groups.csv": (written.folder / "groups.csv").read_bytes()})
    assert ("file_missing", "tabulation_room/work_order.csv") in _found(written.archive)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_a_zip_has_twice_is_named(written: WrittenRelease) -> None:
    with zipfile.ZipFile(written.archive, "a") as archive:
        archive.writestr("totals.csv", b"another")
    assert _found(written.archive) == [("file_twice", "totals.csv")]


def test_a_file_that_is_no_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "R0001.zip").write_text("nothing of the kind")
    assert _found(tmp_path / "R0001.zip") == [("archive_damaged", "R0001.zip")]


def test_without_its_manifest_nothing_is_taken_on_trust(written: WrittenRelease) -> None:
    (written.folder / "manifest.json").unlink()
    assert _found(written.folder) == [("manifest_missing", "manifest.json")]


@pytest.mark.parametrize("manifest", [b"{", b"\xff", b"[]", b'{"format": "other"}', b'{"files": {}}', b"null"])
def test_a_manifest_of_another_kind_is_not_read(written: WrittenRelease, manifest: bytes) -> None:
    (written.folder / "manifest.json").write_bytes(manifest)
    assert _found(written.folder) == [("manifest_unreadable", "manifest.json")]


def test_a_manifest_made_to_fit_changed_files_does_not_fit_the_record(
    written: WrittenRelease, tmp_path: Path, content: MakeContent, envelopes: list[EnvelopeState], standing: ProvenHead
) -> None:
    forged = write_release(tmp_path / "forged", release_files(content(envelopes[1:]), standing))
    assert isinstance(forged, WrittenRelease)
    assert check_release(forged.folder) == ()
    found = check_release(forged.folder, written.digests)
    assert {finding.id for finding in found} == {"not_as_recorded"}
    assert {"manifest.json", "dispositions.csv"} <= {finding.file for finding in found}


def _forge(written: WrittenRelease, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest as somebody without the key can: everything else fits it."""
    path = written.folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    path.write_text(json.dumps(manifest, indent=2))


def _put(written: WrittenRelease, name: str, data: bytes) -> None:
    """Put other bytes into a file, and have the manifest list them."""
    (written.folder / name).write_bytes(data)
    mark = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    _forge(written, lambda manifest: next(each for each in manifest["files"] if each["name"] == name).update(mark))


def test_a_manifest_changed_without_the_key_is_not_signed(written: WrittenRelease) -> None:
    _forge(written, lambda manifest: manifest.update(made_at="2020-11-05T10:00:00.000000Z"))
    assert _found(written.folder) == [("manifest_unsigned", "manifest.sig")]


@pytest.mark.parametrize("signature", ["", "nothing of the kind\n\n", "a\n\n— skim AAAA\n"])
def test_what_is_no_signature_signs_nothing(written: WrittenRelease, signature: str) -> None:
    (written.folder / "manifest.sig").write_text(signature, encoding="utf-8")
    assert _found(written.folder) == [("manifest_unsigned", "manifest.sig")]


def test_a_release_without_its_signature_says_so(written: WrittenRelease) -> None:
    (written.folder / "manifest.sig").unlink()
    assert _found(written.folder) == [("signature_missing", "manifest.sig")]


def test_a_release_stripped_of_its_record_is_not_taken_on_trust(written: WrittenRelease) -> None:
    """Whoever has no key could else change a file, leave the record out, and write the manifest anew."""
    for name in ("log/entries.jsonl", "checkpoint.txt"):
        (written.folder / name).unlink()
    _forge(
        written,
        lambda manifest: manifest.update(
            files=[each for each in manifest["files"] if (written.folder / each["name"]).exists()]
        ),
    )
    _put(written, "dispositions.csv", b"made up")
    (written.folder / "manifest.sig").write_text("rubbish", encoding="utf-8")
    assert _found(written.folder) == [("record_missing", "log/entries.jsonl"), ("record_missing", "checkpoint.txt")]


def test_a_signature_for_another_case_is_none(written: WrittenRelease, standing: ProvenHead) -> None:
    digest = hashlib.sha256((written.folder / "manifest.json").read_bytes()).hexdigest()
    other = replace(standing, signer=replace(standing.signer, origin="provisional-ballots/C2/1"))
    (written.folder / "manifest.sig").write_bytes(signature_of(other, "R0001", digest))
    assert _found(written.folder) == [("manifest_unsigned", "manifest.sig")]


def test_an_entry_changed_in_the_record_of_a_release_is_found_even_where_the_manifest_lists_it(
    written: WrittenRelease,
) -> None:
    entries = (written.folder / "log" / "entries.jsonl").read_bytes()
    _put(written, "log/entries.jsonl", entries.replace(b"Sun Kim", b"Sun Kin"))
    assert _found(written.folder) == [
        ("entries_differ", "log/entries.jsonl"),
        ("checkpoint_differs", "checkpoint.txt"),
        ("manifest_unsigned", "manifest.sig"),
    ]


def test_a_checkpoint_of_another_key_is_found_even_where_the_manifest_lists_it(
    written: WrittenRelease, standing: ProvenHead
) -> None:
    other = SigningKey(b"o" * 32)
    note = checkpoint_by(Signer("provisional-ballots/C1/1", "skim", other.public, other.sign), standing.head)
    _put(written, "checkpoint.txt", note.encode())
    assert _found(written.folder) == [("checkpoint_unsigned", "checkpoint.txt"), ("manifest_unsigned", "manifest.sig")]


def test_a_release_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as raised:
        check_release(tmp_path / "R0009")
    assert raised.value.code == "missing"
